// slice.
import { plainConstructor, PyObject, type Value } from './object.ts';
import { builtinType } from './type.ts';

class PySliceLayout extends PyObject {
  declare start: Value;
  declare stop: Value;
  declare step: Value;
}

export const PySlice = plainConstructor(
  PySliceLayout,
  function PySlice(start: Value, stop: Value, step: Value) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  },
);
export type PySlice = PySliceLayout;

export const sliceType = builtinType('slice', PySlice, { final: true });
