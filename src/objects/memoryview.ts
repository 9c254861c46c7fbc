// memoryview: items in the memory of another object, described by shape and strides (buffer.ts).
//
// A view shares the bytes of its source; slices and casts are views of the same memory. While a view is entered with `with` it
// keeps a bytearray from being resized (see bytearray.ts).
import { STOP } from '../machine/abrupt.ts';
import { growing } from '../machine/memory.ts';
import type { Size } from '../machine/numbers.ts';
import { RICH } from '../operators/compare.ts';
import { equalKeys, identityOf, strHash } from '../operators/hash.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { type BufferInfo, contiguousBytes, exportBuffer, FULL_RO, isContiguous } from './buffer.ts';
import { isLender, lendTo } from './lender.ts';
import { hex } from './bytes-search.ts';
import { PyBytes } from './bytes.ts';
import { asciiWriter, encodeWith } from './codecs.ts';
import {
  indexErrorType,
  newException,
  notImplementedErrorType,
  raise,
  typeError,
  typeErrorType,
  valueError,
  valueErrorType,
} from './exception.ts';
import { converted, isInt, textArgument, toSize } from './conversion.ts';
import { intOf } from './int.ts';
import { PyList } from './list.ts';
import { ITEM_SIZES, nativeLetter, readItem, writeItem } from './native-items.ts';
import { genericAlias } from './generic-alias.ts';
import { defineClassMethods, defineGetSets, defineMethods } from './native.ts';
import { Ellipsis, None, NotImplemented } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { fitsIndex, type Int, plainSlice, SliceOperation, type SliceRange } from './slice-index.ts';
import { PySlice } from './slice.ts';
import { hostString, textOf } from './str.ts';
import { PyTuple } from './tuple.ts';
import { builtinType } from './type.ts';
import { typeOf } from './typeof.ts';

export class MemoryView extends PyObject {
  /** What is viewed; null once released. */
  info: BufferInfo | null = null;
  /** Entered with `with`: what may not be resized meanwhile (a bytearray, an array). */
  held: { exports: number } | null = null;
  /** What `hash` gave; it is known even when the view has been released. */
  hash: number | null = null;

  exportBuffer(): BufferInfo {
    return buffer(this);
  }
}

export const memoryViewType = builtinType('memoryview', MemoryView, {
  final: true,
  hasWeakrefs: true,
  patternFlags: 1,
});

function buffer(self: MemoryView): BufferInfo {
  if (self.info === null)
    throw newException(valueErrorType, 'operation forbidden on released memoryview object');
  return self.info;
}

/** A memoryview of what an object has lent. It counts for the lease: a bytearray that is viewed cannot be resized. */
export function makeView(info: BufferInfo): MemoryView {
  const view = new MemoryView();
  view.info = info;
  if (info.lease !== undefined) info.lease.views++;
  return view;
}

// --- Items -----------------------------------------------------------------------------------------------------------

function letterOf(info: BufferInfo): string {
  const letter = nativeLetter(info.format);
  if (letter === undefined)
    throw newException(notImplementedErrorType, `memoryview: format ${info.format} not supported`);
  return letter;
}

/** Where an item lies, from one index for each dimension. */
function place(info: BufferInfo, indexes: number[]): number {
  let at = info.offset;
  indexes.forEach((n, d) => {
    const length = info.shape[d]!;
    const i = n < 0 ? n + length : n;
    if (i < 0 || i >= length) throw newException(indexErrorType, `index out of bounds on dimension ${d + 1}`);
    at += i * info.strides[d]!;
  });
  return at;
}

/** The indexes that a key gives; undefined: it is no such key. */
function indexesOf(info: BufferInfo, key: Value): number[] | undefined {
  const items = key instanceof PyTuple ? key.items : [key];
  const indexes = items.map(intOf);
  if (indexes.includes(undefined)) return undefined;
  const dimensions = info.shape.length;
  if (items.length < dimensions) throw newException(notImplementedErrorType, 'sub-views are not implemented');
  if (items.length > dimensions) {
    throw newException(
      typeErrorType,
      `cannot index ${dimensions}-dimension view with ${items.length}-element tuple`,
    );
  }
  for (const n of indexes as Int[]) if (!fitsIndex(n)) throw newException(indexErrorType, NO_INDEX);
  return indexes.map(Number);
}

const NO_INDEX = "cannot fit 'int' into an index-sized integer";

/** Slices in several dimensions. */
function isMultiSlice(key: Value): boolean {
  return key instanceof PyTuple && key.items.length > 0 && key.items.every((item) => item instanceof PySlice);
}

const ONE_DIMENSION = 'memoryview slice assignments are currently restricted to ndim = 1';

function memoryview_getitem(self: MemoryView, key: Value): Result {
  const info = buffer(self);
  if (info.shape.length === 0) {
    if (key === Ellipsis) return self;
    if (key instanceof PyTuple && key.items.length === 0)
      return readItem(info.bytes, info.offset, letterOf(info));
    return typeError('invalid indexing of 0-dim memory');
  }
  if (key === Ellipsis) return makeView(info);
  if (key instanceof PySlice) {
    const range = plainSlice(key, info.shape[0]!);
    return range === undefined ? new ViewSlice(self, key).run() : makeView(sliced(info, range));
  }
  if (isInt(key) && info.shape.length > 1)
    return raise(notImplementedErrorType, 'multi-dimensional sub-views are not implemented');
  const indexes = indexesOf(info, key);
  if (indexes !== undefined) return readItem(info.bytes, place(info, indexes), letterOf(info));
  if (typeOf(key).lookup('__index__') !== undefined)
    return converted(memoryview_getitem, [self, key], [null, 'index']);
  if (isMultiSlice(key))
    return raise(notImplementedErrorType, 'multi-dimensional slicing is not implemented');
  return typeError('memoryview: invalid slice key');
}

function sliced(info: BufferInfo, { start, step, count }: SliceRange): BufferInfo {
  return {
    ...info,
    offset: info.offset + start * info.strides[0]!,
    shape: [count, ...info.shape.slice(1)],
    strides: [info.strides[0]! * step, ...info.strides.slice(1)],
  };
}

class ViewSlice extends SliceOperation {
  private readonly view: MemoryView;
  constructor(view: MemoryView, slice: PySlice) {
    super(slice);
    this.view = view;
  }
  length(): number {
    return buffer(this.view).shape[0]!;
  }
  selected(range: SliceRange): Result {
    return makeView(sliced(buffer(this.view), range));
  }
}

function memoryview_setitem(self: MemoryView, key: Value, value: Value): Result {
  const info = buffer(self);
  if (info.readonly) return typeError('cannot modify read-only memory');
  if (key instanceof PySlice) {
    if (isLender(value) && info.shape.length === 1)
      return lendTo(memoryview_setitem, [self, key, value], value, FULL_RO);
    return assignSlice(self, key, value);
  }
  const indexes = key === Ellipsis && info.shape.length === 0 ? [] : indexesOf(info, key);
  if (indexes === undefined) {
    if (isMultiSlice(key)) return raise(notImplementedErrorType, ONE_DIMENSION);
    if (typeOf(key).lookup('__index__') === undefined) return typeError('memoryview: invalid slice key');
    return converted(memoryview_setitem, [self, key, value], [null, 'index', null]);
  }
  const letter = letterOf(info);
  const at = place(info, indexes);
  if (typeof value === 'object' && !(value instanceof PyBytes)) {
    const floating = 'efd'.includes(letter);
    if (
      floating &&
      intOf(value) === undefined &&
      typeOf(value).lookup('__float__') !== undefined &&
      typeOf(value).isHeap
    ) {
      return converted(memoryview_setitem, [self, key, value], [null, null, 'float']);
    }
    if (!floating && intOf(value) === undefined && typeOf(value).lookup('__index__') !== undefined) {
      return converted(memoryview_setitem, [self, key, value], [null, null, 'index']);
    }
  }
  writeItem(info.bytes, at, letter, value, 'memoryview');
  return None;
}

function assignSlice(self: MemoryView, key: PySlice, value: Value): Result {
  const { shape } = buffer(self);
  if (shape.length !== 1) return raise(notImplementedErrorType, ONE_DIMENSION);
  const source = exportBuffer(value);
  if (source === undefined) return typeError(`a bytes-like object is required, not '${typeOf(value).name}'`);
  const range = plainSlice(key, shape[0]!);
  return range === undefined ? new SliceAssignment(self, key, value).run() : copyTo(self, range, source);
}

class SliceAssignment extends SliceOperation {
  private readonly view: MemoryView;
  private readonly value: Value;
  constructor(view: MemoryView, slice: PySlice, value: Value) {
    super(slice);
    this.view = view;
    this.value = value;
  }
  length(): number {
    return buffer(this.view).shape[0]!;
  }
  selected(range: SliceRange): Result {
    return copyTo(this.view, range, exportBuffer(this.value)!);
  }
}

function copyTo(self: MemoryView, range: SliceRange, source: BufferInfo): Result {
  const info = buffer(self);
  const target = sliced(info, range);
  if (
    nativeLetter(source.format) !== nativeLetter(info.format) ||
    source.shape.length !== 1 ||
    source.shape[0] !== range.count
  ) {
    return valueError('memoryview assignment: lvalue and rvalue have different structures');
  }
  const bytes = contiguousBytes(source).slice();
  const { itemsize } = info;
  for (let i = 0; i < range.count; i++) {
    target.bytes.set(
      bytes.subarray(i * itemsize, (i + 1) * itemsize),
      target.offset + i * target.strides[0]!,
    );
  }
  return None;
}

function memoryview_delitem(self: MemoryView): Result {
  return typeError(buffer(self).readonly ? 'cannot modify read-only memory' : 'cannot delete memory');
}

/** The items as nested lists. */
function toList(info: BufferInfo, letter: string, dimension = 0, at = info.offset): Value {
  if (dimension === info.shape.length) return readItem(info.bytes, at, letter);
  const items: Value[] = [];
  for (let i = 0; i < info.shape[dimension]!; i++)
    growing(items.push(toList(info, letter, dimension + 1, at + i * info.strides[dimension]!)));
  return new PyList(items);
}

function itemsOf(info: BufferInfo): Value[] {
  return (toList(info, letterOf(info)) as PyList).items;
}

function memoryview_len(self: MemoryView): Result {
  const { shape } = buffer(self);
  return shape.length === 0 ? typeError('0-dim memory has no length') : shape[0]!;
}

// --- Casting ---------------------------------------------------------------------------------------------------------

/** The dimensions that a view may have (PyBUF_MAX_NDIM). */
const MAX_DIMENSIONS = 64;

function memoryview_cast(self: MemoryView, format: Value, shape?: Value): Result {
  const to = hostString(textArgument(format, "cast() argument 'format'"));
  const info = buffer(self);
  if (!isContiguous(info)) return typeError('memoryview: casts are restricted to C-contiguous views');
  if ((shape !== undefined || info.shape.length !== 1) && info.shape.includes(0)) {
    return typeError('memoryview: cannot cast view with zeros in shape or strides');
  }
  if (shape !== undefined) {
    if (!(shape instanceof PyList) && !(shape instanceof PyTuple))
      return typeError('shape must be a list or a tuple');
    const dimensions = shape.items.length;
    if (dimensions > MAX_DIMENSIONS)
      return valueError(`memoryview: number of dimensions must not exceed ${MAX_DIMENSIONS}`);
    if (info.shape.length !== 1 && dimensions !== 1)
      return typeError('memoryview: cast must be 1D -> ND or ND -> 1D');
  }
  if (/[^\0-\x7f]/.test(to)) return encodeWith(asciiWriter, format, 'strict', 'value');
  const letter = nativeLetter(textInC(to));
  if (letter === undefined) {
    return valueError(
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    );
  }
  const from = nativeLetter(info.format);
  if ((from === undefined || !'bBc'.includes(from)) && !'bBc'.includes(letter)) {
    return typeError('memoryview: cannot cast between two non-byte formats');
  }
  const itemsize = ITEM_SIZES[letter]!;
  const size = byteCount(info);
  if (size % itemsize !== 0) return typeError('memoryview: length is not a multiple of itemsize');
  const lengths = shape === undefined ? [size / itemsize] : shapeOf(shape, itemsize);
  if (lengths.reduce((a, b) => a * b, itemsize) !== size)
    return typeError('memoryview: product(shape) * itemsize != buffer size');
  return makeView({
    ...info,
    format: textInC(to),
    itemsize,
    shape: lengths,
    strides: contiguousStrides(lengths, itemsize),
  });
}

/** A text up to its first zero, where texts end in C. */
function textInC(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** The lengths of a list or tuple; `itemsize` times all of them is a size. */
function shapeOf(shape: PyList | PyTuple, itemsize: number): number[] {
  let total = itemsize;
  return shape.items.map((item) => {
    const n = intOf(item);
    if (n === undefined)
      throw newException(typeErrorType, 'memoryview.cast(): elements of shape must be integers');
    if (n <= 0)
      throw newException(valueErrorType, 'memoryview.cast(): elements of shape must be integers > 0');
    const length = toSize(n);
    if (length * total >= 2 ** 63)
      throw newException(valueErrorType, 'memoryview.cast(): product(shape) > SSIZE_MAX');
    total *= length;
    return length;
  });
}

function contiguousStrides(shape: readonly number[], itemsize: number): number[] {
  const strides = new Array<number>(shape.length);
  let step = itemsize;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i]!;
  }
  return strides;
}

function byteCount(info: BufferInfo): number {
  return info.shape.reduce((a, b) => a * b, info.itemsize);
}

// --- Other methods ---------------------------------------------------------------------------------------------------

/** Items in Fortran order, the first dimension fastest. */
function fortranBytes(info: BufferInfo): Uint8Array {
  return contiguousBytes({ ...info, shape: [...info.shape].reverse(), strides: [...info.strides].reverse() });
}

function memoryview_tobytes(self: MemoryView, order: Value = None): Result {
  const info = buffer(self);
  const text = order === None ? 'C' : textOf(order);
  if (text !== 'C' && text !== 'F' && text !== 'A') return valueError("order must be 'C', 'F' or 'A'");
  const fortran = text === 'F' || (text === 'A' && isContiguous(info, true) && !isContiguous(info));
  return new PyBytes((fortran ? fortranBytes(info) : contiguousBytes(info)).slice());
}

function equals(self: MemoryView, other: Value): Result {
  if (isLender(other)) return lendTo(equals, [self, other], other, FULL_RO);
  if (self === other) return true;
  if (self.info === null || (other instanceof MemoryView && other.info === null)) return false;
  const b = exportBuffer(other);
  if (b === undefined) return NotImplemented;
  const a = self.info;
  if (a.shape.length !== b.shape.length || a.shape.some((n, i) => n !== b.shape[i])) return false;
  const x = nativeLetter(a.format);
  const y = nativeLetter(b.format);
  if (x === undefined || y === undefined) return false;
  const p = contiguousBytes(a);
  const q = contiguousBytes(b);
  if (x === y && !'efd?'.includes(x)) return p.every((byte, i) => byte === q[i]);
  const count = p.length / a.itemsize;
  for (let i = 0; i < count; i++) {
    if (!sameItem(readItem(p, i * a.itemsize, x), readItem(q, i * b.itemsize, y))) return false;
  }
  return true;
}

function sameItem(a: Value, b: Value): boolean {
  if (a instanceof PyBytes || b instanceof PyBytes)
    return a instanceof PyBytes && b instanceof PyBytes && a.data[0] === b.data[0];
  return equalKeys(a, b) === true;
}

function memoryview_ne(self: MemoryView, other: Value): Result {
  if (isLender(other)) return lendTo(memoryview_ne, [self, other], other, FULL_RO);
  const same = equals(self, other);
  return same === NotImplemented ? same : same !== true;
}

function memoryview_hash(self: MemoryView): Result {
  if (self.hash !== null) return self.hash;
  const info = buffer(self);
  if (!info.readonly) return valueError('cannot hash writable memoryview object');
  if (!'bBc'.includes(letterOf(info)))
    return valueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
  return (self.hash = strHash(contiguousBytes(info)));
}

/** `memoryview.release()`. */
export function memoryview_release(self: MemoryView): Result {
  leave(self);
  const lease = self.info?.lease;
  self.info = null;
  return lease !== undefined && --lease.views === 0 ? lease.end() : None;
}

function memoryview_enter(self: MemoryView): Result {
  const { owner } = buffer(self);
  if ('exports' in owner && self.held === null) {
    self.held = owner as { exports: number };
    self.held.exports++;
  }
  return self;
}

function leave(self: MemoryView): void {
  if (self.held !== null) self.held.exports--;
  self.held = null;
}

function memoryview_index(
  self: MemoryView,
  value: Value,
  start: Value = 0,
  stop: Value = Number.MAX_SAFE_INTEGER,
): Result {
  if (!isInt(start) || !isInt(stop))
    return converted(memoryview_index, [self, value, start, stop], [null, null, 'index', 'index']);
  const items = itemsOf(buffer(self));
  const clip = (n: number): number => Math.min(items.length, n < 0 ? Math.max(0, n + items.length) : n);
  for (let i = clip(Number(start)); i < clip(Number(stop)); i++) if (sameItem(items[i]!, value)) return i;
  return valueError('memoryview.index(x): x not found');
}

function memoryview_count(self: MemoryView, value: Value): Result {
  return itemsOf(buffer(self)).filter((item) => sameItem(item, value)).length;
}

function memoryview_hex(self: MemoryView, sep?: Value, group: Value = 1): Result {
  return hex({ data: contiguousBytes(buffer(self)) }, sep, group);
}

function memoryview_repr(self: MemoryView): Result {
  const at = identityOf(self).toString(16);
  return self.info === null ? `<released memory at 0x${at}>` : `<memory at 0x${at}>`;
}

class MemoryIterator extends PyObject {
  view: MemoryView | null;
  index: Size = 0;
  constructor(view: MemoryView) {
    super();
    this.view = view;
  }
  override next(): IterResult {
    if (this.view !== null) {
      const info = buffer(this.view);
      if (this.index < info.shape[0]!) return memoryview_getitem(this.view, this.index++);
      this.view = null;
    }
    return STOP;
  }
}
defineIterator(builtinType('memory_iterator', MemoryIterator, { final: true }));

function memoryview_iter(self: MemoryView): Result {
  if (buffer(self).shape.length === 0) return typeError('invalid indexing of 0-dim memory');
  return new MemoryIterator(self);
}

const numbers = (list: readonly number[]): PyTuple => new PyTuple([...list]);

defineClassMethods(memoryViewType, {
  __class_getitem__: ['($cls, object, /)', genericAlias, 'See PEP 585'],
});
defineMethods(memoryViewType, {
  [RICH.Eq.special]: ['($self, value, /)', equals],
  [RICH.NotEq.special]: ['($self, value, /)', memoryview_ne],
  __hash__: ['($self, /)', memoryview_hash],
  __repr__: ['($self, /)', memoryview_repr],
  __len__: ['($self, /)', memoryview_len],
  __getitem__: ['($self, key, /)', memoryview_getitem],
  __setitem__: ['($self, key, value, /)', memoryview_setitem],
  __delitem__: ['($self, key, /)', memoryview_delitem],
  __iter__: ['($self, /)', memoryview_iter],
  __enter__: ['($self, /)', memoryview_enter],
  __exit__: ['($self, /, *args)', memoryview_release],
  cast: [
    '($self, /, format, shape=<unrepresentable>)',
    memoryview_cast,
    'Cast a memoryview to a new format or shape.',
  ],
  count: ['($self, value, /)', memoryview_count, 'Count the number of occurrences of a value.'],
  hex: ['($self, /, sep=<unrepresentable>, bytes_per_sep=1)', memoryview_hex],
  index: [
    '($self, value, start=0, stop=sys.maxsize, /)',
    memoryview_index,
    'Return the index of the first occurrence of a value.',
  ],
  release: [
    '($self, /)',
    memoryview_release,
    'Release the underlying buffer exposed by the memoryview object.',
  ],
  tobytes: ["($self, /, order='C')", memoryview_tobytes, 'Return the data in the buffer as a byte string.'],
  tolist: [
    '($self, /)',
    (self: MemoryView) => toList(buffer(self), letterOf(buffer(self))),
    'Return the data in the buffer as a list of elements.',
  ],
  toreadonly: [
    '($self, /)',
    (self: MemoryView) => makeView({ ...buffer(self), readonly: true }),
    'Return a readonly version of the memoryview.',
  ],
});
defineGetSets(memoryViewType, {
  obj: [(self: MemoryView) => buffer(self).owner],
  nbytes: [(self: MemoryView) => byteCount(buffer(self))],
  readonly: [(self: MemoryView) => buffer(self).readonly],
  itemsize: [(self: MemoryView) => buffer(self).itemsize],
  format: [(self: MemoryView) => buffer(self).format],
  ndim: [(self: MemoryView) => buffer(self).shape.length],
  shape: [(self: MemoryView) => numbers(buffer(self).shape)],
  strides: [(self: MemoryView) => numbers(buffer(self).strides)],
  suboffsets: [(self: MemoryView) => (buffer(self), new PyTuple([]))],
  c_contiguous: [(self: MemoryView) => isContiguous(buffer(self))],
  f_contiguous: [(self: MemoryView) => isContiguous(buffer(self), true)],
  contiguous: [(self: MemoryView) => isContiguous(buffer(self)) || isContiguous(buffer(self), true)],
});
