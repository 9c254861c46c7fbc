// _functools: partial, reduce, cmp_to_key. The cache behind lru_cache is lru-cache.ts.
import { ABRUPT, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction, inPython } from '../machine/frozen.ts';
import { callNested } from '../machine/nesting.ts';
import { dictType, PyDict } from '../objects/dict.ts';
import { newException, typeError, typeErrorType } from '../objects/exception.ts';
import { BoundMethod } from '../objects/function.ts';
import { genericAlias } from '../objects/generic-alias.ts';
import { instanceDict, setInstanceDict } from '../objects/instance-dict.ts';
import {
  comparisonTable,
  defineAttributes,
  defineClassMethods,
  defineGetSets,
  defineMembers,
  defineMethods,
  defineStaticMethods,
  type Implementation,
} from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { PyTuple, tupleType } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { call2 } from '../operators/call.ts';
import { RICH, rich, type RichOperator } from '../operators/compare.ts';
import { pickleByFields } from '../stackless/pickling/tables.ts';
import { lruCacheType } from './lru-cache.ts';
import type { NativeModule } from './native-module.ts';

// --- partial -------------------------------------------------------------------------------------------------------

class PlaceholderType extends PyObject {}
const placeholderType = builtinType('_PlaceholderType', PlaceholderType, {
  module: 'functools',
  final: true,
  doc: 'The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.',
});
const Placeholder = new PlaceholderType();

defineStaticMethods(placeholderType, {
  __new__: [
    '(cls, /, *args, **kwargs)',
    (_cls: PyType, args: Value[], kwargs: Map<string, Value>): Result =>
      args.length + kwargs.size > 0 ? typeError('_PlaceholderType takes no arguments') : Placeholder,
  ],
});
defineMethods(placeholderType, {
  __repr__: ['($self, /)', (): Result => 'Placeholder'],
  __reduce__: ['($self, /)', (): Result => 'Placeholder'],
});

class Partial extends PyObject {
  func: Value = None;
  args = new PyTuple([]);
  keywords = new PyDict();
  /** How many of `args` are Placeholder. */
  placeholders = 0;

  override call0(): Result {
    return this.callN([]);
  }
  override call1(a: Value): Result {
    return this.callN([a]);
  }
  override call2(a: Value, b: Value): Result {
    return this.callN([a, b]);
  }
  override call3(a: Value, b: Value, c: Value): Result {
    return this.callN([a, b, c]);
  }
  override callN(args: Value[]): Result {
    const all = this.merged(args);
    return this.keywords.size === 0
      ? callNested(this.func as PyObject, all, null)
      : this.withOwnKeywords(all);
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    const count = args.length - names.length;
    const all = this.merged(args.slice(0, count));
    return this.withKeywords(
      all,
      names.map((name, i) => [name, args[count + i]!]),
    );
  }

  /** The positional arguments of a call: placeholders filled, the rest behind. */
  private merged(args: Value[]): Value[] {
    const { items } = this.args;
    if (this.placeholders === 0) return [...items, ...args];
    if (args.length < this.placeholders) {
      throw newException(
        typeErrorType,
        `missing positional arguments in 'partial' call; expected at least ${this.placeholders}, got ${args.length}`,
      );
    }
    let used = 0;
    const filled = items.map((item) => (item === Placeholder ? args[used++]! : item));
    return [...filled, ...args.slice(used)];
  }

  private withOwnKeywords(all: Value[]): Result {
    const { keywords } = this;
    const names: string[] = [];
    for (let i = keywords.begin(), end = keywords.end(); i < end; i++) {
      const key = keywords.keyAt(i);
      if (key === undefined) continue;
      names.push(keywordName(key));
      all.push(keywords.valueAt(i)!);
    }
    return callNested(this.func as PyObject, all, names);
  }

  private withKeywords(all: Value[], given: [string, Value][]): Result {
    const keywords = keywordMap(this.keywords);
    for (const [name, value] of given) keywords.set(name, value);
    return callNested(this.func as PyObject, [...all, ...keywords.values()], [...keywords.keys()]);
  }
}

function keywordMap(dict: PyDict): Map<string, Value> {
  const map = new Map<string, Value>();
  for (let i = dict.begin(), end = dict.end(); i < end; i++) {
    const key = dict.keyAt(i);
    if (key === undefined) continue;
    map.set(keywordName(key), dict.valueAt(i)!);
  }
  return map;
}

function keywordName(key: Value): string {
  const name = textOf(key);
  if (name === undefined) throw newException(typeErrorType, 'keywords must be strings');
  return hostString(name);
}

const partialType = builtinType('partial', Partial, {
  module: 'functools',
  hasDict: true,
  hasWeakrefs: true,
});

function partial_new(cls: PyType, args: Value[], kwargs: Map<string, Value>): Result {
  if (args.length === 0) return typeError("type 'partial' takes at least one argument");
  const func = args[0]!;
  if (typeOf(func).lookup('__call__') === undefined) return typeError('the first argument must be callable');
  const rest = args.slice(1);
  if (rest[rest.length - 1] === Placeholder) return typeError('trailing Placeholders are not allowed');
  for (const value of kwargs.values()) {
    if (value === Placeholder) return typeError('Placeholder cannot be passed as a keyword argument');
  }
  const self = new cls.Ctor() as Partial;
  const inner = func instanceof Partial && instanceDict(func).size === 0 ? func : null;
  self.func = inner === null ? func : inner.func;
  self.args = new PyTuple(inner === null ? rest : flattened(inner, rest));
  self.keywords = inner === null ? new PyDict() : inner.keywords.copy();
  for (const [name, value] of kwargs) self.keywords.setStr(name, value);
  self.placeholders = countPlaceholders(self.args.items);
  return self;
}

/** The arguments of a partial of a partial: the outer ones fill the inner placeholders. */
function flattened(inner: Partial, rest: Value[]): Value[] {
  let used = 0;
  const filled = inner.args.items.map((item) =>
    item === Placeholder && used < rest.length ? rest[used++]! : item,
  );
  return [...filled, ...rest.slice(used)];
}

function countPlaceholders(items: Value[]): number {
  return items.filter((item) => item === Placeholder).length;
}

function partial_get(self: Partial, instance: Value): Result {
  return instance === None ? self : new BoundMethod(self, instance);
}

function partial_reduce(self: Partial): Result {
  const dict = instanceDict(self);
  const state = new PyTuple([self.func, self.args, self.keywords, dict.size === 0 ? None : dict]);
  return new PyTuple([self.cls, new PyTuple([self.func]), state]);
}

function partial_setstate(self: Partial, state: Value): Result {
  const [func, args, keywords, dict] = state instanceof PyTuple ? state.items : [];
  const valid =
    state instanceof PyTuple &&
    state.items.length === 4 &&
    typeOf(func!).lookup('__call__') !== undefined &&
    args instanceof PyTuple &&
    (keywords === None || keywords instanceof PyDict);
  if (!valid) return typeError('invalid partial state');
  if (args.items[args.items.length - 1] === Placeholder)
    return typeError('trailing Placeholders are not allowed');
  self.func = func!;
  self.args = args.cls === tupleType ? args : new PyTuple(args.items);
  if (keywords instanceof PyDict) self.keywords = keywords.cls === dictType ? keywords : keywords.copy();
  else self.keywords = new PyDict();
  self.placeholders = countPlaceholders(args.items);
  return setInstanceDict(self, dict === None ? new PyDict() : dict!);
}

function partial_call(self: Partial, args: Value[], kwargs: Map<string, Value>): Result {
  return Partial.prototype.callKw.call(self, [...args, ...kwargs.values()], [...kwargs.keys()]);
}

function setDict(self: PyObject, value: Value | undefined): Result {
  return value === undefined ? typeError('cannot delete __dict__') : setInstanceDict(self, value);
}

defineStaticMethods(partialType, { __new__: ['(cls, /, *args, **kwargs)', partial_new] });
defineMethods(partialType, {
  __call__: ['($self, /, *args, **kwargs)', partial_call, 'Call self as a function.'],
  __get__: [
    '($self, instance, owner=None, /)',
    partial_get,
    'Return an attribute of instance, which is of type owner.',
  ],
  __repr__: [
    '($self, /)',
    (self: Partial) =>
      frozenFunction('functools', 'partial_repr').callN([self, self.func, self.args, self.keywords]),
  ],
  __reduce__: ['($self, /)', partial_reduce],
  __setstate__: ['($self, state, /)', partial_setstate],
});
defineClassMethods(partialType, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
defineMembers(partialType, {
  func: [(self: Partial) => self.func, null, 'function object to use in future partial calls'],
  args: [(self: Partial) => self.args, null, 'tuple of arguments to future partial calls'],
  keywords: [
    (self: Partial) => self.keywords,
    null,
    'dictionary of keyword arguments to future partial calls',
  ],
});
defineGetSets(partialType, { __dict__: [(self: Partial) => instanceDict(self), setDict] });

// --- cmp_to_key ----------------------------------------------------------------------------------------------------

class KeyWrapper extends PyObject {
  cmp: Value = None;
  /** Null in the key function itself. */
  object: Value | null = null;
}

const keyWrapperType = builtinType('KeyWrapper', KeyWrapper, { module: 'functools', final: true });

pickleByFields(keyWrapperType);

function wrap(cmp: Value, object: Value | null): KeyWrapper {
  const key = new KeyWrapper();
  key.cmp = cmp;
  key.object = object;
  return key;
}

class OrderFrame extends NativeFrame {
  private readonly op: RichOperator;
  constructor(op: RichOperator) {
    super();
    this.op = op;
  }
  returned(value: Value | Stop): IterResult {
    return rich(value as Value, 0, this.op);
  }
}

function comparison(op: RichOperator): Implementation {
  const { test } = RICH[op];
  return (self: KeyWrapper, other: Value): Result => {
    if (!(other instanceof KeyWrapper)) return typeError('other argument must be K instance');
    if (self.object === null || other.object === null) return typeError('object');
    const order = call2(self.cmp, self.object, other.object);
    if (typeof order === 'number') return test(order);
    return order === ABRUPT ? (suspend(new OrderFrame(op)) as Result) : rich(order, 0, op);
  };
}

defineMethods(keyWrapperType, {
  __call__: ['($self, /, obj)', (self: KeyWrapper, obj: Value): Result => wrap(self.cmp, obj)],
  ...comparisonTable(comparison),
});
defineAttributes(keyWrapperType, { __hash__: None });
defineMembers(keyWrapperType, {
  obj: [
    (self: KeyWrapper) => self.object ?? None,
    (self: KeyWrapper, value: Value | undefined) => {
      self.object = value ?? null;
    },
    'Value wrapped by a key function.',
  ],
});
defineGetSets(keyWrapperType, { __text_signature__: [(): Result => '(obj)'] });

export const _functoolsModule: NativeModule = {
  name: '_functools',
  doc: 'Tools that operate on functions.',
  functions: {
    reduce: ['(function, iterable, /, initial=<unrepresentable>)', inPython('functools', 'reduce')],
    cmp_to_key: [
      '(mycmp)',
      (mycmp: Value): Result => wrap(mycmp, null),
      'Convert a cmp= function into a key= function.',
    ],
  },
  attributes: () => ({
    partial: partialType,
    Placeholder,
    _PlaceholderType: placeholderType,
    _lru_cache_wrapper: lruCacheType,
  }),
};
