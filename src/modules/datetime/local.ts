// Timestamps and the host's time zone, as the C library's localtime and gmtime give them.
import { newException, osErrorType, overflowErrorType, valueErrorType } from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import type { Int } from '../../objects/conversion.ts';
import { localTimeAt } from '../local-zone.ts';
import {
  dayOfOrdinal,
  dayOrdinal,
  fieldsOfOrdinal,
  MAX_ORDINAL,
  MAXYEAR,
  MINYEAR,
  SECONDS_PER_DAY,
  secondsOf,
} from './calendar.ts';
import { normalizedDelta } from './make.ts';
import { TimeZone } from './objects.ts';

/** Days and seconds of the epoch in ordinals. */
export const EPOCH_ORDINAL = 719163;
export const EPOCH_SECONDS = EPOCH_ORDINAL * SECONDS_PER_DAY;

/** The longest time by which clocks have ever been put back, and more. */
const MAX_FOLD_SECONDS = 24 * 3600;

/** C keeps years since 1900 in an int: the last second it can break down. */
const MAX_SECONDS = 67768036191676799;
const MIN_SECONDS = -67768040609740800;

/** A timestamp: whole seconds since the epoch, and microseconds. */
export interface Timestamp {
  seconds: number;
  microseconds: number;
}

/** What a float or int stands for, rounded to microseconds, halves to even; throws ValueError or OverflowError. */
export function timestampOf(value: PyFloat | Int): Timestamp {
  if (!(value instanceof PyFloat)) return { seconds: wholeSeconds(value), microseconds: 0 };
  const { v } = value;
  checkNumber(v);
  let seconds = Math.trunc(v);
  let microseconds = roundHalfEven((v - seconds) * 1e6);
  if (microseconds >= 1e6) {
    microseconds -= 1e6;
    seconds++;
  } else if (microseconds < 0) {
    microseconds += 1e6;
    seconds--;
  }
  return { seconds: wholeSeconds(seconds), microseconds: microseconds + 0 };
}

function roundHalfEven(v: number): number {
  const rounded = Math.round(v);
  return Math.abs(v - Math.trunc(v)) === 0.5 ? 2 * Math.round(v / 2) : rounded;
}

/** What a float or int stands for in whole seconds, rounded down; throws ValueError or OverflowError. */
export function wholeTimestamp(value: PyFloat | Int): number {
  if (!(value instanceof PyFloat)) return wholeSeconds(value);
  checkNumber(value.v);
  return wholeSeconds(Math.floor(value.v));
}

function checkNumber(v: number): void {
  if (Number.isNaN(v)) throw newException(valueErrorType, 'Invalid value NaN (not a number)');
}

const TIME_T_LIMIT = 2 ** 63;

function wholeSeconds(n: Int): number {
  if (n >= TIME_T_LIMIT || n < -TIME_T_LIMIT)
    throw newException(overflowErrorType, 'timestamp out of range for platform time_t');
  if (n > MAX_SECONDS || n < MIN_SECONDS)
    throw newException(osErrorType, 75, 'Value too large for defined data type');
  return Number(n) + 0;
}

// --- Broken down -----------------------------------------------------------------------------------------------------------

/** The day of seconds of the epoch, by the clock they are of; throws ValueError for years that are none. */
export function dayAt(seconds: number): number {
  const ordinal = Math.floor(seconds / SECONDS_PER_DAY) + EPOCH_ORDINAL;
  if (ordinal < 1 || ordinal > MAX_ORDINAL) throw yearError(ordinal);
  return dayOfOrdinal(ordinal);
}

function yearError(ordinal: number): Error {
  // The calendar repeats itself every 146097 days, also backwards.
  const cycles = Math.floor((ordinal - 1) / 146097);
  const year = cycles * 400 + fieldsOfOrdinal(ordinal - cycles * 146097)[0];
  const message = `year must be in ${MINYEAR}..${MAXYEAR}, not ${year}`;
  return newException(valueErrorType, message) as unknown as Error;
}

/** The seconds since midnight of seconds of the epoch. */
export function secondsOfDay(seconds: number): number {
  return seconds - Math.floor(seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY;
}

/** What clocks in the local zone show at a moment, in seconds of the epoch. */
export function localSeconds(seconds: number): number {
  return seconds + localTimeAt(seconds).offset;
}

/** As `localSeconds`; throws ValueError for years out of range. */
function checkedLocal(seconds: number): number {
  const local = localSeconds(seconds);
  dayAt(local);
  return local;
}

/** Whether the clocks showed the time at this moment before, too; throws ValueError for years out of range. */
export function foldAt(seconds: number, local: number): number {
  const before = checkedLocal(seconds - MAX_FOLD_SECONDS);
  const transition = local - before - MAX_FOLD_SECONDS;
  return transition < 0 && checkedLocal(seconds + transition) === local ? 1 : 0;
}

// --- From local time ---------------------------------------------------------------------------------------------------------

/** The seconds that a clock shows, as if it were one of UTC. */
export function clockSeconds(ymd: number, hms: number): number {
  return (dayOrdinal(ymd) - EPOCH_ORDINAL) * SECONDS_PER_DAY + secondsOf(hms);
}

/**
 * The moment, in seconds of the epoch, at which clocks in the local zone show `shown`; of two the first, or with `fold` the second.
 * In a gap it is that of the offset before or after it. Throws ValueError.
 */
export function momentOf(shown: number, fold: number): number {
  const a = checkedLocal(shown) - shown;
  const u1 = shown - a;
  const t1 = checkedLocal(u1);
  let b: number;
  if (t1 === shown) {
    // There may be another, earlier or later.
    const u2 = fold === 1 ? u1 + MAX_FOLD_SECONDS : u1 - MAX_FOLD_SECONDS;
    b = checkedLocal(u2) - u2;
    if (a === b) return u1;
  } else b = t1 - u1;
  const u2 = shown - b;
  const t2 = checkedLocal(u2);
  if (t2 === shown) return u2;
  if (t1 === shown) return u1;
  return fold === 1 ? Math.min(u1, u2) : Math.max(u1, u2);
}

/** The local zone's offset and name at a moment, as a zone. */
export function localZoneAt(seconds: number): TimeZone {
  const { offset, name } = localTimeAt(seconds);
  return new TimeZone(normalizedDelta(0, offset, 0), name);
}

/** The local zone's offset and name at the moment at which its clocks show a time. */
export function localZoneFor(ymd: number, hms: number, fold: number): TimeZone {
  const shown = clockSeconds(ymd, hms);
  let moment = momentOf(shown, fold);
  const other = momentOf(shown, 1 - fold);
  // They differ the other way round in a gap.
  if (other !== moment && other > moment === (fold === 1)) moment = other;
  return localZoneAt(moment);
}
