// posix: reading, writing and passing on descriptors (os.read, os.pipe, os.dup2).
import { POLLIN, POLLOUT } from '../host/host.ts';
import { machine } from '../machine/machine.ts';
import { bytesArgument } from '../objects/bytes-argument.ts';
import { PyBytes } from '../objects/bytes.ts';
import { converted, isFileLike, isPathLike } from '../objects/conversion.ts';
import { lending } from '../objects/lending.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { PyTuple } from '../objects/tuple.ts';
import { writableBytes } from './io/arguments.ts';
import { DescriptorOperation } from './descriptor-wait.ts';
import { descriptorOf, hostFiles, int, long, pathAt, pathText, size, system } from './posix-support.ts';

export const O_RDONLY = 0;
const O_CLOEXEC = 0o2000000;
const O_NONBLOCK = 0o4000;

/** Reads once. */
export class ReadOperation extends DescriptorOperation {
  private readonly size: number;
  constructor(fd: number, size: number) {
    super(fd, POLLIN);
    this.size = size;
  }
  protected attempt(): Result | undefined {
    const data = system(() => hostFiles().read(this.fd, this.size));
    return data === null ? undefined : this.took(data);
  }
  protected took(data: Uint8Array): Result {
    return new PyBytes(data);
  }
}

/** Reads once into a buffer; gives the number of bytes. */
export class ReadIntoOperation extends ReadOperation {
  private readonly place: Uint8Array;
  constructor(fd: number, place: Uint8Array) {
    super(fd, place.length);
    this.place = place;
  }
  protected override took(data: Uint8Array): Result {
    this.place.set(data);
    return data.length;
  }
}

/** Writes all of the data where that waits, else what there is room for. */
class WriteOperation extends DescriptorOperation {
  private readonly data: Uint8Array;
  private done = 0;
  constructor(fd: number, data: Uint8Array) {
    super(fd, POLLOUT);
    this.data = data;
  }
  protected attempt(): Result | undefined {
    const { fd, data } = this;
    return system(() => {
      const files = hostFiles();
      const blocking = files.isBlocking(fd);
      while (this.done < data.length || data.length === 0) {
        const count = files.write(fd, data.subarray(this.done));
        if (count === null) return !blocking && this.done > 0 ? this.done : undefined;
        this.done += count;
        if (!blocking || data.length === 0) break;
      }
      return this.done;
    });
  }
}

function posix_read(fd: Value, length: Value): Result {
  const count = size(length);
  if (count < 0) throw newOSError(22, 'Invalid argument');
  return new ReadOperation(int(fd), count).run();
}

function posix_readinto(fd: Value, buffer: Value): Result {
  const place = writableBytes(buffer, 'readinto', ' 2');
  return new ReadIntoOperation(int(fd), place).run();
}

function posix_write(fd: Value, data: Value): Result {
  return new WriteOperation(int(fd), bytesArgument(data)).run();
}

function posix_pread(fd: Value, length: Value, offset: Value): Result {
  const [number, count, at] = [int(fd), size(length), long(offset)];
  if (count < 0) throw newOSError(22, 'Invalid argument');
  const data = system(() => hostFiles().read(number, count, at));
  return new PyBytes(data ?? new Uint8Array(0));
}

function posix_pwrite(fd: Value, data: Value, offset: Value): Result {
  return system(() => hostFiles().write(int(fd), bytesArgument(data), long(offset)) ?? 0);
}

/** Opens a file; throws OSError. */
export function openFile(path: Value, name: string, flags: number, mode: number): number {
  return system(() => hostFiles().open(name, flags | O_CLOEXEC, mode), path);
}

function posix_open(path: Value, flags: Value, mode: Value = 0o777, dirFd: Value = None): Result {
  if (isPathLike(path)) return converted(posix_open, [path, flags, mode, dirFd], ['path']);
  return openFile(path, pathAt(path, 'open', dirFd), int(flags), int(mode));
}

// --- Pairs and copies ----------------------------------------------------------------------------------------------

function pair([a, b]: [number, number]): Value {
  return new PyTuple([a, b]);
}

function posix_pipe2(flags: Value): Result {
  const wanted = int(flags);
  if ((wanted & ~(O_CLOEXEC | O_NONBLOCK)) !== 0) throw newOSError(22, 'Invalid argument');
  const ends = system(() => hostFiles().pipe());
  for (const fd of ends) {
    hostFiles().setBlocking(fd, (wanted & O_NONBLOCK) === 0);
    hostFiles().setInheritable(fd, (wanted & O_CLOEXEC) === 0);
  }
  return pair(ends);
}

function posix_dup2(fd: Value, fd2: Value, inheritable: Value = true): Result {
  const to = int(fd2);
  system(() => hostFiles().duplicateTo(int(fd), to, inheritable !== false && inheritable !== 0));
  return to;
}

/** Closes all from `low` up to `high`; those that are not open are no error. */
function posix_closerange(low: Value, high: Value): Result {
  const first = Math.max(0, int(low));
  const end = Math.min(int(high), MANY);
  for (let fd = first; fd < end; fd++) {
    try {
      hostFiles().close(fd);
    } catch {
      // It was not open.
    }
  }
  return None;
}

/** More descriptors than a process has. */
const MANY = 1 << 16;

function isTrue(value: Value): boolean {
  return value !== false && value !== 0 && value !== None;
}

function onFd(call: (fd: number) => Value | void): (fd: Value) => Result {
  return (fd) => system(() => call(int(fd)) ?? None);
}

/** The same for a call that takes what has a descriptor, too. */
function onFile(call: (fd: Value) => Result): (fd: Value) => Result {
  return (fd) => converted(call, [fd], ['descriptor']);
}

const sync = onFd((fd) => hostFiles().sync(fd));

function posix_lseek(fd: Value, position: Value, whence: Value): Result {
  return system(() => hostFiles().seek(int(fd), long(position), int(whence)));
}

function posix_truncate(path: Value, length: Value): Result {
  if (isFileLike(path)) return converted(posix_truncate, [path, length], ['file']);
  const open = descriptorOf(path);
  if (open !== undefined) {
    system(() => hostFiles().truncate(open, long(length)), path);
    return None;
  }
  const fd = openFile(path, pathText(path, 'truncate', true), 1, 0);
  try {
    system(() => hostFiles().truncate(fd, long(length)), path);
  } finally {
    hostFiles().close(fd);
  }
  return None;
}

export const descriptorFunctions: MethodTable = {
  close: ['(fd)', onFd((fd) => hostFiles().close(fd))],
  closerange: ['(fd_low, fd_high, /)', posix_closerange],
  dup: ['(fd, /)', onFd((fd) => hostFiles().duplicate(fd))],
  dup2: ['(fd, fd2, inheritable=True)', posix_dup2],
  fdatasync: ['(fd)', onFile(sync)],
  fsync: ['(fd)', onFile(sync)],
  ftruncate: [
    '(fd, length, /)',
    (fd: Value, length: Value): Result => {
      system(() => hostFiles().truncate(int(fd), long(length)));
      return None;
    },
  ],
  get_blocking: ['(fd, /)', onFd((fd) => hostFiles().isBlocking(fd))],
  get_inheritable: ['(fd, /)', onFd((fd) => hostFiles().isInheritable(fd))],
  isatty: ['(fd, /)', (fd: Value): Result => machine.interpreter.host.isTty(int(fd))],
  lseek: ['(fd, position, how, /)', posix_lseek],
  open: ['(path, flags, mode=511, *, dir_fd=None)', posix_open],
  pipe: ['()', (): Result => pair(system(() => hostFiles().pipe()))],
  pipe2: ['(flags, /)', posix_pipe2],
  pread: ['(fd, length, offset, /)', posix_pread],
  pwrite: ['(fd, data, offset, /)', lending(posix_pwrite)],
  read: ['(fd, length, /)', posix_read],
  readinto: ['(fd, buffer, /)', lending(posix_readinto)],
  set_blocking: [
    '(fd, blocking, /)',
    (fd: Value, blocking: Value): Result => {
      system(() => hostFiles().setBlocking(int(fd), isTrue(blocking)));
      return None;
    },
  ],
  set_inheritable: [
    '(fd, inheritable, /)',
    (fd: Value, inheritable: Value): Result => {
      system(() => hostFiles().setInheritable(int(fd), isTrue(inheritable)));
      return None;
    },
  ],
  truncate: ['(path, length)', posix_truncate],
  write: ['(fd, data, /)', lending(posix_write)],
};
