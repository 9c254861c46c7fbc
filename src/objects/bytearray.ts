// bytearray: a growing array of bytes.
//
// Storage has room to grow: `store` is the buffer, `size` how much of it counts. What shares the storage (memoryviews) sees
// changes in place; when the bytearray is resized it may move to new storage, which CPython prevents with BufferError for
// as long as a view exists. Here views die when the host collects them, which nobody can see, so only views that are surely
// in use (entered with `with`, or held by an operation under way) count in `exports`.
import { newBytes } from '../machine/memory.ts';
import { bufferErrorType, newException, type PyBaseException } from './exception.ts';
import { PyObject } from './object.ts';
import { builtinType } from './type.ts';

/** Copying so few bytes is cheaper than asking for their buffer, for which the host would have to move them. */
const SHORT = 64;

const NOTHING = new Uint8Array(0);

/** A BufferError: somebody uses the bytes of a bytearray that is to be resized. */
export function resizeError(): PyBaseException {
  return newException(bufferErrorType, 'Existing exports of data: object cannot be re-sized');
}

export class PyByteArray extends PyObject {
  store: Uint8Array = NOTHING;
  size = 0;
  /** Views in use, which forbid resizing. */
  exports = 0;

  /** The bytes, as a view of the storage. */
  get data(): Uint8Array {
    const { store, size } = this;
    return store.length === size ? store : store.subarray(0, size);
  }
  /** Takes over `data` as its content. */
  set data(data: Uint8Array) {
    if (data.length !== this.size) this.checkResizable();
    this.store = data;
    this.size = data.length;
  }

  checkResizable(): void {
    if (this.exports > 0) throw resizeError();
  }

  /** Changes the length; new bytes are 0. */
  resize(size: number): void {
    if (size === this.size) return;
    this.checkResizable();
    if (size > this.store.length) {
      const store = newBytes(size + (size >> 3) + 8);
      store.set(this.data);
      this.store = store;
    } else if (size > this.size) this.store.fill(0, this.size, size);
    this.size = size;
  }

  /** Takes the bytes from `start` to before `end` out. */
  remove(start: number, end: number): void {
    this.checkResizable();
    if (end < this.size) this.store.copyWithin(start, end, this.size);
    this.resize(this.size - (end - start));
  }

  /** Adds bytes, which may be a part of this array, at the end. */
  append(bytes: Uint8Array): void {
    const at = this.size;
    this.resize(at + bytes.length);
    const { store } = this;
    if (bytes.length > SHORT) store.set(bytes, at);
    else for (let i = 0; i < bytes.length; i++) store[at + i] = bytes[i]!;
  }

  /** Replaces the bytes from `start` to before `end`. */
  splice(start: number, end: number, bytes: Uint8Array): void {
    const oldSize = this.size;
    if (start === oldSize) return this.append(bytes);
    const grown = bytes.length - (end - start);
    if (grown === 0) {
      this.store.set(bytes, start);
      return;
    }
    // `bytes` may be a part of this array itself.
    const source = bytes.length <= SHORT || bytes.buffer === this.store.buffer ? bytes.slice() : bytes;
    if (grown < 0) {
      this.checkResizable();
      this.store.copyWithin(end + grown, end, oldSize);
      this.resize(oldSize + grown);
    } else {
      this.resize(oldSize + grown);
      if (end < oldSize) this.store.copyWithin(end + grown, end, oldSize);
    }
    this.store.set(source, start);
  }
}

export const byteArrayType = builtinType('bytearray', PyByteArray);
