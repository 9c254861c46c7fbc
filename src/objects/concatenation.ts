// Adding and repeating sequences: in CPython the number slots of both operands come before the sequence's own.
import { intType } from './int.ts';
import type { Value } from './object.ts';
import { typeOf } from './typeof.ts';

/** Whether what is to be appended is of a Python class with `__radd__`, which then is to be tried. */
export function addsFirst(other: Value): boolean {
  const type = typeOf(other);
  return type.isHeap && type.lookup('__radd__') !== undefined;
}

/** Whether a count is of a Python class with an `__rmul__` that may know of sequences: int's own does not. */
export function multipliesFirst(count: Value): boolean {
  const type = typeOf(count);
  if (!type.isHeap) return false;
  const reflected = type.lookup('__rmul__');
  return reflected !== undefined && reflected !== intType.lookup('__rmul__');
}
