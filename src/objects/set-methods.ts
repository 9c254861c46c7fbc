// The methods of set and frozenset, and their iterator.
//
// Operators take sets only, methods any iterable; results are of the base class. Elements that need no Python code are dealt
// with here, everything else is in src/python/set.py.
import { ABRUPT, STOP } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import type { Size } from '../machine/numbers.ts';
import { getAttributeOrMissing } from '../operators/attribute.ts';
import { ReplaceFrame } from '../operators/calling.ts';
import { defineIterator, defineIteratorState } from '../operators/iterator-methods.ts';
import { elementDict, type PyDict } from './dict.ts';
import { keyErrorType, raise, runtimeErrorType, typeError } from './exception.ts';
import { genericAlias } from './generic-alias.ts';
import { PyList } from './list.ts';
import {
  defineAttributes,
  defineClassMethods,
  defineMethods,
  defineStaticMethods,
  type MethodTable,
} from './native.ts';
import { rejectsKeywords } from './keywords.ts';
import { None, NotImplemented } from './none.ts';
import { arityOf, type IterResult, PyObject, type Result, type Value } from './object.ts';
import { withFields } from './places.ts';
import { plainRepr } from './sequence.ts';
import { builtinFunction } from './sequence-iterators.ts';
import { AnySet, frozensetType, PyFrozenSet, PySet, replaceElements, setType } from './set.ts';
import { orderedElements, takeFirst } from './set-order.ts';
import {
  addToSet,
  disjointPlain,
  frozenCopy,
  frozenSetHash,
  includesPlain,
  isExactSet,
  keysOf,
  plainElements,
  selectItems,
  selectPlain,
  setContains,
  setDiscard,
  setOfPlain,
  setRemove,
  togglePlain,
  updateSet,
} from './set-operations.ts';
import { PyTuple } from './tuple.ts';
import { builtinType, type PyType } from './type.ts';

/** `value` once `done` is; ABRUPT when that was raised or lifted. */
function give(done: Result, value: Value): Result {
  return done === ABRUPT ? (suspend(new ReplaceFrame(value)) as Result) : value;
}

// --- Making sets ---------------------------------------------------------------------------------------------------

function set_new(cls: PyType, _args: Value[], _kwargs: Map<string, Value>): Result {
  return cls === setType ? new PySet() : new cls.Ctor();
}

function set_init(self: AnySet, args: Value[], kwargs?: Map<string, Value>): Result {
  if (kwargs !== undefined && kwargs.size > 0) return typeError('set() takes no keyword arguments');
  if (args.length > 1) return typeError(`set expected at most 1 argument, got ${args.length}`);
  if (self.dict.size > 0) replaceElements(self, elementDict());
  return args.length === 0 ? None : give(updateSet(self, args[0]!), None);
}

function frozenset_new(cls: PyType, args: Value[], kwargs?: Map<string, Value>): Result {
  if (rejectsKeywords(cls, frozensetType, '__init__', kwargs)) return ABRUPT;
  if (args.length > 1) return typeError(`frozenset expected at most 1 argument, got ${args.length}`);
  const source = args[0];
  if (cls === frozensetType && source instanceof PyFrozenSet && source.cls === frozensetType) return source;
  const self = cls === frozensetType ? new PyFrozenSet() : (new cls.Ctor() as PyFrozenSet);
  return source === undefined ? self : updateSet(self, source);
}

/** A copy as set or frozenset, whichever `self` is. */
function copyOf(self: AnySet): AnySet {
  if (self instanceof PyFrozenSet) return frozenCopy(self.dict);
  const result = new PySet();
  result.dict = self.dict.copy();
  return result;
}

function emptyLike(self: AnySet): AnySet {
  return self instanceof PyFrozenSet ? new PyFrozenSet() : new PySet();
}

function set_copy(self: AnySet): Result {
  return self.cls === frozensetType ? self : copyOf(self);
}

// --- Union, intersection, difference -------------------------------------------------------------------------------

function set_union(self: AnySet, others: Value[]): Result {
  return updateAll(copyOf(self), others);
}

function updateAll(set: AnySet, others: Value[]): Result {
  if (others.length === 1) return updateSet(set, others[0]!);
  return others.length === 0 ? set : frozenFunction('set', 'union_all').call2(set, new PyTuple(others));
}

function set_update(self: AnySet, others: Value[]): Result {
  return give(updateAll(self, others), None);
}

/** The intersection of a set with one iterable, as a new set. */
function intersection(self: AnySet, other: Value): Result {
  if (other instanceof AnySet) {
    const larger = other.dict.size > self.dict.size;
    const result = emptyLike(self);
    if (selectPlain((larger ? self : other).dict, (larger ? other : self).dict, true, result.dict))
      return result;
  } else {
    const items = plainElements(other);
    const found = items === undefined ? undefined : selectItems(items, self.dict);
    if (found !== undefined) return setOfPlain(found, self instanceof PyFrozenSet);
  }
  return frozenFunction('set', 'intersect').call3(self, other, emptyLike(self));
}

/** Applies an operation with each of several operands, the result of one being the left operand of the next. */
class FoldOperation extends NativeFrame {
  private readonly operation: 'intersection' | 'difference';
  private readonly others: Value[];
  private position: Size = 0;
  constructor(operation: 'intersection' | 'difference', others: Value[]) {
    super();
    this.operation = operation;
    this.others = others;
  }
  run(set: AnySet): Result {
    let current = set;
    while (this.position < this.others.length) {
      const other = this.others[this.position++]!;
      const r = this.operation === 'intersection' ? intersection(current, other) : difference(current, other);
      if (r === ABRUPT) return suspend(this) as Result;
      current = r as AnySet;
    }
    return current;
  }
  returned(value: Value): IterResult {
    return this.run(value as AnySet);
  }
}

function set_intersection(self: AnySet, others: Value[]): Result {
  return others.length === 0 ? copyOf(self) : new FoldOperation('intersection', others).run(self);
}

/** Puts the elements of the set that arrives into another. */
class ReplaceContents extends NativeFrame {
  private readonly set: AnySet;
  private readonly result: Value;
  constructor(set: AnySet, result: Value) {
    super();
    this.set = set;
    this.result = result;
  }
  returned(value: Value): IterResult {
    replaceElements(this.set, (value as AnySet).dict);
    return this.result;
  }
}

/** Makes `set` have the elements of the new set `other`, then gives `result`. */
function replace(set: AnySet, other: Result, result: Value): Result {
  const frame = new ReplaceContents(set, result);
  return (other === ABRUPT ? suspend(frame) : frame.returned(other)) as Result;
}

function set_intersection_update(self: AnySet, others: Value[]): Result {
  return replace(self, set_intersection(self, others), None);
}

/** What is in `self` but not in `other`, as a new set. */
function difference(self: AnySet, other: Value): Result {
  const keys = keysOf(other);
  if (keys !== undefined) {
    const result = emptyLike(self);
    if (selectPlain(self.dict, keys, false, result.dict)) return result;
    // Like CPython, which then hashes the keys of a dict again.
    if (self.dict.size >> 2 <= keys.size)
      return frozenFunction('set', 'without').call3(self, other, emptyLike(self));
  }
  return frozenFunction('set', 'subtract').call2(copyOf(self), other);
}

function set_difference(self: AnySet, others: Value[]): Result {
  return others.length === 0 ? copyOf(self) : new FoldOperation('difference', others).run(self);
}

function set_difference_update(self: AnySet, others: Value[]): Result {
  return give(subtractAll(self, others), None);
}

/** Removes the elements of each of the others from a set, which it gives. */
function subtractAll(self: AnySet, others: Value[]): Result {
  for (let i = 0; i < others.length; i++) {
    const keys = keysOf(others[i]!);
    const result = emptyLike(self);
    if (keys === undefined || !selectPlain(self.dict, keys, false, result.dict))
      return frozenFunction('set', 'subtract_all').call2(self, new PyTuple(others.slice(i)));
    if (result.dict.size < self.dict.size) replaceElements(self, result.dict);
  }
  return self;
}

function set_symmetric_difference(self: AnySet, other: Value): Result {
  const result = emptyLike(self);
  const made = updateSet(result, other);
  return made === ABRUPT ? (suspend(new ToggleFrame(self)) as Result) : toggled(result, self);
}

/** Removes from `set` what is in `other` too, and adds the rest of it; gives the set. */
function toggled(set: AnySet, other: AnySet | PyDict): Result {
  return togglePlain(set.dict, keysOf(other)!) ? set : frozenFunction('set', 'toggle').call2(set, other);
}

/** Goes on with a set of the other elements once that is made. */
class ToggleFrame extends NativeFrame {
  private readonly other: AnySet;
  constructor(other: AnySet) {
    super();
    this.other = other;
  }
  returned(value: Value): IterResult {
    return toggled(value as AnySet, this.other);
  }
}

function set_symmetric_difference_update(self: AnySet, other: Value): Result {
  if (other === self) {
    replaceElements(self, elementDict());
    return None;
  }
  if (keysOf(other) !== undefined) return give(toggled(self, other as AnySet | PyDict), None);
  const elements = updateSet(new PySet(), other);
  if (elements === ABRUPT) return suspend(new ToggleByFrame(self)) as Result;
  return give(toggled(self, elements as AnySet), None);
}

/** Toggles the elements of the set that arrives. */
class ToggleByFrame extends NativeFrame {
  private readonly set: AnySet;
  constructor(set: AnySet) {
    super();
    this.set = set;
  }
  returned(value: Value): IterResult {
    return give(toggled(this.set, value as AnySet), None);
  }
}

// --- Operators -----------------------------------------------------------------------------------------------------

type Operation = (self: AnySet, other: AnySet) => Result;

/** A binary operator: both operands must be sets. */
function operator(operation: Operation) {
  return (self: Value, other: Value): Result =>
    self instanceof AnySet && other instanceof AnySet ? operation(self, other) : NotImplemented;
}

function reflected(operation: Operation) {
  return (self: Value, other: Value): Result =>
    self instanceof AnySet && other instanceof AnySet ? operation(other, self) : NotImplemented;
}

const or: Operation = (self, other) => updateSet(copyOf(self), other);
const and: Operation = intersection;
const sub: Operation = difference;
const xor: Operation = set_symmetric_difference;

const set_ior = operator((self, other) => give(updateSet(self, other), self));
const set_iand = operator((self, other) => replace(self, intersection(self, other), self));
const set_isub = operator((self, other) => subtractAll(self, [other]));
const set_ixor = operator((self, other) => give(set_symmetric_difference_update(self, other), self));

// --- Comparison ----------------------------------------------------------------------------------------------------

/** Whether all elements of `a` are in `b`. */
function includes(a: AnySet, b: AnySet): Result {
  if (a.dict.size > b.dict.size) return false;
  return includesPlain(a.dict, b.dict) ?? frozenFunction('set', 'includes').call2(a, b);
}

function comparison(test: (self: AnySet, other: AnySet) => Result) {
  return (self: AnySet, other: Value): Result =>
    other instanceof AnySet ? test(self, other) : NotImplemented;
}

function equal(self: AnySet, other: AnySet): Result {
  if (self.dict.size !== other.dict.size || haveOtherHashes(self, other)) return false;
  return includes(self, other);
}

/** Whether both have been hashed, and differ. */
function haveOtherHashes(a: AnySet, b: AnySet): boolean {
  if (!(a instanceof PyFrozenSet) || !(b instanceof PyFrozenSet)) return false;
  return a.hash !== null && b.hash !== null && a.hash !== b.hash;
}

function unequal(self: AnySet, other: AnySet): Result {
  const same = equal(self, other);
  return same === ABRUPT ? (suspend(new NotFrame()) as Result) : same !== true;
}

class NotFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value !== true;
  }
}

function set_issubset(self: AnySet, other: Value): Result {
  if (other instanceof AnySet) return includes(self, other);
  const common = intersection(self, other);
  return common === ABRUPT
    ? (suspend(new SubsetFrame(self)) as Result)
    : (common as AnySet).dict.size === self.dict.size;
}

class SubsetFrame extends NativeFrame {
  private readonly set: AnySet;
  constructor(set: AnySet) {
    super();
    this.set = set;
  }
  returned(value: Value): IterResult {
    return (value as AnySet).dict.size === this.set.dict.size;
  }
}

function set_issuperset(self: AnySet, other: Value): Result {
  if (other instanceof AnySet) return includes(other, self);
  return frozenFunction('set', 'includes_iterable').call2(self, other);
}

function set_isdisjoint(self: AnySet, other: Value): Result {
  if (other === self) return self.dict.size === 0;
  const items = plainElements(other);
  if (items !== undefined) {
    const disjoint = disjointPlain(items, self.dict);
    if (disjoint !== undefined) return disjoint;
  }
  return frozenFunction('set', 'disjoint').call2(self, other);
}

// --- Other methods -------------------------------------------------------------------------------------------------

function set_pop(self: AnySet): Result {
  return takeFirst(self) ?? raise(keyErrorType, 'pop from an empty set');
}

function set_clear(self: AnySet): Result {
  self.dict.clear();
  return None;
}

function set_discard(self: AnySet, value: Value): Result {
  return give(setDiscard(self, value), None);
}

function set_len(self: AnySet): Result {
  return self.dict.size;
}

function set_sizeof(self: AnySet): Result {
  return 200 + 16 * self.dict.size;
}

function set_repr(self: AnySet): Result {
  const bare = self.cls === setType;
  if (self.dict.size > 0 && isExactSet(self)) {
    const parts = orderedElements(self).map((x) => plainRepr(x));
    const text = `{${parts.join(', ')}}`;
    if (!parts.includes(undefined)) return bare ? text : `frozenset(${text})`;
  }
  return frozenFunction('set', 'show').call3(self, self.cls.name, bare);
}

function set_reduce(self: AnySet): Result {
  const state = getAttributeOrMissing(self, '__dict__');
  if (state === ABRUPT) return suspend(new ReduceFrame(self)) as Result;
  return reduced(self, state ?? None);
}

function reduced(self: AnySet, state: Value): Result {
  return new PyTuple([self.cls, new PyTuple([new PyList(orderedElements(self))]), state]);
}

class ReduceFrame extends NativeFrame {
  private readonly set: AnySet;
  constructor(set: AnySet) {
    super();
    this.set = set;
  }
  returned(value: Value): IterResult {
    return reduced(this.set, value);
  }
}

function frozenset_hash(self: PyFrozenSet): Result {
  return frozenSetHash(self);
}

// --- The iterator --------------------------------------------------------------------------------------------------

export class SetIterator extends PyObject {
  /** Null once exhausted. */
  set: AnySet | null;
  private readonly elements: Value[];
  private position: Size = 0;
  /** Its size at the beginning; -1 once it was found changed. */
  private size: number;
  private readonly version: number;

  constructor(set: AnySet) {
    super();
    this.set = set;
    this.size = set.dict.size;
    this.version = set.dict.version;
    this.elements = orderedElements(set);
  }

  override next(): IterResult {
    const { set } = this;
    if (set === null) return this.stop();
    if (set.dict.version !== this.version && set.dict.size !== this.size) {
      this.size = -1;
      return raise(runtimeErrorType, 'Set changed size during iteration');
    }
    const item = this.elements[this.position++];
    return item === undefined ? this.stop() : item;
  }

  private stop(): IterResult {
    this.set = null;
    return STOP;
  }

  lengthHint(): number {
    return this.set === null || this.set.dict.size !== this.size ? 0 : this.elements.length - this.position;
  }
  rest(): Value[] {
    return this.set === null ? [] : this.elements.slice(this.position);
  }

  /** How it is pickled: the set that is loaded has another version. */
  settle(): object {
    return withFields(this, { version: -1 });
  }
}

export const setIteratorType = builtinType('set_iterator', SetIterator, { final: true });
defineIterator(setIteratorType);
defineIteratorState<SetIterator>(setIteratorType, {
  lengthHint: (self) => self.lengthHint(),
  reduce: (self) => [builtinFunction('iter'), [new PyList(self.rest())]],
});

defineIntrinsics({
  set_order: ['(set, /)', (set: AnySet) => new PyList(orderedElements(set))],
  set_subtract: [
    '(set, other, /)',
    (set: AnySet, other: Value) => frozenFunction('set', 'subtract').call2(set, other),
  ],
});

/** What set and frozenset both have. */
const shared: MethodTable = {
  __repr__: ['($self, /)', set_repr, 'Return repr(self).'],
  __len__: ['($self, /)', set_len, 'Return len(self).'],
  __contains__: ['($self, object, /)', setContains, 'x.__contains__(y) <==> y in x.'],
  __iter__: ['($self, /)', (self: AnySet) => new SetIterator(self), 'Implement iter(self).'],
  __eq__: ['($self, value, /)', comparison(equal), 'Return self==value.'],
  __ne__: ['($self, value, /)', comparison(unequal), 'Return self!=value.'],
  __lt__: [
    '($self, value, /)',
    comparison((a, b) => (a.dict.size < b.dict.size ? includes(a, b) : false)),
    'Return self<value.',
  ],
  __le__: ['($self, value, /)', comparison(includes), 'Return self<=value.'],
  __gt__: [
    '($self, value, /)',
    comparison((a, b) => (a.dict.size > b.dict.size ? includes(b, a) : false)),
    'Return self>value.',
  ],
  __ge__: ['($self, value, /)', comparison((a, b) => includes(b, a)), 'Return self>=value.'],
  __or__: ['($self, value, /)', operator(or), 'Return self|value.'],
  __ror__: ['($self, value, /)', reflected(or), 'Return value|self.'],
  __and__: ['($self, value, /)', operator(and), 'Return self&value.'],
  __rand__: ['($self, value, /)', reflected(and), 'Return value&self.'],
  __sub__: ['($self, value, /)', operator(sub), 'Return self-value.'],
  __rsub__: ['($self, value, /)', reflected(sub), 'Return value-self.'],
  __xor__: ['($self, value, /)', operator(xor), 'Return self^value.'],
  __rxor__: ['($self, value, /)', reflected(xor), 'Return value^self.'],
  __reduce__: ['($self, /)', set_reduce, 'Return state information for pickling.'],
  __sizeof__: ['($self, /)', set_sizeof, 'S.__sizeof__() -> size of S in memory, in bytes.'],
  copy: ['($self, /)', set_copy, 'Return a shallow copy of a set.'],
  difference: [
    '($self, /, *others)',
    set_difference,
    'Return a new set with elements in the set that are not in the others.',
  ],
  intersection: [
    '($self, /, *others)',
    set_intersection,
    'Return a new set with elements common to the set and all others.',
  ],
  isdisjoint: ['($self, other, /)', set_isdisjoint, 'Return True if two sets have a null intersection.'],
  issubset: ['($self, other, /)', set_issubset, 'Report whether another set contains this set.'],
  issuperset: ['($self, other, /)', set_issuperset, 'Report whether this set contains another set.'],
  symmetric_difference: [
    '($self, other, /)',
    set_symmetric_difference,
    'Return a new set with elements in either the set or other but not both.',
  ],
  union: ['($self, /, *others)', set_union, 'Return a new set with elements from the set and all others.'],
};

for (const type of [setType, frozensetType]) {
  defineClassMethods(type, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
  defineMethods(type, shared);
}

/** `set(iterable)`. */
function makeSet(iterable?: Value): Result {
  return iterable === undefined ? new PySet() : updateSet(new PySet(), iterable);
}

function makeFrozenSet(iterable?: Value): Result {
  if (iterable === undefined) return new PyFrozenSet();
  const isFrozen = iterable instanceof PyFrozenSet && iterable.cls === frozensetType;
  return isFrozen ? iterable : updateSet(new PyFrozenSet(), iterable);
}

setType.js = makeSet;
frozensetType.js = makeFrozenSet;
setType.arity = frozensetType.arity = arityOf(0, 1);
setType.allItems = frozensetType.allItems = orderedElements;
defineStaticMethods(setType, { __new__: ['(cls, /, *args, **kwargs)', set_new] });
defineAttributes(setType, { __hash__: None });
defineMethods(setType, {
  __init__: [
    '($self, *args, **kwargs)',
    set_init,
    'Initialize self.  See help(type(self)) for accurate signature.',
  ],
  __ior__: ['($self, value, /)', set_ior, 'Return self|=value.'],
  __iand__: ['($self, value, /)', set_iand, 'Return self&=value.'],
  __isub__: ['($self, value, /)', set_isub, 'Return self-=value.'],
  __ixor__: ['($self, value, /)', set_ixor, 'Return self^=value.'],
  add: [
    '($self, object, /)',
    addToSet,
    'Add an element to a set.\n\nThis has no effect if the element is already present.',
  ],
  clear: ['($self, /)', set_clear, 'Remove all elements from this set.'],
  difference_update: [
    '($self, /, *others)',
    set_difference_update,
    'Update the set, removing elements found in others.',
  ],
  discard: [
    '($self, object, /)',
    set_discard,
    'Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set.',
  ],
  intersection_update: [
    '($self, /, *others)',
    set_intersection_update,
    'Update the set, keeping only elements found in it and all others.',
  ],
  pop: [
    '($self, /)',
    set_pop,
    'Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.',
  ],
  remove: [
    '($self, object, /)',
    setRemove,
    'Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.',
  ],
  symmetric_difference_update: [
    '($self, other, /)',
    set_symmetric_difference_update,
    'Update the set, keeping only elements found in either set, but not in both.',
  ],
  update: ['($self, /, *others)', set_update, 'Update the set, adding elements from all others.'],
});

defineStaticMethods(frozensetType, { __new__: ['(cls, /, *args, **kwargs)', frozenset_new] });
defineMethods(frozensetType, { __hash__: ['($self, /)', frozenset_hash, 'Return hash(self).'] });
