// The scheduler of one thread: which tasklet runs, which runs next, and how one gives way to another.
//
// The run queue is a ring through the tasklets' own links; `queue` is its head. While a tasklet runs it is the head, and
// the last of the ring stands before it. Every operation on the ring takes constant time.
//
// An operation that switches first brings queue, channels and flags into the state that is to hold afterwards, then
// calls `goTo`, which lifts the stack; the trampoline then calls `switchFrom`, which stores the registers in the tasklet that
// leaves and loads those of the next. Nothing is allocated. What is common to all threads is in Shared.
//
// A thread whose turn is over leaves the machine in one of three ways: it rests (no tasklet can run), it is stopped in the middle
// of what its current tasklet does (at a tick, or held by a wait during which it must not switch), or it ends. `load`
// is the way back.
import { ABRUPT } from '../machine/abrupt.ts';
import {
  type Frame,
  lift,
  liftToSwitch,
  NativeFrame,
  PyFrame,
  suspend,
  updateLimit,
} from '../machine/frame.ts';
import type { Scheduler } from '../machine/interpreter.ts';
import { type LiftAction, machine, TICKS_PER_SLICE } from '../machine/machine.ts';
import { memory } from '../machine/memory.ts';
import { runAbove, runMachine } from '../machine/trampoline.ts';
import {
  memoryErrorType,
  newException,
  type PyBaseException,
  raise,
  runtimeErrorType,
} from '../objects/exception.ts';
import type { PyDict } from '../objects/dict.ts';
import type { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { Bomb, bombOf, Explosion, readyException } from './bomb.ts';
import { SwitchCallbackFrame } from './callbacks.ts';
import { Channel } from './channel.ts';
import { raiseDeadlockIn } from './deadlock.ts';
import type { HostWait } from './host-wait.ts';
import {
  CALLED_BACK,
  HOSTILE,
  IN_CHANNEL_CALLBACK,
  IN_SCHEDULE_CALLBACK,
  SOFT_EXPIRED,
  TRAPPED,
} from './reasons.ts';
import { Shared } from './shared.ts';
import {
  ALIVE,
  ATOMIC,
  BLOCKED,
  Environment,
  ERROR_HANDLED,
  INTERRUPT_PENDING,
  QUEUED,
  RUNNER,
  SCHEDULED,
  Tasklet,
  WAITING,
} from './tasklet.ts';
import { threadFinished } from './thread-end.ts';
import { loadTracing, storeTracing } from './tracing.ts';
import { watchFresh } from './unawaited.ts';
import { watchUnclosed } from './unclosed.ts';
import { uncaught } from './uncaught.ts';
import { endSlice, interrupt, mayInterrupt, type Watchdog } from './watchdog.ts';

/** Calls of the tick handler for one that looks at time, signals, threads and memory. */
const SLICES_PER_LOOK = 4;

/** In hostile mode: what is done with the frames of a tasklet that leaves; filled in by modules/pickle/revival.ts. */
export const hostile = { revive: (_top: Frame | null): void => {} };

/** What `leaving` says when the last runnable tasklet must not leave. */
export const DEADLOCK = Symbol('DEADLOCK');

export class ThreadScheduler implements Scheduler {
  readonly shared: Shared;
  readonly id: number;
  /** The tasklet that stands for the thread's own code. */
  readonly main: Tasklet;
  /** The environment of tasklets that have not been given a function: each gets its own when it needs one. */
  readonly bare: Environment;
  /** The tasklet that runs; while a switch is under way, the one that leaves. */
  current: Tasklet;
  /** The head of the run queue; null when nothing can run. */
  queue: Tasklet | null;
  /** The length of the run queue. */
  runcount = 1;
  /** Tasklets inside stackless.run(), the innermost last. */
  runners: Tasklet[] = [];
  /** stackless.run() has been called. */
  hasRun = false;
  /** The list that get_thread_info shows of the runners; null until it is asked for. */
  runnerList: PyList | null = null;
  /** Of the outermost timed stackless.run(). */
  watchdog: Watchdog | null = null;
  /** The reasons (reasons.ts) for which a switch has to be looked at closer; 0: it is as simple as can be. */
  closely = 0;
  /** The tasklet above whose stack the running one runs; null: the host's stack holds the running one's alone. */
  beneath: Tasklet | null = null;
  private trapLevel = 0;
  /** Tasklets that wait for the host. */
  hostWaits = 0;
  /** Tasklets that wait for another to release a lock or the like. */
  lockWaits = 0;
  /** The wait during which the thread must not switch; null: none. */
  heldBy: HostWait | null = null;
  /** The thread has ended: its tasklets are in no thread. */
  ended = false;
  /** The attributes of thread-local objects (_thread._local). */
  readonly locals = new WeakMap<object, PyDict>();
  /** Called when the thread has ended. */
  readonly endHooks: (() => void)[] = [];
  pickleFlags: number;
  /** No tasklet can run; `current` is the one that ran last, and everything is stored in it. */
  private idle = false;
  /** None has run since the thread came to rest, though one may be able to by now: `current` is only the last. */
  asleep = false;
  /** `current` was stopped in the middle of what it does, and goes on so. */
  private stopped = false;
  /** What a stopped tasklet goes on with; a bomb raises. */
  private resumption: Value = None;
  /** The machine's counter of ticks while another thread runs. */
  private ticks = TICKS_PER_SLICE;
  /** Counts down to the next tick at which time, signals, threads and memory are looked at. */
  private slices = 0;
  /** Looks taken, as long as they are few: the first ones come at each tick, so that V8 has seen them when it compiles ticks. */
  private looks = 0;
  /** How main's end is told to who started it; null while no program runs. */
  private mainEnded: { resolve: (value: Value) => void; reject: (reason: unknown) => void } | null = null;

  constructor(shared: Shared, id: number) {
    this.shared = shared;
    this.id = id;
    this.pickleFlags = shared.pickleFlagsDefault;
    if (machine.stress) this.beHostile();
    if (shared.hasCallbacks) this.closely |= CALLED_BACK;
    this.bare = new Environment(this, null);
    const main = new Tasklet(new Environment(this, null));
    main.flags = ALIVE | QUEUED;
    main.after = main.before = main;
    this.main = this.current = this.queue = main;
  }

  /** Whether signals and the end of the program are this thread's. */
  get isMainThread(): boolean {
    return this.shared.main === this;
  }

  /** Whether no tasklet can run until the host wakes one. */
  get resting(): boolean {
    return this.idle;
  }

  // --- What switches depend on -------------------------------------------------------------------------------------

  /** Sets or clears a reason to look at switches closer. */
  lookCloser(reason: number, holds: boolean): void {
    this.closely = holds ? this.closely | reason : this.closely & ~reason;
  }

  /** A soft timeout has expired: the next scheduling moment belongs to the watchdog's runner. */
  get softExpired(): boolean {
    return (this.closely & SOFT_EXPIRED) !== 0;
  }
  set softExpired(holds: boolean) {
    this.lookCloser(SOFT_EXPIRED, holds);
  }

  /** While it is not zero, nothing switches. */
  get trap(): number {
    return this.trapLevel;
  }
  set trap(level: number) {
    this.trapLevel = level;
    this.lookCloser(TRAPPED, level !== 0);
  }

  /** A schedule callback is running. */
  get inScheduleCallback(): boolean {
    return (this.closely & IN_SCHEDULE_CALLBACK) !== 0;
  }
  set inScheduleCallback(holds: boolean) {
    this.lookCloser(IN_SCHEDULE_CALLBACK, holds);
  }

  /** A channel callback is running. */
  get inChannelCallback(): boolean {
    return (this.closely & IN_CHANNEL_CALLBACK) !== 0;
  }
  set inChannelCallback(holds: boolean) {
    this.lookCloser(IN_CHANNEL_CALLBACK, holds);
  }

  // --- The run queue -----------------------------------------------------------------------------------------------

  /** Puts a tasklet at the end of the queue, before its head. */
  append(t: Tasklet): void {
    const head = this.queue;
    this.runcount++;
    t.flags |= QUEUED;
    if (head === null) {
      t.after = t.before = t;
      this.queue = t;
      if (this.idle) this.awake();
      return;
    }
    const last = head.before!;
    t.after = head;
    t.before = last;
    last.after = t;
    head.before = t;
  }

  /** Puts a tasklet directly behind the head. */
  insertBehindHead(t: Tasklet): void {
    const head = this.queue!;
    const next = head.after!;
    this.runcount++;
    t.flags |= QUEUED;
    t.before = head;
    t.after = next;
    head.after = t;
    next.before = t;
  }

  /** Makes a tasklet the head: the ring is turned to it, or it is put in. */
  makeHead(t: Tasklet): void {
    if ((t.flags & QUEUED) === 0) this.append(t);
    this.queue = t;
  }

  /** Takes a tasklet out of the queue. */
  unqueue(t: Tasklet): void {
    this.runcount--;
    t.flags &= ~QUEUED;
    const next = t.after!;
    if (next === t) this.queue = null;
    else {
      const prev = t.before!;
      prev.after = next;
      next.before = prev;
      if (this.queue === t) this.queue = next;
    }
    t.after = t.before = null;
  }

  /** Takes the running tasklet, which is not alone there, out of the queue: gives the next one, now its head. */
  unqueueHead(t: Tasklet): Tasklet {
    const next = t.after!;
    const prev = t.before!;
    this.runcount--;
    t.flags &= ~QUEUED;
    prev.after = next;
    next.before = prev;
    this.queue = next;
    t.after = t.before = null;
    return next;
  }

  /** Takes a tasklet off the channel or host event it waits for, so that it is paused. */
  release(t: Tasklet): void {
    const on = t.waitingOn;
    if (on === null) return;
    if (on instanceof Channel) on.dismiss(t);
    else {
      on.abandon();
      if ((t.flags & WAITING) !== 0) this.stopWaiting(t);
      t.waitingOn = null;
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
    if (!(target.waitingOn as HostWait).outside && !this.shared.othersCanAct) return false;
    this.startWaiting(target);
    return true;
  }

  /** Whether stackless.run() was asked not to return while other threads can make a tasklet ready. */
  private sleepsRather(): boolean {
    return this.watchdog !== null && this.watchdog.threadblock && this.shared.othersCanAct;
  }

  /** Throws while a callback is running, which must not switch. */
  checkCallbacks(): void {
    if (this.inScheduleCallback || this.inChannelCallback) throw recursiveCall();
  }

  /** Why the running tasklet may not switch now; undefined when it may. */
  refusal(): PyBaseException | undefined {
    if (this.inScheduleCallback || this.inChannelCallback) return recursiveCall();
    return this.trap !== 0 ? newException(runtimeErrorType, 'switch_trap') : undefined;
  }

  /** Hostile mode: the frames of each tasklet that leaves go through bytes. */
  private beHostile(): void {
    this.closely |= HOSTILE;
    const { switchFrom, park } = this;
    this.switchFrom = (top) => {
      hostile.revive(top);
      return switchFrom.call(this, top);
    };
    this.park = (top) => {
      hostile.revive(top);
      park(top);
    };
  }

  // --- Switching ---------------------------------------------------------------------------------------------------

  /**
   * Suspends the running tasklet, whose call then returns its `tempval`, and goes on with `next`, which becomes the head of
   * the queue; null: with the host's event loop.
   */
  goTo(next: Tasklet | null): Result {
    if (next === null || this.beneath !== null || !this.mayStay()) return this.goAway(next);
    this.install(next);
    return this.goAbove(next);
  }

  /** The same where nothing has to be looked at closer, and `next` is the head of the queue already. */
  goToHead(next: Tasklet): Result {
    if ((next.flags & RUNNER) !== 0) this.leaveRun(next);
    if (this.beneath !== null || machine.depth * 2 > machine.hostDepth || machine.tracingUsed)
      return liftToSwitch();
    return this.goAbove(next);
  }

  /** The same for a tasklet that will not go on soon: its stack is lifted in any case. */
  goAway(next: Tasklet | null): Result {
    if (next === null) return lift(this.park);
    this.install(next);
    if (this.shared.scheduleCallback !== null && next !== this.current)
      return new SwitchCallbackFrame(this, next).begin();
    return liftToSwitch();
  }

  /** As `goTo`, at a moment when the running tasklet would have given way to `due` anyway: a soft timeout takes effect here. */
  giveWay(due: Tasklet): Result {
    if (!this.softExpired || this.watchdog === null) return this.goTo(due);
    this.makeHead(due);
    return this.goTo(this.watchdog.runner);
  }

  // --- Above the stack of another -------------------------------------------------------------------------------------

  /** Whether others can run above the stack of the running tasklet: there is room, and nobody looks on. */
  private mayStay(): boolean {
    if (machine.depth * 2 > machine.hostDepth || machine.stress || machine.tracingUsed) return false;
    return this.shared.scheduleCallback === null;
  }

  /** Goes on with `next` above the stack of the running tasklet. */
  private goAbove(next: Tasklet): Result {
    const t = this.current;
    t.base = machine.base;
    if (machine.handled !== null || t.handled !== null) t.handled = machine.handled;
    this.beneath = t;
    machine.floor = machine.depth;
    return runAbove(this, this.enter(next)) as Result;
  }

  /** Whether it is the turn of the tasklet beneath. */
  get isBack(): boolean {
    return this.current === this.beneath;
  }

  /** The tasklet beneath goes on: what its call returns. */
  comeBack(): IterResult {
    this.beneath = null;
    machine.depth = machine.floor;
    machine.floor = 0;
    updateLimit();
    return machine.value as IterResult;
  }

  /** Whether the running tasklet, which has no frame left, ends in the simplest way. */
  get endsSimply(): boolean {
    const t = this.current;
    return machine.value !== ABRUPT && t !== this.main && t.after !== t;
  }

  /** The tasklet beneath is lifted as well, and then done what the stack above it was lifted for; null: nothing. */
  bringDown(top: Frame | null, action: LiftAction | null): Result {
    const t = this.current;
    const beneath = this.layDown();
    const { base, handled, value, exc } = machine;
    machine.exc = null;
    this.current = beneath;
    if (t !== beneath) {
      machine.base = beneath.base;
      machine.handled = beneath.handled;
    }
    return lift((below) => {
      if (t === beneath) top = joined(top, below);
      else {
        beneath.frame = joined(beneath.frame, below);
        beneath.base = machine.base;
        machine.base = base;
        machine.handled = handled;
      }
      this.current = t;
      machine.value = value;
      machine.exc = exc;
      machine.top = top;
      action?.(top);
    });
  }

  /** Another tasklet is to go on, and the one beneath has not been asked for: it is lifted, so that another can be in its place. */
  giveUp(top: Frame | null): Result {
    const t = this.current;
    t.frame = top;
    t.base = machine.base;
    t.handled = machine.handled;
    const beneath = this.layDown();
    this.current = beneath;
    machine.base = beneath.base;
    machine.handled = beneath.handled;
    return liftToSwitch();
  }

  private layDown(): Tasklet {
    const beneath = this.beneath!;
    this.beneath = null;
    machine.depth = machine.floor;
    machine.floor = 0;
    return beneath;
  }

  // --- From one to another ----------------------------------------------------------------------------------------------

  /** Makes `next` the head of the queue, and the next to run. */
  private install(next: Tasklet): void {
    if ((next.flags & QUEUED) === 0) this.append(next);
    if (this.queue !== next) this.queue = next;
    if ((next.flags & RUNNER) !== 0) this.leaveRun(next);
  }

  /** Stores the registers in the running tasklet and loads those of the head of the queue. */
  switchFrom(top: Frame | null): Frame | null {
    const t = this.current;
    t.frame = t.frame === null ? top : joined(t.frame, top);
    t.base = machine.base;
    if (machine.handled !== null || t.handled !== null) t.handled = machine.handled;
    if (machine.tracingUsed) storeTracing(t);
    return this.enter(this.queue!);
  }

  /** Goes on with a tasklet: gives its innermost frame. */
  private enter(t: Tasklet): Frame | null {
    if (machine.tracingUsed) loadTracing(t);
    this.current = t;
    const { frame, handled, tempval: value } = t;
    machine.base = t.base;
    t.frame = null;
    if (handled !== null || machine.handled !== null) {
      machine.handled = handled;
      t.handled = null;
    }
    if (value !== None) t.tempval = None;
    machine.value = value;
    if (this.watchdog !== null) this.startSlice(this.watchdog);
    if (value === None || typeof value === 'number') return frame;
    return value instanceof Bomb ? arm(value, frame) : frame;
  }

  /** Stores the registers; nothing runs in this thread until the host or another thread wakes a tasklet. */
  private park = (top: Frame | null): void => {
    this.store(top);
    this.rest();
  };

  private store(top: Frame | null): void {
    const t = this.current;
    t.frame = top;
    t.base = machine.base;
    t.handled = machine.handled;
    if (machine.tracingUsed) storeTracing(t);
    this.ticks = machine.ticks;
  }

  private rest(): void {
    this.idle = this.asleep = true;
    this.shared.nextThread();
  }

  /** The first tasklet has become runnable again. */
  private awake(): void {
    this.idle = false;
    this.shared.makeReady(this);
  }

  // --- Turns of the threads ----------------------------------------------------------------------------------------

  /** Loads the registers, to go on where the thread was; false when there is nothing to do after all. */
  load(): boolean {
    const { shared, stopped } = this;
    if (!stopped && this.queue === null) {
      this.idle = true;
      return false;
    }
    this.asleep = false;
    shared.interpreter.scheduler = this;
    shared.turnBegan = shared.host.monotonic();
    machine.ticks = shared.pendingCalls.length > 0 && this.isMainThread ? 0 : this.ticks;
    if (stopped) this.goOn();
    else this.wake();
    return true;
  }

  /** Goes on with the tasklet that was stopped. */
  private goOn(): void {
    const value = this.resumption;
    this.stopped = false;
    this.resumption = None;
    this.reload(this.current, value);
    if (value instanceof Bomb) machine.top = arm(value, machine.top);
  }

  /** Goes on with the head of the queue after a rest. */
  private wake(): void {
    const next = this.queue!;
    const last = this.current;
    this.install(next);
    if (this.shared.scheduleCallback === null || next === last) machine.top = this.enter(next);
    else {
      // The callback runs on top of the tasklet that ran last, which is stored again afterwards.
      this.reload(last, None);
      this.pushFrame(new SwitchCallbackFrame(this, next));
    }
  }

  /** Stores the registers of the running tasklet, which will go on with what it does. */
  private stop(top: Frame | null): void {
    this.store(top);
    this.stopped = true;
  }

  /** Stops the running tasklet, and with it the thread, until `wait` is over. */
  hold(top: Frame | null, wait: HostWait): void {
    this.stop(top);
    this.heldBy = wait;
    this.shared.nextThread();
  }

  /** What the thread was held by is over. */
  goOnWith(outcome: Value): void {
    this.heldBy = null;
    this.resumption = outcome;
    this.shared.makeReady(this);
  }

  /** A thread's first turn begins with `frame` in its main tasklet. */
  start(frame: Frame): void {
    this.main.frame = frame;
    this.stopped = true;
    this.shared.makeReady(this);
  }

  /** Makes `t`, whose thread does not run, raise what `bomb` holds when it goes on: true if that is in the middle of what it does. */
  interruptStopped(t: Tasklet, bomb: Bomb): boolean {
    if (!this.stopped || t !== this.current) return false;
    if (this.heldBy === null) this.resumption = bomb;
    else {
      this.heldBy.abandon();
      this.goOnWith(bomb);
    }
    return true;
  }

  /** Another thread has its turn, unless a built-in written in Python is at work: no other thread sees half of what it does. */
  private readonly giveTurn = (top: Frame | null): void => {
    if (top instanceof PyFrame && top.code.template.hidden) {
      machine.value = None;
      return;
    }
    this.stop(top);
    this.shared.ready.push(this);
    this.shared.nextThread();
  };

  /** Loads the registers that `store` left, without taking `tempval`. */
  private reload(t: Tasklet, value: Value | typeof ABRUPT): void {
    if (machine.tracingUsed) loadTracing(t);
    machine.top = t.frame;
    machine.base = t.base;
    machine.handled = t.handled;
    machine.value = value;
    t.frame = null;
    t.handled = null;
  }

  /** Puts a frame on top of the running tasklet's, which the trampoline then resumes. */
  pushFrame(frame: Frame): void {
    frame.back = machine.top;
    machine.top = frame;
    machine.value = None;
  }

  // --- Turns of the event loop -------------------------------------------------------------------------------------

  /** Stores the registers of the running tasklet, which goes on after the host's event loop has turned. */
  private readonly yieldToHost = (top: Frame | null): void => {
    this.stop(top);
    this.shared.ready.unshift(this);
    this.shared.giveHostTurn();
  };

  tick(): Result | undefined {
    machine.ticks = TICKS_PER_SLICE;
    const { shared, watchdog } = this;
    const looks = --this.slices <= 0 || shared.pendingCalls.length > 0 || machine.stress;
    if (!looks) return watchdog === null ? undefined : this.spendTicks(watchdog);
    this.slices = this.looks < SLICES_PER_LOOK ? ++this.looks : SLICES_PER_LOOK;
    const { fresh, unclosed } = machine.interpreter;
    if (machine.newest !== null || fresh.length > 0) watchFresh();
    if (unclosed.length > 0) watchUnclosed();
    const now = shared.host.monotonic();
    shared.timers.fire(now);
    if (shared.pendingCalls.length > 0 && this === shared.main && shared.pendingCallIn !== this.current)
      if (this.makePendingCalls() === ABRUPT) return ABRUPT;
    if (now >= memory.nextLook && !memory.look(now)) return raise(memoryErrorType);
    if (watchdog !== null) {
      const result = this.spendTicks(watchdog);
      if (result !== undefined) return result;
    }
    if (watchdog !== null && now >= watchdog.until && mayInterrupt(this)) return endSlice(this, watchdog);
    if (shared.isTurnDue(now)) {
      shared.lastHostTurn = now;
      return lift(this.yieldToHost);
    }
    return shared.ready.length > 0 && this.turnIsOver(now) ? lift(this.giveTurn) : undefined;
  }

  /** Makes the pending calls one after the other: not one inside another, at the ticks that they count. */
  private makePendingCalls(): Result | undefined {
    const { shared } = this;
    const { pendingCalls } = shared;
    shared.pendingCallIn = this.current;
    while (pendingCalls.length > 0) {
      if (pendingCalls.shift()!() !== ABRUPT) continue;
      if (pendingCalls.length > 0) machine.ticks = 0;
      return suspend(new PendingCallFrame()) as Result;
    }
    shared.pendingCallIn = null;
    return undefined;
  }

  /** Whether the running thread gives way to another at `now`. */
  private turnIsOver(now: number): boolean {
    if ((this.current.flags & ATOMIC) !== 0 || this.shared.finalizing) return false;
    return machine.stress || now - this.shared.turnBegan >= this.shared.switchInterval;
  }

  // --- The watchdog ------------------------------------------------------------------------------------------------

  /** Gives the running tasklet its ticks. */
  private startSlice(watchdog: Watchdog): void {
    if (watchdog.total) {
      if (watchdog.over) machine.ticks = 0;
      return;
    }
    watchdog.left = watchdog.budget;
    // Every so often a look is forced, so that the event loop gets its turns from tasklets that switch often.
    if ((++watchdog.slices & 1023) === 0) this.slices = machine.ticks = 0;
    else machine.ticks = this.takeTicks(watchdog);
  }

  /** The next portion of the watchdog's ticks, for the machine's counter. */
  takeTicks(watchdog: Watchdog): number {
    const ticks = Math.min(watchdog.left, TICKS_PER_SLICE);
    watchdog.left -= ticks;
    return ticks;
  }

  /** Hands out the next portion. */
  private spendTicks(watchdog: Watchdog): Result | undefined {
    if (watchdog.left <= 0) return this.expired(watchdog);
    machine.ticks = this.takeTicks(watchdog);
    return undefined;
  }

  /** The ticks are used up: ABRUPT when that interrupts the running tasklet. */
  private expired(watchdog: Watchdog): Result | undefined {
    watchdog.over = true;
    if (watchdog.soft) {
      this.softExpired = true;
      return undefined;
    }
    if (mayInterrupt(this)) return interrupt(this, watchdog);
    if (this.trap !== 0) {
      watchdog.left = watchdog.budget;
      machine.ticks = this.takeTicks(watchdog);
    } else this.current.flags |= INTERRUPT_PENDING;
    return undefined;
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
    this.goOnAfter(this.successor());
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
        machine.ticks = TICKS_PER_SLICE;
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

/** One chain of frames in front of another. */
function joined(inner: Frame | null, outer: Frame | null): Frame | null {
  if (inner === null) return outer;
  let last = inner;
  while (last.back !== null) last = last.back;
  last.back = outer;
  return inner;
}

/** Behind a pending call that is off the host's stack. */
class PendingCallFrame extends NativeFrame {
  returned(): IterResult {
    here().shared.pendingCallIn = null;
    return None;
  }
  override raised(): IterResult {
    here().shared.pendingCallIn = null;
    return ABRUPT;
  }
}

function recursiveCall(): PyBaseException {
  return newException(runtimeErrorType, 'Recursive scheduler call due to callbacks!');
}

/** Makes the tasklet just entered, whose innermost frame is `top`, raise what its bomb holds; gives the frame to go on with. */
function arm(bomb: Bomb, top: Frame | null): Frame | null {
  const exc = readyException(bomb);
  if (exc === null) {
    const frame = new Explosion(bomb);
    frame.back = top;
    machine.value = None;
    return frame;
  }
  if (bomb.traceback !== None) exc.traceback = bomb.traceback as typeof exc.traceback;
  machine.exc = exc;
  machine.value = ABRUPT;
  return top;
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

export type { HostWait };
