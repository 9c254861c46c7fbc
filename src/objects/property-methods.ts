// property, classmethod and staticmethod. How they bind is in operators/attribute.ts.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import type { Size } from '../machine/numbers.ts';
import { attributeError, bindNative, getAttributeOrMissing, setAttribute } from '../operators/attribute.ts';
import { callN } from '../operators/call.ts';
import { typeErrorOf } from './class-layout.ts';
import { bindingOf, callNative } from './descriptor-methods.ts';
import { attributeErrorType } from './exception.ts';
import { PyFunction } from './function.ts';
import { genericAlias } from './generic-alias.ts';
import { instanceDict, setOwnValue } from './instance-dict.ts';
import {
  defineClassMethods,
  defineGetSets,
  defineMembers,
  defineMethods,
  defineStaticMethods,
  StaticNative,
} from './native.ts';
import { classDocstring } from './docstrings.ts';
import { None } from './none.ts';
import type { IterResult, PyObject, Result, Value } from './object.ts';
import type { StaticMethod } from './property.ts';
import { ClassMethod, classMethodType, Property, propertyType, staticMethodType } from './property.ts';
import { Steps } from './steps.ts';
import { PyType, typeHooks } from './type.ts';
import { typeOf } from './typeof.ts';

// --- property ------------------------------------------------------------------------------------------------------------

function property_new(cls: PyType): Result {
  return new (cls.Ctor as new () => Property)();
}

function orNull(value: Value | undefined): Value | null {
  return value === undefined || value === None ? null : value;
}

function property_init(self: Property, fget?: Value, fset?: Value, fdel?: Value, doc: Value = None): Result {
  self.fget = orNull(fget);
  self.fset = orNull(fset);
  self.fdel = orNull(fdel);
  self.doc = None;
  self.getterDoc = false;
  self.name = null;
  if (doc !== None || self.fget === null) return keepDoc(self, doc, false);
  if (self.fget instanceof PyFunction) return keepDoc(self, self.fget.doc, true);
  const found = getAttributeOrMissing(self.fget, '__doc__');
  if (found === ABRUPT) return suspend(new PropertyDocFrame(self)) as Result;
  return keepDoc(self, found ?? None, true);
}

/** Keeps a docstring; a subclass has its own `__doc__`, so there it becomes an attribute of the instance. */
function keepDoc(self: Property, doc: Value, fromGetter: boolean): Result {
  if (fromGetter && doc !== None) self.getterDoc = true;
  if (self.cls === propertyType) {
    self.doc = doc;
    return None;
  }
  return setAttribute(self, '__doc__', doc) === ABRUPT ? (suspend(new KeepDocFrame(self)) as Result) : None;
}

/** A docstring that the subclass has no place for is dropped, unless it is the getter's. */
class KeepDocFrame extends NativeFrame {
  readonly property: Property;
  constructor(property: Property) {
    super();
    this.property = property;
  }
  returned(): IterResult {
    return None;
  }
  override raised(): IterResult {
    if (this.property.getterDoc || !machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return None;
  }
}

class PropertyDocFrame extends NativeFrame {
  readonly property: Property;
  constructor(property: Property) {
    super();
    this.property = property;
  }
  returned(doc: Value): IterResult {
    return keepDoc(this.property, doc, true);
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return keepDoc(this.property, None, true);
  }
}

/** A copy with one function replaced. */
function copyProperty(self: Property, fget: Value | null, fset: Value | null, fdel: Value | null): Result {
  const doc = self.getterDoc && fget !== null ? None : self.doc;
  if (self.cls === propertyType) {
    const copy = new Property();
    const done = property_init(copy, fget ?? None, fset ?? None, fdel ?? None, doc);
    copy.name = self.name;
    return done === ABRUPT ? (suspend(new CopyFrame(self, copy)) as Result) : copy;
  }
  const made = callN(self.cls, [fget ?? None, fset ?? None, fdel ?? None, doc]);
  return made === ABRUPT ? (suspend(new CopyFrame(self, null)) as Result) : named(self, made);
}

function named(from: Property, copy: Value): Value {
  if (copy instanceof Property) copy.name = from.name;
  return copy;
}

class CopyFrame extends NativeFrame {
  readonly from: Property;
  /** Null while it is still being made. */
  readonly copy: Property | null;
  constructor(from: Property, copy: Property | null) {
    super();
    this.from = from;
    this.copy = copy;
  }
  returned(value: Value): IterResult {
    return named(this.from, this.copy ?? value);
  }
}

function property_getter(self: Property, fget: Value): Result {
  return copyProperty(self, orNull(fget) ?? self.fget, self.fset, self.fdel);
}
function property_setter(self: Property, fset: Value): Result {
  return copyProperty(self, self.fget, orNull(fset) ?? self.fset, self.fdel);
}
function property_deleter(self: Property, fdel: Value): Result {
  return copyProperty(self, self.fget, self.fset, orNull(fdel) ?? self.fdel);
}

function property_get(self: Property, obj: Value): Result {
  return obj === None ? self : self.read(obj);
}
function property_set(self: Property, obj: Value, value: Value): Result {
  return done(self.write(obj, value));
}
function property_delete(self: Property, obj: Value): Result {
  return done(self.write(obj, undefined));
}

/** None in place of what a setter returned. */
function done(result: Result): Result {
  return result === ABRUPT ? (suspend(new NoneFrame()) as Result) : None;
}

class NoneFrame extends NativeFrame {
  returned(): IterResult {
    return None;
  }
}

function property_set_name(self: Property, args: Value[]): Result {
  if (args.length !== 2)
    throw typeErrorOf(`__set_name__() takes 2 positional arguments but ${args.length} were given`);
  self.name = args[1]!;
  return None;
}

function getPropertyName(self: Property): Result {
  if (self.name !== null) return self.name;
  if (self.fget instanceof PyFunction) return self.fget.name;
  const found = self.fget === null ? undefined : getAttributeOrMissing(self.fget, '__name__');
  if (found !== undefined) return found;
  return attributeError(self, '__name__', `'${self.cls.name}' object has no attribute '__name__'`);
}

function setPropertyName(self: Property, value: Value | undefined): Result {
  self.name = value ?? null;
  return None;
}

/** Whether a function is sure not to be abstract, without running any code. */
function isConcrete(func: Value | null): boolean {
  return func === null || (func instanceof PyFunction && !Object.hasOwn(func, '$__isabstractmethod__'));
}

function propertyIsAbstract(self: Property): Result {
  if (isConcrete(self.fget) && isConcrete(self.fset) && isConcrete(self.fdel)) return false;
  return frozenFunction('object_text', 'any_abstract').call3(
    self.fget ?? None,
    self.fset ?? None,
    self.fdel ?? None,
  );
}

defineStaticMethods(propertyType, { __new__: ['(type, /, *args, **kwargs)', property_new] });
defineMethods(propertyType, {
  __init__: ['($self, fget=None, fset=None, fdel=None, doc=None)', property_init],
  __get__: ['($self, instance, owner=None, /)', property_get],
  __set__: ['($self, instance, value, /)', property_set],
  __delete__: ['($self, instance, /)', property_delete],
  getter: [
    '($self, object, /)',
    property_getter,
    'Descriptor to obtain a copy of the property with a different getter.',
  ],
  setter: [
    '($self, object, /)',
    property_setter,
    'Descriptor to obtain a copy of the property with a different setter.',
  ],
  deleter: [
    '($self, object, /)',
    property_deleter,
    'Descriptor to obtain a copy of the property with a different deleter.',
  ],
  __set_name__: ['($self, /, *args)', property_set_name, 'Method to set name of a property.'],
});
defineMembers(propertyType, {
  fget: [(self: Property): Result => self.fget ?? None],
  fset: [(self: Property): Result => self.fset ?? None],
  fdel: [(self: Property): Result => self.fdel ?? None],
  __doc__: [
    (self: Property): Result => self.doc,
    (self: Property, value: Value | undefined): void => {
      self.doc = value ?? None;
    },
  ],
});
defineGetSets(propertyType, {
  __name__: [getPropertyName, setPropertyName],
  __isabstractmethod__: [propertyIsAbstract],
});

// --- classmethod and staticmethod ----------------------------------------------------------------------------------------

type Wrapper = ClassMethod | StaticMethod;

function wrapper_new(cls: PyType): Result {
  return new (cls.Ctor as new () => Wrapper)();
}

const COPIED = ['__module__', '__name__', '__qualname__', '__doc__'];

function wrapper_init(self: Wrapper, args: Value[], keywords: Map<string, Value>): Result {
  const what = self instanceof ClassMethod ? 'classmethod' : 'staticmethod';
  if (keywords.size > 0) throw typeErrorOf(`${self.cls.name}() takes no keyword arguments`);
  if (args.length !== 1) throw typeErrorOf(`${what} expected 1 argument, got ${args.length}`);
  const func = args[0]!;
  self.func = func;
  if (!(func instanceof PyFunction)) return new CopyAttributes(self, func).run();
  const values = [func.module, func.name, func.qualname, func.doc];
  COPIED.forEach((name, i) => setOwnValue(self, name, values[i]!));
  return None;
}

/** Copies what describes a function to its wrapper; what the function lacks is left out. */
class CopyAttributes extends Steps {
  private readonly wrapper: Wrapper;
  private readonly func: Value;
  private index: Size = 0;
  constructor(wrapper: Wrapper, func: Value) {
    super();
    this.wrapper = wrapper;
    this.func = func;
  }
  step(n: number, value: Value): Result {
    if (n === 1) {
      const name = COPIED[this.index++]!;
      setOwnValue(this.wrapper, name, value);
      this.at = 0;
      return None;
    }
    for (; this.index < COPIED.length; this.index++) {
      if (COPIED[this.index] === '__doc__' && this.copiesLater()) continue;
      const found = getAttributeOrMissing(this.func, COPIED[this.index]!);
      if (found !== undefined) return found;
    }
    return this.finish(None);
  }
  /** The docstrings of built-in classes are read when a program asks for one; to wrap a class is not to ask. */
  private copiesLater(): boolean {
    const { wrapper, func } = this;
    if (!(func instanceof PyType) || func.isHeap || typeHooks.loadDocstrings === null) return false;
    typeHooks.whenDocstrings.push(() => setOwnValue(wrapper, '__doc__', classDocstring(func)));
    return true;
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    this.index++;
    this.at = 0;
    return this.run();
  }
}

function classmethod_get(self: ClassMethod, obj: Value, type?: Value): Result {
  const [, cls] = bindingOf(obj, type);
  return bindNative(self, obj, cls);
}

function staticmethod_get(self: StaticMethod | StaticNative): Result {
  return self.func;
}

function wrapperIsAbstract(self: Wrapper | StaticNative): Result {
  if (isConcrete(self.func)) return false;
  return frozenFunction('object_text', 'any_abstract').call1(self.func);
}

/** An attribute that is the function's until it is set on the wrapper: taken once, then kept. */
function passOn(
  name: string,
): [get: (self: Wrapper) => Result, set: (self: Wrapper, value: Value | undefined) => Result] {
  const get = (self: Wrapper): Result => {
    const dict = instanceDict(self);
    const own = dict.getStr(name);
    if (own !== undefined) return own;
    const found = getAttributeOrMissing(self.func, name);
    if (found === ABRUPT) return suspend(new KeepFrame(self, name)) as Result;
    if (found === undefined)
      return attributeError(self, name, `'${typeOf(self.func).name}' object has no attribute '${name}'`);
    dict.setStr(name, found);
    return found;
  };
  const set = (self: Wrapper, value: Value | undefined): Result => {
    const dict = instanceDict(self);
    if (value !== undefined) dict.setStr(name, value);
    else if (!dict.deleteStr(name))
      return attributeError(self, name, `'${self.cls.name}' object has no attribute '${name}'`);
    return None;
  };
  return [get, set];
}

class KeepFrame extends NativeFrame {
  readonly wrapper: Wrapper;
  readonly attribute: string;
  constructor(wrapper: Wrapper, attribute: string) {
    super();
    this.wrapper = wrapper;
    this.attribute = attribute;
  }
  returned(value: Value): IterResult {
    instanceDict(this.wrapper).setStr(this.attribute, value);
    return value;
  }
}

for (const type of [classMethodType, staticMethodType]) {
  const kind = type === classMethodType ? 'classmethod' : 'staticmethod';
  defineStaticMethods(type, { __new__: ['(type, /, *args, **kwargs)', wrapper_new] });
  defineMethods(type, {
    __init__: ['($self, /, *args, **kwargs)', wrapper_init],
    __repr__: ['($self, /)', inPython('object_text', `${kind}_repr`)],
    __get__: [
      '($self, instance, owner=None, /)',
      kind === 'classmethod' ? classmethod_get : staticmethod_get,
    ],
  });
  defineMembers(type, {
    __func__: [(self: Wrapper): Result => self.func],
    __wrapped__: [(self: Wrapper): Result => self.func],
  });
  defineGetSets(type, {
    __isabstractmethod__: [wrapperIsAbstract],
    __annotations__: passOn('__annotations__'),
    __annotate__: passOn('__annotate__'),
    __dict__: [(self: PyObject): Result => instanceDict(self)],
  });
  defineClassMethods(type, { __class_getitem__: ['($type, item, /)', genericAlias] });
}
defineMethods(staticMethodType, {
  __call__: ['($self, /, *args, **kwargs)', callNative, 'Call self as a function.'],
});
(StaticNative.prototype as { cls: PyType }).cls = staticMethodType;
StaticNative.prototype.callN = function (args: Value[]): Result {
  return this.func.callN(args);
};
StaticNative.prototype.callKw = function (args: Value[], names: readonly string[]): Result {
  return this.func.callKw(args, names);
};
