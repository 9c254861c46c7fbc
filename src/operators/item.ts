// Subscription: obj[key], obj[key] = value, del obj[key], and `in`.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, nextItem } from '../machine/items.ts';
import { PLACE, reserve } from '../machine/memory.ts';
import { dictType, PyDict, SLOW } from '../objects/dict.ts';
import { machine } from '../machine/machine.ts';
import { asIndex } from '../objects/exact-number.ts';
import { keyError, typeError, typeErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { listType, PyList } from '../objects/list.ts';
import { directItems, replaceRange } from '../objects/list-operations.ts';
import { MethodDescriptor } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { PySlice } from '../objects/slice.ts';
import { plainSlice, sliceItems } from '../objects/slice-index.ts';
import { PyTuple, tupleType } from '../objects/tuple.ts';
import { PyType, typeType } from '../objects/type.ts';
import { genericAlias } from '../objects/generic-alias.ts';
import { typeOf } from '../objects/typeof.ts';
import { getAttributeOrMissing } from './attribute.ts';
import { call1, callMaybe1, callMethod1, callMethod2 } from './call.ts';
import { iter } from './iterate.ts';
import { isTrue } from './truth.ts';
import { rich } from './compare.ts';
import type { PyObject } from '../objects/object.ts';
import { STOP, type Stop } from '../machine/abrupt.ts';

/** `obj[key]`. */
export function getItem(obj: Value, key: Value): Result {
  // Dicts first: compiled code looks at lists itself, and a test that fails walks all prototypes.
  if (obj instanceof PyDict) {
    if (obj.cls === dictType) {
      const i = obj.lookup(key);
      if (i >= 0) return obj.valueAt(i)!;
      if (i !== SLOW) return keyError(key);
    }
  } else if (typeof key === 'number') {
    if (typeof obj === 'string') {
      const character = obj[key < 0 ? key + obj.length : key];
      if (character !== undefined) return character;
    } else if (
      (obj instanceof PyList && obj.cls === listType) ||
      (obj instanceof PyTuple && obj.cls === tupleType)
    ) {
      const item = obj.items[key < 0 ? key + obj.items.length : key];
      if (item !== undefined) return item;
    }
  }
  const type = typeOf(obj);
  if (type.nativeGetItem !== null) return type.nativeGetItem(obj as never, key as never);
  const method = type.lookup('__getitem__');
  if (method !== undefined) {
    if (method instanceof MethodDescriptor && method.takes(2)) type.nativeGetItem = method.impl;
    return callMethod1(method, obj, key);
  }
  if (obj instanceof PyType) return classGetItem(obj, key);
  return typeError(`'${typeOf(obj).name}' object is not subscriptable`);
}

/** `obj[start:stop]`. */
export function getSlice(obj: Value, start: Value, stop: Value): Result {
  if (typeof obj === 'string') {
    const from = lowerBound(start);
    const end = upperBound(stop, obj.length);
    if (from !== undefined && end !== undefined) {
      const first = clipped(from, obj.length);
      const last = clipped(end, obj.length);
      return first < last ? obj.substring(first, last) : '';
    }
  } else if (obj instanceof PyList && obj.cls === listType) {
    const from = lowerBound(start);
    const end = upperBound(stop, obj.items.length);
    if (from !== undefined && end !== undefined) {
      const first = clipped(from, obj.items.length);
      const last = clipped(end, obj.items.length);
      reserve((last - first) * PLACE);
      return new PyList(obj.items.slice(first, last));
    }
  }
  return getItem(obj, new PySlice(start, stop, None));
}

/** `obj[start:stop:step]`. */
export function getStepSlice(obj: Value, start: Value, stop: Value, step: Value): Result {
  const slice = new PySlice(start, stop, step);
  if (obj instanceof PyList && obj.cls === listType) {
    const range = plainSlice(slice, obj.items.length);
    if (range !== undefined) return new PyList(sliceItems(obj.items, range));
  }
  return getItem(obj, slice);
}

/** `obj[start:stop] = value`; undefined or ABRUPT (or a value to be ignored). */
export function setSlice(obj: Value, start: Value, stop: Value, value: Value): Result | undefined {
  if (obj instanceof PyList && obj.cls === listType) {
    const from = lowerBound(start);
    const end = upperBound(stop, obj.items.length);
    const items = directItems(value);
    if (from !== undefined && end !== undefined && items !== undefined) {
      const { length } = obj.items;
      replaceRange(obj.items, clipped(from, length), clipped(end, length), items);
      return undefined;
    }
  }
  return setItem(obj, new PySlice(start, stop, None), value);
}

/** The first bound of a slice as a number; undefined when that takes more. */
function lowerBound(start: Value): number | undefined {
  return start === None ? 0 : typeof start === 'number' ? start : undefined;
}

function upperBound(stop: Value, length: number): number | undefined {
  return stop === None ? length : typeof stop === 'number' ? stop : undefined;
}

/** Where a bound of a slice falls in a sequence of this length. */
function clipped(n: number, length: number): number {
  if (n < 0) return n + length < 0 ? 0 : n + length;
  return n > length ? length : n;
}

function classGetItem(type: PyType, key: Value): Result {
  if (type === typeType) return genericAlias(type, key);
  const method = getAttributeOrMissing(type, '__class_getitem__');
  if (method === undefined || method === None) return typeError(`type '${type.name}' is not subscriptable`);
  if (method === ABRUPT) return suspend(new ClassItemFrame(key)) as Result;
  return call1(method, key);
}

class ClassItemFrame extends NativeFrame {
  readonly key: Value;
  constructor(key: Value) {
    super();
    this.key = key;
  }
  returned(value: Value): IterResult {
    return call1(value, this.key);
  }
}

/** `obj[key] = value`; undefined or ABRUPT (or a value to be ignored). */
export function setItem(obj: Value, key: Value, value: Value): Result | undefined {
  if (obj instanceof PyList && obj.cls === listType && typeof key === 'number') {
    const i = key < 0 ? key + obj.items.length : key;
    if (i >= 0 && i < obj.items.length) {
      obj.items[i] = value;
      return undefined;
    }
  }
  if (obj instanceof PyDict && obj.cls === dictType) return obj.set(key, value);
  const type = typeOf(obj);
  if (type.nativeSetItem !== null) return type.nativeSetItem(obj as never, key as never, value as never);
  const method = type.lookup('__setitem__');
  if (method === undefined) return typeError(`'${type.name}' object does not support item assignment`);
  if (method instanceof MethodDescriptor && method.takes(3)) type.nativeSetItem = method.impl;
  return callMethod2(method, obj, key, value);
}

/** `del obj[key]`. */
export function deleteItem(obj: Value, key: Value): Result {
  const method = typeOf(obj).lookup('__delitem__');
  return method === undefined ? notDeleted(obj, key) : callMethod1(method, obj, key);
}

/** The error for what has no `__delitem__`: where it may be a sequence, an index is looked at first, and the words differ. */
function notDeleted(obj: Value, key: Value): Result {
  const type = typeOf(obj);
  const maySequence = type.isHeap || SEQUENCE_METHODS.some((name) => type.lookup(name) !== undefined);
  if (!maySequence || (intOf(key) === undefined && typeOf(key).lookup('__index__') === undefined))
    return typeError(`'${type.name}' object does not support item deletion`);
  return asIndex(key) === ABRUPT ? (suspend(new NotDeletedFrame(obj)) as Result) : noItemDeletion(obj);
}

const SEQUENCE_METHODS = ['__len__', '__getitem__', '__contains__'];

function noItemDeletion(obj: Value): Result {
  return typeError(`'${typeOf(obj).name}' object doesn't support item deletion`);
}

class NotDeletedFrame extends NativeFrame {
  private readonly obj: Value;
  constructor(obj: Value) {
    super();
    this.obj = obj;
  }
  returned(): IterResult {
    return noItemDeletion(this.obj);
  }
}

/** `item in container`: a bool, or ABRUPT. */
export function contains(container: Value, item: Value): Result {
  if (
    (container instanceof PyList && container.cls === listType) ||
    (container instanceof PyTuple && container.cls === tupleType)
  ) {
    // Where an int or a str stands as itself, or where nothing but these stands before it, no `__eq__` decides.
    if (typeof item === 'string' || typeof item === 'number') {
      const found = plainSearch(container.items, item);
      if (found !== undefined) return found;
    }
  } else if (container instanceof PyDict && container.cls === dictType) {
    const i = container.lookup(item);
    if (i !== SLOW) return i >= 0;
  }
  const type = typeOf(container);
  if (type.nativeContains !== null)
    return afterContains(type.nativeContains(container as never, item as never));
  const method = type.lookup('__contains__');
  if (method === None) return typeError(`'${type.name}' object is not a container`);
  if (method !== undefined) {
    if (method instanceof MethodDescriptor && method.takes(2)) type.nativeContains = method.impl;
    return afterContains(callMaybe1(method, container, item, containsByIterating));
  }
  return new SearchFrame(container, item).run();
}

function containsByIterating(container: Value, [item]: Value[]): Result {
  return new SearchFrame(container, item!).run();
}

function afterContains(result: Result): Result {
  return result === ABRUPT ? (suspend(new ContainsFrame()) as Result) : isTrue(result);
}

/** Whether an int or a str is among `items`; undefined when something else comes first, which has to be asked. */
function plainSearch(items: readonly Value[], item: number | string): boolean | undefined {
  for (const candidate of items) {
    if (candidate === item) return true;
    if (typeof candidate !== 'number' && typeof candidate !== 'string') return undefined;
  }
  return false;
}

/** `item not in container`: always a bool. */
export function notContains(container: Value, item: Value): Result {
  const r = contains(container, item);
  if (r === ABRUPT) return suspend(new NotFrame()) as Result;
  return r !== true;
}

class ContainsFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return isTrue(value);
  }
}

class NotFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value !== true;
  }
}

/** Looks for an item by iterating: the fallback of `in`. */
class SearchFrame extends NativeFrame {
  readonly container: Value;
  readonly item: Value;
  private iterator: PyObject | null = null;
  private state: 'iter' | 'next' | 'compare' | 'truth' = 'iter';
  constructor(container: Value, item: Value) {
    super();
    this.container = container;
    this.item = item;
  }

  run(): Result {
    const it = iter(this.container);
    if (it === ABRUPT) return suspend(this) as Result;
    this.iterator = it;
    return this.advance();
  }

  private advance(): Result {
    const iterator = this.iterator!;
    for (let count = 1; ; count++) {
      this.state = 'next';
      const candidate = isLookDue(count) ? nextItem(iterator) : iterator.next();
      if (candidate === ABRUPT) return suspend(this) as Result;
      if (candidate === STOP) return false;
      const found = this.compare(candidate);
      if (found !== false) return found;
    }
  }

  private compare(candidate: Value): Result {
    if (candidate === this.item) return true;
    this.state = 'compare';
    const r = rich(candidate, this.item, 'Eq');
    return r === ABRUPT ? (suspend(this) as Result) : this.test(r);
  }

  private test(r: Value): Result {
    this.state = 'truth';
    const truth = isTrue(r);
    return truth === ABRUPT ? (suspend(this) as Result) : truth;
  }

  /** What cannot be iterated has its message from `in`. */
  override raised(): IterResult {
    if (this.state !== 'iter' || !machine.exc!.cls.isSubtype(typeErrorType)) return ABRUPT;
    machine.exc = null;
    return typeError(`argument of type '${typeOf(this.container).name}' is not a container or iterable`);
  }

  returned(value: Value | Stop): IterResult {
    if (this.state === 'iter') {
      this.iterator = value as PyObject;
      return this.advance();
    }
    if (this.state === 'next' && value === STOP) return false;
    const found =
      this.state === 'next'
        ? this.compare(value as Value)
        : this.state === 'compare'
          ? this.test(value as Value)
          : (value as Value);
    return found === false ? this.advance() : found;
  }
}
