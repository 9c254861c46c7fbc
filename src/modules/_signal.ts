// _signal: handlers of signals, and the interval timer.
//
// The host tells of a signal from its event loop, which turns every few milliseconds even while a program computes; the
// handler then runs in the main thread at its next tick, or at once when all of it waits (stackless/pending.ts).
import { ABRUPT } from '../machine/abrupt.ts';
import { suspend } from '../machine/frame.ts';
import { visibleFrame, withFrames } from '../machine/inspect.ts';
import { type Interpreter, interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import {
  keyboardInterruptType,
  osErrorType,
  raise,
  typeError,
  valueErrorType,
} from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf } from '../objects/int.ts';
import { HostError } from '../host/host.ts';
import { osError } from '../objects/os-error.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { PySet } from '../objects/set.ts';
import { typeOf } from '../objects/typeof.ts';
import { ConstantFrame } from '../stackless/constant-frame.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { addPendingCall } from '../stackless/pending.ts';
import { here } from '../stackless/scheduler.ts';
import type { NativeModule } from './native-module.ts';
import { set_wakeup_fd, tellOfSignal } from './wakeup-descriptor.ts';

const NUMBERS: Record<string, number> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGSTKFLT: 16,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGPWR: 30,
  SIGSYS: 31,
  SIGCLD: 17,
  SIGPOLL: 29,
  SIGIOT: 6,
  SIGRTMIN: 34,
  SIGRTMAX: 64,
};
const NSIG = 65;
const SIG_DFL = 0;
const SIG_IGN = 1;

const HANDLERS = Symbol('signal handlers');

/** Handlers by signal number; a signal without entry has the default. */
export function signalHandlers(): Map<number, Value> {
  return interpreterSlot(HANDLERS, () => new Map());
}

function signalNumber(value: Value): number | undefined {
  const n = intOf(value);
  if (n === undefined) {
    typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
    return undefined;
  }
  if (n >= 1 && n < NSIG) return Number(n);
  raise(valueErrorType, 'signal number out of range');
  return undefined;
}

function getHandler(n: number): Value {
  const found = signalHandlers().get(n);
  if (found !== undefined) return found;
  return n === NUMBERS['SIGINT'] ? defaultInterrupt() : n === NUMBERS['SIGPIPE'] ? SIG_IGN : SIG_DFL;
}

/** `signal.default_int_handler`, as the module has it. */
function defaultInterrupt(): Value {
  const module = machine.interpreter.modules.getStr('_signal') as
    { dict?: { getStr(name: string): Value | undefined } } | undefined;
  return module?.dict?.getStr('default_int_handler') ?? SIG_DFL;
}

function _signal_signal(signum: Value, handler: Value): Result {
  const n = signalNumber(signum);
  if (n === undefined) return ABRUPT;
  if (n === 9 || n === 19) return raise(osErrorType, 22, 'Invalid argument');
  const isAction = intOf(handler) !== undefined && (intOf(handler) === SIG_DFL || intOf(handler) === SIG_IGN);
  if (!isAction && typeOf(handler).lookup('__call__') === undefined) {
    return typeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object');
  }
  const before = getHandler(n);
  try {
    listen(machine.interpreter, n, handler);
  } catch (error) {
    throw error instanceof HostError ? osError(error) : error;
  }
  signalHandlers().set(n, handler);
  mindSignals();
  return before;
}

// --- Delivery ------------------------------------------------------------------------------------------------------

/** Has the host tell of a signal, or not. */
function listen(interpreter: Interpreter, n: number, handler: Value): void {
  const isDefault = intOf(handler) === SIG_DFL;
  interpreter.host.onSignal(n, isDefault ? null : () => deliver(interpreter, n));
}

/** Ctrl-C raises KeyboardInterrupt from now on. */
export function installInterruptHandler(interpreter: Interpreter): void {
  interpreter.host.onSignal(NUMBERS['SIGINT']!, () => deliver(interpreter, NUMBERS['SIGINT']!));
}

/** A signal has come: its handler is called soon. */
function deliver(interpreter: Interpreter, n: number): void {
  tellOfSignal(interpreter, n);
  addPendingCall(interpreter, () => callHandler(n));
  wakePaused(interpreter);
}

/** Lets the tasklets go on that wait in signal.pause(). */
function wakePaused(interpreter: Interpreter): void {
  const waiting = interpreter.slots.get(PAUSED) as (() => void)[] | undefined;
  for (const wake of waiting?.splice(0) ?? []) wake();
}

/** Calls the handler of a signal with the frame that was interrupted. */
function callHandler(n: number): Result {
  const handler = getHandler(n);
  if (handler === SIG_IGN || handler === SIG_DFL)
    return n === NUMBERS['SIGINT'] && !signalHandlers().has(n) ? raise(keyboardInterruptType) : None;
  if (typeof handler !== 'object') return None;
  return withFrames(0, (frame) => handler.call2(n, frame ?? visibleFrame(here().main.frame) ?? None));
}

const MINDED = Symbol('signals are minded');

/** Whether the program wants to do something of its own when a signal comes. */
function isOwnHandler(handler: Value): boolean {
  return intOf(handler) === undefined && handler !== defaultInterrupt();
}

/** Handlers of signals and the interval timer may make calls while everything waits: that is no deadlock. */
function mindSignals(): void {
  interpreterSlot(MINDED, () => {
    const handlers = signalHandlers();
    const timer = alarm();
    here().shared.outsideCallers.push(() => timer.due > 0 || [...handlers.values()].some(isOwnHandler));
    return true;
  });
}

/** Has a signal handled that the program sent itself: at once if this is the main thread. Gives None. */
function handleOwn(n: number): Result {
  if (!here().isMainThread) {
    deliver(machine.interpreter, n);
    return None;
  }
  tellOfSignal(machine.interpreter, n);
  wakePaused(machine.interpreter);
  const result = callHandler(n);
  return result === ABRUPT ? (suspend(new ConstantFrame(None)) as Result) : None;
}

/** Acts as if a signal had come, if Python handles it. */
export function simulateSignal(n: number): Result {
  if (!(n >= 1 && n < NSIG)) return raise(valueErrorType, 'signal number out of range');
  const handler = getHandler(n);
  const handled = handler !== SIG_IGN && handler !== SIG_DFL;
  // Ctrl-C is handled whether or not the module that has the handler is there.
  return handled || (n === NUMBERS['SIGINT'] && !signalHandlers().has(n)) ? handleOwn(n) : None;
}

/** Sends a signal to this program itself; undefined when Python does not handle it, so that the host has to send it. */
export function sendOwnSignal(n: number): Result | undefined {
  const handler = signalHandlers().get(n);
  return handler === undefined || intOf(handler) === SIG_DFL ? undefined : handleOwn(n);
}

const PAUSED = Symbol('tasklets in signal.pause()');

function _signal_pause(): Result {
  const waiting = interpreterSlot<(() => void)[]>(PAUSED, () => []);
  return waitForHost((wake) => {
    // A timer of the host keeps its event loop alive.
    const done = machine.interpreter.host.setTimer(LONG_TIME, () => {});
    waiting.push(() => {
      done();
      wake(None);
    });
  });
}

/** Seconds; longer than any program waits. */
const LONG_TIME = 2_000_000;

// --- The interval timer --------------------------------------------------------------------------------------------

interface Alarm {
  /** When it rings next, in seconds of the host's monotonic clock; 0: it is not set. */
  due: number;
  /** Seconds between rings; 0: it rings once. */
  interval: number;
  cancel: () => void;
}

const ALARM = Symbol('interval timer');
const alarm = (): Alarm => interpreterSlot(ALARM, () => ({ due: 0, interval: 0, cancel: () => {} }));

function setAlarm(seconds: number, interval: number): void {
  const { interpreter } = machine;
  const state = alarm();
  state.cancel();
  state.interval = interval;
  state.due = seconds > 0 ? interpreter.host.monotonic() + seconds : 0;
  mindSignals();
  if (seconds <= 0) return;
  // Due at a tick, too, so that it rings in time in a program that never rests.
  const { timers } = here().shared;
  const timer = timers.add(seconds, () => ring(interpreter));
  state.cancel = () => timers.cancel(timer);
}

function ring(interpreter: Interpreter): void {
  machine.interpreter = interpreter;
  const { interval } = alarm();
  setAlarm(interval, interval);
  const n = NUMBERS['SIGALRM']!;
  const handler = signalHandlers().get(n);
  if (handler !== undefined && intOf(handler) !== SIG_DFL) deliver(interpreter, n);
  else interpreter.host.process?.kill(interpreter.host.process.pid, n);
}

function secondsLeft(): number {
  const { due } = alarm();
  return due === 0 ? 0 : Math.max(0, due - machine.interpreter.host.monotonic());
}

function timerValues(): Value {
  return new PyTuple([new PyFloat(secondsLeft()), new PyFloat(alarm().interval)]);
}

function _signal_alarm(seconds: Value): Result {
  const n = intOf(seconds);
  if (n === undefined)
    return typeError(`'${typeOf(seconds).name}' object cannot be interpreted as an integer`);
  const before = Math.ceil(secondsLeft());
  setAlarm(Number(n), 0);
  return before;
}

function secondsOf(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.v;
  const n = intOf(value);
  if (n === undefined) typeError(`must be real number, not ${typeOf(value).name}`);
  return n === undefined ? undefined : Number(n);
}

/** Only real time is measured: the timers of processor time do not exist. */
function isRealTimer(which: Value): boolean {
  if (which === 0) return true;
  raise(osErrorType, 22, 'Invalid argument');
  return false;
}

function _signal_setitimer(which: Value, seconds: Value, interval: Value = 0): Result {
  const first = secondsOf(seconds);
  const next = secondsOf(interval);
  if (first === undefined || next === undefined || !isRealTimer(which)) return ABRUPT;
  if (first < 0 || next < 0) return raise(osErrorType, 22, 'Invalid argument');
  const before = timerValues();
  setAlarm(first, next);
  return before;
}

function _signal_getitimer(which: Value): Result {
  return isRealTimer(which) ? timerValues() : ABRUPT;
}

function _signal_raise_signal(signum: Value): Result {
  const n = signalNumber(signum);
  if (n === undefined) return ABRUPT;
  const handler = getHandler(n);
  if (typeof handler === 'object') return handleOwn(n);
  if (handler === SIG_DFL) machine.interpreter.host.process?.kill(machine.interpreter.host.process.pid, n);
  return None;
}

function _signal_getsignal(signum: Value): Result {
  const n = signalNumber(signum);
  return n === undefined ? ABRUPT : getHandler(n);
}

function numberSet(numbers: Iterable<number>): PySet {
  const set = new PySet();
  for (const n of numbers) set.dict.setPlain(n, true);
  return set;
}

const STRSIGNAL: Record<number, string> = {
  1: 'Hangup',
  2: 'Interrupt',
  3: 'Quit',
  4: 'Illegal instruction',
  6: 'Aborted',
  8: 'Floating point exception',
  9: 'Killed',
  10: 'User defined signal 1',
  11: 'Segmentation fault',
  12: 'User defined signal 2',
  13: 'Broken pipe',
  14: 'Alarm clock',
  15: 'Terminated',
  17: 'Child exited',
  18: 'Continued',
  19: 'Stopped (signal)',
};

export const _signalModule: NativeModule = {
  name: '_signal',
  doc: 'This module provides mechanisms to use signal handlers in Python.',
  functions: {
    alarm: ['(seconds, /)', _signal_alarm],
    default_int_handler: ['(signalnum, frame, /)', (): Result => raise(keyboardInterruptType)],
    getsignal: ['(signalnum, /)', _signal_getsignal],
    getitimer: ['(which, /)', _signal_getitimer],
    pause: ['()', _signal_pause],
    raise_signal: ['(signalnum, /)', _signal_raise_signal],
    setitimer: ['(which, seconds, interval=0.0, /)', _signal_setitimer],
    set_wakeup_fd: ['(fd, /, *, warn_on_full_buffer=True)', set_wakeup_fd],
    siginterrupt: ['(signalnum, flag, /)', (): Result => None],
    signal: ['(signalnum, handler, /)', _signal_signal],
    strsignal: ['(signalnum, /)', (n: Value): Result => STRSIGNAL[Number(intOf(n))] ?? None],
    valid_signals: ['()', (): Result => numberSet(Object.values(NUMBERS))],
  },
  attributes: () => ({
    ...NUMBERS,
    ITIMER_REAL: 0,
    ITIMER_VIRTUAL: 1,
    ITIMER_PROF: 2,
    ItimerError: osErrorType,
    NSIG,
    SIG_DFL,
    SIG_IGN,
    SIG_BLOCK: 0,
    SIG_UNBLOCK: 1,
    SIG_SETMASK: 2,
  }),
};
