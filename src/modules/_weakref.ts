// _weakref: weak references and proxies, on the host's own (WeakRef, FinalizationRegistry).
//
// When an object goes is the host's business: a reference may stay alive after the last strong one is gone, until the
// collector runs. Callbacks run from the event loop, through the scheduler.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { Registry } from '../machine/finalization.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { PyDict } from '../objects/dict.ts';
import { typeError } from '../objects/exception.ts';
import { type Finalizable, finalizableHooks } from '../objects/finalizable.ts';
import { firstWeakref, instanceDict } from '../objects/instance-dict.ts';
import { PyList } from '../objects/list.ts';
import { defineClassMethods, defineMembers, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None, NotImplemented } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, PyType } from '../objects/type.ts';
import { fullName, typeOf } from '../objects/typeof.ts';
import { compareEq } from '../operators/compare.ts';
import { hashOf, idOf } from '../operators/hash.ts';
import { callForCollected } from '../stackless/collected.ts';
import { carriedReducers, picklingFunctions, reduceTo } from '../stackless/pickling/tables.ts';
import type { NativeModule } from './native-module.ts';

export class WeakReference extends PyObject {
  target: WeakRef<PyObject> | Finalizable | null = null;
  callback: Value | null = null;
  hash: Value | null = null;
  /** The proxy that this is the reference of: it has the only strong reference to this one. Null: it stands for itself. */
  proxy: WeakRef<PyObject> | null = null;
  readonly interpreter = machine.interpreter;

  /** The object, or undefined once it has gone. */
  get(): PyObject | undefined {
    return this.target?.deref();
  }
  override call0(): Result {
    return this.get() ?? None;
  }
}

export const referenceType = builtinType('ReferenceType', WeakReference, {
  module: 'weakref',
});

/** The references to one object that exist, weakly held, the latest last. */
class References {
  entries: WeakRef<WeakReference>[] = [];
  /** Its end is waited for. */
  isWatched = false;

  add(ref: WeakReference): void {
    this.entries.push(new WeakRef(ref));
    // Whenever their number has doubled, those that have gone are left out.
    const { length } = this.entries;
    if ((length & (length - 1)) === 0)
      this.entries = this.entries.filter((entry) => entry.deref() !== undefined);
  }

  /** In CPython's order: the shared reference, the shared proxy, then the others, the latest first. */
  live(): WeakReference[] {
    const shared: WeakReference[] = [];
    const others: WeakReference[] = [];
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const ref = this.entries[i]!.deref();
      if (ref === undefined || ref.target === null) continue;
      if (!isShared(ref)) others.push(ref);
      else if (ref.proxy === null) shared.unshift(ref);
      else shared.push(ref);
    }
    return [...shared, ...others];
  }
}

/** By object; of an object that has a `__del__`, by what stays the same before and after that. */
const references = new WeakMap<PyObject | Finalizable, References>();

/** Whether it is the one that all `ref(object)` share, or that of the proxy that all `proxy(object)` share. */
const isShared = (ref: WeakReference): boolean => ref.cls === referenceType && ref.callback === null;

const liveReferences = (target: PyObject): WeakReference[] =>
  references.get(target.finalizable ?? target)?.live() ?? [];

function addReference(target: PyObject, ref: WeakReference): void {
  const { finalizable } = target;
  const key = finalizable ?? target;
  let found = references.get(key);
  if (found === undefined) references.set(key, (found = new References()));
  found.add(ref);
  // Before its `__del__` an object does not go.
  if (ref.callback !== null && finalizable?.isFinalized !== false) watch(found, target);
}

firstWeakref.of = (target) => liveReferences(target)[0] ?? None;

function clear(found: References, atOnce: boolean): void {
  for (const ref of found.live()) {
    const { callback } = ref;
    ref.target = null;
    ref.callback = null;
    if (callback !== null) callForCollected(ref.interpreter, () => callDead(callback, ref), atOnce);
  }
}

const registry = new Registry<References>((found) => clear(found, false));

finalizableHooks.references = (object) => references.get(object as PyObject | Finalizable);
finalizableHooks.cleared = (found) => clear(found as References, true);

function watch(found: References, target: PyObject): void {
  if (!found.isWatched) registry.register(target, found);
  found.isWatched = true;
}

finalizableHooks.finalizing = (finalizable, itself) => {
  const found = references.get(finalizable);
  if (found !== undefined) watch(found, itself);
};

/** Calls the callback of a reference, or of a proxy that is still there, whose object is gone. */
function callDead(callback: Value, ref: WeakReference): Result {
  const shown = ref.proxy === null ? ref : ref.proxy.deref();
  return shown === undefined ? None : frozenFunction('collected', 'call_dead').call2(callback, shown);
}

function requireReferable(target: Value): PyObject | undefined {
  if (typeof target === 'object' && typeOf(target).hasWeakrefs) return target;
  typeError(`cannot create weak reference to '${typeOf(target).name}' object`);
  return undefined;
}

function ref_new(cls: PyType, target: Value, callback: Value = None): Result {
  const object = requireReferable(target);
  if (object === undefined) return ABRUPT;
  if (cls === referenceType && callback === None) {
    const shared = liveReferences(object)[0];
    if (shared !== undefined && isShared(shared) && shared.proxy === null) return shared;
  }
  return refer(new cls.Ctor() as WeakReference, object, callback);
}

function refer(self: WeakReference, object: PyObject, callback: Value): WeakReference {
  const { finalizable } = object;
  self.target = finalizable?.isFinalized === false ? finalizable : new WeakRef(object);
  self.callback = callback === None ? null : callback;
  addReference(object, self);
  return self;
}

/** The reference through which a proxy, which is there already, reaches its object. */
function proxy_reference(proxy: Value, target: Value, callback: Value): Result {
  const object = requireReferable(target);
  if (object === undefined) return ABRUPT;
  const self = new referenceType.Ctor() as WeakReference;
  self.proxy = new WeakRef(proxy as PyObject);
  return refer(self, object, callback);
}

/** The proxy that all `proxy(target)` share, or None. */
function shared_proxy(target: Value): Result {
  if (typeof target !== 'object') return None;
  const found = liveReferences(target).find((ref) => isShared(ref) && ref.proxy !== null);
  return found?.proxy?.deref() ?? None;
}

defineIntrinsics({
  proxy_reference: ['(proxy, target, callback, /)', proxy_reference],
  shared_proxy: ['(target, /)', shared_proxy],
  weak_name: ['(value, /)', (value: Value): Result => fullName(value)],
});

function ref_eq(self: WeakReference, other: Value): Result {
  if (!(other instanceof WeakReference)) return NotImplemented;
  const a = self.get();
  const b = other.get();
  return a === undefined || b === undefined ? self === other : compareEq(a, b);
}

class NotFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value !== true;
  }
}

function ref_ne(self: WeakReference, other: Value): Result {
  const r = ref_eq(self, other);
  if (r === ABRUPT) return suspend(new NotFrame()) as Result;
  return r === NotImplemented ? r : r !== true;
}

class HashFrame extends NativeFrame {
  readonly ref: WeakReference;
  constructor(ref: WeakReference) {
    super();
    this.ref = ref;
  }
  returned(value: Value): IterResult {
    return (this.ref.hash = value);
  }
}

function ref_hash(self: WeakReference): Result {
  if (self.hash !== null) return self.hash;
  const target = self.get();
  if (target === undefined) return typeError('weak object has gone away');
  const hash = hashOf(target);
  return hash === ABRUPT ? (suspend(new HashFrame(self)) as Result) : (self.hash = hash);
}

function address(value: Value): string {
  return '0x' + idOf(value).toString(16).padStart(12, '0');
}

function ref_repr(self: WeakReference): Result {
  const target = self.get();
  if (target === undefined) return `<weakref at ${address(self)}; dead>`;
  const shown = `<weakref at ${address(self)}; to '${fullName(target)}' at ${address(target)}`;
  // A name is looked for in the class only.
  const name = typeOf(target).lookup('__name__');
  return name === undefined
    ? `${shown}>`
    : frozenFunction('weakref_proxy', 'with_name').call3(shown, name, target);
}

// With code goes what its caches and registries refer to weakly: as in the process that it comes from, as long as anything keeps it.
carriedReducers.set(referenceType, (self) => {
  const { cls, callback } = self as WeakReference;
  const fields = instanceDict(self).copy();
  return reduceTo(
    '_reference',
    [cls, (self as WeakReference).get() ?? None, callback ?? None],
    fields.size === 0 ? undefined : new PyTuple([None, fields]),
  );
});

picklingFunctions['_reference'] = [
  '(cls, object, callback, /)',
  (cls: Value, object: Value, callback: Value): Result => {
    if (!(cls instanceof PyType) || !cls.isSubtype(referenceType))
      return typeError('a class of references is needed');
    return object === None ? (new cls.Ctor() as WeakReference) : ref_new(cls, object, callback);
  },
];

defineStaticMethods(referenceType, { __new__: ['(cls, object, callback=None, /)', ref_new] });
defineMethods(referenceType, {
  __init__: ['($self, object, callback=None, /)', (): Result => None],
  __call__: ['($self, /)', (self: WeakReference): Result => self.get() ?? None],
  __eq__: ['($self, value, /)', ref_eq],
  __ne__: ['($self, value, /)', ref_ne],
  __hash__: ['($self, /)', ref_hash],
  __repr__: ['($self, /)', ref_repr],
});
defineClassMethods(referenceType, {
  __class_getitem__: ['($type, item, /)', inPython('weakref_proxy', 'class_getitem')],
});
defineMembers(referenceType, {
  __callback__: [(self: WeakReference): Result => self.callback ?? None],
});

function getweakrefs(object: Value): Result {
  const refs = typeof object === 'object' ? liveReferences(object) : [];
  const shown = refs.map((ref) => (ref.proxy === null ? ref : ref.proxy.deref()));
  return new PyList(shown.filter((ref) => ref !== undefined));
}

/** Removes an entry whose value is a reference to something gone. */
function removeDead(dict: Value, key: Value): Result {
  if (!(dict instanceof PyDict))
    return typeError(`_remove_dead_weakref() argument 1 must be dict, not ${typeOf(dict).name}`);
  const i = dict.lookup(key);
  const entry = i >= 0 ? dict.valueAt(i) : undefined;
  if (entry instanceof WeakReference && entry.get() === undefined) dict.removeAt(i);
  return None;
}

export const _weakrefModule: NativeModule = {
  name: '_weakref',
  doc: 'Weak-reference support module.',
  functions: {
    _remove_dead_weakref: ['(dct, key, /)', removeDead],
    getweakrefcount: [
      '(object, /)',
      (o: Value): Result => (typeof o === 'object' ? liveReferences(o).length : 0),
    ],
    getweakrefs: ['(object, /)', getweakrefs],
    proxy: ['(object, callback=None, /)', inPython('weakref_proxy', 'proxy')],
  },
  attributes: () => {
    const proxies = machine.interpreter.frozen('weakref_proxy');
    return {
      ref: referenceType,
      ReferenceType: referenceType,
      ProxyType: proxies.getStr('ProxyType')!,
      CallableProxyType: proxies.getStr('CallableProxyType')!,
    };
  },
};
