// _signal: handlers of signals, masks, and interval timers. What becomes of a signal is in signal-delivery.ts; the functions that take
// sets of signals are Python (src/python/signal_support.py).
import { ABRUPT } from '../machine/abrupt.ts';
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { converted, isInt } from '../objects/conversion.ts';
import {
  keyboardInterruptType,
  newException,
  osErrorType,
  overflowErrorType,
  type PyBaseException,
  type PyOSError,
  raise,
  typeError,
  valueErrorType,
} from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { PySet } from '../objects/set.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { ConstantFrame } from '../stackless/constant-frame.ts';
import { here } from '../stackless/scheduler.ts';
import { moduleException } from './module-exception.ts';
import type { NativeModule } from './native-module.ts';
import {
  type Arrival,
  getHandler,
  handleKept,
  pause,
  pendingNumbers,
  SIG_DFL,
  SIG_IGN,
  sendToThread,
  setHandler,
  setMask,
  takeSignal,
} from './signal-delivery.ts';
import { isValidSignal, NSIG, signalDescription, SIGKILL, SIGNAL_NUMBERS, SIGSTOP } from './signal-names.ts';
import { intervalOf, secondsLeft, setAlarm } from './signal-timers.ts';
import { set_wakeup_fd } from './wakeup-descriptor.ts';

const invalidArgument = (): PyBaseException => newOSError(22, 'Invalid argument');

/** A C int. */
function smallInt(value: Value & (number | bigint | boolean)): number {
  const n = Number(value);
  if (n > 2147483647 || n < -2147483648)
    throw newException(overflowErrorType, 'Python int too large to convert to C int');
  return n;
}

/** A signal's number; ValueError for what is none. */
function signalNumber(value: Value & (number | bigint | boolean)): number {
  const n = smallInt(value);
  if (n < 1 || n >= NSIG) throw newException(valueErrorType, 'signal number out of range');
  return n;
}

function _signal_signal(signum: Value, handler: Value): Result {
  if (!isInt(signum)) return converted(_signal_signal, [signum, handler], ['index']);
  const given = smallInt(signum);
  if (!here().isMainThread)
    return raise(valueErrorType, 'signal only works in main thread of the main interpreter');
  const n = signalNumber(given);
  const isAction = intOf(handler) !== undefined && (intOf(handler) === SIG_DFL || intOf(handler) === SIG_IGN);
  if (!isAction && typeOf(handler).lookup('__call__') === undefined) {
    return typeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object');
  }
  if (n === SIGKILL || n === SIGSTOP || !isValidSignal(n)) throw invalidArgument();
  const before = getHandler(n);
  setHandler(n, handler);
  return before;
}

function _signal_getsignal(signum: Value): Result {
  if (!isInt(signum)) return converted(_signal_getsignal, [signum], ['index']);
  return getHandler(signalNumber(signum));
}

function _signal_raise_signal(signum: Value): Result {
  if (!isInt(signum)) return converted(_signal_raise_signal, [signum], ['index']);
  const n = smallInt(signum);
  if (n < 0 || n >= NSIG) throw invalidArgument();
  return n === 0 ? None : sendToThread(n, here());
}

function _signal_pthread_kill(thread: Value, signum: Value): Result {
  if (!isInt(thread) || !isInt(signum))
    return converted(_signal_pthread_kill, [thread, signum], ['index', 'index']);
  const n = smallInt(signum);
  const found = here().shared.threads.get(Number(thread));
  if (found === undefined) throw newOSError(3, 'No such process');
  if (n < 0 || n >= NSIG) throw invalidArgument();
  return n === 0 ? None : sendToThread(n, found);
}

function _signal_strsignal(signum: Value): Result {
  if (!isInt(signum)) return converted(_signal_strsignal, [signum], ['index']);
  return signalDescription(signalNumber(signum)) ?? None;
}

function _signal_siginterrupt(signum: Value, flag: Value): Result {
  if (!isInt(signum) || !isInt(flag))
    return converted(_signal_siginterrupt, [signum, flag], ['index', 'index']);
  smallInt(flag);
  const n = signalNumber(signum);
  if (n === SIGKILL || n === SIGSTOP || !isValidSignal(n)) throw invalidArgument();
  return None;
}

function numberSet(numbers: Iterable<number>): PySet {
  const set = new PySet();
  for (const n of numbers) set.dict.setPlain(n, true);
  return set;
}

function _signal_valid_signals(): Result {
  return numberSet(Array.from({ length: NSIG }, (_, n) => n).filter(isValidSignal));
}

// --- Timers ----------------------------------------------------------------------------------------------------------

const itimerError = moduleException('signal', 'itimer_error', osErrorType);
const TIMERS = 3;

function invalidTimer(): PyBaseException {
  const exc = newException(itimerError, 22, 'Invalid argument') as PyOSError;
  [exc.errno, exc.strerror] = [22, 'Invalid argument'];
  return exc;
}

function timerValues(which: number): Value {
  return new PyTuple([new PyFloat(secondsLeft(which)), new PyFloat(intervalOf(which))]);
}

/** The number of a timer; the error of the module for what is none. */
function timerNumber(which: Value & (number | bigint | boolean)): number {
  const n = smallInt(which);
  if (n < 0 || n >= TIMERS) throw invalidTimer();
  return n;
}

function _signal_alarm(seconds: Value): Result {
  if (!isInt(seconds)) return converted(_signal_alarm, [seconds], ['index']);
  const before = Math.ceil(secondsLeft(0));
  setAlarm(0, smallInt(seconds) >>> 0, 0);
  return before;
}

/** Seconds to microseconds, as the system counts. */
function microseconds(value: number): number {
  return Math.ceil(value * 1e6) / 1e6;
}

function secondsOf(value: Value): number | undefined {
  if (value instanceof PyFloat) return microseconds(value.v);
  const n = intOf(value);
  if (n === undefined) typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return n === undefined ? undefined : Number(n);
}

function _signal_setitimer(which: Value, seconds: Value, interval: Value = 0): Result {
  if (!isInt(which)) return converted(_signal_setitimer, [which, seconds, interval], ['index']);
  const n = smallInt(which);
  const first = secondsOf(seconds);
  const next = first === undefined ? undefined : secondsOf(interval);
  if (first === undefined || next === undefined) return ABRUPT;
  if (first < 0 || next < 0) throw invalidTimer();
  const before = timerValues(timerNumber(n));
  setAlarm(n, first, next);
  return before;
}

function _signal_getitimer(which: Value): Result {
  if (!isInt(which)) return converted(_signal_getitimer, [which], ['index']);
  return timerValues(timerNumber(which));
}

// --- What the functions in Python need -------------------------------------------------------------------------------

const signalInfo = structSequence('signal.struct_siginfo', [
  'si_signo',
  'si_code',
  'si_errno',
  'si_pid',
  'si_uid',
  'si_status',
  'si_band',
]);

/** What is known of a signal: of one that another process sent not by whom. */
function information({ number, code, isOwn }: Arrival): Value {
  const { process } = machine.interpreter.host;
  const sender = isOwn && process !== null ? [process.pid, process.uid] : [0, 0];
  return makeStruct(signalInfo, [number, code, 0, ...sender, 0, 0]);
}

const numbersIn = (list: Value): number[] => (list as PyList).items as number[];

defineIntrinsics({
  is_valid_signal: ['(number, /)', (n: Value): Result => isValidSignal(n as number)],
  blocked_signals: ['()', (): Result => new PyList([...here().signalMask])],
  block_signals: [
    '(numbers, /)',
    (numbers: Value): Result => {
      setMask(numbersIn(numbers));
      return None;
    },
  ],
  /** Has a signal handled that is no longer blocked: whether there was one. */
  handle_kept_signal: [
    '()',
    (): Result => {
      const handled = handleKept();
      return handled === undefined
        ? false
        : handled === ABRUPT
          ? (suspend(new ConstantFrame(true)) as Result)
          : true;
    },
  ],
  pending_signals: ['()', (): Result => new PyList(pendingNumbers())],
  /** Waits for some seconds, or with None for ever. */
  take_signal: [
    '(numbers, seconds, with_information, /)',
    (numbers: Value, seconds: Value, withInformation: Value): Result =>
      takeSignal(
        new Set(numbersIn(numbers)),
        seconds === None ? Infinity : seconds instanceof PyFloat ? seconds.v : Number(intOf(seconds)),
        withInformation === true ? information : ({ number }) => number,
      ),
  ],
});

export const _signalModule: NativeModule = {
  name: '_signal',
  doc: 'This module provides mechanisms to use signal handlers in Python.',
  functions: {
    alarm: ['(seconds, /)', _signal_alarm],
    default_int_handler: ['(signalnum, frame, /)', (): Result => raise(keyboardInterruptType)],
    getitimer: ['(which, /)', _signal_getitimer],
    getsignal: ['(signalnum, /)', _signal_getsignal],
    pause: ['()', pause],
    pthread_kill: ['(thread_id, signalnum, /)', _signal_pthread_kill],
    pthread_sigmask: ['(how, mask, /)', inPython('signal_support', 'pthread_sigmask')],
    raise_signal: ['(signalnum, /)', _signal_raise_signal],
    set_wakeup_fd: ['(fd, /, *, warn_on_full_buffer=True)', set_wakeup_fd],
    setitimer: ['(which, seconds, interval=0.0, /)', _signal_setitimer],
    siginterrupt: ['(signalnum, flag, /)', _signal_siginterrupt],
    signal: ['(signalnum, handler, /)', _signal_signal],
    sigpending: ['()', inPython('signal_support', 'sigpending')],
    sigtimedwait: ['(sigset, timeout, /)', inPython('signal_support', 'sigtimedwait')],
    sigwait: ['(sigset, /)', inPython('signal_support', 'sigwait')],
    sigwaitinfo: ['(sigset, /)', inPython('signal_support', 'sigwaitinfo')],
    strsignal: ['(signalnum, /)', _signal_strsignal],
    valid_signals: ['()', _signal_valid_signals],
  },
  attributes: () => ({
    ...SIGNAL_NUMBERS,
    ITIMER_REAL: 0,
    ITIMER_VIRTUAL: 1,
    ITIMER_PROF: 2,
    ItimerError: itimerError,
    NSIG,
    SIG_DFL,
    SIG_IGN,
    SIG_BLOCK: 0,
    SIG_UNBLOCK: 1,
    SIG_SETMASK: 2,
    struct_siginfo: signalInfo.type,
  }),
};
