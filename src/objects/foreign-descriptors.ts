// Descriptors of a class in the namespace of another: `__eq__ = str.__eq__` in a subclass of int.
//
// Descriptors are otherwise used without a look at the object, because an object whose class has one is of the class that
// defined it. So `PyType.search` asks each that it finds in a class made in Python (`inClass`), and where the class that
// inherits it does not derive from its owner, a stand-in is what the class has: it checks, and only Python code sees the
// original.
import { newException, typeError, typeErrorType } from './exception.ts';
import { GetSetDescriptor, type Implementation, MethodDescriptor } from './native.ts';
import type { PyObject, Result, Value } from './object.ts';
import type { PyType } from './type.ts';
import { typeOf } from './typeof.ts';

/** What all descriptors of built-in classes have. */
export interface Owned extends PyObject {
  readonly owner: PyType;
  readonly name: string;
}

/** A computed attribute or a member, of a built-in class or made by `__slots__`. */
interface Readable extends Owned {
  get: (self: never) => Result;
  set: ((self: never, value: Value | undefined) => Result | void) | null;
}

/** Throws TypeError unless `obj` is of the class whose descriptor it is. */
export function checkOwner(self: Owned, obj: Value): void {
  const type = typeOf(obj);
  if (type.isSubtype(self.owner)) return;
  throw newException(
    typeErrorType,
    `descriptor '${self.name}' for '${self.owner.name}' objects doesn't apply to a '${type.name}' object`,
  );
}

/** In place of a method of a class that its holder does not derive from. */
export class ForeignMethod extends MethodDescriptor {
  readonly original: MethodDescriptor;
  constructor(original: MethodDescriptor) {
    const { owner, name, signature, doc } = original;
    const checked: Implementation = (...args: Value[]) => {
      const objection = original.objectionTo(args);
      return objection === null ? original.impl(...args) : typeError(objection);
    };
    super(owner, name, signature, checked, doc);
    this.original = original;
  }
}

/** In place of a computed attribute or a member of a class that its holder does not derive from. */
export class ForeignGetSet extends GetSetDescriptor {
  readonly original: Readable;
  constructor(original: Readable) {
    const get = (self: Value): Result => {
      checkOwner(original, self);
      return original.get(self as never);
    };
    const set = (self: Value, value: Value | undefined): Result | void => {
      checkOwner(original, self);
      return original.set!(self as never, value);
    };
    super(original.owner, original.name, get, original.set === null ? null : set, null);
    this.original = original;
  }
}

/** One stand-in for each descriptor, as what classes look up is compared. */
const standIns = new WeakMap<PyObject, PyObject>();

/** What stands for a descriptor in the namespace of `type`. */
export function inClass(this: MethodDescriptor | Readable, type: PyType): PyObject {
  if (type.isSubtype(this.owner)) return this;
  let made = standIns.get(this);
  if (made === undefined) {
    made = this instanceof MethodDescriptor ? new ForeignMethod(this) : new ForeignGetSet(this);
    standIns.set(this, made);
  }
  return made;
}
