// Calling a class: `type.__call__`, that is `__new__`, then `__init__`.
//
// Compiled code calls `cls.js(a, b)` where `cls.nargs` is the number of arguments. For a class made in Python with object's
// `__new__` and a plain `__init__` (or none) that is a function made for this class alone, which makes the instance
// and runs `__init__` without any array; it is made on the second call and forgotten when the class changes
// (PyType.changed). Everything else goes through `construct`.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { bindAttribute } from '../operators/attribute.ts';
import { callKw, callMethodN, callN } from '../operators/call.ts';
import { typeErrorOf } from './class-layout.ts';
import { PyFunction } from './function.ts';
import { MethodDescriptor, type NativeCallable, NewFunction } from './native.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { StaticMethod } from './property.ts';
import { Steps } from './steps.ts';
import { objectType, PyType, typeType } from './type.ts';
import { typeOf } from './typeof.ts';

/** `cls(*args, **keywords)` as `type.__call__` does it; the last `names.length` of `args` are the keywords' values. */
export function construct(cls: PyType, args: Value[], names: readonly string[] | null): Result {
  if (cls === typeType) {
    if (args.length === 1 && names === null) return typeOf(args[0]!);
    if (args.length - (names?.length ?? 0) !== 3) throw typeErrorOf('type() takes 1 or 3 arguments');
  }
  const make = cls.lookup('__new__');
  if (make === undefined) throw typeErrorOf(`cannot create '${cls.name}' instances`);
  const made = callNew(cls, make, args, names);
  if (made === ABRUPT) return new Construction(cls, args, names).resumeAfterNew();
  return initialize(cls, made, args, names);
}

function callNew(cls: PyType, make: Value, args: Value[], names: readonly string[] | null): Result {
  if (make instanceof NewFunction) {
    if (make.self === objectType) return newObject(cls, args.length > 0);
    if (names === null) return make.invoke([cls, ...args]);
    const count = args.length - names.length;
    return make.invokeKw([cls, ...args.slice(0, count)], names, args.slice(count));
  }
  const func = make instanceof StaticMethod && !make.cls.isHeap ? make.func : bindAttribute(make, null, cls);
  if (func === ABRUPT) return suspend(new BoundNew(cls, args, names)) as Result;
  return names === null ? callN(func, [cls, ...args]) : callKw(func, [cls, ...args], names);
}

/** A new plain instance, after object's checks of the arguments. */
export function newObject(cls: PyType, hasArguments: boolean): Result {
  if (hasArguments) {
    const { attrs } = objectType;
    if (cls.lookup('__new__') !== attrs.get('__new__')) {
      throw typeErrorOf('object.__new__() takes exactly one argument (the type to instantiate)');
    }
    if (cls.lookup('__init__') === attrs.get('__init__'))
      throw typeErrorOf(`${cls.name}() takes no arguments`);
  }
  if (cls.isAbstract) throw abstractError(cls);
  if (!cls.isHeap && cls !== objectType) throw typeErrorOf(`cannot create '${cls.name}' instances`);
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
  if (!cls.isHeap) return specialiseNative(cls);
  if (cls.isMeta || cls.isAbstract) return;
  const { attrs } = objectType;
  if (cls.cls.lookup('__call__') !== typeType.attrs.get('__call__')) return;
  if (cls.lookup('__new__') !== attrs.get('__new__')) return;
  const init = cls.lookup('__init__');
  if (init === attrs.get('__init__')) makeFast(cls, null, 0);
  else if (init instanceof PyFunction && init.nargs >= 1) makeFast(cls, init, init.nargs - 1);
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

const NO_KEYWORDS: ReadonlyMap<string, Value> = new Map<string, Value>();

/** Fills in `cls.make` of a built-in class: its `__new__` and `__init__` without the look-ups. */
function specialiseNative(cls: PyType): void {
  const make = cls.lookup('__new__');
  const init = cls.lookup('__init__');
  if (cls.isMeta || cls.cls !== typeType || !(make instanceof NewFunction) || make.self !== cls) return;
  const create = direct(make);
  if (init === objectType.attrs.get('__init__')) cls.make = (args) => create(cls, args);
  else if (init instanceof MethodDescriptor && make.signature.varargs === 1) {
    const initialise = direct(init);
    cls.make = (args) => {
      const made = create(cls, args);
      if (made === ABRUPT) return new Construction(cls, args, null).resumeAfterNew();
      const done = initialise(made, args);
      return done === None ? made : afterInit(made, done);
    };
  }
}

function makeFast(cls: PyType, init: PyFunction | null, nargs: number): void {
  const params = Array.from({ length: nargs }, (_, i) => `a${i}`);
  const list = params.join(', ');
  const checks: string[] = [];
  if (init !== null) checks.push(`init.nargs !== ${nargs + 1}`);
  if (cls.cls !== typeType) checks.push(`meta.version !== ${cls.cls.version}`);
  const guard = checks.length === 0 ? '' : `if (${checks.join(' || ')}) return slow(cls, [${list}]);`;
  const call =
    init === null
      ? ''
      : `const r = init.js(${['self', ...params].join(', ')}); if (r !== None) return after(self, r);`;
  const source = `return function make_${/^\w+$/.test(cls.name) ? cls.name : 'instance'}(${list}) {
  ${guard}
  const self = new Ctor();
  ${call}
  return self;
}`;
  const make = new Function('cls', 'Ctor', 'init', 'meta', 'None', 'after', 'slow', source) as (
    ...args: unknown[]
  ) => NonNullable<PyType['js']>;
  cls.js = make(cls, cls.Ctor, init, cls.cls, None, afterInit, outdated);
  cls.nargs = nargs;
}

/** What the fast function relied on has changed. */
function outdated(cls: PyType, args: Value[]): Result {
  cls.nargs = -1;
  cls.js = null;
  cls.calls = 0;
  return cls.callN(args);
}

/** A call of a class whose metaclass has type's `__call__`. */
function callClass(cls: PyType, args: Value[], names: readonly string[] | null): Result {
  if (names === null && cls.make !== null) return cls.make(args);
  if (cls.nargs < 0 && ++cls.calls === CALLS_BEFORE_SPECIALISING) specialise(cls);
  return construct(cls, args, names);
}

const entries = {
  call0(this: PyType): Result {
    return this.nargs === 0 ? this.js!() : callClass(this, [], null);
  },
  call1(this: PyType, a: Value): Result {
    return this.nargs === 1 ? this.js!(a) : callClass(this, [a], null);
  },
  call2(this: PyType, a: Value, b: Value): Result {
    return this.nargs === 2 ? this.js!(a, b) : callClass(this, [a, b], null);
  },
  call3(this: PyType, a: Value, b: Value, c: Value): Result {
    return this.nargs === 3 ? this.js!(a, b, c) : callClass(this, [a, b, c], null);
  },
  callN(this: PyType, args: Value[]): Result {
    return this.nargs === args.length ? this.js!(...args) : callClass(this, args, null);
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
