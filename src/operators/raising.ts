// The statements raise, try, with and assert at run time.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { NativeFrame, type PyFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import {
  assertionErrorType,
  baseExceptionType,
  newException,
  PyBaseException,
  raise as raiseNew,
  raiseException,
  runtimeErrorType,
  stopAsyncIterationType,
  typeError,
} from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { passHidden, Traceback, traceUnwound } from '../objects/traceback.ts';
import { PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { bindAttribute } from './attribute.ts';
import { call0, call3, callMethod0 } from './call.ts';

/** `raise exc` and `raise exc from cause`; classes are instantiated. */
export function raise(exc: Value, cause?: Value): Abrupt {
  if (cause === undefined) {
    if (exc instanceof PyBaseException) return raiseException(exc);
    if (exc instanceof PyType && exc.proto instanceof PyBaseException) {
      const made = call0(exc);
      if (made instanceof PyBaseException) return raiseException(made);
      const frame = new RaiseFrame(exc, cause);
      return made === ABRUPT ? (suspend(frame) as Abrupt) : frame.made(made);
    }
  }
  return new RaiseFrame(exc, cause).run();
}

class RaiseFrame extends NativeFrame {
  private exc: Value;
  private cause: Value | undefined;
  private state: 'exception' | 'cause' = 'exception';
  constructor(exc: Value, cause: Value | undefined) {
    super();
    this.exc = exc;
    this.cause = cause;
  }

  run(): Abrupt {
    const { exc } = this;
    if (exc instanceof PyBaseException) return this.withCause();
    if (!(exc instanceof PyType) || !exc.isSubtype(baseExceptionType)) {
      return typeError('exceptions must derive from BaseException');
    }
    const made = call0(exc);
    return made === ABRUPT ? (suspend(this) as Abrupt) : this.made(made);
  }

  /** `value` is what the class gave. */
  made(value: Value): Abrupt {
    if (!(value instanceof PyBaseException)) {
      return typeError(
        `calling ${String(this.exc)} should have returned an instance of BaseException, not ${typeOf(value).name}`,
      );
    }
    this.exc = value;
    return this.withCause();
  }

  private withCause(): Abrupt {
    const { cause } = this;
    if (cause === undefined) return raiseException(this.exc as PyBaseException);
    if (cause === None) return this.finish(null);
    if (cause instanceof PyBaseException) return this.finish(cause);
    if (!(cause instanceof PyType) || !cause.isSubtype(baseExceptionType)) {
      return typeError('exception causes must derive from BaseException');
    }
    this.state = 'cause';
    const made = call0(cause);
    return made === ABRUPT ? (suspend(this) as Abrupt) : this.causeMade(made);
  }

  private causeMade(value: Value): Abrupt {
    if (value instanceof PyBaseException) return this.finish(value);
    return typeError(
      `calling ${String(this.cause)} should have returned an instance of BaseException, not ${typeOf(value).name}`,
    );
  }

  private finish(cause: PyBaseException | null): Abrupt {
    const exc = this.exc as PyBaseException;
    exc.cause = cause;
    exc.suppressContext = true;
    return raiseException(exc);
  }

  returned(value: Value): IterResult {
    return this.state === 'exception' ? this.made(value) : this.causeMade(value);
  }
}

/** `raise` without operand. */
export function reraise(): Abrupt {
  if (machine.handled === null) return raiseNew(runtimeErrorType, 'No active exception to reraise');
  machine.exc = machine.handled;
  machine.reraising = true;
  return ABRUPT;
}

/** Raises what `assert` does. Not by the name AssertionError, which a program may have bound anew. */
export function assertionError(message?: Value): Abrupt {
  return raiseException(
    message === undefined ? newException(assertionErrorType) : newException(assertionErrorType, message),
  );
}

/** A handler takes the exception in flight; the frame, which is at `pc`, joins its traceback. */
export function caught(frame: PyFrame, pc: number): PyBaseException {
  const exc = machine.exc!;
  traceUnwound(exc, frame, pc);
  machine.exc = null;
  return exc;
}

/** As `caught`, in hidden code. */
export function caughtHidden(): PyBaseException {
  const exc = machine.exc!;
  passHidden();
  machine.exc = null;
  return exc;
}

/** An exception has been thrown into a generator: its context becomes what is being handled where the generator waits. */
export function thrown(): void {
  raiseException(machine.exc!);
}

/** Whether `exc` is caught by a handler for `type`, a class or a tuple of classes. */
export function matchesException(exc: PyBaseException, type: Value): boolean | Abrupt {
  if (exc.cls === type) return true;
  if (type instanceof PyType && type.isSubtype(baseExceptionType)) return exc.cls.isSubtype(type);
  if (type instanceof PyTuple && type.items.every(isExceptionClass)) {
    return type.items.some((t) => exc.cls.isSubtype(t as PyType));
  }
  return typeError('catching classes that do not inherit from BaseException is not allowed');
}

function isExceptionClass(value: Value): boolean {
  return value instanceof PyType && value.isSubtype(baseExceptionType);
}

/** Whether it ends an `async for`. */
export function isStopAsyncIteration(exc: PyBaseException): boolean {
  return exc.cls.isSubtype(stopAsyncIterationType);
}

// --- with ----------------------------------------------------------------------------------------------------------

function contextMethod(manager: Value, name: string, protocol: string, other: string): Result {
  const type = typeOf(manager);
  const method = type.lookup(name);
  if (method !== undefined) return bindAttribute(method, manager, type);
  const isOther =
    type.lookup(other) !== undefined && type.lookup(other.replace('enter', 'exit')) !== undefined;
  const hint = isOther
    ? protocol === 'context'
      ? " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
      : " but it supports the context manager protocol. Did you mean to use 'with'?"
    : '';
  const missing = ` (missed ${name} method)${hint}`;
  return typeError(
    `'${type.name}' object does not support the ${protocol === 'context' ? '' : 'asynchronous '}context manager protocol${missing}`,
  );
}

/** `__exit__` of a context manager, bound; looked up before `__enter__` is called. */
export function exitMethod(manager: Value): Result {
  return contextMethod(manager, '__exit__', 'context', '__aenter__');
}
export function asyncExitMethod(manager: Value): Result {
  return contextMethod(manager, '__aexit__', 'asynchronous', '__enter__');
}

/** `__enter__()` or `__aenter__()`; TypeError for what is no context manager, with a hint where it is one of the other kind. */
export function enter(manager: Value): Result {
  const method = typeOf(manager).lookup('__enter__');
  return method === undefined
    ? contextMethod(manager, '__enter__', 'context', '__aenter__')
    : callMethod0(method, manager);
}
export function asyncEnter(manager: Value): Result {
  const method = typeOf(manager).lookup('__aenter__');
  return method === undefined
    ? contextMethod(manager, '__aenter__', 'asynchronous', '__enter__')
    : callMethod0(method, manager);
}

/** `exit(type, exc, traceback)`. */
export function exitRaised(exit: Value, exc: PyBaseException): Result {
  return call3(exit, exc.cls, exc, exc.traceback ?? None);
}

// --- except* -------------------------------------------------------------------------------------------------------

/**
 * What `except*` begins with: a list in which the exception, and later what the clauses leave of it, is kept
 * (src/python/except_star.py).
 */
export function exceptStarBegin(exc: PyBaseException): Result {
  return frozenFunction('except_star', 'begin').call1(exc);
}
/** A bare exception that matches is put into a group, which comes from the clause at `point` of `frame`. */
export function exceptStarMatch(state: Value, type: Value, frame: PyFrame, point: number): Result {
  return frozenFunction('except_star', 'match').call3(state, type, new Traceback(frame, point, null));
}
/** Notes an exception that a clause raised; `state` is the list that `begin` made. */
export function exceptStarRaised(state: { items: Value[] }, exc: PyBaseException): void {
  state.items.push(exc);
}
/** Raises, behind all clauses, what none took together with what they raised; None if there is nothing of either. */
export function exceptStarEnd(state: Value, exc: PyBaseException): Result {
  return frozenFunction('except_star', 'end').call2(state, exc);
}
