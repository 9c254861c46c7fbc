// Functions and classes coming into being.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { buildClass } from '../objects/build-class.ts';
import type { CodeObject } from '../objects/code.ts';
import { PyDict } from '../objects/dict.ts';
import { nameErrorType, notImplementedErrorType, raise } from '../objects/exception.ts';
import { type Cell, PyFunction } from '../objects/function.ts';
import { None, orNone } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { fromHost } from '../objects/str.ts';
import { PySet, setType } from '../objects/set.ts';
import type { PyTuple } from '../objects/tuple.ts';
import { builtinItem, builtinsOf } from './builtins.ts';
import { callKw, callN } from './call.ts';
import { getItem, setItem } from './item.ts';
import { storeName } from './names.ts';
import { contains } from './item.ts';

/** A new function; defaults and keyword defaults as its `def` evaluated them. */
export function makeFunction(
  code: CodeObject,
  globals: PyDict,
  closure: Cell[] | null,
  defaults: PyTuple | null,
  kwdefaults: PyDict | null,
): PyFunction {
  const fn = new PyFunction(
    code,
    globals,
    closure,
    globals.getStr('__name__') ?? None,
    code.template.docstring ?? None,
  );
  if (defaults !== null) {
    fn.defaults = defaults.items;
    fn.filled = defaults.items.length;
    fn.updateArity();
  }
  if (kwdefaults !== null) fn.kwdefaults = kwdefaults;
  return fn;
}

/** The default of positional parameter `index`, which was left out of a call that `fn` accepted. */
export function defaultAt(fn: PyFunction, index: number): Value {
  const defaults = fn.defaults!;
  return defaults[index - (fn.code.template.argcount - defaults.length)]!;
}

/** What a class statement calls with the bases and keywords it has evaluated. */
export class ClassBuilder extends PyObject {
  readonly body: PyFunction;
  readonly name: string;
  /** What stands in the place of the built-in `__build_class__`; null for that itself. */
  readonly hook: Value | null;
  constructor(body: PyFunction, name: string, hook: Value | null) {
    super();
    this.body = body;
    this.name = name;
    this.hook = hook;
  }
  /** What the program would call: the built-in or its substitute. */
  get callee(): Value {
    return this.hook ?? (machine.interpreter.slots.get(ORIGINAL_BUILD_CLASS) as Value);
  }
  override callN(args: Value[]): Result {
    if (this.hook !== null) return callN(this.hook, [this.body, fromHost(this.name), ...args]);
    return buildClass(this.body, this.name, args, null);
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    if (this.hook !== null) return callKw(this.hook, [this.body, fromHost(this.name), ...args], names);
    const keywords = new Map<string, Value>();
    const count = args.length - names.length;
    names.forEach((name, i) => keywords.set(name, args[count + i]!));
    return buildClass(this.body, this.name, args.slice(0, count), keywords);
  }
}

/** `__build_class__` of the built-ins with its first two arguments. */
export function buildClassWith(body: PyFunction, name: string): Result {
  const builtins = builtinsOf(body.globals);
  const hook = builtinItem(builtins, '__build_class__', nameErrorType, '__build_class__ not found');
  if (hook === ABRUPT) return suspend(new BuildClassFrame(body, name)) as Result;
  return classBuilder(body, name, hook);
}

function classBuilder(body: PyFunction, name: string, hook: Value): ClassBuilder {
  return new ClassBuilder(
    body,
    name,
    hook === machine.interpreter.slots.get(ORIGINAL_BUILD_CLASS) ? null : hook,
  );
}

/** Key of the slot that keeps the built-in `__build_class__`. */
export const ORIGINAL_BUILD_CLASS = Symbol('__build_class__');

class BuildClassFrame extends NativeFrame {
  private readonly body: PyFunction;
  private readonly name: string;
  constructor(body: PyFunction, name: string) {
    super();
    this.body = body;
    this.name = name;
  }
  returned(hook: Value): IterResult {
    return classBuilder(this.body, this.name, hook);
  }
}

/** The first entries of a class body's namespace. */
export function beginClass(namespace: Value, module: Value, qualname: string, firstlineno: number): Result {
  const first = storeName(namespace, '__module__', module);
  if (first === ABRUPT) return suspend(new BeginClassFrame(namespace, qualname, firstlineno)) as Result;
  return storeQualname(namespace, qualname, firstlineno);
}

function storeQualname(namespace: Value, qualname: string, firstlineno: number): Result {
  const second = storeName(namespace, '__qualname__', qualname);
  if (second === ABRUPT) return suspend(new BeginClassFrame(namespace, null, firstlineno)) as Result;
  return storeName(namespace, '__firstlineno__', firstlineno);
}

class BeginClassFrame extends NativeFrame {
  readonly namespace: Value;
  /** Null once it has been stored. */
  readonly qualname: string | null;
  readonly firstlineno: number;
  constructor(namespace: Value, qualname: string | null, firstlineno: number) {
    super();
    this.namespace = namespace;
    this.qualname = qualname;
    this.firstlineno = firstlineno;
  }
  returned(): IterResult {
    if (this.qualname !== null) return storeQualname(this.namespace, this.qualname, this.firstlineno);
    return storeName(this.namespace, '__firstlineno__', this.firstlineno);
  }
}

/** Makes `__annotations__` in a namespace that has none (string annotations). */
export function setupAnnotations(namespace: Value): Result {
  if (namespace instanceof PyDict) {
    if (!namespace.hasStr('__annotations__')) namespace.setStr('__annotations__', new PyDict());
    return None;
  }
  const has = contains(namespace, '__annotations__');
  if (has === ABRUPT) return ABRUPT;
  return has === true ? None : orNone(setItem(namespace, '__annotations__', new PyDict()));
}

/** With `from __future__ import annotations`: notes the text of an annotation in the namespace's `__annotations__`. */
export function storeAnnotation(namespace: Value, name: string, text: Value): Result {
  const annotations = getItem(namespace, '__annotations__');
  if (annotations === ABRUPT) return ABRUPT;
  return orNone(setItem(annotations, name, text));
}

/** Raises what `__annotate__` raises for a format that it does not know. */
export function annotationsNotImplemented(): Abrupt {
  return raise(notImplementedErrorType);
}

/** Whether a conditional annotation was executed: its number is in the set, or in what annotationlib has in its place. */
export function hasAnnotation(set: Value, number: number): Result {
  return set instanceof PySet && set.cls === setType ? set.dict.lookup(number) >= 0 : contains(set, number);
}
