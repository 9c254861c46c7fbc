// What a class made in Python changes of the JavaScript protocols of its instances.
//
//   - A Python `__call__` or `__next__` makes call0 ... callKw or `next`, which the layout of a built-in base may implement
//     natively, the general ones again.
//   - `plainSet` is true only where a store may set the instance's own `$name` (type.ts).
//   - A Python `__getattribute__` sees every load: instances keep their attributes in a dict of their own (`dictOverride`,
//     operators/attribute.ts), and stand on a prototype that hides `$name` and `g_name` of the class. The same prototype
//     serves single objects whose `__dict__` was replaced, and modules: what is in these goes before what their class has.
//     Instances that were there before their class got its `__getattribute__` keep their properties; of them compiled code is
//     told that each name needs binding (`ASK`), as far as they hide no function of their class.
import { PyDict } from './dict.ts';
import { ForeignMethod } from './foreign-descriptors.ts';
import { PyModule } from './module.ts';
import { None } from './none.ts';
import { NativeCallable, MethodDescriptor } from './native.ts';
import { PyObject, type Value } from './object.ts';
import { type InstanceConstructor, liveSubclasses, objectType, type PyType, typeHooks } from './type.ts';

type Properties = Record<string, unknown>;

const CALLS = ['call0', 'call1', 'call2', 'call3', 'callN', 'callKw'];

/** Brings all that this file decides in line with the attributes of `type`; they and its `mro` are known. */
export function updateProtocols(type: PyType): void {
  updateEntries(type, type.lookup('__call__'), CALLS);
  updateEntries(type, type.lookup('__next__'), ['next']);
  const wasCustom = type.customGetattribute;
  type.customGetattribute = isCustom(type.lookup('__getattribute__'));
  if (type.isMeta) return;
  if ((type.customGetattribute && !wasCustom) || isNewForModules(type)) hideInstances(type);
  typeHooks.watchInstances(type);
  (type.proto as { plainSet: boolean }).plainSet = isPlainSet(type);
  updateSlots(type);
}

/** Whether it is a class of modules that has no prototype yet for these to stand on. */
function isNewForModules(type: PyType): boolean {
  return type.isHeap && type.proto instanceof PyModule && !hiddenPrototypes.has(type);
}

/** Whether compiled code must leave stores to those who know of replicas (finalizable.ts). */
const hasReplicas = (type: PyType): boolean => type.Ctor.bare !== undefined;

/** Whether its instances are behind a Proxy. */
const hasProxies = ({ Ctor: { bare } }: PyType): boolean => bare !== undefined && bare.isPlain !== true;

/** Makes the entries generic when `method` is written in Python, and as the layout has them otherwise. */
function updateEntries(type: PyType, method: Value | undefined, names: readonly string[]): void {
  const proto = type.proto as unknown as Properties;
  const generic = PyObject.prototype as unknown as Properties;
  const python = method !== undefined && !(method instanceof NativeCallable);
  for (const name of names) {
    if (!python) delete proto[name];
    else if (proto[name] !== generic[name]) {
      Object.defineProperty(proto, name, {
        value: generic[name],
        writable: true,
        configurable: true,
        enumerable: false,
      });
    }
  }
}

/** Whether a `__getattribute__` is other than that of object, type and modules (built-in classes say so themselves). */
function isCustom(getattribute: Value | undefined): boolean {
  if (getattribute instanceof MethodDescriptor && !(getattribute instanceof ForeignMethod))
    return getattribute.owner.customGetattribute;
  return getattribute !== undefined;
}

/** Says for each `__slots__` member whether compiled code may store it (`w_x`, type.ts). */
function updateSlots(type: PyType): void {
  if (type.slots === null) return;
  const proto = type.proto as unknown as Properties;
  const plain =
    !type.customGetattribute &&
    !hasReplicas(type) &&
    type.lookup('__setattr__') === objectType.attrs.get('__setattr__');
  for (const name of type.slots) {
    const member = type.lookup(name) as { isSlot?: boolean } | undefined;
    const writable = plain && member?.isSlot === true;
    if (writable || proto['w_' + name] === true) proto['w_' + name] = writable;
  }
}

function isPlainSet(type: PyType): boolean {
  if (!type.hasDict || type.customGetattribute || hasProxies(type)) return false;
  for (let base = type.base; base !== null; base = base.base) {
    if (!base.isHeap) {
      if (base.hasDict && !base.proto.plainSet) return false;
      break;
    }
  }
  const own = objectType.attrs;
  return type.lookup('__setattr__') === own.get('__setattr__');
}

/** Lets instances made from now on hide their attributes from compiled code. */
function hideInstances(type: PyType): void {
  const Base = type.Ctor;
  const Hidden = function (...args: unknown[]): PyObject {
    const instance = Reflect.construct(Base, args, new.target ?? Hidden) as PyObject & {
      dictOverride?: PyDict;
    };
    if (type.hasDict && instance.dictOverride === undefined) {
      const dict = (instance.dictOverride = instance instanceof PyModule ? instance.dict : new PyDict());
      if (instance.replica !== undefined) (instance.replica as typeof instance).dictOverride = dict;
    }
    return instance;
  } as unknown as InstanceConstructor;
  (Hidden as { prototype: PyObject }).prototype = hiddenPrototype(type);
  type.Ctor = Hidden;
}

const hiddenPrototypes = new WeakMap<PyType, PyObject>();

/** A prototype for instances of `type` that has everything but the mirrored class attributes. */
export function hiddenPrototype(type: PyType): PyObject {
  let hidden = hiddenPrototypes.get(type);
  if (hidden === undefined) {
    // The class's own prototype stands behind the proxy too: instances are `instanceof` what the class is made of.
    const target = Object.create(type.proto) as PyObject;
    const behind = new Proxy(target, { get: getUnlessMirrored, has: hasUnlessMirrored });
    hidden = Object.create(behind) as PyObject;
    const fixed = { cls: type, plainSet: false };
    for (const [key, value] of Object.entries(fixed)) {
      Object.defineProperty(hidden, key, { value, writable: true, configurable: true, enumerable: false });
    }
    hiddenPrototypes.set(type, hidden);
  }
  return hidden;
}

function isMirrored(key: string | symbol): boolean {
  return typeof key === 'string' && (key.startsWith('$') || key.startsWith('g_') || key.startsWith('w_'));
}

function getUnlessMirrored(target: PyObject, key: string | symbol, receiver: unknown): unknown {
  return isMirrored(key) ? undefined : Reflect.get(target, key, receiver);
}

function hasUnlessMirrored(target: PyObject, key: string | symbol): boolean {
  return !isMirrored(key) && Reflect.has(target, key);
}

/** Keeps the attributes of one object in `dict`, out of reach of compiled code. */
export function overrideDict(obj: PyObject, dict: PyDict): void {
  const own = obj as PyObject & { dictOverride?: PyDict };
  if (own.dictOverride === undefined) {
    const { cls } = obj;
    if (cls.proto === Object.getPrototypeOf(obj)) Object.setPrototypeOf(obj, hiddenPrototype(cls));
  }
  own.dictOverride = dict;
  if (obj.replica !== undefined) overrideDict(obj.replica, dict);
}

/**
 * What stands under `g_name` for any name where compiled code has to ask: nothing that it knows how to bind or call, and
 * that can be pickled, for it stays in a temporary while the arguments of a call are being evaluated.
 */
const ASK = None;

/** What is behind the prototypes of classes with such instances. */
const asking = new WeakSet<object>();

/** Lets compiled code ask for all attributes of the instances that there are, for good. */
function askInstances(type: PyType): void {
  const proto = type.proto as unknown as Properties;
  if (asking.has(Object.getPrototypeOf(proto) as object)) return;
  for (const key of Object.keys(proto)) if (isMirrored(key)) delete proto[key];
  type.isMirrored = false;
  // What was behind the prototype stands behind the proxy too, for `instanceof`.
  const behind = new Proxy(Object.create(Object.getPrototypeOf(proto) as PyObject) as PyObject, {
    get: (target, key, receiver) =>
      typeof key === 'string' && key.startsWith('g_') ? ASK : getUnlessMirrored(target, key, receiver),
    has: hasUnlessMirrored,
  });
  asking.add(behind);
  Object.setPrototypeOf(proto, behind);
}

/** The same for a class that may have instances already. */
export function renewProtocols(type: PyType): void {
  updateProtocols(type);
  if (!type.isMeta && (type.customGetattribute || !type.isMirrored)) askInstances(type);
}

typeHooks.protocolChanged = (type) => {
  renewProtocols(type);
  for (const sub of liveSubclasses(type)) if (sub.isHeap) typeHooks.protocolChanged(sub);
};
