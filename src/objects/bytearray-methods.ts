// bytearray: what changes it in place. The rest it shares with bytes (bytes-methods.ts, bytes-search.ts).
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { copiedBytes } from '../machine/memory.ts';
import { getAttributeOrMissing } from '../operators/attribute.ts';
import { bufferBytes, bytesInOrder, exportBuffer } from './buffer.ts';
import { isLender, lendTo } from './lender.ts';
import { byteArrayType, PyByteArray, resizeError } from './bytearray.ts';
import { BytesFromIterable, bytesFrom, repeatBytes } from './bytes-methods.ts';
import { checkByte, newByteArray } from './bytes-search.ts';
import { PyBytes } from './bytes.ts';
import { indexErrorType, raise, typeError, valueError } from './exception.ts';
import { markSequenceSlots } from './concatenation.ts';
import { converted, type Int, isInt, isNumber, toSize } from './conversion.ts';
import { RepeatOperation } from './list-methods.ts';
import { MemoryView } from './memoryview.ts';
import { defineMethods, defineStaticMethods } from './native.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { latin1Text } from './text/text.ts';
import { fitsIndex, indexOutOfRange, plainSlice, SliceOperation, type SliceRange } from './slice-index.ts';
import { PySlice } from './slice.ts';
import { textOf } from './str.ts';
import { PyTuple } from './tuple.ts';
import type { PyType } from './type.ts';
import { typeOf } from './typeof.ts';

// --- Making ----------------------------------------------------------------------------------------------------------

function bytearray_new(cls: PyType): Result {
  return new (cls.Ctor as new () => PyByteArray)();
}

/** Puts bytes that are still being made into a bytearray: as its content, or at its end. */
class FillFrame extends NativeFrame {
  readonly self: PyByteArray;
  readonly append: boolean;
  /** What the operation gives. */
  readonly result: Value;
  constructor(self: PyByteArray, append: boolean, result: Value) {
    super();
    this.self = self;
    this.append = append;
    this.result = result;
  }
  fill(value: Result): Result {
    if (value === ABRUPT) return suspend(this) as Result;
    const { data } = value as PyBytes;
    const { self } = this;
    if (this.append) self.splice(self.size, self.size, data);
    else self.data = copiedBytes(data);
    return this.result;
  }
  returned(value: Value): IterResult {
    return this.fill(value);
  }
}

function bytearray_init(self: PyByteArray, source?: Value, encoding?: Value, errors?: Value): Result {
  return new FillFrame(self, false, None).fill(bytesFrom('bytearray', source, encoding, errors));
}

// --- Items -----------------------------------------------------------------------------------------------------------

/** Sets (or with undefined deletes) a byte. */
function setByte(self: PyByteArray, n: Int, value: Int | undefined): Result {
  if (!fitsIndex(n)) return indexOutOfRange(n, '');
  const byte = value === undefined ? undefined : checkByte(value);
  const i = n < 0 ? Number(n) + self.size : Number(n);
  if (i < 0 || i >= self.size) return raise(indexErrorType, 'bytearray index out of range');
  if (byte === undefined) self.remove(i, i + 1);
  else self.store[i] = byte;
  return None;
}

function setSlice(self: PyByteArray, { start, stop, step, count }: SliceRange, bytes: Uint8Array): Result {
  if (step === 1) {
    self.splice(start, Math.max(start, stop), bytes);
    return None;
  }
  if (bytes.length === 0) return deleteSpread(self, start, step, count);
  if (bytes.length !== count) {
    return valueError(`attempt to assign bytes of size ${bytes.length} to extended slice of size ${count}`);
  }
  const source = bytes.slice();
  for (let i = 0, at = start; i < count; i++, at += step) self.store[at] = source[i]!;
  return None;
}

function deleteSpread(self: PyByteArray, start: number, step: number, count: number): Result {
  const gone = new Set<number>();
  for (let i = 0, at = start; i < count; i++, at += step) gone.add(at);
  self.data = self.data.filter((_, i) => !gone.has(i));
  return None;
}

function isIndexLike(value: Value): boolean {
  return typeOf(value).lookup('__index__') !== undefined;
}

function bytearray_setitem(self: PyByteArray, key: Value, value: Value): Result {
  if (key instanceof PySlice) return assignSlice(self, key, value);
  if (!isIndexLike(key))
    return typeError(`bytearray indices must be integers or slices, not ${typeOf(key).name}`);
  if (!isInt(key)) return converted(bytearray_setitem, [self, key, value], [null, 'index', null]);
  if (!isInt(value)) {
    if (!fitsIndex(key)) return indexOutOfRange(key, '');
    return converted(bytearray_setitem, [self, key, value], [null, null, 'index']);
  }
  return setByte(self, key, value);
}

function assignSlice(self: PyByteArray, key: PySlice, value: Value): Result {
  const range = plainSlice(key, self.size);
  const bytes =
    range !== undefined && typeof value === 'object' && !value.cls.isHeap ? bytesInOrder(value) : undefined;
  if (bytes === undefined) return new SliceAssignment(self, key, value, null).run();
  return setFrom(self, range!, value, bytes);
}

/** Sets the bytes that a value has. */
function setFrom(self: PyByteArray, range: SliceRange, value: Value, bytes: Uint8Array): Result {
  const resizes = range.step === 1 && bytes.length !== Math.max(0, range.stop - range.start);
  if (resizes && isViewOf(value, self)) throw resizeError();
  return setSlice(self, range, bytes);
}

/** Assigns to a slice. All values but other bytearrays are copied first, after which the slice is asked for its parts once more. */
class SliceAssignment extends SliceOperation {
  private readonly self: PyByteArray;
  private readonly slice: PySlice;
  private readonly value: Value;
  /** The copy of the value, or what else is assigned; null: the value has not been looked at. */
  private readonly bytes: Uint8Array | null;

  constructor(self: PyByteArray, slice: PySlice, value: Value, bytes: Uint8Array | null) {
    super(slice);
    this.self = self;
    this.slice = slice;
    this.value = value;
    this.bytes = bytes;
  }
  length(): number {
    return this.self.size;
  }
  selected(range: SliceRange): Result {
    const { self, value, bytes } = this;
    if (bytes !== null) return setFrom(self, range, value, bytes);
    if (value instanceof PyByteArray && value !== self) return setSlice(self, range, value.data);
    if (isNumber(value) || textOf(value) !== undefined)
      return typeError('can assign only bytes, buffers, or iterables of ints in range(0, 256)');
    return new CopyFrame(self, this.slice, value).go(bytesFrom('bytearray', value));
  }
}

class CopyFrame extends NativeFrame {
  private readonly self: PyByteArray;
  private readonly slice: PySlice;
  private readonly value: Value;
  constructor(self: PyByteArray, slice: PySlice, value: Value) {
    super();
    this.self = self;
    this.slice = slice;
    this.value = value;
  }
  go(copy: Result): Result {
    if (copy === ABRUPT) return suspend(this) as Result;
    return new SliceAssignment(this.self, this.slice, this.value, (copy as PyBytes).data).run();
  }
  returned(copy: Value): IterResult {
    return this.go(copy);
  }
}

function bytearray_delitem(self: PyByteArray, key: Value): Result {
  if (key instanceof PySlice) {
    const range = plainSlice(key, self.size);
    return range === undefined
      ? new SliceAssignment(self, key, None, new Uint8Array(0)).run()
      : setSlice(self, range, new Uint8Array(0));
  }
  if (!isIndexLike(key))
    return typeError(`bytearray indices must be integers or slices, not ${typeOf(key).name}`);
  if (!isInt(key)) return converted(bytearray_delitem, [self, key], [null, 'index']);
  return setByte(self, key, undefined);
}

// --- Operators -------------------------------------------------------------------------------------------------------

function bytearray_iadd(self: PyByteArray, other: Value): Result {
  if (isLender(other)) return lendTo(bytearray_iadd, [self, other], other);
  const bytes = bufferBytes(other);
  if (bytes === undefined) return typeError(`can't concat ${typeOf(other).name} to ${self.cls.name}`);
  if (bytes.length > 0 && (other === self || isViewOf(other, self))) throw resizeError();
  self.splice(self.size, self.size, bytes);
  return self;
}

/** Whether a value that an operation is about to read is a view of the bytearray that the operation resizes. */
function isViewOf(value: Value, self: PyByteArray): boolean {
  return value instanceof MemoryView && value.info?.owner === self;
}

class RepeatInPlace extends RepeatOperation {
  private readonly self: PyByteArray;
  constructor(self: PyByteArray, count: Value) {
    super(count);
    this.self = self;
  }
  times(n: number): Result {
    this.self.data = repeatBytes(this.self.data.slice(), n);
    return this.self;
  }
}

function bytearray_imul(self: PyByteArray, count: Value): Result {
  return new RepeatInPlace(self, count).run();
}

// --- Methods ---------------------------------------------------------------------------------------------------------

function bytearray_append(self: PyByteArray, item: Value): Result {
  if (!isInt(item)) return converted(bytearray_append, [self, item], [null, 'index']);
  const byte = checkByte(item);
  self.resize(self.size + 1);
  self.store[self.size - 1] = byte;
  return None;
}

function bytearray_extend(self: PyByteArray, iterable: Value): Result {
  if (isLender(iterable)) return lendTo(bytearray_extend, [self, iterable], iterable);
  const bytes = bufferBytes(iterable);
  if (bytes !== undefined) {
    if (bytes.length > 0 && isViewOf(iterable, self)) throw resizeError();
    self.splice(self.size, self.size, bytes);
    return None;
  }
  if (exportBuffer(iterable) !== undefined)
    return typeError(`can't set bytearray slice from ${typeOf(iterable).name}`);
  const type = typeOf(iterable);
  if (textOf(iterable) !== undefined) return typeError(`expected iterable of integers; got: '${type.name}'`);
  if (type.lookup('__iter__') === undefined && type.lookup('__getitem__') === undefined) {
    return typeError(`can't extend bytearray with ${type.name}`);
  }
  return new FillFrame(self, true, None).fill(
    new BytesFromIterable('byte must be in range(0, 256)', true).run(iterable),
  );
}

function bytearray_insert(self: PyByteArray, index: Value, item: Value): Result {
  if (!isInt(index) || !isInt(item))
    return converted(bytearray_insert, [self, index, item], [null, 'index', 'index']);
  const byte = checkByte(item);
  const n = toSize(index);
  const i = n < 0 ? Math.max(0, n + self.size) : Math.min(n, self.size);
  self.splice(i, i, Uint8Array.of(byte));
  return None;
}

function bytearray_pop(self: PyByteArray, index: Value = -1): Result {
  if (!isInt(index)) return converted(bytearray_pop, [self, index], [null, 'index']);
  if (self.size === 0) return raise(indexErrorType, 'pop from empty bytearray');
  const n = toSize(index);
  const i = n < 0 ? n + self.size : n;
  if (i < 0 || i >= self.size) return raise(indexErrorType, 'pop index out of range');
  const byte = self.store[i]!;
  self.remove(i, i + 1);
  return byte;
}

function bytearray_remove(self: PyByteArray, value: Value): Result {
  if (!isInt(value)) return converted(bytearray_remove, [self, value], [null, 'index']);
  const i = self.data.indexOf(checkByte(value));
  if (i < 0) return valueError('value not found in bytearray');
  self.remove(i, i + 1);
  return None;
}

function bytearray_resize(self: PyByteArray, size: Value): Result {
  if (!isInt(size)) return converted(bytearray_resize, [self, size], [null, 'index']);
  const n = toSize(size);
  if (n < 0) return valueError(`Can only resize to positive sizes, got ${n}`);
  self.resize(n);
  return None;
}

/** How pickles of old protocols show the content, as text; those of protocol 3 and up as bytes. */
function reduced(self: PyByteArray, protocol: Int): Result {
  const state = getAttributeOrMissing(self, '__dict__');
  if (state === ABRUPT) return ABRUPT;
  const content = new PyBytes(copiedBytes(self.data));
  let args: Value[] = self.size > 0 ? [content] : [];
  if (protocol < 3) args = self.size > 0 ? [latin1Text(content.data), 'latin-1'] : [];
  return new PyTuple([self.cls, new PyTuple(args), state ?? None]);
}

function bytearray_reduce_ex(self: PyByteArray, protocol: Value = 0): Result {
  if (!isInt(protocol)) return converted(bytearray_reduce_ex, [self, protocol], [null, 'index']);
  return reduced(self, protocol);
}

function bytearray_clear(self: PyByteArray): Result {
  self.data = new Uint8Array(0);
  return None;
}

function bytearray_reverse(self: PyByteArray): Result {
  self.data.reverse();
  return None;
}

defineStaticMethods(byteArrayType, { __new__: ['($type, /, *args, **kwargs)', bytearray_new] });
defineMethods(byteArrayType, {
  __init__: ["($self, /, source=b'', encoding=None, errors=None)", bytearray_init],
  __setitem__: ['($self, key, value, /)', bytearray_setitem, 'Set self[key] to value.'],
  __delitem__: ['($self, key, /)', bytearray_delitem, 'Delete self[key].'],
  __iadd__: ['($self, value, /)', bytearray_iadd, 'Implement self+=value.'],
  __imul__: ['($self, value, /)', bytearray_imul, 'Implement self*=value.'],
  __alloc__: ['($self, /)', (self: PyByteArray) => (self.size === 0 ? 0 : self.size + 1)],
  __reduce__: ['($self, /)', (self: PyByteArray) => reduced(self, 2)],
  __reduce_ex__: ['($self, proto=0, /)', bytearray_reduce_ex],
  __sizeof__: ['($self, /)', (self: PyByteArray) => 56 + (self.size === 0 ? 0 : self.size + 1)],
  append: ['($self, item, /)', bytearray_append, 'Append a single item to the end of the bytearray.'],
  clear: ['($self, /)', bytearray_clear, 'Remove all items from the bytearray.'],
  copy: ['($self, /)', (self: PyByteArray) => newByteArray(copiedBytes(self.data)), 'Return a copy of B.'],
  extend: [
    '($self, iterable_of_ints, /)',
    bytearray_extend,
    'Append all the items from the iterator or sequence to the end of the bytearray.',
  ],
  insert: [
    '($self, index, item, /)',
    bytearray_insert,
    'Insert a single item into the bytearray before the given index.',
  ],
  pop: ['($self, index=-1, /)', bytearray_pop, 'Remove and return a single item from B.'],
  remove: ['($self, value, /)', bytearray_remove, 'Remove the first occurrence of a value in the bytearray.'],
  resize: ['($self, size, /)', bytearray_resize, 'Resize the internal buffer of bytearray to len.'],
  reverse: ['($self, /)', bytearray_reverse, 'Reverse the order of the values in B in place.'],
});
markSequenceSlots(byteArrayType);
(byteArrayType.attrs as Map<string, Value>).set('__hash__', None);
