// `super().name(...)` as compiled code calls it: without making the super object where the MRO has a plain function.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { PyFunction } from '../objects/function.ts';
import { MethodDescriptor } from '../objects/native.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { superType } from '../objects/super.ts';
import { PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { getAttribute } from './attribute.ts';
import { callSuper } from './calling.ts';

/** What one place has found last. */
export class SuperCache {
  /** The class of the first argument; null while nothing is cached. */
  type: PyType | null = null;
  version = 0;
  /** The contents of the cell `__class__`. */
  cls: PyType | null = null;
  method: PyFunction | MethodDescriptor | undefined = undefined;
}

/** The function that `super().name(...)` calls with `self` first; undefined when it takes more than that to find it. */
export function superMethod(
  cache: SuperCache,
  f: Value,
  cls: Value | undefined,
  self: Value | undefined,
  name: string,
): PyFunction | MethodDescriptor | undefined {
  if (f !== superType || self === undefined) return undefined;
  const type = typeOf(self);
  if (cache.type === type && cache.version === type.version && cache.cls === cls) return cache.method;
  if (!(cls instanceof PyType) || self instanceof PyType || !type.isSubtype(cls)) return undefined;
  const found = name === '__class__' ? undefined : type.search(name, type.mro.indexOf(cls) + 1);
  if (!(found instanceof PyFunction) && !(found instanceof MethodDescriptor)) return undefined;
  cache.type = type;
  cache.version = type.version;
  cache.cls = cls;
  cache.method = found;
  return found;
}

/** `super().name` by way of the super object. */
export function superAttribute(
  f: Value,
  cls: Value | undefined,
  self: Value | undefined,
  name: string,
): Result {
  return attributeOf(callSuper(f, cls, self), name);
}

/** Takes an attribute of what a call has given. */
export function attributeOf(made: Result, name: string): Result {
  return made === ABRUPT ? (suspend(new AttributeOfFrame(name)) as Result) : getAttribute(made, name);
}

/** Takes an attribute of what arrives. */
class AttributeOfFrame extends NativeFrame {
  readonly attribute: string;
  constructor(attribute: string) {
    super();
    this.attribute = attribute;
  }
  returned(value: Value): IterResult {
    return getAttribute(value, this.attribute);
  }
}
