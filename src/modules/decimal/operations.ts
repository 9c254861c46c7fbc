// The operations of decimal numbers by the names of their methods, which Decimal and Context share: what they do and how they
// are documented.
import { None, NotImplemented } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import { PyTuple } from '../../objects/tuple.ts';
import * as arithmetic from './arithmetic.ts';
import {
  compare,
  compareSignal,
  compareTotal,
  compareTotalMagnitude,
  extreme,
  orderAsDecimal,
} from './compare.ts';
import type { Context } from './context.ts';
import { asClass, operandOf } from './convert.ts';
import * as digits from './digits.ts';
import type { Decimal } from './number.ts';
import {
  adjusted,
  type DecimalContext,
  decimalType,
  FINITE,
  INFINITE,
  isNaNKind,
  isZero,
  QUIET,
  SIGNALING,
} from './number.ts';
import { exp, ln, log10, power, powerModulo } from './power.ts';

export type Unary = (a: Decimal, context: DecimalContext) => Decimal;
export type Binary = (a: Decimal, b: Decimal, context: DecimalContext) => Decimal;

/** A result as a method gives it: of exact class Decimal, once the signals have been dealt with. */
export function settled(context: Context, d: Decimal): Result {
  return context.settle(d.cls === decimalType ? d : asClass(decimalType, d));
}

/** `divmod(a, b)`: what is trapped is raised for the two together. */
export function divmodResult(a: Decimal, b: Decimal, context: Context): Result {
  const [quotient, remainder] = arithmetic.divmod(a, b, context.n);
  return context.settle(new PyTuple([asClass(decimalType, quotient), asClass(decimalType, remainder)]));
}

/** `pow(a, b, modulus)`; NotImplemented for a modulus that is no number. */
export function powerResult(a: Decimal, b: Decimal, modulus: Value, context: Context): Result {
  if (modulus === None) return settled(context, power(a, b, context.n));
  const m = operandOf(modulus);
  if (m === undefined) return NotImplemented;
  return settled(context, powerModulo(a, b, m, context.n));
}

/** `number_class()`: one of the ten texts of the specification. */
export function numberClass(a: Decimal, context: DecimalContext): string {
  if (a.kind === QUIET) return 'NaN';
  if (a.kind === SIGNALING) return 'sNaN';
  const sign = a.negative ? '-' : '+';
  if (a.kind === INFINITE) return sign + 'Infinity';
  if (a.coefficient === 0) return sign + 'Zero';
  return sign + (adjusted(a) < context.emin ? 'Subnormal' : 'Normal');
}

/** Whether it is finite, not zero, and its adjusted exponent not below Emin. */
export function isNormal(a: Decimal, context: DecimalContext): boolean {
  return a.kind === FINITE && a.coefficient !== 0 && adjusted(a) >= context.emin;
}

/** Whether it is finite, not zero, and its adjusted exponent below Emin. */
export function isSubnormal(a: Decimal, context: DecimalContext): boolean {
  return a.kind === FINITE && a.coefficient !== 0 && adjusted(a) < context.emin;
}

/** Whether the exponents are the same; two NaNs and two infinities are of the same quantum. */
export function sameQuantum(a: Decimal, b: Decimal): boolean {
  if (a.kind === FINITE && b.kind === FINITE) return a.exponent === b.exponent;
  return (isNaNKind(a) && isNaNKind(b)) || (a.kind === INFINITE && b.kind === INFINITE);
}

const and: Binary = (a, b, c) => digits.logical(a, b, c, (x, y) => x && y);
const or: Binary = (a, b, c) => digits.logical(a, b, c, (x, y) => x || y);
const xor: Binary = (a, b, c) => digits.logical(a, b, c, (x, y) => x !== y);

/** name -> operation, docstrings of Decimal's method and of Context's. */
export const UNARY: Record<string, [Unary, string, string]> = {
  exp: [
    exp,
    'Return the value of the (natural) exponential function e**x at the given\nnumber.',
    'Return e ** x.',
  ],
  ln: [
    ln,
    'Return the natural (base e) logarithm of the operand.',
    'Return the natural (base e) logarithm of x.',
  ],
  log10: [log10, 'Return the base ten logarithm of the operand.', 'Return the base 10 logarithm of x.'],
  logb: [
    digits.logb,
    'For a non-zero number, return the adjusted exponent of the operand as a\nDecimal instance.',
    "Return the exponent of the magnitude of the operand's MSD.",
  ],
  logical_invert: [digits.logicalInvert, 'Invert all its digits.', 'Invert all the digits in the operand.'],
  next_minus: [
    digits.nextMinus,
    'Return the largest number representable in the given context that is smaller than the\ngiven operand.',
    'Return the largest representable number smaller than x.',
  ],
  next_plus: [
    digits.nextPlus,
    'Return the smallest number representable in the given context that is larger than the\ngiven operand.',
    'Return the smallest representable number larger than x.',
  ],
  normalize: [
    arithmetic.reduce,
    'Normalize the number by stripping the rightmost trailing zeros.',
    'Reduce x to its simplest form. Alias for reduce(x).',
  ],
  sqrt: [
    arithmetic.squareRoot,
    'Return the square root of the argument to full precision.',
    'Square root of a non-negative number to context precision.',
  ],
};

export const BINARY: Record<string, [Binary, string, string]> = {
  compare: [compare, 'Compare self to other.  Return a decimal value.', 'Compare x and y numerically.'],
  compare_signal: [
    compareSignal,
    'Identical to compare, except that all NaNs signal.',
    'Compare x and y numerically.  All NaNs signal.',
  ],
  compare_total: [
    (a, b) => orderAsDecimal(compareTotal(a, b)),
    'Compare two operands using their abstract representation rather than\ntheir numerical value.',
    'Compare x and y using their abstract representation.',
  ],
  compare_total_mag: [
    (a, b) => orderAsDecimal(compareTotalMagnitude(a, b)),
    'Compare two operands using their abstract representation, ignoring their signs.',
    'Compare x and y using their abstract representation, ignoring sign.',
  ],
  copy_sign: [
    arithmetic.copySign,
    'Return a copy of the first operand with the sign set to be the same as the\nsign of the second operand.',
    'Copy the sign from y to x.',
  ],
  logical_and: [
    and,
    "Applies an 'and' operation between self and other's digits.",
    "Applies the logical operation 'and' between each operand's digits.",
  ],
  logical_or: [
    or,
    "Applies an 'or' operation between self and other's digits.",
    "Applies the logical operation 'or' between each operand's digits.",
  ],
  logical_xor: [
    xor,
    "Applies an 'xor' operation between self and other's digits.",
    "Applies the logical operation 'xor' between each operand's digits.",
  ],
  max: [
    (a, b, c) => extreme(a, b, 1, false, c),
    'Maximum of self and other.',
    'Compare the values numerically and return the maximum.',
  ],
  max_mag: [
    (a, b, c) => extreme(a, b, 1, true, c),
    'Similar to the max() method, but the comparison is done using the absolute\nvalues of the operands.',
    'Compare the values numerically with their sign ignored.',
  ],
  min: [
    (a, b, c) => extreme(a, b, -1, false, c),
    'Minimum of self and other.',
    'Compare the values numerically and return the minimum.',
  ],
  min_mag: [
    (a, b, c) => extreme(a, b, -1, true, c),
    'Similar to the min() method, but the comparison is done using the absolute\nvalues of the operands.',
    'Compare the values numerically with their sign ignored.',
  ],
  next_toward: [
    digits.nextToward,
    'Return the number closest to the first operand in the direction of the second operand.',
    'Return the number closest to x, in the direction towards y.',
  ],
  remainder_near: [
    arithmetic.remainderNear,
    'Return the remainder from dividing self by other, of the smallest magnitude.',
    'Return x - y * n, where n is the integer nearest the exact value of x / y\n(if the result is 0 then its sign will be the sign of x).',
  ],
  rotate: [
    digits.rotate,
    'Return the result of rotating the digits of the first operand by an amount\nspecified by the second operand.',
    'Return a copy of x, rotated by y places.',
  ],
  scaleb: [
    digits.scaleb,
    'Return the first operand with the exponent adjusted the second.',
    'Return the first operand after adding the second value to its exp.',
  ],
  shift: [
    digits.shift,
    'Return the result of shifting the digits of the first operand by an amount\nspecified by the second operand.',
    'Return a copy of x, shifted by y places.',
  ],
};

/** Operations that only Context has by name. */
export const CONTEXT_UNARY: Record<string, [Unary, string]> = {
  abs: [arithmetic.absolute, 'Return the absolute value of x.'],
  minus: [
    arithmetic.unaryMinus,
    'Minus corresponds to the unary prefix minus operator in Python, but applies\nthe context to the result.',
  ],
  plus: [
    arithmetic.unaryPlus,
    'Plus corresponds to the unary prefix plus operator in Python, but applies\nthe context to the result.',
  ],
  to_integral: [(a, c) => arithmetic.toIntegral(a, false, c), 'Identical to to_integral_value(x).'],
  to_integral_exact: [
    (a, c) => arithmetic.toIntegral(a, true, c),
    'Round to an integer. Signal if the result is rounded or inexact.',
  ],
  to_integral_value: [(a, c) => arithmetic.toIntegral(a, false, c), 'Round to an integer.'],
};

export const CONTEXT_BINARY: Record<string, [Binary, string]> = {
  add: [arithmetic.add, 'Return the sum of x and y.'],
  divide: [arithmetic.divide, 'Return x divided by y.'],
  divide_int: [arithmetic.divideInteger, 'Return x divided by y, truncated to an integer.'],
  multiply: [arithmetic.multiply, 'Return the product of x and y.'],
  quantize: [arithmetic.quantize, 'Return a value equal to x (rounded), having the exponent of y.'],
  remainder: [
    arithmetic.remainder,
    'Return the remainder from integer division.  The sign of the result,\nif non-zero, is the same as that of the original dividend.',
  ],
  subtract: [arithmetic.subtract, 'Return the difference between x and y.'],
};

/** name -> predicate, and what it says. */
export const PREDICATES: Record<string, [(a: Decimal) => boolean, string, string]> = {
  is_finite: [
    (a) => a.kind === FINITE,
    'Return True if the argument is a finite number, and False if the argument\nis infinite or a NaN.',
    'Return True if x is finite, False otherwise.',
  ],
  is_infinite: [
    (a) => a.kind === INFINITE,
    'Return True if the argument is either positive or negative infinity and\nFalse otherwise.',
    'Return True if x is infinite, False otherwise.',
  ],
  is_nan: [
    isNaNKind,
    'Return True if the argument is a (quiet or signaling) NaN and False\notherwise.',
    'Return True if x is a qNaN or sNaN, False otherwise.',
  ],
  is_qnan: [
    (a) => a.kind === QUIET,
    'Return True if the argument is a quiet NaN, and False otherwise.',
    'Return True if x is a quiet NaN, False otherwise.',
  ],
  is_snan: [
    (a) => a.kind === SIGNALING,
    'Return True if the argument is a signaling NaN and False otherwise.',
    'Return True if x is a signaling NaN, False otherwise.',
  ],
  is_signed: [
    (a) => a.negative,
    'Return True if the argument has a negative sign and False otherwise.',
    'Return True if x is negative, False otherwise.',
  ],
  is_zero: [
    isZero,
    'Return True if the argument is a (positive or negative) zero and False\notherwise.',
    'Return True if x is a zero, False otherwise.',
  ],
};
