// The local variables of a suspended frame as a mapping, and running a body in a namespace.
import { CO_OPTIMIZED } from '../compiler/code-flags.ts';
import type { CodeObject } from '../objects/code.ts';
import { PyDict } from '../objects/dict.ts';
import { Cell, PyFunction } from '../objects/function.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import type { PyFrame } from './frame.ts';

/** The frame's variables by JavaScript property. */
type Variables = Record<string, Value | undefined>;

/**
 * The frame's variables: their properties by name. Where it stands in an inlined comprehension the comprehension's take the
 * place of others of the same name.
 * @param isWaiting whether the frame is to go on where it stands, and was not left by an exception
 */
export function variablesOf(frame: PyFrame, isWaiting: () => boolean): Map<string, string> {
  const found = new Map<string, string>();
  let inner = false;
  for (const [property, name, first, last] of frame.code.template.slots) {
    if (name === '') continue;
    inner ||= first !== undefined;
    if (first !== undefined && (frame.pc < first || frame.pc >= last! + 1 || !isWaiting())) continue;
    found.set(name, property);
  }
  return inner ? inOrder(found, frame.code) : found;
}

/** In the order of the code's variables, which those of comprehensions are among. */
function inOrder(found: Map<string, string>, { template }: CodeObject): Map<string, string> {
  const names = [...template.varnames, ...template.cellvars, ...found.keys()];
  return new Map(names.filter((name) => found.has(name)).map((name) => [name, found.get(name)!]));
}

/** Whether a frame waits inside of a comprehension that is inlined in a module or class body: its variables are all one sees. */
export function inInlinedComprehension(frame: PyFrame): boolean {
  const { pc, code } = frame;
  return code.template.slots.some(
    ([, , first, last]) => first !== undefined && pc >= first && pc < last! + 1,
  );
}

/** What `locals()` gives: the namespace of a module or class body, a new dict for a function. */
export function frameLocals(frame: PyFrame): Value {
  const variables = frame as unknown as Variables;
  const { code, fn } = frame;
  if ((code.flags & CO_OPTIMIZED) === 0 && !inInlinedComprehension(frame))
    return variables['ns'] ?? fn.globals;
  const locals = new PyDict();
  for (const [name, property] of variablesOf(frame, () => true)) {
    const held = variables[property];
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
