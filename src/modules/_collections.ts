// The module `_collections`: deque, defaultdict, and helpers of namedtuple and Counter; OrderedDict is in ordered-dict.ts.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { dictSetItem } from '../objects/dict-operations.ts';
import { dictType, PyDict, PyDictLayout } from '../objects/dict.ts';
import { indexErrorType, keyErrorType, raise, typeError } from '../objects/exception.ts';
import { defineMembers, defineMethods, defineStaticMethods, type MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType, shortName } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { call0, callMethodN } from '../operators/call.ts';
import { builtinTypes } from '../objects/type.ts';
import { collections_count_elements } from './count-elements.ts';
import { dequeType } from './deque.ts';
import type { NativeModule } from './native-module.ts';
import { orderedDictType } from './ordered-dict.ts';

// --- defaultdict ---------------------------------------------------------------------------------------------------

export class DefaultDict extends PyDictLayout {
  /** None: there is none. */
  factory: Value = None;
}

export const defaultdictType = builtinType('defaultdict', DefaultDict, {
  base: dictType,
  module: 'collections',
});

function defaultdict_init(self: DefaultDict, args: Value[], kwargs?: Map<string, Value>): Result {
  const factory = args[0] ?? None;
  if (factory !== None && typeOf(factory).lookup('__call__') === undefined) {
    return typeError('first argument must be callable or None');
  }
  self.factory = factory;
  const rest = [...args.slice(1), ...(kwargs?.values() ?? [])];
  return callMethodN(dictType.lookup('__init__')!, self, rest, [...(kwargs?.keys() ?? [])]);
}

function defaultdict_missing(self: DefaultDict, key: Value): Result {
  if (self.factory === None) return raise(keyErrorType, key);
  const value = call0(self.factory);
  return value === ABRUPT ? (suspend(new MissingFrame(self, key)) as Result) : keep(self, key, value);
}

/** Sets the new value and gives it. */
function keep(self: DefaultDict, key: Value, value: Value): Result {
  return dictSetItem(self, key, value) === ABRUPT ? (suspend(new KeptFrame(value)) as Result) : value;
}

class MissingFrame extends NativeFrame {
  private readonly dict: DefaultDict;
  private readonly key: Value;
  constructor(dict: DefaultDict, key: Value) {
    super();
    this.dict = dict;
    this.key = key;
  }
  returned(value: Value): IterResult {
    return keep(this.dict, this.key, value);
  }
}

class KeptFrame extends NativeFrame {
  private readonly value: Value;
  constructor(value: Value) {
    super();
    this.value = value;
  }
  returned(_value: Value): IterResult {
    return this.value;
  }
}

function defaultdict_copy(self: DefaultDict): Result {
  return self.cls.call2(self.factory, self);
}

/** A defaultdict with the factory of `self`. */
function defaultdict_or(self: Value, other: Value): Result {
  return frozenFunction('defaultdict', 'merge').call2(self, other);
}

function defaultdict_ror(self: Value, other: Value): Result {
  return frozenFunction('defaultdict', 'merge').call2(other, self);
}

defineMembers(defaultdictType, {
  default_factory: [
    (self: DefaultDict) => self.factory,
    (self: DefaultDict, value) => {
      self.factory = value ?? None;
    },
    'Factory for default value called by __missing__().',
  ],
});
defineMethods(defaultdictType, {
  __init__: [
    '($self, *args, **kwargs)',
    defaultdict_init,
    'Initialize self.  See help(type(self)) for accurate signature.',
  ],
  __missing__: ['($self, key, /)', defaultdict_missing],
  __repr__: [
    '($self, /)',
    (self: DefaultDict) => frozenFunction('defaultdict', 'show').call2(self, shortName(self.cls)),
    'Return repr(self).',
  ],
  __or__: ['($self, value, /)', defaultdict_or, 'Return self|value.'],
  __ror__: ['($self, value, /)', defaultdict_ror, 'Return value|self.'],
  __copy__: ['($self, /)', defaultdict_copy, 'D.copy() -> a shallow copy of D.'],
  __reduce__: [
    '($self, /)',
    (self: DefaultDict) => frozenFunction('defaultdict', 'reduce').call1(self),
    'Return state information for pickling.',
  ],
  copy: ['($self, /)', defaultdict_copy, 'D.copy() -> a shallow copy of D.'],
});

// --- Fields of named tuples ----------------------------------------------------------------------------------------

/** The descriptor of a field: item `index` of the tuple. */
export class TupleGetter extends PyObject {
  readonly index: number;
  doc: Value;
  declare readonly binds: boolean;
  declare readFrom: (obj: Value) => Result;
  constructor(index: number, doc: Value) {
    super();
    this.index = index;
    this.doc = doc;
  }
}
TupleGetter.prototype.readFrom = function (obj) {
  return tuplegetter_get(this, obj);
};
(TupleGetter.prototype as { binds: boolean }).binds = true;

export const tupleGetterType = builtinType('_tuplegetter', TupleGetter, { module: '_collections' });

function tuplegetter_new(_cls: PyType, index: Value, doc: Value): Result {
  return typeof index === 'number' ? new TupleGetter(index, doc) : typeError('an integer is required');
}

function tuplegetter_get(self: TupleGetter, obj: Value): Result {
  if (obj === None) return self;
  if (!(obj instanceof PyTuple)) {
    return typeError(
      `descriptor for index '${self.index}' for tuple subclasses doesn't apply to '${typeOf(obj).name}' object`,
    );
  }
  return obj.items[self.index] ?? raise(indexErrorType, 'tuple index out of range');
}

function tuplegetter_set(_self: TupleGetter, _obj: Value, _value: Value): Result {
  return frozenFunction('defaultdict', 'cannot_set').call0();
}

function tuplegetter_delete(_self: TupleGetter, _obj: Value): Result {
  return frozenFunction('defaultdict', 'cannot_delete').call0();
}

defineStaticMethods(tupleGetterType, { __new__: ['(cls, index, doc, /)', tuplegetter_new] });
defineMembers(tupleGetterType, {
  __doc__: [
    (self: TupleGetter) => self.doc,
    (self: TupleGetter, value) => {
      self.doc = value ?? None;
    },
  ],
});
defineMethods(tupleGetterType, {
  __get__: [
    '($self, instance, owner=None, /)',
    tuplegetter_get,
    'Return an attribute of instance, which is of type owner.',
  ],
  __set__: ['($self, instance, value, /)', tuplegetter_set, 'Set an attribute of instance to value.'],
  __delete__: ['($self, instance, /)', tuplegetter_delete, 'Delete an attribute of instance.'],
  __reduce__: [
    '($self, /)',
    (self: TupleGetter) => new PyTuple([self.cls, new PyTuple([self.index, self.doc])]),
  ],
  __repr__: [
    '($self, /)',
    (self: TupleGetter) => frozenFunction('defaultdict', 'show_getter').call2(self.index, self.doc),
  ],
});

// --- The module ----------------------------------------------------------------------------------------------------

defineIntrinsics({
  factory_of: ['(dict, /)', (dict: DefaultDict) => dict.factory],
  is_dict: ['(value, /)', (value: Value) => value instanceof PyDict],
});

const functions: MethodTable = {
  _count_elements: [
    '(mapping, iterable, /)',
    collections_count_elements,
    'Count elements in the iterable, updating the mapping.',
  ],
};

export const _collectionsModule: NativeModule = {
  name: '_collections',
  doc: 'High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n',
  functions,
  attributes: () => ({
    deque: dequeType,
    defaultdict: defaultdictType,
    OrderedDict: orderedDictType,
    _tuplegetter: tupleGetterType,
    _deque_iterator: builtinTypes.find((t) => t.name === 'collections._deque_iterator')!,
    _deque_reverse_iterator: builtinTypes.find((t) => t.name === 'collections._deque_reverse_iterator')!,
  }),
};
