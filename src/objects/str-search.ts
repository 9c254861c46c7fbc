// Searching in text, both narrow (JavaScript strings) and wide (code points): the algorithms behind find, count, replace,
// split and their like, and the methods that only search.
import { growing, reserve } from '../machine/memory.ts';
import { newException, typeErrorType, valueError, valueErrorType } from './exception.ts';
import { converted, isBound, isInt, searchBounds, textArgument, toSize } from './conversion.ts';
import type { Int } from './conversion.ts';
import { defineMethods, type Implementation } from './native.ts';
import { None } from './none.ts';
import type { Result, Value } from './object.ts';
import { codePoints, makeStr, strType, textOf, type Text } from './str.ts';
import { codeAt, concatTexts, inOnePiece, sliceText, TextBuilder } from './text/text.ts';
import { findLong, findLongText, isLongSearch } from './text/two-way.ts';
import { isSpace } from './text/unicode.ts';
import { PyTuple } from './tuple.ts';
import { typeOf } from './typeof.ts';

/** The text of `self`, which is known to be a str. */
export function selfText(self: Value): Text {
  return typeof self === 'string' ? self : textOf(self)!;
}

/** Position of `sub` in `text` between two bounds (already clipped), or -1. */
export function findText(text: Text, sub: Text, start: number, end: number): number {
  if (start + sub.length > end) return -1;
  if (typeof text === 'string') {
    if (typeof sub !== 'string') return -1;
    if (isLongSearch(end - start, sub.length)) return findLongText(text, sub, start, end);
    // Without a bound of its own indexOf would search far beyond `end`.
    if (end < text.length && text.length - end > 1000) {
      const i = text.slice(start, end).indexOf(sub);
      return i < 0 ? -1 : i + start;
    }
    const i = text.indexOf(sub, start);
    return i < 0 || i + sub.length > end ? -1 : i;
  }
  const needle = codePoints(sub);
  if (needle.length === 0) return start;
  if (isLongSearch(end - start, needle.length)) return findLong(text, needle, start, end);
  const last = end - needle.length;
  for (let i = text.indexOf(needle[0]!, start); i >= 0 && i <= last; i = text.indexOf(needle[0]!, i + 1)) {
    if (matchesAt(text, needle, i)) return i;
  }
  return -1;
}

/** As findText, from the right. */
export function findLastText(text: Text, sub: Text, start: number, end: number): number {
  const last = end - sub.length;
  if (start > last) return -1;
  if (typeof text === 'string') {
    if (typeof sub !== 'string') return -1;
    const i = text.lastIndexOf(sub, last);
    return i < start ? -1 : i;
  }
  const needle = codePoints(sub);
  for (let i = last; i >= start; i--) if (matchesAt(text, needle, i)) return i;
  return -1;
}

function matchesAt(text: Uint32Array, needle: Uint32Array, at: number): boolean {
  for (let k = 0; k < needle.length; k++) if (text[at + k] !== needle[k]) return false;
  return true;
}

/** Whether `sub` stands at position `at`. */
export function textStartsAt(text: Text, sub: Text, at: number): boolean {
  if (typeof text === 'string') return typeof sub === 'string' && text.startsWith(sub, at);
  return at + sub.length <= text.length && matchesAt(text, codePoints(sub), at);
}

// --- find, index, count ----------------------------------------------------------------------------------------------

type Finder = (text: Text, sub: Text, start: number, end: number) => number;

/** A method with the arguments of `find`; `name` is for its messages. */
function searching(name: string, find: Finder, result: (position: number) => Result): Implementation {
  const method = (self: Value, sub: Value, start?: Value, end?: Value): Result => {
    const needle = textArgument(sub, `${name}() argument 1`);
    if (!isBound(start) || !isBound(end))
      return converted(method, [self, sub, start, end], [null, null, 'slice', 'slice']);
    const text = selfText(self);
    if (start === undefined && end === undefined) return result(find(text, needle, 0, text.length));
    const [from, to] = searchBounds(start, end, text.length);
    return result(from > to ? -1 : find(text, needle, from, to));
  };
  return method;
}

const position = (i: number): Result => i;
const orValueError = (i: number): Result => (i < 0 ? valueError('substring not found') : i);
const orZero = (i: number): Result => Math.max(i, 0);

/** How often `sub` occurs without overlap. */
function countText(text: Text, sub: Text, start: number, end: number): number {
  if (sub.length === 0) return end - start + 1;
  let count = 0;
  for (let i = findText(text, sub, start, end); i >= 0; i = findText(text, sub, i + sub.length, end)) count++;
  return count;
}

// --- startswith, endswith --------------------------------------------------------------------------------------------

type Affix = (text: Text, part: Text, start: number, end: number) => boolean;

const startsWith: Affix = (text, part, start, end) =>
  start + part.length <= end && textStartsAt(text, part, start);
const endsWith: Affix = (text, part, start, end) =>
  start + part.length <= end && textStartsAt(text, part, end - part.length);

function affixing(name: string, test: Affix): Implementation {
  const method = (self: Value, part: Value, start?: Value, end?: Value): Result => {
    if (!isBound(start) || !isBound(end))
      return converted(method, [self, part, start, end], [null, null, 'slice', 'slice']);
    const text = selfText(self);
    const [from, to] = searchBounds(start, end, text.length);
    if (part instanceof PyTuple)
      return part.items.some((item) => test(text, tupleAffix(item, name), from, to));
    const affix = textOf(part);
    if (affix === undefined) {
      const type = typeOf(part).name;
      throw newException(typeErrorType, `${name} first arg must be str or a tuple of str, not ${type}`);
    }
    return test(text, affix, from, to);
  };
  return method;
}

function tupleAffix(item: Value, name: string): Text {
  const text = textOf(item);
  if (text !== undefined) return text;
  throw newException(typeErrorType, `tuple for ${name} must only contain str, not ${typeOf(item).name}`);
}

const str_startswith_general = affixing('startswith', startsWith);

function str_startswith(self: Value, prefix: Value, start?: Value, end?: Value): Result {
  if (typeof self === 'string' && typeof prefix === 'string' && start === undefined && end === undefined)
    return self.startsWith(prefix);
  return str_startswith_general(self, prefix, start, end);
}

function str_removeprefix(self: Value, prefix: Value): Result {
  const part = textArgument(prefix, 'removeprefix() argument');
  const text = selfText(self);
  return makeStr(textStartsAt(text, part, 0) ? sliceText(text, part.length, text.length) : text);
}

function str_removesuffix(self: Value, suffix: Value): Result {
  const part = textArgument(suffix, 'removesuffix() argument');
  const text = selfText(self);
  const at = text.length - part.length;
  return makeStr(part.length > 0 && at >= 0 && textStartsAt(text, part, at) ? sliceText(text, 0, at) : text);
}

// --- strip -----------------------------------------------------------------------------------------------------------

function stripping(name: string, left: boolean, right: boolean): Implementation {
  return (self: Value, chars: Value = None): Result => {
    const text = selfText(self);
    if (chars === None)
      return typeof text === 'string'
        ? stripSpace(text, left, right)
        : makeStr(stripText(text, isSpace, left, right));
    const set = textOf(chars);
    if (set === undefined) throw newException(typeErrorType, `${name} arg must be None or str`);
    if (typeof text === 'string' && typeof set === 'string') return stripAny(text, set, left, right);
    const points = codePoints(set);
    return makeStr(stripText(text, (c) => points.includes(c), left, right));
  };
}

function stripSpace(text: string, left: boolean, right: boolean): string {
  let start = 0;
  let end = text.length;
  if (left) while (start < end && isSpace(text.charCodeAt(start))) start++;
  if (right) while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function stripAny(text: string, set: string, left: boolean, right: boolean): string {
  let start = 0;
  let end = text.length;
  if (left) while (start < end && set.includes(text[start]!)) start++;
  if (right) while (end > start && set.includes(text[end - 1]!)) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** The text without the characters at its ends that satisfy `test`. */
export function stripText(text: Text, test: (c: number) => boolean, left: boolean, right: boolean): Text {
  let start = 0;
  let end = text.length;
  if (left) while (start < end && test(codeAt(text, start))) start++;
  if (right) while (end > start && test(codeAt(text, end - 1))) end--;
  return start === 0 && end === text.length ? text : sliceText(text, start, end);
}

// --- replace ---------------------------------------------------------------------------------------------------------

function str_replace(self: Value, old: Value, replacement: Value, count: Value = -1): Result {
  const from = textArgument(old, 'replace() argument 1');
  const to = textArgument(replacement, 'replace() argument 2');
  if (!isInt(count))
    return converted(str_replace, [self, old, replacement, count], [null, null, null, 'index']);
  return makeStr(replaceText(selfText(self), from, to, toSize(count as Int)));
}

/** As `text.replaceAll(from, to)`, which does not say how long the result will be. */
function replaceAll(text: string, from: string, to: string): string {
  const first = text.indexOf(from);
  if (first < 0) return text;
  if (text.length < SHORT && to.length < SHORT) return replaceInShort(text, from, to, first);
  if (text.length < MANY && to.length < MANY) return text.replaceAll(from, () => to);
  const count = occurrences(text, from);
  reserve(text.length + count * Math.max(0, to.length - from.length));
  return count < MANY ? text.replaceAll(from, () => to) : replaceMany(text, from, to);
}

/** From so many characters or occurrences on memory counts. */
const MANY = 2 ** 14;

/** The host's `replaceAll` would make a tree with leaves for each occurrence. */
function replaceMany(text: string, from: string, to: string): string {
  const result = new TextBuilder();
  let at = 0;
  for (let i = text.indexOf(from); i >= 0; i = text.indexOf(from, at)) {
    if (i > at) result.add(text.slice(at, i));
    result.add(to);
    at = i + from.length;
  }
  result.add(text.slice(at));
  return result.text();
}

/** The host's `replaceAll` begins slowly; beyond this length it is faster. */
const SHORT = 64;

function replaceInShort(text: string, from: string, to: string, first: number): string {
  let result = '';
  let at = 0;
  for (let i = first; i >= 0; i = text.indexOf(from, at)) {
    result += text.slice(at, i) + to;
    at = i + from.length;
  }
  result += text.slice(at);
  return inOnePiece(result);
}

function occurrences(text: string, part: string): number {
  let count = 0;
  for (let i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length)) count++;
  return count;
}

/** The text with `from` replaced by `to`, `count` times at most when it is not negative. */
export function replaceText(text: Text, from: Text, to: Text, count: number): Text {
  if (count === 0 || from.length > text.length) return text;
  if (
    typeof text === 'string' &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    (count < 0 || count >= text.length) &&
    from !== '' &&
    !isLongSearch(text.length, from.length)
  ) {
    return replaceAll(text, from, to);
  }
  const parts: Text[] = [];
  let at = 0;
  for (let n = count < 0 ? Infinity : count; n > 0; n--) {
    if (from.length === 0) {
      parts.push(to);
      if (at === text.length) break;
      growing(parts.push(sliceText(text, at, at + 1)));
      at++;
      continue;
    }
    const i = findText(text, from, at, text.length);
    if (i < 0) break;
    growing(parts.push(sliceText(text, at, i), to) >> 1);
    at = i + from.length;
  }
  parts.push(sliceText(text, at, text.length));
  return concatTexts(parts);
}

// --- partition -------------------------------------------------------------------------------------------------------

function partitioning(find: Finder, last: boolean): Implementation {
  return (self: Value, sep: Value): Result => {
    const separator = textOf(sep);
    if (separator === undefined) throw newException(typeErrorType, `must be str, not ${typeOf(sep).name}`);
    if (separator.length === 0) throw newException(valueErrorType, 'empty separator');
    const text = selfText(self);
    const i = find(text, separator, 0, text.length);
    if (i < 0) return new PyTuple(last ? ['', '', self] : [self, '', '']);
    const head = makeStr(sliceText(text, 0, i));
    const tail = makeStr(sliceText(text, i + separator.length, text.length));
    return new PyTuple([head, sep, tail]);
  };
}

defineMethods(strType, {
  find: [
    '($self, sub, start=None, end=None, /)',
    searching('find', findText, position),
    'Return the lowest index where sub is found, or -1.',
  ],
  index: [
    '($self, sub, start=None, end=None, /)',
    searching('index', findText, orValueError),
    'Return the lowest index where sub is found.',
  ],
  rfind: [
    '($self, sub, start=None, end=None, /)',
    searching('rfind', findLastText, position),
    'Return the highest index where sub is found, or -1.',
  ],
  rindex: [
    '($self, sub, start=None, end=None, /)',
    searching('rindex', findLastText, orValueError),
    'Return the highest index where sub is found.',
  ],
  count: [
    '($self, sub, start=None, end=None, /)',
    searching('count', countText, orZero),
    'Return the number of non-overlapping occurrences of sub.',
  ],
  startswith: [
    '($self, prefix, start=None, end=None, /)',
    str_startswith,
    'Return True if the string starts with the specified prefix.',
  ],
  endswith: [
    '($self, suffix, start=None, end=None, /)',
    affixing('endswith', endsWith),
    'Return True if the string ends with the specified suffix.',
  ],
  removeprefix: [
    '($self, prefix, /)',
    str_removeprefix,
    'Return a str with the given prefix string removed if present.',
  ],
  removesuffix: [
    '($self, suffix, /)',
    str_removesuffix,
    'Return a str with the given suffix string removed if present.',
  ],
  strip: [
    '($self, chars=None, /)',
    stripping('strip', true, true),
    'Return a copy of the string with leading and trailing whitespace removed.',
  ],
  lstrip: [
    '($self, chars=None, /)',
    stripping('lstrip', true, false),
    'Return a copy of the string with leading whitespace removed.',
  ],
  rstrip: [
    '($self, chars=None, /)',
    stripping('rstrip', false, true),
    'Return a copy of the string with trailing whitespace removed.',
  ],
  replace: [
    '($self, old, new, /, count=-1)',
    str_replace,
    'Return a copy with all occurrences of substring old replaced by new.',
  ],
  partition: [
    '($self, sep, /)',
    partitioning(findText, false),
    'Partition the string into three parts using the given separator.',
  ],
  rpartition: [
    '($self, sep, /)',
    partitioning(findLastText, true),
    'Partition the string into three parts using the given separator.',
  ],
});
