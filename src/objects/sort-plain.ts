// Sorting values whose order needs no Python code: ints and floats as arrays of doubles, strings by a merge sort (strings without
// surrogate units compare by code point), tuples and lists of such column by column or by a comparison function.
import { numberOrder } from '../operators/compare.ts';
import { floatType, PyFloat } from './float.ts';
import { listType, PyList } from './list.ts';
import type { Value } from './object.ts';
import { equalPlain } from './sequence.ts';
import { FEW, sortFewByNumbers, sortFewByStrings } from './sort-few.ts';
import { textOf, type Text } from './str.ts';
import { PyTuple, tupleType } from './tuple.ts';
import { typeOf } from './typeof.ts';

/** So many items take a moment: numbers 20 ms, strings 200. */
export const LONGEST_AT_ONCE = 2 ** 18;

/** Sorts `items` by `keys` (which may be the same array) if that needs no Python code; else false, and nothing is changed. */
export function sortPlain(items: Value[], keys: Value[], reverse: boolean): boolean {
  if (keys.length < 2) return true;
  const kind = kindOf(keys);
  if (keys.length <= FEW && kind !== 'other') {
    if (kind === 'str') sortFewByStrings(items, keys as string[], reverse);
    else sortFewByNumbers(items, keys, reverse);
    return true;
  }
  switch (kind) {
    case 'int':
      if (items === keys) sortInts(items, reverse);
      else arrange(items, sortedOrder(doubles(keys), reverse));
      return true;
    case 'number':
      arrange(items, sortedOrder(doubles(keys), reverse));
      return true;
    case 'str':
      arrange(items, stringOrder(keys.slice() as string[], reverse));
      return true;
    default:
      return sortRows(items, keys, reverse) || sortOthers(items, keys, reverse);
  }
}

/** int: safe ints only; number: also floats that are not NaN; str: plain strings; other: anything. */
export function kindOf(keys: Value[]): 'int' | 'number' | 'str' | 'other' {
  const first = keys[0];
  if (typeof first === 'string') {
    for (const key of keys) if (typeof key !== 'string') return 'other';
    return 'str';
  }
  let kind: 'int' | 'number' = 'int';
  for (const key of keys) {
    if (typeof key === 'number') continue;
    if (!(key instanceof PyFloat) || key.cls !== floatType || Number.isNaN(key.v)) return 'other';
    kind = 'number';
  }
  return kind;
}

/** The values of keys that are numbers. */
export function doubles(keys: Value[]): Float64Array {
  const result = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    result[i] = typeof key === 'number' ? key : (key as PyFloat).v;
  }
  return result;
}

/** Equal ints cannot be told apart, so stability is no matter. */
function sortInts(items: Value[], reverse: boolean): void {
  const keys = doubles(items);
  const n = keys.length;
  if (isAscending(keys)) {
    if (reverse) items.reverse();
    return;
  }
  const sorted = keys.sort();
  for (let i = 0; i < n; i++) items[i] = sorted[reverse ? n - 1 - i : i]!;
}

/** Whether no key is greater than the next. */
export function isAscending(keys: Float64Array | string[]): boolean {
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! > keys[i]!) return false;
  return true;
}

/** The positions below `n` in order. */
export function identityOrder(n: number): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  return order;
}

/** Puts `items` in the order that the positions in `order` say. */
export function arrange(items: Value[], order: Int32Array | number[]): void {
  const old = items.slice();
  for (let i = 0; i < old.length; i++) items[i] = old[order[i]!]!;
}

const INSERTION_RUN = 16;

/** The positions of `keys` in ascending order (descending with `reverse`), equal ones in their order: a merge sort of positions. */
export function sortedOrder(keys: Float64Array, reverse: boolean): Int32Array {
  const n = keys.length;
  if (reverse) for (let i = 0; i < n; i++) keys[i] = -keys[i]!;
  let order: Int32Array = identityOrder(n);
  if (isAscending(keys)) return order;
  for (let low = 0; low < n; low += INSERTION_RUN)
    insertRun(keys, order, low, Math.min(n, low + INSERTION_RUN));
  let fromKeys: Float64Array = keys;
  let toKeys: Float64Array = new Float64Array(n);
  let toOrder: Int32Array = new Int32Array(n);
  for (let width = INSERTION_RUN; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      const middle = Math.min(n, low + width);
      const high = Math.min(n, middle + width);
      mergeRuns(fromKeys, order, toKeys, toOrder, low, high, low, middle, middle, high);
    }
    [fromKeys, toKeys] = [toKeys, fromKeys];
    [order, toOrder] = [toOrder, order];
  }
  return order;
}

function insertRun(keys: Float64Array, order: Int32Array, low: number, high: number): void {
  for (let i = low + 1; i < high; i++) {
    const key = keys[i]!;
    const at = order[i]!;
    let j = i;
    while (j > low && keys[j - 1]! > key) {
      keys[j] = keys[j - 1]!;
      order[j] = order[j - 1]!;
      j--;
    }
    keys[j] = key;
    order[j] = at;
  }
}

/** Merges the runs from `i` to `middle` and from `j` to `high`, as far as goes to the positions from `start` to `end`. */
export function mergeRuns(
  keys: Float64Array,
  order: Int32Array,
  toKeys: Float64Array,
  toOrder: Int32Array,
  start: number,
  end: number,
  i: number,
  middle: number,
  j: number,
  high: number,
): void {
  for (let k = start; k < end; k++) {
    const from = i < middle && (j >= high || keys[i]! <= keys[j]!) ? i++ : j++;
    toKeys[k] = keys[from]!;
    toOrder[k] = order[from]!;
  }
}

/**
 * As `sortedOrder`, for strings. (One function for both would meet arrays of two kinds, which V8 makes slow code of.) With `reverse`
 * it sorts the reversed array and reads the result from the end, so that equal ones keep their order.
 */
function stringOrder(keys: string[], reverse: boolean): Int32Array {
  const n = keys.length;
  if (reverse) keys.reverse();
  const order = ascendingStrings(keys);
  if (!reverse) return order;
  const result = new Int32Array(n);
  for (let i = 0; i < n; i++) result[i] = n - 1 - order[n - 1 - i]!;
  return result;
}

/** The positions of `keys` in ascending order, equal ones in their order. */
export function ascendingStrings(keys: string[]): Int32Array {
  const n = keys.length;
  let order: Int32Array = identityOrder(n);
  if (isAscending(keys)) return order;
  for (let low = 0; low < n; low += INSERTION_RUN)
    insertStringRun(keys, order, low, Math.min(n, low + INSERTION_RUN));
  let fromKeys = keys;
  let toKeys = keys.slice();
  let toOrder: Int32Array = new Int32Array(n);
  for (let width = INSERTION_RUN; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      const middle = Math.min(n, low + width);
      const high = Math.min(n, middle + width);
      mergeStringRuns(fromKeys, order, toKeys, toOrder, low, high, low, middle, middle, high);
    }
    [fromKeys, toKeys] = [toKeys, fromKeys];
    [order, toOrder] = [toOrder, order];
  }
  return order;
}

function insertStringRun(keys: string[], order: Int32Array, low: number, high: number): void {
  for (let i = low + 1; i < high; i++) {
    const key = keys[i]!;
    const at = order[i]!;
    let j = i;
    while (j > low && keys[j - 1]! > key) {
      keys[j] = keys[j - 1]!;
      order[j] = order[j - 1]!;
      j--;
    }
    keys[j] = key;
    order[j] = at;
  }
}

/** The same for strings. */
export function mergeStringRuns(
  keys: string[],
  order: Int32Array,
  toKeys: string[],
  toOrder: Int32Array,
  start: number,
  end: number,
  i: number,
  middle: number,
  j: number,
  high: number,
): void {
  for (let k = start; k < end; k++) {
    const from = i < middle && (j >= high || keys[i]! <= keys[j]!) ? i++ : j++;
    toKeys[k] = keys[from]!;
    toOrder[k] = order[from]!;
  }
}

/** Of each column there may be a call of `rowOrder` on the stack. */
const MOST_COLUMNS = 50;

/** Tuples (or lists) of one length with a number or a string first, all of one kind: the commonest records. */
function sortRows(items: Value[], keys: Value[], reverse: boolean): boolean {
  const rows = rowsOf(keys);
  const order = rows && rowOrder(rows, identityOrder(rows.length), 0, reverse);
  if (order !== undefined) arrange(items, order);
  return order !== undefined;
}

/** The items of keys that are tuples, or lists, of one length; undefined if they are not, or too long. */
export function rowsOf(keys: Value[]): Value[][] | undefined {
  const rows: Value[][] = [];
  const type = typeOf(keys[0]!);
  if (type !== tupleType && type !== listType) return undefined;
  const width = (keys[0] as PyTuple).items.length;
  if (width === 0 || width > MOST_COLUMNS) return undefined;
  for (const key of keys) {
    if (typeOf(key) !== type || (key as PyTuple).items.length !== width) return undefined;
    rows.push((key as PyTuple).items);
  }
  return rows;
}

/** The positions `at` of rows in the order of the columns from `column` on; undefined where that is not so simple. */
export function rowOrder(
  rows: Value[][],
  at: Int32Array,
  column: number,
  reverse: boolean,
): Int32Array | undefined {
  const n = at.length;
  const cells: Value[] = [];
  for (let i = 0; i < n; i++) cells.push(rows[at[i]!]![column]!);
  const kind = kindOf(cells);
  if (kind === 'other') return undefined;
  const order =
    kind === 'str' ? stringOrder(cells.slice() as string[], reverse) : sortedOrder(doubles(cells), reverse);
  const result = new Int32Array(n);
  for (let i = 0; i < n; i++) result[i] = at[order[i]!]!;
  if (column + 1 === rows[0]!.length) return result;
  for (let low = 0; low < n;) {
    let high = low + 1;
    while (high < n && sameCell(cells[order[low]!]!, cells[order[high]!]!)) high++;
    if (high - low > 1) {
      const part = rowOrder(rows, result.slice(low, high), column + 1, reverse);
      if (part === undefined) return undefined;
      result.set(part, low);
    }
    low = high;
  }
  return result;
}

/** Whether two strings, or two numbers that are not NaN, are equal. */
export function sameCell(a: Value, b: Value): boolean {
  return a === b || (typeof a !== 'string' && numberOrder(a, b) === 0);
}

function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The positions below `n` in the order of a comparison of positions; `reverse` as in list.sort. */
export function orderBy(n: number, reverse: boolean, compare: (a: number, b: number) => number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  return order.sort(reverse ? (a, b) => compare(b, a) : compare);
}

/** Thrown by the comparison function when a pair needs Python code. */
const UNDECIDED = Symbol('UNDECIDED');

/** As `orderPlain`; throws UNDECIDED where that is undefined. */
export function decidedOrder(a: Value, b: Value): number {
  const order = orderPlain(a, b);
  if (order === undefined) throw UNDECIDED;
  return order;
}

/** What `order` gives; undefined if it meets a pair that needs Python code. */
export function unlessUndecided<T>(order: () => T): T | undefined {
  try {
    return order();
  } catch (error) {
    if (error === UNDECIDED) return undefined;
    throw error;
  }
}

function sortOthers(items: Value[], keys: Value[], reverse: boolean): boolean {
  if (orderPlain(keys[0]!, keys[1]!) === undefined) return false;
  const order = unlessUndecided(() =>
    orderBy(keys.length, reverse, (a, b) => decidedOrder(keys[a]!, keys[b]!)),
  );
  if (order !== undefined) arrange(items, order);
  return order !== undefined;
}

/** The order of two values that need no Python code for it; undefined when they do, or have no order. */
export function orderPlain(a: Value, b: Value): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const order = numberOrder(a, b);
  if (order !== undefined) return Number.isNaN(order) ? undefined : order;
  if (a instanceof PyTuple && b instanceof PyTuple && a.cls === tupleType && b.cls === tupleType)
    return orderItems(a.items, b.items);
  if (a instanceof PyList && b instanceof PyList && a.cls === listType && b.cls === listType)
    return orderItems(a.items, b.items);
  if (typeof a !== 'object' && typeof b !== 'object') return undefined;
  return orderTexts(a, b);
}

function orderItems(a: Value[], b: Value[]): number | undefined {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return x < y ? -1 : 1;
    if (typeof x === 'string' && typeof y === 'string') return compareStrings(x, y);
    const same = equalPlain(x, y);
    if (same === true) continue;
    // Lists in lists would have to be compared with a limit of depth: left to Python.
    return same === false && !(x instanceof PyList) ? orderPlain(x, y) : undefined;
  }
  return a.length - b.length;
}

/** The order of two strs of which at least one is not plain. Instances of subclasses may have a `__lt__` of their own. */
function orderTexts(a: Value, b: Value): number | undefined {
  if ((typeof a === 'object' && a.cls.isHeap) || (typeof b === 'object' && b.cls.isHeap)) return undefined;
  const x = textOf(a);
  const y = textOf(b);
  return x === undefined || y === undefined ? undefined : compareTexts(x, y);
}

function compareTexts(a: Text, b: Text): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const order = pointAt(a, i) - pointAt(b, i);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function pointAt(text: Text, i: number): number {
  return typeof text === 'string' ? text.charCodeAt(i) : text[i]!;
}
