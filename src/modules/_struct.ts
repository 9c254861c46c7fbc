// The module _struct: packing values into bytes by a format, and unpacking.
import { copiedBytes, fixedBytes, reserve } from '../machine/memory.ts';
import { isTrue } from '../operators/truth.ts';
import { STOP } from '../machine/abrupt.ts';
import type { Size } from '../machine/numbers.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { fitsBytes, readFloat, readInt, writeFloat, writeInt } from '../objects/byte-numbers.ts';
import { exportBuffer, isContiguous, requireBytes, WRITABLE } from '../objects/buffer.ts';
import { PyByteArray } from '../objects/bytearray.ts';
import { PyBytes } from '../objects/bytes.ts';
import { PyComplex } from '../objects/complex.ts';
import {
  exceptionClass,
  newException,
  overflowErrorType,
  type PyBaseException,
  typeErrorType,
} from '../objects/exception.ts';
import { floatType, PyFloat } from '../objects/float.ts';
import { converted, floatOf, isInt, toSize } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import { lending } from '../objects/lending.ts';
import { makeView, MemoryView } from '../objects/memoryview.ts';
import { halfToNumber, numberToHalf } from '../objects/native-items.ts';
import { defineGetSets, defineMethods, defineStaticMethods, type Implementation } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { latin1Text } from '../objects/text/text.ts';
import { hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType, shortName } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { PyBaseException as BaseException } from '../objects/exception.ts';
import { pickleByFields } from '../stackless/pickling/tables.ts';
import type { NativeModule } from './native-module.ts';

class StructError extends BaseException {}
const structErrorType = builtinType('error', StructError, {
  base: exceptionClass,
  module: 'struct',
  hasDict: true,
  hasWeakrefs: true,
});

function failure(message: string): PyBaseException {
  return newException(structErrorType, message);
}

/** One code of a format: its letter, where it lies, its size; `s` and `p` take one value of `count` bytes. */
interface Code {
  letter: string;
  kind: Kind;
  offset: number;
  size: number;
}

type Kind = 'int' | 'float' | 'bool' | 'char' | 'string';

/** A code that is repeated. */
interface Run extends Code {
  count: number;
}

/** Bytes of a value, and of what is known of it in a layout. */
const VALUE = 120;

class Layout {
  readonly format: string;
  readonly little: boolean;
  readonly size: Size;
  /** How many values there are. */
  readonly count: Size;
  private readonly runs: Run[];
  private expanded: Code[] | null = null;
  constructor(format: string, little: boolean, size: number, runs: Run[]) {
    this.format = format;
    this.little = little;
    this.size = size;
    this.runs = runs;
    this.count = runs.reduce((sum, run) => sum + run.count, 0);
  }

  /** It is its format, and what that means here. */
  settle(): this {
    return this;
  }
  relocate(): void {
    Object.assign(this, parseFormat(this.format), { expanded: null });
  }

  /** A code for each value. Only what packs or unpacks needs them: there may be very many. */
  get codes(): Code[] {
    if (this.expanded === null) reserve(this.count * VALUE);
    return (this.expanded ??= this.runs.flatMap(({ letter, kind, offset, size, count }) =>
      Array.from({ length: count }, (_, i) => ({ letter, kind, offset: offset + i * size, size })),
    ));
  }
}

const STANDARD: Record<string, number> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  '?': 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  e: 2,
  f: 4,
  d: 8,
  s: 1,
  p: 1,
};
const NATIVE: Record<string, number> = { ...STANDARD, l: 8, L: 8, n: 8, N: 8, P: 8 };
/** Complex numbers, two floats each. */
Object.assign(STANDARD, { F: 8, D: 16 });
Object.assign(NATIVE, { F: 8, D: 16 });

function alignment(letter: string): number {
  return letter === 'F' ? 4 : letter === 'D' ? 8 : letter === 's' || letter === 'p' ? 1 : NATIVE[letter]!;
}

const cache = new Map<string, Layout>();

function parseFormat(format: string): Layout {
  const known = cache.get(format);
  if (known !== undefined) return known;
  if (format.includes('\0')) throw failure('embedded null character');
  const first = format[0] ?? '@';
  const marked = '@=<>!'.includes(first) && format !== '';
  const native = !marked || first === '@';
  const sizes = native ? NATIVE : STANDARD;
  const runs: Run[] = [];
  let offset = 0;
  for (let i = marked ? 1 : 0; i < format.length; i++) {
    if (/\s/.test(format[i]!)) continue;
    let count = 1;
    if (/[0-9]/.test(format[i]!)) {
      const digits = /^[0-9]+/.exec(format.slice(i))![0];
      count = Number(digits);
      if (count > 2 ** 62) throw failure('overflow in item count');
      i += digits.length;
      if (i >= format.length) throw failure('repeat count given without format specifier');
    }
    const letter = format[i]!;
    if (!Object.hasOwn(sizes, letter)) throw failure('bad char in struct format');
    const size = sizes[letter]!;
    if (native) offset = Math.ceil(offset / alignment(letter)) * alignment(letter);
    const kind = kindOf(letter);
    if (kind === 'string' && letter !== 'x') runs.push({ letter, kind, offset, size: count, count: 1 });
    else if (letter !== 'x') runs.push({ letter, kind, offset, size, count });
    offset += count * size;
    if (offset > Number.MAX_SAFE_INTEGER) throw failure('total struct size too long');
  }
  const layout = new Layout(format, first !== '>' && first !== '!', offset, runs);
  if (cache.size >= 100) cache.clear();
  cache.set(format, layout);
  return layout;
}

function formatOf(format: Value): Layout {
  const text = textOf(format);
  if (text !== undefined) return parseFormat(hostString(text));
  if (format instanceof PyBytes) return parseFormat(latin1Text(format.data));
  throw newException(
    typeErrorType,
    `Struct() argument 1 must be a str or bytes object, not ${typeOf(format).name}`,
  );
}

// --- Packing ---------------------------------------------------------------------------------------------------------

const INTEGERS = 'bBhHiIlLqQnNP';

function packInto(layout: Layout, values: Value[], bytes: Uint8Array, at: number, name: string): void {
  checkCount(layout, values, name);
  const { codes, little } = layout;
  for (let i = 0; i < codes.length; i++)
    packItem(codes[i]!, values[i]!, bytes, at + codes[i]!.offset, little);
}

function checkCount(layout: Layout, values: Value[], name: string): void {
  if (values.length !== layout.count)
    throw failure(`${name} expected ${layout.count} items for packing (got ${values.length})`);
}

/** How values of a code are packed; padding, `x`, has none. */
function kindOf(letter: string): Kind {
  if (INTEGERS.includes(letter)) return 'int';
  if ('efdFD'.includes(letter)) return 'float';
  return letter === '?' ? 'bool' : letter === 'c' ? 'char' : 'string';
}

function packItem(
  { letter, kind, size }: Code,
  value: Value,
  bytes: Uint8Array,
  at: number,
  little: boolean,
): void {
  if (kind === 'int') packInt(letter, size, value, bytes, at, little);
  else if (kind === 'float') packFloat(letter, value, bytes, at, little);
  else if (kind === 'bool') bytes[at] = isTrue(value) === true ? 1 : 0;
  else if (kind === 'char') {
    if (!(value instanceof PyBytes) || value.data.length !== 1)
      throw failure('char format requires a bytes object of length 1');
    bytes[at] = value.data[0]!;
  } else packString(letter, size, value, bytes, at);
}

function packString(letter: string, size: number, value: Value, bytes: Uint8Array, at: number): void {
  if (!(value instanceof PyBytes) && !(value instanceof PyByteArray)) {
    throw failure(`argument for '${letter}' must be a bytes object`);
  }
  const room = letter === 'p' ? Math.max(0, size - 1) : size;
  const part = value.data.subarray(0, room);
  bytes.fill(0, at, at + size);
  bytes.set(part, letter === 'p' ? at + 1 : at);
  if (letter === 'p' && size > 0) bytes[at] = Math.min(part.length, 255);
}

function packInt(
  letter: string,
  size: number,
  value: Value,
  bytes: Uint8Array,
  at: number,
  little: boolean,
): void {
  const n = intOf(value);
  if (n === undefined) throw failure('required argument is not an integer');
  const signed = isSigned(letter);
  if (!fitsBytes(n, size, signed)) {
    const low = signed ? -(1n << BigInt(8 * size - 1)) : 0n;
    const high = signed ? -1n - low : (1n << BigInt(8 * size)) - 1n;
    throw failure(`'${letter}' format requires ${low} <= number <= ${high}`);
  }
  writeInt(bytes, at, n, size, little);
}

/** Whether the ints of a code have a sign: small letters do. */
function isSigned(letter: string): boolean {
  return letter.charCodeAt(0) >= 97;
}

function packFloat(letter: string, value: Value, bytes: Uint8Array, at: number, little: boolean): void {
  if (letter === 'F' || letter === 'D') {
    const complex = value as { re?: number; im?: number };
    const re = complex.re ?? floatOf(value);
    if (re === undefined) throw failure('required argument is not a complex');
    const half = letter === 'F' ? 'f' : 'd';
    packFloat(half, new PyFloat(re), bytes, at, little);
    packFloat(half, new PyFloat(complex.im ?? 0), bytes, at + (half === 'f' ? 4 : 8), little);
    return;
  }
  const v = floatOf(value);
  if (v === undefined) throw failure('required argument is not a float');
  if (letter === 'd') writeFloat(bytes, at, v, 8, little);
  else if (letter === 'f') {
    if (Number.isFinite(v) && !Number.isFinite(Math.fround(v)))
      throw newException(overflowErrorType, 'float too large to pack with f format');
    writeFloat(bytes, at, v, 4, little);
  } else {
    const half = numberToHalf(v);
    if (Number.isFinite(v) && (half & 0x7fff) === 0x7c00)
      throw newException(overflowErrorType, 'float too large to pack with e format');
    writeInt(bytes, at, half, 2, little);
  }
}

/** Values whose class has `__index__` or `__float__` of its own are converted before anything is packed. */
function convertValues(
  layout: Layout,
  values: Value[],
  again: Implementation,
  before: Value[],
): Result | undefined {
  if (values.every((value) => typeof value !== 'object' || value.cls === floatType)) return undefined;
  const kinds = values.map((value, i) => {
    const letter = layout.codes[i]?.letter;
    if (letter === undefined || typeof value !== 'object') return null;
    if (
      INTEGERS.includes(letter) &&
      intOf(value) === undefined &&
      typeOf(value).lookup('__index__') !== undefined
    )
      return 'index';
    if (
      'efd'.includes(letter) &&
      floatOf(value) === undefined &&
      typeOf(value).lookup('__float__') !== undefined
    )
      return 'float';
    return letter === '?' && typeOf(value).isHeap ? 'truth' : null;
  });
  if (kinds.every((kind) => kind === null)) return undefined;
  return converted(again, [...before, ...values], [...before.map(() => null), ...kinds]);
}

// --- Unpacking -------------------------------------------------------------------------------------------------------

function unpackFrom(layout: Layout, bytes: Uint8Array, at: number): PyTuple {
  reserve(layout.codes.length * VALUE);
  const { codes, little } = layout;
  const items: Value[] = [];
  for (let i = 0; i < codes.length; i++)
    items.push(unpackItem(codes[i]!, bytes, at + codes[i]!.offset, little));
  return new PyTuple(items);
}

function unpackItem({ letter, size }: Code, bytes: Uint8Array, at: number, little: boolean): Value {
  switch (letter) {
    case 'c':
      return new PyBytes(copiedBytes(bytes, at, at + 1));
    case 's':
      return new PyBytes(copiedBytes(bytes, at, at + size));
    case 'p':
      return new PyBytes(
        size === 0 ? new Uint8Array(0) : copiedBytes(bytes, at + 1, at + 1 + Math.min(bytes[at]!, size - 1)),
      );
    case '?':
      return bytes[at] !== 0;
    case 'e':
      return new PyFloat(halfToNumber(readInt(bytes, at, 2, little, false) as number));
    case 'f':
      return new PyFloat(readFloat(bytes, at, 4, little));
    case 'd':
      return new PyFloat(readFloat(bytes, at, 8, little));
    case 'F':
      return new PyComplex(readFloat(bytes, at, 4, little), readFloat(bytes, at + 4, 4, little));
    case 'D':
      return new PyComplex(readFloat(bytes, at, 8, little), readFloat(bytes, at + 8, 8, little));
  }
  return readInt(bytes, at, size, little, isSigned(letter));
}

// --- Functions -------------------------------------------------------------------------------------------------------

function pack(layout: Layout, values: Value[], again: Implementation, before: Value[]): Result {
  checkCount(layout, values, 'pack');
  const conversion = convertValues(layout, values, again, before);
  if (conversion !== undefined) return conversion;
  const bytes = fixedBytes(layout.size);
  packInto(layout, values, bytes, 0, 'pack');
  return new PyBytes(bytes);
}

function struct_pack(format: Value, values: Value[]): Result {
  return pack(formatOf(format), values, packConverted, [format]);
}

function packConverted(format: Value, ...values: Value[]): Result {
  return struct_pack(format, values);
}

function struct_pack_into(format: Value, target: Value, offset: Value, values: Value[]): Result {
  if (!isInt(offset)) {
    return converted(packIntoConverted, [format, target, offset, ...values], [null, null, 'index']);
  }
  const layout = formatOf(format);
  checkCount(layout, values, 'pack_into');
  const conversion = convertValues(layout, values, packIntoConverted, [format, target, offset]);
  if (conversion !== undefined) return conversion;
  const info = exportBuffer(target, WRITABLE);
  if (info === undefined || info.readonly || !isContiguous(info)) {
    throw newException(
      typeErrorType,
      `argument must be read-write bytes-like object, not ${typeOf(target).name}`,
    );
  }
  const bytes = requireBytes(target);
  const at = position(layout, bytes.length, offset, 'pack_into', 'packing', 'pack');
  packInto(layout, values, bytes, at, 'pack_into');
  return None;
}

function packIntoConverted(format: Value, target: Value, offset: Value, ...values: Value[]): Result {
  return struct_pack_into(format, target, offset, values);
}

function position(
  layout: Layout,
  length: number,
  given: number | bigint,
  name: string,
  doing: string,
  what: string,
): number {
  const { size } = layout;
  let offset = toSize(given);
  if (offset < 0) {
    if (offset + size > 0) {
      throw failure(
        what === 'pack'
          ? `no space to pack ${size} bytes at offset ${offset}`
          : `not enough data to unpack ${size} bytes at offset ${offset}`,
      );
    }
    if (offset + length < 0) throw failure(`offset ${given} out of range for ${length}-byte buffer`);
    offset += length;
  }
  if (length - offset < size) {
    const shown = offset === Number(given) ? given : offset;
    const needed = BigInt(size) + BigInt(shown);
    throw failure(
      `${name} requires a buffer of at least ${needed} bytes for ${doing} ${size} bytes at offset ${shown} (actual buffer size is ${length})`,
    );
  }
  return offset;
}

function unpack(layout: Layout, data: Value): Result {
  const bytes = requireBytes(data);
  if (bytes.length !== layout.size) throw failure(`unpack requires a buffer of ${layout.size} bytes`);
  return unpackFrom(layout, bytes, 0);
}

function struct_unpack_from(format: Value, data: Value, offset: Value = 0): Result {
  if (!isInt(offset)) return converted(struct_unpack_from, [format, data, offset], [null, null, 'index']);
  const layout = formatOf(format);
  const bytes = requireBytes(data);
  return unpackFrom(
    layout,
    bytes,
    position(layout, bytes.length, offset, 'unpack_from', 'unpacking', 'unpack'),
  );
}

class UnpackIterator extends PyObject {
  readonly layout: Layout;
  /** What is unpacked; null once there is no more, so that what comes later to a bytearray is not unpacked. */
  private source: Value | null;
  private offset: Size = 0;
  constructor(layout: Layout, source: Value) {
    super();
    this.layout = layout;
    this.source = source;
  }
  /** How many are still to come. */
  get left(): number {
    if (this.source === null) return 0;
    return Math.max(0, Math.floor((requireBytes(this.source).length - this.offset) / this.layout.size));
  }
  override next(): IterResult {
    if (this.source === null) return STOP;
    const bytes = requireBytes(this.source);
    if (this.offset + this.layout.size > bytes.length) {
      this.source = null;
      return STOP;
    }
    const at = this.offset;
    this.offset += this.layout.size;
    return unpackFrom(this.layout, bytes, at);
  }
}
const unpackIteratorType = builtinType('unpack_iterator', UnpackIterator, { module: '_struct', final: true });
defineIterator(unpackIteratorType);
defineMethods(unpackIteratorType, {
  __length_hint__: ['($self, /)', (self: UnpackIterator) => self.left],
});

function iterUnpack(layout: Layout, data: Value): Result {
  const bytes = requireBytes(data);
  if (layout.size === 0) throw failure('cannot iteratively unpack with a struct of length 0');
  if (bytes.length % layout.size !== 0)
    throw failure(`iterative unpacking requires a buffer of a multiple of ${layout.size} bytes`);
  // A view has to be one of its own: that of the caller may be released meanwhile.
  return new UnpackIterator(layout, data instanceof MemoryView ? makeView(data.exportBuffer()) : data);
}

/** `Struct`: a compiled format, which `__init__` sets. */
class Struct extends PyObject {
  layout: Layout = parseFormat('');
}
const structType = builtinType('Struct', Struct, { module: '_struct', hasWeakrefs: true });

function structInit(self: Struct, format: Value): Result {
  self.layout = formatOf(format);
  return None;
}

pickleByFields(structType, unpackIteratorType);

defineStaticMethods(structType, {
  __new__: ['($type, /, *args, **kwargs)', (cls: PyType): Result => new (cls.Ctor as new () => Struct)()],
});
defineMethods(structType, {
  __init__: ['($self, /, format)', structInit],
  __repr__: ['($self, /)', (self: Struct) => `${shortName(self.cls)}('${self.layout.format}')`],
  __sizeof__: ['($self, /)', (self: Struct) => 56 + 32 * self.layout.count],
  pack: [
    '($self, /, *values)',
    (self: Struct, values: Value[]) => pack(self.layout, values, packConverted, [self.layout.format]),
  ],
  pack_into: [
    '($self, buffer, offset, /, *values)',
    lending((self: Struct, target: Value, offset: Value, values: Value[]) =>
      struct_pack_into(self.layout.format, target, offset, values),
    ),
  ],
  unpack: ['($self, buffer, /)', lending((self: Struct, data: Value) => unpack(self.layout, data))],
  unpack_from: [
    '($self, /, buffer, offset=0)',
    lending((self: Struct, data: Value, offset?: Value) =>
      struct_unpack_from(self.layout.format, data, offset),
    ),
  ],
  iter_unpack: ['($self, buffer, /)', lending((self: Struct, data: Value) => iterUnpack(self.layout, data))],
});
defineGetSets(structType, {
  format: [(self: Struct) => self.layout.format, null, 'struct format string'],
  size: [(self: Struct) => self.layout.size, null, 'struct size in bytes'],
});

export const _structModule: NativeModule = {
  name: '_struct',
  functions: {
    calcsize: [
      '(format, /)',
      (format: Value) => formatOf(format).size,
      'Return size in bytes of the struct described by the format string.',
    ],
    iter_unpack: [
      '(format, buffer, /)',
      lending((format: Value, data: Value) => iterUnpack(formatOf(format), data)),
    ],
    pack: ['(format, /, *values)', struct_pack],
    pack_into: ['(format, buffer, offset, /, *values)', lending(struct_pack_into)],
    unpack: ['(format, buffer, /)', lending((format: Value, data: Value) => unpack(formatOf(format), data))],
    unpack_from: ['(format, /, buffer, offset=0)', lending(struct_unpack_from)],
    _clearcache: ['()', () => (cache.clear(), None)],
  },
  attributes: () => ({ error: structErrorType, Struct: structType }),
};
