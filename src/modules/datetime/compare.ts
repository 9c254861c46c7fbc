// Comparing, subtracting and hashing datetimes and times. Where a zone has to be asked for its offset python/datetime.py does it, and
// comes back to the functions here with the offsets.
import { ABRUPT } from '../../machine/abrupt.ts';
import { defineIntrinsics, frozenFunction } from '../../machine/frozen.ts';
import { newException, typeError, typeErrorType } from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import { None, NotImplemented } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import { intTrueDiv } from '../../objects/text/int-arithmetic.ts';
import type { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { RICH, type RichOperator } from '../../operators/compare.ts';
import { type PlainKey, strHash } from '../../operators/hash.ts';
import { dayOf, dayOrdinal, hourOf, minuteOf, monthOf, secondOf, secondsOf } from './calendar.ts';
import { EPOCH_ORDINAL } from './local.ts';
import { isOffset, normalizedDelta, withFold } from './make.ts';
import { fixedOffset, NO_HASH, PyDateTime, PyTime, Timedelta, ZERO } from './objects.ts';
import { deltaOrder, microsecondsOf, timedelta_hash } from './timedelta.ts';

/** An offset: a timedelta or None. */
type Offset = Timedelta | typeof None;

/** The order of what two clocks show. */
function clockOrder(a: PyDateTime | PyTime, b: PyDateTime | PyTime): number {
  const days = dayIn(a) - dayIn(b);
  if (days !== 0) return days;
  return a.hms !== b.hms ? a.hms - b.hms : a.microsecond - b.microsecond;
}

function dayIn(a: PyDateTime | PyTime): number {
  return a instanceof PyDateTime ? a.ymd : 0;
}

/** The seconds that a clock shows, as if it were one of UTC. */
function shownSeconds(a: PyDateTime | PyTime): number {
  return (a instanceof PyDateTime ? dayOrdinal(a.ymd) * 86400 : 0) + secondsOf(a.hms);
}

function secondsIn({ days, seconds }: Timedelta): number {
  return days * 86400 + seconds;
}

/**
 * The order of two whose zones have these offsets; ABRUPT: they have none, one of them being naive. Asked whether they are equal, the
 * answer is then that they are not.
 */
function orderBy(
  a: PyDateTime | PyTime,
  b: PyDateTime | PyTime,
  first: Offset,
  second: Offset,
  op: RichOperator,
): number | typeof ABRUPT {
  if (first === second) return clockOrder(a, b);
  if (first instanceof Timedelta && second instanceof Timedelta) {
    if (deltaOrder(first, second) === 0) return clockOrder(a, b);
    const seconds = shownSeconds(a) - secondsIn(first) - (shownSeconds(b) - secondsIn(second));
    if (a instanceof PyTime) return seconds !== 0 ? seconds : a.microsecond - b.microsecond;
    return seconds * 1e6 + a.microsecond - first.microseconds - (b.microsecond - second.microseconds);
  }
  if (op === 'Eq' || op === 'NotEq') return 1;
  const what = a instanceof PyDateTime ? 'datetimes' : 'times';
  return typeError(`can't compare offset-naive and offset-aware ${what}`);
}

/**
 * The comparison of two datetimes as a method. With different zones offsets are asked for, which may call Python; one aware
 * and one naive are unequal, and have no order (TypeError).
 */
export function compareDateTimes(op: RichOperator): (self: PyDateTime, other: Value) => Result {
  const { test } = RICH[op];
  return (self, other) => {
    if (!(other instanceof PyDateTime)) return NotImplemented;
    if (self.tzinfo === other.tzinfo) {
      const days = self.ymd - other.ymd;
      if (days !== 0) return test(days);
      const time = self.hms - other.hms;
      return test(time !== 0 ? time : self.microsecond - other.microsecond);
    }
    return compareAcross(self, other, op, 'compare');
  };
}

/** The comparison of two times as a method, with the same rules. */
export function compareTimes(op: RichOperator): (self: PyTime, other: Value) => Result {
  return (self, other) => {
    if (!(other instanceof PyTime)) return NotImplemented;
    if (self.tzinfo === other.tzinfo) return RICH[op].test(clockOrder(self, other));
    return compareAcross(self, other, op, 'compare_times');
  };
}

/** Compares what is in different zones; `general` is the function that asks them. */
function compareAcross<T extends PyDateTime | PyTime>(
  self: T,
  other: T,
  op: RichOperator,
  general: string,
): Result {
  const first = fixedOffset(self.tzinfo);
  const second = fixedOffset(other.tzinfo);
  if (first === undefined || second === undefined)
    return frozenFunction('datetime', general).call3(self, other, op);
  const order = orderBy(self, other, first, second, op);
  return order === ABRUPT ? ABRUPT : RICH[op].test(order);
}

// --- Subtracting -------------------------------------------------------------------------------------------------------------

/** `a - b` of what clocks show. */
function shownBetween(
  a: PyDateTime,
  b: PyDateTime,
  offsetSeconds: number,
  offsetMicroseconds: number,
): Timedelta {
  return normalizedDelta(
    dayOrdinal(a.ymd) - dayOrdinal(b.ymd),
    secondsOf(a.hms) - secondsOf(b.hms) - offsetSeconds,
    a.microsecond - b.microsecond - offsetMicroseconds,
  );
}

function between(a: PyDateTime, b: PyDateTime, first: Offset, second: Offset): Timedelta {
  if (first === second) return shownBetween(a, b, 0, 0);
  if (!(first instanceof Timedelta) || !(second instanceof Timedelta))
    throw newException(typeErrorType, "can't subtract offset-naive and offset-aware datetimes");
  return shownBetween(a, b, secondsIn(first) - secondsIn(second), first.microseconds - second.microseconds);
}

/** `a - b`: with the same zone as the clock shows, otherwise in UTC. */
export function subtractDateTimes(a: PyDateTime, b: PyDateTime): Result {
  if (a.tzinfo === b.tzinfo) return shownBetween(a, b, 0, 0);
  const first = fixedOffset(a.tzinfo);
  const second = fixedOffset(b.tzinfo);
  if (first === undefined || second === undefined) return frozenFunction('datetime', 'subtract').call2(a, b);
  return between(a, b, first, second);
}

/** The time since the epoch, by a clock that is so far from UTC, as a float of seconds. */
export function sinceEpoch({ ymd, hms, microsecond }: PyDateTime, offset: Timedelta): Result {
  const days = dayOrdinal(ymd) - EPOCH_ORDINAL;
  const seconds = secondsOf(hms) - secondsIn(offset);
  const delta = normalizedDelta(days, seconds, microsecond - offset.microseconds);
  return new PyFloat(intTrueDiv(microsecondsOf(delta), 1e6));
}

// --- Hashing -----------------------------------------------------------------------------------------------------------------

/** The bytes of a pickle. @param fold put into the byte that has room for it */
export function stateOf(self: PyDateTime | PyTime, fold: number): Uint8Array {
  const { hms, microsecond: us } = self;
  const flag = fold << 7;
  if (self instanceof PyTime)
    return Uint8Array.of(hourOf(hms) | flag, minuteOf(hms), secondOf(hms), us >> 16, us >> 8, us);
  const { ymd } = self;
  const day = [ymd >> 20, ymd >> 12, monthOf(ymd) | flag, dayOf(ymd)];
  return Uint8Array.of(...day, hourOf(hms), minuteOf(hms), secondOf(hms), us >> 16, us >> 8, us);
}

/** Equal ones have equal hashes whatever their zones: without an offset it is that of the state, else that of the time in UTC. */
function hashWith(self: PyDateTime | PyTime, offset: Offset): number {
  if (!(offset instanceof Timedelta)) return (self.hash = strHash(stateOf(self, 0)));
  const days = self instanceof PyDateTime ? dayOrdinal(self.ymd) : 0;
  const delta = normalizedDelta(
    days - offset.days,
    secondsOf(self.hms) - offset.seconds,
    self.microsecond - offset.microseconds,
  );
  return (self.hash = timedelta_hash(delta));
}

/** `hash()`: equal for what is the same moment in UTC. `fold` has no say. */
export function hashOfZoned(self: PyDateTime | PyTime): Result {
  if (self.hash !== NO_HASH) return self.hash;
  const offset = fixedOffset(self.tzinfo);
  if (offset !== undefined) return hashWith(self, offset);
  const argument = self instanceof PyDateTime ? unfolded(self) : None;
  return frozenFunction('datetime', 'hash_of').call2(self, argument);
}

/** Those without a zone, as keys of a dict. */
export function plainKeyOf(type: PyType): PlainKey {
  return {
    type,
    hash: (self) => {
      const { hash, tzinfo } = self as Zoned;
      if (tzinfo !== None) return undefined;
      return hash === NO_HASH ? hashWith(self as Zoned, None) : hash;
    },
    equal: (a, b) => clockOrder(a as Zoned, b as Zoned) === 0,
  };
}

/** A zone is asked about the first of two times that clocks show twice, as both are equal. */
function unfolded(self: PyDateTime): PyDateTime {
  return self.fold === 0 ? self : withFold(self, 0);
}

// --- For python/datetime.py ----------------------------------------------------------------------------------------------------

/** Whether an offset that a zone gave is within a day; throws TypeError for what is no timedelta. */
function checkOffset(delta: Value, name: Value): Result {
  if (delta instanceof Timedelta) return isOffset(delta);
  const message = `tzinfo.${String(name)}() must return None or timedelta, not '${typeOf(delta).name}'`;
  throw newException(typeErrorType, message);
}

type Zoned = PyDateTime | PyTime;

defineIntrinsics({
  datetime_is_offset: ['(delta, name, /)', checkOffset],
  datetime_order: [
    '(self, other, first, second, op, /)',
    (self: Zoned, other: Zoned, first: Offset, second: Offset, op: RichOperator): Result =>
      orderBy(self, other, first, second, op),
  ],
  datetime_test: ['(order, op, /)', (order: number, op: RichOperator): Result => RICH[op].test(order)],
  datetime_flipped: ['(dt, /)', (dt: PyDateTime): Result => withFold(dt, 1 - dt.fold)],
  datetime_differ: [
    '(a, b, /)',
    (a: Offset, b: Offset): Result =>
      !(a instanceof Timedelta) || !(b instanceof Timedelta) || deltaOrder(a, b) !== 0,
  ],
  datetime_sign: ['(delta, /)', (delta: Timedelta): Result => Math.sign(deltaOrder(delta, ZERO)) + 0],
  datetime_between: ['(a, b, first, second, /)', between],
  datetime_hash: ['(self, offset, /)', (self: Zoned, offset: Offset): Result => hashWith(self, offset)],
  datetime_since_epoch: [
    '(self, offset, /)',
    (self: PyDateTime, offset: Offset): Result =>
      offset instanceof Timedelta
        ? sinceEpoch(self, offset)
        : typeError("can't subtract offset-naive and offset-aware datetimes"),
  ],
});
