// Attributes: loading, storing, deleting; descriptors and binding.
//
// Compiled code tries `obj.g_x === undefined && obj.$x` first (objects/type.ts) and comes here otherwise. Names are
// JavaScript strings (UTF-16). `object.__getattribute__` is `genericGet`; classes and modules have their own rules.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import type { PyDict } from '../objects/dict.ts';
import {
  attributeErrorType,
  newException,
  type PyAttributeError,
  raise,
  raiseException,
  typeError,
} from '../objects/exception.ts';
import { checkOwner, ForeignGetSet, ForeignMethod } from '../objects/foreign-descriptors.ts';
import { BoundMethod, PyFunction } from '../objects/function.ts';
import { moduleType, PyModule } from '../objects/module.ts';
import { missingInModuleText } from '../objects/module-text.ts';
import {
  BoundNative,
  BoundSlot,
  ClassMethodDescriptor,
  GetSetDescriptor,
  MethodDescriptor,
  SlotWrapper,
  StaticNative,
} from '../objects/native.ts';
import { None, orNone } from '../objects/none.ts';
import type { PyObject } from '../objects/object.ts';
import { type IterResult, type Result, type Value } from '../objects/object.ts';
import { descriptorName, propertyName } from '../objects/property-name.ts';
import { BINDS_GET, BINDS_SET, isDescriptor, objectType, PyType, setTypeAttribute } from '../objects/type.ts';
import { fromHost } from '../objects/str.ts';
import { fullName, typeOf } from '../objects/typeof.ts';
import { callMethod0, callMethod1, callMethod2 } from './call.ts';
import {
  ClassMethod,
  classMethodType,
  Property,
  propertyType,
  SlotMember,
  StaticMethod,
  staticMethodType,
} from '../objects/property.ts';

/** The properties of an object, by JavaScript name. */
type Properties = Record<string, Value | undefined>;

/** An instance whose attributes stand in a dict given from outside (`obj.__dict__ = d`) or whose class hides them. */
interface WithDict {
  dictOverride?: PyDict;
}

/** Raises AttributeError with `name` and `obj`, of which suggestions are made. */
export function attributeError(obj: Value, name: string, message: string): typeof ABRUPT {
  const exc = newException(attributeErrorType, message) as PyAttributeError;
  exc.nameOf = fromHost(name);
  exc.obj = obj;
  return raiseException(exc);
}

/** The AttributeError for an attribute that is not there. */
export function missing(obj: Value, name: string): typeof ABRUPT {
  if (obj instanceof PyType)
    return attributeError(obj, name, `type object '${obj.name}' has no attribute '${name}'`);
  if (obj instanceof PyModule) return missingInModule(obj, name);
  return attributeError(obj, name, missingText(obj, name));
}

function missingText(obj: Value, name: string): string {
  const type = typeOf(obj);
  // Of a slot that is not set CPython tells with the full name of the class.
  const shown = type.lookup(name) instanceof SlotMember ? fullName(obj) : type.name;
  return `'${shown}' object has no attribute '${name}'`;
}

function missingInModule(module: PyModule, name: string): typeof ABRUPT {
  return attributeError(module, name, missingInModuleText(module, name));
}

/** `obj.name`. */
export function getAttribute(obj: Value, name: string): Result {
  const result = getAttributeOrMissing(obj, name);
  return result === undefined ? missing(obj, name) : result;
}

/**
 * `obj.name` where compiled code has found `obj.g_name`: properties and functions are bound without a look-up.
 * @param g what the class says about a name that needs binding; undefined where the object itself or nothing decides
 */
export function getBound(g: Value | undefined, obj: Value, name: string): Result {
  if (g instanceof Property && g.cls === propertyType) {
    const result = g.read(obj);
    return result === ABRUPT ? afterFailure(obj, name) : result;
  }
  if (g instanceof PyFunction) return new BoundMethod(g, obj);
  if (g instanceof MethodDescriptor) return bindNative(g, obj, g.owner);
  if (g !== undefined && typeof g === 'object' && g.readFrom !== undefined) {
    const result = g.readFrom(obj);
    return result === ABRUPT ? afterFailure(obj, name) : result;
  }
  if (g !== undefined && typeof g === 'object' && g.cls.isHeap && readsFirst(g)) {
    const result = bindGeneric(g, obj, typeOf(obj));
    return result === ABRUPT ? afterFailure(obj, name) : result;
  }
  return getAttribute(obj, name);
}

/** A look-up was left: when it turns out to fail, `__getattr__` is asked. */
function afterFailure(obj: Value, name: string): Result {
  const hook = typeOf(obj).lookup('__getattr__');
  return hook === undefined
    ? explained(ABRUPT, obj, name)
    : (suspend(new GetattrHookFrame(obj, name, hook)) as Result);
}

/** The result of a look-up by Python code: an AttributeError that does not say what it is about gets to know. */
function explained<R extends IterResult>(result: R, obj: Value, name: string): R {
  if (result !== ABRUPT) return result;
  if (machine.exc === null) return suspend(new ExplainingFrame(obj, name)) as R;
  const { exc } = machine;
  if ('obj' in exc && exc.obj === null && exc.cls.isSubtype(attributeErrorType)) {
    const error = exc as PyAttributeError;
    if (error.nameOf === null) [error.nameOf, error.obj] = [fromHost(name), obj];
  }
  return result;
}

/** Stands behind a look-up that was lifted. */
class ExplainingFrame extends NativeFrame {
  readonly obj: Value;
  readonly attribute: string;
  constructor(obj: Value, attribute: string) {
    super();
    this.obj = obj;
    this.attribute = attribute;
  }
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    return explained(ABRUPT, this.obj, this.attribute);
  }
}

/**
 * `obj.name`, but undefined when there is none and finding that out took no exception: for `getattr` with a default, `hasattr`,
 * and look-ups of optional attributes.
 */
export function getAttributeOrMissing(obj: Value, name: string): Result | undefined {
  const type = typeOf(obj);
  if (type.customGetattribute) return customGet(obj, type, name);
  const result = // only classes are instances of metaclasses; `instanceof` walks all prototypes
    type.isMeta
      ? typeGet(obj as PyType, name)
      : obj instanceof PyModule
        ? moduleGet(obj, name)
        : genericGet(obj, type, name);
  if (result !== undefined && result !== ABRUPT) return result;
  const hook = type.lookup('__getattr__');
  if (hook === undefined) return result === undefined ? result : explained(result, obj, name);
  if (result === undefined) return explained(callMethod1(hook, obj, fromHost(name)), obj, name);
  return suspend(new GetattrHookFrame(obj, name, hook)) as Result;
}

function customGet(obj: Value, type: PyType, name: string): Result {
  const result = callMethod1(type.lookup('__getattribute__')!, obj, fromHost(name));
  if (result !== ABRUPT) return result;
  const hook = type.lookup('__getattr__');
  return hook === undefined
    ? explained(result, obj, name)
    : (suspend(new GetattrHookFrame(obj, name, hook)) as Result);
}

/** Calls `__getattr__` when the ordinary look-up raised AttributeError. */
class GetattrHookFrame extends NativeFrame {
  readonly obj: Value;
  readonly attribute: string;
  readonly hook: Value;
  constructor(obj: Value, attribute: string, hook: Value) {
    super();
    this.obj = obj;
    this.attribute = attribute;
    this.hook = hook;
  }
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return explained(callMethod1(this.hook, this.obj, fromHost(this.attribute)), this.obj, this.attribute);
  }
}

/** `object.__getattribute__`: undefined when there is no such attribute. */
export function genericGet(obj: Value, type: PyType, name: string): Result | undefined {
  const found = type.lookup(name);
  if (typeof found === 'object') {
    // What most often stands before the object's own attributes, in the order of how quickly it is told.
    if (found.readFrom !== undefined) return found.readFrom(obj);
    if (found.cls === propertyType) return (found as Property).read(obj);
    if (readsFirst(found)) return bindSlow(found, obj, type);
  }
  if (typeof obj === 'object') {
    const own = ownAttribute(obj, name);
    if (own !== undefined) return own;
  }
  return found === undefined ? undefined : bindSlow(found, obj, type);
}

/** A slot member that is not set counts as missing; everything else binds. */
function bindSlow(found: Value, obj: Value, type: PyType): Result | undefined {
  if (found instanceof SlotMember) return found.read(obj);
  return bindAttribute(found, obj, type);
}

/** An attribute in the instance's own `__dict__`; undefined when there is none. Slots are not in it. */
export function ownAttribute(obj: PyObject, name: string): Value | undefined {
  const dict = (obj as WithDict).dictOverride;
  if (dict !== undefined) return dict.getStr(name);
  const key = propertyName(name);
  return Object.hasOwn(obj, key) ? (obj as unknown as Properties)[key] : undefined;
}

/** `module.__getattribute__`; undefined when there is no such attribute. */
export function moduleGet(module: PyModule, name: string): Result | undefined {
  const type = module.cls;
  if (type === moduleType && !name.startsWith('__')) {
    // The class of modules itself has special names only.
    const value = module.dict.getStr(name);
    if (value !== undefined) return value;
  }
  const found = type.lookup(name);
  if (found !== undefined && readsFirst(found)) return bindAttribute(found, module, type);
  const own = module.dict.getStr(name);
  if (own !== undefined) return own;
  if (found !== undefined) return bindAttribute(found, module, type);
  const hook = module.dict.getStr('__getattr__');
  return hook === undefined || typeof hook !== 'object' ? undefined : hook.call1(fromHost(name));
}

/** `type.__getattribute__`: attributes of a class. */
export function typeGet(type: PyType, name: string): Result | undefined {
  const meta = type.cls;
  const metaFound = meta.lookup(name);
  if (typeof metaFound === 'object') {
    if (metaFound.readFrom !== undefined) return metaFound.readFrom(type);
    if (readsFirst(metaFound)) return bindAttribute(metaFound, type, meta);
  }
  const found = type.lookup(name);
  if (found !== undefined) return isDescriptor(found) ? bindAttribute(found, null, type) : found;
  return metaFound === undefined ? undefined : bindAttribute(metaFound, type, meta);
}

/** Whether a class attribute takes precedence over the instance's own. */
export function isDataDescriptor(found: Value): boolean {
  if (typeof found !== 'object' || found instanceof PyFunction || found instanceof MethodDescriptor)
    return false;
  if (found instanceof GetSetDescriptor || found instanceof SlotMember) return true;
  return (found.cls.howItBinds() & BINDS_SET) !== 0;
}

/** Whether a class attribute is read in place of the instance's own: a data descriptor that has `__get__` as well. */
function readsFirst(found: Value): boolean {
  if (!isDataDescriptor(found)) return false;
  return !(found as PyObject).cls.isHeap || ((found as PyObject).cls.howItBinds() & BINDS_GET) !== 0;
}

/**
 * What a class attribute gives when it is reached through `obj` (null: through the class `type` itself): the result of its
 * `__get__`, or the value as it is.
 */
export function bindAttribute(found: Value, obj: Value | null, type: PyType): Result {
  if (typeof found !== 'object') return found;
  if (found instanceof PyFunction) return obj === null ? found : new BoundMethod(found, obj);
  if (found.cls.isHeap) return bindGeneric(found, obj, type);
  return bindNative(found, obj, type);
}

/** Binding for instances of built-in descriptor classes. */
export function bindNative(found: PyObject, obj: Value | null, type: PyType): Result {
  if (found.cls === staticMethodType) return (found as StaticMethod).func;
  if (found.cls === classMethodType) return new BoundMethod((found as ClassMethod).func, type);
  if (found instanceof SlotWrapper) return obj === null ? found : new BoundSlot(found, obj);
  if (found instanceof ForeignMethod) return bindForeign(found, obj, type);
  if (found instanceof MethodDescriptor) return obj === null ? found : new BoundNative(found, obj);
  if (found instanceof GetSetDescriptor) {
    if (obj !== null) return found.get(obj as never);
    return found instanceof ForeignGetSet ? found.original : found;
  }
  if (found instanceof Property) return obj === null ? found : found.read(obj);
  if (found instanceof ClassMethod) return new BoundMethod(found.func, type);
  if (found instanceof StaticMethod || found instanceof StaticNative) return found.func;
  if (found instanceof ClassMethodDescriptor) return found.bind(type);
  if (found instanceof SlotMember)
    return obj === null ? found : (found.read(obj) ?? missing(obj, found.name));
  return bindGeneric(found, obj, type);
}

function bindForeign({ original }: ForeignMethod, obj: Value | null, type: PyType): Result {
  if (obj === null) return original;
  checkOwner(original, obj);
  return bindNative(original, obj, type);
}

function bindGeneric(found: PyObject, obj: Value | null, type: PyType): Result {
  const get = found.cls.lookup('__get__');
  if (get === undefined) return found;
  return callMethod2(get, found, obj ?? None, type);
}

/** `obj.name = value`; gives undefined or ABRUPT (or a value to be ignored). */
export function setAttribute(obj: Value, name: string, value: Value): Result | undefined {
  const type = typeOf(obj);
  const setter = type.lookup('__setattr__');
  if (setter instanceof MethodDescriptor) {
    if (setter.owner === objectType) return genericSet(obj, name, value);
    return setter.impl(obj, fromHost(name), value);
  }
  return callMethod2(setter!, obj, fromHost(name), value);
}

/** `del obj.name`. */
export function deleteAttribute(obj: Value, name: string): Result | undefined {
  const deleter = typeOf(obj).lookup('__delattr__')!;
  if (deleter instanceof MethodDescriptor) return deleter.impl(obj, fromHost(name));
  return callMethod1(deleter, obj, fromHost(name));
}

/** `object.__setattr__` (and with `value` undefined `__delattr__`). */
export function genericSet(obj: Value, name: string, value: Value | undefined): Result {
  const type = typeOf(obj);
  const found = type.lookup(name);
  if (found !== undefined && isDataDescriptor(found)) return setThrough(found as PyObject, obj, name, value);
  if (typeof obj === 'object') {
    const dict = obj instanceof PyModule ? obj.dict : (obj as WithDict).dictOverride;
    if (dict !== undefined) return setInDict(dict, obj, name, value);
    if (type.hasDict) return setOwn(obj, name, value, found);
  }
  return cannotSet(obj, type, name, found);
}

function cannotSet(obj: Value, type: PyType, name: string, found: Value | undefined): Result {
  if (found !== undefined)
    return attributeError(obj, name, `'${type.name}' object attribute '${name}' is read-only`);
  if (type.hasDict) return missing(obj, name);
  return attributeError(
    obj,
    name,
    `'${type.name}' object has no attribute '${name}' and no __dict__ for setting new attributes`,
  );
}

function setInDict(dict: PyDict, obj: PyObject, name: string, value: Value | undefined): Result {
  if (value !== undefined) dict.setStr(name, value);
  else if (!dict.deleteStr(name)) return missing(obj, name);
  return None;
}

/** Sets or deletes an attribute in the instance itself; `found` is what the class says about the name. */
export function setOwn(
  obj: PyObject,
  name: string,
  value: Value | undefined,
  found: Value | undefined,
): Result {
  const properties = obj as unknown as Properties;
  const property = propertyName(name);
  if (value !== undefined) {
    properties[property] = value;
    // The class's function or other non-data descriptor no longer counts for this object.
    if (found !== undefined && isDescriptor(found) && !isDataDescriptor(found) && obj.cls.isMirrored)
      properties['g_' + name] = undefined;
  } else {
    if (!Object.hasOwn(obj, property)) return raise(attributeErrorType, missingText(obj, name));
    delete properties[property];
    const hidden = descriptorName(name);
    if (Object.hasOwn(obj, hidden)) delete properties[hidden];
  }
  return obj.replica === undefined ? None : setOwn(obj.replica, name, value, found);
}

function setThrough(found: PyObject, obj: Value, name: string, value: Value | undefined): Result {
  if (!found.cls.isHeap) {
    if (found instanceof SlotMember) return found.write(obj, value);
    if (found instanceof Property) return found.write(obj, value);
    if (found instanceof GetSetDescriptor) {
      if (found.set === null) return attributeError(obj, name, readOnlyMessage(found));
      return orNone(found.set(obj as never, value));
    }
  }
  const method = found.cls.lookup(value === undefined ? '__delete__' : '__set__');
  if (method === undefined) return attributeError(obj, name, value === undefined ? '__delete__' : '__set__');
  return value === undefined ? callMethod1(method, found, obj) : callMethod2(method, found, obj, value);
}

function readOnlyMessage(found: GetSetDescriptor): string {
  return found.isMember
    ? 'readonly attribute'
    : `attribute '${found.name}' of '${found.owner.name}' objects is not writable`;
}

/** `type.__setattr__`. */
export function typeSet(type: PyType, name: string, value: Value | undefined): Result {
  const metaFound = type.cls.lookup(name);
  if (metaFound !== undefined && isDataDescriptor(metaFound))
    return setThrough(metaFound as PyObject, type, name, value);
  if (!type.isHeap) {
    return typeError(`cannot set '${name}' attribute of immutable type '${type.name}'`);
  }
  if (value === undefined && !type.attrs.has(name)) return missing(type, name);
  setTypeAttribute(type, name, value);
  return None;
}

/** A special method of `value`'s class, not bound; undefined when there is none (or it is set to None). */
export function specialMethod(value: Value, name: string): Value | undefined {
  const f = typeOf(value).lookup(name);
  return f === None ? undefined : f;
}

/** Calls `obj.name()` (the attribute is looked up on the class only). Undefined when the class has no such method. */
export function callSpecial(obj: Value, name: string): Result | undefined {
  const f = typeOf(obj).lookup(name);
  return f === undefined ? undefined : callMethod0(f, obj);
}
