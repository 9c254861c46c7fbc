// The class `tasklet` as Python sees it.
import { frozenFunction } from '../machine/frozen.ts';
import { visibleFrame, withFrames } from '../machine/inspect.ts';
import { type Frame, stackDepth } from '../machine/frame.ts';
import { newException, overflowErrorType, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { defineGetSets, defineMembers, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { arityOf, type Result, type Value } from '../objects/object.ts';
import { typeOf } from '../objects/typeof.ts';
import type { PyType } from '../objects/type.ts';
import { bind, makeTasklet, runtimeError, setup, withKeywords } from './binding.ts';
import { Bomb, explode } from './bomb.ts';
import { Channel } from './channel.ts';
import { deadlock } from './deadlock.ts';
import { TruthOperation } from './truth-operation.ts';
import { HostWait } from './host-wait.ts';
import { lifted } from './lifted.ts';
import { DEADLOCK, here, type ThreadScheduler } from './scheduler.ts';
import {
  ALIVE,
  ATOMIC,
  BLOCK_TRAP,
  BLOCKED,
  Environment,
  IGNORE_NESTING,
  QUEUED,
  SCHEDULED,
  Tasklet,
  taskletType,
  WAITING,
} from './tasklet.ts';
import { classBomb, describedBomb, kill, throwBomb } from './throwing.ts';
import { firePending } from './watchdog.ts';
import { KILL_ATTEMPTS } from './thread-end.ts';
import { tracingGetter, tracingSetter } from './tracing.ts';

// --- Making, binding, calling --------------------------------------------------------------------------------------------

/** An empty tasklet of class `cls`. */
function newTasklet(cls: PyType): Tasklet {
  const t = new (cls.Ctor as unknown as new () => Tasklet)();
  t.env = here().bare;
  return t;
}

function tasklet_new(cls: PyType): Result {
  return newTasklet(cls);
}

function tasklet_init(self: Tasklet, func: Value = None, args: Value = None, kwargs: Value = None): Result {
  bind(self, func, args, kwargs);
  return None;
}

function tasklet_bind(self: Tasklet, func: Value = None, args: Value = None, kwargs: Value = None): Result {
  bind(self, func, args, kwargs);
  return self;
}

function tasklet_setup(self: Tasklet, args: Value[], keywords: Map<string, Value>): Result {
  return setup(self, ...withKeywords(args, keywords));
}

const entries = {
  call0(this: Tasklet): Result {
    return setup(this, [], null);
  },
  call1(this: Tasklet, a: Value): Result {
    return setup(this, [a], null);
  },
  call2(this: Tasklet, a: Value, b: Value): Result {
    return setup(this, [a, b], null);
  },
  call3(this: Tasklet, a: Value, b: Value, c: Value): Result {
    return setup(this, [a, b, c], null);
  },
  callN(this: Tasklet, args: Value[]): Result {
    return setup(this, args, null);
  },
  callKw(this: Tasklet, args: Value[], names: readonly string[]): Result {
    return setup(this, args, names.length === 0 ? null : names);
  },
};
for (const [name, value] of Object.entries(entries)) {
  Object.defineProperty(Tasklet.prototype, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

// --- Scheduling ----------------------------------------------------------------------------------------------------------

function checkRunnable(t: Tasklet): void {
  if ((t.flags & BLOCKED) !== 0) throw runtimeError('You cannot run a blocked tasklet');
  if ((t.flags & ALIVE) === 0) throw runtimeError('You cannot run an unbound(dead) tasklet');
}

function tasklet_insert(self: Tasklet): Result {
  const { thread } = self;
  if ((self.flags & BLOCKED) === 0 && thread === null) throw runtimeError("Target thread isn't initialized");
  checkRunnable(self);
  if ((self.flags & SCHEDULED) === 0) makeRunnable(thread!, self);
  return self;
}

/** Puts a paused tasklet into the queue, or back to waiting when what it waits for has not come. */
function makeRunnable(s: ThreadScheduler, t: Tasklet): void {
  if (t.waitingOn instanceof HostWait) s.startWaiting(t);
  else s.append(t);
}

function tasklet_remove(self: Tasklet): Result {
  if ((self.flags & BLOCKED) !== 0) throw runtimeError('You cannot remove a blocked tasklet.');
  const { thread } = self;
  if (thread === null) return self;
  if (self.isCurrent) throw runtimeError('The current tasklet cannot be removed.');
  if ((self.flags & QUEUED) !== 0) thread.unqueue(self);
  else if ((self.flags & WAITING) !== 0) thread.stopWaiting(self);
  return self;
}

/** The value that a call returns that turns out not to switch: the tasklet's own tempval. */
function takeTempval(t: Tasklet): Result {
  const value = t.tempval;
  t.tempval = None;
  return value instanceof Bomb ? explode(value) : value;
}

function checkThread(t: Tasklet): void {
  if (t.thread === null) throw runtimeError('tasklet has no thread');
}

function tasklet_run(self: Tasklet): Result {
  if ((self.flags & BLOCKED) === 0) checkThread(self);
  checkRunnable(self);
  const s = here();
  if (self === s.current) return takeTempval(self);
  if (self.waitingOn !== null) return makeWaiting(s, self);
  if (self.env.thread !== s) return makeNext(self.env.thread, self);
  const refused = s.refusal();
  if (refused !== undefined) throw refused;
  return s.giveWay(self);
}

/** A tasklet that waits for the host cannot run before that comes: it is made runnable, and the caller goes on. */
function makeWaiting(s: ThreadScheduler, t: Tasklet): Result {
  if ((t.flags & WAITING) === 0) makeRunnable(t.env.thread, t);
  return takeTempval(s.current);
}

/** A tasklet of another thread becomes the next one there, and the caller goes on. */
function makeNext(thread: ThreadScheduler, t: Tasklet): Result {
  if (!t.isCurrent) {
    if ((t.flags & QUEUED) !== 0) thread.unqueue(t);
    if (thread.asleep) {
      thread.append(t);
      thread.queue = t;
    } else thread.insertBehindHead(t);
  }
  return takeTempval(here().current);
}

function tasklet_switch(self: Tasklet): Result {
  if ((self.flags & BLOCKED) === 0) checkThread(self);
  checkRunnable(self);
  const s = here();
  const t = s.current;
  if (self === t) return takeTempval(self);
  if (self.env.thread !== s) throw runtimeError("can't switch to a different thread.");
  if (self.waitingOn !== null) return switchToWaiting(s, t, self);
  const refused = s.refusal();
  if (refused !== undefined) throw refused;
  s.makeHead(self);
  s.unqueue(t);
  return s.goTo(self);
}

/** `self` waits for the host or a lock, again if it had been removed; the running tasklet `t` leaves. */
function switchToWaiting(s: ThreadScheduler, t: Tasklet, self: Tasklet): Result {
  s.checkCallbacks();
  const removed = (self.flags & WAITING) === 0;
  if (removed) s.startWaiting(self);
  const next = s.leaving(t, false);
  if (next === t) return takeTempval(t);
  const refused = next === DEADLOCK ? deadlock() : s.refusal();
  if (refused !== undefined) {
    if (removed) s.stopWaiting(self);
    throw refused;
  }
  s.unqueue(t);
  return s.goTo(next as Tasklet | null);
}

// --- Exceptions ----------------------------------------------------------------------------------------------------------

function tasklet_throw(
  self: Tasklet,
  exc: Value,
  val: Value = None,
  tb: Value = None,
  pending: Value = false,
): Result {
  const bomb = describedBomb(exc, val, tb);
  return TruthOperation.with(pending, throwWhen, self, bomb);
}

function throwWhen(later: boolean, self: Tasklet, bomb: Bomb): Result {
  return throwBomb(self, bomb, later);
}

function tasklet_raise_exception(self: Tasklet, args: Value[]): Result {
  return throwBomb(self, classBomb('tasklet', 'raise_exception', args), false);
}

function tasklet_kill(self: Tasklet, pending: Value = false): Result {
  return TruthOperation.with(pending, killWhen, self);
}

function killWhen(later: boolean, self: Tasklet): Result {
  return kill(self, later);
}

// --- Threads, the end --------------------------------------------------------------------------------------------------

/** Moves the tasklet to another thread. */
function tasklet_bind_thread(self: Tasklet, id?: Value): Result {
  const s = here();
  const n = id === undefined ? -1 : intOf(id);
  if (n === undefined) {
    throw newException(typeErrorType, `'${typeOf(id!).name}' object cannot be interpreted as an integer`);
  }
  if (n < -1) throw newException(overflowErrorType, "can't convert negative value to unsigned int");
  if (n === -1 && self.thread === s) return None;
  const isRunnable = (self.flags & (QUEUED | WAITING)) !== 0 || self.isCurrent || self.isFollowing;
  if (self.thread !== null && isRunnable) throw runtimeError("can't (re)bind a runnable tasklet");
  if (self.nestingLevel > 0 || self.isMain) throw runtimeError('tasklet has C state on its stack');
  const thread = n === -1 ? s : s.shared.threads.get(Number(n));
  if (thread === undefined) throw newException(valueErrorType, 'bad thread');
  const old = self.env.thread;
  if ((self.flags & WAITING) !== 0) old.stopWaiting(self);
  if (old.current === self) old.current = old.main;
  const on = self.waitingOn;
  if (on instanceof HostWait) on.count(-1);
  self.env = new Environment(thread, self.env.context);
  if (on instanceof HostWait) on.count(1);
  return None;
}

/** What is left of a paused tasklet needs no end, if it can be restored. */
function tasklet_del(self: Tasklet): Result {
  if (self.nestingLevel === 0 || !self.paused) return None;
  if (self.thread !== here()) return kill(self, false);
  return frozenFunction('tasklet', 'finalize').call2(self, KILL_ATTEMPTS);
}

// --- Flags ---------------------------------------------------------------------------------------------------------------

function setFlag(t: Tasklet, bit: number, value: Value, message: string): boolean {
  const n = intOf(value);
  if (n === undefined) throw newException(typeErrorType, message);
  const old = (t.flags & bit) !== 0;
  if (n !== 0) t.flags |= bit;
  else t.flags &= ~bit;
  return old;
}

function tasklet_set_atomic(self: Tasklet, flag: Value): Result {
  const old = setFlag(self, ATOMIC, flag, 'set_atomic needs exactly one bool or integer');
  return firePending(here(), self, old);
}

function tasklet_set_ignore_nesting(self: Tasklet, flag: Value): Result {
  const old = setFlag(self, IGNORE_NESTING, flag, 'set_ignore_nesting needs exactly one bool or integer');
  return firePending(here(), self, old);
}

function flagGetter(bit: number): (self: Tasklet) => Result {
  return (self) => (self.flags & bit) !== 0;
}

function tasklet_block_trap_set(self: Tasklet, value: Value | undefined): void {
  setFlag(self, BLOCK_TRAP, value ?? None, 'block_trap must be set to a bool or integer');
}

// --- Looking at it -------------------------------------------------------------------------------------------------------

function tasklet_frame(self: Tasklet): Result {
  if (self === here().current) {
    return (self.flags & ALIVE) === 0 ? None : withFrames(0, (frame) => frame ?? None);
  }
  return self.thread === null ? None : (visibleFrame(self.frame) ?? None);
}

/** The number of Python functions on its stack. */
function tasklet_recursion_depth(self: Tasklet): Result {
  if (self === here().current) return stackDepth();
  let depth = 0;
  for (let f: Frame | null = visibleFrame(self.frame); f !== null; f = visibleFrame(f.visibleBack)) depth++;
  return depth;
}

function tasklet_channel(self: Tasklet): Result {
  return self.waitingOn instanceof Channel ? self.waitingOn : None;
}

function neighbour(t: Tasklet, other: Tasklet | null): Result {
  return t.thread === null ? None : (other ?? None);
}

function tasklet_tempval_set(self: Tasklet, value: Value | undefined): void {
  self.tempval = value ?? None;
}

defineStaticMethods(taskletType, { __new__: ['($type, /, *args, **kwargs)', tasklet_new] });
defineMethods(taskletType, {
  __init__: ['($self, /, func=None, args=None, kwargs=None)', lifted(tasklet_init)],
  __call__: [
    '($self, /, *args, **kwargs)',
    tasklet_setup,
    'Give the tasklet its arguments and make it ready to run.',
  ],
  bind: [
    '($self, /, func=None, args=None, kwargs=None)',
    lifted(tasklet_bind),
    'Bind the tasklet to a function, and to arguments.',
  ],
  setup: [
    '($self, /, *args, **kwargs)',
    tasklet_setup,
    'Give the tasklet its arguments and make it ready to run.',
  ],
  insert: ['($self, /)', tasklet_insert, 'Put the tasklet at the end of the run queue.'],
  remove: ['($self, /)', tasklet_remove, 'Take the tasklet out of the run queue.'],
  run: ['($self, /)', tasklet_run, 'Switch to the tasklet; the caller stays in the run queue.'],
  switch: ['($self, /)', tasklet_switch, 'Switch to the tasklet; the caller is paused.'],
  throw: [
    '($self, /, exc, val=None, tb=None, pending=False)',
    tasklet_throw,
    'Raise an exception in the tasklet.',
  ],
  raise_exception: ['($self, /, *args)', tasklet_raise_exception, 'Raise exc_class(*args) in the tasklet.'],
  bind_thread: [
    '($self, thread_id=-1, /)',
    lifted(tasklet_bind_thread),
    'Move the tasklet to another thread.',
  ],
  kill: ['($self, /, pending=False)', tasklet_kill, 'Raise TaskletExit in the tasklet.'],
  __del__: ['($self, /)', tasklet_del],
  set_atomic: [
    '($self, flag, /)',
    tasklet_set_atomic,
    'Say whether the watchdog must not interrupt; gives the old value.',
  ],
  set_ignore_nesting: [
    '($self, flag, /)',
    tasklet_set_ignore_nesting,
    'Say whether nesting is ignored; gives the old value.',
  ],
});
defineGetSets(taskletType, {
  alive: [(self: Tasklet): Result => self.alive],
  blocked: [flagGetter(BLOCKED)],
  atomic: [flagGetter(ATOMIC)],
  ignore_nesting: [flagGetter(IGNORE_NESTING)],
  block_trap: [flagGetter(BLOCK_TRAP), tasklet_block_trap_set],
  scheduled: [flagGetter(SCHEDULED)],
  paused: [(self: Tasklet): Result => self.paused],
  restorable: [(self: Tasklet): Result => self.nestingLevel === 0],
  is_current: [(self: Tasklet): Result => self.isCurrent],
  is_main: [(self: Tasklet): Result => self.isMain],
  thread_id: [(self: Tasklet): Result => self.thread?.id ?? -1],
  nesting_level: [(self: Tasklet): Result => self.nestingLevel],
  recursion_depth: [lifted(tasklet_recursion_depth)],
  frame: [lifted(tasklet_frame)],
  trace_function: [tracingGetter('trace'), tracingSetter('trace')],
  profile_function: [tracingGetter('profile'), tracingSetter('profile')],
  next: [(self: Tasklet): Result => neighbour(self, self.after)],
  prev: [(self: Tasklet): Result => neighbour(self, self.before)],
  _channel: [tasklet_channel],
});
defineMembers(taskletType, { tempval: [(self: Tasklet): Result => self.tempval, tasklet_tempval_set] });

/**
 * Lets compiled code make a tasklet of the class itself without the detour over `__new__` and `__init__`. To be called
 * when all classes are complete.
 */
export function prepareTaskletClass(): void {
  taskletType.js = (func: Value): Result => makeTasklet(here(), func);
  taskletType.arity = arityOf(1, 1);
}
