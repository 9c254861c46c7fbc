// Tracebacks: which frames an exception has unwound, and where.
import type { PyFrame } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import type { PyBaseException } from './exception.ts';
import { plainConstructor, PyObject } from './object.ts';
import { builtinType } from './type.ts';

class TracebackLayout extends PyObject {
  declare frame: PyFrame;
  /** The resume point the exception passed; gives the line and columns. */
  declare pc: number;
  /** The next entry, towards where the exception was raised; null at the innermost. */
  declare inner: Traceback | null;
  /** Overrides the line of `pc` (tracebacks made from Python); on the prototype: 0, for none. */
  declare lineno: number;
  /** Overrides `tb_lasti` in the same way; on the prototype: -1, for none. */
  declare lasti: number;

  line(): number {
    return this.lineno !== 0 ? this.lineno : this.frame.code.lineAt(this.pc);
  }
}

export const Traceback = plainConstructor(
  TracebackLayout,
  function Traceback(frame: PyFrame, pc: number, inner: Traceback | null) {
    this.frame = frame;
    this.pc = pc;
    this.inner = inner;
  },
);
Object.assign(TracebackLayout.prototype, { lineno: 0, lasti: -1 });
export type Traceback = TracebackLayout;

/** Records that `exc` leaves, or is caught in, `frame` at `pc`. */
export function traceUnwound(exc: PyBaseException, frame: PyFrame, pc: number): void {
  if (machine.reraising !== false) {
    machine.reraising = false;
    return;
  }
  // The table of points has the look-up of a call's method behind the call.
  if (machine.lookupFailed) {
    machine.lookupFailed = false;
    pc++;
  }
  exc.traceback = new Traceback(frame, pc, exc.traceback);
}

/** An exception leaves, or is caught in, a frame of hidden code, which leaves no trace. */
export function passHidden(): void {
  if (machine.reraising === true) machine.reraising = false;
  else if (machine.reraising === false) machine.lookupFailed = false;
}

export const tracebackType = builtinType('traceback', Traceback, { final: true });
