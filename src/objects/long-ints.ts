// Operations on ints that may take long: with large operands they are done in Python (src/python/long_ints.py), so that Ctrl-C and
// other tasklets have their turns between the steps. Whether there is room for a result is said before the work begins.
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { reserve } from '../machine/memory.ts';
import type { PyList } from './list.ts';
import type { Result, Value } from './object.ts';
import { type Int, intBitLength, intPow, intPowMod, normalizeInt } from './text/int-arithmetic.ts';
import { DIGIT_BITS, intToString, tooManyDigits } from './text/int-format.ts';
import { isLong, MOST_BITS } from './text/int-size.ts';
import { intFromDigits, type LongDigits } from './text/number-parse.ts';

/** Bits of a result that takes a moment only. */
const QUICK_BITS = 2 ** 19;
/** Bits of exponent and modulus, multiplied, of a power that takes a moment only. */
const QUICK_POWER = 2 ** 24;
/** Factors of a product that takes a moment only. */
const QUICK_FACTORS = 10_000;

/** Throws as `reserve` when an int of at least so many bits cannot be had. */
function reserveBits(bits: number): void {
  if (bits > MOST_BITS) throw new RangeError('too many bits');
  reserve(bits / 8);
}

/** a ** b for b >= 0. */
export function power(a: Int, b: Int): Result {
  if (typeof b === 'bigint' || b < 2 || a === 0) return intPow(a, b);
  const bits = (intBitLength(a) - 1) * b;
  if (bits < QUICK_BITS) return intPow(a, b);
  reserveBits(bits);
  return a === 2 ? intPow(a, b) : frozenFunction('long_ints', 'power').call2(a, b);
}

/** pow(a, b, modulus), with the sign of the modulus. Throws ValueError. */
export function powerModulo(a: Int, b: Int, modulus: Int): Result {
  if (typeof b !== 'bigint' || b < 0 || intBitLength(modulus) * intBitLength(b) < QUICK_POWER)
    return intPowMod(a, b, modulus);
  return frozenFunction('long_ints', 'power_modulo').call3(a, b, modulus);
}

/** Bits of n!, about: Stirling's formula. */
function factorialBits(n: number): number {
  return n < 2 ? 0 : (n + 0.5) * Math.log2(n) - n * Math.LOG2E;
}

/** n! for n >= 0. */
export function factorial(n: number): Result {
  reserveBits(factorialBits(n));
  return product(1, n);
}

/** first * (first + 1) * ... * last. */
export function product(first: Int, last: Int): Result {
  const factors = Number(last) - Number(first);
  if (factors < QUICK_FACTORS) return productAtOnce(BigInt(first), BigInt(last));
  reserveBits((intBitLength(first) - 1) * factors);
  return frozenFunction('long_ints', 'product').call2(first, last);
}

/** The number of ways to choose k of n, for 0 < k <= n / 2. */
export function combinations(n: Int, k: Int): Result {
  const first = normalizeInt(BigInt(n) - BigInt(k) + 1n);
  if (k < QUICK_FACTORS)
    return normalizeInt(multiplied(BigInt(first), BigInt(n)) / multiplied(1n, BigInt(k)));
  reserveBits(Number(k) * (intBitLength(n) - intBitLength(k) - 1));
  return frozenFunction('long_ints', 'quotient_of_products').call3(first, n, k);
}

/** By halves, so that the factors stay of one size. */
function multiplied(first: bigint, last: bigint): bigint {
  if (last - first < 8n) {
    let r = first;
    for (let i = first + 1n; i <= last; i++) r *= i;
    return r;
  }
  const middle = (first + last) >> 1n;
  return multiplied(first, middle) * multiplied(middle + 1n, last);
}

function productAtOnce(first: Value, last: Value): Int {
  return normalizeInt(multiplied(BigInt(first as Int), BigInt(last as Int)));
}

/** The decimal digits of an int that may be long. Throws ValueError beyond `maxDigits`, if that is not 0. */
export function longDecimal(n: bigint, maxDigits: number): Result {
  if (!isLong(n)) return intToString(n, maxDigits);
  const digits = (intBitLength(n) - 1) / DIGIT_BITS;
  if (maxDigits > 0 && digits > maxDigits) throw tooManyDigits(maxDigits);
  reserve(digits);
  return frozenFunction('long_ints', 'decimal_text').call1(n);
}

/** The int that a long text of digits says. */
export function intOfLongDigits({ digits, base, negative }: LongDigits): Result {
  reserveBits(digits.length * Math.log2(base));
  return frozenFunction('long_ints', 'int_of_digits').call3(digits, base, negative);
}

/** The power to which `digits`, hexadecimal, are added at the end of the exponent; `powers` are those with one digit. */
function powersAtOnce(start: Value, powers: Value, digits: Value, modulus: Value): Int {
  const factors = (powers as PyList).items.map((factor) => BigInt(factor as Int));
  const m = BigInt(modulus as Int);
  let r = BigInt(start as Int);
  for (const digit of digits as string) {
    for (let i = 0; i < 4; i++) r = (r * r) % m;
    if (digit !== '0') r = (r * factors[parseInt(digit, 16)]!) % m;
  }
  return normalizeInt(m < 0n && r > 0n ? r + m : r);
}

defineIntrinsics({
  powers_at_once: ['(start, powers, digits, modulus, /)', powersAtOnce],
  product_at_once: ['(first, last, /)', productAtOnce],
  int_at_once: [
    '(digits, base, /)',
    (digits: Value, base: Value): Result => intFromDigits(digits as string, base as number),
  ],
  decimal_digits: ['(n, /)', (n: Value): Result => intToString(n as Int, 0)],
});
