// Making objects of the module's classes: the limits of their fields, and calling subclasses.
import { newException, overflowErrorType, typeErrorType, valueErrorType } from '../../objects/exception.ts';
import { None } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import type { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { callKw, callN } from '../../operators/call.ts';
import {
  dayOf,
  daysInMonth,
  hourOf,
  MAX_ORDINAL,
  MAXYEAR,
  MINYEAR,
  minuteOf,
  monthOf,
  packDay,
  packTime,
  SECONDS_PER_DAY,
  secondOf,
  yearOf,
  dayOfOrdinal,
  dayOrdinal,
} from './calendar.ts';
import {
  datetimeType,
  dateType,
  PyDate,
  PyDateTime,
  PyTime,
  Timedelta,
  timedeltaType,
  timeType,
  TzInfo,
  ZERO,
} from './objects.ts';

/** The TypeError, ValueError or OverflowError to be thrown. */
const error = newException;

// --- Days and times ------------------------------------------------------------------------------------------------------

/** A day from its parts; throws ValueError. */
export function checkedDay(year: number, month: number, day: number): number {
  if (year < MINYEAR || year > MAXYEAR || month < 1 || month > 12 || day < 1 || day > 28)
    checkDay(year, month, day);
  return packDay(year, month, day);
}

function checkDay(year: number, month: number, day: number): void {
  if (year < MINYEAR || year > MAXYEAR)
    throw error(valueErrorType, `year must be in ${MINYEAR}..${MAXYEAR}, not ${year}`);
  if (month < 1 || month > 12) throw error(valueErrorType, `month must be in 1..12, not ${month}`);
  const days = daysInMonth(year, month);
  if (day < 1 || day > days) {
    const where = `for month ${month} in year ${year}`;
    throw error(valueErrorType, `day ${day} must be in range 1..${days} ${where}`);
  }
}

/** A time of day from its parts; throws ValueError. */
export function checkedTime(hour: number, minute: number, second: number): number {
  if (hour < 0 || hour > 23) throw error(valueErrorType, `hour must be in 0..23, not ${hour}`);
  if (minute < 0 || minute > 59) throw error(valueErrorType, `minute must be in 0..59, not ${minute}`);
  if (second < 0 || second > 59) throw error(valueErrorType, `second must be in 0..59, not ${second}`);
  return packTime(hour, minute, second);
}

/** Throws ValueError or TypeError for what is out of range. */
export function checkRest(microsecond: number, fold: number, tzinfo: Value): void {
  if (microsecond < 0 || microsecond > 999999)
    throw error(valueErrorType, `microsecond must be in 0..999999, not ${microsecond}`);
  if (fold !== 0 && fold !== 1) throw error(valueErrorType, `fold must be either 0 or 1, not ${fold}`);
  checkZone(tzinfo);
}

/** Throws TypeError for what is no zone, nor None. */
export function checkZone(tzinfo: Value): void {
  if (tzinfo === None || tzinfo instanceof TzInfo) return;
  const name = typeOf(tzinfo).name;
  throw error(typeErrorType, `tzinfo argument must be None or of a tzinfo subclass, not type '${name}'`);
}

// --- Objects of a class, without calling it --------------------------------------------------------------------------------

/** An object of the class or of a subclass, whose `__new__` and `__init__` are not called. The parts are not checked. */
export function newDate(cls: PyType, ymd: number): PyDate {
  if (cls === dateType) return new PyDate(ymd);
  const self = new cls.Ctor() as PyDate;
  self.ymd = ymd;
  return self;
}

/** As `newDate`: nothing is called or checked. */
export function newDateTime(
  cls: PyType,
  ymd: number,
  hms: number,
  microsecond: number,
  tzinfo: Value,
  fold: number,
): PyDateTime {
  if (cls === datetimeType) return new PyDateTime(ymd, hms, microsecond, tzinfo, fold);
  const self = new cls.Ctor() as PyDateTime;
  self.ymd = ymd;
  self.hms = hms;
  self.microsecond = microsecond;
  self.tzinfo = tzinfo;
  self.fold = fold;
  return self;
}

/** As `newDate`: nothing is called or checked. */
export function newTime(cls: PyType, hms: number, microsecond: number, tzinfo: Value, fold: number): PyTime {
  if (cls === timeType) return new PyTime(hms, microsecond, tzinfo, fold);
  const self = new cls.Ctor() as PyTime;
  self.hms = hms;
  self.microsecond = microsecond;
  self.tzinfo = tzinfo;
  self.fold = fold;
  return self;
}

/** The same date and time in another fold, of the same class; throws ValueError if an old pickle made it of nonsense. */
export function withFold(self: PyDateTime, fold: number): PyDateTime {
  const { ymd, hms } = self;
  checkedDay(yearOf(ymd), monthOf(ymd), dayOf(ymd));
  checkedTime(hourOf(hms), minuteOf(hms), secondOf(hms));
  return newDateTime(self.cls, ymd, hms, self.microsecond, self.tzinfo, fold);
}

// --- Durations -------------------------------------------------------------------------------------------------------------

const MAX_DELTA_DAYS = 999999999;

/** A duration whose seconds and microseconds are in their ranges; throws OverflowError. */
export function newDelta(
  days: number,
  seconds: number,
  microseconds: number,
  cls: PyType = timedeltaType,
): Timedelta {
  if (days > MAX_DELTA_DAYS || days < -MAX_DELTA_DAYS)
    throw error(overflowErrorType, `days=${days}; must have magnitude <= ${MAX_DELTA_DAYS}`);
  if (cls === timedeltaType)
    return days === 0 && seconds === 0 && microseconds === 0
      ? ZERO
      : new Timedelta(days, seconds, microseconds);
  const self = new cls.Ctor() as Timedelta;
  self.days = days;
  self.seconds = seconds;
  self.microseconds = microseconds;
  return self;
}

/** A duration from safe ints; throws OverflowError. */
export function normalizedDelta(
  days: number,
  seconds: number,
  microseconds: number,
  cls: PyType = timedeltaType,
): Timedelta {
  if (microseconds < 0 || microseconds >= 1e6) {
    const carry = Math.floor(microseconds / 1e6);
    microseconds -= carry * 1e6;
    seconds += carry;
  }
  if (seconds < 0 || seconds >= SECONDS_PER_DAY) {
    const carry = Math.floor(seconds / SECONDS_PER_DAY);
    seconds -= carry * SECONDS_PER_DAY;
    days += carry;
  }
  // Beyond this C complains of the size of the number, not of the days.
  if (days > 0x7fffffff || days < -0x80000000) throw tooLarge();
  return newDelta(days, seconds, microseconds, cls);
}

/** The OverflowError for days that are no C int. */
export function tooLarge(): Error {
  return error(overflowErrorType, 'Python int too large to convert to C int') as unknown as Error;
}

/** Whether a duration is within a day, as offsets from UTC must be. */
export function isOffset({ days, seconds, microseconds }: Timedelta): boolean {
  return days === 0 || (days === -1 && (seconds > 0 || microseconds > 0));
}

// --- Adding a duration -------------------------------------------------------------------------------------------------------

/** The day so many days later; throws OverflowError. */
export function addDays(ymd: number, days: number): number {
  if (days === 0) return ymd;
  const day = dayOf(ymd) + days;
  if (day >= 1 && day <= 28) return ymd + days;
  const ordinal = dayOrdinal(ymd) + days;
  if (ordinal < 1 || ordinal > MAX_ORDINAL) throw error(overflowErrorType, 'date value out of range');
  return dayOfOrdinal(ordinal);
}

// --- Calling the class -------------------------------------------------------------------------------------------------------

/** An object of `cls`, which is date or derives from it: subclasses are called. */
export function dateOf(cls: PyType, ymd: number): Result {
  if (cls === dateType) return new PyDate(ymd);
  if (cls === datetimeType) return new PyDateTime(ymd, 0, 0, None, 0);
  return callN(cls, [yearOf(ymd), monthOf(ymd), dayOf(ymd)]);
}

/** An object of `cls`, which is datetime or derives from it: subclasses are called. */
export function dateTimeOf(
  cls: PyType,
  ymd: number,
  hms: number,
  microsecond: number,
  tzinfo: Value,
  fold: number,
): Result {
  if (cls === datetimeType) return new PyDateTime(ymd, hms, microsecond, tzinfo, fold);
  const args = [yearOf(ymd), monthOf(ymd), dayOf(ymd), hourOf(hms), minuteOf(hms), secondOf(hms)];
  return calledWithFold(cls, [...args, microsecond, tzinfo], fold);
}

/** An object of `cls`, which is time or derives from it: subclasses are called. */
export function timeOf(cls: PyType, hms: number, microsecond: number, tzinfo: Value, fold: number): Result {
  if (cls === timeType) return new PyTime(hms, microsecond, tzinfo, fold);
  return calledWithFold(cls, [hourOf(hms), minuteOf(hms), secondOf(hms), microsecond, tzinfo], fold);
}

const FOLD = ['fold'];

/** The fold is only handed over when there is one. */
export function calledWithFold(cls: PyType, args: Value[], fold: number): Result {
  return fold === 0 ? callN(cls, args) : callKw(cls, [...args, fold], FOLD);
}
