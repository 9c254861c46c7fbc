// Calls that come from outside the program, such as signal handlers: they run in the main thread at its next tick.
//
// While nothing can run, such a call gets a tasklet of its own, whose end is none of those after which the main tasklet would be
// told that nobody is left to send or to receive; what it raises goes to the innermost tasklet inside
// stackless.run(), else to main, out of whatever call that waits in.
import { NativeFrame } from '../machine/frame.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import type { PyBaseException } from '../objects/exception.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import type { ThreadScheduler } from './scheduler.ts';
import { Environment, Visitor } from './tasklet.ts';
import { isExitRequest } from './uncaught.ts';

class PendingFrame extends NativeFrame {
  // eslint-disable-next-line stackless/frame-fields -- is resumed before anything can be pickled
  private readonly call: () => Result;
  constructor(call: () => Result) {
    super();
    this.call = call;
  }
  returned(): IterResult {
    return this.call();
  }
}

/** Lets the main thread of `interpreter` make a call soon. To be called from the host's event loop, or while it runs. */
export function addPendingCall(interpreter: Interpreter, call: () => Result): void {
  const { shared } = interpreter.scheduler as ThreadScheduler;
  const { main } = shared;
  if (!main.resting) {
    shared.pendingCalls.push(call);
    machine.ticks = machine.turns = 0;
    return;
  }
  const t = new Visitor(new Environment(main, main.main.env.context), main.current);
  t.frame = new PendingFrame(call);
  shared.serve(() => main.append(t));
}

defineIntrinsics({
  report_unraisable: [
    '(exc, message, thing, /)',
    (exc: Value, message: Value, thing: Value): Result =>
      frozenFunction('lifecycle', 'unraisable').call3(exc, message, thing),
  ],
  is_exit_request: ['(exc, /)', (exc: PyBaseException): Result => isExitRequest(exc)],
});
