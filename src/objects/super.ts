// super: attributes as the classes after a given one in the MRO say.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { visibleFrame, withFrames } from '../machine/inspect.ts';
import { machine } from '../machine/machine.ts';
import { bindAttribute, genericGet, getAttributeOrMissing, missing } from '../operators/attribute.ts';
import { call2 } from '../operators/call.ts';
import type { PyFrame } from '../machine/frame.ts';
import { typeErrorOf } from './class-layout.ts';
import { attributeErrorType, newException, runtimeErrorType } from './exception.ts';
import { Cell } from './function.ts';
import { checkCalls, checkPositional, defineMembers, defineMethods, defineStaticMethods } from './native.ts';
import { None } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { fromHost } from './str.ts';
import { attributeName } from './type-methods.ts';
import { builtinType, PyType } from './type.ts';
import { typeOf } from './typeof.ts';

export class Super extends PyObject {
  /** `__thisclass__`; null before `__init__`. */
  type: PyType | null = null;
  /** `__self__`; null when it is not bound. */
  self: Value | null = null;
  /** `__self_class__`: the class whose MRO is followed. */
  selfType: PyType | null = null;
}

export const superType = builtinType('super', Super);
superType.customGetattribute = true;

/** `super(cls, self)` as the zero-argument form makes it. */
export function superFor(cls: PyType, self: Value): Result {
  return bindSuper(new Super(), cls, self);
}

/** Binds `sup` to `cls` and `obj`, once it is known whose MRO to follow. */
function bindSuper(sup: Super, cls: PyType, obj: Value): Result {
  if (obj instanceof PyType && obj.isSubtype(cls)) return filled(sup, cls, obj, obj);
  const type = typeOf(obj);
  if (type.isSubtype(cls)) return filled(sup, cls, obj, type);
  const claimed = getAttributeOrMissing(obj, '__class__');
  if (claimed === ABRUPT) return suspend(new ClaimedFrame(sup, cls, obj)) as Result;
  return bindClaimed(sup, cls, obj, claimed);
}

function bindClaimed(sup: Super, cls: PyType, obj: Value, claimed: Value | undefined): Result {
  if (claimed instanceof PyType && claimed !== typeOf(obj) && claimed.isSubtype(cls))
    return filled(sup, cls, obj, claimed);
  const what = obj instanceof PyType ? 'type' : 'instance of';
  const name = obj instanceof PyType ? obj.name : typeOf(obj).name;
  throw typeErrorOf(
    `super(type, obj): obj (${what} ${name}) is not an instance or subtype of type (${cls.name}).`,
  );
}

function filled(sup: Super, cls: PyType, obj: Value, selfType: PyType): Super {
  sup.type = cls;
  sup.self = obj;
  sup.selfType = selfType;
  return sup;
}

class ClaimedFrame extends NativeFrame {
  readonly sup: Super;
  readonly type: PyType;
  readonly obj: Value;
  constructor(sup: Super, type: PyType, obj: Value) {
    super();
    this.sup = sup;
    this.type = type;
    this.obj = obj;
  }
  returned(claimed: Value): IterResult {
    return bindClaimed(this.sup, this.type, this.obj, claimed);
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return bindClaimed(this.sup, this.type, this.obj, undefined);
  }
}

/** What the MRO says after the class; undefined when nothing does. */
export function superLookup(sup: Super, name: string): Result | undefined {
  if (sup.selfType === null || sup.self === null || name === '__class__') return undefined;
  const { mro } = sup.selfType;
  const found = sup.selfType.search(name, mro.indexOf(sup.type!) + 1 || mro.length);
  if (found === undefined) return undefined;
  return bindAttribute(found, sup.self === sup.selfType ? null : sup.self, sup.selfType);
}

/** The function that `super().name(...)` calls with `sup.self` first; undefined when it takes more than that to find it. */
export function superFunction(sup: Super, name: string): Value | undefined {
  if (sup.cls !== superType || sup.selfType === null || sup.self === sup.selfType || name === '__class__')
    return undefined;
  const { mro } = sup.selfType;
  return sup.selfType.search(name, mro.indexOf(sup.type!) + 1 || mro.length);
}

function super_getattribute(self: Super, nameValue: Value): Result {
  const name = attributeName(nameValue);
  const found = superLookup(self, name);
  if (found !== undefined) return found;
  const attribute = genericGet(self, self.cls, name);
  return attribute === undefined ? missing(self, name) : attribute;
}

function super_new(cls: PyType): Result {
  return new (cls.Ctor as new () => Super)();
}

function super_init(self: Super, args: Value[], keywords: ReadonlyMap<string, Value>): Result {
  if (keywords.size > 0) throw typeErrorOf('super() takes no keyword arguments');
  if (args.length > 2) throw typeErrorOf(`super() takes at most 2 arguments (${args.length} given)`);
  const [type, obj] = args;
  if (type === undefined) return withFrames(0, (frame) => initFromFrame(self, frame));
  if (!(type instanceof PyType))
    throw typeErrorOf(`super() argument 1 must be a type, not ${typeOf(type).name}`);
  if (obj === undefined || obj === None) {
    self.type = type;
    return None;
  }
  return noneAfter(bindSuper(self, type, obj));
}

function noneAfter(result: Result): Result {
  return result === ABRUPT ? (suspend(new NoneFrame()) as Result) : None;
}

class NoneFrame extends NativeFrame {
  returned(): IterResult {
    return None;
  }
}

/** `super()` where the compiler did not see it: takes class and object from the caller's frame. */
function initFromFrame(self: Super, frame: PyFrame | null): Result {
  const caller = visibleFrame(frame);
  if (caller === null) throw newException(runtimeErrorType, 'super(): no current frame');
  const { template } = caller.code;
  if (template.argcount === 0) throw newException(runtimeErrorType, 'super(): no arguments');
  const variables = caller as unknown as Record<string, Value | undefined>;
  const first = variables[template.slots.find(([, name]) => name === template.varnames[0])?.[0] ?? ''];
  const obj = first instanceof Cell ? first.value : first;
  if (obj === undefined) throw newException(runtimeErrorType, 'super(): arg[0] deleted');
  const i = template.freevars.indexOf('__class__');
  if (i < 0) throw newException(runtimeErrorType, 'super(): __class__ cell not found');
  const cls = caller.fn.closure[i]!.value;
  if (cls === undefined) throw newException(runtimeErrorType, 'super(): empty __class__ cell');
  if (!(cls instanceof PyType)) {
    throw newException(runtimeErrorType, `super(): __class__ is not a type (${typeOf(cls).name})`);
  }
  return noneAfter(bindSuper(self, cls, obj));
}

function super_get(self: Super, obj: Value): Result {
  if (obj === None || self.self !== null || self.type === null) return self;
  if (self.cls !== superType) return call2(self.cls, self.type, obj);
  return bindSuper(new Super(), self.type, obj);
}

function super_repr(self: Super): Result {
  const name = self.type?.name ?? 'NULL';
  if (self.selfType === null) return fromHost(`<super: <class '${name}'>, NULL>`);
  return fromHost(`<super: <class '${name}'>, <${self.selfType.name} object>>`);
}

defineStaticMethods(superType, { __new__: ['(type, /, *args, **kwargs)', super_new] });
checkCalls(superType, checkPositional('super()', 2));
defineMethods(superType, {
  __init__: ['($self, /, *args, **kwargs)', super_init],
  __repr__: ['($self, /)', super_repr],
  __getattribute__: ['($self, name, /)', super_getattribute],
  __get__: ['($self, instance, owner=None, /)', super_get],
});
defineMembers(superType, {
  __thisclass__: [(self: Super): Result => self.type ?? None, null, 'the class invoking super()'],
  __self__: [(self: Super): Result => self.self ?? None, null, 'the instance invoking super(); may be None'],
  __self_class__: [
    (self: Super): Result => self.selfType ?? None,
    null,
    'the type of the instance invoking super(); may be None',
  ],
});
