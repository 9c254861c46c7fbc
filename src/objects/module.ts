// Modules.
import { PyDict } from './dict.ts';
import { PyObject } from './object.ts';
import { builtinType } from './type.ts';

export class PyModule extends PyObject {
  /** The module's namespace. */
  readonly dict: PyDict;
  /** Grows when the module gets another class: compiled code remembers where its attributes are (operators/anchored.ts). */
  version = 0;
  constructor(dict: PyDict = new PyDict()) {
    super();
    this.dict = dict;
  }
}

export const moduleType = builtinType('module', PyModule, { hasDict: true, hasWeakrefs: true });
// Attributes of a module live in its namespace, not on the object.
(PyModule.prototype as { plainSet: boolean }).plainSet = false;
