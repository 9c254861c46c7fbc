// exp, ln, log10 and power.
//
// The first three are correctly rounded (half to even, whatever the context says): a value is calculated with some digits to
// spare, and again with more where these do not decide the rounding. Powers are what libmpdec's algorithm gives, which is
// rounded correctly nearly always: by repeated multiplication for whole exponents, else exp(exponent * ln(base)).
import { type Int, intPowMod, normalizeInt } from '../../objects/text/int-arithmetic.ts';
import { divide, isInteger, isOddInteger, multiply, subtract, wholeMagnitude } from './arithmetic.ts';
import { compareFinite, compareMagnitude } from './compare.ts';
import { fixedExp, fixedLn, GUARD, ln10 } from './fixed-point.ts';
import {
  adjusted,
  CLAMPED,
  copyWithSign,
  type Decimal,
  type DecimalContext,
  digitsOf,
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
  isNaNKind,
  isZero,
  maxContext,
  nanOf,
  pow10,
  ROUND_HALF_EVEN,
  ROUNDED,
  trailingZeros,
} from './number.ts';

const ONE = finite(false, 1, 0);
const BITS_PER_DIGIT = Math.log2(10);
/** Digits that are calculated beyond the precision, at first. */
const SPARE_DIGITS = 9;

/** An approximation: coefficient * 10**exponent, off by less than 4 in the last place. */
type Approximation = [coefficient: bigint, exponent: number];

/** Rounds what `approximate` gives for a number of digits, half to even, once that is beyond doubt. */
function correctlyRounded(context: DecimalContext, approximate: (digits: number) => Approximation): Decimal {
  const work = context.with(context.prec, ROUND_HALF_EVEN);
  for (let spare = SPARE_DIGITS; ; spare *= 2) {
    const [value, exponent] = approximate(context.prec + spare);
    const negative = value < 0n;
    const magnitude = negative ? -value : value;
    const over = digitsOf(normalizeInt(magnitude)) - context.prec;
    if (over < 3) continue;
    const half = pow10(over - 1) * 5n;
    const distance = (magnitude % pow10(over)) - half;
    if (distance <= 4n && distance >= -4n) continue;
    // The digit added says that there is more behind.
    const result = finalize(negative, normalizeInt(magnitude * 10n + 1n), exponent - 1, work);
    context.status |= work.status;
    return result;
  }
}

/** c * 10**e in fixed point. */
function toFixed(coefficient: Int, exponent: number, bits: number): bigint {
  const c = BigInt(coefficient);
  if (exponent >= 0) return (c * pow10(exponent)) << BigInt(bits);
  // A number too small for the bits is nothing.
  if (-exponent - digitsOf(coefficient) > bits) return 0n;
  return (c << BigInt(bits)) / pow10(-exponent);
}

/** e**a. */
export function exp(a: Decimal, context: DecimalContext): Decimal {
  if (isNaNKind(a)) return nanOf(context, a)!;
  if (a.kind === INFINITE) return a.negative ? finite(false, 0, 0) : a;
  if (a.coefficient === 0) return ONE;
  if (adjusted(a) > 16) {
    const work = context.with(context.prec, ROUND_HALF_EVEN);
    const far = a.negative ? context.etiny - 10 : context.emax + 10;
    const result = finalize(false, 1, far, work);
    context.status |= work.status | INEXACT | ROUNDED;
    return result;
  }
  return correctlyRounded(context, (digits) => approximateExp(a, digits));
}

function approximateExp(a: Decimal, digits: number): Approximation {
  const bits = Math.ceil(digits * BITS_PER_DIGIT) + GUARD;
  // The whole part of a / ln 10 takes bits of its own.
  const wide = bits + 64;
  const magnitude = toFixed(a.coefficient, a.exponent, wide);
  const x = a.negative ? -magnitude : magnitude;
  const log = ln10(wide);
  let tens = x / log;
  if (x < 0n) tens -= 1n;
  const e = fixedExp((x - tens * log) >> 64n, bits);
  return [(e * pow10(digits)) >> BigInt(bits), Number(tens) - digits];
}

/** ln of a positive number that is not 1, in fixed point with at least `digits` significant digits; and its bits. */
function lnInFixedPoint(a: Decimal, digits: number): [value: bigint, bits: number] {
  const tens = adjusted(a);
  const shift = tens - a.exponent;
  for (let bits = Math.ceil(digits * BITS_PER_DIGIT) + GUARD; ; bits *= 2) {
    // Between 1 and 10; just below 1 it would lose by cancellation against ln 10.
    const nearOne = tens === -1 && BigInt(a.coefficient) * 2n > pow10(shift + 1);
    const scale = nearOne ? shift + 1 : shift;
    const m = (BigInt(a.coefficient) << BigInt(bits)) / pow10(scale);
    const value = fixedLn(m, bits) + BigInt(nearOne ? 0 : tens) * ln10(bits);
    const magnitude = value < 0n ? -value : value;
    const significant = magnitude.toString(16).length * 4 - 8;
    if (significant > digits * BITS_PER_DIGIT + 16) return [value, bits];
  }
}

/** A fixed-point number with `digits` significant digits. */
function toDigits(value: bigint, bits: number, digits: number): Approximation {
  const magnitude = value < 0n ? -value : value;
  const whole = digitsOf(normalizeInt(magnitude)) - Math.ceil(bits / BITS_PER_DIGIT);
  const places = digits - whole + 1;
  const scaled =
    places >= 0 ? (value * pow10(places)) >> BigInt(bits) : (value >> BigInt(bits)) / pow10(-places);
  return [scaled, -places];
}

/** What the logarithms have in common: specials, zero, negative numbers. */
function logarithmOfSpecial(a: Decimal, context: DecimalContext): Decimal | undefined {
  if (isNaNKind(a)) return nanOf(context, a)!;
  if (isZero(a)) return infinity(true);
  if (a.negative) return invalid(context);
  return a.kind === INFINITE ? a : undefined;
}

/** The natural logarithm. */
export function ln(a: Decimal, context: DecimalContext): Decimal {
  const special = logarithmOfSpecial(a, context);
  if (special !== undefined) return special;
  if (compareFinite(a, ONE) === 0) return finite(false, 0, 0);
  return correctlyRounded(context, (digits) => {
    const [value, bits] = lnInFixedPoint(a, digits);
    return toDigits(value, bits, digits);
  });
}

/** The logarithm to base 10; exact for powers of ten. */
export function log10(a: Decimal, context: DecimalContext): Decimal {
  const special = logarithmOfSpecial(a, context);
  if (special !== undefined) return special;
  if (trailingZeros(a.coefficient) === digitsOf(a.coefficient) - 1 && leadingDigit(a.coefficient) === '1') {
    const tens = adjusted(a);
    return finalize(tens < 0, Math.abs(tens), 0, context);
  }
  return correctlyRounded(context, (digits) => {
    const [value, bits] = lnInFixedPoint(a, digits + 3);
    return toDigits((value << BigInt(bits)) / ln10(bits), bits, digits);
  });
}

function leadingDigit(n: Int): string {
  return n.toString().charAt(0);
}

// --- Powers ----------------------------------------------------------------------------------------------------------

/** base ** exponent. */
export function power(base: Decimal, exponent: Decimal, context: DecimalContext): Decimal {
  const nan = nanOf(context, base, exponent);
  if (nan !== undefined) return nan;
  const whole = isInteger(exponent);
  const negative = whole && base.negative && isOddInteger(exponent);
  if (isZero(base)) {
    if (isZero(exponent)) return invalid(context);
    return exponent.negative ? infinity(negative) : finite(negative, 0, 0);
  }
  if (base.negative && !whole) return invalid(context);
  if (exponent.kind === INFINITE) return infinitePower(base, exponent, context);
  if (isZero(exponent)) return finite(negative, 1, 0);
  if (base.kind === INFINITE) return exponent.negative ? finite(negative, 0, 0) : infinity(negative);
  if (compareMagnitude(base, ONE) === 0) return powerOfOne(base, exponent, negative, whole, context);
  const extreme = powerOutOfRange(base, exponent, negative, context);
  if (extreme !== undefined) return extreme;
  return whole ? wholePower(base, exponent, negative, context) : realPower(base, exponent, context);
}

/** 1 with as many digits as the precision. */
function paddedOne(negative: boolean, places: number): Decimal {
  return finite(negative, normalizeInt(pow10(places)), -places);
}

function infinitePower(base: Decimal, exponent: Decimal, context: DecimalContext): Decimal {
  const order = compareFinite(base, ONE);
  if (order === 0) {
    context.status |= INEXACT | ROUNDED;
    return paddedOne(false, context.prec - 1);
  }
  return order < 0 === exponent.negative ? infinity(false) : finite(false, 0, 0);
}

function powerOfOne(
  base: Decimal,
  exponent: Decimal,
  negative: boolean,
  whole: boolean,
  context: DecimalContext,
): Decimal {
  let places = context.prec - 1;
  if (!whole) context.status |= INEXACT | ROUNDED;
  else {
    if (exponent.negative) return finite(negative, 1, 0);
    // 1.00 ** 3 is 1.000000.
    const exact =
      base.exponent === 0 ? 0 : -base.exponent * Number(`${exponent.coefficient}e${exponent.exponent}`);
    if (exact > places) context.status |= ROUNDED;
    else places = exact;
  }
  return paddedOne(negative, places);
}

/** Results that surely overflow or underflow: a bound for log10(|log10(x)| * |y|) is compared with that of the limits. */
function powerOutOfRange(
  base: Decimal,
  exponent: Decimal,
  negative: boolean,
  context: DecimalContext,
): Decimal | undefined {
  const bound = lowerBoundOfZeta(copyWithSign(base, false)) + adjusted(exponent);
  const grows = adjusted(base) < 0 === exponent.negative;
  const limit = grows ? context.emax : context.etiny;
  if (digitsOf(Math.abs(limit)) >= bound) return undefined;
  return finalize(negative, 1, grows ? 2 * EXPONENT_LIMIT : context.etiny - 1, context);
}

/** A lower bound for log10(|log10(x)|). */
function lowerBoundOfZeta(x: Decimal): number {
  const t = adjusted(x);
  if (t > 0) return digitsOf(t) - 1;
  if (t < -1) return digitsOf(-t - 1) - 1;
  const u = adjusted(subtract(x, ONE, maxContext()));
  return t === 0 ? u - 2 : u - 1;
}

function wholePower(base: Decimal, exponent: Decimal, negative: boolean, context: DecimalContext): Decimal {
  const work = context.with(
    context.prec + digitsOf(exponent.coefficient) + exponent.exponent + 2,
    ROUND_HALF_EVEN,
  );
  work.clamp = false;
  let factor = base;
  if (exponent.negative) {
    work.prec += 1;
    factor = divide(ONE, base, work);
    context.status |= work.status;
    if (work.status & ERRORS) return finalized(invalid(work), context);
    work.status = 0;
  }
  const result = repeatedProduct(factor, BigInt(wholeMagnitude(exponent)), work);
  context.status |= work.status;
  if (result.kind === INFINITE) return finalize(negative, 1, 2 * EXPONENT_LIMIT, context);
  return finalized(copyWithSign(result, negative), context);
}

/** factor ** n by squaring, from the highest bit of n. */
function repeatedProduct(factor: Decimal, n: bigint, context: DecimalContext): Decimal {
  let result = factor;
  for (const bit of n.toString(2).slice(1)) {
    result = multiply(result, result, context);
    if (bit === '1') result = multiply(result, factor, context);
    if (result.kind !== FINITE || (result.coefficient === 0 && context.status & CLAMPED)) break;
  }
  return result;
}

/** The digits that libmpdec calculates beyond the precision on 64-bit machines. */
const REAL_POWER_DIGITS = 4 + 19;

function realPower(base: Decimal, exponent: Decimal, context: DecimalContext): Decimal {
  const work = maxContext(Math.max(digitsOf(base.coefficient), context.prec) + REAL_POWER_DIGITS);
  const logarithm = ln(base, work);
  const result = exp(multiply(logarithm, exponent, work), work);
  context.status |= (work.status & ERRORS) | INEXACT | ROUNDED;
  if (result.kind === FINITE && compareFinite(result, ONE) === 0) return paddedOne(false, context.prec - 1);
  if (result.kind === INFINITE) return finalize(false, 1, 2 * EXPONENT_LIMIT, context);
  return finalized(result, context);
}

/** (base ** exponent) % modulus of whole numbers. */
export function powerModulo(
  base: Decimal,
  exponent: Decimal,
  modulus: Decimal,
  context: DecimalContext,
): Decimal {
  const nan = nanOf(context, base, exponent, modulus);
  if (nan !== undefined) return nan;
  if (![base, exponent, modulus].every(isInteger)) return invalid(context);
  if (modulus.coefficient === 0 || digitsOf(modulus.coefficient) + modulus.exponent > context.prec)
    return invalid(context);
  const negative = base.negative && isOddInteger(exponent);
  if (exponent.coefficient === 0) {
    if (base.coefficient === 0) return invalid(context);
    return finite(negative, compareMagnitude(modulus, ONE) === 0 ? 0 : 1, 0);
  }
  if (exponent.negative) return invalid(context);
  if (base.coefficient === 0) return finite(negative, 0, 0);
  const m = wholeMagnitude(modulus);
  const shifted =
    base.exponent <= 0
      ? wholeMagnitude(base)
      : normalizeInt(BigInt(base.coefficient) * BigInt(intPowMod(10, base.exponent, m)));
  return finite(negative, intPowMod(shifted, wholeMagnitude(exponent), m), 0);
}
