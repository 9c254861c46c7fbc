// _struct: values packed in bytes. The formats are struct-format.ts.
import { STOP } from '../machine/abrupt.ts';
import { exportBuffer, requireBytes } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import { newException, typeErrorType } from '../objects/exception.ts';
import { converted, isInt, toSize } from '../objects/index.ts';
import { defineMembers, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { strRepr } from '../objects/text/string-repr.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { formatText, type Layout, needsConversion, parseFormat, structError, structErrorType } from './struct-format.ts';
import type { NativeModule } from './native-module.ts';

class Struct extends PyObject {
  format = '';
  /** -1 until it has been initialised. */
  size = -1;
  layout: Layout = { items: [], size: -1 };
}

const structType = builtinType('Struct', Struct, { module: '_struct', hasWeakrefs: true });

/** Compiled formats by their text; cleared when there are many, as CPython does. */
const cache = new Map<string, Struct>();
const MAX_CACHED = 100;

function structOf(format: Value): Struct {
  if (format instanceof Struct) return format;
  const key = typeof format === 'string' ? format : undefined;
  const cached = key === undefined ? undefined : cache.get(key);
  if (cached !== undefined) return cached;
  const self = new Struct();
  fill(self, format);
  if (key !== undefined) {
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, self);
  }
  return self;
}

function fill(self: Struct, format: Value): void {
  const text = textOf(format);
  const source = formatText(text === undefined ? undefined : hostString(text), format);
  self.layout = parseFormat(source);
  self.format = source;
  self.size = self.layout.size;
}

/** Raises UnicodeEncodeError for a format that is not ASCII; undefined when it is. */
function encodingError(format: Value): Result | undefined {
  const text = textOf(format);
  // eslint-disable-next-line no-control-regex -- ASCII begins with the control characters
  if (text === undefined || (typeof text === 'string' && /^[\x00-\x7f]*$/.test(text))) return undefined;
  return frozenFunction('struct', 'encode_format').call1(format);
}

function struct_init(self: Struct, format: Value): Result {
  const failed = encodingError(format);
  if (failed !== undefined) return failed;
  fill(self, format);
  return None;
}

/** Calls `impl` with the struct of a format in place of it. */
function withFormat<A extends unknown[]>(impl: (self: Struct, ...rest: A) => Result): (format: Value, ...rest: A) => Result {
  return (format, ...rest) => encodingError(format) ?? impl(structOf(format), ...rest);
}

function packInto(self: Struct, bytes: Uint8Array, offset: number, values: Value[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  bytes.fill(0, offset, offset + self.size);
  self.layout.items.forEach((item, i) => item.kind.pack(view, offset + item.offset, values[i]!, item));
}

function checkCount(self: Struct, name: string, given: number): void {
  const wanted = self.layout.items.length;
  if (given !== wanted) throw structError(`${name} expected ${wanted} items for packing (got ${given})`);
}

function struct_pack(self: Struct, values: Value[]): Result {
  checkCount(self, 'pack', values.length);
  const { items } = self.layout;
  if (items.some((item, i) => needsConversion(item, values[i]!))) {
    const again = (me: Struct, ...rest: Value[]): Result => struct_pack(me, rest);
    return converted(again, [self, ...values], [null, ...conversions(self, values)]);
  }
  const bytes = new Uint8Array(self.size);
  packInto(self, bytes, 0, values);
  return new PyBytes(bytes);
}

function conversions(self: Struct, values: Value[]): ('index' | 'float' | 'truth' | null)[] {
  return self.layout.items.map((item, i) => (needsConversion(item, values[i]!) ? item.kind.wants : null));
}

function struct_pack_into(self: Struct, args: Value[]): Result {
  if (args.length === 0) throw structError('pack_into expected buffer argument');
  if (args.length === 1) throw structError('pack_into expected offset argument');
  const [buffer, offset, ...values] = args;
  checkCount(self, 'pack_into', values.length);
  const { items } = self.layout;
  if (!isInt(offset) || items.some((item, i) => needsConversion(item, values[i]!))) {
    const again = (me: Struct, ...rest: Value[]): Result => struct_pack_into(me, rest);
    return converted(again, [self, ...args], [null, null, 'index', ...conversions(self, values)]);
  }
  const info = exportBuffer(buffer!);
  if (info === undefined || info.readonly) {
    throw newException(typeErrorType, `argument must be read-write bytes-like object, not ${typeOf(buffer!).name}`);
  }
  const bytes = requireBytes(buffer!);
  packInto(self, bytes, place(self, toSize(offset), bytes.length, true), values);
  return None;
}

/** The position that an offset means; throws when the struct does not fit there. */
function place(self: Struct, offset: number, length: number, packing: boolean): number {
  const { size } = self;
  if (offset < 0) {
    if (offset + size > 0) {
      throw structError(
        packing ? `no space to pack ${size} bytes at offset ${offset}` : `not enough data to unpack ${size} bytes at offset ${offset}`,
      );
    }
    if (offset + length < 0) throw structError(`offset ${offset} out of range for ${length}-byte buffer`);
    offset += length;
  }
  if (length - offset < size) {
    const [name, verb] = packing ? ['pack_into', 'packing'] : ['unpack_from', 'unpacking'];
    throw structError(
      `${name} requires a buffer of at least ${offset + size} bytes for ${verb} ${size} bytes at offset ${offset} ` +
        `(actual buffer size is ${length})`,
    );
  }
  return offset;
}

function unpackAt(self: Struct, bytes: Uint8Array, offset: number): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new PyTuple(self.layout.items.map((item) => item.kind.unpack(view, offset + item.offset, item)));
}

function struct_unpack(self: Struct, buffer: Value): Result {
  const bytes = requireBytes(buffer);
  if (bytes.length !== self.size) throw structError(`unpack requires a buffer of ${self.size} bytes`);
  return unpackAt(self, bytes, 0);
}

function struct_unpack_from(self: Struct, buffer: Value, offset: Value = 0): Result {
  if (!isInt(offset)) return converted(struct_unpack_from, [self, buffer, offset], [null, null, 'index']);
  const bytes = requireBytes(buffer);
  return unpackAt(self, bytes, place(self, toSize(offset), bytes.length, false));
}

class UnpackIterator extends PyObject {
  private readonly struct: Struct;
  private readonly buffer: Value;
  offset = 0;
  constructor(struct: Struct, buffer: Value) {
    super();
    this.struct = struct;
    this.buffer = buffer;
  }
  get left(): number {
    return Math.floor((requireBytes(this.buffer).length - this.offset) / this.struct.size);
  }
  override next(): IterResult {
    const bytes = requireBytes(this.buffer);
    if (this.offset + this.struct.size > bytes.length) return STOP;
    const row = unpackAt(this.struct, bytes, this.offset);
    this.offset += this.struct.size;
    return row;
  }
}

const unpackIteratorType = builtinType('unpack_iterator', UnpackIterator, { module: '_struct', final: true });
defineIterator(unpackIteratorType);
defineMethods(unpackIteratorType, { __length_hint__: ['($self, /)', (self: UnpackIterator): Result => self.left] });

function struct_iter_unpack(self: Struct, buffer: Value): Result {
  const { size } = self;
  if (size === 0) throw structError('cannot iteratively unpack with a struct of length 0');
  if (requireBytes(buffer).length % size !== 0) {
    throw structError(`iterative unpacking requires a buffer of a multiple of ${size} bytes`);
  }
  return new UnpackIterator(self, buffer);
}

function struct_repr(self: Struct): Result {
  return `${typeOf(self).name}(${hostString(strRepr(self.format))})`;
}

defineStaticMethods(structType, {
  __new__: ['(cls, /, *args, **kwargs)', (cls: PyType): Result => new cls.Ctor()],
});
defineMethods(structType, {
  __init__: ['($self, /, format)', struct_init],
  __repr__: ['($self, /)', struct_repr],
  pack: ['($self, /, *values)', struct_pack],
  pack_into: ['($self, /, *args)', struct_pack_into],
  unpack: ['($self, buffer, /)', struct_unpack],
  unpack_from: ['($self, /, buffer, offset=0)', struct_unpack_from],
  iter_unpack: ['($self, buffer, /)', struct_iter_unpack],
});
defineMembers(structType, {
  format: [(self: Struct) => self.format, null, 'struct format string'],
  size: [(self: Struct) => self.size, null, 'struct size in bytes'],
});

export const _structModule: NativeModule = {
  name: '_struct',
  doc: 'Functions to convert between Python values and C structs.',
  functions: {
    calcsize: ['(format, /)', withFormat((self): Result => self.size), 'Return size in bytes of the struct described by the format string.'],
    pack: ['(format, /, *values)', withFormat(struct_pack)],
    pack_into: ['(format, /, *args)', withFormat(struct_pack_into)],
    unpack: ['(format, buffer, /)', withFormat(struct_unpack)],
    unpack_from: ['(format, /, buffer, offset=0)', withFormat(struct_unpack_from)],
    iter_unpack: ['(format, buffer, /)', withFormat(struct_iter_unpack)],
    _clearcache: [
      '()',
      (): Result => {
        cache.clear();
        return None;
      },
      'Clear the internal cache.',
    ],
  },
  attributes: () => ({ Struct: structType, error: structErrorType }),
};
