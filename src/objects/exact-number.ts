// What `__int__`, `__index__` and `__float__` gave, as an exact int or float. An instance of a subclass is taken with a
// DeprecationWarning, which is Python code: so the result may be ABRUPT, the frame that gives it later in front of the caller's.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { callMethod0 } from '../operators/call.ts';
import { deprecationWarningType, typeError } from './exception.ts';
import { floatType, PyFloat } from './float.ts';
import { intOf } from './int.ts';
import type { IterResult, Result, Value } from './object.ts';
import type { PyType } from './type.ts';
import { typeOf } from './typeof.ts';
import { warnAndGive } from './warning.ts';

/** The value as an exact int, by `__index__` where it is none; or ABRUPT. */
export function asIndex(value: Value): Result {
  const n = intOf(value);
  if (n !== undefined) return n;
  const method = typeOf(value).lookup('__index__');
  if (method === undefined)
    return typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  const result = callMethod0(method, value);
  return result === ABRUPT ? (suspend(new IndexFrame()) as Result) : exactInt(result, '__index__');
}

class IndexFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return exactInt(value, '__index__');
  }
}

/** The int that the method gave: exact, or ABRUPT (TypeError for anything else). */
export function exactInt(value: Value, method: '__int__' | '__index__'): Result {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  const n = intOf(value);
  const what = `${method} returned non-int (type ${typeOf(value).name})`;
  return n === undefined ? typeError(what) : warned(n, what, 'int');
}

/** The float that `__float__` of a `type` gave: exact, or ABRUPT (TypeError for anything else). */
export function exactFloat(value: Value, type: PyType): Result {
  if (value instanceof PyFloat && value.cls === floatType) return value;
  const what = `${type.name}.__float__ returned non-float (type ${typeOf(value).name})`;
  return value instanceof PyFloat ? warned(new PyFloat(value.v), what, 'float') : typeError(what);
}

function warned(result: Value, what: string, base: string): Result {
  const message = `${what}.  The ability to return an instance of a strict subclass of ${base} is deprecated, and may be removed in a future version of Python.`;
  return warnAndGive(deprecationWarningType, message, result);
}
