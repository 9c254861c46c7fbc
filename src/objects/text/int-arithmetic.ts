// Arithmetic on Python ints where JavaScript's own operators are not enough. An Int is a number when it is a
// safe integer (never -0) and a bigint beyond; every function takes Ints and returns Ints, normalised. The
// sums, products and comparisons that JavaScript does right by itself are left to the callers.
//
// A bigint that would pass the host's limit (2**30 bits in V8) ends in the host's RangeError, which callers
// turn into MemoryError.
import { newBytes, reserve } from '../../machine/memory.ts';
import { smallQuotient } from './big-division.ts';
import { FormatError, overflowError, valueError } from './format-error.ts';
import {
  bitLengthOfLong,
  LARGE,
  madeLarge,
  MINUS_LARGE,
  reserveDigits,
  reserveLike,
  reserveProduct,
} from './int-size.ts';
import { TextBuilder } from './text.ts';

/** A Python int: a safe integer, or a bigint outside that range. */
export type Int = number | bigint;

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const MIN_SAFE = -MAX_SAFE;

/** A bigint as an Int. */
export function normalizeInt(n: bigint): Int {
  if (n <= MAX_SAFE) {
    if (n >= MIN_SAFE) return Number(n);
    if (n < MINUS_LARGE) madeLarge(n);
  } else if (n > LARGE) madeLarge(n);
  return n;
}

/** An integer-valued finite number (of any size, maybe -0) as an Int. */
export function intFromIntegralNumber(v: number): Int {
  return Number.isSafeInteger(v) ? v + 0 : BigInt(v);
}

function divisionByZero(): FormatError {
  return new FormatError('ZeroDivisionError', 'division by zero');
}

// Division --------------------------------------------------------------------------------------------------

/** a // b. Throws ZeroDivisionError. */
export function intFloorDiv(a: Int, b: Int): Int {
  if (b === 0) throw divisionByZero();
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a % b;
    const q = (a - r) / b;
    return (r !== 0 && r < 0 !== b < 0 ? q - 1 : q) + 0;
  }
  const x = BigInt(a);
  const y = BigInt(b);
  reserveProduct(x, y);
  const small = smallQuotient(x, y);
  if (small !== undefined) return small[0];
  const q = x / y;
  return normalizeInt(x < 0n !== y < 0n && q * y !== x ? q - 1n : q);
}

/** a % b, with the sign of b. Throws ZeroDivisionError. */
export function intMod(a: Int, b: Int): Int {
  if (b === 0) throw divisionByZero();
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a % b;
    return (r !== 0 && r < 0 !== b < 0 ? r + b : r) + 0;
  }
  const x = BigInt(a);
  const y = BigInt(b);
  reserveProduct(x, y);
  const small = smallQuotient(x, y);
  if (small !== undefined) return normalizeInt(small[1]);
  const r = x % y;
  return normalizeInt(r !== 0n && r < 0n !== y < 0n ? r + y : r);
}

/** divmod(a, b). Throws ZeroDivisionError. */
export function intDivMod(a: Int, b: Int): [Int, Int] {
  if (b === 0) throw divisionByZero();
  if (typeof a === 'number' && typeof b === 'number') return [intFloorDiv(a, b), intMod(a, b)];
  const x = BigInt(a);
  const y = BigInt(b);
  reserveProduct(x, y);
  const small = smallQuotient(x, y);
  if (small !== undefined) return [small[0], normalizeInt(small[1])];
  const q = x / y;
  const r = x - q * y;
  if (r !== 0n && r < 0n !== y < 0n) return [normalizeInt(q - 1n), normalizeInt(r + y)];
  return [normalizeInt(q), normalizeInt(r)];
}

/** a / b as a correctly rounded float. Throws ZeroDivisionError or OverflowError. */
export function intTrueDiv(a: Int, b: Int): number {
  if (b === 0) throw divisionByZero();
  // Both operands are exact doubles, so the host's division is correctly rounded.
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  const negative = a < 0 !== b < 0;
  const q = divideToDouble(absBig(a), absBig(b));
  if (q === Infinity) throw overflowError('integer division result too large for a float');
  return negative ? -q : q;
}

/**
 * x / y for positive x and y, rounded once, half to even; Infinity when too large. The quotient is computed
 * with at least two bits more than the result can hold (fewer bits when it is subnormal), the rest being one
 * sticky bit.
 */
function divideToDouble(x: bigint, y: bigint): number {
  const estimate = bitLengthBig(x) - bitLengthBig(y);
  if (estimate > 1025) return Infinity;
  if (estimate < -1076) return 0;
  // The quotient has estimate or estimate + 1 bits before the point; keep 55, but none below 2**-1076.
  const shift = Math.min(56 - estimate, 1076);
  const n = shift > 0 ? x << BigInt(shift) : x;
  const d = shift < 0 ? y << BigInt(-shift) : y;
  let q = n / d;
  if (q * d !== n) q |= 1n;
  return scaleByPowerOfTwo(q, -shift);
}

/** q * 2**e, rounded once, half to even; q's lowest bit may be sticky. Infinity when too large. */
export function scaleByPowerOfTwo(q: bigint, e: number): number {
  const lowest = bitLengthBig(q) + e - 53;
  const drop = Math.max(lowest, -1074) - e;
  let m = q;
  if (drop > 0) {
    const half = 1n << BigInt(drop - 1);
    m = q >> BigInt(drop);
    const rest = q - (m << BigInt(drop));
    if (rest > half || (rest === half && (m & 1n) === 1n)) m += 1n;
    e += drop;
  }
  return ldexpExact(Number(m), e);
}

/** m * 2**e where the product is a double or overflows; in steps, as 2**e itself may not be one. */
function ldexpExact(m: number, e: number): number {
  for (; e > 1000; e -= 1000) m *= 2 ** 1000;
  for (; e < -1000; e += 1000) m *= 2 ** -1000;
  return m * 2 ** e;
}

// Size and bits ---------------------------------------------------------------------------------------------

function absBig(a: Int): bigint {
  return typeof a === 'number' ? BigInt(Math.abs(a)) : a < 0n ? negated(a) : a;
}

/** abs(a). */
export function intAbs(a: Int): Int {
  return typeof a === 'number' ? Math.abs(a) : a < 0n ? normalizeInt(negated(a)) : a;
}

/** -a. */
export function negated(a: bigint): bigint {
  reserveLike(a);
  return -a;
}

/** The number of bits of a non-negative bigint. */
export function bitLengthBig(n: bigint): number {
  if (n <= MAX_SAFE) return n === 0n ? 0 : bitLengthNumber(Number(n));
  const v = Number(n);
  if (v < Infinity) {
    float64.setFloat64(0, v);
    const bits = (float64.getUint32(0) >>> 20) - 1022;
    // Rounding to a double may have reached the next power of two.
    return BigInt.asUintN(bits - 1, n) === n ? bits - 1 : bits;
  }
  return bitLengthOfLong(n);
}

const float64 = new DataView(new ArrayBuffer(8));

/** The number of bits of a positive safe integer. */
function bitLengthNumber(n: number): number {
  return n < 0x100000000 ? 32 - Math.clz32(n) : 64 - Math.clz32(Math.floor(n / 0x100000000));
}

/** int.bit_length. */
export function intBitLength(n: Int): number {
  if (typeof n === 'bigint') return bitLengthBig(absBig(n));
  return n === 0 ? 0 : bitLengthNumber(Math.abs(n));
}

function popCount32(n: number): number {
  n -= (n >>> 1) & 0x55555555;
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The hexadecimal digits of a non-negative bigint. */
function hexOf(n: bigint): string {
  reserveDigits(n, 4);
  return n.toString(16);
}

/** int.bit_count: the ones in the binary form of the absolute value. */
export function intBitCount(n: Int): number {
  if (typeof n === 'number') {
    const a = Math.abs(n);
    return popCount32(a | 0) + popCount32(Math.floor(a / 0x100000000));
  }
  const hex = hexOf(absBig(n));
  let count = 0;
  for (let i = 0; i < hex.length; i += 8) count += popCount32(parseInt(hex.slice(i, i + 8), 16) | 0);
  return count;
}

/** a << b. Throws ValueError for a negative count, OverflowError for an absurd one. */
export function intLeftShift(a: Int, b: Int): Int {
  if (b < 0) throw valueError('negative shift count');
  if (a === 0) return 0;
  if (typeof b === 'bigint') throw overflowError('too many digits in integer');
  if (typeof a === 'number' && b < 53) {
    const r = a * 2 ** b;
    if (Number.isSafeInteger(r)) return r;
  }
  reserve(b / 8);
  const big = BigInt(a);
  reserveLike(big);
  return normalizeInt(big << BigInt(b));
}

/** a >> b, rounding down. Throws ValueError for a negative count. */
export function intRightShift(a: Int, b: Int): Int {
  if (b < 0) throw valueError('negative shift count');
  if (typeof a === 'number') {
    if (b > 53) return a < 0 ? -1 : 0;
    return Math.floor(a / 2 ** Number(b));
  }
  if (typeof b === 'bigint') return a < 0n ? -1 : 0;
  reserveLike(a);
  return normalizeInt(a >> BigInt(b));
}

// Powers, roots, divisors -----------------------------------------------------------------------------------

/** a ** b for b >= 0 (a negative exponent gives a float, which is the caller's). Throws OverflowError. */
export function intPow(a: Int, b: Int): Int {
  if (typeof b === 'bigint') {
    if (a === 0 || a === 1) return a;
    if (a === -1) return (b & 1n) === 0n ? 1 : -1;
    throw overflowError('too many digits in integer');
  }
  if (typeof a === 'number') {
    const small = smallPow(a, b);
    if (small !== undefined) return small;
  }
  reserve((intBitLength(a) * b) / 8);
  return normalizeInt(BigInt(a) ** BigInt(b));
}

/** a ** b by repeated squaring as long as everything is a safe integer (Math.pow is not exact everywhere). */
function smallPow(a: number, b: number): number | undefined {
  if (a === 2) return b < 53 ? 2 ** b : undefined;
  let result = 1;
  for (let base = a; ; base *= base) {
    if (b % 2 === 1) result *= base;
    if (!Number.isSafeInteger(result)) return undefined;
    b = Math.floor(b / 2);
    if (b === 0) return result;
    // base grows past the safe range only if the result does, unless it is 0, 1 or -1.
    if (!Number.isSafeInteger(base)) return undefined;
  }
}

/** pow(a, b, modulus), with the sign of the modulus. Throws ValueError. */
export function intPowMod(a: Int, b: Int, modulus: Int): Int {
  if (modulus === 0) throw valueError('pow() 3rd argument cannot be 0');
  const m = absBig(modulus);
  if (m === 1n) return 0;
  let base = BigInt(a) % m;
  if (base < 0n) base += m;
  let exponent = BigInt(b);
  if (exponent < 0n) {
    base = modularInverse(base, m);
    exponent = -exponent;
  }
  const small = m <= 0x4000000n && exponent <= MAX_SAFE;
  const r = small
    ? BigInt(powModSmall(Number(base), Number(exponent), Number(m)))
    : powModBig(base, exponent, m);
  return normalizeInt(modulus < 0 && r !== 0n ? r - m : r);
}

/** All products stay below 2**52. */
function powModSmall(base: number, exponent: number, m: number): number {
  let r = 1 % m;
  while (exponent > 0) {
    if (exponent % 2 === 1) r = (r * base) % m;
    base = (base * base) % m;
    exponent = Math.floor(exponent / 2);
  }
  return r;
}

/** Left-to-right, four exponent bits at a time. */
function powModBig(base: bigint, exponent: bigint, m: bigint): bigint {
  const digits = exponent.toString(16);
  if (digits.length <= 2) return shortPowMod(base, Number(exponent), m);
  const powers = [1n, base];
  for (let i = 2; i < 16; i++) powers.push((powers[i - 1] * base) % m);
  let r = powers[parseInt(digits.charAt(0), 16)];
  for (let i = 1; i < digits.length; i++) {
    for (let j = 0; j < 4; j++) r = (r * r) % m;
    const d = parseInt(digits.charAt(i), 16);
    if (d !== 0) r = (r * powers[d]) % m;
  }
  return r;
}

function shortPowMod(base: bigint, exponent: number, m: bigint): bigint {
  let r = 1n % m;
  for (; exponent > 0; exponent >>= 1) {
    if (exponent & 1) r = (r * base) % m;
    if (exponent > 1) base = (base * base) % m;
  }
  return r;
}

function modularInverse(a: bigint, m: bigint): bigint {
  let [r0, r1] = [m, a];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  if (r0 !== 1n) throw valueError('base is not invertible for the given modulus');
  return t0 < 0n ? t0 + m : t0;
}

/** math.isqrt for n >= 0 (the caller rejects negatives). */
export function intIsqrt(n: Int): Int {
  if (typeof n === 'number') {
    const r = Math.floor(Math.sqrt(n));
    // sqrt is correctly rounded, so it can only be one too large, and only when n > 2**52.
    return r * r > n ? r - 1 : r;
  }
  reserveProduct(n, n);
  // Each step doubles the number of correct bits; see the proof in CPython's Modules/mathmodule.c.
  const c = Math.floor((bitLengthBig(n) - 1) / 2);
  let a = 1n;
  let d = 0;
  for (let s = 32 - Math.clz32(c); s-- > 0;) {
    const e = d;
    d = c >> s;
    a = (a << BigInt(d - e - 1)) + (n >> BigInt(2 * c - e - d + 1)) / a;
  }
  return normalizeInt(a * a > n ? a - 1n : a);
}

/** math.gcd of two ints. */
export function intGcd(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') return gcdNumber(Math.abs(a), Math.abs(b));
  const x = absBig(a);
  const y = absBig(b);
  reserveProduct(x, y);
  return x < y ? gcdBig(y, x) : gcdBig(x, y);
}

/** x >= y. */
function gcdBig(x: bigint, y: bigint): Int {
  let bits = bitLengthBig(x);
  while (y > MAX_SAFE) {
    const shift = Math.max(bits - LEADING_BITS, 0);
    [x, y] = lehmerStep(x, y, BigInt(shift));
    // x has lost some of its leading bits, seldom all of them.
    const top = Number(x >> BigInt(shift));
    bits = top > 0 ? shift + bitLengthNumber(top) : bitLengthBig(x);
  }
  if (y === 0n) return normalizeInt(x);
  return gcdNumber(Number(y), Number(x % y));
}

function gcdNumber(x: number, y: number): number {
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/**
 * How much of a bigint lehmerStep looks at; sums and products of such numbers' cofactors stay safe integers.
 */
const LEADING_BITS = 50;

/**
 * Several steps of Euclid's algorithm at once (Lehmer): the quotients are found from the leading bits of both
 * numbers (what is left of them after the shift) as long as those determine them, and then applied in one
 * linear combination.
 */
function lehmerStep(x: bigint, y: bigint, shift: bigint): [bigint, bigint] {
  let p = Number(x >> shift);
  let q = Number(y >> shift);
  let [a, b, c, d] = [1, 0, 0, 1];
  while (q + c !== 0 && q + d !== 0) {
    const quotient = Math.floor((p + a) / (q + c));
    if (quotient !== Math.floor((p + b) / (q + d))) break;
    [a, c] = [c, a - quotient * c];
    [b, d] = [d, b - quotient * d];
    [p, q] = [q, p - quotient * q];
  }
  if (b === 0) return [y, x % y];
  const [ba, bb, bc, bd] = [BigInt(a), BigInt(b), BigInt(c), BigInt(d)];
  return [ba * x + bb * y, bc * x + bd * y];
}

// Bytes -----------------------------------------------------------------------------------------------------

/** Whether an order of bytes is little-endian. Throws ValueError. */
export function isLittleEndian(order: string): boolean {
  if (order !== 'little' && order !== 'big') throw valueError("byteorder must be either 'little' or 'big'");
  return order === 'little';
}

/** The same for up to 6 bytes. */
function smallToBytes(n: number, length: number, little: boolean, isSigned: boolean): Uint8Array {
  const range = 2 ** (8 * length);
  if (isSigned && n !== 0 ? n < -range / 2 || n >= range / 2 : n >= range)
    throw overflowError('int too big to convert');
  const bytes = new Uint8Array(length);
  let rest = n < 0 ? n + range : n;
  for (let i = 0; i < length; i++) {
    const above = Math.floor(rest / 256);
    bytes[little ? i : length - 1 - i] = rest - above * 256;
    rest = above;
  }
  return bytes;
}

/** int.to_bytes. Throws ValueError or OverflowError. */
export function intToBytes(n: Int, length: number, byteOrder: string, isSigned: boolean): Uint8Array {
  const little = isLittleEndian(byteOrder);
  if (length < 0) throw valueError('length argument must be non-negative');
  if (n < 0 && !isSigned) throw overflowError("can't convert negative int to unsigned");
  if (typeof n === 'number' && length <= 6) return smallToBytes(n, length, little, isSigned);
  const big = BigInt(n);
  // A signed value needs one bit more than its magnitude; -1 - n has the same magnitude bits as n.
  const bits = isSigned ? bitLengthBig(big < 0n ? -1n - big : big) + (n === 0 ? 0 : 1) : bitLengthBig(big);
  if (bits > length * 8) throw overflowError('int too big to convert');
  const bytes = newBytes(length);
  reserveLike(big);
  if (big < 0n) bytes.fill(0xff);
  const hex = hexOf(BigInt.asUintN(Math.ceil(bits / 8) * 8, big));
  for (let end = hex.length, at = length - 1; end > 0; end -= 2, at--) {
    bytes[at] = parseInt(hex.slice(Math.max(end - 2, 0), end), 16);
  }
  return little ? bytes.reverse() : bytes;
}

/** int.from_bytes. Throws ValueError. */
export function intFromBytes(bytes: Uint8Array, byteOrder: string, isSigned: boolean): Int {
  const little = isLittleEndian(byteOrder);
  const n = bytes.length;
  if (n <= 6) {
    let small = 0;
    for (let i = 0; i < n; i++) small = small * 256 + bytes[little ? n - 1 - i : i];
    return isSigned && small >= 2 ** (8 * n - 1) ? small - 2 ** (8 * n) : small;
  }
  const at = little ? (i: number) => bytes[n - 1 - i] : (i: number) => bytes[i];
  const hex = new TextBuilder('0x');
  for (let i = 0; i < n; i++) hex.add((at(i) + 256).toString(16).slice(1));
  reserve(2 * n);
  const big = BigInt(hex.text());
  return normalizeInt(isSigned ? BigInt.asIntN(8 * n, big) : big);
}

// Int and float ---------------------------------------------------------------------------------------------

/** float(n): rounded half to even. Throws OverflowError. */
export function intToFloat(n: Int): number {
  if (typeof n === 'number') return n;
  const v = Number(n);
  if (v === Infinity || v === -Infinity) throw overflowError('int too large to convert to float');
  return v;
}

/** int(v): towards zero. Throws ValueError for NaN and OverflowError for an infinity. */
export function floatToInt(v: number): Int {
  if (Number.isFinite(v)) return intFromIntegralNumber(Math.trunc(v));
  if (Number.isNaN(v)) throw valueError('cannot convert float NaN to integer');
  throw overflowError('cannot convert float infinity to integer');
}

/** The sign of n - v by exact comparison, or NaN when v is. (JavaScript's mixed comparisons are exact.) */
export function compareIntFloat(n: Int, v: number): number {
  if (n < v) return -1;
  if (n > v) return 1;
  return Number.isNaN(v) ? NaN : 0;
}
