// _asyncio.Future, and the iterator that `await future` drives.
//
// Whatever calls back (the callbacks that a loop is to call soon, comparing callbacks, texts) is in src/python/asyncio_tasks.py.
import { ABRUPT, STOP } from '../../machine/abrupt.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../../machine/frozen.ts';
import type { Closable } from '../../machine/interpreter.ts';
import { machine } from '../../machine/machine.ts';
import {
  attributeErrorType,
  newException,
  type PyBaseException,
  raise,
  raiseException,
  runtimeErrorType,
  valueErrorType,
} from '../../objects/exception.ts';
import { genericAlias } from '../../objects/generic-alias.ts';
import { PyList } from '../../objects/list.ts';
import {
  defineClassMethods,
  defineGetSets,
  defineMethods,
  defineStaticMethods,
} from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../../objects/object.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { builtinType, type PyType } from '../../objects/type.ts';
import { defineIterator, nextOrRaise } from '../../operators/iterator-methods.ts';
import { currentContext } from '../../stackless/context-variables.ts';
import { pickleByFields } from '../../stackless/pickling/tables.ts';
import { Unclosed } from '../../stackless/unclosed.ts';

export const PENDING = 'PENDING';
export const CANCELLED = 'CANCELLED';
export const FINISHED = 'FINISHED';

export class Future extends PyObject implements Closable {
  /** Null: it has not been initialized. */
  loop: Value | null = null;
  state: typeof PENDING | typeof CANCELLED | typeof FINISHED = PENDING;
  /** The callbacks, each with its context behind it; null: none. */
  callbacks: Value[] | null = null;
  value: Value = None;
  exception: PyBaseException | null = null;
  /** The traceback of `exception` when it was set; `result()` gives it back once. */
  traceback: PyBaseException['traceback'] = null;
  sourceTraceback: Value = None;
  cancelMessage: Value = None;
  /** What cancelled it, to be raised once. */
  cancelledError: PyBaseException | null = null;
  /** The future that awaits it, or several. */
  awaitedBy: Future | Set<Future> | null = null;
  /** `await` has given it to the task that is to wait for it: it was not just yielded. */
  blocking = false;
  /** Its exception has not been asked for: that is told when it is dropped. */
  logsTraceback = false;

  /** Makes it new. */
  start(loop: Value): void {
    this.loop = loop;
    this.state = PENDING;
    this.callbacks = this.exception = this.traceback = this.cancelledError = this.awaitedBy = null;
    this.value = this.sourceTraceback = this.cancelMessage = None;
    this.blocking = this.logsTraceback = false;
  }

  get isPending(): boolean {
    return this.state === PENDING;
  }

  /** It is done. */
  conclude(): void {
    this.unwatch();
  }

  /** It is done: gives `value` once the loop knows of the callbacks. */
  finish(value: Value): Result {
    this.conclude();
    const { callbacks } = this;
    if (callbacks === null) return value;
    this.callbacks = null;
    return tasksFunction('call_all_soon').callN([this.loop!, this, new PyTuple(callbacks), value]);
  }

  addCallback(callback: Value, context: Value): void {
    if (this.callbacks === null) this.callbacks = [callback, context];
    else this.callbacks.push(callback, context);
    if (this.unclosed !== undefined) this.tellTwin();
  }

  addAwaiter(waiter: Future): void {
    const { awaitedBy } = this;
    if (awaitedBy === null) this.awaitedBy = waiter;
    else if (awaitedBy instanceof Set) awaitedBy.add(waiter);
    else this.awaitedBy = new Set([awaitedBy, waiter]);
  }

  removeAwaiter(waiter: Future): void {
    if (this.awaitedBy === waiter) this.awaitedBy = null;
    else if (this.awaitedBy instanceof Set) this.awaitedBy.delete(waiter);
  }

  cancel(message: Value): Result {
    this.forgetTraceback();
    if (!this.isPending) return false;
    this.state = CANCELLED;
    this.cancelMessage = message;
    return this.finish(true);
  }

  makeCancelledError(): PyBaseException {
    const { cancelledError, cancelMessage } = this;
    this.cancelledError = null;
    if (cancelledError !== null) return cancelledError;
    const cls = exceptionOf('CancelledError');
    return cancelMessage === None ? newException(cls) : newException(cls, cancelMessage);
  }

  /** What it has been done with: the value, or the exception is raised. */
  getResult(): Result {
    if (this.state === FINISHED) {
      this.forgetTraceback();
      const { exception } = this;
      if (exception === null) return this.value;
      exception.traceback = this.traceback;
      this.traceback = null;
      return raiseException(exception);
    }
    if (this.state === CANCELLED) return raiseException(this.makeCancelledError());
    return raise(exceptionOf('InvalidStateError'), 'Result is not set.');
  }

  // --- When it is dropped -----------------------------------------------------------------------------------------------

  /** Its exception is to be asked for. */
  rememberTraceback(): void {
    this.logsTraceback = true;
    machine.interpreter.unclosed.push(this);
  }

  forgetTraceback(): void {
    if (!this.logsTraceback) return;
    this.logsTraceback = false;
    this.unwatch();
  }

  /** Whether something is to be told when it is dropped. */
  protected get isMissed(): boolean {
    return this.logsTraceback;
  }

  watchUnclosed(): void {
    if (!this.isMissed || this.finalizable !== undefined || this.unclosed?.object.isFinalized === false)
      return;
    const twin = Object.assign(Object.create(Object.getPrototypeOf(this) as object) as Future, this);
    new Unclosed(twin, this);
  }

  private unwatch(): void {
    if (this.unclosed !== undefined) this.unclosed.object.release();
  }

  /** Brings what takes its place up to date. */
  protected tellTwin(): void {
    (this.unclosed!.replica as Future).callbacks = this.callbacks;
  }
}

(Future.prototype as { unclosed: PyObject['unclosed'] }).unclosed = undefined;

/** A function of src/python/asyncio_tasks.py, or one of asyncio's that it has imported. */
export const tasksFunction = (name: string) => frozenFunction('asyncio_tasks', name);

/** A class of asyncio.exceptions. */
export function exceptionOf(name: 'CancelledError' | 'InvalidStateError'): PyType {
  return machine.interpreter.frozen('asyncio_tasks').getStr(name) as PyType;
}

export const futureType = builtinType('Future', Future, {
  module: '_asyncio',
  hasDict: true,
  hasWeakrefs: true,
});

/** `await` and `yield from` of a future. */
class FutureIter extends PyObject {
  /** Null once something has been thrown in, or it was closed. */
  future: Future | null;
  constructor(future: Future) {
    super();
    this.future = future;
  }

  override next(): IterResult {
    const { future } = this;
    if (future === null) {
      machine.stopValue = None;
      return STOP;
    }
    if (future.isPending) {
      if (future.blocking) return raise(runtimeErrorType, "await wasn't used with future");
      future.blocking = true;
      return future;
    }
    const result = future.getResult();
    if (result === ABRUPT) return ABRUPT;
    machine.stopValue = result;
    return STOP;
  }
}

const futureIterType = builtinType('FutureIter', FutureIter, { module: '_asyncio', final: true });
defineIterator(futureIterType);
defineMethods(futureIterType, {
  send: ['($self, object, /)', nextOrRaise],
  throw: ['($self, type, value=None, traceback=None, /)', inPython('asyncio_tasks', 'throw_into_iterator')],
  close: [
    '($self, /)',
    (self: FutureIter): Result => {
      self.future = null;
      return None;
    },
  ],
});

// --- Methods -------------------------------------------------------------------------------------------------------------

/** Throws RuntimeError for a future whose `__init__` has not been called. */
function checkInitialized(self: Future): void {
  if (self.loop === null) throw newException(runtimeErrorType, 'Future object is not initialized.');
}

function future_iter(self: Future): Result {
  checkInitialized(self);
  return new FutureIter(self);
}

function future_result(self: Future): Result {
  if (self.loop !== null) return self.getResult();
  return raise(exceptionOf('InvalidStateError'), 'Future object is not initialized.');
}

function future_exception(self: Future): Result {
  const invalid = exceptionOf('InvalidStateError');
  if (self.loop === null) return raise(invalid, 'Future object is not initialized.');
  if (self.state === CANCELLED) return raiseException(self.makeCancelledError());
  if (self.state !== FINISHED) return raise(invalid, 'Exception is not set.');
  self.forgetTraceback();
  return self.exception ?? None;
}

function future_set_result(self: Future, result: Value): Result {
  checkInitialized(self);
  if (!self.isPending) return raise(exceptionOf('InvalidStateError'), 'invalid state');
  self.value = result;
  self.state = FINISHED;
  return self.finish(None);
}

function future_set_exception(self: Future, exception: Value): Result {
  checkInitialized(self);
  return tasksFunction('set_exception').call2(self, exception);
}

function future_add_done_callback(self: Future, fn: Value, context?: Value): Result {
  if (self.loop === null) return raise(runtimeErrorType, 'uninitialized Future object');
  const inside = context ?? currentContext().copy();
  if (!self.isPending) return tasksFunction('call_soon').callN([self.loop, fn, self, inside]);
  self.addCallback(fn, inside);
  return None;
}

function future_cancel(self: Future, message: Value = None): Result {
  checkInitialized(self);
  return self.cancel(message);
}

function future_get_loop(self: Future): Result {
  checkInitialized(self);
  return self.loop!;
}

/** `future_add_to_awaited_by(fut, waiter)`: nothing for those of other classes. */
export function addToAwaitedBy(future: Value, waiter: Value): Result {
  if (future instanceof Future && waiter instanceof Future) future.addAwaiter(waiter);
  return None;
}

/** `future_discard_from_awaited_by(fut, waiter)`. */
export function discardFromAwaitedBy(future: Value, waiter: Value): Result {
  if (future instanceof Future && waiter instanceof Future) future.removeAwaiter(waiter);
  return None;
}

/** What a getter of an initialized future gives. */
const checked =
  (get: (self: Future) => Result) =>
  (self: Future): Result => {
    checkInitialized(self);
    return get(self);
  };

function pairs(callbacks: Value[] | null): Value {
  if (callbacks === null) return None;
  const result: Value[] = [];
  for (let i = 0; i < callbacks.length; i += 2) result.push(new PyTuple([callbacks[i]!, callbacks[i + 1]!]));
  return new PyList(result);
}

/** A setter of a truth value, which cannot be deleted. */
export const truthSetter =
  <T extends Future>(name: string) =>
  (self: T, value: Value | undefined): Result => {
    if (value === undefined) throw newException(attributeErrorType, 'cannot delete attribute');
    return tasksFunction('set_truth').call3(self, name, value);
  };

defineStaticMethods(futureType, {
  __new__: ['($type, /, *args, **kwargs)', (cls: PyType): Result => new cls.Ctor()],
});
defineClassMethods(futureType, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
defineMethods(futureType, {
  __init__: [
    '($self, /, *, loop=None)',
    (self: Future, loop: Value = None): Result => tasksFunction('init_future').call2(self, loop),
  ],
  __repr__: ['($self, /)', checked((self) => tasksFunction('future_repr').call1(self))],
  __iter__: ['($self, /)', future_iter],
  __await__: ['($self, /)', future_iter],
  __del__: ['($self, /)', (self: Future): Result => tasksFunction('finalize_future').call1(self)],
  result: ['($self, /)', future_result],
  exception: ['($self, /)', future_exception],
  set_result: ['($self, result, /)', future_set_result],
  set_exception: ['($self, exception, /)', future_set_exception],
  add_done_callback: ['($self, fn, /, *, context=<unrepresentable>)', future_add_done_callback],
  remove_done_callback: [
    '($self, fn, /)',
    (self: Future, fn: Value): Result => {
      checkInitialized(self);
      return tasksFunction('remove_done_callback').call2(self, fn);
    },
  ],
  cancel: ['($self, /, msg=None)', future_cancel],
  cancelled: ['($self, /)', (self: Future): Result => self.loop !== null && self.state === CANCELLED],
  done: ['($self, /)', (self: Future): Result => self.loop !== null && self.state !== PENDING],
  get_loop: ['($self, /)', future_get_loop],
  _make_cancelled_error: ['($self, /)', (self: Future): Result => self.makeCancelledError()],
});
defineGetSets(futureType, {
  _state: [checked((self) => self.state)],
  _asyncio_future_blocking: [
    (self: Future): Result => self.loop !== null && self.blocking,
    (self: Future, value) => {
      checkInitialized(self);
      return truthSetter('blocking')(self, value);
    },
  ],
  _loop: [(self: Future): Result => self.loop ?? None],
  _callbacks: [checked((self) => pairs(self.callbacks))],
  _result: [checked((self) => self.value)],
  _exception: [checked((self) => self.exception ?? None)],
  _log_traceback: [checked((self) => self.logsTraceback), truthSetter('log_traceback')],
  _source_traceback: [(self: Future): Result => self.sourceTraceback],
  _cancel_message: [
    (self: Future): Result => self.cancelMessage,
    (self: Future, value) => {
      if (value === undefined) throw newException(attributeErrorType, 'cannot delete attribute');
      self.cancelMessage = value;
    },
  ],
  _asyncio_awaited_by: [
    ({ awaitedBy }: Future): Result => {
      if (awaitedBy === null) return None;
      const waiters = awaitedBy instanceof Set ? [...awaitedBy] : [awaitedBy];
      return tasksFunction('frozen').call1(new PyList(waiters));
    },
  ],
});
pickleByFields(futureType, futureIterType);

defineIntrinsics({
  future_is_pending: ['(future, /)', (future: Future): Result => future.isPending],
  start_future: [
    '(future, loop, /)',
    (future: Future, loop: Value): Result => {
      future.start(loop);
      return None;
    },
  ],
  set_source_traceback: [
    '(future, traceback, /)',
    (future: Future, traceback: Value): Result => {
      future.sourceTraceback = traceback;
      return None;
    },
  ],
  set_future_truth: [
    '(future, name, value, /)',
    (future: Future, name: Value, value: Value): Result => {
      if (name === 'blocking') future.blocking = value === true;
      else if (value === true) return raise(valueErrorType, '_log_traceback can only be set to False');
      else future.forgetTraceback();
      return None;
    },
  ],
  /** Its exception is set; the callbacks are called soon. */
  fail_future: [
    '(future, exception, /)',
    (future: Future, exception: PyBaseException): Result => {
      future.exception = exception;
      future.traceback = exception.traceback;
      future.state = FINISHED;
      return future.finish(None);
    },
  ],
  remember_traceback: [
    '(future, /)',
    (future: Future): Result => {
      future.rememberTraceback();
      return None;
    },
  ],
  cancel_future: ['(future, message, /)', (future: Future, message: Value): Result => future.cancel(message)],
  /** It is cancelled by what its task raised. */
  cancel_by: [
    '(future, error, /)',
    (future: Future, error: PyBaseException): Result => {
      future.cancelledError = error;
      return future.cancel(None);
    },
  ],
  /** The traceback is told no more; whether it was to be. */
  take_traceback: [
    '(future, /)',
    (future: Future): Result => {
      const told = future.logsTraceback;
      future.logsTraceback = false;
      return told;
    },
  ],
  callbacks_of: ['(future, /)', (future: Future): Result => new PyList((future.callbacks ?? []).slice())],
  keep_callbacks: [
    '(future, callbacks, /)',
    (future: Future, callbacks: PyList): Result => {
      future.callbacks = callbacks.items.length === 0 ? null : callbacks.items.slice();
      return None;
    },
  ],
  clear_iterator: [
    '(iterator, /)',
    (iterator: FutureIter): Result => {
      iterator.future = null;
      return None;
    },
  ],
  add_awaiter: ['(future, waiter, /)', addToAwaitedBy],
  remove_awaiter: ['(future, waiter, /)', discardFromAwaitedBy],
});
