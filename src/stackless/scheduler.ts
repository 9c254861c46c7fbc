// The scheduler of one thread: which tasklet runs next, and what its ends and its ticks bring.
//
// It is one object in layers, a file for each: the run queue (run-queue.ts); how one tasklet gives way to another (switching.ts); how
// the thread takes turns on the machine (turns.ts); and here who is next, what is looked at in ticks, who is inside of
// stackless.run(), what follows when a tasklet ends, and the program of the main tasklet. What threads have in common is in Shared.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { type Frame, lift, updateLimit } from '../machine/frame.ts';
import { defineIntrinsics } from '../machine/frozen.ts';
import { machine, UNINTERRUPTED } from '../machine/machine.ts';
import { memory } from '../machine/memory.ts';
import { runMachine } from '../machine/trampoline.ts';
import type { PyDict } from '../objects/dict.ts';
import {
  memoryErrorType,
  newException,
  type PyBaseException,
  raise,
  runtimeErrorType,
} from '../objects/exception.ts';
import type { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { Bomb, bombOf } from './bomb.ts';
import { SwitchCallbackFrame } from './callbacks.ts';
import { Channel } from './channel.ts';
import { raiseDeadlockIn } from './deadlock.ts';
import type { HostWait } from './host-wait.ts';
import { FIRST_TICKS } from './pace.ts';
import { makePendingCalls } from './pending.ts';
import { CALLED_BACK } from './reasons.ts';
import { Shared } from './shared.ts';
import {
  ALIVE,
  BLOCKED,
  Environment,
  ERROR_HANDLED,
  INTERRUPT_PENDING,
  QUEUED,
  RUNNER,
  SCHEDULED,
  Tasklet,
  VISITOR,
  type Visitor,
  WAITING,
} from './tasklet.ts';
import { killRunners, threadFinished } from './thread-end.ts';
import { Turns } from './turns.ts';
import { watchLastingAwaitables } from './unawaited.ts';
import { watchLasting } from './unclosed.ts';
import { uncaught } from './uncaught.ts';
import { endSlice, mayInterrupt, spendTicks } from './watchdog.ts';

/** Calls of the tick handler for one that looks at time, signals, threads and memory. */
const SLICES_PER_LOOK = 4;

/** What `leaving` says when the last runnable tasklet must not leave. */
export const DEADLOCK = Symbol('DEADLOCK');

export class ThreadScheduler extends Turns {
  readonly id: number;
  readonly main: Tasklet;
  current: Tasklet;
  /** The environment that the main tasklet begins with, and shares with those it makes. */
  readonly common: Environment;
  /** The environment of tasklets that have not been given a function: each gets its own when it needs one. */
  readonly bare: Environment;
  /** Tasklets inside stackless.run(), the innermost last. */
  runners: Tasklet[] = [];
  /** stackless.run() has been called. */
  hasRun = false;
  /** The list that get_thread_info shows of the runners; null until it is asked for. */
  runnerList: PyList | null = null;
  /** Tasklets that wait for the host. */
  hostWaits = 0;
  /** Tasklets that wait for something that comes from outside the program, also those removed meanwhile. */
  private outsideWaits = 0;
  /** Tasklets that wait for another to release a lock or the like. */
  lockWaits = 0;
  /** The name by which the system knows the thread; null: that of the program. */
  systemName: string | null = null;
  /** The thread has ended: its tasklets are in no thread. */
  ended = false;
  /** The attributes of thread-local objects (_thread._local). */
  readonly locals = new WeakMap<object, PyDict>();
  /** The event loop of asyncio that runs in this thread, and which of its tasks; None: none. */
  eventLoop: Value = None;
  eventTask: Value = None;
  /** Called when the thread has ended, or the program, if it is the main thread. */
  readonly endHooks: (() => void)[] = [];
  pickleFlags: number;
  /** Looks taken, as long as they are few: the first ones come at each tick, so that V8 has seen them when it compiles ticks. */
  private looks = 0;
  /** How main's end is told to who started it; null while no program runs. */
  private mainEnded: { resolve: (value: Value) => void; reject: (reason: unknown) => void } | null = null;

  constructor(shared: Shared, id: number) {
    super(shared);
    this.id = id;
    this.pickleFlags = shared.pickleFlagsDefault;
    if (machine.stress) this.beHostile();
    if (shared.hasCallbacks) this.closely |= CALLED_BACK;
    const isFirst = shared.threads.size === 0;
    this.common = new Environment(this, null, isFirst);
    this.bare = new Environment(this, null, isFirst);
    const main = new Tasklet(this.common);
    main.flags |= ALIVE | QUEUED;
    main.after = main.before = main;
    this.main = this.current = this.queue = main;
  }

  // --- Waiting -----------------------------------------------------------------------------------------------------

  /** Takes a tasklet off the channel or host event it waits for, so that it is paused. */
  release(t: Tasklet): void {
    const on = t.waitingOn;
    if (on === null) return;
    if (on instanceof Channel) on.withdraw(t);
    else {
      on.abandon();
      if ((t.flags & WAITING) !== 0) this.stopWaiting(t);
      t.endHostWait();
    }
  }

  /** A tasklet waits for the host, or for another tasklet; `waitingOn` says which. */
  startWaiting(t: Tasklet): void {
    t.flags |= WAITING;
    if ((t.waitingOn as HostWait).outside) this.hostWaits++;
    else this.lockWaits++;
  }

  /** It does so no longer, or does not count as runnable any more. */
  stopWaiting(t: Tasklet): void {
    t.flags &= ~WAITING;
    if ((t.waitingOn as HostWait).outside) this.hostWaits--;
    else this.lockWaits--;
  }

  /** One of its tasklets has begun (1) or ended (-1) a wait for something from outside. */
  countOutsideWait(by: 1 | -1): void {
    this.outsideWaits += by;
    if (!this.ended) this.shared.outsideWaits += by;
  }

  /** The thread ends. What its tasklets wait for makes nobody runnable any more. */
  leaveWaits(): void {
    this.ended = true;
    this.shared.outsideWaits -= this.outsideWaits;
  }

  // --- Who is next -------------------------------------------------------------------------------------------------

  /** The tasklet that is woken when the queue is empty, and that gets uncaught exceptions. */
  wakeTarget(): Tasklet {
    const { runners } = this;
    return runners.length > 0 ? runners[runners.length - 1]! : this.main;
  }

  /**
   * Who runs when `t`, the running tasklet, leaves the queue: null: none until the host or another thread wakes one.
   * @param blocks it leaves to wait for another tasklet
   */
  leaving(t: Tasklet, blocks: boolean): Tasklet | null | typeof DEADLOCK {
    if (this.softExpired && this.watchdog !== null) return this.watchdog.runner;
    const next = t.after!;
    if (next !== t) return next;
    if (this.mayBeWoken()) return null;
    const target = this.wakeTarget();
    if (target.waitingOn !== null && this.waitsAgain(target)) return null;
    const wakeable = target === t ? !blocks : target.waitingOn === null;
    if (wakeable) return this.sleepsRather() ? null : target;
    return this.shared.othersCanAct ? null : DEADLOCK;
  }

  /** Who runs when `t`, the running tasklet, leaves the queue to wait for the host; null: none for now. */
  leavingForHost(t: Tasklet): Tasklet | null {
    if (this.softExpired && this.watchdog !== null) return this.watchdog.runner;
    return t.after === t ? null : t.after;
  }

  /** Whether a tasklet waits that counts as runnable. */
  mayBeWoken(): boolean {
    return this.hostWaits > 0 || (this.lockWaits > 0 && this.shared.othersCanAct);
  }

  /**
   * A wake target that was removed from the queue while it waited for the host or for another tasklet waits again, as what it waits
   * for has not come: false when it never can.
   */
  private waitsAgain(target: Tasklet): boolean {
    if ((target.flags & (BLOCKED | WAITING)) !== 0) return false;
    if (!(target.waitingOn as HostWait).outside && !this.shared.locksCanBeReleased) return false;
    this.startWaiting(target);
    return true;
  }

  /** Whether stackless.run() was asked not to return while other threads can make a tasklet ready. */
  private sleepsRather(): boolean {
    return this.watchdog !== null && this.watchdog.threadblock && this.shared.othersCanAct;
  }

  // --- Ticks -------------------------------------------------------------------------------------------------------

  tick(): Result | undefined {
    const { shared } = this;
    // A watchdog counts nothing of what built-ins do that are written in Python.
    const watchdog = machine.ticks < 0 ? this.watchdog : null;
    machine.turns = shared.pace.ticks;
    // With a watchdog these are not of its budget, and so few that `hurry` gives none of them back to it.
    if (machine.ticks < 0) machine.ticks = watchdog === null ? shared.pace.ticks : FIRST_TICKS;
    const looks = --this.slices <= 0 || shared.pendingCalls.length > 0 || machine.stress;
    if (!looks) return watchdog === null ? undefined : spendTicks(this, watchdog);
    this.slices = this.looks < SLICES_PER_LOOK ? ++this.looks : SLICES_PER_LOOK;
    const now = shared.host.monotonic();
    watchLastingAwaitables(now);
    watchLasting(now);
    const isLimited = this.watchdog !== null && this.watchdog.until !== Infinity;
    shared.pace.adapt(now, shared.turnBegan, isLimited || shared.ready.length > 0);
    if (this.watchdog === null) machine.ticks = machine.turns = shared.pace.ticks;
    const left = watchdog === null ? 0 : watchdog.left;
    const looked = this.lookInside(now);
    // What `lookSoon` gives back meanwhile is not of the budget.
    if (watchdog !== null && watchdog.left > left) watchdog.left = left;
    if (looked === ABRUPT) return ABRUPT;
    if (watchdog !== null) {
      const result = spendTicks(this, watchdog);
      if (result !== undefined) return result;
    }
    if (this.lookOutside(now) === ABRUPT) return ABRUPT;
    return shared.ready.length > 0 && this.turnIsOver(now) ? lift(this.giveTurn) : undefined;
  }

  /** Has the next tick look around; a watchdog gets back what is left of its portion. */
  lookSoon(): void {
    const { ticks } = machine;
    if (ticks > UNINTERRUPTED / 2) return;
    this.slices = machine.ticks = machine.turns = 0;
    if (this.watchdog !== null) this.watchdog.left += Math.max(0, ticks);
  }

  /** What a native that iterates for long looks after in place of ticks. */
  lookInNative(): Abrupt | undefined {
    const now = this.shared.host.monotonic();
    return this.lookInside(now) === ABRUPT ? ABRUPT : this.lookOutside(now);
  }

  /** Timers, pending calls and memory: ABRUPT if something was raised or suspended. */
  private lookInside(now: number): Abrupt | undefined {
    const { shared } = this;
    shared.timers.fire(now);
    if (shared.pendingCalls.length > 0 && this === shared.main && shared.pendingCallIn !== this.current)
      if (makePendingCalls(this) === ABRUPT) return ABRUPT;
    if (now >= memory.nextLook && !memory.look(now)) return raise(memoryErrorType);
    return undefined;
  }

  /** The time of the watchdog, and the turns of the event loop: ABRUPT if the running tasklet is to stop. */
  private lookOutside(now: number): Abrupt | undefined {
    const { shared, watchdog } = this;
    if (watchdog !== null && now >= watchdog.until && mayInterrupt(this))
      return endSlice(this, watchdog) as Abrupt;
    if (!shared.isTurnDue(now)) return undefined;
    shared.lastHostTurn = now;
    return lift(this.yieldToHost);
  }

  // --- stackless.run() ---------------------------------------------------------------------------------------------

  /** Brings the list that Python sees up to date. */
  showRunners(): void {
    if (this.runnerList !== null) this.runnerList.items = [this.watchdog?.runner ?? None, ...this.runners];
  }

  /** A runner goes on: its run() returns, and it and all inner runners are runners no longer. */
  leaveRun(t: Tasklet): void {
    t.flags &= ~RUNNER;
    if (!(t.tempval instanceof Bomb)) t.tempval = None;
    const position = this.runners.indexOf(t);
    if (position < 0) return;
    const popped = this.runners.splice(position);
    if (this.watchdog !== null && popped.includes(this.watchdog.runner)) {
      this.watchdog.cancel?.();
      this.watchdog = null;
      this.softExpired = false;
    }
    this.showRunners();
    for (let i = popped.length - 1; i > 0; i--) {
      const inner = popped[i]!;
      if ((inner.flags & SCHEDULED) === 0) this.append(inner);
    }
  }

  // --- The end of a tasklet ----------------------------------------------------------------------------------------

  finished(): void {
    const t = this.current;
    const exc = machine.value === ABRUPT ? machine.exc : null;
    machine.exc = null;
    if (t === this.main) this.threadFinished(exc);
    else if (exc !== null) uncaught(this, t, exc);
    else this.end(t);
  }

  /** The running tasklet, which has no frames left, ends; who is next is found by the wake-up rule. */
  end(t: Tasklet): void {
    this.retire(t);
    if ((t.flags & VISITOR) !== 0) this.goOnAfterVisit(t as Visitor);
    else this.goOnAfter(this.successor());
  }

  /** The thread rests on, unless the visitor has changed what it rested for. */
  private goOnAfterVisit(t: Visitor): void {
    const isOver = this.queue !== null || this.softExpired || this.wakeTarget().waitingOn === null;
    const next = isOver ? this.successor() : null;
    if (next === null) this.current = t.last;
    this.goOnAfter(next);
  }

  /** Takes the running tasklet, which has ended, out of everything. */
  retire(t: Tasklet): void {
    t.flags &= ~(ALIVE | ERROR_HANDLED | INTERRUPT_PENDING);
    t.tempval = None;
    this.unqueue(t);
  }

  private successor(): Tasklet | null {
    if (this.softExpired && this.watchdog !== null) return this.watchdog.runner;
    if (this.queue !== null) return this.queue;
    if (this.mayBeWoken()) return null;
    const target = this.wakeTarget();
    if (target.waitingOn !== null && this.waitsAgain(target)) return null;
    if (target.waitingOn !== null && (target.flags & BLOCKED) === 0) raiseDeadlockIn(this, target);
    else if ((target.flags & BLOCKED) !== 0) {
      const sending = (target.waitingOn as Channel).balance > 0;
      this.release(target);
      target.tempval = bombOf(
        newException(
          runtimeErrorType,
          sending
            ? 'the main tasklet is sending without a receiver available.'
            : 'the main tasklet is receiving without a sender available.',
        ),
      );
    } else if (this.sleepsRather()) return null;
    return target;
  }

  /** As `goTo`, on the empty stack of a tasklet that has ended. */
  goOnAfter(next: Tasklet | null): void {
    machine.handled = null;
    machine.base = 0;
    machine.tracing = null;
    if (next === null) {
      this.rest();
      return;
    }
    this.install(next);
    if (this.shared.scheduleCallback === null || next === this.current) machine.top = this.enter(next);
    else this.pushFrame(new SwitchCallbackFrame(this, next));
  }

  // --- The main program --------------------------------------------------------------------------------------------

  /**
   * Runs `frame` as the main tasklet's code. The promise gives its value; an uncaught exception rejects it. Other tasklets
   * stay as they are then, and go on when main's code is run again.
   */
  runMain(frame: Frame): Promise<Value> {
    if (this.mainEnded !== null) throw new Error('the main tasklet is running');
    const { shared } = this;
    return new Promise((resolve, reject) => {
      this.mainEnded = { resolve, reject };
      shared.guarded(() => {
        shared.lastHostTurn = shared.turnBegan = shared.host.monotonic();
        shared.interpreter.scheduler = this;
        this.queue = this.current = this.main;
        this.beneath = null;
        machine.floor = 0;
        machine.exc = null;
        machine.handled = null;
        machine.base = 0;
        machine.top = null;
        machine.ticks = machine.turns = shared.pace.ticks;
        updateLimit();
        this.pushFrame(frame);
        runMachine();
      });
    });
  }

  /** The code of the main program is running, or waits. */
  get hasProgram(): boolean {
    return this.mainEnded !== null;
  }

  /** The main tasklet has ended: with it, in the main thread, the program. */
  private threadFinished(exc: PyBaseException | null): void {
    if (!this.isMainThread) return threadFinished(this);
    const ended = this.mainEnded!;
    this.mainEnded = null;
    this.shared.halt();
    for (const hook of this.endHooks) hook();
    if (exc !== null) ended.reject(exc);
    else ended.resolve(machine.value as Value);
  }

  /** The machine itself failed: the program ends. */
  crashed(error: unknown): void {
    const ended = this.mainEnded;
    this.mainEnded = null;
    if (ended === null) throw error;
    ended.reject(error);
  }
}

/** The scheduler of the running thread. */
export function here(): ThreadScheduler {
  return machine.interpreter.scheduler as ThreadScheduler;
}

/** The scheduler of a new interpreter's main thread. */
export function createScheduler(): ThreadScheduler {
  const shared = new Shared(machine.interpreter);
  const scheduler = new ThreadScheduler(shared, MAIN_THREAD_ID);
  shared.main = scheduler;
  shared.threads.set(scheduler.id, scheduler);
  return scheduler;
}

/** An id that looks like those of threads elsewhere, and like nothing else. */
const MAIN_THREAD_ID = 0x7f3a_5bff_f740;

defineIntrinsics({
  kill_runners: ['()', (): Result => killRunners(here())],
});
