// str: splitting and joining.
import { growing, reserve } from '../machine/memory.ts';
import type { ABRUPT } from '../machine/abrupt.ts';
import { ItemsOperation, iterAsList } from '../operators/iterate.ts';
import { newException, typeError, typeErrorType, valueError } from './exception.ts';
import { converted, type Int, isInt, toSize } from './conversion.ts';
import { listType, PyList } from './list.ts';
import { defineMethods } from './native.ts';
import { None } from './none.ts';
import type { PyObject, Result, Value } from './object.ts';
import { makeStr, strType, textOf, type Text } from './str.ts';
import { findLastText, findText, selfText } from './str-search.ts';
import { codeAt, concatTexts, sliceText } from './text/text.ts';
import { isLineBreak, isSpace } from './text/unicode.ts';
import { isLongSearch } from './text/two-way.ts';
import { PyTuple, tupleType } from './tuple.ts';
import { typeOf } from './typeof.ts';

// --- split -----------------------------------------------------------------------------------------------------------

function separatorOf(sep: Value): Text | null {
  if (sep === None) return null;
  const text = textOf(sep);
  if (text === undefined) throw newException(typeErrorType, `must be str or None, not ${typeOf(sep).name}`);
  return text;
}

function str_split(self: Value, sep: Value = None, maxsplit: Value = -1): Result {
  if (!isInt(maxsplit)) return converted(str_split, [self, sep, maxsplit], [null, null, 'index']);
  const separator = separatorOf(sep);
  const max = limitOf(maxsplit);
  const text = selfText(self);
  if (separator === null) return new PyList(splitSpace(text, max));
  if (separator.length === 0) return valueError('empty separator');
  const isShort = !isLongSearch(text.length, separator.length);
  if (typeof text === 'string' && typeof separator === 'string' && max === Infinity && isShort)
    return new PyList(text.split(separator));
  return listOfTexts(splitText(text, separator, max));
}

function listOfTexts(texts: Text[]): PyList {
  for (let i = 0; i < texts.length; i++)
    if (typeof texts[i] !== 'string') return new PyList(texts.map(makeStr));
  return new PyList(texts as string[]);
}

function limitOf(maxsplit: Int): number {
  const max = toSize(maxsplit);
  return max < 0 ? Infinity : max;
}

/** The pieces between occurrences of a separator, at most `max` + 1. */
export function splitText(text: Text, separator: Text, max: number): Text[] {
  const pieces: Text[] = [];
  let at = 0;
  for (; max > 0; max--) {
    const i = findText(text, separator, at, text.length);
    if (i < 0) break;
    growing(pieces.push(sliceText(text, at, i)));
    at = i + separator.length;
  }
  pieces.push(sliceText(text, at, text.length));
  return pieces;
}

/** The runs between white space. */
function splitSpace(text: Text, max: number): Value[] {
  const pieces: Value[] = [];
  const { length } = text;
  if (typeof text === 'string' && max === Infinity) return splitPlainSpace(text);
  for (let i = 0; ; max--) {
    while (i < length && isSpace(codeAt(text, i))) i++;
    if (i === length) return pieces;
    const start = i;
    if (max <= 0) {
      pieces.push(makeStr(sliceText(text, start, length)));
      return pieces;
    }
    while (i < length && !isSpace(codeAt(text, i))) i++;
    growing(pieces.push(makeStr(sliceText(text, start, i))));
  }
}

function splitPlainSpace(text: string): Value[] {
  const pieces: Value[] = [];
  const { length } = text;
  for (let i = 0; ;) {
    while (i < length && isSpace(text.charCodeAt(i))) i++;
    if (i === length) return pieces;
    const start = i;
    while (i < length && !isSpace(text.charCodeAt(i))) i++;
    growing(pieces.push(text.slice(start, i)));
  }
}

function str_rsplit(self: Value, sep: Value = None, maxsplit: Value = -1): Result {
  if (!isInt(maxsplit)) return converted(str_rsplit, [self, sep, maxsplit], [null, null, 'index']);
  const separator = separatorOf(sep);
  const max = limitOf(maxsplit);
  const text = selfText(self);
  if (separator === null) return new PyList(splitSpaceFromRight(text, max));
  if (separator.length === 0) return valueError('empty separator');
  return listOfTexts(splitTextFromRight(text, separator, max));
}

/** As splitText, counting from the right. */
export function splitTextFromRight(text: Text, separator: Text, max: number): Text[] {
  const pieces: Text[] = [];
  let end = text.length;
  for (; max > 0; max--) {
    const i = findLastText(text, separator, 0, end);
    if (i < 0) break;
    growing(pieces.push(sliceText(text, i + separator.length, end)));
    end = i;
  }
  pieces.push(sliceText(text, 0, end));
  return pieces.reverse();
}

function splitSpaceFromRight(text: Text, max: number): Value[] {
  const pieces: Value[] = [];
  for (let i = text.length; ; max--) {
    while (i > 0 && isSpace(codeAt(text, i - 1))) i--;
    if (i === 0) return pieces.reverse();
    const end = i;
    if (max <= 0) {
      pieces.push(makeStr(sliceText(text, 0, end)));
      return pieces.reverse();
    }
    while (i > 0 && !isSpace(codeAt(text, i - 1))) i--;
    growing(pieces.push(makeStr(sliceText(text, i, end))));
  }
}

function str_splitlines(self: Value, keepends: Value = false): Result {
  if (typeof keepends !== 'boolean') return converted(str_splitlines, [self, keepends], [null, 'truth']);
  const text = selfText(self);
  const lines: Value[] = [];
  for (let start = 0; start < text.length;) {
    let end = start;
    while (end < text.length && !isLineBreak(codeAt(text, end))) end++;
    let next = Math.min(end + 1, text.length);
    if (end + 1 < text.length && codeAt(text, end) === 13 && codeAt(text, end + 1) === 10) next++;
    growing(lines.push(makeStr(sliceText(text, start, keepends ? next : end))));
    start = next;
  }
  return new PyList(lines);
}

// --- join ------------------------------------------------------------------------------------------------------------

function str_join(self: Value, iterable: Value): Result {
  if (
    (iterable instanceof PyList && iterable.cls === listType) ||
    (iterable instanceof PyTuple && iterable.cls === tupleType)
  ) {
    return joinItems(self, iterable.items);
  }
  if (
    typeOf(iterable).lookup('__iter__') === undefined &&
    typeOf(iterable).lookup('__getitem__') === undefined
  ) {
    return typeError('can only join an iterable');
  }
  return new JoinOperation(self).run(iterable);
}

/** From this length on the memory of a text counts. */
const LONG_TEXT = 2 ** 14;

/** `separator.join(items)`. */
export function joinItems(separator: Value, items: readonly Value[]): Result {
  if (typeof separator === 'string') {
    const length = plainLength(items);
    if (length >= 0) {
      if (items.length === 1) return items[0]!;
      const total = length + separator.length * items.length;
      if (total > LONG_TEXT) reserve(total);
      const isFine = items.length >= 64 && total < 2 * items.length;
      return isFine ? joinCharacters(separator, items as readonly string[]) : items.join(separator);
    }
  }
  if (items.length === 1 && typeOf(items[0]!) === strType) return items[0]!;
  const glue = selfText(separator);
  const parts: Text[] = [];
  for (let i = 0; i < items.length; i++) {
    const text = textOf(items[i]!);
    if (text === undefined)
      return typeError(`sequence item ${i}: expected str instance, ${typeOf(items[i]!).name} found`);
    if (i > 0) parts.push(glue);
    parts.push(text);
  }
  return makeStr(concatTexts(parts));
}

/** The length of all items, if all are strings of the host; else -1. */
function plainLength(items: readonly Value[]): number {
  let length = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (typeof item !== 'string') return -1;
    length += item.length;
  }
  return length;
}

/** `items.join(separator)` of many strings of about one character, for which the host's `join` does much for each. */
function joinCharacters(separator: string, items: readonly string[]): string {
  const codes = new Uint16Array(CODES);
  let count = 0;
  let text = '';
  const add = (part: string): void => {
    if (part.length > CODES - count) {
      text += String.fromCharCode.apply(null, codes.subarray(0, count) as unknown as number[]);
      count = 0;
    }
    if (part.length > CODES) text += part;
    else for (let k = 0; k < part.length; k++) codes[count++] = part.charCodeAt(k);
  };
  for (let i = 0; i < items.length; i++) {
    if (i > 0 && separator !== '') add(separator);
    add(items[i]!);
  }
  return text + String.fromCharCode.apply(null, codes.subarray(0, count) as unknown as number[]);
}

/** Code units that `joinCharacters` turns into a string at once. */
const CODES = 4096;

class JoinOperation extends ItemsOperation {
  readonly separator: Value;
  constructor(separator: Value) {
    super();
    this.separator = separator;
  }
  protected override iterate(iterable: Value): PyObject | typeof ABRUPT {
    return iterAsList(iterable);
  }
  done(items: Value[]): Result {
    return joinItems(this.separator, items);
  }
}

defineMethods(strType, {
  split: [
    '($self, /, sep=None, maxsplit=-1)',
    str_split,
    'Return a list of the substrings in the string, using sep as the separator string.',
  ],
  rsplit: [
    '($self, /, sep=None, maxsplit=-1)',
    str_rsplit,
    'Return a list of the substrings in the string, using sep as the separator string.',
  ],
  splitlines: [
    '($self, /, keepends=False)',
    str_splitlines,
    'Return a list of the lines in the string, breaking at line boundaries.',
  ],
  join: ['($self, iterable, /)', str_join, 'Concatenate any number of strings.'],
});
