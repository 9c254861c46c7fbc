// What Python sees of the built-in descriptors: functions and methods written in TypeScript, bound or not, and computed
// attributes and members. (property, classmethod and staticmethod are property-methods.ts.)
import { attributeError, bindNative } from '../operators/attribute.ts';
import { identityHash } from '../operators/hash.ts';
import { machine } from '../machine/machine.ts';
import { callNested } from '../machine/nesting.ts';
import { typeErrorOf } from './class-layout.ts';
import type { ClassMethodDescriptor } from './native.ts';
import {
  BoundNative,
  boundNativeLayout,
  builtinFunctionType,
  BuiltinFunction,
  classMethodDescriptorType,
  defineGetSets,
  defineMembers,
  defineMethods,
  GetSetDescriptor,
  getSetDescriptorType,
  memberDescriptorType,
  MethodDescriptor,
  methodDescriptorType,
  methodWrapperType,
  NewFunction,
  slotWrapperType,
} from './native.ts';
import { checkOwner, inClass, type Owned } from './foreign-descriptors.ts';
import { docstringOf, signatureOf } from './docstrings.ts';
import { None, NotImplemented, orNone } from './none.ts';
import type { PyObject } from './object.ts';
import { type Result, type Value } from './object.ts';
import { addressOf } from './object-methods.ts';
import { SlotMember } from './property.ts';
import { fromHost } from './str.ts';
import { PyTuple } from './tuple.ts';
import { PyType, setTypeAttribute } from './type.ts';
import { typeOf } from './typeof.ts';

/** The object and class of a call of `__get__`; throws TypeError when there is neither. */
export function bindingOf(obj: Value, type: Value | undefined): [obj: Value | null, type: PyType] {
  if (obj !== None) return [obj, type instanceof PyType ? type : typeOf(obj)];
  if (type === undefined || type === None) throw typeErrorOf('__get__(None, None) is invalid');
  return [null, type as PyType];
}

function descriptor_get(self: Owned, obj: Value, type?: Value): Result {
  const [instance, cls] = bindingOf(obj, type);
  if (instance !== null) checkOwner(self, instance);
  return bindNative(self, instance, cls);
}

function descriptor_set(self: Owned, obj: Value, value: Value): Result {
  return writeThrough(self, obj, value);
}

function descriptor_delete(self: Owned, obj: Value): Result {
  return writeThrough(self, obj, undefined);
}

function writeThrough(self: Owned, obj: Value, value: Value | undefined): Result {
  checkOwner(self, obj);
  if (self instanceof SlotMember) return self.write(obj, value);
  const getset = self as GetSetDescriptor;
  if (getset.set !== null) return orNone(getset.set(obj as never, value));
  return attributeError(
    obj,
    self.name,
    getset.isMember
      ? 'readonly attribute'
      : `attribute '${self.name}' of '${self.owner.name}' objects is not writable`,
  );
}

function reprAs(kind: string): (self: Owned) => Result {
  return (self) => fromHost(`<${kind} '${self.name}' of '${self.owner.name}' objects>`);
}

/** `(getattr, (owner, name))`: how pickles find it again. */
function descriptor_reduce(self: Owned): Result {
  return reduceAs(self.owner, self.name);
}

function reduceAs(owner: Value, name: string): Result {
  return new PyTuple([machine.interpreter.builtins.getStr('getattr')!, new PyTuple([owner, fromHost(name)])]);
}

const OWNED = {
  __objclass__: [(self: Owned): Result => self.owner],
  __name__: [(self: Owned): Result => fromHost(self.name)],
} as const;

function ownedQualname(self: Owned): Result {
  return fromHost(`${self.owner.qualname}.${self.name}`);
}

/** `__call__` of callables whose JavaScript entries do the work. */
export function callNative(self: PyObject, args: Value[], keywords: Map<string, Value>): Result {
  return callNested(self, [...args, ...keywords.values()], [...keywords.keys()]);
}

for (const { prototype } of [MethodDescriptor, GetSetDescriptor, SlotMember]) {
  (prototype as { inClass: unknown }).inClass = inClass;
}

// --- Methods, not bound --------------------------------------------------------------------------------------------------

const CALL = { __call__: ['($self, /, *args, **kwargs)', callNative, 'Call self as a function.'] } as const;
const GET = {
  __get__: [
    '($self, instance, owner=None, /)',
    descriptor_get,
    'Return an attribute of instance, which is of type owner.',
  ],
} as const;

for (const type of [methodDescriptorType, slotWrapperType]) {
  defineMethods(type, {
    __repr__: ['($self, /)', reprAs(type === slotWrapperType ? 'slot wrapper' : 'method')],
    __call__: [...CALL.__call__],
    __get__: [...GET.__get__],
    __reduce__: ['($self, /)', descriptor_reduce],
  });
  defineMembers(type, { __objclass__: [...OWNED.__objclass__], __name__: [...OWNED.__name__] });
  defineGetSets(type, {
    __qualname__: [ownedQualname],
    __doc__: [(self: MethodDescriptor): Result => docstringOf(self)],
    __text_signature__: [(self: MethodDescriptor): Result => signatureOf(self, self.signature.text)],
  });
}

function classmethod_descriptor_get(self: ClassMethodDescriptor, obj: Value, type?: Value): Result {
  const cls = type === undefined || type === None ? typeOf(obj) : type;
  if (!(cls instanceof PyType)) {
    throw typeErrorOf(
      `descriptor '${self.func.name}' for type '${self.owner.name}' needs a type, not a '${typeOf(cls).name}' as arg 2`,
    );
  }
  return self.bind(cls);
}

function classmethod_descriptor_call(
  self: ClassMethodDescriptor,
  args: Value[],
  keywords: Map<string, Value>,
): Result {
  const { name } = self.func;
  const [cls, ...rest] = args;
  if (cls === undefined)
    throw typeErrorOf(`descriptor '${name}' of '${self.owner.name}' object needs an argument`);
  if (!(cls instanceof PyType)) {
    throw typeErrorOf(`descriptor '${name}' requires a type but received a '${typeOf(cls).name}' instance`);
  }
  const bound = classmethod_descriptor_get(self, None, cls) as PyObject;
  return bound.callKw([...rest, ...keywords.values()], [...keywords.keys()]);
}

defineMethods(classMethodDescriptorType, {
  __repr__: ['($self, /)', (self: ClassMethodDescriptor): Result => reprAs('method')(self.func)],
  __call__: ['($self, /, *args, **kwargs)', classmethod_descriptor_call],
  __get__: ['($self, instance, owner=None, /)', classmethod_descriptor_get],
});
defineMembers(classMethodDescriptorType, {
  __objclass__: [(self: ClassMethodDescriptor): Result => self.owner],
  __name__: [(self: ClassMethodDescriptor): Result => fromHost(self.func.name)],
});
defineGetSets(classMethodDescriptorType, {
  __qualname__: [(self: ClassMethodDescriptor): Result => ownedQualname(self.func)],
  __doc__: [(self: ClassMethodDescriptor): Result => docstringOf(self.func)],
  __text_signature__: [
    (self: ClassMethodDescriptor): Result => signatureOf(self.func, self.func.signature.text),
  ],
});

// --- Computed attributes and members -------------------------------------------------------------------------------------

for (const type of [getSetDescriptorType, memberDescriptorType]) {
  defineMethods(type, {
    __repr__: ['($self, /)', reprAs(type === memberDescriptorType ? 'member' : 'attribute')],
    __get__: [...GET.__get__],
    __set__: ['($self, instance, value, /)', descriptor_set, 'Set an attribute of instance to value.'],
    __delete__: ['($self, instance, /)', descriptor_delete, 'Delete an attribute of instance.'],
  });
  defineMembers(type, { __objclass__: [...OWNED.__objclass__], __name__: [...OWNED.__name__] });
  defineGetSets(type, {
    __qualname__: [ownedQualname],
    __doc__: [(self: GetSetDescriptor): Result => docstringOf(self)],
  });
}
defineMethods(memberDescriptorType, { __reduce__: ['($self, /)', descriptor_reduce] });
// A slot has what its class has, also for code that looks for it on the object itself (type.ts).
for (const [name, value] of memberDescriptorType.attrs)
  (SlotMember.prototype as unknown as Record<string, Value>)[`g_${name}`] = value;

// --- Bound methods and functions of modules --------------------------------------------------------------------------------

/** The function behind, and what it is bound to (null: a function of a module). */
function parts(
  self: BuiltinFunction | BoundNative,
): [func: BuiltinFunction | MethodDescriptor, bound: Value | null] {
  return self instanceof BoundNative ? [self.func, self.self] : [self, self.self];
}

/** What it is a method of: what it is bound to, or the class of a static method. */
function methodOf(self: BuiltinFunction | BoundNative): Value | null {
  const [func, bound] = parts(self);
  return bound ?? func.owner;
}

/** What is shown as the address of a receiver: values of the host have none, there the method's own stands for it. */
function receiverAddress(receiver: Value, method: PyObject): string {
  return addressOf(typeof receiver === 'object' ? receiver : method);
}

function builtin_repr(self: BuiltinFunction | BoundNative): Result {
  const [func] = parts(self);
  const bound = methodOf(self);
  if (bound === null) return fromHost(`<built-in function ${func.name}>`);
  return fromHost(
    `<built-in method ${func.name} of ${typeOf(bound).name} object at ${receiverAddress(bound, self)}>`,
  );
}

function builtinQualname(self: BuiltinFunction | BoundNative): Result {
  const [func, bound] = parts(self);
  if (bound === null) return func.owner === null ? fromHost(func.name) : ownedQualname(func as Owned);
  return fromHost(`${(bound instanceof PyType ? bound : typeOf(bound)).qualname}.${func.name}`);
}

function builtinSelf(self: BuiltinFunction | BoundNative): Result {
  const [func, bound] = parts(self);
  if (bound !== null) return bound;
  const { module } = func as BuiltinFunction;
  return (module === null ? undefined : machine.interpreter.modules.getStr(module)) ?? None;
}

function builtinModule(self: BuiltinFunction | BoundNative): Result {
  return self instanceof BoundNative || self.module === null ? None : fromHost(self.module);
}

function builtinSignature(self: BuiltinFunction | BoundNative): Result {
  const [func] = parts(self);
  return signatureOf(func, func instanceof BuiltinFunction ? functionSignature(func) : func.signature.text);
}

/** The signature's text; a function of a module shows the module as its first parameter. */
function functionSignature(func: BuiltinFunction): string {
  const { text } = func.signature;
  if (func instanceof NewFunction || func.module === null) return text;
  if (text === '()') return '($module, /)';
  return /[(,]\s*\/\s*[,)]/.test(text) ? `($module, ${text.slice(1)}` : `($module, /, ${text.slice(1)}`;
}

function builtin_reduce(self: BuiltinFunction | BoundNative): Result {
  const [func] = parts(self);
  const bound = methodOf(self);
  return bound === null ? fromHost(func.name) : reduceAs(bound, func.name);
}

function bound_eq(self: BuiltinFunction | BoundNative, other: Value): Result {
  if (!(other instanceof BuiltinFunction || other instanceof BoundNative)) return NotImplemented;
  if (self === other) return true;
  return (
    self instanceof BoundNative &&
    other instanceof BoundNative &&
    self.func === other.func &&
    self.self === other.self
  );
}

function bound_ne(self: BuiltinFunction | BoundNative, other: Value): Result {
  const equal = bound_eq(self, other);
  return equal === NotImplemented ? equal : equal !== true;
}

function bound_hash(self: BuiltinFunction | BoundNative): Result {
  if (!(self instanceof BoundNative)) return identityHash(self);
  const inner = typeof self.self === 'object' ? identityHash(self.self) : 0;
  return (inner ^ identityHash(self.func)) | 0;
}

defineMethods(builtinFunctionType, {
  __repr__: ['($self, /)', builtin_repr],
  __call__: [...CALL.__call__],
  __eq__: ['($self, value, /)', bound_eq],
  __ne__: ['($self, value, /)', bound_ne],
  __hash__: ['($self, /)', bound_hash],
  __reduce__: ['($self, /)', builtin_reduce],
});
defineMembers(builtinFunctionType, { __module__: [builtinModule] });
defineGetSets(builtinFunctionType, {
  __name__: [(self: BuiltinFunction | BoundNative): Result => fromHost(parts(self)[0].name)],
  __qualname__: [builtinQualname],
  __doc__: [(self: BuiltinFunction | BoundNative): Result => docstringOf(parts(self)[0])],
  __self__: [builtinSelf],
  __text_signature__: [builtinSignature],
});
for (const [name, value] of builtinFunctionType.attrs) setTypeAttribute(boundNativeLayout, name, value);

function wrapper_repr(self: BoundNative): Result {
  const bound = self.self;
  const where = receiverAddress(bound, self);
  return fromHost(`<method-wrapper '${self.func.name}' of ${typeOf(bound).name} object at ${where}>`);
}

defineMethods(methodWrapperType, {
  __repr__: ['($self, /)', wrapper_repr],
  __call__: [...CALL.__call__],
  __eq__: ['($self, value, /)', bound_eq],
  __ne__: ['($self, value, /)', bound_ne],
  __hash__: ['($self, /)', bound_hash],
  __reduce__: ['($self, /)', builtin_reduce],
});
defineMembers(methodWrapperType, { __self__: [(self: BoundNative): Result => self.self] });
defineGetSets(methodWrapperType, {
  __objclass__: [(self: BoundNative): Result => self.func.owner],
  __name__: [(self: BoundNative): Result => fromHost(self.func.name)],
  __qualname__: [(self: BoundNative): Result => ownedQualname(self.func)],
  __doc__: [(self: BoundNative): Result => docstringOf(self.func)],
  __text_signature__: [(self: BoundNative): Result => signatureOf(self.func, self.func.signature.text)],
});
