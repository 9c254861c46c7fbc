// yield from, await, and the asynchronous iteration protocol.
import { ABRUPT, type Abrupt, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { AsyncYield, coroutineType, GeneratorLike, PyCoroutine, PyGenerator } from '../machine/generator.ts';
import { machine } from '../machine/machine.ts';
import { CO_ITERABLE_COROUTINE } from '../objects/code.ts';
import {
  generatorExitType,
  type PyBaseException,
  typeError,
  runtimeErrorType,
  raise,
} from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, PyObject, Result, Value } from '../objects/object.ts';
import { typeOf } from '../objects/typeof.ts';
import { getAttributeOrMissing } from './attribute.ts';
import { call1, callMethod0, callNamedValue } from './call.ts';
import { iter, stopFromException } from './iterate.ts';

/**
 * One step of `yield from`: sends to the iterator, or with ABRUPT raises `machine.exc` in it. STOP (given or returned) means that it
 * has ended, with its result in `machine.stopValue`.
 */
export function delegate(iterator: Value, sent: Value | Abrupt | Stop): IterResult {
  if (sent === STOP) return STOP;
  if (iterator instanceof GeneratorLike) return delegateToGenerator(iterator, sent);
  if (sent === ABRUPT) return throwInto(iterator as PyObject);
  if (sent === None) {
    machine.stopValue = None; // which native iterators leave alone
    return (iterator as PyObject).next();
  }
  return suspendable(callNamedValue(iterator, 'send', sent));
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
  const frame = new ForwardFrame(exc, name);
  if (method === ABRUPT) return suspend(frame);
  return frame.returned(method);
}

class ForwardFrame extends NativeFrame {
  readonly exc: PyBaseException;
  readonly name: 'throw' | 'close';
  private called = false;
  constructor(exc: PyBaseException, name: 'throw' | 'close') {
    super();
    this.exc = exc;
    this.name = name;
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
    return this.called && this.name === 'throw' ? stopFromException() : ABRUPT;
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

/** The iterator that `await value` drives. */
export function awaitIter(value: Value): Result {
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
  const method = typeOf(value).lookup('__await__');
  if (method === undefined) return typeError(`'${typeOf(value).name}' object can't be awaited`);
  const result = callMethod0(method, value);
  return result === ABRUPT ? (suspend(new AwaitFrame()) as Result) : checkAwait(result);
}

function checkAwait(value: Value): Result {
  if (typeOf(value) === coroutineType) return typeError('__await__() returned a coroutine');
  if (typeOf(value).lookup('__next__') === undefined) {
    return typeError(`__await__() returned non-iterator of type '${typeOf(value).name}'`);
  }
  return value;
}

class AwaitFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return checkAwait(value);
  }
}

/** `__aiter__` for `async for`. */
export function asyncIter(value: Value): Result {
  const type = typeOf(value);
  const method = type.lookup('__aiter__');
  if (method === undefined) {
    return typeError(`'async for' requires an object with __aiter__ method, got ${type.name}`);
  }
  const result = callMethod0(method, value);
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
  const type = typeOf(iterator);
  const method = type.lookup('__anext__');
  if (method === undefined) {
    return typeError(`'async for' requires an iterator with __anext__ method, got ${type.name}`);
  }
  return callMethod0(method, iterator);
}

/** Marks a value as yielded by an asynchronous generator. */
export function asyncYield(value: Value): Value {
  return new AsyncYield(value);
}
