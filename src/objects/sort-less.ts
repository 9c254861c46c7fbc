// How list.sort compares two keys, which shows where `__lt__` has no answer.
//
// CPython chooses a comparison before it sorts. For keys of one class it calls what that class has for `<`, and if that has no
// answer begins anew with all that `<` does: so `__lt__` is called twice before `__gt__` is. The same holds for the first items
// of tuples if these are of one class.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { askLeft, compareLt, rich } from '../operators/compare.ts';
import { COMPARE_CALLS } from '../operators/hash.ts';
import type { PyList } from './list.ts';
import { NotImplemented } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { equalPlain } from './sequence.ts';
import { PyTuple, tupleType } from './tuple.ts';
import { typeOf } from './typeof.ts';

/** `<` as it always is. */
const PLAIN = 0;
/** Keys of one class of Python's. */
const TWICE = 1;
/** Tuples whose first items are. */
const FIRST_TWICE = 2;

/** How these keys are to be compared: what `sort_less` takes. */
function sortComparison(keys: Value[]): number {
  if (areAlike(keys)) return TWICE;
  const areTuples = keys.every(
    (key) => key instanceof PyTuple && key.cls === tupleType && key.items.length > 0,
  );
  return areTuples && areAlike(keys.map((key) => (key as PyTuple).items[0]!)) ? FIRST_TWICE : PLAIN;
}

/** Whether they all are of one class that is written in Python: for built-in ones it does not show. */
function areAlike(keys: Value[]): boolean {
  const type = typeOf(keys[0]!);
  return type.isHeap && keys.every((key) => typeOf(key) === type);
}

/** `a < b` as the sort of such keys has it: any value, or ABRUPT. */
function sortLess(how: number, a: Value, b: Value): Result {
  if (how === TWICE) return lessTwice(a, b);
  if (how === FIRST_TWICE && a instanceof PyTuple && b instanceof PyTuple) return lessByFirst(a, b);
  return typeof a === 'number' && typeof b === 'number' ? a < b : compareLt(a, b);
}

function lessByFirst(a: PyTuple, b: PyTuple): Result {
  const x = a.items[0]!;
  const y = b.items[0]!;
  const same = equalPlain(x, y);
  if (same === COMPARE_CALLS) return frozenFunction('list', 'less_by_first').call2(a, b);
  return same ? rich(a, b, 'Lt') : lessTwice(x, y);
}

function lessTwice(a: Value, b: Value): Result {
  const answer = askLeft(a, b, 'Lt');
  if (answer === ABRUPT) return suspend(new TwiceFrame(a, b)) as Result;
  return answer === NotImplemented ? rich(a, b, 'Lt') : answer;
}

/** Left while the class of `a` is asked alone. */
class TwiceFrame extends NativeFrame {
  private readonly a: Value;
  private readonly b: Value;
  constructor(a: Value, b: Value) {
    super();
    this.a = a;
    this.b = b;
  }
  returned(answer: Value): IterResult {
    return (answer === NotImplemented ? rich(this.a, this.b, 'Lt') : answer) as IterResult;
  }
}

defineIntrinsics({
  sort_comparison: ['(keys, /)', (keys: PyList) => sortComparison(keys.items)],
  sort_less: ['(how, a, b, /)', sortLess],
  less_twice: ['(a, b, /)', lessTwice],
});
