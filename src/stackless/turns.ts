// The turns of a thread on the machine: how it leaves it, and how it comes back.
//
// A thread whose turn is over leaves the machine in one of three ways: it rests (no tasklet can run), it is stopped in the middle
// of what its current tasklet does (at a tick, for a turn of the event loop, or held by a wait during which it must not switch),
// or it ends (thread-end.ts). `load` is the way back. Whose turn is next is decided in shared.ts.
import type { ABRUPT } from '../machine/abrupt.ts';
import { type Frame, PyFrame } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { None } from '../objects/none.ts';
import type { Value } from '../objects/object.ts';
import { Bomb } from './bomb.ts';
import { SwitchCallbackFrame } from './callbacks.ts';
import type { HostWait } from './host-wait.ts';
import { FIRST_TICKS } from './pace.ts';
import { callBehindWait, visitorOf } from './pending.ts';
import { arm, Switching } from './switching.ts';
import { ATOMIC, type Tasklet } from './tasklet.ts';
import { loadTracing, storeTracing } from './tracing.ts';

const NONE: ReadonlySet<number> = new Set();

export abstract class Turns extends Switching {
  /** The wait during which the thread must not switch; null: none. */
  heldBy: HostWait | null = null;
  /** None has run since the thread came to rest, though one may be able to by now: `current` is only the last. */
  asleep = false;
  /** `current` was stopped in the middle of what it does, and goes on so. */
  private stopped = false;
  /** Signals that the thread blocks. */
  signalMask: ReadonlySet<number> = NONE;
  /** What a stopped tasklet goes on with; a bomb raises. */
  private resumption: Value = None;
  /** The machine's counter of ticks while another thread runs. */
  private ticks = FIRST_TICKS;

  /** Whether signals and the end of the program are this thread's. */
  get isMainThread(): boolean {
    return this.shared.main === (this as Turns);
  }

  /** Whether no tasklet can run until the host wakes one. */
  get resting(): boolean {
    return this.idle;
  }

  // --- Leaving the machine ----------------------------------------------------------------------------------------

  /** Stores the registers; nothing runs in this thread until the host or another thread wakes a tasklet. */
  protected override park = (top: Frame | null): void => {
    this.store(top);
    this.rest();
  };

  protected rest(): void {
    this.idle = this.asleep = true;
    this.ticks = machine.ticks;
    const { watchdog, shared } = this;
    if (this.hasCalls) this.visit();
    if (watchdog !== null && watchdog.until <= shared.host.monotonic()) this.append(watchdog.runner);
    shared.nextThread();
  }

  /** Stops the running tasklet, and with it the thread, until `wait` is over. */
  hold(top: Frame | null, wait: HostWait): void {
    this.stop(top);
    this.heldBy = wait;
    this.shared.nextThread();
  }

  /** Another thread has its turn, unless a built-in written in Python is at work: no other thread sees half of what it does. */
  protected readonly giveTurn = (top: Frame | null): void => {
    if (top instanceof PyFrame && top.code.template.hidden) {
      machine.value = None;
      return;
    }
    this.stop(top);
    this.shared.ready.push(this);
    this.shared.nextThread();
  };

  /** Whether the running thread gives way to another at `now`. */
  protected turnIsOver(now: number): boolean {
    if ((this.current.flags & ATOMIC) !== 0 || this.shared.finalizing) return false;
    return machine.stress || now - this.shared.turnBegan >= this.shared.switchInterval;
  }

  /** Stores the registers of the running tasklet, which goes on after the host's event loop has turned. */
  protected readonly yieldToHost = (top: Frame | null): void => {
    this.stop(top);
    this.shared.ready.unshift(this);
    this.shared.giveHostTurn();
  };

  /** Stores the registers of the running tasklet, which will go on with what it does. */
  private stop(top: Frame | null): void {
    this.store(top);
    this.stopped = true;
  }

  private store(top: Frame | null): void {
    const t = this.current;
    t.suspend(top, machine.base, machine.handled);
    if (machine.tracingUsed) storeTracing(t);
    this.ticks = machine.ticks;
  }

  // --- Coming back -------------------------------------------------------------------------------------------------

  /** The first tasklet has become runnable again. */
  protected override awake(): void {
    this.idle = false;
    this.shared.makeReady(this);
  }

  /** Calls come from outside while no tasklet can run: the thread has a turn all the same. */
  visit(): void {
    this.awake();
  }

  /** Whether calls from outside wait for the thread. */
  private get hasCalls(): boolean {
    return this.isMainThread && this.shared.pendingCalls.length > 0;
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
    else this.breakHold(bomb);
    return true;
  }

  /** Ends the wait that the thread is held by. */
  breakHold(outcome: Value): void {
    this.heldBy!.abandon();
    this.goOnWith(outcome);
  }

  /** Loads the registers, to go on where the thread was; false when there is nothing to do after all. */
  load(): boolean {
    const { shared, stopped, hasCalls } = this;
    const isVisited = hasCalls && !stopped && this.queue === null;
    if (isVisited) this.append(visitorOf(this));
    if (!stopped && this.queue === null) {
      this.idle = true;
      return false;
    }
    this.asleep = false;
    shared.interpreter.scheduler = this;
    shared.turnBegan = shared.host.monotonic();
    const waits = hasCalls && !stopped && !isVisited && shared.scheduleCallback === null;
    machine.ticks = this.ticks;
    if (hasCalls && !waits) machine.ticks = machine.turns = 0;
    if (shared.ready.length > 0) this.hurry();
    if (stopped) this.goOn();
    else this.wake();
    if (waits) machine.top = callBehindWait(machine.top);
    return true;
  }

  /** Other threads wait for their turn, or time is limited: it is to be looked at soon, when the handler of ticks is called next. */
  hurry(): void {
    this.slices = 0;
    machine.turns = Math.min(machine.turns, FIRST_TICKS);
    const more = machine.ticks - FIRST_TICKS;
    if (more <= 0) return;
    machine.ticks = FIRST_TICKS;
    if (this.watchdog !== null) this.watchdog.left += more;
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

  /** Loads the registers that `store` left, without taking `tempval`. */
  private reload(t: Tasklet, value: Value | typeof ABRUPT): void {
    if (machine.tracingUsed) loadTracing(t);
    machine.top = t.frame;
    machine.base = t.base;
    machine.handled = t.handled;
    machine.value = value;
    t.suspend(null, 0, null);
  }

  /** Puts a frame on top of the running tasklet's, which the trampoline then resumes. */
  pushFrame(frame: Frame): void {
    frame.back = machine.top;
    machine.top = frame;
    machine.value = None;
  }
}
