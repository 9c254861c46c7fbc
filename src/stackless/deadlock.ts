// Deadlocks: what a program is told when nothing can go on any more.
//
// Whoever would be the last to wait is not let wait: its call raises at once. The case left is that the last one that could
// have acted ends, or ends its waiting for the host, while others wait; one of those is then chosen.
import type { Abrupt } from '../machine/abrupt.ts';
import { newException, type PyBaseException, raise, runtimeErrorType } from '../objects/exception.ts';
import { bombOf } from './bomb.ts';
import type { ThreadScheduler } from './scheduler.ts';
import type { Shared } from './shared.ts';
import { ALIVE, SCHEDULED, type Tasklet } from './tasklet.ts';

const MESSAGE = 'Deadlock: the last runnable tasklet cannot be blocked.';

/** The error of a wait that nothing can end. */
export function deadlock(): PyBaseException {
  return newException(runtimeErrorType, MESSAGE);
}

/** Raises it. */
export function raiseDeadlock(): Abrupt {
  return raise(runtimeErrorType, MESSAGE);
}

/** Lets a tasklet that waits go on, its call raising the error. */
export function raiseDeadlockIn(thread: ThreadScheduler, t: Tasklet): void {
  thread.release(t);
  t.tempval = bombOf(deadlock());
}

/**
 * No thread is ready and nothing will come from outside. A thread whose innermost stackless.run() only waited for others goes
 * on; else the first thread that waits gets the error. False when there is none.
 */
export function breakDeadlock(shared: Shared): boolean {
  const resting = [...shared.threads.values()].filter((thread) => thread.resting);
  for (const thread of resting) {
    const target = thread.wakeTarget();
    if ((target.flags & (ALIVE | SCHEDULED)) !== ALIVE || target.waitingOn !== null) continue;
    thread.append(target);
    return true;
  }
  for (const thread of resting) {
    const victim = [thread.current, thread.wakeTarget()].find((t) => t.waitingOn !== null);
    if (victim === undefined) continue;
    raiseDeadlockIn(thread, victim);
    thread.append(victim);
    return true;
  }
  const held = [...shared.threads.values()].find((thread) => thread.heldBy !== null);
  if (held === undefined) return false;
  held.breakHold(bombOf(deadlock()));
  return true;
}
