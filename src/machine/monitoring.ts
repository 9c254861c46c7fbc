// The tools of sys.monitoring (PEP 669): who wants to be told of which events, and of which code.
//
// The events come from traced frames (tracing.ts); functions are traced while some tool wants any. A tool can be told of an event
// wherever it happens, or in certain code only, and it can say that it does not want to hear of a place again.
import type { CodeObject } from '../objects/code.ts';
import { raise, valueErrorType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyObject } from '../objects/object.ts';
import { callN } from '../operators/call.ts';
import type { PyFrame } from './frame.ts';
import { machine } from './machine.ts';

/** Names of events, by number; those from C_RETURN on come with others. */
export const EVENTS = (
  'PY_START PY_RESUME PY_RETURN PY_YIELD CALL LINE INSTRUCTION JUMP BRANCH_LEFT BRANCH_RIGHT STOP_ITERATION RAISE ' +
  'EXCEPTION_HANDLED PY_UNWIND PY_THROW RERAISE C_RETURN C_RAISE BRANCH'
).split(' ');

/** Of what no tool is told of. */
export const NO_EVENT = 31;
export const PY_START = 0;
export const PY_RESUME = 1;
export const PY_RETURN = 2;
export const PY_YIELD = 3;
export const CALL = 4;
export const LINE = 5;
export const INSTRUCTION = 6;
export const JUMP = 7;
export const BRANCH_LEFT = 8;
export const BRANCH_RIGHT = 9;
export const STOP_ITERATION = 10;
export const RAISE = 11;
export const EXCEPTION_HANDLED = 12;
export const PY_UNWIND = 13;
export const PY_THROW = 14;
export const RERAISE = 15;
export const C_RETURN = 16;
export const C_RAISE = 17;
/** The same as BRANCH_LEFT and BRANCH_RIGHT together. */
export const BRANCH = 18;

/** Events up to this one belong to a place, and can be switched off there. */
export const LAST_LOCAL_EVENT = STOP_ITERATION;

export const TOOLS = 6;

/** `sys.monitoring.DISABLE` and `MISSING`. */
export const DISABLE = new PyObject();
export const MISSING = new PyObject();

export class Tool {
  name: Value;
  /** A bit for each event that is wanted everywhere. */
  events = 0;
  /** The same for certain code. */
  readonly local = new Map<CodeObject, number>();
  /** By number of the event; None when there is none. */
  readonly callbacks: Value[] = EVENTS.map(() => None);
  /** Places it does not want to hear of again: `event place`. */
  disabled = new WeakMap<CodeObject, Set<string>>();

  constructor(name: Value) {
    this.name = name;
  }

  wants(code: CodeObject, event: number): boolean {
    const events = this.events | (this.local.get(code) ?? 0);
    const bit = event === C_RETURN || event === C_RAISE ? CALL : event;
    return (events & (1 << bit)) !== 0 && this.callbacks[event]! !== None;
  }

  get wanted(): number {
    let events = this.events;
    for (const local of this.local.values()) events |= local;
    return events;
  }
}

const STATE = Symbol('sys.monitoring');

/** The tools of the running interpreter, by number; null: not in use. */
export function tools(): (Tool | null)[] {
  const { slots } = machine.interpreter;
  let found = slots.get(STATE) as (Tool | null)[] | undefined;
  if (found === undefined) slots.set(STATE, (found = new Array<Tool | null>(TOOLS).fill(null)));
  return found;
}

/** All that some tool wants to be told. */
function allWanted(): number {
  if (!machine.interpreter.slots.has(STATE)) return 0;
  return tools().reduce((events, tool) => events | (tool?.wanted ?? 0), 0);
}

/** Whether any tool wants to be told of anything. */
export function isMonitored(): boolean {
  return allWanted() !== 0;
}

let wanted = 0;

/** Whether some tool wants to be told of an event somewhere. */
export function isWanted(event: number): boolean {
  return (wanted & (1 << event)) !== 0;
}

/** To be called when what tools want has changed. */
export function toolsChanged(): void {
  wanted = allWanted();
}

/** Adds the tools that are to be told of an event where `frame` is, the last first. */
export function addTools(frame: PyFrame, event: number, found: number[]): void {
  if (!machine.interpreter.slots.has(STATE)) return;
  const all = tools();
  for (let i = TOOLS - 1; i >= 0; i--) {
    const tool = all[i]!;
    if (tool?.wants(frame.code, event) !== true) continue;
    if (tool.disabled.get(frame.code)?.has(placeOf(frame, event)) !== true) found.push(i);
  }
}

function placeOf(frame: PyFrame, event: number): string {
  return `${event} ${frame.pc}`;
}

/** Calls a tool's callback; `args` are the values that belong to some events. */
export function callTool(number: number, frame: PyFrame, event: number, args: readonly Value[]): Result {
  const callback = tools()[number]?.callbacks[event] ?? None;
  if (callback === None) return None;
  const { code } = frame;
  if (event === LINE) return callN(callback, [code, frame.trace!.line]);
  if (event >= JUMP && event <= BRANCH_RIGHT) return callN(callback, [code, ...args]);
  return callN(callback, [code, Math.max(code.addressOf(frame.pc), 0), ...args]);
}

/** What the callback gave: DISABLE ends its events at this place. */
export function tookTool(number: number, frame: PyFrame, event: number, result: Value): Result {
  const tool = tools()[number];
  if (result !== DISABLE || tool === null || tool === undefined) return None;
  if (event > LAST_LOCAL_EVENT) {
    tool.callbacks[event] = None;
    return raise(valueErrorType, `Cannot disable ${EVENTS[event]} events. Callback removed.`);
  }
  const places = tool.disabled.get(frame.code) ?? new Set<string>();
  places.add(placeOf(frame, event));
  if (tool.callbacks[event] === tool.callbacks[BRANCH]) disableOtherWay(frame, event, places);
  tool.disabled.set(frame.code, places);
  return None;
}

/** A callback for both ways of a branch has had enough of one: it is not told of the other either. */
function disableOtherWay({ code, pc }: PyFrame, event: number, places: Set<string>): void {
  if (event !== BRANCH_LEFT && event !== BRANCH_RIGHT) return;
  const isLeft = event === BRANCH_LEFT;
  const branch = code.branches.find(({ left, right }) => (isLeft ? left : right).place === pc);
  if (branch === undefined) return;
  places.add(isLeft ? `${BRANCH_RIGHT} ${branch.right.place}` : `${BRANCH_LEFT} ${branch.left.place}`);
}
