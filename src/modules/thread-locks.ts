// _thread.lock and _thread.RLock.
//
// A tasklet that has to wait for a lock is parked; the release gives the lock to the one that has waited longest. If that one
// is interrupted before it goes on, it gives the lock back.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
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
import { type HostStart, waitForHost, waitForTasklet } from '../stackless/host-wait.ts';
import { here, type ThreadScheduler } from '../stackless/scheduler.ts';

/** Seconds that a lock can wait at most: what fits a C `long long` of nanoseconds. */
export const TIMEOUT_MAX = 9223372036;

/** Parks the running tasklet until `wake`, but `seconds` at most (negative: no limit); False when these have passed. */
export function waitAtMost(seconds: number, start: (wake: (value: Value) => void) => () => void): Result {
  const { timers } = here().shared;
  const timed: HostStart = (wake) => {
    const cancel = start((value) => {
      timers.cancel(timer);
      wake(value);
    });
    const timer = timers.add(seconds, () => {
      cancel();
      wake(false);
    });
    return () => {
      timers.cancel(timer);
      cancel();
    };
  };
  return seconds < 0 ? waitForTasklet(start) : waitForHost(timed);
}

/** A place in the queue for a lock. */
export class Waiter {
  /** Of a re-entrant lock: who is to own it, and how often. */
  readonly thread: ThreadScheduler;
  readonly count: number;
  /** It has been given the lock. */
  given = false;
  wake: (value: Value) => void = () => {};
  constructor(thread: ThreadScheduler, count: number) {
    this.thread = thread;
    this.count = count;
  }
}

/** What both kinds of locks share: a queue of those who wait. */
abstract class BaseLock extends PyObject {
  private waiters: Waiter[] = [];

  /** Lets go of the lock. */
  abstract free(): void;

  /** Waits to be given the lock: True, or False when `seconds` (negative: no limit) have passed. */
  protected wait(seconds: number, count: number): Result {
    const waiter = new Waiter(here(), count);
    const result = waitAtMost(seconds, (wake) => {
      waiter.wake = wake;
      this.waiters.push(waiter);
      return () => {
        this.waiters = this.waiters.filter((w) => w !== waiter);
      };
    });
    return result === ABRUPT ? (suspend(new AcquireFrame(this, waiter)) as Result) : result;
  }

  /** The next in the queue, which is to have the lock; undefined when there is none. */
  protected handOver(): Waiter | undefined {
    const waiter = this.waiters.shift();
    if (waiter === undefined) return undefined;
    waiter.given = true;
    waiter.wake(true);
    return waiter;
  }
}

/** Left by a tasklet that waits for a lock. */
class AcquireFrame extends NativeFrame {
  private readonly lock: BaseLock;
  private readonly waiter: Waiter;
  constructor(lock: BaseLock, waiter: Waiter) {
    super();
    this.lock = lock;
    this.waiter = waiter;
  }
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    if (this.waiter.given) this.lock.free();
    return ABRUPT;
  }
}

export class Lock extends BaseLock {
  locked = false;

  acquire(seconds: number): Result {
    if (!this.locked) return (this.locked = true);
    return seconds === 0 ? false : this.wait(seconds, 1);
  }
  free(): void {
    this.locked = this.handOver() !== undefined;
  }
  release(): Result {
    if (!this.locked) return raise(runtimeErrorType, 'release unlocked lock');
    this.free();
    return None;
  }
}

export const lockType = builtinType('lock', Lock, {
  module: '_thread',
  hasWeakrefs: true,
  final: true,
  doc: 'A lock object is a synchronization primitive.',
});

export class RLock extends BaseLock {
  /** The thread that holds it. */
  holder: ThreadScheduler | null = null;
  count = 0;

  acquire(seconds: number, count = 1): Result {
    const me = here();
    if (this.holder === null || this.holder === me) {
      this.holder = me;
      this.count += count;
      return true;
    }
    return seconds === 0 ? false : this.wait(seconds, count);
  }
  free(): void {
    const next = this.handOver();
    this.holder = next?.thread ?? null;
    this.count = next?.count ?? 0;
  }
  release(): Result {
    if (this.holder !== here()) return raise(runtimeErrorType, 'cannot release un-acquired lock');
    if (--this.count === 0) this.free();
    return None;
  }
  /** `get_ident()` of the holder, 0 when there is none. */
  get owner(): number {
    return this.holder?.id ?? 0;
  }
}

export const rlockType = builtinType('RLock', RLock, { module: '_thread', hasWeakrefs: true });

// --- Methods ---------------------------------------------------------------------------------------------------------

/** A timeout in seconds; undefined: an exception has been raised. */
export function secondsOf(timeout: Value): number | undefined {
  const seconds = timeout instanceof PyFloat ? timeout.v : intOf(timeout);
  if (seconds === undefined) {
    typeError(`'${typeOf(timeout).name}' object cannot be interpreted as an integer`);
    return undefined;
  }
  if (Number.isNaN(seconds)) {
    raise(valueErrorType, 'Invalid value NaN (not a number)');
    return undefined;
  }
  if (Math.abs(Number(seconds)) < TIMEOUT_MAX + 1) return Number(seconds);
  raise(overflowErrorType, 'timestamp out of range for C PyTime_t');
  return undefined;
}

function acquire(self: Lock | RLock, blocking: Value = true, timeout: Value = -1): Result {
  const seconds = secondsOf(timeout);
  if (seconds === undefined) return ABRUPT;
  const wanted = blocking === true || (blocking !== None && (intOf(blocking) ?? 1) !== 0);
  if (!wanted && seconds !== -1)
    return raise(valueErrorType, "can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds !== -1)
    return raise(valueErrorType, 'timeout value must be a non-negative number');
  if (seconds > TIMEOUT_MAX) return raise(overflowErrorType, 'timeout value is too large');
  return self.acquire(wanted ? seconds : 0);
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
  acquire: [ACQUIRE, acquire, 'Lock the lock.'],
  acquire_lock: [ACQUIRE, acquire, 'An obsolete synonym of acquire().'],
  release: ['($self, /)', release, 'Release the lock.'],
  release_lock: ['($self, /)', release, 'An obsolete synonym of release().'],
  locked: [
    '($self, /)',
    (self: Lock): Result => self.locked,
    'Return whether the lock is in the locked state.',
  ],
  locked_lock: ['($self, /)', (self: Lock): Result => self.locked, 'An obsolete synonym of locked().'],
  __enter__: ['($self, /)', (self: Lock) => acquire(self), 'Lock the lock.'],
  __exit__: ['($self, /, *exc_info)', release, 'Release the lock.'],
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

function rlock_repr(self: RLock): Result {
  const state = self.holder === null ? 'unlocked' : 'locked';
  const name = self.cls.name;
  return `<${state} ${name} object owner=${self.owner} count=${self.count} at ${address(self)}>`;
}

function rlock_release_save(self: RLock): Result {
  const { owner, count } = self;
  if (count === 0) return raise(runtimeErrorType, 'cannot release un-acquired lock');
  self.free();
  return new PyTuple([count, owner]);
}

function rlock_acquire_restore(self: RLock, state: Value): Result {
  const result = self.acquire(-1, Number(intOf((state as PyTuple).items[0]!)));
  return result === ABRUPT ? (suspend(new RestoreFrame()) as Result) : None;
}

class RestoreFrame extends NativeFrame {
  returned(): IterResult {
    return None;
  }
}

defineStaticMethods(rlockType, {
  __new__: ['(cls, /, *args, **kwargs)', (cls: PyType): Result => new cls.Ctor()],
});
defineMethods(rlockType, {
  acquire: [ACQUIRE, acquire, 'Lock the lock.'],
  release: ['($self, /)', release, 'Release the lock.'],
  locked: ['($self, /)', (self: RLock): Result => self.holder !== null, 'Return whether the lock is locked.'],
  __enter__: ['($self, /)', (self: RLock) => acquire(self), 'Lock the lock.'],
  __exit__: ['($self, /, *exc_info)', release, 'Release the lock.'],
  _is_owned: [
    '($self, /)',
    (self: RLock): Result => self.holder === here(),
    'For internal use by `threading.Condition`.',
  ],
  _recursion_count: ['($self, /)', (self: RLock): Result => (self.holder === here() ? self.count : 0)],
  _release_save: ['($self, /)', rlock_release_save, 'For internal use by `threading.Condition`.'],
  _acquire_restore: [
    '($self, state, /)',
    rlock_acquire_restore,
    'For internal use by `threading.Condition`.',
  ],
  _at_fork_reinit: [
    '($self, /)',
    (self: RLock): Result => {
      self.holder = null;
      self.count = 0;
      return None;
    },
  ],
  __repr__: ['($self, /)', rlock_repr],
});
