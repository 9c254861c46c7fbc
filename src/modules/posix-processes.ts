// posix: processes (os.waitpid, os.kill and what a wait's status says).
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { newException, valueErrorType } from '../objects/exception.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { PyTuple } from '../objects/tuple.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { abort, sendOwnSignal } from './signal-delivery.ts';
import { hostChildren, hostFiles, hostProcess, int, size, system } from './posix-support.ts';

const WNOHANG = 1;

/** No signal of the system has a higher number. */
const MOST_SIGNALS = 64;

/** Waits for a child process to end. */
class WaitFrame extends NativeFrame {
  private readonly pid: number;
  private readonly options: number;
  constructor(pid: number, options: number) {
    super();
    this.pid = pid;
    this.options = options;
  }
  run(): Result {
    for (;;) {
      const ended = system(() => hostChildren().wait(this.pid));
      if (ended !== null) return new PyTuple([ended.pid, ended.status]);
      if ((this.options & WNOHANG) !== 0) return new PyTuple([0, 0]);
      const result = waitForHost((wake) => hostChildren().watch(() => wake(None)));
      if (result === ABRUPT) return suspend(this) as Result;
    }
  }
  returned(): IterResult {
    return this.run();
  }
}

function posix_waitpid(pid: Value, options: Value): Result {
  return new WaitFrame(int(pid), int(options)).run();
}

/** What a program that has ended gives to others: a process that ended by signal n has -n. */
function posix_waitstatus_to_exitcode(status: Value): Result {
  const n = int(status);
  if ((n & 0x7f) === 0) return (n >> 8) & 0xff;
  if ((n & 0xff) === 0x7f)
    throw newException(valueErrorType, `process stopped by delivery of signal ${(n >> 8) & 0xff}`);
  if (n < 0 || n > 0xffff) throw newException(valueErrorType, `invalid wait status: ${n}`);
  return -(n & 0x7f);
}

/** A signal to this process itself that Python handles needs no way through the system. */
function posix_kill(pid: Value, signal: Value): Result {
  const [target, number] = [int(pid), size(signal)];
  if (number < 0 || number > MOST_SIGNALS) throw newOSError(22, 'Invalid argument');
  const own = target === hostProcess().pid ? sendOwnSignal(number) : undefined;
  if (own !== undefined) return own;
  system(() => hostProcess().kill(target, number));
  return None;
}

function posix_killpg(group: Value, signal: Value): Result {
  if (int(group) < 0) throw newOSError(22, 'Invalid argument');
  system(() => hostProcess().kill(-int(group), int(signal)));
  return None;
}

/** The process group (`index` 4) or session (5) of a process, as /proc knows them. */
function ofProcess(index: number): (pid: Value) => Result {
  return (pid) => {
    const name = int(pid) === 0 ? 'self' : String(int(pid));
    let text: string;
    try {
      text = new TextDecoder().decode(hostFiles().readFile(`/proc/${name}/stat`));
    } catch {
      throw newOSError(3, 'No such process');
    }
    // The second field, the program's name, may hold anything.
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[index - 2]);
  };
}

function posix_pidfd_open(pid: Value): Result {
  const number = int(pid);
  if (number <= 0) throw newOSError(22, 'Invalid argument');
  return system(() => hostChildren().descriptor(number));
}

function ofStatus(test: (status: number) => Value): (status: Value) => Result {
  return (status) => test(int(status));
}

export const processFunctions: MethodTable = {
  WCOREDUMP: ['(status, /)', ofStatus((s) => (s & 0x80) !== 0)],
  WEXITSTATUS: ['(status)', ofStatus((s) => (s >> 8) & 0xff)],
  WIFCONTINUED: ['(status)', ofStatus((s) => s === 0xffff)],
  WIFEXITED: ['(status)', ofStatus((s) => (s & 0x7f) === 0)],
  WIFSIGNALED: ['(status)', ofStatus((s) => (((s & 0x7f) + 1) << 24) >> 25 > 0)],
  WIFSTOPPED: ['(status)', ofStatus((s) => (s & 0xff) === 0x7f)],
  WSTOPSIG: ['(status)', ofStatus((s) => (s >> 8) & 0xff)],
  WTERMSIG: ['(status)', ofStatus((s) => s & 0x7f)],
  _exit: ['(status)', (status: Value): never => hostProcess().exit(int(status))],
  abort: [
    '()',
    (): Result => {
      hostProcess();
      return abort();
    },
  ],
  getpgid: ['(pid)', ofProcess(4)],
  getpgrp: ['()', (): Result => ofProcess(4)(0)],
  getsid: ['(pid, /)', ofProcess(5)],
  kill: ['(pid, signal, /)', posix_kill],
  killpg: ['(pgid, signal, /)', posix_killpg],
  pidfd_open: ['(pid, flags=0)', posix_pidfd_open],
  wait: ['()', (): Result => new WaitFrame(-1, 0).run()],
  waitpid: ['(pid, options, /)', posix_waitpid],
  waitstatus_to_exitcode: ['(status)', posix_waitstatus_to_exitcode],
};
