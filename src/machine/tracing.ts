// Trace and profile functions (sys.settrace, sys.setprofile).
//
// Nothing is paid while there are none. A compiled function compares the depth of the stack with a limit when it is called
// or resumed; while the running tasklet has a trace function the limit is zero, so that every call and every resumption
// comes to `tooDeep` and `tooDeepResume`, which hand it on to `callTraced` and `resumeTraced`. There the function goes on in its
// *traced variant*: a resume body with a mark wherever a line begins, made from the source again when first needed
// (imports/variants.ts). Setting a trace function lifts the stack: so what was running is resumed, and noticed, too. Points
// have the same numbers in both variants; a frame of either can go on in the other. Marks have fractions between them.
//
// The frame of a traced activation inherits from its variant's `prototype`, whose `resume` tells of the call, runs the body, and
// tells of the return or the exception that ends it. Where an event may suspend, the frame stands in the chain with a `stage`,
// behind the TraceEvent that finishes the event and then resumes it. While an event is under way in a tasklet its functions
// are not traced, and the limit is the usual one. The tools of sys.monitoring (monitoring.ts) are told of the same events,
// and calls that traced functions make are told of by call-events.ts.
//
// Hidden code (built-ins written in Python) tells of nothing. Its variant is its own text without the look at the limit.
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR } from '../compiler/code-flags.ts';
import type { Branch } from '../compiler/ir.ts';
import type { CodeObject } from '../objects/code.ts';
import { newException, type PyBaseException, stopIterationType } from '../objects/exception.ts';
import type { PyFunction } from '../objects/function.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { traceUnwound } from '../objects/traceback.ts';
import { PyTuple } from '../objects/tuple.ts';
import { call3 } from '../operators/call.ts';
import { ABRUPT, type Abrupt, type Stop } from './abrupt.ts';
import { lift, link, NativeFrame, type PyFrame, updateLimit } from './frame.ts';
import { GeneratorLike } from './generator.ts';
import { machine } from './machine.ts';
import {
  addTools,
  BRANCH_LEFT,
  BRANCH_RIGHT,
  CALL,
  callTool,
  EXCEPTION_HANDLED,
  INSTRUCTION,
  isMonitored,
  isWanted,
  JUMP,
  LINE,
  NO_EVENT,
  PY_RESUME,
  PY_RETURN,
  PY_START,
  PY_THROW,
  PY_UNWIND,
  PY_YIELD,
  RAISE,
  RERAISE,
  STOP_ITERATION,
  tookTool,
} from './monitoring.ts';
import { resumeLater } from './resume-later.ts';

/** The trace and profile functions of a tasklet. */
export class Tracing {
  /** None when there is none. */
  trace: Value = None;
  profile: Value = None;
  /** One of the two, or a callback of sys.monitoring, is running. */
  inside = false;

  get hasFunctions(): boolean {
    return this.trace !== None || this.profile !== None;
  }
}

/** Where a traced frame stands that is not in its body. */
type Stage = 'body' | 'entering' | 'leaving';

/** What belongs to a traced frame. */
export class FrameTrace {
  /** `f_trace`. */
  local: Value = None;
  /** `f_trace_lines`, `f_trace_opcodes`. */
  lines = true;
  opcodes = false;
  /** The line it is at; 0: it has not come to one yet. */
  line = 0;
  /** Where the last line was, while what is at no line runs. */
  place = 0;
  /** It begins another turn of a loop: trace functions are told of the line again. */
  turned = false;
  /** Every mark is to be told, as opcodes. */
  get each(): boolean {
    return this.opcodes || isWanted(INSTRUCTION);
  }
  /** Branches and jumps are to be told. */
  get branches(): boolean {
    return isWanted(JUMP) || isWanted(BRANCH_LEFT) || isWanted(BRANCH_RIGHT);
  }
  /** The body has returned; `pc` is set to -1 when the event is over. */
  ended = false;
  stage: Stage = 'body';
  /** In stage entering: what it was resumed with. In stage leaving: what it gave. */
  held: IterResult = None;
  /** An exception that is coming to the frame, and the last that was told of it. */
  told: { exc: PyBaseException; event: number } | null = null;
  /** The event that is being told: f_lineno may be set in a line event only. */
  event = '';
}

/** What is noted of a frame; it is made if there is none. */
export function traceOf(frame: PyFrame): FrameTrace {
  return (frame.trace ??= new FrameTrace());
}

/** What runs a code object while functions are traced. */
export interface Variant {
  /** Whether it tells of anything. */
  traced: boolean;
  /** The frame of a call with these arguments, not yet run; when it is not traced, the call itself. */
  call: (this: PyFunction, ...args: (Value | undefined)[]) => PyFrame | Result;
  /** The prototype of frames in this variant. */
  prototype: PyFrame;
  /** Where lines begin. */
  marks: TracedSource['marks'];
  /** The temporaries that its frames have at marks beside those of other frames. */
  temporaries: readonly string[];
}

/** The traced variant of visible code, as the compiler made it (emitTraced in compiler/emit.ts). */
export interface TracedSource {
  start: ((this: PyFunction, ...args: (Value | undefined)[]) => PyFrame) | null;
  run: (this: PyFrame, value: Value | Abrupt | Stop, trace: FrameTrace) => IterResult;
  /** The numbers of points that are yields. */
  yields: number[];
  /** What it keeps that is live at no point, but at marks. */
  temporaries: string[];
  /** For each mark: its number, the line that begins, what is on the evaluation stack there (LineIr in compiler/ir.ts), the line it is on. */
  marks: [point: number, line: number, place: string, at: number][];
  branches: Branch[];
}

/** Supplied by imports/variants.ts. */
export const variantHooks = {
  make: (code: CodeObject): Variant => {
    throw new Error(`no variant of ${code.name}`);
  },
};

const variants = new WeakMap<CodeObject, Variant>();

/** The traced variant of code, compiled when it is first asked for. */
export function variantOf(code: CodeObject): Variant {
  let variant = variants.get(code);
  if (variant === undefined) {
    variant = variantHooks.make(code);
    variants.set(code, variant);
  }
  return variant;
}

// --- Setting the functions -----------------------------------------------------------------------------------------------

/** Whether functions are traced at this moment. */
function isActive(): boolean {
  return machine.hostDepth === 0;
}

/** Brings the depth limit in line with `machine.tracing`. */
export function updateTracing(): void {
  const { tracing } = machine;
  const wanted = (tracing !== null && tracing.hasFunctions) || isMonitored();
  machine.hostDepth = wanted && tracing?.inside !== true ? 0 : machine.fullDepth;
  updateLimit();
}

/** `sys.settrace` and `sys.setprofile`: what is running goes on, frame by frame, in its traced variant. */
export function setTracing(kind: 'trace' | 'profile', value: Value): Result {
  changeTracing(kind, value);
  return noticed();
}

/** None, once what is running will notice that it is traced. */
export function noticed(): Result {
  if (!isActive()) return None;
  return lift(() => {
    machine.value = None;
  });
}

/** As `setTracing`, for those who lift the stack themselves or have it lifted already. */
export function changeTracing(kind: 'trace' | 'profile', value: Value): void {
  if (machine.tracing === null && value === None) return;
  machine.tracingUsed = true;
  const tracing = (machine.tracing ??= new Tracing());
  tracing[kind] = value;
  settle(tracing);
}

/** Drops what is not needed any more. */
function settle(tracing: Tracing): void {
  if (!tracing.hasFunctions && !tracing.inside && machine.tracing === tracing) machine.tracing = null;
  updateTracing();
}

// --- Calls and resumptions -----------------------------------------------------------------------------------------------

/** Calls a function while functions are traced. */
export function callTraced(fn: PyFunction, args: (Value | undefined)[]): Result {
  const variant = variantOf(fn.code);
  if (!variant.traced) return variant.call.apply(fn, args) as Result;
  const frame = variant.call.apply(fn, args) as PyFrame;
  adoptVariant(frame, variant);
  return frame.resume(None) as Result;
}

/** Resumes a frame while functions are traced. */
export function resumeTraced(frame: PyFrame, value: Value | Abrupt | Stop): IterResult {
  const { code } = frame;
  const variant = variantOf(code);
  if (!variant.traced) return variant.prototype.resume.call(frame, value);
  adoptVariant(frame, variant);
  frame.trace!.turned = false;
  frame.trace!.line = frame.pc === 0 ? 0 : code.lineAt(frame.pc);
  return frame.resume(value);
}

/** From now on the frame runs in a traced variant. */
export function adoptVariant(frame: PyFrame, variant: Variant): void {
  traceOf(frame);
  Object.setPrototypeOf(frame, variant.prototype);
}

/** Whether nobody is to be told of anything any more. */
export function isUntraced(): boolean {
  return !isActive();
}

/** A frame of a traced variant, at a point, goes on as any other. */
export function untraced(frame: PyFrame, value: Value = None): IterResult {
  Object.setPrototypeOf(frame, frame.code.FrameClass.prototype as object);
  return frame.resume(value);
}

/** The prototype of the frames of a traced variant. */
export function tracedPrototype(code: CodeObject, source: TracedSource): PyFrame {
  const prototype = Object.create(code.FrameClass.prototype as object) as PyFrame;
  const yields = new Set(source.yields);
  prototype.resume = function (this: PyFrame, value): IterResult {
    return resumeWith(this, source, yields, value);
  };
  return prototype;
}

function resumeWith(
  frame: PyFrame,
  source: TracedSource,
  yields: ReadonlySet<number>,
  value: Value | Abrupt | Stop,
): IterResult {
  if (machine.depth >= machine.fullDepth) return resumeLater(frame, value);
  const trace = frame.trace!;
  if (trace.stage === 'leaving') return left(frame, trace, value);
  // Marks are no points of other variants, and exceptions may come to checks, which are none either.
  const canLeave = trace.stage === 'body' && value !== ABRUPT && Number.isInteger(frame.pc);
  if (canLeave && isUntraced()) return untraced(frame, value as Value);
  if (trace.stage === 'entering') {
    trace.stage = 'body';
    if (value !== ABRUPT) value = trace.held;
  } else if (isActive() && (frame.pc === 0 || yields.has(frame.pc))) {
    // A generator may have gone on without being traced since it yielded.
    if (frame.pc !== 0) trace.line = frame.code.lineAt(frame.pc);
    trace.stage = 'entering';
    trace.held = value;
    const event = value === ABRUPT ? PY_THROW : frame.pc === 0 ? PY_START : PY_RESUME;
    const result = tell(frame, 'call', None, event);
    if (result === ABRUPT && machine.exc === null) return linkFrame(frame);
    trace.stage = 'body';
    if (result === ABRUPT) value = ABRUPT;
  }
  return leave(frame, trace, source.run.call(frame, value, trace));
}

/** The body has given `result`: it has returned or yielded, was unwound, or is being lifted. */
function leave(frame: PyFrame, trace: FrameTrace, result: IterResult): IterResult {
  if (result === ABRUPT && machine.exc === null) return ABRUPT;
  if (!isActive()) return left(frame, trace, (trace.held = result));
  trace.stage = 'leaving';
  trace.held = result;
  const event = result === ABRUPT ? PY_UNWIND : trace.ended ? PY_RETURN : PY_YIELD;
  const told = tell(frame, 'return', result === ABRUPT ? None : (result as Value), event);
  if (told === ABRUPT && machine.exc === null) return linkFrame(frame);
  return left(frame, trace, told);
}

const SUSPENDABLE = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

/** The end of a frame's return, once it has been told; with `told` ABRUPT an exception ends it. */
function left(frame: PyFrame, trace: FrameTrace, told: IterResult): IterResult {
  const result = told === ABRUPT ? ABRUPT : trace.held;
  trace.stage = 'body';
  trace.held = None;
  if (trace.ended) {
    frame.pc = -1;
    if (told !== ABRUPT && (frame.code.flags & SUSPENDABLE) !== 0) machine.ended = true;
  } else if (result === ABRUPT)
    frame.pc = -1 - frame.pc; // `~` elsewhere: the points of lines are fractions
  else trace.line = 0;
  return result;
}

function linkFrame(frame: PyFrame): Abrupt {
  machine.base++;
  return link(frame);
}

// --- Events --------------------------------------------------------------------------------------------------------------

// As tools they have the numbers behind the others; the last is told first.
const PROFILE = 6;
const TRACE = 7;

/** Somebody who is to be told of an event: the number of a tool, PROFILE or TRACE. */
type Listener = number;

/** Tells of a call or a return; an exception on its way goes on afterwards. */
function tell(frame: PyFrame, event: string, arg: Value, code: number): Result {
  const { tracing } = machine;
  const listeners: Listener[] = [];
  if (tracing !== null && tracing.trace !== None && (event === 'call' || frame.trace!.local !== None))
    listeners.push(TRACE);
  if (tracing !== null && tracing.profile !== None) listeners.push(PROFILE);
  addTools(frame, code, listeners);
  const has = code !== PY_START && code !== PY_RESUME;
  return inform(frame, listeners, event, arg, code, has ? [machine.exc ?? arg] : []);
}

/** Tells of what happens inside of a function; `args` are those of tools. */
function tellInside(
  frame: PyFrame,
  event: string,
  arg: Value,
  code: number,
  args: readonly Value[],
  traces = true,
): Result {
  const listeners: Listener[] = [];
  if (traces && (machine.tracing?.trace ?? None) !== None && frame.trace!.local !== None)
    listeners.push(TRACE);
  addTools(frame, code, listeners);
  return inform(frame, listeners, event, arg, code, args);
}

/** Whether somebody wants to be told of calls that functions make. */
export function tellsCalls(): boolean {
  return isActive() && ((machine.tracing?.profile ?? None) !== None || isWanted(CALL));
}

/** Tells of a call that a function makes, or of its end; `native` is the C function that a profile function is to see, if it is one. */
export function tellCall(
  frame: PyFrame,
  event: string,
  native: Value | null,
  code: number,
  args: readonly Value[],
): Result {
  if (!isActive()) return machine.exc === null ? None : ABRUPT;
  const listeners: Listener[] = [];
  if (native !== null && (machine.tracing?.profile ?? None) !== None) listeners.push(PROFILE);
  addTools(frame, code, listeners);
  return inform(frame, listeners, event, native ?? None, code, args);
}

function inform(
  frame: PyFrame,
  listeners: Listener[],
  event: string,
  arg: Value,
  code: number,
  args: readonly Value[],
): Result {
  if (listeners.length === 0) return machine.exc === null ? None : ABRUPT;
  return new TraceEvent(frame, listeners, event, arg, code, args).begin() as Result;
}

/** A traced function comes to a line, or to the next instruction of one. */
export function traceLine(frame: PyFrame, line: number): Result {
  const trace = frame.trace!;
  const isNew = trace.line !== line;
  const tells = isNew || trace.turned;
  trace.line = line;
  trace.turned = false;
  if (!isActive()) return None;
  if (tells) {
    const told = tellInside(frame, 'line', None, isNew ? LINE : NO_EVENT, [], trace.lines);
    if (told === ABRUPT) return machine.exc === null && trace.each ? suspendOpcode(frame) : ABRUPT;
  }
  return trace.each ? tellInside(frame, 'opcode', None, INSTRUCTION, [], trace.opcodes) : None;
}

/** The event of the line was suspended: that of the instruction comes when it is over. */
function suspendOpcode(frame: PyFrame): Result {
  return link(new OpcodeFrame(frame));
}

class OpcodeFrame extends NativeFrame {
  private readonly frame: PyFrame;
  constructor(frame: PyFrame) {
    super();
    this.frame = frame;
  }
  returned(): IterResult {
    return tellInside(this.frame, 'opcode', None, INSTRUCTION, [], this.frame.trace!.opcodes);
  }
}

const WAYS = { left: BRANCH_LEFT, right: BRANCH_RIGHT, jump: JUMP, turn: JUMP };

/** A traced function goes one way of a branch, or jumps; it is at the place `_pc`. */
export function traceWay(
  frame: PyFrame,
  way: keyof typeof WAYS,
  from: number,
  to: number,
  _pc: number,
): Result {
  if (!isActive()) return None;
  const { code } = frame;
  return tellInside(frame, 'branch', None, WAYS[way], [code.addressOf(from), code.addressOf(to)], false);
}

/** What `yield from` or `await` waited for has ended: seen as a StopIteration where one was raised or a generator ended. */
export function traceStop(frame: PyFrame, iterator: Value, value: Value | undefined): Result {
  const result = value ?? None;
  if (!isActive() || (result === None && !(iterator instanceof GeneratorLike))) return None;
  const exc = newException(stopIterationType, ...(result === None ? [] : [result]));
  return tellInside(frame, 'exception', new PyTuple([exc.cls, exc, None]), STOP_ITERATION, [exc]);
}

/** An iterator has no more: seen as a StopIteration where one was raised in Python, or a generator returned something. */
export function traceExhausted(frame: PyFrame, iterator: Value): Result {
  const isGenerator = iterator instanceof GeneratorLike;
  const value = isGenerator ? (machine.stopValue ?? None) : None;
  const isRaised = typeof iterator === 'object' && iterator.cls.isHeap;
  if (!isActive() || !(isRaised || value !== None)) return None;
  const exc = newException(stopIterationType, ...(value === None ? [] : [value]));
  return tellInside(frame, 'exception', new PyTuple([exc.cls, exc, None]), RAISE, [exc]);
}

/**
 * An exception has come to a traced function: it is put into the traceback, and told of.
 * @returns true when the stack is being lifted: the frame is resumed with the exception when it has been told of
 */
export function traceRaised(frame: PyFrame): boolean {
  return lastTold(frame) === NO_EVENT && tellRaised(frame);
}

function tellRaised(frame: PyFrame): boolean {
  const exc = machine.exc!;
  if (!isActive()) return false;
  if (machine.reraising !== false)
    return arrived(frame, exc, RERAISE, tellInside(frame, '', None, RERAISE, [exc], false));
  traceUnwound(exc, frame, frame.pc);
  machine.reraising = true;
  const arg = new PyTuple([exc.cls, exc, exc.traceback ?? None]);
  return arrived(frame, exc, RAISE, tellInside(frame, 'exception', arg, RAISE, [exc]));
}

/** An exception has come to a handler of a traced function: as `traceRaised`. */
export function traceCaught(frame: PyFrame): boolean {
  const last = lastTold(frame);
  if (last === EXCEPTION_HANDLED) return false;
  if (last === NO_EVENT && tellRaised(frame)) return true;
  if (!isActive()) return false;
  const exc = machine.exc!;
  const told = tellInside(frame, '', None, EXCEPTION_HANDLED, [exc], false);
  return arrived(frame, exc, EXCEPTION_HANDLED, told);
}

/** What has been told last of the exception that comes to a frame: telling it suspended the frame. */
function lastTold(frame: PyFrame): number {
  const trace = frame.trace!;
  const { told } = trace;
  trace.told = null;
  return told?.exc === machine.exc ? told!.event : NO_EVENT;
}

/** What has been told of the exception that is on its way is noted while its telling suspends the frame. */
function arrived(frame: PyFrame, exc: PyBaseException, event: number, told: Result): boolean {
  const isLifted = told === ABRUPT && machine.exc === null;
  frame.trace!.told = isLifted ? { exc, event } : null;
  return isLifted;
}

/** One event, told to everyone it concerns. */
class TraceEvent extends NativeFrame {
  private readonly tracing: Tracing;
  private readonly frame: PyFrame;
  /** Whom it is still to be told to; the first is being told. */
  private readonly listeners: Listener[];
  /** For trace and profile functions: "line" and the like. */
  private readonly event: string;
  private readonly arg: Value;
  /** For tools: the number of the event in sys.monitoring. */
  private readonly code: number;
  private readonly args: readonly Value[];
  /** The exception that was on its way, and goes on afterwards. */
  private readonly exc: PyBaseException | null;
  private readonly reraising: typeof machine.reraising;

  constructor(
    frame: PyFrame,
    listeners: Listener[],
    event: string,
    arg: Value,
    code: number,
    args: readonly Value[],
  ) {
    super();
    machine.tracingUsed = true;
    this.tracing = machine.tracing ??= new Tracing();
    this.frame = frame;
    this.listeners = listeners;
    this.event = event;
    this.arg = arg;
    this.code = code;
    this.args = args;
    this.exc = machine.exc;
    this.reraising = machine.reraising;
  }

  begin(): IterResult {
    machine.exc = null;
    machine.reraising = false;
    this.tracing.inside = true;
    this.frame.trace!.event = this.event;
    updateTracing();
    return this.run();
  }

  private run(): IterResult {
    while (this.listeners.length > 0) {
      const result = this.call(this.listeners[0]!);
      if (result === ABRUPT) return machine.exc === null ? link(this) : this.raised();
      if (this.took(result) === ABRUPT) return this.raised();
    }
    this.finish();
    machine.exc = this.exc;
    machine.reraising = this.reraising;
    return this.exc === null ? None : ABRUPT;
  }

  private call(listener: Listener): Result {
    const { frame, tracing } = this;
    if (listener < PROFILE) return callTool(listener, frame, this.code, this.args);
    const own = this.event === 'call' ? tracing.trace : frame.trace!.local;
    const func = listener === PROFILE ? tracing.profile : own;
    return func === None ? None : call3(func, frame, this.event, this.arg);
  }

  /** A trace function says which function is told of the frame from now on, a tool whether it wants to hear again. */
  private took(result: Value): Result {
    const listener = this.listeners.shift()!;
    if (listener < PROFILE) return tookTool(listener, this.frame, this.code, result);
    if (listener === TRACE && result !== None) this.frame.trace!.local = result;
    return None;
  }

  returned(value: Value): IterResult {
    return this.took(value) === ABRUPT ? this.raised() : this.run();
  }

  /** A function that fails is not called any more; its exception takes the place of what was on its way. */
  override raised(): IterResult {
    const listener = this.listeners[0];
    if (listener === PROFILE) this.tracing.profile = None;
    else if (listener === TRACE) {
      this.tracing.trace = None;
      this.frame.trace!.local = None;
    }
    this.finish();
    return ABRUPT;
  }

  private finish(): void {
    this.tracing.inside = false;
    this.frame.trace!.event = '';
    settle(this.tracing);
  }
}
