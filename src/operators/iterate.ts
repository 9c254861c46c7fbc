// Iteration: iter(), the two kinds of iterators without a class of their own, and operations that use up an iterable.
//
// Advancing is `iterator.next()` (objects/object.ts): a value, STOP at the end, or ABRUPT.
import { ABRUPT, type Abrupt, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, nextItem } from '../machine/items.ts';
import { machine } from '../machine/machine.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { copied, growBy, growing } from '../machine/memory.ts';
import {
  attributeErrorType,
  indexErrorType,
  overflowErrorType,
  PyStopIteration,
  raise,
  stopIterationType,
  typeError,
} from '../objects/exception.ts';
import { emptyItems, listType, PyList } from '../objects/list.ts';
import { MethodDescriptor } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, objectHooks, PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple, tupleType } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { bindAttribute } from './attribute.ts';
import { callMaybe0, callMethod0, callMethod1 } from './call.ts';

/** `iter(value)`: an iterator (always a PyObject), or ABRUPT. */
export function iter(value: Value): PyObject | typeof ABRUPT {
  const type = typeOf(value);
  if (type.nativeIter !== null) return type.nativeIter(value as never) as PyObject;
  const method = type.lookup('__iter__');
  if (method === undefined || method === None) {
    const isIterable = method === undefined && hasItems(type) && type.lookup('__getitem__') !== undefined;
    return isIterable ? new SequenceIterator(value) : notIterable(value);
  }
  if (method instanceof MethodDescriptor && method.takes(1)) type.nativeIter = method.impl;
  const result = callMaybe0(method, value, iterWithoutIter);
  return result === ABRUPT ? (suspend(new IterFrame()) as typeof ABRUPT) : checkIterator(result);
}

/** Whether the subscripts of a class are, or may be, those of a sequence. */
function hasItems(type: PyType): boolean {
  return type.patternFlags !== 2 && !type.subscriptsOnly;
}

/** The iterator of what has no `__iter__` although its class says so: its `__getitem__` may be missing just so. */
function iterWithoutIter(value: Value): Result {
  const type = typeOf(value);
  const get = hasItems(type) ? type.lookup('__getitem__') : undefined;
  if (get === undefined) return notIterable(value);
  const bound = bindAttribute(get, value, type);
  return bound === ABRUPT ? (suspend(new ItemsFrame(value)) as Result) : new SequenceIterator(value);
}

/** Stands behind the binding of a `__getitem__`, which only shows that it is there. */
class ItemsFrame extends NativeFrame {
  readonly value: Value;
  constructor(value: Value) {
    super();
    this.value = value;
  }
  returned(): IterResult {
    return new SequenceIterator(this.value);
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return notIterable(this.value);
  }
}

function notIterable(value: Value): typeof ABRUPT {
  return typeError(`'${typeOf(value).name}' object is not iterable`);
}

function checkIterator(value: Value): PyObject | typeof ABRUPT {
  if (typeof value === 'object' && value.cls.lookup('__next__') !== undefined) return value;
  return typeError(`iter() returned non-iterator of type '${typeOf(value).name}'`);
}

class IterFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return checkIterator(value);
  }
}

/** The greatest index there is: `sys.maxsize`. */
const MAX_INDEX = 2n ** 63n - 1n;

/** Iterates by `__getitem__` with 0, 1, 2, ... until IndexError (or StopIteration). */
export class SequenceIterator extends PyObject {
  /** Null once exhausted. */
  sequence: Value | null;
  index: number | bigint = 0;
  constructor(sequence: Value) {
    super();
    this.sequence = sequence;
  }
  override next(): IterResult {
    if (this.sequence === null) return STOP;
    if (this.index === MAX_INDEX) return raise(overflowErrorType, 'iter index too large');
    const get = typeOf(this.sequence).lookup('__getitem__')!;
    const item = callMethod1(get, this.sequence, this.index);
    return item === ABRUPT ? suspend(new SequenceNextFrame(this)) : this.got(item);
  }
  got(item: Value): IterResult {
    this.index = typeof this.index === 'number' ? this.index + 1 : this.index + 1n;
    return item;
  }
  failed(): IterResult {
    const exc = machine.exc!;
    if (!exc.cls.isSubtype(indexErrorType) && !exc.cls.isSubtype(stopIterationType)) return ABRUPT;
    machine.exc = null;
    machine.stopValue = None;
    this.sequence = null;
    return STOP;
  }
}

class SequenceNextFrame extends NativeFrame {
  readonly iterator: SequenceIterator;
  constructor(iterator: SequenceIterator) {
    super();
    this.iterator = iterator;
  }
  returned(value: Value): IterResult {
    return this.iterator.got(value);
  }
  override raised(): IterResult {
    return this.iterator.failed();
  }
}

export const sequenceIteratorType = builtinType('iterator', SequenceIterator, { final: true });

/** Raises what `next(value)` raises. */
export function notIterator(value: Value): Abrupt {
  return typeError(`'${typeOf(value).name}' object is not an iterator`);
}

/** Takes StopIteration out of `machine.exc` and turns it into STOP; ABRUPT for other exceptions. */
export function stopFromException(): IterResult {
  const exc = machine.exc!;
  if (!exc.cls.isSubtype(stopIterationType)) return ABRUPT;
  machine.exc = null;
  machine.stopValue = exc instanceof PyStopIteration && exc.value !== null ? exc.value : None;
  return STOP;
}

/** Left while a `__next__` written in Python is off the stack. */
class NextFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    return stopFromException();
  }
}

objectHooks.next = (self) => {
  const method = self.cls.lookup('__next__');
  if (method === undefined) return notIterator(self);
  const value = callMethod0(method, self);
  return value === ABRUPT ? suspend(new NextFrame()) : value;
};

/**
 * `iter(iterable)` of an operation that then asks the iterable for its length (C's PyObject_LengthHint), which CPython
 * makes room by: here there is need of neither, but of what its methods do and raise.
 * @param held how many items are there already that the others will be added to
 */
export function iterAsking(iterable: Value, held = 0): PyObject | typeof ABRUPT {
  const it = iter(iterable);
  if (it === ABRUPT) return suspend(new AskFrame(iterable, null, held)) as typeof ABRUPT;
  return asksForLength(typeOf(iterable)) ? askForLength(iterable, it, held) : it;
}

/** `iter(iterable)` of an operation that makes a list of what is no list (C's PySequence_Fast): the iterator is iterated. */
export function iterAsList(iterable: Value): PyObject | typeof ABRUPT {
  const it = iter(iterable);
  return it === ABRUPT ? (suspend(new AskFrame(null, null, 0)) as typeof ABRUPT) : iterRest(it);
}

/** `iter()` of an iterator of whose items a list is made, which is asked for its length. */
export function iterRest(it: PyObject): PyObject | typeof ABRUPT {
  return it.cls.isHeap || asksForLength(it.cls) ? iterAsking(it) : it;
}

function asksForLength(type: PyType): boolean {
  return (type.asksForLength ??= ['__len__', '__length_hint__'].some((name) => {
    const method = type.lookup(name);
    const isNative = method instanceof MethodDescriptor && method.owner.asksForLength === false;
    return method !== undefined && (!isNative || !type.isSubtype(method.owner));
  }));
}

function askForLength(iterable: Value, it: PyObject, held: number): PyObject | typeof ABRUPT {
  const hint = frozenFunction('operator', 'length_hint').call2(iterable, 0);
  return hint === ABRUPT
    ? (suspend(new AskFrame(iterable, it, held)) as typeof ABRUPT)
    : makeRoom(hint, it, held);
}

/** MemoryError for more items than there is room for. Who says that there are more than can be counted is not believed. */
function makeRoom(hint: Value, it: PyObject, held: number): PyObject {
  const more = hint as number | bigint;
  if (BigInt(more) + BigInt(held) <= MAX_INDEX) growBy(held, Number(more));
  return it;
}

/** Waits for the iterator of `iterable`, or, once there is one, for the length. */
class AskFrame extends NativeFrame {
  /** Null: the iterator that arrives is iterated itself. */
  private readonly iterable: Value | null;
  private readonly iterator: PyObject | null;
  private readonly held: number;
  constructor(iterable: Value | null, iterator: PyObject | null, held: number) {
    super();
    this.iterable = iterable;
    this.iterator = iterator;
    this.held = held;
  }
  returned(value: Value): IterResult {
    const { iterable, iterator, held } = this;
    if (iterator !== null) return makeRoom(value, iterator, held);
    if (iterable === null) return iterAsking(value);
    return asksForLength(typeOf(iterable)) ? askForLength(iterable, value as PyObject, held) : value;
  }
}

/**
 * An operation that needs all items of an iterable first: `run` collects them and gives what `done` gives, or ABRUPT when
 * getting them raised or was lifted.
 */
export abstract class ItemsOperation extends NativeFrame {
  protected items: Value[] = emptyItems();
  private iterator: PyObject | null = null;

  abstract done(items: Value[]): Result;

  run(iterable: Value): Result {
    if (iterable instanceof PyList && iterable.cls === listType) return this.done(copied(iterable.items));
    if (iterable instanceof PyTuple && iterable.cls === tupleType) return this.done(copied(iterable.items));
    const { allItems } = typeOf(iterable);
    if (allItems !== null) return this.done(allItems(iterable as never));
    const it = this.iterate(iterable);
    return it === ABRUPT ? (suspend(this) as Result) : this.drain(it);
  }

  /** Which of CPython's ways to iterate it is. */
  protected iterate(iterable: Value): PyObject | typeof ABRUPT {
    return iter(iterable);
  }

  private drain(it: PyObject): Result {
    this.iterator = it;
    for (let count = 1; ; count++) {
      const item = isLookDue(count) ? nextItem(it) : it.next();
      if (item === ABRUPT) return suspend(this) as Result;
      if (item === STOP) return this.done(this.items);
      growing(this.items.push(item));
    }
  }

  returned(value: Value | Stop): IterResult {
    if (this.iterator === null) return this.drain(value as PyObject);
    if (value === STOP) return this.done(this.items);
    this.items.push(value as Value);
    return this.drain(this.iterator);
  }
}

class ListOperation extends ItemsOperation {
  protected override iterate(iterable: Value): PyObject | typeof ABRUPT {
    return iterAsking(iterable);
  }
  done(items: Value[]): Result {
    return new PyList(items);
  }
}

/** `list(iterable)`. */
export function listFrom(iterable: Value): Result {
  return new ListOperation().run(iterable);
}

class TupleOperation extends ItemsOperation {
  done(items: Value[]): Result {
    return new PyTuple(items);
  }
}

/** `tuple(iterable)`. */
export function tupleFrom(iterable: Value): Result {
  if (iterable instanceof PyTuple && iterable.cls === tupleType) return iterable;
  return new TupleOperation().run(iterable);
}
