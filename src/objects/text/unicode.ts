// What Python's str methods know about characters: classification, case mappings and numeric values, exactly
// as CPython 3.14 (Unicode 16.0.0). Code points are numbers; texts are narrow or wide (see text.ts).
//
// The facts are in unicode-data.ts, packed; nothing is unpacked before a question about a character above
// U+00FF (or about a property that has no ASCII short cut) is asked. Records unpack in about a millisecond
// into one flat table, mappings and numeric values into a Map each.
import { reserve } from '../../machine/memory.ts';
import { CATEGORIES, FOLD, KINDS, LOWER, NUMERIC, RECORDS, TITLE, UPPER } from './unicode-data.ts';
import { codeAt, textFromCodePoints } from './text.ts';
import type { Text } from './text.ts';

// Bits of a record; the low five are the general category.
const CATEGORY = 31;
const IS_UPPER = 1 << 5;
const IS_LOWER = 1 << 6;
const CASED = 1 << 7;
const CASE_IGNORABLE = 1 << 8;
const IS_SPACE = 1 << 9;
const XID_START = 1 << 10;
const XID_CONTINUE = 1 << 11;
const IS_DECIMAL = 1 << 12;
const IS_DIGIT = 1 << 13;
const IS_NUMERIC = 1 << 14;
const PRINTABLE = 1 << 15;

const categories = CATEGORIES.split(' ');
const LT = categories.indexOf('Lt');
const LL = categories.indexOf('Ll');
const LU = categories.indexOf('Lu');

/** Reads the numbers of a packed string one after the other. */
export class Unpacker {
  at = 0;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  next(): number {
    let value = 0;
    for (let shift = 0; ; shift += 5) {
      const digit = sextet(this.text.charCodeAt(this.at++));
      value |= (digit & 31) << shift;
      if (digit < 32) return value;
    }
  }

  nextSigned(): number {
    const n = this.next();
    return n & 1 ? -((n + 1) >> 1) : n >> 1;
  }
}

/** The value of a base-64 digit (A-Z a-z 0-9 - _). */
function sextet(c: number): number {
  if (c >= 97) return c - 71;
  if (c >= 65) return c === 95 ? 63 : c - 65;
  return c === 45 ? 62 : c + 4;
}

let records: Uint16Array | undefined;

/**
 * The record of every code point. Runs of record 0 (unassigned) are never touched, so they cost no memory.
 */
function unpackRecords(): Uint16Array {
  const table = new Uint16Array(0x110000);
  const kinds = KINDS.split(' ').map((k) => parseInt(k, 36));
  const runs = new Unpacker(RECORDS);
  for (let c = 0; c < 0x110000;) {
    const length = runs.next();
    const kind = kinds[runs.next()];
    if (kind !== 0) table.fill(kind, c, c + length);
    c += length;
  }
  records = table;
  return table;
}

function record(c: number): number {
  return (records ?? unpackRecords())[c];
}

/** A full case mapping: one code point, or several. */
type Mapping = Map<number, number | readonly number[]>;

function unpackMapping(packed: string): Mapping {
  const map: Mapping = new Map();
  const p = new Unpacker(packed);
  let from = 0;
  for (let groups = p.next(); groups > 0; groups--) {
    from += p.next();
    const counted = p.next();
    const offset = p.nextSigned();
    const step = (counted & 1) + 1;
    for (let i = 0; i < counted >> 1; i++) map.set(from + i * step, from + i * step + offset);
  }
  from = 0;
  while (p.at < packed.length) {
    from += p.next();
    map.set(
      from,
      Array.from({ length: p.next() }, () => p.next()),
    );
  }
  return map;
}

let upperMap: Mapping | undefined;
let lowerMap: Mapping | undefined;
let titleMap: Mapping | undefined;
let foldMap: Mapping | undefined;
let numericMap: Map<number, number> | undefined;

function unpackNumeric(): Map<number, number> {
  const map = new Map<number, number>();
  let c = 0;
  for (const group of NUMERIC.split(';')) {
    const [gap, value, count, step] = group.split(',') as [string, string, string?, string?];
    c += parseInt(gap, 36);
    const [numerator, denominator] = value.split('/') as [string, string?];
    const first = Number(numerator) / Number(denominator ?? 1);
    const n = count === undefined ? 1 : parseInt(count, 36);
    for (let i = 0; i < n; i++) map.set(c + i, first + (step === '1' ? i : 0));
  }
  numericMap = map;
  return map;
}

// Properties of one code point ------------------------------------------------------------------------------

/** The two-letter general category. */
export function category(c: number): string {
  return categories[record(c) & CATEGORY];
}

/** str.isalpha for one character: a letter (Lm, Lt, Lu, Ll or Lo). */
export function isAlpha(c: number): boolean {
  if (c < 128) return (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
  const k = record(c) & CATEGORY;
  return k >= LL && k <= LU;
}

/** str.isdecimal for one character: usable in a decimal number. */
export function isDecimal(c: number): boolean {
  return c < 128 ? c >= 48 && c <= 57 : (record(c) & IS_DECIMAL) !== 0;
}

/** str.isdigit for one character: a decimal or another digit, such as a superscript. */
export function isDigit(c: number): boolean {
  return c < 128 ? c >= 48 && c <= 57 : (record(c) & IS_DIGIT) !== 0;
}

/** str.isnumeric for one character: has any numeric value. */
export function isNumeric(c: number): boolean {
  return c < 128 ? c >= 48 && c <= 57 : (record(c) & IS_NUMERIC) !== 0;
}

/** str.isalnum for one character. */
export function isAlnum(c: number): boolean {
  return isAlpha(c) || isNumeric(c);
}

/** str.isspace for one character. */
export function isSpace(c: number): boolean {
  if (c < 128) return c === 32 || (c >= 9 && c <= 13) || (c >= 28 && c <= 31);
  return (record(c) & IS_SPACE) !== 0;
}

/** The derived property Uppercase. */
export function isUpperChar(c: number): boolean {
  return c < 128 ? c >= 65 && c <= 90 : (record(c) & IS_UPPER) !== 0;
}

/** The derived property Lowercase. */
export function isLowerChar(c: number): boolean {
  return c < 128 ? c >= 97 && c <= 122 : (record(c) & IS_LOWER) !== 0;
}

/** General category Lt. */
export function isTitleChar(c: number): boolean {
  return c >= 0x1c5 && (record(c) & CATEGORY) === LT;
}

/** str.isprintable for one character: what repr shows as it is. */
export function isPrintable(c: number): boolean {
  return c < 127 ? c >= 32 : (record(c) & PRINTABLE) !== 0;
}

/** May start an identifier (XID_Start or `_`). */
export function isIdentifierStart(c: number): boolean {
  if (c < 128) return isAlpha(c) || c === 95;
  return (record(c) & XID_START) !== 0;
}

/** May continue an identifier (XID_Continue). */
export function isIdentifierContinue(c: number): boolean {
  if (c < 128) return isAlpha(c) || c === 95 || (c >= 48 && c <= 57);
  return (record(c) & XID_CONTINUE) !== 0;
}

/** The value of a decimal digit, or -1. */
export function decimalValue(c: number): number {
  if (c < 128) return c >= 48 && c <= 57 ? c - 48 : -1;
  return (record(c) & IS_DECIMAL) !== 0 ? numericValue(c)! : -1;
}

/** The value of a digit (decimal, superscript, circled, ...), or -1. */
export function digitValue(c: number): number {
  if (c < 128) return c >= 48 && c <= 57 ? c - 48 : -1;
  return (record(c) & IS_DIGIT) !== 0 ? numericValue(c)! : -1;
}

/** The numeric value of a character, fractions included, or undefined. */
export function numericValue(c: number): number | undefined {
  if (c < 128) return c >= 48 && c <= 57 ? c - 48 : undefined;
  return (numericMap ?? unpackNumeric()).get(c);
}

/** Line boundaries of str.splitlines (a `\r\n` pair counts as one). */
export function isLineBreak(c: number): boolean {
  return (c >= 10 && c <= 13) || (c >= 28 && c <= 30) || c === 0x85 || c === 0x2028 || c === 0x2029;
}

// Properties of whole texts ---------------------------------------------------------------------------------

/** True if the text is not empty and every character satisfies the test: isalpha, isdecimal, ... of str. */
export function everyChar(text: Text, test: (c: number) => boolean): boolean {
  if (text.length === 0) return false;
  for (let i = 0; i < text.length; i++) {
    if (!test(codeAt(text, i))) return false;
  }
  return true;
}

/** str.isprintable: true for the empty text too. */
export function isPrintableText(text: Text): boolean {
  return text.length === 0 || everyChar(text, isPrintable);
}

/** str.isascii. */
export function isAsciiText(text: Text): boolean {
  return typeof text === 'string' && !/[^\x00-\x7f]/.test(text);
}

/** str.isidentifier. */
export function isIdentifier(text: Text): boolean {
  if (text.length === 0 || !isIdentifierStart(codeAt(text, 0))) return false;
  for (let i = 1; i < text.length; i++) {
    if (!isIdentifierContinue(codeAt(text, i))) return false;
  }
  return true;
}

/** str.isupper: at least one cased character, and none that is lower or title case. */
export function isUpper(text: Text): boolean {
  let cased = false;
  for (let i = 0; i < text.length; i++) {
    const c = codeAt(text, i);
    if (isLowerChar(c) || isTitleChar(c)) return false;
    cased ||= isUpperChar(c);
  }
  return cased;
}

/** str.islower. */
export function isLower(text: Text): boolean {
  let cased = false;
  for (let i = 0; i < text.length; i++) {
    const c = codeAt(text, i);
    if (isUpperChar(c) || isTitleChar(c)) return false;
    cased ||= isLowerChar(c);
  }
  return cased;
}

/** str.istitle: upper and title case only after uncased characters, lower case only after cased ones. */
export function isTitle(text: Text): boolean {
  let cased = false;
  let previousCased = false;
  for (let i = 0; i < text.length; i++) {
    const c = codeAt(text, i);
    if (isUpperChar(c) || isTitleChar(c)) {
      if (previousCased) return false;
      previousCased = cased = true;
    } else if (isLowerChar(c)) {
      if (!previousCased) return false;
      cased = true;
    } else {
      previousCased = false;
    }
  }
  return cased;
}

// Case mappings ---------------------------------------------------------------------------------------------

function push(out: number[], c: number, mapped: number | readonly number[] | undefined): void {
  if (mapped === undefined) out.push(c);
  else if (typeof mapped === 'number') out.push(mapped);
  else out.push(...mapped);
}

function pushUpper(out: number[], c: number): void {
  if (c < 128) out.push(c >= 97 && c <= 122 ? c - 32 : c);
  else push(out, c, (upperMap ??= unpackMapping(UPPER)).get(c));
}

function pushLower(out: number[], c: number): void {
  if (c < 128) out.push(c >= 65 && c <= 90 ? c + 32 : c);
  else push(out, c, (lowerMap ??= unpackMapping(LOWER)).get(c));
}

function pushTitle(out: number[], c: number): void {
  const mapped = (titleMap ??= unpackMapping(TITLE)).get(c);
  if (mapped === undefined) pushUpper(out, c);
  else push(out, c, mapped);
}

function pushFold(out: number[], c: number): void {
  const mapped = (foldMap ??= unpackMapping(FOLD)).get(c);
  if (mapped === undefined) pushLower(out, c);
  else push(out, c, mapped);
}

function isCased(c: number): boolean {
  return (record(c) & CASED) !== 0;
}

/**
 * A capital sigma is final when the nearest character before it that is not ignorable is cased, and after,
 * not.
 */
function isFinalSigma(text: Text, i: number): boolean {
  let j = i - 1;
  while (j >= 0 && (record(codeAt(text, j)) & CASE_IGNORABLE) !== 0) j--;
  if (j < 0 || !isCased(codeAt(text, j))) return false;
  j = i + 1;
  while (j < text.length && (record(codeAt(text, j)) & CASE_IGNORABLE) !== 0) j++;
  return j === text.length || !isCased(codeAt(text, j));
}

/** Lower case of the character at i; its place decides for the capital sigma. */
function pushLowerAt(out: number[], text: Text, i: number): void {
  const c = codeAt(text, i);
  if (c === 0x3a3) out.push(isFinalSigma(text, i) ? 0x3c2 : 0x3c3);
  else pushLower(out, c);
}

/** JavaScript's own case functions agree with Python's on Latin-1 whatever the host's Unicode version is. */
function isLatin1(text: Text): text is string {
  if (typeof text !== 'string') return false;
  if (text.length > SHORT_TEXT) return !/[^\x00-\xff]/.test(text);
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return false;
  return true;
}

/** Up to this length a loop is faster than a regular expression. */
const SHORT_TEXT = 40;

/** Bytes for each character of a list of code points that grows, and of the text made of it. */
const CODE_BYTES = 32;

/** For the code points of a text about as long as this one. Throws as `reserve`. */
function newCodes(text: Text): number[] {
  reserve(text.length * CODE_BYTES);
  return [];
}

/** str.upper. */
export function toUpper(text: Text): Text {
  if (isLatin1(text)) {
    reserve(text.length);
    return text.toUpperCase();
  }
  const out = newCodes(text);
  for (let i = 0; i < text.length; i++) pushUpper(out, codeAt(text, i));
  return textFromCodePoints(out);
}

/** str.lower. */
export function toLower(text: Text): Text {
  if (isLatin1(text)) {
    reserve(text.length);
    return text.toLowerCase();
  }
  const out = newCodes(text);
  for (let i = 0; i < text.length; i++) pushLowerAt(out, text, i);
  return textFromCodePoints(out);
}

/** str.casefold. */
export function casefold(text: Text): Text {
  if (isAsciiText(text)) {
    reserve(text.length);
    return (text as string).toLowerCase();
  }
  const out = newCodes(text);
  for (let i = 0; i < text.length; i++) pushFold(out, codeAt(text, i));
  return textFromCodePoints(out);
}

/** str.title. */
export function toTitle(text: Text): Text {
  const out = newCodes(text);
  let previousCased = false;
  for (let i = 0; i < text.length; i++) {
    const c = codeAt(text, i);
    if (previousCased) pushLowerAt(out, text, i);
    else pushTitle(out, c);
    previousCased = c < 128 ? isAlpha(c) : isCased(c);
  }
  return textFromCodePoints(out);
}

/** str.capitalize. */
export function capitalize(text: Text): Text {
  if (text.length === 0) return text;
  if (isAsciiText(text)) {
    reserve(2 * text.length);
    const s = text as string;
    return s.charAt(0).toUpperCase() + s.slice(1).toLowerCase();
  }
  const out = newCodes(text);
  pushTitle(out, codeAt(text, 0));
  for (let i = 1; i < text.length; i++) pushLowerAt(out, text, i);
  return textFromCodePoints(out);
}

/** str.swapcase. */
export function swapcase(text: Text): Text {
  const out = newCodes(text);
  for (let i = 0; i < text.length; i++) {
    const c = codeAt(text, i);
    if (isUpperChar(c)) pushLowerAt(out, text, i);
    else if (isLowerChar(c)) pushUpper(out, c);
    else out.push(c);
  }
  return textFromCodePoints(out);
}
