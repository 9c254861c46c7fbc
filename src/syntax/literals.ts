// The values of literals: numbers, and the text or bytes of strings with their escapes.
//
// Everything here is a function of the literal's own characters. What is wrong is thrown as a LiteralError, which the
// parser turns into the SyntaxError that CPython raises; escapes that will one day be errors are reported to the caller.

import { FloatLiteral, ImaginaryLiteral, WideText } from './ast.ts';
import type { Text } from './ast.ts';
import { codePointOfName } from './unicode-names.ts';

/** Why a literal has no value; the message is CPython's. */
export class LiteralError {
  readonly message: string;
  /** Whether the error says where in its line the literal is. */
  readonly hasColumns: boolean;
  constructor(message: string, hasColumns = true) {
    this.message = message;
    this.hasColumns = hasColumns;
  }
}

/** Called with the escape's text, such as `\d`, and its index in the body of the literal. */
export type InvalidEscapeReport = (escape: string, index: number) => void;

/** `sys.get_int_max_str_digits()` as it is at start-up. */
export const MAX_INT_DIGITS = 4300;

/**
 * The value of a number literal whose text the lexer has accepted.
 * @param maxDigits of a decimal int; 0: no limit. Throws LiteralError beyond it.
 */
export function parseNumber(
  text: string,
  maxDigits: number,
): number | bigint | FloatLiteral | ImaginaryLiteral {
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  const last = digits.charCodeAt(digits.length - 1);
  const radix = digits.charCodeAt(1) | 32;
  if (digits.charCodeAt(0) === 48 && (radix === 120 || radix === 111 || radix === 98))
    return normalised(digits);
  if (last === 106 || last === 74) return new ImaginaryLiteral(Number(digits.slice(0, -1)));
  if (/[.eE]/.test(digits)) return new FloatLiteral(Number(digits));
  if (maxDigits > 0 && digits.length > maxDigits && digits.charCodeAt(0) !== 48) {
    throw new LiteralError(
      `Exceeds the limit (${maxDigits} digits) for integer string conversion: value has ${digits.length} digits; ` +
        'use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to ' +
        'avoid decimal conversion limits.',
      false,
    );
  }
  return normalised(digits);
}

function normalised(digits: string): number | bigint {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits);
}

const WIDE = /[\ud800-\udfff]/;

/** The text of a piece of source that has no escapes to expand. */
export function rawText(source: string): Text {
  return WIDE.test(source) ? new WideText(codePointsOf(source)) : source;
}

/** The code points of well-formed UTF-16. */
export function codePointsOf(source: string): Uint32Array {
  return Uint32Array.from(Array.from(source, (character) => character.codePointAt(0)!));
}

/** The text of several pieces in a row. */
export function joinTexts(texts: readonly Text[]): Text {
  if (texts.every((text) => typeof text === 'string')) return texts.join('');
  const codePoints: number[] = [];
  for (const text of texts) {
    const points = typeof text === 'string' ? codePointsOf(text) : text.codePoints;
    for (const point of points) codePoints.push(point);
  }
  return new WideText(Uint32Array.from(codePoints));
}

/** Length in code points. */
export function textLength(text: Text): number {
  return typeof text === 'string' ? text.length : text.codePoints.length;
}

/** The text of `body` with the escapes of a string literal expanded. */
export function unescapeText(body: string, report: InvalidEscapeReport): Text {
  if (!body.includes('\\')) return rawText(body);
  const reader = new EscapeReader(body, report);
  return reader.read();
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Expands the escapes of one string literal, into a string while it can and into code points when it must. */
class EscapeReader {
  private readonly body: string;
  private readonly report: InvalidEscapeReport;
  private pos = 0;
  private narrow = '';
  private wide: number[] | null = null;
  private reported = false;

  constructor(body: string, report: InvalidEscapeReport) {
    this.body = body;
    this.report = report;
  }

  read(): Text {
    const body = this.body;
    while (this.pos < body.length) {
      const backslash = body.indexOf('\\', this.pos);
      const end = backslash < 0 ? body.length : backslash;
      if (end > this.pos) this.append(body.slice(this.pos, end));
      this.pos = end;
      if (backslash >= 0) this.escape();
    }
    return this.wide === null ? this.narrow : new WideText(Uint32Array.from(this.wide));
  }

  private append(text: string): void {
    if (this.wide === null && WIDE.test(text)) this.wide = [...codePointsOf(this.narrow)];
    if (this.wide === null) this.narrow += text;
    else for (const character of text) this.wide.push(character.codePointAt(0)!);
  }

  private appendCodePoint(codePoint: number): void {
    if (this.wide === null && (codePoint > 0xffff || (codePoint & 0xf800) === 0xd800)) {
      this.wide = [...codePointsOf(this.narrow)];
    }
    if (this.wide === null) this.narrow += String.fromCharCode(codePoint);
    else this.wide.push(codePoint);
  }

  private escape(): void {
    const start = this.pos;
    const letter = this.body[start + 1];
    if (letter === undefined) {
      this.pos++;
      return this.append('\\');
    }
    this.pos = start + 2;
    const simple = SIMPLE_ESCAPES[letter];
    if (simple !== undefined) return this.append(simple);
    if (letter >= '0' && letter <= '7') return this.octal(start);
    if (letter === 'x') return this.hex(start, 2, 'truncated \\xXX escape');
    if (letter === 'u') return this.hex(start, 4, 'truncated \\uXXXX escape');
    if (letter === 'U') return this.hex(start, 8, 'truncated \\UXXXXXXXX escape');
    if (letter === 'N') return this.named(start);
    if (letter < '\x80') this.invalid(start, this.body.slice(start, start + 2));
    this.append('\\');
    this.pos = start + 1;
  }

  private invalid(start: number, escape: string): void {
    if (!this.reported) this.report(escape, start);
    this.reported = true;
  }

  private octal(start: number): void {
    const body = this.body;
    let end = start + 2;
    while (end < start + 4 && body[end] >= '0' && body[end] <= '7') end++;
    const value = parseInt(body.slice(start + 1, end), 8);
    if (value > 0o377) this.invalid(start, body.slice(start, end));
    this.pos = end;
    this.appendCodePoint(value);
  }

  private hex(start: number, length: number, reason: string): void {
    let end = start + 2;
    while (end < start + 2 + length && /[0-9a-fA-F]/.test(this.body.charAt(end))) end++;
    if (end < start + 2 + length) this.fail(start, end, reason);
    const value = parseInt(this.body.slice(start + 2, end), 16);
    if (value > 0x10ffff) this.fail(start, end, 'illegal Unicode character');
    this.pos = end;
    this.appendCodePoint(value);
  }

  private named(start: number): void {
    const body = this.body;
    if (body[start + 2] !== '{') this.fail(start, start + 2, 'malformed \\N character escape');
    const close = body.indexOf('}', start + 3);
    if (close < 0) this.fail(start, body.length, 'malformed \\N character escape');
    if (close === start + 3) this.fail(start, close + 1, 'malformed \\N character escape');
    const codePoint = codePointOfName(body.slice(start + 3, close));
    if (codePoint === null) this.fail(start, close + 1, 'unknown Unicode character name');
    this.pos = close + 1;
    this.appendCodePoint(codePoint);
  }

  private fail(start: number, end: number, reason: string): never {
    const from = escapedLength(this.body.slice(0, start));
    const to = from + escapedLength(this.body.slice(start, end)) - 1;
    const where = from === to ? `byte 0x5c in position ${from}` : `bytes in position ${from}-${to}`;
    throw new LiteralError(`(unicode error) 'unicodeescape' codec can't decode ${where}: ${reason}`);
  }
}

/** The length CPython's decoder sees: it is given every character outside ASCII as an escape of ten. */
function escapedLength(text: string): number {
  let length = 0;
  let afterBackslash = false;
  for (const character of text) {
    const wide = character >= '\x80';
    length += wide ? (afterBackslash ? 15 : 10) : 1;
    afterBackslash = character === '\\' && !afterBackslash;
  }
  return length;
}

/** The bytes of `body`, which is ASCII, with escapes expanded unless `raw`. */
export function unescapeBytes(body: string, raw: boolean, report: InvalidEscapeReport): Uint8Array {
  const bytes = new Uint8Array(body.length);
  if (raw || !body.includes('\\')) {
    for (let i = 0; i < body.length; i++) bytes[i] = body.charCodeAt(i);
    return bytes;
  }
  const length = expandBytes(body, bytes, report);
  return bytes.slice(0, length);
}

function expandBytes(body: string, bytes: Uint8Array, report: InvalidEscapeReport): number {
  let length = 0;
  let reported = false;
  const invalid = (escape: string, index: number): void => {
    if (!reported) report(escape, index);
    reported = true;
  };
  for (let i = 0; i < body.length;) {
    const letter = body[i + 1];
    if (body[i] !== '\\' || letter === undefined) {
      bytes[length++] = body.charCodeAt(i++);
      continue;
    }
    const simple = SIMPLE_ESCAPES[letter];
    if (simple !== undefined) {
      if (simple !== '') bytes[length++] = simple.charCodeAt(0);
      i += 2;
    } else if (letter >= '0' && letter <= '7') {
      const digits = /^[0-7]{1,3}/.exec(body.slice(i + 1, i + 4))![0];
      const value = parseInt(digits, 8);
      if (value > 0o377) invalid('\\' + digits, i);
      bytes[length++] = value & 0xff;
      i += 1 + digits.length;
    } else if (letter === 'x') {
      const digits = body.slice(i + 2, i + 4);
      if (!/^[0-9a-fA-F]{2}$/.test(digits))
        throw new LiteralError(`(value error) invalid \\x escape at position ${i}`);
      bytes[length++] = parseInt(digits, 16);
      i += 4;
    } else {
      invalid(body.slice(i, i + 2), i);
      bytes[length++] = 92;
      i++;
    }
  }
  return length;
}
