// What dict.keys(), .values() and .items() give, and the iterators over them.
//
// An iterator walks the entries by number. It notices a change of the dict's size, and (as CPython does) that there are
// more entries to come than there were at its beginning; other changes go unnoticed.
import { STOP } from '../machine/abrupt.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import type { Place } from '../machine/numbers.ts';
import type { RichOperator } from '../operators/compare.ts';
import { defineIterator, defineIteratorState } from '../operators/iterator-methods.ts';
import { dictType, type PyDict } from './dict.ts';
import { dictContains, dictKeys, dictPairs, dictValues } from './dict-operations.ts';
import { raise, runtimeErrorType } from './exception.ts';
import { PyList } from './list.ts';
import { comparisonTable, defineAttributes, defineGetSets, defineMethods } from './native.ts';
import { None, NotImplemented } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { entryAt, placeOf, withFields } from './places.ts';
import { builtinFunction } from './sequence-iterators.ts';
import { AnySet } from './set.ts';
import { PyTuple } from './tuple.ts';
import { builtinType, type PyType } from './type.ts';

// --- Iterators -----------------------------------------------------------------------------------------------------

/** Walks entries forwards (`step` 1) or backwards; subclasses say what an entry gives. */
export abstract class DictIterator extends PyObject {
  /** Null once exhausted. */
  dict: PyDict | null;
  /** The next entry to look at. */
  entry: Place;
  /** The dict's size at the beginning; -1 after it was found changed. */
  private size: number;
  /** How many are still to come. */
  left: number;
  /** `dict.version` when the end of the entries was last looked up. */
  private version: number;
  private end: number;

  constructor(dict: PyDict, backwards = false) {
    super();
    this.dict = dict;
    this.size = dict.size;
    this.left = this.size;
    this.version = dict.version;
    this.end = dict.end();
    this.entry = backwards ? this.end - 1 : dict.begin();
  }

  protected abstract item(dict: PyDict, i: number, key: Value): Value;

  override next(): IterResult {
    const { dict } = this;
    if (dict === null) return this.stop();
    if (dict.version !== this.version) {
      const error = this.changed(dict);
      if (error !== undefined) return error;
    }
    const { end } = this;
    while (this.entry < end) {
      const i = this.entry++;
      const key = dict.keyAt(i);
      if (key === undefined) continue;
      if (this.left-- <= 0) return this.unexpected();
      return this.item(dict, i, key);
    }
    return this.stop();
  }

  /** Looks at a dict whose set of keys has changed: ABRUPT when it may not have. */
  protected changed(dict: PyDict): IterResult | undefined {
    if (this.size !== dict.size) {
      this.size = -1;
      return raise(runtimeErrorType, 'dictionary changed size during iteration');
    }
    this.version = dict.version;
    this.end = dict.end();
    return undefined;
  }

  protected unexpected(): IterResult {
    return raise(runtimeErrorType, 'dictionary keys changed during iteration');
  }

  protected stop(): IterResult {
    this.dict = null;
    return STOP;
  }

  protected checkVersion(dict: PyDict): IterResult | undefined {
    return dict.version === this.version ? undefined : this.changed(dict);
  }

  /** The items still to come, without advancing. */
  rest(): Value[] {
    const result: Value[] = [];
    const { dict } = this;
    if (dict === null || this.size !== dict.size) return result;
    for (let i = this.entry; i < dict.end(); i++) {
      const key = dict.keyAt(i);
      if (key !== undefined) result.push(this.item(dict, i, key));
    }
    return result;
  }

  lengthHint(): number {
    return this.dict === null || this.size !== this.dict.size ? 0 : this.left;
  }

  /** How it is pickled: with its place among the items, as the dict that is loaded has no gaps. */
  settle(): object {
    const { dict, entry } = this;
    const place = dict === null ? 0 : this.backwards ? placeOf(dict, entry + 1) - 1 : placeOf(dict, entry);
    return withFields(this, { entry: place, version: -1, end: 0 });
  }

  /** After it has been loaded; items of a dict that refers to it may still be to come. */
  relocate(): void {
    const { dict } = this;
    if (dict !== null) this.entry = entryAt(dict, this.entry);
  }

  protected get backwards(): boolean {
    return false;
  }
}

abstract class DictReverseIterator extends DictIterator {
  constructor(dict: PyDict) {
    super(dict, true);
  }
  override next(): IterResult {
    const { dict } = this;
    if (dict === null) return this.stop();
    const error = this.checkVersion(dict);
    if (error !== undefined) return error;
    // It was cleared, and has been filled again.
    if (this.entry >= dict.end()) return this.stop();
    while (this.entry >= 0) {
      const i = this.entry--;
      const key = dict.keyAt(i);
      if (key === undefined) continue;
      this.left--;
      return this.item(dict, i, key);
    }
    return this.stop();
  }
  override rest(): Value[] {
    const result: Value[] = [];
    const { dict } = this;
    if (dict === null) return result;
    for (let i = this.entry; i >= 0; i--) {
      const key = dict.keyAt(i);
      if (key !== undefined) result.push(this.item(dict, i, key));
    }
    return result;
  }
  protected override get backwards(): boolean {
    return true;
  }
}

export class DictKeyIterator extends DictIterator {
  protected item(_dict: PyDict, _i: number, key: Value): Value {
    return key;
  }
}
export class DictValueIterator extends DictIterator {
  protected item(dict: PyDict, i: number): Value {
    return dict.valueAt(i)!;
  }
}
export class DictItemIterator extends DictIterator {
  protected item(dict: PyDict, i: number, key: Value): Value {
    return new PyTuple([key, dict.valueAt(i)!]);
  }
}
export class DictReverseKeyIterator extends DictReverseIterator {
  protected item(_dict: PyDict, _i: number, key: Value): Value {
    return key;
  }
}
export class DictReverseValueIterator extends DictReverseIterator {
  protected item(dict: PyDict, i: number): Value {
    return dict.valueAt(i)!;
  }
}
export class DictReverseItemIterator extends DictReverseIterator {
  protected item(dict: PyDict, i: number, key: Value): Value {
    return new PyTuple([key, dict.valueAt(i)!]);
  }
}

function iteratorType(name: string, layout: abstract new (...args: never[]) => DictIterator): PyType {
  const type = builtinType(name, layout, { final: true });
  defineIterator(type);
  defineIteratorState<DictIterator>(type, {
    lengthHint: (self) => self.lengthHint(),
    reduce: (self) => [builtinFunction('iter'), [new PyList(self.rest())]],
  });
  return type;
}

export const dictKeyIteratorType = iteratorType('dict_keyiterator', DictKeyIterator);
export const dictValueIteratorType = iteratorType('dict_valueiterator', DictValueIterator);
export const dictItemIteratorType = iteratorType('dict_itemiterator', DictItemIterator);
export const dictReverseKeyIteratorType = iteratorType('dict_reversekeyiterator', DictReverseKeyIterator);
export const dictReverseValueIteratorType = iteratorType(
  'dict_reversevalueiterator',
  DictReverseValueIterator,
);
export const dictReverseItemIteratorType = iteratorType('dict_reverseitemiterator', DictReverseItemIterator);

// --- Views ---------------------------------------------------------------------------------------------------------

export abstract class PyDictView extends PyObject {
  readonly dict: PyDict;
  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }
  /** The items shown, in order. */
  abstract list(): Value[];
}

export class DictKeys extends PyDictView {
  list(): Value[] {
    return dictKeys(this.dict);
  }
}
export class DictValues extends PyDictView {
  list(): Value[] {
    return dictValues(this.dict);
  }
}
export class DictItems extends PyDictView {
  list(): Value[] {
    return dictPairs(this.dict);
  }
}

export const dictKeysType = builtinType('dict_keys', DictKeys, { final: true });
export const dictValuesType = builtinType('dict_values', DictValues, { final: true });
export const dictItemsType = builtinType('dict_items', DictItems, { final: true });

for (const type of [dictKeysType, dictValuesType, dictItemsType])
  type.allItems = (view: PyDictView) => view.list();

/** What wraps a dict for the attribute `mapping` of views; the module of mappingproxy sets it. */
export const viewHooks = {
  mapping: (dict: PyDict): Result => dict,
};

function isSetView(value: Value): value is DictKeys | DictItems {
  return value instanceof DictKeys || value instanceof DictItems;
}

function isSetLike(value: Value): boolean {
  return isSetView(value) || value instanceof AnySet;
}

function view_len(self: PyDictView): Result {
  return self.dict.size;
}

function view_repr(self: PyDictView): Result {
  return frozenFunction('dict', 'show_view').call3(self, self.cls.name, new PyList(self.list()));
}

function keys_contains(self: DictKeys, key: Value): Result {
  return dictContains(self.dict, key);
}

function items_contains(self: DictItems, pair: Value): Result {
  return frozenFunction('dict', 'items_contain').call2(self.dict, pair);
}

function compareView(op: RichOperator) {
  return (self: PyDictView, other: Value): Result =>
    isSetLike(other) ? frozenFunction('dict', 'view_compare').call3(self, other, op) : NotImplemented;
}

/** A set operator; the view may stand on either side. */
function viewOperator(name: string) {
  return (self: Value, other: Value): Result => frozenFunction('dict', name).call2(self, other);
}

function reflected(name: string) {
  return (self: Value, other: Value): Result => frozenFunction('dict', name).call2(other, self);
}

function view_isdisjoint(self: PyDictView, other: Value): Result {
  return frozenFunction('dict', 'view_isdisjoint').call2(self, other);
}

for (const type of [dictKeysType, dictItemsType]) {
  defineAttributes(type, { __hash__: None });
  defineMethods(type, {
    ...comparisonTable(compareView),
    __and__: ['($self, value, /)', viewOperator('view_and'), 'Return self&value.'],
    __rand__: ['($self, value, /)', viewOperator('view_and'), 'Return value&self.'],
    __or__: ['($self, value, /)', viewOperator('view_or'), 'Return self|value.'],
    __ror__: ['($self, value, /)', reflected('view_or'), 'Return value|self.'],
    __sub__: ['($self, value, /)', viewOperator('view_sub'), 'Return self-value.'],
    __rsub__: ['($self, value, /)', reflected('view_sub'), 'Return value-self.'],
    __xor__: ['($self, value, /)', viewOperator('view_xor'), 'Return self^value.'],
    __rxor__: ['($self, value, /)', reflected('view_xor'), 'Return value^self.'],
    isdisjoint: [
      '($self, other, /)',
      view_isdisjoint,
      'Return True if the view and the given iterable have a null intersection.',
    ],
  });
}

for (const type of [dictKeysType, dictValuesType, dictItemsType]) {
  defineMethods(type, {
    __len__: ['($self, /)', view_len, 'Return len(self).'],
    __repr__: ['($self, /)', view_repr, 'Return repr(self).'],
  });
  defineGetSets(type, {
    mapping: [
      (self: PyDictView) => viewHooks.mapping(self.dict),
      null,
      'dictionary that this view refers to',
    ],
  });
}

defineMethods(dictKeysType, {
  __contains__: ['($self, key, /)', keys_contains, 'Return bool(key in self).'],
  __iter__: ['($self, /)', (self: DictKeys) => new DictKeyIterator(self.dict), 'Implement iter(self).'],
  __reversed__: ['($self, /)', (self: DictKeys) => new DictReverseKeyIterator(self.dict)],
});
defineMethods(dictValuesType, {
  __iter__: ['($self, /)', (self: DictValues) => new DictValueIterator(self.dict), 'Implement iter(self).'],
  __reversed__: ['($self, /)', (self: DictValues) => new DictReverseValueIterator(self.dict)],
});
defineMethods(dictItemsType, {
  __contains__: ['($self, key, /)', items_contains, 'Return bool(key in self).'],
  __iter__: ['($self, /)', (self: DictItems) => new DictItemIterator(self.dict), 'Implement iter(self).'],
  __reversed__: ['($self, /)', (self: DictItems) => new DictReverseItemIterator(self.dict)],
});

/** What marks a missing value in src/python. */
const MISSING = new PyObject();

defineIntrinsics({
  missing_value: ['()', () => MISSING],
  is_set_view: ['(value, /)', isSetView],
  is_items_view: ['(value, /)', (value: Value) => value instanceof DictItems],
  view_dict: ['(view, /)', (view: PyDictView) => view.dict],
  /** What a set is made of that is to have the items of a value: for the keys of an exact dict that itself, whose hashes are known. */
  set_source: [
    '(value, /)',
    (value: Value) => (value instanceof DictKeys && value.dict.cls === dictType ? value.dict : value),
  ],
  dict_pairs: ['(dict, /)', (dict: PyDict) => new PyList(dictPairs(dict))],
});
