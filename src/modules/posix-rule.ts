// The rule of a POSIX TZ string, `CET-1CEST,M3.5.0,M10.5.0/3`: in the environment's TZ, and what a zone file ends with.
//
//     std offset [dst [offset] , start [/time] , end [/time]]
//
// Offsets count westwards in the text and eastwards here. Moments are in seconds of the epoch; what clocks show is in the same unit,
// as if they were clocks of UTC.
import { daysInMonth, isLeap, ordinalOf, SECONDS_PER_DAY } from './datetime/calendar.ts';

export interface ZoneKind {
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly name: string;
}

/** Days since New Year, and whether 29 February makes it one more. */
export interface DayOfYear {
  readonly index: number;
  readonly leaps: boolean;
}

/** A day of the year and the time of that day, in seconds. */
type Change = ({ month: number; week: number; weekday: number } | DayOfYear) & { time: number };

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

/** What those who read such texts differ in. The patterns are for the beginning of what is left to read. */
export interface Dialect {
  /** A name, in brackets or without: the first or the second group. */
  readonly name: RegExp;
  /** Sign, hours, minutes, seconds. */
  readonly offset: RegExp;
  /** The offset's limit in seconds, which it does not reach. */
  readonly offsetLimit: number;
  /** The same for the time of a change. */
  readonly time: RegExp;
  readonly timeLimit: number;
  /** The changes where none are given; null: they have to be. */
  readonly usualChanges: string | null;
  /** What the day `n` of a year is, or `Jn` (`isJulian`). */
  readonly dayOfYear: (n: number, isJulian: boolean) => DayOfYear;
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

const HOUR = 3600;
const TWO_O_CLOCK = 2 * HOUR;

/** Reads a text from its beginning on. What is undefined is not there, or wrong. */
class Reader {
  private rest: string;
  private readonly dialect: Dialect;

  constructor(text: string, dialect: Dialect) {
    this.rest = text;
    this.dialect = dialect;
  }

  get isAtEnd(): boolean {
    return this.rest === '';
  }

  get isAtChanges(): boolean {
    return this.rest.startsWith(',');
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.rest);
    if (found !== null) this.rest = this.rest.slice(found[0].length);
    return found;
  }

  private seconds(pattern: RegExp, limit: number): number | undefined {
    const found = this.take(pattern);
    if (found === null) return undefined;
    const [hours, minutes, seconds] = [found[2], found[3], found[4]].map((n) => Number(n ?? 0));
    const total = hours! * HOUR + minutes! * 60 + seconds!;
    if (total >= limit) return undefined;
    return found[1] === '-' ? 0 - total : total;
  }

  name(): string | undefined {
    const found = this.take(this.dialect.name);
    return found === null ? undefined : (found[1] ?? found[2]!);
  }

  /** An offset, in seconds east of UTC. */
  east(): number | undefined {
    const west = this.seconds(this.dialect.offset, this.dialect.offsetLimit);
    return west === undefined ? undefined : 0 - west;
  }

  change(): Change | undefined {
    const day = this.day();
    if (day === undefined) return undefined;
    const { time: pattern, timeLimit } = this.dialect;
    const time = this.take(/^\//) === null ? TWO_O_CLOCK : this.seconds(pattern, timeLimit);
    return time === undefined ? undefined : { ...day, time };
  }

  private day(): { month: number; week: number; weekday: number } | DayOfYear | undefined {
    const date = this.take(/^,M(\d\d?)\.(\d)\.(\d)/);
    if (date !== null) {
      const [month, week, weekday] = date.slice(1).map(Number) as [number, number, number];
      const isGood = month >= 1 && month <= 12 && week >= 1 && week <= 5 && weekday <= 6;
      return isGood ? { month, week, weekday } : undefined;
    }
    const day = this.take(/^,(J?)(\d{1,3})/);
    if (day === null) return undefined;
    const isJulian = day[1] === 'J';
    const n = Number(day[2]);
    return n > 365 || (isJulian && n === 0) ? undefined : this.dialect.dayOfYear(n, isJulian);
  }
}

/** The rule that a text says; undefined when it is none. */
export function parsePosixRule(text: string, dialect: Dialect): PosixRule | undefined {
  const reader = new Reader(text, dialect);
  const name = reader.name();
  const east = reader.east();
  if (name === undefined || east === undefined) return undefined;
  const standard = { name, offset: east };
  if (reader.isAtEnd) return new PosixRule(standard, null, null, null);
  const daylightName = reader.name();
  if (daylightName === undefined) return undefined;
  // No offset is one hour more.
  const offset = reader.isAtEnd || reader.isAtChanges ? east + HOUR : reader.east();
  const { usualChanges } = dialect;
  const changes = reader.isAtEnd && usualChanges !== null ? new Reader(usualChanges, dialect) : reader;
  const start = changes.change();
  const end = changes.change();
  if (offset === undefined || start === undefined || end === undefined || !changes.isAtEnd) return undefined;
  return new PosixRule(standard, { name: daylightName, offset }, start, end);
}
