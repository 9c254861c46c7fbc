// The methods of list.
//
// What calls Python code at every turn is in sequence.ts, sort.ts and src/python/list.py. The array `items` may be replaced by
// another at any time, so nothing keeps it across a call.
import { ABRUPT } from '../machine/abrupt.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { copied, FREE_GROWING, MAX_ITEMS, PLACE, reserve } from '../machine/memory.ts';
import { indexErrorType, overflowErrorType, raise, typeError, valueError } from './exception.ts';
import { genericAlias } from './generic-alias.ts';
import { emptyItems, listType, PyList } from './list.ts';
import {
  directItems,
  extendItems,
  growsTooLarge,
  ReplaceItems,
  replaceRange,
  tooManyItems,
} from './list-operations.ts';
import {
  comparisonTable,
  defineAttributes,
  defineClassMethods,
  defineMethods,
  defineStaticMethods,
} from './native.ts';
import { rejectsKeywords } from './keywords.ts';
import { None } from './none.ts';
import { arityOf, type Result, type Value } from './object.ts';
import {
  plainPosition,
  sequenceContains,
  sequenceComparison,
  sequenceCount,
  sequenceIndex,
  sequenceRepr,
} from './sequence.ts';
import { ListIterator, ListReverseIterator } from './sequence-iterators.ts';
import {
  fitsIndex,
  IndexOperation,
  indexOutOfRange,
  type Int,
  plainSlice,
  positionArgument,
  sliceItems,
  SliceOperation,
  type SliceRange,
} from './slice-index.ts';
import { PySlice } from './slice.ts';
import { list_sort } from './sort.ts';
import type { PyType } from './type.ts';
import { typeOf } from './typeof.ts';
import { markSequenceSlots } from './concatenation.ts';

function list_new(cls: PyType, _args: Value[], _kwargs: Map<string, Value>): Result {
  return cls === listType ? new PyList() : new cls.Ctor();
}

function list_init(self: PyList, args: Value[], kwargs?: Map<string, Value>): Result {
  if (rejectsKeywords(self.cls, listType, '__new__', kwargs)) return ABRUPT;
  if (args.length > 1) return typeError(`list expected at most 1 argument, got ${args.length}`);
  self.items = [];
  return args.length === 0 ? None : extendItems(self, args[0]!);
}

/** `list()` and `list(iterable)`. */
function makeList(iterable?: Value): Result {
  return iterable === undefined ? new PyList() : extendItems(new PyList(), iterable, true);
}

// --- Items and slices ----------------------------------------------------------------------------------------------

function notListIndex(value: Value): Result {
  return typeError(`list indices must be integers or slices, not ${typeOf(value).name}`);
}

/** An index that is no plain int. */
abstract class ListIndex extends IndexOperation {
  protected readonly list: PyList;
  constructor(list: PyList, index: Value) {
    super([index]);
    this.list = list;
  }
  protected override notIndex(value: Value): Result {
    return notListIndex(value);
  }
}

function list_getitem(self: PyList, key: Value): Result {
  if (typeof key === 'number' || typeof key === 'bigint') return itemAt(self, key);
  if (!(key instanceof PySlice)) return new GetIndex(self, key).run();
  const range = plainSlice(key, self.items.length);
  return range === undefined ? new GetSlice(self, key).run() : new PyList(sliceItems(self.items, range));
}

function itemAt(self: PyList, n: Int): Result {
  const item = self.items[Number(n < 0 ? Number(n) + self.items.length : n)];
  return item === undefined ? indexOutOfRange(n, 'list index out of range') : item;
}

class GetIndex extends ListIndex {
  done(ints: Value[]): Result {
    return itemAt(this.list, ints[0] as Int);
  }
}

class GetSlice extends SliceOperation {
  private readonly list: PyList;
  constructor(list: PyList, slice: PySlice) {
    super(slice);
    this.list = list;
  }
  length(): number {
    return this.list.items.length;
  }
  selected(range: SliceRange): Result {
    return new PyList(sliceItems(this.list.items, range));
  }
}

/** The position an int means for assignment or deletion; -1 after raising IndexError. */
function assignablePosition(self: PyList, n: Int): number {
  const i = Number(n) < 0 ? Number(n) + self.items.length : Number(n);
  if (i >= 0 && i < self.items.length) return i;
  indexOutOfRange(n, 'list assignment index out of range');
  return -1;
}

function setAt(self: PyList, n: Int, value: Value): Result {
  const i = assignablePosition(self, n);
  if (i < 0) return ABRUPT;
  self.items[i] = value;
  return None;
}

function deleteAt(self: PyList, n: Int): Result {
  const i = assignablePosition(self, n);
  if (i < 0) return ABRUPT;
  if (i === self.items.length - 1) self.items.pop();
  else self.items.splice(i, 1);
  return None;
}

class SetIndex extends ListIndex {
  private readonly value: Value;
  constructor(list: PyList, index: Value, value: Value) {
    super(list, index);
    this.value = value;
  }
  done(ints: Value[]): Result {
    return setAt(this.list, ints[0] as Int, this.value);
  }
}

class DeleteIndex extends ListIndex {
  done(ints: Value[]): Result {
    return deleteAt(this.list, ints[0] as Int);
  }
}

function list_setitem(self: PyList, key: Value, value: Value): Result {
  if (typeof key === 'number' || typeof key === 'bigint') return setAt(self, key, value);
  if (!(key instanceof PySlice)) return new SetIndex(self, key, value).run();
  const range = plainSlice(key, self.items.length);
  if (range === undefined) return new SetSlice(self, key, value).run();
  const items = directItems(value);
  if (items === undefined || range.step !== 1)
    return new ReplaceItems(self, range, [key.start, key.stop, key.step]).run(value);
  replaceRange(self.items, range.start, range.stop, items);
  return None;
}

function list_delitem(self: PyList, key: Value): Result {
  if (typeof key === 'number' || typeof key === 'bigint') return deleteAt(self, key);
  return key instanceof PySlice ? new DeleteSlice(self, key).run() : new DeleteIndex(self, key).run();
}

class SetSlice extends SliceOperation {
  private readonly list: PyList;
  private readonly value: Value;
  constructor(list: PyList, slice: PySlice, value: Value) {
    super(slice);
    this.list = list;
    this.value = value;
  }
  length(): number {
    return this.list.items.length;
  }
  selected(range: SliceRange): Result {
    const [step, start, stop] = this.operands as [Value, Value, Value];
    return new ReplaceItems(this.list, range, [start, stop, step]).run(this.value);
  }
}

class DeleteSlice extends SliceOperation {
  private readonly list: PyList;
  constructor(list: PyList, slice: PySlice) {
    super(slice);
    this.list = list;
  }
  length(): number {
    return this.list.items.length;
  }
  selected({ start, stop, step, count }: SliceRange): Result {
    const { items } = this.list;
    if (count === 0) return None;
    if (step === 1) items.splice(start, stop - start);
    else {
      const by = Math.abs(step);
      const low = step < 0 ? start + (count - 1) * step : start;
      let to = low;
      for (let i = low; i < items.length; i++) {
        if ((i - low) % by !== 0 || (i - low) / by >= count) items[to++] = items[i]!;
      }
      items.length = to;
    }
    return None;
  }
}

// --- Operators -----------------------------------------------------------------------------------------------------

function list_add(self: PyList, other: Value): Result {
  if (other instanceof PyList) {
    reserve((self.items.length + other.items.length) * PLACE);
    return new PyList(concatenated(self.items, other.items));
  }
  return typeError(`can only concatenate list (not "${typeOf(other).name}") to list`);
}

function list_iadd(self: PyList, other: Value): Result {
  return extendItems(self, other, true);
}

/** Beyond this length an array with holes that is filled at once is better than one without. */
const LONG_REPEAT = 10_000;

/** Parts of it are copied to get arrays of a length: without holes, and of the kind of `emptyItems`. */
const MODEL_LENGTH = 1024;
const model = emptyItems();
for (let i = 0; i < MODEL_LENGTH; i++) model.push(None);

/** Up to this length `concat` takes longer than copying one by one. */
const SHORT_CONCATENATION = 64;

/** The items of both, as `a.concat(b)`. */
export function concatenated(a: Value[], b: Value[]): Value[] {
  const { length } = a;
  if (length + b.length > SHORT_CONCATENATION) return a.concat(b);
  const result = model.slice(0, length + b.length);
  for (let i = 0; i < length; i++) result[i] = a[i]!;
  for (let i = 0; i < b.length; i++) result[length + i] = b[i]!;
  return result;
}

function repeatShort(items: Value[], length: number): Value[] {
  const result = model.slice(0, length);
  if (items.length === 1) return result.fill(items[0]!);
  for (let i = 0, k = 0; i < length; i++) {
    result[i] = items[k]!;
    if (++k === items.length) k = 0;
  }
  return result;
}

/** `items` repeated `n` times, by doubling, so that the array has no holes. Throws when there is no memory for that. */
export function repeatItems(items: Value[], n: number): Value[] {
  if (n <= 0 || items.length === 0) return [];
  const length = items.length * n;
  if (length > MAX_ITEMS) throw new RangeError('too many items');
  reserve(length * PLACE);
  if (length <= MODEL_LENGTH) return repeatShort(items, length);
  if (items.length === 1 && length > LONG_REPEAT) return new Array<Value>(length).fill(items[0]!);
  let result = items.slice();
  while (result.length * 2 <= length) result = result.concat(result);
  return result.length === length ? result : result.concat(result.slice(0, length - result.length));
}

/** Repeats a sequence; an operator has seen before that the count is an int (`checkRepeat`). */
export abstract class RepeatOperation extends IndexOperation {
  private readonly count: Value;
  constructor(count: Value) {
    super([count]);
    this.count = count;
  }
  abstract times(n: number): Result;
  done(ints: Value[]): Result {
    const n = ints[0] as Int;
    if (!fitsIndex(n))
      return raise(overflowErrorType, `cannot fit '${typeOf(this.count).name}' into an index-sized integer`);
    return this.times(Number(n));
  }
}

class ListRepeat extends RepeatOperation {
  private readonly list: PyList;
  private readonly inPlace: boolean;
  constructor(list: PyList, count: Value, inPlace: boolean) {
    super(count);
    this.list = list;
    this.inPlace = inPlace;
  }
  times(n: number): Result {
    const items = repeatItems(this.list.items, n);
    if (!this.inPlace) return new PyList(items);
    this.list.items = items;
    return this.list;
  }
}

function list_mul(self: PyList, count: Value): Result {
  if (typeof count === 'number') return new PyList(repeatItems(self.items, count));
  return new ListRepeat(self, count, false).run();
}

const list_rmul = list_mul;

function list_imul(self: PyList, count: Value): Result {
  return new ListRepeat(self, count, true).run();
}

// --- Methods -------------------------------------------------------------------------------------------------------

function list_append(self: PyList, object: Value): Result {
  if (self.items.push(object) > FREE_GROWING && growsTooLarge(self.items)) return tooManyItems();
  return None;
}

function list_clear(self: PyList): Result {
  self.items = [];
  return None;
}

function list_copy(self: PyList): Result {
  return new PyList(copied(self.items));
}

function list_extend(self: PyList, iterable: Value): Result {
  return extendItems(self, iterable);
}

function list_insert(self: PyList, index: Value, object: Value): Result {
  return typeof index === 'number'
    ? insertAt(self, index, object)
    : new InsertOperation(self, index, object).run();
}

function insertAt(self: PyList, n: number, object: Value): Result {
  const { items } = self;
  const i = n < 0 ? Math.max(0, n + items.length) : n;
  if (items.length > FREE_GROWING && growsTooLarge(items, 0)) return tooManyItems();
  if (i >= items.length) items.push(object);
  else if (items.length <= SHORT_MOVE) {
    items.push(object);
    for (let k = items.length - 1; k > i; k--) items[k] = items[k - 1]!;
    items[i] = object;
  } else if (i === 0) items.unshift(object);
  else items.splice(i, 0, object);
  return None;
}

/** Up to this length items are moved one by one, which V8 compiles in place. */
const SHORT_MOVE = 32;

class InsertOperation extends IndexOperation {
  private readonly list: PyList;
  private readonly object: Value;
  constructor(list: PyList, index: Value, object: Value) {
    super([index]);
    this.list = list;
    this.object = object;
  }
  done(ints: Value[]): Result {
    const n = positionArgument(ints[0] as Int);
    return n === undefined ? ABRUPT : insertAt(this.list, n, this.object);
  }
}

function list_pop(self: PyList, index?: Value): Result {
  if (index === undefined || index === -1)
    return self.items.pop() ?? raise(indexErrorType, 'pop from empty list');
  return typeof index === 'number' ? popAt(self, index) : new PopOperation(self, index).run();
}

function popAt(self: PyList, n: number): Result {
  const { items } = self;
  if (items.length === 0) return raise(indexErrorType, 'pop from empty list');
  const i = n < 0 ? n + items.length : n;
  const item = items[i];
  if (item === undefined) return raise(indexErrorType, 'pop index out of range');
  if (i === items.length - 1) items.pop();
  else if (items.length <= SHORT_MOVE) {
    for (let k = i + 1; k < items.length; k++) items[k - 1] = items[k]!;
    items.pop();
  } else if (i === 0) items.shift();
  else items.splice(i, 1);
  return item;
}

class PopOperation extends IndexOperation {
  private readonly list: PyList;
  constructor(list: PyList, index: Value) {
    super([index]);
    this.list = list;
  }
  done(ints: Value[]): Result {
    const n = positionArgument(ints[0] as Int);
    return n === undefined ? ABRUPT : popAt(this.list, n);
  }
}

function list_remove(self: PyList, value: Value): Result {
  const i = plainPosition(self.items, value);
  if (i === -1) return valueError('list.remove(x): x not in list');
  if (i < 0) return frozenFunction('list', 'remove').call2(self, value);
  self.items.splice(i, 1);
  return None;
}

function list_reverse(self: PyList): Result {
  self.items.reverse();
  return None;
}

function list_iter(self: PyList): Result {
  return new ListIterator(self);
}

function list_reversed(self: PyList): Result {
  return new ListReverseIterator(self);
}

function list_len(self: PyList): Result {
  return self.items.length;
}

function list_sizeof(self: PyList): Result {
  return 56 + 8 * self.items.length;
}

listType.js = makeList;
listType.arity = arityOf(0, 1);
defineStaticMethods(listType, { __new__: ['(cls, /, *args, **kwargs)', list_new] });
defineClassMethods(listType, {
  __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'],
});
defineAttributes(listType, { __hash__: None });
defineMethods(listType, {
  __init__: [
    '($self, *args, **kwargs)',
    list_init,
    'Initialize self.  See help(type(self)) for accurate signature.',
  ],
  __repr__: ['($self, /)', sequenceRepr, 'Return repr(self).'],
  __len__: ['($self, /)', list_len, 'Return len(self).'],
  __getitem__: ['($self, index, /)', list_getitem, 'Return self[index].'],
  __setitem__: ['($self, key, value, /)', list_setitem, 'Set self[key] to value.'],
  __delitem__: ['($self, key, /)', list_delitem, 'Delete self[key].'],
  __contains__: ['($self, key, /)', sequenceContains, 'Return bool(key in self).'],
  __iter__: ['($self, /)', list_iter, 'Implement iter(self).'],
  __reversed__: ['($self, /)', list_reversed, 'Return a reverse iterator over the list.'],
  __add__: ['($self, value, /)', list_add, 'Return self+value.'],
  __iadd__: ['($self, value, /)', list_iadd, 'Implement self+=value.'],
  __mul__: ['($self, value, /)', list_mul, 'Return self*value.'],
  __rmul__: ['($self, value, /)', list_rmul, 'Return value*self.'],
  __imul__: ['($self, value, /)', list_imul, 'Implement self*=value.'],
  ...comparisonTable(sequenceComparison(PyList)),
  __sizeof__: ['($self, /)', list_sizeof, 'Return the size of the list in memory, in bytes.'],
  append: ['($self, object, /)', list_append, 'Append object to the end of the list.'],
  clear: ['($self, /)', list_clear, 'Remove all items from list.'],
  copy: ['($self, /)', list_copy, 'Return a shallow copy of the list.'],
  count: ['($self, value, /)', sequenceCount, 'Return number of occurrences of value.'],
  extend: ['($self, iterable, /)', list_extend, 'Extend list by appending elements from the iterable.'],
  index: [
    '($self, value, start=0, stop=sys.maxsize, /)',
    sequenceIndex,
    'Return first index of value.\n\nRaises ValueError if the value is not present.',
  ],
  insert: ['($self, index, object, /)', list_insert, 'Insert object before index.'],
  pop: [
    '($self, index=-1, /)',
    list_pop,
    'Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.',
  ],
  remove: [
    '($self, value, /)',
    list_remove,
    'Remove first occurrence of value.\n\nRaises ValueError if the value is not present.',
  ],
  reverse: ['($self, /)', list_reverse, 'Reverse *IN PLACE*.'],
  sort: [
    '($self, /, *, key=None, reverse=False)',
    list_sort,
    'Sort the list in ascending order and return None.',
  ],
});
markSequenceSlots(listType);
