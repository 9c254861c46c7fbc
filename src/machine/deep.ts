// Recursion: when the host's stack is deep enough it is lifted, and the call goes on with an empty one. While functions are
// traced no depth is allowed at all, so that every call and every resumption of a frame comes here.
import type { PyFunction } from '../objects/function.ts';
import { raise, recursionErrorType } from '../objects/exception.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { ABRUPT, type Abrupt, type Stop } from './abrupt.ts';
import { Frame, keepBase, lift, type PyFrame, stackDepth } from './frame.ts';
import { machine } from './machine.ts';
import { resumeLater } from './resume-later.ts';
import { callTraced, resumeTraced } from './tracing.ts';

/** Whether one frame more would be beyond `sys.getrecursionlimit()`. Above the stack of another tasklet it is asked again when that is lifted. */
function beyondLimit(): boolean {
  return machine.floor === 0 && stackDepth() >= machine.recursionLimit;
}

function recursionError(): Abrupt {
  return raise(recursionErrorType, 'maximum recursion depth exceeded');
}

/** A call found the host's stack too deep: it is made again on an empty one. */
export function tooDeep(fn: PyFunction, args: (Value | undefined)[]): Result {
  machine.depth--;
  if (beyondLimit()) return recursionError();
  if (machine.hostDepth === 0 && machine.depth < machine.fullDepth) return callTraced(fn, args);
  return lift((top) => {
    const frame = new PendingCall(fn, args);
    frame.back = top;
    machine.top = frame;
    machine.value = true;
  });
}

class PendingCall extends Frame {
  readonly fn: PyFunction;
  readonly args: (Value | undefined)[];
  constructor(fn: PyFunction, args: (Value | undefined)[]) {
    super();
    this.fn = fn;
    this.args = args;
  }
  resume(value: Value | Abrupt | Stop): IterResult {
    keepBase();
    return value === ABRUPT ? ABRUPT : (this.fn.js(...this.args) as Result);
  }
}

/** The same for a frame that was about to go on (a generator's). */
export function tooDeepResume(frame: PyFrame, value: Value | Abrupt | Stop): IterResult {
  machine.depth--;
  if (beyondLimit() && value !== ABRUPT) return recursionError();
  if (machine.hostDepth === 0 && machine.depth < machine.fullDepth) return resumeTraced(frame, value);
  return resumeLater(frame, value);
}
