// Elementary functions of complex numbers, for the module cmath.
//
// Branch cuts, signs of zeros and the values at infinities and NaNs are those of C99's Annex G, as CPython has them; the formulas
// are the ones of Hull, Fairgrieve and Tang (ACM TOMS 1997) and of Kahan ("Branch cuts for complex elementary functions"), which
// stay accurate near the cuts and do not overflow before their results do. Every function has two parts: `special` for an
// argument that is not finite, and the formula.
//
// A function gives [re, im], and notes a `trouble` where C sets errno.
import { copySign, type Pair } from '../objects/complex-power.ts';

type Trouble = 'none' | 'domain' | 'range';
let trouble: Trouble = 'none';

/** What functions have complained about since the last question: a domain error (a pole, or no value) or an overflow. */
export function takeTrouble(): Trouble {
  const taken = trouble;
  trouble = 'none';
  return taken;
}

const PI = Math.PI;
const LN2 = Math.LN2;
const E = Math.E;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
/** Beyond these, intermediate results might overflow, so another formula is taken. */
const LARGE = Number.MAX_VALUE / 4;
const SQRT_LARGE = Math.sqrt(LARGE);
const LOG_LARGE = Math.log(LARGE);
const SQRT_SMALLEST = Math.sqrt(SMALLEST_NORMAL);
/** Scaling of subnormal arguments before a square root, and of the root afterwards. */
const SCALE_UP = 2 ** 53;
const SCALE_ROOT_DOWN = 2 ** -27;

const isInfinite = (v: number): boolean => v === Infinity || v === -Infinity;
const isNegative = (v: number): boolean => v < 0 || Object.is(v, -0);
const isSpecial = (x: number, y: number): boolean => !Number.isFinite(x) || !Number.isFinite(y);

function domain(result: Pair): Pair {
  trouble = 'domain';
  return result;
}

/** The result of a finite argument: where it is infinite, an overflow. */
function ranged(re: number, im: number): Pair {
  if (isInfinite(re) || isInfinite(im)) trouble = 'range';
  return [re, im];
}

/** log(|z|) + log 2 for a z whose absolute value might overflow. */
function logOfLarge(x: number, y: number): number {
  return Math.log(Math.hypot(x / 2, y / 2)) + LN2 * 2;
}

const isLarge = (x: number, y: number): boolean => Math.abs(x) > LARGE || Math.abs(y) > LARGE;

// --- Square root and logarithm ---------------------------------------------------------------------------------------

function sqrtSpecial(x: number, y: number): Pair {
  if (isInfinite(y)) return [Infinity, y];
  if (x === Infinity) return [x, Number.isNaN(y) ? y : copySign(0, y)];
  if (x === -Infinity) return Number.isNaN(y) ? [NaN, Infinity] : [0, copySign(Infinity, y)];
  return [NaN, NaN];
}

/** The principal square root; the cut is the negative real axis. */
export function complexSqrt(x: number, y: number): Pair {
  if (isSpecial(x, y)) return sqrtSpecial(x, y);
  if (x === 0 && y === 0) return [0, y];
  let ax = Math.abs(x);
  const ay = Math.abs(y);
  let s: number;
  if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL) {
    ax *= SCALE_UP;
    s = Math.sqrt(ax + Math.hypot(ax, ay * SCALE_UP)) * SCALE_ROOT_DOWN;
  } else {
    ax /= 8;
    s = 2 * Math.sqrt(ax + Math.hypot(ax, ay / 8));
  }
  const d = ay / (2 * s);
  return x >= 0 ? [s, copySign(d, y)] : [d, copySign(s, y)];
}

/** The principal natural logarithm. Zero is a domain error, with the result that C gives. */
export function complexLog(x: number, y: number): Pair {
  const angle = Math.atan2(y, x);
  if (isSpecial(x, y)) return [isInfinite(x) || isInfinite(y) ? Infinity : NaN, angle];
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  if (ax > LARGE || ay > LARGE) return [Math.log(Math.hypot(ax / 2, ay / 2)) + LN2, angle];
  if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL) {
    if (ax === 0 && ay === 0) return domain([-Infinity, angle]);
    return [Math.log(Math.hypot(ax * SCALE_UP, ay * SCALE_UP)) - 53 * LN2, angle];
  }
  const h = Math.hypot(ax, ay);
  if (h < 0.71 || h > 1.73) return [Math.log(h), angle];
  // Near the unit circle log(h) would lose digits.
  const most = Math.max(ax, ay);
  const least = Math.min(ax, ay);
  return [Math.log1p((most - 1) * (most + 1) + least * least) / 2, angle];
}

/** The logarithm to base 10, with the errors of `complexLog`. */
export function complexLog10(x: number, y: number): Pair {
  const [re, im] = complexLog(x, y);
  return [re / Math.LN10, im / Math.LN10];
}

// --- Exponential and hyperbolic functions -----------------------------------------------------------------------------

/** (r * cos(angle), r * sin(angle)) for an infinite r and a finite angle. */
function infiniteRay(r: number, angle: number): Pair {
  return [r * copySign(1, Math.cos(angle)), r * copySign(1, Math.sin(angle))];
}

function expSpecial(x: number, y: number): Pair {
  if (isInfinite(y) && x !== -Infinity && !Number.isNaN(x)) trouble = 'domain';
  if (!Number.isFinite(y)) {
    if (x === -Infinity) return [0, 0];
    return [x === Infinity ? x : NaN, NaN];
  }
  if (y === 0) return [x === -Infinity ? 0 : x, y];
  if (Number.isNaN(x)) return [NaN, NaN];
  return x > 0 ? infiniteRay(x, y) : [copySign(0, Math.cos(y)), copySign(0, Math.sin(y))];
}

/** e**z; too large a result is a range error. */
export function complexExp(x: number, y: number): Pair {
  if (isSpecial(x, y)) return expSpecial(x, y);
  if (x > LOG_LARGE) {
    const part = Math.exp(x - 1);
    return ranged(part * Math.cos(y) * E, part * Math.sin(y) * E);
  }
  const length = Math.exp(x);
  return ranged(length * Math.cos(y), length * Math.sin(y));
}

function coshSpecial(x: number, y: number): Pair {
  if (isInfinite(y) && !Number.isNaN(x)) trouble = 'domain';
  if (isInfinite(x)) {
    if (!Number.isFinite(y)) return [Infinity, NaN];
    if (y === 0) return [Infinity, x > 0 ? y : -y];
    const [re, im] = infiniteRay(Infinity, y);
    return [re, x > 0 ? im : -im];
  }
  return [NaN, x === 0 || y === 0 ? 0 : NaN];
}

/** The hyperbolic cosine; too large a result is a range error. */
export function complexCosh(x: number, y: number): Pair {
  if (isSpecial(x, y)) return coshSpecial(x, y);
  if (Math.abs(x) <= LOG_LARGE) return ranged(Math.cos(y) * Math.cosh(x), Math.sin(y) * Math.sinh(x));
  const less = x - copySign(1, x);
  return ranged(Math.cos(y) * Math.cosh(less) * E, Math.sin(y) * Math.sinh(less) * E);
}

function sinhSpecial(x: number, y: number): Pair {
  if (isInfinite(y) && !Number.isNaN(x)) trouble = 'domain';
  if (isInfinite(x)) {
    if (!Number.isFinite(y)) return [Infinity, NaN];
    if (y === 0) return [x, y];
    const [re, im] = infiniteRay(Infinity, y);
    return [x > 0 ? re : -re, im];
  }
  if (Number.isNaN(x)) return [x, y === 0 ? y : NaN];
  return [x === 0 ? 0 : NaN, NaN];
}

/** The hyperbolic sine; too large a result is a range error. */
export function complexSinh(x: number, y: number): Pair {
  if (isSpecial(x, y)) return sinhSpecial(x, y);
  if (Math.abs(x) <= LOG_LARGE) return ranged(Math.cos(y) * Math.sinh(x), Math.sin(y) * Math.cosh(x));
  const less = x - copySign(1, x);
  return ranged(Math.cos(y) * Math.sinh(less) * E, Math.sin(y) * Math.cosh(less) * E);
}

function tanhSpecial(x: number, y: number): Pair {
  if (isInfinite(y) && Number.isFinite(x)) trouble = 'domain';
  if (isInfinite(x)) {
    const im = !Number.isFinite(y) ? 0 : y === 0 ? y : copySign(0, 2 * Math.sin(y) * Math.cos(y));
    return [copySign(1, x), im];
  }
  if (Number.isNaN(x)) return [x, y === 0 ? y : NaN];
  return [x === 0 ? x : NaN, NaN];
}

/** The hyperbolic tangent, by a formula that has no cancellation. */
export function complexTanh(x: number, y: number): Pair {
  if (isSpecial(x, y)) return tanhSpecial(x, y);
  if (Math.abs(x) > LOG_LARGE)
    return [copySign(1, x), 4 * Math.sin(y) * Math.cos(y) * Math.exp(-2 * Math.abs(x))];
  const tx = Math.tanh(x);
  const ty = Math.tan(y);
  const cx = 1 / Math.cosh(x);
  const product = tx * ty;
  const denominator = 1 + product * product;
  return [(tx * (1 + ty * ty)) / denominator, (ty / denominator) * cx * cx];
}

// --- Inverse functions --------------------------------------------------------------------------------------------------

/** The angle that acos and acosh have in common where an argument is not finite. */
function acosAngle(x: number, y: number): number {
  if (Number.isNaN(y)) return x === 0 ? PI / 2 : NaN;
  return Math.atan2(Math.abs(y), x);
}

function acosSpecial(x: number, y: number): Pair {
  const infinite = isInfinite(x) || isInfinite(y);
  const size = Number.isNaN(y) ? Infinity : copySign(Infinity, -copySign(1, y));
  return [acosAngle(x, y), infinite ? size : NaN];
}

/** The arc cosine; cuts from 1 to infinity and from -1 to -infinity. */
export function complexAcos(x: number, y: number): Pair {
  if (isSpecial(x, y)) return acosSpecial(x, y);
  if (isLarge(x, y)) return [Math.atan2(Math.abs(y), x), copySign(logOfLarge(x, y), -copySign(1, y))];
  const [a, b] = complexSqrt(1 - x, -y);
  const [c, d] = complexSqrt(1 + x, y);
  return [2 * Math.atan2(a, c), Math.asinh(c * b - d * a)];
}

/** The inverse hyperbolic cosine; the cut goes from 1 to -infinity. */
export function complexAcosh(x: number, y: number): Pair {
  if (isSpecial(x, y)) {
    const infinite = isInfinite(x) || isInfinite(y);
    return [infinite ? Infinity : NaN, copySign(acosAngle(x, y), y)];
  }
  if (isLarge(x, y)) return [logOfLarge(x, y), Math.atan2(y, x)];
  const [a, b] = complexSqrt(x - 1, y);
  const [c, d] = complexSqrt(x + 1, y);
  return [Math.asinh(a * c + b * d), 2 * Math.atan2(b, c)];
}

function asinhSpecial(x: number, y: number): Pair {
  const infinite = isInfinite(x) || isInfinite(y);
  const re = infinite ? copySign(Infinity, x) : NaN;
  if (Number.isNaN(x)) return [re, y === 0 ? y : NaN];
  if (Number.isNaN(y)) return [re, NaN];
  return [re, copySign(Math.atan2(Math.abs(y), Math.abs(x)), y)];
}

/** The inverse hyperbolic sine; cuts from i and -i along the imaginary axis outwards. */
export function complexAsinh(x: number, y: number): Pair {
  if (isSpecial(x, y)) return asinhSpecial(x, y);
  if (isLarge(x, y)) return [copySign(logOfLarge(x, y), x), Math.atan2(y, Math.abs(x))];
  const [a, b] = complexSqrt(1 + y, -x);
  const [c, d] = complexSqrt(1 - y, x);
  return [Math.asinh(a * d - c * b), Math.atan2(y, a * c - b * d)];
}

function atanhSpecial(x: number, y: number): Pair {
  const infinite = isInfinite(x) || isInfinite(y);
  const vanishes = infinite || (x === 0 && Number.isNaN(y));
  const turns = isInfinite(y) || (isInfinite(x) && !Number.isNaN(y));
  return [vanishes ? copySign(0, x) : NaN, turns ? copySign(PI / 2, y) : NaN];
}

/** The inverse hyperbolic tangent; cuts from 1 and -1 outwards, where the result is a domain error. */
export function complexAtanh(x: number, y: number): Pair {
  if (isSpecial(x, y)) return atanhSpecial(x, y);
  if (isNegative(x)) {
    const [re, im] = complexAtanh(-x, -y);
    return [-re, -im];
  }
  const ay = Math.abs(y);
  if (x > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = Math.hypot(x / 2, y / 2);
    return [x / 4 / h / h, copySign(PI / 2, y)];
  }
  if (x === 1 && ay < SQRT_SMALLEST) {
    if (ay === 0) return domain([Infinity, y]);
    return [-Math.log(Math.sqrt(ay) / Math.sqrt(Math.hypot(ay, 2))), copySign(Math.atan2(2, -ay) / 2, y)];
  }
  const re = Math.log1p((4 * x) / ((1 - x) * (1 - x) + ay * ay)) / 4;
  return [re, -Math.atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2];
}

// --- Circular functions: those above, turned by a right angle -----------------------------------------------------------

/** -i * f(iz). */
function turned(f: (x: number, y: number) => Pair): (x: number, y: number) => Pair {
  return (x, y) => {
    const [re, im] = f(-y, x);
    return [im, -re];
  };
}

export const complexSin = turned(complexSinh);
export const complexTan = turned(complexTanh);
export const complexAsin = turned(complexAsinh);
export const complexAtan = turned(complexAtanh);
export const complexCos = (x: number, y: number): Pair => complexCosh(-y, x);

// --- Polar coordinates --------------------------------------------------------------------------------------------------

function fromPolarSpecial(r: number, angle: number): Pair {
  if (r !== 0 && !Number.isNaN(r) && isInfinite(angle)) trouble = 'domain';
  if (isInfinite(r)) {
    if (!Number.isFinite(angle)) return [Infinity, NaN];
    return angle === 0 ? [r, r > 0 ? angle : -angle] : infiniteRay(r, angle);
  }
  if (r === 0) return [0, 0];
  return [NaN, Number.isNaN(r) && angle === 0 ? 0 : NaN];
}

/** r * (cos(angle) + i sin(angle)), with C's results for infinities and NaN. */
export function complexFromPolar(r: number, angle: number): Pair {
  if (isSpecial(r, angle)) return fromPolarSpecial(r, angle);
  return angle === 0 ? [r, r * angle] : [r * Math.cos(angle), r * Math.sin(angle)];
}

/** The absolute value; an overflow is a range error. */
export function complexAbs(x: number, y: number): number {
  if (isInfinite(x) || isInfinite(y)) return Infinity;
  const r = Math.hypot(x, y);
  if (r === Infinity) trouble = 'range';
  return r;
}
