// The local variables of a suspended frame as a mapping, and running a body in a namespace.
import { CO_OPTIMIZED, type CodeObject } from '../objects/code.ts';
import { PyDict } from '../objects/dict.ts';
import { Cell, PyFunction } from '../objects/function.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import type { PyFrame } from './frame.ts';

/** The frame's variables by JavaScript property. */
type Variables = Record<string, Value | undefined>;

/** What `locals()` gives: the namespace of a module or class body, a new dict for a function. */
export function frameLocals(frame: PyFrame): Value {
  const variables = frame as unknown as Variables;
  if (variables['ns'] !== undefined) return variables['ns'];
  const { code, fn } = frame;
  if ((code.flags & CO_OPTIMIZED) === 0) return fn.globals;
  const locals = new PyDict();
  for (const [property, name] of code.template.slots) {
    const held = name === '' ? undefined : variables[property];
    const value = held instanceof Cell ? held.value : held;
    if (value !== undefined) locals.setStr(name, value);
  }
  code.template.freevars.forEach((name, i) => {
    const value = fn.closure[i]?.value;
    if (value !== undefined) locals.setStr(name, value);
  });
  return locals;
}

/**
 * Runs a module-level body that was made for `globals`.
 * @param namespace where its names are kept when that is not `globals`
 */
export function runBody(
  code: CodeObject,
  globals: PyDict,
  namespace: Value | null,
  closure: Cell[] | null = null,
): Result {
  const fn = new PyFunction(code, globals, closure, globals.getStr('__name__') ?? None, None);
  return namespace === null ? fn.js() : fn.js(namespace);
}
