// The module cmath. The functions themselves are in complex-functions.ts.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import type { Size } from '../machine/numbers.ts';
import { PyComplex } from '../objects/complex.ts';
import { complexDivide, type Pair } from '../objects/complex-power.ts';
import { converted, floatOf } from '../objects/conversion.ts';
import { valueError } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import type { Implementation } from '../objects/native.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import * as functions from './complex-functions.ts';
import { domainError, ofFloats, rangeError } from './float-functions.ts';
import type { NativeModule } from './native-module.ts';

const float = (v: number): PyFloat => new PyFloat(v);
const complex = ([re, im]: Pair): Result => new PyComplex(re, im);

/** The two parts of a number that needs no Python code to become a complex one. */
function parts(value: Value): Pair | undefined {
  if (value instanceof PyComplex) return [value.re, value.im];
  const v = floatOf(value);
  return v === undefined ? undefined : [v, 0];
}

/** Makes complex numbers of the arguments, one after the other, then calls `then`. */
class ComplexArguments extends NativeFrame {
  private readonly args: Value[];
  // eslint-disable-next-line stackless/frame-fields -- has an address as an implementation
  private readonly then: Implementation;
  private at: Size = 0;
  constructor(args: Value[], then: Implementation) {
    super();
    this.args = args;
    this.then = then;
  }
  run(): Result {
    const { args } = this;
    for (; this.at < args.length; this.at++) {
      if (parts(args[this.at]!) !== undefined) continue;
      const r = frozenFunction('numbers', 'complex_argument').call1(args[this.at]!);
      if (r === ABRUPT) return suspend(this) as Result;
      args[this.at] = r;
    }
    return this.then(...args);
  }
  returned(value: Value): IterResult {
    this.args[this.at++] = value;
    return this.run();
  }
}

/** A function of complex numbers, given as pairs. */
function ofComplex(f: (...pairs: Pair[]) => Result): Implementation {
  const method = (...args: (Value | undefined)[]): Result => {
    const given = args.filter((arg) => arg !== undefined);
    const pairs: Pair[] = [];
    for (const arg of given) {
      const pair = parts(arg);
      if (pair === undefined) return new ComplexArguments(given, method).run();
      pairs.push(pair);
    }
    return f(...pairs);
  };
  return method;
}

/** What `action` gives, or the exception for what it complained about. */
function checked<T>(action: () => T, result: (value: T) => Result): Result {
  const value = action();
  const trouble = functions.takeTrouble();
  if (trouble === 'domain') return domainError();
  return trouble === 'range' ? rangeError() : result(value);
}

function plain(f: (x: number, y: number) => Pair): Implementation {
  return ofComplex(([x, y]) => checked(() => f(x, y), complex));
}

const log = ofComplex((z, base) =>
  checked(
    () => {
      const numerator = functions.complexLog(...z);
      return base === undefined ? numerator : complexDivide(...numerator, ...functions.complexLog(...base));
    },
    (r) => (r === undefined ? domainError() : complex(r)),
  ),
);

const polar = ofComplex(([x, y]) =>
  checked(
    () => functions.complexAbs(x, y),
    (r) => new PyTuple([float(r), float(Math.atan2(y, x))]),
  ),
);

const rect = ofFloats((r, phi) => checked(() => functions.complexFromPolar(r, phi), complex));

function both(test: (v: number) => boolean): Implementation {
  return ofComplex(([x, y]) => test(x) && test(y));
}
function either(test: (v: number) => boolean): Implementation {
  return ofComplex(([x, y]) => test(x) || test(y));
}
const isInfinite = (v: number): boolean => v === Infinity || v === -Infinity;

function cmath_isclose(a: Value, b: Value, rel_tol: Value = float(1e-9), abs_tol: Value = float(0)): Result {
  const relative = floatOf(rel_tol);
  const absolute = floatOf(abs_tol);
  if (relative === undefined || absolute === undefined)
    return converted(cmath_isclose, [a, b, rel_tol, abs_tol], [null, null, 'float', 'float']);
  const first = parts(a);
  const second = parts(b);
  if (first === undefined || second === undefined)
    return new ComplexArguments([a, b, rel_tol, abs_tol], cmath_isclose).run();
  if (relative < 0 || absolute < 0) return valueError('tolerances must be non-negative');
  return isClose(first, second, relative, absolute);
}

function isClose([ax, ay]: Pair, [bx, by]: Pair, relative: number, absolute: number): boolean {
  if (ax === bx && ay === by) return true;
  if ([ax, ay, bx, by].some(isInfinite)) return false;
  const difference = Math.hypot(ax - bx, ay - by);
  const size = Math.max(Math.hypot(ax, ay), Math.hypot(bx, by));
  return difference <= relative * size || difference <= absolute;
}

export const cmathModule: NativeModule = {
  name: 'cmath',
  doc: 'This module provides access to mathematical functions for complex\nnumbers.',
  functions: {
    acos: ['(z, /)', plain(functions.complexAcos), 'Return the arc cosine of z.'],
    acosh: ['(z, /)', plain(functions.complexAcosh), 'Return the inverse hyperbolic cosine of z.'],
    asin: ['(z, /)', plain(functions.complexAsin), 'Return the arc sine of z.'],
    asinh: ['(z, /)', plain(functions.complexAsinh), 'Return the inverse hyperbolic sine of z.'],
    atan: ['(z, /)', plain(functions.complexAtan), 'Return the arc tangent of z.'],
    atanh: ['(z, /)', plain(functions.complexAtanh), 'Return the inverse hyperbolic tangent of z.'],
    cos: ['(z, /)', plain(functions.complexCos), 'Return the cosine of z.'],
    cosh: ['(z, /)', plain(functions.complexCosh), 'Return the hyperbolic cosine of z.'],
    exp: ['(z, /)', plain(functions.complexExp), 'Return the exponential value e**z.'],
    isclose: [
      '(a, b, *, rel_tol=1e-09, abs_tol=0.0)',
      cmath_isclose,
      'Determine whether two complex numbers are close in value.',
    ],
    isfinite: [
      '(z, /)',
      both(Number.isFinite),
      'Return True if both the real and imaginary parts of z are finite, else False.',
    ],
    isinf: ['(z, /)', either(isInfinite), 'Checks if the real or imaginary part of z is infinite.'],
    isnan: ['(z, /)', either(Number.isNaN), 'Checks if the real or imaginary part of z not a number (NaN).'],
    log: [
      '(z, base=<unrepresentable>, /)',
      log,
      'log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of z.',
    ],
    log10: ['(z, /)', plain(functions.complexLog10), 'Return the base-10 logarithm of z.'],
    phase: [
      '(z, /)',
      ofComplex(([x, y]) => float(Math.atan2(y, x))),
      'Return argument, also known as the phase angle, of a complex.',
    ],
    polar: [
      '(z, /)',
      polar,
      'Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance from 0 and phi the phase angle.',
    ],
    rect: ['(r, phi, /)', rect, 'Convert from polar coordinates to rectangular coordinates.'],
    sin: ['(z, /)', plain(functions.complexSin), 'Return the sine of z.'],
    sinh: ['(z, /)', plain(functions.complexSinh), 'Return the hyperbolic sine of z.'],
    sqrt: ['(z, /)', plain(functions.complexSqrt), 'Return the square root of z.'],
    tan: ['(z, /)', plain(functions.complexTan), 'Return the tangent of z.'],
    tanh: ['(z, /)', plain(functions.complexTanh), 'Return the hyperbolic tangent of z.'],
  },
  attributes: () => ({
    pi: float(Math.PI),
    e: float(Math.E),
    tau: float(2 * Math.PI),
    inf: float(Infinity),
    infj: new PyComplex(0, Infinity),
    nan: float(NaN),
    nanj: new PyComplex(0, NaN),
  }),
};
