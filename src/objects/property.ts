// The built-in descriptors made from Python: property, classmethod, staticmethod, and the members that `__slots__` makes.
import { callNested } from '../machine/nesting.ts';
import type { Result, Value } from './object.ts';
import { PyObject } from './object.ts';
import { attributeError } from '../operators/attribute.ts';
import { call1, call2, callKw, callN } from '../operators/call.ts';
import { PyFunction } from './function.ts';
import { memberDescriptorType } from './native.ts';
import { None } from './none.ts';
import { builtinType, type PyType } from './type.ts';
import { typeOf } from './typeof.ts';

export class Property extends PyObject {
  /** Each is null when it was not given (or given as None). */
  fget: Value | null = null;
  fset: Value | null = null;
  fdel: Value | null = null;
  doc: Value = None;
  /** The docstring was taken from the getter. */
  getterDoc = false;
  /** Set by `__set_name__` or to `__name__`; null when unknown. */
  name: Value | null = null;

  read(obj: Value): Result {
    const { fget } = this;
    // Natives that read attributes count for themselves: compiled code, which reads most, has ticks.
    if (fget instanceof PyFunction && (fget.arity & 2) !== 0) return fget.js(obj);
    return fget === null ? this.lacks(obj, 'getter') : call1(fget, obj);
  }
  /** Sets, or with undefined deletes. */
  write(obj: Value, value: Value | undefined): Result {
    if (value === undefined) return this.fdel === null ? this.lacks(obj, 'deleter') : call1(this.fdel, obj);
    return this.fset === null ? this.lacks(obj, 'setter') : call2(this.fset, obj, value);
  }
  private lacks(obj: Value, what: string): Result {
    const type = typeOf(obj).qualname;
    const name = typeof this.name === 'string' ? this.name : this.functionName();
    return attributeError(
      obj,
      name ?? '',
      name === undefined
        ? `property of '${type}' object has no ${what}`
        : `property '${name}' of '${type}' object has no ${what}`,
    );
  }
  /** The getter's `__name__`, when it is a plain function. */
  private functionName(): string | undefined {
    const name = (this.fget as { name?: Value } | null)?.name;
    return typeof name === 'string' ? name : undefined;
  }
}

export const propertyType = builtinType('property', Property);

export class ClassMethod extends PyObject {
  func: Value = None;
}
export const classMethodType = builtinType('classmethod', ClassMethod, { hasDict: true });

export class StaticMethod extends PyObject {
  func: Value = None;

  override call0(): Result {
    return this.callN([]);
  }
  override call1(a: Value): Result {
    return this.func instanceof PyFunction ? this.func.call1(a) : this.callN([a]);
  }
  override call2(a: Value, b: Value): Result {
    return this.func instanceof PyFunction ? this.func.call2(a, b) : this.callN([a, b]);
  }
  override call3(a: Value, b: Value, c: Value): Result {
    return this.callN([a, b, c]);
  }
  override callN(args: Value[]): Result {
    const { func } = this;
    return func instanceof StaticMethod ? callNested(func, args, null) : callN(func, args);
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    const { func } = this;
    return func instanceof StaticMethod ? callNested(func, args, names) : callKw(func, args, names);
  }
}
export const staticMethodType = builtinType('staticmethod', StaticMethod, { hasDict: true });

/** A member made by `__slots__` (`member_descriptor`): the value is the instance's own property `$name`. */
export class SlotMember extends PyObject {
  readonly owner: PyType;
  readonly name: string;
  declare readonly isSlot: boolean;
  constructor(owner: PyType, name: string) {
    super();
    this.owner = owner;
    this.name = name;
  }
  /**
   * The property that holds the value: out of compiled code's sight where a `__getattribute__` must see all loads. Of objects
   * that are older than that the class hides it.
   */
  private key(obj: Value): string {
    const property = '$' + this.name;
    if (!(obj as PyObject).cls.customGetattribute || Object.hasOwn(obj as PyObject, property))
      return property;
    return 'h$' + this.name;
  }
  /** The value; undefined while it is not set. */
  read(obj: Value): Value | undefined {
    const key = this.key(obj);
    return Object.hasOwn(obj as PyObject, key) ? (obj as unknown as Record<string, Value>)[key] : undefined;
  }
  /** The value, or AttributeError. */
  get(obj: Value): Result {
    return this.read(obj) ?? attributeError(obj, this.name, this.name);
  }
  set(obj: Value, value: Value | undefined): Result {
    return this.write(obj, value);
  }
  write(obj: Value, value: Value | undefined): Result {
    const key = this.key(obj);
    const properties = obj as unknown as Record<string, Value>;
    if (value !== undefined) properties[key] = value;
    else if (!Object.hasOwn(obj as PyObject, key)) {
      return attributeError(obj, this.name, this.name);
    } else delete properties[key];
    const { replica } = obj as PyObject;
    return replica === undefined ? None : this.write(replica, value);
  }
}
(SlotMember.prototype as { isSlot: boolean }).isSlot = true;

// One class in Python with the members of built-in classes.
(SlotMember.prototype as { cls: PyType }).cls = memberDescriptorType;

for (const { prototype } of [Property, ClassMethod, StaticMethod, SlotMember]) {
  (prototype as { binds?: boolean }).binds = true;
}
