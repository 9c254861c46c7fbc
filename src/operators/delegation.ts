// yield from, await, and the asynchronous iteration protocol.
import { CO_ITERABLE_COROUTINE } from '../compiler/code-flags.ts';
import { ABRUPT, type Abrupt, STOP, type Stop } from '../machine/abrupt.ts';
import { countCall } from '../machine/deep.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import {
  AsyncYield,
  coroutineType,
  GeneratorLike,
  PyAsyncGenerator,
  PyCoroutine,
  PyGenerator,
} from '../machine/generator.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { async_generator_anext, AsyncGeneratorAwaitable } from '../objects/async-generator-methods.ts';
import {
  attributeErrorType,
  generatorExitType,
  newException,
  type PyBaseException,
  typeError,
  typeErrorType,
  runtimeErrorType,
  raise,
  raiseException,
} from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, PyObject, Result, Value } from '../objects/object.ts';
import { typeOf } from '../objects/typeof.ts';
import { getAttributeOrMissing } from './attribute.ts';
import { call1, callMaybe0, callNamedValue } from './call.ts';
import { iter, stopFromException } from './iterate.ts';

/**
 * One step of `yield from`: sends to the iterator, or with ABRUPT raises `machine.exc` in it. STOP (given or returned) means that it
 * has ended, with its result in `machine.stopValue`.
 * @param outside what is being handled outside of a handler that waits: it is so while something is thrown in, and what then comes
 *   out has what the handler handles as its context
 */
export function delegate(
  iterator: Value,
  sent: Value | Abrupt | Stop,
  outside?: PyBaseException | null,
): IterResult {
  if (sent === STOP) return STOP;
  const { handled } = machine;
  if (sent === ABRUPT && outside !== undefined && outside !== handled) {
    machine.handled = outside;
    const result = delegate(iterator, sent);
    if (result === ABRUPT) return suspend(new ThrownFrame(handled));
    machine.handled = handled;
    return result;
  }
  if (iterator instanceof GeneratorLike) return delegateToGenerator(iterator, sent);
  if (sent === ABRUPT) return throwInto(iterator as PyObject);
  if (sent === None) {
    machine.stopValue = None; // which native iterators leave alone
    countCall(); // a turn of a loop that no generator further in makes
    return (iterator as PyObject).next();
  }
  return suspendable(callNamedValue(iterator, 'send', sent));
}

/** After something was thrown into the iterator of one that handles an exception. */
class ThrownFrame extends NativeFrame {
  private readonly handled: PyBaseException | null;
  constructor(handled: PyBaseException | null) {
    super();
    this.handled = handled;
  }
  returned(value: Value | Stop): IterResult {
    machine.handled = this.handled;
    return value;
  }
  override raised(): IterResult {
    machine.handled = this.handled;
    return raiseException(machine.exc!);
  }
}

function delegateToGenerator(generator: GeneratorLike, sent: Value | Abrupt): IterResult {
  if (sent !== ABRUPT) return generator.send(sent);
  const exc = machine.exc!;
  machine.exc = null;
  if (generator.frame === null) {
    machine.exc = exc;
    return ABRUPT;
  }
  if (!exc.cls.isSubtype(generatorExitType)) return generator.throwInto(exc);
  const closed = generator.close();
  if (closed === ABRUPT) return suspend(new ClosedFrame(exc));
  machine.exc = exc;
  return ABRUPT;
}

/** After the inner iterator was closed because of GeneratorExit: it is raised in the outer one. */
class ClosedFrame extends NativeFrame {
  readonly exc: PyBaseException;
  constructor(exc: PyBaseException) {
    super();
    this.exc = exc;
  }
  returned(): IterResult {
    machine.exc = this.exc;
    return ABRUPT;
  }
}

/** Forwards an exception to an iterator that is no generator: its `throw`, or `close` for GeneratorExit, if it has them. */
function throwInto(iterator: PyObject): IterResult {
  const exc = machine.exc!;
  machine.exc = null;
  const name = exc.cls.isSubtype(generatorExitType) ? 'close' : 'throw';
  const method = getAttributeOrMissing(iterator, name);
  if (method === undefined) {
    machine.exc = exc;
    return ABRUPT;
  }
  const frame = new ForwardFrame(exc, name, iterator);
  if (method === ABRUPT) return suspend(frame);
  return frame.returned(method);
}

class ForwardFrame extends NativeFrame {
  readonly exc: PyBaseException;
  readonly name: 'throw' | 'close';
  private readonly iterator: PyObject;
  private called = false;
  constructor(exc: PyBaseException, name: 'throw' | 'close', iterator: PyObject) {
    super();
    this.exc = exc;
    this.name = name;
    this.iterator = iterator;
  }
  returned(value: Value | Stop): IterResult {
    if (this.called) {
      if (this.name === 'throw') return value;
      machine.exc = this.exc;
      return ABRUPT;
    }
    this.called = true;
    const result = this.name === 'throw' ? call1(value as Value, this.exc) : (value as PyObject).call0();
    return result === ABRUPT ? suspend(this) : this.returned(result);
  }
  override raised(): IterResult {
    if (this.name === 'throw') return this.called ? stopFromException() : ABRUPT;
    return this.called ? ABRUPT : this.reportMissing();
  }

  /** Looking for `close` failed: that is only reported. */
  private reportMissing(): IterResult {
    const failure = machine.exc!;
    machine.exc = null;
    this.called = true;
    const reported = frozenFunction('lifecycle', 'unclosable').call2(failure, this.iterator);
    return reported === ABRUPT ? suspend(this) : this.returned(reported);
  }
}

/** The value of a `send` call, StopIteration becoming STOP. */
function suspendable(result: Result): IterResult {
  return result === ABRUPT ? suspend(new SendFrame()) : result;
}

class SendFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    return stopFromException();
  }
}

/** The iterator of `yield from iterable`. */
export function yieldFromIter(iterable: Value, inCoroutine: boolean): Result {
  if (iterable instanceof PyGenerator) return iterable;
  if (iterable instanceof PyCoroutine) {
    if (inCoroutine) return iterable;
    return typeError("cannot 'yield from' a coroutine object in a non-coroutine generator");
  }
  return iter(iterable);
}

/** The iterator that `await value` drives; `from` is the special method that gave the value to `async with` or `async for`. */
export function awaitIter(value: Value, from?: string): Result {
  if (value instanceof PyCoroutine) {
    if (value.frame !== null && value.frame.delegate !== null && value.isRunning() === false) {
      return raise(runtimeErrorType, 'coroutine is being awaited already');
    }
    return value;
  }
  if (
    value instanceof PyGenerator &&
    value.frame !== null &&
    (value.code.flags & CO_ITERABLE_COROUTINE) !== 0
  )
    return value;
  if (value instanceof AsyncGeneratorAwaitable) return value; // which is its own iterator
  const method = typeOf(value).lookup('__await__');
  if (method === undefined) return notAwaitable(typeOf(value).name, from);
  const result = callMaybe0(method, value, noAwait);
  const name = from === '__anext__' ? typeOf(value).name : null;
  return result === ABRUPT ? (suspend(new AwaitFrame(name)) as Result) : checkedAwait(result, name);
}

/** What a property that stands for `__await__` is told of when it has none. */
function noAwait(value: Value): Result {
  return absent(value, '__await__');
}

/** As `noAwait`, for `__aiter__`. */
export function noAsyncIter(value: Value): Result {
  return absent(value, '__aiter__');
}

/** As `noAwait`, for `__anext__`. */
function noAsyncNext(value: Value): Result {
  return absent(value, '__anext__');
}

function absent(value: Value, method: string): Result {
  return raise(attributeErrorType, `object ${typeOf(value).name} does not have ${method} method`);
}

function notAwaitable(name: string, from: string | undefined): Abrupt {
  if (from === '__aenter__' || from === '__aexit__')
    return typeError(
      `'async with' received an object from ${from} that does not implement __await__: ${name}`,
    );
  typeError(`'${name}' object can't be awaited`);
  return from === '__anext__' ? invalidNext(name) : ABRUPT;
}

/** The error for what `__anext__` gave, caused by the one in flight. */
function invalidNext(name: string): Abrupt {
  const message = `'async for' received an invalid object from __anext__: ${name}`;
  const error = newException(typeErrorType, message);
  error.cause = error.context = machine.exc;
  error.suppressContext = true;
  machine.exc = error;
  return ABRUPT;
}

function checkedAwait(value: Value, name: string | null): Result {
  const result = checkAwait(value);
  return result === ABRUPT && name !== null ? invalidNext(name) : result;
}

function checkAwait(value: Value): Result {
  if (typeOf(value) === coroutineType) return typeError('__await__() returned a coroutine');
  if (typeOf(value).lookup('__next__') === undefined) {
    return typeError(`__await__() returned non-iterator of type '${typeOf(value).name}'`);
  }
  return value;
}

class AwaitFrame extends NativeFrame {
  /** The class of what `__anext__` gave; null elsewhere. */
  readonly name: string | null;
  constructor(name: string | null) {
    super();
    this.name = name;
  }
  returned(value: Value): IterResult {
    return checkedAwait(value, this.name);
  }
  override raised(): IterResult {
    return this.name === null ? ABRUPT : invalidNext(this.name);
  }
}

/** `__aiter__` for `async for`. */
export function asyncIter(value: Value): Result {
  if (value instanceof PyAsyncGenerator) return value;
  const type = typeOf(value);
  const method = type.lookup('__aiter__');
  if (method === undefined) {
    return typeError(`'async for' requires an object with __aiter__ method, got ${type.name}`);
  }
  const result = callMaybe0(method, value, noAsyncIter);
  return result === ABRUPT ? (suspend(new AsyncIterFrame()) as Result) : checkAsyncIterator(result);
}

function checkAsyncIterator(value: Value): Result {
  if (typeOf(value).lookup('__anext__') !== undefined) return value;
  return typeError(
    `'async for' received an object from __aiter__ that does not implement __anext__: ${typeOf(value).name}`,
  );
}

class AsyncIterFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return checkAsyncIterator(value);
  }
}

/** `__anext__` for `async for`: the awaitable. */
export function asyncNext(iterator: Value): Result {
  if (iterator instanceof PyAsyncGenerator) return async_generator_anext(iterator);
  const type = typeOf(iterator);
  const method = type.lookup('__anext__');
  if (method === undefined) {
    return typeError(`'async for' requires an iterator with __anext__ method, got ${type.name}`);
  }
  return callMaybe0(method, iterator, noAsyncNext);
}

/** Marks a value as yielded by an asynchronous generator. */
export function asyncYield(value: Value): Value {
  return new AsyncYield(value);
}

defineIntrinsics({
  call_anext: [
    '(method, iterator, /)',
    (method: Value, it: Value): Result => callMaybe0(method, it, noAsyncNext),
  ],
});
