// Tracebacks: which frames an exception has unwound, and where.
import type { PyFrame } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import type { PyBaseException } from './exception.ts';
import { plainConstructor, PyObject } from './object.ts';
import { builtinType } from './type.ts';

class TracebackLayout extends PyObject {
  frame: PyFrame;
  /** The resume point the exception passed; gives the line and columns. */
  pc: number;
  /** The next entry, towards where the exception was raised; null at the innermost. */
  inner: Traceback | null;
  /** Overrides the line of `pc` (tracebacks made from Python); 0 for none. */
  lineno = 0;
  /** Overrides `tb_lasti` in the same way; -1 for none. */
  lasti = -1;

  constructor(frame: PyFrame, pc: number, inner: Traceback | null) {
    super();
    this.frame = frame;
    this.pc = pc;
    this.inner = inner;
  }

  line(): number {
    return this.lineno !== 0 ? this.lineno : this.frame.code.lineAt(this.pc);
  }
}

export const Traceback = plainConstructor(TracebackLayout, function (frame, pc, inner) {
  this.frame = frame;
  this.pc = pc;
  this.inner = inner;
  this.lineno = 0;
  this.lasti = -1;
});
export type Traceback = TracebackLayout;

/** Records that `exc` leaves, or is caught in, `frame` at its current point. Frames of hidden code leave no trace. */
export function traceUnwound(exc: PyBaseException, frame: PyFrame): void {
  const { hidden } = frame.code.template;
  if (machine.reraising !== false) {
    if (machine.reraising !== 'caller' || !hidden) machine.reraising = false;
    return;
  }
  // The table of points has the look-up of a call's method behind the call.
  const pc = machine.lookupFailed ? frame.pc + 1 : frame.pc;
  machine.lookupFailed = false;
  if (hidden) return;
  exc.traceback = new Traceback(frame, pc, exc.traceback);
}

export const tracebackType = builtinType('traceback', Traceback, { final: true });
