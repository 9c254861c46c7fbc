// float: a box around a JavaScript number, so that 1.0 stays distinct from 1.
import type { Real } from '../machine/numbers.ts';
import { plainConstructor, PyObject } from './object.ts';
import { builtinType } from './type.ts';

class PyFloatLayout extends PyObject {
  declare v: Real;
  override toString(): string {
    return String(this.v);
  }
}

export const PyFloat = plainConstructor(PyFloatLayout, function PyFloat(v: number = 0) {
  this.v = v;
});
export type PyFloat = PyFloatLayout;

export const floatType = builtinType('float', PyFloat, {
  doc: 'Convert a string or number to a floating-point number, if possible.',
});
