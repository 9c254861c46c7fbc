// set and frozenset: a dict without values (see dict.ts for how keys are found).
import { elementDict, type PyDict } from './dict.ts';
import { plainConstructor, PyObject, type Value } from './object.ts';
import { builtinType } from './type.ts';

/** The layout of set and frozenset, which are unrelated in Python. */
export abstract class AnySet extends PyObject {
  /** The elements are the keys. Operations on elements are KeyOperations on it. */
  declare dict: PyDict;
  /** The order of iteration (set-order.ts), once it has been asked for and differs from that of `dict`. */
  declare order: SetOrder | null;
}

export interface SetOrder {
  /** `dict` and its version for which it is right. */
  dict: PyDict;
  version: number;
  elements: Value[];
  /** Elements before this were taken by `pop`. */
  taken: number;
}

/** Gives a set other elements; operations that are under way notice it by the version. */
export function replaceElements(set: AnySet, dict: PyDict): void {
  dict.version = Math.max(dict.version, set.dict.version) + 1;
  set.dict = dict;
}

class PySetLayout extends AnySet {}
export const PySet = plainConstructor(PySetLayout, function PySet() {
  this.dict = elementDict();
  this.order = null;
});
export type PySet = PySetLayout;

class PyFrozenSetLayout extends AnySet {
  /** The hash, once it has been asked for. */
  declare hash: number | bigint | null;
}
export const PyFrozenSet = plainConstructor(PyFrozenSetLayout, function PyFrozenSet() {
  this.dict = elementDict();
  this.order = null;
  this.hash = null;
});
export type PyFrozenSet = PyFrozenSetLayout;

export const setType = builtinType('set', PySet, { hasWeakrefs: true });
export const frozensetType = builtinType('frozenset', PyFrozenSet, { hasWeakrefs: true });
