// Calling a class: `type.__call__`, that is `__new__`, then `__init__`.
//
// Compiled code calls `cls.js(a, b)` where `cls.arity` has the bit for so many arguments. For a class made in Python with
// object's `__new__` and a plain `__init__` (or none), or with a plain `__new__` and object's `__init__`, that is a function
// made for this class alone, which makes the instance and runs the one method without any array; it is made on the second
// call and forgotten when the class changes (PyType.changed). Everything else goes through `construct`.
import { ABRUPT } from '../machine/abrupt.ts';
import { countCall } from '../machine/deep.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { bindAttribute } from '../operators/attribute.ts';
import {
  countOf,
  type GivenArguments,
  nativeCall,
  type Plan,
  planFor,
  PlanWriter,
  pythonCall,
} from '../operators/call-plans.ts';
import { callKw, callMethodN, callN } from '../operators/call.ts';
import { typeErrorOf } from './class-layout.ts';
import { baseExceptionType, PyBaseException } from './exception.ts';
import { PyFunction } from './function.ts';
import { MethodDescriptor, type NativeCallable, NewFunction } from './native.ts';
import { None } from './none.ts';
import { arityOf, type IterResult, MAX_ARITY, type Result, type Value } from './object.ts';
import { StaticMethod } from './property.ts';
import { Steps } from './steps.ts';
import { objectType, PyType, typeType } from './type.ts';
import { typeOf } from './typeof.ts';

/** `cls(*args, **keywords)` as `type.__call__` does it; the last `names.length` of `args` are the keywords' values. */
export function construct(cls: PyType, args: Value[], names: readonly string[] | null): Result {
  if (cls === typeType) {
    if (args.length - (names?.length ?? 0) === 1) {
      if (names !== null) throw typeErrorOf('type() takes no keyword arguments');
      return typeOf(args[0]!);
    }
    if (args.length - (names?.length ?? 0) !== 3) throw typeErrorOf('type() takes 1 or 3 arguments');
  }
  const make = cls.lookup('__new__');
  if (make === undefined) throw cannotCreate(cls);
  const made = callNew(cls, make, args, names);
  if (made === ABRUPT) return new Construction(cls, args, names).resumeAfterNew();
  return initialize(cls, made, args, names);
}

/** The TypeError for a class of the interpreter's own whose instances programs cannot make. */
function cannotCreate(cls: PyType): PyBaseException {
  return typeErrorOf(`cannot create '${cls.name}' instances`);
}

function callNew(cls: PyType, make: Value, args: Value[], names: readonly string[] | null): Result {
  if (make instanceof NewFunction) {
    if (make.self === objectType) return newObject(cls, args.length > 0);
    const count = args.length - (names?.length ?? 0);
    if (make.check !== null && cls === make.self) make.check(count, names ?? NO_NAMES);
    if (names === null) return make.invoke([cls, ...args]);
    return make.invokeKw([cls, ...args.slice(0, count)], names, args.slice(count));
  }
  const func = make instanceof StaticMethod && !make.cls.isHeap ? make.func : bindAttribute(make, null, cls);
  if (func === ABRUPT) return suspend(new BoundNew(cls, args, names)) as Result;
  return names === null ? callN(func, [cls, ...args]) : callKw(func, [cls, ...args], names);
}

/** A new plain instance, after object's checks of the arguments. */
export function newObject(cls: PyType, hasArguments: boolean): Result {
  if (!cls.isHeap && !cls.isPlain && cls !== objectType) throw cannotCreate(cls);
  if (hasArguments) {
    const { attrs } = objectType;
    if (cls.lookup('__new__') !== attrs.get('__new__')) {
      throw typeErrorOf('object.__new__() takes exactly one argument (the type to instantiate)');
    }
    if (cls.lookup('__init__') === attrs.get('__init__'))
      throw typeErrorOf(`${cls.name}() takes no arguments`);
  }
  if (cls.isAbstract) throw abstractError(cls);
  return new cls.Ctor();
}

/** The TypeError for a class with abstract methods; filled in by type-methods.ts, which knows how to list them. */
export const abstractMethodNames = { of: (_cls: PyType): string[] => [] };

function abstractError(cls: PyType): Error {
  const names = abstractMethodNames.of(cls).sort();
  const quoted = names.map((n) => `'${n}'`).join(', ');
  const methods = names.length === 1 ? 'method' : 'methods';
  return typeErrorOf(
    `Can't instantiate abstract class ${cls.name} without an implementation for abstract ${methods} ${quoted}`,
  ) as unknown as Error;
}

/** Calls `__init__` when the new object is an instance of the class. */
function initialize(cls: PyType, made: Value, args: Value[], names: readonly string[] | null): Result {
  const type = typeOf(made);
  if (type !== cls && !type.isSubtype(cls)) return made;
  const init = type.lookup('__init__')!;
  if (init === objectType.attrs.get('__init__') && args.length === 0) return made;
  const done = callMethodN(init, made, args, names);
  return done === None ? made : afterInit(made, done);
}

/** What a call gives whose `__init__` returned `done`, when that was not None. */
function afterInit(made: Value, done: Result): Result {
  if (done === ABRUPT) return suspend(new InitFrame(made)) as Result;
  if (done !== None) throw typeErrorOf(`__init__() should return None, not '${typeOf(done).name}'`);
  return made;
}

/** Left while `__init__` is off the stack. */
class InitFrame extends NativeFrame {
  readonly made: Value;
  constructor(made: Value) {
    super();
    this.made = made;
  }
  returned(value: Value): IterResult {
    return afterInit(this.made, value);
  }
}

/** Left while binding `__new__` is off the stack. */
class BoundNew extends NativeFrame {
  readonly type: PyType;
  readonly args: Value[];
  readonly names: readonly string[] | null;
  constructor(type: PyType, args: Value[], names: readonly string[] | null) {
    super();
    this.type = type;
    this.args = args;
    this.names = names;
  }
  returned(func: Value): IterResult {
    const args = [this.type, ...this.args];
    return this.names === null ? callN(func, args) : callKw(func, args, this.names);
  }
}

/** Left while `__new__` is off the stack. */
class Construction extends Steps {
  readonly type: PyType;
  readonly args: Value[];
  readonly names: readonly string[] | null;
  constructor(type: PyType, args: Value[], names: readonly string[] | null) {
    super();
    this.type = type;
    this.args = args;
    this.names = names;
  }
  resumeAfterNew(): Result {
    return suspend(this) as Result;
  }
  step(_n: number, made: Value): Result {
    return this.finish(initialize(this.type, made, this.args, this.names));
  }
}

/** `type.__call__`. */
export function type_call(cls: PyType, args: Value[], keywords: Map<string, Value>): Result {
  if (keywords.size === 0) return construct(cls, args, null);
  return construct(cls, [...args, ...keywords.values()], [...keywords.keys()]);
}

// --- The fast way --------------------------------------------------------------------------------------------------------

/** Calls before a class gets a function of its own: what is called once is not worth compiling one. */
const CALLS_BEFORE_SPECIALISING = 2;

/** Fills in `cls.js` and `cls.nargs` when calling the class means no more than object's `__new__` and a plain `__init__`. */
function specialise(cls: PyType): void {
  if (cls.isMeta || cls.isAbstract) return;
  const { attrs } = objectType;
  if (cls.cls.lookup('__call__') !== typeType.attrs.get('__call__')) return;
  const make = cls.lookup('__new__');
  const init = cls.lookup('__init__');
  const plainInit = init === attrs.get('__init__');
  if (make === attrs.get('__new__')) {
    if (!cls.isHeap && cls !== objectType) return;
    if (plainInit) makeFast(cls, null, INIT_SOURCE);
    else if (init instanceof PyFunction && init.nargs >= 1) makeFast(cls, init, INIT_SOURCE);
  } else if (plainInit && make instanceof StaticMethod && !make.cls.isHeap) {
    if (make.func instanceof PyFunction && make.func.nargs >= 1) makeFast(cls, make.func, NEW_SOURCE);
  } else if (make instanceof NewFunction) specialiseNative(cls, make, init!);
}

/** Positional arguments handed to a native implementation with as little between as its signature allows. */
function direct(f: NativeCallable): (self: Value, args: Value[]) => Result {
  const { min, max, varargs, kwargs, params } = f.signature;
  const { impl } = f;
  if (varargs === 1 && kwargs === 2 && params.length === 3)
    return (self, args) => impl(self, args, NO_KEYWORDS);
  if (varargs >= 0 || kwargs >= 0) return (self, args) => f.invoke([self, ...args]);
  return (self, args) =>
    args.length === 1 && min <= 2 && max >= 2 ? impl(self, args[0]) : f.invoke([self, ...args]);
}

const NO_NAMES: readonly string[] = [];
const NO_KEYWORDS: ReadonlyMap<string, Value> = new Map<string, Value>();

/** `direct`, after the check that calls of the class itself have. */
function checked(cls: PyType, make: NewFunction): (self: Value, args: Value[]) => Result {
  const create = direct(make);
  const { check } = make;
  if (check === null || cls !== make.self) return create;
  return (self, args) => {
    check(args.length, NO_NAMES);
    return create(self, args);
  };
}

/** Fills in `cls.make` of a class with a built-in `__new__`: that and a built-in `__init__` without the look-ups. */
function specialiseNative(cls: PyType, make: NewFunction, init: Value): void {
  if (cls.cls !== typeType || specialiseException(cls, make, init)) return;
  const create = checked(cls, make);
  if (init === objectType.attrs.get('__init__')) {
    // As in `callNew`, a class may be given to the `__new__` it inherits. Object's `__init__` has nothing to do.
    cls.make = (args) => create(cls, args);
  } else if (make.signature.varargs === 1) {
    const initialise =
      init instanceof MethodDescriptor
        ? direct(init)
        : (self: Value, args: Value[]): Result => callMethodN(init, self, args, null);
    cls.make = (args) => {
      const made = create(cls, args);
      if (made === ABRUPT) return new Construction(cls, args, null).resumeAfterNew();
      const done = initialise(made, args);
      return done === None ? made : afterInit(made, done);
    };
  }
}

/** Fills in `cls.js` of an exception class whose `__new__` is BaseException's, which only keeps the arguments; true if it is one. */
function specialiseException(cls: PyType, make: NewFunction, init: Value): boolean {
  const { attrs } = baseExceptionType;
  if (make.impl !== (attrs.get('__new__') as NewFunction).impl) return false;
  if (init instanceof PyFunction && init.nargs >= 1) {
    makeFast(cls, init, EXCEPTION_SOURCE);
    return cls.js !== null;
  }
  if (init !== attrs.get('__init__')) return false;
  if ((cls.proto as PyBaseException).setArguments !== PyBaseException.prototype.setArguments) return false;
  cls.js = new Function('Ctor', EXCEPTION_MAKER)(cls.Ctor) as PyType['js'];
  cls.arity = arityOf(0, MAX_ARITY);
  return true;
}

const EXCEPTION_MAKER = `return (...args) => {
  const exc = new Ctor();
  exc.args = args;
  return exc;
}`;

const EXCEPTION_SOURCE = (call: string | null): string => `const self = new Ctor();
  self.args = ARGUMENTS;
  const r = ${call!.replace('FIRST', 'self')};
  return r === None ? self : after(self, r);`;

/** Makes the instance and hands it to `method`, the `__init__` (null: there is none to call). */
const INIT_SOURCE = (call: string | null): string =>
  call === null
    ? 'return new Ctor();'
    : `const self = new Ctor();
  const r = ${call.replace('FIRST', 'self')};
  return r === None ? self : after(self, r);`;

/** Lets `method`, the `__new__`, make it; an instance of the class itself has no `__init__` to be called. */
const NEW_SOURCE = (call: string | null): string => `const made = ${call!.replace('FIRST', 'cls')};
  return typeof made === 'object' && made !== null && made.cls === cls ? made : afterNew(cls, made, ARGUMENTS);`;

/** Gives the class its own `js`; `method` gets the instance or the class first, then the arguments. */
function makeFast(cls: PyType, method: PyFunction | null, body: (call: string | null) => string): void {
  const arity = method === null ? arityOf(0, 0) : method.arity >> 1;
  if (arity === 0) return;
  const params = Array.from({ length: method === null ? 0 : method.nargs - 1 }, (_, i) => `a${i}`);
  const list = params.join(', ');
  const checks: string[] = [];
  if (method !== null) checks.push(`method.arity !== ${method.arity}`);
  if (cls.cls !== typeType) checks.push(`meta.version !== ${cls.cls.version}`);
  const guard =
    checks.length === 0 ? '' : `if (${checks.join(' || ')}) return outdated(cls, [...arguments]);`;
  const call = method === null ? null : `method.js(${['FIRST', ...params].join(', ')})`;
  const source = `return function make_${/^\w+$/.test(cls.name) ? cls.name : 'instance'}(${list}) {
  ${guard}
  ${body(call).replace('ARGUMENTS', argumentList(params, arity))}
}`;
  const environment = {
    cls,
    Ctor: cls.Ctor,
    method,
    meta: cls.cls,
    None,
    after: afterInit,
    afterNew,
    outdated,
  };
  const make = new Function(...Object.keys(environment), source) as (
    ...args: unknown[]
  ) => NonNullable<PyType['js']>;
  cls.js = make(...Object.values(environment));
  cls.arity = arity;
}

/** Source of an array of the arguments that were given: `[...arguments]` takes V8 150 ns. */
function argumentList(params: string[], arity: number): string {
  let source = '';
  for (let n = 0; n <= params.length; n++) {
    if ((arity & (1 << n)) === 0) continue;
    const list = `[${params.slice(0, n).join(', ')}]`;
    source = source === '' ? list : `arguments.length === ${n} ? ${list} : ${source}`;
  }
  return source;
}

/** What a call gives whose `__new__` gave something else than an instance of the class itself. */
function afterNew(cls: PyType, made: Result, args: Value[], names: readonly string[] | null = null): Result {
  if (made === ABRUPT) return new Construction(cls, args, names).resumeAfterNew();
  return initialize(cls, made, args, names);
}

/** What the fast function relied on has changed. */
function outdated(cls: PyType, args: Value[]): Result {
  cls.arity = 0;
  cls.js = null;
  cls.calls = 0;
  return cls.callN(args);
}

/** A call of a class whose metaclass has type's `__call__`. */
function callClass(cls: PyType, args: Value[], names: readonly string[] | null): Result {
  if (names === null && cls.make !== null) return cls.make(args);
  if (cls.arity === 0 && ++cls.calls === CALLS_BEFORE_SPECIALISING) specialise(cls);
  if (names !== null || args.length > MAX_ARITY) return construct(cls, args, names);
  const plan = classPlan(cls, args.length);
  return plan === undefined ? construct(cls, args, names) : plan(cls, ...args);
}

// --- Plans (operators/call-plans.ts) -------------------------------------------------------------------------------------

/** The plan for calling a class with arguments of a form. */
export function classPlan(
  cls: PyType,
  form: string | number,
  names: readonly string[] = [],
): Plan | undefined {
  return planFor((cls.plans ??= new Map()), form, () => planClass(cls, countOf(form), names));
}

function planClass(cls: PyType, count: number, names: readonly string[]): Plan | null {
  if (cls.isMeta || cls.isAbstract) return null;
  if (cls.cls.lookup('__call__') !== typeType.attrs.get('__call__')) return null;
  const w = new PlanWriter(count, names, construct);
  if (cls.cls !== typeType) w.demand(`callee.cls.version === ${cls.cls.version}`);
  const { attrs } = objectType;
  const make = cls.lookup('__new__');
  const init = cls.lookup('__init__')!;
  const plainInit = init === attrs.get('__init__');
  let fits = false;
  if (make === attrs.get('__new__'))
    fits = cls.isHeap && (plainInit ? count + names.length === 0 : planInit(w, init, 'new callee.Ctor()'));
  else if (plainInit && make instanceof StaticMethod && !make.cls.isHeap && make.func instanceof PyFunction)
    fits = planNew(w, make.func);
  else if (make instanceof NewFunction && cls.cls === typeType) fits = planNative(w, cls, make, init);
  if (!fits) return null;
  cls.js ??= neverCalled();
  return w.finish();
}

/** What a place of calls knows a class by that has no function of its own. */
function neverCalled(): NonNullable<PyType['js']> {
  return () => {
    throw new Error('the class has no function for plain calls');
  };
}

/** The arguments of a plan with one more in front. */
function withFirst(w: PlanWriter, first: string): GivenArguments {
  return { ...w.given, positional: [first, ...w.given.positional] };
}

/** Makes the instance, `made`, and calls an `__init__` written in Python. */
function planInit(w: PlanWriter, init: Value, made: string): boolean {
  if (!(init instanceof PyFunction)) return false;
  const call = pythonCall(w, init, w.constant(init), withFirst(w, 'self'));
  if (call === null) return false;
  w.line(`const self = ${made};`);
  w.line(`const done = ${call};`);
  w.line(`return done === None ? self : ${w.constant(afterInit)}(self, done);`);
  return true;
}

/** Calls a `__new__` written in Python. */
function planNew(w: PlanWriter, make: PyFunction): boolean {
  const call = pythonCall(w, make, w.constant(make), withFirst(w, 'callee'));
  if (call === null) return false;
  w.line(`const made = ${call};`);
  const otherwise = `${w.constant(afterNew)}(callee, made, [${w.all}], ${w.constant(w.given.names)})`;
  w.line(`return typeof made === 'object' && made !== null && made.cls === callee ? made : ${otherwise};`);
  return true;
}

/** Calls a built-in `__new__` and, if there is one, a built-in `__init__`. */
function planNative(w: PlanWriter, cls: PyType, make: NewFunction, init: Value): boolean {
  const plainInit = init === objectType.attrs.get('__init__');
  if (plainInit ? cls.isHeap : make.signature.varargs !== 1 || !(init instanceof MethodDescriptor))
    return false;
  const call = nativeCall(w, make, w.constant(make), withFirst(w, 'callee'));
  if (call === null) return false;
  if (plainInit) {
    w.line(`return ${call};`);
    return true;
  }
  const initialise = nativeCall(w, init as MethodDescriptor, w.constant(init), withFirst(w, 'self'));
  if (initialise === null) return false;
  w.line(`const self = ${call};`);
  w.line(
    `if (self === null) return ${w.constant(afterNew)}(callee, self, [${w.all}], ${w.constant(w.given.names)});`,
  );
  w.line(`const done = ${initialise};`);
  w.line(`return done === None ? self : ${w.constant(afterInit)}(self, done);`);
  return true;
}

const entries = {
  call0(this: PyType): Result {
    if (this.isHeap) countCall();
    return (this.arity & 1) !== 0 ? this.js!() : callClass(this, [], null);
  },
  call1(this: PyType, a: Value): Result {
    if (this.isHeap) countCall();
    return (this.arity & 2) !== 0 ? this.js!(a) : callClass(this, [a], null);
  },
  call2(this: PyType, a: Value, b: Value): Result {
    if (this.isHeap) countCall();
    return (this.arity & 4) !== 0 ? this.js!(a, b) : callClass(this, [a, b], null);
  },
  call3(this: PyType, a: Value, b: Value, c: Value): Result {
    if (this.isHeap) countCall();
    return (this.arity & 8) !== 0 ? this.js!(a, b, c) : callClass(this, [a, b, c], null);
  },
  callN(this: PyType, args: Value[]): Result {
    if (this.isHeap) countCall();
    return args.length <= MAX_ARITY && (this.arity & (1 << args.length)) !== 0
      ? this.js!(...args)
      : callClass(this, args, null);
  },
  callKw(this: PyType, args: Value[], names: readonly string[]): Result {
    return callClass(this, args, names.length === 0 ? null : names);
  },
};
for (const [name, value] of Object.entries(entries)) {
  Object.defineProperty(PyType.prototype, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}
