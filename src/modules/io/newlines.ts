// Line ends of all kinds: what becomes of them when text is read, and which have been seen (io.IncrementalNewlineDecoder).
import { converted, type Int } from '../../objects/conversion.ts';
import { newException, typeError, typeErrorType, valueErrorType } from '../../objects/exception.ts';
import { requireBytes } from '../../objects/buffer.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { intOf } from '../../objects/int.ts';
import { defineGetSets, defineMethods } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import { PyObject, type Result, type Value } from '../../objects/object.ts';
import { Steps } from '../../objects/steps.ts';
import { codePoints, hostString, makeStr, type Text, textOf } from '../../objects/str.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { builtinType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { Utf8Decoder } from './utf8.ts';
import { callNamed0, callNamed1, callNamed2 } from '../../operators/calling.ts';

const LF = 1;
const CR = 2;
const CRLF = 4;

/** The translation of line ends in a text that comes in pieces. */
export class NewlineTranslation {
  /** `\r` and `\r\n` become `\n`. */
  readonly translates: boolean;
  /** The last piece ended in a `\r`, which is kept for the next one. */
  pending = false;
  /** The kinds seen, in bits. */
  seen = 0;
  constructor(translates: boolean) {
    this.translates = translates;
  }

  /** The next piece, as it is to be read. `final`: there is no other. */
  translate(text: Text, final: boolean): Text {
    if (typeof text === 'string') return this.narrow(text, final);
    const result = this.narrow(hostString(text), final);
    return textOf(makeStr(codePoints(result)))!;
  }

  private narrow(text: string, final: boolean): string {
    if (this.pending && (final || text !== '')) {
      text = '\r' + text;
      this.pending = false;
    }
    if (!final && text.endsWith('\r')) {
      text = text.slice(0, -1);
      this.pending = true;
    }
    if (!text.includes('\r')) {
      if ((this.seen & LF) === 0 && text.includes('\n')) this.seen |= LF;
      return text;
    }
    if (this.seen !== (LF | CR | CRLF)) this.look(text);
    return this.translates ? text.replace(/\r\n?/g, '\n') : text;
  }

  /** Notes which kinds are in the text. */
  private look(text: string): void {
    if (text.includes('\r\n')) this.seen |= CRLF;
    if (/(?<!\r)\n/.test(text)) this.seen |= LF;
    if (/\r(?!\n)/.test(text)) this.seen |= CR;
  }

  /** The attribute `newlines`: None, a text, or a tuple of texts. */
  newlines(): Value {
    const kinds: string[] = [];
    if ((this.seen & CR) !== 0) kinds.push('\r');
    if ((this.seen & LF) !== 0) kinds.push('\n');
    if ((this.seen & CRLF) !== 0) kinds.push('\r\n');
    return kinds.length === 0 ? None : kinds.length === 1 ? kinds[0]! : new PyTuple(kinds);
  }
}

/** io.IncrementalNewlineDecoder: the translation behind a decoder, or None for text. */
export class NewlineDecoder extends PyObject {
  decoder: Value = None;
  /** Null until `__init__` was called. */
  translation: NewlineTranslation | null = null;
  check(): NewlineTranslation {
    if (this.translation === null)
      throw newException(valueErrorType, 'IncrementalNewlineDecoder.__init__() not called');
    return this.translation;
  }
}
export const newlineDecoderType = builtinType('IncrementalNewlineDecoder', NewlineDecoder, {
  module: '_io',
  isPlain: true,
});

function decoder_init(self: NewlineDecoder, decoder: Value, translate: Value): Result {
  if (typeof translate !== 'boolean')
    return converted(decoder_init, [self, decoder, translate], [null, null, 'truth']);
  self.decoder = decoder;
  self.translation = new NewlineTranslation(translate);
  return None;
}

class NewlineDecodeOperation extends Steps {
  private readonly self: NewlineDecoder;
  private readonly input: Value;
  private readonly final: boolean;
  constructor(self: NewlineDecoder, input: Value, final: boolean) {
    super();
    this.self = self;
    this.input = input;
    this.final = final;
  }
  step(n: number, value: Value): Result {
    if (n === 0) return callNamed2(this.self.decoder, 'decode', this.input, this.final);
    return this.finish(translated(this.self, value, this.final));
  }
}

/** What the decoder gave, translated. */
function translated(self: NewlineDecoder, value: Value, final: boolean): Value {
  const text = textOf(value);
  if (text === undefined) {
    throw newException(typeErrorType, `decoder should return a string result, not '${typeOf(value).name}'`);
  }
  const result = self.check().translate(text, final);
  return result === text ? value : makeStr(result);
}

function decoder_decode(self: NewlineDecoder, input: Value, final: Value = false): Result {
  if (typeof final !== 'boolean')
    return converted(decoder_decode, [self, input, final], [null, null, 'truth']);
  self.check();
  const { decoder } = self;
  if (decoder === None) return translated(self, input, final);
  if (decoder instanceof Utf8Decoder) {
    const text = decoder.quick(decoder.joined(requireBytes(input)), final);
    if (text !== undefined) return translated(self, text, final);
  }
  return new NewlineDecodeOperation(self, input, final).run();
}

class GetStateOperation extends Steps {
  private readonly self: NewlineDecoder;
  constructor(self: NewlineDecoder) {
    super();
    this.self = self;
  }
  step(n: number, value: Value): Result {
    if (n === 0) return callNamed0(this.self.decoder, 'getstate');
    if (!(value instanceof PyTuple)) return typeError('illegal decoder state');
    const [buffer, flag] = value.items;
    const bits = value.items.length === 2 ? intOf(flag!) : undefined;
    return bits === undefined
      ? typeError('illegal decoder state')
      : this.finish(stateOf(this.self, buffer!, bits));
  }
}

/** The state of the decoder below with one bit more. */
function stateOf(self: NewlineDecoder, buffer: Value, flag: Int): Value {
  const pending = self.check().pending ? 1n : 0n;
  return new PyTuple([buffer, flagValue((BigInt(flag) << 1n) | pending)]);
}

/** Flags as C keeps them: 64 bits without sign. */
function flagValue(bits: bigint): Value {
  const flag = BigInt.asUintN(64, bits);
  return flag > BigInt(Number.MAX_SAFE_INTEGER) ? flag : Number(flag);
}

function decoder_getstate(self: NewlineDecoder): Result {
  self.check();
  if (self.decoder === None) return stateOf(self, new PyBytes(), 0);
  return new GetStateOperation(self).run();
}

function decoder_setstate(self: NewlineDecoder, state: Value): Result {
  const translation = self.check();
  if (!(state instanceof PyTuple)) return typeError('state argument must be a tuple');
  const [buffer, flag] = state.items;
  const int = state.items.length === 2 ? intOf(flag!) : undefined;
  if (int === undefined) return typeError('setstate(): illegal state argument');
  const bits = BigInt.asUintN(64, BigInt(int));
  translation.pending = (bits & 1n) === 1n;
  if (self.decoder === None) return None;
  return callNamed1(self.decoder, 'setstate', new PyTuple([buffer!, flagValue(bits >> 1n)]));
}

function decoder_reset(self: NewlineDecoder): Result {
  const translation = self.check();
  translation.pending = false;
  translation.seen = 0;
  return self.decoder === None ? None : callNamed0(self.decoder, 'reset');
}

defineMethods(newlineDecoderType, {
  __init__: ["($self, decoder, translate, errors='strict')", decoder_init],
  decode: ['($self, input, final=False)', decoder_decode],
  getstate: ['($self, /)', decoder_getstate],
  setstate: ['($self, state, /)', decoder_setstate],
  reset: ['($self, /)', decoder_reset],
});
defineGetSets(newlineDecoderType, { newlines: [(self: NewlineDecoder): Result => self.check().newlines()] });
