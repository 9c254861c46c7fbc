// io.BufferedReader, BufferedWriter and BufferedRandom: what the buffer can do by itself. All that may call methods of the raw
// file is in src/python/buffered_io.py, which also says what the fields mean.
import { ABRUPT } from '../../machine/abrupt.ts';
import { suspend } from '../../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../../machine/frozen.ts';
import { newBytes } from '../../machine/memory.ts';
import { requireBytes, simpleBuffer } from '../../objects/buffer.ts';
import { PyByteArray } from '../../objects/bytearray.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { converted, isInt, toCInt, toSize } from '../../objects/conversion.ts';
import { newException, valueErrorType } from '../../objects/exception.ts';
import { PyList } from '../../objects/list.ts';
import { makeView } from '../../objects/memoryview.ts';
import { defineGetSets, defineMembers, defineMethods } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../../objects/object.ts';
import { builtinType } from '../../objects/type.ts';
import { getAttribute } from '../../operators/attribute.ts';
import { callNamed0 } from '../../operators/calling.ts';
import {
  BufferedIOBase,
  bufferedIOBaseType,
  fileType,
  hasFinalizing,
  hasItsMethods,
  lineOrStop,
  NextLineFrame,
  refusesPickling,
  withSize,
} from './bases.ts';
import { FileIO, fileio_readall, fileIOType } from './file-io.ts';
import { closed, heldFile, type Holder, opened, unwritten, watchFile } from './unclosed.ts';
import { here } from '../../stackless/scheduler.ts';
import { Lock } from '../thread-locks.ts';

export const DEFAULT_BUFFER_SIZE = 131072;
const LARGEST_BUFFER = 8388608;
const NEWLINE = 10;
/** Up to so many bytes are copied fastest one by one. */
const FEW = 24;
/** A buffer begins with so many bytes. */
const LEAST = 1024;
const NOTHING = new Uint8Array(0);

/** What a file is made of; the fields with `$` are attributes for buffered_io.py, which explains them. */
class BufferState extends PyObject {
  $raw: Value = None;
  $size = 0;
  $readable = false;
  $writable = false;
  $pos = 0;
  $read_end = -1;
  $write_pos = 0;
  $write_end = -1;
  $raw_pos = 0;
  $abs_pos: Value = -1;
  $closed = false;
  $lock: Value = None;
  $owner: Value = None;
  $showing = false;

  /** The file, which this must not keep. */
  holder: Holder;
  /** The buffer: as much of its `size` as has been needed. */
  store: Uint8Array = NOTHING;
  constructor(file: Buffered) {
    super();
    this.holder = file;
  }

  ahead(): number {
    return this.$readable && this.$read_end >= 0 ? this.$read_end - this.$pos : 0;
  }
  /** Makes the buffer at least so long. */
  private room(length: number): void {
    const store = newBytes(Math.min(this.$size, Math.max(2 * length, LEAST)));
    store.set(this.store);
    this.store = store;
  }
  /** The buffer in its full length. */
  whole(): PyByteArray {
    if (this.store.length < this.$size) this.room(this.$size);
    const result = new PyByteArray();
    result.data = this.store;
    return result;
  }
  /** Copies to the place in the buffer, which is long enough. */
  put(data: Uint8Array): void {
    const { $pos: pos } = this;
    const { length } = data;
    if (pos + length > this.store.length) this.room(pos + length);
    const { store } = this;
    if (length <= FEW) for (let i = 0; i < length; i++) store[pos + i] = data[i]!;
    else store.set(data, pos);
    if (this.$write_end < 0 || this.$write_pos > pos) this.$write_pos = pos;
    const end = pos + length;
    this.$pos = end;
    if (this.$readable && this.$read_end >= 0 && this.$read_end < end) this.$read_end = end;
    if (this.$write_end < 0) unwritten().add(this.holder);
    if (this.$write_end < end) this.$write_end = end;
  }
  /** Takes over what was read from the raw file before. */
  readAhead(data: Uint8Array): void {
    if (data.length === 0) return;
    this.room(data.length);
    this.store.set(data);
    this.$read_end = this.$raw_pos = data.length;
  }
  drop(): void {
    this.$closed = true;
    this.$read_end = -1;
    this.store = NOTHING;
  }
  take(count: number): PyBytes {
    const start = this.$pos;
    this.$pos += count;
    return new PyBytes(this.store.slice(start, this.$pos));
  }
  /** The next line, if it or as much of it as is wanted is in the buffer. */
  line(limit: number): PyBytes | null {
    const have = this.ahead();
    const last = this.$pos + (limit >= 0 && limit < have ? limit : have);
    const at = have > 0 ? this.store.indexOf(NEWLINE, this.$pos) : -1;
    if (at >= 0 && at < last) return this.take(at + 1 - this.$pos);
    return limit >= 0 && limit <= have ? this.take(limit) : null;
  }
}
const stateType = builtinType('buffer_state', BufferState, { module: '_io', hasDict: true });
defineGetSets(stateType, { store: [(t: BufferState): Result => t.whole()] });

export class Buffered extends BufferedIOBase {
  /** Null before `__init__` and when it was detached. */
  state: BufferState | null = null;
  /** What `__init__` is working on. */
  begun: BufferState | null = null;
  detached = false;
  isOpened = false;

  watchUnclosed(): void {
    watchFile(this);
  }
  override isSurelyOpen(): boolean {
    return isPlainBuffered(this) && this.isOpen();
  }
  /** Over a file on disk that nobody else uses, only for reading. */
  isQuickReader(...methods: string[]): boolean {
    return (
      this.cls === bufferedReaderType &&
      this.isSurelyOpen() &&
      this.state!.$owner === None &&
      (this.state!.$raw as FileIO).isRegular &&
      hasItsMethods(this.state!.$raw as FileIO, ...methods)
    );
  }
  override closeQuickly(): boolean {
    if (this.finalizing || !this.isQuickReader() || !hasItsMethods(this, 'close', 'flush')) return false;
    const t = this.state!;
    try {
      return (t.$raw as FileIO).closeQuickly();
    } finally {
      if ((t.$raw as FileIO).fd < 0) {
        t.drop();
        closed(this);
      }
    }
  }
  /** The rest of the file; undefined where that has to be asked of others. Throws OSError. */
  readQuickly(): PyBytes | undefined {
    if (!this.isQuickReader('readall', 'read')) return undefined;
    const t = this.state!;
    const before = t.take(t.ahead()).data;
    t.$read_end = -1;
    // Nothing waits here, so that it has not been lifted.
    const rest = fileio_readall(t.$raw as FileIO) as PyBytes;
    if (before.length === 0) return rest;
    const whole = newBytes(before.length + rest.data.length);
    whole.set(before);
    whole.set(rest.data, before.length);
    return new PyBytes(whole);
  }
  /** Whether the raw file is surely open; only for plain ones. */
  isOpen(): boolean {
    return this.state !== null && !this.state.$closed && (this.state.$raw as FileIO).fd >= 0;
  }
  override next(): IterResult {
    const t = this.state;
    if (t !== null && isPlain(this)) {
      const line = t.line(-1);
      if (line !== null) return line;
    }
    const line = frozenFunction('buffered_io', 'next_line').call1(this);
    return line === ABRUPT ? suspend(new NextLineFrame()) : lineOrStop(line);
  }
}

function isPlain(self: Buffered): boolean {
  return self.cls === bufferedReaderType || self.cls === bufferedRandomType;
}

/** Whether it is of a class of this module over an ordinary file, so that it is known what its methods do. */
export function isPlainBuffered(value: Value): value is Buffered {
  return (
    value instanceof Buffered &&
    !value.cls.isHeap &&
    value.state !== null &&
    value.state.$raw instanceof FileIO &&
    value.state.$raw.cls === fileIOType
  );
}

function stateOf(self: Buffered): BufferState {
  if (self.state !== null) return self.state;
  throw newException(
    valueErrorType,
    self.detached ? 'raw stream has been detached' : 'I/O operation on uninitialized object',
  );
}

// --- Opening -------------------------------------------------------------------------------------------------------

function begin(self: Buffered, raw: Value, size: number, readable: boolean, writable: boolean): BufferState {
  const t = (self.begun = new BufferState(self));
  t.$raw = raw;
  t.$size = size;
  t.$readable = readable;
  t.$writable = writable;
  t.$lock = new Lock();
  return t;
}

/** The buffer of a file on disk that has just been opened. */
export function regularBuffer(raw: FileIO, position: number): Buffered {
  const { readable, writable } = raw;
  const file = !writable ? new BufferedReader() : readable ? new BufferedRandom() : new BufferedWriter();
  const size = Math.max(Math.min(raw.blksize, LARGEST_BUFFER), DEFAULT_BUFFER_SIZE);
  const t = begin(file, raw, size, readable, writable);
  t.$abs_pos = position;
  file.state = t;
  opened(file);
  return file;
}

/** A buffer for reading or for writing over an open file, with `ahead`, which has been read from that. */
export function bufferOver(raw: FileIO, position: number | null, ahead: Uint8Array = NOTHING): Buffered {
  const file = raw.readable ? new BufferedReader() : new BufferedWriter();
  const t = begin(file, raw, DEFAULT_BUFFER_SIZE, raw.readable, raw.writable);
  if (position !== null) t.$abs_pos = position;
  t.readAhead(ahead);
  file.state = t;
  return file;
}

// --- Methods -------------------------------------------------------------------------------------------------------

export class BufferedReader extends Buffered {}
export class BufferedWriter extends Buffered {}
export class BufferedRandom extends Buffered {}
export const bufferedReaderType = fileType('BufferedReader', BufferedReader, bufferedIOBaseType);
export const bufferedWriterType = fileType('BufferedWriter', BufferedWriter, bufferedIOBaseType);
export const bufferedRandomType = fileType('BufferedRandom', BufferedRandom, bufferedIOBaseType);

function initFor(readable: boolean, writable: boolean) {
  const impl = (self: Buffered, raw: Value, size: Value = DEFAULT_BUFFER_SIZE): Result => {
    if (!isInt(size)) return converted(impl, [self, raw, size], [null, null, 'index']);
    self.state = null;
    self.detached = false;
    return frozenFunction('buffered_io', 'begin').callN([self, raw, toSize(size), readable, writable]);
  };
  return impl;
}

function buffered_write(self: Buffered, data: Value): Result {
  const t = self.state;
  if (data instanceof PyBytes && t !== null && t.$owner === None && isPlainBuffered(self) && self.isOpen()) {
    const { length } = data.data;
    if (t.$write_end < 0 && (!t.$readable || t.$read_end < 0)) t.$pos = t.$raw_pos = 0;
    if (length <= t.$size - t.$pos && length < t.$size) {
      t.put(data.data);
      return length;
    }
  }
  return frozenFunction('buffered_io', 'write').call2(self, data);
}

function buffered_read(self: Buffered, size?: Value): Result {
  const t = self.state;
  if (t !== null && typeof size === 'number' && size >= 0 && size <= t.ahead() && size > 0)
    return t.take(size);
  const whole = size === undefined || size === -1 || size === None ? self.readQuickly() : undefined;
  return whole ?? readInPython(self, size);
}
const readInPython = withSize('buffered_io', 'read');

function buffered_close(self: Buffered): Result {
  return self.closeQuickly() ? None : closeInPython(self);
}
const closeInPython = inPython('buffered_io', 'close');

function buffered_readline(self: Buffered, size?: Value): Result {
  const t = self.state;
  if (t !== null && (size === undefined || size === -1)) {
    const line = t.line(-1);
    if (line !== null) return line;
  }
  return readlineInPython(self, size);
}
const readlineInPython = withSize('buffered_io', 'readline');

function buffered_read1(self: Buffered, size: Value = -1): Result {
  const have = self.state?.ahead() ?? 0;
  if (have > 0 && typeof size === 'number' && size > 0) return self.state!.take(Math.min(have, size));
  if (!isInt(size)) return converted(buffered_read1, [self, size], [null, 'index']);
  return frozenFunction('buffered_io', 'read1').call2(self, toSize(size));
}

function buffered_peek(self: Buffered, size: Value = 0): Result {
  if (!isInt(size)) return converted(buffered_peek, [self, size], [null, 'index']);
  return frozenFunction('buffered_io', 'peek').call1(self);
}

function readinto(once: boolean) {
  return (self: Buffered, buffer: Value): Result =>
    frozenFunction('buffered_io', 'readinto').call3(self, buffer, once);
}

function buffered_seek(self: Buffered, target: Value, whence: Value = 0): Result {
  if (!isInt(whence)) return converted(buffered_seek, [self, target, whence], [null, null, 'index']);
  return frozenFunction('buffered_io', 'seek').call3(self, target, toCInt(whence));
}

function buffered_truncate(self: Buffered, size: Value = None): Result {
  return frozenFunction('buffered_io', 'truncate').call2(self, size);
}

function buffered_repr(self: Buffered): Result {
  return frozenFunction('buffered_io', 'representation').call2(self, self.state ?? None);
}

function below(name: string): (self: Buffered) => Result {
  return (self) => callNamed0(stateOf(self).$raw, name);
}
function attributeBelow(name: string): (self: Buffered) => Result {
  return (self) => getAttribute(stateOf(self).$raw, name);
}

defineIntrinsics({
  buffer_state: ['(file, /)', stateOf],
  buffer_begin: ['(file, raw, size, readable, writable, /)', begin],
  buffer_ready: [
    '(file, /)',
    (self: Buffered): Result => {
      self.state = self.begun;
      opened(self);
      return None;
    },
  ],
  buffer_detach: [
    '(file, /)',
    (self: Buffered): Result => {
      closed(self);
      self.state = null;
      self.detached = true;
      return None;
    },
  ],
  buffer_drop: [
    '(file, state, /)',
    (self: Buffered, t: BufferState): Result => {
      t.drop();
      closed(self);
      return None;
    },
  ],
  buffer_held: [
    '(state, /)',
    (t: BufferState): Result => makeView(simpleBuffer(t, t.store.subarray(t.$write_pos, t.$write_end), true)),
  ],
  buffer_take: ['(state, count, /)', (t: BufferState, count: number): Result => t.take(count)],
  buffer_line: ['(state, limit, /)', (t: BufferState, limit: number): Result => t.line(limit) ?? None],
  buffer_put: ['(state, data, /)', (t: BufferState, data: Value) => done(t.put(requireBytes(data)))],
  buffer_holds: ['(state, /)', (t: BufferState) => done(unwritten().add(t.holder))],
  buffer_holds_nothing: ['(state, /)', (t: BufferState) => done(unwritten().delete(t.holder))],
  buffer_is_plain: ['(file, /)', isPlain],
  unwritten_files: [
    '()',
    (): Result => new PyList([...unwritten()].map(heldFile).filter((file) => file !== undefined)),
  ],
  current_tasklet: ['()', (): Result => here().current],
});

/** None, after something was done. */
function done(_result: unknown): Result {
  return None;
}

const common = {
  __repr__: ['($self, /)', buffered_repr],
  detach: ['($self, /)', inPython('buffered_io', 'detach')],
  close: ['($self, /)', buffered_close],
  seekable: ['($self, /)', below('seekable')],
  fileno: ['($self, /)', below('fileno')],
  isatty: ['($self, /)', below('isatty')],
  _dealloc_warn: ['($self, source, /)', inPython('buffered_io', 'dealloc_warn')],
  seek: ['($self, target, whence=0, /)', buffered_seek],
  tell: ['($self, /)', inPython('buffered_io', 'tell')],
  truncate: ['($self, pos=None, /)', buffered_truncate],
  __sizeof__: [
    '($self, /)',
    (self: Buffered): Result => 160 + (self.state === null || self.state.$closed ? 0 : self.state.$size),
  ],
} satisfies Parameters<typeof defineMethods>[1];
const reading = {
  readable: ['($self, /)', below('readable')],
  read: ['($self, size=-1, /)', buffered_read],
  peek: ['($self, size=0, /)', buffered_peek],
  read1: ['($self, size=-1, /)', buffered_read1],
  readinto: ['($self, buffer, /)', readinto(false)],
  readinto1: ['($self, buffer, /)', readinto(true)],
  readline: ['($self, size=-1, /)', buffered_readline],
} satisfies Parameters<typeof defineMethods>[1];
const writing = {
  writable: ['($self, /)', below('writable')],
  write: ['($self, buffer, /)', buffered_write],
  flush: ['($self, /)', inPython('buffered_io', 'flush')],
} satisfies Parameters<typeof defineMethods>[1];
const SIZED = '($self, raw, buffer_size=DEFAULT_BUFFER_SIZE)';

defineMethods(bufferedReaderType, {
  __init__: [SIZED, initFor(true, false)],
  flush: ['($self, /)', below('flush')],
  ...common,
  ...reading,
});
defineMethods(bufferedWriterType, { __init__: [SIZED, initFor(false, true)], ...common, ...writing });
defineMethods(bufferedRandomType, {
  __init__: [SIZED, initFor(true, true)],
  ...common,
  ...reading,
  ...writing,
});

for (const type of [bufferedReaderType, bufferedWriterType, bufferedRandomType]) {
  refusesPickling(type);
  hasFinalizing(type);
  defineMembers(type, { raw: [(self: Buffered): Result => self.state?.$raw ?? None] });
  defineGetSets(type, {
    closed: [attributeBelow('closed')],
    name: [attributeBelow('name')],
    mode: [attributeBelow('mode')],
  });
}
