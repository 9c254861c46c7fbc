// The codecs of escapes: unicode_escape, raw_unicode_escape, and the backslash escapes of bytes (escape_decode).
import { PLACE, reserve } from '../machine/memory.ts';
import { codePointOfName } from '../syntax/unicode-names.ts';
import { requireBytes } from './buffer.ts';
import { PyBytes } from './bytes.ts';
import { latin1Bytes } from './text/text.ts';
import type { ByteWriter, Decoder, Encoder } from './codecs.ts';
import type { Trouble } from './codec-errors.ts';
import { newException, typeErrorType, valueErrorType } from './exception.ts';
import type { Result, Value } from './object.ts';
import { hostString, textOf } from './str.ts';
import { bytesRepr } from './text/string-repr.ts';
import { PyTuple } from './tuple.ts';
import { typeOf } from './typeof.ts';

/** The characters of escapes of one letter. */
const SIMPLE: Record<string, number> = {
  '\\': 92,
  "'": 39,
  '"': 34,
  b: 8,
  f: 12,
  t: 9,
  n: 10,
  r: 13,
  v: 11,
  a: 7,
};

function isHex(c: number | undefined): boolean {
  return c !== undefined && ((c >= 48 && c <= 57) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102));
}

function pushAscii(out: ByteWriter, s: string): void {
  for (let i = 0; i < s.length; i++) out.push(s.charCodeAt(i));
}

/** Hexadecimal digits after an escape that begins at `start`: how many there are, and their value. */
function hexDigits(data: Uint8Array, from: number, count: number): { found: number; value: number } {
  let value = 0;
  let found = 0;
  while (found < count && isHex(data[from + found]))
    value = value * 16 + parseInt(String.fromCharCode(data[from + found++]!), 16);
  return { found, value };
}

export const unicodeEscapeDecoder: Decoder = (state) => {
  const { data, points } = state;
  while (state.position < data.length) {
    const start = state.position;
    const byte = data[start]!;
    if (byte !== 92) {
      points.push(byte);
      state.position++;
      continue;
    }
    const trouble = decodeEscape(state, start);
    if (trouble !== null) return trouble === 'incomplete' ? null : trouble;
  }
  return null;
};

type EscapeState = Parameters<Decoder>[0];

/** One escape; 'incomplete' when more data must come first. */
function decodeEscape(state: EscapeState, start: number): Trouble | 'incomplete' | null {
  const { data, points, final } = state;
  const next = data[start + 1];
  if (next === undefined)
    return final ? { start, end: data.length, reason: '\\ at end of string' } : 'incomplete';
  const letter = String.fromCharCode(next);
  if (next === 10) {
    state.position = start + 2;
    return null;
  }
  const simple = SIMPLE[letter];
  if (simple !== undefined) points.push(simple);
  else if (next >= 48 && next <= 55) return decodeOctal(state, start);
  else if (letter === 'x' || letter === 'u' || letter === 'U') return decodeHex(state, start, letter);
  else if (letter === 'N') return decodeName(state, start);
  else points.push(92, next);
  state.position = start + 2;
  return null;
}

function decodeOctal(state: EscapeState, start: number): 'incomplete' | null {
  const { data } = state;
  let value = 0;
  let i = start + 1;
  while (i < start + 4 && i < data.length && data[i]! >= 48 && data[i]! <= 55)
    value = value * 8 + data[i++]! - 48;
  if (i === data.length && i < start + 4 && !state.final) return 'incomplete';
  state.points.push(value);
  state.position = i;
  return null;
}

const HEX_COUNT = { x: 2, u: 4, U: 8 } as const;
const HEX_MESSAGE = {
  x: 'truncated \\xXX escape',
  u: 'truncated \\uXXXX escape',
  U: 'truncated \\UXXXXXXXX escape',
} as const;

function decodeHex(
  state: EscapeState,
  start: number,
  letter: 'x' | 'u' | 'U',
): Trouble | 'incomplete' | null {
  const count = HEX_COUNT[letter];
  const { found, value } = hexDigits(state.data, start + 2, count);
  const end = start + 2 + found;
  if (found < count) {
    if (end === state.data.length && !state.final) return 'incomplete';
    return { start, end, reason: HEX_MESSAGE[letter] };
  }
  if (value > 0x10ffff) return { start, end, reason: 'illegal Unicode character' };
  state.points.push(value);
  state.position = end;
  return null;
}

function decodeName(state: EscapeState, start: number): Trouble | 'incomplete' | null {
  const { data } = state;
  const malformed = 'malformed \\N character escape';
  if (data[start + 2] !== 123) {
    if (start + 2 >= data.length && !state.final) return 'incomplete';
    return { start, end: start + 2, reason: malformed };
  }
  const close = data.indexOf(125, start + 3);
  if (close < 0) return state.final ? { start, end: data.length, reason: malformed } : 'incomplete';
  if (close === start + 3) return { start, end: close + 1, reason: malformed };
  const name = String.fromCharCode(...data.subarray(start + 3, close));
  const c = codePointOfName(name);
  if (c === null) return { start, end: close + 1, reason: 'unknown Unicode character name' };
  state.points.push(c);
  state.position = close + 1;
  return null;
}

function hexEscape(c: number): string {
  if (c < 256) return `\\x${c.toString(16).padStart(2, '0')}`;
  return c < 65536 ? `\\u${c.toString(16).padStart(4, '0')}` : `\\U${c.toString(16).padStart(8, '0')}`;
}

export const unicodeEscapeWriter: Encoder = {
  name: 'unicodeescape',
  reason: '',
  runs: false,
  put(c, out) {
    if (c === 92) pushAscii(out, '\\\\');
    else if (c === 9) pushAscii(out, '\\t');
    else if (c === 10) pushAscii(out, '\\n');
    else if (c === 13) pushAscii(out, '\\r');
    else if (c >= 32 && c < 127) out.push(c);
    else pushAscii(out, hexEscape(c));
    return true;
  },
};

export const rawUnicodeEscapeWriter: Encoder = {
  name: 'rawunicodeescape',
  reason: '',
  runs: false,
  put(c, out) {
    if (c < 256) out.push(c);
    else pushAscii(out, hexEscape(c));
    return true;
  },
};

export const rawUnicodeEscapeDecoder: Decoder = (state) => {
  const { data, points } = state;
  while (state.position < data.length) {
    const start = state.position;
    const next = data[start + 1];
    if (data[start] !== 92 || (next !== undefined && next !== 117 && next !== 85)) {
      points.push(data[start]!);
      state.position++;
      if (data[start] === 92 && next === 92) {
        points.push(92);
        state.position++;
      }
      continue;
    }
    if (next === undefined) {
      if (!state.final) return null;
      points.push(92);
      state.position++;
      continue;
    }
    const trouble = decodeHex(state, start, next === 117 ? 'u' : 'U');
    if (trouble === 'incomplete') return null;
    if (trouble !== null) {
      const tooLarge = trouble.reason === 'illegal Unicode character';
      return tooLarge ? { ...trouble, reason: '\\Uxxxxxxxx out of range' } : trouble;
    }
  }
  return null;
};

// --- Escapes of bytes ------------------------------------------------------------------------------------------------

/** `_codecs.escape_encode`: (bytes, length), the bytes as `repr` writes them between quotes. */
export function escapeEncode(data: Value): Result {
  if (!(data instanceof PyBytes)) {
    throw newException(typeErrorType, `escape_encode() argument 1 must be bytes, not ${typeOf(data).name}`);
  }
  const shown = bytesRepr(data.data);
  const inner = shown.slice(2, -1);
  const escaped = shown[1] === '"' ? inner.replaceAll("'", "\\'") : inner;
  return new PyTuple([new PyBytes(latin1Bytes(escaped)), data.data.length]);
}

/**
 * `_codecs.escape_decode`: (bytes, length). A str is taken for its UTF-8. `errors` says what becomes of a `\x` without two
 * digits.
 */
export function escapeDecode(value: Value, errors: string): Result {
  const text = textOf(value);
  const data = text === undefined ? requireBytes(value) : new TextEncoder().encode(hostString(text));
  reserve(data.length * 1.5 * PLACE);
  const out: number[] = [];
  for (let i = 0; i < data.length;) {
    const byte = data[i]!;
    if (byte !== 92) {
      out.push(byte);
      i++;
    } else i = decodeByteEscape(data, i, errors, out);
  }
  return new PyTuple([new PyBytes(Uint8Array.from(out)), data.length]);
}

/** One escape of bytes at `start`; gives where it ends. */
function decodeByteEscape(data: Uint8Array, start: number, errors: string, out: number[]): number {
  const next = data[start + 1];
  if (next === undefined) throw newException(valueErrorType, 'Trailing \\ in string');
  if (next === 10) return start + 2;
  const simple = SIMPLE[String.fromCharCode(next)];
  if (simple !== undefined) {
    out.push(simple);
    return start + 2;
  }
  if (next >= 48 && next <= 55) {
    let value = 0;
    let i = start + 1;
    while (i < start + 4 && i < data.length && data[i]! >= 48 && data[i]! <= 55)
      value = value * 8 + data[i++]! - 48;
    out.push(value & 255);
    return i;
  }
  if (next !== 120) {
    out.push(92, next);
    return start + 2;
  }
  const { found, value } = hexDigits(data, start + 2, 2);
  if (found === 2) out.push(value);
  else if (errors === 'strict') throw newException(valueErrorType, `invalid \\x escape at position ${start}`);
  else if (errors === 'replace') out.push(63);
  else if (errors !== 'ignore') {
    throw newException(valueErrorType, `decoding error; unknown error handling code: ${errors}`);
  }
  return start + 2 + found;
}
