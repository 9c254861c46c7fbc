// The methods of tuple.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { PLACE, reserve } from '../machine/memory.ts';
import { hashOfTuple } from '../operators/hash.ts';
import { tupleFrom } from '../operators/iterate.ts';
import { typeError } from './exception.ts';
import { genericAlias } from './generic-alias.ts';
import { concatenated, RepeatOperation, repeatItems } from './list-methods.ts';
import { comparisonTable, defineClassMethods, defineMethods, defineStaticMethods } from './native.ts';
import { arityOf, type IterResult, type Result, type Value } from './object.ts';
import {
  sequenceContains,
  sequenceComparison,
  sequenceCount,
  sequenceIndex,
  sequenceRepr,
} from './sequence.ts';
import { TupleIterator } from './sequence-iterators.ts';
import {
  IndexOperation,
  indexOutOfRange,
  type Int,
  plainSlice,
  sliceItems,
  SliceOperation,
  type SliceRange,
} from './slice-index.ts';
import { rejectsKeywords } from './keywords.ts';
import { PySlice } from './slice.ts';
import { emptyTuple, PyTuple, tupleType } from './tuple.ts';
import type { PyType } from './type.ts';
import { typeOf } from './typeof.ts';
import { markSequenceSlots } from './concatenation.ts';

function tuple_new(cls: PyType, args: Value[], kwargs?: Map<string, Value>): Result {
  if (rejectsKeywords(cls, tupleType, '__init__', kwargs)) return ABRUPT;
  if (args.length > 1) return typeError(`tuple expected at most 1 argument, got ${args.length}`);
  return newTuple(cls, args.length === 0 ? emptyTuple : args[0]!);
}

function newTuple(cls: PyType, iterable: Value): Result {
  const items = tupleFrom(iterable);
  if (cls === tupleType) return items;
  return items === ABRUPT
    ? (suspend(new SubclassFrame(cls)) as Result)
    : subclassTuple(cls, items as PyTuple);
}

function subclassTuple(cls: PyType, { items }: PyTuple): PyTuple {
  return new (cls.Ctor as unknown as typeof PyTuple)(items);
}

/** Makes an instance of a subclass once the items are there. */
class SubclassFrame extends NativeFrame {
  private readonly type: PyType;
  constructor(type: PyType) {
    super();
    this.type = type;
  }
  returned(value: Value): IterResult {
    return subclassTuple(this.type, value as PyTuple);
  }
}

// --- Items and slices ----------------------------------------------------------------------------------------------

function tuple_getitem(self: PyTuple, key: Value): Result {
  if (typeof key === 'number' || typeof key === 'bigint') return itemAt(self, key);
  if (!(key instanceof PySlice)) return new GetIndex(self, key).run();
  const range = plainSlice(key, self.items.length);
  return range === undefined ? new GetSlice(self, key).run() : selectedTuple(self, range);
}

function itemAt(self: PyTuple, n: Int): Result {
  const item = self.items[Number(n < 0 ? Number(n) + self.items.length : n)];
  return item === undefined ? indexOutOfRange(n, 'tuple index out of range') : item;
}

function selectedTuple(self: PyTuple, range: SliceRange): Result {
  const { count, step } = range;
  if (count === 0) return emptyTuple;
  if (step === 1 && count === self.items.length && self.cls === tupleType) return self;
  return new PyTuple(sliceItems(self.items, range));
}

class GetIndex extends IndexOperation {
  private readonly tuple: PyTuple;
  constructor(tuple: PyTuple, index: Value) {
    super([index]);
    this.tuple = tuple;
  }
  protected override notIndex(value: Value): Result {
    return typeError(`tuple indices must be integers or slices, not ${typeOf(value).name}`);
  }
  done(ints: Value[]): Result {
    return itemAt(this.tuple, ints[0] as Int);
  }
}

class GetSlice extends SliceOperation {
  private readonly tuple: PyTuple;
  constructor(tuple: PyTuple, slice: PySlice) {
    super(slice);
    this.tuple = tuple;
  }
  length(): number {
    return this.tuple.items.length;
  }
  selected(range: SliceRange): Result {
    return selectedTuple(this.tuple, range);
  }
}

// --- Operators -----------------------------------------------------------------------------------------------------

function tuple_add(self: PyTuple, other: Value): Result {
  if (other instanceof PyTuple) {
    if (self.items.length === 0 && other.cls === tupleType) return other;
    if (other.items.length === 0 && self.cls === tupleType) return self;
    reserve((self.items.length + other.items.length) * PLACE);
    return new PyTuple(concatenated(self.items, other.items));
  }
  return typeError(`can only concatenate tuple (not "${typeOf(other).name}") to tuple`);
}

class TupleRepeat extends RepeatOperation {
  private readonly tuple: PyTuple;
  constructor(tuple: PyTuple, count: Value) {
    super(count);
    this.tuple = tuple;
  }
  times(n: number): Result {
    if (n === 1 && this.tuple.cls === tupleType) return this.tuple;
    return new PyTuple(repeatItems(this.tuple.items, n));
  }
}

function tuple_mul(self: PyTuple, count: Value): Result {
  if (typeof count === 'number' && count !== 1) return new PyTuple(repeatItems(self.items, count));
  return new TupleRepeat(self, count).run();
}

function tuple_rmul(self: PyTuple, count: Value): Result {
  return new TupleRepeat(self, count).run();
}

// --- Methods -------------------------------------------------------------------------------------------------------

function tuple_iter(self: PyTuple): Result {
  return new TupleIterator(self);
}

function tuple_len(self: PyTuple): Result {
  return self.items.length;
}

function tuple_getnewargs(self: PyTuple): Result {
  return new PyTuple([new PyTuple(self.items)]);
}

tupleType.js = (iterable?: Value): Result => (iterable === undefined ? emptyTuple : tupleFrom(iterable));
tupleType.arity = arityOf(0, 1);
defineStaticMethods(tupleType, { __new__: ['(cls, /, *args, **kwargs)', tuple_new, '', newTuple] });
defineClassMethods(tupleType, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
defineMethods(tupleType, {
  __repr__: ['($self, /)', sequenceRepr, 'Return repr(self).'],
  __hash__: ['($self, /)', hashOfTuple, 'Return hash(self).'],
  __len__: ['($self, /)', tuple_len, 'Return len(self).'],
  __getitem__: ['($self, key, /)', tuple_getitem, 'Return self[key].'],
  __contains__: ['($self, key, /)', sequenceContains, 'Return bool(key in self).'],
  __iter__: ['($self, /)', tuple_iter, 'Implement iter(self).'],
  __add__: ['($self, value, /)', tuple_add, 'Return self+value.'],
  __mul__: ['($self, value, /)', tuple_mul, 'Return self*value.'],
  __rmul__: ['($self, value, /)', tuple_rmul, 'Return value*self.'],
  ...comparisonTable(sequenceComparison(PyTuple)),
  __getnewargs__: ['($self, /)', tuple_getnewargs],
  count: ['($self, value, /)', sequenceCount, 'Return number of occurrences of value.'],
  index: [
    '($self, value, start=0, stop=sys.maxsize, /)',
    sequenceIndex,
    'Return first index of value.\n\nRaises ValueError if the value is not present.',
  ],
});
markSequenceSlots(tupleType);
