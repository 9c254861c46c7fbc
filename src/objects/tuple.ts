// tuple.
import { PyObject, type Value } from './object.ts';
import { builtinType } from './type.ts';

export class PyTuple extends PyObject {
  /** Never changed once the tuple can be seen. */
  items: Value[];
  constructor(items: Value[] = []) {
    super();
    this.items = items;
  }
}

export const tupleType = builtinType('tuple', PyTuple, { patternFlags: 1 });
export const emptyTuple = new PyTuple([]);
