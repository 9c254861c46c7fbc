// object: the methods every object has.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { genericGet, genericSet, missing } from '../operators/attribute.ts';
import { callMaybe1, giveNoAnswer } from '../operators/call.ts';
import { identityHash, identityOf } from '../operators/hash.ts';
import { repr, str } from '../operators/repr.ts';
import { isTrue } from '../operators/truth.ts';
import { solidBase, typeErrorOf } from './class-layout.ts';
import { hiddenPrototype } from './class-protocols.ts';
import { newObject } from './construct.ts';
import { PyDict } from './dict.ts';
import { instanceDict } from './instance-dict.ts';
import { intOf } from './int.ts';
import { PyList } from './list.ts';
import { moduleType, PyModule } from './module.ts';
import {
  defineClassMethods,
  defineGetSets,
  defineMethods,
  defineStaticMethods,
  GetSetDescriptor,
  MethodDescriptor,
  NewFunction,
} from './native.ts';
import { None, NotImplemented } from './none.ts';
import type { PyObject } from './object.ts';
import { type IterResult, type Result, type Value } from './object.ts';
import { SlotMember } from './property.ts';
import { fromHost, hostString, textOf } from './str.ts';
import { PyTuple } from './tuple.ts';
import { isDescriptor, objectType, PyType } from './type.ts';
import { attributeName } from './type-methods.ts';
import { typeOf } from './typeof.ts';

function object_new(cls: PyType, args: Value[], keywords: Map<string, Value>): Result {
  return newObject(cls, args.length + keywords.size > 0);
}

function object_init(self: Value, args: Value[], keywords: Map<string, Value>): Result {
  if (args.length + keywords.size === 0) return None;
  const type = typeOf(self);
  const { attrs } = objectType;
  if (type.lookup('__init__') !== attrs.get('__init__')) {
    throw typeErrorOf('object.__init__() takes exactly one argument (the instance to initialize)');
  }
  if (type.lookup('__new__') === attrs.get('__new__')) {
    throw typeErrorOf(`${type.name}.__init__() takes exactly one argument (the instance to initialize)`);
  }
  return None;
}

/** The address that a repr shows. */
export function addressOf(obj: Value): string {
  return '0x' + identityOf(obj as PyObject).toString(16);
}

/** The class's name with its module, as reprs show it; built-in classes go without. */
export function qualifiedName(type: PyType): string {
  const module = type.attrs.get('__module__');
  const text = module === undefined ? undefined : textOf(module);
  const name = type.qualname;
  return text === undefined || text === 'builtins' ? name : `${hostString(text)}.${name}`;
}

function object_repr(self: Value): Result {
  return fromHost(`<${qualifiedName(typeOf(self))} object at ${addressOf(self)}>`);
}

function object_str(self: Value): Result {
  return repr(self);
}

function object_hash(self: Value): Result {
  return identityHash(self as PyObject);
}

function object_eq(self: Value, other: Value): Result {
  return self === other ? true : NotImplemented;
}

/** The opposite of what `__eq__` says. */
function object_ne(self: Value, other: Value): Result {
  const method = typeOf(self).lookup('__eq__');
  if (method === objectType.attrs.get('__eq__')) return self === other ? false : NotImplemented;
  const equal = callMaybe1(method!, self, other, giveNoAnswer);
  return equal === ABRUPT ? (suspend(new NotEqualFrame()) as Result) : notEqual(equal);
}

function notEqual(equal: Value): Result {
  if (equal === NotImplemented) return NotImplemented;
  const truth = isTrue(equal);
  return truth === ABRUPT ? (suspend(new NotFrame()) as Result) : !truth;
}

class NotEqualFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return notEqual(value);
  }
}

class NotFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value !== true;
  }
}

function object_order(): Result {
  return NotImplemented;
}

function object_getattribute(self: Value, name: Value): Result {
  const attribute = attributeName(name);
  const found = genericGet(self, typeOf(self), attribute);
  return found === undefined ? missing(self, attribute) : found;
}

/** Throws TypeError where a built-in class between object and the value's own has a setter of its own, which must be used. */
function checkSetter(self: Value, setter: '__setattr__' | '__delattr__'): void {
  const type = typeOf(self);
  let base = type;
  while (base.isHeap) base = base.base!;
  if (base.lookup(setter) !== objectType.attrs.get(setter))
    throw typeErrorOf(`can't apply this ${setter} to ${type.name} object`);
}

function object_setattr(self: Value, name: Value, value: Value): Result {
  checkSetter(self, '__setattr__');
  return genericSet(self, attributeName(name), value);
}

function object_delattr(self: Value, name: Value): Result {
  checkSetter(self, '__delattr__');
  return genericSet(self, attributeName(name), undefined);
}

function object_format(self: Value, spec: Value): Result {
  const text = textOf(spec);
  if (text === undefined) throw typeErrorOf(`__format__() argument must be str, not ${typeOf(spec).name}`);
  if (text.length > 0)
    throw typeErrorOf(`unsupported format string passed to ${typeOf(self).name}.__format__`);
  return str(self);
}

function object_sizeof(self: Value): Result {
  return 8 + 4 * (typeOf(self).slots?.size ?? 0);
}

function object_subclasshook(): Result {
  return NotImplemented;
}

function object_init_subclass(): Result {
  return None;
}

function object_reduce(self: Value): Result {
  return frozenFunction('object_text', 'common_reduce').call2(self, 0);
}

/** How objects of the implementation are reduced that CPython does not pickle, by class; filled by stackless/pickling. */
export const reducers = new Map<PyType, (self: PyObject) => Result>();
/** Of some of these classes, how instances of subclasses are reduced that are made in Python and do not reduce themselves. */
export const inheritedReducers = new Map<PyType, (self: PyObject) => Result>();
/** Whether the interpreter pickles such objects: it has imported `stackless`. */
export const reducerHooks = { enabled: (): boolean => false };

const REDUCING = ['__reduce__', '__getstate__'];
const REDUCE_NAMES = ['__reduce_ex__', ...REDUCING];
const ARGUMENT_NAMES = ['__getnewargs_ex__', '__getnewargs__', '__getattr__'];

function reduceWeak(self: PyObject): Result {
  return frozenFunction('pickling', 'reduce_weak').call1(self);
}

/** Of a class, for each of its versions: see below. */
const plainClasses = new WeakMap<PyType, { version: number; plain: boolean }>();

/** The library's collections of weak references: what they are reduced to has the references, which do not pickle. */
const WEAK_COLLECTIONS = new Set(['WeakSet', 'WeakKeyDictionary', 'WeakValueDictionary']);

/** The one of them that a class is a subclass of. */
function weakCollection(cls: PyType): PyType | undefined {
  return cls.mro.find(
    ({ name, attrs }) =>
      WEAK_COLLECTIONS.has(name) && ['weakref', '_weakrefset'].includes(attrs.get('__module__') as string),
  );
}

/** Whether instances of a class are reduced as `object` does it, to what is in their `__dict__` and slots, with no code of their own. */
export function reducesPlainly(cls: PyType): boolean {
  const known = plainClasses.get(cls);
  if (known?.version === cls.version) return known.plain;
  const plain =
    cls.isHeap &&
    cls.Ctor.isPlain === true &&
    (cls.hasDict || cls.slots !== null) &&
    !cls.customGetattribute &&
    weakCollection(cls) === undefined &&
    REDUCE_NAMES.every((name) => cls.lookup(name) === objectType.attrs.get(name)) &&
    ARGUMENT_NAMES.every((name) => cls.lookup(name) === undefined) &&
    (!cls.hasDict || cls.lookup('__dict__') instanceof GetSetDescriptor);
  plainClasses.set(cls, { version: cls.version, plain });
  return plain;
}

/** The values of slots in a dict, None when they have none; undefined when one is not to be had without Python code. */
function slotValues(self: PyObject, names: readonly Value[]): Value | undefined {
  let values: PyDict | undefined;
  for (const name of names) {
    if (typeof name !== 'string' || !(self.cls.lookup(name) instanceof SlotMember)) return undefined;
    const value = (self as unknown as Record<string, Value | undefined>)[`$${name}`];
    if (value !== undefined) (values ??= new PyDict()).setStr(name, value);
  }
  return values ?? None;
}

/** What `reduce_newobj` (src/python/object_text.py) makes of an instance that needs no Python code, from the second of its class on. */
function plainlyReduced(self: PyObject): Result | undefined {
  const { cls } = self;
  const names = reducesPlainly(cls) ? cls.attrs.get('__slotnames__') : undefined;
  if (!(names instanceof PyList)) return undefined;
  const copyreg = machine.interpreter.modules.getStr('copyreg');
  const make = copyreg instanceof PyModule ? copyreg.dict.getStr('__newobj__') : undefined;
  const slots = slotValues(self, names.items);
  if (make === undefined || slots === undefined) return undefined;
  const dict = cls.hasDict ? instanceDict(self) : None;
  const own = dict instanceof PyDict && dict.size > 0 ? dict : None;
  const state = slots === None ? own : new PyTuple([own, slots]);
  return new PyTuple([make, new PyTuple([cls]), state, None, None]);
}

/**
 * The native that pickles instances of a class; undefined if there is none, or the class has a `__reduce__` or the like of its
 * own.
 */
export function reducerOf(cls: PyType): ((self: PyObject) => Result) | undefined {
  if (!cls.isHeap) return reducers.get(cls);
  const weak = weakCollection(cls);
  const reducer = weak === undefined ? inheritedReducers.get(nativeBase(cls)) : reduceWeak;
  if (reducer === undefined) return undefined;
  const base = weak ?? objectType;
  return REDUCING.every((name) => cls.lookup(name) === base.lookup(name)) ? reducer : undefined;
}

/** Whether a built-in class tells its state: then a frame that holds an instance is pickled by the protocols 0 and 1, too. */
function hasNativeState(cls: PyType): boolean {
  const method = cls.lookup('__getstate__');
  return method instanceof MethodDescriptor && method !== objectType.attrs.get('__getstate__');
}

function object_reduce_ex(self: Value, protocol: Value): Result {
  const reducer = reducerHooks.enabled() && typeof self === 'object' ? reducerOf(self.cls) : undefined;
  if (reducer !== undefined) return reducer(self as PyObject);
  let n = intOf(protocol);
  if (n === undefined)
    throw typeErrorOf(`'${typeOf(protocol).name}' object cannot be interpreted as an integer`);
  if (n < 2 && reducerHooks.enabled() && hasNativeState(typeOf(self))) n = 2;
  const plain = n >= 2 && typeof self === 'object' ? plainlyReduced(self) : undefined;
  if (plain !== undefined) return plain;
  return frozenFunction('object_text', 'object_reduce_ex').call2(self, n);
}

// --- __class__ -----------------------------------------------------------------------------------------------------------

function getClass(self: Value): Result {
  return typeOf(self);
}

function setClass(self: Value, value: Value | undefined): Result {
  if (value === undefined) throw typeErrorOf("can't delete __class__ attribute");
  if (!(value instanceof PyType)) {
    throw typeErrorOf(`__class__ must be set to a class, not '${typeOf(value).name}' object`);
  }
  const old = typeOf(self);
  const modules = old.isSubtype(moduleType) && value.isSubtype(moduleType);
  if (!(modules || (old.isHeap && value.isHeap))) {
    throw typeErrorOf('__class__ assignment only supported for mutable types or ModuleType subclasses');
  }
  if (!sameLayout(old, value)) {
    throw typeErrorOf(`__class__ assignment: '${value.name}' object layout differs from '${old.name}'`);
  }
  if (self instanceof PyType) Object.setPrototypeOf(self, value.proto);
  else changeClass(self as PyObject, value);
  const { replica } = self as PyObject & { replica?: WithOverride };
  if (replica !== undefined) {
    changeClass(replica, value);
    if (replica.dictOverride !== undefined) replica.dictOverride = (self as WithOverride).dictOverride;
  }
  return None;
}

type WithOverride = PyObject & { dictOverride?: PyDict };

/** Whether instances of the two classes have the same fields, slots, `__dict__` and `__weakref__`. */
function sameLayout(a: PyType, b: PyType): boolean {
  if (a.hasDict !== b.hasDict || a.hasWeakrefs !== b.hasWeakrefs) return false;
  const slotsA = [...(a.slots ?? [])].sort();
  const slotsB = [...(b.slots ?? [])].sort();
  if (slotsA.join('\0') !== slotsB.join('\0')) return false;
  return nativeBase(a) === nativeBase(b);
}

/** The built-in class that decides the layout. */
export function nativeBase(type: PyType): PyType {
  let base = solidBase(type);
  while (base.isHeap) base = solidBase(base.base!);
  return base;
}

/** Puts an object under another class, and sees to it that its own attributes hide what that class says. */
function changeClass(obj: PyObject, cls: PyType): void {
  const own = obj as WithOverride;
  if (obj instanceof PyModule) {
    obj.version++;
    if (cls.isHeap) own.dictOverride = obj.dict;
    else delete own.dictOverride;
  }
  const hidden = own.dictOverride !== undefined || cls.customGetattribute;
  Object.setPrototypeOf(obj, hidden ? hiddenPrototype(cls) : cls.proto);
  const properties = obj as unknown as Record<string, Value | undefined>;
  for (const key of Object.keys(obj)) {
    if (key.startsWith('g_')) delete properties[key];
  }
  for (const key of Object.keys(obj)) {
    if (!key.startsWith('$')) continue;
    const name = key.slice(1);
    if (cls.customGetattribute && own.dictOverride === undefined && cls.slots?.has(name) !== true) {
      moveToDict(own);
      return;
    }
    const found = cls.lookup(name);
    if (found !== undefined && isDescriptor(found) && cls.slots?.has(name) !== true)
      properties['g_' + name] = undefined;
  }
}

function moveToDict(obj: WithOverride): void {
  const dict = new PyDict();
  const properties = obj as unknown as Record<string, Value>;
  for (const key of Object.keys(obj)) {
    if (!key.startsWith('$')) continue;
    dict.setStr(key.slice(1), properties[key]!);
    delete properties[key];
  }
  obj.dictOverride = dict;
}

// --- For src/python/object_text.py ----------------------------------------------------------------------------------------

/** Whether `object.__new__` can make instances of the class or its layout has a `__new__`. */
function can_be_instantiated(cls: PyType): Result {
  const make = cls.lookup('__new__');
  if (make === undefined) return false;
  if (!(make instanceof NewFunction && make.self === objectType)) return true;
  const base = nativeBase(cls);
  return base === objectType || base.isPlain;
}

/** Whether instances have fields that neither `__dict__` nor `__slots__` account for. */
function has_native_state(cls: PyType): Result {
  const base = nativeBase(cls);
  return base !== objectType && base !== moduleType && !(cls.proto instanceof PyModule);
}

defineIntrinsics({
  can_be_instantiated: ['(cls, /)', can_be_instantiated],
  has_native_state: ['(cls, /)', has_native_state],
});

defineStaticMethods(objectType, { __new__: ['(type, /, *args, **kwargs)', object_new] });
defineMethods(objectType, {
  __repr__: ['($self, /)', object_repr, 'Return repr(self).'],
  __hash__: ['($self, /)', object_hash, 'Return hash(self).'],
  __str__: ['($self, /)', object_str, 'Return str(self).'],
  __getattribute__: ['($self, name, /)', object_getattribute, 'Return getattr(self, name).'],
  __setattr__: ['($self, name, value, /)', object_setattr, 'Implement setattr(self, name, value).'],
  __delattr__: ['($self, name, /)', object_delattr, 'Implement delattr(self, name).'],
  __lt__: ['($self, value, /)', object_order, 'Return self<value.'],
  __le__: ['($self, value, /)', object_order, 'Return self<=value.'],
  __eq__: ['($self, value, /)', object_eq, 'Return self==value.'],
  __ne__: ['($self, value, /)', object_ne, 'Return self!=value.'],
  __gt__: ['($self, value, /)', object_order, 'Return self>value.'],
  __ge__: ['($self, value, /)', object_order, 'Return self>=value.'],
  __init__: [
    '($self, /, *args, **kwargs)',
    object_init,
    'Initialize self.  See help(type(self)) for accurate signature.',
  ],
  __reduce_ex__: ['($self, protocol, /)', object_reduce_ex, 'Helper for pickle.'],
  __reduce__: ['($self, /)', object_reduce, 'Helper for pickle.'],
  __getstate__: ['($self, /)', inPython('object_text', 'object_getstate'), 'Helper for pickle.'],
  __format__: [
    '($self, format_spec, /)',
    object_format,
    'Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise.',
  ],
  __sizeof__: ['($self, /)', object_sizeof, 'Size of object in memory, in bytes.'],
  __dir__: ['($self, /)', inPython('object_text', 'object_dir'), 'Default dir() implementation.'],
});
defineClassMethods(objectType, {
  __subclasshook__: ['($type, object, /)', object_subclasshook],
  __init_subclass__: ['($type, /)', object_init_subclass],
});
defineGetSets(objectType, { __class__: [getClass, setClass, "the object's class"] });
