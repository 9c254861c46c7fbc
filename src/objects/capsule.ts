// PyCapsule: how CPython's C modules hand pointers to each other. Here there is nothing in one.
import { identityOf } from '../operators/hash.ts';
import { defineMethods } from './native.ts';
import { PyObject, type Result } from './object.ts';
import { builtinType } from './type.ts';

export class Capsule extends PyObject {
  /** Module and attribute under which it is found. */
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
  }
}

export const capsuleType = builtinType('PyCapsule', Capsule, { final: true });

defineMethods(capsuleType, {
  __repr__: [
    '($self, /)',
    (self: Capsule): Result => `<capsule object "${self.name}" at 0x${identityOf(self).toString(16)}>`,
  ],
});
