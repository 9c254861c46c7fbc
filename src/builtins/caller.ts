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
  return (args, names, globals, locals) => {
    const positional = names === null ? args.length : args.length - names.length;
    const keywords = new Map<string, Value>();
    names?.forEach((name, i) => keywords.set(name, args[positional + i]!));
    const given = args[1] !== undefined && positional > 1 ? args[1] : keywords.get('globals');
    if (positional === 0 || (given !== undefined && given !== None))
      return general(impl, args.slice(0, positional), keywords);
    const own = positional > 2 ? args[2]! : (keywords.get('locals') ?? None);
    return impl(args[0], globals, own === None ? locals() : own, keywords.get('closure'));
  };
}

function general(impl: Implementation, positional: Value[], keywords: Map<string, Value>): Result {
  const globals = positional[1] ?? keywords.get('globals');
  return impl(positional[0], globals, positional[2] ?? keywords.get('locals'), keywords.get('closure'));
}

/** Registers the built-ins among `table` that look at their caller. */
export function registerCallerAware(table: MethodTable): void {
  const implementation = (name: string): Implementation => table[name]![1];
  awareFunctions.set(implementation('locals'), (_a, _n, _g, locals) => locals());
  awareFunctions.set(implementation('globals'), (_a, _n, globals) => globals);
  awareFunctions.set(implementation('vars'), (_a, _n, _g, locals) => locals());
  awareFunctions.set(implementation('dir'), (_a, _n, _g, locals) => sortedKeys(locals()));
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
