// What bytes and bytearray share: searching, splitting, joining, layout and case. Results are of the class of `self`.
import { copiedBytes, fixedBytes, growing, newBytes, reserve } from '../machine/memory.ts';
import type { ABRUPT } from '../machine/abrupt.ts';
import { ItemsOperation, iterAsList } from '../operators/iterate.ts';
import { bufferBytes, exportBuffer, requireBytes, simpleBytes } from './buffer.ts';
import { isLender, lendTo } from './lender.ts';
import { PyByteArray } from './bytearray.ts';
import { bytesType, PyBytes } from './bytes.ts';
import { codecName } from './codec-errors.ts';
import { decodeText } from './codecs.ts';
import {
  newException,
  type PyBaseException,
  typeError,
  typeErrorType,
  valueError,
  valueErrorType,
} from './exception.ts';
import { converted, type Int, isBound, isInt, searchBounds, toCInt, toSize } from './conversion.ts';
import { intOf } from './int.ts';
import { listType, PyList } from './list.ts';
import type { Implementation, MethodTable } from './native.ts';
import { None } from './none.ts';
import type { PyObject, Result, Value } from './object.ts';
import { hostString, textOf } from './str.ts';
import { latin1Text, TextBuilder } from './text/text.ts';
import { findLong, isLongSearch } from './text/two-way.ts';
import { PyTuple, tupleType } from './tuple.ts';
import { typeOf } from './typeof.ts';

export type BytesLike = PyBytes | PyByteArray;

/** New bytes of the kind of `self`. */
export function like(self: BytesLike, data: Uint8Array): Value {
  if (self instanceof PyBytes) return new PyBytes(data);
  return newByteArray(data);
}

/** A bytearray that takes `data` for its own: nobody else may change it. */
export function newByteArray(data: Uint8Array): PyByteArray {
  const result = new PyByteArray();
  result.data = data;
  return result;
}

/** A part of `self`, which for bytearray must not share its memory. */
function part(self: BytesLike, start: number, end: number): Value {
  const { data } = self;
  if (end - start === data.length && self.cls === bytesType) return self;
  return like(self, copiedBytes(data, start, end));
}

// --- Searching -------------------------------------------------------------------------------------------------------

/** Position of `sub` between two bounds, or -1. */
export function findBytes(data: Uint8Array, sub: Uint8Array, start: number, end: number): number {
  const last = end - sub.length;
  if (start > last) return -1;
  if (sub.length === 0) return start;
  if (isLongSearch(end - start, sub.length)) return findLong(data, sub, start, end);
  const first = sub[0]!;
  for (let i = data.indexOf(first, start); i >= 0 && i <= last; i = data.indexOf(first, i + 1)) {
    if (startsAt(data, sub, i)) return i;
  }
  return -1;
}

/** Where `sub` begins for the last time between the two places; -1 if it does not. An empty one is found at `end`. */
export function findLastBytes(data: Uint8Array, sub: Uint8Array, start: number, end: number): number {
  for (let i = end - sub.length; i >= start; i--) if (startsAt(data, sub, i)) return i;
  return -1;
}

function startsAt(data: Uint8Array, sub: Uint8Array, at: number): boolean {
  if (at < 0 || at + sub.length > data.length) return false;
  for (let k = 0; k < sub.length; k++) if (data[at + k] !== sub[k]) return false;
  return true;
}

/** A byte or bytes to look for. */
function needle(value: Value): Uint8Array {
  const bytes = simpleBytes(value);
  if (bytes !== undefined) return bytes;
  const n = intOf(value);
  if (n === undefined) {
    throw newException(
      typeErrorType,
      `argument should be integer or bytes-like object, not '${typeOf(value).name}'`,
    );
  }
  return Uint8Array.of(checkByte(n));
}

/** The int as a byte; throws ValueError, which methods of bytearray and `bytes()` word differently. */
export function checkByte(n: Int, message = 'byte must be in range(0, 256)'): number {
  if (n < 0 || n > 255) throw newException(valueErrorType, message);
  return n as number;
}

type Finder = (data: Uint8Array, sub: Uint8Array, start: number, end: number) => number;

function hasIndex(value: Value): boolean {
  return (
    !(value instanceof PyBytes) &&
    intOf(value) === undefined &&
    !isLender(value) &&
    exportBuffer(value) === undefined &&
    typeOf(value).lookup('__index__') !== undefined
  );
}

function searching(find: Finder, result: (position: number) => Result): Implementation {
  const method = (self: BytesLike, sub: Value, start?: Value, end?: Value): Result => {
    if (!isBound(start) || !isBound(end) || hasIndex(sub)) {
      return converted(
        method,
        [self, sub, start, end],
        [null, hasIndex(sub) ? 'index' : null, 'slice', 'slice'],
      );
    }
    if (isLender(sub)) return lendTo(method, [self, sub, start, end], sub);
    const bytes = needle(sub);
    const { data } = self;
    if (start === undefined && end === undefined) return result(find(data, bytes, 0, data.length));
    const [from, to] = searchBounds(start, end, data.length);
    return result(from > to ? -1 : find(data, bytes, from, to));
  };
  return method;
}

const position = (i: number): Result => i;
const orValueError = (i: number): Result => (i < 0 ? valueError('subsection not found') : i);

function countBytes(data: Uint8Array, sub: Uint8Array, start: number, end: number): number {
  if (sub.length === 0) return end - start + 1;
  let count = 0;
  for (let i = findBytes(data, sub, start, end); i >= 0; i = findBytes(data, sub, i + sub.length, end))
    count++;
  return count;
}

/** `startswith` or `endswith` with a tuple of these items. */
function anyAffix(atEnd: boolean, self: BytesLike, start?: Value, end?: Value, ...items: Value[]): Result {
  const method = SHARED_METHODS[atEnd ? 'endswith' : 'startswith']![1];
  return method(self, new PyTuple(items), start, end);
}

function affixing(name: string, atEnd: boolean): Implementation {
  const method = (self: BytesLike, affix: Value, start?: Value, end?: Value): Result => {
    if (!isBound(start) || !isBound(end))
      return converted(method, [self, affix, start, end], [null, null, 'slice', 'slice']);
    const { data } = self;
    const [from, to] = searchBounds(start, end, data.length);
    const test = (bytes: Uint8Array): boolean =>
      from + bytes.length <= to && startsAt(data, bytes, atEnd ? to - bytes.length : from);
    if (affix instanceof PyTuple) {
      for (const item of affix.items) {
        if (isLender(item)) return lendTo(anyAffix, [atEnd, self, start, end, ...affix.items], item);
        if (test(requireBytes(item))) return true;
      }
      return false;
    }
    if (isLender(affix)) return lendTo(method, [self, affix, start, end], affix);
    const bytes = simpleBytes(affix);
    if (bytes !== undefined) return test(bytes);
    return typeError(`${name} first arg must be bytes or a tuple of bytes, not ${typeOf(affix).name}`);
  };
  return method;
}

function removeprefix(self: BytesLike, prefix: Value): Result {
  if (isLender(prefix)) return lendTo(removeprefix, [self, prefix], prefix);
  const bytes = requireBytes(prefix);
  const { data } = self;
  return part(self, startsAt(data, bytes, 0) ? bytes.length : 0, data.length);
}

function removesuffix(self: BytesLike, suffix: Value): Result {
  if (isLender(suffix)) return lendTo(removesuffix, [self, suffix], suffix);
  const bytes = requireBytes(suffix);
  const { data } = self;
  const at = data.length - bytes.length;
  return part(self, 0, bytes.length > 0 && startsAt(data, bytes, at) ? at : data.length);
}

function contains(self: BytesLike, item: Value): Result {
  if (hasIndex(item)) return converted(contains, [self, item], [null, 'index']);
  const n = intOf(item);
  if (n !== undefined) return self.data.includes(checkByte(n));
  if (isLender(item)) return lendTo(contains, [self, item], item);
  return findBytes(self.data, requireBytes(item), 0, self.data.length) >= 0;
}

// --- Splitting and joining -------------------------------------------------------------------------------------------

function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

function isStripped(c: number, set: Uint8Array | null): boolean {
  return set === null ? isSpace(c) : set.includes(c);
}

function stripping(left: boolean, right: boolean): Implementation {
  const method = (self: BytesLike, chars: Value = None): Result => {
    if (isLender(chars)) return lendTo(method, [self, chars], chars);
    const set = chars === None ? null : requireBytes(chars);
    const { data } = self;
    let start = 0;
    let end = data.length;
    if (left) while (start < end && isStripped(data[start]!, set)) start++;
    if (right) while (end > start && isStripped(data[end - 1]!, set)) end--;
    return part(self, start, end);
  };
  return method;
}

function splitting(fromRight: boolean): Implementation {
  const method = (self: BytesLike, sep: Value = None, maxsplit: Value = -1): Result => {
    if (!isInt(maxsplit)) return converted(method, [self, sep, maxsplit], [null, null, 'index']);
    const n = toSize(maxsplit);
    const max = n < 0 ? Infinity : n;
    const { data } = self;
    if (sep === None) return pieces(self, fromRight ? spaceFromRight(data, max) : splitSpace(data, max));
    if (isLender(sep)) return lendTo(method, [self, sep, maxsplit], sep);
    const separator = requireBytes(sep);
    if (separator.length === 0) return valueError('empty separator');
    return pieces(self, fromRight ? splitFromRight(data, separator, max) : splitAt(data, separator, max));
  };
  return method;
}

type Span = [start: number, end: number];

/** Bytes of a small bytes object. */
const PIECE_BYTES = 200;

function pieces(self: BytesLike, spans: Span[]): Result {
  reserve(spans.length * PIECE_BYTES);
  const items: Value[] = new Array(spans.length);
  for (let i = 0; i < spans.length; i++) items[i] = part(self, spans[i]![0], spans[i]![1]);
  return new PyList(items);
}

function splitAt(data: Uint8Array, separator: Uint8Array, max: number): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (; max > 0; max--) {
    const i = findBytes(data, separator, at, data.length);
    if (i < 0) break;
    growing(spans.push([at, i]));
    at = i + separator.length;
  }
  spans.push([at, data.length]);
  return spans;
}

function splitFromRight(data: Uint8Array, separator: Uint8Array, max: number): Span[] {
  const spans: Span[] = [];
  let end = data.length;
  for (; max > 0; max--) {
    const i = findLastBytes(data, separator, 0, end);
    if (i < 0) break;
    growing(spans.push([i + separator.length, end]));
    end = i;
  }
  spans.push([0, end]);
  return spans.reverse();
}

function splitSpace(data: Uint8Array, max: number): Span[] {
  const spans: Span[] = [];
  const { length } = data;
  for (let i = 0; ; max--) {
    while (i < length && isSpace(data[i]!)) i++;
    if (i === length) return spans;
    const start = i;
    if (max <= 0) return [...spans, [start, length]];
    while (i < length && !isSpace(data[i]!)) i++;
    growing(spans.push([start, i]));
  }
}

function spaceFromRight(data: Uint8Array, max: number): Span[] {
  const spans: Span[] = [];
  for (let i = data.length; ; max--) {
    while (i > 0 && isSpace(data[i - 1]!)) i--;
    if (i === 0) return spans.reverse();
    const end = i;
    if (max <= 0) {
      spans.push([0, end]);
      return spans.reverse();
    }
    while (i > 0 && !isSpace(data[i - 1]!)) i--;
    growing(spans.push([i, end]));
  }
}

function splitlines(self: BytesLike, keepends: Value = false): Result {
  if (typeof keepends !== 'boolean') return converted(splitlines, [self, keepends], [null, 'truth']);
  const { data } = self;
  const spans: Span[] = [];
  for (let start = 0; start < data.length;) {
    let end = start;
    while (end < data.length && data[end] !== 10 && data[end] !== 13) end++;
    let next = Math.min(end + 1, data.length);
    if (data[end] === 13 && data[end + 1] === 10) next++;
    growing(spans.push([start, keepends ? next : end]));
    start = next;
  }
  return pieces(self, spans);
}

function partitioning(find: Finder, last: boolean): Implementation {
  const method = (self: BytesLike, sep: Value): Result => {
    if (isLender(sep)) return lendTo(method, [self, sep], sep);
    const separator = requireBytes(sep);
    if (separator.length === 0) return valueError('empty separator');
    const { data } = self;
    const i = find(data, separator, 0, data.length);
    const empty = (): Value => like(self, new Uint8Array(0));
    if (i < 0) {
      const whole = part(self, 0, data.length);
      return new PyTuple(last ? [empty(), empty(), whole] : [whole, empty(), empty()]);
    }
    const middle = self instanceof PyBytes ? sep : like(self, separator.slice());
    return new PyTuple([part(self, 0, i), middle, part(self, i + separator.length, data.length)]);
  };
  return method;
}

function join(self: BytesLike, iterable: Value): Result {
  if (
    (iterable instanceof PyList && iterable.cls === listType) ||
    (iterable instanceof PyTuple && iterable.cls === tupleType)
  ) {
    return joinBytes(self, iterable.items);
  }
  if (
    typeOf(iterable).lookup('__iter__') === undefined &&
    typeOf(iterable).lookup('__getitem__') === undefined
  ) {
    return typeError('can only join an iterable');
  }
  return new JoinOperation(self).run(iterable);
}

class JoinOperation extends ItemsOperation {
  readonly self: BytesLike;
  constructor(self: BytesLike) {
    super();
    this.self = self;
  }
  protected override iterate(iterable: Value): PyObject | typeof ABRUPT {
    return iterAsList(iterable);
  }
  done(items: Value[]): Result {
    return joinBytes(this.self, items);
  }
}

function joinBytes(self: BytesLike, items: readonly Value[]): Result {
  if (items.length === 1 && self instanceof PyBytes && typeOf(items[0]!) === bytesType) return items[0]!;
  const parts: Uint8Array[] = [];
  for (let i = 0; i < items.length; i++) {
    if (isLender(items[i]!)) return lendTo(joinArguments, [self, ...items], items[i]!);
    const bytes = bufferBytes(items[i]!);
    if (bytes === undefined) {
      const type = typeOf(items[i]!).name;
      throw newException(typeErrorType, `sequence item ${i}: expected a bytes-like object, ${type} found`);
    }
    parts.push(bytes);
  }
  return like(self, concatBytes(parts, self.data));
}

function joinArguments(self: BytesLike, ...items: Value[]): Result {
  return joinBytes(self, items);
}

const NOTHING = new Uint8Array(0);

/** The parts one after the other, with `separator` between them. */
export function concatBytes(parts: readonly Uint8Array[], separator: Uint8Array = NOTHING): Uint8Array {
  let size = Math.max(0, parts.length - 1) * separator.length;
  for (let i = 0; i < parts.length; i++) size += parts[i]!.length;
  const result = fixedBytes(size);
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    if (i > 0 && separator.length > 0) {
      result.set(separator, at);
      at += separator.length;
    }
    result.set(parts[i]!, at);
    at += parts[i]!.length;
  }
  return result;
}

/** `a + b`. */
export function joinedBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const result = fixedBytes(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result;
}

/** The spans of `data` with `to` between them. */
function replaced(data: Uint8Array, spans: readonly Span[], to: Uint8Array): Uint8Array {
  let size = (spans.length - 1) * to.length;
  for (const [start, end] of spans) size += end - start;
  const result = fixedBytes(size);
  let at = 0;
  for (const [start, end] of spans) {
    if (start > 0) {
      result.set(to, at);
      at += to.length;
    }
    for (let i = start; i < end; i++) result[at++] = data[i]!;
  }
  return result;
}

function replace(self: BytesLike, old: Value, replacement: Value, count: Value = -1): Result {
  if (isLender(old)) return lendTo(replace, [self, old, replacement, count], old);
  if (isLender(replacement)) return lendTo(replace, [self, old, replacement, count], replacement);
  const from = requireBytes(old);
  const to = requireBytes(replacement);
  if (!isInt(count)) return converted(replace, [self, old, replacement, count], [null, null, null, 'index']);
  const n = toSize(count as Int);
  const max = n < 0 ? Infinity : n;
  const { data } = self;
  if (from.length > 0) {
    const spans = splitAt(data, from, max);
    return spans.length === 1 ? part(self, 0, data.length) : like(self, replaced(data, spans, to));
  }
  const parts: Uint8Array[] = [];
  for (let i = 0; i <= data.length; i++) {
    if (i < max) parts.push(to);
    if (i < data.length) growing(parts.push(data.subarray(i, i + 1)));
  }
  return like(self, concatBytes(parts));
}

function translate(self: BytesLike, table: Value, remove?: Value): Result {
  if (isLender(table)) return lendTo(translate, [self, table, remove], table);
  if (remove !== undefined && isLender(remove)) return lendTo(translate, [self, table, remove], remove);
  const map = table === None ? null : requireBytes(table);
  if (map !== null && map.length !== 256) return valueError('translation table must be 256 characters long');
  const removed = remove === undefined ? null : requireBytes(remove);
  reserve(2 * self.data.length);
  const kept = removed === null ? self.data : self.data.filter((b) => !removed.includes(b));
  return like(self, map === null ? kept.slice() : kept.map((b) => map[b]!));
}

/** `bytes.maketrans` and `bytearray.maketrans`: 256 bytes. */
export function maketrans(from: Value, to: Value): Result {
  if (isLender(from)) return lendTo(maketrans, [from, to], from);
  if (isLender(to)) return lendTo(maketrans, [from, to], to);
  const x = requireBytes(from);
  const y = requireBytes(to);
  if (x.length !== y.length) return valueError('maketrans arguments must have same length');
  const table = Uint8Array.from({ length: 256 }, (_, i) => i);
  x.forEach((b, i) => (table[b] = y[i]!));
  return new PyBytes(table);
}

// --- Layout and case -------------------------------------------------------------------------------------------------

function fillByte(name: string, fill: Value | undefined): number {
  if (fill === undefined) return 32;
  if (!(fill instanceof PyBytes) && !(fill instanceof PyByteArray)) {
    throw newException(
      typeErrorType,
      `${name}() argument 2 must be a byte string of length 1, not ${typeOf(fill).name}`,
    );
  }
  if (fill.data.length === 1) return fill.data[0]!;
  const what = `a ${fill instanceof PyBytes ? 'bytes' : 'bytearray'} object of length ${fill.data.length}`;
  throw newException(typeErrorType, `${name}(): argument 2 must be a byte string of length 1, not ${what}`);
}

function padding(name: string, share: (missing: number, width: number) => number): Implementation {
  const method = (self: BytesLike, width: Value, fillchar?: Value): Result => {
    if (!isInt(width)) return converted(method, [self, width, fillchar], [null, 'index', null]);
    const fill = fillByte(name, fillchar);
    const { data } = self;
    const wanted = toSize(width);
    const missing = wanted - data.length;
    if (missing <= 0) return part(self, 0, data.length);
    const result = fixedBytes(wanted).fill(fill);
    result.set(data, share(missing, wanted));
    return like(self, result);
  };
  return method;
}

function zfill(self: BytesLike, width: Value): Result {
  if (!isInt(width)) return converted(zfill, [self, width], [null, 'index']);
  const { data } = self;
  const missing = toSize(width) - data.length;
  if (missing <= 0) return part(self, 0, data.length);
  const result = fixedBytes(missing + data.length).fill(48);
  result.set(data, missing);
  if (data[0] === 43 || data[0] === 45) {
    result[missing] = 48;
    result[0] = data[0];
  }
  return like(self, result);
}

/** The spaces that a tab at a column stands for. */
const spacesAt = (column: number, size: number): number => (size > 0 ? size - (column % size) : 0);

function expandedLength(data: Uint8Array, size: number): number {
  let length = 0;
  let column = 0;
  for (const c of data) {
    const count = c === 9 ? spacesAt(column, size) : 1;
    length += count;
    column = c === 10 || c === 13 ? 0 : column + count;
  }
  return length;
}

function expanded(data: Uint8Array, size: number): Uint8Array {
  const bytes = fixedBytes(expandedLength(data, size));
  let at = 0;
  let column = 0;
  for (const c of data) {
    const count = c === 9 ? spacesAt(column, size) : 1;
    if (c === 9) bytes.fill(32, at, at + count);
    else bytes[at] = c;
    at += count;
    column = c === 10 || c === 13 ? 0 : column + count;
  }
  return bytes;
}

function expandtabs(self: BytesLike, tabsize: Value = 8): Result {
  if (!isInt(tabsize)) return converted(expandtabs, [self, tabsize], [null, 'index']);
  const size = toCInt(tabsize as Int);
  return like(self, expanded(self.data, size));
}

const isUpperByte = (c: number): boolean => c >= 65 && c <= 90;
const isLowerByte = (c: number): boolean => c >= 97 && c <= 122;
const isAlphaByte = (c: number): boolean => isUpperByte(c) || isLowerByte(c);
const isDigitByte = (c: number): boolean => c >= 48 && c <= 57;
const upperByte = (c: number): number => (isLowerByte(c) ? c - 32 : c);
const lowerByte = (c: number): number => (isUpperByte(c) ? c + 32 : c);

function mapping(map: (c: number, i: number, data: Uint8Array) => number): Implementation {
  return (self: BytesLike) => {
    const { data } = self;
    const result = fixedBytes(data.length);
    for (let i = 0; i < data.length; i++) result[i] = map(data[i]!, i, data);
    return like(self, result);
  };
}

function every(test: (c: number) => boolean): Implementation {
  return (self: BytesLike) => self.data.length > 0 && self.data.every(test);
}

/** islower and isupper: some letter of the one case, none of the other. */
function oneCase(wanted: (c: number) => boolean, other: (c: number) => boolean): Implementation {
  return (self: BytesLike) => self.data.some(wanted) && !self.data.some(other);
}

function istitle(self: BytesLike): Result {
  let cased = false;
  let previous = false;
  for (const c of self.data) {
    if (isUpperByte(c) ? previous : isLowerByte(c) && !previous) return false;
    previous = isAlphaByte(c);
    cased ||= previous;
  }
  return cased;
}

const titleByte = (c: number, i: number, data: Uint8Array): number =>
  i > 0 && isAlphaByte(data[i - 1]!) ? lowerByte(c) : upperByte(c);

// --- Text ------------------------------------------------------------------------------------------------------------

function decode(self: BytesLike, encoding: Value = 'utf-8', errors: Value = 'strict'): Result {
  const name = codecName(encoding, "decode() argument 'encoding'");
  const handler = codecName(errors, "decode() argument 'errors'");
  return self.data.length === 0 ? '' : decodeText(self, self.data, name, handler);
}

const HEX_DIGITS = '0123456789abcdef';

/** Hexadecimal digits with a separator every `group` bytes, counted from the right, or when negative from the left. */
export function hexText(data: Uint8Array, separator: string, group: number): string {
  const digits = new TextBuilder();
  const size = Math.abs(group);
  for (let i = 0; i < data.length; i++) {
    const place = group > 0 ? data.length - i : i;
    if (separator !== '' && i > 0 && size > 0 && place % size === 0) digits.add(separator);
    digits.add(HEX_DIGITS[data[i]! >> 4]! + HEX_DIGITS[data[i]! & 15]!);
  }
  return digits.text();
}

/** Bytes whose digits become a string at once. */
const HEX_PORTION = 2048;

/** Hexadecimal digits without separators. */
export function plainHex(data: Uint8Array): string {
  reserve(2 * data.length);
  let text = '';
  for (let start = 0; start < data.length; start += HEX_PORTION) {
    const units: number[] = [];
    const end = Math.min(data.length, start + HEX_PORTION);
    for (let i = start; i < end; i++) {
      const byte = data[i]!;
      units.push(HEX_DIGITS.charCodeAt(byte >> 4), HEX_DIGITS.charCodeAt(byte & 15));
    }
    text += String.fromCharCode.apply(null, units);
  }
  return text;
}

/**
 * `hex()` of bytes, bytearray and memoryview. Groups of a positive size are counted from the right, of a negative one from the
 * left.
 */
export function hex(self: { data: Uint8Array }, sep?: Value, group: Value = 1): Result {
  if (!isInt(group))
    return converted(hex as Implementation, [self as never, sep, group], [null, null, 'index']);
  return separatedHex(self, sep, group, 127);
}

/** `hex()` with a separator whose code is not above `greatest`. */
export function separatedHex(
  self: { data: Uint8Array },
  sep: Value | undefined,
  group: Int,
  greatest: number,
): Result {
  const size = toCInt(group);
  if (sep === undefined) return plainHex(self.data);
  const text = textOf(sep);
  if (text === undefined && !(sep instanceof PyBytes)) {
    return typeOf(sep).lookup('__len__') === undefined
      ? typeError(`object of type '${typeOf(sep).name}' has no len()`)
      : typeError('sep must be str or bytes.');
  }
  const separator = text === undefined ? latin1Text((sep as PyBytes).data) : hostString(text);
  if (separator.length !== 1) return valueError('sep must be length 1.');
  if (separator.charCodeAt(0) > greatest) return valueError('sep must be ASCII.');
  return hexText(self.data, separator, size);
}

function notHexadecimal(at: number): PyBaseException {
  return newException(valueErrorType, `non-hexadecimal number found in fromhex() arg at position ${at}`);
}

/** The value of a hexadecimal digit; throws ValueError. */
function hexDigitAt(s: string, i: number): number {
  if (i >= s.length)
    throw newException(valueErrorType, 'fromhex() arg must contain an even number of hexadecimal digits');
  const c = s.charCodeAt(i);
  if (isDigitByte(c)) return c - 48;
  const letter = c | 32;
  if (letter < 97 || letter > 102) throw notHexadecimal(i);
  return letter - 87;
}

/** The bytes that hexadecimal digits stand for; ASCII space between bytes is skipped. */
export function parseHex(value: Value): Uint8Array {
  const text = textOf(value);
  const bytes = text === undefined ? simpleBytes(value) : undefined;
  if (text === undefined && bytes === undefined) {
    throw newException(
      typeErrorType,
      `fromhex() argument must be str or bytes-like, not ${typeOf(value).name}`,
    );
  }
  const s =
    text === undefined
      ? latin1Text(bytes!)
      : typeof text === 'string'
        ? text
        : latin1Text(Uint8Array.from(text, (c) => (c < 128 ? c : 255)));
  const out = newBytes(s.length >> 1);
  let size = 0;
  const foreign = text === undefined ? -1 : s.search(/[^\0-\x7f]/);
  if (foreign >= 0) throw notHexadecimal(foreign);
  for (let i = 0; i < s.length;) {
    if (isSpace(s.charCodeAt(i))) {
      i++;
      continue;
    }
    const high = hexDigitAt(s, i);
    out[size++] = (high << 4) | hexDigitAt(s, i + 1);
    i += 2;
  }
  return copiedBytes(out, 0, size);
}

/** Methods of both classes. */
export const SHARED_METHODS: MethodTable = {
  __contains__: ['($self, key, /)', contains, 'Return bool(key in self).'],
  capitalize: ['($self, /)', mapping((c, i) => (i === 0 ? upperByte(c) : lowerByte(c)))],
  center: [
    "($self, width, fillchar=b' ', /)",
    padding('center', (missing, width) => (missing >> 1) + (missing & width & 1)),
  ],
  count: ['($self, sub, start=None, end=None, /)', searching(countBytes, (i) => Math.max(i, 0))],
  decode: [
    "($self, /, encoding='utf-8', errors='strict')",
    decode,
    'Decode the bytes using the codec registered for encoding.',
  ],
  endswith: ['($self, suffix, start=None, end=None, /)', affixing('endswith', true)],
  expandtabs: ['($self, /, tabsize=8)', expandtabs],
  find: ['($self, sub, start=None, end=None, /)', searching(findBytes, position)],
  hex: [
    '($self, /, sep=<unrepresentable>, bytes_per_sep=1)',
    hex,
    'Create a string of hexadecimal numbers from a bytes object.',
  ],
  index: ['($self, sub, start=None, end=None, /)', searching(findBytes, orValueError)],
  isalnum: ['($self, /)', every((c) => isAlphaByte(c) || isDigitByte(c))],
  isalpha: ['($self, /)', every(isAlphaByte)],
  isascii: ['($self, /)', (self: BytesLike) => self.data.every((c) => c < 128)],
  isdigit: ['($self, /)', every(isDigitByte)],
  islower: ['($self, /)', oneCase(isLowerByte, isUpperByte)],
  isspace: ['($self, /)', every(isSpace)],
  istitle: ['($self, /)', istitle],
  isupper: ['($self, /)', oneCase(isUpperByte, isLowerByte)],
  join: ['($self, iterable_of_bytes, /)', join, 'Concatenate any number of bytes objects.'],
  ljust: ["($self, width, fillchar=b' ', /)", padding('ljust', () => 0)],
  lower: ['($self, /)', mapping(lowerByte)],
  lstrip: ['($self, bytes=None, /)', stripping(true, false)],
  partition: ['($self, sep, /)', partitioning(findBytes, false)],
  removeprefix: ['($self, prefix, /)', removeprefix],
  removesuffix: ['($self, suffix, /)', removesuffix],
  replace: ['($self, old, new, count=-1, /)', replace],
  rfind: ['($self, sub, start=None, end=None, /)', searching(findLastBytes, position)],
  rindex: ['($self, sub, start=None, end=None, /)', searching(findLastBytes, orValueError)],
  rjust: ["($self, width, fillchar=b' ', /)", padding('rjust', (missing) => missing)],
  rpartition: ['($self, sep, /)', partitioning(findLastBytes, true)],
  rsplit: ['($self, /, sep=None, maxsplit=-1)', splitting(true)],
  rstrip: ['($self, bytes=None, /)', stripping(false, true)],
  split: ['($self, /, sep=None, maxsplit=-1)', splitting(false)],
  splitlines: ['($self, /, keepends=False)', splitlines],
  startswith: ['($self, prefix, start=None, end=None, /)', affixing('startswith', false)],
  strip: ['($self, bytes=None, /)', stripping(true, true)],
  swapcase: ['($self, /)', mapping((c) => (isLowerByte(c) ? c - 32 : lowerByte(c)))],
  title: ['($self, /)', mapping(titleByte)],
  translate: ["($self, table, /, delete=b'')", translate],
  upper: ['($self, /)', mapping(upperByte)],
  zfill: ['($self, width, /)', zfill],
};

/** Pairs of hexadecimal digits, nothing between them; undefined when there is anything else. */
export function parseHexStrict(digits: Uint8Array): Uint8Array | undefined {
  const s = latin1Text(digits);
  if (!/^[0-9a-fA-F]*$/.test(s)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(s.slice(2 * i, 2 * i + 2), 16));
}
