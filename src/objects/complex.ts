// complex.
import { PyObject } from './object.ts';
import { builtinType } from './type.ts';

export class PyComplex extends PyObject {
  re: number;
  im: number;
  constructor(re: number = 0, im: number = 0) {
    super();
    this.re = re;
    this.im = im;
  }
}

export const complexType = builtinType('complex', PyComplex);
