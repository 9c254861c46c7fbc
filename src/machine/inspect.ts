// Looking at the frames of the running tasklet, which are on the host's stack and have no form there: the stack is lifted,
// the chain of frames looked at, and everything goes on. Native frames and hidden code (built-ins written in Python) are
// not seen.
import type { PyDict } from '../objects/dict.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { ABRUPT } from './abrupt.ts';
import { type Frame, lift, link, NativeFrame, PyFrame } from './frame.ts';
import { machine } from './machine.ts';

/** The visible frame at or behind `frame`; null when there is none. */
export function visibleFrame(frame: Frame | null): PyFrame | null {
  let f = frame;
  while (f !== null && !(f instanceof PyFrame && !f.code.template.hidden)) f = f.visibleBack;
  return f;
}

/** What is done with the frame that was found; null: the stack is not that deep. */
export type FrameUse = (frame: PyFrame | null) => Result;

/**
 * Lifts the stack and continues with what `use` gives for the visible frame number `depth`, 0 being the innermost: the
 * caller of the native that calls this. The frame is whole only until `use` returns; what is kept of it is refilled at the
 * next lift.
 */
export function withFrames(depth: number | bigint, use: FrameUse): Result {
  const inspection = new Inspection(use);
  lift((top) => {
    inspection.found = nth(top, depth);
    machine.value = true;
  });
  link(inspection);
  return ABRUPT;
}

function nth(top: Frame | null, depth: number | bigint): PyFrame | null {
  let frame = visibleFrame(top);
  for (let i = 0; i < depth && frame !== null; i++) frame = visibleFrame(frame.visibleBack);
  return frame;
}

/** Stands in the chain in place of the native that looks; it is resumed at once. */
class Inspection extends NativeFrame {
  found: PyFrame | null = null;
  // eslint-disable-next-line stackless/frame-fields -- is resumed before anything can be pickled
  private readonly use: FrameUse;
  constructor(use: FrameUse) {
    super();
    this.use = use;
  }
  returned(_value: Value): IterResult {
    return this.use(this.found);
  }
}

/** The globals of the innermost visible function, which called the native that asks. */
export function withCallerGlobals(use: (globals: PyDict | null) => Result): Result {
  return withFrames(0, (frame) => use(frame === null ? null : frame.fn.globals));
}
