// Decimal arithmetic: sums, products, quotients, remainders, rounding to an exponent, square roots. Each function is one of the
// operations of the specification; its last parameter is the context.
import { type Int, intIsqrt, normalizeInt } from '../../objects/text/int-arithmetic.ts';
import { compareMagnitude } from './compare.ts';
import {
  adjusted,
  CLAMPED,
  copyWithSign,
  cutOff,
  type Decimal,
  type DecimalContext,
  digitsOf,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  ERRORS,
  EXPONENT_LIMIT,
  finalize,
  finalized,
  FINITE,
  finite,
  INEXACT,
  INFINITE,
  infinity,
  invalid,
  INVALID_OPERATION,
  isNaNKind,
  isOdd,
  isZero,
  maxContext,
  nanOf,
  plusOne,
  pow10,
  ROUND_FLOOR,
  ROUND_HALF_EVEN,
  ROUNDED,
  roundedShift,
  roundsUp,
  shiftLeft,
  shiftRight,
  SUBNORMAL,
  trailingZeros,
} from './number.ts';

// --- Sums ------------------------------------------------------------------------------------------------------------

/** a + b. */
export function add(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  return sum(a, b, b.negative, context);
}

/** a - b. */
export function subtract(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  return sum(a, b, !b.negative, context);
}

/** a + b with another sign of b. */
function sum(a: Decimal, b: Decimal, bNegative: boolean, context: DecimalContext): Decimal {
  if (a.kind !== FINITE || b.kind !== FINITE) return sumOfSpecials(a, b, bNegative, context);
  if (a.exponent === b.exponent)
    return sumOfCoefficients(a.negative, a.coefficient, bNegative, b.coefficient, a.exponent, context);
  if (a.exponent > b.exponent) return sumAligned(a, a.negative, b, bNegative, context);
  return sumAligned(b, bNegative, a, a.negative, context);
}

function sumOfSpecials(a: Decimal, b: Decimal, bNegative: boolean, context: DecimalContext): Decimal {
  const nan = nanOf(context, a, b);
  if (nan !== undefined) return nan;
  if (a.kind === INFINITE)
    return b.kind === INFINITE && a.negative !== bNegative ? invalid(context) : infinity(a.negative);
  return infinity(bNegative);
}

/** The sum of two numbers, the exponent of the first being the greater. */
function sumAligned(
  high: Decimal,
  highNegative: boolean,
  low: Decimal,
  lowNegative: boolean,
  context: DecimalContext,
): Decimal {
  let { coefficient, exponent } = low;
  if (high.coefficient !== 0) {
    // What lies far below the digits that will be kept matters only as being there.
    const digits = digitsOf(high.coefficient);
    const limit = high.exponent - 1 + (digits > context.prec ? 0 : digits - context.prec - 1);
    if (adjusted(low) < limit) {
      coefficient = coefficient === 0 ? 0 : 1;
      exponent = limit;
    }
  }
  const shifted = shiftLeft(high.coefficient, high.exponent - exponent);
  return sumOfCoefficients(highNegative, shifted, lowNegative, coefficient, exponent, context);
}

function sumOfCoefficients(
  aNegative: boolean,
  a: Int,
  bNegative: boolean,
  b: Int,
  exponent: number,
  context: DecimalContext,
): Decimal {
  if (aNegative === bNegative) return finalize(aNegative, plus(a, b), exponent, context);
  if (a === b) return finalize(context.rounding === ROUND_FLOOR, 0, exponent, context);
  return a > b
    ? finalize(aNegative, difference(a, b), exponent, context)
    : finalize(bNegative, difference(b, a), exponent, context);
}

function plus(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a + b;
    if (r <= Number.MAX_SAFE_INTEGER) return r;
  }
  return normalizeInt(BigInt(a) + BigInt(b));
}

/** a - b for a > b. */
function difference(a: Int, b: Int): Int {
  return typeof a === 'number' && typeof b === 'number' ? a - b : normalizeInt(BigInt(a) - BigInt(b));
}

// --- Products --------------------------------------------------------------------------------------------------------

function times(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a * b;
    if (r <= Number.MAX_SAFE_INTEGER) return r;
  }
  return normalizeInt(BigInt(a) * BigInt(b));
}

/** a * b. */
export function multiply(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  const negative = a.negative !== b.negative;
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf(context, a, b);
    if (nan !== undefined) return nan;
    return isZero(a) || isZero(b) ? invalid(context) : infinity(negative);
  }
  return finalize(negative, times(a.coefficient, b.coefficient), a.exponent + b.exponent, context);
}

/** a * b + c with one rounding. */
export function fma(a: Decimal, b: Decimal, c: Decimal, context: DecimalContext): Decimal {
  const exact = maxContext();
  const product = multiply(a, b, exact);
  context.status |= exact.status & ERRORS;
  // A NaN's payload has been kept whole: the sum cuts it.
  if (exact.status & INVALID_OPERATION)
    return isNaNKind(product) ? (nanOf(context, product) ?? product) : product;
  return add(product, c, context);
}

// --- Quotients -------------------------------------------------------------------------------------------------------

/** a / b. */
export function divide(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  const negative = a.negative !== b.negative;
  if (a.kind !== FINITE || b.kind !== FINITE) return divideSpecials(a, b, negative, context);
  if (b.coefficient === 0) {
    if (a.coefficient === 0) return invalid(context, DIVISION_UNDEFINED);
    context.status |= DIVISION_BY_ZERO;
    return infinity(negative);
  }
  const ideal = a.exponent - b.exponent;
  if (a.coefficient === 0) return finalize(negative, 0, ideal, context);
  return divideFinite(a.coefficient, b.coefficient, ideal, negative, context);
}

function divideSpecials(a: Decimal, b: Decimal, negative: boolean, context: DecimalContext): Decimal {
  const nan = nanOf(context, a, b);
  if (nan !== undefined) return nan;
  if (a.kind === INFINITE) return b.kind === INFINITE ? invalid(context) : infinity(negative);
  context.status |= CLAMPED;
  return finite(negative, 0, context.etiny);
}

/** The quotient of coefficients that are not zero. */
function divideFinite(a: Int, b: Int, ideal: number, negative: boolean, context: DecimalContext): Decimal {
  if (typeof a === 'number' && typeof b === 'number' && a % b === 0 && a / b <= 1e15)
    return finalize(negative, a / b, ideal, context);
  let shift = digitsOf(b) - digitsOf(a) + context.prec;
  let [dividend, divisor] = aligned(a, b, shift);
  let quotient = dividend / divisor;
  if (quotient >= pow10(context.prec)) {
    // A digit too many: again with one less, so that the remainder decides the rounding.
    [dividend, divisor] = aligned(a, b, --shift);
    quotient = dividend / divisor;
  }
  const rest = dividend - quotient * divisor;
  if (rest === 0n) return exactQuotient(normalizeInt(quotient), ideal, ideal - shift, negative, context);
  return roundedQuotient(quotient, rest * 2n, divisor, ideal - shift, negative, context);
}

/** a * 10**shift and b, as integers. */
function aligned(a: Int, b: Int, shift: number): [bigint, bigint] {
  return shift >= 0 ? [BigInt(a) * pow10(shift), BigInt(b)] : [BigInt(a), BigInt(b) * pow10(-shift)];
}

/** A quotient without a remainder gets as near to the ideal exponent as it can. */
function exactQuotient(
  n: Int,
  ideal: number,
  exponent: number,
  negative: boolean,
  context: DecimalContext,
): Decimal {
  const zeros = ideal > exponent ? Math.min(trailingZeros(n), ideal - exponent) : 0;
  return finalize(negative, shiftRight(n, zeros), exponent + zeros, context);
}

/** A quotient with as many digits as the precision, and a remainder (here doubled). */
function roundedQuotient(
  quotient: bigint,
  twice: bigint,
  divisor: bigint,
  exponent: number,
  negative: boolean,
  context: DecimalContext,
): Decimal {
  const adj = exponent + context.prec - 1;
  if (adj >= context.emax || adj < context.emin || (context.clamp && exponent > context.etop)) {
    // One digit more than can be kept says that there is something behind.
    return finalize(
      negative,
      normalizeInt(quotient * 10n + (twice < divisor ? 1n : twice > divisor ? 6n : 5n)),
      exponent - 1,
      context,
    );
  }
  const cut = twice < divisor ? 1 : twice > divisor ? 6 : 5;
  context.status |= INEXACT | ROUNDED;
  let n = normalizeInt(quotient);
  if (!roundsUp(context.rounding, cut, negative, n)) return finite(negative, n, exponent);
  n = plusOne(n);
  return finalize(negative, n, exponent, context);
}

/** Quotient as an integer, and remainder, of finite numbers, b not zero; undefined when the quotient has too many digits. */
function divideWithRest(a: Decimal, b: Decimal, context: DecimalContext): [Int, Decimal] | undefined {
  const ideal = Math.min(a.exponent, b.exponent);
  if (a.coefficient === 0) return [0, finite(a.negative, 0, ideal)];
  const apart = adjusted(a) - adjusted(b);
  if (apart < 0) {
    return [0, finite(a.negative, shiftLeft(a.coefficient, a.exponent - ideal), ideal)];
  }
  if (apart > context.prec) return undefined;
  const x = shiftLeft(a.coefficient, a.exponent - ideal);
  const y = shiftLeft(b.coefficient, b.exponent - ideal);
  let quotient: Int;
  let rest: Int;
  if (typeof x === 'number' && typeof y === 'number') {
    rest = x % y;
    quotient = (x - rest) / y;
  } else {
    const q = BigInt(x) / BigInt(y);
    quotient = normalizeInt(q);
    rest = normalizeInt(BigInt(x) - q * BigInt(y));
  }
  return digitsOf(quotient) > context.prec ? undefined : [quotient, finite(a.negative, rest, ideal)];
}

/** The whole part of a / b. */
export function divideInteger(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  const negative = a.negative !== b.negative;
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf(context, a, b);
    if (nan !== undefined) return nan;
    if (a.kind === INFINITE) return b.kind === INFINITE ? invalid(context) : infinity(negative);
    return finite(negative, 0, 0);
  }
  if (b.coefficient === 0) {
    if (a.coefficient === 0) return invalid(context, DIVISION_UNDEFINED);
    context.status |= DIVISION_BY_ZERO;
    return infinity(negative);
  }
  const both = divideWithRest(a, b, context);
  if (both === undefined) return invalid(context, DIVISION_IMPOSSIBLE);
  return finalize(negative, both[0], 0, context);
}

/** The remainder of `divideInteger`; it has the sign of a. */
export function remainder(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  const special = remainderOfSpecials(a, b, context);
  if (special !== undefined) return special;
  const both = divideWithRest(a, b, context);
  return both === undefined ? invalid(context, DIVISION_IMPOSSIBLE) : finalized(both[1], context);
}

/** The remainder where an operand is special or b is zero. */
function remainderOfSpecials(a: Decimal, b: Decimal, context: DecimalContext): Decimal | undefined {
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf(context, a, b);
    if (nan !== undefined) return nan;
    return a.kind === INFINITE ? invalid(context) : finalized(a, context);
  }
  if (b.coefficient !== 0) return undefined;
  return invalid(context, a.coefficient === 0 ? DIVISION_UNDEFINED : INVALID_OPERATION);
}

/** `divideInteger` and `remainder` at once. */
export function divmod(a: Decimal, b: Decimal, context: DecimalContext): [Decimal, Decimal] {
  const negative = a.negative !== b.negative;
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf(context, a, b);
    if (nan !== undefined) return [nan, nan];
    if (a.kind === INFINITE) {
      const nothing = invalid(context);
      return [b.kind === INFINITE ? nothing : infinity(negative), nothing];
    }
    return [finite(negative, 0, 0), finalized(a, context)];
  }
  if (b.coefficient === 0) {
    if (a.coefficient === 0) {
      const nothing = invalid(context, DIVISION_UNDEFINED);
      return [nothing, nothing];
    }
    return [infinity(negative), invalid(context, DIVISION_BY_ZERO | INVALID_OPERATION)];
  }
  const both = divideWithRest(a, b, context);
  if (both === undefined) {
    const nothing = invalid(context, DIVISION_IMPOSSIBLE);
    return [nothing, nothing];
  }
  return [finalize(negative, both[0], 0, context), finalized(both[1], context)];
}

/** a - b * n, n being the integer nearest to a / b, of two equally near the even one. */
export function remainderNear(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  const special = remainderOfSpecials(a, b, context);
  if (special !== undefined) return special;
  const both = divideWithRest(a, b, context);
  if (both === undefined) return invalid(context, DIVISION_IMPOSSIBLE);
  const [quotient, rest] = both;
  // Only where the remainder is of the divisor's size can it be more than half of that.
  if (rest.coefficient === 0 || Math.abs(adjusted(b) - adjusted(rest)) > 1) return finalized(rest, context);
  const exact = maxContext();
  const other = sum(rest, b, a.negative !== b.negative ? b.negative : !b.negative, exact);
  const order = compareMagnitude(other, rest);
  if (order > 0 || (order === 0 && !isOdd(quotient))) return finalized(rest, context);
  if (digitsOf(quotient) === context.prec && digitsOf(plusOne(quotient)) > context.prec)
    return invalid(context, DIVISION_IMPOSSIBLE);
  return finalized(other, context);
}

// --- One operand -----------------------------------------------------------------------------------------------------

/** +a: rounded; a zero loses its minus sign. */
export function unaryPlus(a: Decimal, context: DecimalContext): Decimal {
  return signed(a, a.negative, context);
}

/** -a. */
export function unaryMinus(a: Decimal, context: DecimalContext): Decimal {
  return signed(a, !a.negative, context);
}

/** abs(a), rounded. */
export function absolute(a: Decimal, context: DecimalContext): Decimal {
  return a.negative ? unaryMinus(a, context) : unaryPlus(a, context);
}

function signed(a: Decimal, negative: boolean, context: DecimalContext): Decimal {
  if (isNaNKind(a)) return nanOf(context, a)!;
  if (a.kind === INFINITE) return infinity(negative);
  const sign = a.coefficient === 0 && context.rounding !== ROUND_FLOOR ? false : negative;
  return finalize(sign, a.coefficient, a.exponent, context);
}

/** The same value with no zeros at the end. */
export function reduce(a: Decimal, context: DecimalContext): Decimal {
  if (isNaNKind(a)) return nanOf(context, a)!;
  if (a.kind === INFINITE) return a;
  const r = finalized(a, context);
  if (r.kind !== FINITE) return r;
  if (r.coefficient === 0) return finite(a.negative, 0, 0);
  const highest = context.clamp ? context.etop : context.emax;
  const shift = Math.min(trailingZeros(r.coefficient), highest - r.exponent);
  return finite(r.negative, shiftRight(r.coefficient, shift), r.exponent + shift);
}

/** The square root, rounded half to even whatever the context says. */
export function squareRoot(a: Decimal, context: DecimalContext): Decimal {
  if (isNaNKind(a)) return nanOf(context, a)!;
  if (a.kind === INFINITE) return a.negative ? invalid(context) : a;
  const ideal = Math.floor(a.exponent / 2);
  if (a.coefficient === 0) return finalize(a.negative, 0, ideal, context);
  if (a.negative) return invalid(context);
  const even = shiftLeft(a.coefficient, a.exponent - 2 * ideal);
  const shift = context.prec + 1 - Math.ceil(digitsOf(even) / 2);
  const scaled = shift >= 0 ? BigInt(even) * pow10(2 * shift) : BigInt(even) / pow10(-2 * shift);
  let root = BigInt(intIsqrt(normalizeInt(scaled)));
  const exact = root * root === scaled && (shift >= 0 || scaled * pow10(-2 * shift) === BigInt(even));
  let exponent = ideal - shift;
  if (!exact) {
    if (root % 5n === 0n) root += 1n;
  } else {
    root = shift >= 0 ? root / pow10(shift) : root * pow10(-shift);
    exponent = ideal;
  }
  const rounding = context.with(context.prec, ROUND_HALF_EVEN);
  const result = finalize(false, normalizeInt(root), exponent, rounding);
  context.status |= rounding.status;
  return result;
}

// --- Rounding to an exponent -----------------------------------------------------------------------------------------

/** a with the exponent of b. */
export function quantize(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  if (a.kind !== FINITE || b.kind !== FINITE) {
    const nan = nanOf(context, a, b);
    if (nan !== undefined) return nan;
    return a.kind === INFINITE && b.kind === INFINITE ? a : invalid(context);
  }
  const { exponent } = b;
  if (exponent > context.emax || exponent < context.etiny) return invalid(context);
  if (a.coefficient === 0) return finalize(a.negative, 0, exponent, context);
  const apart = a.exponent - exponent;
  if (digitsOf(a.coefficient) + apart > context.prec) return invalid(context);
  let coefficient: Int;
  let conditions = 0;
  if (apart >= 0) coefficient = shiftLeft(a.coefficient, apart);
  else {
    coefficient = roundedShift(a.coefficient, -apart, a.negative, context.rounding);
    conditions = cutOff() === 0 ? ROUNDED : ROUNDED | INEXACT;
  }
  const digits = digitsOf(coefficient);
  if (digits > context.prec || exponent + digits - 1 > context.emax) return invalid(context);
  context.status |= conditions;
  return finalize(a.negative, coefficient, exponent, context);
}

/** a with this exponent, whatever the precision; used for formatting and `round`. */
export function rescale(a: Decimal, exponent: number, context: DecimalContext): Decimal {
  if (exponent > EXPONENT_LIMIT || exponent < -2 * EXPONENT_LIMIT) return invalid(context);
  if (a.kind !== FINITE) return a;
  if (a.coefficient === 0) return finite(a.negative, 0, exponent);
  const apart = a.exponent - exponent;
  if (apart >= 0) return finite(a.negative, shiftLeft(a.coefficient, apart), exponent);
  const coefficient = roundedShift(a.coefficient, -apart, a.negative, context.rounding);
  context.status |= cutOff() === 0 ? ROUNDED : ROUNDED | INEXACT;
  const result = finite(a.negative, coefficient, exponent);
  if (coefficient !== 0 && adjusted(result) < context.emin) context.status |= SUBNORMAL;
  return result;
}

/** The nearest integer by the rounding mode; with `exact` the conditions are noted. */
export function toIntegral(a: Decimal, exact: boolean, context: DecimalContext): Decimal {
  if (isNaNKind(a)) return nanOf(context, a)!;
  if (a.kind === INFINITE || a.exponent >= 0) return a;
  if (a.coefficient === 0) return finite(a.negative, 0, 0);
  const coefficient = roundedShift(a.coefficient, -a.exponent, a.negative, context.rounding);
  if (exact) context.status |= cutOff() === 0 ? ROUNDED : ROUNDED | INEXACT;
  return finite(a.negative, coefficient, 0);
}

/** Whether a finite number is an integer. */
export function isInteger(a: Decimal): boolean {
  return (
    a.kind === FINITE &&
    (a.exponent >= 0 || a.coefficient === 0 || trailingZeros(a.coefficient) >= -a.exponent)
  );
}

/** The integer that a finite number with a whole value is, without its sign. */
export function wholeMagnitude(a: Decimal): Int {
  return a.exponent >= 0 ? shiftLeft(a.coefficient, a.exponent) : shiftRight(a.coefficient, -a.exponent);
}

/** Whether a whole number is odd. */
export function isOddInteger(a: Decimal): boolean {
  return a.kind === FINITE && a.exponent <= 0 && isOdd(shiftRight(a.coefficient, -a.exponent));
}

/** a with the sign of b. */
export function copySign(a: Decimal, b: Decimal): Decimal {
  return copyWithSign(a, b.negative);
}
