// Comparing decimal numbers: by value, by representation (`compare_total`), and choosing the greater or smaller.
import {
  adjusted,
  type Decimal,
  type DecimalContext,
  finalized,
  FINITE,
  finite,
  invalid,
  INFINITE,
  isNaNKind,
  nanOf,
  QUIET,
  shiftLeft,
} from './number.ts';

/** The order of the magnitudes of two numbers that are no NaN. */
export function compareMagnitude(a: Decimal, b: Decimal): number {
  if (a.kind === INFINITE || b.kind === INFINITE)
    return (a.kind === INFINITE ? 1 : 0) - (b.kind === INFINITE ? 1 : 0);
  let x = a.coefficient;
  let y = b.coefficient;
  if (a.exponent !== b.exponent) {
    if (x === 0 || y === 0) return x === 0 ? (y === 0 ? 0 : -1) : 1;
    const apart = adjusted(a) - adjusted(b);
    if (apart !== 0) return apart < 0 ? -1 : 1;
    if (a.exponent > b.exponent) x = shiftLeft(x, a.exponent - b.exponent);
    else y = shiftLeft(y, b.exponent - a.exponent);
  }
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The order of the values of two numbers that are no NaN. */
export function compareFinite(a: Decimal, b: Decimal): number {
  if (a.negative !== b.negative) {
    const zeros = a.kind === FINITE && b.kind === FINITE && a.coefficient === 0 && b.coefficient === 0;
    return zeros ? 0 : a.negative ? -1 : 1;
  }
  const order = compareMagnitude(a, b);
  return a.negative && order !== 0 ? -order : order;
}

/** -1, 0 or 1 as a decimal. */
export function orderAsDecimal(order: number): Decimal {
  return finite(order < 0, Math.abs(order), 0);
}

/** The specification's `compare`. */
export function compare(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  return nanOf(context, a, b) ?? orderAsDecimal(compareFinite(a, b));
}

/** As `compare`, but quiet NaNs signal too. */
export function compareSignal(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  const nan = nanOf(context, a, b);
  if (nan === undefined) return orderAsDecimal(compareFinite(a, b));
  invalid(context);
  return nan;
}

/** The order of numbers of equal value by sign and exponent. */
function compareEqual(a: Decimal, b: Decimal): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const order = a.kind === FINITE ? Math.sign(a.exponent - b.exponent) : 0;
  return a.negative ? 0 - order : order;
}

/** The total order of representations: -NaN < -sNaN < -Infinity < ... < Infinity < sNaN < NaN. */
export function compareTotal(a: Decimal, b: Decimal): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  let order: number;
  if (isNaNKind(a) || isNaNKind(b)) {
    if (a.kind !== b.kind) order = a.kind < b.kind ? -1 : 1;
    else order = a.coefficient < b.coefficient ? -1 : a.coefficient > b.coefficient ? 1 : 0;
    return a.negative ? 0 - order : order;
  }
  order = compareFinite(a, b);
  return order !== 0 ? order : compareEqual(a, b);
}

/** `compareTotal` of the magnitudes. */
export function compareTotalMagnitude(a: Decimal, b: Decimal): number {
  return compareTotal(positive(a), positive(b));
}

function positive(a: Decimal): Decimal {
  if (!a.negative) return a;
  const copy = finite(false, a.coefficient, a.exponent);
  copy.kind = a.kind;
  return copy;
}

/**
 * The greater or smaller of two numbers.
 * @param wanted 1 for the greater, -1 for the smaller
 * @param magnitude compare the magnitudes
 */
export function extreme(
  a: Decimal,
  b: Decimal,
  wanted: number,
  magnitude: boolean,
  context: DecimalContext,
): Decimal {
  if (a.kind === QUIET && !isNaNKind(b)) return finalized(b, context);
  if (b.kind === QUIET && !isNaNKind(a)) return finalized(a, context);
  const nan = nanOf(context, a, b);
  if (nan !== undefined) return nan;
  let order = magnitude ? compareMagnitude(a, b) : compareFinite(a, b);
  if (order === 0) order = magnitude ? compareFinite(a, b) : 0;
  if (order === 0) order = compareEqual(a, b);
  return finalized(order * wanted < 0 ? b : a, context);
}
