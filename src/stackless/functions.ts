// The functions of the module.
import { inPython } from '../machine/frozen.ts';
import { isCallable } from './binding.ts';
import {
  newException,
  overflowErrorType,
  type PyBaseException,
  runtimeErrorType,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType } from '../objects/type.ts';
import { defineMembers } from '../objects/native.ts';
import { typeOf } from '../objects/typeof.ts';
import { identityOf } from '../operators/hash.ts';
import { run, schedule, scheduleRemove } from './run.ts';
import { here, type ThreadScheduler } from './scheduler.ts';
import { WAITING } from './tasklet.ts';
import { TruthOperation } from './truth-operation.ts';

function typeErrorOf(message: string): PyBaseException {
  return newException(typeErrorType, message);
}

/** An argument that must be an int, clamped to what a C int would hold. */
function integer(value: Value): number {
  const n = intOf(value);
  if (n === undefined)
    throw typeErrorOf(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return Number(n);
}

function stackless_run(
  timeout: Value = 0,
  threadblock: Value = false,
  soft: Value = false,
  ignoreNesting: Value = false,
  totaltimeout: Value = false,
): Result {
  const ticks = Math.max(0, integer(timeout));
  return run({
    timeout: ticks,
    threadblock: integer(threadblock) !== 0,
    soft: integer(soft) !== 0,
    ignoreNesting: integer(ignoreNesting) !== 0,
    totaltimeout: integer(totaltimeout) !== 0,
    slice: 0,
  });
}

/** `run_slice(seconds)`: as run(), but it returns when the time is over; what has not ended stays ready. */
function stackless_run_slice(seconds: Value): Result {
  const n = seconds instanceof PyFloat ? seconds.v : intOf(seconds);
  if (n === undefined) throw typeErrorOf(`must be real number, not ${typeOf(seconds).name}`);
  if (!(n > 0)) throw newException(valueErrorType, 'seconds must be positive');
  return run({
    timeout: 0,
    threadblock: false,
    soft: false,
    ignoreNesting: false,
    totaltimeout: false,
    slice: Number(n),
  });
}

/** What a function takes that installs a callback. */
function callbackOf(value: Value, what: string): Value | null {
  if (value === None) return null;
  if (!isCallable(value)) throw typeErrorOf(`${what} callback must be callable`);
  return value;
}

function stackless_set_schedule_callback(callable: Value): Result {
  const { shared } = here();
  const callback = callbackOf(callable, 'schedule');
  const old = shared.scheduleCallback;
  shared.scheduleCallback = callback;
  shared.callbacksChanged();
  return old ?? None;
}

function stackless_set_channel_callback(callable: Value): Result {
  const { shared } = here();
  const callback = callbackOf(callable, 'channel');
  const old = shared.channelCallback;
  shared.channelCallback = callback;
  shared.callbacksChanged();
  return old ?? None;
}

function stackless_set_error_handler(handler: Value = None): Result {
  const { shared } = here();
  const old = shared.errorHandler;
  shared.errorHandler = handler === None ? null : handler;
  return old ?? None;
}

function stackless_switch_trap(change: Value = 0): Result {
  const n = integer(change);
  const s = here();
  const old = s.trap;
  s.trap += n;
  return old;
}

function stackless_enable_softswitch(flag: Value): Result {
  const { shared } = here();
  const old = shared.softswitch;
  if (flag === None) return old;
  return TruthOperation.with(flag, setSoftswitch, old);
}

function setSoftswitch(on: boolean, old: Value): Value {
  here().shared.softswitch = on;
  return old;
}

function stackless_getcurrentid(): Result {
  const s = here();
  return s.current === s.main ? s.id : identityOf(s.current);
}

/** `stackless.threads`: the ids of the threads that are alive, the main one first. */
export function threadIds(): PyList {
  return new PyList([...here().shared.threads.keys()]);
}

/** `stackless.uncollectables`: the tasklets that are not restorable, which are those inside stackless.run(). */
export function uncollectables(): PyList {
  return new PyList([...here().shared.threads.values()].flatMap((thread) => thread.runners));
}

// --- get_thread_info -----------------------------------------------------------------------------------------------------

/** Stands for a thread's initial stack in `get_thread_info`. */
class InitialStub extends PyObject {}
const initialStubType = builtinType('initial_stub', InitialStub, { module: '_stackless', final: true });
defineMembers(initialStubType, { serial: [(): Result => 0] });
const initialStub = new InitialStub();

/** The thread that an id names; -1 is the calling one. */
function threadOf(id: Value | undefined): ThreadScheduler {
  const s = here();
  if (id === undefined) return s;
  const n = integer(id);
  if (n === -1) return s;
  if (n < 0) throw newException(overflowErrorType, "can't convert negative value to unsigned int");
  const thread = s.shared.threads.get(n);
  if (thread === undefined) throw newException(runtimeErrorType, 'Thread id not found');
  return thread;
}

/** The length of a thread's run queue; the tasklet that runs there is counted while it waits for the host or for a lock, too. */
function runcountOf(thread: ThreadScheduler): number {
  return thread.runcount + ((thread.current.flags & WAITING) !== 0 ? 1 : 0);
}

function stackless_get_thread_info(id?: Value, flags: Value = 0): Result {
  const bits = integer(flags);
  const thread = threadOf(id);
  const items: Value[] = [thread.main, thread.current, runcountOf(thread)];
  if ((bits & (1 << 30)) !== 0) items.push(0, 0, initialStub);
  if (Math.floor(bits / 0x8000_0000) % 2 !== 0) items.push(runnerList(thread));
  return new PyTuple(items);
}

/** The list of runners, the same object all the time; None when run() was never called. */
function runnerList(thread: ThreadScheduler): Value {
  if (!thread.hasRun) return None;
  const list = (thread.runnerList ??= new PyList([]));
  thread.showRunners();
  return list;
}

// --- Pickle flags --------------------------------------------------------------------------------------------------------

/** All flags that are defined. */
const PICKLE_FLAGS = 15;

/** The flags after replacing those that `mask` selects; -1: no change. */
function changedFlags(old: number, flags: Value, mask: Value): number {
  const n = integer(flags);
  const m = integer(mask);
  if (n === -1) return old;
  const selected = Number(BigInt.asIntN(64, BigInt(n) & BigInt(m)));
  if (n < -1 || selected < 0 || (selected & ~PICKLE_FLAGS) !== 0 || selected > PICKLE_FLAGS) {
    throw newException(valueErrorType, 'you must not set an undefined pickle-flag');
  }
  return Number((BigInt(old) & ~BigInt(m)) | BigInt(selected));
}

function stackless_pickle_flags(newFlags: Value = -1, mask: Value = -1): Result {
  const s = here();
  const old = s.pickleFlags;
  s.pickleFlags = changedFlags(old, newFlags, mask);
  return old;
}

function stackless_pickle_flags_default(newDefault: Value = -1, mask: Value = -1): Result {
  const { shared } = here();
  const old = shared.pickleFlagsDefault;
  shared.pickleFlagsDefault = changedFlags(old, newDefault, mask);
  return old;
}

/** Sets or clears the flag behind `stackless.pickle_with_tracing_state`. */
export function setTracingState(on: boolean): Result {
  const s = here();
  s.pickleFlags = (s.pickleFlags & ~1) | (on ? 1 : 0);
  s.shared.pickleFlagsDefault = (s.shared.pickleFlagsDefault & ~1) | (on ? 1 : 0);
  return None;
}

export const stacklessFunctions: MethodTable = {
  pickle_with_code: [
    '(obj, modules=None, protocol=None)',
    inPython('travel', 'pickle_with_code'),
    'Pickle an object with the code of these modules, or of all but the standard library.',
  ],
  carry_code: [
    '(pickler, modules=None)',
    inPython('travel', 'carry_code'),
    'Make a pickler write classes and functions of these modules by value.',
  ],
  run_slice: [
    '(seconds, /)',
    stackless_run_slice,
    'Run the other tasklets for some time; those that have not ended stay ready.',
  ],
  run: [
    '(timeout=0, threadblock=False, soft=False, ignore_nesting=False, totaltimeout=False)',
    stackless_run,
    'Run the other tasklets until none of them can run, or one has used up its ticks.',
  ],
  schedule: ['(retval=None)', schedule, 'Yield to the next tasklet.'],
  schedule_remove: ['(retval=None)', scheduleRemove, 'Leave the run queue; the next tasklet runs.'],
  getcurrent: ['()', (): Result => here().current, 'Return the running tasklet.'],
  getcurrentid: ['()', stackless_getcurrentid, 'Return a number that identifies the running tasklet.'],
  getmain: ['()', (): Result => here().main, 'Return the main tasklet.'],
  getruncount: ['()', (): Result => here().runcount, 'Return the length of the run queue.'],
  getthreads: ['()', threadIds, 'Return the ids of all threads, the main one first.'],
  getdebug: ['()', (): Result => false, 'Return whether this is a debug build.'],
  getuncollectables: ['()', uncollectables, 'Return the tasklets that cannot be restored.'],
  get_thread_info: [
    '(thread_id=-1, flags=0, /)',
    stackless_get_thread_info,
    "Return a thread's main, current, runcount.",
  ],
  switch_trap: [
    '(change=0, /)',
    stackless_switch_trap,
    'Change the switch trap counter; return its old value.',
  ],
  set_error_handler: [
    '(handler=None, /)',
    stackless_set_error_handler,
    'Set what is called for uncaught exceptions.',
  ],
  set_schedule_callback: [
    '(callable, /)',
    stackless_set_schedule_callback,
    'Set what is called at each switch.',
  ],
  get_schedule_callback: ['()', (): Result => here().shared.scheduleCallback ?? None],
  set_channel_callback: [
    '(callable, /)',
    stackless_set_channel_callback,
    'Set what is called for channel operations.',
  ],
  get_channel_callback: ['()', (): Result => here().shared.channelCallback ?? None],
  enable_softswitch: [
    '(flag, /)',
    stackless_enable_softswitch,
    'Remember how to switch; return the old value.',
  ],
  pickle_flags: [
    '(new_flags=-1, mask=-1)',
    stackless_pickle_flags,
    "Set the thread's pickle flags; return the old ones.",
  ],
  pickle_flags_default: [
    '(new_default=-1, mask=-1)',
    stackless_pickle_flags_default,
    'Set the pickle flags of new threads; return the old ones.',
  ],
};
