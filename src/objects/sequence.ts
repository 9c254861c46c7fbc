// What list and tuple share: comparison, search, hash and repr of their items.
//
// Each does plain values (numbers, strings, and lists and tuples of them) here and leaves the rest, from the first item that
// needs Python code on, to src/python/list.py, where every step may suspend. Comparing plain values has no effects, so
// Python may begin anew. Only comparison calls the items' own methods here, as keys are often tuples.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { rich, type RichOperator, RICH } from '../operators/compare.ts';
import {
  COMPARE_CALLS,
  equalKeys,
  finishTupleHash,
  foldHash,
  keepTupleHash,
  mixHash,
} from '../operators/hash.ts';
import { repr } from '../operators/repr.ts';
import { isTrue } from '../operators/truth.ts';
import { valueError } from './exception.ts';
import { floatType, PyFloat } from './float.ts';
import { listType, PyList } from './list.ts';
import { None, NotImplemented } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { BoundsOperation } from './slice-index.ts';
import { floatRepr } from './text/float-repr.ts';
import { strRepr } from './text/string-repr.ts';
import { PyTuple, tupleType } from './tuple.ts';

export type PySequence = PyList | PyTuple;

/** How deep nested lists and tuples are walked here before Python takes over. */
const MAX_NATIVE_NESTING = 50;

// --- Comparison ----------------------------------------------------------------------------------------------------

/**
 * Whether two values are equal, when no Python code need be run to tell. Kinds come first: `===` of any two values is a call,
 * and `instanceof` asks each class that an object's is derived from.
 */
export function equalPlain(a: Value, b: Value, depth = 0): boolean | typeof COMPARE_CALLS {
  if (typeof a === 'number') {
    if (typeof b === 'number') return a === b;
  } else if (typeof a === 'object') {
    if (typeof b === 'object') {
      if (a === b) return true;
      const { cls } = a;
      if (cls === tupleType) {
        if (b.cls === tupleType) return equalItems((a as PyTuple).items, (b as PyTuple).items, depth + 1);
      } else if (cls === listType && b.cls === listType) {
        const { items } = a as PyList;
        const others = (b as PyList).items;
        return items.length === others.length && equalItems(items, others, depth + 1);
      } else if (cls.hashKind === 'custom') return COMPARE_CALLS;
    }
  } else if (typeof a === 'string' && typeof b === 'string') return a === b;
  return equalKeys(a, b);
}

/** Of tuples, unlike lists, items are compared even if their numbers differ. */
function equalItems(a: Value[], b: Value[], depth: number): boolean | typeof COMPARE_CALLS {
  if (depth > MAX_NATIVE_NESTING) return COMPARE_CALLS;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const same = equalPlain(a[i]!, b[i]!, depth);
    if (same !== true) return same;
  }
  return a.length === b.length;
}

/** `a op b` for two lists, or two tuples. */
export function compareSequences(a: PySequence, b: PySequence, op: RichOperator): Result {
  if (a.items.length !== b.items.length && a instanceof PyList && isEquality(op)) return op === 'NotEq';
  return compareItems(a, b, op, 0);
}

const isEquality = (op: RichOperator): boolean => op === 'Eq' || op === 'NotEq';

/** `compareSequences` from an item on. Their number is asked for at each turn, as comparing items may change it. */
function compareItems(a: PySequence, b: PySequence, op: RichOperator, from: number): Result {
  for (let i = from; i < a.items.length && i < b.items.length; i++) {
    const p = a.items[i]!;
    const q = b.items[i]!;
    let same: boolean | Abrupt | typeof COMPARE_CALLS = equalPlain(p, q);
    if (same === COMPARE_CALLS) {
      // They may be nested as deep as memory allows.
      if (isSequence(p) || isSequence(q)) return frozenFunction('list', 'compare').callN([a, b, i, op]);
      const equal = rich(p, q, 'Eq');
      if (equal === ABRUPT) return suspend(new ItemsFrame(a, b, op, i, p, q)) as Result;
      same = isTrue(equal);
      if (same === ABRUPT) return suspend(new ItemsFrame(a, b, op, i, p, q, true)) as Result;
    }
    if (same !== true) return settled(a, b, i, p, q, op);
  }
  return RICH[op].test(a.items.length - b.items.length);
}

const isSequence = (value: Value): boolean => value instanceof PyList || value instanceof PyTuple;

/** What two sequences compare as whose first items that differ are these; comparing them may have taken them away. */
function settled(a: PySequence, b: PySequence, i: number, p: Value, q: Value, op: RichOperator): Result {
  if (i >= a.items.length || i >= b.items.length) return RICH[op].test(a.items.length - b.items.length);
  return isEquality(op) ? op === 'NotEq' : rich(p, q, op);
}

/** Left while two items are being compared, or (`isTold`) it is asked whether what came of it is true. */
class ItemsFrame extends NativeFrame {
  private readonly a: PySequence;
  private readonly b: PySequence;
  private readonly op: RichOperator;
  private readonly index: number;
  private readonly p: Value;
  private readonly q: Value;
  private isTold: boolean;
  constructor(
    a: PySequence,
    b: PySequence,
    op: RichOperator,
    index: number,
    p: Value,
    q: Value,
    isTold = false,
  ) {
    super();
    this.a = a;
    this.b = b;
    this.op = op;
    this.index = index;
    this.p = p;
    this.q = q;
    this.isTold = isTold;
  }
  returned(value: Value): IterResult {
    const same = this.isTold ? (value as boolean) : isTrue(value);
    if (same === ABRUPT) {
      this.isTold = true;
      return suspend(this);
    }
    const { a, b, op, index } = this;
    return same ? compareItems(a, b, op, index + 1) : settled(a, b, index, this.p, this.q, op);
  }
}

type Comparison = (self: PySequence, other: Value) => Result;

/** Makes the comparison methods of list (`kind` PyList) or tuple. */
export function sequenceComparison(kind: typeof PyList | typeof PyTuple): (op: RichOperator) => Comparison {
  return (op) => (self, other) =>
    other instanceof kind ? compareSequences(self, other as PySequence, op) : NotImplemented;
}

// --- Search --------------------------------------------------------------------------------------------------------

/** The position of the first item equal to `value` from `start` to before `stop`; -1: none; ~i: from i on, ask Python. */
function findPlain(items: Value[], value: Value, start: number, stop: number): number {
  if (typeof value === 'string' || typeof value === 'number') {
    const i = items.indexOf(value, start);
    const end = i < 0 ? Math.min(stop, items.length) : Math.min(i, stop);
    for (let k = start; k < end; k++) {
      if (typeof items[k] === typeof value) continue;
      const same = equalPlain(items[k]!, value);
      if (same === true) return k;
      if (same !== false) return ~(k + 1);
    }
    return i >= 0 && i < stop ? i : -1;
  }
  const end = Math.min(stop, items.length);
  for (let k = start; k < end; k++) {
    const same = equalPlain(items[k]!, value);
    if (same === true) return k;
    if (same !== false) return ~(k + 1);
  }
  return -1;
}

/** Looks for an item, as findPlain, but with ~k (k: the item that needs Python) negative below -1. */
function search(
  items: Value[],
  value: Value,
  start: number,
  stop: number,
): { found: number; pending: number } {
  const k = findPlain(items, value, start, stop);
  return k >= -1 ? { found: k, pending: -1 } : { found: -1, pending: ~k - 1 };
}

/** `value in self`. */
export function sequenceContains(self: PySequence, value: Value): Result {
  const { found, pending } = search(self.items, value, 0, Infinity);
  return pending < 0 ? found >= 0 : frozenFunction('list', 'contains').call3(self, value, pending);
}

/** `self.index(value, start, stop)`. */
export function sequenceIndex(
  self: PySequence,
  value: Value,
  start: Value = 0,
  stop: Value = Number.MAX_SAFE_INTEGER,
): Result {
  if (start === 0 && stop === Number.MAX_SAFE_INTEGER) return indexBetween(self, value, 0, stop);
  return new SequenceFind(self, value, start, stop).run();
}

function indexBetween(self: PySequence, value: Value, start: number, stop: number): Result {
  const { found, pending } = search(self.items, value, start, stop);
  if (found >= 0) return found;
  const kind = self instanceof PyList ? 'list' : 'tuple';
  if (pending >= 0) return frozenFunction('list', 'index').callN([self, value, pending, stop, kind]);
  return valueError(`${kind}.index(x): x not in ${kind}`);
}

class SequenceFind extends BoundsOperation {
  private readonly sequence: PySequence;
  private readonly value: Value;
  constructor(sequence: PySequence, value: Value, start: Value, stop: Value) {
    super(start, stop);
    this.sequence = sequence;
    this.value = value;
  }
  done(ints: Value[]): Result {
    const { length } = this.sequence.items;
    const start = this.bound(ints[0]!, length);
    return indexBetween(this.sequence, this.value, start, this.bound(ints[1]!, length));
  }
}

/** `self.count(value)`. */
export function sequenceCount(self: PySequence, value: Value): Result {
  let count = 0;
  const { items } = self;
  for (let i = 0; i < items.length; i++) {
    const same = equalPlain(items[i]!, value);
    if (same === COMPARE_CALLS) return frozenFunction('list', 'count').callN([self, value, i, count]);
    if (same) count++;
  }
  return count;
}

/** `list.remove(value)`: its position when no Python code is needed, -1 when it is missing, -2 when Python must look. */
export function plainPosition(items: Value[], value: Value): number {
  const { found, pending } = search(items, value, 0, Infinity);
  return pending >= 0 ? -2 : found;
}

// --- repr ----------------------------------------------------------------------------------------------------------

/** The repr of a value that needs no Python code and is not nested deeply; undefined otherwise. */
export function plainRepr(value: Value, depth = 0): string | undefined {
  switch (typeof value) {
    case 'number':
      return String(value);
    case 'string': {
      const text = strRepr(value);
      return typeof text === 'string' ? text : undefined;
    }
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return undefined;
    default: // an object: below
  }
  if (value === None) return 'None';
  if (value instanceof PyFloat) return value.cls === floatType ? floatRepr(value.v) : undefined;
  if (depth > MAX_NATIVE_NESTING) return undefined;
  if (value instanceof PyList && value.cls === listType)
    return enclose('[', plainReprs(value.items, depth + 1), ']');
  if (value instanceof PyTuple && value.cls === tupleType) {
    return enclose('(', plainReprs(value.items, depth + 1), value.items.length === 1 ? ',)' : ')');
  }
  return undefined;
}

function enclose(left: string, inner: string | undefined, right: string): string | undefined {
  return inner === undefined ? undefined : left + inner + right;
}

/** The reprs of items, separated by commas; undefined when one of them needs Python code. */
export function plainReprs(items: Iterable<Value>, depth: number): string | undefined {
  const parts: string[] = [];
  for (const item of items) {
    const text = plainRepr(item, depth);
    if (text === undefined) return undefined;
    parts.push(text);
  }
  return parts.join(', ');
}

/** `repr` of a list or tuple of any class. */
export function sequenceRepr(self: PySequence): Result {
  const isList = self instanceof PyList;
  const right = isList ? ']' : self.items.length === 1 ? ',)' : ')';
  const plain = enclose(isList ? '[' : '(', plainReprs(self.items, 0), right);
  return plain ?? frozenFunction('list', 'show').call3(self, isList ? '[' : '(', right);
}

defineIntrinsics({
  item_count: ['(sequence, /)', (sequence: PySequence) => sequence.items.length],
  item_at: ['(sequence, i, /)', (sequence: PySequence, i: number) => sequence.items[i] ?? None],
  remove_item: [
    '(list, i, /)',
    (list: PyList, i: number): Result => {
      list.items.splice(i, 1);
      return None;
    },
  ],
  show_value: ['(value, /)', repr],
  mix_hash: ['(h, item, /)', (h: number, item: number | bigint) => mixHash(h, foldHash(item))],
  finish_hash: ['(h, count, /)', finishTupleHash],
  keep_hash: ['(tuple, hash, /)', keepTupleHash],
});
