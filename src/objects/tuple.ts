// tuple.
import { plainConstructor, PyObject, type Value } from './object.ts';
import { builtinType } from './type.ts';

export class PyTupleLayout extends PyObject {
  /** Never changed once the tuple can be seen. */
  items: Value[];
  constructor(items: Value[] = []) {
    super();
    this.items = items;
  }
}

export const PyTuple = plainConstructor(PyTupleLayout, function PyTuple(items: Value[] = []) {
  this.items = items;
});
export type PyTuple = PyTupleLayout;

export const tupleType = builtinType('tuple', PyTuple, { patternFlags: 1 });
export const emptyTuple = new PyTuple([]);
