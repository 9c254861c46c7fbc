// Floats as text, exactly as CPython writes them: repr, the printf-like modes with any precision, and
// round(), which CPython defines through them. Every result is the exact binary value correctly rounded, half
// to even.
//
// JavaScript's toFixed and toExponential round the exact value too, but halves away from zero, and stop at
// 100 digits; they are used whenever the value is not half-way between two results, and big-integer
// arithmetic otherwise. hex() is in float-hex.ts, padding and grouping in format-spec.ts.
import { overflowError, valueError } from './format-error.ts';
import { intFromIntegralNumber, normalizeInt } from './int-arithmetic.ts';
import type { Int } from './int-arithmetic.ts';
import { repeatString } from './text.ts';

/** Digits d1 d2 ... standing for 0.d1d2... * 10**point. */
interface Decimal {
  digits: string;
  point: number;
}

/** The format codes of formatDouble: printf's, and `r` for the shortest digits that read back the same. */
export type DoubleCode = 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'r';

/** 2**i and 10**i, as far as needed below and exact. */
const POWERS_OF_TWO = [1];
while (POWERS_OF_TWO.length <= 501) POWERS_OF_TWO.push(POWERS_OF_TWO[POWERS_OF_TWO.length - 1] * 2);
const POWERS_OF_TEN = [1];
while (POWERS_OF_TEN.length <= 22) POWERS_OF_TEN.push(POWERS_OF_TEN[POWERS_OF_TEN.length - 1] * 10);

/** What toFixed and toExponential can do. */
const HOST_MAX_DIGITS = 100;

/** No double has more than 1074 digits after the point, nor more than 767 significant ones. */
const MAX_FRACTION_DIGITS = 1074;
const MAX_SIGNIFICANT_DIGITS = 767;

// repr ------------------------------------------------------------------------------------------------------

/** repr(v). */
export function floatRepr(v: number): string {
  if (v < 1e16 && v > -1e16 && (v >= 1e-4 || v <= -1e-4)) return Number.isInteger(v) ? v + '.0' : String(v);
  return formatDouble(v, 'r', 0, false, true);
}

/** The shortest digits that read back as v, without `.0`: the parts of a complex number. */
export function floatReprShort(v: number): string {
  return formatDouble(v, 'r', 0);
}

/** repr of a complex number. */
export function complexRepr(re: number, im: number): string {
  if (Object.is(re, 0)) return `${floatReprShort(im)}j`;
  const sign = im < 0 || Object.is(im, -0) ? '' : '+';
  return `(${floatReprShort(re)}${sign}${floatReprShort(im)}j)`;
}

// Digits ----------------------------------------------------------------------------------------------------

const float64 = new Float64Array(1);
const bits64 = new BigUint64Array(float64.buffer);

/** A finite positive double as mantissa * 2**exponent. */
export function decomposeDouble(a: number): { mantissa: bigint; exponent: number } {
  float64[0] = a;
  const bits = bits64[0];
  const fraction = bits & 0xfffffffffffffn;
  const biased = Number((bits >> 52n) & 0x7ffn);
  if (biased === 0) return { mantissa: fraction, exponent: -1074 };
  return { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

/** a * 10**power rounded to an integer, half to even. */
function scaledInteger(a: number, power: number): bigint {
  const { mantissa, exponent } = decomposeDouble(a);
  let numerator = mantissa;
  let denominator = 1n;
  if (power >= 0) numerator *= 10n ** BigInt(power);
  else denominator = 10n ** BigInt(-power);
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  const q = numerator / denominator;
  const twice = 2n * (numerator - q * denominator);
  return twice > denominator || (twice === denominator && (q & 1n) === 1n) ? q + 1n : q;
}

/** The fractions of n digits, for small n; made when they are first needed. */
const fractions: string[][] = [];

function fractionsOf(n: number): string[] {
  return (fractions[n] ??= Array.from(
    { length: POWERS_OF_TEN[n] },
    (_, i) => `.${String(i).padStart(n, '0')}`,
  ));
}

/**
 * A small a >= 0 in units of 10**-n, rounded, by arithmetic, which takes a third of the time of toFixed; -1 where n is not 1 to 6 or
 * that does not tell on which side of the middle between two results the value lies.
 */
export function quickFixed(a: number, n: number): number {
  if (n < 1 || n > 6) return -1;
  const scaled = a * POWERS_OF_TEN[n];
  if (!(scaled < 2 ** 30)) return -1;
  const below = Math.floor(scaled);
  const beyond = scaled - below - 0.5;
  // The product is within 2**-53 of itself of the exact one.
  if (Math.abs(beyond) <= 1e-6) return -1;
  return beyond > 0 ? below + 1 : below;
}

/** '%.{n}f' of the value that is `rounded` units of 10**-n. */
function quickFixedText(rounded: number, n: number): string {
  const units = Math.floor(rounded / POWERS_OF_TEN[n]);
  const rest = rounded - units * POWERS_OF_TEN[n];
  return units + (n <= 3 ? fractionsOf(n)[rest]! : `.${String(rest).padStart(n, '0')}`);
}

/** '%.{n}f' of a finite a >= 0. */
function fixedText(a: number, n: number): string {
  const rounded = quickFixed(a, n);
  if (rounded >= 0) return quickFixedText(rounded, n);
  if (n <= HOST_MAX_DIGITS && a < 1e21) {
    // Half-way between two n-digit fractions is exactly where a * 2**(n + 1) is an odd integer.
    const scaled = a * POWERS_OF_TWO[n + 1];
    if (Math.floor(scaled) !== scaled || scaled % 2 !== 1) return a.toFixed(n);
  }
  const kept = Math.min(n, MAX_FRACTION_DIGITS);
  const digits = (a === 0 ? '' : scaledInteger(a, kept).toString()).padStart(kept + 1, '0');
  if (n === 0) return digits;
  const point = digits.length - kept;
  return `${digits.slice(0, point)}.${digits.slice(point)}${repeatString('0', n - kept)}`;
}

/** Parts of JavaScript's d.ddde+xx. */
function splitExponential(text: string): Decimal {
  const e = text.indexOf('e');
  const digits = text.charAt(0) + text.slice(2, e);
  return { digits, point: Number(text.slice(e + 1)) + 1 };
}

/** True if a is half-way between two multiples of 10**power; power >= -500. */
function isHalfway(a: number, power: number): boolean {
  if (power <= 0) return (a * POWERS_OF_TWO[1 - power]) % 2 === 1;
  // Beyond 10**22 the odd part of a half-way value (a multiple of 5**23) would not fit into 53 bits.
  return power < POWERS_OF_TEN.length && a % POWERS_OF_TEN[power] === POWERS_OF_TEN[power] / 2;
}

/** a > 0 rounded to n significant digits, half to even. */
function significantDigits(a: number, n: number): Decimal {
  if (n <= HOST_MAX_DIGITS) {
    const host = splitExponential(a.toExponential(n - 1));
    // Rounding up may have made the exponent one larger than that of a.
    if (!isHalfway(a, host.point - n) && !isHalfway(a, host.point - n - 1)) return host;
  }
  const kept = Math.min(n, MAX_SIGNIFICANT_DIGITS);
  // No double is so near below a power of ten that 101 digits round up to it.
  const { point } = splitExponential(a.toExponential(HOST_MAX_DIGITS));
  const digits = scaledInteger(a, kept - point).toString();
  const carried = digits.length - kept;
  return { digits: digits.slice(0, kept) + repeatString('0', n - kept), point: point + carried };
}

function zeroDigits(n: number): Decimal {
  return { digits: repeatString('0', n), point: 1 };
}

// The printf-like modes -------------------------------------------------------------------------------------

/**
 * A double in printf's modes, or `r` (repr), with a minus sign where it belongs: CPython's
 * PyOS_double_to_string. `alternate` keeps the point and, for `g`, trailing zeros; `addDot0` makes an integer
 * show as a float (and lets `g` turn to an exponent one digit earlier). The precision of `r` is ignored.
 */
export function formatDouble(
  v: number,
  code: DoubleCode,
  precision: number,
  alternate = false,
  addDot0 = false,
): string {
  const negative = v < 0 || Object.is(v, -0);
  const lower = code < 'a' ? code.toLowerCase() : code;
  let text: string;
  if (!Number.isFinite(v)) {
    text = Number.isNaN(v) ? 'nan' : negative ? '-inf' : 'inf';
  } else {
    const a = Math.abs(v);
    if (lower === 'f') text = fixedText(a, precision) + (alternate && precision === 0 ? '.' : '');
    else if (lower === 'e') text = exponentialText(a, precision, alternate);
    else if (lower === 'g') text = generalText(a, precision, alternate, addDot0);
    else text = shortestText(a, alternate, addDot0);
    if (negative) text = '-' + text;
  }
  return code === lower ? text : text.toUpperCase();
}

function exponentText(exponent: number): string {
  const digits = String(Math.abs(exponent));
  return (exponent < 0 ? 'e-' : 'e+') + (digits.length < 2 ? '0' + digits : digits);
}

function exponentialText(a: number, precision: number, alternate: boolean): string {
  const { digits, point } = a === 0 ? zeroDigits(precision + 1) : significantDigits(a, precision + 1);
  const dot = precision > 0 || alternate ? '.' : '';
  return digits.charAt(0) + dot + digits.slice(1) + exponentText(point - 1);
}

function generalText(a: number, precision: number, alternate: boolean, addDot0: boolean): string {
  const n = precision === 0 ? 1 : precision;
  const decimal = a === 0 ? zeroDigits(n) : significantDigits(a, n);
  const useExponent = decimal.point <= -4 || decimal.point > n - (addDot0 ? 1 : 0);
  if (!alternate) decimal.digits = a === 0 ? '0' : decimal.digits.replace(/0+$/, '');
  return layOut(decimal, useExponent, alternate, addDot0);
}

function shortestText(a: number, alternate: boolean, addDot0: boolean): string {
  const decimal = a === 0 ? zeroDigits(1) : splitExponential(a.toExponential());
  return layOut(decimal, decimal.point <= -4 || decimal.point > 16, alternate, addDot0);
}

/**
 * Digits with the point in its place (and zeros between them if needed), or one digit before it and an
 * exponent.
 */
function layOut(
  { digits, point }: Decimal,
  useExponent: boolean,
  alternate: boolean,
  addDot0: boolean,
): string {
  let whole: string;
  let fraction: string;
  if (useExponent) {
    whole = digits.charAt(0);
    fraction = digits.slice(1);
  } else if (point <= 0) {
    whole = '0';
    fraction = repeatString('0', -point) + digits;
  } else {
    whole = digits.slice(0, point).padEnd(point, '0');
    fraction = digits.slice(point);
    if (addDot0 && fraction === '') fraction = '0';
  }
  const text = fraction !== '' || alternate ? `${whole}.${fraction}` : whole;
  return useExponent ? text + exponentText(point - 1) : text;
}

// round, as_integer_ratio -----------------------------------------------------------------------------------

/** round(v): to an int, half to even. Throws ValueError or OverflowError. */
export function floatRoundToInt(v: number): Int {
  if (Number.isNaN(v)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(v)) throw overflowError('cannot convert float infinity to integer');
  const low = Math.floor(v);
  const rest = v - low;
  return intFromIntegralNumber(rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low);
}

/** round(v, ndigits): the decimal rounding of the exact value, read back as a float. Throws OverflowError. */
export function floatRound(v: number, ndigits: Int): number {
  if (!Number.isFinite(v) || v === 0 || ndigits > 323) return v;
  if (ndigits < -308) return v < 0 ? -0 : 0;
  const n = Number(ndigits);
  const a = Math.abs(v);
  const rounded = n >= 0 ? Number(fixedText(a, n)) : Number(scaledInteger(a, n) * 10n ** BigInt(-n));
  if (rounded === Infinity) throw overflowError('rounded value too large to represent');
  return v < 0 ? -rounded : rounded;
}

/** float.as_integer_ratio, in lowest terms. Throws ValueError or OverflowError. */
export function floatAsIntegerRatio(v: number): [Int, Int] {
  if (Number.isNaN(v)) throw valueError('cannot convert NaN to integer ratio');
  if (!Number.isFinite(v)) throw overflowError('cannot convert Infinity to integer ratio');
  if (Number.isSafeInteger(v)) return [v + 0, 1];
  const { mantissa, exponent } = decomposeDouble(Math.abs(v));
  let numerator = mantissa;
  let e = exponent;
  for (; e < 0 && (numerator & 1n) === 0n; e++) numerator >>= 1n;
  if (e > 0) numerator <<= BigInt(e);
  if (v < 0) numerator = -numerator;
  return [normalizeInt(numerator), e < 0 ? normalizeInt(1n << BigInt(-e)) : 1];
}
