// The class of any value.
import type { Value } from './object.ts';
import type { PyType } from './type.ts';

/** Classes of the values that are JavaScript primitives; each is filled in by the file of its type. */
export const primitiveTypes = {} as { int: PyType; bool: PyType; str: PyType };

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
