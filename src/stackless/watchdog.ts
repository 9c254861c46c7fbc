// The watchdog of a timed stackless.run(): how much a tasklet may do, and its interruption.
//
// Time is counted in events (function entries and turns of loops); one counts for three ticks.
import { ABRUPT } from '../machine/abrupt.ts';
import { suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import type { Result } from '../objects/object.ts';
import { Bomb } from './bomb.ts';
import type { ThreadScheduler } from './scheduler.ts';
import type { Switching } from './switching.ts';
import { ATOMIC, INTERRUPT_PENDING, type Tasklet, VISITOR } from './tasklet.ts';
import { ConstantFrame } from './constant-frame.ts';

/** How run() was asked to watch: the arguments of stackless.run(). */
export interface RunOptions {
  /** Ticks; 0: no watchdog. */
  timeout: number;
  threadblock: boolean;
  soft: boolean;
  ignoreNesting: boolean;
  totaltimeout: boolean;
  /** Seconds for the whole run, after which it returns and what has not ended stays ready; 0: no limit. */
  slice: number;
}

export class Watchdog {
  /** The tasklet that called run() and is resumed on expiry. */
  readonly runner: Tasklet;
  /** Events for each slice. */
  readonly budget: number;
  /** Tasklets are only stopped where they switch anyway. */
  readonly soft: boolean;
  /** The budget is for the whole run, not for each slice. */
  readonly total: boolean;
  readonly ignoreNesting: boolean;
  /** run() waits as long as other threads can make a tasklet ready. */
  readonly threadblock: boolean;
  /** Events left, beside those in the machine's counter. */
  left: number;
  /** A tasklet has used up its budget. */
  over = false;
  /** When the time of the run is over, in seconds of the host's clock; Infinity: it has no limit. */
  until = Infinity;
  /** Forgets the timer for that. */
  cancel: (() => void) | null = null;
  /** Slices begun. */
  slices = 0;

  constructor(runner: Tasklet, options: RunOptions) {
    this.runner = runner;
    this.budget = options.timeout > 0 ? Math.ceil(options.timeout / 3) : Infinity;
    this.soft = options.soft;
    this.total = options.totaltimeout || options.timeout === 0;
    this.ignoreNesting = options.ignoreNesting;
    this.threadblock = options.threadblock;
    this.left = this.budget;
  }

  /** The next portion of its ticks, at most `most`, for the machine's counter. */
  takeTicks(most: number): number {
    const ticks = Math.min(this.left, most);
    this.left -= ticks;
    return ticks;
  }
}

/** Gives the running tasklet, which has just been entered, its ticks. */
export function startSlice(s: Switching, watchdog: Watchdog): void {
  if (watchdog.total) {
    if (watchdog.over) machine.ticks = 0;
    return;
  }
  watchdog.left = watchdog.budget;
  // Every so often a look is forced, so that the event loop gets its turns from tasklets that switch often.
  if ((++watchdog.slices & 1023) === 0) s.slices = machine.ticks = 0;
  else machine.ticks = watchdog.takeTicks(s.shared.pace.ticks);
}

/** A tick: hands out the next portion, or interrupts. */
export function spendTicks(s: ThreadScheduler, watchdog: Watchdog): Result | undefined {
  if (watchdog.left <= 0) return expired(s, watchdog);
  machine.ticks = watchdog.takeTicks(s.shared.pace.ticks);
  return undefined;
}

/** The ticks are used up: ABRUPT when that interrupts the running tasklet. */
function expired(s: ThreadScheduler, watchdog: Watchdog): Result | undefined {
  if ((s.current.flags & VISITOR) !== 0) return startAgain(s, watchdog);
  watchdog.over = true;
  if (watchdog.soft) {
    s.softExpired = true;
    return undefined;
  }
  if (mayInterrupt(s)) return interrupt(s, watchdog);
  if (s.trap !== 0) return startAgain(s, watchdog);
  s.current.flags |= INTERRUPT_PENDING;
  return undefined;
}

/** Gives the running tasklet another slice. */
function startAgain(s: ThreadScheduler, watchdog: Watchdog): undefined {
  watchdog.left = watchdog.budget;
  machine.ticks = watchdog.takeTicks(s.shared.pace.ticks);
}

/** Whether the running tasklet may be interrupted now. */
export function mayInterrupt(s: ThreadScheduler): boolean {
  if (s.trap !== 0 || s.inScheduleCallback || s.inChannelCallback) return false;
  return (s.current.flags & (ATOMIC | VISITOR)) === 0;
}

/** Interrupts the running tasklet: it is paused, and the run() that has the watchdog returns it. */
export function interrupt(s: ThreadScheduler, watchdog: Watchdog): Result {
  const victim = s.current;
  const { runner } = watchdog;
  victim.flags &= ~INTERRUPT_PENDING;
  s.unqueue(victim);
  s.makeHead(runner);
  s.leaveRun(runner);
  // An exception that is pending for it comes first.
  if (!(runner.tempval instanceof Bomb)) runner.tempval = victim;
  return s.goAway(runner);
}

/** The time of the run is over: it returns, and the running tasklet stays ready, first behind the caller. */
export function endSlice(s: ThreadScheduler, watchdog: Watchdog): Result {
  const { runner } = watchdog;
  s.makeHead(runner);
  s.leaveRun(runner);
  return s.goAway(runner);
}

/** Fires an interrupt that was held back, once it may; the call it happens in returns `result` later. */
export function firePending(s: ThreadScheduler, t: Tasklet, result: Result): Result {
  const { watchdog } = s;
  if ((t.flags & INTERRUPT_PENDING) === 0 || t !== s.current || watchdog === null || !mayInterrupt(s))
    return result;
  return interrupt(s, watchdog) === ABRUPT ? (suspend(new ConstantFrame(result)) as Result) : result;
}
