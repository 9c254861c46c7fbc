// Operations on one key of a dict, and on whole dicts: what the methods of dict, the compiler's run time and other built-ins
// share.
//
// Each first tries `lookup`, which runs no Python code, and otherwise makes a KeyOperation.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import type { Size } from '../machine/numbers.ts';
import { getAttributeOrMissing } from '../operators/attribute.ts';
import { callMethod1 } from '../operators/call.ts';
import { str } from '../operators/repr.ts';
import { dictType, PyDict, SLOW } from './dict.ts';
import { KeyOperation } from './key-operation.ts';
import { PairsOperation } from './dict-pairs.ts';
import { attributeErrorType, keyError, raise, runtimeErrorType, typeError } from './exception.ts';
import { PyList } from './list.ts';
import { directItems } from './list-operations.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { hostString, textOf } from './str.ts';
import { PyTuple } from './tuple.ts';
import type { PyType } from './type.ts';
import { typeOf } from './typeof.ts';

// --- One key -------------------------------------------------------------------------------------------------------

/** The value of a key, or `fallback`. */
export function dictGet(dict: PyDict, key: Value, fallback: Value): Result {
  const i = dict.lookup(key);
  if (i === SLOW) return new GetOperation(dict, key, fallback).run();
  return i < 0 ? fallback : dict.valueAt(i)!;
}

class GetOperation extends KeyOperation {
  private readonly fallback: Value;
  constructor(dict: PyDict, key: Value, fallback: Value) {
    super(dict, key);
    this.fallback = fallback;
  }
  found(entry: number): Result {
    return entry < 0 ? this.fallback : this.dict.valueAt(entry)!;
  }
}

/** `dict[key]` as dict.__getitem__ does it, with `__missing__` of subclasses. */
export function dictGetItem(dict: PyDict, key: Value): Result {
  const i = dict.lookup(key);
  if (i === SLOW) return new GetItemOperation(dict, key).run();
  return i < 0 ? missingItem(dict, key) : dict.valueAt(i)!;
}

class GetItemOperation extends KeyOperation {
  found(entry: number): Result {
    return entry < 0 ? missingItem(this.dict, this.key) : this.dict.valueAt(entry)!;
  }
}

function missingItem(dict: PyDict, key: Value): Result {
  if (dict.cls !== dictType) {
    const method = dict.cls.lookup('__missing__');
    if (method !== undefined) return callMethod1(method, dict, key);
  }
  return keyError(key);
}

/** Whether the key is there: a bool, or ABRUPT. */
export function dictContains(dict: PyDict, key: Value): Result {
  const i = dict.lookup(key);
  return i === SLOW ? new ContainsOperation(dict, key).run() : i >= 0;
}

class ContainsOperation extends KeyOperation {
  found(entry: number): Result {
    return entry >= 0;
  }
}

/** Sets an item; gives None. */
export function dictSetItem(dict: PyDict, key: Value, value: Value): Result {
  return dict.set(key, value) === ABRUPT ? ABRUPT : None;
}

/** Deletes an item; KeyError when it is not there. Gives None. */
export function dictDeleteItem(dict: PyDict, key: Value): Result {
  const i = dict.lookup(key);
  if (i === SLOW) return new DeleteOperation(dict, key).run();
  if (i < 0) return keyError(key);
  dict.removeAt(i);
  return None;
}

class DeleteOperation extends KeyOperation {
  found(entry: number): Result {
    if (entry < 0) return keyError(this.key);
    this.dict.removeAt(entry);
    return None;
  }
}

/** `dict.pop`: without `fallback`, KeyError when the key is not there. */
export function dictPop(dict: PyDict, key: Value, fallback: Value | undefined): Result {
  if (dict.size === 0) return fallback ?? keyError(key);
  const i = dict.lookup(key);
  return i === SLOW ? new PopOperation(dict, key, fallback).run() : popped(dict, i, key, fallback);
}

function popped(dict: PyDict, entry: number, key: Value, fallback: Value | undefined): Result {
  if (entry < 0) return fallback ?? keyError(key);
  const value = dict.valueAt(entry)!;
  dict.removeAt(entry);
  return value;
}

class PopOperation extends KeyOperation {
  private readonly fallback: Value | undefined;
  constructor(dict: PyDict, key: Value, fallback: Value | undefined) {
    super(dict, key);
    this.fallback = fallback;
  }
  found(entry: number): Result {
    return popped(this.dict, entry, this.key, this.fallback);
  }
}

/** `dict.setdefault`. */
export function dictSetDefault(dict: PyDict, key: Value, fallback: Value): Result {
  if (typeof key === 'string') {
    const i = dict.lookup(key);
    if (i >= 0) return dict.valueAt(i)!;
    if (i !== SLOW) {
      dict.insertA(key, fallback);
      return fallback;
    }
  }
  return new SetDefaultOperation(dict, key, fallback).run();
}

class SetDefaultOperation extends KeyOperation {
  private readonly fallback: Value;
  constructor(dict: PyDict, key: Value, fallback: Value) {
    super(dict, key);
    this.fallback = fallback;
  }
  found(entry: number, folded: number): Result {
    if (entry >= 0) return this.dict.valueAt(entry)!;
    this.dict.insertNew(this.key, folded, this.fallback);
    return this.fallback;
  }
}

// --- Whole dicts ---------------------------------------------------------------------------------------------------

/** dict, and classes derived from it whose methods give its entries in their order. */
export const entryTypes = new Set<PyType>([dictType]);

/** Whether `update` may read a mapping's entries directly: a dict whose class iterates as dict does. */
export function iteratesAsDict(value: Value): value is PyDict {
  return (
    value instanceof PyDict &&
    (entryTypes.has(value.cls) || value.cls.lookup('__iter__') === dictType.lookup('__iter__'))
  );
}

/** Sets all items of `source` in `target`. Gives None. */
export function mergeDict(target: PyDict, source: PyDict): Result {
  if (target === source || target.takeAll(source)) return None;
  if (target.customCount + source.customCount === 0) {
    const end = source.end();
    for (let i = source.begin(); i < end; i++) {
      const key = source.keyAt(i);
      if (key === undefined) continue;
      const value = source.valueAt(i)!;
      if (typeof key === 'string') target.setStr(key, value);
      else if (target.setFrom(source, i) === ABRUPT)
        return new MergeOperation(target, source, i + 1).suspended();
    }
    return None;
  }
  if (target.size === 0 && target.customCount + source.customCount > 0) {
    insertAll(target, source);
    return None;
  }
  return new MergeOperation(target, source).run();
}

/** Adds all items to an empty dict: their keys differ. */
function insertAll(target: PyDict, source: PyDict): void {
  const end = source.end();
  for (let i = source.begin(); i < end; i++) {
    const key = source.keyAt(i);
    if (key !== undefined) target.insertNew(key, source.hashAt(i), source.valueAt(i)!);
  }
}

class MergeOperation extends NativeFrame {
  private readonly target: PyDict;
  private readonly source: PyDict;
  /** The next entry. */
  private entry: Size;
  private readonly end: Size;
  private readonly size: number;

  constructor(target: PyDict, source: PyDict, entry = 0) {
    super();
    this.entry = entry;
    this.target = target;
    this.source = source;
    this.end = source.end();
    this.size = source.size;
  }

  run(): Result {
    const { target, source, end } = this;
    while (this.entry < end) {
      const i = this.entry++;
      if (source.keyAt(i) === undefined) continue;
      if (target.setFrom(source, i) === ABRUPT) return suspend(this) as Result;
      if (source.size !== this.size) return this.mutated();
    }
    return None;
  }
  private mutated(): Result {
    return raise(runtimeErrorType, 'dict mutated during update');
  }

  /** Goes on once the item before `entry` has been set. */
  suspended(): Result {
    return suspend(this) as Result;
  }

  returned(_value: Value): IterResult {
    return this.source.size === this.size ? this.run() : this.mutated();
  }
}

/** `dict.update(other)` for one argument: a mapping (anything with `keys`), or an iterable of pairs. */
export function updateFrom(dict: PyDict, other: Value): Result {
  if (iteratesAsDict(other)) return mergeDict(dict, other);
  const pairs = directItems(other);
  if (pairs !== undefined && setPairs(dict, pairs)) return None;
  const keys = getAttributeOrMissing(other, 'keys');
  if (keys === ABRUPT) return suspend(new UpdateFrame(dict, other)) as Result;
  return updateWith(dict, other, keys);
}

/** Sets pairs as long as that needs no Python code; false when something is left to do (beginning anew does no harm). */
function setPairs(dict: PyDict, pairs: Value[]): boolean {
  for (const pair of pairs) {
    const items = directItems(pair);
    if (items === undefined || items.length !== 2) return false;
    if (!dict.trySet(items[0]!, items[1]!)) return false;
  }
  return true;
}

function updateWith(dict: PyDict, other: Value, keys: Value | undefined): Result {
  if (keys === undefined) return new PairsOperation(dict).run(other);
  return frozenFunction('dict', 'update_mapping').call2(dict, other);
}

class UpdateFrame extends NativeFrame {
  private readonly dict: PyDict;
  private readonly other: Value;
  constructor(dict: PyDict, other: Value) {
    super();
    this.dict = dict;
    this.other = other;
  }
  returned(keys: Value): IterResult {
    return updateWith(this.dict, this.other, keys);
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return updateWith(this.dict, this.other, undefined);
  }
}

/** `{**mapping}`: adds the items of a mapping. */
export function updateDict(dict: PyDict, mapping: Value): Result {
  if (iteratesAsDict(mapping)) return mergeDict(dict, mapping);
  return frozenFunction('dict', 'update_display').call2(dict, mapping);
}

/** How messages name a callable: `module.qualname()`, without the module if that is builtins. */
export function callableName(callable: Value): Result {
  return frozenFunction('dict', 'name_callable').call1(callable);
}

/** `f(**mapping)`: adds keyword arguments to those in `dict`. */
export function mergeKeywords(dict: PyDict, mapping: Value, callable: Value): Result {
  if (mapping instanceof PyDict && mapping.cls === dictType && plainKeywords(dict, mapping))
    return mergeDict(dict, mapping);
  return frozenFunction('dict', 'merge_keywords').call3(dict, mapping, callable);
}

/** Whether all keys are strs and none is in `dict`. */
function plainKeywords(dict: PyDict, mapping: PyDict): boolean {
  const end = mapping.end();
  for (let i = 0; i < end; i++) {
    const key = mapping.keyAt(i);
    if (key !== undefined && (typeof key !== 'string' || dict.hasStr(key))) return false;
  }
  return true;
}

/** `dict(key=value, ...)`: sets what a native got as **kwargs. */
export function setKeywords(dict: PyDict, kwargs: Map<string, Value>): void {
  if (dict.size === 0 && dict.takeKeywords(kwargs)) return;
  for (const [name, value] of kwargs) dict.setStr(name, value);
}

/** The live entries as (key, value) tuples. */
export function dictPairs(dict: PyDict): Value[] {
  const result: Value[] = [];
  const end = dict.end();
  for (let i = dict.begin(); i < end; i++) {
    const key = dict.keyAt(i);
    if (key !== undefined) result.push(new PyTuple([key, dict.valueAt(i)!]));
  }
  return result;
}

/** A new array of the keys, in order. */
export function dictKeys(dict: PyDict): Value[] {
  const all = dict.allKeys();
  if (all !== undefined) return all;
  const result: Value[] = [];
  const end = dict.end();
  for (let i = dict.begin(); i < end; i++) {
    const key = dict.keyAt(i);
    if (key !== undefined) result.push(key);
  }
  return result;
}

/** The folded hashes of the keys, in the order of `dictKeys`; 0 for those that are found without. */
export function keyHashes(dict: PyDict): Value[] {
  const result: Value[] = [];
  const end = dict.end();
  for (let i = dict.begin(); i < end; i++)
    if (dict.keyAt(i) !== undefined) result.push(dict.storedHash(i) ?? 0);
  return result;
}

/** A new array of the values, in order. */
export function dictValues(dict: PyDict): Value[] {
  const all = dict.allValues();
  if (all !== undefined) return all;
  const result: Value[] = [];
  const end = dict.end();
  for (let i = dict.begin(); i < end; i++) if (dict.keyAt(i) !== undefined) result.push(dict.valueAt(i)!);
  return result;
}

function repeatedKeyword(callee: Value, keyword: Value): Result {
  return typeError(
    `${hostString(textOf(callee)!)} got multiple values for keyword argument '${hostString(textOf(keyword)!)}'`,
  );
}

class KeywordErrorFrame extends NativeFrame {
  readonly callee: Value;
  constructor(callee: Value) {
    super();
    this.callee = callee;
  }
  returned(keyword: Value): IterResult {
    return repeatedKeyword(this.callee, keyword);
  }
}

defineIntrinsics({
  callable_name: ['(callable, /)', callableName],
  dict_set: ['(dict, key, value, /)', dictSetItem],
  dict_get: ['(dict, key, fallback, /)', dictGet],
  dict_has: ['(dict, key, /)', dictContains],
  dict_set_hashed: [
    '(dict, key, value, hash, /)',
    (dict: PyDict, key: Value, value: Value, hash: number): Result =>
      dict.setHashed(key, value, hash) === ABRUPT ? ABRUPT : None,
  ],
  dict_get_hashed: [
    '(dict, key, hash, fallback, /)',
    (dict: PyDict, key: Value, hash: number, fallback: Value) =>
      new GetOperation(dict, key, fallback).runHashed(hash),
  ],
  dict_delete_hashed: [
    '(dict, key, hash, /)',
    (dict: PyDict, key: Value, hash: number) => new DeleteOperation(dict, key).runHashed(hash),
  ],
  dict_copy: ['(dict, /)', (dict: PyDict) => dict.copy()],
  key_hashes: ['(dict, /)', (dict: PyDict) => new PyList(keyHashes(dict))],
  dict_size: ['(dict, /)', (dict: PyDict) => dict.size],
  has_special: [
    '(value, name, /)',
    (value: Value, name: Value) => typeOf(value).lookup(hostString(textOf(name)!)) !== undefined,
  ],
  raise_keywords_error: [
    '(name, key, /)',
    (name: Value, key: Value): Result => {
      const shown = str(key);
      return shown === ABRUPT
        ? (suspend(new KeywordErrorFrame(name)) as Result)
        : repeatedKeyword(name, shown);
    },
  ],
});
