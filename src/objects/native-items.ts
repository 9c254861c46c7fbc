// Single items of native format, as memoryview and array read and write them: `b`, `i`, `d`, ...
import { newException, typeErrorType, valueErrorType } from './exception.ts';
import { PyBytes } from './bytes.ts';
import { PyFloat } from './float.ts';
import { floatOf } from './conversion.ts';
import { intOf } from './int.ts';
import type { Value } from './object.ts';
import { isTrue } from '../operators/truth.ts';
import { normalizeInt } from './text/int-arithmetic.ts';

/** Bytes of an item, by format letter (64-bit little-endian C). */
export const ITEM_SIZES: Record<string, number> = {
  c: 1,
  b: 1,
  B: 1,
  '?': 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 8,
  L: 8,
  q: 8,
  Q: 8,
  n: 8,
  N: 8,
  P: 8,
  e: 2,
  f: 4,
  d: 8,
};

/** The format letter of a native single-item format, with `@` or without; undefined for others. */
export function nativeLetter(format: string): string | undefined {
  const letter = format.startsWith('@') ? format.slice(1) : format;
  return Object.hasOwn(ITEM_SIZES, letter) ? letter : undefined;
}

const SIGNED = 'bhilqn';

/** The item at `at`. */
export function readItem(bytes: Uint8Array, at: number, letter: string): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, ITEM_SIZES[letter]!);
  switch (letter) {
    case 'B':
      return bytes[at]!;
    case 'b':
      return view.getInt8(0);
    case 'c':
      return new PyBytes(bytes.slice(at, at + 1));
    case '?':
      return bytes[at] !== 0;
    case 'h':
      return view.getInt16(0, true);
    case 'H':
      return view.getUint16(0, true);
    case 'i':
      return view.getInt32(0, true);
    case 'I':
      return view.getUint32(0, true);
    case 'e':
      return new PyFloat(halfToNumber(view.getUint16(0, true)));
    case 'f':
      return new PyFloat(view.getFloat32(0, true));
    case 'd':
      return new PyFloat(view.getFloat64(0, true));
    default:
      return normalizeInt(SIGNED.includes(letter) ? view.getBigInt64(0, true) : view.getBigUint64(0, true));
  }
}

/** Stores an item; `name` begins the messages of errors for values that do not fit. */
export function writeItem(bytes: Uint8Array, at: number, letter: string, value: Value, name: string): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, ITEM_SIZES[letter]!);
  const wrongType = (): Error =>
    newException(typeErrorType, `${name}: invalid type for format '${letter}'`) as unknown as Error;
  const wrongValue = (): Error =>
    newException(valueErrorType, `${name}: invalid value for format '${letter}'`) as unknown as Error;
  if (letter === '?') {
    bytes[at] = isTrue(value) === true ? 1 : 0;
    return;
  }
  if (letter === 'c') {
    if (!(value instanceof PyBytes)) throw wrongType();
    if (value.data.length !== 1) throw wrongValue();
    bytes[at] = value.data[0]!;
    return;
  }
  if (letter === 'd' || letter === 'f' || letter === 'e') {
    const v = floatOf(value);
    if (v === undefined) throw wrongType();
    if (letter === 'd') view.setFloat64(0, v, true);
    else if (letter === 'f') view.setFloat32(0, v, true);
    else view.setUint16(0, numberToHalf(v), true);
    return;
  }
  const n = intOf(value);
  if (n === undefined) throw wrongType();
  const bits = BigInt(8 * ITEM_SIZES[letter]!);
  const big = BigInt(n);
  const fits = SIGNED.includes(letter)
    ? BigInt.asIntN(Number(bits), big) === big
    : BigInt.asUintN(Number(bits), big) === big;
  if (!fits) throw wrongValue();
  for (let k = 0; k < ITEM_SIZES[letter]!; k++) bytes[at + k] = Number((big >> BigInt(8 * k)) & 255n);
}

/** The number that 16 bits of IEEE 754 stand for. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The 16 bits nearest to a number, half to even; an infinity beyond the range. */
export function numberToHalf(v: number): number {
  const sign = v < 0 || Object.is(v, -0) ? 0x8000 : 0;
  const a = Math.abs(v);
  if (Number.isNaN(v)) return 0x7e00;
  if (a >= 65520) return sign | 0x7c00;
  if (a < 2 ** -14) return sign | roundEven(a * 2 ** 24);
  const exponent = Math.floor(Math.log2(a));
  return sign | (((exponent + 15) << 10) + roundEven((a / 2 ** exponent - 1) * 1024));
}

function roundEven(v: number): number {
  const low = Math.floor(v);
  const rest = v - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
}
