// decimal.Context: what operations go by, which signals were raised and which are trapped; the current context; the signals'
// dicts. The exception classes and SignalDict are made in src/python/decimal.py, once for each interpreter.
import { ABRUPT } from '../../machine/abrupt.ts';
import { NativeFrame, suspend } from '../../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../../machine/frozen.ts';
import { type Interpreter, interpreterSlot } from '../../machine/interpreter.ts';
import { machine } from '../../machine/machine.ts';
import { converted, type Int } from '../../objects/conversion.ts';
import { PyDict } from '../../objects/dict.ts';
import {
  attributeErrorType,
  keyErrorType,
  newException,
  overflowErrorType,
  type PyBaseException,
  raise,
  typeError,
  typeErrorType,
  valueError,
  valueErrorType,
} from '../../objects/exception.ts';
import { intOf } from '../../objects/int.ts';
import { PyList } from '../../objects/list.ts';
import { defineGetSets, defineMethods, defineStaticMethods } from '../../objects/native.ts';
import { None, NotImplemented } from '../../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../../objects/object.ts';
import { fromHost, hostString, textOf } from '../../objects/str.ts';
import { normalizeInt } from '../../objects/text/int-arithmetic.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { builtinType, type PyType } from '../../objects/type.ts';
import { iter } from '../../operators/iterate.ts';
import { ContextVar, currentContext } from '../../stackless/context-variables.ts';
import { pickleByFields } from '../../stackless/pickling/tables.ts';
import {
  CLAMPED,
  CONVERSION_SYNTAX,
  DecimalContext,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  EXPONENT_LIMIT,
  FLOAT_OPERATION,
  IEEE_INVALID,
  INEXACT,
  INVALID_CONTEXT,
  INVALID_OPERATION,
  MAX_EMAX,
  MAX_PREC,
  MIN_EMIN,
  OVERFLOW,
  ROUND_HALF_EVEN,
  ROUND_HALF_UP,
  ROUNDED,
  ROUNDINGS,
  SUBNORMAL,
  UNDERFLOW,
} from './number.ts';

// --- State -----------------------------------------------------------------------------------------------------------

/** The signals, in the order in which one of several is chosen, and the conditions behind each. */
export const SIGNALS: readonly [name: string, conditions: number][] = [
  ['InvalidOperation', IEEE_INVALID],
  ['FloatOperation', FLOAT_OPERATION],
  ['DivisionByZero', DIVISION_BY_ZERO],
  ['Overflow', OVERFLOW],
  ['Underflow', UNDERFLOW],
  ['Subnormal', SUBNORMAL],
  ['Inexact', INEXACT],
  ['Rounded', ROUNDED],
  ['Clamped', CLAMPED],
];

/** Exceptions for the conditions that are the signal InvalidOperation. */
const CONDITIONS: readonly [name: string, condition: number][] = [
  ['InvalidOperation', INVALID_OPERATION],
  ['ConversionSyntax', CONVERSION_SYNTAX],
  ['DivisionImpossible', DIVISION_IMPOSSIBLE],
  ['DivisionUndefined', DIVISION_UNDEFINED],
  ['InvalidContext', INVALID_CONTEXT],
];

/** What the module has in one interpreter. */
export interface DecimalState {
  /** Classes that the Python part makes, by name. */
  classes: Map<string, PyType>;
  /** Holds the current context. */
  variable: ContextVar;
  defaultContext: Context;
  basicContext: Context;
  extendedContext: Context;
}

const STATE = Symbol('_decimal');
let known: { interpreter: Interpreter; state: DecimalState } | null = null;

/** The module's state; it exists once the module has been imported. */
export function decimalState(): DecimalState {
  const { interpreter } = machine;
  if (known?.interpreter !== interpreter) {
    const state = interpreter.slots.get(STATE) as DecimalState;
    known = { interpreter, state };
  }
  return known.state;
}

/** Whether this interpreter has the module's state already. */
export function hasDecimalState(): boolean {
  return machine.interpreter.slots.has(STATE);
}

/** Makes the state out of the classes that the Python part made. */
export function makeDecimalState(classes: Map<string, PyType>): DecimalState {
  return interpreterSlot(STATE, () => {
    const variable = new ContextVar();
    variable.name = 'decimal_context';
    const usual = IEEE_INVALID | DIVISION_BY_ZERO | OVERFLOW;
    return {
      classes,
      variable,
      defaultContext: template(28, ROUND_HALF_EVEN, usual),
      basicContext: template(9, ROUND_HALF_UP, usual | UNDERFLOW | CLAMPED),
      extendedContext: template(9, ROUND_HALF_EVEN, 0),
    };
  });
}

function template(prec: number, rounding: number, traps: number): Context {
  const context = new Context();
  context.set(prec, 999999, -999999, rounding, false);
  context.traps = traps;
  return context;
}

function classNamed(name: string): PyType {
  return decimalState().classes.get(name)!;
}

// --- Context ---------------------------------------------------------------------------------------------------------

export class Context extends PyObject {
  /** What the operations see. Its `status` is that of the operation under way only. */
  readonly n = new DecimalContext(28, 999999, -999999, ROUND_HALF_EVEN, false);
  /** The limits as they were given, where `n` does not hold them exactly. */
  prec: Int = 28;
  emax: Int = 999999;
  emin: Int = -999999;
  capitals = true;
  /** Conditions that arose, and those that raise an exception. */
  flags = 0;
  traps = 0;
  private flagsDict: SignalDict | null = null;
  private trapsDict: SignalDict | null = null;

  set(prec: Int, emax: Int, emin: Int, rounding: number, clamp: boolean): void {
    this.setPrec(prec);
    this.setEmax(emax);
    this.setEmin(emin);
    this.n.rounding = rounding;
    this.n.clamp = clamp;
  }
  setPrec(prec: Int): void {
    this.prec = prec;
    this.n.prec = Number(prec);
  }
  setEmax(emax: Int): void {
    this.emax = emax;
    this.n.emax = Math.min(Number(emax), EXPONENT_LIMIT);
  }
  setEmin(emin: Int): void {
    this.emin = emin;
    this.n.emin = Math.max(Number(emin), -EXPONENT_LIMIT);
  }
  /** Takes over everything but flags, traps and capitals. */
  adopt(other: Context): void {
    this.set(other.prec, other.emax, other.emin, other.n.rounding, other.n.clamp);
  }
  copy(): Context {
    const copy = new Context();
    copy.adopt(this);
    copy.capitals = this.capitals;
    copy.flags = this.flags;
    copy.traps = this.traps;
    return copy;
  }
  /** `flags` or `traps`, as their dict. */
  dict(which: 'flags' | 'traps'): SignalDict {
    const made = which === 'flags' ? this.flagsDict : this.trapsDict;
    if (made !== null) return made;
    const dict = newSignalDict();
    dict.context = this;
    dict.which = which;
    if (which === 'flags') this.flagsDict = dict;
    else this.trapsDict = dict;
    return dict;
  }
  /** Ends an operation: notes its conditions, and raises what is trapped. */
  settle<R extends Result>(result: R): R | typeof ABRUPT {
    const { status } = this.n;
    if (status === 0) return result;
    this.n.status = 0;
    return this.signal(status) ? ABRUPT : result;
  }
  /** Notes conditions; true when an exception was raised for one of them. */
  signal(conditions: number): boolean {
    this.flags |= conditions;
    const trapped = conditions & this.traps;
    if (trapped === 0) return false;
    const [name] = SIGNALS.find(([, bits]) => bits & trapped)!;
    const names = CONDITIONS.filter(([, bit]) => bit & trapped).map(([n]) => n);
    for (const [n, bits] of SIGNALS.slice(1)) if (bits & trapped) names.push(n);
    raise(classNamed(name), new PyList(names.map(classNamed)));
    return true;
  }
}

export const decimalContextType = builtinType('Context', Context, {
  module: 'decimal',
  doc: 'The context affects almost all operations and controls rounding,\nOver/Underflow, raising of exceptions and much more.',
});

/** The current context, ready for an operation. */
export function currentDecimalContext(): Context {
  const { variable, defaultContext } = decimalState();
  const variables = currentContext();
  let context = variables.get(variable) as Context | undefined;
  if (context === undefined) {
    context = defaultContext.copy();
    context.flags = 0;
    variables.set(variable, context);
  }
  context.n.status = 0;
  return context;
}

/** The context an argument names: None or nothing is the current one. Throws TypeError. */
export function contextArgument(value: Value | undefined): Context {
  if (value === undefined || value === None) return currentDecimalContext();
  if (!(value instanceof Context)) throw newException(typeErrorType, 'optional argument must be a context');
  value.n.status = 0;
  return value;
}

const ROUNDING_MESSAGE =
  'valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]';
const SIGNALS_MESSAGE =
  'valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]';

/** The number of a rounding mode. Throws TypeError. */
export function roundingOf(value: Value): number {
  const text = textOf(value);
  const mode = text === undefined ? -1 : ROUNDINGS.indexOf(hostString(text));
  if (mode < 0) throw newException(typeErrorType, ROUNDING_MESSAGE);
  return mode;
}

/** An int that fits C's Py_ssize_t. Throws TypeError or OverflowError. */
export function ssizeArgument(value: Value): Int {
  const n = intOf(value);
  if (n === undefined) throw newException(typeErrorType, 'an integer is required');
  if (typeof n === 'bigint' && BigInt.asIntN(64, n) !== n)
    throw newException(overflowErrorType, 'Python int too large to convert to C ssize_t');
  return n;
}

function inRange(value: Value, low: Int, high: Int, message: string): Int {
  const n = ssizeArgument(value);
  if (n < low || n > high) throw newException(valueErrorType, message);
  return n;
}

type Setter = (self: Context, value: Value) => Result | void;

const SETTERS: Record<string, Setter> = {
  prec: (self, value) => {
    self.setPrec(inRange(value, 1, MAX_PREC, 'valid range for prec is [1, MAX_PREC]'));
  },
  rounding: (self, value) => {
    self.n.rounding = roundingOf(value);
  },
  Emin: (self, value) => {
    self.setEmin(inRange(value, MIN_EMIN, 0, 'valid range for Emin is [MIN_EMIN, 0]'));
  },
  Emax: (self, value) => {
    self.setEmax(inRange(value, 0, MAX_EMAX, 'valid range for Emax is [0, MAX_EMAX]'));
  },
  capitals: (self, value) => {
    self.capitals = inRange(value, 0, 1, 'valid values for capitals are 0 or 1') === 1;
  },
  clamp: (self, value) => {
    self.n.clamp = inRange(value, 0, 1, 'valid values for clamp are 0 or 1') === 1;
  },
  flags: (self, value) => setSignals(self, 'flags', value),
  traps: (self, value) => setSignals(self, 'traps', value),
};

/** The conditions of a list of signals. Throws KeyError. */
function conditionsOf(signals: Value[]): number {
  let conditions = 0;
  for (const signal of signals) conditions |= conditionsOfSignal(signal);
  return conditions;
}

function conditionsOfSignal(signal: Value): number {
  const entry = SIGNALS.find(([name]) => classNamed(name) === signal);
  if (entry === undefined) throw newException(keyErrorType, SIGNALS_MESSAGE);
  return entry[1];
}

/** Assigns a dict of signals to `flags` or `traps`; its values may be anything that has a truth value. */
function setSignals(self: Context, which: 'flags' | 'traps', value: Value): Result {
  if (value instanceof SignalDict) {
    self[which] = value.conditions;
    return None;
  }
  if (!(value instanceof PyDict)) return typeError('argument must be a signal dict');
  return frozenFunction('decimal', 'set_signals').call3(self, which, value);
}

const PARAMETERS = ['prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'];

function decimal_context_init(self: Context, ...args: (Value | undefined)[]): Result {
  for (const [i, value] of args.entries()) {
    if (value === undefined || value === None) continue;
    const name = PARAMETERS[i]!;
    if ((name === 'flags' || name === 'traps') && value instanceof PyList)
      self[name] = conditionsOf(value.items);
    else if (value instanceof PyDict)
      return frozenFunction('decimal', 'init').callN([self, ...signalArguments(args, i)]);
    else if (SETTERS[name]!(self, value) === ABRUPT) return ABRUPT;
  }
  return None;
}

/** The arguments flags and traps; None for what was left out or, standing before i, is done. */
function signalArguments(args: (Value | undefined)[], i: number): Value[] {
  return [args[6], args[7]].map((value, k) => (k + 6 < i ? None : (value ?? None)));
}

function decimal_context_new(cls: PyType): Result {
  const self = new cls.Ctor() as Context;
  const { defaultContext } = decimalState();
  self.adopt(defaultContext);
  self.traps = defaultContext.traps;
  return self;
}

/** The signal behind each condition, in the order of the conditions' bits. */
const SIGNAL_OF_CONDITION: readonly [condition: number, signal: string][] = [
  [CLAMPED, 'Clamped'],
  [CONVERSION_SYNTAX, 'InvalidOperation'],
  [DIVISION_BY_ZERO, 'DivisionByZero'],
  [DIVISION_IMPOSSIBLE | DIVISION_UNDEFINED, 'InvalidOperation'],
  [INEXACT, 'Inexact'],
  [INVALID_CONTEXT | INVALID_OPERATION, 'InvalidOperation'],
  [FLOAT_OPERATION, 'FloatOperation'],
  [OVERFLOW, 'Overflow'],
  [ROUNDED, 'Rounded'],
  [SUBNORMAL, 'Subnormal'],
  [UNDERFLOW, 'Underflow'],
];

/** The names of signals, as `repr` of a context lists them. */
function signalList(conditions: number): string {
  const names = SIGNAL_OF_CONDITION.filter(([bits]) => bits & conditions).map(([, name]) => name);
  return `[${[...new Set(names)].join(', ')}]`;
}

function decimal_context_repr(self: Context): Result {
  const limits = `Emin=${self.emin}, Emax=${self.emax}, capitals=${Number(self.capitals)}, clamp=${Number(self.n.clamp)}`;
  return fromHost(
    `Context(prec=${self.prec}, rounding=${ROUNDINGS[self.n.rounding]}, ${limits}, ` +
      `flags=${signalList(self.flags)}, traps=${signalList(self.traps)})`,
  );
}

function signalsAsList(conditions: number): PyList {
  return new PyList(SIGNALS.filter(([, bits]) => bits & conditions).map(([name]) => classNamed(name)));
}

function decimal_context_reduce(self: Context): Result {
  return new PyTuple([
    self.cls,
    new PyTuple([
      self.prec,
      ROUNDINGS[self.n.rounding]!,
      self.emin,
      self.emax,
      Number(self.capitals),
      Number(self.n.clamp),
      signalsAsList(self.flags),
      signalsAsList(self.traps),
    ]),
  ]);
}

function cannotDelete(): PyBaseException {
  return newException(attributeErrorType, 'context attributes cannot be deleted');
}

function attribute(name: string, get: (self: Context) => Result): Parameters<typeof defineGetSets>[1] {
  const set = (self: Context, value: Value | undefined): Result | void => {
    if (value === undefined) throw cannotDelete();
    return SETTERS[name]!(self, value);
  };
  return { [name]: [get, set] };
}

defineStaticMethods(decimalContextType, { __new__: ['($type, *args, **kwargs)', decimal_context_new] });
defineMethods(decimalContextType, {
  __init__: [
    '($self, /, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)',
    decimal_context_init,
  ],
  __repr__: ['($self, /)', decimal_context_repr],
  __reduce__: ['($self, /)', decimal_context_reduce],
  __copy__: ['($self, /)', (self: Context) => self.copy()],
  copy: [
    '($self, /)',
    (self: Context) => self.copy(),
    'Return a duplicate of the context with all flags cleared.',
  ],
  clear_flags: [
    '($self, /)',
    (self: Context) => {
      self.flags = 0;
      return None;
    },
    'Reset all flags to False.',
  ],
  clear_traps: [
    '($self, /)',
    (self: Context) => {
      self.traps = 0;
      return None;
    },
    'Set all traps to False.',
  ],
  Etiny: [
    '($self, /)',
    (self: Context) => normalizeInt(BigInt(self.emin) - BigInt(self.prec) + 1n),
    'Return a value equal to Emin - prec + 1, which is the minimum exponent value\nfor subnormal results.',
  ],
  Etop: [
    '($self, /)',
    (self: Context) => normalizeInt(BigInt(self.emax) - BigInt(self.prec) + 1n),
    'Return a value equal to Emax - prec + 1.',
  ],
});
defineGetSets(decimalContextType, {
  ...attribute('prec', (self) => self.prec),
  ...attribute('Emax', (self) => self.emax),
  ...attribute('Emin', (self) => self.emin),
  ...attribute('rounding', (self) => ROUNDINGS[self.n.rounding]!),
  ...attribute('capitals', (self) => Number(self.capitals)),
  ...attribute('clamp', (self) => Number(self.n.clamp)),
  ...attribute('flags', (self) => self.dict('flags')),
  ...attribute('traps', (self) => self.dict('traps')),
});

// --- SignalDict ------------------------------------------------------------------------------------------------------

/** The layout of SignalDict: a view of a context's flags or traps. */
export class SignalDict extends PyObject {
  /** Null in one that Python code made: it is of no use. */
  context: Context | null = null;
  which: 'flags' | 'traps' = 'flags';

  get conditions(): number {
    if (this.context === null) throw newException(valueErrorType, 'invalid signal dict');
    return this.context[this.which];
  }
}

/** Makes instances of SignalDict itself, which is a class of Python's. */
function newSignalDict(): SignalDict {
  return new (classNamed('SignalDict').Ctor)() as SignalDict;
}

export const signalDictMixinType = builtinType('SignalDictMixin', SignalDict, { module: 'decimal' });

function signaldict_setitem(self: SignalDict, key: Value, value: Value): Result {
  if (typeof value !== 'boolean')
    return converted(signaldict_setitem, [self, key, value], [null, null, 'truth']);
  const { conditions } = self;
  const bits = conditionsOfSignal(key);
  self.context![self.which] = value ? conditions | bits : conditions & ~bits;
  return None;
}

function signaldict_repr(self: SignalDict): Result {
  const { conditions } = self;
  const entry = ([name, bits]: [string, number]): string =>
    `<class 'decimal.${name}'>:${conditions & bits ? 'True' : 'False'}`;
  return `{${SIGNALS.map((s) => entry(s as [string, number])).join(', ')}}`;
}

function signaldict_eq(self: SignalDict, other: Value): Result {
  const { conditions } = self;
  if (other instanceof SignalDict) return conditions === other.conditions;
  if (!(other instanceof PyDict)) return NotImplemented;
  return frozenFunction('decimal', 'equals_dict').call3(self, conditions, other);
}

function signaldict_ne(self: SignalDict, other: Value): Result {
  const { conditions } = self;
  if (other instanceof SignalDict) return conditions !== other.conditions;
  if (!(other instanceof PyDict)) return NotImplemented;
  return frozenFunction('decimal', 'differs_from_dict').call3(self, conditions, other);
}

function signaldict_copy(self: SignalDict): Result {
  const { conditions } = self;
  const dict = new PyDict();
  for (const [name, bits] of SIGNALS) dict.setPlain(classNamed(name), (conditions & bits) !== 0);
  return dict;
}

function signaldict_len(self: SignalDict): Result {
  return self.conditions < 0 ? 0 : SIGNALS.length;
}

function signaldict_iter(self: SignalDict): Result {
  return self.conditions < 0 ? None : iter(new PyTuple(SIGNALS.map(([name]) => classNamed(name))));
}

defineMethods(signalDictMixinType, {
  __repr__: ['($self, /)', signaldict_repr],
  __eq__: ['($self, value, /)', signaldict_eq],
  __ne__: ['($self, value, /)', signaldict_ne],
  __len__: ['($self, /)', signaldict_len],
  __iter__: ['($self, /)', signaldict_iter],
  __getitem__: [
    '($self, key, /)',
    (self: SignalDict, key: Value) => (self.conditions & conditionsOfSignal(key)) !== 0,
  ],
  __setitem__: ['($self, key, value, /)', signaldict_setitem],
  __delitem__: ['($self, key, /)', () => valueError('signal keys cannot be deleted')],
  copy: ['($self, /)', signaldict_copy],
});

// --- The current context ---------------------------------------------------------------------------------------------

/** Makes a context the current one; of the templates a copy. */
function setCurrent(context: Context): void {
  const { variable, defaultContext, basicContext, extendedContext } = decimalState();
  let chosen = context;
  if (context === defaultContext || context === basicContext || context === extendedContext) {
    chosen = context.copy();
    chosen.flags = 0;
  }
  currentContext().set(variable, chosen);
}

/** `decimal.setcontext`: the one of the running tasklet, as context variables are. */
export function decimal_setcontext(context: Value): Result {
  if (!(context instanceof Context)) return typeError('argument must be a context');
  setCurrent(context);
  return None;
}

class ContextManager extends PyObject {
  local: Context;
  global: Context;
  constructor(local: Context, global: Context) {
    super();
    this.local = local;
    this.global = global;
  }
}

const contextManagerType = builtinType('ContextManager', ContextManager, { module: 'decimal', final: true });
pickleByFields(contextManagerType);

/** `decimal.localcontext`: a manager with a copy of the context, which the keyword arguments change. */
export function decimal_localcontext(ctx: Value = None, ...settings: (Value | undefined)[]): Result {
  const current = currentDecimalContext();
  if (ctx !== None && !(ctx instanceof Context)) return typeError('optional argument must be a context');
  const manager = new ContextManager((ctx instanceof Context ? ctx : current).copy(), current);
  const result = decimal_context_init(manager.local, ...settings);
  return result === ABRUPT ? (suspend(new LocalContextFrame(manager)) as Result) : manager;
}

/** Gives the manager once its context has been set up. */
class LocalContextFrame extends NativeFrame {
  readonly manager: ContextManager;
  constructor(manager: ContextManager) {
    super();
    this.manager = manager;
  }
  returned(): IterResult {
    return this.manager;
  }
}

defineMethods(contextManagerType, {
  __enter__: [
    '($self, /)',
    (self: ContextManager) => {
      setCurrent(self.local);
      return self.local;
    },
  ],
  __exit__: [
    '($self, /, *args)',
    (self: ContextManager) => {
      setCurrent(self.global);
      return false;
    },
  ],
});

/** The context of an IEEE interchange format. */
export function decimal_IEEEContext(bits: Value): Result {
  const n = ssizeArgument(bits);
  if (n <= 0 || n > IEEE_CONTEXT_MAX_BITS || Number(n) % 32 !== 0)
    return valueError(`argument must be a multiple of 32, with a maximum of ${IEEE_CONTEXT_MAX_BITS}`);
  const size = Number(n);
  const emax = 3 * 2 ** (size / 16 + 3);
  const context = new Context();
  context.set((9 * size) / 32 - 2, emax, 1 - emax, ROUND_HALF_EVEN, true);
  return context;
}

export const IEEE_CONTEXT_MAX_BITS = 512;

defineIntrinsics({
  /** Sets `flags` or `traps` of a context to a list of signals. */
  decimal_set_signals: [
    '(context, which, signals, /)',
    (context: Context, which: 'flags' | 'traps', signals: PyList): Result => {
      context[which] = conditionsOf(signals.items);
      return None;
    },
  ],
  /** Whether these conditions are exactly those of a list of signals. */
  decimal_same_signals: [
    '(conditions, signals, /)',
    (conditions: number, signals: PyList): Result => conditions === conditionsOf(signals.items),
  ],
});
