// Type parameters (TypeVar, ParamSpec, TypeVarTuple), aliases made by `type` statements, and Generic: what CPython's typing
// module has in C. Bounds, constraints, defaults and values of aliases are evaluated when first asked for; each is a
// value or null, and beside it the function that evaluates it, or null.
//
// What these do with `typing` itself is src/python/typing_support.py; Union is union.ts.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { withFrames } from '../machine/inspect.ts';
import { call1 } from '../operators/call.ts';
import { rich } from '../operators/compare.ts';
import { repr } from '../operators/repr.ts';
import { typeErrorOf } from './class-layout.ts';
import { PyDict } from './dict.ts';
import { newException, valueErrorType } from './exception.ts';
import { affixed, argumentType } from './exception-methods.ts';
import type { PyFunction } from './function.ts';
import { GenericAlias } from './generic-alias.ts';
import { converted } from './conversion.ts';
import { setOwnValue } from './instance-dict.ts';
import { intOf } from './int.ts';
import {
  defineClassMethods,
  defineGetSets,
  defineMembers,
  defineMethods,
  defineStaticMethods,
  type Implementation,
  NewFunction,
  type Signature,
  signatureOf,
} from './native.ts';
import { None, NotImplemented } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { fromHost, makeStr, textOf } from './str.ts';
import { concatTexts } from './text/text.ts';
import { emptyTuple, PyTuple } from './tuple.ts';
import type { PyType } from './type.ts';
import { builtinType, setTypeAttribute } from './type.ts';
import { typeOf } from './typeof.ts';
import { unionOf, unionOr } from './union.ts';

// --- Layouts -------------------------------------------------------------------------------------------------------------

/** The marker for "no default". */
class NoDefaultClass extends PyObject {}
const noDefaultType = builtinType('NoDefaultType', NoDefaultClass, { final: true });
export const NoDefault = new NoDefaultClass();

/** What the three kinds of type parameters share. */
export abstract class TypeParameter extends PyObject {
  name: Value = '';
  bound: Value | null = null;
  evaluateBound: Value | null = null;
  defaultValue: Value | null = null;
  evaluateDefault: Value | null = null;
  covariant = false;
  contravariant = false;
  /** Made by the syntax for type parameters, or so asked for. */
  inferVariance = false;
}

export class TypeVar extends TypeParameter {
  constraints: Value | null = null;
  evaluateConstraints: Value | null = null;
}
export class ParamSpec extends TypeParameter {}
export class TypeVarTuple extends TypeParameter {}

const OPTIONS = { module: 'typing', final: true, hasDict: true, hasWeakrefs: true };
export const typeVarType = builtinType('TypeVar', TypeVar, OPTIONS);
export const paramSpecType = builtinType('ParamSpec', ParamSpec, OPTIONS);
export const typeVarTupleType = builtinType('TypeVarTuple', TypeVarTuple, OPTIONS);

/** `P.args` and `P.kwargs`. */
class ParamSpecAttribute extends PyObject {
  origin: Value = None;
}
class ParamSpecArgs extends ParamSpecAttribute {}
class ParamSpecKwargs extends ParamSpecAttribute {}
export const paramSpecArgsType = builtinType('ParamSpecArgs', ParamSpecArgs, {
  module: 'typing',
  final: true,
  hasWeakrefs: true,
});
export const paramSpecKwargsType = builtinType('ParamSpecKwargs', ParamSpecKwargs, {
  module: 'typing',
  final: true,
  hasWeakrefs: true,
});

export class TypeAlias extends PyObject {
  name: Value = '';
  typeParams: PyTuple | null = null;
  value: Value | null = null;
  evaluateValue: Value | null = null;
}
export const typeAliasType = builtinType('TypeAliasType', TypeAlias, { module: 'typing', final: true });

/** The base of generic classes; like a class of Python's it has no layout of its own and can be changed. */
class Generic extends PyObject {
  static readonly isPlain = true;
}
export const genericType = builtinType('Generic', Generic, { module: 'typing' });
genericType.isHeap = true;
genericType.name = 'Generic';

/** Evaluates to a value that is known: stands in for the function where there is none. */
class ConstEvaluator extends PyObject {
  readonly value: Value;
  constructor(value: Value) {
    super();
    this.value = value;
  }
}
const constEvaluatorType = builtinType('_ConstEvaluator', ConstEvaluator, { module: '_typing', final: true });

// --- Evaluating when asked for ---------------------------------------------------------------------------------------------

/** annotationlib.Format.VALUE and STRING. */
const FORMAT_VALUE = 1;
const FORMAT_STRING = 4;

type Fields = Record<string, Value | null>;

/** The value in `field`, computed by the function in `evaluator` the first time; `absent` when there is neither. */
function lazy(field: string, evaluator: string, absent: Value): (self: PyObject) => Result {
  return (self) => {
    const fields = self as unknown as Fields;
    const known = fields[field]!;
    if (known !== null) return known;
    const evaluate = fields[evaluator]!;
    if (evaluate === null) return absent;
    const value = call1(evaluate, FORMAT_VALUE);
    return value === ABRUPT ? (suspend(new LazyFrame(self, field)) as Result) : (fields[field] = value);
  };
}

class LazyFrame extends NativeFrame {
  readonly owner: PyObject;
  readonly field: string;
  constructor(owner: PyObject, field: string) {
    super();
    this.owner = owner;
    this.field = field;
  }
  returned(value: Value): IterResult {
    return ((this.owner as unknown as Fields)[this.field] = value);
  }
}

/** The function that evaluates a field; one is made for a value that was given. */
function evaluatorOf(field: string, evaluator: string): (self: PyObject) => Result {
  return (self) => {
    const fields = self as unknown as Fields;
    const known = fields[field]!;
    return fields[evaluator] ?? (known === null ? None : new ConstEvaluator(known));
  };
}

function constevaluator_call(self: ConstEvaluator, format: Value): Result {
  const n = intOf(format);
  if (n === undefined) return converted(constevaluator_call, [self, format], [null, 'index']);
  if (n !== FORMAT_STRING) return self.value;
  return frozenFunction('typing_support', 'constevaluator_text').call1(self.value);
}

function constevaluator_repr(self: ConstEvaluator): Result {
  return affixed('<constevaluator ', repr(self.value), '>');
}

// --- Making them from Python -------------------------------------------------------------------------------------------------

/** `__new__` whose messages call it by the class's name, as argument clinic names it. */
class ClinicNew extends NewFunction {
  private readonly shown: string;
  constructor(owner: PyType, signature: Signature, impl: Implementation) {
    super(owner, signature, impl);
    this.shown = owner === typeAliasType ? 'typealias' : owner.name.toLowerCase();
  }
  override errorName(): string {
    return this.shown;
  }
}

function defineNew(type: PyType, signature: string, impl: Implementation): void {
  setTypeAttribute(type, '__new__', new ClinicNew(type, signatureOf(signature), impl));
}

function checkName(name: Value, shown: string): void {
  if (textOf(name) === undefined)
    throw typeErrorOf(`${shown}() argument 'name' must be str, not ${argumentType(name)}`);
}

/** Continues with the `__module__` of the Python function that is running; None when there is none. */
function withCallerModule(use: (module: Value) => Result): Result {
  return withFrames(0, (frame) => use(frame === null ? None : frame.fn.module));
}

/** Lets a new object know its module. */
function inCallerModule(obj: PyObject): Result {
  return withCallerModule((module) => {
    setOwnValue(obj, '__module__', module);
    return obj;
  });
}

function typevar_new(
  cls: PyType,
  name: Value,
  constraints: Value[],
  bound: Value = None,
  defaultValue: Value = NoDefault,
  covariant: Value = false,
  contravariant: Value = false,
  inferVariance: Value = false,
): Result {
  checkName(name, 'typevar');
  const given = new PyTuple(constraints);
  return withFlags(cls, name, given, bound, defaultValue, covariant, contravariant, inferVariance);
}

/** Goes on when the flags are truth values; `constraints` is None for a class without. */
function withFlags(
  cls: PyType,
  name: Value,
  constraints: Value,
  bound: Value,
  defaultValue: Value,
  ...flags: Value[]
): Result {
  if (!flags.every((flag) => typeof flag === 'boolean'))
    return converted(
      withFlags,
      [cls, name, constraints, bound, defaultValue, ...flags],
      [null, null, null, null, null, ...flags.map(() => 'truth' as const)],
    );
  const self = new (cls.Ctor as new () => TypeVar | ParamSpec)();
  if (self instanceof TypeVar)
    self.constraints = (constraints as PyTuple).items.length === 0 ? null : constraints;
  return setUp(self, name, bound, defaultValue, flags);
}

/** Checks and fills in what all type parameters have. */
function setUp(self: TypeParameter, name: Value, bound: Value, defaultValue: Value, flags: Value[]): Result {
  const [covariant, contravariant, inferVariance] = flags as [boolean, boolean, boolean];
  if (covariant && contravariant) throw newException(valueErrorType, 'Bivariant types are not supported.');
  if (inferVariance && (covariant || contravariant)) {
    throw newException(valueErrorType, 'Variance cannot be specified with infer_variance.');
  }
  Object.assign(self, { name, defaultValue, covariant, contravariant, inferVariance });
  if (bound === None) return finish(self);
  const checked = frozenFunction('typing_support', 'checked_bound').call1(bound);
  return checked === ABRUPT ? (suspend(new BoundFrame(self)) as Result) : withBound(self, checked);
}

class BoundFrame extends NativeFrame {
  readonly parameter: TypeParameter;
  constructor(parameter: TypeParameter) {
    super();
    this.parameter = parameter;
  }
  returned(value: Value): IterResult {
    return withBound(this.parameter, value);
  }
}

function withBound(self: TypeParameter, bound: Value): Result {
  self.bound = bound;
  return finish(self);
}

function finish(self: TypeParameter): Result {
  if (self instanceof TypeVar && self.constraints !== null) {
    if ((self.constraints as PyTuple).items.length === 1)
      throw typeErrorOf('A single constraint is not allowed');
    if (self.bound !== null) throw typeErrorOf('Constraints cannot be combined with bound=...');
  }
  return inCallerModule(self);
}

function paramspec_new(
  cls: PyType,
  name: Value,
  bound: Value = None,
  defaultValue: Value = NoDefault,
  covariant: Value = false,
  contravariant: Value = false,
  inferVariance: Value = false,
): Result {
  checkName(name, 'paramspec');
  return withFlags(cls, name, None, bound, defaultValue, covariant, contravariant, inferVariance);
}

function typevartuple_new(cls: PyType, name: Value, defaultValue: Value = NoDefault): Result {
  checkName(name, 'typevartuple');
  return setUp(new (cls.Ctor as new () => TypeVarTuple)(), name, None, defaultValue, [false, false, true]);
}

function paramspecattribute_new(cls: PyType, origin: Value): Result {
  const self = new (cls.Ctor as new () => ParamSpecAttribute)();
  self.origin = origin;
  return self;
}

function typealias_new(cls: PyType, name: Value, value: Value, typeParams?: Value): Result {
  checkName(name, 'typealias');
  const self = new (cls.Ctor as new () => TypeAlias)();
  self.name = name;
  self.value = value;
  if (typeParams === undefined) return inCallerModule(self);
  if (!(typeParams instanceof PyTuple)) throw typeErrorOf('type_params must be a tuple');
  if (typeParams.items.length > 0) self.typeParams = typeParams;
  const checked = frozenFunction('typing_support', 'check_type_params').call1(typeParams);
  return checked === ABRUPT ? (suspend(new CheckedFrame(self)) as Result) : inCallerModule(self);
}

class CheckedFrame extends NativeFrame {
  readonly alias: TypeAlias;
  constructor(alias: TypeAlias) {
    super();
    this.alias = alias;
  }
  returned(): IterResult {
    return inCallerModule(this.alias);
  }
}

// --- Making them from compiled code --------------------------------------------------------------------------------------------

function parameter<T extends TypeParameter>(self: T, name: string): T {
  self.name = fromHost(name);
  self.inferVariance = true;
  return self;
}

/** `T`, `T: bound` or (`isConstraints`) `T: (a, b)`. */
export function makeTypeVar(name: string, evaluator: PyFunction | null, isConstraints: boolean): Result {
  const self = parameter(new TypeVar(), name);
  if (isConstraints) self.evaluateConstraints = evaluator;
  else self.evaluateBound = evaluator;
  return self;
}

/** `**P`. */
export function makeParamSpec(name: string): Result {
  return parameter(new ParamSpec(), name);
}

/** `*Ts`. */
export function makeTypeVarTuple(name: string): Result {
  return parameter(new TypeVarTuple(), name);
}

/** Gives a type parameter the default that `evaluator` computes. */
export function setTypeParamDefault(param: Value, evaluator: PyFunction): Result {
  (param as TypeParameter).evaluateDefault = evaluator;
  return param;
}

/** `type name[...] = ...` */
export function makeTypeAlias(name: string, typeParams: Value | null, evaluator: PyFunction): Result {
  const self = new TypeAlias();
  self.name = fromHost(name);
  self.typeParams = typeParams instanceof PyTuple && typeParams.items.length > 0 ? typeParams : null;
  self.evaluateValue = evaluator;
  setOwnValue(self, '__module__', evaluator.module);
  return self;
}

/** The tuple of type parameters; compiled code adds them one after the other. */
export function makeTypeParams(items: Value[]): PyTuple {
  return new PyTuple(items);
}

/** `Generic[...]`, the base that a class with these type parameters gets. */
export function genericBase(typeParams: PyTuple): Result {
  return frozenFunction('typing_support', 'generic_base').call2(genericType, typeParams);
}

// --- Methods ---------------------------------------------------------------------------------------------------------------------

function typeparameter_repr(self: TypeParameter): Result {
  if (self.inferVariance) return self.name;
  const variance = self.covariant ? '+' : self.contravariant ? '-' : '~';
  return makeStr(concatTexts([variance, textOf(self.name)!]));
}

function typeparameter_or(self: Value, other: Value): Result {
  return unionOf([self, other]);
}

function has_default(self: TypeParameter): Result {
  return self.evaluateDefault !== null || (self.defaultValue !== null && self.defaultValue !== NoDefault);
}

/** A method that calls a function of `typing` with self and the arguments. */
function inTyping(name: string): Implementation {
  return (...args: Value[]) =>
    frozenFunction('typing_support', 'call_typing').call3(fromHost(name), new PyTuple(args), new PyDict());
}

function genericInTyping(name: string): Implementation {
  return (cls: PyType, args: Value[], keywords: Map<string, Value>) => {
    const named = new PyDict();
    for (const [key, value] of keywords) named.setPlain(fromHost(key), value);
    return frozenFunction('typing_support', 'call_typing').call3(
      fromHost(name),
      new PyTuple([cls, ...args]),
      named,
    );
  };
}

function typevartuple_typing_subst(): Result {
  throw typeErrorOf('Substitution of bare TypeVarTuple is not supported');
}

function noSubclass(name: string): Implementation {
  return () => {
    throw typeErrorOf(`Cannot subclass an instance of ${name}`);
  };
}

function attributeOf(Attribute: new () => ParamSpecAttribute): (self: ParamSpec) => Result {
  return (self) => {
    const attribute = new Attribute();
    attribute.origin = self;
    return attribute;
  };
}

function paramspecattribute_compare(op: 'Eq' | 'NotEq'): Implementation {
  return (self: ParamSpecAttribute, other: Value) => {
    if (!(other instanceof ParamSpecAttribute) || other.cls !== self.cls) return NotImplemented;
    return rich(self.origin, other.origin, op);
  };
}

function typealias_getitem(self: TypeAlias, item: Value): Result {
  if (self.typeParams === null) throw typeErrorOf('Only generic type aliases are subscriptable');
  return new GenericAlias(self, item);
}

function typealias_parameters(self: TypeAlias): Result {
  return self.typeParams === null
    ? emptyTuple
    : frozenFunction('typing_support', 'unpacked').call1(self.typeParams);
}

function nodefault_new(_cls: PyType, args: Value[], keywords: Map<string, Value>): Result {
  if (args.length + keywords.size > 0) throw typeErrorOf('NoDefaultType takes no arguments');
  return NoDefault;
}

defineIntrinsics({
  is_type_parameter: ['(value, /)', (value: Value): Result => value instanceof TypeParameter],
  is_type_var_tuple: ['(value, /)', (value: Value): Result => typeOf(value) === typeVarTupleType],
  no_default: ['()', (): Result => NoDefault],
  text_of_type: [
    '(value, /)',
    (value: Value): Result => frozenFunction('object_text', 'type_text').call1(value),
  ],
});

// --- Tables ----------------------------------------------------------------------------------------------------------------------

defineStaticMethods(noDefaultType, { __new__: ['($type, *args, **kwargs)', nodefault_new] });
defineMethods(noDefaultType, {
  __repr__: ['($self, /)', (): Result => 'typing.NoDefault'],
  __reduce__: ['($self, /)', (): Result => 'NoDefault'],
});
defineMethods(constEvaluatorType, {
  __repr__: ['($self, /)', constevaluator_repr],
  __call__: ['($self, format, /)', constevaluator_call],
});

for (const type of [typeVarType, paramSpecType, typeVarTupleType]) {
  defineMethods(type, {
    __repr__: ['($self, /)', typeparameter_repr],
    __reduce__: ['($self, /)', (self: TypeParameter): Result => self.name],
    has_default: ['($self, /)', has_default],
    __mro_entries__: ['($self, object, /)', noSubclass(type.name.replace(/^typing\./, ''))],
  });
  defineMembers(type, { __name__: [(self: TypeParameter): Result => self.name] });
  defineGetSets(type, {
    __default__: [lazy('defaultValue', 'evaluateDefault', NoDefault)],
    evaluate_default: [evaluatorOf('defaultValue', 'evaluateDefault')],
  });
}
for (const type of [typeVarType, paramSpecType]) {
  defineMethods(type, {
    __or__: ['($self, value, /)', typeparameter_or],
    __ror__: ['($self, value, /)', (self: Value, other: Value): Result => typeparameter_or(other, self)],
  });
  defineMembers(type, {
    __covariant__: [(self: TypeParameter): Result => self.covariant],
    __contravariant__: [(self: TypeParameter): Result => self.contravariant],
    __infer_variance__: [(self: TypeParameter): Result => self.inferVariance],
  });
}

defineNew(
  typeVarType,
  '($type, name, *constraints, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, infer_variance=False)',
  typevar_new,
);
defineMethods(typeVarType, {
  __typing_subst__: ['($self, arg, /)', inTyping('_typevar_subst')],
  __typing_prepare_subst__: ['($self, alias, args, /)', inPython('typing_support', 'typevar_prepare_subst')],
});
defineGetSets(typeVarType, {
  __bound__: [lazy('bound', 'evaluateBound', None)],
  __constraints__: [lazy('constraints', 'evaluateConstraints', emptyTuple)],
  evaluate_bound: [evaluatorOf('bound', 'evaluateBound')],
  evaluate_constraints: [evaluatorOf('constraints', 'evaluateConstraints')],
});

defineNew(
  paramSpecType,
  '($type, name, *, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, infer_variance=False)',
  paramspec_new,
);
defineMethods(paramSpecType, {
  __typing_subst__: ['($self, arg, /)', inTyping('_paramspec_subst')],
  __typing_prepare_subst__: ['($self, alias, args, /)', inTyping('_paramspec_prepare_subst')],
});
defineMembers(paramSpecType, { __bound__: [(self: ParamSpec): Result => self.bound ?? None] });
defineGetSets(paramSpecType, {
  args: [attributeOf(ParamSpecArgs), null, 'Represents positional arguments.'],
  kwargs: [attributeOf(ParamSpecKwargs), null, 'Represents keyword arguments.'],
});

defineNew(typeVarTupleType, '($type, name, *, default=typing.NoDefault)', typevartuple_new);
defineMethods(typeVarTupleType, {
  __iter__: ['($self, /)', inPython('typing_support', 'unpack_iter')],
  __typing_subst__: ['($self, arg, /)', typevartuple_typing_subst],
  __typing_prepare_subst__: ['($self, alias, args, /)', inTyping('_typevartuple_prepare_subst')],
});

for (const [type, kind] of [
  [paramSpecArgsType, 'args'],
  [paramSpecKwargsType, 'kwargs'],
] as const) {
  const toText = (self: ParamSpecAttribute): Result =>
    frozenFunction('typing_support', 'attribute_text').call2(self.origin, kind);
  defineNew(type, '($type, origin)', paramspecattribute_new);
  defineMethods(type, {
    __repr__: ['($self, /)', toText],
    __eq__: ['($self, value, /)', paramspecattribute_compare('Eq')],
    __ne__: ['($self, value, /)', paramspecattribute_compare('NotEq')],
    __mro_entries__: ['($self, object, /)', noSubclass(type.name.replace(/^typing\./, ''))],
  });
  defineMembers(type, { __origin__: [(self: ParamSpecAttribute): Result => self.origin] });
  setTypeAttribute(type, '__hash__', None);
}

defineNew(typeAliasType, '($type, name, value, *, type_params=<unrepresentable>)', typealias_new);
defineMethods(typeAliasType, {
  __repr__: ['($self, /)', (self: TypeAlias): Result => self.name],
  __iter__: ['($self, /)', inPython('typing_support', 'unpack_iter')],
  __or__: ['($self, value, /)', unionOr],
  __ror__: ['($self, value, /)', (self: Value, other: Value): Result => unionOr(other, self)],
  __getitem__: ['($self, key, /)', typealias_getitem],
  __reduce__: ['($self, /)', (self: TypeAlias): Result => self.name],
});
defineMembers(typeAliasType, { __name__: [(self: TypeAlias): Result => self.name] });
defineGetSets(typeAliasType, {
  __parameters__: [typealias_parameters],
  __type_params__: [(self: TypeAlias): Result => self.typeParams ?? emptyTuple],
  __value__: [lazy('value', 'evaluateValue', None)],
  evaluate_value: [evaluatorOf('value', 'evaluateValue')],
});

defineClassMethods(genericType, {
  __class_getitem__: ['($type, /, *args, **kwargs)', genericInTyping('_generic_class_getitem')],
  __init_subclass__: [
    '($type, /, *args, **kwargs)',
    genericInTyping('_generic_init_subclass'),
    'Function to initialize subclasses.',
  ],
});
