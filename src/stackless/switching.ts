// How one tasklet gives way to another: the registers of the machine are stored in the one and loaded from the other.
//
// An operation that switches first brings queue, channels and flags into the state that is to hold afterwards, then
// calls `goTo`, which lifts the stack; the trampoline then calls `switchFrom`, which stores the registers in the tasklet that
// leaves and loads those of the next. Nothing is allocated.
//
// Where it can, `goTo` leaves the stack of the tasklet where it is, and lets the others run above it (`goAbove`) until it is that
// tasklet's turn again.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { type Frame, lift, liftToSwitch, updateLimit } from '../machine/frame.ts';
import type { Scheduler } from '../machine/interpreter.ts';
import { type LiftAction, machine } from '../machine/machine.ts';
import { runAbove } from '../machine/trampoline.ts';
import { newException, type PyBaseException, runtimeErrorType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { Bomb, Explosion, readyException } from './bomb.ts';
import { SwitchCallbackFrame } from './callbacks.ts';
import { HOSTILE, IN_CHANNEL_CALLBACK, IN_SCHEDULE_CALLBACK, SOFT_EXPIRED, TRAPPED } from './reasons.ts';
import { RunQueue } from './run-queue.ts';
import type { Shared } from './shared.ts';
import { ASIDE, BASE_SHIFT, HOSTED, LASTING, MOST_BASE, QUEUED, RUNNER, type Tasklet } from './tasklet.ts';
import { loadTracing, storeTracing } from './tracing.ts';
import { startSlice, type Watchdog } from './watchdog.ts';

/** In hostile mode: what is done with the frames of a tasklet that leaves; filled in by modules/pickle/revival.ts. */
export const hostile = { revive: (_top: Frame | null): void => {} };

export abstract class Switching extends RunQueue implements Scheduler {
  readonly shared: Shared;
  /** The tasklet that stands for the thread's own code. */
  abstract readonly main: Tasklet;
  /** The tasklet that runs; while a switch is under way, the one that leaves. */
  abstract current: Tasklet;
  /** Of the outermost timed stackless.run(). */
  watchdog: Watchdog | null = null;
  /** The reasons (reasons.ts) for which a switch has to be looked at closer; 0: it is as simple as can be. */
  closely = 0;
  /** The tasklet above whose stack the running one runs; null: the host's stack holds the running one's alone. */
  beneath: Tasklet | null = null;
  private trapLevel = 0;
  /** Who runs next, while the schedule callback is told of it; null: no callback is running. */
  following: Tasklet | null = null;
  /** Counts down to the next tick at which time, signals, threads and memory are looked at. */
  slices = 0;

  constructor(shared: Shared) {
    super();
    this.shared = shared;
  }

  abstract finished(): void;
  abstract tick(): Result | undefined;
  abstract lookInNative(): Abrupt | undefined;
  /** A runner goes on: its run() returns. */
  abstract leaveRun(t: Tasklet): void;
  /** Stores the registers; nothing runs in this thread until the host or another thread wakes a tasklet. */
  protected abstract park: (top: Frame | null) => void;

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
  protected beHostile(): void {
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
    if (machine.handled !== null || machine.base > MOST_BASE) t.suspend(null, machine.base, machine.handled);
    else t.flags = (t.flags & LASTING) | (machine.base << BASE_SHIFT);
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
        beneath.suspend(joined(beneath.frame, below), machine.base, beneath.handled);
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
    t.suspend(top, machine.base, machine.handled);
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
  protected install(next: Tasklet): void {
    if ((next.flags & QUEUED) === 0) this.append(next);
    if (this.queue !== next) this.queue = next;
    if ((next.flags & RUNNER) !== 0) this.leaveRun(next);
  }

  /** Stores the registers in the running tasklet and loads those of the head of the queue. */
  switchFrom(top: Frame | null): Frame | null {
    const t = this.current;
    if (machine.handled !== null || machine.base > MOST_BASE || t.top !== null || machine.tracingUsed)
      this.storeAll(t, top);
    else {
      t.flags = (t.flags & LASTING) | (machine.base << BASE_SHIFT);
      t.top = top;
    }
    return this.enter(this.queue!);
  }

  private storeAll(t: Tasklet, top: Frame | null): void {
    t.suspend(joined(t.frame, top), machine.base, machine.handled);
    if (machine.tracingUsed) storeTracing(t);
  }

  /** Goes on with a tasklet: gives its innermost frame. */
  protected enter(t: Tasklet): Frame | null {
    this.current = t;
    const { flags } = t;
    if ((flags & (ASIDE | HOSTED)) !== 0 || machine.tracingUsed) return this.enterClosely(t);
    if (this.watchdog !== null) startSlice(this, this.watchdog);
    const value = t.held as Value;
    const frame = t.top as Frame | null;
    t.top = null;
    machine.base = flags >> BASE_SHIFT;
    if (machine.handled !== null) machine.handled = null;
    machine.value = value;
    if (value === None) return frame;
    t.held = None;
    return typeof value !== 'number' && value instanceof Bomb ? arm(value, frame) : frame;
  }

  /** The same for one that has more to store, still waits for the host, or is traced. */
  private enterClosely(t: Tasklet): Frame | null {
    if (machine.tracingUsed) loadTracing(t);
    const { frame, tempval: value } = t;
    machine.base = t.base;
    machine.handled = t.handled;
    t.suspend(null, 0, null);
    t.tempval = None;
    machine.value = value;
    if (this.watchdog !== null) startSlice(this, this.watchdog);
    return value instanceof Bomb ? arm(value, frame) : frame;
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

function recursiveCall(): PyBaseException {
  return newException(runtimeErrorType, 'Recursive scheduler call due to callbacks!');
}

/** Makes the tasklet just entered, whose innermost frame is `top`, raise what its bomb holds; gives the frame to go on with. */
export function arm(bomb: Bomb, top: Frame | null): Frame | null {
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
