// select: waiting for several descriptors. The objects are Python (src/python/select_support.py).
import {
  type HostFiles,
  HostError,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLNVAL,
  POLLOUT,
  POLLPRI,
} from '../host/host.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import type { Real } from '../machine/numbers.ts';
import { osErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { here } from '../stackless/scheduler.ts';
import type { NativeModule } from './native-module.ts';
import { hostFiles, int, system } from './posix-support.ts';

/** Waits until something holds of what is wanted of some descriptors, or the time is over. */
class WaitFrame extends NativeFrame {
  private readonly fds: number[];
  private readonly events: number[];
  /** Seconds of the host's monotonic clock; Infinity: without end; 0: only looks. */
  private deadline: Real;
  private waited = false;
  private looked = false;

  constructor(fds: number[], events: number[], deadline: number) {
    super();
    this.fds = fds;
    this.events = events;
    this.deadline = deadline;
  }

  run(): Result {
    for (;;) {
      const found = this.found();
      if (this.isKnown(found)) return new PyList(found);
      this.waited = true;
      this.looked = this.deadline === 0;
      if (this.wait() === ABRUPT) return suspend(this) as Result;
    }
  }
  returned(): IterResult {
    return this.run();
  }

  /** Whether `found` is the answer. Of some descriptors it is only sure after a look at the event loop. */
  private isKnown(found: number[]): boolean {
    const none = found.every((events) => events === 0);
    if (!none && this.waited) return true;
    const isOver = !none || this.deadline <= machine.interpreter.host.monotonic();
    if (!isOver) return false;
    this.deadline = 0;
    return this.looked || !found.some((events, i) => events === 0 && this.isUnsure(i));
  }
  private isUnsure(i: number): boolean {
    return (this.events[i]! & POLLIN) !== 0 && !hostFiles().isSure(this.fds[i]!);
  }

  private found(): number[] {
    const files = hostFiles();
    return this.fds.map((fd, i) => eventsOf(files, fd, this.events[i]!));
  }

  private wait(): Result {
    return waitForHost((wake) => {
      const cancels: (() => void)[] = [];
      const cancel = (): void => {
        for (const each of cancels.splice(0)) each();
      };
      const ready = (): void => {
        cancel();
        wake(None);
      };
      const files = hostFiles();
      this.fds.forEach((fd, i) => cancels.push(files.watch(fd, this.events[i]!, ready)));
      if (this.deadline < Infinity) cancels.push(this.atDeadline(ready));
      return cancel;
    }, this.looked);
  }

  /** What is ready is only known after the event loop has turned, which it has when a timer begun in a timer's callback ends. */
  private atDeadline(ready: () => void): () => void {
    const { host } = machine.interpreter;
    if (this.deadline > host.monotonic()) {
      const { timers } = here().shared;
      const timer = timers.add(this.deadline - host.monotonic(), ready);
      return () => timers.cancel(timer);
    }
    let cancel = host.setTimer(0, () => {
      cancel = host.setTimer(0, ready);
    });
    return () => cancel();
  }
}

function eventsOf(files: HostFiles, fd: number, events: number): number {
  try {
    return files.poll(fd, events);
  } catch (error) {
    if (error instanceof HostError) return POLLNVAL;
    throw error;
  }
}

function numbers(list: Value): number[] {
  return (list as PyList).items.map((n) => int(n));
}

function wait_for_descriptors(fds: Value, events: Value, timeout: Value): Result {
  const seconds = timeout === None ? Infinity : timeout instanceof PyFloat ? timeout.v : int(timeout);
  const now = machine.interpreter.host.monotonic();
  return new WaitFrame(numbers(fds), numbers(events), seconds === 0 ? 0 : now + seconds).run();
}

/** Whether one can wait for a descriptor, which for files and directories makes no sense; throws OSError (EBADF). */
function can_wait(fd: Value): Result {
  const { mode } = system(() => hostFiles().fstat(int(fd)));
  const kind = mode & 0o170000;
  return kind !== 0o100000 && kind !== 0o040000;
}

defineIntrinsics({
  wait_for_descriptors: ['(fds, events, timeout, /)', wait_for_descriptors],
  can_wait: ['(fd, /)', can_wait],
  new_descriptor: ['()', (): Result => system(() => hostFiles().open('/dev/null', 0, 0))],
});

export const selectModule: NativeModule = {
  name: 'select',
  doc: 'This module supports asynchronous I/O on multiple file descriptors.\n\n*** IMPORTANT NOTICE ***\nOn Windows, only sockets are supported; on Unix, all file descriptors.',
  functions: {
    poll: ['()', inPython('select_support', 'make_poll')],
    select: ['(rlist, wlist, xlist, timeout=None, /)', inPython('select_support', 'select')],
  },
  attributes: () => ({
    ...{ POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL },
    ...{ POLLRDNORM: 64, POLLRDBAND: 128, POLLWRNORM: 256, POLLWRBAND: 512, POLLMSG: 1024, POLLRDHUP: 8192 },
    ...{ EPOLLIN: 1, EPOLLPRI: 2, EPOLLOUT: 4, EPOLLERR: 8, EPOLLHUP: 16, EPOLLRDHUP: 8192 },
    ...{ EPOLLRDNORM: 64, EPOLLRDBAND: 128, EPOLLWRNORM: 256, EPOLLWRBAND: 512, EPOLLMSG: 1024 },
    ...{ EPOLLET: 2 ** 31, EPOLLONESHOT: 2 ** 30, EPOLLEXCLUSIVE: 2 ** 28, EPOLLWAKEUP: 2 ** 29 },
    ...{ EPOLL_CLOEXEC: 0o2000000, PIPE_BUF: 4096 },
    error: osErrorType,
    epoll: machine.interpreter.frozen('select_support').getStr('epoll')!,
  }),
};
