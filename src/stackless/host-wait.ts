// Waiting for the host (sleeping, input, sockets), or for another tasklet to let go of a lock. The tasklet is parked until
// `settle` is called; others go on.
//
// One that waits for the host counts as runnable: it keeps stackless.run() from returning, and nothing is called a deadlock
// while there is one. One that waits for a tasklet counts so as long as some other tasklet could still let it go on. Where
// switching is not allowed (switch trap, callbacks, `atomic`) the whole thread waits instead; other threads go on.
import { ABRUPT } from '../machine/abrupt.ts';
import { type Frame, lift } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import type { PyBaseException } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { bombOf } from './bomb.ts';
import { raiseDeadlock } from './deadlock.ts';
import { DEADLOCK, here, type ThreadScheduler } from './scheduler.ts';
import { ATOMIC, HOSTED, type Tasklet, WAITING } from './tasklet.ts';

type State = 'starting' | 'done' | 'waiting' | 'holding' | 'abandoned';

export class HostWait {
  readonly tasklet: Tasklet;
  /** What it waits for comes from outside the program, not from another tasklet. */
  readonly outside: boolean;
  private readonly thread: ThreadScheduler;
  private state: State = 'starting';
  /** The result, once it has come before the tasklet was parked. */
  private value: Value = None;
  private exc: PyBaseException | null = null;
  /** Tells the host that the result is no longer wanted. */
  cancel: (() => void) | null = null;

  constructor(thread: ThreadScheduler, outside: boolean) {
    this.thread = thread;
    this.tasklet = thread.current;
    this.outside = outside;
  }

  /** The host's callback. Only the first call counts. */
  settle(value: Value, exc: PyBaseException | null): void {
    const { state, thread } = this;
    if (state === 'done' || state === 'abandoned') return;
    this.end('done');
    this.value = value;
    this.exc = exc;
    const outcome = exc === null ? value : bombOf(exc);
    if (state === 'holding') thread.goOnWith(outcome);
    else if (state === 'waiting') thread.shared.serve(() => this.deliver(outcome));
  }

  /** The tasklet may have been moved to another thread since, or its thread may have ended. */
  private deliver(outcome: Value): void {
    const { tasklet } = this;
    const { thread } = tasklet;
    const waits = (tasklet.flags & WAITING) !== 0;
    if (waits) tasklet.env.thread.stopWaiting(tasklet);
    tasklet.endHostWait();
    tasklet.tempval = outcome;
    if (!waits || thread === null) return;
    thread.append(tasklet);
    // A thread's own code that was let go on by another thread goes on at once, as if the thread had stood still.
    if (!this.outside && tasklet.isMain && thread.current === tasklet) thread.queue = tasklet;
  }

  /** The tasklet goes on without the result. */
  abandon(): void {
    if (this.state === 'done') return;
    this.end('abandoned');
    this.cancel?.();
  }

  private end(state: 'done' | 'abandoned'): void {
    if (this.state === 'waiting' || this.state === 'holding') this.count(-1);
    this.state = state;
  }

  /** Parks the tasklet, if the result is not there yet. */
  begin(holding: boolean): Result {
    if (this.state === 'done') return this.result();
    const { thread, tasklet } = this;
    const exclusive = holding || thread.trap !== 0 || thread.inScheduleCallback || thread.inChannelCallback;
    if (exclusive || (tasklet.flags & ATOMIC) !== 0) return this.hold();
    const mayEnd = this.outside || thread.shared.locksCanBeReleased;
    const next = mayEnd ? thread.leavingForHost(tasklet) : thread.leaving(tasklet, true);
    if (next === DEADLOCK) return this.deadlock();
    this.start('waiting');
    thread.unqueue(tasklet);
    tasklet.waitFor(this, HOSTED, tasklet.tempval);
    thread.startWaiting(tasklet);
    return thread.goAway(next);
  }

  private hold(): Result {
    const { thread } = this;
    if (!this.outside && !thread.shared.locksCanBeReleased) return this.deadlock();
    this.start('holding');
    return lift((top: Frame | null) => thread.hold(top, this));
  }

  private start(state: 'waiting' | 'holding'): void {
    this.state = state;
    this.count(1);
  }

  /** The thread that its tasklet is in has a wait for the outside more (1) or less (-1). */
  count(by: 1 | -1): void {
    if (this.outside) this.tasklet.env.thread.countOutsideWait(by);
  }

  private deadlock(): Result {
    this.abandon();
    return raiseDeadlock();
  }

  private result(): Result {
    if (this.exc === null) return this.value;
    machine.exc = this.exc;
    return ABRUPT;
  }
}

/** What the host is to do: it calls `wake` or `fail` later (or at once), and may give a function that cancels it. */
export type HostStart = (
  wake: (value: Value) => void,
  fail: (exc: PyBaseException) => void,
) => (() => void) | void;

function wait(outside: boolean, start: HostStart, holding = false): Result {
  const waiting = new HostWait(here(), outside);
  waiting.cancel =
    start(
      (value) => waiting.settle(value, null),
      (exc) => waiting.settle(None, exc),
    ) ?? null;
  return waiting.begin(holding);
}

/**
 * Parks the running tasklet until the host calls `wake` (the call returns that value) or `fail` (it raises). Other tasklets run
 * meanwhile.
 * @param holding the whole thread waits: for what takes no longer than a turn of the host's event loop, so that programs take
 *   it for a call that does not wait
 */
export function waitForHost(start: HostStart, holding = false): Result {
  return wait(true, start, holding);
}

/** Parks the running tasklet until another tasklet or the end of a thread wakes it: raises RuntimeError if nothing can. */
export function waitForTasklet(start: HostStart): Result {
  return wait(false, start);
}

/** Parks the running tasklet for some seconds; the call returns None. */
export function sleep(seconds: number): Result {
  const { timers } = here().shared;
  return waitForHost((wake) => {
    const timer = timers.add(seconds, () => wake(None));
    return () => timers.cancel(timer);
  });
}
