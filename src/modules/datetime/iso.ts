// Reading ISO 8601, as far as `fromisoformat` does. C goes through bytes that end in a zero; so reading goes on here until it finds what
// does not fit, which charCodeAt says of the end as well (NaN).
import { fieldsOfOrdinal, isoOrdinal } from './calendar.ts';

const ZERO = 48;
const DASH = 45;
const COLON = 58;

/** What was read. Fields that were not there are 0. */
export interface IsoFields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  hasOffset: boolean;
  /** Seconds east of UTC, and microseconds of the same sign. */
  offset: number;
  offsetMicroseconds: number;
}

/** The fields of the text that was read last: reading makes no objects. */
export const iso: IsoFields = {
  year: 0,
  month: 0,
  day: 0,
  hour: 0,
  minute: 0,
  second: 0,
  microsecond: 0,
  hasOffset: false,
  offset: 0,
  offsetMicroseconds: 0,
};

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

/** The number that `count` digits make; -1 where there are others. */
function digits(text: string, at: number, count: number): number {
  let n = 0;
  for (let i = at; i < at + count; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return -1;
    n = n * 10 + code - ZERO;
  }
  return n;
}

/** Reads the date at the start of a text, which goes up to `end`; false when it is none. */
function readDate(text: string, end: number): boolean {
  const year = digits(text, 0, 4);
  if (year < 0) return false;
  const separated = text.charCodeAt(4) === DASH;
  let at = separated ? 5 : 4;
  if (text[at] === 'W') return readWeek(text, at + 1, end, year, separated);
  const month = digits(text, at, 2);
  if (month < 0) return false;
  at += 2;
  if (separated && text.charCodeAt(at++) !== DASH) return false;
  const day = digits(text, at, 2);
  if (day < 0) return false;
  iso.year = year;
  iso.month = month;
  iso.day = day;
  return true;
}

function readWeek(text: string, at: number, end: number, year: number, separated: boolean): boolean {
  const week = digits(text, at, 2);
  if (week < 0) return false;
  at += 2;
  let day = 1;
  if (at < end) {
    if (separated && text.charCodeAt(at++) !== DASH) return false;
    day = digits(text, at, 1);
  }
  const ordinal = isoOrdinal(year, week, day);
  if (typeof ordinal !== 'number') return false;
  [iso.year, iso.month, iso.day] = fieldsOfOrdinal(ordinal);
  return true;
}

/** Reads what `date.fromisoformat` takes. */
export function readIsoDate(text: string): boolean {
  const { length } = text;
  return (length === 7 || length === 8 || length === 10) && readDate(text, length);
}

// --- Times -----------------------------------------------------------------------------------------------------------------

/** The parts of a clock time, read by `readClock`. */
let hour = 0;
let minute = 0;
let second = 0;
let microsecond = 0;

/** What reading a clock time came to: nothing but it was there, something follows, or it is none. */
const WHOLE = 0;
const MORE = 1;
const BAD = 2;

/** Reads [HH[:?MM[:?SS[.fff...]]]] from `at` up to `end`. */
function readClock(text: string, at: number, end: number): number {
  hour = minute = second = microsecond = 0;
  let separated = true;
  for (let i = 0; i < 3; i++) {
    const n = digits(text, at, 2);
    if (n < 0) return BAD;
    if (i === 0) hour = n;
    else if (i === 1) minute = n;
    else second = n;
    at += 2;
    const code = text.charCodeAt(at++);
    if (i === 0) separated = code === COLON;
    if (at >= end) return at > text.length || code === 0 ? WHOLE : MORE;
    if (separated && code === COLON) {
      if (i === 2) return BAD;
    } else if (code === 46 || code === 44) {
      if (i < 2) return BAD;
      break;
    } else if (!separated) at--;
    else return BAD;
  }
  return readFraction(text, at, end);
}

const SCALE = [0, 100000, 10000, 1000, 100, 10, 1];

function readFraction(text: string, at: number, end: number): number {
  const count = Math.min(end - at, 6);
  const n = digits(text, at, count);
  if (n < 0) return BAD;
  microsecond = n * SCALE[count]!;
  at += count;
  while (isDigit(text.charCodeAt(at))) at++;
  return at >= text.length || text.charCodeAt(at) === 0 ? WHOLE : MORE;
}

/** Reads the time that begins at `start`, with an offset or without. */
function readTime(text: string, start: number): boolean {
  const end = text.length;
  let at = start;
  // The first character is looked at even where there is none.
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 90 || code === 43 || code === DASH || ++at >= end) break;
  }
  const outcome = readClock(text, start, at);
  if (outcome === BAD) return false;
  iso.hour = hour;
  iso.minute = minute;
  iso.second = second;
  iso.microsecond = microsecond;
  iso.hasOffset = at < end;
  if (at >= end) return outcome === WHOLE;
  if (text.charCodeAt(at) === 90) {
    iso.offset = iso.offsetMicroseconds = 0;
    return at + 1 >= end;
  }
  const sign = text.charCodeAt(at) === DASH ? -1 : 1;
  if (readClock(text, at + 1, end) !== WHOLE) return false;
  iso.offset = sign * (hour * 3600 + minute * 60 + second) + 0;
  iso.offsetMicroseconds = sign * microsecond + 0;
  return true;
}

/** Reads what `time.fromisoformat` takes. */
export function readIsoTime(text: string): boolean {
  return readTime(text, text.charCodeAt(0) === 84 ? 1 : 0);
}

/**
 * Reads what `datetime.fromisoformat` takes.
 * @param text in which no character but the one that separates date and time may be a surrogate
 */
export function readIsoDateTime(text: string): boolean {
  const { length } = text;
  if (length < 7) return false;
  iso.hour = iso.minute = iso.second = iso.microsecond = 0;
  iso.hasOffset = false;
  const at = separatorAt(text);
  if (at < 0 || !readDate(text, at)) return false;
  if (length <= at) return true;
  return readTime(text, at + (text.codePointAt(at)! > 0xffff ? 2 : 1));
}

/** Where the date ends, by its first characters; -1: it is none. */
function separatorAt(text: string): number {
  const { length } = text;
  if (length === 7) return 7;
  if (text.charCodeAt(4) === DASH) {
    if (text[5] !== 'W') return 10;
    if (length === 8 || text.charCodeAt(8) !== DASH) return 8;
    if (length === 9) return -1;
    // YYYY-Www-D or YYYY-Www-HH: digits behind it make it the latter.
    return length > 10 && isDigit(text.charCodeAt(10)) ? 8 : 10;
  }
  if (text[4] !== 'W') return 8;
  let at = 7;
  while (at < length && isDigit(text.charCodeAt(at))) at++;
  if (at < 9) return at;
  return at % 2 === 0 ? 7 : 8;
}
