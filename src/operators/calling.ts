// Calls as compiled code makes them beyond plain ones: stars, methods by name, functions that look at their caller.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { mergeKeywords } from '../objects/dict-operations.ts';
import { classPlan } from '../objects/construct.ts';
import { PyDict } from '../objects/dict.ts';
import { typeError } from '../objects/exception.ts';
import { BoundMethod, Cell, PyFunction } from '../objects/function.ts';
import { BuiltinFunction, MethodDescriptor } from '../objects/native.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import { extendList } from '../objects/list-operations.ts';
import { PyTuple } from '../objects/tuple.ts';
import { PyModule } from '../objects/module.ts';
import { Super, superFor, superFunction, superType } from '../objects/super.ts';
import { PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { ownAttribute, getAttribute } from './attribute.ts';
import { ClassBuilder } from './definitions.ts';
import { type CallSite, functionPlan, nativePlan, type Plan, recentPlan } from './call-plans.ts';
import {
  call0,
  call2,
  call1,
  call3,
  CallFrame,
  callKw,
  callMethod0,
  callMethod1,
  callMethod2,
  callMethodN,
  callN,
} from './call.ts';

/** `f(*args, **keywords)` with the arguments evaluated: a list or somebody's tuple, and a dict whose keys are strings. */
export function callEx(f: Value, args: PyList | PyTuple, keywords: PyDict | null): Result {
  if (f instanceof PyFunction) {
    if (keywords === null || keywords.size === 0) return f.apply(args.items);
    const plan = recentPlan(f, args.items.length, keywords);
    if (plan !== undefined) return callPlan(plan, f, args.items, keywords);
  }
  return callSpread(f, args, keywords);
}

/** The same in the general way, apart: V8 compiles what is above into compiled code that calls it. */
function callSpread(f: Value, args: PyList | PyTuple, keywords: PyDict | null): Result {
  if (keywords === null || keywords.size === 0)
    return callN(f, args instanceof PyTuple ? args.items.slice() : args.items);
  const names: string[] = [];
  const isMethod = f instanceof BoundMethod && f.func instanceof PyFunction;
  const all = isMethod ? [f.self, ...args.items] : args.items.slice();
  const end = keywords.end();
  for (let i = 0; i < end; i++) {
    const key = keywords.keyAt(i);
    if (key === undefined) continue;
    const text = textOf(key);
    if (text === undefined) return typeError('keywords must be strings');
    names.push(hostString(text));
    all.push(keywords.valueAt(i)!);
  }
  return callKw(isMethod ? f.func : f, all, names);
}

/** Calls by a plan for just these arguments. `keywords` has no deleted entries from its beginning on. */
function callPlan(plan: Plan, f: PyFunction, items: readonly Value[], keywords: PyDict): Result {
  const first = keywords.begin();
  if (keywords.size === 1) {
    const value = keywords.valueAt(first)!;
    switch (items.length) {
      case 0:
        return plan(f, value);
      case 1:
        return plan(f, items[0]!, value);
      case 2:
        return plan(f, items[0]!, items[1]!, value);
    }
  }
  const all = items.slice();
  for (let i = first; i < keywords.end(); i++) all.push(keywords.valueAt(i)!);
  return plan(f, ...all);
}

/** What a program says that it calls. */
function namedCallee(f: Value): Value {
  return f instanceof ClassBuilder ? f.callee : f;
}

/** The arguments of `f(*iterable)`: a list. */
export function starArguments(iterable: Value, f: Value): Result {
  const list = new PyList([]);
  const done = extendList(list, iterable, namedCallee(f));
  return done === ABRUPT ? (suspend(new ReplaceFrame(list)) as Result) : list;
}

/** The keyword arguments of `f(**mapping)`: a dict. */
export function starKeywords(mapping: Value, f: Value): Result {
  const dict = new PyDict();
  const done = addKeywords(dict, mapping, f);
  return done === ABRUPT ? (suspend(new ReplaceFrame(dict)) as Result) : dict;
}

/** `**mapping` among other keyword arguments. */
export function addKeywords(dict: PyDict, mapping: Value, f: Value): Result {
  return mergeKeywords(dict, mapping, namedCallee(f));
}

/** `name=value` in a call with stars. */
export function addKeyword(dict: PyDict, name: string, value: Value, f: Value): Result {
  if (dict.hasStr(name)) return frozenFunction('dict', 'keyword_clash').call2(namedCallee(f), fromHost(name));
  dict.setStr(name, value);
  return None;
}

/** Finds a method the way a call `obj.name(...)` does, without making a bound method where the class has a function. */
export function findMethod(obj: Value, name: string): Value | undefined {
  if (obj instanceof PyModule) return undefined;
  const type = typeOf(obj);
  if (obj instanceof PyType || (type.customGetattribute && !(obj instanceof Super))) return undefined;
  const found = obj instanceof Super ? superFunction(obj, name) : type.lookup(name);
  if (!(found instanceof PyFunction) && !(found instanceof MethodDescriptor)) return undefined;
  return type.hasDict && typeof obj === 'object' && ownAttribute(obj, name) !== undefined ? undefined : found;
}

/** What a method that `findMethod` found takes first. */
export function receiverOf(obj: Value): Value {
  return obj instanceof Super ? obj.self! : obj;
}

/** Calls the method that arrives. An exception in its place is that of the look-up, which stands at the attribute. */
export class MethodCallFrame extends CallFrame {
  override raised(): IterResult {
    machine.lookupFailed = true;
    return ABRUPT;
  }
}

/**
 * `obj.name(...)` where emitted code did not find the method at once. A method is not bound; other attributes are looked up
 * and called.
 */
export function callNamed0(obj: Value, name: string): Result {
  const f = findMethod(obj, name);
  if (f !== undefined) return callMethod0(f, receiverOf(obj));
  const bound = getAttribute(obj, name);
  return bound === ABRUPT ? (suspend(new MethodCallFrame([], null)) as Result) : call0(bound);
}
export function callNamed1(obj: Value, name: string, a: Value): Result {
  const f = findMethod(obj, name);
  if (f !== undefined) return callMethod1(f, receiverOf(obj), a);
  const bound = getAttribute(obj, name);
  return bound === ABRUPT ? (suspend(new MethodCallFrame([a], null)) as Result) : call1(bound, a);
}
export function callNamed2(obj: Value, name: string, a: Value, b: Value): Result {
  const f = findMethod(obj, name);
  if (f !== undefined) return callMethod2(f, receiverOf(obj), a, b);
  const bound = getAttribute(obj, name);
  return bound === ABRUPT ? (suspend(new MethodCallFrame([a, b], null)) as Result) : call2(bound, a, b);
}
export function callNamed3(obj: Value, name: string, a: Value, b: Value, c: Value): Result {
  const f = findMethod(obj, name);
  if (f !== undefined) return callMethodN(f, receiverOf(obj), [a, b, c], null);
  const bound = getAttribute(obj, name);
  return bound === ABRUPT ? (suspend(new MethodCallFrame([a, b, c], null)) as Result) : call3(bound, a, b, c);
}
export function callNamedN(obj: Value, name: string, args: Value[]): Result {
  const f = findMethod(obj, name);
  if (f !== undefined) return callMethodN(f, receiverOf(obj), args, null);
  const bound = getAttribute(obj, name);
  return bound === ABRUPT ? (suspend(new MethodCallFrame(args, null)) as Result) : callN(bound, args);
}

/** The method of a call whose arguments are still to be evaluated: bound, as an ordinary attribute. */
export function loadMethod(obj: Value, name: string): Result {
  return getAttribute(obj, name);
}

/** Calls what `loadMethod` gave, or a function taken from the class of `self`. */
export function callLoaded(method: Value, self: Value | undefined, args: Value[]): Result {
  return self === undefined ? callN(method, args) : callMethodN(method, self, args, null);
}

/** Calls `f` with the keywords of `site`, whose values are the last of `args`. */
export function callKeywords(f: Value, args: Value[], site: CallSite): Result {
  const plan = planOf(f, site);
  if (plan === undefined) return callKw(f, args, site.names);
  site.js = (f as PyFunction).js;
  site.call = plan;
  return plan(f as PyFunction, ...args);
}

function planOf(f: Value, { form, names }: CallSite): Plan | undefined {
  if (f instanceof PyFunction) return functionPlan(f, form, names);
  if (f instanceof PyType) return classPlan(f, form, names);
  return f instanceof BuiltinFunction && f.plannable ? nativePlan(f, form, names) : undefined;
}

/** The same for a method as `loadMethod` gives it, or taken from the class of `self`: of the latter the site takes notice. */
export function callLoadedKeywords(
  method: Value,
  self: Value | undefined,
  args: Value[],
  site: CallSite,
): Result {
  if (self === undefined) {
    const plan = planOf(method, site);
    return plan === undefined ? callKw(method, args, site.names) : plan(method as PyFunction, ...args);
  }
  const plan = methodPlan(method, site);
  if (plan === undefined) return callMethodN(method, self, args, site.names);
  site.js = (method as PyFunction).js;
  site.call = plan;
  return plan(method as PyFunction, self, ...args);
}

function methodPlan(f: Value, { methodForm, names }: CallSite): Plan | undefined {
  if (f instanceof PyFunction) return functionPlan(f, methodForm, names);
  return f instanceof MethodDescriptor ? nativePlan(f, methodForm, names) : undefined;
}

/** The caller's variables as compiled code passes them: names and values alternate; cells stand for their contents. */
export type CallerVariables = (string | Value | Cell | undefined)[];

/** A built-in that looks at its caller's variables (locals, eval, ...): how it works when it is called directly. */
export type AwareImplementation = (
  args: (Value | undefined)[],
  globals: PyDict,
  locals: () => Value,
) => Result;

/** The built-ins that look at their caller, by the function object's implementation; filled in by builtins/. */
export const awareFunctions = new Map<unknown, AwareImplementation>();

/**
 * Calls `f`, which may be such a built-in.
 * @param variables a namespace, null where the variables are the globals, or a function's variables
 */
export function callAware(
  f: Value,
  args: Value[],
  names: readonly string[] | null,
  globals: PyDict,
  variables: Value | CallerVariables | null,
): Result {
  const aware = f instanceof BuiltinFunction ? awareFunctions.get(f.impl) : undefined;
  if (aware === undefined) return names === null ? callN(f, args) : callKw(f, args, names);
  return aware((f as BuiltinFunction).bound(args, names) as (Value | undefined)[], globals, () =>
    localsFrom(globals, variables),
  );
}

function localsFrom(globals: PyDict, variables: Value | CallerVariables | null): Value {
  if (variables === null) return globals;
  if (!Array.isArray(variables)) return variables;
  const dict = new PyDict();
  for (let i = 0; i < variables.length; i += 2) {
    const held = variables[i + 1];
    const value = held instanceof Cell ? held.value : held;
    if (value !== undefined) dict.setStr(variables[i] as string, value as Value);
  }
  return dict;
}

/**
 * `super()` in a method: `cls` is the contents of the cell `__class__`, `self` the first argument. Whatever else has that
 * name is called as it is written, and `super` itself says what is missing.
 */
export function callSuper(f: Value, cls: Value | undefined, self: Value | undefined): Result {
  return f === superType && self !== undefined && cls instanceof PyType ? superFor(cls, self) : call0(f);
}

/** A frame that ignores the value that arrives and gives another. */
export class ReplaceFrame extends NativeFrame {
  readonly value: Value;
  constructor(value: Value) {
    super();
    this.value = value;
  }
  returned(): IterResult {
    return this.value;
  }
}
