// Starting threads and waiting for their end.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics } from '../machine/frozen.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { PyDict } from '../objects/dict.ts';
import { pythonFinalizationErrorType, raise, runtimeErrorType, typeError } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { defineGetSets, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { isCallable } from '../stackless/binding.ts';
import { here, type ThreadScheduler } from '../stackless/scheduler.ts';
import { startThread } from '../stackless/thread-start.ts';
import { secondsOf, waitAtMost } from './thread-locks.ts';

type State = 'not started' | 'running' | 'done';

export class ThreadHandle extends PyObject {
  state: State = 'not started';
  ident = 0;
  /** Null before it starts, and for threads that were not started here. */
  thread: ThreadScheduler | null = null;
  private waiters = new Set<() => void>();

  /** Makes those go on that wait for the thread's end. */
  finish(): void {
    this.state = 'done';
    unjoined().delete(this);
    const { waiters } = this;
    this.waiters = new Set();
    for (const wake of waiters) wake();
  }

  /** Waits for the end, but `seconds` at most (negative: no limit). */
  join(seconds: number): Result {
    if (this.state === 'not started') return raise(runtimeErrorType, 'thread not started');
    if (this.state === 'done') return None;
    if (this.thread === here()) return raise(runtimeErrorType, 'Cannot join current thread');
    if (here().shared.finalizing)
      return raise(pythonFinalizationErrorType, 'cannot join thread at Python shutdown');
    const result = waitAtMost(seconds, (wake) => {
      const waiter = (): void => wake(None);
      this.waiters.add(waiter);
      return () => this.waiters.delete(waiter);
    });
    return result === ABRUPT ? (suspend(new JoinFrame()) as Result) : None;
  }
}

/** Left by a tasklet that waits for a thread's end. */
class JoinFrame extends NativeFrame {
  returned(): IterResult {
    return None;
  }
}

const UNJOINED = Symbol('non-daemon threads');

/** The handles of the threads that the end of the program waits for. */
function unjoined(): Set<ThreadHandle> {
  return interpreterSlot(UNJOINED, () => new Set());
}

export const threadHandleType = builtinType('_ThreadHandle', ThreadHandle, {
  module: '_thread',
  hasWeakrefs: true,
  final: true,
});

function handle_join(self: ThreadHandle, timeout: Value = None): Result {
  const seconds = timeout === None ? -1 : secondsOf(timeout);
  return seconds === undefined ? ABRUPT : self.join(seconds);
}

function handle_set_done(self: ThreadHandle): Result {
  if (self.state === 'not started') return raise(runtimeErrorType, 'thread not started');
  self.finish();
  return None;
}

defineStaticMethods(threadHandleType, { __new__: ['(cls, /)', (cls: PyType): Result => new cls.Ctor()] });
defineMethods(threadHandleType, {
  join: ['($self, /, timeout=None)', handle_join],
  _set_done: ['($self, /)', handle_set_done],
  is_done: ['($self, /)', (self: ThreadHandle): Result => self.state === 'done'],
  __repr__: [
    '($self, /)',
    (self: ThreadHandle): Result => `<_thread._ThreadHandle object: ident=${self.ident}>`,
  ],
});
defineGetSets(threadHandleType, { ident: [(self: ThreadHandle): Result => self.ident] });

/** `_make_thread_handle`: a handle of a thread that runs already. */
export function make_thread_handle(ident: Value): Result {
  const n = intOf(ident);
  if (n === undefined) return typeError('ident must be an integer');
  const handle = new ThreadHandle();
  handle.state = 'running';
  handle.ident = Number(n);
  handle.thread = here().shared.threads.get(handle.ident) ?? null;
  return handle;
}

function start(handle: ThreadHandle, fn: Value, args: Value, kwargs: Value, daemon: boolean): Result {
  const { shared } = here();
  if (shared.finalizing)
    return raise(pythonFinalizationErrorType, "can't create new thread at interpreter shutdown");
  if (handle.state !== 'not started') return raise(runtimeErrorType, 'thread already started');
  if (!daemon) unjoined().add(handle);
  const thread = startThread(shared, fn, args, kwargs);
  handle.state = 'running';
  handle.ident = thread.id;
  handle.thread = thread;
  thread.endHooks.push(() => handle.finish());
  return handle;
}

/** `_thread.start_joinable_thread`: calls `fn` in a new thread and gives its handle. */
export function start_joinable_thread(fn: Value, handle: Value = None, daemon: Value = true): Result {
  if (!isCallable(fn)) return typeError('thread function must be callable');
  if (handle !== None && !(handle instanceof ThreadHandle))
    return typeError("'handle' must be a _ThreadHandle");
  const target = handle === None ? new ThreadHandle() : (handle as ThreadHandle);
  return start(target, fn, new PyTuple([]), None, intOf(daemon) !== 0);
}

/** `_thread.start_new_thread`: calls `fn(*args, **kwargs)` in a new thread, that nothing waits for, and gives its ident. */
export function start_new_thread(fn: Value, args: Value, kwargs: Value = None): Result {
  if (!isCallable(fn)) return typeError('first arg must be callable');
  if (!(args instanceof PyTuple)) return typeError('2nd arg must be a tuple');
  if (kwargs !== None && !(kwargs instanceof PyDict))
    return typeError('optional 3rd arg must be a dictionary');
  const handle = start(new ThreadHandle(), fn, args, kwargs, true);
  return handle === ABRUPT ? ABRUPT : (handle as ThreadHandle).ident;
}

defineIntrinsics({
  thread_to_join: [
    '()',
    (): Result => {
      for (const handle of unjoined()) if (handle.thread !== here()) return handle;
      return None;
    },
  ],
});
