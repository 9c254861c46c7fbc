// The state of frames: of compiled functions, which is their function, the point and the variables; and of natives.
import { ABRUPT } from '../../machine/abrupt.ts';
import { type Frame, type PyFrame } from '../../machine/frame.ts';
import { canGoOn, isDead, liveTemporaries } from '../../machine/temporaries.ts';
import { codeHooks } from '../../objects/code.ts';
import {
  newException,
  PyBaseException,
  raise,
  runtimeErrorType,
  typeErrorType,
  valueErrorType,
} from '../../objects/exception.ts';
import { Cell, PyFunction } from '../../objects/function.ts';
import { MethodDescriptor } from '../../objects/native.ts';
import { type IterResult, PyObject, type Value } from '../../objects/object.ts';
import { typeOf } from '../../objects/typeof.ts';
import { checkKinds, kindsOf } from './kinds.ts';
import { decode, encode } from './state.ts';
import { keptTrace, setFrameTrace } from './tracing-state.ts';

type Variables = Record<string, unknown>;

/** The digest of a function's code, which its frames need to be the same. */
export function fingerprintOf(fn: PyFunction): string {
  return codeHooks.fingerprint(fn.code);
}

/** What stands in the state before the slots. */
const HEAD = 4;

/**
 * The point, what it waits for, which methods are about to be called, the kinds of the temporaries, the slots in the order of the code,
 * and what is kept of tracing.
 */
export function frameState(frame: PyFrame): Value[] {
  const variables = frame as unknown as Variables;
  const live = liveTemporaries(frame);
  const slots = frame.code.template.slots.map(([property]) =>
    isDead(property, live) ? undefined : variables[property],
  );
  const encoded = slots.map(encode);
  const kinds = `${frame.pc} ${kindsOf(temporaries(frame, encoded))}`;
  const state: Value[] = [encode(frame.pc), encode(frame.delegate), boundMethods(slots), kinds, ...encoded];
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
  if ((size !== HEAD && size !== HEAD + 1) || typeof pc !== 'number' || !(pc >= -1 && pc * 5 < points.length))
    throw badState();
  frame.pc = pc;
  const delegate = decode(state[1]!);
  if (delegate !== null) frame.delegate = objectOf(delegate);
  const values = slots.map(([property], i) => variable(property, decode(state[i + HEAD]!)));
  // What the temporaries are depends on the point.
  const kinds = state[HEAD - 1];
  if (typeof kinds !== 'string' || !kinds.startsWith(`${pc} `)) throw badState();
  const temporary = temporaries(frame, state.slice(HEAD, HEAD + slots.length));
  checkKinds(kinds.slice(`${pc} `.length), temporary);
  if (boundMethods(values) !== state[HEAD - 2]) throw badState();
  slots.forEach(([property], i) => ((frame as unknown as Variables)[property] = values[i]));
  setFrameTrace(frame, size === HEAD ? null : decode(state.at(-1)!));
  if (!canGoOn(frame)) frame.resume = cannotGoOn;
}

/**
 * The numbers of the slots with methods of built-in classes that have an object of the class behind them: these are going to be called
 * without another look at the object.
 */
function boundMethods(slots: readonly unknown[]): string {
  const isBound = (i: number): boolean => {
    const [method, self] = [slots[i], slots[i + 1]];
    return (
      method instanceof MethodDescriptor && isValue(self) && typeOf(self as Value).isSubtype(method.owner)
    );
  };
  return [...slots.keys()].filter(isBound).join(' ');
}

/** Of what is in the slots, what temporaries hold. */
function temporaries(frame: PyFrame, items: readonly Value[]): Value[] {
  const { slots } = frame.code.template;
  return items.filter((_, i) => slots[i]![0].startsWith('s'));
}

function badState(): Error {
  return newException(valueErrorType, 'bad state of a frame') as unknown as Error;
}

function objectOf(value: unknown): Value {
  if (!(value instanceof PyObject)) throw badState();
  return value;
}

/** What a variable of a frame can hold: a value of Python, or nothing; temporaries hold also what natives work with. */
function variable(property: string, value: unknown): unknown {
  const kind = property[0];
  const fits =
    value === undefined ||
    (kind === 's' && value !== null && value !== ABRUPT) ||
    (kind === 'h' && (value === null || value instanceof PyBaseException)) ||
    (kind === 'c' && value instanceof Cell) ||
    isValue(value);
  if (!fits) throw badState();
  return value;
}

function isValue(value: unknown): boolean {
  switch (typeof value) {
    case 'number':
      return Number.isSafeInteger(value);
    case 'string':
    case 'boolean':
    case 'bigint':
      return true;
    default:
      return value instanceof PyObject;
  }
}

/** Of a frame whose function has ended, or can only raise where it stands: a traceback shows it, but nothing resumes it. */
function cannotGoOn(this: PyFrame): IterResult {
  const text = `cannot go on with a frame of ${String(this.fn.qualname)}() that has ended`;
  return raise(runtimeErrorType, text);
}

/** The frames of a chain, the outermost first. */
export function framesOf(top: Frame | null): Frame[] {
  const frames: Frame[] = [];
  for (let f = top; f !== null; f = f.back) frames.push(f);
  return frames.reverse();
}
