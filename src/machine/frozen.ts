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

/** An implementation, for the tables of native.ts, that is a function of a frozen source. Omitted trailing arguments are left out. */
export function inPython(module: string, name: string): Implementation {
  return (...args: (Value | undefined)[]) => {
    while (args.length > 0 && args[args.length - 1] === undefined) args.pop();
    return frozenFunction(module, name).callN(args as Value[]);
  };
}
