// _thread: locks, and what `threading` asks about the running thread.
//
// A tasklet that has to wait for a lock is parked; the release hands the lock to the one that has waited longest.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import {
  overflowErrorType,
  raise,
  runtimeErrorType,
  typeError,
  valueErrorType,
} from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf } from '../objects/int.ts';
import { defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { idOf } from '../operators/hash.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { here } from '../stackless/scheduler.ts';
import type { NativeModule } from './native-module.ts';

/** Seconds that a lock can wait at most: what fits a C `long long` of nanoseconds. */
const TIMEOUT_MAX = 9223372036;

/** A place in the queue for a lock. */
class Waiter {
  readonly wake: (gotIt: Value) => void;
  active = true;
  constructor(wake: (gotIt: Value) => void) {
    this.wake = wake;
  }
}

/** What both kinds of locks share: a queue of those who wait. */
abstract class BaseLock extends PyObject {
  protected waiters: Waiter[] = [];

  /** Waits to be given the lock: True, or False when `seconds` (negative: no limit) have passed. */
  protected wait(seconds: number): Result {
    return waitForHost((wake) => {
      const waiter = new Waiter(wake);
      this.waiters.push(waiter);
      const drop = (): void => {
        waiter.active = false;
        this.waiters = this.waiters.filter((w) => w !== waiter);
      };
      if (seconds < 0) return drop;
      const cancel = machine.interpreter.host.setTimer(seconds, () => {
        if (!waiter.active) return;
        drop();
        wake(false);
      });
      return () => {
        cancel();
        drop();
      };
    });
  }

  /** Gives the lock to the next in the queue: false when there is none. */
  protected handOver(): boolean {
    const waiter = this.waiters.shift();
    if (waiter === undefined) return false;
    waiter.active = false;
    waiter.wake(true);
    return true;
  }
}

export class Lock extends BaseLock {
  locked = false;

  acquire(blocking: boolean, seconds: number): Result {
    if (!this.locked) return (this.locked = true);
    return blocking && seconds !== 0 ? this.wait(seconds) : false;
  }
  release(): Result {
    if (!this.locked) return raise(runtimeErrorType, 'release unlocked lock');
    if (!this.handOver()) this.locked = false;
    return None;
  }
}

export const lockType = builtinType('lock', Lock, { module: '_thread', hasWeakrefs: true, final: true });

/** Who holds a re-entrant lock: the running thread. */
function owner(): object {
  return here();
}

export class RLock extends BaseLock {
  holder: object | null = null;
  count = 0;

  acquire(blocking: boolean, seconds: number): Result {
    const me = owner();
    if (this.holder === null || this.holder === me) {
      this.holder = me;
      this.count++;
      return true;
    }
    if (!blocking || seconds === 0) return false;
    const got = this.wait(seconds);
    return got === ABRUPT ? (suspend(new RLockFrame(this, me)) as Result) : this.got(got, me);
  }
  got(value: Value, me: object): Result {
    if (value === true) {
      this.holder = me;
      this.count = 1;
    }
    return value;
  }
  release(): Result {
    if (this.holder !== owner()) return raise(runtimeErrorType, 'cannot release un-acquired lock');
    if (--this.count === 0) {
      this.holder = null;
      this.handOver();
    }
    return None;
  }
}

class RLockFrame extends NativeFrame {
  readonly lock: RLock;
  readonly me: object;
  constructor(lock: RLock, me: object) {
    super();
    this.lock = lock;
    this.me = me;
  }
  returned(value: Value): IterResult {
    return this.lock.got(value, this.me);
  }
}

export const rlockType = builtinType('RLock', RLock, { module: '_thread', hasWeakrefs: true });

function acquire(self: Lock | RLock, blocking: Value = true, timeout: Value = -1): Result {
  const wanted = blocking === true || (intOf(blocking) ?? 1) !== 0;
  const seconds = timeout instanceof PyFloat ? timeout.v : Number(intOf(timeout) ?? NaN);
  if (Number.isNaN(seconds))
    return typeError(`'${typeOf(timeout).name}' object cannot be interpreted as an integer`);
  if (!wanted && seconds !== -1)
    return raise(valueErrorType, "can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds !== -1)
    return raise(valueErrorType, 'timeout value must be a non-negative number');
  if (seconds > TIMEOUT_MAX) return raise(overflowErrorType, 'timeout value is too large');
  return self.acquire(wanted, seconds);
}

function release(self: Lock | RLock): Result {
  return self.release();
}

function address(value: Value): string {
  return '0x' + idOf(value).toString(16).padStart(12, '0');
}

const ACQUIRE = '($self, /, blocking=True, timeout=-1)';

defineStaticMethods(lockType, { __new__: ['(cls, /)', (cls: PyType): Result => new cls.Ctor()] });
defineMethods(lockType, {
  acquire: [ACQUIRE, acquire],
  acquire_lock: [ACQUIRE, acquire],
  release: ['($self, /)', release],
  release_lock: ['($self, /)', release],
  locked: ['($self, /)', (self: Lock): Result => self.locked],
  locked_lock: ['($self, /)', (self: Lock): Result => self.locked],
  __enter__: ['($self, /)', (self: Lock) => acquire(self)],
  __exit__: ['($self, /, *exc_info)', release],
  _at_fork_reinit: [
    '($self, /)',
    (self: Lock): Result => {
      self.locked = false;
      return None;
    },
  ],
  __repr__: [
    '($self, /)',
    (self: Lock): Result =>
      `<${self.locked ? 'locked' : 'unlocked'} _thread.lock object at ${address(self)}>`,
  ],
});

defineStaticMethods(rlockType, {
  __new__: ['(cls, /, *args, **kwargs)', (cls: PyType): Result => new cls.Ctor()],
});
defineMethods(rlockType, {
  acquire: [ACQUIRE, acquire],
  release: ['($self, /)', release],
  locked: ['($self, /)', (self: RLock): Result => self.holder !== null],
  __enter__: ['($self, /)', (self: RLock) => acquire(self)],
  __exit__: ['($self, /, *exc_info)', release],
  _is_owned: ['($self, /)', (self: RLock): Result => self.holder === owner()],
  _recursion_count: ['($self, /)', (self: RLock): Result => (self.holder === owner() ? self.count : 0)],
  _release_save: ['($self, /)', releaseSave],
  _acquire_restore: ['($self, state, /)', acquireRestore],
  _at_fork_reinit: [
    '($self, /)',
    (self: RLock): Result => {
      self.holder = null;
      self.count = 0;
      return None;
    },
  ],
  __repr__: [
    '($self, /)',
    (self: RLock): Result => {
      const state = self.holder === null ? 'unlocked' : 'locked';
      const ident = self.holder === null ? 0 : threadIdent();
      return `<${state} _thread.RLock object owner=${ident} count=${self.count} at ${address(self)}>`;
    },
  ],
});

function releaseSave(self: RLock): Result {
  if (self.count === 0) return raise(runtimeErrorType, 'cannot release un-acquired lock');
  const { count } = self;
  self.count = 1;
  const r = self.release();
  return r === ABRUPT ? r : new PyTuple([count, threadIdent()]);
}

class RestoreFrame extends NativeFrame {
  readonly lock: RLock;
  readonly count: number;
  constructor(lock: RLock, count: number) {
    super();
    this.lock = lock;
    this.count = count;
  }
  returned(_value: Value): IterResult {
    this.lock.count = this.count;
    return None;
  }
}

function acquireRestore(self: RLock, state: Value): Result {
  const count = Number(intOf((state as PyTuple).items[0]!));
  const r = self.acquire(true, -1);
  if (r === ABRUPT) return suspend(new RestoreFrame(self, count)) as Result;
  self.count = count;
  return None;
}

/** `get_ident()` of the running thread. */
function threadIdent(): number {
  return here().id;
}

const STACK_SIZE = Symbol('thread stack size');

function stack_size(size: Value = 0): Result {
  const setting = interpreterSlot(STACK_SIZE, () => ({ value: 0 }));
  const before = setting.value;
  const n = Number(intOf(size) ?? 0);
  if (n < 0) return raise(valueErrorType, 'size must be 0 or a positive value');
  setting.value = n;
  return before;
}

defineIntrinsics({ thread_scheduler: ['()', (): Result => threadIdent()] });

export const _threadModule: NativeModule = {
  name: '_thread',
  doc: "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.",
  functions: {
    _count: ['()', (): Result => 0],
    _get_main_thread_ident: ['()', (): Result => threadIdent()],
    _is_main_interpreter: ['()', (): Result => true],
    _make_thread_handle: ['(ident, /)', inPython('thread_support', 'make_handle')],
    _excepthook: ['(args, /)', inPython('thread_support', 'excepthook')],
    _shutdown: ['()', (): Result => None],
    allocate: ['()', (): Result => new Lock()],
    allocate_lock: ['()', (): Result => new Lock()],
    daemon_threads_allowed: ['()', (): Result => true],
    exit: ['()', inPython('thread_support', 'exit')],
    exit_thread: ['()', inPython('thread_support', 'exit')],
    get_ident: ['()', (): Result => threadIdent()],
    get_native_id: ['()', (): Result => machine.interpreter.host.process?.pid ?? 1],
    interrupt_main: ['(signum=2, /)', (): Result => None],
    set_name: ['(name)', (): Result => None],
    stack_size: ['(size=0, /)', stack_size],
    start_joinable_thread: [
      '(function, handle=None, daemon=True)',
      (): Result => raise(runtimeErrorType, "can't start new thread"),
    ],
    start_new: [
      '(function, args, kwargs=None, /)',
      (): Result => raise(runtimeErrorType, "can't start new thread"),
    ],
    start_new_thread: [
      '(function, args, kwargs=None, /)',
      (): Result => raise(runtimeErrorType, "can't start new thread"),
    ],
  },
  attributes: () => {
    const support = machine.interpreter.frozen('thread_support');
    return {
      LockType: lockType,
      lock: lockType,
      RLock: rlockType,
      TIMEOUT_MAX: new PyFloat(TIMEOUT_MAX),
      error: runtimeErrorType,
      _local: support.getStr('_local')!,
      _ThreadHandle: support.getStr('_ThreadHandle')!,
      _ExceptHookArgs: support.getStr('_ExceptHookArgs')!,
    };
  },
};
