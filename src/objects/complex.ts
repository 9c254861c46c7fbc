// complex.
import type { Real } from '../machine/numbers.ts';
import { PyObject } from './object.ts';
import { builtinType } from './type.ts';

export class PyComplex extends PyObject {
  re: Real;
  im: Real;
  constructor(re: number = 0, im: number = 0) {
    super();
    this.re = re;
    this.im = im;
  }
}

export const complexType = builtinType('complex', PyComplex);
