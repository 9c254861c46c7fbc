// Decimal numbers: their form, the context of an operation, and rounding, which ends nearly every operation.
//
// A finite number is (-1)**negative * coefficient * 10**exponent. The coefficient is an int as all ints are here (a number
// when safe, else a bigint), so that sums of money need no bigints. Operations take a `DecimalContext` and add the conditions
// that arose to its `status`; what is trapped is the business of the caller (context.ts). The rules are those of the General
// Decimal Arithmetic Specification as libmpdec implements it.
//
// Exponents are JavaScript numbers. libmpdec's limits on 64-bit machines (MAX_EMAX) are beyond what these hold exactly; an
// exponent beyond EXPONENT_LIMIT counts as overflow, as one beyond MAX_EMAX does there.
import { PyObject, plainConstructor } from '../../objects/object.ts';
import { reserve } from '../../machine/memory.ts';
import { type Int, normalizeInt } from '../../objects/text/int-arithmetic.ts';
import { DIGIT_BITS, intDigits } from '../../objects/text/int-format.ts';
import { builtinType } from '../../objects/type.ts';

/** What a number is; the order is that of `compare_total`. */
export const FINITE = 0;
export const INFINITE = 1;
export const SIGNALING = 2;
export const QUIET = 3;

class DecimalLayout extends PyObject {
  declare negative: boolean;
  /** FINITE, INFINITE, QUIET or SIGNALING. */
  declare kind: number;
  /** Of a NaN: its payload. */
  declare coefficient: Int;
  declare exponent: number;
}

export const Decimal = plainConstructor(
  DecimalLayout,
  function Decimal(
    negative: boolean = false,
    kind: number = FINITE,
    coefficient: Int = 0,
    exponent: number = 0,
  ) {
    this.negative = negative;
    this.kind = kind;
    this.coefficient = coefficient;
    this.exponent = exponent;
  },
);
export type Decimal = DecimalLayout;

export const decimalType = builtinType('Decimal', Decimal, {
  module: 'decimal',
  doc: "Construct a new Decimal object. 'value' can be an integer, string, tuple, or another Decimal object.",
});

// --- Conditions, rounding modes, contexts ----------------------------------------------------------------------------

/** Conditions, in libmpdec's order; several of them are the signal InvalidOperation. */
export const CLAMPED = 1;
export const CONVERSION_SYNTAX = 1 << 1;
export const DIVISION_BY_ZERO = 1 << 2;
export const DIVISION_IMPOSSIBLE = 1 << 3;
export const DIVISION_UNDEFINED = 1 << 4;
export const INEXACT = 1 << 6;
export const INVALID_CONTEXT = 1 << 7;
export const INVALID_OPERATION = 1 << 8;
export const FLOAT_OPERATION = 1 << 10;
export const OVERFLOW = 1 << 11;
export const ROUNDED = 1 << 12;
export const SUBNORMAL = 1 << 13;
export const UNDERFLOW = 1 << 14;

/** The conditions behind the signal InvalidOperation. */
export const IEEE_INVALID =
  CONVERSION_SYNTAX | DIVISION_IMPOSSIBLE | DIVISION_UNDEFINED | INVALID_CONTEXT | INVALID_OPERATION;
/** Conditions that leave no number. */
export const ERRORS = IEEE_INVALID | DIVISION_BY_ZERO;

/** Rounding modes, numbered as in libmpdec. */
export const ROUND_UP = 0;
export const ROUND_DOWN = 1;
export const ROUND_CEILING = 2;
export const ROUND_FLOOR = 3;
export const ROUND_HALF_UP = 4;
export const ROUND_HALF_DOWN = 5;
export const ROUND_HALF_EVEN = 6;
export const ROUND_05UP = 7;

export const ROUNDINGS = [
  'ROUND_UP',
  'ROUND_DOWN',
  'ROUND_CEILING',
  'ROUND_FLOOR',
  'ROUND_HALF_UP',
  'ROUND_HALF_DOWN',
  'ROUND_HALF_EVEN',
  'ROUND_05UP',
];

/** The greatest exponent that is calculated with. */
export const EXPONENT_LIMIT = 9e15;
/** libmpdec's limits on 64-bit machines. */
export const MAX_PREC = 999999999999999999n;
export const MAX_EMAX = 999999999999999999n;
export const MIN_EMIN = -999999999999999999n;
export const MIN_ETINY = -1999999999999999997n;

/** What an operation goes by, and the conditions it met with. */
export class DecimalContext {
  prec: number;
  emax: number;
  emin: number;
  rounding: number;
  clamp: boolean;
  status = 0;

  constructor(prec: number, emax: number, emin: number, rounding: number, clamp: boolean) {
    this.prec = prec;
    this.emax = emax;
    this.emin = emin;
    this.rounding = rounding;
    this.clamp = clamp;
  }
  /** The smallest exponent of a subnormal number. */
  get etiny(): number {
    return this.emin - this.prec + 1;
  }
  /** The greatest exponent of a number with a full coefficient. */
  get etop(): number {
    return this.emax - this.prec + 1;
  }
  /** The same with another precision and rounding, without conditions. */
  with(prec: number, rounding: number): DecimalContext {
    return new DecimalContext(prec, this.emax, this.emin, rounding, this.clamp);
  }
}

/** A context in which nothing is rounded that can be represented. */
export function maxContext(prec = EXPONENT_LIMIT): DecimalContext {
  return new DecimalContext(prec, EXPONENT_LIMIT, -EXPONENT_LIMIT, ROUND_HALF_EVEN, false);
}

// --- Digits ----------------------------------------------------------------------------------------------------------

const SMALL_POWERS = Array.from({ length: 16 }, (_, i) => Number(`1e${i}`));
const FLOAT_POWERS = Array.from({ length: 302 }, (_, i) => Number(`1e${i}`));
const POWERS: bigint[] = [1n];
/** Larger powers of ten are not kept. */
const KEPT_POWERS = 2048;

/** 10**n. */
export function pow10(n: number): bigint {
  if (n >= KEPT_POWERS) {
    // Who asks for it is going to multiply or divide by it.
    reserve((2 * n * DIGIT_BITS) / 8);
    return 10n ** BigInt(n);
  }
  for (let i = POWERS.length; i <= n; i++) POWERS.push(POWERS[i - 1]! * 10n);
  return POWERS[n]!;
}

/** The number of decimal digits of an int that is not negative; 1 for zero. */
export function digitsOf(n: Int): number {
  if (typeof n === 'number') {
    let digits = n < 1e8 ? 1 : 9;
    while (digits < 16 && n >= SMALL_POWERS[digits]!) digits++;
    return digits;
  }
  const v = Number(n);
  if (v < 1e300) {
    const estimate = Math.floor(Math.log10(v));
    const power = FLOAT_POWERS[estimate]!;
    if (v > power * (1 + 1e-12) && v < power * (10 - 1e-11)) return estimate + 1;
    // Near a power of ten the logarithm may be off by one either way.
    if (n < pow10(estimate)) return estimate;
    return n < pow10(estimate + 1) ? estimate + 1 : estimate + 2;
  }
  return manyDigits(n);
}

function manyDigits(n: bigint): number {
  const hex = intDigits(n, 16);
  const bits = (hex.length - 13) * 4;
  const estimate = Math.floor((bits + Math.log2(parseInt(hex.slice(0, 13), 16))) * Math.LOG10E * Math.LN2);
  if (n < pow10(estimate)) return estimate;
  return n < pow10(estimate + 1) ? estimate + 1 : estimate + 2;
}

/** The exponent of the first digit. */
export function adjusted(d: Decimal): number {
  return d.exponent + digitsOf(d.coefficient) - 1;
}

/** n * 10**shift. */
export function shiftLeft(n: Int, shift: number): Int {
  if (shift === 0 || n === 0) return n;
  if (shift < 16 && typeof n === 'number') {
    const r = n * SMALL_POWERS[shift]!;
    if (r <= Number.MAX_SAFE_INTEGER) return r;
  }
  return normalizeInt(BigInt(n) * pow10(shift));
}

let lost = 0;

/** The part that the last `shiftRight` cut off: 0 nothing, 1 less than a half, 5 a half, 6 more than a half. */
export function cutOff(): number {
  return lost;
}

/** n / 10**shift, cut off; `cutOff()` says how much was lost. */
export function shiftRight(n: Int, shift: number): Int {
  lost = 0;
  if (shift === 0 || n === 0) return n;
  if (typeof n === 'number') {
    if (shift > 16) {
      lost = 1;
      return 0;
    }
    const power = shift === 16 ? 1e16 : SMALL_POWERS[shift]!;
    const rest = n % power;
    if (rest !== 0) lost = rest * 2 < power ? 1 : rest * 2 > power ? 6 : 5;
    return (n - rest) / power;
  }
  if (shift > KEPT_POWERS && shift > digitsOf(n) + 1) {
    lost = 1;
    return 0;
  }
  const power = pow10(shift);
  const quotient = n / power;
  const rest = n - quotient * power;
  if (rest !== 0n) lost = rest * 2n < power ? 1 : rest * 2n > power ? 6 : 5;
  return normalizeInt(quotient);
}

/** How many zeros the digits end in; 0 for zero. */
export function trailingZeros(n: Int): number {
  if (n === 0) return 0;
  let count = 0;
  if (typeof n === 'bigint') {
    const text = n.toString();
    let end = text.length;
    while (text.charCodeAt(end - 1) === 48) end--;
    return text.length - end;
  }
  for (let m = n; m % 10 === 0; m /= 10) count++;
  return count;
}

/** Of an int that is not negative. */
export function isOdd(n: Int): boolean {
  return typeof n === 'number' ? n % 2 === 1 : (n & 1n) === 1n;
}

/** n + 1, normalised, of an int that is not negative. */
export function plusOne(n: Int): Int {
  return typeof n === 'number' && n < Number.MAX_SAFE_INTEGER ? n + 1 : normalizeInt(BigInt(n) + 1n);
}

// --- Making numbers --------------------------------------------------------------------------------------------------

/** A finite number as it is: not rounded, no condition. */
export function finite(negative: boolean, coefficient: Int, exponent: number): Decimal {
  return new Decimal(negative, FINITE, coefficient, exponent);
}

/** Infinity of that sign. */
export function infinity(negative: boolean): Decimal {
  return new Decimal(negative, INFINITE, 0, 0);
}

/** The quiet NaN that an operation without a result gives. */
export function invalid(context: DecimalContext, condition: number = INVALID_OPERATION): Decimal {
  context.status |= condition;
  return new Decimal(false, QUIET, 0, 0);
}

/** The same number, or NaN with its payload, with that sign. */
export function copyWithSign(d: Decimal, negative: boolean): Decimal {
  return new Decimal(negative, d.kind, d.coefficient, d.exponent);
}

/** Whether it is a NaN, quiet or signaling. */
export function isNaNKind(d: Decimal): boolean {
  return d.kind >= SIGNALING;
}

/** Whether it is zero, of either sign and any exponent. */
export function isZero(d: Decimal): boolean {
  return d.kind === FINITE && d.coefficient === 0;
}

/** The NaN that results from an operation with one: quiet, its payload cut to the precision. */
function quieted(nan: Decimal, context: DecimalContext): Decimal {
  if (nan.kind === SIGNALING) context.status |= INVALID_OPERATION;
  return fitPayload(new Decimal(nan.negative, QUIET, nan.coefficient, 0), context);
}

/** Cuts a payload that is too long. */
export function fitPayload(nan: Decimal, context: DecimalContext): Decimal {
  const most = context.prec - (context.clamp ? 1 : 0);
  if (nan.coefficient === 0 || digitsOf(nan.coefficient) <= most) return nan;
  nan.coefficient = most === 0 ? 0 : normalizeInt(BigInt(nan.coefficient) % pow10(most));
  return nan;
}

/** The result when an operand is a NaN, else undefined. A signaling one comes before a quiet one. */
export function nanOf(context: DecimalContext, ...operands: Decimal[]): Decimal | undefined {
  let chosen: Decimal | undefined;
  for (const d of operands) {
    if (d.kind === SIGNALING) return quieted(d, context);
    if (d.kind === QUIET) chosen ??= d;
  }
  return chosen === undefined ? undefined : quieted(chosen, context);
}

// --- Rounding --------------------------------------------------------------------------------------------------------

/** Whether to add one to what is left, after `cut` (see `cutOff`) was cut off. */
export function roundsUp(rounding: number, cut: number, negative: boolean, rest: Int): boolean {
  if (cut === 0) return false;
  switch (rounding) {
    case ROUND_HALF_EVEN:
      return cut > 5 || (cut === 5 && isOdd(rest));
    case ROUND_HALF_UP:
      return cut >= 5;
    case ROUND_HALF_DOWN:
      return cut > 5;
    case ROUND_UP:
      return true;
    case ROUND_CEILING:
      return !negative;
    case ROUND_FLOOR:
      return negative;
    case ROUND_05UP: {
      const last = typeof rest === 'number' ? rest % 10 : Number(rest % 10n);
      return last === 0 || last === 5;
    }
    default:
      return false;
  }
}

/** Rounds a coefficient by cutting digits off; `cutOff` says whether it was exact. */
export function roundedShift(n: Int, shift: number, negative: boolean, rounding: number): Int {
  const rest = shiftRight(n, shift);
  return roundsUp(rounding, cutOff(), negative, rest) ? plusOne(rest) : rest;
}

/** What overflows becomes: infinity or the greatest number, by the rounding mode. */
function overflowed(negative: boolean, context: DecimalContext): Decimal {
  context.status |= OVERFLOW | INEXACT | ROUNDED;
  const { rounding } = context;
  const greatest =
    rounding === ROUND_DOWN ||
    rounding === ROUND_05UP ||
    (rounding === ROUND_CEILING && negative) ||
    (rounding === ROUND_FLOOR && !negative);
  return greatest ? greatestNumber(negative, context) : infinity(negative);
}

/** The finite number of greatest magnitude. */
export function greatestNumber(negative: boolean, context: DecimalContext): Decimal {
  return finite(negative, normalizeInt(pow10(context.prec) - 1n), context.etop);
}

/** The number that fits the context: rounded, overflowed, made subnormal or clamped, with the conditions noted. */
export function finalize(
  negative: boolean,
  coefficient: Int,
  exponent: number,
  context: DecimalContext,
): Decimal {
  const digits = digitsOf(coefficient);
  const adj = exponent + digits - 1;
  if (adj > context.emax || adj < context.emin || (context.clamp && exponent > context.etop)) {
    return finalizeExtreme(negative, coefficient, exponent, digits, context);
  }
  if (digits <= context.prec) return new Decimal(negative, FINITE, coefficient, exponent);
  const shift = digits - context.prec;
  const rounded = roundedShift(coefficient, shift, negative, context.rounding);
  context.status |= cutOff() === 0 ? ROUNDED : ROUNDED | INEXACT;
  exponent += shift;
  return digitsOf(rounded) > context.prec
    ? carried(negative, rounded, exponent, context)
    : new Decimal(negative, FINITE, rounded, exponent);
}

/** Rounding made 10...0 with a digit too many of 9...9. */
function carried(negative: boolean, coefficient: Int, exponent: number, context: DecimalContext): Decimal {
  const shorter = shiftRight(coefficient, 1);
  return exponent + digitsOf(coefficient) - 1 > context.emax
    ? overflowed(negative, context)
    : finite(negative, shorter, exponent + 1);
}

/** The number is too great, too small, or has to be clamped. */
function finalizeExtreme(
  negative: boolean,
  coefficient: Int,
  exponent: number,
  digits: number,
  context: DecimalContext,
): Decimal {
  const adj = exponent + digits - 1;
  if (adj > context.emax) {
    if (coefficient !== 0) return overflowed(negative, context);
    context.status |= CLAMPED;
    return finite(negative, 0, context.clamp ? context.etop : context.emax);
  }
  if (context.clamp && exponent > context.etop) {
    context.status |= CLAMPED;
    if (coefficient !== 0 && adj < context.emin) context.status |= SUBNORMAL;
    return finite(negative, shiftLeft(coefficient, exponent - context.etop), context.etop);
  }
  const { etiny } = context;
  if (coefficient === 0) {
    if (exponent >= etiny) return finite(negative, 0, exponent);
    context.status |= CLAMPED;
    return finite(negative, 0, etiny);
  }
  context.status |= SUBNORMAL;
  if (exponent >= etiny) return finite(negative, coefficient, exponent);
  const rounded = roundedShift(coefficient, etiny - exponent, negative, context.rounding);
  context.status |= cutOff() === 0 ? ROUNDED : ROUNDED | INEXACT | UNDERFLOW;
  if (rounded === 0) context.status |= CLAMPED;
  return digitsOf(rounded) > context.prec
    ? carried(negative, rounded, etiny, context)
    : finite(negative, rounded, etiny);
}

/** `finalize` for a number that exists already; specials as they are, but for the length of a payload. */
export function finalized(d: Decimal, context: DecimalContext): Decimal {
  if (d.kind === FINITE) return finalize(d.negative, d.coefficient, d.exponent, context);
  return d.kind === INFINITE
    ? d
    : fitPayload(new Decimal(d.negative, d.kind, d.coefficient, d.exponent), context);
}
