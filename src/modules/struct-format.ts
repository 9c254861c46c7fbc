// Formats of the module struct: what the characters mean, and how single items are packed and unpacked.
import { PyBytes } from '../objects/bytes.ts';
import { PyByteArray } from '../objects/bytearray.ts';
import { newException, overflowErrorType, typeErrorType } from '../objects/exception.ts';
import { PyComplex } from '../objects/complex.ts';
import { PyFloat } from '../objects/float.ts';
import { floatOf, isInt } from '../objects/conversion.ts';
import { intOf, normalize } from '../objects/int.ts';
import type { Value } from '../objects/object.ts';
import { typeOf } from '../objects/typeof.ts';
import { bufferBytes } from '../objects/buffer.ts';
import { moduleException } from './module-exception.ts';

export const structErrorType = moduleException('struct', 'error');

export function structError(message: string): Error {
  return newException(structErrorType, message) as unknown as Error;
}

/** What a character stands for; sizes in bytes. */
interface Kind {
  size: number;
  native: number;
  pack: (view: DataView, at: number, value: Value, item: Item) => void;
  unpack: (view: DataView, at: number, item: Item) => Value;
  /** What an argument that is no plain value is converted to. */
  wants: 'index' | 'float' | 'truth' | null;
  /** Native alignment; the native size when absent. */
  align?: number;
}

/** One value of a struct (or `count` bytes of one, for s and p). */
export interface Item {
  code: string;
  kind: Kind;
  offset: number;
  size: number;
  little: boolean;
  native: boolean;
}

export interface Layout {
  items: Item[];
  size: number;
}

function integer(size: number, native: number, signed: boolean): Kind {
  return {
    size,
    native,
    wants: 'index',
    pack: (view, at, value, item) => packInteger(view, at, value, item, signed),
    unpack: (view, at, item) => unpackInteger(view, at, item, signed),
  };
}

function packInteger(view: DataView, at: number, value: Value, item: Item, signed: boolean): void {
  const n = intOf(value);
  if (n === undefined) throw structError('required argument is not an integer');
  const bits = item.size * 8;
  const low = signed ? -(2n ** BigInt(bits - 1)) : 0n;
  const high = (signed ? 2n ** BigInt(bits - 1) : 2n ** BigInt(bits)) - 1n;
  if (n < low || n > high) throw structError(`'${item.code}' format requires ${low} <= number <= ${high}`);
  const { little } = item;
  if (item.size === 1) view.setUint8(at, Number(n));
  else if (item.size === 2) view.setUint16(at, Number(n), little);
  else if (item.size === 4) view.setUint32(at, Number(n), little);
  else view.setBigUint64(at, BigInt(n), little);
}

function unpackInteger(view: DataView, at: number, item: Item, signed: boolean): Value {
  const { little } = item;
  if (item.size === 1) return signed ? view.getInt8(at) : view.getUint8(at);
  if (item.size === 2) return signed ? view.getInt16(at, little) : view.getUint16(at, little);
  if (item.size === 4) return signed ? view.getInt32(at, little) : view.getUint32(at, little);
  return normalize(signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little));
}

function real(size: number): Kind {
  return {
    size,
    native: size,
    wants: 'float',
    pack: (view, at, value, item) => {
      const v = floatOf(value);
      if (v === undefined) throw structError('required argument is not a float');
      setFloat(view, at, v, size, item);
    },
    unpack: (view, at, item) => new PyFloat(getFloat(view, at, size, item.little)),
  };
}

function setFloat(view: DataView, at: number, v: number, size: number, item: Item): void {
  const { little } = item;
  if (size === 8) return view.setFloat64(at, v, little);
  if (size === 4) {
    if (!item.native && Number.isFinite(v) && !Number.isFinite(Math.fround(v))) throw tooLarge('f');
    return view.setFloat32(at, v, little);
  }
  view.setUint16(at, halfBits(v), little);
}

function tooLarge(code: string): Error {
  return newException(overflowErrorType, `float too large to pack with ${code} format`) as unknown as Error;
}

function getFloat(view: DataView, at: number, size: number, little: boolean): number {
  if (size === 8) return view.getFloat64(at, little);
  return size === 4 ? view.getFloat32(at, little) : fromHalf(view.getUint16(at, little));
}

/** The IEEE half-precision pattern, rounded half to even; OverflowError when out of range. */
function halfBits(v: number): number {
  const sign = v < 0 || Object.is(v, -0) ? 0x8000 : 0;
  const x = Math.abs(v);
  if (Number.isNaN(v)) return sign | 0x7e00;
  if (x === Infinity) return sign | 0x7c00;
  if (x < 2 ** -14) return sign | roundEven(x * 2 ** 24);
  let exponent = Math.floor(Math.log2(x));
  if (2 ** exponent > x) exponent--;
  else if (2 ** (exponent + 1) <= x) exponent++;
  const bits = ((exponent + 15) << 10) + roundEven((x / 2 ** exponent - 1) * 1024);
  if (exponent > 15 || bits >= 0x7c00) throw tooLarge('e');
  return sign | bits;
}

function roundEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

function fromHalf(bits: number): number {
  const sign = (bits & 0x8000) !== 0 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction !== 0 ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

function complex(size: number): Kind {
  return {
    size: size * 2,
    native: size * 2,
    align: size,
    wants: null,
    pack: (view, at, value, item) => {
      const re = value instanceof PyComplex ? value.re : floatOf(value);
      if (re === undefined) throw structError('required argument is not a complex');
      setFloat(view, at, re, size, item);
      setFloat(view, at + size, value instanceof PyComplex ? value.im : 0, size, item);
    },
    unpack: (view, at, { little }) =>
      new PyComplex(getFloat(view, at, size, little), getFloat(view, at + size, size, little)),
  };
}

/** The bytes of an argument for s, p or c. */
function bytesFor(value: Value, message: string): Uint8Array {
  if (!(value instanceof PyBytes) && !(value instanceof PyByteArray)) throw structError(message);
  return bufferBytes(value)!;
}

function slotOf(view: DataView, at: number, size: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, size);
}

const CHAR: Kind = {
  size: 1,
  native: 1,
  wants: null,
  pack: (view, at, value) => {
    const message = 'char format requires a bytes object of length 1';
    if (!(value instanceof PyBytes) || value.data.length !== 1) throw structError(message);
    view.setUint8(at, value.data[0]!);
  },
  unpack: (view, at) => new PyBytes(new Uint8Array([view.getUint8(at)])),
};

const STRING: Kind = {
  size: 1,
  native: 1,
  wants: null,
  pack: (view, at, value, item) => {
    const bytes = bytesFor(value, "argument for 's' must be a bytes object");
    slotOf(view, at, item.size).set(bytes.subarray(0, item.size));
  },
  unpack: (view, at, item) => new PyBytes(slotOf(view, at, item.size).slice()),
};

const PASCAL: Kind = {
  size: 1,
  native: 1,
  wants: null,
  pack: (view, at, value, item) => {
    const bytes = bytesFor(value, "argument for 'p' must be a bytes object");
    const n = Math.min(bytes.length, item.size - 1);
    if (item.size === 0) return;
    view.setUint8(at, Math.min(n, 255));
    slotOf(view, at + 1, n).set(bytes.subarray(0, n));
  },
  unpack: (view, at, item) => {
    if (item.size === 0) return new PyBytes();
    const n = Math.min(view.getUint8(at), item.size - 1);
    return new PyBytes(slotOf(view, at + 1, n).slice());
  },
};

const BOOL: Kind = {
  size: 1,
  native: 1,
  wants: 'truth',
  pack: (view, at, value) => view.setUint8(at, value === true ? 1 : 0),
  unpack: (view, at) => view.getUint8(at) !== 0,
};

const POINTER: Kind = {
  ...integer(8, 8, false),
  pack: (view, at, value, item) => {
    const n = intOf(value);
    if (n === undefined) throw structError('required argument is not an integer');
    view.setBigUint64(at, BigInt.asUintN(64, BigInt(n)), item.little);
  },
};

const KINDS: Record<string, Kind> = {
  x: { ...CHAR },
  c: CHAR,
  s: STRING,
  p: PASCAL,
  '?': BOOL,
  b: integer(1, 1, true),
  B: integer(1, 1, false),
  h: integer(2, 2, true),
  H: integer(2, 2, false),
  i: integer(4, 4, true),
  I: integer(4, 4, false),
  l: integer(4, 8, true),
  L: integer(4, 8, false),
  q: integer(8, 8, true),
  Q: integer(8, 8, false),
  n: integer(8, 8, true),
  N: integer(8, 8, false),
  P: POINTER,
  e: real(2),
  f: real(4),
  d: real(8),
  F: complex(4),
  D: complex(8),
};

const NATIVE_ONLY = 'nNP';

/** Reads a format; throws struct.error. */
export function parseFormat(format: string): Layout {
  const order = /^[@=<>!]/.exec(format)?.[0] ?? '@';
  const native = order === '@';
  const little = order !== '>' && order !== '!';
  const items: Item[] = [];
  let size = 0;
  for (let i = /^[@=<>!]/.test(format) ? 1 : 0; i < format.length; i++) {
    if (/[ \t\n\v\f\r]/.test(format[i]!)) continue;
    const digits = /^[0-9]*/.exec(format.slice(i, i + 40))![0];
    i += digits.length;
    const code = format[i];
    if (code === undefined) throw structError('repeat count given without format specifier');
    const kind = Object.hasOwn(KINDS, code) ? KINDS[code]! : undefined;
    if (kind === undefined || (!native && NATIVE_ONLY.includes(code)))
      throw structError('bad char in struct format');
    const count = digits === '' ? 1 : Number(digits);
    const itemSize = native ? kind.native : kind.size;
    if (native) size = aligned(size, kind.align ?? itemSize);
    if (size + count * itemSize > 2 ** 52) throw structError('total struct size too long');
    const base = { code, kind, little, native };
    if (code === 's' || code === 'p') items.push({ ...base, offset: size, size: count });
    else if (code !== 'x') {
      if (count > 2 ** 27) throw newException(overflowErrorType, 'struct format too long');
      for (let k = 0; k < count; k++) items.push({ ...base, offset: size + k * itemSize, size: itemSize });
    }
    size += count * itemSize;
  }
  return { items, size };
}

function aligned(size: number, to: number): number {
  return to > 1 ? Math.ceil(size / to) * to : size;
}

/** Whether the argument for an item has to be converted first (it has a special method that may be Python's). */
export function needsConversion(item: Item, value: Value): boolean {
  const { wants } = item.kind;
  if (wants === null) return false;
  if (wants === 'truth') return typeof value !== 'boolean';
  if (wants === 'index')
    return !isInt(value) && intOf(value) === undefined && typeOf(value).lookup('__index__') !== undefined;
  if (floatOf(value) !== undefined) return false;
  return typeOf(value).lookup('__float__') !== undefined || typeOf(value).lookup('__index__') !== undefined;
}

/** The format of a Struct: a str of ASCII characters, or bytes. */
export function formatText(text: string | undefined, value: Value): string {
  if (text !== undefined) return text;
  if (value instanceof PyBytes) return String.fromCharCode(...value.data);
  throw newException(
    typeErrorType,
    `Struct() argument 1 must be a str or bytes object, not ${typeOf(value).name}`,
  );
}
