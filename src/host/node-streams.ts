// Descriptors of the system that may have to wait: FIFOs and sockets, on Node.
//
// Reading and writing are system calls that never wait. Waiting is the event loop's: a handle of libuv that reads into a
// buffer of no bytes only says that there is something to read, and leaves it there. For writing there is no such sign; so
// what does not fit is handed to the handle, as if the system's own buffer were longer, and until it is written there is
// no room for more.
import * as fs from 'node:fs';
import { POLLIN, POLLOUT, type FileStatus, type HostError } from './host.ts';
import { binding, SOCKET, type StreamHandle, writesLater } from './node-bindings.ts';
import { Description, Waiters } from './node-descriptors.ts';
import { fileStatus } from './node-status.ts';
import { numberedError, system } from './system-errors.ts';

/** Milliseconds between two looks at whether anybody reads what is written: each takes about 10 µs. */
const READER_CHECK = 20;
/** Bytes that may wait in memory behind a full buffer of the system. */
const OVERFLOW = 65536;
const scratch = new Uint8Array(65536);
const NO_BYTES = new Uint8Array(0);

function isNotReady(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EAGAIN';
}

/** Those with something queued, and who waits until there are none. */
const writing = new Set<Stream>();
const settled = new Waiters();

/** Resolves when nothing is queued. */
export function allWritten(): Promise<void> {
  return new Promise((resolve) => {
    if (writing.size === 0) resolve();
    else settled.add(resolve);
  });
}

export class Stream extends Description {
  protected readonly fd: number;
  protected handle: StreamHandle | null;
  /** There was nothing when it was last read: a read that may wait need not try before the event loop says so. */
  private drained = false;
  /** The event loop said that there is something to read, and nobody has read since. */
  private signalled = false;
  /** What is being written by the handle, in bytes. */
  private queued = 0;
  private failure: HostError | null = null;
  private closing = false;
  /** What was looked at and not yet read. */
  private ahead: Uint8Array | null = null;
  /** The program wants to read no more. */
  private deaf = false;
  private readonly readers = new Waiters();
  private readonly writers = new Waiters();

  /** @param fd a descriptor of the system that does not block (as soon as it has a handle) */
  constructor(fd: number, handle: StreamHandle | null = null) {
    super();
    this.fd = fd;
    this.handle = handle;
    if (handle !== null) this.prepare(handle);
  }

  private prepare(handle: StreamHandle): void {
    handle.useUserBuffer(NO_BYTES);
    handle.onread = () => {
      handle.readStop();
      this.drained = false;
      this.signalled = true;
      this.readers.wake();
    };
  }

  private opened(): StreamHandle {
    if (this.handle !== null) return this.handle;
    const { Pipe } = binding('pipe_wrap');
    const handle = new Pipe(SOCKET);
    const status = handle.open(this.fd);
    if (status < 0) throw numberedError(status);
    this.handle = handle;
    this.prepare(handle);
    return handle;
  }

  /** As `read`, but what is given is there for the next time. */
  peek(size: number): Uint8Array | null {
    const data = this.read(size);
    if (data !== null && data.length > 0) {
      this.ahead = this.ahead === null ? data : Buffer.concat([data, this.ahead]);
      this.signalled = true;
    }
    return data;
  }

  /** Ends one direction, or both, as shutdown(2). */
  shutDown(reading: boolean, writes: boolean): void {
    if (reading) {
      this.deaf = true;
      this.signalled = true;
      this.readers.wake();
    }
    if (!writes) return;
    const request = new (binding('stream_wrap').ShutdownWrap)();
    const status = this.opened().shutdown(request);
    if (status < 0) throw numberedError(status);
  }

  read(size: number): Uint8Array | null {
    if (this.ahead !== null) return this.readAhead(this.ahead, size);
    if (this.deaf) return NO_BYTES;
    if (this.drained && this.blocking) return null;
    const buffer = size <= scratch.length ? scratch : new Uint8Array(Math.min(size, 1 << 20));
    const wanted = Math.min(size, buffer.length);
    try {
      const count = fs.readSync(this.fd, buffer, 0, wanted, null);
      this.signalled &&= count === 0;
      return buffer.slice(0, count);
    } catch (error) {
      if (!isNotReady(error)) return system(() => raiseAgain(error));
      this.drained = true;
      this.signalled = false;
      return null;
    }
  }

  private readAhead(ahead: Uint8Array, size: number): Uint8Array {
    this.ahead = ahead.length > size ? ahead.subarray(size) : null;
    this.signalled = this.ahead !== null;
    return ahead.subarray(0, size);
  }

  write(data: Uint8Array): number | null {
    this.raiseFailure();
    if (this.queued > 0) return null;
    const count = this.writeNow(data);
    if (count === data.length) return count;
    const rest = data.slice(count, count + OVERFLOW);
    this.writeLater(rest);
    return count + rest.length;
  }

  private writeNow(data: Uint8Array): number {
    try {
      return fs.writeSync(this.fd, data, 0, data.length);
    } catch (error) {
      if (!isNotReady(error)) return system(() => raiseAgain(error));
      return 0;
    }
  }

  private writeLater(data: Uint8Array): void {
    const request = new (binding('stream_wrap').WriteWrap)();
    request.oncomplete = (status) => this.written(data.length, status);
    const status = this.opened().writeBuffer(request, data);
    if (status < 0) throw numberedError(status);
    if (!writesLater()) return;
    this.queued += data.length;
    writing.add(this);
  }

  private written(count: number, status: number): void {
    this.queued -= count;
    if (status < 0) this.failure = numberedError(status);
    if (this.queued > 0) return;
    writing.delete(this);
    if (writing.size === 0) settled.wake();
    if (this.closing) this.closeNow();
    this.writers.wake();
  }

  /** Takes all of `data`: what does not fit now is written later. */
  force(data: Uint8Array): void {
    const count = this.queued > 0 ? 0 : this.writeNow(data);
    if (count < data.length) this.writeLater(data.slice(count));
  }

  private raiseFailure(): void {
    const { failure } = this;
    this.failure = null;
    if (failure !== null) throw failure;
  }

  writeAll(data: Uint8Array): void {
    for (let done = 0; done < data.length;) {
      const count = this.queued > 0 ? 0 : this.writeNow(data.subarray(done));
      done += count;
      if (this.queued > 0) return this.writeLater(data.slice(done));
      if (count === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }

  status(): FileStatus {
    return system(() => fileStatus(fs.fstatSync(this.fd, { bigint: true })));
  }

  /** Whether there is something to read is only known from the event loop. */
  poll(events: number): number {
    return (this.signalled ? events & POLLIN : 0) | (this.queued === 0 ? events & POLLOUT : 0);
  }

  override isSure(): boolean {
    return this.signalled;
  }
  watch(events: number, ready: () => void): () => void {
    const cancels: (() => void)[] = [];
    if (events & POLLIN) cancels.push(this.watchReading(ready));
    if (events & POLLOUT && this.queued > 0) cancels.push(this.writers.add(ready));
    return () => {
      for (const cancel of cancels) cancel();
    };
  }

  private watchReading(ready: () => void): () => void {
    const handle = this.opened();
    const cancel = this.readers.add(ready);
    if (handle.readStart() < 0) return this.watchOtherEnd(cancel);
    return () => {
      cancel();
      if (this.readers.size === 0 && !this.closing) handle.readStop();
    };
  }

  /** Who can only write is told when nobody reads any more. Of that there is no sign, so it is asked again and again. */
  private watchOtherEnd(cancel: () => void): () => void {
    const timer = setInterval(() => {
      if (hasReader(this.fd)) return;
      clearInterval(timer);
      this.signalled = true;
      this.readers.wake();
    }, READER_CHECK);
    return () => {
      clearInterval(timer);
      cancel();
    };
  }

  real(): number {
    return this.fd;
  }

  /** A FIFO is opened anew for a child, so that whether one side waits is not the other's concern. */
  override forChild(number: number): { fd: number; temporary: boolean } {
    const { O_RDONLY, O_WRONLY, O_NONBLOCK } = fs.constants;
    if ((this.status().mode & fs.constants.S_IFMT) !== fs.constants.S_IFIFO)
      return { fd: this.fd, temporary: false };
    try {
      const access = writesTo(this.fd) ? O_WRONLY : O_RDONLY;
      // Whether 0, 1 and 2 wait is set when the child starts.
      const flags = number <= 2 || !this.otherEndOpen() ? access | O_NONBLOCK : access;
      return { fd: fs.openSync(`/proc/self/fd/${this.fd}`, flags), temporary: true };
    } catch {
      return { fd: this.fd, temporary: false };
    }
  }

  /** Whether opening it again does not wait for somebody at the other end. */
  protected otherEndOpen(): boolean {
    return false;
  }

  close(): void {
    this.closing = true;
    if (this.queued === 0) this.closeNow();
  }

  private closeNow(): void {
    if (this.handle !== null) this.handle.close();
    else system(() => fs.closeSync(this.fd));
    this.readers.wake();
  }
}

function raiseAgain(error: unknown): never {
  throw error;
}

/** Whether a descriptor of the system is open for writing. */
export function writesTo(fd: number): boolean {
  const flags = /^flags:\s*([0-7]+)/m.exec(fs.readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'));
  return flags !== null && (parseInt(flags[1]!, 8) & 3) !== fs.constants.O_RDONLY;
}

/** Whether anybody has a FIFO open for reading that a descriptor of the system writes to. */
function hasReader(fd: number): boolean {
  const { O_WRONLY, O_NONBLOCK } = fs.constants;
  try {
    fs.closeSync(fs.openSync(`/proc/self/fd/${fd}`, O_WRONLY | O_NONBLOCK));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENXIO';
  }
}
