// Pipes on Node: in memory, until an end of one goes to another process.
//
// Most pipes connect parts of one program, and Node cannot make another kind. When a child process is given an end, a FIFO
// takes the pipe's place: with what is in the pipe, and under the same descriptors. FIFOs are made by mkfifo(1), some at a
// time; the name of one is gone as soon as it is in use.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileStatus, POLLERR, POLLHUP, POLLIN, POLLOUT } from './host.ts';
import { statusOutside } from './node-status.ts';
import { addDescriptor, Description, Waiters } from './node-descriptors.ts';
import { Stream } from './node-streams.ts';
import { system, systemError } from './system-errors.ts';

/** Bytes that a pipe holds, and how many are written at once or not at all; as in Linux. */
const CAPACITY = 65536;
const ATOMIC = 4096;

/** Bytes on their way from one end to the other. */
export class Flow {
  private readonly chunks: Uint8Array[] = [];
  /** What was written at once is read at once. */
  private readonly messages: boolean;
  size = 0;
  readonly arrival = new Waiters();
  readonly room = new Waiters();
  /** Nobody writes any more. */
  ended = false;
  /** Nobody reads any more. */
  abandoned = false;

  constructor(messages = false) {
    this.messages = messages;
  }

  /** Room for a write of the size that is not divided. */
  hasRoom(): boolean {
    return this.abandoned || this.size <= CAPACITY - ATOMIC;
  }

  peek(size: number): Uint8Array | null {
    if (this.size === 0) return this.take(size);
    return (this.messages ? this.chunks[0]! : Buffer.concat(this.chunks)).slice(0, size);
  }

  /** At most `size` bytes; null: there are none yet. */
  take(size: number): Uint8Array | null {
    if (this.messages && this.chunks.length > 0) return this.takeMessage().subarray(0, size);
    if (this.size === 0) return this.ended || size === 0 ? new Uint8Array(0) : null;
    const parts: Uint8Array[] = [];
    let left = Math.min(size, this.size);
    this.size -= left;
    while (left > 0) {
      const chunk = this.chunks[0]!;
      parts.push(chunk.subarray(0, left));
      if (chunk.length <= left) this.chunks.shift();
      else this.chunks[0] = chunk.subarray(left);
      left -= parts.at(-1)!.length;
    }
    this.room.wake();
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  private takeMessage(): Uint8Array {
    const message = this.chunks.shift()!;
    this.size -= message.length;
    this.room.wake();
    return message;
  }

  /** How many bytes were taken; null: there is no room. */
  put(data: Uint8Array): number | null {
    if (this.abandoned) throw systemError('EPIPE');
    const room = CAPACITY - this.size;
    const whole = this.messages || data.length <= ATOMIC;
    if (room <= 0 || (whole && data.length > room)) return data.length === 0 ? 0 : null;
    return this.force(data.subarray(0, room));
  }

  force(data: Uint8Array): number {
    if (data.length > 0 || this.messages) this.chunks.push(data.slice());
    this.size += data.length;
    this.arrival.wake();
    return data.length;
  }

  end(): void {
    this.ended = true;
    this.arrival.wake();
  }
  abandon(): void {
    this.abandoned = true;
    this.room.wake();
  }
}

let pipes = 0;

/** An end of a pipe. */
class PipeEnd extends Description {
  readonly pipe: Pipe;
  readonly writes: boolean;
  /** This end of the FIFO, once there is one. */
  stream: Stream | null = null;
  closed = false;

  constructor(pipe: Pipe, writes: boolean) {
    super();
    this.pipe = pipe;
    this.writes = writes;
  }

  read(size: number): Uint8Array | null {
    if (this.writes) throw systemError('EBADF');
    const stream = this.current();
    return stream === null ? this.pipe.flow.take(size) : stream.read(size);
  }
  write(data: Uint8Array): number | null {
    if (!this.writes) throw systemError('EBADF');
    const stream = this.current();
    return stream === null ? this.pipe.flow.put(data) : stream.write(data);
  }
  writeAll(data: Uint8Array): void {
    if (!this.writes) throw systemError('EBADF');
    const stream = this.current();
    if (stream !== null) stream.writeAll(data);
    else if (this.pipe.flow.abandoned) throw systemError('EPIPE');
    else this.pipe.flow.force(data);
  }
  private current(): Stream | null {
    if (this.stream !== null) this.stream.blocking = this.blocking;
    return this.stream;
  }

  status(): FileStatus {
    return statusOutside(fs.constants.S_IFIFO | 0o600, 14n, this.pipe.number);
  }

  poll(events: number): number {
    if (this.stream !== null) return this.stream.poll(events);
    const { flow } = this.pipe;
    if (this.writes) {
      return (flow.hasRoom() ? events & POLLOUT : 0) | (flow.abandoned ? POLLERR : 0);
    }
    return (flow.size > 0 ? events & POLLIN : 0) | (flow.ended ? POLLHUP : 0);
  }
  override isSure(): boolean {
    return this.stream?.isSure() ?? true;
  }
  watch(events: number, ready: () => void): () => void {
    if (this.stream !== null) return this.stream.watch(events, ready);
    const { flow } = this.pipe;
    return (this.writes ? flow.room : flow.arrival).add(ready);
  }

  real(): number {
    this.pipe.becomeFifo();
    return this.stream!.real();
  }
  override forChild(number: number): { fd: number; temporary: boolean } {
    this.pipe.becomeFifo();
    return this.stream!.forChild(number);
  }

  close(): void {
    this.closed = true;
    if (this.stream !== null) this.stream.close();
    else if (this.writes) this.pipe.flow.end();
    else this.pipe.flow.abandon();
  }
}

class Pipe {
  readonly flow = new Flow();
  readonly number = ++pipes;
  readonly readEnd = new PipeEnd(this, false);
  readonly writeEnd = new PipeEnd(this, true);

  /** From now on this pipe is one of the system. */
  becomeFifo(): void {
    const { readEnd, writeEnd, flow } = this;
    if (readEnd.stream !== null) return;
    const [reading, writing] = openFifo();
    readEnd.stream = new PipeStream(reading, writeEnd);
    writeEnd.stream = new PipeStream(writing, readEnd);
    if (flow.size > 0) writeEnd.stream.force(flow.take(flow.size)!);
    if (readEnd.closed) readEnd.stream.close();
    if (writeEnd.closed) writeEnd.stream.close();
    flow.arrival.wake();
    flow.room.wake();
  }
}

class PipeStream extends Stream {
  private readonly other: PipeEnd;
  constructor(fd: number, other: PipeEnd) {
    super(fd);
    this.other = other;
  }
  protected override otherEndOpen(): boolean {
    return !this.other.closed;
  }
}

/** A new pipe: the descriptors of its ends. */
export function makePipe(): [reading: number, writing: number] {
  const pipe = new Pipe();
  return [addDescriptor(pipe.readEnd), addDescriptor(pipe.writeEnd)];
}

// --- FIFOs ---------------------------------------------------------------------------------------------------------

/** Made by one call of mkfifo. */
const BATCH = 12;
const fifos: string[] = [];
let folder: string | null = null;

function makeFifos(): void {
  if (folder === null) {
    const made = fs.mkdtempSync(join(tmpdir(), 'stackless-'));
    folder = made;
    process.once('exit', () => fs.rmSync(made, { recursive: true, force: true }));
  }
  const names = Array.from({ length: BATCH }, () => join(folder!, `${++pipes}`));
  const { status, error } = spawnSync('mkfifo', ['-m', '600', ...names], { stdio: 'ignore' });
  if (error !== undefined || status !== 0) throw systemError('ENOSYS');
  fifos.push(...names);
}

/** Both ends of a new FIFO; neither waits. */
function openFifo(): [reading: number, writing: number] {
  return system(() => {
    if (fifos.length === 0) makeFifos();
    const path = fifos.pop()!;
    const { O_RDONLY, O_WRONLY, O_NONBLOCK } = fs.constants;
    const reading = fs.openSync(path, O_RDONLY | O_NONBLOCK);
    const writing = fs.openSync(path, O_WRONLY | O_NONBLOCK);
    fs.unlinkSync(path);
    return [reading, writing];
  });
}
