// The root of all objects, and what a Python value is in JavaScript.
//
//   None, Ellipsis, ...   one constant each            int     number when safe, else bigint; -0 never appears
//   True, False           true, false                  float   PyFloat (float.ts)
//   str                   string without surrogate     others  an instance of a subclass of PyObject, one class a type
//                         units, else PyStr (str.ts)
//
// Attributes of an object are JavaScript properties that begin with `$`; what its class says about a name that needs
// binding (a function, a property, anything with `__get__`) stands on the prototype under `g_` + name (see type.ts). All other
// properties are the implementation's own. This file imports no other at run time: every class of objects begins here.
import type { Abrupt, Stop } from '../machine/abrupt.ts';
import type { Finalizable } from './finalizable.ts';
import type { PyType } from './type.ts';

/** Any Python value. */
export type Value = PyObject | number | bigint | boolean | string;
/** What an operation that can run Python code or fail returns. */
export type Result = Value | Abrupt;
/** What advancing an iterator returns. */
export type IterResult = Value | Abrupt | Stop;

/** The protocols' general cases, which need types and calls; installed by operators/ when that layer is loaded. */
export interface ObjectHooks {
  /** Calls through `type(self).__call__`. With `names`, the last `names.length` arguments are keyword arguments. */
  call(self: PyObject, args: Value[], names: readonly string[] | null): Result;
  /** Advances through `type(self).__next__`, StopIteration becoming STOP. */
  next(self: PyObject): IterResult;
}

export const objectHooks: ObjectHooks = {
  call: () => notLoaded(),
  next: () => notLoaded(),
};

function notLoaded(): never {
  throw new Error('the operators are not loaded');
}

export class PyObject {
  /** The object's Python class. It stands on the JavaScript prototype, which each Python class has of its own. */
  declare readonly cls: PyType;
  /** True on prototypes of classes whose instances have a `__dict__` and the ordinary `__setattr__`. */
  declare readonly plainSet: boolean;
  /** Of objects that are to be finalized: what takes its place then, and has all it has (finalizable.ts). */
  declare replica: PyObject | undefined;
  /** Of objects behind a Proxy: themselves, for who has the Proxy. */
  declare behind: PyObject | undefined;
  /** Of objects that are to be finalized, or have been. */
  declare finalizable: Finalizable | undefined;
  /** Of generators and files: what is known of them while they are watched (stackless/unclosed.ts); not enumerable. */
  declare readonly unclosed: { readonly object: Finalizable; readonly replica: PyObject } | undefined;
  /** When a program ends those of a lower rank are finalized first; files have one (modules/io/unclosed.ts), undefined is 0. */
  declare readonly endRank: number | undefined;
  /** Of built-in descriptors: what an attribute gives that is read through `obj`; absent on everything else. */
  declare readonly readFrom: ((obj: Value) => Result) | undefined;
  /** Of descriptors that go with one class: what stands for them in the namespace of `type` (foreign-descriptors.ts). */
  declare readonly inClass: ((type: PyType) => PyObject) | undefined;

  call0(): Result {
    return objectHooks.call(this, [], null);
  }
  call1(a: Value): Result {
    return objectHooks.call(this, [a], null);
  }
  call2(a: Value, b: Value): Result {
    return objectHooks.call(this, [a, b], null);
  }
  call3(a: Value, b: Value, c: Value): Result {
    return objectHooks.call(this, [a, b, c], null);
  }
  /** Calls with any number of positional arguments. The callee may keep `args`. */
  callN(args: Value[]): Result {
    return objectHooks.call(this, args, null);
  }
  /** Calls with keyword arguments: the last `names.length` of `args` are their values. The callee may keep `args`. */
  callKw(args: Value[], names: readonly string[]): Result {
    return objectHooks.call(this, args, names);
  }
  /** Advances an iterator. Only called on what `iter()` returned. */
  next(): IterResult {
    return objectHooks.next(this);
  }
}

/** The largest number of arguments that an arity has a bit for. */
export const MAX_ARITY = 30;

/** The bits for `least` to `most` arguments: with how many a callable's `js` can be called directly. */
export function arityOf(least: number, most: number): number {
  if (most < 0 || least > MAX_ARITY) return 0;
  const from = Math.max(least, 0);
  return (2 ** (Math.min(most, MAX_ARITY) + 1) - 2 ** from) | 0;
}

/**
 * The constructor of a class whose instances are made often. V8 compiles `super()` badly inside `try`, where compiled
 * Python code always is (25 ns for an object against 4 ns by a plain constructor function), so `construct` sets the fields, all
 * of them and always in the same order; `layout` only declares them. A layout that classes of ours extend has a constructor as
 * well, with code of its own: if instances of several classes passed through `construct`, V8 would have no longer one hidden
 * class for its stores, and each would be a generic one.
 */
export function plainConstructor<Layout extends PyObject, Arguments extends unknown[]>(
  layout: abstract new (...args: never[]) => Layout,
  construct: (this: Layout, ...args: Arguments) => void,
): new (...args: Arguments) => Layout {
  construct.prototype = layout.prototype;
  (layout.prototype as { constructor: unknown }).constructor = construct;
  (construct as { plainBase?: unknown }).plainBase = construct;
  return construct as unknown as new (...args: Arguments) => Layout;
}
