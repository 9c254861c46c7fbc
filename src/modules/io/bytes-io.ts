// io.BytesIO: bytes in memory.
//
// The content may be that of a `bytes` object that was given or has been handed out (`value`), until something is written.
import { STOP } from '../../machine/abrupt.ts';
import { frozenFunction } from '../../machine/frozen.ts';
import { growing, newBytes } from '../../machine/memory.ts';
import {
  type BufferExporter,
  type BufferInfo,
  CONTIGUOUS_RO,
  requireBytes,
  simpleBuffer,
} from '../../objects/buffer.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { converted, isInt, toCInt, toSize } from '../../objects/conversion.ts';
import { PyDict } from '../../objects/dict.ts';
import {
  bufferErrorType,
  newException,
  overflowErrorType,
  raise,
  typeError,
  valueError,
} from '../../objects/exception.ts';
import { instanceDict } from '../../objects/instance-dict.ts';
import { isLender, lendTo } from '../../objects/lender.ts';
import { lending } from '../../objects/lending.ts';
import { PyList } from '../../objects/list.ts';
import { makeView } from '../../objects/memoryview.ts';
import { defineGetSets, defineMethods } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../../objects/object.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { builtinType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { sizeOf, writableBytes } from './arguments.ts';
import { WriteLines } from './write-lines.ts';
import { BufferedIOBase, bufferedIOBaseType, closedError, fileType, hasOwnNew } from './bases.ts';

const NEWLINE = 10;
const NOTHING = new PyBytes();
/** Up to so many bytes are copied fastest one by one. */
const FEW = 24;

export class BytesIO extends BufferedIOBase {
  closed = false;
  /** The content is the first `size` bytes. */
  store: Uint8Array = NOTHING.data;
  size = 0;
  position = 0;
  /** The content as an object that programs have; null when there is none. Then `store` may be its data. */
  value: PyBytes | null = null;
  /** `store` is nobody else's. */
  private owned = false;
  /** There may be views of the content, through which it changes. */
  viewed = false;
  /** Views in use, which forbid that its length changes. */
  exports = 0;

  override next(): IterResult {
    this.check();
    const end = this.lineEnd(-1);
    if (end > this.position) return this.take(end);
    return STOP;
  }

  isOpen(): boolean {
    return !this.closed;
  }
  check(): void {
    if (this.closed) throw closedError();
  }
  checkExports(): void {
    if (this.exports > 0)
      throw newException(bufferErrorType, 'Existing exports of data: object cannot be re-sized');
  }

  /** Makes the data of a bytes object the content. */
  adopt(bytes: PyBytes): void {
    this.value = bytes;
    this.store = bytes.data;
    this.owned = this.viewed = false;
    this.size = bytes.data.length;
    this.position = 0;
  }

  /** Writes at the place. */
  put(data: Uint8Array): void {
    const { position } = this;
    const { length } = data;
    const end = position + length;
    if (end > Number.MAX_SAFE_INTEGER) throw newException(overflowErrorType, 'new position too large');
    if (!this.owned || end > this.store.length) this.room(end);
    const { store } = this;
    if (position > this.size) store.fill(0, this.size, position);
    if (length <= FEW) for (let i = 0; i < length; i++) store[position + i] = data[i]!;
    else store.set(data, position);
    this.value = null;
    this.position = end;
    if (end > this.size) this.size = end;
  }
  /** Writes what must be bytes-like; gives the number of bytes. */
  write(value: Value): number {
    this.check();
    this.checkExports();
    const data = value instanceof PyBytes ? value.data : requireBytes(value);
    if (data.length > 0) this.put(data);
    return data.length;
  }
  /** Makes `store` its own, with room for `length` bytes. */
  private room(length: number): void {
    const capacity = length > this.store.length ? length + (length >> 1) + 32 : this.size;
    const store = newBytes(Math.max(capacity, length));
    store.set(this.store.subarray(0, this.size));
    this.store = store;
    this.owned = true;
  }
  /** Makes the content its own, so that it may be changed through a view. */
  expose(): void {
    if (!this.owned) this.room(this.size);
    this.value = null;
    this.viewed = true;
  }
  cut(size: number): void {
    if (size >= this.size) return;
    this.size = size;
    this.value = null;
  }

  /** The bytes up to `end`, and goes there. */
  take(end: number): PyBytes {
    const { position } = this;
    this.position = end;
    return position === 0 && end === this.size
      ? this.content()
      : new PyBytes(this.store.slice(position, end));
  }
  content(): PyBytes {
    if (this.value !== null) return this.value;
    const bytes = new PyBytes(this.store.slice(0, this.size));
    if (!this.viewed) this.value = bytes;
    return bytes;
  }
  /** Where `count` bytes end, or all if it is negative. */
  endOf(count: number): number {
    const left = this.size - this.position;
    if (left <= 0) return this.position;
    return count < 0 || count > left ? this.size : this.position + count;
  }
  lineEnd(limit: number): number {
    const last = this.endOf(limit);
    const { position, store } = this;
    if (last <= position) return position;
    const at = store.indexOf(NEWLINE, position);
    return at < 0 || at >= last ? last : at + 1;
  }
  memory(): number {
    return 64 + (this.owned ? 33 + this.store.length : 0);
  }
}

export const bytesIOType = fileType('BytesIO', BytesIO, bufferedIOBaseType);

/** What the views of `getbuffer` are views of. */
class BytesIOBuffer extends PyObject implements BufferExporter {
  readonly source: BytesIO;
  constructor(source: BytesIO) {
    super();
    this.source = source;
  }
  get exports(): number {
    return this.source.exports;
  }
  set exports(count: number) {
    this.source.exports = count;
  }
  exportBuffer(): BufferInfo {
    const { store, size } = this.source;
    return simpleBuffer(this, store.subarray(0, size), false);
  }
}
export const bytesIOBufferType = builtinType('_BytesIOBuffer', BytesIOBuffer, { module: '_io', final: true });

// --- Making --------------------------------------------------------------------------------------------------------

function bytesio_init(self: BytesIO, initial: Value = None): Result {
  if (isLender(initial)) return lendTo(bytesio_init, [self, initial], initial, CONTIGUOUS_RO);
  self.size = self.position = 0;
  self.checkExports();
  if (initial instanceof PyBytes && !initial.cls.isHeap) self.adopt(initial);
  else {
    self.adopt(NOTHING);
    if (initial !== None) self.put(requireBytes(initial));
    self.position = 0;
  }
  self.closed = false;
  return None;
}

// --- Methods -------------------------------------------------------------------------------------------------------

function bytesio_write(self: BytesIO, value: Value): Result {
  if (isLender(value)) return lendTo(bytesio_write, [self, value], value, CONTIGUOUS_RO);
  return self.write(value);
}

class WriteBytesLines extends WriteLines {
  private readonly self: BytesIO;
  constructor(self: BytesIO) {
    super();
    this.self = self;
  }
  protected write(line: Value): Result {
    return bytesio_write(this.self, line);
  }
}

function bytesio_writelines(self: BytesIO, lines: Value): Result {
  self.check();
  return new WriteBytesLines(self).run(lines);
}

function bytesio_read(self: BytesIO, size?: Value): Result {
  const n = sizeOf(size);
  if (n === null) return converted(bytesio_read, [self, size], [null, 'index']);
  self.check();
  const end = self.endOf(n);
  return end > self.position ? self.take(end) : NOTHING;
}

function bytesio_readline(self: BytesIO, size?: Value): Result {
  const n = sizeOf(size);
  if (n === null) return converted(bytesio_readline, [self, size], [null, 'index']);
  self.check();
  const end = self.lineEnd(n);
  return end > self.position ? self.take(end) : NOTHING;
}

function bytesio_readlines(self: BytesIO, hint: Value = None): Result {
  self.check();
  if (hint === None) hint = 0;
  if (!isInt(hint)) {
    if (typeOf(hint).lookup('__index__') === undefined)
      return typeError(`integer argument expected, got '${typeOf(hint).name}'`);
    return converted(bytesio_readlines, [self, hint], [null, 'index']);
  }
  const limit = toSize(hint);
  const lines: Value[] = [];
  const start = self.position;
  for (let end = self.lineEnd(-1); end > self.position; end = self.lineEnd(-1)) {
    growing(lines.push(self.take(end)));
    if (limit > 0 && end - start >= limit) break;
  }
  return new PyList(lines);
}

function bytesio_readinto(self: BytesIO, buffer: Value): Result {
  const place = writableBytes(buffer, 'readinto');
  self.check();
  const { position } = self;
  const end = self.endOf(place.length);
  if (end <= position) return 0;
  place.set(self.store.subarray(position, end));
  self.position = end;
  return end - position;
}

function bytesio_getvalue(self: BytesIO): Result {
  self.check();
  return self.content();
}

function bytesio_getbuffer(self: BytesIO): Result {
  self.check();
  self.expose();
  return makeView(new BytesIOBuffer(self).exportBuffer());
}

function bytesio_tell(self: BytesIO): Result {
  self.check();
  return self.position;
}

function bytesio_seek(self: BytesIO, offset: Value, whence: Value = 0): Result {
  if (!isInt(offset) || !isInt(whence))
    return converted(bytesio_seek, [self, offset, whence], [null, 'index', 'index']);
  let n = toSize(offset);
  const from = toCInt(whence);
  self.check();
  if (n < 0 && from === 0) return valueError(`negative seek value ${n}`);
  if (from < 0 || from > 2) return valueError(`invalid whence (${from}, should be 0, 1 or 2)`);
  if (from === 0) {
    self.position = n;
    return offset;
  }
  if (from === 1) n += self.position;
  else if (from === 2) n += self.size;
  if (n > Number.MAX_SAFE_INTEGER) return raise(overflowErrorType, 'new position too large');
  self.position = Math.max(0, n);
  return self.position;
}

function bytesio_truncate(self: BytesIO, size: Value = None): Result {
  if (size !== None && !isInt(size)) return converted(bytesio_truncate, [self, size], [null, 'index']);
  const n = isInt(size) ? toSize(size) : self.position;
  self.check();
  self.checkExports();
  if (n < 0) return valueError(`negative size value ${n}`);
  self.cut(n);
  return n;
}

function bytesio_close(self: BytesIO): Result {
  self.checkExports();
  self.adopt(NOTHING);
  self.closed = true;
  return None;
}

function whenOpen(value: Value): (self: BytesIO) => Result {
  return (self) => {
    self.check();
    return value;
  };
}

// --- Pickling ------------------------------------------------------------------------------------------------------

function bytesio_getstate(self: BytesIO): Result {
  self.check();
  const attributes = instanceDict(self);
  const dict = attributes.size === 0 ? None : attributes.copy();
  return new PyTuple([self.content(), self.position, dict]);
}

function bytesio_setstate(self: BytesIO, state: Value): Result {
  if (!(state instanceof PyTuple) || state.items.length < 3) {
    return typeError(`${self.cls.name}.__setstate__ argument should be 3-tuple, got ${typeOf(state).name}`);
  }
  self.checkExports();
  const [content, position, attributes] = state.items as [Value, Value, Value];
  self.adopt(NOTHING);
  self.write(content);
  if (!isInt(position))
    return typeError(`second item of state must be an integer, not ${typeOf(position).name}`);
  const n = toSize(position);
  if (n < 0) return valueError('position value cannot be negative');
  self.position = n;
  if (attributes === None) return None;
  if (!(attributes instanceof PyDict))
    return typeError(`third item of state should be a dict, got a ${typeOf(attributes).name}`);
  return frozenFunction('io_base', 'update_attributes').call2(self, attributes);
}

function bytesio_iter(self: BytesIO): Result {
  return self;
}

hasOwnNew(bytesIOType);
defineMethods(bytesIOType, {
  __init__: ["($self, initial_bytes=b'')", bytesio_init],
  __iter__: ['($self, /)', bytesio_iter],
  readable: ['($self, /)', whenOpen(true)],
  seekable: ['($self, /)', whenOpen(true)],
  writable: ['($self, /)', whenOpen(true)],
  close: ['($self, /)', bytesio_close],
  flush: ['($self, /)', whenOpen(None)],
  isatty: ['($self, /)', whenOpen(false)],
  tell: ['($self, /)', bytesio_tell],
  write: ['($self, b, /)', bytesio_write],
  writelines: ['($self, lines, /)', bytesio_writelines],
  read1: ['($self, size=-1, /)', bytesio_read],
  readinto: ['($self, buffer, /)', lending(bytesio_readinto)],
  readline: ['($self, size=-1, /)', bytesio_readline],
  readlines: ['($self, size=None, /)', bytesio_readlines],
  read: ['($self, size=-1, /)', bytesio_read],
  getbuffer: ['($self, /)', bytesio_getbuffer],
  getvalue: ['($self, /)', bytesio_getvalue],
  seek: ['($self, pos, whence=0, /)', bytesio_seek],
  truncate: ['($self, size=None, /)', bytesio_truncate],
  __getstate__: ['($self, /)', bytesio_getstate],
  __setstate__: ['($self, object, /)', bytesio_setstate],
  __sizeof__: ['($self, /)', (self: BytesIO): Result => self.memory()],
});
defineGetSets(bytesIOType, { closed: [(self: BytesIO): Result => self.closed] });
