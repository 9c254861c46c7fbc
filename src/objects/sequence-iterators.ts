// The iterators of list and tuple, forwards and backwards.
//
// An iterator holds its sequence until it is exhausted, then null, and looks at the length at each turn, as a list may grow
// or shrink meanwhile.
import { STOP } from '../machine/abrupt.ts';
import { machine } from '../machine/machine.ts';
import type { Place, Size } from '../machine/numbers.ts';
import { defineIterator, defineIteratorState } from '../operators/iterator-methods.ts';
import { newException, typeErrorType } from './exception.ts';
import { intOf } from './int.ts';
import { PyList } from './list.ts';
import { type IterResult, plainConstructor, PyObject, type Value } from './object.ts';
import { emptyTuple, type PyTuple } from './tuple.ts';
import { builtinType } from './type.ts';
import { typeOf } from './typeof.ts';

class ListIteratorLayout extends PyObject {
  declare list: PyList | null;
  declare index: Size;
  override next(): IterResult {
    const { list } = this;
    if (list !== null) {
      const { items } = list;
      if (this.index < items.length) return items[this.index++]!;
      this.list = null;
    }
    return STOP;
  }
}

export const ListIterator = plainConstructor(ListIteratorLayout, function ListIterator(list: PyList) {
  this.list = list;
  this.index = 0;
});
export type ListIterator = ListIteratorLayout;

export class ListReverseIterator extends PyObject {
  list: PyList | null;
  index: Place;
  constructor(list: PyList) {
    super();
    this.list = list;
    this.index = list.items.length - 1;
  }
  override next(): IterResult {
    const { list } = this;
    if (list !== null) {
      const { items } = list;
      if (this.index >= 0 && this.index < items.length) return items[this.index--]!;
      this.list = null;
      this.index = -1;
    }
    return STOP;
  }
}

class TupleIteratorLayout extends PyObject {
  declare tuple: PyTuple | null;
  declare index: Size;
  override next(): IterResult {
    const { tuple } = this;
    if (tuple !== null) {
      const { items } = tuple;
      if (this.index < items.length) return items[this.index++]!;
      this.tuple = null;
    }
    return STOP;
  }
}

export const TupleIterator = plainConstructor(TupleIteratorLayout, function TupleIterator(tuple: PyTuple) {
  this.tuple = tuple;
  this.index = 0;
});
export type TupleIterator = TupleIteratorLayout;

export const listIteratorType = builtinType('list_iterator', ListIterator, { final: true });
export const listReverseIteratorType = builtinType('list_reverseiterator', ListReverseIterator, {
  final: true,
});
export const tupleIteratorType = builtinType('tuple_iterator', TupleIterator, { final: true });

/** A function of the module builtins, as `__reduce__` of iterators gives it. */
export function builtinFunction(name: string): Value {
  return machine.interpreter.builtins.getStr(name)!;
}

/** The position that `__setstate__` got. */
export function statePosition(state: Value): number {
  const n = intOf(state);
  if (n === undefined)
    throw newException(typeErrorType, `'${typeOf(state).name}' object cannot be interpreted as an integer`);
  return Number(n);
}

function clamp(n: number, low: number, high: number): number {
  return n < low ? low : n > high ? high : n;
}

defineIterator(listIteratorType);
defineIteratorState<ListIterator>(listIteratorType, {
  lengthHint: (self) => (self.list === null ? 0 : Math.max(0, self.list.items.length - self.index)),
  reduce: (self) =>
    self.list === null
      ? [builtinFunction('iter'), [new PyList()]]
      : [builtinFunction('iter'), [self.list], self.index],
  setState: (self, state) => {
    const n = statePosition(state);
    if (self.list !== null) self.index = clamp(n, 0, self.list.items.length);
  },
});

defineIterator(listReverseIteratorType);
defineIteratorState<ListReverseIterator>(listReverseIteratorType, {
  lengthHint: (self) => (self.list === null || self.list.items.length < self.index + 1 ? 0 : self.index + 1),
  reduce: (self) =>
    self.list === null
      ? [builtinFunction('iter'), [new PyList()]]
      : [builtinFunction('reversed'), [self.list], self.index],
  setState: (self, state) => {
    const n = statePosition(state);
    if (self.list !== null) self.index = clamp(n, -1, self.list.items.length - 1);
  },
});

defineIterator(tupleIteratorType);
defineIteratorState<TupleIterator>(tupleIteratorType, {
  lengthHint: (self) => (self.tuple === null ? 0 : self.tuple.items.length - self.index),
  reduce: (self) =>
    self.tuple === null
      ? [builtinFunction('iter'), [emptyTuple]]
      : [builtinFunction('iter'), [self.tuple], self.index],
  setState: (self, state) => {
    const n = statePosition(state);
    if (self.tuple !== null) self.index = clamp(n, 0, self.tuple.items.length);
  },
});
