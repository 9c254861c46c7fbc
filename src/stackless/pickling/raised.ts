// Exceptions that have been raised, as what is suspended holds them.
//
// An exception pickles without its traceback, context and cause, as in CPython. What goes on with it (a handler, a `finally`, the way out
// of a `with`) needs them all, so in a State there is a Raised in its place. Loading it gives the exception the rest back.
//
// Of a traceback's frames those which are suspended themselves are referred to. The others, of functions that have ended, show their
// place only: their variables, which may be anything, are not in the pickle.
import type { Frame } from '../../machine/frame.ts';
import { PyFrame } from '../../machine/frame.ts';
import { type CodeObject, codeHooks } from '../../objects/code.ts';
import {
  newException,
  PyBaseException,
  PyBaseExceptionGroup,
  typeErrorType,
} from '../../objects/exception.ts';
import { Cell, PyFunction } from '../../objects/function.ts';
import { None } from '../../objects/none.ts';
import { PyObject, type Value } from '../../objects/object.ts';
import { Traceback } from '../../objects/traceback.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { builtinType } from '../../objects/type.ts';

export class Raised extends PyObject {
  readonly exception: PyBaseException;
  /** Who held it when it was last encoded: that frame is suspended, and so are those behind it. */
  holder: Frame | null = null;
  constructor(exception: PyBaseException) {
    super();
    this.exception = exception;
  }
}
export const raisedType = builtinType('raised', Raised, { module: '_stackless', final: true });

const known = new WeakMap<PyBaseException, Raised>();

/** What stands for an exception in the state of `holder`; the exception itself if its own pickle has all there is. */
export function raisedOf(exception: PyBaseException, holder: Frame | null): PyBaseException | Raised {
  const { traceback, context, cause, suppressContext } = exception;
  const isBare = traceback === null && context === null && cause === null && !suppressContext;
  if (isBare && !(exception instanceof PyBaseExceptionGroup)) return exception;
  let raised = known.get(exception);
  if (raised === undefined) {
    raised = new Raised(exception);
    known.set(exception, raised);
  }
  raised.holder = holder;
  return raised;
}

/** The exception that `raisedOf` was given; null for None. */
export function exceptionOf(value: Value | undefined): PyBaseException | null {
  if (value === undefined || value === None) return null;
  if (value instanceof Raised) return value.exception;
  if (value instanceof PyBaseException) return value;
  throw badState();
}

function badState(): Error {
  return newException(typeErrorType, 'bad state of an exception') as unknown as Error;
}

// --- The state -------------------------------------------------------------------------------------------------------

/** How many items of the state tell of one entry of the traceback. */
const ENTRY = 5;

/**
 * (entries, context, cause, whether the context is suppressed, exceptions of a group). `stateOfFrame` gives what refers to a frame that is
 * suspended.
 */
export function raisedState(raised: Raised, stateOfFrame: (frame: PyFrame) => Value): Value[] {
  const { exception, holder } = raised;
  const inner = (other: PyBaseException | null): Value => (other === null ? None : raisedOf(other, holder));
  const members = exception instanceof PyBaseExceptionGroup ? exception.exceptions.map(inner) : [];
  return [
    new PyTuple(entriesOf(exception.traceback, suspendedFrames(holder), stateOfFrame)),
    inner(exception.context),
    inner(exception.cause),
    exception.suppressContext,
    new PyTuple(members),
  ];
}

function suspendedFrames(holder: Frame | null): Set<Frame> {
  const frames = new Set<Frame>();
  for (let frame = holder; frame !== null; frame = frame.back) frames.add(frame);
  return frames;
}

/**
 * For each entry: the frame, or the function of one that has ended, or the number of an earlier entry with the same frame; the
 * fingerprint of its code; the point; the line; and `tb_lasti` if that was given.
 */
function entriesOf(
  first: Traceback | null,
  suspended: ReadonlySet<Frame>,
  stateOfFrame: (frame: PyFrame) => Value,
): Value[] {
  const entries: Value[] = [];
  const numbers = new Map<PyFrame, number>();
  for (let tb = first; tb !== null; tb = tb.inner) {
    const { frame } = tb;
    const number = numbers.get(frame);
    if (number === undefined) numbers.set(frame, entries.length / ENTRY);
    const what = suspended.has(frame) ? stateOfFrame(frame) : (number ?? standIn(frame.fn));
    // Between two points there are marks, of which a traced frame may be at one.
    const point = Math.floor(tb.pc);
    entries.push(what, codeHooks.fingerprint(frame.code), point, tb.line(), tb.lasti);
  }
  return entries;
}

const standIns = new WeakMap<PyFunction, PyFunction>();

/** A function to show in a traceback: itself if its pickle is no more than its names, else one without defaults and closure. */
function standIn(fn: PyFunction): PyFunction {
  if (!fn.code.qualname.includes('<')) return fn;
  let other = standIns.get(fn);
  if (other === undefined) {
    const cells = fn.closure.map(() => new Cell(undefined));
    other = new PyFunction(fn.code, fn.globals, cells, fn.module, None);
    standIns.set(fn, other);
  }
  return other;
}

/** Gives an exception that has been loaded what its own pickle had not. `frameOf` tells the frame that a State is of. */
export function setRaisedState(
  raised: Raised,
  state: readonly Value[],
  frameOf: (value: Value) => unknown,
): void {
  const { exception } = raised;
  const [entries, context, cause, suppress, members] = state;
  if (!(entries instanceof PyTuple) || typeof suppress !== 'boolean' || !(members instanceof PyTuple))
    throw badState();
  members.items.forEach(exceptionOf);
  exception.traceback = tracebackFrom(entries.items, frameOf);
  exception.context = exceptionOf(context);
  exception.cause = exceptionOf(cause);
  exception.suppressContext = suppress;
}

function tracebackFrom(entries: readonly Value[], frameOf: (value: Value) => unknown): Traceback | null {
  if (entries.length % ENTRY !== 0) throw badState();
  const frames: PyFrame[] = [];
  const made: Traceback[] = [];
  for (let i = 0; i < entries.length; i += ENTRY) {
    const [what, fingerprint, point, line, lasti] = entries.slice(i, i + ENTRY);
    if (typeof point !== 'number' || typeof line !== 'number' || typeof lasti !== 'number') throw badState();
    const frame = typeof what === 'number' ? frames[what] : frameFor(what!, point, frameOf);
    if (frame === undefined) throw badState();
    frames.push(frame);
    made.push(entryAt(frame, fingerprint!, point, line, lasti));
  }
  made.forEach((tb, i) => (tb.inner = made[i + 1] ?? null));
  return made[0] ?? null;
}

function frameFor(what: Value, point: number, frameOf: (value: Value) => unknown): PyFrame {
  const frame = what instanceof PyFunction ? placeOf(what, point) : frameOf(what);
  if (!(frame instanceof PyFrame)) throw badState();
  return frame;
}

/** A frame that shows where a function was; nothing resumes it. */
function placeOf(fn: PyFunction, point: number): PyFrame {
  return new fn.code.FrameClass(isPoint(fn.code, point) ? point : -1, fn);
}

function isPoint(code: CodeObject, point: number): boolean {
  return Number.isInteger(point) && point >= -1 && point * 5 < code.template.points.length;
}

/** An entry; where the source has changed its line is the one that was. */
function entryAt(frame: PyFrame, fingerprint: Value, point: number, line: number, lasti: number): Traceback {
  const { code } = frame;
  const isSame = codeHooks.fingerprint(code) === fingerprint && isPoint(code, point);
  const tb = new Traceback(frame, isSame ? point : -1, null);
  if (!isSame || tb.line() !== line) tb.lineno = line;
  if (lasti !== -1) tb.lasti = lasti;
  return tb;
}
