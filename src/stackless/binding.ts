// Giving a tasklet its function and its arguments.
import { newException, type PyBaseException, runtimeErrorType, typeErrorType } from '../objects/exception.ts';
import { PyDict } from '../objects/dict.ts';
import { None } from '../objects/none.ts';
import type { Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { contextOf } from './context-variables.ts';
import { here, type ThreadScheduler } from './scheduler.ts';
import { startFrame } from './start-frame.ts';
import {
  ALIVE,
  BLOCKED,
  Environment,
  ERROR_HANDLED,
  INTERRUPT_PENDING,
  QUEUED,
  Tasklet,
  WAITING,
} from './tasklet.ts';

/** A RuntimeError, to be thrown. */
export function runtimeError(message: string): PyBaseException {
  return newException(runtimeErrorType, message);
}

function typeErrorOf(message: string): PyBaseException {
  return newException(typeErrorType, message);
}

/** Whether a value can be called, as `callable()` says. */
export function isCallable(value: Value): boolean {
  return typeOf(value).lookup('__call__') !== undefined;
}

/** The environment that a tasklet made by `parent` shares with it. */
export function sharedEnvironment(s: ThreadScheduler, parent: Tasklet): Environment {
  if (parent.env === s.bare) parent.env = new Environment(s, null);
  return parent.env;
}

/** Gives a tasklet the context of the running one; it stays in its own thread. */
function shareContext(s: ThreadScheduler, t: Tasklet): void {
  const { thread } = t.env;
  t.env = thread === s ? sharedEnvironment(s, s.current) : new Environment(thread, contextOf(s.current));
}

/** `t.bind(func, args, kwargs)`; None: not given. */
export function bind(t: Tasklet, func: Value, args: Value, kwargs: Value): void {
  if (func !== None && !isCallable(func)) throw typeErrorOf('tasklet function must be a callable or None');
  if (args !== None && !(args instanceof PyTuple)) throw typeErrorOf('tasklet args must be a tuple or None');
  if (kwargs !== None && !(kwargs instanceof PyDict))
    throw typeErrorOf('tasklet kwargs must be a dictionary or None');
  const start = args !== None || kwargs !== None;
  checkBind(t, start);
  const previous = t.tempval;
  abandon(t);
  t.tempval = func;
  if (func !== None) shareContext(here(), t);
  if (!start) return;
  t.tempval = func === None ? previous : func;
  const [values, names] = callArguments(args, kwargs);
  give(t, values, names);
}

/** `tasklet(func)`. */
export function makeTasklet(s: ThreadScheduler, func: Value): Tasklet {
  if (func === None) return new Tasklet(s.bare);
  if (!isCallable(func)) throw typeErrorOf('tasklet function must be a callable or None');
  const t = new Tasklet(sharedEnvironment(s, s.current));
  t.held = func;
  return t;
}

function checkBind(t: Tasklet, start: boolean): void {
  if (t.isCurrent) throw runtimeError("can't (re)bind the current tasklet");
  if ((t.flags & (QUEUED | BLOCKED | WAITING)) !== 0 || t.isFollowing)
    throw runtimeError('tasklet is scheduled');
  if (t.nestingLevel > 0) throw runtimeError('tasklet has C state on its stack');
  if (t.isMain && !start) throw runtimeError("can't unbind the main tasklet");
  if (start && t.thread === null) throw runtimeError('tasklet has no thread');
}

/** Drops what the tasklet was doing: no exception is raised in it. */
export function abandon(t: Tasklet): void {
  t.flags &= ~(ALIVE | ERROR_HANDLED | INTERRUPT_PENDING);
  t.env.thread.release(t);
  t.suspend(null, 0, null);
  t.tempval = None;
}

/** The arguments that a tuple and a dict stand for. */
function callArguments(args: Value, kwargs: Value): [values: Value[], names: string[] | null] {
  const values = args === None ? [] : (args as PyTuple).items.slice();
  if (kwargs === None) return [values, null];
  const dict = kwargs as PyDict;
  const names: string[] = [];
  const end = dict.end();
  for (let i = 0; i < end; i++) {
    const key = dict.keyAt(i);
    if (key === undefined) continue;
    const text = textOf(key);
    if (text === undefined) throw typeErrorOf('keywords must be strings');
    names.push(hostString(text));
    values.push(dict.valueAt(i)!);
  }
  return [values, names.length === 0 ? null : names];
}

/** Gives the function in `tempval` its arguments: the tasklet is paused then. */
function give(t: Tasklet, args: Value[], names: readonly string[] | null): void {
  const fn = t.tempval;
  t.tempval = None;
  if (fn === None) throw runtimeError('the tasklet was not bound to a function');
  if (!isCallable(fn)) throw typeErrorOf('cframe function must be a callable');
  t.suspend(startFrame(fn, args, names), 0, null);
  t.flags |= ALIVE;
}

/** `t(*args, **kwargs)` and `t.setup(...)`: gives it the arguments and puts it into the run queue. */
export function setup(t: Tasklet, args: Value[], names: readonly string[] | null): Value {
  const { thread } = t;
  if (thread === null) throw runtimeError('tasklet has no thread');
  if ((t.flags & ALIVE) !== 0) throw runtimeError('tasklet is alive');
  give(t, args, names);
  thread.append(t);
  return t;
}

/** Keyword arguments as natives get them, in the form that calls take. */
export function withKeywords(
  args: Value[],
  keywords: Map<string, Value>,
): [values: Value[], names: string[] | null] {
  if (keywords.size === 0) return [args, null];
  return [
    [...args, ...keywords.values()],
    [...keywords.keys()].map((name) => hostString(textOf(fromHost(name))!)),
  ];
}
