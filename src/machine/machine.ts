// The registers of the machine.
//
// One record holds what every running function touches: the exception in flight, the depth of the host's stack, the tick
// counter, and the chain of frames while a stack is being lifted. Like a processor's registers there is one set: one
// interpreter runs at a time, and `interpreter` says which. All other state belongs to the Interpreter (interpreter.ts) or
// to the tasklet that runs.
import type { PyBaseException } from '../objects/exception.ts';
import type { Value } from '../objects/object.ts';
import type { Abrupt, Stop } from './abrupt.ts';
import type { Awaitable } from './awaitable.ts';
import type { Frame } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import type { Tracing } from './tracing.ts';

/** What the trampoline does once a stack has been lifted; `top` is the innermost frame (null: there was none). */
export type LiftAction = (top: Frame | null) => void;

/** Host frames between two lifts. Each costs up to ~3 KB of the host's stack in unoptimised code; hosts with a larger stack raise it. */
export const DEFAULT_HOST_DEPTH = 200;
/** `sys.getrecursionlimit()` when a program begins. */
export const DEFAULT_RECURSION_LIMIT = 1000;

/** `ticks` of what must not be lifted: more than it takes. Small, as V8 would keep the counter as a float if it had ever been large. */
export const UNINTERRUPTED = 2 ** 30;

class Machine {
  /** The exception being raised, or null. Set together with the return of ABRUPT, cleared by the handler that takes it. */
  exc: PyBaseException | null = null;
  /**
   * `exc` is raised again as it is: the frame it leaves next is already in its traceback. 'caller': hidden code raises it for
   * the function that it serves.
   */
  reraising: boolean | 'caller' = false;
  /** The exception came from looking up the method of a call: its place is the attribute, not the call. */
  lookupFailed = false;
  /** The exception being handled (what `sys.exception()` gives) in the running tasklet, or null. */
  handled: PyBaseException | null = null;
  /** How many compiled functions are on the host's stack since the trampoline. */
  depth = 0;
  /** What `depth` was where the stack of the running tasklet begins: not 0 above another one's (`runAbove` in trampoline.ts). */
  floor = 0;
  /** The depth at which the stack is lifted, or RecursionError is due: min(hostDepth, recursionLimit - base). */
  limit = DEFAULT_HOST_DEPTH;
  /** Host frames that fit between two lifts; 0 while functions are traced, so that each call is noticed (see tracing.ts). */
  hostDepth = DEFAULT_HOST_DEPTH;
  /** What `hostDepth` is when functions are not traced. */
  fullDepth = DEFAULT_HOST_DEPTH;
  /** How many natives are inside each other on the host's stack (see nesting.ts). */
  nested = 0;
  /** At more than so many the stack is lifted. */
  mostNested = DEFAULT_HOST_DEPTH / 2;
  /** The trace and profile functions of the running tasklet; null: it has none. */
  tracing: Tracing | null = null;
  /** Some tasklet has or had such functions: a switch has to look. */
  tracingUsed = false;
  /** For tests: the stack is lifted at every tick (and `hostDepth` is small), so that each frame goes on from the heap. */
  stress = false;
  /** How many compiled frames of the running tasklet are in the heap. */
  base = 0;
  /** `sys.getrecursionlimit()`. */
  recursionLimit = DEFAULT_RECURSION_LIMIT;
  /** Counts down to the next call of the tick handler (see stackless/pace.ts). */
  ticks = 0;
  /** The same for built-ins written in Python, which use up nothing of a watchdog's budget. */
  turns = 0;

  /** While lifting: the innermost frame linked so far. */
  liftFirst: Frame | null = null;
  /** While lifting: the outermost frame linked so far; the next one becomes its `back`. Null: it is `liftFirst`. */
  liftLast: Frame | null = null;
  /** What the lift is for. Null when no lift is under way, or another tasklet is to go on. */
  action: LiftAction | null = null;
  /** The stack is lifted to go on in another tasklet. */
  switching = false;

  /** The frame the trampoline resumes next; null when the running tasklet has none left. */
  top: Frame | null = null;
  /** What it is resumed with; ABRUPT raises `exc` in it. */
  value: Value | Abrupt | Stop = 0;
  /** The value that came with the last STOP (what the generator returned). */
  stopValue: Value | undefined = undefined;
  /** The body of a generator that has just returned has reached its end, rather than a yield. */
  ended = false;
  /** The awaitable made last, until it is awaited; null also once others may have it (see awaitable.ts). */
  newest: Awaitable | null = null;
  /** What `depth` was when it was made. */
  newestDepth = 0;
  /** Some interpreter tracks where coroutines are made. */
  originsTracked = false;
  /** Set by an action to make the trampoline return to the host. */
  halted = false;

  /** The interpreter that is running. */
  declare interpreter: Interpreter;
}

export const machine = new Machine();
