// The methods of dict. Looking up keys is in dict.ts and dict-operations.ts; views and iterators are in dict-views.ts.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { ReplaceFrame } from '../operators/calling.ts';
import { COMPARE_CALLS } from '../operators/hash.ts';
import { dictType, PyDict, SLOW } from './dict.ts';
import {
  dictContains,
  dictDeleteItem,
  dictGet,
  dictGetItem,
  dictKeys,
  keyHashes,
  dictPop,
  dictSetDefault,
  dictSetItem,
  mergeDict,
  setKeywords,
  updateFrom,
} from './dict-operations.ts';
import { DictItems, DictKeyIterator, DictKeys, DictReverseKeyIterator, DictValues } from './dict-views.ts';
import { keyErrorType, raise, typeError } from './exception.ts';
import { genericAlias } from './generic-alias.ts';
import { PyList } from './list.ts';
import { directItems } from './list-operations.ts';
import { defineAttributes, defineClassMethods, defineMethods, defineStaticMethods } from './native.ts';
import { None, NotImplemented } from './none.ts';
import { arityOf, type IterResult, type Result, type Value } from './object.ts';
import { equalPlain, plainRepr } from './sequence.ts';
import { AnySet } from './set.ts';
import { isExactSet } from './set-operations.ts';
import { PyTuple } from './tuple.ts';
import type { PyType } from './type.ts';

function dict_new(cls: PyType, _args: Value[], _kwargs: Map<string, Value>): Result {
  return cls === dictType ? new PyDict() : new cls.Ctor();
}

function dict_init(self: PyDict, args: Value[], kwargs?: Map<string, Value>): Result {
  return updateAll(self, args, kwargs, 'dict');
}

function dict_update(self: PyDict, args: Value[], kwargs?: Map<string, Value>): Result {
  return updateAll(self, args, kwargs, 'update');
}

function updateAll(
  self: PyDict,
  args: Value[],
  kwargs: Map<string, Value> | undefined,
  name: string,
): Result {
  if (args.length > 1) return typeError(`${name} expected at most 1 argument, got ${args.length}`);
  if (args.length === 1) {
    const done = updateFrom(self, args[0]!);
    if (done === ABRUPT) {
      return kwargs === undefined || kwargs.size === 0
        ? ABRUPT
        : (suspend(new KeywordsFrame(self, [...kwargs])) as Result);
    }
  }
  if (kwargs !== undefined) setKeywords(self, kwargs);
  return None;
}

/** Sets keyword arguments once the first argument has been dealt with. */
class KeywordsFrame extends NativeFrame {
  private readonly dict: PyDict;
  private readonly entries: [string, Value][];
  constructor(dict: PyDict, entries: [string, Value][]) {
    super();
    this.dict = dict;
    this.entries = entries;
  }
  returned(_value: Value): IterResult {
    setKeywords(this.dict, new Map(this.entries));
    return None;
  }
}

function dict_fromkeys(cls: PyType, iterable: Value, value: Value = None): Result {
  if (cls === dictType) {
    const source = exactKeys(iterable);
    const keys = source === undefined ? directItems(iterable) : dictKeys(source);
    const dict = keys === undefined ? undefined : plainFromKeys(keys, value);
    if (dict !== undefined) return dict;
    if (source !== undefined) {
      const hashes = new PyList(keyHashes(source));
      return frozenFunction('dict', 'fill').callN([
        new PyDict(),
        new PyList(dictKeys(source)),
        hashes,
        value,
      ]);
    }
  }
  return frozenFunction('dict', 'fromkeys').call3(cls, iterable, value);
}

/** The keys of a dict or the elements of a set, whose hashes are known, if it is of exactly that class. */
function exactKeys(iterable: Value): PyDict | undefined {
  if (iterable instanceof AnySet) return isExactSet(iterable) ? iterable.dict : undefined;
  return iterable instanceof PyDict && iterable.cls === dictType ? iterable : undefined;
}

/** Undefined when a key needs Python code. */
function plainFromKeys(keys: Value[], value: Value): PyDict | undefined {
  const dict = new PyDict();
  for (const key of keys) {
    if (!dict.trySet(key, value)) return undefined;
  }
  return dict;
}

// --- Operators -----------------------------------------------------------------------------------------------------

/** Whether two dicts are equal, if that needs no Python code. */
export function plainEquality(a: PyDict, b: PyDict): boolean | typeof COMPARE_CALLS {
  if (a.size !== b.size) return false;
  const end = a.end();
  for (let i = a.begin(); i < end; i++) {
    const key = a.keyAt(i);
    if (key === undefined) continue;
    const j = b.lookup(key);
    if (j === SLOW) return COMPARE_CALLS;
    if (j < 0) return false;
    const same = equalPlain(a.valueAt(i)!, b.valueAt(j)!);
    if (same !== true) return same;
  }
  return true;
}

function dict_eq(self: PyDict, other: Value): Result {
  if (!(other instanceof PyDict)) return NotImplemented;
  const same = plainEquality(self, other);
  return same === COMPARE_CALLS ? frozenFunction('dict', 'equal').call2(self, other) : same;
}

function dict_ne(self: PyDict, other: Value): Result {
  const same = dict_eq(self, other);
  if (same === ABRUPT) return suspend(new NotFrame()) as Result;
  return same === NotImplemented ? NotImplemented : same !== true;
}

class NotFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value !== true;
  }
}

function dict_or(self: Value, other: Value): Result {
  if (!(self instanceof PyDict) || !(other instanceof PyDict)) return NotImplemented;
  return merged(self.copy(), other);
}

function dict_ror(self: PyDict, other: Value): Result {
  return dict_or(other, self);
}

/** Merges and gives the first dict. */
function merged(dict: PyDict, other: PyDict): Result {
  return mergeDict(dict, other) === ABRUPT ? (suspend(new ReplaceFrame(dict)) as Result) : dict;
}

function dict_ior(self: PyDict, other: Value): Result {
  return updateFrom(self, other) === ABRUPT ? (suspend(new ReplaceFrame(self)) as Result) : self;
}

function plainDictRepr(self: PyDict): string | undefined {
  const parts: string[] = [];
  const end = self.end();
  for (let i = self.begin(); i < end; i++) {
    const key = self.keyAt(i);
    if (key === undefined) continue;
    const k = plainRepr(key);
    const v = k === undefined ? undefined : plainRepr(self.valueAt(i)!);
    if (v === undefined) return undefined;
    parts.push(`${k}: ${v}`);
  }
  return `{${parts.join(', ')}}`;
}

function dict_repr(self: PyDict): Result {
  return plainDictRepr(self) ?? frozenFunction('dict', 'show').call3(self, '{', '}');
}

// --- Methods -------------------------------------------------------------------------------------------------------

function dict_get(self: PyDict, key: Value, fallback: Value = None): Result {
  return dictGet(self, key, fallback);
}

function dict_setdefault(self: PyDict, key: Value, fallback: Value = None): Result {
  return dictSetDefault(self, key, fallback);
}

function dict_popitem(self: PyDict): Result {
  const i = lastEntryOf(self);
  if (i < 0) return raise(keyErrorType, 'popitem(): dictionary is empty');
  const item = new PyTuple([self.keyAt(i)!, self.valueAt(i)!]);
  self.removeAt(i);
  return item;
}

/** The number of the last entry of a dict of any kind; -1 when it is empty. */
export function lastEntryOf(dict: PyDict): number {
  if (dict.size === 0) return -1;
  let i = dict.lastEntry();
  if (i < 0 || dict.keyAt(i) === undefined) {
    i = dict.end() - 1;
    while (i >= 0 && dict.keyAt(i) === undefined) i--;
  }
  return i;
}

function dict_clear(self: PyDict): Result {
  self.clear();
  return None;
}

function dict_copy(self: PyDict): Result {
  return self.copy();
}

function dict_len(self: PyDict): Result {
  return self.size;
}

function dict_sizeof(self: PyDict): Result {
  return 64 + 24 * self.size;
}

function dict_iter(self: PyDict): Result {
  return new DictKeyIterator(self);
}

function dict_reversed(self: PyDict): Result {
  return new DictReverseKeyIterator(self);
}

function dict_keys(self: PyDict): Result {
  return new DictKeys(self);
}
function dict_values(self: PyDict): Result {
  return new DictValues(self);
}
function dict_items(self: PyDict): Result {
  return new DictItems(self);
}

/** Dicts have no order. */
function dict_order(_self: PyDict, _other: Value): Result {
  return NotImplemented;
}

/** `dict()` and `dict(items)`. */
function makeDict(items?: Value): Result {
  const dict = new PyDict();
  if (items === undefined) return dict;
  return updateFrom(dict, items) === ABRUPT ? (suspend(new ReplaceFrame(dict)) as Result) : dict;
}

dictType.js = makeDict;
dictType.arity = arityOf(0, 1);
dictType.allItems = dictKeys;
defineStaticMethods(dictType, { __new__: ['(cls, /, *args, **kwargs)', dict_new] });
defineAttributes(dictType, { __hash__: None });
defineClassMethods(dictType, {
  __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'],
  fromkeys: [
    '($cls, iterable, value=None, /)',
    dict_fromkeys,
    'Create a new dictionary with keys from iterable and values set to value.',
  ],
});
defineMethods(dictType, {
  __init__: [
    '($self, *args, **kwargs)',
    dict_init,
    'Initialize self.  See help(type(self)) for accurate signature.',
  ],
  __repr__: ['($self, /)', dict_repr, 'Return repr(self).'],
  __len__: ['($self, /)', dict_len, 'Return len(self).'],
  __getitem__: ['($self, key, /)', dictGetItem, 'Return self[key].'],
  __setitem__: ['($self, key, value, /)', dictSetItem, 'Set self[key] to value.'],
  __delitem__: ['($self, key, /)', dictDeleteItem, 'Delete self[key].'],
  __contains__: [
    '($self, key, /)',
    dictContains,
    'True if the dictionary has the specified key, else False.',
  ],
  __iter__: ['($self, /)', dict_iter, 'Implement iter(self).'],
  __reversed__: ['($self, /)', dict_reversed, 'Return a reverse iterator over the dict keys.'],
  __eq__: ['($self, value, /)', dict_eq, 'Return self==value.'],
  __ne__: ['($self, value, /)', dict_ne, 'Return self!=value.'],
  __lt__: ['($self, value, /)', dict_order, 'Return self<value.'],
  __le__: ['($self, value, /)', dict_order, 'Return self<=value.'],
  __gt__: ['($self, value, /)', dict_order, 'Return self>value.'],
  __ge__: ['($self, value, /)', dict_order, 'Return self>=value.'],
  __or__: ['($self, value, /)', dict_or, 'Return self|value.'],
  __ror__: ['($self, value, /)', dict_ror, 'Return value|self.'],
  __ior__: ['($self, value, /)', dict_ior, 'Return self|=value.'],
  __sizeof__: ['($self, /)', dict_sizeof, 'Return the size of the dict in memory.'],
  clear: ['($self, /)', dict_clear, 'Remove all items from the dict.'],
  copy: ['($self, /)', dict_copy, 'Return a shallow copy of the dict.'],
  get: [
    '($self, key, default=None, /)',
    dict_get,
    'Return the value for key if key is in the dictionary, else default.',
  ],
  items: ['($self, /)', dict_items, "Return a set-like object providing a view on the dict's items."],
  keys: ['($self, /)', dict_keys, "Return a set-like object providing a view on the dict's keys."],
  pop: ['($self, key, default=<unrepresentable>, /)', dictPop],
  popitem: [
    '($self, /)',
    dict_popitem,
    'Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.',
  ],
  setdefault: [
    '($self, key, default=None, /)',
    dict_setdefault,
    'Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.',
  ],
  update: ['($self, *args, **kwargs)', dict_update],
  values: ['($self, /)', dict_values, "Return an object providing a view on the dict's values."],
});
