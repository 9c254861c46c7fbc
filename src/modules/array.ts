// The module array: sequences of items of one C type. Storage and items are in array/storage.ts; what asks or iterates over other
// objects is in src/python/array.py.
import { STOP } from '../machine/abrupt.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import type { Size } from '../machine/numbers.ts';
import { defineBuffer } from '../objects/buffer-methods.ts';
import { requireBytes } from '../objects/buffer.ts';
import { PyByteArray } from '../objects/bytearray.ts';
import { PyBytes } from '../objects/bytes.ts';
import { markSequenceSlots } from '../objects/concatenation.ts';
import { decodeText } from '../objects/codecs.ts';
import { converted, type Int, isInt } from '../objects/conversion.ts';
import { indexErrorType, raise, runtimeErrorType, typeError, valueError } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { genericAlias } from '../objects/generic-alias.ts';
import { intOf } from '../objects/int.ts';
import { lending } from '../objects/lending.ts';
import { listType, PyList } from '../objects/list.ts';
import {
  defineAttributes,
  defineClassMethods,
  defineGetSets,
  defineMethods,
  defineStaticMethods,
  type MethodTable,
} from '../objects/native.ts';
import { None, NotImplemented } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { indexOutOfRange, plainSlice, SliceOperation, type SliceRange } from '../objects/slice-index.ts';
import { PySlice } from '../objects/slice.ts';
import { codePoints, textOf } from '../objects/str.ts';
import { PyTuple, tupleType } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { RICH, type RichOperator } from '../operators/compare.ts';
import { identityOf } from '../operators/hash.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import {
  arrayType,
  asItem,
  conversionFor,
  PyArray,
  textOfPoints,
  TYPE_CODES,
  type TypeCode,
  typeCode,
  type View,
} from './array/storage.ts';
import { array_reconstructor } from './array/machine-format.ts';
import type { NativeModule } from './native-module.ts';

// --- Making ----------------------------------------------------------------------------------------------------------

/** An array of exact class array with these items. */
function makeArray(code: TypeCode, items: View): PyArray {
  const self = new PyArray().begin(code);
  self.view = items;
  self.size = items.length;
  return self;
}

function array_new(cls: PyType, args: Value[], keywords: Map<string, Value>): Result {
  if (keywords.size > 0 && cls === arrayType) return typeError('array.array() takes no keyword arguments');
  if (args.length < 1) return typeError('array() takes at least 1 argument (0 given)');
  if (args.length > 2) return typeError(`array() takes at most 2 arguments (${args.length} given)`);
  const [letter, initial] = args as [Value, Value?];
  const text = textOf(letter);
  if (text?.length !== 1) {
    const what = text === undefined ? typeOf(letter).name : `a string of length ${text.length}`;
    return typeError(`array() argument 1 must be a unicode character, not ${what}`);
  }
  if (text === 'u') return frozenFunction('array', 'new_deprecated').call2(cls, initial ?? new PyTuple([]));
  return newArray(cls, typeof text === 'string' ? text : '', initial);
}

function newArray(cls: PyType, letter: string, initial: Value | undefined): Result {
  const code = typeCode(letter);
  const unicode = letter === 'u' || letter === 'w';
  const refuse = (what: string): Result =>
    typeError(`cannot use a ${what} to initialize an array with typecode '${letter}'`);
  if (initial !== undefined && !unicode) {
    if (textOf(initial) !== undefined) return refuse('str');
    if (initial instanceof PyArray && initial.code.kind === 'char') return refuse('unicode array');
  }
  if (code === undefined)
    return valueError('bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)');
  const self = (new cls.Ctor() as PyArray).begin(code);
  if (initial === undefined) return self;
  if (initial instanceof PyBytes || initial instanceof PyByteArray) {
    const r = array_frombytes(self, initial);
    return r === None ? self : r;
  }
  const text = textOf(initial);
  if (text !== undefined) {
    appendPoints(self, codePoints(text));
    return self;
  }
  if (
    initial instanceof PyArray &&
    initial.code.kind === code.kind &&
    initial.code.itemsize === code.itemsize
  ) {
    if (initial.code.letter === letter || code.kind === 'char') {
      self.splice(0, 0, initial.part());
      return self;
    }
  }
  if (appendPlain(self, initial)) return self;
  return frozenFunction('array', 'filled').call2(self, initial);
}

function appendPoints(self: PyArray, points: Uint32Array): void {
  self.splice(self.size, self.size, Uint32Array.from(points));
}

/** Appends the items of a list or tuple, when none of them has to be asked; false: nothing was done. */
function appendPlain(self: PyArray, source: Value): boolean {
  const isPlain =
    (source instanceof PyList && source.cls === listType) ||
    (source instanceof PyTuple && source.cls === tupleType);
  if (!isPlain) return false;
  const { items } = source;
  const part = new self.code.View(new ArrayBuffer(items.length * self.code.itemsize));
  for (let i = 0; i < items.length; i++) {
    const item = asItem(self.code, items[i]!);
    if (item === undefined) return false;
    part[i] = item;
  }
  self.splice(self.size, self.size, part);
  return true;
}

// --- Items -----------------------------------------------------------------------------------------------------------

function array_getitem(self: PyArray, key: Value): Result {
  if (typeof key === 'number') {
    const i = key < 0 ? key + self.size : key;
    if (i < 0 || i >= self.size) return raise(indexErrorType, 'array index out of range');
    return self.item(i);
  }
  if (key instanceof PySlice) {
    const range = plainSlice(key, self.size);
    return range === undefined ? new ArraySlice(self, key).run() : sliced(self, range);
  }
  if (isInt(key)) return indexOutOfRange(key, 'array index out of range');
  return isIndex(key) ? converted(array_getitem, [self, key], [null, 'index']) : notIndex();
}

function isIndex(key: Value): boolean {
  return typeOf(key).lookup('__index__') !== undefined;
}

function notIndex(): Result {
  return typeError('array indices must be integers');
}

function sliced(self: PyArray, { start, stop, step, count }: SliceRange): Result {
  if (step === 1) return makeArray(self.code, self.view.slice(start, Math.max(start, stop)));
  const items = new self.code.View(new ArrayBuffer(count * self.code.itemsize));
  for (let i = 0, at = start; i < count; i++, at += step) items[i] = self.view[at]!;
  return makeArray(self.code, items);
}

class ArraySlice extends SliceOperation {
  private readonly self: PyArray;
  constructor(self: PyArray, slice: PySlice) {
    super(slice);
    this.self = self;
  }
  length(): number {
    return this.self.size;
  }
  selected(range: SliceRange): Result {
    return sliced(this.self, range);
  }
}

function array_setitem(self: PyArray, key: Value, value: Value): Result {
  if (key instanceof PySlice) return setSlice(self, key, value);
  if (!isInt(key)) {
    return isIndex(key) ? converted(array_setitem, [self, key, value], [null, 'index', null]) : notIndex();
  }
  const i = positionOf(self, key);
  if (i === undefined) return indexOutOfRange(key, 'array assignment index out of range');
  const item = asItem(self.code, value);
  if (item === undefined)
    return converted(array_setitem, [self, key, value], [null, null, conversionFor(self.code)]);
  self.view[i] = item;
  return None;
}

/** The position of an index; undefined when it is out of range. */
function positionOf(self: PyArray, key: Int): number | undefined {
  const i = Number(key < 0 ? Number(key) + self.size : key);
  return i < 0 || i >= self.size ? undefined : i;
}

/** Sets, or with null deletes, a slice. */
function setSlice(self: PyArray, key: PySlice, value: Value | null): Result {
  const range = plainSlice(key, self.size);
  return range === undefined || value === self
    ? new SliceAssignment(self, key, value).run()
    : assign(self, range, value);
}

function assign(self: PyArray, range: SliceRange, value: Value | null): Result {
  if (value === null) return replace(self, range, self.view.slice(0, 0));
  if (!(value instanceof PyArray))
    return typeError(`can only assign array (not "${typeOf(value).name}") to array slice`);
  if (value.code.letter !== self.code.letter) return typeError('bad argument type for built-in operation');
  return replace(self, range, value.view.slice(0, value.size));
}

function replace(self: PyArray, range: SliceRange, items: View): Result {
  const { start, stop, step, count } = range;
  if (step === 1) {
    self.splice(start, Math.max(start, stop), items);
    return None;
  }
  if (items.length === 0) return deleteSpread(self, range);
  if (items.length !== count)
    return valueError(`attempt to assign array of size ${items.length} to extended slice of size ${count}`);
  for (let i = 0, at = start; i < count; i++, at += step) self.view[at] = items[i]!;
  return None;
}

function deleteSpread(self: PyArray, { start, step, count }: SliceRange): Result {
  const first = step < 0 ? start + (count - 1) * step : start;
  const by = Math.abs(step);
  let to = first;
  for (let i = first; i < self.size; i++) {
    const gone = (i - first) % by === 0 && (i - first) / by < count;
    if (!gone) self.view[to++] = self.view[i]!;
  }
  self.resize(self.size - count);
  return None;
}

class SliceAssignment extends SliceOperation {
  private readonly self: PyArray;
  private readonly slice: PySlice;
  private readonly value: Value | null;
  constructor(self: PyArray, slice: PySlice, value: Value | null) {
    super(slice);
    this.self = self;
    this.slice = slice;
    this.value = value;
  }
  length(): number {
    return this.self.size;
  }
  selected(range: SliceRange): Result {
    const { self, value } = this;
    if (value !== self) return assign(self, range, value);
    // As CPython does, which asks for the parts of the slice once more.
    return new SliceAssignment(self, this.slice, makeArray(self.code, self.part().slice())).run();
  }
}

function array_delitem(self: PyArray, key: Value): Result {
  if (key instanceof PySlice) return setSlice(self, key, null);
  if (!isInt(key)) return isIndex(key) ? converted(array_delitem, [self, key], [null, 'index']) : notIndex();
  const i = positionOf(self, key);
  if (i === undefined) return indexOutOfRange(key, 'array assignment index out of range');
  self.splice(i, i + 1, self.view.slice(0, 0));
  return None;
}

// --- Growing and shrinking -------------------------------------------------------------------------------------------

function array_append(self: PyArray, v: Value): Result {
  const item = asItem(self.code, v);
  if (item === undefined) return converted(array_append, [self, v], [null, conversionFor(self.code)]);
  const { size } = self;
  self.resize(size + 1);
  self.view[size] = item;
  return None;
}

function array_insert(self: PyArray, i: Value, v: Value): Result {
  if (!isInt(i)) return converted(array_insert, [self, i, v], [null, 'index', null]);
  const item = asItem(self.code, v);
  if (item === undefined)
    return converted(array_insert, [self, i, v], [null, null, conversionFor(self.code)]);
  const n = Number(i);
  const at = n < 0 ? Math.max(n + self.size, 0) : Math.min(n, self.size);
  const one = new self.code.View(new ArrayBuffer(self.code.itemsize));
  one[0] = item;
  self.splice(at, at, one);
  return None;
}

function array_pop(self: PyArray, i: Value = -1): Result {
  if (!isInt(i)) return converted(array_pop, [self, i], [null, 'index']);
  if (self.size === 0) return raise(indexErrorType, 'pop from empty array');
  const at = positionOf(self, i);
  if (at === undefined) return raise(indexErrorType, 'pop index out of range');
  const item = self.item(at);
  self.splice(at, at + 1, self.view.slice(0, 0));
  return item;
}

function array_extend(self: PyArray, bb: Value): Result {
  if (!(bb instanceof PyArray)) return frozenFunction('array', 'extend').call2(self, bb);
  if (bb.code.letter !== self.code.letter) return typeError('can only extend with array of same kind');
  self.splice(self.size, self.size, bb.part());
  return None;
}

function array_fromlist(self: PyArray, list: Value): Result {
  if (!(list instanceof PyList)) return typeError('arg must be list');
  if (appendPlain(self, list)) return None;
  return frozenFunction('array', 'fromlist').call2(self, list);
}

function array_frombytes(self: PyArray, buffer: Value): Result {
  const bytes = requireBytes(buffer);
  const { itemsize } = self.code;
  if (bytes.length % itemsize !== 0) return valueError('bytes length not a multiple of item size');
  const { size } = self;
  const source = bytes.slice();
  self.resize(size + source.length / itemsize);
  self.bytes.set(source, size * itemsize);
  return None;
}

function array_fromunicode(self: PyArray, ustr: Value): Result {
  const text = textOf(ustr);
  if (text === undefined)
    return typeError(`fromunicode() argument must be str, not ${ustr === None ? 'None' : typeOf(ustr).name}`);
  if (self.code.kind !== 'char')
    return valueError("fromunicode() may only be called on unicode type arrays ('u' or 'w')");
  appendPoints(self, codePoints(text));
  return None;
}

function array_clear(self: PyArray): Result {
  self.resize(0);
  return None;
}

// --- Operators -------------------------------------------------------------------------------------------------------

function array_add(self: PyArray, value: Value): Result {
  if (!(value instanceof PyArray))
    return typeError(`can only append array (not "${typeOf(value).name}") to array`);
  if (value.code.letter !== self.code.letter) return typeError('bad argument type for built-in operation');
  const items = new self.code.View(new ArrayBuffer((self.size + value.size) * self.code.itemsize));
  items.set(self.part() as never);
  items.set(value.part() as never, self.size);
  return makeArray(self.code, items);
}

function array_iadd(self: PyArray, value: Value): Result {
  if (!(value instanceof PyArray))
    return typeError(`can only extend array with array (not "${typeOf(value).name}")`);
  const r = array_extend(self, value);
  return r === None ? self : r;
}

/** The items n times. */
function repeated(self: PyArray, n: Int): View {
  const times = Math.max(Number(n), 0);
  const items = new self.code.View(new ArrayBuffer(self.size * times * self.code.itemsize));
  for (let i = 0; i < times; i++) items.set(self.part() as never, i * self.size);
  return items;
}

function array_mul(self: PyArray, value: Value): Result {
  if (!isInt(value)) return timesIndex(array_mul, self, value);
  return makeArray(self.code, repeated(self, value));
}

function array_imul(self: PyArray, value: Value): Result {
  if (!isInt(value)) return timesIndex(array_imul, self, value);
  self.splice(0, self.size, repeated(self, value));
  return self;
}

function timesIndex(method: (self: PyArray, value: Value) => Result, self: PyArray, value: Value): Result {
  if (!isIndex(value)) return typeError(`can't multiply sequence by non-int of type '${typeOf(value).name}'`);
  return converted(method, [self, value], [null, 'index']);
}

type Item = number | bigint;

/** Whether items of two arrays are equal; a character never equals a number. */
function sameItem(a: Item, b: Item): boolean {
  return !(a < b) && !(a > b) && a === a && b === b;
}

function richCompare(op: RichOperator): (self: PyArray, other: Value) => Result {
  const { test, symbol } = RICH[op];
  return (self, other) => {
    if (!(other instanceof PyArray)) return NotImplemented;
    if (self.size !== other.size && op === 'Eq') return false;
    if (self.size !== other.size && op === 'NotEq') return true;
    const mixed = (self.code.kind === 'char') !== (other.code.kind === 'char');
    const length = Math.min(self.size, other.size);
    let i = 0;
    while (i < length && !mixed && sameItem(self.view[i]!, other.view[i]!)) i++;
    if (i === length) return test(self.size - other.size);
    if (op === 'Eq' || op === 'NotEq') return op === 'NotEq';
    if (mixed) {
      const name = (a: PyArray): string => typeOf(a.item(i)).name;
      return typeError(`'${symbol}' not supported between instances of '${name(self)}' and '${name(other)}'`);
    }
    const [a, b] = [self.view[i]!, other.view[i]!];
    return test(a < b ? -1 : a > b ? 1 : NaN);
  };
}

function comparisons(): MethodTable {
  const table: MethodTable = {};
  for (const op of Object.keys(RICH) as RichOperator[])
    table[RICH[op].special] = ['($self, value, /)', richCompare(op)];
  return table;
}

// --- Searching -------------------------------------------------------------------------------------------------------

/** What a value is searched as; undefined when its `__eq__` has to be called, null when no item equals it. */
function needle(self: PyArray, value: Value): Item | null | undefined {
  const text = textOf(value);
  if (self.code.kind === 'char') {
    if (typeof value !== 'string') return text === undefined && typeof value === 'object' ? undefined : null;
    return value.length === 1 ? value.charCodeAt(0) : null;
  }
  if (value instanceof PyFloat && !value.cls.isHeap) return value.v;
  if (typeof value !== 'object') return text === undefined ? intOf(value)! : null;
  return undefined;
}

/** The position of an item that equals the needle, from `start` on; -1. */
function find(self: PyArray, item: Item, start: number, stop: number): number {
  for (let i = start; i < stop; i++) if (sameItem(self.view[i]!, item)) return i;
  return -1;
}

function array_contains(self: PyArray, key: Value): Result {
  const item = needle(self, key);
  if (item === undefined) return frozenFunction('array', 'contains').call2(self, key);
  return item !== null && find(self, item, 0, self.size) >= 0;
}

function array_count(self: PyArray, v: Value): Result {
  const item = needle(self, v);
  if (item === undefined) return frozenFunction('array', 'count').call2(self, v);
  let count = 0;
  if (item !== null) for (let i = 0; i < self.size; i++) if (sameItem(self.view[i]!, item)) count++;
  return count;
}

function array_index(
  self: PyArray,
  v: Value,
  start: Value = 0,
  stop: Value = Number.MAX_SAFE_INTEGER,
): Result {
  if (!isInt(start) || !isInt(stop))
    return converted(array_index, [self, v, start, stop], [null, null, 'index', 'index']);
  const bound = (n: Int): number => (n < 0 ? Math.max(Number(n) + self.size, 0) : Number(n));
  const item = needle(self, v);
  if (item === undefined) return frozenFunction('array', 'index').callN([self, v, bound(start), bound(stop)]);
  const i = item === null ? -1 : find(self, item, bound(start), Math.min(bound(stop), self.size));
  return i < 0 ? valueError('array.index(x): x not in array') : i;
}

function array_remove(self: PyArray, v: Value): Result {
  const item = needle(self, v);
  if (item === undefined) return frozenFunction('array', 'remove').call2(self, v);
  const i = item === null ? -1 : find(self, item, 0, self.size);
  return i < 0 ? valueError('array.remove(x): x not in array') : array_delitem(self, i);
}

// --- The rest --------------------------------------------------------------------------------------------------------

function array_tolist(self: PyArray): Result {
  const items: Value[] = [];
  for (let i = 0; i < self.size; i++) items.push(self.item(i));
  return new PyList(items);
}

function array_tounicode(self: PyArray): Result {
  if (self.code.kind !== 'char')
    return valueError("tounicode() may only be called on unicode type arrays ('u' or 'w')");
  if (self.code.letter === 'u') return textOfPoints(self.view.slice(0, self.size) as Uint32Array);
  const data = new PyBytes(self.bytes.slice());
  return decodeText(data, data.data, 'utf-32', 'strict');
}

function array_byteswap(self: PyArray): Result {
  const { itemsize } = self.code;
  if (![1, 2, 4, 8].includes(itemsize))
    return raise(runtimeErrorType, "don't know how to byteswap this array type");
  const { bytes } = self;
  for (let i = 0; i < bytes.length; i += itemsize) bytes.subarray(i, i + itemsize).reverse();
  return None;
}

function array_copy(self: PyArray): Result {
  return makeArray(self.code, self.view.slice(0, self.size));
}

function array_repr(self: PyArray): Result {
  return frozenFunction('array', 'text').call1(self);
}

// --- The iterator ----------------------------------------------------------------------------------------------------

class ArrayIterator extends PyObject {
  /** Null once exhausted. */
  array: PyArray | null;
  index: Size = 0;
  constructor(array: PyArray) {
    super();
    this.array = array;
  }
  override next(): IterResult {
    const { array } = this;
    if (array !== null) {
      if (this.index < array.size) return array.item(this.index++);
      this.array = null;
    }
    return STOP;
  }
}

const arrayIteratorType = builtinType('arrayiterator', ArrayIterator, { module: 'array', final: true });

function iterator_setstate(self: ArrayIterator, state: Value): Result {
  const n = intOf(state);
  if (n === undefined) return typeError('an integer is required');
  if (self.array !== null) self.index = Math.min(Math.max(Number(n), 0), self.array.size);
  return None;
}

defineIterator(arrayIteratorType);
function array_fromfile(self: Value, file: Value, n: Value): Result {
  return isInt(n)
    ? frozenFunction('array', 'fromfile').call3(self, file, n)
    : converted(array_fromfile, [self, file, n], [null, null, 'index']);
}

defineMethods(arrayIteratorType, {
  __reduce__: ['($self, /)', inPython('array', 'reduce_iterator'), 'Return state information for pickling.'],
  __setstate__: ['($self, state, /)', iterator_setstate, 'Set state information for unpickling.'],
});

defineIntrinsics({
  array_append: ['(self, v, /)', array_append],
  array_resize: [
    '(self, size, /)',
    (self: PyArray, size: number): Result => {
      self.resize(size);
      return None;
    },
  ],
  array_new: ['(cls, typecode, initial, /)', newArray],
  array_iterator_state: [
    '(self, /)',
    (self: ArrayIterator): Result => new PyTuple([self.array ?? None, self.index]),
  ],
});

defineStaticMethods(arrayType, { __new__: ['($type, *args, **kwargs)', array_new] });
defineClassMethods(arrayType, {
  __class_getitem__: ['($type, object, /)', genericAlias, 'See PEP 585'],
});
defineBuffer(arrayType, true);
defineMethods(arrayType, {
  ...comparisons(),
  __repr__: ['($self, /)', array_repr],
  __iter__: ['($self, /)', (self: PyArray) => new ArrayIterator(self)],
  __len__: ['($self, /)', (self: PyArray) => self.size],
  __getitem__: ['($self, key, /)', array_getitem],
  __setitem__: ['($self, key, value, /)', array_setitem],
  __delitem__: ['($self, key, /)', array_delitem],
  __add__: ['($self, value, /)', array_add],
  __iadd__: ['($self, value, /)', array_iadd],
  __mul__: ['($self, value, /)', array_mul],
  __rmul__: ['($self, value, /)', array_mul],
  __imul__: ['($self, value, /)', array_imul],
  __contains__: ['($self, key, /)', array_contains],
  __copy__: ['($self, /)', array_copy, 'Return a copy of the array.'],
  __deepcopy__: ['($self, unused, /)', array_copy, 'Return a copy of the array.'],
  __reduce_ex__: ['($self, value, /)', inPython('array', 'reduce'), 'Return state information for pickling.'],
  __sizeof__: [
    '($self, /)',
    (self: PyArray) => 80 + self.view.byteLength,
    'Size of the array in memory, in bytes.',
  ],
  append: ['($self, v, /)', array_append, 'Append new value v to the end of the array.'],
  buffer_info: [
    '($self, /)',
    (self: PyArray) => new PyTuple([identityOf(self) + 64, self.size]),
    "Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.",
  ],
  byteswap: ['($self, /)', array_byteswap, 'Byteswap all items of the array.'],
  clear: ['($self, /)', array_clear, 'Remove all items from the array.'],
  count: ['($self, v, /)', array_count, 'Return number of occurrences of v in the array.'],
  extend: ['($self, bb, /)', array_extend, 'Append items to the end of the array.'],
  fromfile: [
    '($self, f, n, /)',
    array_fromfile,
    'Read n objects from the file object f and append them to the end of the array.',
  ],
  fromlist: ['($self, list, /)', array_fromlist, 'Append items to array from list.'],
  frombytes: [
    '($self, buffer, /)',
    lending(array_frombytes),
    'Appends items from the string, interpreting it as an array of machine values.',
  ],
  fromunicode: [
    '($self, ustr, /)',
    array_fromunicode,
    'Extends this array with data from the unicode string ustr.',
  ],
  index: [
    '($self, v, start=0, stop=sys.maxsize, /)',
    array_index,
    'Return index of first occurrence of v in the array.',
  ],
  insert: ['($self, i, v, /)', array_insert, 'Insert a new item v into the array before position i.'],
  pop: ['($self, i=-1, /)', array_pop, 'Return the i-th element and delete it from the array.'],
  remove: ['($self, v, /)', array_remove, 'Remove the first occurrence of v in the array.'],
  reverse: [
    '($self, /)',
    (self: PyArray) => {
      self.part().reverse();
      return None;
    },
    'Reverse the order of the items in the array.',
  ],
  tobytes: [
    '($self, /)',
    (self: PyArray) => new PyBytes(self.bytes.slice()),
    'Convert the array to an array of machine values and return the bytes representation.',
  ],
  tofile: [
    '($self, f, /)',
    inPython('array', 'tofile'),
    'Write all items (as machine values) to the file object f.',
  ],
  tolist: ['($self, /)', array_tolist, 'Convert array to an ordinary list with the same items.'],
  tounicode: ['($self, /)', array_tounicode, 'Convert the array to a unicode string.'],
});
markSequenceSlots(arrayType);
defineGetSets(arrayType, {
  typecode: [(self: PyArray) => self.code.letter, null, 'the typecode character used to create the array'],
  itemsize: [(self: PyArray) => self.code.itemsize, null, 'the size, in bytes, of one array item'],
});
defineAttributes(arrayType, { __hash__: None });

export const arrayModule: NativeModule = {
  name: 'array',
  doc: 'This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.  Arrays are sequence types and behave very much like lists,\nexcept that the type of objects stored in them is constrained.\n',
  functions: {
    _array_reconstructor: [
      '(arraytype, typecode, mformat_code, items, /)',
      array_reconstructor,
      'Internal. Used for pickling support.',
    ],
  },
  attributes: () => ({
    array: arrayType,
    ArrayType: arrayType,
    typecodes: TYPE_CODES.map((code) => code.letter).join(''),
  }),
  exec: (module) => frozenFunction('array', 'execute').call1(module),
};
