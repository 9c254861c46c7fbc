// The methods of range, and its iterators.
//
// Arithmetic is done in doubles while all of start, stop, step and the items are safe ints, else in bigints.
import { STOP } from '../machine/abrupt.ts';
import { frozenFunction } from '../machine/frozen.ts';
import type { Size } from '../machine/numbers.ts';
import { hashOf } from '../operators/hash.ts';
import { defineIterator, defineIteratorState } from '../operators/iterator-methods.ts';
import { intText } from '../operators/repr.ts';
import { indexErrorType, overflowErrorType, raise, typeError, valueError } from './exception.ts';
import { defineMembers, defineMethods, defineStaticMethods } from './native.ts';
import { None, NotImplemented } from './none.ts';
import { arityOf, type IterResult, PyObject, type Result, type Value } from './object.ts';
import { PyRange, rangeType } from './range.ts';
import { builtinFunction } from './sequence-iterators.ts';
import { IndexOperation, type Int, MAX_INDEX } from './slice-index.ts';
import { sliceIndices } from './slice-methods.ts';
import { PySlice } from './slice.ts';
import { normalizeInt } from './text/int-arithmetic.ts';
import { PyTuple } from './tuple.ts';
import { builtinType, type PyType } from './type.ts';
import { typeOf } from './typeof.ts';

// --- Making ranges -------------------------------------------------------------------------------------------------

/** A range with the number of its items; `step` is not 0. */
export function makeRange(start: Int, stop: Int, step: Int): PyRange {
  return new PyRange(start, stop, step, rangeLength(start, stop, step));
}

/** How many items a range has; `step` is not 0. */
export function rangeLength(start: Int, stop: Int, step: Int): Int {
  if (typeof start === 'number' && typeof stop === 'number' && typeof step === 'number') {
    const span = step > 0 ? stop - start : start - stop;
    if (span <= 0) return 0;
    if (Number.isSafeInteger(span)) return Math.floor((span - 1) / Math.abs(step)) + 1;
  }
  const by = BigInt(step);
  const span = by > 0n ? BigInt(stop) - BigInt(start) : BigInt(start) - BigInt(stop);
  return span <= 0n ? 0 : normalizeInt((span - 1n) / (by < 0n ? -by : by) + 1n);
}

/** Item `i`, which is not checked. */
function itemOf(r: PyRange, i: Int): Int {
  if (typeof i === 'number' && typeof r.start === 'number' && typeof r.step === 'number') {
    const n = r.start + i * r.step;
    if (Number.isSafeInteger(n)) return n + 0;
  }
  return normalizeInt(BigInt(r.start) + BigInt(i) * BigInt(r.step));
}

function range_new(_cls: PyType, args: Value[], kwargs?: Map<string, Value>): Result {
  if (kwargs !== undefined && kwargs.size > 0) return typeError('range() takes no keyword arguments');
  if (args.length === 0) return typeError('range expected at least 1 argument, got 0');
  if (args.length > 3) return typeError(`range expected at most 3 arguments, got ${args.length}`);
  return rangeOf(args[0]!, args[1], args[2]);
}

/** `range` called with one to three arguments. */
function rangeOf(a: Value, b?: Value, step?: Value): Result {
  if (typeof a === 'number') {
    if (b === undefined) return makeRange(0, a, 1);
    if (typeof b === 'number') {
      if (step === undefined) return makeRange(a, b, 1);
      if (typeof step === 'number' && step !== 0) return makeRange(a, b, step);
    }
  }
  return new RangeOperation([a, b, step].filter((value) => value !== undefined)).run();
}

class RangeOperation extends IndexOperation {
  done(ints: Value[]): Result {
    const [a, b, step] = ints as Int[];
    if (b === undefined) return makeRange(0, a!, 1);
    if (step === 0) return valueError('range() arg 3 must not be zero');
    return makeRange(a!, b, step ?? 1);
  }
}

// --- Items ---------------------------------------------------------------------------------------------------------

function range_getitem(self: PyRange, key: Value): Result {
  return key instanceof PySlice
    ? new SliceRangeOperation(self, key).run()
    : new ItemOperation(self, key).run();
}

class ItemOperation extends IndexOperation {
  private readonly range: PyRange;
  constructor(range: PyRange, index: Value) {
    super([index]);
    this.range = range;
  }
  protected override notIndex(value: Value): Result {
    return typeError(`range indices must be integers or slices, not ${typeOf(value).name}`);
  }
  done(ints: Value[]): Result {
    const { length } = this.range;
    const n = ints[0] as Int;
    const i = n < 0 ? normalizeInt(BigInt(n) + BigInt(length)) : n;
    return i < 0 || i >= length
      ? raise(indexErrorType, 'range object index out of range')
      : itemOf(this.range, i);
  }
}

/** Slices of ranges are ranges, of any size. */
class SliceRangeOperation extends IndexOperation {
  private readonly range: PyRange;
  constructor(range: PyRange, slice: PySlice) {
    super([slice.step, slice.start, slice.stop]);
    this.range = range;
  }
  protected override allowNone(): boolean {
    return true;
  }
  protected override notIndex(_value: Value): Result {
    return typeError('slice indices must be integers or None or have an __index__ method');
  }
  done(ints: Value[]): Result {
    const [step, start, stop] = ints as Value[];
    if (step === 0) return valueError('slice step cannot be zero');
    const r = this.range;
    const [first, end, by] = sliceIndices(start!, stop!, step!, BigInt(r.length)) as Int[];
    return makeRange(itemOf(r, first!), itemOf(r, end!), normalizeInt(BigInt(by!) * BigInt(r.step)));
  }
}

/** The position of an int in a range; -1 when it is not there. */
function positionOf(r: PyRange, value: Int): Int {
  if (r.length === 0) return -1;
  const step = BigInt(r.step);
  const distance = BigInt(value) - BigInt(r.start);
  if (distance % step !== 0n) return -1;
  const i = distance / step;
  return i < 0n || i >= BigInt(r.length) ? -1 : normalizeInt(i);
}

/** An int or bool that can be looked for by arithmetic; anything else must be compared with each item. */
function exactInt(value: Value): Int | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
}

function range_contains(self: PyRange, value: Value): Result {
  const n = exactInt(value);
  return n === undefined
    ? frozenFunction('range', 'contains').call2(self, value)
    : positionOf(self, n) !== -1;
}

function range_count(self: PyRange, value: Value): Result {
  const n = exactInt(value);
  if (n === undefined) return frozenFunction('range', 'count').call2(self, value);
  return positionOf(self, n) === -1 ? 0 : 1;
}

function range_index(self: PyRange, value: Value): Result {
  const n = exactInt(value);
  if (n === undefined) return frozenFunction('range', 'index').call2(self, value);
  const i = positionOf(self, n);
  return i === -1 ? valueError('range.index(x): x not in range') : i;
}

// --- Special methods -----------------------------------------------------------------------------------------------

function range_len(self: PyRange): Result {
  if (self.length > MAX_INDEX)
    return raise(overflowErrorType, 'Python int too large to convert to C ssize_t');
  return self.length;
}

function range_bool(self: PyRange): Result {
  return self.length !== 0;
}

function range_repr(self: PyRange): Result {
  const { start, stop, step } = self;
  const end = step === 1 ? ')' : `, ${intText(step)})`;
  return `range(${intText(start)}, ${intText(stop)}${end}`;
}

/** Length, first item and step as far as they matter: what decides about equality and hash. */
function essence(r: PyRange): [Int, Int | null, Int | null] {
  if (r.length === 0) return [0, null, null];
  return [r.length, r.start, r.length === 1 ? null : r.step];
}

function sameRange(a: PyRange, b: PyRange): boolean {
  const x = essence(a);
  const y = essence(b);
  return x.every((part, i) => part === y[i]);
}

function range_eq(self: PyRange, other: Value): Result {
  return other instanceof PyRange ? sameRange(self, other) : NotImplemented;
}

function range_ne(self: PyRange, other: Value): Result {
  return other instanceof PyRange ? !sameRange(self, other) : NotImplemented;
}

/** Ranges have no order. */
function range_order(_self: PyRange, _other: Value): Result {
  return NotImplemented;
}

function range_hash(self: PyRange): Result {
  return hashOf(new PyTuple(essence(self).map((part) => part ?? None)));
}

function range_iter(self: PyRange): Result {
  return iterate(self.start, self.step, self.length);
}

function range_reversed(self: PyRange): Result {
  const last = self.length === 0 ? self.start : itemOf(self, normalizeInt(BigInt(self.length) - 1n));
  return iterate(last, normalizeInt(-BigInt(self.step)), self.length);
}

function range_reduce(self: PyRange): Result {
  return new PyTuple([rangeType, new PyTuple([self.start, self.stop, self.step])]);
}

// --- Iterators -----------------------------------------------------------------------------------------------------

/** Over a range whose items and bounds are all safe ints. */
export class RangeIterator extends PyObject {
  /** The next item. */
  value: number;
  step: number;
  /** Items still to come. */
  left: Size;
  constructor(value: number, step: number, left: number) {
    super();
    this.value = value;
    this.step = step;
    this.left = left;
  }
  /** Whether what a pickle says of the fields fits together. */
  fits(): boolean {
    const { value, step, left } = this;
    return [value, step, value + left * step].every(Number.isSafeInteger);
  }
  override next(): IterResult {
    if (this.left > 0) {
      const { value } = this;
      this.value = value + this.step;
      this.left--;
      return value;
    }
    return STOP;
  }
}

/** The same with numbers of more than 32 bits: if they were put into the fields of the other class, V8 would keep floats in all of its objects. */
export class WideRangeIterator extends RangeIterator {
  override next(): IterResult {
    if (this.left > 0) {
      const { value } = this;
      this.value = value + this.step;
      this.left--;
      return value;
    }
    return STOP;
  }
}

/** Over any other range. */
export class LongRangeIterator extends PyObject {
  value: bigint;
  step: bigint;
  left: bigint;
  constructor(value: bigint, step: bigint, left: bigint) {
    super();
    this.value = value;
    this.step = step;
    this.left = left;
  }
  override next(): IterResult {
    if (this.left > 0n) {
      const { value } = this;
      this.value += this.step;
      this.left--;
      return normalizeInt(value);
    }
    return STOP;
  }
}

function iterate(start: Int, step: Int, length: Int): PyObject {
  if (typeof start === 'number' && typeof step === 'number' && typeof length === 'number') {
    const end = start + length * step;
    if ((start | 0) === start && (end | 0) === end && (step | 0) === step && (length | 0) === length)
      return new RangeIterator(start, step, length);
    if (Number.isSafeInteger(end)) return new WideRangeIterator(start, step, length);
  }
  return new LongRangeIterator(BigInt(start), BigInt(step), BigInt(length));
}

export const rangeIteratorType = builtinType('range_iterator', RangeIterator, { final: true });
export const longRangeIteratorType = builtinType('longrange_iterator', LongRangeIterator, { final: true });

type AnyRangeIterator = RangeIterator | LongRangeIterator;

/** What is left of an iterator, as a range. */
function remaining(self: AnyRangeIterator): PyRange {
  const stop = normalizeInt(BigInt(self.value) + BigInt(self.left) * BigInt(self.step));
  return makeRange(intOfPart(self.value), stop, intOfPart(self.step));
}

function intOfPart(n: Int): Int {
  return typeof n === 'bigint' ? normalizeInt(n) : n;
}

class AdvanceOperation extends IndexOperation {
  private readonly iterator: AnyRangeIterator;
  constructor(iterator: AnyRangeIterator, state: Value) {
    super([state]);
    this.iterator = iterator;
  }
  done(ints: Value[]): Result {
    const it = this.iterator;
    const left = BigInt(it.left);
    const wanted = BigInt(ints[0] as Int);
    const n = wanted < 0n ? 0n : wanted > left ? left : wanted;
    if (it instanceof RangeIterator) {
      it.value += Number(n) * it.step;
      it.left -= Number(n);
    } else {
      it.value += n * it.step;
      it.left -= n;
    }
    return None;
  }
}

for (const type of [rangeIteratorType, longRangeIteratorType]) {
  defineIterator(type);
  defineIteratorState<AnyRangeIterator>(type, {
    lengthHint: (self) => intOfPart(self.left),
    reduce: (self) => [builtinFunction('iter'), [remaining(self)], None],
  });
  defineMethods(type, {
    __setstate__: [
      '($self, object, /)',
      (self: AnyRangeIterator, state: Value) => new AdvanceOperation(self, state).run(),
      'Set state information for unpickling.',
    ],
  });
}

defineStaticMethods(rangeType, { __new__: ['(cls, /, *args, **kwargs)', range_new] });
// Loops begin with it: called directly, without the detour over `__new__`.
rangeType.js = rangeOf;
rangeType.arity = arityOf(1, 3);
defineMembers(rangeType, {
  start: [(self: PyRange) => self.start],
  stop: [(self: PyRange) => self.stop],
  step: [(self: PyRange) => self.step],
});
defineMethods(rangeType, {
  __repr__: ['($self, /)', range_repr, 'Return repr(self).'],
  __hash__: ['($self, /)', range_hash, 'Return hash(self).'],
  __len__: ['($self, /)', range_len, 'Return len(self).'],
  __bool__: ['($self, /)', range_bool, 'True if self else False'],
  __getitem__: ['($self, key, /)', range_getitem, 'Return self[key].'],
  __contains__: ['($self, key, /)', range_contains, 'Return bool(key in self).'],
  __iter__: ['($self, /)', range_iter, 'Implement iter(self).'],
  __reversed__: ['($self, /)', range_reversed, 'Return a reverse iterator.'],
  __eq__: ['($self, value, /)', range_eq, 'Return self==value.'],
  __ne__: ['($self, value, /)', range_ne, 'Return self!=value.'],
  __lt__: ['($self, value, /)', range_order, 'Return self<value.'],
  __le__: ['($self, value, /)', range_order, 'Return self<=value.'],
  __gt__: ['($self, value, /)', range_order, 'Return self>value.'],
  __ge__: ['($self, value, /)', range_order, 'Return self>=value.'],
  __reduce__: ['($self, /)', range_reduce],
  count: [
    '($self, value, /)',
    range_count,
    'rangeobject.count(value) -> integer -- return number of occurrences of value',
  ],
  index: [
    '($self, value, /)',
    range_index,
    'rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.',
  ],
});
