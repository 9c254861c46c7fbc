// A frame that is to go on, but not on the host's stack as it is.
import type { IterResult, Value } from '../objects/object.ts';
import { ABRUPT, type Abrupt, type Stop } from './abrupt.ts';
import { lift, NativeFrame, type PyFrame } from './frame.ts';
import { machine } from './machine.ts';

/** Lifts the stack, and resumes the frame on an empty one. */
export function resumeLater(frame: PyFrame, value: Value | Abrupt | Stop): Abrupt {
  const exc = value === ABRUPT ? machine.exc : null;
  if (exc !== null) machine.exc = null;
  return lift((top) => {
    const pending = new PendingResume(frame, value);
    pending.back = top;
    machine.top = pending;
    machine.value = true;
    if (exc !== null) {
      machine.exc = exc;
      machine.value = ABRUPT;
    }
  });
}

/** Resumes a frame once it is resumed; what is raised here is raised there. */
export class PendingResume extends NativeFrame {
  readonly frame: PyFrame;
  readonly sent: Value | Abrupt | Stop;
  constructor(frame: PyFrame, sent: Value | Abrupt | Stop) {
    super();
    this.frame = frame;
    this.sent = sent;
  }
  override raised(): IterResult {
    return this.frame.resume(ABRUPT);
  }
  returned(): IterResult {
    return this.frame.resume(this.sent);
  }
}
