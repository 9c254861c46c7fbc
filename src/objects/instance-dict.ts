// `__dict__` of an object: a live view over its own `$name` properties, made when it is asked for.
//
// Each object has one view at most, so that `o.__dict__ is o.__dict__`. Slots are own properties too but do not belong to it.
// `o.__dict__ = d` moves the object's attributes into `d` (`dictOverride`, see operators/attribute.ts); a view that was
// shown before keeps what it had, as a dict of its own.
import { typeErrorOf } from './class-layout.ts';
import { overrideDict } from './class-protocols.ts';
import { PyDict } from './dict.ts';
import { DictView } from './dict-view.ts';
import { PyModule } from './module.ts';
import { GetSetDescriptor } from './native.ts';
import { None } from './none.ts';
import type { PyObject, Result, Value } from './object.ts';
import { propertyName } from './property-name.ts';
import { BINDS_SET, isDescriptor, type PyType } from './type.ts';
import { typeOf } from './typeof.ts';

type Properties = Record<string, Value | undefined>;

export class InstanceDict extends DictView {
  private readonly owner: PyObject;
  constructor(owner: PyObject) {
    super();
    this.owner = owner;
  }

  protected currentNames(): string[] {
    const { slots } = this.owner.cls;
    const names: string[] = [];
    for (const key of Object.keys(this.owner)) {
      if (key.charCodeAt(0) !== 0x24) continue;
      const name = key.slice(1);
      if (slots === null || !slots.has(name)) names.push(name);
    }
    return names;
  }
  protected read(name: string): Value | undefined {
    const key = propertyName(name);
    if (!Object.hasOwn(this.owner, key) || this.owner.cls.slots?.has(name) === true) return undefined;
    return (this.owner as unknown as Properties)[key];
  }
  protected write(name: string, value: Value | undefined): void {
    if (value === undefined) removeOwn(this.owner, [name]);
    else setOwnValue(this.owner, name, value);
  }
  protected adopt(): void {
    removeOwn(this.owner, this.currentNames());
    overrideDict(this.owner, this);
  }
  /** Ends the view and leaves the owner without attributes. */
  release(): void {
    this.detach();
  }
}

/** Sets an attribute in the object itself, whatever its class says about the name. */
export function setOwnValue(obj: PyObject, name: string, value: Value): void {
  const properties = obj as unknown as Properties;
  properties[propertyName(name)] = value;
  const found = obj.cls.lookup(name);
  if (found !== undefined && comesAfter(found) && obj.cls.isMirrored) properties['g_' + name] = undefined;
  if (obj.replica !== undefined) setOwnValue(obj.replica, name, value);
}

/** Whether a class attribute needs binding, and comes after the object's own attribute. */
function comesAfter(found: Value): boolean {
  return isDescriptor(found) && (typeOf(found).howItBinds() & BINDS_SET) === 0;
}

function removeOwn(obj: PyObject, names: readonly string[]): void {
  const properties = obj as unknown as Properties;
  for (const name of names) {
    delete properties['$' + name];
    delete properties['g_' + name];
  }
  if (obj.replica !== undefined) removeOwn(obj.replica, names);
}

const views = new WeakMap<PyObject, InstanceDict>();

/** The `__dict__` of an object whose class gives it one. */
export function instanceDict(obj: PyObject): PyDict {
  if (obj instanceof PyModule) return obj.dict;
  const override = (obj as { dictOverride?: PyDict }).dictOverride;
  if (override !== undefined) return override;
  let view = views.get(obj);
  if (view === undefined) {
    view = new InstanceDict(obj);
    views.set(obj, view);
  }
  return view;
}

/** `obj.__dict__ = dict`; undefined deletes it (an empty one takes its place). */
export function setInstanceDict(obj: PyObject, dict: Value | undefined): Result {
  if (dict !== undefined && !(dict instanceof PyDict)) {
    throw typeErrorOf(`__dict__ must be set to a dictionary, not a '${typeOf(dict).name}'`);
  }
  const current = instanceDict(obj);
  if (dict === current) return None;
  if (current instanceof InstanceDict) current.release();
  overrideDict(obj, dict ?? new PyDict());
  return None;
}

function getDict(self: PyObject): Result {
  return instanceDict(self);
}

/** The attribute `__dict__` of a class whose instances, unlike those of its bases, have one. */
export function dictDescriptor(type: PyType): GetSetDescriptor {
  return new GetSetDescriptor(
    type,
    '__dict__',
    getDict,
    setInstanceDict,
    'dictionary for instance variables',
  );
}

/** Gives the object that `__weakref__` shows: the head of the list of weak references. */
export const firstWeakref = { of: (_obj: PyObject): Value => None };

/** The attribute `__weakref__` of a class whose instances, unlike those of its bases, can be referred to weakly. */
export function weakrefDescriptor(type: PyType): GetSetDescriptor {
  const get = (self: PyObject): Result => firstWeakref.of(self);
  return new GetSetDescriptor(type, '__weakref__', get, null, 'list of weak references to the object');
}
