// types.GenericAlias: `list[int]`. Attributes other than its own come from the class behind it; substituting type parameters
// is src/python/generic_alias.py.
import { ABRUPT, STOP } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { callNested } from '../machine/nesting.ts';
import { genericGet, getAttribute, missing, setAttribute } from '../operators/attribute.ts';
import { callKw, callN } from '../operators/call.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { typeErrorOf } from './class-layout.ts';
import { attributeErrorType, typeErrorType } from './exception.ts';
import { defineGetSets, defineMembers, defineMethods, defineStaticMethods } from './native.ts';
import { None } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { hostString, textOf } from './str.ts';
import { PyTuple, tupleType } from './tuple.ts';
import { builtinType, type PyType } from './type.ts';
import { unionOr } from './union.ts';

export class GenericAlias extends PyObject {
  origin: Value;
  args: PyTuple;
  /** `*tuple[int]`: made by unpacking. */
  starred = false;
  /** `__parameters__` once they have been asked for. */
  parameters: Value | null = null;

  /** `args` that is no tuple is the only argument. */
  constructor(origin: Value = None, args: Value = None) {
    super();
    this.origin = origin;
    this.args = args instanceof PyTuple ? args : new PyTuple([args]);
  }

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
    const { origin } = this;
    return this.made(origin instanceof GenericAlias ? callNested(origin, args, null) : callN(origin, args));
  }
  override callKw(args: Value[], names: readonly string[]): Result {
    const { origin } = this;
    return this.made(
      origin instanceof GenericAlias ? callNested(origin, args, names) : callKw(origin, args, names),
    );
  }

  /** Lets the new object know its `__orig_class__`, if it can. */
  private made(obj: Result): Result {
    return obj === ABRUPT ? (suspend(new MadeFrame(this)) as Result) : setOrigClass(this, obj);
  }
}

export const genericAliasType = builtinType('GenericAlias', GenericAlias, {
  module: 'types',
  hasWeakrefs: true,
});
genericAliasType.customGetattribute = true;

/** `origin[args]`: the `__class_getitem__` of built-in classes. */
export function genericAlias(origin: Value, args: Value): GenericAlias {
  return new GenericAlias(origin, args);
}

function setOrigClass(alias: GenericAlias, obj: Value): Result {
  const done = setAttribute(obj, '__orig_class__', alias);
  return done === ABRUPT ? (suspend(new OrigClassFrame(obj)) as Result) : obj;
}

class MadeFrame extends NativeFrame {
  readonly alias: GenericAlias;
  constructor(alias: GenericAlias) {
    super();
    this.alias = alias;
  }
  returned(value: Value): IterResult {
    return setOrigClass(this.alias, value);
  }
}

/** Left while `__orig_class__` is being set, which may fail with AttributeError or TypeError. */
class OrigClassFrame extends NativeFrame {
  readonly made: Value;
  constructor(made: Value) {
    super();
    this.made = made;
  }
  returned(): IterResult {
    return this.made;
  }
  override raised(): IterResult {
    const { cls } = machine.exc!;
    if (!cls.isSubtype(attributeErrorType) && !cls.isSubtype(typeErrorType)) return ABRUPT;
    machine.exc = null;
    return this.made;
  }
}

/** Attributes that the alias answers itself, not its class. */
const OWN = new Set(
  (
    '__class__ __origin__ __args__ __unpacked__ __parameters__ __typing_unpacked_tuple_args__ __mro_entries__ ' +
    '__reduce_ex__ __reduce__ __copy__ __deepcopy__'
  ).split(' '),
);
/** Special attributes that are looked up on the class behind although they are special. */
const BLOCKED = new Set(['__bases__', '__copy__', '__deepcopy__']);

/** The class that an alias, or an alias of an alias, stands for. */
function behind(alias: GenericAlias): Value {
  let { origin } = alias;
  while (origin instanceof GenericAlias && origin.cls === genericAliasType) origin = origin.origin;
  return origin;
}

function genericalias_getattribute(self: GenericAlias, nameValue: Value): Result {
  const name = hostString(textOf(nameValue)!);
  const own = OWN.has(name) || BLOCKED.has(name);
  if (!own) return getAttribute(behind(self), name);
  const found = genericGet(self, self.cls, name);
  return found === undefined ? missing(self, name) : found;
}

function genericalias_new(cls: PyType, args: Value[], keywords: Map<string, Value>): Result {
  if (keywords.size > 0) throw typeErrorOf('GenericAlias() takes no keyword arguments');
  if (args.length !== 2) throw typeErrorOf(`GenericAlias expected 2 arguments, got ${args.length}`);
  const self = new (cls.Ctor as new () => GenericAlias)();
  self.origin = args[0]!;
  self.args = args[1] instanceof PyTuple ? args[1] : new PyTuple([args[1]!]);
  return self;
}

function genericalias_call(self: GenericAlias, args: Value[], keywords: Map<string, Value>): Result {
  return self.callKw([...args, ...keywords.values()], [...keywords.keys()]);
}

function genericalias_mro_entries(self: GenericAlias): Result {
  return new PyTuple([self.origin]);
}

function genericalias_instancecheck(): Result {
  throw typeErrorOf('isinstance() argument 2 cannot be a parameterized generic');
}

function genericalias_subclasscheck(): Result {
  throw typeErrorOf('issubclass() argument 2 cannot be a parameterized generic');
}

/** Gives the alias itself, unpacked, once. */
class UnpackIterator extends PyObject {
  alias: GenericAlias | null;
  constructor(alias: GenericAlias) {
    super();
    this.alias = alias;
  }
  override next(): IterResult {
    const { alias } = this;
    if (alias === null) return STOP;
    this.alias = null;
    const starred = new GenericAlias(alias.origin, alias.args);
    starred.starred = true;
    return starred;
  }
}

const unpackIteratorType = builtinType('generic_alias_iterator', UnpackIterator, {
  module: 'types',
  final: true,
});
defineIterator(unpackIteratorType);

function genericalias_iter(self: GenericAlias): Result {
  return new UnpackIterator(self);
}

function getParameters(self: GenericAlias): Result {
  if (self.parameters !== null) return self.parameters;
  const made = frozenFunction('generic_alias', 'collect_parameters').call1(self.args);
  return made === ABRUPT ? (suspend(new ParametersFrame(self)) as Result) : keepParameters(self, made);
}

function keepParameters(alias: GenericAlias, value: Value): Value {
  alias.parameters = value;
  return value;
}

class ParametersFrame extends NativeFrame {
  readonly alias: GenericAlias;
  constructor(alias: GenericAlias) {
    super();
    this.alias = alias;
  }
  returned(value: Value): IterResult {
    return keepParameters(this.alias, value);
  }
}

function getUnpackedArgs(self: GenericAlias): Result {
  return self.starred && self.origin === tupleType ? self.args : None;
}

/** For generic_alias.py: an alias like `like` with other arguments. */
function alias_like(like: GenericAlias, args: PyTuple): Result {
  const alias = new GenericAlias(like.origin, args);
  alias.starred = like.starred;
  return alias;
}

defineIntrinsics({
  alias_like: ['(like, args, /)', alias_like],
  alias_is_starred: ['(alias, /)', (alias: GenericAlias): Result => alias.starred],
  is_generic_alias: ['(value, /)', (value: Value): Result => value instanceof GenericAlias],
});

defineStaticMethods(genericAliasType, { __new__: ['(type, /, *args, **kwargs)', genericalias_new] });
defineMethods(genericAliasType, {
  __repr__: ['($self, /)', inPython('object_text', 'alias_repr')],
  __hash__: ['($self, /)', inPython('generic_alias', 'alias_hash')],
  __eq__: ['($self, value, /)', inPython('generic_alias', 'alias_eq')],
  __call__: ['($self, /, *args, **kwargs)', genericalias_call],
  __getattribute__: ['($self, name, /)', genericalias_getattribute],
  __getitem__: ['($self, key, /)', inPython('generic_alias', 'alias_getitem')],
  __iter__: ['($self, /)', genericalias_iter],
  __or__: ['($self, value, /)', unionOr],
  __ror__: ['($self, value, /)', (self: Value, value: Value): Result => unionOr(value, self)],
  __mro_entries__: ['($self, bases, /)', genericalias_mro_entries],
  __instancecheck__: ['($self, instance, /)', genericalias_instancecheck],
  __subclasscheck__: ['($self, subclass, /)', genericalias_subclasscheck],
  __reduce__: ['($self, /)', inPython('generic_alias', 'alias_reduce')],
  __dir__: ['($self, /)', inPython('generic_alias', 'alias_dir')],
});
defineMembers(genericAliasType, {
  __origin__: [(self: GenericAlias): Result => self.origin],
  __args__: [(self: GenericAlias): Result => self.args],
  __unpacked__: [(self: GenericAlias): Result => self.starred],
});
defineGetSets(genericAliasType, {
  __parameters__: [getParameters],
  __typing_unpacked_tuple_args__: [getUnpackedArgs],
});
