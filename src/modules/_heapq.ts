// _heapq: a list as a heap, with the least item first or (the functions named ..._max) the greatest.
//
// Items move by being swapped, so the list is a permutation of itself whenever a comparison may call Python code. As long as the
// comparisons need none (objects/sort.ts) the work is done here; at the first one that does, src/python/heapq.py goes on
// from the place that has been reached.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { FREE_GROWING } from '../machine/memory.ts';
import type { Place } from '../machine/numbers.ts';
import { indexErrorType, raise, typeError } from '../objects/exception.ts';
import { growsTooLarge, tooManyItems } from '../objects/list-operations.ts';
import { PyList } from '../objects/list.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { orderPlain } from '../objects/sort-plain.ts';
import { argumentType } from '../objects/exception-methods.ts';
import type { NativeModule } from './native-module.ts';

function swap(items: Value[], i: number, j: number): void {
  const item = items[i]!;
  items[i] = items[j]!;
  items[j] = item;
}

/** Moves the item at `at` towards `top` until its parent does not come after it; gives `result`. */
function siftDown(heap: PyList, top: number, at: number, max: boolean, result: Value): Result {
  const { items } = heap;
  while (at > top) {
    const parent = (at - 1) >> 1;
    const order = orderPlain(items[at]!, items[parent]!);
    if (order === undefined) return frozenFunction('heapq', 'sift_down').callN([heap, top, at, max, result]);
    if (max ? order <= 0 : order >= 0) break;
    swap(items, at, parent);
    at = parent;
  }
  return result;
}

/** Moves the item at `top` down to a leaf, always under the child that comes first, and from there up to its place. */
function siftUp(heap: PyList, top: number, max: boolean, result: Value): Result {
  const { items } = heap;
  const end = items.length;
  let at = top;
  while (at < end >> 1) {
    let child = 2 * at + 1;
    if (child + 1 < end) {
      const order = orderPlain(items[child]!, items[child + 1]!);
      if (order === undefined) return frozenFunction('heapq', 'sift_up').callN([heap, top, at, max, result]);
      if (max ? order <= 0 : order >= 0) child++;
    }
    swap(items, at, child);
    at = child;
  }
  return siftDown(heap, top, at, max, result);
}

/** Makes a heap of a list: every item that has children finds its place among them, the last ones first. */
class Heapify extends NativeFrame {
  private readonly heap: PyList;
  private readonly max: boolean;
  /** The items from here on are in order. */
  private at: Place;
  constructor(heap: PyList, max: boolean) {
    super();
    this.heap = heap;
    this.max = max;
    this.at = heap.items.length >> 1;
  }
  run(): Result {
    while (this.at > 0) {
      if (siftUp(this.heap, --this.at, this.max, None) === ABRUPT) return suspend(this) as Result;
    }
    return None;
  }
  returned(): IterResult {
    // What a pickle says may be any place.
    this.at = Math.min(this.at, this.heap.items.length);
    return this.run();
  }
}

function heapify(heap: PyList, max: boolean): Result {
  return new Heapify(heap, max).run();
}

function push(heap: PyList, max: boolean, item: Value): Result {
  if (heap.items.push(item) > FREE_GROWING && growsTooLarge(heap.items)) return tooManyItems();
  return siftDown(heap, 0, heap.items.length - 1, max, None);
}

const emptyHeap = (): Result => raise(indexErrorType, 'index out of range');

function pop(heap: PyList, max: boolean): Result {
  const { items } = heap;
  const last = items.pop();
  if (last === undefined) return emptyHeap();
  return items.length === 0 ? last : replace(heap, max, last);
}

/** Puts `item` in the place of the first one, which is given back. */
function replace(heap: PyList, max: boolean, item: Value): Result {
  const { items } = heap;
  if (items.length === 0) return emptyHeap();
  const first = items[0]!;
  items[0] = item;
  return siftUp(heap, 0, max, first);
}

function pushpop(heap: PyList, max: boolean, item: Value): Result {
  const { items } = heap;
  if (items.length === 0) return item;
  const order = orderPlain(items[0]!, item);
  if (order === undefined) return frozenFunction('heapq', 'pushpop').call3(heap, max, item);
  return (max ? order > 0 : order < 0) ? replace(heap, max, item) : item;
}

/** The function `name` and its counterpart for heaps with the greatest item first. */
function both(
  name: string,
  signature: string,
  doc: string,
  action: (heap: PyList, max: boolean, item: Value) => Result,
): MethodTable {
  const place = signature.includes('item') ? ' 1' : '';
  const variant = (fullName: string, max: boolean) => (heap: Value, item: Value) =>
    heap instanceof PyList
      ? action(heap, max, item)
      : typeError(`${fullName}() argument${place} must be list, not ${argumentType(heap)}`);
  return {
    [name]: [signature, variant(name, false), doc],
    [`${name}_max`]: [signature, variant(`${name}_max`, true), `Maxheap variant of ${name}.`],
  };
}

const functions: MethodTable = {
  ...both('heapify', '(heap, /)', 'Transform list into a heap, in-place, in O(len(heap)) time.', heapify),
  ...both('heappop', '(heap, /)', 'Pop the smallest item off the heap, maintaining the heap invariant.', pop),
  ...both('heappush', '(heap, item, /)', 'Push item onto heap, maintaining the heap invariant.', push),
  ...both(
    'heappushpop',
    '(heap, item, /)',
    'Push item on the heap, then pop and return the smallest item from the heap.\n\nThe combined action runs more efficiently than heappush() followed by\na separate call to heappop().',
    pushpop,
  ),
  ...both(
    'heapreplace',
    '(heap, item, /)',
    'Pop and return the current smallest value, and add the new item.',
    replace,
  ),
};

// What src/python/heapq.py needs.
defineIntrinsics({
  swap_items: [
    '(heap, i, j, /)',
    ({ items }: PyList, i: number, j: number): Result => {
      swap(items, i, j);
      return None;
    },
  ],
  heap_replace: ['(heap, max, item, /)', replace],
});

export const _heapqModule: NativeModule = {
  name: '_heapq',
  doc: 'Heap queue algorithm (a.k.a. priority queue).',
  functions,
};
