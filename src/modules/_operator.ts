// _operator: Python's operators as functions, and the callables itemgetter, attrgetter and methodcaller.
import { ABRUPT, type Stop } from '../machine/abrupt.ts';
import { countCall } from '../machine/deep.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction, inPython } from '../machine/frozen.ts';
import { callNested } from '../machine/nesting.ts';
import type { Size } from '../machine/numbers.ts';
import { newException, typeError, typeErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { PyDict } from '../objects/dict.ts';
import {
  defineGetSets,
  defineMethods,
  defineStaticMethods,
  type Implementation,
  type MethodTable,
} from '../objects/native.ts';
import { lending } from '../objects/lending.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { converted } from '../objects/conversion.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType, shortName } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { add, BINARY, inPlace, invert, negative, positive } from '../operators/arithmetic.ts';
import { callSpecial, getAttribute } from '../operators/attribute.ts';
import { callKw, callN } from '../operators/call.ts';
import { rich } from '../operators/compare.ts';
import { contains, deleteItem, getItem, setItem } from '../operators/item.ts';
import { isTrue } from '../operators/truth.ts';
import type { BinaryOperator } from '../syntax/ast.ts';
import { compare_digest } from './compare-digest.ts';
import type { NativeModule } from './native-module.ts';

/** Left while an operation without a result of its own is off the stack. */
class NoneFrame extends NativeFrame {
  returned(): IterResult {
    return None;
  }
}

function none(result: Result | undefined): Result {
  return result === ABRUPT ? (suspend(new NoneFrame()) as Result) : None;
}

class NotFrame extends NativeFrame {
  returned(value: Value | Stop): IterResult {
    return value !== true;
  }
}

function operator_not(a: Value): Result {
  const truth = isTrue(a);
  return truth === ABRUPT ? (suspend(new NotFrame()) as Result) : !truth;
}

function operator_abs(a: Value): Result {
  if (typeof a === 'number') return Math.abs(a);
  const result = callSpecial(a, '__abs__');
  return result === undefined ? typeError(`bad operand type for abs(): '${typeOf(a).name}'`) : result;
}

function operator_index(a: Value): Result {
  return intOf(a) ?? converted(itself, [a], ['index']);
}

function itself(n: Value): Result {
  return n;
}

function operator_concat(a: Value, b: Value): Result {
  if (isSequence(a)) return add(a, b);
  return typeError(`'${typeOf(a).name}' object can't be concatenated`);
}

function operator_iconcat(a: Value, b: Value): Result {
  if (isSequence(a)) return inPlace(a, b, 'Add');
  return typeError(`'${typeOf(a).name}' object can't be concatenated`);
}

function isSequence(value: Value): boolean {
  return typeOf(value).lookup('__getitem__') !== undefined && !(value instanceof PyDict);
}

// --- itemgetter ----------------------------------------------------------------------------------------------------

/** Gets a row of things from an object one after the other, as a tuple. */
abstract class RowFrame extends NativeFrame {
  protected readonly row: Value[] = [];
  protected abstract readonly count: number;
  protected abstract get(i: number): Result;
  run(): Result {
    while (this.row.length < this.count) {
      const value = this.get(this.row.length);
      if (value === ABRUPT) return suspend(this) as Result;
      this.row.push(value);
    }
    return new PyTuple(this.row);
  }
  returned(value: Value | Stop): IterResult {
    this.row.push(value as Value);
    return this.run();
  }
}

class ItemsFrame extends RowFrame {
  private readonly obj: Value;
  private readonly keys: Value[];
  protected readonly count: Size;
  constructor(obj: Value, keys: Value[]) {
    super();
    this.obj = obj;
    this.keys = keys;
    this.count = keys.length;
  }
  protected get(i: number): Result {
    return getItem(this.obj, this.keys[i]!);
  }
}

/** A callable of one positional argument. */
abstract class Getter extends PyObject {
  abstract override call1(obj: Value): Result;
  override call0(): Result {
    return this.callN([]);
  }
  override call2(a: Value, b: Value): Result {
    return this.callN([a, b]);
  }
  override call3(a: Value, b: Value, c: Value): Result {
    return this.callN([a, b, c]);
  }
  override callN(args: Value[]): Result {
    if (args.length === 1) return this.call1(args[0]!);
    return typeError(`${shortName(this.cls)} expected 1 argument, got ${args.length}`);
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    if (names.length > 0) return typeError(`${this.cls.name}() takes no keyword arguments`);
    return this.callN(args);
  }
}

class ItemGetter extends Getter {
  items: Value[] = [];
  override call1(obj: Value): Result {
    if (this.items.length === 1) return getItem(obj, this.items[0]!);
    return new ItemsFrame(obj, this.items).run();
  }
}

const itemgetterType = builtinType('itemgetter', ItemGetter, { module: 'operator' });

function itemgetter_new(cls: PyType, items: Value[]): Result {
  if (items.length === 0) return typeError('itemgetter expected 1 argument, got 0');
  const self = new cls.Ctor() as ItemGetter;
  self.items = items;
  return self;
}

// --- attrgetter ----------------------------------------------------------------------------------------------------

/** Follows a dotted name. */
class PathFrame extends NativeFrame {
  private readonly path: string[];
  private at: Size = 0;
  constructor(path: string[]) {
    super();
    this.path = path;
  }
  run(obj: Value): Result {
    let value = obj;
    while (this.at < this.path.length) {
      const next = getAttribute(value, this.path[this.at++]!);
      if (next === ABRUPT) return suspend(this) as Result;
      value = next;
    }
    return value;
  }
  returned(value: Value | Stop): IterResult {
    return this.run(value as Value);
  }
}

function follow(obj: Value, path: string[]): Result {
  countCall();
  return path.length === 1 ? getAttribute(obj, path[0]!) : new PathFrame(path).run(obj);
}

class PathsFrame extends RowFrame {
  private readonly obj: Value;
  private readonly paths: string[][];
  protected readonly count: Size;
  constructor(obj: Value, paths: string[][]) {
    super();
    this.obj = obj;
    this.paths = paths;
    this.count = paths.length;
  }
  protected get(i: number): Result {
    return follow(this.obj, this.paths[i]!);
  }
}

class AttrGetter extends Getter {
  names: Value[] = [];
  paths: string[][] = [];
  override call1(obj: Value): Result {
    if (this.paths.length === 1) return follow(obj, this.paths[0]!);
    return new PathsFrame(obj, this.paths).run();
  }
}

const attrgetterType = builtinType('attrgetter', AttrGetter, { module: 'operator' });

function attrgetter_new(cls: PyType, names: Value[]): Result {
  if (names.length === 0) return typeError('attrgetter expected at least 1 argument, got 0');
  const self = new cls.Ctor() as AttrGetter;
  self.names = names;
  self.paths = names.map((name) => {
    const text = textOf(name);
    if (text === undefined) throw newException(typeErrorType, 'attribute name must be a string');
    return hostString(text).split('.');
  });
  return self;
}

// --- methodcaller --------------------------------------------------------------------------------------------------

class MethodCaller extends Getter {
  name = '';
  args: Value[] = [];
  /** Names of the keyword arguments, whose values are the last ones of `args`. */
  names: string[] = [];
  override call1(obj: Value): Result {
    const method = getAttribute(obj, this.name);
    return method === ABRUPT ? (suspend(new MethodFrame(this)) as Result) : this.apply(method);
  }
  apply(method: Value): Result {
    const args = this.args.slice();
    return this.names.length === 0 ? callN(method, args) : callKw(method, args, this.names);
  }
}

class MethodFrame extends NativeFrame {
  private readonly caller: MethodCaller;
  constructor(caller: MethodCaller) {
    super();
    this.caller = caller;
  }
  returned(value: Value | Stop): IterResult {
    return this.caller.apply(value as Value);
  }
}

const methodcallerType = builtinType('methodcaller', MethodCaller, { module: 'operator' });

function methodcaller_new(cls: PyType, args: Value[], kwargs: Map<string, Value>): Result {
  if (args.length === 0) return typeError('methodcaller needs at least one argument, the method name');
  const name = textOf(args[0]!);
  if (name === undefined) return typeError('method name must be a string');
  const self = new cls.Ctor() as MethodCaller;
  self.name = hostString(name);
  self.args = [...args.slice(1), ...kwargs.values()];
  self.names = [...kwargs.keys()];
  return self;
}

/** The arguments it was made with: positional ones, and keyword arguments as a dict. */
function callerArguments(self: MethodCaller): [Value[], PyDict] {
  const positional = self.args.length - self.names.length;
  const keywords = new PyDict();
  self.names.forEach((name, i) => void keywords.set(fromHost(name), self.args[positional + i]!));
  return [[fromHost(self.name), ...self.args.slice(0, positional)], keywords];
}

function showCall(self: PyObject, args: Value[], keywords: Value): Result {
  return frozenFunction('operator', 'show_call').call3(self, new PyTuple(args), keywords);
}

function reduceTo(type: PyType, args: Value[]): Result {
  return new PyTuple([type, new PyTuple(args)]);
}

function methodcaller_reduce(self: MethodCaller): Result {
  const [args, keywords] = callerArguments(self);
  if (keywords.size === 0) return reduceTo(self.cls, args);
  return frozenFunction('operator', 'reduce_with_keywords').call3(self.cls, new PyTuple(args), keywords);
}

defineStaticMethods(itemgetterType, { __new__: ['(cls, /, *items)', itemgetter_new] });
defineMethods(itemgetterType, {
  __repr__: ['($self, /)', (self: ItemGetter) => showCall(self, self.items, None)],
  __reduce__: ['($self, /)', (self: ItemGetter) => reduceTo(self.cls, self.items)],
});
defineStaticMethods(attrgetterType, { __new__: ['(cls, /, *attrs)', attrgetter_new] });
defineMethods(attrgetterType, {
  __repr__: ['($self, /)', (self: AttrGetter) => showCall(self, self.names, None)],
  __reduce__: ['($self, /)', (self: AttrGetter) => reduceTo(self.cls, self.names)],
});
defineStaticMethods(methodcallerType, { __new__: ['(cls, /, *args, **kwargs)', methodcaller_new] });
defineMethods(methodcallerType, {
  __repr__: ['($self, /)', (self: MethodCaller) => showCall(self, ...callerArguments(self))],
  __reduce__: ['($self, /)', methodcaller_reduce],
});
for (const type of [itemgetterType, attrgetterType, methodcallerType]) {
  defineMethods(type, {
    __call__: [
      '($self, /, *args, **kwargs)',
      (self: Getter, args: Value[], kwargs: Map<string, Value>) =>
        self.callKw([...args, ...kwargs.values()], [...kwargs.keys()]),
      'Call self as a function.',
    ],
  });
  // What `inspect` takes for the signature of an instance.
  defineGetSets(type, { __text_signature__: [() => '(obj, /)', null] });
}

// --- The functions -------------------------------------------------------------------------------------------------

/** Function name -> the operator it is, for those of two operands with an in-place form. */
const BINARY_NAMES: Record<string, BinaryOperator> = {
  add: 'Add',
  and_: 'BitAnd',
  floordiv: 'FloorDiv',
  lshift: 'LShift',
  matmul: 'MatMult',
  mod: 'Mod',
  mul: 'Mult',
  or_: 'BitOr',
  pow: 'Pow',
  rshift: 'RShift',
  sub: 'Sub',
  truediv: 'Div',
  xor: 'BitXor',
};

const COMPARISONS = { eq: 'Eq', ne: 'NotEq', lt: 'Lt', le: 'LtE', gt: 'Gt', ge: 'GtE' } as const;

function operatorFunctions(): MethodTable {
  const table: MethodTable = {};
  for (const [name, operator] of Object.entries(BINARY_NAMES)) {
    table[name] = ['(a, b, /)', BINARY[operator]];
    const update: Implementation = (a: Value, b: Value) => inPlace(a, b, operator);
    table['i' + name.replace(/_$/, '')] = ['(a, b, /)', update];
  }
  for (const [name, operator] of Object.entries(COMPARISONS)) {
    table[name] = ['(a, b, /)', (a: Value, b: Value): Result => rich(a, b, operator)];
  }
  return table;
}

function operator_call(obj: Value, args: Value[], kwargs: Map<string, Value>): Result {
  if (typeof obj !== 'object') return callN(obj, args);
  if (kwargs.size === 0) return callNested(obj, args, null);
  return callNested(obj, [...args, ...kwargs.values()], [...kwargs.keys()]);
}

export const _operatorModule: NativeModule = {
  name: '_operator',
  doc: 'Operator interface.',
  functions: {
    ...operatorFunctions(),
    abs: ['(a, /)', operator_abs, 'Same as abs(a).'],
    call: ['(obj, /, *args, **kwargs)', operator_call, 'Same as obj(*args, **kwargs).'],
    concat: ['(a, b, /)', operator_concat, 'Same as a + b, for a and b sequences.'],
    iconcat: ['(a, b, /)', operator_iconcat, 'Same as a += b, for a and b sequences.'],
    contains: ['(a, b, /)', contains, 'Same as b in a (note reversed operands).'],
    countOf: [
      '(a, b, /)',
      inPython('operator', 'count_of'),
      'Return the number of items in a which are, or which equal, b.',
    ],
    delitem: ['(a, b, /)', (a: Value, b: Value) => none(deleteItem(a, b)), 'Same as del a[b].'],
    getitem: ['(a, b, /)', getItem, 'Same as a[b].'],
    index: ['(a, /)', operator_index, 'Same as a.__index__()'],
    indexOf: ['(a, b, /)', inPython('operator', 'index_of'), 'Return the first index of b in a.'],
    inv: ['(a, /)', invert, 'Same as ~a.'],
    invert: ['(a, /)', invert, 'Same as ~a.'],
    is_: ['(a, b, /)', (a: Value, b: Value): Result => a === b, 'Same as a is b.'],
    is_none: ['(a, /)', (a: Value): Result => a === None, 'Same as a is None.'],
    is_not: ['(a, b, /)', (a: Value, b: Value): Result => a !== b, 'Same as a is not b.'],
    is_not_none: ['(a, /)', (a: Value): Result => a !== None, 'Same as a is not None.'],
    length_hint: ['(obj, default=0, /)', inPython('operator', 'length_hint')],
    neg: ['(a, /)', negative, 'Same as -a.'],
    not_: ['(a, /)', operator_not, 'Same as not a.'],
    pos: ['(a, /)', positive, 'Same as +a.'],
    setitem: ['(a, b, c, /)', (a: Value, b: Value, c: Value) => none(setItem(a, b, c)), 'Same as a[b] = c.'],
    truth: ['(a, /)', isTrue, 'Return True if a is true, False otherwise.'],
    _compare_digest: ['(a, b, /)', lending(compare_digest)],
  },
  attributes: () => ({
    attrgetter: attrgetterType,
    itemgetter: itemgetterType,
    methodcaller: methodcallerType,
  }),
};
