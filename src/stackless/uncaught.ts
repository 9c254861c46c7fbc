// Exceptions that leave a tasklet's function.
//
// TaskletExit ends the tasklet in silence; SystemExit ends the program. Any other is first offered to the error handler, which
// runs in the dying tasklet, and then raised in the wake target: the innermost tasklet inside stackless.run(), else main.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import {
  newException,
  type PyBaseException,
  PySystemExit,
  systemExitType,
  taskletExitType,
} from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result } from '../objects/object.ts';
import { call3 } from '../operators/call.ts';
import { bombOf } from './bomb.ts';
import type { ThreadScheduler } from './scheduler.ts';
import { ERROR_HANDLED, RUNNER, type Tasklet } from './tasklet.ts';

/** The TaskletExit instances that stand for a SystemExit of another tasklet: the program ends with their status. */
const exitRequests = new WeakSet<PyBaseException>();

/** Whether an exception is a TaskletExit that stands for the SystemExit of another tasklet. */
export function isExitRequest(exc: PyBaseException): boolean {
  return exitRequests.has(exc);
}

/** The running tasklet `t`, not main, has ended with `exc`. */
export function uncaught(s: ThreadScheduler, t: Tasklet, exc: PyBaseException): void {
  if (exc.cls.isSubtype(taskletExitType)) s.end(t);
  else if (exc.cls.isSubtype(systemExitType)) endProgram(s, t, exc);
  else if (s.shared.errorHandler !== null && (t.flags & ERROR_HANDLED) === 0) {
    t.flags |= ERROR_HANDLED;
    s.pushFrame(new HandlerFrame(s, exc));
  } else raiseIn(s, t, s.wakeTarget(), exc);
}

function raiseIn(s: ThreadScheduler, t: Tasklet, target: Tasklet, exc: PyBaseException): void {
  s.retire(t);
  s.release(target);
  target.tempval = bombOf(exc);
  s.goOnAfter(target);
}

/** In the main thread main gets the exception, or TaskletExit when it waits inside run(), so that it can clean up. */
function endProgram(s: ThreadScheduler, t: Tasklet, exc: PyBaseException): void {
  if (!s.isMainThread) s.end(t);
  else if ((s.main.flags & RUNNER) === 0) raiseIn(s, t, s.main, exc);
  else {
    const exit = newException(taskletExitType) as PySystemExit;
    exit.code = exc instanceof PySystemExit ? exc.code : null;
    exitRequests.add(exit);
    raiseIn(s, t, s.main, exit);
  }
}

/** Calls the error handler on the empty stack of the dying tasklet. */
class HandlerFrame extends NativeFrame {
  private readonly thread: ThreadScheduler;
  private readonly exc: PyBaseException;
  private called = false;

  constructor(thread: ThreadScheduler, exc: PyBaseException) {
    super();
    this.thread = thread;
    this.exc = exc;
  }

  returned(): IterResult {
    if (this.called) return None;
    this.called = true;
    const { exc, thread } = this;
    const result: Result = call3(thread.shared.errorHandler!, exc.cls, exc, exc.traceback ?? None);
    return result === ABRUPT ? suspend(this) : None;
  }
}
