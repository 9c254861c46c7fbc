// io.FileIO: a file of the system, without a buffer. Opening and closing, which may call Python code, are in
// src/python/file_io.py.
import { POLLOUT } from '../../host/host.ts';
import { ABRUPT } from '../../machine/abrupt.ts';
import { NativeFrame, suspend } from '../../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../../machine/frozen.ts';
import { machine } from '../../machine/machine.ts';
import { requireBytes } from '../../objects/buffer.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { converted, isInt } from '../../objects/conversion.ts';
import { raise } from '../../objects/exception.ts';
import { lending } from '../../objects/lending.ts';
import { defineGetSets, defineMembers, defineMethods } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import type { IterResult, Result, Value } from '../../objects/object.ts';
import { DescriptorOperation } from '../descriptor-wait.ts';
import { ReadIntoOperation, ReadOperation } from '../posix-descriptors.ts';
import { hostFiles, int, system } from '../posix-support.ts';
import { sizeOf, writableBytes } from './arguments.ts';
import {
  closedError,
  fileType,
  hasItsMethods,
  hasOwnNew,
  hasFinalizing,
  RawIOBase,
  rawIOBaseType,
  refusesPickling,
  unsupportedOperation,
} from './bases.ts';
import { closed, opened, watchFile } from './unclosed.ts';

export class FileIO extends RawIOBase {
  fd = -1;
  created = false;
  readable = false;
  writable = false;
  appending = false;
  /** Null: not yet known. */
  seekable: boolean | null = null;
  closefd = true;
  blksize = 0;
  /** Its length when it was opened. */
  size = 0;
  /** A file on disk that was opened here: nothing that is done with it waits. */
  isRegular = false;
  isOpened = false;
  readonly state = null;

  watchUnclosed(): void {
    watchFile(this);
  }
  check(): void {
    if (this.fd < 0) throw closedError('I/O operation on closed file');
  }
  mode(): string {
    const { readable, writable } = this;
    if (this.created) return readable ? 'xb+' : 'xb';
    if (this.appending) return readable ? 'ab+' : 'ab';
    if (readable) return writable ? 'rb+' : 'rb';
    return 'wb';
  }

  override isSurelyOpen(): boolean {
    return this.cls === fileIOType && this.fd >= 0;
  }
  override closeQuickly(): boolean {
    if (this.finalizing || !this.isSurelyOpen() || !this.closefd) return false;
    if (!hasItsMethods(this, 'close', 'flush')) return false;
    (this as { $__IOBase_closed?: Value }).$__IOBase_closed = true;
    const { fd } = this;
    this.fd = -1;
    closed(this);
    system(() => {
      hostFiles().close(fd);
    });
    return true;
  }
}
export const fileIOType = fileType('FileIO', FileIO, rawIOBaseType);

/** What may be done with a descriptor, by a mode without its `b`. */
function takeDescriptor(self: FileIO, fd: number, mode: string, closefd: boolean): void {
  self.fd = fd;
  self.created = mode.includes('x');
  self.appending = mode.includes('a');
  self.readable = mode.includes('r') || mode.includes('+');
  self.writable = !mode.includes('r') || mode.includes('+');
  self.closefd = closefd;
  self.seekable = null;
  self.isRegular = false;
}

/** A file over a descriptor that has just been opened. */
export function fileOn(fd: number, mode: string, name: string, block: number, size: number): FileIO {
  const file = new FileIO();
  takeDescriptor(file, fd, mode, true);
  file.blksize = block;
  file.size = size;
  (file as { $name?: Value }).$name = name;
  opened(file);
  return file;
}

/** A file over a descriptor that stays open when it is closed. */
export function fileOver(fd: number, mode: 'r' | 'w'): FileIO {
  const file = new FileIO();
  file.fd = fd;
  file.readable = mode === 'r';
  file.writable = mode === 'w';
  file.closefd = false;
  return file;
}

// --- Reading and writing -------------------------------------------------------------------------------------------

// While an operation waits it keeps its file, which would be closed if it were dropped.

/** Reads once; None when that would wait and must not. */
class Read extends ReadOperation {
  protected readonly file: FileIO;
  constructor(file: FileIO, size: number) {
    super(file.fd, size);
    this.file = file;
  }
  protected override wouldWait(): Result {
    return None;
  }
}

class ReadInto extends ReadIntoOperation {
  protected readonly file: FileIO;
  constructor(file: FileIO, place: Uint8Array) {
    super(file.fd, place);
    this.file = file;
  }
  protected override wouldWait(): Result {
    return None;
  }
}

/** Reads to the end. */
class ReadAll extends NativeFrame {
  private readonly file: FileIO;
  private readonly chunks: Uint8Array[] = [];
  /** How many bytes are asked for next. */
  private wanted: number;
  constructor(file: FileIO) {
    super();
    this.file = file;
    this.wanted = file.size > 0 ? Math.min(file.size + 1, LARGE) : CHUNK;
  }
  run(): Result {
    for (;;) {
      const data = new Read(this.file, this.wanted).run();
      if (data === ABRUPT) return suspend(this) as Result;
      if (!this.more(data)) return this.result(data);
    }
  }
  private more(data: Value): boolean {
    if (!(data instanceof PyBytes) || data.data.length === 0) return false;
    this.chunks.push(data.data);
    if (data.data.length === this.wanted) this.wanted = Math.min(LARGE, 2 * this.wanted + CHUNK);
    return true;
  }
  private result(last: Value): Result {
    if (this.chunks.length === 0) return last;
    return new PyBytes(this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks));
  }
  returned(data: Value): IterResult {
    return this.more(data) ? this.run() : this.result(data);
  }
}
/** Bytes that are read at once where the length is not known, and at most. */
const CHUNK = 8192;
const LARGE = 1048576;

class Write extends DescriptorOperation {
  protected readonly file: FileIO;
  private readonly data: Uint8Array;
  constructor(file: FileIO, data: Uint8Array) {
    super(file.fd, POLLOUT);
    this.file = file;
    this.data = data;
  }
  protected attempt(): Result | undefined {
    return system(() => hostFiles().write(this.fd, this.data)) ?? undefined;
  }
  protected override wouldWait(): Result {
    return None;
  }
}

function wrongMode(action: string): Result {
  return raise(unsupportedOperation(), `File not open for ${action}`);
}

function fileio_read(self: FileIO, size?: Value): Result {
  const n = sizeOf(size);
  if (n === null) return converted(fileio_read, [self, size], [null, 'index']);
  self.check();
  if (!self.readable) return wrongMode('reading');
  return n < 0 ? fileio_readall(self) : new Read(self, n).run();
}

/** `FileIO.readall`: to the end, in pieces, each of which may wait. */
export function fileio_readall(self: FileIO): Result {
  self.check();
  return self.readable ? new ReadAll(self).run() : wrongMode('reading');
}

function fileio_readinto(self: FileIO, buffer: Value): Result {
  const place = writableBytes(buffer, 'readinto', ' 1');
  self.check();
  return self.readable ? new ReadInto(self, place).run() : wrongMode('reading');
}

function fileio_write(self: FileIO, data: Value): Result {
  const bytes = requireBytes(data);
  self.check();
  return self.writable ? new Write(self, bytes).run() : wrongMode('writing');
}

// --- Places --------------------------------------------------------------------------------------------------------

function fileio_seek(self: FileIO, offset: Value, whence: Value = 0): Result {
  if (!isInt(offset) || !isInt(whence))
    return converted(fileio_seek, [self, offset, whence], [null, 'index', 'index']);
  self.check();
  return seek(self, int(offset), int(whence));
}

function seek(self: FileIO, offset: number, whence: number): number {
  const place = system(() => hostFiles().seek(self.fd, offset, whence));
  self.seekable ??= true;
  return place;
}

function fileio_tell(self: FileIO): Result {
  self.check();
  return seek(self, 0, 1);
}

function fileio_truncate(self: FileIO, size: Value = None): Result {
  if (size !== None && !isInt(size)) return converted(fileio_truncate, [self, size], [null, 'index']);
  self.check();
  if (!self.writable) return wrongMode('writing');
  const length = size === None ? seek(self, 0, 1) : size;
  system(() => hostFiles().truncate(self.fd, int(length)));
  return length;
}

function fileio_seekable(self: FileIO): Result {
  self.check();
  if (self.seekable === null) {
    try {
      hostFiles().seek(self.fd, 0, 1);
      self.seekable = true;
    } catch {
      self.seekable = false;
    }
  }
  return self.seekable;
}

function whenOpen(get: (self: FileIO) => Result): (self: FileIO) => Result {
  return (self) => {
    self.check();
    return get(self);
  };
}

// --- Opening and closing -------------------------------------------------------------------------------------------

function fileio_init(
  self: FileIO,
  file: Value,
  mode: Value = 'r',
  closefd: Value = true,
  opener: Value = None,
): Result {
  if (typeof closefd !== 'boolean')
    return converted(fileio_init, [self, file, mode, closefd, opener], [null, null, null, 'truth']);
  return frozenFunction('file_io', 'init').callN([self, file, mode, closefd, opener]);
}

defineIntrinsics({
  file_fd: ['(file, /)', (self: FileIO): Result => self.fd],
  file_closefd: ['(file, /)', (self: FileIO): Result => self.closefd],
  file_mode: ['(file, /)', (self: FileIO): Result => self.mode()],
  /** Takes a descriptor: what may be done with it is told by the mode. */
  file_set: [
    '(file, fd, mode, closefd, /)',
    (self: FileIO, fd: number, mode: string, closefd: boolean): Result => {
      takeDescriptor(self, fd, mode, closefd);
      opened(self);
      return None;
    },
  ],
  file_set_sizes: [
    '(file, block, size, /)',
    (self: FileIO, block: number, size: number): Result => {
      self.blksize = block;
      self.size = size;
      return None;
    },
  ],
  file_forget: [
    '(file, /)',
    (self: FileIO): Result => {
      self.fd = -1;
      closed(self);
      return None;
    },
  ],
});

hasOwnNew(fileIOType);
defineMethods(fileIOType, {
  __init__: ["($self, file, mode='r', closefd=True, opener=None)", fileio_init],
  __repr__: ['($self, /)', inPython('file_io', 'representation')],
  read: ['($self, size=-1, /)', fileio_read],
  readall: ['($self, /)', fileio_readall],
  readinto: ['($self, buffer, /)', lending(fileio_readinto)],
  write: ['($self, b, /)', lending(fileio_write)],
  seek: ['($self, pos, whence=0, /)', fileio_seek],
  tell: ['($self, /)', fileio_tell],
  truncate: ['($self, size=None, /)', fileio_truncate],
  close: ['($self, /)', inPython('file_io', 'close')],
  seekable: ['($self, /)', fileio_seekable],
  readable: ['($self, /)', whenOpen((self) => self.readable)],
  writable: ['($self, /)', whenOpen((self) => self.writable)],
  fileno: ['($self, /)', whenOpen((self) => self.fd)],
  isatty: ['($self, /)', whenOpen((self) => machine.interpreter.host.isTty(self.fd))],
  _isatty_open_only: ['($self, /)', whenOpen((self) => machine.interpreter.host.isTty(self.fd))],
  _dealloc_warn: ['($self, source, /)', inPython('file_io', 'dealloc_warn')],
});
refusesPickling(fileIOType);
hasFinalizing(fileIOType);
defineGetSets(fileIOType, {
  closed: [(self: FileIO): Result => self.fd < 0],
  closefd: [(self: FileIO): Result => self.closefd],
  mode: [(self: FileIO): Result => self.mode()],
});
defineMembers(fileIOType, { _blksize: [(self: FileIO): Result => self.blksize] });
