// PickleBuffer: marks the memory of another object as data that a pickle may carry out of band.
import { type BufferInfo, exportBuffer, isContiguous, simpleBuffer } from '../objects/buffer.ts';
import { defineBuffer } from '../objects/buffer-methods.ts';
import { bufferErrorType, newException, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { isLender, lendTo } from '../objects/lender.ts';
import { makeView, MemoryView } from '../objects/memoryview.ts';
import { defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';

export class PickleBuffer extends PyObject {
  /** The memory; null once released. */
  info: BufferInfo | null = null;

  exportBuffer(): BufferInfo {
    if (this.info === null)
      throw newException(valueErrorType, 'operation forbidden on released PickleBuffer object');
    return this.info;
  }
}

export const pickleBufferType = builtinType('PickleBuffer', PickleBuffer, {
  module: 'pickle',
  hasWeakrefs: true,
  doc: 'Wrapper for potentially out-of-band buffers',
});

function pickleBuffer_new(cls: PyType, object: Value): Result {
  if (isLender(object)) return lendTo(pickleBuffer_new, [cls, object], object);
  const info = exportBuffer(object);
  if (info === undefined)
    throw newException(typeErrorType, `a bytes-like object is required, not '${typeOf(object).name}'`);
  const self = new cls.Ctor() as PickleBuffer;
  // A view of its own keeps what was lent.
  self.info = object instanceof MemoryView ? makeView(info).exportBuffer() : info;
  return self;
}

/** A view of the bytes as they lie in memory. */
function pickleBuffer_raw(self: PickleBuffer): Result {
  const info = self.exportBuffer();
  const inOrder = isContiguous(info);
  if (!inOrder && !isContiguous(info, true))
    throw newException(bufferErrorType, 'cannot extract raw buffer from non-contiguous buffer');
  const size = info.shape.reduce((a, b) => a * b, info.itemsize);
  return makeView(simpleBuffer(self, info.bytes.subarray(info.offset, info.offset + size), info.readonly));
}

function pickleBuffer_release(self: PickleBuffer): Result {
  const lease = self.info?.lease;
  self.info = null;
  return lease !== undefined && --lease.views === 0 ? lease.end() : None;
}

defineStaticMethods(pickleBufferType, { __new__: ['(cls, object, /)', pickleBuffer_new] });
defineBuffer(pickleBufferType, true);
defineMethods(pickleBufferType, {
  raw: [
    '($self, /)',
    pickleBuffer_raw,
    "Return a memoryview of the raw memory underlying this buffer.\n\nWill raise BufferError is the buffer isn't contiguous.",
  ],
  release: [
    '($self, /)',
    pickleBuffer_release,
    'Release the underlying buffer exposed by the PickleBuffer object.',
  ],
});
