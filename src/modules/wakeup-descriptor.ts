// The descriptor that is told of signals (`signal.set_wakeup_fd`): the number of each is written to it, as a byte, as soon as
// it comes, whatever becomes of its handler. So a program that waits for descriptors is woken.
import { HostError } from '../host/host.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { type Interpreter, interpreterSlot } from '../machine/interpreter.ts';
import { converted, isInt } from '../objects/conversion.ts';
import { raise, valueErrorType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError, osError } from '../objects/os-error.ts';
import { addPendingCall } from '../stackless/pending.ts';
import { here } from '../stackless/scheduler.ts';
import { hostFiles, int, system } from './posix-support.ts';

interface Wakeup {
  /** -1: none is to be told. */
  fd: number;
  /** Whether it is reported that a byte found no room. */
  warnsIfFull: boolean;
}

const WAKEUP = Symbol('wake-up descriptor');

/** `signal.set_wakeup_fd`. */
export function set_wakeup_fd(fd: Value, warns: Value = true): Result {
  if (!isInt(fd) || typeof warns !== 'boolean')
    return converted(set_wakeup_fd, [fd, warns], ['index', 'truth']);
  if (!here().isMainThread)
    return raise(valueErrorType, 'set_wakeup_fd only works in main thread of the main interpreter');
  const n = int(fd);
  if (n >= 0 && system(() => hostFiles().isBlocking(n)))
    return raise(valueErrorType, `the fd ${n} must be in non-blocking mode`);
  const wakeup = interpreterSlot<Wakeup>(WAKEUP, () => ({ fd: -1, warnsIfFull: true }));
  const before = wakeup.fd;
  wakeup.fd = Math.max(n, -1);
  wakeup.warnsIfFull = warns;
  return before;
}

/** Tells the descriptor of a signal. What goes wrong is reported at the main thread's next tick. */
export function tellOfSignal(interpreter: Interpreter, signal: number): void {
  const wakeup = interpreter.slots.get(WAKEUP) as Wakeup | undefined;
  if (wakeup === undefined || wakeup.fd < 0) return;
  try {
    const written = interpreter.host.files?.write(wakeup.fd, Uint8Array.of(signal));
    if (written === null && wakeup.warnsIfFull)
      report(interpreter, () => newOSError(EAGAIN, 'Resource temporarily unavailable'));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    report(interpreter, () => osError(error));
  }
}

const EAGAIN = 11;
const FAILURE = 'Exception ignored while trying to write to the signal wakeup fd';

function report(interpreter: Interpreter, error: () => Value): void {
  addPendingCall(interpreter, () => frozenFunction('lifecycle', 'unraisable').call3(error(), FAILURE, None));
}
