// sys.getsizeof: the sizes that a 64-bit CPython gives for its own layouts, where a program may compare them.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { typeError, typeErrorType, raise, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { textOf } from '../objects/str.ts';
import { intBitLength } from '../objects/text/int-arithmetic.ts';
import { PyList } from '../objects/list.ts';
import { PyTuple } from '../objects/tuple.ts';
import { PyBytes } from '../objects/bytes.ts';
import { PyFloat } from '../objects/float.ts';
import { PyDict } from '../objects/dict.ts';
import { AnySet } from '../objects/set.ts';
import { PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { callMethod0 } from '../operators/call.ts';

/** `sys.getsizeof(object, default)`. */
export function sizeOf(object: Value, fallback: Value | undefined): Result {
  const method = typeOf(object).lookup('__sizeof__');
  if (method === undefined)
    return fallback ?? typeError(`Type ${typeOf(object).name} doesn't define __sizeof__`);
  const r = callMethod0(method, object);
  return r === ABRUPT ? (suspend(new SizeFrame(fallback)) as Result) : checkSize(r, fallback);
}

function checkSize(r: Value, fallback: Value | undefined): Result {
  const n = intOf(r);
  if (n === undefined)
    return fallback ?? typeError(`'${typeOf(r).name}' object cannot be interpreted as an integer`);
  return n < 0 ? raise(valueErrorType, '__sizeof__() should return >= 0') : n;
}

class SizeFrame extends NativeFrame {
  readonly fallback: Value | undefined;
  constructor(fallback: Value | undefined) {
    super();
    this.fallback = fallback;
  }
  returned(value: Value): IterResult {
    return checkSize(value, this.fallback);
  }
  override raised(): IterResult {
    if (this.fallback === undefined || !machine.exc!.cls.isSubtype(typeErrorType)) return ABRUPT;
    machine.exc = null;
    return this.fallback;
  }
}

/** `object.__sizeof__`: bytes with the collector's header where CPython has one. */
export function nativeSize(value: Value): number {
  const n = intOf(value);
  if (n !== undefined) return n === 0 ? 28 : 24 + 4 * Math.ceil(intBitLength(n) / 30);
  const text = textOf(value);
  if (text !== undefined) return textSize(text);
  if (value instanceof PyFloat) return 24;
  if (value instanceof PyBytes) return 33 + value.data.length;
  if (value instanceof PyTuple) return 40 + 16 + 8 * value.items.length - 8;
  if (value instanceof PyList) return 56 + 8 * value.items.length;
  if (value instanceof PyDict) return value.size === 0 ? 64 : 184 + 100 * Math.max(0, value.size - 5);
  if (value instanceof AnySet) return 216 + 64 * Math.max(0, value.dict.size - 4);
  return value instanceof PyType ? 1064 : 48;
}

function textSize(text: string | Uint32Array): number {
  let max = 0;
  for (let i = 0; i < text.length; i++) {
    const c = typeof text === 'string' ? text.charCodeAt(i) : text[i]!;
    if (c > max) max = c;
  }
  if (max < 128) return 41 + text.length;
  if (max < 256) return 57 + text.length;
  return max < 65536 ? 58 + 2 * text.length : 60 + 4 * text.length;
}
