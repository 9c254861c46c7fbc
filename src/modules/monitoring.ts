// sys.monitoring: tools that are told of what happens in Python code (machine/monitoring.ts).
import {
  BRANCH,
  BRANCH_LEFT,
  DISABLE,
  EVENTS,
  LAST_LOCAL_EVENT,
  MISSING,
  Tool,
  TOOLS,
  tools,
  toolsChanged,
} from '../machine/monitoring.ts';
import { noticed, updateTracing } from '../machine/tracing.ts';
import { CodeObject } from '../objects/code.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import type { MethodTable } from '../objects/native.ts';
import { makeNamespace, type Namespace } from '../objects/namespace.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { textOf } from '../objects/str.ts';
import { typeOf } from '../objects/typeof.ts';
import type { NativeModule } from './native-module.ts';

const C_RETURN = EVENTS.indexOf('C_RETURN');
/** Of C_RETURN and C_RAISE, which come with CALL. */
const WITH_CALL = 3 << C_RETURN;
const CALL = 1 << EVENTS.indexOf('CALL');
const BOTH_BRANCHES = 3 << BRANCH_LEFT;

function int(value: Value): number {
  const n = intOf(value);
  if (n === undefined)
    throw newException(typeErrorType, `'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return Number(n);
}

function refusal(message: string): Error {
  return newException(valueErrorType, message) as unknown as Error;
}

function toolNumber(value: Value): number {
  const number = int(value);
  if (number < 0 || number >= TOOLS) throw refusal(`invalid tool ${number} (must be between 0 and 5)`);
  return number;
}

function toolInUse(value: Value): Tool {
  const number = toolNumber(value);
  const tool = tools()[number];
  if (tool === null || tool === undefined) throw refusal(`tool ${number} is not in use`);
  return tool;
}

/** What tools want has changed. */
export function updateTools(): void {
  toolsChanged();
  updateTracing();
}

/** The same; functions that are running notice it. */
export function toolsHaveChanged(): Result {
  updateTools();
  return noticed();
}

function monitoring_use_tool_id(id: Value, name: Value): Result {
  const number = toolNumber(id);
  if (textOf(name) === undefined) throw refusal('tool name must be a str');
  if (tools()[number] !== null) throw refusal(`tool ${number} is already in use`);
  tools()[number] = new Tool(name);
  return None;
}

function monitoring_clear_tool_id(id: Value): Result {
  const number = toolNumber(id);
  const tool = tools()[number];
  if (tool === null || tool === undefined) return None;
  tools()[number] = new Tool(tool.name);
  return toolsHaveChanged();
}

function monitoring_free_tool_id(id: Value): Result {
  tools()[toolNumber(id)] = null;
  return toolsHaveChanged();
}

function monitoring_get_tool(id: Value): Result {
  return tools()[toolNumber(id)]?.name ?? None;
}

function monitoring_register_callback(id: Value, event: Value, func: Value): Result {
  const number = toolNumber(id);
  const bit = int(event);
  if (bit <= 0 || (bit & (bit - 1)) !== 0)
    throw refusal('The callback can only be set for one event at a time');
  const code = Math.log2(bit);
  if (code >= EVENTS.length) throw refusal(`invalid event ${bit}`);
  const tool = tools()[number] ?? null;
  if (tool === null) return None;
  const before = tool.callbacks[code === BRANCH ? BRANCH_LEFT : code]!;
  const all = code === BRANCH ? [BRANCH_LEFT, BRANCH_LEFT + 1, BRANCH] : [code];
  for (const each of all) tool.callbacks[each] = func;
  return before;
}

/** The bits of a set of events as they are kept. */
function eventSet(value: Value, what: string, last: number): number {
  let set = int(value);
  if (set < 0 || set >= 2 ** EVENTS.length) throw refusal(`invalid ${what} 0x${set.toString(16)}`);
  if ((set & (1 << BRANCH)) !== 0) set = (set & ~(1 << BRANCH)) | BOTH_BRANCHES;
  if ((set & WITH_CALL) !== 0 && (set & CALL) === 0)
    throw refusal('cannot set C_RETURN or C_RAISE events independently');
  set &= ~WITH_CALL;
  if (set >= 2 ** (last + 1)) throw refusal(`invalid ${what} 0x${set.toString(16)}`);
  return set;
}

function monitoring_get_events(id: Value): Result {
  return tools()[toolNumber(id)]?.events ?? 0;
}

function monitoring_set_events(id: Value, events: Value): Result {
  toolNumber(id);
  const set = eventSet(events, 'event set', C_RETURN - 1);
  toolInUse(id).events = set;
  return toolsHaveChanged();
}

function codeArgument(code: Value): CodeObject {
  if (!(code instanceof CodeObject)) throw newException(typeErrorType, 'code must be a code object');
  return code;
}

function monitoring_get_local_events(id: Value, code: Value): Result {
  const of = codeArgument(code);
  return tools()[toolNumber(id)]?.local.get(of) ?? 0;
}

function monitoring_set_local_events(id: Value, code: Value, events: Value): Result {
  const of = codeArgument(code);
  toolNumber(id);
  const set = eventSet(events, 'local event set', LAST_LOCAL_EVENT);
  const { local } = toolInUse(id);
  if (set === 0) local.delete(of);
  else local.set(of, set);
  return toolsHaveChanged();
}

function monitoring_restart_events(): Result {
  for (const tool of tools()) if (tool !== null) tool.disabled = new WeakMap();
  return None;
}

function monitoring__all_events(): Result {
  const dict = new PyDict();
  EVENTS.slice(0, C_RETURN).forEach((name, event) => {
    let users = 0;
    tools().forEach((tool, i) => {
      if (tool !== null && (tool.events & (1 << event)) !== 0) users |= 1 << i;
    });
    if (users !== 0) dict.setStr(name, users);
  });
  return dict;
}

const functions: MethodTable = {
  use_tool_id: ['(tool_id, name, /)', monitoring_use_tool_id],
  clear_tool_id: ['(tool_id, /)', monitoring_clear_tool_id],
  free_tool_id: ['(tool_id, /)', monitoring_free_tool_id],
  get_tool: ['(tool_id, /)', monitoring_get_tool],
  register_callback: ['(tool_id, event, func, /)', monitoring_register_callback],
  get_events: ['(tool_id, /)', monitoring_get_events],
  set_events: ['(tool_id, event_set, /)', monitoring_set_events],
  get_local_events: ['(tool_id, code, /)', monitoring_get_local_events],
  set_local_events: ['(tool_id, code, event_set, /)', monitoring_set_local_events],
  restart_events: ['()', monitoring_restart_events],
  _all_events: ['()', monitoring__all_events],
};

function eventNumbers(): Namespace {
  const numbers = EVENTS.map((name, event): [string, Value] => [name, 1 << event]);
  return makeNamespace(Object.fromEntries([['NO_EVENTS', 0], ...numbers]));
}

export const monitoringModule: NativeModule = {
  name: 'sys.monitoring',
  functions,
  attributes: () => ({
    DISABLE,
    MISSING,
    DEBUGGER_ID: 0,
    COVERAGE_ID: 1,
    PROFILER_ID: 2,
    OPTIMIZER_ID: 5,
    events: eventNumbers(),
  }),
};
