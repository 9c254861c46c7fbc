// How functions of floats are declared: arguments converted by `__float__`, C's error conventions turned into exceptions.
import {
  newException,
  overflowErrorType,
  type PyBaseException,
  raise,
  valueErrorType,
} from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { converted, floatOf } from '../objects/conversion.ts';
import type { Implementation } from '../objects/native.ts';
import type { Result, Value } from '../objects/object.ts';
import { floatRepr } from '../objects/text/float-repr.ts';

/** A function of floats: numbers in, a result out. */
export function ofFloats(f: (...args: number[]) => Result): Implementation {
  const method = (...args: Value[]): Result => {
    const numbers: number[] = [];
    for (const arg of args) {
      const v = floatOf(arg);
      if (v === undefined)
        return converted(
          method,
          args,
          args.map(() => 'float'),
        );
      numbers.push(v);
    }
    return f(...numbers);
  };
  return method;
}

/** Raises what functions of `math` raise where C sets errno to EDOM (ValueError) or ERANGE (OverflowError). */
export function domainError(): Result {
  return raise(valueErrorType, 'math domain error');
}
export function rangeError(): Result {
  return raise(overflowErrorType, 'math range error');
}

/** The ValueError of functions that say what they expect. */
export function expected(what: string, v: number): PyBaseException {
  return newException(valueErrorType, `expected ${what}, got ${floatRepr(v)}`);
}

/** A function whose infinite result for a finite argument is an overflow, and whose NaN for a number is a domain error. */
export function checked(f: (x: number) => number, overflows: boolean): Implementation {
  return ofFloats((x) => {
    const r = f(x);
    if (Number.isNaN(r) && !Number.isNaN(x)) return domainError();
    if (!Number.isFinite(r) && Number.isFinite(x)) return overflows ? rangeError() : domainError();
    return new PyFloat(r);
  });
}

/** As `checked`, with a ValueError that says what was expected where the result is no number. */
export function checkedFor(f: (x: number) => number, what: string): Implementation {
  return ofFloats((x) => {
    const r = f(x);
    if ((Number.isNaN(r) && !Number.isNaN(x)) || (!Number.isFinite(r) && Number.isFinite(x)))
      throw expected(what, x);
    return new PyFloat(r);
  });
}
