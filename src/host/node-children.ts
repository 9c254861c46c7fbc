// Child processes on Node, as fork and exec start them and waitpid sees their ends.
import { closeSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { type ChildOptions, type FileStatus, type HostChildren, POLLIN } from './host.ts';
import { binding, type StdioEntry } from './node-bindings.ts';
import {
  addDescriptor,
  Description,
  descriptionOf,
  inheritableDescriptors,
  isOpen,
  Waiters,
} from './node-descriptors.ts';
import { statusOutside } from './node-status.ts';
import { numberedError, system, systemError } from './system-errors.ts';

/** Status by process; null: it runs. What has been waited for is forgotten. */
const children = new Map<number, number | null>();
const ends = new Waiters();
/** No process of the system has a number above this (PID_MAX_LIMIT). */
let unused = 4194304;

/** As wait(2) gives it: the exit code in the second byte, or the number of the signal. */
function waitStatus(code: number, signal: string): number {
  return signal === '' ? (code & 0xff) << 8 : constants.signals[signal as NodeJS.Signals];
}

/** What the child gets under each number, and what is to be closed once it has it. */
function stdioOf(options: ChildOptions): { stdio: StdioEntry[]; temporary: number[] } {
  const { fds, closeOthers } = options;
  const wanted = new Map(fds);
  if (!closeOthers) for (const fd of inheritableDescriptors()) if (!wanted.has(fd)) wanted.set(fd, fd);
  const stdio: StdioEntry[] = [];
  const temporary: number[] = [];
  for (let number = 0; number <= Math.max(2, ...wanted.keys()); number++) {
    const fd = wanted.get(number);
    if (fd === undefined || !isOpen(fd)) {
      stdio.push({ type: 'ignore' });
      continue;
    }
    const given = descriptionOf(fd).forChild(number);
    stdio.push({ type: 'fd', fd: given.fd });
    if (given.temporary) temporary.push(given.fd);
  }
  return { stdio, temporary };
}

function start(options: ChildOptions, stdio: StdioEntry[]): number {
  const { file, args, environment: envPairs, newSession: detached } = options;
  const { Process, constants } = binding('process_wrap');
  const handle = new Process();
  const cwd = options.cwd ?? undefined;
  const uid = options.uid ?? undefined;
  const gid = options.gid ?? undefined;
  const status =
    constants === undefined
      ? handle.spawn({ file, args, cwd, envPairs, stdio, detached, uid, gid })
      : handle.spawn(
          file,
          args,
          cwd,
          envPairs,
          stdio,
          detached ? constants.kProcessFlagDetached : 0,
          uid,
          gid,
        );
  if (status < 0) {
    handle.close();
    throw numberedError(status);
  }
  const { pid } = handle;
  children.set(pid, null);
  handle.onexit = (code, signal) => {
    handle.close();
    children.set(pid, waitStatus(code, signal));
    ends.wake();
  };
  return pid;
}

/** Children that `pid` of waitpid stands for: one, or all (-1, 0), or those of a group, which a new session leads. */
function candidates(pid: number): number[] {
  if (pid > 0) return children.has(pid) ? [pid] : [];
  if (pid < -1) return children.has(-pid) ? [-pid] : [];
  return [...children.keys()];
}

/** Whether there is such a process. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** How often a process that is no child of ours is looked at, in milliseconds. */
const LOOK = 50;

/** The descriptor that pidfd_open(2) gives: there is something to read once the process has ended. */
class ProcessEnd extends Description {
  private readonly pid: number;
  private readonly isChild: boolean;
  constructor(pid: number) {
    super();
    this.pid = pid;
    this.isChild = children.has(pid);
  }
  read(): never {
    throw systemError('EINVAL');
  }
  write(): never {
    throw systemError('EINVAL');
  }
  writeAll(): never {
    throw systemError('EINVAL');
  }
  status(): FileStatus {
    return statusOutside(0o600, 15n, 1);
  }
  real(): never {
    throw systemError('EBADF');
  }
  poll(events: number): number {
    const runs = this.isChild ? children.get(this.pid) === null : exists(this.pid);
    return runs ? 0 : events & POLLIN;
  }
  override isSure(): boolean {
    return false;
  }
  watch(_events: number, ready: () => void): () => void {
    if (this.isChild) return ends.add(ready);
    const timer = setTimeout(ready, LOOK);
    return () => clearTimeout(timer);
  }
  close(): void {}
}

/** Node would add the effective group. */
function ownGroups(): number[] {
  const words = /^Groups:(.*)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '';
  return words.trim().split(/\s+/).filter(Boolean).map(Number);
}

/** Who may not set groups has changed none. */
function restoreGroups(groups: number[]): void {
  try {
    process.setgroups!(groups);
  } catch {
    // They are as before.
  }
}

export const nodeChildren: HostChildren = {
  start(options) {
    const { stdio, temporary } = stdioOf(options);
    // A child has what its parent has at that moment.
    const mask = options.umask === null ? null : process.umask(options.umask);
    const groups = options.groups === null ? null : ownGroups();
    try {
      if (options.groups !== null) system(() => process.setgroups!(options.groups!));
      return start(options, stdio);
    } finally {
      if (mask !== null) process.umask(mask);
      if (groups !== null) restoreGroups(groups);
      for (const fd of temporary) closeSync(fd);
    }
  },
  wait(pid) {
    const possible = candidates(pid);
    if (possible.length === 0) throw systemError('ECHILD');
    for (const child of possible) {
      const status = children.get(child);
      if (status === null || status === undefined) continue;
      children.delete(child);
      return { pid: child, status };
    }
    return null;
  },
  failed(code) {
    const pid = ++unused;
    children.set(pid, waitStatus(code, ''));
    return pid;
  },
  watch: (ready) => ends.add(ready),
  descriptor(pid) {
    if (!children.has(pid) && !exists(pid)) throw systemError('ESRCH');
    return addDescriptor(new ProcessEnd(pid));
  },
};
