// The rule of a POSIX TZ string, `CET-1CEST,M3.5.0,M10.5.0/3`: what a zone file ends with.
//
//     std offset [dst [offset] , start [/time] , end [/time]]
//
// Offsets count westwards in the text and eastwards here. Moments are in seconds of the epoch; what clocks show is in the same unit,
// as if they were clocks of UTC.
import { daysInMonth, isLeap, ordinalOf, SECONDS_PER_DAY } from '../datetime/calendar.ts';

export interface ZoneKind {
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly name: string;
}

/** A day of the year and the time of that day, in seconds. */
type Change = (
  | { month: number; week: number; weekday: number }
  /** Days since New Year, and whether 29 February makes it one more. */
  | { index: number; leaps: boolean }
) & { time: number };

const EPOCH_ORDINAL = 719163;

/** What clocks show at the change in a year. */
function shownAt(change: Change, year: number): number {
  const newYear = ordinalOf(year, 1, 1) - EPOCH_ORDINAL;
  if ('index' in change) {
    const day = change.index + (change.leaps && isLeap(year) ? 1 : 0);
    return (newYear + day) * SECONDS_PER_DAY + change.time;
  }
  const { month, week, weekday } = change;
  const first = ordinalOf(year, month, 1);
  let day = 1 + ((weekday - (first % 7) + 7) % 7) + (week - 1) * 7;
  if (day > daysInMonth(year, month)) day -= 7;
  return (first - EPOCH_ORDINAL + day - 1) * SECONDS_PER_DAY + change.time;
}

export class PosixRule {
  readonly standard: ZoneKind;
  /** Null where clocks are never changed. */
  readonly daylight: ZoneKind | null;
  private readonly start: Change | null;
  private readonly end: Change | null;

  constructor(standard: ZoneKind, daylight: ZoneKind | null, start: Change | null, end: Change | null) {
    this.standard = standard;
    this.daylight = daylight;
    this.start = start;
    this.end = end;
  }

  /** By how much clocks are advanced. */
  get difference(): number {
    return this.daylight === null ? 0 : this.daylight.offset - this.standard.offset;
  }

  /** Whether daylight time holds when clocks show a time in a year, the first time they do or (`fold`) the second. */
  isDaylightShown(shown: number, year: number, fold: number): boolean {
    if (this.start === null || this.end === null) return false;
    let start = shownAt(this.start, year);
    let end = shownAt(this.end, year);
    const { difference } = this;
    if ((fold === 1) === difference >= 0) end -= difference;
    else start += difference;
    return start < end ? start <= shown && shown < end : !(end <= shown && shown < start);
  }

  /** The moments at which daylight time begins and ends in a year. */
  changes(year: number): [start: number, end: number] {
    return [
      shownAt(this.start!, year) - this.standard.offset,
      shownAt(this.end!, year) - this.daylight!.offset,
    ];
  }

  /** Whether daylight time holds at a moment in a year. */
  isDaylightAt(moment: number, year: number): boolean {
    if (this.start === null || this.end === null) return false;
    const [start, end] = this.changes(year);
    return start < end ? start <= moment && moment < end : !(end <= moment && moment < start);
  }
}

// --- Reading -----------------------------------------------------------------------------------------------------------------

const NAME = '(<[A-Za-z0-9+-]+>|[A-Za-z]+)';
const OFFSET = '([+-]?\\d{1,2}(?::\\d\\d(?::\\d\\d)?)?)';
const ZONES = new RegExp(`^${NAME}${OFFSET}(?:${NAME}${OFFSET}?)?$`);
const DATE = /^(?:M(\d\d?)\.(\d)\.(\d)|(J?)(\d{1,3}))(?:\/([+-]?\d{1,3}(?::\d\d(?::\d\d)?)?))?$/;

function secondsIn(text: string): number {
  const [hours, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
  const total = hours! * 3600 + minutes * 60 + seconds;
  return text.startsWith('-') ? 0 - total : total;
}

function kindOf(name: string, offset: number): ZoneKind {
  return { name: name.replace(/[<>]/g, ''), offset };
}

/** Seconds east of UTC of an offset as it is written; undefined beyond 24 hours. */
function eastOf(text: string): number | undefined {
  const seconds = secondsIn(text);
  return Math.abs(seconds) >= 25 * 3600 ? undefined : 0 - seconds;
}

/**
 * A day of the year as the library's zoneinfo counts it: the 0 of POSIX is the last day of the year before, and J59 in leap years
 * 29 February. (The C library does neither, see local-zone.ts.)
 */
function dayOfYear(n: number, isJulian: boolean): { index: number; leaps: boolean } {
  return { index: n - 1, leaps: isJulian && n >= 59 };
}

function changeOf(text: string): Change | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, month, week, weekday, julian, day, time] = match;
  const seconds = time === undefined ? 7200 : secondsIn(time);
  if (Math.abs(seconds) >= 168 * 3600) return undefined;
  if (month === undefined) {
    const n = Number(day);
    const isGood = julian === 'J' ? n >= 1 && n <= 365 : n <= 365;
    return isGood ? { ...dayOfYear(n, julian === 'J'), time: seconds } : undefined;
  }
  const [m, w, d] = [Number(month), Number(week), Number(weekday)];
  const isGood = m >= 1 && m <= 12 && w >= 1 && w <= 5 && d <= 6;
  return isGood ? { month: m, week: w, weekday: d, time: seconds } : undefined;
}

/** The rule that a text says; undefined when it is none. */
export function parsePosixRule(text: string): PosixRule | undefined {
  const [zones, ...dates] = text.split(',');
  const match = ZONES.exec(zones!);
  if (match === null) return undefined;
  const [, name, offset, daylightName, daylightOffset] = match;
  const east = eastOf(offset!);
  if (east === undefined) return undefined;
  const standard = kindOf(name!, east);
  if (daylightName === undefined)
    return dates.length === 0 ? new PosixRule(standard, null, null, null) : undefined;
  const daylightEast = daylightOffset === undefined ? east + 3600 : eastOf(daylightOffset);
  if (daylightEast === undefined || dates.length !== 2) return undefined;
  const [start, end] = dates.map(changeOf);
  if (start === undefined || end === undefined) return undefined;
  return new PosixRule(standard, kindOf(daylightName, daylightEast), start, end);
}
