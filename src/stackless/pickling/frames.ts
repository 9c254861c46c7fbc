// The state of frames: of compiled functions, which is their function, the point and the variables; and of natives.
import type { PyFrame } from '../../machine/frame.ts';
import { type Frame } from '../../machine/frame.ts';
import { isDead, liveTemporaries } from '../../machine/temporaries.ts';
import { codeHooks } from '../../objects/code.ts';
import { newException, runtimeErrorType, typeErrorType, valueErrorType } from '../../objects/exception.ts';
import { PyFunction } from '../../objects/function.ts';
import type { Value } from '../../objects/object.ts';
import { decode, encode } from './state.ts';
import { keptTrace, setFrameTrace } from './tracing-state.ts';

type Variables = Record<string, unknown>;

/** The digest of a function's code, which its frames need to be the same. */
export function fingerprintOf(fn: PyFunction): string {
  return codeHooks.fingerprint(fn.code);
}

/** The point, what it waits for, the slots in the order of the code, and what is kept of tracing. */
export function frameState(frame: PyFrame): Value[] {
  const variables = frame as unknown as Variables;
  const state: Value[] = [encode(frame.pc), encode(frame.delegate)];
  const live = liveTemporaries(frame);
  for (const [property] of frame.code.template.slots)
    state.push(encode(isDead(property, live) ? undefined : variables[property]));
  const trace = keptTrace(frame);
  if (trace !== null) state.push(encode(trace));
  return state;
}

/** An empty frame of a function. Throws RuntimeError when its code is not what it was. */
export function newFrame(fn: Value, fingerprint: Value): PyFrame {
  if (!(fn instanceof PyFunction)) throw newException(typeErrorType, 'a frame needs a function');
  if (fingerprintOf(fn) !== fingerprint) {
    throw newException(
      runtimeErrorType,
      `cannot restore a frame of ${String(fn.qualname)}() (${fn.code.filename}): its source has changed since it was pickled`,
    );
  }
  return new fn.code.FrameClass(0, fn);
}

export function setFrameState(frame: PyFrame, state: readonly Value[]): void {
  const { slots, points } = frame.code.template;
  const pc = decode(state[0]!);
  const size = state.length - slots.length;
  if ((size !== 2 && size !== 3) || typeof pc !== 'number' || !(pc >= -1 && pc * 5 < points.length))
    throw newException(valueErrorType, 'bad state of a frame');
  frame.pc = pc;
  const delegate = decode(state[1]!);
  if (delegate !== null) frame.delegate = delegate as Value;
  slots.forEach(([property], i) => {
    (frame as unknown as Variables)[property] = decode(state[i + 2]!);
  });
  setFrameTrace(frame, size === 3 ? decode(state[slots.length + 2]!) : null);
}

/** The frames of a chain, the outermost first. */
export function framesOf(top: Frame | null): Frame[] {
  const frames: Frame[] = [];
  for (let f = top; f !== null; f = f.back) frames.push(f);
  return frames.reverse();
}
