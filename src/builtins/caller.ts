// Built-ins that look at their caller's variables, when compiled code calls them directly: it passes the variables along, so
// that no stack need be lifted (operators/calling.ts).
import type { Implementation, MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyList } from '../objects/list.ts';
import { type AwareImplementation, awareFunctions } from '../operators/calling.ts';
import { dictType, PyDict } from '../objects/dict.ts';
import { frozenFunction } from '../machine/frozen.ts';

/** eval and exec: what the call leaves out of globals and locals is the caller's. */
function execution(impl: Implementation): AwareImplementation {
  return ([source, globals = None, locals = None, closure], callerGlobals, callerLocals) => {
    if (globals !== None) return impl(source, globals, locals, closure);
    return impl(source, callerGlobals, locals === None ? callerLocals() : locals, closure);
  };
}

/** Registers the built-ins among `table` that look at their caller. */
export function registerCallerAware(table: MethodTable): void {
  const implementation = (name: string): Implementation => table[name]![1];
  awareFunctions.set(implementation('locals'), (_args, _globals, locals) => locals());
  awareFunctions.set(implementation('globals'), (_args, globals) => globals);
  awareFunctions.set(implementation('vars'), (_args, _globals, locals) => locals());
  awareFunctions.set(implementation('dir'), (_args, _globals, locals) => sortedKeys(locals()));
  awareFunctions.set(implementation('eval'), execution(implementation('eval')));
  awareFunctions.set(implementation('exec'), execution(implementation('exec')));
}

function sortedKeys(namespace: Value): Result {
  const keys = new PyList([]);
  if (!(namespace instanceof PyDict) || namespace.cls !== dictType)
    return frozenFunction('caller', 'sorted_keys').call1(namespace);
  const dict = namespace;
  const end = dict.end();
  for (let i = 0; i < end; i++) {
    const key = dict.keyAt(i);
    if (typeof key !== 'string') return frozenFunction('caller', 'sorted_keys').call1(namespace);
    keys.items.push(key);
  }
  keys.items.sort((a, b) => ((a as string) < (b as string) ? -1 : 1));
  return keys;
}
