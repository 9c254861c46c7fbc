// Our own Python sources (src/python/), which are compiled into the build.
//
// What calls back into Python at every turn (a sort with a key, `repr` of containers, `any`) is clearer in Python, and for free it
// can be suspended anywhere. A native does the part that needs no callback and leaves the rest:
//
//     return frozenFunction('list', 'index').call3(self, value, start);
//
// Such functions are `hidden`: they leave no trace in tracebacks. Their globals are the built-ins and the intrinsics below.
import type { PyFunction } from '../objects/function.ts';
import type { Implementation, MethodTable } from '../objects/native.ts';
import type { Value } from '../objects/object.ts';
import { machine } from './machine.ts';

/** Natives that only frozen sources can name, by name: [signature, implementation]. */
export const intrinsics: MethodTable = {};

/** Adds natives that frozen sources may call. */
export function defineIntrinsics(table: MethodTable): void {
  Object.assign(intrinsics, table);
}

/** A function of the frozen source `src/python/<module>.py`. */
export function frozenFunction(module: string, name: string): PyFunction {
  const value = machine.interpreter.frozen(module).getStr(name);
  if (value === undefined) throw new Error(`no ${name} in src/python/${module}.py`);
  return value as PyFunction;
}

/** What a native gets for a parameter (native.ts): a value, nothing, the array of `*args` or the map of `**kwargs`. */
type Argument = Value | undefined | Value[] | Map<string, Value>;

/** An implementation, for the tables of native.ts, that is a function of a frozen source. Omitted trailing arguments are left out. */
export function inPython(module: string, name: string): Implementation {
  return (...args: Argument[]) => {
    while (args.length > 0 && args[args.length - 1] === undefined) args.pop();
    const keywords = args.at(-1);
    const func = frozenFunction(module, name);
    if (!(keywords instanceof Map))
      return func.callN((args.some(Array.isArray) ? args.flat() : args) as Value[]);
    const values = [...args.slice(0, -1).flat(), ...keywords.values()] as Value[];
    return keywords.size === 0 ? func.callN(values) : func.callKw(values, [...keywords.keys()]);
  };
}
