// list.
import { PyObject, type Value } from './object.ts';
import { builtinType } from './type.ts';

export class PyList extends PyObject {
  /** Dense: no holes, so that V8 keeps it packed. */
  items: Value[];
  constructor(items: Value[] = []) {
    super();
    this.items = items;
  }
}

export const listType = builtinType('list', PyList, { patternFlags: 1 });
