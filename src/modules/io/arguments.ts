// Arguments of the methods of files: sizes, which are an int or None for "no limit", and memory that is written or read.
import { defineIntrinsics } from '../../machine/frozen.ts';
import {
  contiguousBytes,
  exportBuffer,
  isContiguous,
  requireBytes,
  SIMPLE,
  simpleBuffer,
  WRITABLE,
} from '../../objects/buffer.ts';
import { lentView } from '../../objects/buffer-methods.ts';
import { isInt } from '../../objects/conversion.ts';
import { newException, overflowErrorType, typeErrorType } from '../../objects/exception.ts';
import { intOf } from '../../objects/int.ts';
import { isLender } from '../../objects/lender.ts';
import { makeView } from '../../objects/memoryview.ts';
import { None } from '../../objects/none.ts';
import type { PyObject, Result, Value } from '../../objects/object.ts';
import { fitsIndex } from '../../objects/slice-index.ts';
import { Steps } from '../../objects/steps.ts';
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
  const info = exportBuffer(value, WRITABLE);
  if (info === undefined || info.readonly || !isContiguous(info)) {
    throw newException(
      typeErrorType,
      `${method}() argument${number} must be read-write bytes-like object, not ${typeOf(value).name}`,
    );
  }
  return contiguousBytes(info);
}

/** Asks for memory that is to be written, where that is lent by a `__buffer__` in Python. */
class WritableOperation extends Steps {
  private readonly value: Value;
  private readonly method: string;
  constructor(value: Value, method: string) {
    super();
    this.value = value;
    this.method = method;
  }
  step(n: number, view: Value): Result {
    if (n === 0) return lentView(this.value, WRITABLE);
    writableBytes(view, this.method);
    return this.finish(view);
  }
}

/** A view of bytes that may be written. */
function writable_view(value: Value, method: Value): Result {
  if (isLender(value)) return new WritableOperation(value, method as string).run();
  return makeView(simpleBuffer(value as PyObject, writableBytes(value, method as string), false));
}

/** A view of the bytes of a bytes-like object. */
function bytes_view(value: Value): Result {
  if (isLender(value)) return lentView(value, SIMPLE);
  return makeView(simpleBuffer(value as PyObject, requireBytes(value), true));
}

defineIntrinsics({
  writable_view: ['(value, method, /)', writable_view],
  bytes_view: ['(value, /)', bytes_view],
});
