// The state of frames: of compiled functions, which is their function, the point and the variables; and of natives.
import { ABRUPT } from '../../machine/abrupt.ts';
import { type Frame, type PyFrame } from '../../machine/frame.ts';
import { canGoOn, isDead, liveTemporaries } from '../../machine/temporaries.ts';
import { variantOf } from '../../machine/tracing.ts';
import { type CodeObject, codeHooks, type CodeTemplate } from '../../objects/code.ts';
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
import { isValue } from './field-types.ts';
import { checkKinds, kindsOfValues } from './kinds.ts';
import { decode, encode } from './state.ts';
import { demandsAt, expectResult, fitVariables } from './temporaries.ts';
import { keptTrace, setFrameTrace } from './tracing-state.ts';

type Variables = Record<string, unknown>;

/** The digest of a function's code, which its frames need to be the same. */
export function fingerprintOf(fn: PyFunction): string {
  return codeHooks.fingerprint(fn.code);
}

/** What stands in the state before the slots. */
const HEAD = 4;

/** The slots of a code: the names of their properties, and the numbers of those that are temporaries. */
interface Slots {
  readonly properties: readonly string[];
  readonly temporaries: readonly number[];
}
const slotsByTemplate = new WeakMap<CodeTemplate, Slots>();

/** The slots of a frame that stands at a point. */
function slotsOf({ template }: CodeObject): Slots {
  let slots = slotsByTemplate.get(template);
  if (slots === undefined) {
    slots = slotsNamed(template.slots.map(([property]) => property));
    slotsByTemplate.set(template, slots);
  }
  return slots;
}

/** The slots of a frame with what a traced one has more at a mark. */
function slotsAt(code: CodeObject, pc: number): Slots {
  const slots = slotsOf(code);
  return Number.isInteger(pc) ? slots : slotsNamed([...slots.properties, ...variantOf(code).temporaries]);
}

function slotsNamed(properties: readonly string[]): Slots {
  return { properties, temporaries: [...properties.keys()].filter((i) => properties[i]!.startsWith('s')) };
}

/**
 * The point, what it waits for, which methods are about to be called, the kinds of the temporaries, the slots in the order of the code,
 * and what is kept of tracing.
 */
export function frameState(frame: PyFrame): Value[] {
  const variables = frame as unknown as Variables;
  const { properties, temporaries } = slotsAt(frame.code, frame.pc);
  const live = liveTemporaries(frame);
  const state: Value[] = [encode(frame.pc), encode(frame.delegate), '', ''];
  const values: unknown[] = [];
  for (const property of properties) {
    const value = isDead(property, live) ? undefined : variables[property];
    values.push(value);
    state.push(encode(value, frame));
  }
  state[HEAD - 2] = boundMethods(values);
  state[HEAD - 1] = `${frame.pc} ${kindsOfValues(values, temporaries)}`;
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

/** Fills a frame out of a pickle. Throws where the state does not fit its code. */
export function setFrameState(frame: PyFrame, state: readonly Value[]): void {
  const { points } = frame.code.template;
  const pc = state.length === 0 ? undefined : decode(state[0]!);
  if (typeof pc !== 'number' || !((pc < 0 ? -1 - pc : pc) * 5 < points.length)) throw badState();
  const { properties, temporaries } = slotsAt(frame.code, pc);
  const size = state.length - properties.length;
  if (size !== HEAD && size !== HEAD + 1) throw badState();
  frame.pc = pc;
  const delegate = decode(state[1]!);
  if (delegate !== null) frame.delegate = objectOf(delegate);
  const values: unknown[] = [];
  for (let i = 0; i < properties.length; i++) values.push(variable(properties[i]!, decode(state[i + HEAD]!)));
  // What the temporaries are depends on the point.
  const kinds = state[HEAD - 1];
  if (typeof kinds !== 'string' || !kinds.startsWith(`${pc} `)) throw badState();
  const goesOn = canGoOn(frame);
  const demands = goesOn && pc > 0 ? demandsAt(frame.code, pc, properties) : null;
  if (demands === null || !Number.isInteger(pc)) checkAsPickled(state, pc, values, temporaries);
  if (demands !== null && !fitVariables(demands, values)) throw badState();
  for (let i = 0; i < properties.length; i++) (frame as unknown as Variables)[properties[i]!] = values[i];
  if (size > HEAD || !Number.isInteger(pc))
    setFrameTrace(frame, size === HEAD ? null : decode(state.at(-1)!));
  if (!goesOn) frame.resume = cannotGoOn;
  else if (demands !== null && demands.gives !== null) expectResult(frame, demands.gives);
}

/** Where the compiler cannot be asked what has to be in a frame: it has to be of the kinds that it was, at the point where it was. */
function checkAsPickled(
  state: readonly Value[],
  pc: number,
  values: readonly unknown[],
  temporaries: readonly number[],
): void {
  const kinds = state[HEAD - 1] as string;
  checkKinds(kinds.slice(`${pc} `.length), kindsOfValues(values, temporaries));
  if (boundMethods(values) !== state[HEAD - 2]) throw badState();
}

/**
 * The numbers of the slots with methods of built-in classes that have an object of the class behind them: these are going to be called
 * without another look at the object.
 */
function boundMethods(slots: readonly unknown[]): string {
  let numbers = '';
  for (let i = 0; i + 1 < slots.length; i++) {
    const method = slots[i];
    if (!(method instanceof MethodDescriptor)) continue;
    const self = slots[i + 1];
    if (isValue(self) && typeOf(self as Value).isSubtype(method.owner))
      numbers += numbers === '' ? i : ` ${i}`;
  }
  return numbers;
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
