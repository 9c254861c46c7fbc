// PyType: Python's classes, and how they are mirrored on JavaScript prototypes.
//
// Each class owns the JavaScript prototype of its instances. Single inheritance is the prototype chain; with several bases
// the chain follows the base that decides the layout (`base`), and what the MRO resolves differently is copied down. For a
// class attribute `x` the prototype holds
//
//      $x    its value, when it needs no binding: `obj.$x` finds instance and class attributes in one cached load
//      g_x   the descriptor, when it is one (function, property, anything with __get__): a load or store of `x` that sees
//            g_x takes the slow path, and a method call takes the function from there directly
//      w_x   true, when it is a member made by `__slots__` that may be stored in the instance's own `$x` without more ado
//
// So compiled code reads `obj.g_x === undefined && (t = obj.$x) !== undefined`, tests that V8 folds into one map check.
// An instance attribute that hides a non-data descriptor of its class sets its own g_x to undefined (attribute.ts does).
// Classes of classes (metatypes) are not mirrored: attributes of classes always go through the slow path, which knows the
// rules for them. The namespace itself is `attrs`; `lookup` caches what the MRO says about a name.
import type { Plans } from '../operators/call-plans.ts';
import type { HashKind, PlainKey } from '../operators/hash.ts';
import type { PyDict } from './dict.ts';
import { PyObject, type Result, type Value } from './object.ts';

/** Makes an empty instance of a class, in the layout of its base. */
export type InstanceConstructor = (new () => PyObject) & {
  /** It sets no members: subclasses need not call it. */
  isPlain?: boolean;
  /** The plain constructor of the layout (see `plainConstructor`), also of classes that continue it. */
  plainBase?: new (...args: never[]) => object;
  /** It makes handles for what this one makes (finalizable.ts). */
  bare?: InstanceConstructor;
};

/** What `howItBinds` tells: instances have `__get__`; they have `__set__` or `__delete__`. */
export const BINDS_GET = 1;
export const BINDS_SET = 2;

export class PyType extends PyObject {
  name: string;
  qualname: string;
  /** The class's own namespace, in order of definition. Change it through `setTypeAttribute` only. */
  attrs = new Map<string, Value>();
  bases: PyType[];
  /** The class itself first, object last. */
  mro: PyType[] = [];
  /** The base whose layout instances have; null for object. */
  base: PyType | null;
  /** The prototype of instances. */
  proto: PyObject;
  /** Makes instances; null when they cannot be made without arguments of the layout's own. */
  Ctor: InstanceConstructor;
  /** Made by a class statement or `type()`, so mutable. */
  isHeap: boolean;
  /** Of a built-in class: object.__new__ makes its instances, as those of classes made in Python, and `__flags__` says so. */
  isPlain = false;
  /** May be subclassed from Python. */
  isBase = true;
  /** Its instances have a `__dict__`. */
  hasDict = false;
  /** Its instances can be referred to weakly. */
  hasWeakrefs = false;
  /** Of a built-in class: its docstring where CPython has no such class (docstrings.ts). */
  tableDoc: string | null = null;
  /** Where the namespace has keys that are no strings: all its entries, which follow `attrs`; null elsewhere. */
  mixedNamespace: PyDict | null = null;
  /** Names of the `__slots__` defined here and in bases, which live beside the `__dict__`; null when there are none. */
  slots: ReadonlySet<string> | null = null;
  /** It defines or inherits a `__getattribute__` other than object's or type's. */
  customGetattribute = false;
  /** Its attributes are mirrored on `proto`; false for good where it got a `__getattribute__` when there were instances already. */
  isMirrored = true;
  /** `type` or a subclass of it. */
  isMeta = false;
  /** Abstract methods remain (`__abstractmethods__` is not empty). */
  isAbstract = false;
  /** Bit set of what `match` takes it for: 1 sequence, 2 mapping (Py_TPFLAGS_SEQUENCE, _MAPPING); inherited. */
  patternFlags = 0;
  /**
   * A bit for each number of positional arguments that `js` takes: filled in for classes with a plain `__init__` (construct.ts), and
   * once and for all where making instances of a built-in class has a direct way.
   */
  arity = 0;
  js: ((...args: Value[]) => Result) | null = null;
  /** The built-in `__new__` that this class may be given to, once that was checked (NewFunction.checkSelf). */
  safeNew: PyObject | null = null;
  /** Of a class whose `__new__` is built in, once it has been called a few times: makes an instance from positional arguments (construct.ts). */
  make: ((args: Value[]) => Result) | null = null;
  /** How calling it takes arguments; null as long as that was not asked often. */
  plans: Plans | null = null;
  /** Where its `__iter__` is built in and has been used: what it does (iterate.ts). */
  nativeIter: ((self: never) => Result) | null = null;
  /** A built-in class that is no sequence although it has `__getitem__`: its instances cannot be iterated by that. */
  subscriptsOnly = false;
  /** Of a built-in class whose instances can give all their items at once: does that, in a new array. Not inherited. */
  allItems: ((self: never) => Value[]) | null = null;
  /** Whether asking an instance for its length, or for a hint of it, may run Python code; null: not yet known (iterate.ts). */
  asksForLength: boolean | null;
  /** What the MRO says about the special methods of binary operators, by the operator's number; a hole: not yet asked. */
  operators: (Value | null | undefined)[] = [];
  /** The same for comparisons, by their number (operators/compare.ts); null: nothing. */
  comparisons: (Value | null | undefined)[] = [];
  /** What `__getitem__`, `__setitem__` and `__contains__` do, where they are built in and were used (operators/item.ts). */
  nativeGetItem: ((self: never, key: never) => Result) | null = null;
  nativeSetItem: ((self: never, key: never, value: never) => Result) | null = null;
  nativeContains: ((self: never, item: never) => Result) | null = null;
  /** How often it was called since `js` was last reset; construct.ts fills `js` in when that is worth it. */
  calls = 0;
  /** How its instances take part in binding: a sum of `BINDS_...`; -1 until asked for. */
  private binding = -1;
  /** How its instances hash and compare as keys (operators/hash.ts); null until asked for. */
  hashKind: HashKind | null = null;
  /** How that is done, if `hashKind` is 'plain'. */
  plainKey: PlainKey | null = null;
  /** Whether nothing overrides `__class__`: an instance says that it is one of this class (operators/instance.ts). Null: not asked yet. */
  claimsNoClass: boolean | null = null;
  /** Direct subclasses. */
  subclasses = new Set<WeakRef<PyType>>();
  /** How it stands in `subclasses` of its bases. */
  private readonly reference = new WeakRef<PyType>(this);
  /** By name; null: the MRO has none. (Asking `has` as well would double the price of what is not there.) */
  private cache = new Map<string, Value | null>();
  /** Grows whenever an attribute of the class or of one of its bases changes. */
  version = 0;

  constructor(
    name: string,
    bases: PyType[],
    base: PyType | null,
    proto: PyObject,
    Ctor: InstanceConstructor,
    isHeap: boolean,
  ) {
    super();
    this.name = name;
    this.qualname = name;
    this.bases = bases;
    this.base = base;
    this.proto = proto;
    this.Ctor = Ctor;
    this.isHeap = isHeap;
    this.asksForLength = isHeap ? null : false;
  }

  /** What the MRO says about `name`: the class attribute, not bound; undefined when there is none. */
  lookup(name: string): Value | undefined {
    const cached = this.cache.get(name);
    if (cached !== undefined) return cached === null ? undefined : cached;
    const value = this.search(name, 0);
    this.cache.set(name, value === undefined ? null : value);
    return value;
  }

  /** As `lookup`, from position `start` of the MRO on (for super()). */
  search(name: string, start: number): Value | undefined {
    for (let i = start; i < this.mro.length; i++) {
      const cls = this.mro[i]!;
      const value = cls.attrs.get(name);
      if (value === undefined) continue;
      return cls.isHeap && typeof value === 'object' && value.inClass !== undefined
        ? value.inClass(this)
        : value;
    }
    return undefined;
  }

  /** Tells a base that this is one of its subclasses, or is no more. */
  joins(base: PyType): void {
    base.subclasses.add(this.reference);
  }
  leaves(base: PyType): void {
    base.subclasses.delete(this.reference);
  }

  /** How its instances, as class attributes, take part in binding: a sum of `BINDS_GET`, `BINDS_SET`. */
  howItBinds(): number {
    if (this.binding < 0) {
      const sets = this.lookup('__set__') !== undefined || this.lookup('__delete__') !== undefined;
      this.binding = (this.lookup('__get__') !== undefined ? BINDS_GET : 0) + (sets ? BINDS_SET : 0);
    }
    return this.binding;
  }

  isSubtype(other: PyType): boolean {
    return this === other || this.mro.includes(other);
  }

  /** Forgets cached look-ups here and in subclasses. */
  changed(): void {
    this.version++;
    this.hashKind = null;
    this.claimsNoClass = null;
    this.binding = -1;
    if (this.isHeap) {
      this.arity = 0;
      this.js = null;
    }
    this.make = null;
    this.plans = null;
    this.safeNew = null;
    this.nativeIter = null;
    if (this.isHeap) this.asksForLength = null;
    if (this.operators.length > 0) this.operators = [];
    if (this.comparisons.length > 0) this.comparisons = [];
    this.nativeGetItem = null;
    this.nativeSetItem = null;
    this.nativeContains = null;
    this.calls = 0;
    this.cache.clear();
    for (const sub of liveSubclasses(this)) sub.changed();
  }

  /** Forgets what was looked up by a name, which is not one of a special method, here and in subclasses. */
  nameChanged(name: string): void {
    this.version++;
    this.cache.delete(name);
    if (this.subclasses.size > 0) for (const sub of liveSubclasses(this)) sub.nameChanged(name);
  }

  override toString(): string {
    return `<class ${this.qualname}>`;
  }
}

/** The direct subclasses that exist still, in the order in which they were made. */
export function liveSubclasses(type: PyType): PyType[] {
  const result: PyType[] = [];
  for (const ref of type.subclasses) {
    const sub = ref.deref();
    if (sub === undefined) type.subclasses.delete(ref);
    else result.push(sub);
  }
  return result;
}

/** Whether `value`, as a class attribute, takes part in binding: its class has `__get__`, `__set__` or `__delete__`. The
 * prototypes of built-in descriptors have `binds` set, which counts before their methods are defined. */
export function isDescriptor(value: Value): boolean {
  if (typeof value !== 'object') return false;
  if ((value as { binds?: boolean }).binds === true) return true;
  return value.cls.howItBinds() !== 0;
}

type Mirror = Record<string, unknown>;

/** The names of the properties that mirror an attribute. */
interface MirrorNames {
  value: string;
  descriptor: string;
  writable: string;
}

/** V8 looks a name that was put together up among all that it knows; most attributes have the name of another class's. */
const mirrorNames = new Map<string, MirrorNames>();

function namesFor(name: string): MirrorNames {
  let names = mirrorNames.get(name);
  if (names === undefined) {
    names = { value: `$${name}`, descriptor: `g_${name}`, writable: `w_${name}` };
    mirrorNames.set(name, names);
  }
  return names;
}

/** Brings the prototype of `type` in line with what its MRO says about `name`. */
function mirror(type: PyType, name: string): void {
  if (!type.isMirrored) return;
  const proto = type.proto as unknown as Mirror;
  const names = namesFor(name);
  if (type.isMeta) {
    // Classes are objects too, but what object's prototype says must not be found on them.
    if (type.base === objectTypeOrNull) proto[names.value] = proto[names.descriptor] = undefined;
    return;
  }
  const value = type.lookup(name);
  const isSlot = value !== undefined && isSlotMember(value);
  if (!isSlot && proto[names.writable] === true) proto[names.writable] = false;
  if (value === undefined) {
    removeMirror(proto, names.value);
    removeMirror(proto, names.descriptor);
  } else if (isSlot) {
    removeMirror(proto, names.value);
    if (proto[names.descriptor] !== undefined) proto[names.descriptor] = undefined;
    if (proto[names.value] !== undefined) proto[names.value] = undefined;
  } else if (isDescriptor(value)) {
    proto[names.descriptor] = value;
  } else {
    proto[names.value] = value;
    if (proto[names.descriptor] !== undefined) proto[names.descriptor] = undefined;
  }
}

/** Deleting what is not there costs as much as deleting what is. */
function removeMirror(proto: Mirror, property: string): void {
  if (Object.hasOwn(proto, property)) delete proto[property];
}

/** A `__slots__` member keeps its value in the instance's own `$name`, so it needs no binding when it is set. */
function isSlotMember(value: Value): boolean {
  return typeof value === 'object' && (value as { isSlot?: boolean }).isSlot === true;
}

/** Sets (or with undefined deletes) a class attribute, and updates all that mirrors it. */
export function setTypeAttribute(type: PyType, name: string, value: Value | undefined): void {
  if (value === undefined) type.attrs.delete(name);
  else type.attrs.set(name, value);
  if (unfinished?.has(type) === true) return;
  if (type.mixedNamespace !== null) followAttribute(type.mixedNamespace, name, value);
  if (name.startsWith('__')) type.changed();
  else type.nameChanged(name);
  remirror(type, name);
  if (type.isHeap && PROTOCOL_NAMES.has(name)) typeHooks.protocolChanged(type);
}

function followAttribute(namespace: PyDict, name: string, value: Value | undefined): void {
  if (value === undefined) namespace.deleteStr(name);
  else namespace.setStr(name, value);
}

/** Attributes that decide which of the JavaScript protocols of instances are native (class-protocols.ts). */
const PROTOCOL_NAMES = new Set([
  '__getattribute__',
  '__setattr__',
  '__delattr__',
  '__call__',
  '__next__',
  '__del__',
]);

/** Filled in by class-protocols.ts, and by docstrings.ts. */
export const typeHooks = {
  protocolChanged(_type: PyType): void {},
  /** Filled in by finalizable.ts. */
  watchInstances(_type: PyType): void {},
  /** Gives the built-in classes their `__doc__`; null once they have it. */
  loadDocstrings: null as (() => void) | null,
  /** What else waits for that. */
  whenDocstrings: [] as (() => void)[],
  /** Gives them to classes that are made later. */
  addDocstrings(_types: PyType[]): void {},
};

/** Built-in classes that are being made, of which nothing is mirrored yet; null while none are. */
let unfinished: Set<PyType> | null = null;

/** Until `finishMirrors` nothing of these built-in classes, and of those that are made meanwhile, is mirrored. */
export function deferMirrors(types: PyType[] = []): void {
  unfinished ??= new Set(types);
}

/** Mirrors these classes, a base before what derives from it; gives them. */
export function finishMirrors(): PyType[] {
  const types = [...(unfinished ?? [])];
  unfinished = null;
  for (const type of types) if (type.base === null || !types.includes(type.base)) type.changed();
  for (const type of types) {
    if (!type.isMeta) mirrorAll(type);
    else for (const cls of type.mro) for (const name of cls.attrs.keys()) mirror(type, name);
  }
  return types;
}

function remirror(type: PyType, name: string): void {
  mirror(type, name);
  if (type.subclasses.size > 0)
    for (const sub of liveSubclasses(type)) {
      if (sub.attrs.has(name) && !sub.isMeta) {
        // What the class says itself may have to hide what is now above it.
        mirror(sub, name);
        continue;
      }
      if (
        sub.isMeta ||
        sub.bases.length > 1 ||
        Object.hasOwn(sub.proto, '$' + name) ||
        Object.hasOwn(sub.proto, 'g_' + name)
      )
        mirror(sub, name);
      remirror(sub, name);
    }
}

/** Fills the prototype of a new (or re-based) class: its own names, and those that its several bases bring. */
export function mirrorAll(type: PyType): void {
  if (type.isMeta) return;
  for (const name of type.attrs.keys()) mirror(type, name);
  if (type.mro.length <= 2 || chainFollowsMro(type)) return;
  const seen = new Set<string>(type.attrs.keys());
  const inherited = inheritedClasses(type);
  for (const cls of type.mro.slice(1)) {
    for (const name of cls.attrs.keys()) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (!inherited.has(cls)) mirror(type, name);
    }
  }
}

/**
 * Those classes of the MRO of which the prototype of `base` says already what they have for `type`: all of the MRO of `base`, if
 * it is a part of that of `type` in the same order, which an `mro()` of a metaclass may prevent.
 */
function inheritedClasses({ base, mro }: PyType): Set<PyType> {
  let at = 0;
  for (const cls of mro) if (cls === base!.mro[at]) at++;
  return new Set(at === base!.mro.length ? base!.mro : []);
}

/** Whether the chain of `base` links is the whole MRO, so that nothing needs copying. */
function chainFollowsMro(type: PyType): boolean {
  let cls: PyType | null = type;
  for (const entry of type.mro) {
    if (entry !== cls) return false;
    cls = cls.base;
  }
  return cls === null;
}

/**
 * A constructor for instances of a Python class whose layout is that of `base`. Its `prototype`, which continues that of
 * `base`, becomes the class's `proto`.
 */
export function makeConstructor(name: string, base: PyType): InstanceConstructor {
  const Base = base.Ctor.bare ?? base.Ctor;
  const isPlain = (Base as unknown) === PyObject || Object.hasOwn(Base, 'isPlain');
  const plainBase = Object.hasOwn(Base, 'plainBase') ? Base.plainBase : undefined;
  const Ctor = isPlain ? plainInstances() : otherInstances(name, Base, plainBase);
  if (isPlain) Ctor.isPlain = true;
  if (plainBase !== undefined) Ctor.plainBase = plainBase;
  if (isPlain || plainBase !== undefined) Object.setPrototypeOf(Ctor.prototype, base.proto);
  return Ctor;
}

/** A constructor that does nothing. Each closure has a tree of hidden classes of its own. */
function plainInstances(): InstanceConstructor {
  return function () {} as unknown as InstanceConstructor;
}

function otherInstances(
  name: string,
  Base: InstanceConstructor,
  plainBase: InstanceConstructor['plainBase'],
): InstanceConstructor {
  if (plainBase !== undefined) return constructorLike(name, plainBase);
  const source = `return class ${safeName(name)} extends Base { constructor(...args) { super(...args); } }`;
  return new Function('Base', source)(Base) as InstanceConstructor;
}

/**
 * A constructor that sets the members which `model` sets. A source text of its own gives each class its own inline caches: an
 * object is made by `model` and copied, which V8 leaves out, and `model` sees no other hidden class than its own (if it filled in
 * the instances of all subclasses, each tuple that is made would cost a generic store).
 */
export function constructorLike(name: string, model: new (...args: never[]) => object): InstanceConstructor {
  const copies = Object.keys(new model()).map((member) => `this.${member} = made.${member};`);
  const source = `return function ${safeName(name)}(a, b, c) { const made = new model(a, b, c); ${copies.join(' ')} }`;
  return new Function('model', source)(model) as InstanceConstructor;
}

function safeName(name: string): string {
  return `py_${/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : 'Instance'}`;
}

/** Every built-in class, so that start-up can finish them once all modules are loaded. */
export const builtinTypes: PyType[] = [];

export interface BuiltinTypeOptions {
  /** The base; object when absent. */
  base?: PyType;
  /** `__module__`; builtins when absent. */
  module?: string;
  /** May not be subclassed. */
  final?: boolean;
  /** See PyType. */
  isPlain?: boolean;
  doc?: string;
  /** Instances have a `__dict__` (functions, modules, exceptions). */
  hasDict?: boolean;
  hasWeakrefs?: boolean;
  /** 1: matches sequence patterns, 2: mapping patterns. */
  patternFlags?: number;
}

let objectTypeOrNull: PyType | null = null;

/**
 * Makes a built-in class around a JavaScript class. The JavaScript class of a subclass must extend that of its base.
 * Methods are added by `defineMethods` and friends (native.ts).
 */
export function builtinType(
  name: string,
  layout: abstract new (...args: never[]) => PyObject,
  options: BuiltinTypeOptions = {},
): PyType {
  const base = options.base ?? objectTypeOrNull;
  const proto = layout.prototype as PyObject;
  const type = new PyType(
    name,
    base === null ? [] : [base],
    base,
    proto,
    layout as unknown as InstanceConstructor,
    false,
  );
  if (base === null) objectTypeOrNull = type;
  else type.joins(base);
  type.mro = [type, ...(base === null ? [] : base.mro)];
  type.isBase = options.final !== true;
  type.isPlain = options.isPlain === true;
  type.hasDict = options.hasDict ?? base?.hasDict ?? false;
  type.hasWeakrefs = options.hasWeakrefs ?? base?.hasWeakrefs ?? false;
  type.patternFlags = options.patternFlags ?? base?.patternFlags ?? 0;
  // A class without the entry belongs to builtins: so instances do not inherit a `__module__`.
  if (options.module !== undefined && options.module !== 'builtins')
    type.attrs.set('__module__', options.module);
  // CPython's C code makes the exceptions of modules as Python makes classes: their names have no module.
  const isException = type.mro.at(-2)?.name === 'BaseException';
  if (options.module !== undefined && options.module !== 'builtins' && !isException)
    type.name = `${options.module}.${name}`;
  type.tableDoc = options.doc ?? null;
  (proto as { cls: PyType }).cls = type;
  (proto as { plainSet: boolean }).plainSet = type.hasDict;
  builtinTypes.push(type);
  unfinished?.add(type);
  return type;
}

export const objectType = builtinType('object', PyObject);
export const typeType = builtinType('type', PyType, {
  doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
});
typeType.isMeta = true;
typeType.hasDict = true;
typeType.hasWeakrefs = true;
(PyType.prototype as { plainSet: boolean }).plainSet = false;

/** The name alone, as many reprs have it (C's _PyType_Name); `name` has the module before it in built-in classes. */
export function shortName(type: PyType): string {
  return type.name.slice(type.name.lastIndexOf('.') + 1);
}

/** The C3 linearisation of a class with these bases; null when there is no consistent one. */
export function c3(
  type: PyType,
  bases: PyType[],
  mroOf: (base: PyType) => PyType[] = (b) => b.mro,
): PyType[] | null {
  const lists = [...bases.map((b) => [...mroOf(b)]), [...bases]];
  const result = [type];
  for (;;) {
    const pending = lists.filter((l) => l.length > 0);
    if (pending.length === 0) return result;
    const next = pending.find((l) => !pending.some((other) => other.indexOf(l[0]!, 1) > 0));
    if (next === undefined) return null;
    const head = next[0]!;
    result.push(head);
    for (const l of pending) if (l[0] === head) l.shift();
  }
}
