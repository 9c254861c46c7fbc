// isinstance and issubclass. Ordinary classes are answered here at once; classes with an `__instancecheck__` of their own,
// unions, and tuples that hold such, go through src/python/instance.py, which asks what only TypeScript can tell by
// the intrinsics below.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { attributeErrorType, typeError } from '../objects/exception.ts';
import { PyFunction } from '../objects/function.ts';
import { None } from '../objects/none.ts';
import { type IterResult, type Result, type Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { objectType, PyType, typeType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { getAttributeOrMissing } from './attribute.ts';
import { isTrue } from './truth.ts';

/** `isinstance(obj, cls)` where no Python code decides; undefined otherwise. */
function plainInstance(obj: Value, cls: Value): boolean | undefined {
  const type = typeOf(obj);
  if (type === cls) return true;
  if (!(cls instanceof PyType) || !asTypeDoes(cls, '__instancecheck__')) return undefined;
  if (type.isSubtype(cls)) return true;
  return claimsNoClass(type) ? false : undefined;
}

/** Whether the metaclass of `cls` leaves this check to `type`. */
function asTypeDoes(cls: PyType, check: string): boolean {
  return cls.cls === typeType || cls.cls.lookup(check) === typeType.attrs.get(check);
}

/** Whether `obj.__class__` is sure to be the class: nothing overrides it. */
export function claimsNoClass(type: PyType): boolean {
  return (type.claimsNoClass ??=
    !type.customGetattribute && type.lookup('__class__') === objectType.attrs.get('__class__'));
}

/** `isinstance(obj, cls)`: a bool, or ABRUPT. */
export function isInstance(obj: Value, cls: Value): Result {
  const plain = plainInstance(obj, cls);
  if (plain !== undefined) return plain;
  if (cls instanceof PyTuple) {
    for (const entry of cls.items) {
      const one = plainInstance(obj, entry);
      if (one === true) return true;
      if (one === undefined) return frozenFunction('instance', 'is_instance').call2(obj, cls);
    }
    return false;
  }
  if (cls instanceof PyType) {
    const check = cls.cls.lookup('__instancecheck__');
    if (check instanceof PyFunction) return truthOf(check.call2(cls, obj));
  }
  return frozenFunction('instance', 'is_instance').call2(obj, cls);
}

/** Whether what a check by Python code gave is true. */
function truthOf(result: Result): Result {
  return result === ABRUPT ? (suspend(new CheckFrame()) as Result) : isTrue(result);
}

/** Stands behind a check that was lifted. */
class CheckFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return isTrue(value);
  }
}

/** `issubclass(sub, cls)`: a bool, or ABRUPT. */
export function isSubclass(sub: Value, cls: Value): Result {
  if (sub instanceof PyType && cls instanceof PyType && asTypeDoes(cls, '__subclasscheck__'))
    return sub.isSubtype(cls);
  return frozenFunction('instance', 'is_subclass').call2(sub, cls);
}

/** `type.__instancecheck__`: by class, or by what `obj.__class__` says. */
export function realIsInstance(obj: Value, cls: Value): Result {
  if (!(cls instanceof PyType)) return frozenFunction('instance', 'abstract_is_instance').call2(obj, cls);
  const type = typeOf(obj);
  if (type.isSubtype(cls)) return true;
  if (claimsNoClass(type)) return false;
  const claimed = getAttributeOrMissing(obj, '__class__');
  if (claimed === ABRUPT) return suspend(new ClaimedClassFrame(type, cls)) as Result;
  return isClaimed(type, claimed, cls);
}

function isClaimed(type: PyType, claimed: Value | undefined, cls: PyType): boolean {
  return claimed instanceof PyType && claimed !== type && claimed.isSubtype(cls);
}

class ClaimedClassFrame extends NativeFrame {
  readonly type: PyType;
  readonly wanted: PyType;
  constructor(type: PyType, wanted: PyType) {
    super();
    this.type = type;
    this.wanted = wanted;
  }
  returned(value: Value): IterResult {
    return isClaimed(this.type, value, this.wanted);
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return false;
  }
}

/** `type.__subclasscheck__`. */
export function realIsSubclass(sub: Value, cls: Value): Result {
  if (sub instanceof PyType && cls instanceof PyType) return sub.isSubtype(cls);
  return frozenFunction('instance', 'abstract_is_subclass').call2(sub, cls);
}

/** The class attribute `name` of the class of `value`, not bound; None when there is none. */
function lookup_special(value: Value, name: Value): Result {
  return typeOf(value).lookup(hostString(textOf(name)!)) ?? None;
}

defineIntrinsics({
  lookup_special: ['(value, name, /)', lookup_special],
  real_isinstance: ['(obj, cls, /)', realIsInstance],
  real_issubclass: ['(sub, cls, /)', realIsSubclass],
  type_error: ['(message, /)', (message: Value): Result => typeError(hostString(textOf(message)!))],
});
