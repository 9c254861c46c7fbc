// Calls that come from outside the program, such as signal handlers: they run in the main thread at its next tick.
//
// While nothing can run, they get a tasklet of their own, a visitor, whose end is none of those after which the main tasklet would be
// told that nobody is left to send or to receive; what it raises goes to the innermost tasklet inside
// stackless.run(), else to main, out of whatever call that waits in. But a wait that is over gives what was waited for, such as a lock:
// the calls are made when the function that waited goes on.
import { ABRUPT, type Stop } from '../machine/abrupt.ts';
import { type Frame, NativeFrame, PyFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import type { PyBaseException } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import type { ThreadScheduler } from './scheduler.ts';
import type { Shared } from './shared.ts';
import { Environment, Visitor } from './tasklet.ts';
import type { Turns } from './turns.ts';
import { isExitRequest } from './uncaught.ts';

/**
 * Lets the main thread of `interpreter` make a call soon. To be called from the host's event loop, or while it runs.
 * @param interrupts it does so even while all of it waits; else only when it goes on
 */
export function addPendingCall(interpreter: Interpreter, call: () => Result, interrupts = true): void {
  const running = interpreter.scheduler as ThreadScheduler;
  const { shared } = running;
  shared.pendingCalls.push(call);
  if (shared.main.resting) {
    if (interrupts) shared.serve(() => shared.main.visit());
  } else running.lookSoon();
}

/** Makes the pending calls one after the other: not one inside another, at the ticks that they count. */
export function makePendingCalls(thread: ThreadScheduler): Result | undefined {
  const { shared } = thread;
  const { pendingCalls } = shared;
  shared.pendingCallIn = thread.current;
  while (pendingCalls.length > 0) {
    if (pendingCalls.shift()!() !== ABRUPT) continue;
    if (pendingCalls.length > 0) machine.ticks = machine.turns = 0;
    return suspend(new PendingCallFrame()) as Result;
  }
  shared.pendingCallIn = null;
  return undefined;
}

/** Behind a pending call that is off the host's stack. */
class PendingCallFrame extends NativeFrame {
  returned(): IterResult {
    running().pendingCallIn = null;
    return None;
  }
  override raised(): IterResult {
    running().pendingCallIn = null;
    return ABRUPT;
  }
}

function running(): Shared {
  return (machine.interpreter.scheduler as ThreadScheduler).shared;
}

/** The tasklet that makes the pending calls while no other of the main thread can run. */
export function visitorOf(main: Turns): Visitor {
  const t = new Visitor(new Environment(main as ThreadScheduler, main.main.env.context), main.current);
  t.frame = new VisitFrame();
  return t;
}

class VisitFrame extends NativeFrame {
  returned(): IterResult {
    const { pendingCalls } = running();
    for (let call = pendingCalls.shift(); call !== undefined; call = pendingCalls.shift())
      if (call() === ABRUPT) return suspend(this);
    return None;
  }
  override raised(): IterResult {
    if (running().pendingCalls.length > 0) machine.ticks = machine.turns = 0;
    return ABRUPT;
  }
}

/** A wait in the innermost native of `top` is over: has the pending calls made when the Python function that waited goes on. */
export function callBehindWait(top: Frame | null): Frame | null {
  const frame = new CallsBehindWait();
  let last: Frame | null = null;
  let next = top;
  while (next !== null && !(next instanceof PyFrame && !next.code.template.hidden)) {
    last = next;
    next = next.back;
  }
  frame.back = next;
  if (last === null) return frame;
  last.back = frame;
  return top;
}

/** Makes the pending calls, then passes on what the wait gave. */
class CallsBehindWait extends NativeFrame {
  /** What the wait gave, once the calls are made. */
  private outcome: Value | Stop | undefined = undefined;

  returned(value: Value | Stop): IterResult {
    if (this.outcome !== undefined) return this.outcome;
    this.outcome = value;
    const thread = machine.interpreter.scheduler as ThreadScheduler;
    if (!thread.isMainThread || thread.shared.pendingCallIn === thread.current) return value;
    return makePendingCalls(thread) === ABRUPT ? suspend(this) : value;
  }
}

defineIntrinsics({
  report_unraisable: [
    '(exc, message, thing, /)',
    (exc: Value, message: Value, thing: Value): Result =>
      frozenFunction('lifecycle', 'unraisable').call3(exc, message, thing),
  ],
  is_exit_request: ['(exc, /)', (exc: PyBaseException): Result => isExitRequest(exc)],
});
