// What becomes a Decimal: ints, floats, text, tuples; and what a Decimal becomes: an int, a float, a tuple.
import {
  newException,
  overflowErrorType,
  type PyBaseException,
  typeError,
  typeErrorType,
  valueErrorType,
} from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import { intOf } from '../../objects/int.ts';
import { PyList } from '../../objects/list.ts';
import type { Result, Value } from '../../objects/object.ts';
import { textOf } from '../../objects/str.ts';
import { decomposeDouble } from '../../objects/text/float-repr.ts';
import { type Int, intGcd, normalizeInt } from '../../objects/text/int-arithmetic.ts';
import { PyTuple } from '../../objects/tuple.ts';
import type { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { wholeMagnitude } from './arithmetic.ts';
import { type Context, contextArgument, decimalState, ssizeArgument } from './context.ts';
import {
  CONVERSION_SYNTAX,
  copyWithSign,
  Decimal,
  type DecimalContext,
  decimalType,
  digitsOf,
  finalized,
  FINITE,
  finite,
  FLOAT_OPERATION,
  infinity,
  INFINITE,
  invalid,
  isNaNKind,
  pow10,
  QUIET,
  SIGNALING,
} from './number.ts';
import { asciiNumber, decimalText, exactInt, exactly, parseDecimal } from './text.ts';

/** The Decimal that an operand stands for; undefined for what is neither a Decimal nor an int. */
export function operandOf(value: Value): Decimal | undefined {
  if (value instanceof Decimal) return value;
  const n = intOf(value);
  return n === undefined ? undefined : exactInt(n);
}

/** The text of the TypeError of `Decimal(value)`. */
export function unsupported(value: Value): string {
  return `conversion from ${typeOf(value).name} to Decimal is not supported`;
}

/** As operandOf. Throws TypeError. */
export function requireOperand(value: Value): Decimal {
  const d = operandOf(value);
  if (d === undefined) throw newException(typeErrorType, unsupported(value));
  return d;
}

/** An instance of exactly this class; a Decimal of another class is copied. */
export function asClass(cls: PyType, d: Decimal): Decimal {
  if (d.cls === cls) return d;
  const copy = new cls.Ctor() as Decimal;
  copy.negative = d.negative;
  copy.kind = d.kind;
  copy.coefficient = d.coefficient;
  copy.exponent = d.exponent;
  return copy;
}

/** The exact value of a float. */
export function fromFloat(v: number): Decimal {
  const negative = v < 0 || Object.is(v, -0);
  if (Number.isNaN(v)) return new Decimal(false, QUIET, 0, 0);
  if (!Number.isFinite(v)) return infinity(negative);
  if (v === 0) return finite(negative, 0, 0);
  const { mantissa, exponent } = decomposeDouble(Math.abs(v));
  const zeros = mantissa.toString(2).length - mantissa.toString(2).lastIndexOf('1') - 1;
  const odd = mantissa >> BigInt(zeros);
  const places = -(exponent + zeros);
  if (places <= 0) return finite(negative, normalizeInt(odd << BigInt(-places)), 0);
  return finite(negative, normalizeInt(odd * 5n ** BigInt(places)), -places);
}

// --- Decimal(value) --------------------------------------------------------------------------------------------------

/** `Decimal(value, context)`: exact, the context only says what is trapped. */
export function decimal_new(cls: PyType, value: Value = '0', context?: Value): Result {
  const c = contextArgument(context);
  if (value instanceof Decimal && value.cls === decimalType && cls === decimalType) return value;
  const made = value instanceof Decimal ? copyWithSign(value, value.negative) : fromValue(value, c, true);
  if (made === undefined) return typeError(unsupported(value));
  return c.settle(asClass(cls, made));
}

/** `Context.create_decimal(num)`: fitted to the context. */
export function decimal_create(self: Context, num: Value = '0'): Result {
  self.n.status = 0;
  const made = num instanceof Decimal ? fitted(num, self.n) : fromValue(num, self, false);
  if (made === undefined) return typeError(unsupported(num));
  return self.settle(asClass(decimalType, made));
}

/** A Decimal for a new context; a payload that is too long is no NaN's. */
function fitted(d: Decimal, context: DecimalContext): Decimal {
  const most = context.prec - (context.clamp ? 1 : 0);
  if (isNaNKind(d) && d.coefficient !== 0 && digitsOf(d.coefficient) > most)
    return invalid(context, CONVERSION_SYNTAX);
  return finalized(d, context);
}

/** The Decimal of an int, text, sequence or float; undefined for anything else. Conditions are noted in the context. */
function fromValue(value: Value, context: Context, exact: boolean): Decimal | undefined {
  const text = textOf(value);
  if (text !== undefined) return fromText(asciiNumber(text, exact), context, exact);
  const n = intOf(value);
  if (n !== undefined) return exact ? exactInt(n) : finalized(exactInt(n), context.n);
  if (value instanceof PyTuple || value instanceof PyList)
    return fromText(sequenceText(value.items), context, exact);
  if (value instanceof PyFloat) {
    context.n.status |= FLOAT_OPERATION;
    return exact ? fromFloat(value.v) : finalized(fromFloat(value.v), context.n);
  }
  return undefined;
}

function fromText(text: string, context: Context, exact: boolean): Decimal {
  if (!exact) return parseDecimal(text, context.n);
  const [d, conditions] = exactly((c) => parseDecimal(text, c));
  context.n.status |= conditions;
  return d;
}

function badSequence(message: string): PyBaseException {
  return newException(valueErrorType, message);
}

/** The text of (sign, digits, exponent). Throws ValueError. */
function sequenceText(items: Value[]): string {
  if (items.length !== 3) throw badSequence('argument must be a sequence of length 3');
  const [sign, digits, exponent] = items as [Value, Value, Value];
  const s = intOf(sign);
  if (s !== 0 && s !== 1) throw badSequence('sign must be an integer with the value 0 or 1');
  const prefix = s === 1 ? '-' : '';
  const kind = textOf(exponent);
  if (kind === 'F') return `${prefix}Inf`;
  if (kind !== undefined && kind !== 'n' && kind !== 'N')
    throw badSequence("string argument in the third position must be 'F', 'n' or 'N'");
  if (kind === undefined && intOf(exponent) === undefined) throw badSequence('exponent must be an integer');
  const power = kind === undefined ? ssizeArgument(exponent) : 0;
  const coefficient = digitText(digits);
  if (kind !== undefined) return `${prefix}${kind === 'N' ? 's' : ''}NaN${coefficient}`;
  return `${prefix}${coefficient === '' ? '0' : coefficient}E${power}`;
}

function digitText(digits: Value): string {
  if (!(digits instanceof PyTuple || digits instanceof PyList))
    throw badSequence('coefficient must be a tuple of digits');
  return digits.items
    .map((item) => {
      const digit = intOf(item);
      if (digit === undefined || digit < 0 || digit > 9)
        throw badSequence('coefficient must be a tuple of digits');
      return String(digit);
    })
    .join('');
}

/** `Decimal.from_float(f)`. */
export function decimal_from_float(cls: PyType, f: Value): Result {
  const n = intOf(f);
  if (n === undefined && !(f instanceof PyFloat)) return typeError('argument must be int or float');
  return instanceOf(cls, n === undefined ? fromFloat((f as PyFloat).v) : exactInt(n));
}

/** `Decimal.from_number(number)`. */
export function decimal_from_number(cls: PyType, number: Value): Result {
  const d = number instanceof PyFloat ? fromFloat(number.v) : operandOf(number);
  return d === undefined ? typeError(unsupported(number)) : instanceOf(cls, d);
}

/** A Decimal as an instance of a subclass, by calling it. */
function instanceOf(cls: PyType, d: Decimal): Result {
  return cls === decimalType ? asClass(cls, d) : cls.call1(asClass(decimalType, d));
}

/** `Context.create_decimal_from_float(f)`. */
export function decimal_create_from_float(self: Context, f: Value): Result {
  const n = intOf(f);
  if (n === undefined && !(f instanceof PyFloat)) return typeError('argument must be int or float');
  self.n.status = 0;
  return self.settle(finalized(n === undefined ? fromFloat((f as PyFloat).v) : exactInt(n), self.n));
}

// --- Decimal to something else ---------------------------------------------------------------------------------------

function requireFinite(d: Decimal, to: string): void {
  if (d.kind === FINITE) return;
  if (d.kind === INFINITE) throw newException(overflowErrorType, `cannot convert Infinity to ${to}`);
  throw newException(valueErrorType, `cannot convert NaN to ${to}`);
}

/** The int that a finite Decimal cut off to a whole number is. Throws ValueError or OverflowError. */
export function toInt(d: Decimal): Int {
  requireFinite(d, 'integer');
  const n = wholeMagnitude(d);
  return d.negative ? normalizeInt(-BigInt(n)) : n;
}

/** `float(d)`. Throws ValueError for a signaling NaN. */
export function toFloatNumber(d: Decimal): number {
  if (d.kind === SIGNALING) throw newException(valueErrorType, 'cannot convert signaling NaN to float');
  if (d.kind === QUIET) return NaN;
  if (d.kind === INFINITE) return d.negative ? -Infinity : Infinity;
  return Number(decimalText(d, false, true));
}

/** Numerator and denominator in lowest terms. */
export function decimal_as_integer_ratio(self: Decimal): Result {
  requireFinite(self, 'integer ratio');
  if (self.exponent >= 0 || self.coefficient === 0) return new PyTuple([toInt(self), 1]);
  const power = normalizeInt(pow10(-self.exponent));
  const common = BigInt(intGcd(self.coefficient, power));
  const numerator = BigInt(self.coefficient) / common;
  return new PyTuple([
    normalizeInt(self.negative ? -numerator : numerator),
    normalizeInt(BigInt(power) / common),
  ]);
}

/** DecimalTuple(sign, digits, exponent). */
export function decimal_as_tuple(self: Decimal): Result {
  const digits =
    isNaNKind(self) && self.coefficient === 0 ? [] : [...self.coefficient.toString()].map(Number);
  const exponent =
    self.kind === FINITE ? self.exponent : self.kind === INFINITE ? 'F' : self.kind === SIGNALING ? 'N' : 'n';
  const make = decimalState().classes.get('DecimalTuple')!;
  return make.call3(Number(self.negative), new PyTuple(digits), exponent);
}
