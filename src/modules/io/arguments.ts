// Sizes as arguments of the methods of files: an int, or None for "no limit".
import { defineIntrinsics } from '../../machine/frozen.ts';
import { contiguousBytes, exportBuffer, isContiguous, simpleBuffer } from '../../objects/buffer.ts';
import { isInt } from '../../objects/conversion.ts';
import { bufferErrorType, newException, overflowErrorType, typeErrorType } from '../../objects/exception.ts';
import { intOf } from '../../objects/int.ts';
import { makeView } from '../../objects/memoryview.ts';
import { None } from '../../objects/none.ts';
import type { PyObject, Result, Value } from '../../objects/object.ts';
import { fitsIndex } from '../../objects/slice-index.ts';
import { typeOf } from '../../objects/typeof.ts';

/** The size, -1 for None and nothing; null: it has yet to be asked for `__index__`. Throws TypeError, OverflowError. */
export function sizeOf(value: Value | undefined): number | null {
  if (typeof value === 'number') return value;
  if (value === undefined || value === None) return -1;
  if (isInt(value)) {
    if (fitsIndex(value)) return value < 0n ? -1 : Number.MAX_SAFE_INTEGER;
    throw newException(overflowErrorType, "cannot fit 'int' into an index-sized integer");
  }
  const n = intOf(value);
  if (n !== undefined) return sizeOf(n);
  if (typeOf(value).lookup('__index__') !== undefined) return null;
  throw newException(typeErrorType, `argument should be integer or None, not '${typeOf(value).name}'`);
}

/** The memory of a buffer that may be written; TypeError for anything else. `number`: which argument of several it is. */
export function writableBytes(value: Value, method: string, number = ''): Uint8Array {
  const info = exportBuffer(value);
  if (info === undefined || info.readonly) {
    throw newException(
      typeErrorType,
      `${method}() argument${number} must be read-write bytes-like object, not ${typeOf(value).name}`,
    );
  }
  if (!isContiguous(info))
    throw newException(bufferErrorType, 'memoryview: underlying buffer is not C-contiguous');
  return contiguousBytes(info);
}

defineIntrinsics({
  writable_view: [
    '(value, method, /)',
    (value: Value, method: Value): Result =>
      makeView(simpleBuffer(value as PyObject, writableBytes(value, method as string), false)),
  ],
});
