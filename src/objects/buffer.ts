// The buffer protocol: how bytes-like objects lend their memory to each other.
//
// An object takes part by having a method `exportBuffer` (bytes, bytearray, memoryview, array.array, mmap, ...). What it
// lends is described by a BufferInfo, in whose `bytes` its items lie; the bytes are its own memory, not a copy.
// An object whose `__buffer__` is written in Python has to be called for that: asking it ends in an exception, a request, which
// the native that asks lets pass, and which lending.ts answers.
import { newBytes } from '../machine/memory.ts';
import { PyByteArray } from './bytearray.ts';
import { PyBytes } from './bytes.ts';
import { bufferErrorType, newException, typeErrorType } from './exception.ts';
import { askLender } from './lender.ts';
import type { PyObject, Result, Value } from './object.ts';
import { typeOf } from './typeof.ts';

export interface BufferInfo {
  /** The object whose memory it is. */
  owner: PyObject;
  bytes: Uint8Array;
  readonly: boolean;
  /** Of one item, as the module struct writes it. */
  format: string;
  itemsize: number;
  /** Items in each dimension. */
  shape: readonly number[];
  /** Bytes from one item to the next in each dimension; may be negative. */
  strides: readonly number[];
  /** Where the first item lies. */
  offset: number;
  /** Where the memory was lent by a `__buffer__` in Python (buffer-methods.ts): who waits for the last view's release. */
  lease?: Lease;
}

export interface Lease {
  /** Views that have not been released. */
  views: number;
  /** There are none any more. */
  end(): Result;
}

/** An object that lends its memory. */
export interface BufferExporter extends PyObject {
  exportBuffer(): BufferInfo;
}

/** A description of plain bytes. */
export function simpleBuffer(owner: PyObject, bytes: Uint8Array, readonly: boolean): BufferInfo {
  return { owner, bytes, readonly, format: 'B', itemsize: 1, shape: [bytes.length], strides: [1], offset: 0 };
}

/** Flags of a request (inspect.BufferFlags). */
export const SIMPLE = 0;
export const WRITABLE = 1;
export const CONTIGUOUS_RO = 8;
export const FULL_RO = 0x11c;

/** What the object lends; undefined when it is not bytes-like. The flags are told to a `__buffer__` in Python only. */
export function exportBuffer(value: Value, flags = FULL_RO): BufferInfo | undefined {
  if (value instanceof PyBytes) return simpleBuffer(value, value.data, true);
  if (value instanceof PyByteArray) return simpleBuffer(value, value.data, false);
  if (typeof value !== 'object') return undefined;
  if (!('exportBuffer' in value)) return value.cls.isHeap ? askLender(value, flags) : undefined;
  return (value as BufferExporter).exportBuffer();
}

/** The memory of a bytes-like object; undefined if it is none, or its items do not lie one after the other. */
export function bufferBytes(value: Value): Uint8Array | undefined {
  if (value instanceof PyBytes) return value.data;
  if (value instanceof PyByteArray) return value.data;
  const info = exportBuffer(value, SIMPLE);
  return info === undefined || !isContiguous(info) ? undefined : contiguousBytes(info);
}

/** As `bufferBytes`, but BufferError for items that do not lie one after the other. */
export function simpleBytes(value: Value): Uint8Array | undefined {
  if (value instanceof PyBytes) return value.data;
  if (value instanceof PyByteArray) return value.data;
  const info = exportBuffer(value, SIMPLE);
  if (info === undefined) return undefined;
  if (!isContiguous(info))
    throw newException(bufferErrorType, 'memoryview: underlying buffer is not C-contiguous');
  return contiguousBytes(info);
}

/** The bytes of a bytes-like object, a copy where they do not lie one after the other; undefined if it is none. */
export function bytesInOrder(value: Value): Uint8Array | undefined {
  const info = exportBuffer(value);
  return info === undefined ? undefined : contiguousBytes(info);
}

/** The items of a buffer, one after the other. */
export function contiguousBytes(info: BufferInfo): Uint8Array {
  if (info.shape.length === 1 && info.offset === 0 && isContiguous(info)) {
    const size = info.shape[0]! * info.itemsize;
    return size === info.bytes.length ? info.bytes : info.bytes.subarray(0, size);
  }
  const size = info.shape.reduce((a, b) => a * b, info.itemsize);
  if (isContiguous(info)) return info.bytes.subarray(info.offset, info.offset + size);
  const result = newBytes(size);
  let at = 0;
  const copy = (dimension: number, from: number): void => {
    if (dimension === info.shape.length) {
      result.set(info.bytes.subarray(from, from + info.itemsize), at);
      at += info.itemsize;
      return;
    }
    for (let i = 0; i < info.shape[dimension]!; i++) copy(dimension + 1, from + i * info.strides[dimension]!);
  };
  copy(0, info.offset);
  return result;
}

/** Whether the items lie one after the other, the last dimension fastest (C order), or with `fortran` the first. */
export function isContiguous({ shape, strides, itemsize }: BufferInfo, fortran = false): boolean {
  if (shape.length === 1) return strides[0] === itemsize || shape[0] === 1;
  let expected = itemsize;
  const order = [...shape.keys()];
  if (!fortran) order.reverse();
  if (shape.includes(0)) return true;
  for (const i of order) {
    if (shape[i] !== 1 && strides[i] !== expected) return false;
    expected *= shape[i]!;
  }
  return true;
}

/** As simpleBytes; TypeError "a bytes-like object is required, not 'int'" for anything else. */
export function requireBytes(value: Value): Uint8Array {
  const bytes = simpleBytes(value);
  if (bytes === undefined)
    throw newException(typeErrorType, `a bytes-like object is required, not '${typeOf(value).name}'`);
  return bytes;
}
