// Waiting for the host: sleeping, input, sockets. The tasklet is parked until the host's callback comes; others go on.
//
// Such a tasklet counts as runnable: it keeps stackless.run() from returning, and nothing is called a deadlock while there is
// one. Where switching is not allowed (switch trap, callbacks, `atomic`) the whole thread waits instead.
import { ABRUPT } from '../machine/abrupt.ts';
import { type Frame, lift } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import type { PyBaseException } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { bombOf } from './bomb.ts';
import { here, type ThreadScheduler } from './scheduler.ts';
import { ATOMIC, type Tasklet, WAITING } from './tasklet.ts';

type State = 'starting' | 'done' | 'waiting' | 'holding' | 'abandoned';

export class HostWait {
  readonly tasklet: Tasklet;
  private readonly thread: ThreadScheduler;
  private state: State = 'starting';
  /** The result, once it has come before the tasklet was parked. */
  private value: Value = None;
  private exc: PyBaseException | null = null;
  /** Tells the host that the result is no longer wanted. */
  cancel: (() => void) | null = null;

  constructor(thread: ThreadScheduler) {
    this.thread = thread;
    this.tasklet = thread.current;
  }

  /** The host's callback. Only the first call counts. */
  settle(value: Value, exc: PyBaseException | null): void {
    const { state, thread, tasklet } = this;
    if (state === 'done' || state === 'abandoned') return;
    this.state = 'done';
    this.value = value;
    this.exc = exc;
    if (state === 'holding') thread.continueWith(value, exc);
    else if (state === 'waiting') thread.shared.serve(() => this.deliver(thread, tasklet));
  }

  private deliver(thread: ThreadScheduler, tasklet: Tasklet): void {
    tasklet.waitingOn = null;
    tasklet.tempval = this.exc === null ? this.value : bombOf(this.exc);
    if ((tasklet.flags & WAITING) === 0) return;
    tasklet.flags &= ~WAITING;
    thread.hostWaits--;
    thread.append(tasklet);
  }

  /** The tasklet goes on without the result. */
  abandon(): void {
    if (this.state === 'done') return;
    this.state = 'abandoned';
    this.cancel?.();
  }

  /** Parks the tasklet, if the result is not there yet. */
  begin(holding: boolean): Result {
    if (this.state === 'done') return this.result();
    const { thread, tasklet } = this;
    const exclusive = holding || thread.trap !== 0 || thread.inScheduleCallback || thread.inChannelCallback;
    if (exclusive || (tasklet.flags & ATOMIC) !== 0) {
      this.state = 'holding';
      return lift((top: Frame | null) => thread.hold(top));
    }
    this.state = 'waiting';
    const next = tasklet.after!;
    thread.unqueue(tasklet);
    tasklet.waitingOn = this;
    tasklet.flags |= WAITING;
    thread.hostWaits++;
    return thread.goTo(next === tasklet ? null : next);
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

/**
 * Parks the running tasklet until the host calls `wake` (the call returns that value) or `fail` (it raises). Other tasklets run
 * meanwhile.
 * @param holding the whole thread waits: for what takes no longer than a turn of the host's event loop, so that programs take
 *   it for a call that does not wait
 */
export function waitForHost(start: HostStart, holding = false): Result {
  const wait = new HostWait(here());
  wait.cancel =
    start(
      (value) => wait.settle(value, null),
      (exc) => wait.settle(None, exc),
    ) ?? null;
  return wait.begin(holding);
}

/** Parks the running tasklet for some seconds; the call returns None. */
export function sleep(seconds: number): Result {
  const { timers } = here().shared;
  return waitForHost((wake) => {
    const timer = timers.add(seconds, () => wake(None));
    return () => timers.cancel(timer);
  });
}
