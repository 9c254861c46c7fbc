// The proleptic Gregorian calendar: years from 1 on, ordinals of days (1 is 1 January of year 1), weeks of ISO 8601.
//
// A day is one number, `year << 12 | month << 8 | day`, and a time of day `hour << 16 | minute << 8 | second`: in them stand the bytes
// of CPython's pickles, and they are in order when the days and times are.

export const MINYEAR = 1;
export const MAXYEAR = 9999;
/** The ordinal of 31 December 9999. */
export const MAX_ORDINAL = 3652059;
export const SECONDS_PER_DAY = 86400;

const DAYS_IN_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE_MONTH = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const DAYS_IN_4_YEARS = 1461;
const DAYS_IN_100_YEARS = 36524;
const DAYS_IN_400_YEARS = 146097;

/** A day in one int: days compare as their ints. Nothing is checked. */
export function packDay(year: number, month: number, day: number): number {
  return (year << 12) | (month << 8) | day;
}
export function yearOf(ymd: number): number {
  return ymd >> 12;
}
export function monthOf(ymd: number): number {
  return (ymd >> 8) & 15;
}
export function dayOf(ymd: number): number {
  return ymd & 255;
}

/** A time in one int, seconds being the last 8 bits: times compare as their ints. Nothing is checked. */
export function packTime(hour: number, minute: number, second: number): number {
  return (hour << 16) | (minute << 8) | second;
}
export function hourOf(hms: number): number {
  return hms >> 16;
}
export function minuteOf(hms: number): number {
  return (hms >> 8) & 255;
}
export function secondOf(hms: number): number {
  return hms & 255;
}

/** Seconds since midnight. */
export function secondsOf(hms: number): number {
  return hourOf(hms) * 3600 + minuteOf(hms) * 60 + secondOf(hms);
}

/** The time of day that is so many seconds after midnight. */
export function timeOfSeconds(seconds: number): number {
  const minutes = (seconds / 60) | 0;
  const hours = (minutes / 60) | 0;
  return packTime(hours, minutes - hours * 60, seconds - minutes * 60);
}

/** By the Gregorian calendar, for all years. */
export function isLeap(year: number): boolean {
  return (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 28 to 31; months count from 1. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : DAYS_IN_MONTH[month]!;
}

/** Days of the year before the first of the month. */
export function daysBeforeMonth(year: number, month: number): number {
  const days = DAYS_BEFORE_MONTH[month]!;
  return month > 2 && isLeap(year) ? days + 1 : days;
}

function daysBeforeYear(year: number): number {
  const y = year - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
}

/** `toordinal()`: 1 is the first of January in the year 1. */
export function ordinalOf(year: number, month: number, day: number): number {
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + day;
}

/** The ordinal of a day. */
export function dayOrdinal(ymd: number): number {
  return ordinalOf(yearOf(ymd), monthOf(ymd), dayOf(ymd));
}

/** Year, month and day of an ordinal that is at least 1, however large. */
export function fieldsOfOrdinal(ordinal: number): [year: number, month: number, day: number] {
  const cycles = Math.floor((ordinal - 1) / DAYS_IN_400_YEARS);
  const ymd = dayOfOrdinal(ordinal - cycles * DAYS_IN_400_YEARS);
  return [cycles * 400 + yearOf(ymd), monthOf(ymd), dayOf(ymd)];
}

/** The day with an ordinal, which is at least 1 and not above MAX_ORDINAL. */
export function dayOfOrdinal(ordinal: number): number {
  let n = (ordinal - 1) | 0;
  const n400 = (n / DAYS_IN_400_YEARS) | 0;
  n -= n400 * DAYS_IN_400_YEARS;
  const n100 = (n / DAYS_IN_100_YEARS) | 0;
  n -= n100 * DAYS_IN_100_YEARS;
  const n4 = (n / DAYS_IN_4_YEARS) | 0;
  n -= n4 * DAYS_IN_4_YEARS;
  const n1 = (n / 365) | 0;
  n -= n1 * 365;
  const year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1;
  // The last day of a cycle of 4 or 400 years counts as one of a fifth year or century.
  if (n1 === 4 || n100 === 4) return packDay(year - 1, 12, 31);
  let month = (n + 50) >> 5; // right or one too many
  let before = daysBeforeMonth(year, month);
  if (before > n) {
    month--;
    before = daysBeforeMonth(year, month);
  }
  return packDay(year, month, n - before + 1);
}

/** 0 for Monday. */
export function weekday(ymd: number): number {
  return (dayOrdinal(ymd) + 6) % 7;
}

/** The ordinal of the Monday of the first ISO week, which is the one with the first Thursday. */
export function isoWeek1Monday(year: number): number {
  const first = ordinalOf(year, 1, 1);
  const firstWeekday = (first + 6) % 7;
  return first - firstWeekday + (firstWeekday > 3 ? 7 : 0);
}

/** What is wrong with a day of the ISO calendar. */
export type IsoError = 'year' | 'week' | 'weekday';

/** The ordinal of a day of the ISO calendar, which may be one of the year 10000. */
export function isoOrdinal(year: number, week: number, day: number): number | IsoError {
  if (year < MINYEAR || year > MAXYEAR) return 'year';
  if (week < 1 || week > 53 || (week === 53 && !hasWeek53(year))) return 'week';
  if (day < 1 || day > 7) return 'weekday';
  return isoWeek1Monday(year) + (week - 1) * 7 + day - 1;
}

/** Years that begin with a Thursday have 53 weeks, and leap years that begin with a Wednesday. */
function hasWeek53(year: number): boolean {
  const first = (ordinalOf(year, 1, 1) + 6) % 7;
  return first === 3 || (first === 2 && isLeap(year));
}
