// The trace and profile functions of tasklets: those of the running one are `machine.tracing`.
import { changeTracing, noticed, setTracing, Tracing, updateTracing } from '../machine/tracing.ts';
import { machine } from '../machine/machine.ts';
import { raise, runtimeErrorType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import type { ThreadScheduler } from './scheduler.ts';
import { ALIVE, type Tasklet } from './tasklet.ts';

/** Of tasklets that do not run; few have any. */
const tracings = new WeakMap<Tasklet, Tracing>();

/** Stores the functions of the running tasklet, which leaves. */
export function storeTracing(t: Tasklet): void {
  if (machine.tracing === null) tracings.delete(t);
  else tracings.set(t, machine.tracing);
  machine.tracing = null;
}

/** Loads the functions of a tasklet that is to run. */
export function loadTracing(t: Tasklet): void {
  machine.tracing = tracings.get(t) ?? null;
  updateTracing();
}

/** The functions of a tasklet that does not run; null when it has none. */
export function tracingOf(t: Tasklet): Tracing | null {
  return tracings.get(t) ?? null;
}

/** Gives a tasklet that does not run functions; they take effect when it does. */
export function setTracingOf(t: Tasklet, tracing: Tracing): void {
  tracings.set(t, tracing);
  machine.tracingUsed = true;
}

type Kind = 'trace' | 'profile';

/** `trace_function` and `profile_function`. */
export function tracingGetter(kind: Kind) {
  return (self: Tasklet): Result => {
    if ((self.flags & ALIVE) === 0) return None;
    const tracing = runsHere(self) ? machine.tracing : tracings.get(self);
    return tracing?.[kind] ?? None;
  };
}

/** The setter of a tasklet's `trace_function` or `profile_function`. */
export function tracingSetter(kind: Kind) {
  return (self: Tasklet, value: Value = None): Result => {
    if (self.isCurrent && !runsHere(self)) {
      const message = `You cannot set the ${kind} function of the current tasklet of another thread`;
      return raise(runtimeErrorType, message);
    }
    if ((self.flags & ALIVE) === 0)
      return value === None ? None : raise(runtimeErrorType, 'tasklet is not alive');
    if (runsHere(self)) {
      changeTracing(kind, value);
      return noticed();
    }
    const tracing = tracingOf(self) ?? new Tracing();
    tracing[kind] = value;
    setTracingOf(self, tracing);
    return None;
  };
}

/** `sys._settraceallthreads` and `sys._setprofileallthreads`: of what runs in each thread. */
export function setTracingOfThreads(kind: Kind, value: Value): Result {
  const running = machine.interpreter.scheduler as ThreadScheduler;
  for (const thread of running.shared.threads.values()) {
    if (thread === running) continue;
    const tracing = tracingOf(thread.current) ?? new Tracing();
    tracing[kind] = value;
    setTracingOf(thread.current, tracing);
  }
  return setTracing(kind, value);
}

/** Whether it is the tasklet that is running at this moment. */
function runsHere(self: Tasklet): boolean {
  return self.isCurrent && machine.interpreter.scheduler === self.thread;
}
