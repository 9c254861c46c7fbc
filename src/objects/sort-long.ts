// Sorting more items than takes a moment, as sort-plain.ts does: pieces first, which are then merged in portions, between which Ctrl-C
// and other tasklets have their turns (`sort` in src/python/list.py).
//
// How far a sort has come is only known here, by the array that is being sorted. It stays as it is until the end; so a sort that goes
// on elsewhere, from a pickle, begins anew.
import type { Value } from './object.ts';
import {
  arrange,
  ascendingStrings,
  decidedOrder,
  doubles,
  identityOrder,
  isAscending,
  kindOf,
  LONGEST_AT_ONCE as PIECE,
  mergeRuns,
  mergeStringRuns,
  orderBy,
  rowOrder,
  rowsOf,
  sameCell,
  sortedOrder,
  unlessUndecided,
} from './sort-plain.ts';

/** Work that pauses after each portion. */
type Portions<T> = Generator<undefined, T, undefined>;

const underWay = new WeakMap<Value[], Portions<boolean>>();

/**
 * Does a portion of sorting `items` by `keys`, which may be the same array. True: they are sorted; false: that needs Python code, and
 * nothing is changed; undefined: more is to be done.
 */
export function sortPortion(items: Value[], keys: Value[], reverse: boolean): boolean | undefined {
  let work = underWay.get(items);
  if (work === undefined) underWay.set(items, (work = sortLong(items, keys, reverse)));
  const outcome = unlessUndecided(() => work.next()) ?? { done: true, value: false };
  if (outcome.done !== true) return undefined;
  underWay.delete(items);
  return outcome.value;
}

function* sortLong(items: Value[], keys: Value[], reverse: boolean): Portions<boolean> {
  const kind = kindOf(keys);
  yield;
  if (kind === 'int' && items === keys) return yield* sortInts(items, reverse);
  let order: Int32Array | undefined;
  if (kind === 'str') order = yield* stringOrder(keys as string[], reverse);
  else if (kind !== 'other') order = yield* numberOrder(doubles(keys), reverse);
  else {
    const rows = rowsOf(keys);
    if (rows !== undefined) order = yield* longRowOrder(rows, identityOrder(rows.length), 0, reverse);
    order ??= (yield* mergeSorted(new OthersOrder(keys, reverse), keys.length)).positions;
  }
  yield;
  arrange(items, order);
  return true;
}

/** Keys that are being sorted, or positions by their keys. */
interface Order {
  /** Sorts a piece. */
  sort(low: number, high: number): void;
  /** Whether the key at `second` has to stand before that at `first`, which came before it. */
  isBefore(second: number, first: number): boolean;
  /** Merges the runs from `i` to `middle` and from `j` to `high`, as far as goes to the positions from `start` to `end`. */
  merge(start: number, end: number, i: number, middle: number, j: number, high: number): void;
  /** All has been merged: what it was merged to is to be merged next. */
  turn(): void;
}

/** Sorts `n` keys: pieces, then runs of two pieces, four, and so on. */
function* mergeSorted<T extends Order>(order: T, n: number): Portions<T> {
  for (let low = 0; low < n; low += PIECE) {
    order.sort(low, Math.min(n, low + PIECE));
    yield;
  }
  for (let width = PIECE; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      const middle = Math.min(n, low + width);
      const high = Math.min(n, middle + width);
      for (let start = low; start < high; start += PIECE) {
        const share = shareOfFirst(order, start - low, low, middle, high);
        const second = middle + (start - low - share);
        order.merge(start, Math.min(high, start + PIECE), low + share, middle, second, high);
        yield;
      }
    }
    order.turn();
  }
  return order;
}

/** How many keys of the first run are among the `count` that come first in both together. */
function shareOfFirst(order: Order, count: number, low: number, middle: number, high: number): number {
  let least = Math.max(0, count - (high - middle));
  let most = Math.min(count, middle - low);
  while (least < most) {
    const share = (least + most) >> 1;
    if (order.isBefore(middle + count - share - 1, low + share)) most = share;
    else least = share + 1;
  }
  return least;
}

/** Ints, of which equal ones cannot be told apart: only the keys are sorted. */
class IntsOrder implements Order {
  keys: Float64Array;
  private toKeys: Float64Array;
  constructor(keys: Float64Array) {
    this.keys = keys;
    this.toKeys = new Float64Array(keys.length);
  }
  sort(low: number, high: number): void {
    this.keys.subarray(low, high).sort();
  }
  isBefore(second: number, first: number): boolean {
    return this.keys[second]! < this.keys[first]!;
  }
  merge(start: number, end: number, i: number, middle: number, j: number, high: number): void {
    const { keys, toKeys } = this;
    for (let k = start; k < end; k++) {
      if (i < middle && (j >= high || keys[i]! <= keys[j]!)) toKeys[k] = keys[i++]!;
      else toKeys[k] = keys[j++]!;
    }
  }
  turn(): void {
    [this.keys, this.toKeys] = [this.toKeys, this.keys];
  }
}

function* sortInts(items: Value[], reverse: boolean): Portions<boolean> {
  const n = items.length;
  const keys = doubles(items);
  if (isAscending(keys)) {
    if (reverse) items.reverse();
    return true;
  }
  const sorted = (yield* mergeSorted(new IntsOrder(keys), n)).keys;
  for (let i = 0; i < n; i++) items[i] = sorted[reverse ? n - 1 - i : i]!;
  return true;
}

/** Positions that are sorted together with an array of their keys. */
abstract class KeyedOrder<Keys extends ArrayLike<unknown>> {
  positions: Int32Array;
  protected keys: Keys;
  protected toPositions: Int32Array;
  protected toKeys: Keys;
  constructor(keys: Keys, toKeys: Keys) {
    this.keys = keys;
    this.toKeys = toKeys;
    this.positions = new Int32Array(keys.length);
    this.toPositions = new Int32Array(keys.length);
  }
  turn(): void {
    [this.keys, this.toKeys] = [this.toKeys, this.keys];
    [this.positions, this.toPositions] = [this.toPositions, this.positions];
  }
}

/** Numbers in ascending order. */
class NumbersOrder extends KeyedOrder<Float64Array> implements Order {
  constructor(keys: Float64Array) {
    super(keys, new Float64Array(keys.length));
  }
  sort(low: number, high: number): void {
    const keys = this.keys.slice(low, high);
    const order = sortedOrder(keys.slice(), false);
    for (let i = 0; i < order.length; i++) {
      this.positions[low + i] = low + order[i]!;
      this.keys[low + i] = keys[order[i]!]!;
    }
  }
  isBefore(second: number, first: number): boolean {
    return this.keys[second]! < this.keys[first]!;
  }
  merge(start: number, end: number, i: number, middle: number, j: number, high: number): void {
    const { keys, positions, toKeys, toPositions } = this;
    mergeRuns(keys, positions, toKeys, toPositions, start, end, i, middle, j, high);
  }
}

function* numberOrder(keys: Float64Array, reverse: boolean): Portions<Int32Array> {
  const n = keys.length;
  if (reverse) for (let i = 0; i < n; i++) keys[i] = -keys[i]!;
  if (isAscending(keys)) return identityOrder(n);
  yield;
  return (yield* mergeSorted(new NumbersOrder(keys), n)).positions;
}

/** Strings in ascending order. */
class StringsOrder extends KeyedOrder<string[]> implements Order {
  constructor(keys: string[]) {
    super(keys, keys.slice());
  }
  sort(low: number, high: number): void {
    const keys = this.keys.slice(low, high);
    const order = ascendingStrings(keys.slice());
    for (let i = 0; i < order.length; i++) {
      this.positions[low + i] = low + order[i]!;
      this.keys[low + i] = keys[order[i]!]!;
    }
  }
  isBefore(second: number, first: number): boolean {
    return this.keys[second]! < this.keys[first]!;
  }
  merge(start: number, end: number, i: number, middle: number, j: number, high: number): void {
    const { keys, positions, toKeys, toPositions } = this;
    mergeStringRuns(keys, positions, toKeys, toPositions, start, end, i, middle, j, high);
  }
}

/** With `reverse` the reversed array is sorted and read from the end, so that equal ones keep their order. */
function* stringOrder(keys: string[], reverse: boolean): Portions<Int32Array> {
  const n = keys.length;
  const strings = keys.slice();
  if (reverse) strings.reverse();
  const order = isAscending(strings)
    ? identityOrder(n)
    : (yield* mergeSorted(new StringsOrder(strings), n)).positions;
  return reverse ? order.reverse().map((at) => n - 1 - at) : order;
}

/** Whatever has an order without Python code. */
class OthersOrder implements Order {
  positions: Int32Array;
  private toPositions: Int32Array;
  private readonly keys: Value[];
  private readonly reverse: boolean;
  constructor(keys: Value[], reverse: boolean) {
    this.keys = keys;
    this.reverse = reverse;
    this.positions = identityOrder(keys.length);
    this.toPositions = new Int32Array(keys.length);
  }
  sort(low: number, high: number): void {
    const { keys, positions } = this;
    const order = orderBy(high - low, this.reverse, (a, b) => decidedOrder(keys[low + a]!, keys[low + b]!));
    for (let i = 0; i < order.length; i++) positions[low + i] = low + order[i]!;
  }
  isBefore(second: number, first: number): boolean {
    const { keys, positions } = this;
    const order = decidedOrder(keys[positions[second]!]!, keys[positions[first]!]!);
    return this.reverse ? order > 0 : order < 0;
  }
  merge(start: number, end: number, i: number, middle: number, j: number, high: number): void {
    const { positions, toPositions } = this;
    for (let k = start; k < end; k++) {
      const from = i < middle && (j >= high || !this.isBefore(j, i)) ? i++ : j++;
      toPositions[k] = positions[from]!;
    }
  }
  turn(): void {
    [this.positions, this.toPositions] = [this.toPositions, this.positions];
  }
}

/** As `rowOrder`. */
function* longRowOrder(
  rows: Value[][],
  at: Int32Array,
  column: number,
  reverse: boolean,
): Portions<Int32Array | undefined> {
  const n = at.length;
  const cells: Value[] = [];
  for (let i = 0; i < n; i++) cells.push(rows[at[i]!]![column]!);
  const kind = kindOf(cells);
  yield;
  if (kind === 'other') return undefined;
  const order =
    kind === 'str'
      ? yield* stringOrder(cells as string[], reverse)
      : yield* numberOrder(doubles(cells), reverse);
  const result = new Int32Array(n);
  for (let i = 0; i < n; i++) result[i] = at[order[i]!]!;
  if (column + 1 === rows[0]!.length) return result;
  yield;
  let paused = 0;
  for (let low = 0; low < n;) {
    let high = low + 1;
    while (high < n && sameCell(cells[order[low]!]!, cells[order[high]!]!)) high++;
    if (high - low > 1) {
      const group = result.slice(low, high);
      const part =
        high - low > PIECE
          ? yield* longRowOrder(rows, group, column + 1, reverse)
          : rowOrder(rows, group, column + 1, reverse);
      if (part === undefined) return undefined;
      result.set(part, low);
    }
    low = high;
    if (low - paused > PIECE) {
      paused = low;
      yield;
    }
  }
  return result;
}
