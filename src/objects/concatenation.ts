// Adding and repeating sequences: in CPython the number slots of both operands come before the sequence's own, so a method
// such as list.__add__ is called last where an operator is evaluated (operators/arithmetic.ts).
import type { Abrupt } from '../machine/abrupt.ts';
import { typeError } from './exception.ts';
import type { Value } from './object.ts';
import type { PyType } from './type.ts';
import { typeOf } from './typeof.ts';

const slots = new Set<Value>();
const repeating = new Set<Value>();

/** Tells of a class that it adds and repeats as a sequence. */
export function markSequenceSlots(type: PyType): void {
  for (const name of ['__add__', '__iadd__', '__mul__', '__imul__', '__rmul__']) {
    const method = type.lookup(name);
    if (method === undefined) continue;
    slots.add(method);
    if (name.endsWith('mul__')) repeating.add(method);
  }
}

/** Whether a method is a sequence's own, which comes after those of numbers. */
export function isSequenceSlot(method: Value): boolean {
  return slots.has(method);
}

/** Whether an operator may give `count` to a method that repeats; ABRUPT, with TypeError, when it is no int. */
export function checkRepeat(method: Value, count: Value): true | Abrupt {
  if (typeof count === 'number' || !repeating.has(method)) return true;
  const type = typeOf(count);
  if (type.lookup('__index__') !== undefined) return true;
  return typeError(`can't multiply sequence by non-int of type '${type.name}'`);
}
