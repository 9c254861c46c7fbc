// Functions written in Python, their cells, and bound methods.
//
// A function is called through `js`, the fast body of its code, as a method of the function object: inside, `this` gives the
// closure and the defaults. `arity` tells with how many positional arguments `js` can be called directly (none: there are *args,
// **kwargs or keyword-only parameters, so arguments must be bound first). An argument that was left out and has a default
// arrives as undefined; the body fills it in.
import { UNCOUNTED } from '../compiler/abi-names.ts';
import { CO_VARARGS, CO_VARKEYWORDS } from '../compiler/code-flags.ts';
import { countCall } from '../machine/deep.ts';
import { callNested } from '../machine/nesting.ts';
import type { Result, Value } from './object.ts';
import { arityOf, MAX_ARITY, plainConstructor, PyObject } from './object.ts';
import type { CodeObject } from './code.ts';
import type { PyDict } from './dict.ts';
import { newException, typeErrorType } from './exception.ts';
import { builtinType } from './type.ts';
import { typeOf } from './typeof.ts';
import { bindArguments } from '../operators/arguments.ts';
import { callFunctionKw, positionalPlan } from '../operators/call-plans.ts';

/** A variable shared between a function and those nested in it; `value` is undefined while it is unbound. */
class CellLayout extends PyObject {
  declare value: Value | undefined;
}

export const Cell = plainConstructor(CellLayout, function Cell(value: Value | undefined) {
  this.value = value;
});
export type Cell = CellLayout;

export const cellType = builtinType('cell', Cell, { final: true });

const NO_CELLS: Cell[] = [];

export class PyFunction extends PyObject {
  code: CodeObject;
  globals: PyDict;
  name: Value;
  qualname: Value;
  /** Values of the last positional parameters; null when there are none. */
  defaults: Value[] | null;
  /** How many of the last positional parameters the body itself fills in: those that had defaults in the `def`. */
  filled = 0;
  /** Values of keyword-only parameters, by name; null when there are none. */
  kwdefaults: PyDict | null;
  /** One cell for each of the code's free variables. */
  closure: Cell[];
  doc: Value;
  /** `__module__`; None when the globals have no `__name__`. */
  module: Value;
  /** `__annotate__`: a function, or null. */
  annotate: Value | null = null;
  /** `__annotations__` once they have been asked for or set. */
  annotations: PyDict | null = null;
  typeParams: Value | null = null;
  /** The number of positional parameters, when `js` takes nothing else; -1 otherwise. */
  nargs: number;
  /** A bit for each number of positional arguments with which `js` can be called directly (bit 2: two arguments), and UNCOUNTED. */
  arity = 0;
  /** The same for a call as a method, `self` counted. */
  methodArity = 0;
  /** The same for calls by natives, where the call has a tick of its own; else it has to be counted first. */
  private countingArity = 0;
  js: (...args: (Value | undefined)[]) => Result;

  constructor(code: CodeObject, globals: PyDict, closure: Cell[] | null, module: Value, doc: Value) {
    super();
    this.code = code;
    this.globals = globals;
    this.name = code.name;
    this.qualname = code.qualname;
    this.defaults = null;
    this.kwdefaults = null;
    this.closure = closure ?? NO_CELLS;
    this.doc = doc;
    this.module = module;
    this.nargs = directArguments(code);
    this.updateArity();
    this.js = code.js as (...args: (Value | undefined)[]) => Result;
  }

  override call0(): Result {
    if ((this.countingArity & 1) !== 0 || this.counted(0)) return this.js();
    const plan = positionalPlan(this, 0);
    return plan === undefined ? bindArguments(this, [], null) : plan(this);
  }
  override call1(a: Value): Result {
    if ((this.countingArity & 2) !== 0 || this.counted(1)) return this.js(a);
    const plan = positionalPlan(this, 1);
    return plan === undefined ? bindArguments(this, [a], null) : plan(this, a);
  }
  override call2(a: Value, b: Value): Result {
    if ((this.countingArity & 4) !== 0 || this.counted(2)) return this.js(a, b);
    const plan = positionalPlan(this, 2);
    return plan === undefined ? bindArguments(this, [a, b], null) : plan(this, a, b);
  }
  override call3(a: Value, b: Value, c: Value): Result {
    if ((this.countingArity & 8) !== 0 || this.counted(3)) return this.js(a, b, c);
    const plan = positionalPlan(this, 3);
    return plan === undefined ? bindArguments(this, [a, b, c], null) : plan(this, a, b, c);
  }
  override callN(args: Value[]): Result {
    return this.counted(args.length) ? this.js(...args) : this.bind(args);
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    this.count();
    return callFunctionKw(this, args, names);
  }
  /** As `callN`, but the array remains the caller's. */
  apply(args: readonly Value[]): Result {
    if (!this.accepts(args.length)) return this.bind(args);
    switch (args.length) {
      case 0:
        return this.js();
      case 1:
        return this.js(args[0]);
      case 2:
        return this.js(args[0], args[1]);
      case 3:
        return this.js(args[0], args[1], args[2]);
      default:
        return this.js(...args);
    }
  }

  private bind(args: readonly Value[]): Result {
    const plan = args.length <= MAX_ARITY ? positionalPlan(this, args.length) : undefined;
    return plan === undefined ? bindArguments(this, args, null) : plan(this, ...args);
  }

  /** To be called when the code or the defaults have changed. */
  updateArity(): void {
    const optional = this.defaults === null ? 0 : Math.min(this.filled, this.defaults.length);
    const arity = arityOf(this.nargs - optional, this.nargs);
    const { alwaysCounts } = this.code;
    this.arity = this.methodArity = alwaysCounts ? arity : arity | UNCOUNTED;
    this.countingArity = alwaysCounts ? arity : 0;
  }

  /** Counts a call by a native, if it may end without having a tick. */
  private count(): void {
    if (!this.code.alwaysCounts) countCall();
  }

  /** Does that; then tells what `accepts` does. */
  private counted(count: number): boolean {
    this.count();
    return this.accepts(count);
  }

  /** Whether `count` positional arguments can be passed to `js` as they are (undefined for those that have defaults). */
  private accepts(count: number): boolean {
    return count <= MAX_ARITY ? (this.arity & (1 << count)) !== 0 : count === this.nargs;
  }

  override toString(): string {
    return `<function ${String(this.qualname)}>`;
  }
}

/** The number of positional arguments that `js` of a function with this code takes directly, or -1. */
export function directArguments(code: CodeObject): number {
  const { flags, kwonlyargcount, argcount } = code.template;
  return (flags & (CO_VARARGS | CO_VARKEYWORDS)) !== 0 || kwonlyargcount > 0 ? -1 : argcount;
}

(PyFunction.prototype as { binds?: boolean }).binds = true;

export const functionType = builtinType('function', PyFunction, {
  final: true,
  hasDict: true,
  hasWeakrefs: true,
});

/** A callable bound to its first argument: what `obj.method` gives. */
class BoundMethodLayout extends PyObject {
  declare func: Value;
  declare self: Value;
  override call0(): Result {
    const { func, self } = this;
    return func instanceof PyFunction ? func.call1(self) : callNested(callee(func), [self], null);
  }
  override call1(a: Value): Result {
    const { func, self } = this;
    return func instanceof PyFunction ? func.call2(self, a) : callNested(callee(func), [self, a], null);
  }
  override call2(a: Value, b: Value): Result {
    const { func, self } = this;
    return func instanceof PyFunction ? func.call3(self, a, b) : callNested(callee(func), [self, a, b], null);
  }
  override call3(a: Value, b: Value, c: Value): Result {
    return this.callN([a, b, c]);
  }
  override callN(args: Value[]): Result {
    const { func, self } = this;
    const all = [self, ...args];
    return func instanceof PyFunction ? func.callN(all) : callNested(callee(func), all, null);
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    const { func, self } = this;
    const all = [self, ...args];
    return func instanceof PyFunction ? func.callKw(all, names) : callNested(callee(func), all, names);
  }
}

export const BoundMethod = plainConstructor(
  BoundMethodLayout,
  function BoundMethod(func: Value, self: Value) {
    this.func = func;
    this.self = self;
  },
);
export type BoundMethod = BoundMethodLayout;

/** The function of a method as an object; `classmethod(5)` binds what can't be called, too. */
function callee(func: Value): PyObject {
  if (typeof func === 'object') return func;
  throw newException(typeErrorType, `'${typeOf(func).name}' object is not callable`);
}

export const methodType = builtinType('method', BoundMethod, { final: true, hasWeakrefs: true });
