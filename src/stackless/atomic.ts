// stackless.atomic: a block in which the watchdog does not interrupt.
import { defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Result } from '../objects/object.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { here } from './scheduler.ts';
import { ATOMIC } from './tasklet.ts';
import { firePending } from './watchdog.ts';

class Atomic extends PyObject {
  /** The flag as it was on entry. */
  old = false;
}

export const atomicType = builtinType('atomic', Atomic, { module: '_stackless', hasWeakrefs: true });

function atomic_new(cls: PyType): Result {
  return new cls.Ctor();
}

function atomic_enter(self: Atomic): Result {
  const { current } = here();
  self.old = (current.flags & ATOMIC) !== 0;
  current.flags |= ATOMIC;
  return None;
}

function atomic_exit(self: Atomic): Result {
  const s = here();
  if (self.old) s.current.flags |= ATOMIC;
  else s.current.flags &= ~ATOMIC;
  return firePending(s, s.current, None);
}

defineStaticMethods(atomicType, { __new__: ['($type, /, *args, **kwargs)', atomic_new] });
defineMethods(atomicType, {
  __init__: ['($self, /, *args, **kwargs)', (): Result => None],
  __enter__: ['($self, /)', atomic_enter],
  __exit__: ['($self, /, *args)', atomic_exit],
});
