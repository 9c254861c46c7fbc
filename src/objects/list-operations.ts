// Operations on the items of a list that use up an iterable: extending, and replacing a slice.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, nextItem } from '../machine/items.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { growBy, growing, MAX_GROWING, mayGrow } from '../machine/memory.ts';
import { ItemsOperation, iter, iterAsking, iterAsList } from '../operators/iterate.ts';
import { memoryErrorType, raise, typeError, valueError } from './exception.ts';
import { listType, PyList } from './list.ts';
import { None } from './none.ts';
import type { IterResult, PyObject, Result, Value } from './object.ts';
import { clipSlice, type SliceRange } from './slice-index.ts';
import { PyTuple, tupleType } from './tuple.ts';
import { typeOf } from './typeof.ts';

/** Up to this many items are appended one by one. */
const FEW = 8;
/** So many are given to `push` at once. */
const PORTION = 500;

/** Appends items. (The array of a list that is being sorted is no plain one, and notices that it is changed.) */
function appendAll(list: PyList, items: Value[]): void {
  const { items: target } = list;
  const n = items.length;
  growBy(target.length, n);
  if (n <= FEW) for (let i = 0; i < n; i++) target.push(items[i]!);
  else if (target.length === 0 && target.constructor === Array) list.items = items.slice();
  else if (n <= PORTION) target.push(...items);
  else for (let i = 0; i < n; i += PORTION) target.push(...items.slice(i, Math.min(n, i + PORTION)));
}

/** Whether there is no room for a list of more than FREE_GROWING items to grow; then the last `added` ones are taken away. */
export function growsTooLarge(items: Value[], added = 1): boolean {
  if (items.length <= MAX_GROWING && mayGrow(items.length)) return false;
  items.length -= added;
  return true;
}

/** MemoryError for a list that cannot grow any more. */
export function tooManyItems(): typeof ABRUPT {
  return raise(memoryErrorType);
}

/** The items of an exact list or tuple; undefined for anything else. */
export function directItems(value: Value): Value[] | undefined {
  if (value instanceof PyList) return value.cls === listType ? value.items : undefined;
  return value instanceof PyTuple && value.cls === tupleType ? value.items : undefined;
}

/** `[*iterable]`, or with `callable` the positional arguments of `callable(*iterable)`: appends the items. Gives None. */
export function extendList(list: PyList, iterable: Value, callable?: Value): Result {
  const type = typeOf(iterable);
  if (type.lookup('__iter__') !== undefined || type.lookup('__getitem__') !== undefined)
    return extendItems(list, iterable, false, callable === undefined);
  if (callable === undefined) return typeError(`Value after * must be an iterable, not ${type.name}`);
  return frozenFunction('list', 'star_error').call2(callable, type.name);
}

/**
 * Appends the items of an iterable. Gives None, or with `giveList` the list.
 * @param asks whether the iterable is asked for its length
 */
export function extendItems(list: PyList, iterable: Value, giveList = false, asks = true): Result {
  let items = directItems(iterable);
  if (items === undefined) {
    const { allItems } = typeOf(iterable);
    if (allItems === null) return new ExtendOperation(list, giveList).run(iterable, asks);
    items = allItems(iterable as never);
  }
  appendAll(list, items);
  return giveList ? list : None;
}

/** Appends each item as soon as it comes: what was appended before an exception stays. */
class ExtendOperation extends NativeFrame {
  private readonly list: PyList;
  private readonly giveList: boolean;
  private iterator: PyObject | null = null;

  constructor(list: PyList, giveList: boolean) {
    super();
    this.list = list;
    this.giveList = giveList;
  }

  run(iterable: Value, asks: boolean): Result {
    const it = asks ? iterAsking(iterable, this.list.items.length) : iter(iterable);
    return it === ABRUPT ? (suspend(this) as Result) : this.drain(it);
  }

  private drain(it: PyObject): Result {
    this.iterator = it;
    for (let count = 1; ; count++) {
      const item = isLookDue(count) ? nextItem(it) : it.next();
      if (item === ABRUPT) return suspend(this) as Result;
      if (item === STOP) return this.ended();
      growing(this.list.items.push(item));
    }
  }

  private ended(): Result {
    return this.giveList ? this.list : None;
  }

  returned(value: Value | Stop): IterResult {
    if (this.iterator === null) return this.drain(value as PyObject);
    if (value === STOP) return this.ended();
    growing(this.list.items.push(value as Value));
    return this.drain(this.iterator);
  }
}

/** Replaces the items that a slice selects: `list[start:stop:step] = iterable`. */
export class ReplaceItems extends ItemsOperation {
  private readonly list: PyList;
  private readonly range: SliceRange;
  /** Start, stop and step as ints or None, for another length. */
  private readonly bounds: readonly [Value, Value, Value];

  constructor(list: PyList, range: SliceRange, bounds: readonly [Value, Value, Value]) {
    super();
    this.list = list;
    this.range = range;
    this.bounds = bounds;
  }

  override run(iterable: Value): Result {
    if (
      typeOf(iterable).lookup('__iter__') === undefined &&
      typeOf(iterable).lookup('__getitem__') === undefined
    ) {
      return typeError('must assign iterable to extended slice');
    }
    return super.run(iterable);
  }
  protected override iterate(iterable: Value): PyObject | typeof ABRUPT {
    return iterAsList(iterable);
  }

  done(items: Value[]): Result {
    const target = this.list.items;
    if (this.range.step === 1) {
      replaceRange(target, this.range.start, this.range.stop, items);
      return None;
    }
    // The items were taken from an iterable, which may have changed the list.
    const { start, step, count } = clipSlice(...this.bounds, target.length);
    if (items.length !== count) {
      return valueError(
        `attempt to assign sequence of size ${items.length} to extended slice of size ${count}`,
      );
    }
    for (let i = 0, at = start; i < count; i++, at += step) target[at] = items[i]!;
    return None;
  }
}

/** Replaces the items that a range of step 1 selects, as far as they still exist; `items` may be `target` itself. */
export function replaceRange(target: Value[], start: number, stop: number, items: readonly Value[]): void {
  const from = Math.min(start, target.length);
  const end = Math.max(from, Math.min(stop, target.length));
  growBy(target.length, items.length - (end - from));
  if (items.length !== end - from) splice(target, from, end, items === target ? items.slice() : items);
  else if (items !== target) for (let i = 0; i < items.length; i++) target[from + i] = items[i]!;
}

/** As `target.splice(start, stop - start, ...items)`, for any number of items. */
function splice(target: Value[], start: number, stop: number, items: readonly Value[]): void {
  if (items.length < 10_000) {
    target.splice(start, stop - start, ...items);
    return;
  }
  const tail = target.slice(stop);
  target.length = start;
  for (const item of items) target.push(item);
  for (const item of tail) target.push(item);
}
