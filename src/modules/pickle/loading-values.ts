// Unpickling values that need no others: text, bytes and numbers; and the stack on which all values are.
import { ABRUPT } from '../../machine/abrupt.ts';
import { frozenFunction } from '../../machine/frozen.ts';
import { PyByteArray } from '../../objects/bytearray.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { newException, overflowErrorType, valueErrorType } from '../../objects/exception.ts';
import { normalize } from '../../objects/int.ts';
import type { Result, Value } from '../../objects/object.ts';
import { fromHost } from '../../objects/str.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { unpicklingError } from './errors.ts';
import { latin1, Mode, MORE, type Outcome, PickleInput } from './loading-input.ts';
import { Op } from './opcodes.ts';
import { decodeLong } from './writer.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Text up to this length is decoded here if it is ASCII. */
const SHORT_TEXT = 64;
const MAX_SIZE = 2 ** 63;
const MAX_SIZE_TEXT = '9223372036854775807';

/** The opcodes of plain values. */
export abstract class PlainLoading extends PickleInput {
  protected stack: Value[] = [];
  /** Heights of the stack at which there is a MARK. */
  protected marks: number[] = [];
  /** The innermost of them, or 0: nothing below may be touched. */
  protected fence = 0;

  /** The result of a call that is to be pushed (or with DROP, forgotten). */
  protected finish(result: Result, mode: number = Mode.PUSH): Outcome {
    if (result === ABRUPT) {
      this.mode = mode;
      return ABRUPT;
    }
    if (mode === Mode.PUSH) this.stack.push(result);
    return undefined;
  }

  // --- The stack -----------------------------------------------------------------------------------------------------

  protected underflow(): Error {
    return unpicklingError(
      this.marks.length > 0 ? 'unexpected MARK found' : 'unpickling stack underflow',
    ) as unknown as Error;
  }
  protected need(count: number): void {
    if (this.stack.length - count < this.fence) throw this.underflow();
  }
  protected popValue(): Value {
    if (this.stack.length <= this.fence) throw this.underflow();
    return this.stack.pop()!;
  }
  protected top(): Value {
    if (this.stack.length <= this.fence) throw this.underflow();
    return this.stack[this.stack.length - 1]!;
  }
  protected mark(): void {
    this.fence = this.stack.length;
    this.marks.push(this.fence);
  }
  protected popMark(): number {
    const mark = this.marks.pop();
    if (mark === undefined) throw unpicklingError('could not find MARK');
    this.fence = this.marks.length === 0 ? 0 : this.marks[this.marks.length - 1]!;
    return mark;
  }
  /** What stands above the innermost MARK, taken off the stack. */
  protected markedItems(): Value[] {
    const start = this.popMark();
    return this.stack.splice(start, this.stack.length - start);
  }
  protected tuple(count: number): void {
    this.need(count);
    this.stack.push(new PyTuple(this.stack.splice(this.stack.length - count, count)));
  }

  protected remember(n: number): void {
    this.unpickler.memo.set(n, this.top());
  }
  protected recall(n: number): undefined {
    const value = this.unpickler.memo.get(n);
    if (value === undefined) throw unpicklingError(`Memo value not found at index ${n}`);
    this.stack.push(value);
    return undefined;
  }

  // --- Text, bytes, numbers ------------------------------------------------------------------------------------------

  /** A length of `width` bytes and where its data begin; undefined: they are not all there. */
  protected counted(width: number, name: string): [start: number, size: number] | undefined {
    const size = this.unsigned(width);
    if (size < 0) return undefined;
    if (size >= MAX_SIZE && this.data[this.pos - 1]! > 0x7f)
      throw newException(
        overflowErrorType,
        `${name} exceeds system's maximum size of ${MAX_SIZE_TEXT} bytes`,
      );
    const start = this.take(size);
    return start < 0 ? undefined : [start, size];
  }

  protected text(width: number): Outcome {
    const place = this.counted(width, 'BINUNICODE');
    if (place === undefined) return MORE;
    const [start, size] = place;
    const { data } = this;
    if (size <= SHORT_TEXT) {
      let s = '';
      let i = start;
      for (; i < start + size && data[i]! < 0x80; i++) s += String.fromCharCode(data[i]!);
      if (i === start + size) {
        this.stack.push(s);
        return undefined;
      }
    }
    const bytes = data.subarray(start, start + size);
    try {
      this.stack.push(fromHost(decoder.decode(bytes)));
      return undefined;
    } catch {
      return this.finish(frozenFunction('pickling', 'utf8').call1(new PyBytes(bytes.slice())));
    }
  }

  protected bytes(width: number): Outcome {
    const place = this.counted(width, 'BINBYTES');
    if (place === undefined) return MORE;
    this.stack.push(new PyBytes(this.data.slice(place[0], place[0] + place[1])));
    return undefined;
  }

  protected byteArray(): Outcome {
    const place = this.counted(8, 'BYTEARRAY8');
    if (place === undefined) return MORE;
    const array = new PyByteArray();
    array.data = this.data.slice(place[0], place[0] + place[1]);
    this.stack.push(array);
    return undefined;
  }

  protected long(width: number): Outcome {
    const at = this.take(width);
    if (at < 0) return MORE;
    const size = width === 1 ? this.data[at]! : this.signed4(at);
    if (size < 0) throw unpicklingError('LONG pickle has negative byte count');
    const start = this.take(size);
    if (start < 0) return MORE;
    this.stack.push(normalize(decodeLong(this.data.subarray(start, start + size))));
    return undefined;
  }

  protected numberLine(code: number): Outcome {
    const line = this.line();
    if (line === undefined) return MORE;
    let text = latin1(line);
    if (code === Op.FLOAT) return this.finish(frozenFunction('pickling', 'parse_float').call1(text));
    if (code === Op.INT && (text === '00' || text === '01')) {
      this.stack.push(text === '01');
      return undefined;
    }
    if (code === Op.LONG && text.endsWith('L')) text = text.slice(0, -1);
    if (/^-?(0|[1-9]\d{0,14})$/.test(text)) {
      this.stack.push(Number(text) + 0);
      return undefined;
    }
    return this.finish(frozenFunction('pickling', code === Op.INT ? 'parse_int' : 'parse_long').call1(text));
  }

  protected string(): Outcome {
    const line = this.line(0);
    if (line === undefined) return MORE;
    const quote = line[0];
    if (line.length < 2 || quote !== line[line.length - 1] || (quote !== 0x27 && quote !== 0x22))
      throw unpicklingError('the STRING opcode argument must be quoted');
    return this.decode('unescape', line.slice(1, -1));
  }

  protected countedString(width: number): Outcome {
    const at = this.take(width);
    if (at < 0) return MORE;
    const size = width === 1 ? this.data[at]! : this.signed4(at);
    if (size < 0) throw unpicklingError('BINSTRING pickle has negative byte count');
    const start = this.take(size);
    return start < 0 ? MORE : this.decode('decode', this.data.slice(start, start + size));
  }

  /** A str of Python 2: by the encoding that the unpickler was given. */
  protected decode(name: string, data: Uint8Array): Outcome {
    const { encoding, errors } = this.unpickler;
    return this.finish(frozenFunction('pickling', name).call3(new PyBytes(data), encoding, errors));
  }

  protected memoLine(code: number): Outcome {
    const line = this.line();
    if (line === undefined) return MORE;
    const text = latin1(line);
    if (code === Op.PUT) this.top();
    if (!/^\s*[+-]?\d+\s*$/.test(text))
      throw newException(
        valueErrorType,
        `invalid literal for int() with base 10: ${JSON.stringify(text + '\n').replaceAll('"', "'")}`,
      );
    const n = Number(text);
    if (code === Op.GET) return this.recall(n);
    if (n < 0) throw newException(valueErrorType, 'negative PUT argument');
    if (n >= MAX_SIZE) throw newException(overflowErrorType, 'Python int too large to convert to C ssize_t');
    this.remember(n);
    return undefined;
  }

  protected frame(): Outcome {
    const size = this.unsigned(8);
    if (size < 0) return MORE;
    if (size >= MAX_SIZE && this.data[this.pos - 1]! > 0x7f)
      throw newException(
        overflowErrorType,
        `FRAME length exceeds system's maximum of ${MAX_SIZE_TEXT} bytes`,
      );
    const start = this.take(size);
    if (start < 0) return MORE;
    this.pos = start;
    return undefined;
  }
}
