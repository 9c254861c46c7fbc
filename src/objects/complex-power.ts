// Complex arithmetic as CPython 3.14 does it (Objects/complexobject.c): multiplication and division that recover infinities as
// C99's Annex G says, and powers by repeated squaring for small integer exponents, in polar form otherwise.
import { PyComplex } from './complex.ts';
import { overflowErrorType, raise, zeroDivisionErrorType } from './exception.ts';
import type { Result } from './object.ts';

export type Pair = [re: number, im: number];

/** +-1 for an infinity, +-0 for anything finite. */
function unitBox(v: number): number {
  return copySign(Number.isFinite(v) || Number.isNaN(v) ? 0 : 1, v);
}

/** |x| with the sign of y. */
export function copySign(x: number, y: number): number {
  const negative = y < 0 || Object.is(y, -0);
  const magnitude = Math.abs(x);
  return negative ? -magnitude : magnitude;
}

function zeroForNan(v: number): number {
  return Number.isNaN(v) ? copySign(0, v) : v;
}

function isInfinite(v: number): boolean {
  return v === Infinity || v === -Infinity;
}

/** (a + bj) * (c + dj). */
export function complexMultiply(a: number, b: number, c: number, d: number): Pair {
  const ac = a * c;
  const bd = b * d;
  const ad = a * d;
  const bc = b * c;
  const re = ac - bd;
  const im = ad + bc;
  return Number.isNaN(re) && Number.isNaN(im)
    ? recoverProduct(a, b, c, d, [ac, bd, ad, bc], [re, im])
    : [re, im];
}

/** A product both of whose parts came out as NaN, though an infinite result may be right. */
function recoverProduct(a: number, b: number, c: number, d: number, parts: number[], product: Pair): Pair {
  let recalculate = false;
  if (isInfinite(a) || isInfinite(b)) {
    [a, b, c, d] = [unitBox(a), unitBox(b), zeroForNan(c), zeroForNan(d)];
    recalculate = true;
  }
  if (isInfinite(c) || isInfinite(d)) {
    [c, d, a, b] = [unitBox(c), unitBox(d), zeroForNan(a), zeroForNan(b)];
    recalculate = true;
  }
  if (!recalculate && parts.some(isInfinite)) {
    [a, b, c, d] = [zeroForNan(a), zeroForNan(b), zeroForNan(c), zeroForNan(d)];
    recalculate = true;
  }
  return recalculate ? [Infinity * (a * c - b * d), Infinity * (a * d + b * c)] : product;
}

/** (a + bj) / (c + dj); undefined for a division by zero. */
export function complexDivide(a: number, b: number, c: number, d: number): Pair | undefined {
  const absC = Math.abs(c);
  const absD = Math.abs(d);
  let re: number;
  let im: number;
  if (absC >= absD) {
    if (absC === 0) return undefined;
    const ratio = d / c;
    const denominator = c + d * ratio;
    re = (a + b * ratio) / denominator;
    im = (b - a * ratio) / denominator;
  } else if (absD >= absC) {
    const ratio = c / d;
    const denominator = c * ratio + d;
    re = (a * ratio + b) / denominator;
    im = (b * ratio - a) / denominator;
  } else re = im = NaN;
  if (!Number.isNaN(re) || !Number.isNaN(im)) return [re, im];
  if ((isInfinite(a) || isInfinite(b)) && Number.isFinite(c) && Number.isFinite(d)) {
    const x = unitBox(a);
    const y = unitBox(b);
    return [Infinity * (x * c + y * d), Infinity * (y * c - x * d)];
  }
  if ((isInfinite(absC) || isInfinite(absD)) && Number.isFinite(a) && Number.isFinite(b)) {
    const x = unitBox(c);
    const y = unitBox(d);
    return [0 * (a * x + b * y), 0 * (b * x - a * y)];
  }
  return [re, im];
}

/** Exponents up to this size are done by multiplication. */
const INT_EXP_CUTOFF = 100;

/** (a + bj) ** (c + dj): a complex, or ABRUPT. */
export function complexPower(a: number, b: number, c: number, d: number): Result {
  const r = powerParts(a, b, c, d);
  if (r === undefined) return raise(zeroDivisionErrorType, 'zero to a negative or complex power');
  if (isInfinite(r[0]) || isInfinite(r[1])) return raise(overflowErrorType, 'complex exponentiation');
  return new PyComplex(r[0], r[1]);
}

function powerParts(a: number, b: number, c: number, d: number): Pair | undefined {
  if (d === 0 && c === Math.floor(c) && Math.abs(c) <= INT_EXP_CUTOFF) return integerPower(a, b, c);
  if (c === 0 && d === 0) return [1, 0];
  if (a === 0 && b === 0) return d !== 0 || c < 0 ? undefined : [0, 0];
  const magnitude = Math.hypot(a, b);
  let length = magnitude ** c;
  const angle = Math.atan2(b, a);
  let phase = angle * c;
  if (d !== 0) {
    length *= Math.exp(-angle * d);
    phase += d * Math.log(magnitude);
  }
  return [length * Math.cos(phase), length * Math.sin(phase)];
}

function integerPower(a: number, b: number, n: number): Pair | undefined {
  if (n > 0) return positivePower(a, b, n);
  if (n === 0) return [1, 0];
  const [re, im] = positivePower(a, b, -n);
  return complexDivide(1, 0, re, im);
}

function positivePower(a: number, b: number, n: number): Pair {
  let result: Pair = [1, 0];
  let power: Pair = [a, b];
  for (let mask = 1; mask > 0 && n >= mask; mask <<= 1) {
    if (n & mask) result = complexMultiply(result[0], result[1], power[0], power[1]);
    power = complexMultiply(power[0], power[1], power[0], power[1]);
  }
  return result;
}
