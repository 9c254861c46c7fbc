// The module math.
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { growing } from '../machine/memory.ts';
import { add, mul } from '../operators/arithmetic.ts';
import { callMaybe0 } from '../operators/call.ts';
import { ItemsOperation } from '../operators/iterate.ts';
import {
  overflowErrorType,
  raise,
  typeError,
  valueError,
  valueErrorType,
  zeroDivisionErrorType,
} from '../objects/exception.ts';
import { floatType, PyFloat } from '../objects/float.ts';
import { cPow } from '../objects/float-power.ts';
import { converted, floatOf, type Int, isInt } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import type { PyList } from '../objects/list.ts';
import { directItems } from '../objects/list-operations.ts';
import { combinations, factorial, product } from '../objects/long-ints.ts';
import type { Implementation } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { copySign } from '../objects/complex-power.ts';
import { decomposeDouble } from '../objects/text/float-repr.ts';
import {
  floatToInt,
  intAbs,
  intBitLength,
  intFloorDiv,
  intGcd,
  intIsqrt,
  normalizeInt,
  scaleByPowerOfTwo,
} from '../objects/text/int-arithmetic.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { checked, checkedFor, domainError, expected, ofFloats, rangeError } from './float-functions.ts';
import {
  erf,
  erfc,
  exactSum,
  fusedMultiplyAdd,
  gamma,
  logGamma,
  remainder,
  stepTowards,
  ulp,
} from './math-special.ts';
import type { NativeModule } from './native-module.ts';

const float = (v: number): PyFloat => new PyFloat(v);

/** A function that has a result for every argument. */
function plain(f: (x: number) => number): Implementation {
  return ofFloats((x) => float(f(x)));
}

// --- Rounding --------------------------------------------------------------------------------------------------------

function math_floor(x: Value): Result {
  if (x instanceof PyFloat && x.cls === floatType) return floatToInt(Math.floor(x.v));
  const own = typeOf(x).lookup('__floor__');
  return own === undefined ? floorOfFloat(x) : callMaybe0(own, x, floorOfFloat);
}

function floorOfFloat(x: Value): Result {
  const v = floatOf(x);
  return v === undefined ? converted(floorOfFloat, [x], ['float']) : floatToInt(Math.floor(v));
}

function math_ceil(x: Value): Result {
  if (x instanceof PyFloat && x.cls === floatType) return floatToInt(Math.ceil(x.v));
  const own = typeOf(x).lookup('__ceil__');
  return own === undefined ? ceilOfFloat(x) : callMaybe0(own, x, ceilOfFloat);
}

function ceilOfFloat(x: Value): Result {
  const v = floatOf(x);
  return v === undefined ? converted(ceilOfFloat, [x], ['float']) : floatToInt(Math.ceil(v));
}

function math_trunc(x: Value): Result {
  if (x instanceof PyFloat && x.cls === floatType) return floatToInt(x.v);
  const own = typeOf(x).lookup('__trunc__');
  return own === undefined || own === None ? notTruncated(x) : callMaybe0(own, x, notTruncated);
}

function notTruncated(x: Value): Result {
  return typeError(`type ${typeOf(x).name} doesn't define __trunc__ method`);
}

function frexp(x: number): Result {
  if (x === 0 || !Number.isFinite(x)) return new PyTuple([float(x), 0]);
  const { mantissa, exponent } = decomposeDouble(Math.abs(x));
  const bits = intBitLength(normalizeInt(mantissa));
  return new PyTuple([float(copySign(scaleByPowerOfTwo(mantissa, -bits), x)), exponent + bits]);
}

function math_ldexp(x: Value, i: Value): Result {
  const n = intOf(i);
  if (n === undefined) return typeError('Expected an int as second argument to ldexp.');
  const v = floatOf(x);
  if (v === undefined) return converted(math_ldexp, [x, i], ['float']);
  if (v === 0 || !Number.isFinite(v)) return float(v);
  if (n > 2200) return rangeError();
  if (n < -2200) return float(copySign(0, v));
  const { mantissa, exponent } = decomposeDouble(Math.abs(v));
  const r = scaleByPowerOfTwo(mantissa, exponent + Number(n));
  return Number.isFinite(r) ? float(copySign(r, v)) : rangeError();
}

function modf(x: number): Result {
  const whole = Math.trunc(x);
  const fraction = Number.isFinite(x) ? x - whole : Number.isNaN(x) ? x : 0;
  return new PyTuple([float(copySign(fraction, x)), float(whole)]);
}

// --- Powers and logarithms -------------------------------------------------------------------------------------------

/** A logarithm that takes ints of any size. */
function logarithm(f: (v: number) => number, ofTwo: number): Implementation {
  const method = (x: Value): Result => {
    const n = intOf(x);
    if (n !== undefined) {
      if (n <= 0) return valueError('expected a positive input');
      if (typeof n === 'number') return float(f(n));
      const v = Number(n);
      if (Number.isFinite(v)) return float(f(v));
      const shift = intBitLength(n) - 64;
      return float(f(Number(n >> BigInt(shift))) + shift * ofTwo);
    }
    const v = floatOf(x);
    if (v === undefined) return converted(method, [x], ['float']);
    if (Number.isNaN(v) || v === Infinity) return float(v);
    if (v <= 0) throw expected('a positive input', v);
    return float(f(v));
  };
  return method;
}

const naturalLog = logarithm(Math.log, Math.LN2);

function math_log(x: Value, base?: Value): Result {
  const numerator = naturalLog(x);
  if (base === undefined || !(numerator instanceof PyFloat)) return numerator;
  const denominator = naturalLog(base);
  if (!(denominator instanceof PyFloat)) return denominator;
  if (denominator.v === 0) return raise(zeroDivisionErrorType, 'division by zero');
  return float(numerator.v / denominator.v);
}

function pow(x: number, y: number): Result {
  if (x === 1 || y === 0) return float(1);
  const r = cPow(x, y);
  if (Number.isFinite(x) && Number.isFinite(y)) {
    if (Number.isNaN(r)) return domainError();
    if (!Number.isFinite(r)) return x === 0 ? domainError() : rangeError();
  }
  return float(r);
}

function math_gamma(x: number): Result {
  const r = gamma(x);
  if (Number.isFinite(r) || Number.isNaN(x) || x === Infinity) return float(r);
  if (Number.isNaN(r) || x === 0) throw expected('a noninteger or positive integer', x);
  return rangeError();
}

function math_lgamma(x: number): Result {
  const r = logGamma(x);
  if (r !== Infinity || !Number.isFinite(x)) return float(r);
  if (x <= 0 && x === Math.floor(x)) throw expected('a noninteger or positive integer', x);
  return rangeError();
}

// --- Two numbers -----------------------------------------------------------------------------------------------------

function fmod(x: number, y: number): Result {
  if (Number.isNaN(x) || Number.isNaN(y)) return float(x + y);
  return x === Infinity || x === -Infinity || y === 0 ? domainError() : float(x % y);
}

function math_remainder(x: number, y: number): Result {
  if (Number.isNaN(x) || Number.isNaN(y)) return float(x + y);
  return x === Infinity || x === -Infinity || y === 0 ? domainError() : float(remainder(x, y));
}

function fma(x: number, y: number, z: number): Result {
  const r = x * y + z;
  if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(z)) {
    const invalid = Number.isNaN(r) && !Number.isNaN(x) && !Number.isNaN(y) && !Number.isNaN(z);
    return invalid ? raise(valueErrorType, 'invalid operation in fma') : float(r);
  }
  const v = fusedMultiplyAdd(x, y, z);
  return Number.isFinite(v) ? float(v) : raise(overflowErrorType, 'overflow in fma');
}

function math_nextafter(x: Value, y: Value, steps: Value = None): Result {
  const a = floatOf(x);
  const b = floatOf(y);
  if (a === undefined || b === undefined || (steps !== None && !isInt(steps))) {
    return converted(math_nextafter, [x, y, steps], ['float', 'float', 'optional']);
  }
  const n = steps === None ? 1n : BigInt(steps as Int);
  if (n < 0n) return valueError('steps must be a non-negative integer');
  if (Number.isNaN(a) || Number.isNaN(b)) return float(a + b);
  return float(n === 0n ? a : stepTowards(a, b, n));
}

function math_isclose(a: Value, b: Value, rel_tol: Value = float(1e-9), abs_tol: Value = float(0)): Result {
  const numbers = [a, b, rel_tol, abs_tol].map(floatOf);
  if (numbers.includes(undefined))
    return converted(math_isclose, [a, b, rel_tol, abs_tol], ['float', 'float', 'float', 'float']);
  const [x, y, relative, absolute] = numbers as [number, number, number, number];
  if (relative < 0 || absolute < 0) return valueError('tolerances must be non-negative');
  if (x === y) return true;
  if (!Number.isFinite(x) && !Number.isNaN(x)) return false;
  if (!Number.isFinite(y) && !Number.isNaN(y)) return false;
  const difference = Math.abs(y - x);
  return (
    difference <= Math.abs(relative * y) || difference <= Math.abs(relative * x) || difference <= absolute
  );
}

// --- Many numbers ----------------------------------------------------------------------------------------------------

/** The length of a vector, rounded well: scaled, then corrected by the exact error. */
function vectorNorm(numbers: number[]): number {
  let max = 0;
  let sawNan = false;
  for (const v of numbers) {
    sawNan ||= Number.isNaN(v);
    max = Math.max(max, Number.isNaN(v) ? 0 : Math.abs(v));
  }
  if (max === Infinity) return max;
  if (sawNan) return NaN;
  if (max === 0 || numbers.length <= 1) return max;
  const exponent = max < 2.2250738585072014e-308 ? -1074 : Math.floor(Math.log2(max));
  const down = (v: number): number =>
    exponent > 0
      ? v / 2 ** exponent
      : v * 2 ** Math.min(-exponent, 1023) * 2 ** Math.max(0, -exponent - 1023);
  const scaled = numbers.map(down);
  const squares = scaled.map((v): [number, number] => [v, v]);
  let h = Math.sqrt(exactSum(squares));
  h += exactSum([...squares, [-h, h]]) / (2 * h);
  return exponent < -1022 ? h * 2 ** -537 * 2 ** (exponent + 537) : h * 2 ** exponent;
}

const normOf = ofFloats((...numbers) => float(vectorNorm(numbers)));

function math_hypot(args: Value[]): Result {
  return normOf(...args);
}

/** Two sequences that are collected before the work begins. */
class PairOperation extends ItemsOperation {
  private first: Value[] | null = null;
  private readonly second: Value;
  // eslint-disable-next-line stackless/frame-fields -- has an address
  private readonly then: (p: Value[], q: Value[]) => Result;
  constructor(second: Value, then: (p: Value[], q: Value[]) => Result) {
    super();
    this.second = second;
    this.then = then;
  }
  done(items: Value[]): Result {
    if (this.first !== null) return this.then(this.first, items);
    const next = new PairOperation(this.second, this.then);
    next.first = items;
    return next.run(this.second);
  }
}

function distance(p: Value[], q: Value[]): Result {
  if (p.length !== q.length) return valueError('both points must have the same number of dimensions');
  return distanceOf(...p, ...q);
}

/** Of two points, the coordinates of one after those of the other. */
const distanceOf = ofFloats((...numbers) => {
  const n = numbers.length / 2;
  return float(vectorNorm(numbers.slice(0, n).map((x, i) => x - numbers[n + i]!)));
});

function math_dist(p: Value, q: Value): Result {
  return new PairOperation(q, distance).run(p);
}

function math_sumprod(p: Value, q: Value): Result {
  const x = directItems(p);
  const y = directItems(q);
  const plain = x?.length === y?.length && x !== undefined ? sumOfProducts(x, y!) : undefined;
  return plain === undefined ? frozenFunction('math', 'sumprod').call2(p, q) : plain;
}

/** Of ints only, or where each pair has a float; undefined for anything else. */
function sumOfProducts(p: Value[], q: Value[]): Result | undefined {
  if (p.every((v) => typeof v === 'number') && q.every((v) => typeof v === 'number'))
    return p.reduce<Int>((sum, v, i) => add(sum, mul(v, q[i]!) as Int) as Int, 0);
  const pairs: [number, number][] = [];
  for (let i = 0; i < p.length; i++) {
    const pair = floatPair(p[i]!, q[i]!);
    if (pair === undefined) return undefined;
    pairs.push(pair);
  }
  const sum = pairs.reduce((before, [a, b]) => before + a * b, 0);
  return Number.isFinite(sum) ? float(exactSum(pairs) + 0) : undefined; // the sum begins with 0, so it is no -0
}

/** Adds a pair to `floats`, a rough sum with factors behind it; false if it is not of floats, or the sum is no longer finite. */
function addFloatProduct(floats: PyList, x: Value, y: Value): Result {
  const pair = floatPair(x, y);
  if (pair === undefined) return false;
  const sum = (floats.items[0] as PyFloat).v + pair[0] * pair[1];
  if (!Number.isFinite(sum)) return false;
  floats.items[0] = float(sum);
  growing(floats.items.push(float(pair[0]), float(pair[1])));
  return true;
}

/** The exact sum of the products in such a list, rounded once. */
function sumOfFloatProducts({ items }: PyList): Result {
  const pairs: [number, number][] = [];
  for (let i = 1; i < items.length; i += 2)
    pairs.push([(items[i] as PyFloat).v, (items[i + 1] as PyFloat).v]);
  return float(exactSum(pairs));
}

defineIntrinsics({
  add_float_product: ['(floats, x, y, /)', addFloatProduct],
  float_products: ['(floats, /)', sumOfFloatProducts],
});

const isPlainFloat = (v: Value): v is PyFloat => v instanceof PyFloat && v.cls === floatType;

/** An int as a float, if that is finite; undefined for anything else. */
function finiteOf(v: Value): number | undefined {
  if (typeof v === 'object' || typeof v === 'string') return undefined;
  const n = Number(v);
  return Number.isFinite(n) ? n : undefined;
}

/** Two factors of which at least one is a float, and the other an int that is finite as a float. */
function floatPair(x: Value, y: Value): [number, number] | undefined {
  if (!isPlainFloat(x)) {
    if (!isPlainFloat(y)) return undefined;
    const factor = finiteOf(x);
    return factor === undefined ? undefined : [factor, y.v];
  }
  if (isPlainFloat(y)) return [x.v, y.v];
  const factor = finiteOf(y);
  return factor === undefined ? undefined : [x.v, factor];
}

class SumOperation extends ItemsOperation {
  done(items: Value[]): Result {
    return sumOf(...items);
  }
}

const sumOf = ofFloats((...numbers) => sumFloats(numbers));

function sumFloats(numbers: number[]): Result {
  if (numbers.every(Number.isFinite)) {
    const r = exactSum(numbers.map((v): [number, number] => [v, 1]));
    return Number.isFinite(r) ? float(r) : raise(overflowErrorType, 'intermediate overflow in fsum');
  }
  const special = numbers.filter((v) => !Number.isFinite(v)).reduce((a, b) => a + b, 0);
  if (Number.isNaN(special) && !numbers.some(Number.isNaN))
    return raise(valueErrorType, '-inf + inf in fsum');
  return float(special);
}

function math_prod(iterable: Value, start: Value = 1): Result {
  return frozenFunction('numbers', 'prod').call2(iterable, start);
}

// --- Ints ------------------------------------------------------------------------------------------------------------

/** A function of any number of ints, folded in pairs. */
function folding(zero: Int, f: (a: Int, b: Int) => Int): Implementation {
  // The arguments as an array, or each by itself when they have been converted.
  const method = (first: Value[] | Value, ...rest: Value[]): Result => {
    const args = Array.isArray(first) ? first : [first, ...rest];
    let result = zero;
    for (const arg of args) {
      const n = intOf(arg);
      if (n === undefined)
        return converted(
          method as Implementation,
          [...args],
          args.map(() => 'index'),
        );
      result = f(result, n);
    }
    return result;
  };
  return method;
}

function lcm(a: Int, b: Int): Int {
  if (a === 0 || b === 0) return 0;
  return intAbs(mul(intFloorDiv(a, intGcd(a, b)), b) as Int);
}

function ofInts(f: (...ints: Int[]) => Result): Implementation {
  const method = (...args: (Value | undefined)[]): Result => {
    if (!args.every((a) => a === undefined || isInt(a)))
      return converted(
        method,
        args,
        args.map(() => 'index'),
      );
    return f(...(args as Int[]));
  };
  return method;
}

function math_factorial(n: Int): Result {
  if (n < 0) return valueError('factorial() not defined for negative values');
  if (n > Number.MAX_SAFE_INTEGER)
    return raise(overflowErrorType, 'factorial() argument should not exceed 9223372036854775807');
  return n < 2 ? 1 : factorial(n as number);
}

function math_perm(n: Value, k: Value = None): Result {
  if (k === None) return isInt(n) ? math_factorial(n) : converted(math_perm, [n], ['index']);
  if (!isInt(n) || !isInt(k)) return converted(math_perm, [n, k], ['index', 'index']);
  if (n < 0) return valueError('n must be a non-negative integer');
  if (k < 0) return valueError('k must be a non-negative integer');
  if (k > n) return 0;
  return k === 0 ? 1 : product(normalizeInt(BigInt(n) - BigInt(k) + 1n), n);
}

function comb(n: Int, k: Int): Result {
  if (n < 0) return valueError('n must be a non-negative integer');
  if (k < 0) return valueError('k must be a non-negative integer');
  if (k > n) return 0;
  const other = BigInt(n) - BigInt(k);
  const least = other < BigInt(k) ? other : BigInt(k);
  if (least > 9223372036854775807n)
    return raise(overflowErrorType, 'min(n - k, k) must not exceed 9223372036854775807');
  return least === 0n ? 1 : combinations(n, normalizeInt(least));
}

function isqrt(n: Int): Result {
  return n < 0 ? valueError('isqrt() argument must be nonnegative') : intIsqrt(n);
}

export const mathModule: NativeModule = {
  name: 'math',
  doc: 'This module provides access to the mathematical functions\ndefined by the C standard.',
  functions: {
    acos: [
      '(x, /)',
      checkedFor(Math.acos, 'a number in range from -1 up to 1'),
      'Return the arc cosine (measured in radians) of x.',
    ],
    acosh: [
      '(x, /)',
      checkedFor(Math.acosh, 'argument value not less than 1'),
      'Return the inverse hyperbolic cosine of x.',
    ],
    asin: [
      '(x, /)',
      checkedFor(Math.asin, 'a number in range from -1 up to 1'),
      'Return the arc sine (measured in radians) of x.',
    ],
    asinh: ['(x, /)', plain(Math.asinh), 'Return the inverse hyperbolic sine of x.'],
    atan: ['(x, /)', plain(Math.atan), 'Return the arc tangent (measured in radians) of x.'],
    atan2: [
      '(y, x, /)',
      ofFloats((y, x) => float(Math.atan2(y, x))),
      'Return the arc tangent (measured in radians) of y/x.',
    ],
    atanh: [
      '(x, /)',
      checkedFor(Math.atanh, 'a number between -1 and 1'),
      'Return the inverse hyperbolic tangent of x.',
    ],
    cbrt: ['(x, /)', plain(Math.cbrt), 'Return the cube root of x.'],
    ceil: ['(x, /)', math_ceil, 'Return the ceiling of x as an Integral.'],
    comb: [
      '(n, k, /)',
      ofInts(comb),
      'Number of ways to choose k items from n items without repetition and without order.',
    ],
    copysign: [
      '(x, y, /)',
      ofFloats((x, y) => float(copySign(x, y))),
      'Return a float with the magnitude (absolute value) of x but the sign of y.',
    ],
    cos: ['(x, /)', checkedFor(Math.cos, 'a finite input'), 'Return the cosine of x (measured in radians).'],
    cosh: ['(x, /)', checked(Math.cosh, true), 'Return the hyperbolic cosine of x.'],
    degrees: ['(x, /)', plain((x) => x * (180 / Math.PI)), 'Convert angle x from radians to degrees.'],
    dist: ['(p, q, /)', math_dist, 'Return the Euclidean distance between two points p and q.'],
    erf: ['(x, /)', plain(erf), 'Error function at x.'],
    erfc: ['(x, /)', plain(erfc), 'Complementary error function at x.'],
    exp: ['(x, /)', checked(Math.exp, true), 'Return e raised to the power of x.'],
    exp2: ['(x, /)', checked((x) => 2 ** x, true), 'Return 2 raised to the power of x.'],
    expm1: ['(x, /)', checked(Math.expm1, true), 'Return exp(x)-1.'],
    fabs: ['(x, /)', plain(Math.abs), 'Return the absolute value of the float x.'],
    factorial: ['(n, /)', ofInts(math_factorial), 'Find n!.'],
    floor: ['(x, /)', math_floor, 'Return the floor of x as an Integral.'],
    fma: ['(x, y, z, /)', ofFloats(fma), 'Fused multiply-add operation.'],
    fmod: ['(x, y, /)', ofFloats(fmod), 'Return fmod(x, y), according to platform C.'],
    frexp: ['(x, /)', ofFloats(frexp), 'Return the mantissa and exponent of x, as pair (m, e).'],
    fsum: [
      '(seq, /)',
      (seq: Value) => new SumOperation().run(seq),
      'Return an accurate floating-point sum of values in the iterable seq.',
    ],
    gamma: ['(x, /)', ofFloats(math_gamma), 'Gamma function at x.'],
    gcd: ['(*integers)', folding(0, intGcd), 'Greatest Common Divisor.'],
    hypot: ['(*coordinates)', math_hypot, 'Multidimensional Euclidean distance from the origin to a point.'],
    isclose: [
      '(a, b, *, rel_tol=1e-09, abs_tol=0.0)',
      math_isclose,
      'Determine whether two floating-point numbers are close in value.',
    ],
    isfinite: [
      '(x, /)',
      ofFloats((x) => Number.isFinite(x)),
      'Return True if x is neither an infinity nor a NaN, and False otherwise.',
    ],
    isinf: [
      '(x, /)',
      ofFloats((x) => x === Infinity || x === -Infinity),
      'Return True if x is a positive or negative infinity, and False otherwise.',
    ],
    isnan: [
      '(x, /)',
      ofFloats((x) => Number.isNaN(x)),
      'Return True if x is a NaN (not a number), and False otherwise.',
    ],
    isqrt: ['(n, /)', ofInts(isqrt), 'Return the integer part of the square root of the input.'],
    lcm: ['(*integers)', folding(1, lcm), 'Least Common Multiple.'],
    ldexp: ['(x, i, /)', math_ldexp, 'Return x * (2**i).'],
    lgamma: ['(x, /)', ofFloats(math_lgamma), 'Natural logarithm of absolute value of Gamma function at x.'],
    log: ['(x, base=math.e, /)', math_log, 'Return the logarithm of x to the given base.'],
    log10: ['(x, /)', logarithm(Math.log10, Math.log10(2)), 'Return the base 10 logarithm of x.'],
    log1p: [
      '(x, /)',
      checkedFor(Math.log1p, 'argument value > -1'),
      'Return the natural logarithm of 1+x (base e).',
    ],
    log2: ['(x, /)', logarithm(Math.log2, 1), 'Return the base 2 logarithm of x.'],
    modf: ['(x, /)', ofFloats(modf), 'Return the fractional and integer parts of x.'],
    nextafter: [
      '(x, y, /, *, steps=None)',
      math_nextafter,
      'Return the floating-point value the given number of steps after x towards y.',
    ],
    perm: [
      '(n, k=None, /)',
      math_perm,
      'Number of ways to choose k items from n items without repetition and with order.',
    ],
    pow: ['(x, y, /)', ofFloats(pow), 'Return x**y (x to the power of y).'],
    prod: [
      '(iterable, /, *, start=1)',
      math_prod,
      'Calculate the product of all the elements in the input iterable.',
    ],
    radians: ['(x, /)', plain((x) => x * (Math.PI / 180)), 'Convert angle x from degrees to radians.'],
    remainder: [
      '(x, y, /)',
      ofFloats(math_remainder),
      'Difference between x and the closest integer multiple of y.',
    ],
    sin: ['(x, /)', checkedFor(Math.sin, 'a finite input'), 'Return the sine of x (measured in radians).'],
    sinh: ['(x, /)', checked(Math.sinh, true), 'Return the hyperbolic sine of x.'],
    sqrt: ['(x, /)', checkedFor(Math.sqrt, 'a nonnegative input'), 'Return the square root of x.'],
    sumprod: ['(p, q, /)', math_sumprod, 'Return the sum of products of values from two iterables p and q.'],
    tan: ['(x, /)', checkedFor(Math.tan, 'a finite input'), 'Return the tangent of x (measured in radians).'],
    tanh: ['(x, /)', plain(Math.tanh), 'Return the hyperbolic tangent of x.'],
    trunc: ['(x, /)', math_trunc, 'Truncates the Real x to the nearest Integral toward 0.'],
    ulp: ['(x, /)', plain(ulp), 'Return the value of the least significant bit of the float x.'],
  },
  attributes: () => ({
    pi: float(Math.PI),
    e: float(Math.E),
    tau: float(2 * Math.PI),
    inf: float(Infinity),
    nan: float(NaN),
  }),
};
