// _signal: the numbers, and handlers that are kept; the host's signals reach them through the scheduler.
import { ABRUPT } from '../machine/abrupt.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import {
  keyboardInterruptType,
  osErrorType,
  raise,
  typeError,
  valueErrorType,
} from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { PySet } from '../objects/set.ts';
import { typeOf } from '../objects/typeof.ts';
import type { NativeModule } from './native-module.ts';

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
  signalHandlers().set(n, handler);
  return before;
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
    default_int_handler: ['(signalnum, frame, /)', (): Result => raise(keyboardInterruptType)],
    getsignal: ['(signalnum, /)', _signal_getsignal],
    raise_signal: [
      '(signalnum, /)',
      (signum: Value): Result => {
        const n = signalNumber(signum);
        if (n === undefined) return ABRUPT;
        const handler = getHandler(n);
        if (typeof handler === 'object') return handler.call2(n, None);
        if (handler === SIG_DFL)
          machine.interpreter.host.process?.kill(machine.interpreter.host.process.pid, n);
        return None;
      },
    ],
    set_wakeup_fd: ['(fd, /, *, warn_on_full_buffer=True)', (): Result => -1],
    siginterrupt: ['(signalnum, flag, /)', (): Result => None],
    signal: ['(signalnum, handler, /)', _signal_signal],
    strsignal: ['(signalnum, /)', (n: Value): Result => STRSIGNAL[Number(intOf(n))] ?? None],
    valid_signals: ['()', (): Result => numberSet(Object.values(NUMBERS))],
  },
  attributes: () => ({ ...NUMBERS, NSIG, SIG_DFL, SIG_IGN, SIG_BLOCK: 0, SIG_UNBLOCK: 1, SIG_SETMASK: 2 }),
};
