// list.
import { plainConstructor, PyObject, type Value } from './object.ts';
import { builtinType } from './type.ts';

class PyListLayout extends PyObject {
  /** Dense: no holes, so that V8 keeps it packed. */
  items: Value[];
  constructor(items: Value[] = []) {
    super();
    this.items = items;
  }
}

export const PyList = plainConstructor(PyListLayout, function (items = []) {
  this.items = items;
});
export type PyList = PyListLayout;

export const listType = builtinType('list', PyList, { patternFlags: 1 });
