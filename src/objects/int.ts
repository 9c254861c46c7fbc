// int and bool. An int is a JavaScript number when it is a safe integer, else a bigint; bool is a boolean.
// An instance of a subclass of int is a PyInt.
import { PyObject, type Value } from './object.ts';
import { builtinType } from './type.ts';
import { primitiveTypes } from './typeof.ts';

/** An instance of a subclass of int (never of int itself, nor of bool). */
export class PyInt extends PyObject {
  value: number | bigint = 0;
}

/** Only the layout behind the class bool, which has two instances and no subclasses. */
class Bool extends PyInt {}

export const intType = builtinType('int', PyInt);
export const boolType = builtinType('bool', Bool, { base: intType, final: true });
primitiveTypes.int = intType;
primitiveTypes.bool = boolType;

/** The int in the representation every int value must have: a number when it is a safe integer. */
export function normalize(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** The value of an int, bool, or instance of a subclass of int; undefined for anything else. */
export function intOf(value: Value): number | bigint | undefined {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    case 'object':
      return value instanceof PyInt ? value.value : undefined;
    default:
      return undefined;
  }
}
