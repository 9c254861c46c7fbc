// Functions and methods written in TypeScript, and the one way to declare them.
//
//     defineMethods(listType, {
//       append: ['($self, object, /)', list_append, 'Append object to the end of the list.'],
//       pop: ['($self, index=-1, /)', list_pop, 'Remove and return item at index (default last).'],
//     });
//     defineFunctions('math', { gcd: ['(*integers)', math_gcd, '...'] })
//
// The signature is Python's own text. It becomes `__text_signature__`, and tells how arguments reach the implementation:
// one JavaScript argument for each parameter in order, undefined for one that was left out (TypeScript's own default parameters
// fill it in), an array for *args, a Map for **kwargs. Wrong arguments get CPython's messages, which differ by kind: functions of
// no argument, of exactly one, of positional arguments only, and of arguments that may be keywords.
//
// An implementation returns a Result; it may also throw a PyBaseException. It must not call back into Python in a loop without
// minding ABRUPT (see machine/frame.ts).
import { arityOf, PyObject, type Result, type Value } from './object.ts';
import { newException, typeErrorType, type PyBaseException } from './exception.ts';
import { builtinType, PyType, setTypeAttribute } from './type.ts';
import type { Plans } from '../operators/call-plans.ts';
import type { RichOperator } from '../operators/compare.ts';
import { suggest } from './text/suggestions.ts';
import { typeOf } from './typeof.ts';

/** A native implementation. The signature text says what it really takes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the arguments are as various as the signatures
export type Implementation = (...args: any[]) => Result;

interface Parameter {
  name: string;
  kind: 'positional' | 'any' | 'keyword' | 'args' | 'kwargs';
  required: boolean;
}

/** Signatures by text: most natives share theirs with others, and parsing takes a sixth of the time that the command needs to start. */
const signatures = new Map<string, Signature>();

/** What a signature text says. */
export function signatureOf(text: string): Signature {
  let signature = signatures.get(text);
  if (signature === undefined) signatures.set(text, (signature = new Signature(text)));
  return signature;
}

export class Signature {
  readonly text: string;
  readonly params: Parameter[];
  /** Positional arguments at least and at most (Infinity with *args). Counts `self` of methods. */
  readonly min: number;
  readonly max: number;
  /** Parameters may be given by keyword, or there are **kwargs. */
  readonly hasKeywords: boolean;
  readonly varargs: number;
  readonly kwargs: number;
  /** Some parameter must be given by keyword. */
  readonly requiresKeywords: boolean;

  constructor(text: string) {
    this.text = text;
    this.params = parseParameters(text);
    const positional = this.params.filter((p) => p.kind === 'positional' || p.kind === 'any');
    this.min = positional.filter((p) => p.required).length;
    this.varargs = this.params.findIndex((p) => p.kind === 'args');
    this.kwargs = this.params.findIndex((p) => p.kind === 'kwargs');
    this.max = this.varargs >= 0 ? Infinity : positional.length;
    this.requiresKeywords = this.params.some((p) => p.kind === 'keyword' && p.required);
    this.hasKeywords = this.params.some(
      (p) => p.kind === 'any' || p.kind === 'keyword' || p.kind === 'kwargs',
    );
  }

  /** Names of the parameters that can be given by keyword. */
  get keywordNames(): string[] {
    return this.params.filter((p) => p.kind === 'any' || p.kind === 'keyword').map((p) => p.name);
  }

  /** The parameter that can be given by a keyword; -1: none. */
  keywordIndex(name: string): number {
    const { params } = this;
    for (let i = 0; i < params.length; i++) {
      const p = params[i]!;
      if (p.name === name && (p.kind === 'any' || p.kind === 'keyword')) return i;
    }
    return -1;
  }
}

/** The TypeError for a keyword argument that is none of `names`. */
export function unexpectedKeyword(who: string, name: string, names: readonly string[]): PyBaseException {
  const close = suggest(name, names);
  return newException(
    typeErrorType,
    `${who}() got an unexpected keyword argument '${name}'${close === null ? '' : `. Did you mean '${close}'?`}`,
  );
}

/** The TypeError for `given` arguments, all of them keyword arguments or not, where there may be `total`. */
export function tooManyArguments(
  who: string,
  total: number,
  allKeywords: boolean,
  given: number,
): PyBaseException {
  const kind = allKeywords ? 'keyword ' : '';
  return newException(
    typeErrorType,
    `${who}() takes at most ${total} ${kind}argument${total === 1 ? '' : 's'} (${given} given)`,
  );
}

/** Throws TypeError unless all keyword arguments of a native that looks at them itself are among `names`. */
export function checkKeywords(
  who: string,
  keywords: ReadonlyMap<string, Value> | undefined,
  names: readonly string[],
): void {
  if (keywords === undefined) return;
  if (keywords.size > names.length) throw tooManyArguments(who, names.length, true, keywords.size);
  for (const name of keywords.keys()) if (!names.includes(name)) throw unexpectedKeyword(who, name, names);
}

/** Splits `($self, a, b=1, /, *, key=None)`; text in brackets or quotes inside defaults does not split. */
function parseParameters(text: string): Parameter[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let current = '';
  for (const ch of text.slice(1, -1)) {
    if (quote !== '') quote = ch === quote ? '' : quote;
    else if (ch === "'" || ch === '"') quote = ch;
    else if (ch === '(' || ch === '[' || ch === '{') depth++;
    else if (ch === ')' || ch === ']' || ch === '}') depth--;
    if (ch === ',' && depth === 0 && quote === '') {
      parts.push(current.trim());
      current = '';
    } else current += ch;
  }
  if (current.trim() !== '') parts.push(current.trim());
  const slash = parts.indexOf('/');
  const params: Parameter[] = [];
  let keywordOnly = false;
  parts.forEach((part, i) => {
    if (part === '/') return;
    if (part === '*') keywordOnly = true;
    else if (part.startsWith('**')) params.push({ name: part.slice(2), kind: 'kwargs', required: false });
    else if (part.startsWith('*')) {
      params.push({ name: part.slice(1), kind: 'args', required: false });
      keywordOnly = true;
    } else {
      const equals = part.indexOf('=');
      const name = (equals < 0 ? part : part.slice(0, equals)).replace('$', '');
      const kind = keywordOnly ? 'keyword' : i < slash || part.startsWith('$') ? 'positional' : 'any';
      params.push({ name, kind, required: equals < 0 });
    }
  });
  return params;
}

/** Throws for a call with `given` positional arguments and the keywords `names`, where it has something to object. */
export type ArgumentCheck = (given: number, names: readonly string[]) => void;

/** Common part of functions, methods and slot wrappers written in TypeScript. */
export abstract class NativeCallable extends PyObject {
  readonly name: string;
  readonly signature: Signature;
  readonly impl: Implementation;
  readonly doc: string | null;
  /** A bit for each number of positional arguments with which `js` can be called directly (bit 2: two arguments). */
  arity: number;
  /** The same for a call through an object whose class has this method, `self` counted. */
  methodArity: number;
  js: Implementation;
  /** How it takes arguments; null as long as it has not been called with keywords often. */
  plans: Plans | null = null;
  /**
   * What CPython looks at before all else, in words of its own: where there are keywords, or, of a `__new__`, where the class
   * itself is called (its `tp_vectorcall`).
   */
  check: ArgumentCheck | null = null;
  /** From `least` to `most` positional arguments can be given to `impl` as they are; none when it has *args or **kwargs. */
  readonly least: number;
  readonly most: number;
  /** Called as a function, its arguments need no check of their own (`checkSelf` does nothing). */
  protected unchecked = true;

  constructor(name: string, signature: Signature, impl: Implementation, doc: string | null) {
    super();
    this.name = name;
    this.signature = signature;
    this.impl = impl;
    this.js = impl;
    this.doc = doc;
    const plain = signature.varargs < 0 && signature.kwargs < 0 && !signature.requiresKeywords;
    this.least = plain ? signature.min : Infinity;
    this.most = plain ? signature.max : -1;
    this.arity = this.methodArity = arityOf(this.least, this.most);
  }

  /** Whether `impl` takes `count` positional arguments as they are, `self` among them. */
  takes(count: number): boolean {
    return this.least <= count && count <= this.most;
  }

  /** Whether `impl` can be called without a look at the first argument. */
  get plannable(): boolean {
    return this.unchecked;
  }

  /** How error messages of the kinds "takes no arguments" and "takes exactly one argument" name it. */
  abstract fullName(): string;
  /** How other messages about arguments name it: constructors go by the name of the class. */
  errorName(): string {
    return this.name;
  }
  /** 1 for methods: `self` is not counted in messages. */
  abstract selfCount(): number;
  /** Checks the first argument of an unbound method call; throws TypeError. */
  checkSelf(_args: Value[]): void {}

  override call0(): Result {
    return this.unchecked && this.takes(0) ? this.impl() : this.callN([]);
  }
  override call1(a: Value): Result {
    return this.unchecked && this.takes(1) ? this.impl(a) : this.callN([a]);
  }
  override call2(a: Value, b: Value): Result {
    return this.unchecked && this.takes(2) ? this.impl(a, b) : this.callN([a, b]);
  }
  override call3(a: Value, b: Value, c: Value): Result {
    return this.unchecked && this.takes(3) ? this.impl(a, b, c) : this.callN([a, b, c]);
  }
  override callN(args: Value[]): Result {
    this.checkSelf(args);
    return this.invoke(args);
  }
  /** Calls with positional arguments once `self` is known to be right. */
  invoke(args: Value[]): Result {
    const { min, max, varargs, params } = this.signature;
    if (args.length < min || args.length > max) throw this.countError(args.length, 0);
    if (varargs < 0 && this.signature.kwargs < 0 && params.length === max) return this.impl(...args);
    if (varargs === 1 && params.length === 2) return this.impl(args[0], args.slice(1));
    return this.impl(...this.arranged(args));
  }
  /** What the implementation is given for so many positional arguments, whose number fits. */
  private arranged(args: Value[]): unknown[] {
    const { varargs, kwargs, params } = this.signature;
    const direct: unknown[] = varargs < 0 ? args.slice() : args.slice(0, varargs);
    if (varargs >= 0) direct[varargs] = args.slice(varargs);
    this.checkRequiredKeywords(direct);
    if (kwargs >= 0) direct[params.length - 1] = new Map();
    return direct;
  }
  /** What the implementation is given for the arguments of a call, the last `names.length` of them keywords; throws TypeError. */
  bound(args: Value[], names: readonly string[] | null): unknown[] {
    if (names !== null && names.length > 0) {
      const count = args.length - names.length;
      return this.boundKw(args.slice(0, count), names, args.slice(count));
    }
    if (args.length < this.signature.min || args.length > this.signature.max)
      throw this.countError(args.length, 0);
    return this.arranged(args);
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    if (names.length === 0) return this.callN(args);
    const positional = args.slice(0, args.length - names.length);
    this.checkSelf(positional);
    return this.invokeKw(positional, names, args.slice(args.length - names.length));
  }
  invokeKw(positional: Value[], names: readonly string[], values: Value[]): Result {
    if (!this.signature.hasKeywords && this.ignoresKeywords(positional)) return this.invoke(positional);
    return this.impl(...this.boundKw(positional, names, values));
  }
  private boundKw(positional: Value[], names: readonly string[], values: Value[]): unknown[] {
    const { params, max, min, varargs, kwargs, hasKeywords } = this.signature;
    if (!hasKeywords) throw this.error(`${this.fullName()} takes no keyword arguments`);
    if (this.check !== null && this.selfCount() === 0) this.check(positional.length, names);
    if (positional.length > max) throw this.countError(positional.length, names.length);
    const direct: unknown[] = [];
    for (let i = 0; i < params.length; i++) direct.push(undefined);
    const limit = varargs >= 0 ? Math.min(positional.length, varargs) : positional.length;
    for (let i = 0; i < limit; i++) direct[i] = positional[i];
    if (varargs >= 0) direct[varargs] = positional.slice(varargs);
    const extra = kwargs >= 0 ? new Map<string, Value>() : null;
    if (extra !== null) direct[kwargs] = extra;
    this.checkTotal(positional.length, names.length);
    let clash = Infinity;
    let unexpected: string | null = null;
    for (let k = 0; k < names.length; k++) {
      const name = names[k]!;
      const i = this.signature.keywordIndex(name);
      if (i >= 0) {
        if (direct[i] !== undefined) clash = Math.min(clash, i);
        else direct[i] = values[k];
      } else if (extra !== null) extra.set(name, values[k]!);
      else unexpected ??= name;
    }
    for (let i = 0; i < min; i++) {
      if (direct[i] === undefined) {
        const p = params[i]!;
        if (p.kind === 'positional') throw this.countError(positional.length, names.length);
        throw this.error(
          `${this.errorName()}() missing required argument '${p.name}' (pos ${i + 1 - this.selfCount()})`,
        );
      }
    }
    if (clash < Infinity) {
      throw this.error(
        `argument for ${this.errorName()}() given by name ('${params[clash]!.name}') and position (${clash + 1 - this.selfCount()})`,
      );
    }
    if (unexpected !== null)
      throw unexpectedKeyword(this.errorName(), unexpected, this.signature.keywordNames);
    this.checkRequiredKeywords(direct);
    return direct;
  }

  /** Whether keyword arguments of a native that has none are the concern of another. */
  protected ignoresKeywords(_args: Value[]): boolean {
    return false;
  }

  /** Throws TypeError for more arguments than there are parameters. */
  private checkTotal(positional: number, keywords: number): void {
    const { params, varargs, kwargs } = this.signature;
    const total = params.length - this.selfCount();
    const given = positional - this.selfCount() + keywords;
    if (varargs < 0 && kwargs < 0 && given > total)
      throw tooManyArguments(this.errorName(), total, positional === this.selfCount(), given);
  }

  private checkRequiredKeywords(direct: unknown[]): void {
    if (!this.signature.requiresKeywords) return;
    this.signature.params.forEach((p, i) => {
      if (p.kind === 'keyword' && p.required && direct[i] === undefined) {
        throw this.error(`${this.errorName()}() missing required keyword-only argument: '${p.name}'`);
      }
    });
  }

  /** The TypeError for a wrong number of positional arguments, in the wording of CPython's four calling conventions. */
  protected countError(given: number, keywords: number): PyBaseException {
    const self = this.selfCount();
    const min = this.signature.min - self;
    const max = this.signature.max - self;
    const n = given - self;
    if (max === 0) {
      if (this.signature.hasKeywords)
        return this.error(`${this.errorName()}() takes no positional arguments`);
      return this.error(`${this.fullName()} takes no arguments (${n} given)`);
    }
    if (!this.signature.hasKeywords) {
      if (min === 1 && max === 1)
        return this.error(`${this.fullName()} takes exactly one argument (${n} given)`);
      const wanted = min === max ? `${min}` : n < min ? `at least ${min}` : `at most ${max}`;
      const count = min === max ? min : n < min ? min : max;
      return this.error(`${this.errorName()} expected ${wanted} argument${count === 1 ? '' : 's'}, got ${n}`);
    }
    if (n < min) {
      const p = this.signature.params[self + n]!;
      if (p.kind === 'any')
        return this.error(`${this.errorName()}() missing required argument '${p.name}' (pos ${n + 1})`);
      return this.error(
        `${this.errorName()}() takes ${min === max ? 'exactly' : 'at least'} ${min} positional argument${min === 1 ? '' : 's'} (${n} given)`,
      );
    }
    const all = this.signature.params.filter((p) => p.kind !== 'kwargs').length - self;
    const keywordOnly = this.signature.params.some((p) => p.kind === 'keyword');
    if (keywordOnly) {
      const how = min === max ? 'exactly' : 'at most';
      return this.error(
        `${this.errorName()}() takes ${how} ${max} positional argument${max === 1 ? '' : 's'} (${n} given)`,
      );
    }
    return this.error(
      `${this.errorName()}() takes at most ${all} argument${all === 1 ? '' : 's'} (${n + keywords} given)`,
    );
  }

  protected error(message: string): PyBaseException {
    return newException(typeErrorType, message);
  }
}

/** `builtin_function_or_method`: a function of a module, or (with `self`) a method bound to an object. */
export class BuiltinFunction extends NativeCallable {
  /** `__module__`; null is None. */
  module: string | null;
  /** `__self__`: what it is bound to; null for a function of a module. */
  self: Value | null = null;
  /** The class whose static method it is; null otherwise. */
  owner: PyType | null = null;
  constructor(
    name: string,
    signature: Signature,
    impl: Implementation,
    doc: string | null,
    module: string | null,
  ) {
    super(name, signature, impl, doc);
    this.module = module;
  }
  fullName(): string {
    return this.module === null || this.module === 'builtins'
      ? `${this.name}()`
      : `${this.module}.${this.name}()`;
  }
  selfCount(): number {
    return 0;
  }
}

/** `__new__` of a built-in class: called from Python, it checks the class it is to instantiate; `invoke` does not. */
export class NewFunction extends BuiltinFunction {
  /** `impl` for a class and one argument alone. */
  private readonly pair: Implementation | null;

  constructor(owner: PyType, signature: Signature, impl: Implementation, pair?: Implementation) {
    super(
      '__new__',
      signature,
      impl,
      'Create and return a new object.  See help(type) for accurate signature.',
      null,
    );
    this.self = this.owner = owner;
    this.arity = this.methodArity = 0;
    this.unchecked = false;
    this.pair = pair ?? (this.takes(2) ? impl : null);
  }
  override call1(cls: Value): Result {
    return this.takes(1) && this.isSafe(cls) ? this.impl(cls) : this.callN([cls]);
  }
  override call2(cls: Value, a: Value): Result {
    return this.pair !== null && this.isSafe(cls) ? this.pair(cls, a) : this.callN([cls, a]);
  }
  /** Whether `checkSelf` has found nothing to say about the class. */
  private isSafe(cls: Value): boolean {
    return cls instanceof PyType && cls.safeNew === this;
  }
  override errorName(): string {
    return (this.self as PyType).qualname;
  }
  override fullName(): string {
    return `${this.errorName()}()`;
  }
  override selfCount(): number {
    return 1;
  }
  /** No `__new__` of CPython's takes its one argument by itself (METH_O). */
  protected override countError(given: number, keywords: number): PyBaseException {
    const { min, max, hasKeywords } = this.signature;
    if (hasKeywords || min !== 2 || max !== 2) return super.countError(given, keywords);
    return this.error(`${this.errorName()} expected 1 argument, got ${given - 1}`);
  }
  /** Keyword arguments are for `__init__` when a subclass has one of its own. */
  protected override ignoresKeywords([cls]: Value[]): boolean {
    return (cls as PyType).lookup('__init__') !== (this.self as PyType).lookup('__init__');
  }
  override checkSelf(args: Value[]): void {
    const owner = this.self as PyType;
    const cls = args[0];
    const prefix = `${owner.name}.__new__(`;
    if (cls === undefined) throw this.error(`${prefix}): not enough arguments`);
    if (!(cls instanceof PyType))
      throw this.error(`${prefix}X): X is not a type object (${typeOf(cls).name})`);
    if (!cls.isSubtype(owner))
      throw this.error(`${prefix}${cls.name}): ${cls.name} is not a subtype of ${owner.name}`);
    let base: PyType | null = cls;
    while (base !== null && base.isHeap) base = base.base;
    if (base !== null && (base.lookup('__new__') as NewFunction).impl !== this.impl) {
      throw this.error(`${prefix}${cls.name}) is not safe, use ${base.name}.__new__()`);
    }
    cls.safeNew = this;
  }
}

export const builtinFunctionType = builtinType('builtin_function_or_method', BuiltinFunction, {
  final: true,
  hasWeakrefs: true,
});

/** A method of a built-in class, not bound: `method_descriptor`, or for special methods `wrapper_descriptor`. */
export class MethodDescriptor extends NativeCallable {
  /** The class that defines it: `__objclass__`. */
  readonly owner: PyType;
  constructor(owner: PyType, name: string, signature: Signature, impl: Implementation, doc: string | null) {
    super(name, signature, impl, doc);
    this.owner = owner;
    this.arity = 0; // called as a function, `self` has to be checked first
    this.unchecked = false;
  }
  fullName(): string {
    const { qualname } = this.owner;
    return this.name === '__init__' ? `${qualname}()` : `${qualname}.${this.name}()`;
  }
  override errorName(): string {
    return this.name === '__init__' ? this.owner.qualname : this.name;
  }
  selfCount(): number {
    return 1;
  }
  override checkSelf(args: Value[]): void {
    const objection = this.objectionTo(args);
    if (objection !== null) throw this.error(objection);
  }
  /** What is wrong with the first argument of an unbound call; null: nothing. */
  objectionTo(args: readonly Value[]): string | null {
    const isSlot = this instanceof SlotWrapper;
    if (args.length === 0) {
      return isSlot
        ? `descriptor '${this.name}' of '${this.owner.name}' object needs an argument`
        : `unbound method ${this.fullName()} needs an argument`;
    }
    const type = typeOf(args[0]!);
    if (type.isSubtype(this.owner)) return null;
    return isSlot
      ? `descriptor '${this.name}' requires a '${this.owner.name}' object but received a '${type.name}'`
      : `descriptor '${this.name}' for '${this.owner.name}' objects doesn't apply to a '${type.name}' object`;
  }
  override callN(args: Value[]): Result {
    this.checkSelf(args);
    return this.invoke(args);
  }
}

export const methodDescriptorType = builtinType('method_descriptor', MethodDescriptor, { final: true });

/** A special method of a built-in class (`int.__add__`), which CPython makes from a slot of the type. */
export class SlotWrapper extends MethodDescriptor {
  /** Wrong counts read as CPython's slot wrappers say it: "expected 1 argument, got 0". */
  protected override countError(given: number, keywords: number): PyBaseException {
    const { min, max } = this.signature;
    if (this.name === '__pow__' || this.name === '__rpow__')
      return this.error(`expected 1 or 2 arguments, got ${given - 1}`);
    if (min !== max || this.signature.hasKeywords || this.name === '__init__')
      return super.countError(given, keywords);
    const who = min === 3 || this.name === '__buffer__' ? `${this.name} ` : '';
    return this.error(`${who}expected ${min - 1} argument${min - 1 === 1 ? '' : 's'}, got ${given - 1}`);
  }
}

export const slotWrapperType = builtinType('wrapper_descriptor', SlotWrapper, { final: true });

/** A native method bound to its object. */
export class BoundNative extends PyObject {
  readonly func: MethodDescriptor;
  readonly self: Value;
  constructor(func: MethodDescriptor, self: Value) {
    super();
    this.func = func;
    this.self = self;
  }
  override call0(): Result {
    return this.func.takes(1) ? this.func.impl(this.self) : this.func.invoke([this.self]);
  }
  override call1(a: Value): Result {
    return this.func.takes(2) ? this.func.impl(this.self, a) : this.func.invoke([this.self, a]);
  }
  override call2(a: Value, b: Value): Result {
    return this.func.takes(3) ? this.func.impl(this.self, a, b) : this.func.invoke([this.self, a, b]);
  }
  override call3(a: Value, b: Value, c: Value): Result {
    return this.func.invoke([this.self, a, b, c]);
  }
  override callN(args: Value[]): Result {
    return this.func.invoke([this.self, ...args]);
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    const { func, self } = this;
    if (names.length > 0 && !func.signature.hasKeywords && self instanceof PyType && !func.owner.isMeta) {
      // A class method goes by the class it was taken from.
      throw newException(typeErrorType, `${self.qualname}.${func.name}() takes no keyword arguments`);
    }
    const count = args.length - names.length;
    return func.invokeKw([self, ...args.slice(0, count)], names, args.slice(count));
  }
}

/** The same class name as functions of modules, by CPython's naming; `methodWrapperType` for special methods. */
export class BoundSlot extends BoundNative {}

// Bound methods and functions of modules are of one class; this one only mirrors its attributes for the other layout.
export const boundNativeLayout = builtinType('builtin_function_or_method', BoundNative, {
  final: true,
  hasWeakrefs: true,
});
(BoundNative.prototype as { cls: PyType }).cls = builtinFunctionType;
export const methodWrapperType = builtinType('method-wrapper', BoundSlot, { final: true });

/** `classmethod_descriptor`: a native method that takes the class. */
export class ClassMethodDescriptor extends PyObject {
  readonly func: MethodDescriptor;
  readonly owner: PyType;
  constructor(owner: PyType, func: MethodDescriptor) {
    super();
    this.owner = owner;
    this.func = func;
  }
  /** The method of `type`, which must derive from the class that defines it. */
  bind(type: PyType): BoundNative {
    if (type.isSubtype(this.owner)) return new BoundNative(this.func, type);
    throw newException(
      typeErrorType,
      `descriptor '${this.func.name}' requires a subtype of '${this.owner.name}' but received '${type.name}'`,
    );
  }
}

export const classMethodDescriptorType = builtinType('classmethod_descriptor', ClassMethodDescriptor, {
  final: true,
});

/** A computed attribute of a built-in class (`getset_descriptor`, or with `isMember` `member_descriptor`). */
export class GetSetDescriptor extends PyObject {
  readonly owner: PyType;
  readonly name: string;
  readonly get: (self: never) => Result;
  /** Sets, or with undefined deletes; null when it is read-only. */
  readonly set: ((self: never, value: Value | undefined) => Result | void) | null;
  readonly doc: string | null;
  /** Shown as `member_descriptor`. */
  declare readonly isMember: boolean;
  declare readFrom: (obj: Value) => Result;
  constructor(
    owner: PyType,
    name: string,
    get: (self: never) => Result,
    set: ((self: never, value: Value | undefined) => Result | void) | null,
    doc: string | null,
  ) {
    super();
    this.owner = owner;
    this.name = name;
    this.get = get;
    this.set = set;
    this.doc = doc;
  }
}

GetSetDescriptor.prototype.readFrom = function (obj) {
  return this.get(obj as never);
};

export const getSetDescriptorType = builtinType('getset_descriptor', GetSetDescriptor, { final: true });

/** As a getset, but shown as a member (`member_descriptor`). */
export class MemberDescriptor extends GetSetDescriptor {}
(GetSetDescriptor.prototype as { isMember: boolean }).isMember = false;
(MemberDescriptor.prototype as { isMember: boolean }).isMember = true;
export const memberDescriptorType = builtinType('member_descriptor', MemberDescriptor, { final: true });

/** `staticmethod` around a native function in a built-in class: `dict.fromkeys`-like are class methods, `str.maketrans` is this. */
export class StaticNative extends PyObject {
  readonly func: BuiltinFunction;
  constructor(func: BuiltinFunction) {
    super();
    this.func = func;
  }
}

// What `isDescriptor` (type.ts) looks at before the descriptors' own methods are defined.
for (const { prototype } of [MethodDescriptor, ClassMethodDescriptor, GetSetDescriptor, StaticNative]) {
  (prototype as { binds?: boolean }).binds = true;
}

/**
 * name -> [signature, implementation, doc, pair, check]; `pair`, of a `__new__` or of a function with *args, is what a call with
 * two positional arguments does, in less time; `check`, of a function, sees calls with keywords first.
 */
export type MethodTable = Record<
  string,
  [signature: string, impl: Implementation, doc?: string, pair?: Implementation, check?: ArgumentCheck]
>;
/** The six comparison methods, made by `method`. */
export function comparisonTable(method: (op: RichOperator) => Implementation): MethodTable {
  return {
    __eq__: ['($self, value, /)', method('Eq'), 'Return self==value.'],
    __ne__: ['($self, value, /)', method('NotEq'), 'Return self!=value.'],
    __lt__: ['($self, value, /)', method('Lt'), 'Return self<value.'],
    __le__: ['($self, value, /)', method('LtE'), 'Return self<=value.'],
    __gt__: ['($self, value, /)', method('Gt'), 'Return self>value.'],
    __ge__: ['($self, value, /)', method('GtE'), 'Return self>=value.'],
  };
}

/** name -> [getter, setter or null, doc]. The setter gets undefined for deletion. */
export type GetSetTable = Record<
  string,
  [
    get: (self: never) => Result,
    set?: ((self: never, value: Value | undefined) => Result | void) | null,
    doc?: string,
  ]
>;

/** Adds methods (special ones too) to a built-in class. */
export function defineMethods(type: PyType, table: MethodTable): void {
  for (const [name, [text, impl, doc]] of Object.entries(table)) {
    const isSlot =
      name.startsWith('__') &&
      name.endsWith('__') &&
      !PLAIN_DUNDERS.has(name) &&
      !PLAIN_METHODS.has(`${type.name}.${name}`);
    const Kind = isSlot ? SlotWrapper : MethodDescriptor;
    setTypeAttribute(type, name, new Kind(type, name, signatureOf(text), impl, doc ?? null));
  }
}

/** Special methods that CPython defines as ordinary methods, not through slots. */
const PLAIN_DUNDERS = new Set(
  (
    '__class_getitem__ __reversed__ __sizeof__ __reduce__ __reduce_ex__ __getstate__ __setstate__ __format__ __dir__ __subclasshook__ ' +
    '__init_subclass__ __getnewargs__ __getnewargs_ex__ __copy__ __deepcopy__ __enter__ __exit__ __complex__ __bytes__ __ceil__ ' +
    '__floor__ __round__ __trunc__ __length_hint__ __instancecheck__ __subclasscheck__ __prepare__ __mro_entries__ __set_name__ ' +
    '__alloc__ __getformat__ __replace__ __fspath__ __missing__ __subclasses__ __from_number__ __with_traceback__'
  ).split(' '),
);

/** Methods that CPython has besides the slot of the same name (METH_COEXIST). */
const PLAIN_METHODS = new Set([
  'list.__getitem__',
  'dict.__getitem__',
  'dict.__contains__',
  'set.__contains__',
  'frozenset.__contains__',
]);

/** Adds class methods to a built-in class; the implementation's first argument is the class. */
export function defineClassMethods(type: PyType, table: MethodTable): void {
  for (const [name, [text, impl, doc]] of Object.entries(table)) {
    const func = new MethodDescriptor(type, name, signatureOf(text), impl, doc ?? null);
    setTypeAttribute(type, name, new ClassMethodDescriptor(type, func));
  }
}

/** Adds static methods to a built-in class. `__new__` is one: its first parameter is the class to instantiate. */
export function defineStaticMethods(type: PyType, table: MethodTable): void {
  for (const [name, [text, impl, doc, pair]] of Object.entries(table)) {
    const signature = signatureOf(text);
    if (name === '__new__') setTypeAttribute(type, name, new NewFunction(type, signature, impl, pair));
    else {
      const func = new BuiltinFunction(name, signature, impl, doc ?? null, null);
      func.owner = type;
      setTypeAttribute(type, name, new StaticNative(func));
    }
  }
}

/** Has calls of the class itself checked first, where CPython's `tp_vectorcall` has other words than its `__new__`. */
export function checkCalls(type: PyType, check: ArgumentCheck): void {
  (type.attrs.get('__new__') as NewFunction).check = check;
}

/** The check of a class whose calls without keywords are counted apart from others: 'int expected at most 2 arguments, got 3'. */
export function checkPositional(who: string, most: number): ArgumentCheck {
  return (given, names) => {
    if (names.length > 0 || given <= most) return;
    throw newException(typeErrorType, `${who} expected at most ${most} arguments, got ${given}`);
  };
}

/** Adds computed attributes to a built-in class. */
export function defineGetSets(type: PyType, table: GetSetTable): void {
  for (const [name, [get, set, doc]] of Object.entries(table)) {
    setTypeAttribute(type, name, new GetSetDescriptor(type, name, get, set ?? null, doc ?? null));
  }
}

/** As `defineGetSets`, for attributes that CPython implements as members. */
export function defineMembers(type: PyType, table: GetSetTable): void {
  for (const [name, [get, set, doc]] of Object.entries(table)) {
    setTypeAttribute(type, name, new MemberDescriptor(type, name, get, set ?? null, doc ?? null));
  }
}

/** Sets plain class attributes. */
export function defineAttributes(type: PyType, table: Record<string, Value>): void {
  for (const [name, value] of Object.entries(table)) setTypeAttribute(type, name, value);
}

/** Makes functions for a module: name -> function. */
export function nativeFunctions(module: string, table: MethodTable): Record<string, BuiltinFunction> {
  const result: Record<string, BuiltinFunction> = {};
  for (const [name, [text, impl, doc, pair, check]] of Object.entries(table)) {
    const f = new BuiltinFunction(name, signatureOf(text), impl, doc ?? null, module);
    if (check !== undefined) f.check = check;
    if (pair !== undefined) {
      f.js = pair;
      f.arity = arityOf(2, 2);
    }
    result[name] = f;
  }
  return result;
}
