// Recursion: when the host's stack is deep enough it is lifted, and the call goes on with an empty one. While functions are
// traced no depth is allowed at all, so that every call and every resumption of a frame comes here. The same when a tick is due
// that functions which do not count had to do (compiler/counting.ts).
import type { PyFunction } from '../objects/function.ts';
import { raise, recursionErrorType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { ABRUPT, type Abrupt, type Stop } from './abrupt.ts';
import { lift, link, NativeFrame, type PyFrame, stackDepth, updateLimit } from './frame.ts';
import { machine } from './machine.ts';
import { PendingResume, resumeLater } from './resume-later.ts';
import { callTraced, resumeTraced } from './tracing.ts';

/** Counts a tick down to its end: whether the machine takes over; ABRUPT when it does. */
export function tick(): Result | undefined {
  const { depth } = machine;
  const { scheduler } = machine.interpreter;
  const result = scheduler.tick();
  machine.depth = depth;
  if (result !== undefined || !machine.stress || scheduler.watchdog !== null) return result;
  machine.ticks = machine.turns = 0;
  return lift(goOn);
}

/**
 * What natives that run for long do in place of ticks: signals, timers, memory and the event loop's turns are looked after, but nothing
 * of a watchdog's ticks is used up. ABRUPT if something was raised or suspended.
 */
export function lookAround(): Abrupt | undefined {
  const { depth, interpreter } = machine;
  const result = interpreter.scheduler.lookInNative();
  machine.depth = depth;
  return result === undefined && machine.stress ? lift(goOn) : result;
}

/** Compiled code calls the handler of ticks by making a text of this (why: see compiler/emit.ts). The empty one: it goes on. */
export const due = { [Symbol.toPrimitive]: (): string => (tick() === ABRUPT ? 'abrupt' : '') };

/** The action of a lift that is to resume what has just been lifted. */
export function goOn(): void {
  machine.value = None;
}

/** A function at `depth` that does not count is about to call something. No tick can be done in it, but in what is called. */
export function countIn(depth: number): number {
  machine.depth = depth + 1;
  if (--machine.ticks < 0) machine.limit = -1;
  return depth;
}

/** The same in hidden code, whose ticks are counted apart. */
export function countInHidden(depth: number): number {
  machine.depth = depth + 1;
  return depth;
}

/**
 * A native is about to call a function, which may have no tick of its own. Compiled code need not do this: it has ticks in its
 * loops, a native none. A tick that is due is done by the function, which looks at the limit.
 */
export function countCall(): void {
  if (--machine.ticks < 0) machine.limit = -1;
}

/** The call has given `result`. */
export function countOut<T>(depth: number, result: T): T {
  machine.depth = depth;
  return result;
}

/** Whether one frame more would be beyond `sys.getrecursionlimit()`. Above the stack of another tasklet it is asked again when that is lifted. */
function beyondLimit(): boolean {
  return machine.floor === 0 && stackDepth() >= machine.recursionLimit;
}

function recursionError(): Abrupt {
  return raise(recursionErrorType, 'maximum recursion depth exceeded');
}

/** A call found the host's stack too deep: it is made again on an empty one. Or only a tick is due. */
export function tooDeep(fn: PyFunction, args: (Value | undefined)[]): Result {
  if (machine.ticks < 0 && tick() === ABRUPT)
    return machine.exc === null ? link(new PendingCall(fn, args)) : ABRUPT;
  updateLimit();
  if (machine.depth < machine.limit) return fn.js(...args) as Result;
  if (beyondLimit()) return recursionError();
  if (machine.hostDepth === 0 && machine.depth < machine.fullDepth) return callTraced(fn, args);
  return lift((top) => {
    const frame = new PendingCall(fn, args);
    frame.back = top;
    machine.top = frame;
    machine.value = true;
  });
}

class PendingCall extends NativeFrame {
  readonly fn: PyFunction;
  readonly args: (Value | undefined)[];
  constructor(fn: PyFunction, args: (Value | undefined)[]) {
    super();
    this.fn = fn;
    this.args = args;
  }
  returned(): IterResult {
    return this.fn.js(...this.args);
  }
}

/** The same for a frame that was about to go on (a generator's). */
export function tooDeepResume(frame: PyFrame, value: Value | Abrupt | Stop): IterResult {
  if (machine.ticks < 0 && value !== ABRUPT && tick() === ABRUPT) {
    if (machine.exc === null) return link(new PendingResume(frame, value));
    value = ABRUPT;
  }
  updateLimit();
  if (machine.depth < machine.limit) return frame.resume(value);
  if (beyondLimit() && value !== ABRUPT) return recursionError();
  if (machine.hostDepth === 0 && machine.depth < machine.fullDepth) return resumeTraced(frame, value);
  return resumeLater(frame, value);
}
