// Decoding and encoding with error handlers, which may be Python code: each operation is a frame that waits for one.
import { ABRUPT } from '../../machine/abrupt.ts';
import { NativeFrame, suspend } from '../../machine/frame.ts';
import { PLACE, reserve } from '../../machine/memory.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { decodeError, encodeError, type Trouble } from '../../objects/codec-errors.ts';
import { ByteWriter } from '../../objects/codecs.ts';
import {
  indexErrorType,
  newException,
  type PyBaseException,
  type PyUnicodeError,
  typeErrorType,
} from '../../objects/exception.ts';
import { intOf } from '../../objects/int.ts';
import type { IterResult, Result, Value } from '../../objects/object.ts';
import { codePoints, makeStr, textOf } from '../../objects/str.ts';
import { textFromCodePoints } from '../../objects/text/text.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { call1 } from '../../operators/call.ts';
import { errorHandler } from '../_codecs.ts';
import { type Decoding, type Encoding, type Multibyte, TOO_FEW } from './encoding.ts';
import { encodingOf } from './encodings.ts';

/** What becomes of the beginning of a sequence at the end of the data: a mistake, or left for later. */
export type Ending = 'mistake' | 'left';

/** What an operation of either direction has in common. */
abstract class CodecOperation extends NativeFrame {
  /** The name of the encoding. */
  protected readonly encoding: string;
  protected readonly handler: string;
  /** The exception that handlers are given, the same for all mistakes. */
  private exc: PyUnicodeError | null = null;
  /** What the exception shows. */
  private object: Value | null;

  constructor(encoding: string, handler: string, object: Value | null) {
    super();
    this.encoding = encoding;
    this.handler = handler;
    this.object = object;
  }

  protected abstract readonly length: number;
  abstract run(): Result;
  protected abstract shown(): Value;
  protected abstract newError(object: Value, trouble: Trouble): PyBaseException;
  /** Goes on at `position` after what a handler gave; throws for a wrong answer. */
  protected abstract answered(replacement: Value | undefined, position: Value | undefined): void;

  protected get codec(): Multibyte {
    return encodingOf(this.encoding);
  }

  /** Calls the handler for a mistake: ABRUPT, or undefined when it has answered. */
  protected ask(start: number, size: number): typeof ABRUPT | undefined {
    const trouble = {
      start,
      end: size === TOO_FEW ? this.length : start + size,
      reason: size === TOO_FEW ? 'incomplete multibyte sequence' : 'illegal multibyte sequence',
    };
    if (this.exc === null) {
      this.object ??= this.shown();
      this.exc = this.newError(this.object, trouble) as PyUnicodeError;
    } else Object.assign(this.exc, trouble);
    if (this.handler === 'strict') throw this.exc;
    const answer = call1(errorHandler(this.handler), this.exc);
    if (answer === ABRUPT) return ABRUPT;
    this.take(answer);
    return undefined;
  }

  private take(answer: Value): void {
    const items = answer instanceof PyTuple && answer.items.length === 2 ? answer.items : [];
    this.answered(items[0], items[1]);
  }

  /** The place that a handler gave. */
  protected place(value: Value): number {
    const given = Number(intOf(value));
    const position = Number.isSafeInteger(given) ? (given < 0 ? given + this.length : given) : -1;
    if (position < 0 || position > this.length)
      throw newException(indexErrorType, `position ${position} from error handler out of bounds`);
    return position;
  }

  returned(value: Value): IterResult {
    this.take(value);
    return this.run();
  }
}

function wrongAnswer(what: string): PyBaseException {
  return newException(typeErrorType, `${what} error handler must return (str, int) tuple`);
}

/** Gives the text and how many bytes were used. */
class DecodeOperation extends CodecOperation {
  private readonly work: Decoding;
  private readonly ending: Ending;
  /** Nothing is to be decoded any more. */
  private done: boolean;

  constructor(encoding: string, work: Decoding, handler: string, ending: Ending, done: boolean) {
    super(encoding, handler, null);
    this.work = work;
    this.ending = ending;
    this.done = done;
  }

  protected get length(): number {
    return this.work.data.length;
  }
  protected shown(): Value {
    return new PyBytes(this.work.data.slice());
  }
  protected newError(object: Value, trouble: Trouble): PyBaseException {
    return decodeError(this.encoding, object, trouble);
  }

  run(): Result {
    const { work } = this;
    while (!this.done && work.position < work.data.length) {
      const size = this.codec.decode(work);
      if (size === 0 || (size === TOO_FEW && this.ending === 'left')) break;
      if (this.mistake(size) === ABRUPT) return suspend(this) as Result;
    }
    return new PyTuple([makeStr(textFromCodePoints(work.points)), work.position]);
  }

  /** Deals with what cannot be decoded. */
  mistake(size: number): typeof ABRUPT | undefined {
    const { work, handler } = this;
    if (handler === 'replace') work.points.push(0xfffd);
    if (handler !== 'replace' && handler !== 'ignore') return this.ask(work.position, size);
    work.position = size === TOO_FEW ? work.data.length : work.position + size;
    return undefined;
  }

  /** As `run`, where the rest is known to be the beginning of a sequence. */
  runIncomplete(): Result {
    return this.mistake(TOO_FEW) === ABRUPT ? (suspend(this) as Result) : this.run();
  }

  protected answered(replacement: Value | undefined, position: Value | undefined): void {
    const text = replacement === undefined ? undefined : textOf(replacement);
    if (text === undefined || intOf(position!) === undefined) throw wrongAnswer('decoding');
    for (const point of codePoints(text)) this.work.points.push(point);
    this.work.position = this.place(position!);
  }
}

/** Gives the bytes and how many characters were used. */
class EncodeOperation extends CodecOperation {
  private readonly work: Encoding;
  /** The state in which encoding began is to be restored at the end. */
  private readonly reset: boolean;

  constructor(encoding: string, object: Value, work: Encoding, handler: string, reset: boolean) {
    super(encoding, handler, object);
    this.work = work;
    this.reset = reset;
  }

  protected get length(): number {
    return this.work.points.length;
  }
  protected shown(): Value {
    return makeStr(this.work.points);
  }
  protected newError(object: Value, trouble: Trouble): PyBaseException {
    return encodeError(this.encoding, object, trouble);
  }

  run(): Result {
    const { work, handler } = this;
    const { length } = work.points;
    while (work.position < length) {
      const size = this.codec.encode(work);
      if (size === 0 || size === TOO_FEW) break;
      if (handler === 'replace' && this.encodeAlone('?') !== 0) work.out.push(0x3f);
      if (handler === 'replace' || handler === 'ignore') work.position += size;
      else if (this.ask(work.position, size) === ABRUPT) return suspend(this) as Result;
    }
    if (this.reset) this.codec.resetEncoder(work.state, work.out);
    return new PyTuple([new PyBytes(work.out.bytes()), work.position]);
  }

  private encodeAlone(text: string): number {
    const { out, state } = this.work;
    return this.codec.encode({ points: codePoints(text), position: 0, out, state, final: false });
  }

  protected answered(replacement: Value | undefined, position: Value | undefined): void {
    const text = replacement === undefined ? undefined : textOf(replacement);
    const bytes = replacement instanceof PyBytes ? replacement.data : undefined;
    if ((text === undefined && bytes === undefined) || intOf(position!) === undefined)
      throw wrongAnswer('encoding');
    if (text === undefined) this.work.out.append(bytes!);
    else {
      const { out, state } = this.work;
      const inner = { points: codePoints(text), position: 0, out, state, final: true };
      const size = this.codec.encode(inner);
      const [start, reason] = [inner.position, 'illegal multibyte sequence'];
      if (size !== 0) throw encodeError(this.encoding, replacement!, { start, end: start + size, reason });
    }
    this.work.position = this.place(position!);
  }
}

/** Decodes: the text and how many bytes were used. */
export function decodeBytes(
  encoding: string,
  data: Uint8Array,
  state: Uint8Array,
  handler: string,
  ending: Ending,
): Result {
  reserve(data.length * 2.5 * PLACE);
  const work = { data, position: 0, points: [], state };
  return new DecodeOperation(encoding, work, handler, ending, false).run();
}

/** Has the handler decide about the beginning of a sequence at the end of the data: as `decodeBytes`. */
export function decodeIncomplete(
  encoding: string,
  data: Uint8Array,
  position: number,
  state: Uint8Array,
  handler: string,
): Result {
  const work = { data, position, points: [], state };
  return new DecodeOperation(encoding, work, handler, 'left', true).runIncomplete();
}

/** Encodes a str: the bytes and how many characters were used, all of them if `final`. */
export function encodeStr(
  encoding: string,
  object: Value,
  state: Uint8Array,
  handler: string,
  final: boolean,
): Result {
  const text = textOf(object)!;
  reserve(text.length * 4);
  const work = { points: codePoints(text), position: 0, out: new ByteWriter(), state, final };
  return new EncodeOperation(encoding, object, work, handler, final).run();
}
