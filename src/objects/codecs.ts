// Encoding and decoding text.
//
// A decoder goes over bytes until it meets something it cannot decode, an encoder over text likewise; the operation around
// it (DecodeOperation, EncodeOperation) then asks the error handler, which may be Python code, and goes on where that said.
// Plain cases (valid UTF-8, Latin-1, ASCII) are done at once by the host. Encodings that are not here are looked up in the
// registry of the module _codecs, which finds those of Lib/encodings.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { copiedBytes, fixedBytes, growing, newBytes, PLACE, reserve } from '../machine/memory.ts';
import type { Size } from '../machine/numbers.ts';
import { call1 } from '../operators/call.ts';
import { PyBytes } from './bytes.ts';
import {
  BUILTIN_HANDLERS,
  decodeError,
  decodeRemedy,
  encodeError,
  encodeRemedy,
  findErrorHandler,
  type Trouble,
  wrongObject,
} from './codec-errors.ts';
import { type Int, toSize } from './conversion.ts';
import { asIndex } from './exact-number.ts';
import {
  indexErrorType,
  newException,
  type PyBaseException,
  type PyUnicodeError,
  typeError,
  typeErrorType,
} from './exception.ts';
import type { IterResult, Result, Value } from './object.ts';
import { codePoints, makeStr, textOf, type Text, fromHost } from './str.ts';
import { codeAt, latin1Text, textFromCodePoints } from './text/text.ts';
import { PyTuple } from './tuple.ts';

// --- Decoding --------------------------------------------------------------------------------------------------------

/** What a decoder works on. */
export interface DecodeState {
  /** An error handler may put other bytes in their place. */
  data: Uint8Array;
  /** How far it has come. */
  position: number;
  /** The code points so far. */
  readonly points: number[];
  /** No more bytes will follow; else an incomplete character at the end is left. */
  readonly final: boolean;
  /** The meanings of bytes, for the charmap decoder. */
  readonly mapping?: Value;
}

/**
 * Decodes as far as it goes; null at the end (`position` tells how much was used). At the top level of a file: it stands in frames,
 * which are pickled.
 */
export type Decoder = (state: DecodeState) => Trouble | null;

/** How an operation gives its result: alone; with how many bytes or characters were used; or also with the number given here. */
export type ResultShape = 'value' | 'pair' | number;

/**
 * What an operation of either direction has in common. Its frame waits for an error handler, or for the `__index__` of the
 * position in the handler's answer.
 */
abstract class CodecOperation extends NativeFrame {
  protected readonly handler: string;
  protected readonly shape: ResultShape;
  /** What exceptions show. */
  protected readonly object: Value;
  protected trouble: Trouble | null = null;
  /** The exception that the handler is given, the same for all troubles. */
  protected exc: PyUnicodeError | null = null;
  /** What the handler gave, while its position is being converted. */
  private answer: PyTuple | null = null;

  constructor(object: Value, handler: string, shape: ResultShape) {
    super();
    this.object = object;
    this.handler = handler;
    this.shape = shape;
  }

  /** Decodes or encodes to the end, or up to where it has to wait. */
  abstract run(): Result;
  protected abstract newError(trouble: Trouble): PyBaseException;
  /** Goes on with a handler's replacement, at `position`. */
  protected abstract proceed(replacement: Value, position: number): void;
  protected abstract isReplacement(value: Value | undefined): boolean;
  protected abstract wrongAnswer(): Abrupt;

  /** The exception for the trouble. */
  protected error(): PyUnicodeError {
    if (this.exc === null) this.exc = this.newError(this.trouble!) as PyUnicodeError;
    else Object.assign(this.exc, this.trouble);
    return this.exc;
  }

  /** Has the handler deal with the trouble; ABRUPT if it raises, or has to be waited for. */
  protected ask(): Abrupt | undefined {
    const answer = call1(findErrorHandler(this.handler), this.error());
    return answer === ABRUPT ? ABRUPT : this.handled(answer);
  }

  private handled(answer: Value): Abrupt | undefined {
    if (!(answer instanceof PyTuple) || answer.items.length !== 2) return this.wrongAnswer();
    const [replacement, at] = answer.items as [Value, Value];
    if (!this.isReplacement(replacement)) return this.wrongAnswer();
    this.answer = answer;
    const n = asIndex(at);
    return n === ABRUPT ? ABRUPT : this.go(n as Int);
  }

  private go(n: Int): undefined {
    const replacement = this.answer!.items[0]!;
    this.answer = null;
    this.proceed(replacement, toSize(n));
  }

  /** An exception is pickled with what it was made of, the first trouble. */
  settle(): this {
    return this;
  }
  relocate(): void {
    if (this.exc !== null) Object.assign(this.exc, this.trouble);
  }

  returned(value: Value): IterResult {
    const outcome = this.answer === null ? this.handled(value) : this.go(value as Int);
    return outcome === ABRUPT ? suspend(this) : this.run();
  }
}

/** Where a handler said to go on: negative counts from the end; throws IndexError beyond. */
function placeIn(length: number, n: number): number {
  const position = n < 0 ? n + length : n;
  if (position < 0 || position > length)
    throw newException(indexErrorType, `position ${position} from error handler out of bounds`);
  return position;
}

class DecodeOperation extends CodecOperation {
  private readonly encoding: string;
  // eslint-disable-next-line stackless/frame-fields -- has an address
  private readonly decoder: Decoder;
  private readonly state: DecodeState;

  constructor(
    encoding: string,
    decoder: Decoder,
    object: Value,
    state: DecodeState,
    handler: string,
    shape: ResultShape,
  ) {
    super(object, handler, shape);
    this.encoding = encoding;
    this.decoder = decoder;
    this.state = state;
  }

  run(): Result {
    for (;;) {
      const trouble = this.decoder(this.state);
      if (trouble === null) return this.result();
      this.trouble = trouble;
      if (!BUILTIN_HANDLERS.has(this.handler)) {
        if (this.ask() === ABRUPT) return suspend(this) as Result;
        continue;
      }
      const remedy = decodeRemedy(this.handler, this.encoding, this.state.data, trouble);
      if (remedy === undefined) throw this.refusal();
      this.add(remedy.points!);
      this.state.position = remedy.position;
    }
  }

  private refusal(): PyBaseException {
    if (this.handler !== 'xmlcharrefreplace') return this.error();
    return newException(typeErrorType, "don't know how to handle UnicodeDecodeError in error callback");
  }

  protected newError(trouble: Trouble): PyBaseException {
    const { object } = this;
    const bytes = object instanceof PyBytes ? object : new PyBytes(this.state.data.slice());
    return decodeError(this.encoding, bytes, trouble);
  }

  private add(points: Iterable<number>): void {
    for (const c of points) growing(this.state.points.push(c));
  }

  protected isReplacement(value: Value | undefined): boolean {
    return value !== undefined && textOf(value) !== undefined;
  }

  protected wrongAnswer(): Abrupt {
    return typeError('decoding error handler must return (str, int) tuple');
  }

  protected proceed(replacement: Value, position: number): void {
    const { state } = this;
    const { object } = this.exc!;
    if (!(object instanceof PyBytes)) throw wrongObject('decode');
    state.data = object.data;
    const place = placeIn(state.data.length, position);
    this.add(codePoints(textOf(replacement)!));
    state.position = place;
  }

  private result(): Result {
    const text = makeStr(textFromCodePoints(this.state.points));
    return shaped(this.shape, text, this.state.position);
  }
}

function shaped(shape: ResultShape, value: Value, used: number): Value {
  if (shape === 'value') return value;
  return new PyTuple(shape === 'pair' ? [value, used] : [value, used, shape]);
}

/** Decodes with a decoder of this folder; `object` is what exceptions show. */
export function decodeWith(
  encoding: string,
  decoder: Decoder,
  object: Value,
  data: Uint8Array,
  errors: string,
  final: boolean,
  shape: ResultShape,
): Result {
  return decodeState(encoding, decoder, object, { data, position: 0, points: [], final }, errors, shape);
}

/** The same, from a state. */
export function decodeState(
  encoding: string,
  decoder: Decoder,
  object: Value,
  state: DecodeState,
  errors: string,
  shape: ResultShape,
): Result {
  reserve(state.data.length * 2.5 * PLACE);
  return new DecodeOperation(encoding, decoder, object, state, errors, shape).run();
}

// --- Encoding --------------------------------------------------------------------------------------------------------

/** A growing array of bytes. */
export class ByteWriter {
  private store = new Uint8Array(64);
  size: Size = 0;

  push(byte: number): void {
    if (this.size === this.store.length) this.grow(1);
    this.store[this.size++] = byte;
  }
  append(bytes: ArrayLike<number>): void {
    if (this.size + bytes.length > this.store.length) this.grow(bytes.length);
    this.store.set(bytes, this.size);
    this.size += bytes.length;
  }
  private grow(extra: number): void {
    const store = newBytes(Math.max(this.store.length * 2, this.size + extra));
    store.set(this.store);
    this.store = store;
  }
  bytes(): Uint8Array {
    return copiedBytes(this.store.subarray(0, this.size));
  }
}

/** An encoding in which every character is encoded for itself. */
export interface Encoder {
  /** As exceptions show it. */
  readonly name: string;
  /** Appends the bytes of a character; false when it has none. */
  put(c: number, out: ByteWriter): boolean;
  readonly reason: string;
  /** Adjacent characters without bytes are reported together. */
  readonly runs: boolean;
  /** Of UTFs, whose replacements can be of ASCII characters only: bytes of a unit. */
  readonly unit?: number;
}

class EncodeOperation extends CodecOperation {
  private readonly encoder: Encoder;
  private readonly text: Text;
  private readonly out: ByteWriter;
  private position: Size = 0;

  constructor(encoder: Encoder, object: Value, handler: string, shape: ResultShape, out: ByteWriter) {
    super(object, handler, shape);
    this.encoder = encoder;
    this.text = textOf(object)!;
    this.out = out;
  }

  run(): Result {
    const { text, encoder, out } = this;
    while (this.position < text.length) {
      if (encoder.put(codeAt(text, this.position), out)) {
        this.position++;
        continue;
      }
      this.trouble = this.findRun();
      if (!BUILTIN_HANDLERS.has(this.handler)) {
        if (this.ask() === ABRUPT) return suspend(this) as Result;
        continue;
      }
      const remedy = encodeRemedy(this.handler, encoder.name, text, this.trouble);
      if (remedy === undefined) throw this.error();
      if (remedy.bytes !== null) out.append(remedy.bytes);
      else this.encode(remedy.points!);
      this.position = remedy.position;
    }
    const bytes = new PyBytes(out.bytes());
    return this.shape === 'value' ? bytes : new PyTuple([bytes, text.length]);
  }

  private findRun(): Trouble {
    const start = this.position;
    let end = start + 1;
    const probe = new ByteWriter();
    if (this.encoder.runs)
      while (end < this.text.length && !this.encoder.put(codeAt(this.text, end), probe)) end++;
    return { start, end, reason: this.encoder.reason };
  }

  protected newError(trouble: Trouble): PyBaseException {
    return encodeError(this.encoder.name, makeStr(this.text), trouble);
  }

  protected isReplacement(value: Value | undefined): boolean {
    return value instanceof PyBytes || (value !== undefined && textOf(value) !== undefined);
  }

  protected wrongAnswer(): Abrupt {
    return typeError('encoding error handler must return (str/bytes, int) tuple');
  }

  /** Appends the replacement: bytes that are whole units, or characters, which must be encodable themselves. */
  protected proceed(replacement: Value, position: number): void {
    const place = placeIn(this.text.length, position);
    const { encoder } = this;
    if (replacement instanceof PyBytes) {
      if (replacement.data.length % (encoder.unit ?? 1) !== 0) throw this.error();
      this.out.append(replacement.data);
    } else {
      const points = codePoints(textOf(replacement)!);
      if (encoder.unit !== undefined && points.some((c) => c > 127)) throw this.error();
      this.encode(points);
    }
    this.position = place;
  }

  private encode(points: Iterable<number>): void {
    for (const c of points) if (!this.encoder.put(c, this.out)) throw this.error();
  }
}

/** Encodes with an encoder of this folder; `prefix` (a byte order mark) comes first. */
export function encodeWith(
  encoder: Encoder,
  object: Value,
  errors: string,
  shape: ResultShape,
  prefix: number[] = [],
): Result {
  if (encoder === utf8Writer && typeof object === 'string') {
    const bytes = new PyBytes(utf8Bytes(object));
    return shape === 'value' ? bytes : new PyTuple([bytes, object.length]);
  }
  const out = new ByteWriter();
  out.append(prefix);
  return new EncodeOperation(encoder, object, errors, shape, out).run();
}

// --- UTF-8 -----------------------------------------------------------------------------------------------------------

/** Up to this length characters are encoded here, one by one: a call of the host's encoder takes as long as that. */
const SHORT = 256;

/** The bytes of a short text of characters below `limit`, one for each; undefined for others. */
function singleBytes(text: string, limit: number): Uint8Array | undefined {
  const { length } = text;
  const bytes = fixedBytes(length);
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c >= limit) return undefined;
    bytes[i] = c;
  }
  return bytes;
}

/** The UTF-8 of a text without surrogates. */
export function utf8Bytes(text: string): Uint8Array {
  return (text.length <= SHORT ? singleBytes(text, 128) : undefined) ?? utf8Encoder.encode(text);
}

/** The characters of bytes below 128, or of any others if `latin1`; undefined if there are others. */
function singleCharacters(data: Uint8Array, latin1: boolean): string | undefined {
  let high = 0;
  for (let i = 0; i < data.length; i++) high |= data[i]!;
  if (high < 128) return strictUtf8.decode(data);
  return latin1 ? latin1Text(data) : undefined;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8Encoder = new TextEncoder();

/** Valid UTF-8 as a str; undefined when it is not valid. */
export function decodeValidUtf8(data: Uint8Array): Value | undefined {
  try {
    const s = strictUtf8.decode(data);
    return HAS_PAIR.test(s) ? makeStr(codePoints(s)) : s;
  } catch {
    return undefined;
  }
}
const HAS_PAIR = /[\ud800-\udfff]/;

/** The least and greatest second byte after a lead byte. */
function secondByteRange(lead: number): [number, number] {
  switch (lead) {
    case 0xe0:
      return [0xa0, 0xbf];
    case 0xed:
      return [0x80, 0x9f];
    case 0xf0:
      return [0x90, 0xbf];
    case 0xf4:
      return [0x80, 0x8f];
    default:
      return [0x80, 0xbf];
  }
}

export const utf8Decoder: Decoder = (state) => {
  const { data, points } = state;
  while (state.position < data.length) {
    const start = state.position;
    const lead = data[start]!;
    if (lead < 0x80) {
      points.push(lead);
      state.position++;
      continue;
    }
    if (lead < 0xc2 || lead > 0xf4) return { start, end: start + 1, reason: 'invalid start byte' };
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const [low, high] = secondByteRange(lead);
    let c = lead & (0x7f >> length);
    for (let k = 1; k < length; k++) {
      const byte = data[start + k];
      if (byte === undefined)
        return state.final ? { start, end: start + k, reason: 'unexpected end of data' } : null;
      if (byte < (k === 1 ? low : 0x80) || byte > (k === 1 ? high : 0xbf)) {
        return { start, end: start + k, reason: 'invalid continuation byte' };
      }
      c = (c << 6) | (byte & 63);
    }
    points.push(c);
    state.position = start + length;
  }
  return null;
};

export const utf8Writer: Encoder = {
  name: 'utf-8',
  reason: 'surrogates not allowed',
  runs: true,
  unit: 1,
  put(c, out) {
    if (c < 0x80) out.push(c);
    else if (c < 0x800) out.append([0xc0 | (c >> 6), 0x80 | (c & 63)]);
    else if (c >= 0xd800 && c <= 0xdfff) return false;
    else if (c < 0x10000) out.append([0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63)]);
    else out.append([0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63)]);
    return true;
  },
};

// --- Latin-1 and ASCII -----------------------------------------------------------------------------------------------

function singleByte(name: string, limit: number): Encoder {
  return {
    name,
    reason: `ordinal not in range(${limit})`,
    runs: true,
    put(c, out) {
      if (c >= limit) return false;
      out.push(c);
      return true;
    },
  };
}

export const latin1Writer = singleByte('latin-1', 256);
export const asciiWriter = singleByte('ascii', 128);

export const latin1Decoder: Decoder = (state) => {
  for (; state.position < state.data.length; state.position++) state.points.push(state.data[state.position]!);
  return null;
};

export const asciiDecoder: Decoder = (state) => {
  const { data } = state;
  for (; state.position < data.length; state.position++) {
    const byte = data[state.position]!;
    if (byte >= 128)
      return { start: state.position, end: state.position + 1, reason: 'ordinal not in range(128)' };
    state.points.push(byte);
  }
  return null;
};

// --- UTF-16 and UTF-32 -----------------------------------------------------------------------------------------------

function utf16Decoder(little: boolean): Decoder {
  return (state) => {
    const { data, points } = state;
    const unit = (i: number): number =>
      little ? data[i]! | (data[i + 1]! << 8) : (data[i]! << 8) | data[i + 1]!;
    while (state.position < data.length) {
      const start = state.position;
      if (start + 1 >= data.length)
        return state.final ? { start, end: data.length, reason: 'truncated data' } : null;
      const c = unit(start);
      if (c < 0xd800 || c > 0xdfff) {
        points.push(c);
        state.position += 2;
        continue;
      }
      if (c >= 0xdc00) return { start, end: start + 2, reason: 'illegal encoding' };
      if (start + 3 >= data.length)
        return state.final ? { start, end: data.length, reason: 'unexpected end of data' } : null;
      const low = unit(start + 2);
      if (low < 0xdc00 || low > 0xdfff) return { start, end: start + 2, reason: 'illegal UTF-16 surrogate' };
      points.push(0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
      state.position += 4;
    }
    return null;
  };
}

function utf32Decoder(little: boolean): Decoder {
  return (state) => {
    const { data, points } = state;
    while (state.position < data.length) {
      const start = state.position;
      if (start + 3 >= data.length)
        return state.final ? { start, end: data.length, reason: 'truncated data' } : null;
      let c = 0;
      for (let k = 0; k < 4; k++) c = c * 256 + data[start + (little ? 3 - k : k)]!;
      if (c > 0x10ffff) return { start, end: start + 4, reason: 'code point not in range(0x110000)' };
      if (c >= 0xd800 && c <= 0xdfff) {
        return { start, end: start + 4, reason: 'code point in surrogate code point range(0xd800, 0xe000)' };
      }
      points.push(c);
      state.position += 4;
    }
    return null;
  };
}

const utf16LittleDecoder = utf16Decoder(true);
const utf16BigDecoder = utf16Decoder(false);
const utf32LittleDecoder = utf32Decoder(true);
const utf32BigDecoder = utf32Decoder(false);

/** The decoder for units of 2 or 4 bytes. */
export function wideDecoder(size: 2 | 4, little: boolean): Decoder {
  if (size === 2) return little ? utf16LittleDecoder : utf16BigDecoder;
  return little ? utf32LittleDecoder : utf32BigDecoder;
}

/** An encoder for units of 2 or 4 bytes. */
export class WideWriter implements Encoder {
  readonly name: string;
  readonly reason = 'surrogates not allowed';
  readonly runs = true;
  readonly unit: number;
  private readonly size: 2 | 4;
  private readonly little: boolean;
  constructor(name: string, size: 2 | 4, little: boolean) {
    this.name = name;
    this.unit = size;
    this.size = size;
    this.little = little;
  }
  put(c: number, out: ByteWriter): boolean {
    if (c >= 0xd800 && c <= 0xdfff) return false;
    if (this.size === 2 && c > 0xffff) {
      this.putUnit(0xd800 + ((c - 0x10000) >> 10), out);
      this.putUnit(0xdc00 + ((c - 0x10000) & 0x3ff), out);
    } else this.putUnit(c, out);
    return true;
  }
  private putUnit(c: number, out: ByteWriter): void {
    const { size, little } = this;
    for (let k = 0; k < size; k++) out.push((c >>> (8 * (little ? k : size - 1 - k))) & 255);
  }
}

/** The byte order mark at the beginning of data in units of `size` bytes: 1 little, -1 big, 0 none. */
export function byteOrderMark(data: Uint8Array, size: 2 | 4): number {
  if (data.length < size) return 0;
  const zeros = size === 2 || (data[2] === 0 && data[3] === 0);
  if (data[0] === 0xff && data[1] === 0xfe && zeros) return 1;
  const big =
    size === 2
      ? data[0] === 0xfe && data[1] === 0xff
      : data[0] === 0 && data[1] === 0 && data[2] === 0xfe && data[3] === 0xff;
  return big ? -1 : 0;
}

// --- By name ---------------------------------------------------------------------------------------------------------

/** The name of an encoding that is handled here; undefined for others. */
export function normalizedEncoding(name: string): string | undefined {
  const known = SPELLINGS.get(name);
  return known ?? SPELLINGS.get(name.toLowerCase().replaceAll('_', '-'));
}

const SPELLINGS = new Map(
  Object.entries({
    'utf-8': ['utf-8', 'utf8', 'cp65001'],
    'latin-1': ['latin-1', 'latin1', 'iso-8859-1', 'iso8859-1', '8859', 'cp819', 'l1'],
    ascii: ['ascii', 'us-ascii'],
    'utf-16': ['utf-16', 'utf16'],
    'utf-16-le': ['utf-16-le', 'utf-16le'],
    'utf-16-be': ['utf-16-be', 'utf-16be'],
    'utf-32': ['utf-32', 'utf32'],
    'utf-32-le': ['utf-32-le', 'utf-32le'],
    'utf-32-be': ['utf-32-be', 'utf-32be'],
  }).flatMap(([name, spellings]) => spellings.map((s): [string, string] => [s, name])),
);

/**
 * `bytes.decode`: the str, or ABRUPT.
 * @param object what exceptions show (bytes); `data` are its bytes
 */
export function decodeText(object: Value, data: Uint8Array, encoding: string, errors: string): Result {
  const name = normalizedEncoding(encoding);
  switch (name) {
    case 'utf-8':
      return decodeValidUtf8(data) ?? decodeWith(name, utf8Decoder, object, data, errors, true, 'value');
    case 'latin-1':
      return singleCharacters(data, true)!;
    case 'ascii':
      return (
        singleCharacters(data, false) ?? decodeWith(name, asciiDecoder, object, data, errors, true, 'value')
      );
    case 'utf-16':
    case 'utf-32':
      return decodeMarked(name, object, data, errors, 'value');
    case 'utf-16-le':
    case 'utf-16-be':
      return decodeWith(name, wideDecoder(2, name === 'utf-16-le'), object, data, errors, true, 'value');
    case 'utf-32-le':
    case 'utf-32-be':
      return decodeWith(name, wideDecoder(4, name === 'utf-32-le'), object, data, errors, true, 'value');
    default:
      return frozenFunction('codecs', 'decode_text').call3(
        new PyBytes(data.slice()),
        fromHost(encoding),
        fromHost(errors),
      );
  }
}

/** UTF-16 or UTF-32 whose byte order a mark may tell; without one it is the machine's. */
export function decodeMarked(
  name: 'utf-16' | 'utf-32',
  object: Value,
  data: Uint8Array,
  errors: string,
  shape: ResultShape,
  final = true,
): Result {
  const size = name === 'utf-16' ? 2 : 4;
  const mark = byteOrderMark(data, size);
  const state: DecodeState = { data, position: mark === 0 ? 0 : size, points: [], final };
  return decodeState(
    orderedName(name, mark >= 0),
    wideDecoder(size, mark >= 0),
    object,
    state,
    errors,
    shape,
  );
}

/** The name of the encoding as exceptions show it. */
export function orderedName(name: 'utf-16' | 'utf-32', little: boolean): string {
  return `${name}-${little ? 'le' : 'be'}`;
}

/** By an encoding with a byte for each character. */
function encodeSingle(value: Value, encoder: Encoder, errors: string): Result {
  const bytes =
    typeof value === 'string' ? singleBytes(value, encoder === asciiWriter ? 128 : 256) : undefined;
  return bytes === undefined ? encodeWith(encoder, value, errors, 'value') : new PyBytes(bytes);
}

/** Raises UnicodeEncodeError, and is false, for a str with surrogates, which UTF-8 cannot express. */
export function checkEncodable(value: Value | undefined): boolean {
  const text = value === undefined ? undefined : textOf(value);
  return text === undefined || typeof text === 'string' || encodeText(value!, 'utf-8', 'strict') !== ABRUPT;
}

/** `str.encode`: bytes, or ABRUPT. */
export function encodeText(value: Value, encoding: string, errors: string): Result {
  const name = normalizedEncoding(encoding);
  switch (name) {
    case 'utf-8': {
      const text = textOf(value)!;
      if (typeof text === 'string') return new PyBytes(utf8Bytes(text));
      return encodeWith(utf8Writer, value, errors, 'value');
    }
    case 'latin-1':
    case 'ascii':
      return encodeSingle(value, name === 'ascii' ? asciiWriter : latin1Writer, errors);
    case 'utf-16':
      return encodeWith(new WideWriter(name, 2, true), value, errors, 'value', [0xff, 0xfe]);
    case 'utf-32':
      return encodeWith(new WideWriter(name, 4, true), value, errors, 'value', [0xff, 0xfe, 0, 0]);
    case 'utf-16-le':
    case 'utf-16-be':
      return encodeWith(new WideWriter(name, 2, name === 'utf-16-le'), value, errors, 'value');
    case 'utf-32-le':
    case 'utf-32-be':
      return encodeWith(new WideWriter(name, 4, name === 'utf-32-le'), value, errors, 'value');
    default:
      return frozenFunction('codecs', 'encode_text').call3(
        makeStr(textOf(value)!),
        fromHost(encoding),
        fromHost(errors),
      );
  }
}
