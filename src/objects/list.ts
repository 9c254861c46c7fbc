// list.
import { plainConstructor, PyObject, type Value } from './object.ts';
import { builtinType } from './type.ts';

/**
 * A new empty array whose elements V8 takes for objects from the start. An array that holds ints first and other things
 * later changes its kind, and code that meets arrays of several kinds is slow (a quicksort of ints: 370 ms against 125).
 */
export function emptyItems(): Value[] {
  const items: unknown[] = [OBJECT];
  items.pop();
  return items as Value[];
}

const OBJECT = {};

export class PyListLayout extends PyObject {
  /** Dense: no holes, so that V8 keeps it packed. */
  items: Value[];
  constructor(items: Value[] = emptyItems()) {
    super();
    this.items = items;
  }
}

export const PyList = plainConstructor(PyListLayout, function PyList(items: Value[] = emptyItems()) {
  this.items = items;
});
export type PyList = PyListLayout;

export const listType = builtinType('list', PyList, { patternFlags: 1 });
