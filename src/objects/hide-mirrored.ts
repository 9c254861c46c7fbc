// Classes, modules and super objects look attributes up by rules of their own, so compiled code must not find those that
// `object` mirrors on the prototype all values share (`$__new__`, `$__doc__`; see type.ts). Load this file after all methods.
import { moduleType } from './module.ts';
import { PyObject } from './object.ts';
import { superType } from './super.ts';
import { typeType } from './type.ts';

for (const type of [typeType, moduleType, superType]) {
  const proto = type.proto as unknown as Record<string, unknown>;
  for (const name of Object.keys(PyObject.prototype)) {
    if (name.startsWith('$'))
      Object.defineProperty(proto, name, { value: undefined, writable: true, configurable: true });
  }
}
for (const type of [moduleType, superType]) {
  const proto = type.proto as unknown as Record<string, unknown>;
  for (const name of type.attrs.keys()) {
    if (proto['$' + name] !== undefined)
      Object.defineProperty(proto, '$' + name, { value: undefined, writable: true, configurable: true });
  }
}
