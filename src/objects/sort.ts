// list.sort.
//
// Values whose order needs no Python code are sorted in sort-plain.ts, many of them in portions (sort-long.ts). For everything
// else src/python/list.py has a merge sort that only uses `<`. The sort is stable; `reverse` keeps the order of equal items.
// While Python code runs the list appears empty, as in CPython.
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { indexErrorType, newException, typeErrorType, valueError } from './exception.ts';
import { type PyList, PyListLayout } from './list.ts';
import { None } from './none.ts';
import type { Result, Value } from './object.ts';
import { LONGEST_AT_ONCE, sortPlain } from './sort-plain.ts';
import { sortPortion } from './sort-long.ts';
import './sort-less.ts';

/** `list.sort(*, key=None, reverse=False)`. */
export function list_sort(self: PyList, key: Value = None, reverse: Value = false): Result {
  const isShort = self.items.length <= LONGEST_AT_ONCE;
  if (isShort && key === None && (typeof reverse === 'boolean' || typeof reverse === 'number')) {
    if (sortPlain(self.items, self.items, reverse !== false && reverse !== 0)) return None;
  }
  return frozenFunction('list', 'sort').call3(self, key, reverse);
}

function reverseRange(items: Value[], low: number, high: number): void {
  for (let i = low, j = high - 1; i < j; i++, j--) [items[i], items[j]] = [items[j]!, items[i]!];
}

/** What a list holds while its items are being sorted: nothing; it remembers whether anything was put in meanwhile. */
class Placeholder extends Array<Value> {
  touched = false;
  override push(...values: Value[]): number {
    this.touched = true;
    return super.push(...values);
  }
  override splice(start: number, count: number, ...values: Value[]): Value[] {
    this.touched ||= values.length > 0;
    return super.splice(start, count, ...values);
  }
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** The items of a list taken out of it. */
class HiddenItems extends PyListLayout {
  readonly placeholder: Placeholder = takePlaceholder();
  constructor(list: PyList) {
    super(list.items);
    list.items = this.placeholder;
  }
}

/** One that nobody has put anything into, for the next sort: making one takes as long as sorting ten items. */
let spare: Placeholder | null = null;

function takePlaceholder(): Placeholder {
  const placeholder = spare ?? new Placeholder();
  spare = null;
  return placeholder;
}

/** The items of a list; TypeError for what a frame holds in its place that comes from a damaged pickle. */
function itemsOf(list: Value): Value[] {
  if (!(list instanceof PyListLayout)) throw newException(typeErrorType, 'a list that is sorted is expected');
  return list.items;
}

/** The items of a list in which there are such positions; IndexError, as above. */
function itemsWith(list: Value, ...positions: Value[]): Value[] {
  const items = itemsOf(list);
  const areThere = positions.every(
    (at) => Number.isInteger(at) && (at as number) >= 0 && (at as number) <= items.length,
  );
  if (!areThere) throw newException(indexErrorType, 'list index out of range');
  return items;
}

function sort_end(list: Value, hidden: Value, done: Value): Result {
  const { length } = itemsOf(list);
  if (!(hidden instanceof HiddenItems))
    throw newException(typeErrorType, 'a list that is sorted is expected');
  (list as PyList).items = hidden.items;
  const modified = length > 0 || hidden.placeholder.touched;
  if (!modified) spare = hidden.placeholder;
  return modified && done === true ? valueError('list modified during sort') : None;
}

// What src/python/list.py needs for the rest.
defineIntrinsics({
  /** Takes the items out of a list: a list of its own, which nobody else sees. */
  sort_begin: ['(list, /)', (list: PyList): Result => new HiddenItems(list)],
  sort_end: ['(list, hidden, done, /)', sort_end],
  sort_plain: [
    '(items, keys, reverse, /)',
    (items: Value, keys: Value, reverse: Value) =>
      sortPlain(itemsWith(items, itemsOf(keys).length), itemsOf(keys), reverse === true),
  ],
  longest_at_once: ['()', () => LONGEST_AT_ONCE],
  /** Does a portion of what `sort_plain` does. None: more is to be done. */
  sort_portion: [
    '(items, keys, reverse, /)',
    (items: Value, keys: Value, reverse: Value) =>
      sortPortion(itemsWith(items, itemsOf(keys).length), itemsOf(keys), reverse === true) ?? None,
  ],
  reverse_pair: [
    '(items, keys, /)',
    (items: Value, keys: Value): Result => {
      itemsOf(items).reverse();
      if (keys !== items) itemsOf(keys).reverse();
      return None;
    },
  ],
  reverse_range: [
    '(list, low, high, /)',
    (list: Value, low: Value, high: Value): Result => {
      reverseRange(itemsWith(list, low, high), low as number, high as number);
      return None;
    },
  ],
  move_item: [
    '(list, source, target, /)',
    (list: Value, source: Value, target: Value): Result => {
      const items = itemsWith(list, source, target);
      const item = items[source as number];
      if (item === undefined) return None;
      // The runs are short; `copyWithin` of an array asks for each index whether it is there.
      for (let i = source as number; i > (target as number); i--) items[i] = items[i - 1]!;
      items[target as number] = item;
      return None;
    },
  ],
});
