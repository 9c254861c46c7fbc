// type: the attributes and methods of classes. Making classes is class-creation.ts, calling them construct.ts.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { attributeError, bindAttribute, missing, typeGet, typeSet } from '../operators/attribute.ts';
import { call1 } from '../operators/call.ts';
import { realIsInstance, realIsSubclass } from '../operators/instance.ts';
import { isTrue } from '../operators/truth.ts';
import { baseExceptionType, newException, valueErrorType } from './exception.ts';
import { bytesType } from './bytes.ts';
import { changeBases } from './class-bases.ts';
import { linearize, typeErrorOf, typeText } from './class-layout.ts';
import { type_new } from './class-creation.ts';
import { abstractMethodNames, type_call } from './construct.ts';
import { dictType, PyDict } from './dict.ts';
import { typeNamespace } from './dict-view.ts';
import { PyFunction } from './function.ts';
import { intType } from './int.ts';
import { listType, PyList } from './list.ts';
import { MappingProxy } from './mapping-proxy.ts';
import {
  defineClassMethods,
  defineGetSets,
  defineMembers,
  defineMethods,
  defineStaticMethods,
} from './native.ts';
import { classDocstring, classSignature } from './docstrings.ts';
import { None } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { AnySet } from './set.ts';
import { checkEncodable } from './codecs.ts';
import { fromHost, hostString, strType, textOf } from './str.ts';
import { emptyTuple, PyTuple, tupleType } from './tuple.ts';
import type { PyType } from './type.ts';
import { isDescriptor, liveSubclasses, setTypeAttribute, shortName, typeType } from './type.ts';
import { typeOf } from './typeof.ts';
import { unionOr } from './union.ts';

/** Throws unless the special attribute `name` of the class may be set (or, with undefined, deleted: it never may). */
function checkSettable(type: PyType, name: string, value: Value | undefined): void {
  if (!type.isHeap) throw typeErrorOf(`cannot set '${name}' attribute of immutable type '${type.name}'`);
  if (value === undefined)
    throw typeErrorOf(`cannot delete '${name}' attribute of immutable type '${type.name}'`);
}

function type_init(_self: PyType, args: Value[], keywords: Map<string, Value>): Result {
  if (keywords.size > 0 && args.length === 1) throw typeErrorOf('type.__init__() takes no keyword arguments');
  if (args.length !== 1 && args.length !== 3) throw typeErrorOf('type.__init__() takes 1 or 3 arguments');
  return None;
}

function type_repr(self: PyType): Result {
  return fromHost(typeText(self));
}

function type_getattribute(self: PyType, name: Value): Result {
  const attribute = attributeName(name);
  const found = typeGet(self, attribute);
  return found === undefined ? missing(self, attribute) : found;
}

/** An attribute's name as a JavaScript string; throws TypeError for what is no str. */
export function attributeName(name: Value): string {
  const text = textOf(name);
  if (text === undefined) throw typeErrorOf(`attribute name must be string, not '${typeOf(name).name}'`);
  return hostString(text);
}

function type_setattr(self: PyType, name: Value, value: Value): Result {
  return typeSet(self, attributeName(name), value);
}

function type_delattr(self: PyType, name: Value): Result {
  return typeSet(self, attributeName(name), undefined);
}

function type_mro(self: PyType): Result {
  return new PyList(linearize(self));
}

function type_subclasses(self: PyType): Result {
  return new PyList(liveSubclasses(self));
}

function type_prepare(): Result {
  return new PyDict();
}

function type_instancecheck(self: PyType, instance: Value): Result {
  return realIsInstance(instance, self);
}

function type_subclasscheck(self: PyType, subclass: Value): Result {
  return realIsSubclass(subclass, self);
}

/** All names of the class and, depth first, of its bases. */
function type_dir(self: PyType): Result {
  const names = new Set<string>();
  const seen = new Set<PyType>();
  const visit = (type: PyType): void => {
    if (seen.has(type)) return;
    seen.add(type);
    for (const name of type.attrs.keys()) names.add(name);
    type.bases.forEach(visit);
  };
  visit(self);
  return new PyList([...names].map(fromHost));
}

function type_sizeof(): Result {
  return 1000;
}

// --- Attributes --------------------------------------------------------------------------------------------------------

function getName(self: PyType): Result {
  return fromHost(self.isHeap ? self.name : shortName(self));
}

function setName(self: PyType, value: Value | undefined): Result {
  checkSettable(self, '__name__', value);
  const text = textOf(value!);
  if (text === undefined) {
    throw typeErrorOf(`can only assign string to ${self.name}.__name__, not '${typeOf(value!).name}'`);
  }
  const name = hostString(text);
  if (name.includes('\0')) throw newException(valueErrorType, 'type name must not contain null characters');
  if (!checkEncodable(value)) return ABRUPT;
  self.name = name;
  return None;
}

function getQualname(self: PyType): Result {
  return fromHost(self.qualname);
}

function setQualname(self: PyType, value: Value | undefined): Result {
  checkSettable(self, '__qualname__', value);
  const text = textOf(value!);
  if (text === undefined) {
    throw typeErrorOf(`can only assign string to ${self.name}.__qualname__, not '${typeOf(value!).name}'`);
  }
  self.qualname = hostString(text);
  return None;
}

function getModule(self: PyType): Result {
  const own = self.attrs.get('__module__');
  // In type, function and the like the name stands for the attribute of instances.
  if (!self.isHeap && (own === undefined || textOf(own) === undefined)) return 'builtins';
  return own ?? attributeError(self, '__module__', '__module__');
}

function setModule(self: PyType, value: Value | undefined): Result {
  checkSettable(self, '__module__', value);
  setTypeAttribute(self, '__firstlineno__', undefined);
  setTypeAttribute(self, '__module__', value);
  return None;
}

function getDoc(self: PyType): Result {
  if (!self.isHeap || !self.attrs.has('__doc__')) return classDocstring(self);
  const doc = self.attrs.get('__doc__') ?? None;
  return isDescriptor(doc) ? bindAttribute(doc, null, self) : doc;
}

function setDoc(self: PyType, value: Value | undefined): Result {
  checkSettable(self, '__doc__', value);
  setTypeAttribute(self, '__doc__', value);
  return None;
}

function getAbstractMethods(self: PyType): Result {
  const own = self === typeType ? undefined : self.attrs.get('__abstractmethods__');
  return own ?? attributeError(self, '__abstractmethods__', '__abstractmethods__');
}

function setAbstractMethods(self: PyType, value: Value | undefined): Result {
  if (value === undefined) {
    if (!self.attrs.has('__abstractmethods__')) return getAbstractMethods(self);
    return recordAbstract(self, undefined, false);
  }
  const truth = isTrue(value);
  return truth === ABRUPT
    ? (suspend(new AbstractFrame(self, value)) as Result)
    : recordAbstract(self, value, truth);
}

function recordAbstract(type: PyType, value: Value | undefined, isAbstract: boolean): Result {
  type.isAbstract = isAbstract;
  setTypeAttribute(type, '__abstractmethods__', value);
  return None;
}

class AbstractFrame extends NativeFrame {
  readonly type: PyType;
  readonly value: Value;
  constructor(type: PyType, value: Value) {
    super();
    this.type = type;
    this.value = value;
  }
  returned(truth: Value): IterResult {
    return recordAbstract(this.type, this.value, truth === true);
  }
}

abstractMethodNames.of = (cls) => {
  const names = cls.attrs.get('__abstractmethods__');
  const items: Value[] = [];
  if (names instanceof AnySet) {
    const end = names.dict.end();
    for (let i = 0; i < end; i++) if (names.dict.keyAt(i) !== undefined) items.push(names.dict.keyAt(i)!);
  } else if (names instanceof PyList || names instanceof PyTuple) items.push(...names.items);
  return items.map((item) => hostString(textOf(item) ?? '?'));
};

function getTypeDict(self: PyType): Result {
  return new MappingProxy(typeNamespace(self));
}

function getBases(self: PyType): Result {
  return new PyTuple(self.bases);
}

function setBases(self: PyType, value: Value | undefined): Result {
  checkSettable(self, '__bases__', value);
  return changeBases(self, value!);
}

function getMro(self: PyType): Result {
  if (self.mro.length === 0) return None; // it is being made
  return new PyTuple(self.mro);
}

function getBase(self: PyType): Result {
  return self.base ?? None;
}

function getTextSignature(self: PyType): Result {
  return self.isHeap ? None : classSignature(self);
}

/** Of classes whose instances are of variable size: what an item takes in CPython. */
const ITEM_SIZES: readonly [PyType, number][] = [
  [intType, 4],
  [bytesType, 1],
  [tupleType, 8],
  [typeType, 40],
];

function getItemSize(self: PyType): Result {
  return ITEM_SIZES.find(([type]) => self.isSubtype(type))?.[1] ?? 0;
}

/** Bits of `__flags__` that anything looks at, as CPython numbers them. */
function getFlags(self: PyType): Result {
  let flags = (1 << 12) | (1 << 14);
  if (self.isHeap || self.isPlain) flags |= 1 << 9;
  if (!self.isHeap) flags |= 1 << 8;
  if (self.isBase) flags |= 1 << 10;
  if (self.isAbstract) flags |= 1 << 20;
  if (self.patternFlags === 1) flags |= 1 << 5;
  if (self.patternFlags === 2) flags |= 1 << 6;
  const families = [intType, listType, tupleType, bytesType, strType, dictType, baseExceptionType, typeType];
  let total = flags;
  families.forEach((family, i) => {
    if (self.isSubtype(family)) total += 2 ** (24 + i);
  });
  return total;
}

// --- Annotations (PEP 649) ---------------------------------------------------------------------------------------------

function noAttribute(self: PyType, name: string): Result {
  return attributeError(self, name, `type object '${self.name}' has no attribute '${name}'`);
}

function getAnnotate(self: PyType): Result {
  if (!self.isHeap) return noAttribute(self, '__annotate__');
  const own = self.attrs.get('__annotate__') ?? self.attrs.get('__annotate_func__');
  if (own !== undefined) return isDescriptor(own) ? bindAttribute(own, null, self) : own;
  setTypeAttribute(self, '__annotate_func__', None);
  return None;
}

function setAnnotate(self: PyType, value: Value | undefined): Result {
  if (value === undefined) throw typeErrorOf('cannot delete __annotate__ attribute');
  if (!self.isHeap) throw typeErrorOf(`cannot set '__annotate__' attribute of immutable type '${self.name}'`);
  if (value !== None && (typeof value !== 'object' || value.cls.lookup('__call__') === undefined)) {
    throw typeErrorOf('__annotate__ must be callable or None');
  }
  setTypeAttribute(self, '__annotate_func__', value);
  if (value !== None) {
    setTypeAttribute(self, '__annotations__', undefined);
    setTypeAttribute(self, '__annotations_cache__', undefined);
  }
  return None;
}

function getAnnotations(self: PyType): Result {
  if (!self.isHeap) return noAttribute(self, '__annotations__');
  const own = self.attrs.get('__annotations__') ?? self.attrs.get('__annotations_cache__');
  if (own !== undefined) return isDescriptor(own) ? bindAttribute(own, null, self) : own;
  const annotate = getAnnotate(self);
  if (annotate === ABRUPT || annotate === None)
    return annotate === ABRUPT ? annotate : keepAnnotations(self, new PyDict());
  const result = call1(annotate, 1);
  return result === ABRUPT ? (suspend(new AnnotationsFrame(self)) as Result) : keepAnnotations(self, result);
}

function keepAnnotations(type: PyType, value: Value): Result {
  if (!(value instanceof PyDict))
    throw typeErrorOf(`__annotate__ returned non-dict of type '${typeOf(value).name}'`);
  setTypeAttribute(type, '__annotations_cache__', value);
  return value;
}

class AnnotationsFrame extends NativeFrame {
  readonly type: PyType;
  constructor(type: PyType) {
    super();
    this.type = type;
  }
  returned(value: Value): IterResult {
    return keepAnnotations(this.type, value);
  }
}

function setAnnotations(self: PyType, value: Value | undefined): Result {
  if (!self.isHeap)
    throw typeErrorOf(`cannot set '__annotations__' attribute of immutable type '${self.name}'`);
  const key = self.attrs.has('__annotations__') ? '__annotations__' : '__annotations_cache__';
  if (value === undefined && !self.attrs.has(key))
    return attributeError(self, '__annotations__', '__annotations__');
  setTypeAttribute(self, key, value);
  setTypeAttribute(self, '__annotate_func__', undefined);
  setTypeAttribute(self, '__annotate__', undefined);
  return None;
}

function getTypeParams(self: PyType): Result {
  if (self === typeType) return emptyTuple;
  return self.attrs.get('__type_params__') ?? emptyTuple;
}

function setTypeParams(self: PyType, value: Value | undefined): Result {
  checkSettable(self, '__type_params__', value);
  setTypeAttribute(self, '__type_params__', value);
  return None;
}

/** Whether `value` can be called. */
export function isCallable(value: Value): boolean {
  return (
    value instanceof PyFunction || (value instanceof PyObject && value.cls.lookup('__call__') !== undefined)
  );
}

defineStaticMethods(typeType, { __new__: ['(metatype, /, *args, **kwargs)', type_new] });
defineMethods(typeType, {
  __repr__: ['($self, /)', type_repr, 'Return repr(self).'],
  __call__: ['($self, /, *args, **kwargs)', type_call, 'Call self as a function.'],
  __getattribute__: ['($self, name, /)', type_getattribute, 'Return getattr(self, name).'],
  __setattr__: ['($self, name, value, /)', type_setattr, 'Implement setattr(self, name, value).'],
  __delattr__: ['($self, name, /)', type_delattr, 'Implement delattr(self, name).'],
  __init__: ['($self, /, *args, **kwargs)', type_init],
  __or__: ['($self, value, /)', unionOr, 'Return self|value.'],
  __ror__: [
    '($self, value, /)',
    (self: Value, value: Value): Result => unionOr(value, self),
    'Return value|self.',
  ],
  mro: ['($self, /)', type_mro, "Return a type's method resolution order."],
  __subclasses__: ['($self, /)', type_subclasses, 'Return a list of immediate subclasses.'],
  __instancecheck__: ['($self, instance, /)', type_instancecheck, 'Check if an object is an instance.'],
  __subclasscheck__: ['($self, subclass, /)', type_subclasscheck, 'Check if a class is a subclass.'],
  __dir__: ['($self, /)', type_dir, 'Specialized __dir__ implementation for types.'],
  __sizeof__: ['($self, /)', type_sizeof, 'Return memory consumption of the type object.'],
});
defineClassMethods(typeType, { __prepare__: ['($type, /, *args, **kwargs)', type_prepare] });
defineGetSets(typeType, {
  __name__: [getName, setName],
  __qualname__: [getQualname, setQualname],
  __bases__: [getBases, setBases],
  __mro__: [getMro],
  __module__: [getModule, setModule],
  __abstractmethods__: [getAbstractMethods, setAbstractMethods],
  __dict__: [getTypeDict],
  __doc__: [getDoc, setDoc],
  __text_signature__: [getTextSignature],
  __annotations__: [getAnnotations, setAnnotations],
  __annotate__: [getAnnotate, setAnnotate],
  __type_params__: [getTypeParams, setTypeParams],
});
defineMembers(typeType, {
  __base__: [getBase],
  __flags__: [getFlags],
  __basicsize__: [(): Result => 16],
  __itemsize__: [getItemSize],
  __dictoffset__: [(self: PyType): Result => (self.hasDict ? -1 : 0)],
  __weakrefoffset__: [(self: PyType): Result => (self.hasWeakrefs ? -1 : 0)],
});
