// set and frozenset: a dict without values (see dict.ts for how keys are found).
import { PyDict } from './dict.ts';
import { PyObject } from './object.ts';
import { builtinType } from './type.ts';

export class PySet extends PyObject {
  /** The elements are the keys; each value is `true`. Operations on elements are KeyOperations on it. */
  dict = new PyDict();
}
export class PyFrozenSet extends PySet {
  /** The hash, once it has been asked for. */
  hash: number | bigint | null = null;
}

export const setType = builtinType('set', PySet, { hasWeakrefs: true });
/** Unrelated to set in Python; the layout is shared. */
export const frozensetType = builtinType('frozenset', PyFrozenSet, { hasWeakrefs: true });
