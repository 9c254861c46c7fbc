// Bound methods that a frame holds. A method pickles as CPython's does, as what its object has under the name of its function. That need
// not be the method: for `super().step` it is the one that overrides it, for `self.__step` or a lambda there is none, and the object may
// have another attribute of that name. A frame goes on with what it had, so it has such a method as its function and its object.
import { type BoundMethod, PyFunction } from '../../objects/function.ts';
import { type BoundNative, ClassMethodDescriptor, MethodDescriptor } from '../../objects/native.ts';
import { PyObject, type Value } from '../../objects/object.ts';
import { ClassMethod } from '../../objects/property.ts';
import { hostString, textOf } from '../../objects/str.ts';
import { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { ownAttribute } from '../../operators/attribute.ts';

/** Whether a method is what its object has under the name of its function; false where only Python code could tell. */
export function isFoundByName({ func, self }: BoundMethod | BoundNative): boolean {
  const name = nameOf(func);
  const cls = typeOf(self);
  if (name === undefined || cls.customGetattribute) return false;
  if (self instanceof PyType) return ofClass(self.lookup(name)) === func;
  if (cls.lookup(name) !== func) return false;
  return !(self instanceof PyObject) || ownAttribute(self, name) === undefined;
}

function nameOf(func: Value): string | undefined {
  if (func instanceof MethodDescriptor) return func.name;
  const text = func instanceof PyFunction ? textOf(func.name) : undefined;
  return text === undefined ? undefined : hostString(text);
}

/** The function of a class method. */
function ofClass(found: Value | undefined): Value | undefined {
  return found instanceof ClassMethod || found instanceof ClassMethodDescriptor ? found.func : undefined;
}
