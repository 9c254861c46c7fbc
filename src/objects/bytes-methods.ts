// bytes: making, operators, iteration; and for bytearray what is the same there. The rest is in bytes-search.ts.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, nextItem } from '../machine/items.ts';
import { machine } from '../machine/machine.ts';
import { copiedBytes, fixedBytes, growing } from '../machine/memory.ts';
import type { Size } from '../machine/numbers.ts';
import { callMethod0 } from '../operators/call.ts';
import { RICH, type RichOperator } from '../operators/compare.ts';
import { strHash } from '../operators/hash.ts';
import { iter, iterAsking } from '../operators/iterate.ts';
import { defineIterator, defineIteratorState } from '../operators/iterator-methods.ts';
import { bufferBytes, bytesInOrder } from './buffer.ts';
import { isLender, lendTo } from './lender.ts';
import { byteArrayType, PyByteArray } from './bytearray.ts';
import {
  type BytesLike,
  checkByte,
  joinedBytes,
  like,
  maketrans,
  parseHex,
  SHARED_METHODS,
} from './bytes-search.ts';
import { lendsInPython, lentView } from './buffer-methods.ts';
import { bytesType, PyBytes } from './bytes.ts';
import { type MemoryView, memoryview_release } from './memoryview.ts';
import { codecName } from './codec-errors.ts';
import { encodeText } from './codecs.ts';
import {
  indexErrorType,
  newException,
  overflowErrorType,
  raise,
  typeError,
  typeErrorType,
  valueError,
} from './exception.ts';
import { type Int, toSize } from './conversion.ts';
import { asIndex, exactInt } from './exact-number.ts';
import { intOf } from './int.ts';
import { listType, type PyList } from './list.ts';
import { RepeatOperation } from './list-methods.ts';
import { directItems } from './list-operations.ts';
import { defineClassMethods, defineMethods, defineStaticMethods, type MethodTable } from './native.ts';
import { None, NotImplemented } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { PercentOperation, plainBytesPercent } from './percent.ts';
import { latin1Text } from './text/text.ts';
import { builtinFunction } from './sequence-iterators.ts';
import {
  fitsIndex,
  IndexOperation,
  indexOutOfRange,
  plainSlice,
  SliceOperation,
  type SliceRange,
} from './slice-index.ts';
import { PySlice } from './slice.ts';
import { Steps } from './steps.ts';
import { textOf } from './str.ts';
import { parsePercentBytes } from './text/percent-format.ts';
import { bytesRepr } from './text/string-repr.ts';
import { PyTuple, tupleType } from './tuple.ts';
import { builtinType, type PyType } from './type.ts';
import { typeOf } from './typeof.ts';
import { warnOfBytes } from './warning.ts';
import { markSequenceSlots } from './concatenation.ts';

// --- Making ----------------------------------------------------------------------------------------------------------

/** Bytes from an iterable of ints, each of which is looked at as it comes; `message` is for ints that are no byte. */
export class BytesFromIterable extends NativeFrame {
  private readonly message: string;
  /** Whether the iterable is asked for its length. */
  private readonly asks: boolean;
  private readonly bytes: number[] = [];
  private iterator: PyObject | null = null;
  /** What has been lifted: getting the iterator, its next item, or the `__index__` of an item. */
  private state: 'iter' | 'next' | 'index' = 'iter';
  constructor(message: string, asks: boolean) {
    super();
    this.message = message;
    this.asks = asks;
  }

  run(iterable: Value): Result {
    const plain = bytesOfInts(directItems(iterable));
    if (plain !== undefined) return new PyBytes(plain);
    const it = this.asks ? iterAsking(iterable) : iter(iterable);
    return it === ABRUPT ? (suspend(this) as Result) : this.drain(it);
  }

  private drain(it: PyObject): Result {
    this.iterator = it;
    for (;;) {
      this.state = 'next';
      const item = isLookDue(this.bytes.length + 1) ? nextItem(it) : it.next();
      if (item === ABRUPT) return suspend(this) as Result;
      if (item === STOP) return this.done();
      if (!this.take(item)) return suspend(this) as Result;
    }
  }

  /** Adds the byte that an item stands for; false if that is lifted or fails. */
  private take(item: Value): boolean {
    this.state = 'index';
    const n = typeof item === 'number' ? item : asIndex(item);
    if (n === ABRUPT) return false;
    growing(this.bytes.push(checkByte(n as Int, this.message)));
    return true;
  }

  private done(): Result {
    const data = fixedBytes(this.bytes.length);
    data.set(this.bytes);
    return new PyBytes(data);
  }

  returned(value: Value | Stop): IterResult {
    if (this.state === 'iter') return this.drain(value as PyObject);
    if (value === STOP) return this.done();
    return this.take(value as Value) ? this.drain(this.iterator!) : suspend(this);
  }
}

/** The bytes that plain ints stand for; undefined where an item is anything else. */
function bytesOfInts(items: Value[] | undefined): Uint8Array | undefined {
  if (items === undefined) return undefined;
  const data = fixedBytes(items.length);
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (typeof item !== 'number' || item < 0 || item > 255) return undefined;
    data[i] = item;
  }
  return data;
}

/** What `bytes(...)` and `bytearray(...)` make of their arguments: bytes. */
class BytesOperation extends Steps {
  private readonly kind: 'bytes' | 'bytearray';
  private readonly source: Value;
  private copy: PyBytes | null = null;
  /** Whether the source is being asked for its `__index__`. */
  private asksIndex = false;
  constructor(kind: 'bytes' | 'bytearray', source: Value) {
    super();
    this.kind = kind;
    this.source = source;
  }

  step(n: number, value: Value): Result {
    if (n === 0) return this.begin();
    if (n === 1) return exactInt(value, '__index__');
    if (n === 2) return this.zeros(value as Int);
    if (n === 4) return this.taken(value as MemoryView);
    if (n === 5) return this.finish(this.copy!);
    if (value instanceof PyBytes) return this.finish(value);
    return typeError(`__bytes__ returned non-bytes (type ${typeOf(value).name})`);
  }

  private begin(): Result {
    const { source } = this;
    const type = typeOf(source);
    const toBytes = this.kind === 'bytes' ? type.lookup('__bytes__') : undefined;
    if (toBytes !== undefined && toBytes !== None) {
      this.at = 3;
      return callMethod0(toBytes, source);
    }
    if (textOf(source) !== undefined) return typeError('string argument without an encoding');
    const index = type.lookup('__index__');
    if (index !== undefined && index !== None) {
      this.at = 1;
      this.asksIndex = true;
      return callMethod0(index, source);
    }
    return this.items();
  }

  private zeros(size: Int): Result {
    this.asksIndex = false;
    return this.finish(zeros(size));
  }

  /** A TypeError of `__index__` says that the source is no number. */
  override raised(): IterResult {
    if (!this.asksIndex || !machine.exc!.cls.isSubtype(typeErrorType)) return ABRUPT;
    machine.exc = null;
    return this.items();
  }

  /** Copies what a `__buffer__` in Python lent, and gives it back. */
  private taken(view: MemoryView): Result {
    this.copy = new PyBytes(copiedBytes(bytesInOrder(view)!));
    return memoryview_release(view);
  }

  /** The bytes of a buffer or of an iterable. */
  private items(): Result {
    this.asksIndex = false;
    const { source } = this;
    const type = typeOf(source);
    if (lendsInPython(source)) {
      this.at = 4;
      return lentView(source);
    }
    const data = bytesInOrder(source);
    if (data !== undefined) return this.finish(new PyBytes(copiedBytes(data)));
    if (type.lookup('__iter__') === undefined && type.lookup('__getitem__') === undefined) {
      return typeError(`cannot convert '${type.name}' object to ${this.kind}`);
    }
    const message =
      this.kind === 'bytes' ? 'bytes must be in range(0, 256)' : 'byte must be in range(0, 256)';
    return this.finish(new BytesFromIterable(message, this.kind === 'bytes').run(source));
  }
}

function zeros(size: Int): Result {
  if (!fitsIndex(size)) return raise(overflowErrorType, "cannot fit 'int' into an index-sized integer");
  if (size < 0) return valueError('negative count');
  return new PyBytes(fixedBytes(toSize(size)));
}

/** The bytes that a list or a tuple has as ints; undefined if there is anything else. */
function plainBytes(source: Value): PyBytes | undefined {
  const type = typeOf(source);
  if (type !== listType && type !== tupleType) return undefined;
  const { items } = source as PyList | PyTuple;
  const data = fixedBytes(items.length);
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (typeof item !== 'number' || item < 0 || item > 255) return undefined;
    data[i] = item;
  }
  return new PyBytes(data);
}

/** The bytes that the arguments of `bytes` or `bytearray` stand for. */
export function bytesFrom(
  kind: 'bytes' | 'bytearray',
  source?: Value,
  encoding?: Value,
  errors?: Value,
): Result {
  if (encoding !== undefined || errors !== undefined) return encodedArgument(kind, source, encoding, errors);
  if (source === undefined) return new PyBytes();
  if (source instanceof PyBytes && source.cls === bytesType) return source;
  if (typeof source === 'number') return zeros(source);
  return plainBytes(source) ?? new BytesOperation(kind, source).run();
}

function encodedArgument(kind: string, source?: Value, encoding?: Value, errors?: Value): Result {
  const name = encoding === undefined ? 'utf-8' : codecName(encoding, `${kind}() argument 'encoding'`);
  const handler = errors === undefined ? 'strict' : codecName(errors, `${kind}() argument 'errors'`);
  if (source === undefined || textOf(source) === undefined) {
    return typeError(`${encoding === undefined ? 'errors' : 'encoding'} without a string argument`);
  }
  return encodeText(source, name, handler);
}

class NewBytesFrame extends NativeFrame {
  readonly type: PyType;
  constructor(type: PyType) {
    super();
    this.type = type;
  }
  returned(value: Value): IterResult {
    return instanceOf(this.type, value as PyBytes);
  }
}

function instanceOf(cls: PyType, value: PyBytes): Value {
  if (cls === bytesType) return value;
  const self = new (cls.Ctor as new () => PyBytes)();
  self.data = value.data;
  return self;
}

function bytes_new(cls: PyType, source?: Value, encoding?: Value, errors?: Value): Result {
  const value = bytesFrom('bytes', source, encoding, errors);
  if (cls === bytesType) return value;
  return value === ABRUPT ? (suspend(new NewBytesFrame(cls)) as Result) : instanceOf(cls, value as PyBytes);
}

function bytes_fromhex(cls: PyType, string: Value): Result {
  if (isLender(string)) return lendTo(bytes_fromhex, [cls, string], string);
  const value = new PyBytes(parseHex(string));
  return cls === bytesType ? value : cls.call1(value);
}

function bytearray_fromhex(cls: PyType, string: Value): Result {
  if (isLender(string)) return lendTo(bytearray_fromhex, [cls, string], string);
  return cls.call1(new PyBytes(parseHex(string)));
}

// --- Operators -------------------------------------------------------------------------------------------------------

function bytes_add(self: BytesLike, other: Value): Result {
  if (isLender(other)) return lendTo(bytes_add, [self, other], other);
  const right = bufferBytes(other);
  if (right === undefined) {
    return typeError(`can't concat ${typeOf(other).name} to ${self.cls.name}`);
  }
  if (self instanceof PyBytes) {
    if (right.length === 0 && self.cls === bytesType) return self;
    if (self.data.length === 0 && typeOf(other) === bytesType) return other;
  }
  return like(self, joinedBytes(self.data, right));
}

/** `data` repeated `n` times. */
export function repeatBytes(data: Uint8Array, n: number): Uint8Array {
  if (n <= 0) return new Uint8Array(0);
  const result = fixedBytes(data.length * n);
  if (data.length === 1) return result.fill(data[0]!);
  result.set(data);
  for (let done = data.length; done < result.length && done > 0; done *= 2)
    result.copyWithin(done, 0, Math.min(done, result.length - done));
  return result;
}

class BytesRepeat extends RepeatOperation {
  private readonly self: BytesLike;
  constructor(self: BytesLike, count: Value) {
    super(count);
    this.self = self;
  }
  times(n: number): Result {
    return like(this.self, repeatBytes(this.self.data, n));
  }
}

function bytes_mul(self: BytesLike, count: Value): Result {
  return new BytesRepeat(self, count).run();
}

function bytes_rmul(self: BytesLike, count: Value): Result {
  return new BytesRepeat(self, count).run();
}

function bytes_mod(self: BytesLike, value: Value): Result {
  const pieces = parsePercentBytes(latin1Text(self.data));
  const result = plainBytesPercent(pieces, value) ?? new PercentOperation(pieces, value, true).run();
  if (self instanceof PyBytes) return result;
  return result === ABRUPT
    ? (suspend(new ToByteArrayFrame()) as Result)
    : like(self, (result as PyBytes).data);
}

class ToByteArrayFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return like(new PyByteArray(), (value as PyBytes).data);
  }
}

function bytes_rmod(self: BytesLike, value: Value): Result {
  return value instanceof PyBytes || value instanceof PyByteArray ? bytes_mod(value, self) : NotImplemented;
}

/** Negative, zero or positive, as memcmp(3); of two that begin alike the shorter is less. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

function incomparable(self: BytesLike, other: Value): Result {
  const kind = self instanceof PyBytes ? 'bytes' : 'bytearray';
  if (textOf(other) !== undefined)
    return warnOfBytes(`Comparison between ${kind} and string`, NotImplemented);
  if (kind === 'bytes' && intOf(other) !== undefined)
    return warnOfBytes('Comparison between bytes and int', NotImplemented);
  return NotImplemented;
}

function comparisons(): MethodTable {
  const table: MethodTable = {};
  for (const op of Object.keys(RICH) as RichOperator[]) {
    const { special, test } = RICH[op];
    const method = (self: BytesLike, other: Value): Result => {
      if (self instanceof PyByteArray && isLender(other)) return lendTo(method, [self, other], other);
      const b = self instanceof PyByteArray || other instanceof PyBytes ? bufferBytes(other) : undefined;
      if (b !== undefined) return test(compareBytes(self.data, b));
      return op === 'Eq' || op === 'NotEq' ? incomparable(self, other) : NotImplemented;
    };
    table[special] = ['($self, value, /)', method];
  }
  return table;
}

function bytes_str(self: PyBytes): Result {
  return warnOfBytes('str() on a bytes instance', bytesRepr(self.data));
}

function bytearray_str(self: PyByteArray): Result {
  return warnOfBytes('str() on a bytearray instance', bytearray_repr(self));
}

// --- Items -----------------------------------------------------------------------------------------------------------

function bytes_getitem(self: BytesLike, key: Value): Result {
  if (typeof key === 'number') return byteAt(self, key);
  if (key instanceof PySlice) {
    const range = plainSlice(key, self.data.length);
    return range === undefined ? new BytesSlice(self, key).run() : selectedBytes(self, range);
  }
  return new BytesItem(self, key).run();
}

function byteAt(self: BytesLike, n: number): Result {
  const { data } = self;
  const byte = data[n < 0 ? n + data.length : n];
  if (byte !== undefined) return byte;
  return raise(
    indexErrorType,
    self instanceof PyBytes ? 'index out of range' : 'bytearray index out of range',
  );
}

function selectedBytes(self: BytesLike, { start, stop, step, count }: SliceRange): Result {
  const { data } = self;
  if (count === data.length && step === 1 && self.cls === bytesType) return self;
  if (step === 1) return like(self, copiedBytes(data, start, Math.max(start, stop)));
  const result = fixedBytes(count);
  for (let i = 0, at = start; i < count; i++, at += step) result[i] = data[at]!;
  return like(self, result);
}

class BytesItem extends IndexOperation {
  private readonly self: BytesLike;
  constructor(self: BytesLike, key: Value) {
    super([key]);
    this.self = self;
  }
  protected override notIndex(value: Value): Result {
    const what = this.self instanceof PyBytes ? 'byte' : 'bytearray';
    return typeError(`${what} indices must be integers or slices, not ${typeOf(value).name}`);
  }
  done(ints: Value[]): Result {
    const n = ints[0] as Int;
    return typeof n === 'number' ? byteAt(this.self, n) : indexOutOfRange(n, 'index out of range');
  }
}

class BytesSlice extends SliceOperation {
  private readonly self: BytesLike;
  constructor(self: BytesLike, slice: PySlice) {
    super(slice);
    this.self = self;
  }
  length(): number {
    return this.self.data.length;
  }
  selected(range: SliceRange): Result {
    return selectedBytes(this.self, range);
  }
}

// --- Iteration -------------------------------------------------------------------------------------------------------

/** Iterates over the bytes; its length is looked at anew at each turn, as a bytearray may change. */
export class BytesIterator extends PyObject {
  /** Null once exhausted. */
  source: BytesLike | null;
  index: Size = 0;
  constructor(source: BytesLike) {
    super();
    this.source = source;
  }
  override next(): IterResult {
    const { source } = this;
    if (source !== null) {
      const { data } = source;
      if (this.index < data.length) return data[this.index++]!;
      this.source = null;
    }
    return STOP;
  }
}

/** The same for bytearray, which has a class of its own. */
export class ByteArrayIterator extends BytesIterator {}

for (const type of [
  builtinType('bytes_iterator', BytesIterator, { final: true }),
  builtinType('bytearray_iterator', ByteArrayIterator, { final: true }),
]) {
  defineIterator(type);
  defineIteratorState<BytesIterator>(type, {
    lengthHint: (self) => (self.source === null ? 0 : Math.max(0, self.source.data.length - self.index)),
    reduce: (self) =>
      self.source === null
        ? [builtinFunction('iter'), [new PyTuple([])]]
        : [builtinFunction('iter'), [self.source], self.index],
    setState: (self, state) => {
      const n = intOf(state);
      if (n === undefined) throw newException(typeErrorType, 'an integer is required');
      if (self.source !== null) self.index = Math.min(Math.max(0, toSize(n)), self.source.data.length);
    },
  });
}

function bytes_iter(self: BytesLike): Result {
  return self instanceof PyBytes ? new BytesIterator(self) : new ByteArrayIterator(self);
}

/** The same hash as the str of the same characters. */
function bytes_hash(self: PyBytes): Result {
  return strHash(self.data);
}

function bytes_bytes(self: PyBytes): Result {
  return self.cls === bytesType ? self : new PyBytes(self.data);
}

function bytearray_repr(self: PyByteArray): string {
  const text = bytesRepr(self.data);
  // Unlike bytes it escapes single quotes between double ones as well.
  return `${self.cls.name}(${text[1] === '"' ? text.replaceAll("'", "\\'") : text})`;
}

/** Methods of both classes. */
const COMMON: MethodTable = {
  ...SHARED_METHODS,
  ...comparisons(),
  __add__: ['($self, value, /)', bytes_add, 'Return self+value.'],
  __mul__: ['($self, value, /)', bytes_mul, 'Return self*value.'],
  __rmul__: ['($self, value, /)', bytes_rmul, 'Return value*self.'],
  __mod__: ['($self, value, /)', bytes_mod, 'Return self%value.'],
  __rmod__: ['($self, value, /)', bytes_rmod, 'Return value%self.'],
  __getitem__: ['($self, key, /)', bytes_getitem, 'Return self[key].'],
  __len__: ['($self, /)', (self: BytesLike) => self.data.length, 'Return len(self).'],
  __iter__: ['($self, /)', bytes_iter, 'Implement iter(self).'],
};

defineStaticMethods(bytesType, {
  __new__: ["($type, source=b'', encoding=None, errors=None)", bytes_new],
  maketrans: [
    '(frm, to, /)',
    maketrans,
    'Return a translation table usable for the bytes or bytearray translate method.',
  ],
});
defineClassMethods(bytesType, {
  fromhex: [
    '($type, string, /)',
    bytes_fromhex,
    'Create a bytes object from a string of hexadecimal numbers.',
  ],
});
defineMethods(bytesType, {
  ...COMMON,
  __hash__: ['($self, /)', bytes_hash, 'Return hash(self).'],
  __repr__: ['($self, /)', (self: PyBytes) => bytesRepr(self.data), 'Return repr(self).'],
  __str__: ['($self, /)', bytes_str, 'Return str(self).'],
  __bytes__: ['($self, /)', bytes_bytes, 'Convert this value to exact type bytes.'],
  __getnewargs__: ['($self, /)', (self: PyBytes) => new PyTuple([new PyBytes(self.data)])],
  __sizeof__: ['($self, /)', (self: PyBytes) => 33 + self.data.length],
});
markSequenceSlots(bytesType);

defineStaticMethods(byteArrayType, { maketrans: ['(frm, to, /)', maketrans] });
defineClassMethods(byteArrayType, { fromhex: ['($type, string, /)', bytearray_fromhex] });
defineMethods(byteArrayType, {
  ...COMMON,
  __repr__: ['($self, /)', bytearray_repr, 'Return repr(self).'],
  __str__: ['($self, /)', bytearray_str, 'Return str(self).'],
});
