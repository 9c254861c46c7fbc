// Text to numbers: the syntax of int(), float() and complex() called with a str or bytes. Underscores are
// allowed between digits, any Unicode decimal digit and any Unicode white space count, and no locale does.
//
// Malformed text gives undefined, because the messages need the repr of the caller's object;
// intLiteralMessage and floatLiteralMessage make them. Only the limit on digits throws.
import { valueError } from './format-error.ts';
import { normalizeInt } from './int-arithmetic.ts';
import type { Int } from './int-arithmetic.ts';
import { DEFAULT_MAX_STR_DIGITS } from './int-format.ts';
import { codeAt, sliceText, textToUtf16 } from './text.ts';
import type { Text } from './text.ts';
import { decimalValue, isAsciiText, isSpace } from './unicode.ts';

/** Digits beyond which a decimal text may not be a safe integer. */
const SAFE_DIGITS = 15;

/** White space as C's isspace has it. */
export function isAsciiSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

/** True for an ASCII decimal digit. */
export function isDigitCode(c: number): boolean {
  return c >= 48 && c <= 57;
}

/** The text in ASCII: digits and spaces of other scripts replaced, anything else made invalid. */
export function asciiNumberText(text: Text): string {
  if (isAsciiText(text)) return text as string;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = codeAt(text, i);
    if (c < 127) out += String.fromCharCode(c);
    else if (isSpace(c)) out += ' ';
    else {
      const value = decimalValue(c);
      out += value < 0 ? '?' : String(value);
    }
  }
  return out;
}

/** Bytes as text for the parsers below; bytes above 127 are not digits or spaces there, but invalid. */
export function asciiNumberBytes(bytes: Uint8Array): string {
  let out = '';
  for (const b of bytes) out += b < 128 ? String.fromCharCode(b) : '?';
  return out;
}

/** The message of the ValueError of int(); `repr` is the repr of the object that was given. */
export function intLiteralMessage(base: number, repr: Text): string {
  return `invalid literal for int() with base ${base}: ${textToUtf16(sliceText(repr, 0, 200))}`;
}

/** The message of the ValueError of float(). */
export function floatLiteralMessage(repr: Text): string {
  return `could not convert string to float: ${textToUtf16(repr)}`;
}

// int -------------------------------------------------------------------------------------------------------

/** The value of a digit in bases up to 36, or 36 and more for anything else. */
function digitOf(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 122) return c - 87;
  if (c >= 65 && c <= 90) return c - 55;
  return 99;
}

/** The base that a prefix `0x`, `0o`, `0b` at i stands for, or 0. */
function prefixBase(s: string, i: number): number {
  if (s.charCodeAt(i) !== 48) return 0;
  const letter = s.charCodeAt(i + 1) | 32;
  return letter === 120 ? 16 : letter === 111 ? 8 : letter === 98 ? 2 : 0;
}

/**
 * int(text, base) for the base 0 or 2..36; undefined when malformed. maxDigits is
 * sys.get_int_max_str_digits(). Throws ValueError for a wrong base and for too many digits (in bases that are
 * not powers of two).
 */
export function parseIntText(
  text: Text,
  base: number,
  maxDigits: number = DEFAULT_MAX_STR_DIGITS,
): Int | LongDigits | undefined {
  if (base !== 0 && (base < 2 || base > 36)) throw valueError('int() base must be >= 2 and <= 36, or 0');
  const s = asciiNumberText(text);
  let i = 0;
  let end = s.length;
  while (i < end && isAsciiSpace(s.charCodeAt(i))) i++;
  while (end > i && isAsciiSpace(s.charCodeAt(end - 1))) end--;
  const sign = s.charCodeAt(i);
  if (sign === 45 || sign === 43) i++;
  const prefix = prefixBase(s, i);
  const onlyZero = base === 0 && prefix === 0 && s.charCodeAt(i) === 48;
  if (base === 0) base = prefix === 0 ? 10 : prefix;
  if (prefix === base) {
    i += 2;
    if (s.charCodeAt(i) === 95) i++;
  }
  const magnitude = parseDigits(s, i, end, base, maxDigits);
  // `01` is not a literal; `00` is.
  if (magnitude === undefined || (onlyZero && magnitude !== 0)) return undefined;
  if (magnitude instanceof LongDigits) return new LongDigits(magnitude.digits, base, sign === 45);
  return sign === 45 && magnitude !== 0 ? -magnitude : magnitude;
}

/** Digits of a base, single underscores between them. */
function parseDigits(
  s: string,
  start: number,
  end: number,
  base: number,
  maxDigits: number,
): Int | LongDigits | undefined {
  let count = 0;
  let small = 0;
  let previous = 95;
  for (let i = start; i < end; i++) {
    const c = s.charCodeAt(i);
    if (c === 95) {
      if (previous === 95) return undefined;
    } else {
      const digit = digitOf(c);
      if (digit >= base) return c === 0 ? afterNul(base, count, previous, maxDigits) : undefined;
      small = small * base + digit;
      count++;
    }
    previous = c;
  }
  if (previous === 95) return undefined;
  if (small <= Number.MAX_SAFE_INTEGER && count <= SAFE_DIGITS * 3) return small;
  checkDigitCount(base, count, maxDigits);
  if (small <= Number.MAX_SAFE_INTEGER) return small;
  const digits = s.slice(start, end).replaceAll('_', '');
  if (count > LONG && !isPowerOfTwo(base)) return new LongDigits(digits, base, false);
  return intFromDigits(digits, base);
}

/** So many digits take a moment to convert, unless the base is a power of two. */
const LONG = 100_000;

/** The digits of an int that takes longer than a moment to make of them. */
export class LongDigits {
  readonly digits: string;
  readonly base: number;
  readonly negative: boolean;
  constructor(digits: string, base: number, negative: boolean) {
    this.digits = digits;
    this.base = base;
    this.negative = negative;
  }
}

/** The int that these digits of a base say. */
export function intFromDigits(digits: string, base: number): Int {
  return normalizeInt(bigFromDigits(digits, base));
}

/** A NUL ends the text for CPython, which notices that something follows only after having converted it. */
function afterNul(base: number, count: number, previous: number, maxDigits: number): undefined {
  if (previous !== 95) checkDigitCount(base, count, maxDigits);
}

function isPowerOfTwo(base: number): boolean {
  return (base & (base - 1)) === 0;
}

function checkDigitCount(base: number, count: number, maxDigits: number): void {
  if (maxDigits <= 0 || count <= maxDigits || isPowerOfTwo(base)) return;
  throw valueError(
    `Exceeds the limit (${maxDigits} digits) for integer string conversion: value has ${count} digits; ` +
      'use sys.set_int_max_str_digits() to increase the limit',
  );
}

const HOST_PREFIX: Record<number, string> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };

function bigFromDigits(digits: string, base: number): bigint {
  const prefix = HOST_PREFIX[base];
  if (prefix !== undefined) return BigInt(prefix + digits);
  if (isPowerOfTwo(base)) {
    const width = Math.log2(base);
    return BigInt(
      '0b' + Array.from(digits, (d) => parseInt(d, base).toString(2).padStart(width, '0')).join(''),
    );
  }
  return bigFromHalves(digits, base);
}

/** Divide and conquer; ten digits of base 36 fit into a safe integer. */
function bigFromHalves(digits: string, base: number): bigint {
  if (digits.length <= 10) return BigInt(parseInt(digits, base));
  const low = digits.length >> 1;
  const high = bigFromHalves(digits.slice(0, digits.length - low), base);
  return high * BigInt(base) ** BigInt(low) + bigFromHalves(digits.slice(digits.length - low), base);
}

// float -----------------------------------------------------------------------------------------------------

/** Without its underscores; undefined if one is not between two digits. */
function withoutUnderscores(s: string): string | undefined {
  let at = s.indexOf('_');
  if (at < 0) return s;
  for (; at >= 0; at = s.indexOf('_', at + 1)) {
    if (!isDigitCode(s.charCodeAt(at - 1)) || !isDigitCode(s.charCodeAt(at + 1))) return undefined;
  }
  return s.replaceAll('_', '');
}

/** `inf`, `infinity` or `nan` in any case at i. */
export function infinityOrNanAt(s: string, i: number): { value: number; length: number } | undefined {
  const c = s.charCodeAt(i) | 32;
  if (c !== 105 && c !== 110) return undefined;
  const word = s.slice(i, i + 8).toLowerCase();
  if (word === 'infinity') return { value: Infinity, length: 8 };
  if (word.startsWith('inf')) return { value: Infinity, length: 3 };
  return word.startsWith('nan') ? { value: NaN, length: 3 } : undefined;
}

function skipDigits(s: string, i: number): number {
  while (isDigitCode(s.charCodeAt(i))) i++;
  return i;
}

/** The end of the longest decimal float (sign, digits, point, exponent) at i, or i if there is none. */
function decimalFloatEnd(s: string, i: number): number {
  const start = i;
  let c = s.charCodeAt(i);
  if (c === 43 || c === 45) i++;
  const whole = i;
  i = skipDigits(s, i);
  let digits = i - whole;
  if (s.charCodeAt(i) === 46) {
    const fraction = i + 1;
    i = skipDigits(s, fraction);
    digits += i - fraction;
  }
  if (digits === 0) return start;
  if ((s.charCodeAt(i) | 32) === 101) {
    c = s.charCodeAt(i + 1);
    const exponent = c === 43 || c === 45 ? i + 2 : i + 1;
    const end = skipDigits(s, exponent);
    if (end > exponent) return end;
  }
  return i;
}

/** A float at i, with its end; undefined if there is none. */
function floatAt(s: string, i: number): { value: number; end: number } | undefined {
  const end = decimalFloatEnd(s, i);
  if (end > i) return { value: Number(s.slice(i, end)), end };
  const c = s.charCodeAt(i);
  const signed = c === 43 || c === 45 ? i + 1 : i;
  const special = infinityOrNanAt(s, signed);
  if (special === undefined) return undefined;
  return { value: c === 45 ? -special.value : special.value, end: signed + special.length };
}

/** float(text); undefined when malformed. Overflow gives an infinity, as in CPython. */
export function parseFloatText(text: Text): number | undefined {
  if (typeof text === 'string' && text !== '' && decimalFloatEnd(text, 0) === text.length)
    return Number(text);
  const ascii = asciiNumberText(text);
  const s = ascii.includes('_') ? withoutUnderscores(ascii) : ascii;
  if (s === undefined) return undefined;
  let i = 0;
  let end = s.length;
  while (i < end && isAsciiSpace(s.charCodeAt(i))) i++;
  while (end > i && isAsciiSpace(s.charCodeAt(end - 1))) end--;
  const number = floatAt(s, i);
  return number !== undefined && number.end === end ? number.value : undefined;
}

// complex ---------------------------------------------------------------------------------------------------

/** True for `j` and `J`. */
function isImaginaryUnit(c: number): boolean {
  return (c | 32) === 106;
}

function skipSpace(s: string, i: number): number {
  while (isAsciiSpace(s.charCodeAt(i))) i++;
  return i;
}

/** The message of the ValueError of complex(text); misplaced underscores have one of their own. */
export function complexLiteralMessage(text: Text, repr: Text): string {
  if (withoutUnderscores(asciiNumberText(text)) !== undefined) return 'complex() arg is a malformed string';
  return `could not convert string to complex: ${textToUtf16(repr)}`;
}

/** complex(text); undefined when malformed. */
export function parseComplexText(text: Text): { re: number; im: number } | undefined {
  const s = withoutUnderscores(asciiNumberText(text));
  if (s === undefined) return undefined;
  let i = skipSpace(s, 0);
  const bracket = s.charCodeAt(i) === 40;
  if (bracket) i = skipSpace(s, i + 1);
  const parsed = complexAt(s, i);
  if (parsed === undefined) return undefined;
  i = skipSpace(s, parsed.end);
  if (bracket) {
    if (s.charCodeAt(i) !== 41) return undefined;
    i = skipSpace(s, i + 1);
  }
  return i === s.length ? { re: parsed.re, im: parsed.im } : undefined;
}

/** float | float j | float sign [float] j | [sign] j */
function complexAt(s: string, i: number): { re: number; im: number; end: number } | undefined {
  const first = floatAt(s, i);
  if (first === undefined) return imaginaryAt(s, i, 0);
  const c = s.charCodeAt(first.end);
  if (c === 43 || c === 45) return imaginaryAt(s, first.end, first.value);
  if (isImaginaryUnit(c)) return { re: 0, im: first.value, end: first.end + 1 };
  return { re: first.value, im: 0, end: first.end };
}

/** [sign] [float] j, where no float means 1. */
function imaginaryAt(s: string, i: number, re: number): { re: number; im: number; end: number } | undefined {
  const number = floatAt(s, i);
  const c = s.charCodeAt(i);
  const im = number !== undefined ? number.value : c === 45 ? -1 : 1;
  const end = number !== undefined ? number.end : c === 43 || c === 45 ? i + 1 : i;
  return isImaginaryUnit(s.charCodeAt(end)) ? { re, im, end: end + 1 } : undefined;
}
