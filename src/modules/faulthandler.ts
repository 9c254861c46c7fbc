// faulthandler: writes where the threads are, when a signal comes, after a time, or at once.
//
// The program cannot commit the faults of a C program, nor could JavaScript go on after one. So SIGSEGV and its like are those that the
// program sends itself; only SIGABRT, by which others end processes that do not answer, is also heard from outside. What a file is
// asked for calls Python code and is in src/python/faulthandler.py; the rest runs none.
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { withFrames } from '../machine/inspect.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { isNativeModule } from '../imports/native-loader.ts';
import { newException, raise, runtimeErrorType, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyFrozenSet } from '../objects/set.ts';
import { addPendingCall } from '../stackless/pending.ts';
import { here, type ThreadScheduler } from '../stackless/scheduler.ts';
import type { Timer } from '../stackless/timers.ts';
import { C_STACK, stackText, threadsText, writeText } from './dumped-traceback.ts';
import type { NativeModule } from './native-module.ts';
import { abort, intercept, type Interceptor, isIntercepting, sendToThread } from './signal-delivery.ts';
import { NSIG, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV } from './signal-names.ts';
import { secondsOfTimeout } from './time.ts';

/** What a fault is called, by its signal. */
const FAULTS = new Map([
  [SIGBUS, 'Bus error'],
  [SIGILL, 'Illegal instruction'],
  [SIGFPE, 'Floating-point exception'],
  [SIGABRT, 'Aborted'],
  [SIGSEGV, 'Segmentation fault'],
]);

/** Where and what is written. */
interface Target {
  readonly fd: number;
  /** The file whose descriptor that is, if it is to live as long. */
  readonly file: Value;
  readonly allThreads: boolean;
}

interface State {
  /** What is written at faults; null: that is not enabled. */
  fault:
    (Target & { readonly withHostStack: boolean; readonly interceptors: Map<number, Interceptor> }) | null;
  /** By the signal for which it was registered. */
  readonly registered: Map<number, Target & { readonly interceptor: Interceptor }>;
  /** What is written after a time; null: nothing. */
  later: { timer: Timer; readonly file: Value } | null;
}

const STATE = Symbol('faulthandler');

function state(): State {
  return interpreterSlot(STATE, () => {
    here().shared.main.endHooks.push(endAll);
    return { fault: null, registered: new Map(), later: null };
  });
}

/** What the interceptor of a signal gets of the frame that runs. */
type Innermost = Parameters<Interceptor['deal']>[1];

function tracebackOf(allThreads: boolean, thread: ThreadScheduler, innermost: Innermost): string {
  return allThreads ? threadsText(thread, innermost) : stackText(thread, innermost);
}

/** The program has ended. */
function endAll(): void {
  cancelLater();
  disable();
  for (const n of [...state().registered.keys()]) unregister(n);
}

// --- Faults ----------------------------------------------------------------------------------------------------------

function enable(fd: Value, file: Value, allThreads: Value, withHostStack: Value): Result {
  disable();
  const interceptors = new Map<number, Interceptor>();
  const fault = {
    fd: Number(fd),
    file,
    allThreads: allThreads === true,
    withHostStack: withHostStack === true,
    interceptors,
  };
  state().fault = fault;
  for (const [n, name] of FAULTS) {
    const interceptor: Interceptor = {
      isHeard: n === SIGABRT,
      deal(thread, innermost) {
        intercept(n, null);
        const traceback = tracebackOf(fault.allThreads, thread, innermost);
        writeText(fault.fd, `Fatal Python error: ${name}\n\n${traceback}`);
        if (fault.withHostStack) writeText(fault.fd, `\n${C_STACK}`);
        writeText(fault.fd, extensionModules());
        return true;
      },
    };
    interceptors.set(n, interceptor);
    intercept(n, interceptor);
  }
  return None;
}

function disable(): boolean {
  const { fault } = state();
  if (fault === null) return false;
  state().fault = null;
  for (const [n, interceptor] of fault.interceptors) if (isIntercepting(n, interceptor)) intercept(n, null);
  return true;
}

/** Says which native modules were imported that are not of the standard library. */
function extensionModules(): string {
  const { modules, sys } = machine.interpreter;
  const standard = sys.getStr('stdlib_module_names');
  const isStandard = (name: string): boolean => standard instanceof PyFrozenSet && standard.dict.hasStr(name);
  const names: string[] = [];
  for (let i = modules.begin(), end = modules.end(); i < end; i++) {
    const name = modules.keyAt(i);
    if (typeof name === 'string' && isNativeModule(name) && !isStandard(name)) names.push(name);
  }
  return names.length === 0 ? '' : `\nExtension modules: ${names.join(', ')} (total: ${names.length})\n`;
}

// --- Signals ---------------------------------------------------------------------------------------------------------

/** The number of a signal for which something can be registered. Throws. */
function signalNumber(signum: Value): number {
  const n = Number(intOf(signum));
  if (FAULTS.has(n))
    throw newException(runtimeErrorType, `signal ${n} cannot be registered, use enable() instead`);
  if (n < 1 || n >= NSIG) throw newException(valueErrorType, 'signal number out of range');
  return n;
}

function register(signum: Value, fd: Value, file: Value, allThreads: Value, chain: Value): Result {
  const n = signalNumber(signum);
  const { registered } = state();
  const target = { fd: Number(fd), file, allThreads: allThreads === true };
  const interceptor: Interceptor = {
    isHeard: true,
    deal(thread, innermost) {
      writeText(target.fd, tracebackOf(target.allThreads, thread, innermost));
      return chain === true;
    },
  };
  intercept(n, interceptor);
  registered.set(n, { ...target, interceptor });
  return None;
}

function unregister(signum: Value): boolean {
  const n = signalNumber(signum);
  const { registered } = state();
  const found = registered.get(n);
  if (found === undefined) return false;
  registered.delete(n);
  if (isIntercepting(n, found.interceptor)) intercept(n, null);
  return true;
}

// --- After a time ----------------------------------------------------------------------------------------------------

const MICROSECONDS = 1_000_000;

function timeoutTitle(seconds: number): string {
  const all = Math.ceil(seconds * MICROSECONDS);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [whole, rest] = [Math.floor(all / MICROSECONDS), all % MICROSECONDS];
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(6, '0')}`;
  return `Timeout (${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${fraction})!\n`;
}

function startLater(timeout: Value, repeat: Value, fd: Value, file: Value, exit: Value): Result {
  cancelLater();
  const seconds = secondsOfTimeout(timeout);
  const { interpreter } = machine;
  const { shared } = here();
  const title = timeoutTitle(seconds);
  const write = (innermost: Innermost): void => {
    writeText(Number(fd), title + threadsText(null, innermost));
    if (exit === true) interpreter.host.process?.exit(1);
  };
  const ring = (): void => {
    machine.interpreter = interpreter;
    state().later = null;
    if (repeat === true) wait();
    // At a tick the frames are on the host's stack.
    if (!shared.isRunning) return write(undefined);
    addPendingCall(interpreter, () =>
      withFrames(0, (frame) => {
        write(frame);
        return None;
      }),
    );
  };
  const wait = (): void => {
    state().later = { timer: shared.timers.add(seconds, ring), file };
  };
  wait();
  return None;
}

function cancelLater(): void {
  const { later } = state();
  if (later !== null) here().shared.timers.cancel(later.timer);
  state().later = null;
}

// --- At once ---------------------------------------------------------------------------------------------------------

function dump(fd: Value, allThreads: Value): Result {
  return withFrames(0, (frame) => {
    const thread = here();
    writeText(Number(fd), tracebackOf(allThreads === true, thread, frame));
    return None;
  });
}

function dumpHostStack(fd: Value): Result {
  writeText(Number(fd), C_STACK);
  return None;
}

/** Ends the process as if another thread of the host had failed. */
function failInNewThread(): Result {
  return withFrames(0, (frame) => {
    const text = `${threadsText(null, frame)}\n${C_STACK}${extensionModules()}`;
    disable();
    writeText(
      2,
      `Fatal Python error: faulthandler_fatal_error_thread: in new thread\nPython runtime state: initialized\n\n${text}`,
    );
    return abort();
  });
}

defineIntrinsics({
  enable_faults: ['(fd, file, all_threads, with_host_stack, /)', enable],
  register_signal: ['(signum, fd, file, all_threads, chain, /)', register],
  check_signal: ['(signum, /)', (signum: Value): Result => signalNumber(signum)],
  check_timeout: [
    '(timeout, /)',
    (timeout: Value): Result =>
      secondsOfTimeout(timeout) > 0 ? None : raise(valueErrorType, 'timeout must be greater than 0'),
  ],
  dump_later: ['(timeout, repeat, fd, file, exit, /)', startLater],
  dump_to: ['(fd, all_threads, /)', dump],
  dump_host_stack_to: ['(fd, /)', dumpHostStack],
  send_fault: ['(signum, /)', (signum: Value): Result => sendToThread(Number(signum), here())],
  unregister_signal: ['(signum, /)', (signum: Value): Result => unregister(signum)],
});

const raising = (n: number) => (): Result => sendToThread(n, here());

export const faulthandlerModule: NativeModule = {
  name: 'faulthandler',
  doc: 'faulthandler module.',
  functions: {
    enable: ['(file=sys.stderr, all_threads=True, c_stack=True)', inPython('faulthandler', 'enable')],
    disable: ['()', (): Result => disable()],
    is_enabled: ['()', (): Result => state().fault !== null],
    dump_traceback: ['(file=sys.stderr, all_threads=True)', inPython('faulthandler', 'dump_traceback')],
    dump_c_stack: ['(file=sys.stderr)', inPython('faulthandler', 'dump_c_stack')],
    dump_traceback_later: [
      '(timeout, repeat=False, file=sys.stderr, exit=False)',
      inPython('faulthandler', 'dump_traceback_later'),
    ],
    cancel_dump_traceback_later: ['()', (): Result => (cancelLater(), None)],
    register: [
      '(signum, file=sys.stderr, all_threads=True, chain=False)',
      inPython('faulthandler', 'register'),
    ],
    unregister: ['(signum, /)', inPython('faulthandler', 'unregister')],
    _read_null: ['()', raising(SIGSEGV)],
    _sigsegv: ['(release_gil=False, /)', inPython('faulthandler', '_sigsegv')],
    _sigabrt: ['()', raising(SIGABRT)],
    _sigfpe: ['()', raising(SIGFPE)],
    _fatal_error_c_thread: ['()', failInNewThread],
  },
};
