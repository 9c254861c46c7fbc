// Operations on one element of a set, and on sets of elements that need no Python code.
//
// The elements are the keys of `set.dict`. A set that is looked up in a set stands for the frozenset of its elements.
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { foldHash, hashOf, identityHash, strHash } from '../operators/hash.ts';
import { dictType, PyDict, SLOW } from './dict.ts';
import { insertByHash, KeyOperation } from './key-operation.ts';
import { mapKey } from './dict-keys.ts';
import { dictKeys, keyHashes } from './dict-operations.ts';
import { keyErrorType, raise } from './exception.ts';
import { PyList } from './list.ts';
import { directItems } from './list-operations.ts';
import { None } from './none.ts';
import type { IterResult, PyObject, Result, Value } from './object.ts';
import { AnySet, frozensetType, PyFrozenSet, PySet, replaceElements, setType } from './set.ts';
import { textOf } from './str.ts';
import { typeOf } from './typeof.ts';

// --- One element ---------------------------------------------------------------------------------------------------

/** The folded hash of a value that is looked up in several sets; 0 for what is found without. */
function hashOfElement(value: Value): Result {
  if (mapKey(value) !== undefined) return 0;
  const hash = hashOf(value);
  return hash === ABRUPT ? (suspend(new HashFrame()) as Result) : foldHash(hash as number | bigint);
}

class HashFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return foldHash(value as number | bigint);
  }
}

abstract class ElementOperation extends KeyOperation {
  protected override keyRole(): string | null {
    return 'a set element';
  }
}

/** Adds an element; gives None. */
export function addToSet(set: AnySet, value: Value): Result {
  return set.dict.insertMissing(value, true) === SLOW ? addSlowly(set, value) : None;
}

function addSlowly(set: AnySet, value: Value): Result {
  if (mapKey(value) !== undefined) return new AddOperation(set, value).run();
  const hash = insertByHash(set, value, true);
  return hash === undefined ? None : new AddOperation(set, value).runFrom(hash);
}

class AddOperation extends ElementOperation {
  found(entry: number, folded: number): Result {
    if (entry < 0) this.dict.insertNew(this.key, folded, true);
    return None;
  }
}

/** What an unhashable set is looked up as. */
function asElement(value: Value): Value {
  if (!(value instanceof AnySet) || value instanceof PyFrozenSet || value.cls.lookup('__hash__') !== None)
    return value;
  return frozenCopy(value.dict);
}

/** A frozenset of the keys of a dict of elements, which is copied. */
export function frozenCopy(dict: PyDict): PyFrozenSet {
  const result = new PyFrozenSet();
  result.dict = dict.copy();
  return result;
}

/** `value in set`: a bool, or ABRUPT. */
export function setContains(set: AnySet, value: Value): Result {
  const i = set.dict.lookup(value);
  return i === SLOW ? new ContainsOperation(set, asElement(value)).run() : i >= 0;
}

class ContainsOperation extends ElementOperation {
  found(entry: number): Result {
    return entry >= 0;
  }
}

/** Removes an element; gives whether it was there. */
export function setDiscard(set: AnySet, value: Value): Result {
  const i = set.dict.lookup(value);
  if (i === SLOW) return new DiscardOperation(set, asElement(value)).run();
  if (i >= 0) set.dict.removeAt(i);
  return i >= 0;
}

class DiscardOperation extends ElementOperation {
  found(entry: number): Result {
    if (entry >= 0) this.dict.removeAt(entry);
    return entry >= 0;
  }
}

/** `set.remove`. */
export function setRemove(set: AnySet, value: Value): Result {
  const i = set.dict.lookup(value);
  if (i === SLOW) return new RemoveOperation(set, value).run();
  if (i < 0) return raise(keyErrorType, value);
  set.dict.removeAt(i);
  return None;
}

class RemoveOperation extends ElementOperation {
  /** What KeyError shows. */
  private readonly original: Value;
  constructor(set: AnySet, value: Value) {
    super(set, asElement(value));
    this.original = value;
  }
  found(entry: number): Result {
    if (entry < 0) return raise(keyErrorType, this.original);
    this.dict.removeAt(entry);
    return None;
  }
}

// --- Many elements -------------------------------------------------------------------------------------------------

/** `{a, b, ...}`. */
export function makeSet(items: Value[]): Result {
  const set = new PySet();
  const stop = addPlain(set, items);
  return stop === items.length
    ? set
    : frozenFunction('set', 'update').call2(set, new PyList(items.slice(stop)));
}

/** A frozenset of constants, which have hashes. */
export function constantSet(items: Value[]): PyFrozenSet {
  const set = new PyFrozenSet();
  for (const item of items.slice(addPlain(set, items))) {
    const hash = hashOf(item);
    if (hash === ABRUPT || set.dict.setHashed(item, true, foldHash(hash as number)) === ABRUPT)
      throw new Error('no constants');
  }
  return set;
}

/** Adds elements as long as that needs no Python code: how many were added. */
export function addPlain(set: AnySet, items: Value[]): number {
  const { dict } = set;
  if (typeof items[0] === 'number') dict.expectB(items.length);
  for (let i = dict.addFew(items); i < items.length; i++)
    if (dict.insertMissing(items[i]!, true) === SLOW) return i;
  return items.length;
}

/** The dict with the elements of a set, or a dict of exactly that class; undefined for anything else. */
export function keysOf(value: Value): PyDict | undefined {
  if (value instanceof AnySet) return value.dict;
  return value instanceof PyDict && value.cls === dictType ? value : undefined;
}

/** The items of a list, tuple, set, frozenset, dict or view of exactly that class; undefined for any other iterable. */
export function plainElements(value: Value): Value[] | undefined {
  if (value instanceof AnySet) return isExactSet(value) ? dictKeys(value.dict) : undefined;
  if (value instanceof PyDict) return value.cls === dictType ? dictKeys(value) : undefined;
  return directItems(value) ?? typeOf(value).allItems?.(value as never);
}

/** Whether it is no instance of a subclass, which may iterate and compare differently. */
export function isExactSet(set: AnySet): boolean {
  return set.cls === setType || set.cls === frozensetType;
}

/** Adds the items of any iterable; gives the set. Those of a set are had without `__iter__`, and not hashed again. */
export function updateSet(set: AnySet, iterable: Value): Result {
  if (iterable instanceof AnySet && set.dict.size === 0) {
    replaceElements(set, iterable.dict.copy());
    return set;
  }
  const keys = keysOf(iterable);
  if (keys !== undefined && (keys.customCount > 0 || set.dict.customCount > 0)) {
    const hashes = new PyList(keyHashes(keys));
    return frozenFunction('set', 'merge').call3(set, new PyList(dictKeys(keys)), hashes);
  }
  const items = keys === undefined ? plainElements(iterable) : dictKeys(keys);
  const stop = items === undefined ? 0 : addPlain(set, items);
  if (stop === items?.length) return set;
  if (keys === undefined) return frozenFunction('set', 'update').call2(set, iterable);
  const hashes = new PyList(keyHashes(keys).slice(stop));
  return frozenFunction('set', 'merge').call3(set, new PyList(items!.slice(stop)), hashes);
}

/** Puts the keys of `a` that are in `b` (or with `present` false, not in it) into `result`; false when that needs Python code. */
export function selectPlain(a: PyDict, b: PyDict, present: boolean, result: PyDict): boolean {
  if (a.customCount + b.customCount > 0) return false;
  const end = a.end();
  for (let i = a.begin(); i < end; i++) {
    const key = a.keyAt(i);
    if (key === undefined) continue;
    const j = b.lookupFrom(a, i);
    if (j === SLOW) return false;
    if (j >= 0 === present) result.insertNew(key, a.hashAt(i), true);
  }
  return true;
}

/** The items that are in a set, in their order; undefined when that needs Python code. */
export function selectItems(items: Value[], set: PyDict): Value[] | undefined {
  const result: Value[] = [];
  for (const item of items) {
    const i = set.lookup(item);
    if (i === SLOW) return undefined;
    if (i >= 0) result.push(item);
  }
  return result;
}

/** Whether none of the items is in a set; undefined when that needs Python code. */
export function disjointPlain(items: Value[], set: PyDict): boolean | undefined {
  for (const item of items) {
    const i = set.lookup(item);
    if (i === SLOW) return undefined;
    if (i >= 0) return false;
  }
  return true;
}

/** Adds the keys of `b` that are not in `a` and removes those that are; false, with nothing changed, when that needs Python code. */
export function togglePlain(a: PyDict, b: PyDict): boolean {
  if (a.customCount + b.customCount > 0) return false;
  const end = b.end();
  for (let i = b.begin(); i < end; i++)
    if (b.keyAt(i) !== undefined && a.lookupFrom(b, i) === SLOW) return false;
  for (let i = b.begin(); i < end; i++) {
    const key = b.keyAt(i);
    if (key === undefined) continue;
    const j = a.lookupFrom(b, i);
    if (j >= 0) a.removeAt(j);
    else a.insertNew(key, b.hashAt(i), true);
  }
  return true;
}

/** Whether all keys of `a` are in `b`; undefined when that needs Python code. */
export function includesPlain(a: PyDict, b: PyDict): boolean | undefined {
  if (a.customCount + b.customCount > 0) return undefined;
  const end = a.end();
  for (let i = a.begin(); i < end; i++) {
    if (a.keyAt(i) === undefined) continue;
    const j = b.lookupFrom(a, i);
    if (j === SLOW) return undefined;
    if (j < 0) return false;
  }
  return true;
}

/** A set (or frozenset) of elements that need no Python code and are all different. */
export function setOfPlain(items: Value[], frozen: boolean): AnySet {
  const set = frozen ? new PyFrozenSet() : new PySet();
  addPlain(set, items);
  return set;
}

/** The hash of a frozenset: the same for any order of its elements (32 bits, as CPython's on 32-bit machines). */
export function frozenSetHash(set: PyFrozenSet): number | bigint {
  if (set.hash !== null) return set.hash;
  const { dict } = set;
  let hash = 0;
  const end = dict.end();
  for (let i = dict.begin(); i < end; i++) {
    const key = dict.keyAt(i);
    if (key !== undefined) hash ^= shuffled(elementHash(dict, i, key));
  }
  hash ^= Math.imul(dict.size + 1, 1927868237);
  hash ^= (hash >>> 11) ^ (hash >>> 25);
  hash = (Math.imul(hash, 69069) + 907133923) | 0;
  set.hash = hash === -1 ? 590923713 : hash;
  return set.hash;
}

function shuffled(h: number): number {
  return Math.imul(h ^ 89869747 ^ (h << 16), 3644798167);
}

/** The folded hash of an element, which is stored for all that do not hash as text or by identity. */
function elementHash(dict: PyDict, i: number, key: Value): number {
  const stored = dict.storedHash(i);
  if (stored !== undefined) return stored;
  const text = textOf(key);
  return foldHash(text === undefined ? identityHash(key as PyObject) : strHash(text));
}

defineIntrinsics({
  set_add: ['(set, value, /)', addToSet],
  /** `value in set`, but a set is unhashable and stands for no frozenset. */
  set_has: ['(set, value, /)', (set: AnySet, value: Value) => new ContainsOperation(set, value).run()],
  set_discard: ['(set, value, /)', (set: AnySet, value: Value) => new DiscardOperation(set, value).run()],
  set_add_hashed: [
    '(set, value, hash, /)',
    (set: AnySet, value: Value, hash: number) => new AddOperation(set, value).runHashed(hash),
  ],
  set_has_hashed: [
    '(set, value, hash, /)',
    (set: AnySet | PyDict, value: Value, hash: number) => new ContainsOperation(set, value).runHashed(hash),
  ],
  set_discard_hashed: [
    '(set, value, hash, /)',
    (set: AnySet, value: Value, hash: number) => new DiscardOperation(set, value).runHashed(hash),
  ],
  element_hashes: ['(keys, /)', (keys: AnySet | PyDict) => new PyList(keyHashes(keysOf(keys)!))],
  hash_of_element: ['(value, /)', hashOfElement],
  set_clear: [
    '(set, /)',
    (set: AnySet): Result => {
      set.dict.clear();
      return None;
    },
  ],
  update_set: ['(set, iterable, /)', updateSet],
  set_size: ['(set, /)', (set: AnySet) => set.dict.size],
  set_elements: ['(set, /)', (set: AnySet | PyDict) => new PyList(dictKeys(keysOf(set)!))],
  set_replace: [
    '(set, other, /)',
    (set: AnySet, other: AnySet): Result => {
      replaceElements(set, other.dict);
      return None;
    },
  ],
});
