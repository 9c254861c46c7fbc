// The class of any value.
import type { Value } from './object.ts';
import type { PyType } from './type.ts';

/** Classes of the values that are JavaScript primitives; each is filled in by the file of its type. */
export const primitiveTypes = {} as { int: PyType; bool: PyType; str: PyType };

/** The class of a value: what `type(x)` gives, not what its `__class__` says. */
export function typeOf(value: Value): PyType {
  switch (typeof value) {
    case 'object':
      return value.cls;
    case 'number':
    case 'bigint':
      return primitiveTypes.int;
    case 'string':
      return primitiveTypes.str;
    default:
      return primitiveTypes.bool;
  }
}

/** The name of a value's class, with its module unless that is builtins or __main__ (as `%T` in CPython's messages). */
export function fullName(value: Value): string {
  const type = typeOf(value);
  if (!type.isHeap) return type.name;
  const module = type.attrs.get('__module__');
  return typeof module === 'string' && module !== 'builtins' && module !== '__main__'
    ? `${module}.${type.qualname}`
    : type.qualname;
}
