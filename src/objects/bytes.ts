// bytes and bytearray: their layouts.
import { PyObject } from './object.ts';
import { builtinType } from './type.ts';

const NOTHING = new Uint8Array(0);

export class PyBytes extends PyObject {
  /** Never changed once the object can be seen. */
  data: Uint8Array;
  constructor(data: Uint8Array = NOTHING) {
    super();
    this.data = data;
  }
}

export const bytesType = builtinType('bytes', PyBytes, { patternFlags: 0 });
