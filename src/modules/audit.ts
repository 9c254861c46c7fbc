// sys.audit and sys.addaudithook: hooks that are told of what a program does. They belong to the interpreter and stay for ever.
//
// Natives raise events where that is cheap: a table's function is wrapped in `audited`, which costs a comparison as long as there
// are no hooks. With hooks, Python code calls them first, as each of them may block, and then the function.
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';

const HOOKS = Symbol('audit hooks');

function hooks(): Value[] {
  return interpreterSlot<Value[]>(HOOKS, () => []);
}

/** Whether nobody has to be told of events. */
export function isUnaudited(): boolean {
  return hooks().length === 0;
}

/** `sys.addaudithook`: the hooks that are there are asked first. */
export function sys_addaudithook(hook: Value): Result {
  if (!isUnaudited()) return frozenFunction('audit', 'addaudithook').call1(hook);
  hooks().push(hook);
  return None;
}

/** `sys.audit` and what raises events in our own Python sources. */
export function sys_audit(event: Value, args: readonly Value[]): Result {
  if (isUnaudited()) return None;
  return frozenFunction('audit', 'tell').call2(event, new PyTuple([...args]));
}

defineIntrinsics({
  audit: ['(event, /, *args)', sys_audit],
  audit_hooks: ['()', (): Result => new PyTuple([...hooks()])],
  append_audit_hook: ['(hook, /)', (hook: Value): Result => (hooks().push(hook), None)],
});
