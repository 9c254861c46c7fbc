// Hashes of numbers as on 64-bit CPython: equal numbers of any type have equal hashes, because all reduce the
// mathematical value modulo the prime 2**61 - 1. A hash is an Int: a number when safe, a bigint otherwise.
import { decomposeDouble } from './float-repr.ts';
import { normalizeInt } from './int-arithmetic.ts';
import type { Int } from './int-arithmetic.ts';

const HASH_BITS = 61;
const MODULUS = (1n << 61n) - 1n;

/** sys.hash_info.inf. The hash of a NaN is that of its object's identity, which is the caller's to give. */
const HASH_INFINITY = 314159;

/** sys.hash_info.imag. */
const HASH_IMAGINARY = 1000003n;

/** -1 tells of an error in CPython, so no object has that hash. */
function avoidMinusOne(hash: Int): Int {
  return hash === -1 ? -2 : hash;
}

/** hash(n). */
export function intHash(n: Int): Int {
  if (typeof n === 'number') return n === -1 ? -2 : n;
  // A bigint's remainder has the sign of the dividend, just as CPython's reduction has.
  return avoidMinusOne(normalizeInt(n % MODULUS));
}

/** hash(v) for a float that is not NaN. */
export function floatHash(v: number): Int {
  if (Number.isSafeInteger(v)) return v === -1 ? -2 : v + 0;
  if (!Number.isFinite(v)) return v > 0 ? HASH_INFINITY : -HASH_INFINITY;
  const { mantissa, exponent } = decomposeDouble(Math.abs(v));
  // Multiplying by a power of two modulo 2**61 - 1 rotates the 61 bits.
  const shift = BigInt(((exponent % HASH_BITS) + HASH_BITS) % HASH_BITS);
  const rotated = ((mantissa << shift) & MODULUS) | (mantissa >> (BigInt(HASH_BITS) - shift));
  return avoidMinusOne(normalizeInt(v < 0 ? -rotated : rotated));
}

/** The hash of a complex number from the hashes of its parts (of their objects, for NaN). */
export function complexHash(real: Int, imaginary: Int): Int {
  const combined = BigInt.asIntN(64, BigInt(real) + HASH_IMAGINARY * BigInt(imaginary));
  return avoidMinusOne(normalizeInt(combined));
}
