// The first argument of a native that a frame is going to call: the implementation of a method takes it for an object of the method's class,
// which only whoever calls the method looks at. So a pickle in which it is something else is refused.
import type { Implementation } from '../../objects/native.ts';
import { MethodDescriptor } from '../../objects/native.ts';
import { builtinTypes, type PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { isValue, whenFilled } from './field-types.ts';

/** The classes that have a native for a method; several may share one. */
const owners = new Map<Implementation, PyType[]>();
let typesRead = 0;

/** Classes may have been made since the last time, as their modules are loaded late. */
function ownersOf(impl: Implementation): readonly PyType[] {
  for (; typesRead < builtinTypes.length; typesRead++) {
    for (const value of builtinTypes[typesRead]!.attrs.values()) {
      if (!(value instanceof MethodDescriptor)) continue;
      const known = owners.get(value.impl);
      if (known === undefined) owners.set(value.impl, [value.owner]);
      else known.push(value.owner);
    }
  }
  return owners.get(impl) ?? [];
}

/** Whether an object that has been loaded, if it has a native to call and its arguments, has such ones. */
export function fitsReceiver(target: object): boolean {
  const { impl, args } = target as { impl?: unknown; args?: unknown };
  if (typeof impl !== 'function' || !Array.isArray(args)) return true;
  const classes = ownersOf(impl as Implementation);
  return classes.length === 0 || whenFilled(args, ([self]) => isOfOne(self, classes));
}

function isOfOne(self: unknown, classes: readonly PyType[]): boolean {
  if (!isValue(self)) return false;
  const cls = typeOf(self);
  return classes.some((owner) => cls.isSubtype(owner));
}
