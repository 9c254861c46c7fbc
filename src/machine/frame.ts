// Frames: what is left of an active function when it is off the host's stack.
//
// A function runs on the host's stack without any frame. When the stack is lifted each active function, innermost first,
// writes its locals and live temporaries into a Frame, links it, and returns ABRUPT:
//
//      host's stack            heap
//      main  calls f           machine.liftFirst -> frame of g --back--> frame of f --back--> frame of main
//      f     calls g                                                     (machine.liftLast)
//      g     calls receive()
//
// Later the trampoline resumes the innermost frame with the value its operation gave, then its `back` with what that
// returned, and so on. A native that has work to do after a call leaves a NativeFrame in the same chain. The same Frame, left
// by a function that an exception unwinds, is what a traceback shows.
import { passHidden, traceUnwound } from '../objects/traceback.ts';
import type { CodeObject } from '../objects/code.ts';
import type { PyFunction } from '../objects/function.ts';
import { PyObject } from '../objects/object.ts';
import type { IterResult, Value } from '../objects/object.ts';
import { ABRUPT, type Abrupt, type Stop } from './abrupt.ts';
import { type LiftAction, machine } from './machine.ts';
import type { FrameTrace } from './tracing.ts';

export abstract class Frame extends PyObject {
  /** The frame that called this one, towards the outermost; null at the bottom of a tasklet. Valid while suspended. */
  back: Frame | null = null;

  /** The next one for those who look at frames: `back`, but frames that wait without being in the chain are there, too. */
  get visibleBack(): Frame | null {
    return this.back;
  }

  /**
   * Goes on where the frame was suspended.
   * @param value what the suspended operation gave; ABRUPT raises `machine.exc` there; STOP ends an iteration there
   */
  abstract resume(value: Value | Abrupt | Stop): IterResult;
}

/**
 * The frame of a compiled function; each code object has a subclass of its own, of fixed shape, with a property for each
 * local (`$name`) and each saved temporary (`s0`, `s1`, ...), and a `resume` made from the same source.
 */
export abstract class PyFrame extends Frame {
  /** The resume point, 0 before the first instruction; -1 less the point that was begun last, or -1, when the function has ended. */
  pc: number;
  /** The function that runs: its closure, globals and defaults. */
  fn: PyFunction;
  /** Of a generator suspended in `yield from` or `await`: the iterator it waits for. On the prototype: null. */
  declare delegate: Value | null;
  /** On the subclass's prototype: the points where it waits in that way while it handles an exception; null: none. */
  declare readonly handlingAt: readonly number[] | null;
  /** On the subclass's prototype: the yields inside `try` and `with`; null: none. */
  declare readonly guardedAt: readonly number[] | null;
  /** It has waited at one of these. */
  declare guarded: boolean;
  /** What a trace function has said of this frame, and where it stands; on the prototype: null. */
  declare trace: FrameTrace | null;
  /** On the subclass's prototype: the code. */
  declare readonly code: CodeObject;

  constructor(pc: number, fn: PyFunction) {
    super();
    this.pc = pc;
    this.fn = fn;
  }
}

PyFrame.prototype.delegate = null;
(PyFrame.prototype as { handlingAt: null }).handlingAt = null;
(PyFrame.prototype as { guardedAt: null }).guardedAt = null;
PyFrame.prototype.guarded = false;
PyFrame.prototype.trace = null;

/** The trampoline takes what it resumes for a compiled frame, which is then no longer in the heap: others begin by saying that they are none. */
export function keepBase(): void {
  machine.base++;
  updateLimit();
}

/** How many compiled functions are on the stack of the running tasklet. */
export function stackDepth(): number {
  return machine.base + machine.depth - machine.floor;
}

/** Recomputes the depth at which compiled functions must stop descending. */
export function updateLimit(): void {
  machine.limit = Math.min(machine.hostDepth, machine.recursionLimit - machine.base);
}

/** What a native still has to do when the call it made was lifted off the stack. */
export abstract class NativeFrame extends Frame {
  /** Called when the exception in `machine.exc` arrives in place of a value; by default it passes on. */
  raised(): IterResult {
    return ABRUPT;
  }
  /** Called with the value. */
  abstract returned(value: Value | Stop): IterResult;

  resume(value: Value | Abrupt | Stop): IterResult {
    keepBase();
    return value === ABRUPT ? this.raised() : this.returned(value);
  }
}

/** True while the stack is being lifted; after ABRUPT, false means an exception is being raised. */
export function lifting(): boolean {
  return machine.exc === null;
}

/** Adds `frame` to the chain being lifted. */
export function link(frame: Frame): Abrupt {
  if (machine.liftFirst === null) machine.liftFirst = frame;
  else {
    (machine.liftLast ?? machine.liftFirst).back = frame;
    machine.liftLast = frame;
  }
  return ABRUPT;
}

/** A compiled function's exit at `pc`: it leaves its frame to the exception's traceback or to the chain being lifted. */
export function leave(frame: PyFrame, pc: number): Abrupt {
  if (machine.exc !== null) {
    traceUnwound(machine.exc, frame, pc);
    return ABRUPT;
  }
  machine.base++;
  return link(frame);
}

/** As `leave`, of hidden code. */
export function leaveHidden(frame: PyFrame): Abrupt {
  if (machine.exc !== null) {
    passHidden();
    return ABRUPT;
  }
  machine.base++;
  return link(frame);
}

/**
 * A native's exit after an inner operation returned ABRUPT: when the stack is being lifted, `frame` is linked, to go on
 * later; when an exception is being raised, `frame.raised()` decides now.
 *
 *     const r = call1(key, item);
 *     if (r === ABRUPT) return suspend(new KeyFrame(state));
 */
export function suspend(frame: NativeFrame): IterResult {
  return machine.exc === null ? link(frame) : frame.raised();
}

/** Lifts the stack, to go on in another tasklet: the scheduler says which. */
export function liftToSwitch(): Abrupt {
  machine.switching = true;
  return ABRUPT;
}

/** Begins to lift the stack; the trampoline then does `action`. */
export function lift(action: LiftAction): Abrupt {
  machine.action = action;
  return ABRUPT;
}
