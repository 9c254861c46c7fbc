// `**` of floats, whose results differ from JavaScript's in a few places: C says 1 to any power, and -1 to an infinite one,
// is 1; a negative base with a fractional exponent goes over to complex numbers.
import { overflowErrorType, raise, zeroDivisionErrorType } from './exception.ts';
import { PyFloat } from './float.ts';
import type { Result } from './object.ts';
import { complexPower } from './complex-power.ts';

/** C's pow(). */
export function cPow(x: number, y: number): number {
  if (x === 1 || (x === -1 && (y === Infinity || y === -Infinity))) return 1;
  return x ** y;
}

/** `x ** y`: a float, a complex, or ABRUPT. */
export function floatPower(x: number, y: number): Result {
  if (y === 0) return new PyFloat(1);
  if (x === 0 && y < 0 && y !== -Infinity) return raise(zeroDivisionErrorType, 'zero to a negative power');
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && y !== Math.floor(y))
    return complexPower(x, 0, y, 0);
  const r = cPow(x, y);
  if (!Number.isFinite(r) && Number.isFinite(x) && Number.isFinite(y)) {
    return raise(overflowErrorType, 34, 'Numerical result out of range');
  }
  return new PyFloat(r);
}
