// slice.
import { plainConstructor, PyObject, type Value } from './object.ts';
import { builtinType } from './type.ts';

class PySliceLayout extends PyObject {
  start: Value;
  stop: Value;
  step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

export const PySlice = plainConstructor(PySliceLayout, function PySlice(start, stop, step) {
  this.start = start;
  this.stop = stop;
  this.step = step;
});
export type PySlice = PySliceLayout;

export const sliceType = builtinType('slice', PySlice, { final: true });
