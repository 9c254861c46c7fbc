// Numbers as bytes, in either order. A view of an object's own memory (DataView) is slow to make, and moves small arrays out of the
// host's heap: so ints are put together here, and floats go through a view of eight bytes.
import type { Int } from './conversion.ts';
import { normalizeInt } from './text/int-arithmetic.ts';

const scratch = new Uint8Array(new ArrayBuffer(8));
const view = new DataView(scratch.buffer);

/** The unsigned int of up to 6 bytes. */
function readSmall(bytes: Uint8Array, at: number, size: number, little: boolean): number {
  let n = 0;
  if (little) for (let i = size - 1; i >= 0; i--) n = n * 256 + bytes[at + i]!;
  else for (let i = 0; i < size; i++) n = n * 256 + bytes[at + i]!;
  return n;
}

/** By size in bytes, half as many as there are ints of this size. (A power is a call of `pow`.) */
const HALF = Array.from({ length: 8 }, (_, size) => (size === 0 ? 0 : 2 ** (8 * size - 1)));

/** The int of 1, 2, 4 or 8 bytes. */
export function readInt(bytes: Uint8Array, at: number, size: number, little: boolean, signed: boolean): Int {
  if (size === 8) return readLong(bytes, at, little, signed);
  const n = readSmall(bytes, at, size, little);
  return signed && n >= HALF[size]! ? n - 2 * HALF[size]! : n;
}

function readLong(bytes: Uint8Array, at: number, little: boolean, signed: boolean): Int {
  const low = readSmall(bytes, little ? at : at + 4, 4, little);
  const high = readSmall(bytes, little ? at + 4 : at, 4, little);
  const upper = signed ? high | 0 : high;
  if (upper >= -(2 ** 20) && upper < 2 ** 21) return upper * 2 ** 32 + low;
  return normalizeInt((BigInt(upper) << 32n) | BigInt(low));
}

/** Whether an int fits into 1, 2, 4 or 8 bytes. */
export function fitsBytes(n: Int, size: number, signed: boolean): boolean {
  if (size < 8) {
    const half = HALF[size]!;
    return signed ? n >= -half && n < half : n >= 0 && n < 2 * half;
  }
  if (typeof n === 'number') return signed || n >= 0;
  return signed ? BigInt.asIntN(64, n) === n : BigInt.asUintN(64, n) === n;
}

/** Stores an int that fits into 1, 2, 4 or 8 bytes. */
export function writeInt(bytes: Uint8Array, at: number, n: Int, size: number, little: boolean): void {
  if (size === 8) {
    const high = typeof n === 'number' ? Math.floor(n / 2 ** 32) : Number(BigInt.asIntN(32, n >> 32n));
    const low = typeof n === 'number' ? n - high * 2 ** 32 : Number(BigInt.asUintN(32, n));
    writeSmall(bytes, little ? at : at + 4, low, 4, little);
    writeSmall(bytes, little ? at + 4 : at, high, 4, little);
  } else writeSmall(bytes, at, Number(n), size, little);
}

function writeSmall(bytes: Uint8Array, at: number, n: number, size: number, little: boolean): void {
  let rest = n | 0;
  for (let i = 0; i < size; i++) {
    bytes[little ? at + i : at + size - 1 - i] = rest;
    rest >>= 8;
  }
}

/** The float of 4 or 8 bytes. */
export function readFloat(bytes: Uint8Array, at: number, size: number, little: boolean): number {
  for (let i = 0; i < size; i++) scratch[i] = bytes[at + i]!;
  return size === 4 ? view.getFloat32(0, little) : view.getFloat64(0, little);
}

/** Stores a float in 4 or 8 bytes. */
export function writeFloat(bytes: Uint8Array, at: number, v: number, size: number, little: boolean): void {
  if (size === 4) view.setFloat32(0, v, little);
  else view.setFloat64(0, v, little);
  for (let i = 0; i < size; i++) bytes[at + i] = scratch[i]!;
}
