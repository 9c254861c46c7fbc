// The hooks of `sys.set_asyncgen_hooks`, one pair for each interpreter.
import { interpreterSlot } from '../machine/interpreter.ts';
import type { Value } from './object.ts';

export interface AsyncGeneratorHooks {
  /** Called with an asynchronous generator before its first step; null: none. */
  firstiter: Value | null;
  /** Given to asynchronous generators, to be called when one is abandoned; null: none. */
  finalizer: Value | null;
}

const HOOKS = Symbol('asyncgen hooks');

/** What `sys.set_asyncgen_hooks` has set, of the interpreter; to be changed in place. */
export function asyncGeneratorHooks(): AsyncGeneratorHooks {
  return interpreterSlot(HOOKS, () => ({ firstiter: null, finalizer: null }));
}
