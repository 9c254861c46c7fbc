// collections.OrderedDict, which the module `_collections` has.
//
// A dict is in order of insertion anyway; what OrderedDict adds is moving keys to either end, an equality and iterators that mind
// the order, and methods that go through `__setitem__` and `__getitem__` of subclasses. The latter, and what may
// call Python code elsewhere, is in src/python/ordered_dict.py.
import { ABRUPT, STOP } from '../machine/abrupt.ts';
import { suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import type { Place, Size } from '../machine/numbers.ts';
import { COMPARE_CALLS, equalKeys } from '../operators/hash.ts';
import { isTrue } from '../operators/truth.ts';
import { ReplaceFrame } from '../operators/calling.ts';
import { defineIterator, defineIteratorState } from '../operators/iterator-methods.ts';
import { dictType, PyDict, PyDictLayout, SLOW } from '../objects/dict.ts';
import { KeyOperation } from '../objects/key-operation.ts';
import { plainEquality } from '../objects/dict-methods.ts';
import {
  dictDeleteItem,
  dictKeys,
  dictPop,
  dictSetDefault,
  dictSetItem,
  entryTypes,
  iteratesAsDict,
  mergeDict,
  setKeywords,
} from '../objects/dict-operations.ts';
import {
  DictItems,
  dictItemsType,
  DictKeys,
  dictKeysType,
  DictValues,
  dictValuesType,
  type PyDictView,
} from '../objects/dict-views.ts';
import { keyError, keyErrorType, raise, runtimeErrorType, typeError } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { instanceDict } from '../objects/instance-dict.ts';
import { defineAttributes, defineClassMethods, defineGetSets, defineMethods } from '../objects/native.ts';
import { None, NotImplemented } from '../objects/none.ts';
import { arityOf, type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { entryAt, placeOf, withFields } from '../objects/places.ts';
import { builtinFunction } from '../objects/sequence-iterators.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, shortName } from '../objects/type.ts';
import { Watch } from '../objects/watch.ts';
import { goAlong, pickleByFields } from '../stackless/pickling/tables.ts';

export class OrderedDict extends PyDictLayout {}

export const orderedDictType = builtinType('OrderedDict', OrderedDict, {
  base: dictType,
  module: 'collections',
  hasDict: true,
  hasWeakrefs: true,
});

// --- Iterators and views -------------------------------------------------------------------------------------------------

/** Versions of an iterator that is pickled, whose dict has not been changed, or has. */
const UNSEEN = -1;
const CHANGED = -2;

type Shown = 'keys' | 'values' | 'items';

export class OrderedDictIterator extends PyObject {
  /** Null once exhausted. */
  private dict: PyDict | null;
  private readonly shown: Shown;
  private readonly backwards: boolean;
  /** `dict.version` at the beginning; UNSEEN: it is that of the next step. */
  private version: number;
  /** The next entry to look at, and how many are still to come. */
  private entry: Place;
  private left: Size;

  constructor(dict: PyDict, shown: Shown, backwards = false) {
    super();
    this.dict = dict;
    this.shown = shown;
    this.backwards = backwards;
    this.version = dict.version;
    this.entry = backwards ? dict.end() - 1 : dict.begin();
    this.left = dict.size;
  }

  override next(): IterResult {
    const { dict } = this;
    if (dict === null) return STOP;
    if (this.left === 0) return this.stop();
    if (this.version === UNSEEN) this.version = dict.version;
    if (dict.version !== this.version) {
      this.dict = null;
      return raise(runtimeErrorType, 'OrderedDict mutated during iteration');
    }
    this.left--;
    let i = this.backwards ? this.entry-- : this.entry++;
    while (dict.keyAt(i) === undefined) {
      if (i < 0 || i >= dict.end()) return this.stop();
      i = this.backwards ? this.entry-- : this.entry++;
    }
    return this.item(dict, i);
  }

  private stop(): IterResult {
    this.dict = null;
    return STOP;
  }

  private item(dict: PyDict, i: number): Value {
    const key = dict.keyAt(i)!;
    if (this.shown === 'keys') return key;
    const value = dict.valueAt(i)!;
    return this.shown === 'values' ? value : new PyTuple([key, value]);
  }

  /** The items still to come, without advancing. */
  rest(): Value[] {
    const result: Value[] = [];
    const { dict } = this;
    if (dict === null) return result;
    const step = this.backwards ? -1 : 1;
    for (let i = this.entry; result.length < this.left && i >= 0 && i < dict.end(); i += step)
      if (dict.keyAt(i) !== undefined) result.push(this.item(dict, i));
    return result;
  }

  /** How it is pickled, as DictIterator. */
  settle(): object {
    const { dict, entry, version } = this;
    if (dict === null) return this;
    const place = this.backwards ? placeOf(dict, entry + 1) - 1 : placeOf(dict, entry);
    const isSame = version === UNSEEN || version === dict.version;
    return withFields(this, { entry: place, version: isSame ? UNSEEN : CHANGED });
  }

  /** After it has been loaded. In a dict that refers to it items may be missing yet. */
  relocate(): void {
    const { dict, entry } = this;
    if (dict === null) return;
    const isWhole = dict.size >= (this.backwards ? entry + 1 : entry + this.left);
    if (this.version === UNSEEN && isWhole) this.version = dict.version;
    this.entry = entryAt(dict, entry);
  }
}

export const orderedDictIteratorType = builtinType('odict_iterator', OrderedDictIterator, { final: true });
defineIterator(orderedDictIteratorType);
goAlong(orderedDictIteratorType);
defineIteratorState<OrderedDictIterator>(orderedDictIteratorType, {
  reduce: (self) => [builtinFunction('iter'), [new PyList(self.rest())]],
});

export class OrderedDictKeys extends DictKeys {}
export class OrderedDictValues extends DictValues {}
export class OrderedDictItems extends DictItems {}

const keysType = builtinType('odict_keys', OrderedDictKeys, { base: dictKeysType, final: true });
const valuesType = builtinType('odict_values', OrderedDictValues, { base: dictValuesType, final: true });
const itemsType = builtinType('odict_items', OrderedDictItems, { base: dictItemsType, final: true });
pickleByFields(keysType, valuesType, itemsType);

const views = [
  [keysType, 'keys'],
  [valuesType, 'values'],
  [itemsType, 'items'],
] as const;
for (const [type, shown] of views) {
  type.allItems = (view: PyDictView) => view.list();
  defineMethods(type, {
    __iter__: [
      '($self, /)',
      (self: PyDictView) => new OrderedDictIterator(self.dict, shown),
      'Implement iter(self).',
    ],
    __reversed__: ['($self, /)', (self: PyDictView) => new OrderedDictIterator(self.dict, shown, true)],
  });
}

// --- Filling it ----------------------------------------------------------------------------------------------------------

function isExact(value: Value): value is OrderedDict {
  return value instanceof OrderedDict && value.cls === orderedDictType;
}

/** Sets the items of a mapping or of an iterable of pairs through `__setitem__`; gives None. */
function updateWith(self: OrderedDict, other: Value): Result {
  if (isExact(self) && iteratesAsDict(other)) return mergeDict(self, other);
  return frozenFunction('ordered_dict', 'update_from').call2(self, other);
}

function ordereddict_init(self: OrderedDict, args: Value[], kwargs?: Map<string, Value>): Result {
  if (args.length > 1) return typeError(`expected at most 1 argument, got ${args.length}`);
  return ordereddict_update(self, args, kwargs);
}

function ordereddict_update(self: OrderedDict, args: Value[], kwargs?: Map<string, Value>): Result {
  if (args.length > 1)
    return typeError(`update() takes at most 1 positional argument (${args.length} given)`);
  if (kwargs === undefined || kwargs.size === 0) return args.length === 0 ? None : updateWith(self, args[0]!);
  const keywords = new PyDict();
  setKeywords(keywords, kwargs);
  return frozenFunction('ordered_dict', 'update').call3(self, new PyTuple(args), keywords);
}

/** `OrderedDict()` and `OrderedDict(items)`. */
function makeOrderedDict(items?: Value): Result {
  return items === undefined ? new OrderedDict() : filled(new OrderedDict(), items);
}

function filled(dict: OrderedDict, items: Value): Result {
  return updateWith(dict, items) === ABRUPT ? (suspend(new ReplaceFrame(dict)) as Result) : dict;
}
orderedDictType.js = makeOrderedDict;
orderedDictType.arity = arityOf(0, 1);
orderedDictType.allItems = dictKeys;
entryTypes.add(orderedDictType);

// --- The ends ------------------------------------------------------------------------------------------------------------

class MoveOperation extends KeyOperation {
  private readonly last: boolean;
  constructor(dict: PyDict, key: Value, last: boolean) {
    super(dict, key);
    this.last = last;
  }
  protected override keyRole(): null {
    return null;
  }
  found(entry: number): Result {
    return moved(this.dict, entry, this.key, this.last);
  }
}

function moved(dict: PyDict, entry: number, key: Value, last: boolean): Result {
  if (entry < 0) return keyError(key);
  dict.moveToEnd(entry, last);
  return None;
}

function ordereddict_move_to_end(self: OrderedDict, key: Value, last: Value = true): Result {
  if (typeof last !== 'boolean') return frozenFunction('ordered_dict', 'move_to_end').call3(self, key, last);
  const i = self.lookup(key);
  return i === SLOW ? new MoveOperation(self, key, last).run() : moved(self, i, key, last);
}

function ordereddict_popitem(self: OrderedDict, last: Value = true): Result {
  const truth = typeof last === 'boolean' ? last : isTrue(last);
  if (truth === ABRUPT) return frozenFunction('ordered_dict', 'popitem').call2(self, last);
  if (self.size === 0) return raise(keyErrorType, 'dictionary is empty');
  const i = truth ? self.lastEntry() : self.begin();
  const item = new PyTuple([self.keyAt(i)!, self.valueAt(i)!]);
  self.removeAt(i);
  return item;
}

// --- Other methods -------------------------------------------------------------------------------------------------------

/** Whether the keys of two dicts of one size are the same in the same order, if that needs no Python code. */
function sameOrder(a: PyDict, b: PyDict): boolean | undefined {
  const end = a.end();
  for (let i = a.begin(), j = b.begin(); i < end; i++) {
    const key = a.keyAt(i);
    if (key === undefined) continue;
    while (b.keyAt(j) === undefined) j++;
    const same = equalKeys(key, b.keyAt(j++)!);
    if (same === COMPARE_CALLS) return undefined;
    if (!same) return false;
  }
  return true;
}

function ordereddict_eq(self: OrderedDict, other: Value): Result {
  if (!(other instanceof PyDict)) return NotImplemented;
  const same = plainEquality(self, other);
  if (same === false) return false;
  const ordered = same === true && (!(other instanceof OrderedDict) || sameOrder(self, other));
  if (typeof ordered === 'boolean' && same === true) return ordered;
  return frozenFunction('ordered_dict', 'equal').call2(self, other);
}

function ordereddict_ne(self: OrderedDict, other: Value): Result {
  if (!(other instanceof PyDict)) return NotImplemented;
  return frozenFunction('ordered_dict', 'unequal').call2(self, other);
}

function ordereddict_setdefault(self: OrderedDict, key: Value, fallback: Value = None): Result {
  if (isExact(self)) return dictSetDefault(self, key, fallback);
  return frozenFunction('ordered_dict', 'setdefault').call3(self, key, fallback);
}

function ordereddict_copy(self: OrderedDict): Result {
  if (!isExact(self)) return frozenFunction('ordered_dict', 'copy').call1(self);
  return filled(new OrderedDict(), self);
}

function ordereddict_clear(self: OrderedDict): Result {
  self.clear();
  return None;
}

function ordereddict_or(left: Value, right: Value): Result {
  if (!(left instanceof PyDict) || !(right instanceof PyDict)) return NotImplemented;
  return frozenFunction('ordered_dict', 'merge').call3(
    (left instanceof OrderedDict ? left : right).cls,
    left,
    right,
  );
}

/** For Python code that compares keys. */
class OrderedDictWatch extends Watch {
  private readonly dict: PyDict;
  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }
  protected changes(): number {
    return this.dict.version;
  }
}
pickleByFields(builtinType('_ordered_dict_watch', OrderedDictWatch, { module: 'collections', final: true }));

defineIntrinsics({
  ordered_dict_watch: ['(dict, /)', (dict: PyDict) => new OrderedDictWatch(dict).begin()],
  ordered_dict_changed: ['(watch, /)', (watch: OrderedDictWatch) => watch.changed],
  dict_key_list: ['(dict, /)', (dict: PyDict) => new PyList(dictKeys(dict))],
  is_ordered_dict: ['(value, /)', (value: Value) => value instanceof OrderedDict],
});

defineGetSets(orderedDictType, { __dict__: [(self: OrderedDict): Result => instanceDict(self)] });
defineAttributes(orderedDictType, { __hash__: None });
defineClassMethods(orderedDictType, {
  fromkeys: [
    '($cls, iterable, value=None)',
    (cls: Value, iterable: Value, value: Value = None): Result =>
      frozenFunction('dict', 'fromkeys').call3(cls, iterable, value),
    'Create a new ordered dictionary with keys from iterable and values set to value.',
  ],
});
defineMethods(orderedDictType, {
  __init__: [
    '($self, *args, **kwargs)',
    ordereddict_init,
    'Initialize self.  See help(type(self)) for accurate signature.',
  ],
  __setitem__: ['($self, key, value, /)', dictSetItem, 'Set self[key] to value.'],
  __delitem__: ['($self, key, /)', dictDeleteItem, 'Delete self[key].'],
  __iter__: [
    '($self, /)',
    (self: OrderedDict) => new OrderedDictIterator(self, 'keys'),
    'Implement iter(self).',
  ],
  __reversed__: [
    '($self, /)',
    (self: OrderedDict) => new OrderedDictIterator(self, 'keys', true),
    'od.__reversed__() <==> reversed(od)',
  ],
  __eq__: ['($self, value, /)', ordereddict_eq, 'Return self==value.'],
  __ne__: ['($self, value, /)', ordereddict_ne, 'Return self!=value.'],
  __repr__: [
    '($self, /)',
    (self: OrderedDict) => frozenFunction('ordered_dict', 'show').call2(self, shortName(self.cls)),
    'Return repr(self).',
  ],
  __or__: ['($self, value, /)', ordereddict_or, 'Return self|value.'],
  __ror__: [
    '($self, value, /)',
    (self: Value, other: Value) => ordereddict_or(other, self),
    'Return value|self.',
  ],
  __ior__: ['($self, value, /)', inPython('ordered_dict', 'merge_into'), 'Return self|=value.'],
  __reduce__: ['($self, /)', inPython('ordered_dict', 'reduce'), 'Return state information for pickling'],
  __sizeof__: ['($self, /)', (self: OrderedDict) => 72 + 56 * self.size],
  clear: ['($self, /)', ordereddict_clear, 'Remove all items from ordered dict.'],
  copy: ['($self, /)', ordereddict_copy, 'A shallow copy of ordered dict.'],
  items: ['($self, /)', (self: OrderedDict) => new OrderedDictItems(self)],
  keys: ['($self, /)', (self: OrderedDict) => new OrderedDictKeys(self)],
  move_to_end: [
    '($self, key, last=True)',
    ordereddict_move_to_end,
    'Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.',
  ],
  pop: ['($self, key, default=<unrepresentable>)', dictPop],
  popitem: [
    '($self, last=True)',
    ordereddict_popitem,
    'Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false.',
  ],
  setdefault: [
    '($self, key, default=None)',
    ordereddict_setdefault,
    'Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.',
  ],
  update: ['($self, *args, **kwargs)', ordereddict_update],
  values: ['($self, /)', (self: OrderedDict) => new OrderedDictValues(self)],
});
