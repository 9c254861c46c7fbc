// collections.deque: a ring buffer, and its iterators.
//
// Item i is `ring[(head + i) & (ring.length - 1)]`; the ring's length is a power of two. `state` grows with each change of the
// number or order of items, by which iterators and searches notice that they have been overtaken.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, nextItem } from '../machine/items.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { growBy, MAX_ITEMS } from '../machine/memory.ts';
import type { Size } from '../machine/numbers.ts';
import {
  indexErrorType,
  memoryErrorType,
  raise,
  runtimeErrorType,
  typeError,
  valueError,
} from '../objects/exception.ts';
import { markSequenceSlots } from '../objects/concatenation.ts';
import { genericAlias } from '../objects/generic-alias.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { RepeatOperation } from '../objects/list-methods.ts';
import {
  comparisonTable,
  defineAttributes,
  defineClassMethods,
  defineGetSets,
  defineMethods,
  defineStaticMethods,
} from '../objects/native.ts';
import { None, NotImplemented } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import {
  BoundsOperation,
  IndexOperation,
  indexOutOfRange,
  type Int,
  positionArgument,
} from '../objects/slice-index.ts';
import { builtinType, type PyType, shortName } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { Watch } from '../objects/watch.ts';
import type { RichOperator } from '../operators/compare.ts';
import { iter } from '../operators/iterate.ts';
import { defineIterator, defineIteratorState } from '../operators/iterator-methods.ts';
import { pickleByFields } from '../stackless/pickling/tables.ts';

export class Deque extends PyObject {
  private ring: (Value | undefined)[] = new Array<Value | undefined>(8).fill(undefined);
  private head = 0;
  length = 0;
  /** Null: no bound. */
  maxlen: number | null = null;
  state = 0;

  at(i: number): Value {
    return this.ring[(this.head + i) & (this.ring.length - 1)]!;
  }
  put(i: number, value: Value): void {
    this.ring[(this.head + i) & (this.ring.length - 1)] = value;
  }
  private grow(): void {
    const items = this.items();
    growBy(items.length, items.length);
    const ring = (items as (Value | undefined)[]).concat(new Array<undefined>(items.length).fill(undefined));
    this.ring = ring;
    this.head = 0;
  }
  push(value: Value): void {
    if (this.length === this.ring.length) this.grow();
    this.ring[(this.head + this.length++) & (this.ring.length - 1)] = value;
    this.state++;
    if (this.maxlen !== null && this.length > this.maxlen) this.shift();
  }
  unshift(value: Value): void {
    if (this.length === this.ring.length) this.grow();
    this.head = (this.head - 1) & (this.ring.length - 1);
    this.ring[this.head] = value;
    this.length++;
    this.state++;
    if (this.maxlen !== null && this.length > this.maxlen) this.pop();
  }
  /** Undefined when it is empty. */
  pop(): Value | undefined {
    if (this.length === 0) return undefined;
    const i = (this.head + --this.length) & (this.ring.length - 1);
    const value = this.ring[i];
    this.ring[i] = undefined;
    this.state++;
    return value;
  }
  shift(): Value | undefined {
    if (this.length === 0) return undefined;
    const value = this.ring[this.head];
    this.ring[this.head] = undefined;
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.length--;
    this.state++;
    return value;
  }
  /** A new array of the items. */
  items(): Value[] {
    const result: Value[] = [];
    for (let i = 0; i < this.length; i++) result.push(this.at(i));
    return result;
  }
  /** Makes `items` the contents, as many as fit from the end. */
  replace(items: Value[]): void {
    this.clear();
    for (const item of items) this.push(item);
  }
  clear(): void {
    this.ring = new Array<Value | undefined>(8).fill(undefined);
    this.head = this.length = 0;
    this.state++;
  }
  /** Moves `n` items from the right end to the left one. */
  rotate(n: number): void {
    if (this.length < 2) return;
    const steps = ((n % this.length) + this.length) % this.length;
    const { maxlen } = this;
    this.maxlen = null;
    if (steps <= this.length / 2) for (let i = 0; i < steps; i++) this.unshift(this.pop()!);
    else for (let i = this.length - steps; i > 0; i--) this.push(this.shift()!);
    this.maxlen = maxlen;
  }
  removeAt(i: number): void {
    for (let k = i; k < this.length - 1; k++) this.put(k, this.at(k + 1));
    this.pop();
  }
  insertAt(i: number, value: Value): void {
    this.push(value);
    for (let k = this.length - 1; k > i; k--) this.put(k, this.at(k - 1));
    this.put(i, value);
  }
}

export const dequeType = builtinType('deque', Deque, {
  module: 'collections',
  hasWeakrefs: true,
  patternFlags: 1,
  doc: 'A list-like sequence optimized for data accesses near its endpoints.',
});

// --- Making and extending ------------------------------------------------------------------------------------------

function deque_new(cls: PyType, _args: Value[], _kwargs: Map<string, Value>): Result {
  return new cls.Ctor();
}

function deque_init(self: Deque, iterable?: Value, maxlen: Value = None): Result {
  if (maxlen === None) return begin(self, null, iterable);
  const length = intOf(maxlen);
  if (length === undefined) return typeError('an integer is required');
  const n = positionArgument(length);
  if (n === undefined) return ABRUPT;
  return n < 0 ? valueError('maxlen must be non-negative') : begin(self, n, iterable);
}

function begin(self: Deque, maxlen: number | null, iterable: Value | undefined): Result {
  self.maxlen = maxlen;
  if (self.length > 0) self.clear();
  return iterable === undefined ? None : new ExtendOperation(self, false, None).run(iterable);
}

/** Appends the items of an iterable at the right (or left) end, then gives `result`. */
class ExtendOperation extends NativeFrame {
  private readonly deque: Deque;
  private readonly left: boolean;
  private readonly result: Value;
  private iterator: PyObject | null = null;

  constructor(deque: Deque, left: boolean, result: Value) {
    super();
    this.deque = deque;
    this.left = left;
    this.result = result;
  }
  run(iterable: Value): Result {
    if (iterable === this.deque) return this.addAll(this.deque.items());
    const it = iter(iterable);
    return it === ABRUPT ? (suspend(this) as Result) : this.drain(it);
  }
  private addAll(items: Value[]): Result {
    for (const item of items) this.add(item);
    return this.result;
  }
  private add(item: Value): void {
    if (this.left) this.deque.unshift(item);
    else this.deque.push(item);
  }
  private drain(it: PyObject): Result {
    this.iterator = it;
    for (let count = 1; ; count++) {
      const item = isLookDue(count) ? nextItem(it) : it.next();
      if (item === ABRUPT) return suspend(this) as Result;
      if (item === STOP) return this.result;
      this.add(item);
    }
  }
  returned(value: Value | Stop): IterResult {
    if (this.iterator === null) return this.drain(value as PyObject);
    if (value === STOP) return this.result;
    this.add(value as Value);
    return this.drain(this.iterator);
  }
}

function deque_extend(self: Deque, iterable: Value): Result {
  return new ExtendOperation(self, false, None).run(iterable);
}
function deque_extendleft(self: Deque, iterable: Value): Result {
  return new ExtendOperation(self, true, None).run(iterable);
}
function deque_iadd(self: Deque, iterable: Value): Result {
  return new ExtendOperation(self, false, self).run(iterable);
}

function withItems(items: Value[], maxlen: number | null): Deque {
  const result = new Deque();
  result.maxlen = maxlen;
  result.replace(items);
  return result;
}

function deque_add(self: Deque, other: Value): Result {
  if (!(other instanceof Deque))
    return typeError(`can only concatenate deque (not "${typeOf(other).name}") to deque`);
  return withItems([...self.items(), ...other.items()], self.maxlen);
}

class DequeRepeat extends RepeatOperation {
  private readonly deque: Deque;
  private readonly inPlace: boolean;
  constructor(deque: Deque, count: Value, inPlace: boolean) {
    super(count);
    this.deque = deque;
    this.inPlace = inPlace;
  }
  times(n: number): Result {
    const { deque } = this;
    const { maxlen } = deque;
    const items = deque.items();
    const length = items.length * Math.max(0, n);
    if (maxlen === null && length > MAX_ITEMS) return raise(memoryErrorType);
    const kept = maxlen === null ? length : Math.min(length, maxlen);
    const repeated = Array.from({ length: kept }, (_, i) => items[(length - kept + i) % items.length]!);
    if (!this.inPlace) return withItems(repeated, maxlen);
    deque.replace(repeated);
    return deque;
  }
}

function deque_mul(self: Deque, count: Value): Result {
  return new DequeRepeat(self, count, false).run();
}
function deque_imul(self: Deque, count: Value): Result {
  return new DequeRepeat(self, count, true).run();
}

// --- The ends ------------------------------------------------------------------------------------------------------

function deque_append(self: Deque, item: Value): Result {
  self.push(item);
  return None;
}
function deque_appendleft(self: Deque, item: Value): Result {
  self.unshift(item);
  return None;
}
function deque_pop(self: Deque): Result {
  return self.pop() ?? raise(indexErrorType, 'pop from an empty deque');
}
function deque_popleft(self: Deque): Result {
  return self.shift() ?? raise(indexErrorType, 'pop from an empty deque');
}
function deque_clear(self: Deque): Result {
  self.clear();
  return None;
}
function deque_reverse(self: Deque): Result {
  const items = self.items().reverse();
  for (let i = 0; i < items.length; i++) self.put(i, items[i]!);
  self.state++;
  return None;
}

class RotateOperation extends IndexOperation {
  private readonly deque: Deque;
  constructor(deque: Deque, count: Value) {
    super([count]);
    this.deque = deque;
  }
  done(ints: Value[]): Result {
    const n = positionArgument(ints[0] as Int);
    if (n === undefined) return ABRUPT;
    this.deque.rotate(n);
    return None;
  }
}

function deque_rotate(self: Deque, count: Value = 1): Result {
  return new RotateOperation(self, count).run();
}

// --- Items by position ---------------------------------------------------------------------------------------------

/** Gets (`get`), sets (with a value) or deletes the item at an index. */
class ItemOperation extends IndexOperation {
  private readonly deque: Deque;
  private readonly action: 'get' | 'set' | 'delete';
  private readonly value: Value;
  constructor(deque: Deque, index: Value, action: 'get' | 'set' | 'delete', value: Value = None) {
    super([index]);
    this.deque = deque;
    this.action = action;
    this.value = value;
  }
  protected override notIndex(value: Value): Result {
    return typeError(`sequence index must be integer, not '${typeOf(value).name}'`);
  }
  done(ints: Value[]): Result {
    const { deque } = this;
    const n = ints[0] as Int;
    const i = Number(n) < 0 ? Number(n) + deque.length : Number(n);
    if (i < 0 || i >= deque.length) return indexOutOfRange(n, 'deque index out of range');
    if (this.action === 'get') return deque.at(i);
    if (this.action === 'set') deque.put(i, this.value);
    else deque.removeAt(i);
    return None;
  }
}

function deque_getitem(self: Deque, index: Value): Result {
  return new ItemOperation(self, index, 'get').run();
}
function deque_setitem(self: Deque, index: Value, value: Value): Result {
  return new ItemOperation(self, index, 'set', value).run();
}
function deque_delitem(self: Deque, index: Value): Result {
  return new ItemOperation(self, index, 'delete').run();
}

class InsertOperation extends IndexOperation {
  private readonly deque: Deque;
  private readonly value: Value;
  constructor(deque: Deque, index: Value, value: Value) {
    super([index]);
    this.deque = deque;
    this.value = value;
  }
  done(ints: Value[]): Result {
    const { deque } = this;
    const n = positionArgument(ints[0] as Int);
    if (n === undefined) return ABRUPT;
    if (deque.length === deque.maxlen) return raise(indexErrorType, 'deque already at its maximum size');
    deque.insertAt(Math.min(deque.length, n < 0 ? Math.max(0, n + deque.length) : n), this.value);
    return None;
  }
}

function deque_insert(self: Deque, index: Value, value: Value): Result {
  return new InsertOperation(self, index, value).run();
}

// --- Searching, comparing ------------------------------------------------------------------------------------------

class FindOperation extends BoundsOperation {
  private readonly deque: Deque;
  private readonly value: Value;
  constructor(deque: Deque, value: Value, start: Value, stop: Value) {
    super(start, stop);
    this.deque = deque;
    this.value = value;
  }
  done(ints: Value[]): Result {
    const { deque } = this;
    const start = this.bound(ints[0]!, deque.length);
    const stop = Math.min(this.bound(ints[1]!, deque.length), deque.length);
    return frozenFunction('deque', 'index').callN([deque, this.value, start, stop]);
  }
}

function deque_index(
  self: Deque,
  value: Value,
  start: Value = 0,
  stop: Value = Number.MAX_SAFE_INTEGER,
): Result {
  return new FindOperation(self, value, start, stop).run();
}

function deque_contains(self: Deque, value: Value): Result {
  return frozenFunction('deque', 'contains').call2(self, value);
}
function deque_count(self: Deque, value: Value): Result {
  return frozenFunction('deque', 'count').call2(self, value);
}
function deque_remove(self: Deque, value: Value): Result {
  return frozenFunction('deque', 'remove').call2(self, value);
}

function comparison(op: RichOperator) {
  return (self: Deque, other: Value): Result => {
    if (!(other instanceof Deque)) return NotImplemented;
    return frozenFunction('deque', 'compare').call3(new PyList(self.items()), new PyList(other.items()), op);
  };
}

function deque_repr(self: Deque): Result {
  return frozenFunction('deque', 'show').callN([self, shortName(self.cls), self.maxlen ?? None]);
}

// --- The rest ------------------------------------------------------------------------------------------------------

function deque_copy(self: Deque): Result {
  if (self.cls === dequeType) return withItems(self.items(), self.maxlen);
  return self.maxlen === null ? self.cls.call1(self) : self.cls.call2(self, self.maxlen);
}

function deque_reduce(self: Deque): Result {
  return frozenFunction('deque', 'reduce').call2(self, self.maxlen ?? None);
}

function deque_len(self: Deque): Result {
  return self.length;
}
function deque_sizeof(self: Deque): Result {
  return 232 + 8 * self.length;
}

/** For Python code that compares items. */
class DequeWatch extends Watch {
  private readonly deque: Deque;
  constructor(deque: Deque) {
    super();
    this.deque = deque;
  }
  protected changes(): number {
    return this.deque.state;
  }
}
pickleByFields(builtinType('_deque_watch', DequeWatch, { module: 'collections', final: true }));

export class DequeIterator extends PyObject {
  readonly deque: Deque;
  /** Steps done. */
  index: Size = 0;
  left: Size;
  private state: number;
  constructor(deque: Deque) {
    super();
    this.deque = deque;
    this.left = deque.length;
    this.state = deque.state;
  }
  /** As a `Watch` does, before it is pickled. */
  settle(): this {
    if (this.deque.state !== this.state) this.state = -1;
    return this;
  }
  /** After it has been loaded. */
  relocate(): void {
    if (this.state !== -1) this.state = this.deque.state;
  }
  protected item(): Value {
    return this.deque.at(this.index++);
  }
  /** Leaves out the next `count` items, or what there is of them. */
  skip(count: number): void {
    const skipped = Math.max(0, Math.min(count, this.left));
    this.index += skipped;
    this.left -= skipped;
  }
  override next(): IterResult {
    if (this.deque.state !== this.state) {
      this.left = 0;
      return raise(runtimeErrorType, 'deque mutated during iteration');
    }
    if (this.left > 0) {
      this.left--;
      return this.item();
    }
    return STOP;
  }
}

export class DequeReverseIterator extends DequeIterator {
  protected override item(): Value {
    return this.deque.at(this.deque.length - 1 - this.index++);
  }
}

/** A new iterator, `skip` items on: what `__reduce__` of an iterator gives is called with these. */
function makeIterator(Kind: typeof DequeIterator) {
  return (_cls: PyType, deque: Value, skip: Value = 0): Result => {
    if (!(deque instanceof Deque))
      return typeError(`argument 1 must be collections.deque, not ${typeOf(deque).name}`);
    const it = new Kind(deque);
    it.skip(Number(skip));
    return it;
  };
}

for (const [name, Kind] of [
  ['_deque_iterator', DequeIterator],
  ['_deque_reverse_iterator', DequeReverseIterator],
] as const) {
  const type = builtinType(name, Kind, { module: 'collections', final: true });
  defineStaticMethods(type, { __new__: ['(cls, iterable, index=0, /)', makeIterator(Kind)] });
  defineIterator(type);
  defineIteratorState<DequeIterator>(type, {
    lengthHint: (self) => self.left,
    reduce: (self) => [self.cls, [self.deque, self.deque.length - self.left]],
  });
  pickleByFields(type);
}

defineStaticMethods(dequeType, { __new__: ['(cls, /, *args, **kwargs)', deque_new] });
defineAttributes(dequeType, { __hash__: None });
defineClassMethods(dequeType, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
defineGetSets(dequeType, {
  maxlen: [(self: Deque) => self.maxlen ?? None, null, 'maximum size of a deque or None if unbounded'],
});
defineMethods(dequeType, {
  __init__: ['($self, iterable=(), maxlen=None)', deque_init],
  __repr__: ['($self, /)', deque_repr, 'Return repr(self).'],
  __len__: ['($self, /)', deque_len, 'Return len(self).'],
  __getitem__: ['($self, index, /)', deque_getitem, 'Return self[index].'],
  __setitem__: ['($self, key, value, /)', deque_setitem, 'Set self[key] to value.'],
  __delitem__: ['($self, key, /)', deque_delitem, 'Delete self[key].'],
  __contains__: ['($self, key, /)', deque_contains, 'Return bool(key in self).'],
  __iter__: ['($self, /)', (self: Deque) => new DequeIterator(self), 'Implement iter(self).'],
  __reversed__: ['($self, /)', (self: Deque) => new DequeReverseIterator(self)],
  __add__: ['($self, value, /)', deque_add, 'Return self+value.'],
  __iadd__: ['($self, value, /)', deque_iadd, 'Implement self+=value.'],
  __mul__: ['($self, value, /)', deque_mul, 'Return self*value.'],
  __rmul__: ['($self, value, /)', deque_mul, 'Return value*self.'],
  __imul__: ['($self, value, /)', deque_imul, 'Implement self*=value.'],
  ...comparisonTable(comparison),
  __copy__: ['($self, /)', deque_copy, 'Return a shallow copy of a deque.'],
  __reduce__: ['($self, /)', deque_reduce, 'Return state information for pickling.'],
  __sizeof__: ['($self, /)', deque_sizeof, 'Return the size of the deque in memory, in bytes.'],
  append: ['($self, item, /)', deque_append, 'Add an element to the right side of the deque.'],
  appendleft: ['($self, item, /)', deque_appendleft, 'Add an element to the left side of the deque.'],
  clear: ['($self, /)', deque_clear, 'Remove all elements from the deque.'],
  copy: ['($self, /)', deque_copy, 'Return a shallow copy of a deque.'],
  count: ['($self, value, /)', deque_count, 'Return number of occurrences of value.'],
  extend: [
    '($self, iterable, /)',
    deque_extend,
    'Extend the right side of the deque with elements from the iterable.',
  ],
  extendleft: [
    '($self, iterable, /)',
    deque_extendleft,
    'Extend the left side of the deque with elements from the iterable.',
  ],
  index: ['($self, value, start=0, stop=sys.maxsize, /)', deque_index, 'Return first index of value.'],
  insert: ['($self, index, value, /)', deque_insert, 'Insert value before index.'],
  pop: ['($self, /)', deque_pop, 'Remove and return the rightmost element.'],
  popleft: ['($self, /)', deque_popleft, 'Remove and return the leftmost element.'],
  remove: ['($self, value, /)', deque_remove, 'Remove first occurrence of value.'],
  reverse: ['($self, /)', deque_reverse, 'Reverse *IN PLACE*.'],
  rotate: [
    '($self, n=1, /)',
    deque_rotate,
    'Rotate the deque n steps to the right.  If n is negative, rotates left.',
  ],
});
markSequenceSlots(dequeType);

defineIntrinsics({
  deque_watch: ['(deque, /)', (deque: Deque) => new DequeWatch(deque).begin()],
  deque_changed: ['(watch, /)', (watch: DequeWatch) => watch.changed],
  deque_size: ['(deque, /)', (deque: Deque) => deque.length],
  deque_at: ['(deque, i, /)', (deque: Deque, i: number) => deque.at(i)],
  deque_items: ['(deque, /)', (deque: Deque) => new PyList(deque.items())],
  deque_remove_at: [
    '(deque, i, /)',
    (deque: Deque, i: number): Result => {
      deque.removeAt(i);
      return None;
    },
  ],
});
