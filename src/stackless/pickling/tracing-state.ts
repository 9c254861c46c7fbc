// Trace and profile functions in the states of tasklets and frames: they are kept if PICKLEFLAGS_PICKLE_TRACING is set.
//
// A tasklet may have been suspended inside a trace function, that is while a frame tells of an event. Such a frame is in its
// traced variant, and its FrameTrace and the tasklet's Tracing are needed to go on; without the flag they keep all but the functions.
import type { PyFrame } from '../../machine/frame.ts';
import { adoptVariant, FrameTrace, Tracing, variantOf } from '../../machine/tracing.ts';
import { newException, typeErrorType, valueErrorType } from '../../objects/exception.ts';
import { None } from '../../objects/none.ts';
import type { Value } from '../../objects/object.ts';
import { here } from '../scheduler.ts';
import type { Tasklet } from '../tasklet.ts';
import { tracingOf } from '../tracing.ts';
import { decode, encode, encodeFields } from './state.ts';

/** PICKLEFLAGS_PICKLE_TRACING */
const PICKLE_TRACING = 1;

function keepsFunctions(): boolean {
  return (here().pickleFlags & PICKLE_TRACING) !== 0;
}

/** What is left of a Tracing or FrameTrace: a copy without functions, unless the flag is set. */
export function keptTracing<T extends Tracing | FrameTrace>(trace: T): T {
  if (keepsFunctions()) return trace;
  const bare = trace instanceof Tracing ? { trace: None, profile: None } : { local: None };
  return Object.assign(Object.create(Object.getPrototypeOf(trace) as object) as T, trace, bare);
}

/** The fields of a Tracing or FrameTrace. */
export function tracingFields(trace: Tracing | FrameTrace): Value[] {
  return encodeFields(keptTracing(trace));
}

/** A tasklet's functions as a part of its state. A tasklet that is not restorable loses the one of profiling. */
export function tracingState(t: Tasklet): Value {
  const tracing = tracingOf(t);
  if (tracing === null || !(tracing.inside || keepsFunctions())) return None;
  if (t.nestingLevel === 0) return encode(tracing);
  const kept = new Tracing();
  kept.trace = tracing.trace;
  return encode(kept);
}

/** What `tracingState` gave. Throws TypeError for anything else. */
export function tracingFrom(state: Value): Tracing | null {
  if (state === None) return null;
  const tracing = decode(state);
  if (!(tracing instanceof Tracing)) throw newException(typeErrorType, 'bad tracing state of a tasklet');
  return tracing;
}

/** Whether the frame is telling of an event, perhaps of a call that it makes, or stands at a mark of its traced variant. */
function isTelling(frame: PyFrame): boolean {
  const { trace } = frame;
  return trace !== null && (trace.stage !== 'body' || trace.event !== '' || !Number.isInteger(frame.pc));
}

/** What is kept of what a trace function said of the frame; null when nothing is. */
export function keptTrace(frame: PyFrame): FrameTrace | null {
  return isTelling(frame) || keepsFunctions() ? frame.trace : null;
}

/** Gives a new frame, whose point is set, what `keptTrace` gave. Throws ValueError when it is at no mark. */
export function setFrameTrace(frame: PyFrame, trace: unknown): void {
  if (trace instanceof FrameTrace) frame.trace = trace;
  if (Number.isInteger(frame.pc) && !isTelling(frame)) return;
  const variant = variantOf(frame.code);
  const isPlace = Number.isInteger(frame.pc) || variant.marks.some(([point]) => point === frame.pc);
  if (!isPlace || frame.trace === null || !variant.traced)
    throw newException(valueErrorType, 'bad state of a traced frame');
  adoptVariant(frame, variant);
}

/** Whether it is one of the two kinds of objects that this file is about. */
export function isTracing(value: unknown): value is Tracing | FrameTrace {
  return value instanceof Tracing || value instanceof FrameTrace;
}
