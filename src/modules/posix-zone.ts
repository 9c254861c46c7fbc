// Rules of a time zone as POSIX writes them: `EST+05EDT,M4.1.0,M10.5.0` (in TZ, and at the end of zone files).

/** What holds at a moment. */
export interface LocalTime {
  /** Seconds east of UTC. */
  offset: number;
  isDst: boolean;
  name: string;
}

/** When daylight time begins or ends in a year: a day, and seconds of local time from its midnight on. */
interface Change {
  dayOf: (year: number) => number;
  time: number;
}

const NAME = /^(?:<([^>]{3,})>|([A-Za-z]{3,}))/;
const OFFSET = /^([-+]?)(\d{1,3})(?::(\d{1,2}))?(?::(\d{1,2}))?/;
/** Where no rule is given: that of the United States. */
const USUAL_RULE = ',M3.2.0,M11.1.0';
const DAY = 86_400;
const HOUR = 3600;
const TWO_O_CLOCK = 2 * HOUR;

/** Reads a text from its beginning on. */
class Reader {
  private rest: string;
  constructor(text: string) {
    this.rest = text;
  }
  get isAtEnd(): boolean {
    return this.rest === '';
  }
  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.rest);
    if (found !== null) this.rest = this.rest.slice(found[0].length);
    return found;
  }
  name(): string | null {
    const found = this.take(NAME);
    return found === null ? null : (found[1] ?? found[2]!);
  }
  seconds(): number | null {
    const found = this.take(OFFSET);
    if (found === null) return null;
    const [hours, minutes, seconds] = [found[2], found[3], found[4]].map((n) => Number(n ?? 0));
    return (found[1] === '-' ? -1 : 1) * (hours! * HOUR + minutes! * 60 + seconds!);
  }
  change(): Change | null {
    const dayOf = this.day();
    if (dayOf === null) return null;
    const time = this.take(/^\//) === null ? TWO_O_CLOCK : this.seconds();
    return time === null ? null : { dayOf, time };
  }
  private day(): ((year: number) => number) | null {
    const month = this.take(/^,M(\d{1,2})\.(\d)\.(\d)/);
    if (month !== null) {
      const [m, week, weekday] = month.slice(1).map(Number);
      return (year) => dayOfMonth(year, m!, week!, weekday!);
    }
    const julian = this.take(/^,J(\d{1,3})/);
    if (julian !== null) return (year) => withoutLeapDay(year, Number(julian[1]));
    const day = this.take(/^,(\d{1,3})/);
    return day === null ? null : (year) => firstDay(year) + Number(day[1]);
  }
}

/** Number of the first day of a year, from 1970 on. */
function firstDay(year: number): number {
  return Date.UTC(year, 0, 1) / (1000 * DAY);
}

/** The week-th weekday of a month; the fifth is the last. */
function dayOfMonth(year: number, month: number, week: number, weekday: number): number {
  const first = Date.UTC(year, month - 1, 1) / (1000 * DAY);
  const length = Date.UTC(year, month, 1) / (1000 * DAY) - first;
  // 1970 began with a Thursday.
  const until = (((weekday - (first + 4)) % 7) + 7) % 7;
  let day = until + 7 * (week - 1);
  while (day >= length) day -= 7;
  return first + day;
}

/** Days counted from 1, as if there were no 29th of February. */
function withoutLeapDay(year: number, day: number): number {
  const isLeap = Date.UTC(year, 2, 1) - Date.UTC(year, 1, 1) > 28 * 1000 * DAY;
  return firstDay(year) + day - 1 + (isLeap && day >= 60 ? 1 : 0);
}

export class PosixZone {
  private readonly standard: LocalTime;
  private readonly daylight: LocalTime | null;
  private readonly changes: [begin: Change, end: Change] | null;

  private constructor(
    standard: LocalTime,
    daylight: LocalTime | null,
    changes: [begin: Change, end: Change] | null,
  ) {
    this.standard = standard;
    this.daylight = daylight;
    this.changes = changes;
  }

  /** The zone that a text describes; null if it describes none. */
  static parse(text: string): PosixZone | null {
    const reader = new Reader(text);
    const name = reader.name();
    const west = reader.seconds();
    if (name === null || west === null) return null;
    const standard = { offset: -west, isDst: false, name };
    if (reader.isAtEnd) return new PosixZone(standard, null, null);
    const other = reader.name();
    if (other === null) return null;
    const summer = reader.seconds();
    const offset = summer === null ? standard.offset + HOUR : -summer;
    const rules = reader.isAtEnd ? new Reader(USUAL_RULE) : reader;
    const begin = rules.change();
    const end = rules.change();
    if (begin === null || end === null || !rules.isAtEnd) return null;
    return new PosixZone(standard, { offset, isDst: true, name: other }, [begin, end]);
  }

  at(seconds: number): LocalTime {
    const { standard, daylight, changes } = this;
    if (daylight === null || changes === null) return standard;
    // The C library takes the changes of 1970 for all years before.
    const year = Math.max(1970, new Date((seconds + standard.offset) * 1000).getUTCFullYear());
    const [begin, end] = changes;
    const from = begin.dayOf(year) * DAY + begin.time - standard.offset;
    const to = end.dayOf(year) * DAY + end.time - daylight.offset;
    const isDaylight = from < to ? seconds >= from && seconds < to : seconds >= from || seconds < to;
    return isDaylight ? daylight : standard;
  }
}
