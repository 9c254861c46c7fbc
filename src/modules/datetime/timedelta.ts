// datetime.timedelta.
//
// Its microseconds in all may need more than 53 bits; arithmetic on parts avoids that where it can. Ints too large for that, and
// operands of classes derived from int and float, whose operators may be Python's, are left to python/datetime.py.
import { defineIntrinsics, frozenFunction } from '../../machine/frozen.ts';
import { newException, typeErrorType } from '../../objects/exception.ts';
import { floatType, PyFloat } from '../../objects/float.ts';
import { intOf } from '../../objects/int.ts';
import { comparisonTable, defineAttributes, defineMembers, defineMethods } from '../../objects/native.ts';
import { NotImplemented } from '../../objects/none.ts';
import { arityOf, type Result, type Value } from '../../objects/object.ts';
import {
  type Int,
  intDivMod,
  intFloorDiv,
  intMod,
  intTrueDiv,
  normalizeInt,
} from '../../objects/text/int-arithmetic.ts';
import { floatAsIntegerRatio } from '../../objects/text/float-repr.ts';
import { PyTuple } from '../../objects/tuple.ts';
import type { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { RICH } from '../../operators/compare.ts';
import { definePlainKey, finishTupleHash, mixHash } from '../../operators/hash.ts';
import { defineNew } from './arguments.ts';
import { SECONDS_PER_DAY } from './calendar.ts';
import { newDelta, normalizedDelta, tooLarge } from './make.ts';
import { Timedelta, timedeltaType } from './objects.ts';
import { durationText } from './texts.ts';

// --- Microseconds ----------------------------------------------------------------------------------------------------------

/** Durations of so many days have safe numbers of microseconds. */
const SAFE_DAYS = 104249;
const MICROSECONDS_PER_DAY = 86_400_000_000;

/** All of a duration in microseconds. */
export function microsecondsOf(d: Timedelta): Int {
  const rest = d.seconds * 1e6 + d.microseconds;
  return d.days < SAFE_DAYS && d.days > -SAFE_DAYS
    ? d.days * MICROSECONDS_PER_DAY + rest
    : normalizeInt(BigInt(d.days) * 86_400_000_000n + BigInt(rest));
}

/** The duration of so many microseconds; throws OverflowError. */
export function deltaOfMicroseconds(us: Int, cls: PyType = timedeltaType): Timedelta {
  if (typeof us === 'number') {
    const seconds = Math.floor(us / 1e6);
    const microseconds = us - seconds * 1e6;
    const days = Math.floor(seconds / SECONDS_PER_DAY);
    return newDelta(days, seconds - days * SECONDS_PER_DAY, microseconds, cls);
  }
  const [days, rest] = intDivMod(us, MICROSECONDS_PER_DAY) as [Int, number];
  if (typeof days === 'bigint' || days > 0x7fffffff || days < -0x80000000) throw tooLarge();
  const seconds = Math.floor(rest / 1e6);
  return newDelta(days, seconds, rest - seconds * 1e6, cls);
}

function product(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a * b;
    if (Number.isSafeInteger(r)) return r + 0;
  }
  return normalizeInt(BigInt(a) * BigInt(b));
}

/** The int nearest to a / b, the even one of two. Throws ZeroDivisionError. */
function divideNearest(a: Int, b: Int): Int {
  const [quotient, rest] = intDivMod(a, b);
  // The rest has the sign of b: compare its double with b.
  const twice = product(rest, 2);
  const order = b > 0 ? (twice > b ? 1 : twice === b ? 0 : -1) : twice < b ? 1 : twice === b ? 0 : -1;
  if (order < 0 || (order === 0 && intMod(quotient, 2) === 0)) return quotient;
  return typeof quotient === 'number' ? quotient + 1 : normalizeInt(quotient + 1n);
}

/** Products below this have 2**-10 or more of room for what is lost of them in a float. */
const ROUNDABLE = 2 ** 41;

/** A float as a fraction in ints. */
function ratioOf(v: number): [Int, Int] {
  for (let denominator = 1; denominator <= 1024; denominator *= 2)
    if (Number.isSafeInteger(v * denominator)) return [v * denominator + 0, denominator];
  return floatAsIntegerRatio(v);
}

/** us * v rounded to the nearest int; undefined where a float is not precise enough to tell. */
function roundedProduct(us: Int, v: number): number | undefined {
  if (typeof us !== 'number') return undefined;
  const r = us * v;
  const whole = Math.floor(r);
  const part = r - whole;
  if (!(Math.abs(r) < ROUNDABLE) || Math.abs(part - 0.5) < 0.002) return undefined;
  return (part < 0.5 ? whole : whole + 1) + 0;
}

// --- Making -------------------------------------------------------------------------------------------------------------------

/** Parts not beyond this can be summed in floats without loss. */
const SAFE_PART = 1e12;

/** Fractions of microseconds of the parts so far (`addFraction`). */
let leftover = 0;
/** Whole microseconds that came from fractions. */
let fromFractions = 0;

/** The whole number in a part; its fraction is put aside. NaN when that needs more than floats can do. */
function wholePart(value: Value | undefined, factor: number): number {
  if (value === undefined) return 0;
  if (typeof value === 'number') return value <= SAFE_PART && value >= -SAFE_PART ? value : NaN;
  if (!(value instanceof PyFloat) || value.cls !== floatType) return NaN;
  const { v } = value;
  if (!(v <= SAFE_PART && v >= -SAFE_PART)) return NaN;
  const whole = Math.trunc(v);
  if (whole !== v) addFraction((v - whole) * factor);
  return whole + 0;
}

function addFraction(us: number): void {
  const whole = Math.trunc(us);
  fromFractions += whole;
  leftover += us - whole;
}

/** Names of the parts in the order in which they count, and their microseconds. */
const PARTS: [name: string, factor: number][] = [
  ['microseconds', 1],
  ['milliseconds', 1000],
  ['seconds', 1e6],
  ['minutes', 6e7],
  ['hours', 3.6e9],
  ['days', 8.64e10],
  ['weeks', 6.048e11],
];

function timedelta_new(
  cls: PyType,
  days?: Value,
  seconds?: Value,
  microseconds?: Value,
  milliseconds?: Value,
  minutes?: Value,
  hours?: Value,
  weeks?: Value,
): Result {
  leftover = fromFractions = 0;
  let us = wholePart(microseconds, 1) + wholePart(milliseconds, 1000) * 1000;
  let s = wholePart(seconds, 1e6);
  s += wholePart(minutes, 6e7) * 60;
  s += wholePart(hours, 3.6e9) * 3600;
  let d = wholePart(days, 8.64e10);
  d += wholePart(weeks, 6.048e11) * 7;
  if (Number.isNaN(us + s + d)) {
    const parts = [microseconds, milliseconds, seconds, minutes, hours, days, weeks];
    const given = parts.map((part, i) => (part === undefined ? [] : [new PyTuple([...PARTS[i]!, part])]));
    return frozenFunction('datetime', 'make_delta').call2(cls, new PyTuple(given.flat()));
  }
  us += fromFractions;
  if (leftover !== 0) us += roundedLeftover(leftover, us);
  return normalizedDelta(d, s, us, cls);
}

/** C's round: halves away from zero. */
function round(v: number): number {
  return v < 0 ? -Math.floor(-v + 0.5) : Math.floor(v + 0.5);
}

/** The whole number nearest to `left`, the one that makes the sum with `us` even of two. */
function roundedLeftover(left: number, us: number): number {
  const whole = round(left);
  if (Math.abs(whole - left) !== 0.5) return whole;
  const odd = us % 2 === 0 ? 0 : 1;
  return 2 * round((left + odd) * 0.5) - odd;
}

/** Whether a part was given that is neither int nor float; then throws TypeError. */
function checkPart(name: Value, value: Value): Result {
  if (value instanceof PyFloat) return true;
  if (intOf(value) !== undefined) return false;
  const message = `unsupported type for timedelta ${String(name)} component: ${typeOf(value).name}`;
  throw newException(typeErrorType, message);
}

defineNew(
  timedeltaType,
  '($type, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)',
  timedelta_new,
  '__new__',
);
timedeltaType.js = (days?: Value, seconds?: Value, microseconds?: Value): Result =>
  timedelta_new(timedeltaType, days, seconds, microseconds);
timedeltaType.arity = arityOf(0, 3);

// --- Operators ----------------------------------------------------------------------------------------------------------------

/** Arithmetic of durations: OverflowError beyond 999999999 days. */
export function addDeltas(a: Timedelta, b: Timedelta): Timedelta {
  return normalizedDelta(a.days + b.days, a.seconds + b.seconds, a.microseconds + b.microseconds);
}
export function subtractDeltas(a: Timedelta, b: Timedelta): Timedelta {
  return normalizedDelta(a.days - b.days, a.seconds - b.seconds, a.microseconds - b.microseconds);
}
export function negated(d: Timedelta): Timedelta {
  return normalizedDelta(0 - d.days, 0 - d.seconds, 0 - d.microseconds);
}

/** Negative, 0 or positive. */
export function deltaOrder(a: Timedelta, b: Timedelta): number {
  if (a.days !== b.days) return a.days - b.days;
  return a.seconds !== b.seconds ? a.seconds - b.seconds : a.microseconds - b.microseconds;
}

function timedelta_add(self: Timedelta, other: Value): Result {
  return other instanceof Timedelta ? addDeltas(self, other) : NotImplemented;
}

function timedelta_sub(self: Timedelta, other: Value): Result {
  return other instanceof Timedelta ? subtractDeltas(self, other) : NotImplemented;
}

function timedelta_rsub(self: Timedelta, other: Value): Result {
  return other instanceof Timedelta ? subtractDeltas(other, self) : NotImplemented;
}

/** Whether the operators of this int or float may be Python's. */
function isDerived(value: Value): boolean {
  return typeof value === 'object' && value.cls.isHeap;
}

function timedelta_mul(self: Timedelta, other: Value): Result {
  const n = intOf(other);
  if (n !== undefined) {
    if (isDerived(other)) return frozenFunction('datetime', 'multiply').call2(self, other);
    return deltaOfMicroseconds(product(n, microsecondsOf(self)));
  }
  if (!(other instanceof PyFloat)) return NotImplemented;
  if (isDerived(other)) return frozenFunction('datetime', 'multiply_float').call2(self, other);
  const us = microsecondsOf(self);
  const rounded = roundedProduct(us, other.v);
  if (rounded !== undefined) return deltaOfMicroseconds(rounded);
  const [numerator, denominator] = ratioOf(other.v);
  return deltaOfMicroseconds(divideNearest(product(us, numerator), denominator));
}

function timedelta_truediv(self: Timedelta, other: Value): Result {
  if (other instanceof Timedelta) return new PyFloat(intTrueDiv(microsecondsOf(self), microsecondsOf(other)));
  const n = intOf(other);
  if (n !== undefined) return deltaOfMicroseconds(divideNearest(microsecondsOf(self), n));
  if (!(other instanceof PyFloat)) return NotImplemented;
  if (isDerived(other)) return frozenFunction('datetime', 'divide_float').call2(self, other);
  const [numerator, denominator] = ratioOf(other.v);
  return deltaOfMicroseconds(divideNearest(product(microsecondsOf(self), denominator), numerator));
}

function timedelta_floordiv(self: Timedelta, other: Value): Result {
  if (other instanceof Timedelta) return intFloorDiv(microsecondsOf(self), microsecondsOf(other));
  const n = intOf(other);
  if (n === undefined) return NotImplemented;
  if (isDerived(other)) return frozenFunction('datetime', 'floor_divide').call2(self, other);
  return deltaOfMicroseconds(intFloorDiv(microsecondsOf(self), n));
}

function timedelta_mod(self: Timedelta, other: Value): Result {
  if (!(other instanceof Timedelta)) return NotImplemented;
  return deltaOfMicroseconds(intMod(microsecondsOf(self), microsecondsOf(other)));
}

function timedelta_divmod(self: Timedelta, other: Value): Result {
  if (!(other instanceof Timedelta)) return NotImplemented;
  const [quotient, rest] = intDivMod(microsecondsOf(self), microsecondsOf(other));
  return new PyTuple([quotient, deltaOfMicroseconds(rest)]);
}

/** The operator with its operands in the other order. */
function reflected(operator: (self: Timedelta, other: Value) => Result) {
  return (self: Timedelta, other: Value): Result =>
    other instanceof Timedelta ? operator(other, self) : NotImplemented;
}

function timedelta_abs(self: Timedelta): Result {
  return self.days < 0 ? negated(self) : exact(self);
}

function exact(self: Timedelta): Timedelta {
  return newDelta(self.days, self.seconds, self.microseconds);
}

function timedelta_bool(self: Timedelta): Result {
  return isNonZero(self);
}

/** The truth of a duration. */
export function isNonZero(d: Timedelta): boolean {
  return d.days !== 0 || d.seconds !== 0 || d.microseconds !== 0;
}

/** That of the tuple of days, seconds and microseconds. */
export function timedelta_hash({ days, seconds, microseconds }: Timedelta): number {
  let h = mixHash(0x345678, days === -1 ? -2 : days);
  h = mixHash(h, seconds);
  return finishTupleHash(mixHash(h, microseconds), 3);
}

// --- Texts and methods ----------------------------------------------------------------------------------------------------------

function timedelta_repr(self: Timedelta): Result {
  const { days, seconds, microseconds } = self;
  const parts: string[] = [];
  if (days !== 0) parts.push(`days=${days}`);
  if (seconds !== 0) parts.push(`seconds=${seconds}`);
  if (microseconds !== 0) parts.push(`microseconds=${microseconds}`);
  return `${self.cls.name}(${parts.length === 0 ? '0' : parts.join(', ')})`;
}

function timedelta_total_seconds(self: Timedelta): Result {
  return new PyFloat(intTrueDiv(microsecondsOf(self), 1e6));
}

function timedelta_reduce(self: Timedelta): Result {
  return new PyTuple([self.cls, new PyTuple([self.days, self.seconds, self.microseconds])]);
}

defineMethods(timedeltaType, {
  ...comparisonTable((op) => (self: Timedelta, other: Value): Result => {
    return other instanceof Timedelta ? RICH[op].test(deltaOrder(self, other)) : NotImplemented;
  }),
  __hash__: ['($self, /)', timedelta_hash],
  __repr__: ['($self, /)', timedelta_repr],
  __str__: ['($self, /)', durationText],
  __bool__: ['($self, /)', timedelta_bool],
  __neg__: ['($self, /)', negated],
  __pos__: ['($self, /)', exact],
  __abs__: ['($self, /)', timedelta_abs],
  __add__: ['($self, value, /)', timedelta_add],
  __radd__: ['($self, value, /)', timedelta_add],
  __sub__: ['($self, value, /)', timedelta_sub],
  __rsub__: ['($self, value, /)', timedelta_rsub],
  __mul__: ['($self, value, /)', timedelta_mul],
  __rmul__: ['($self, value, /)', timedelta_mul],
  __truediv__: ['($self, value, /)', timedelta_truediv],
  __rtruediv__: ['($self, value, /)', reflected(timedelta_truediv)],
  __floordiv__: ['($self, value, /)', timedelta_floordiv],
  __rfloordiv__: ['($self, value, /)', reflected(timedelta_floordiv)],
  __mod__: ['($self, value, /)', timedelta_mod],
  __rmod__: ['($self, value, /)', reflected(timedelta_mod)],
  __divmod__: ['($self, value, /)', timedelta_divmod],
  __rdivmod__: ['($self, value, /)', reflected(timedelta_divmod)],
  total_seconds: ['($self, /)', timedelta_total_seconds],
  __reduce__: ['($self, /)', timedelta_reduce],
});
defineMembers(timedeltaType, {
  days: [(self: Timedelta): Result => self.days],
  seconds: [(self: Timedelta): Result => self.seconds],
  microseconds: [(self: Timedelta): Result => self.microseconds],
});
defineAttributes(timedeltaType, {
  resolution: newDelta(0, 0, 1),
  min: newDelta(-999999999, 0, 0),
  max: newDelta(999999999, 86399, 999999),
});
definePlainKey({
  type: timedeltaType,
  hash: (self) => timedelta_hash(self as Timedelta),
  equal: (a, b) => deltaOrder(a as Timedelta, b as Timedelta) === 0,
});

defineIntrinsics({
  datetime_check_part: ['(name, value, /)', checkPart],
  datetime_microseconds: ['(delta, /)', (delta: Timedelta): Result => microsecondsOf(delta)],
  datetime_delta: ['(cls, days, seconds, microseconds, /)', deltaFromParts],
  datetime_delta_class: ['()', (): Result => timedeltaType],
  datetime_round_leftover: [
    '(leftover, odd, /)',
    (left: Value, odd: Value): Result => roundedLeftover((left as PyFloat).v, Number(odd)),
  ],
  datetime_divide_nearest: ['(a, b, /)', (a: Value, b: Value): Result => divideNearest(intOf(a)!, intOf(b)!)],
});

/** What C makes of the results of divmod: ints that must fit. */
function deltaFromParts(cls: PyType, days: Value, seconds: Value, microseconds: Value): Result {
  const [d, s, us] = [intOf(days), intOf(seconds), intOf(microseconds)];
  if (typeof d !== 'number' || d > 0x7fffffff || d < -0x80000000) throw tooLarge();
  return newDelta(d, s as number, us as number, cls);
}
