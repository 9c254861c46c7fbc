// Dates, times and durations as text.
import { dayOf, hourOf, minuteOf, monthOf, secondOf, weekday, yearOf } from './calendar.ts';
import type { Timedelta } from './objects.ts';

/** Ints below 100 in two digits. */
const TWO_DIGITS = Array.from({ length: 256 }, (_, i) => (i < 10 ? `0${i}` : String(i)));

/**
 * A number of that many digits or fewer with zeros in front; for those of dates and times a look into a table or little more.
 */
export function two(n: number): string {
  return TWO_DIGITS[n]!;
}
export function three(n: number): string {
  return n < 10 ? `00${n}` : n < 100 ? `0${n}` : String(n);
}
export function four(n: number): string {
  return n < 1000 ? `0${three(n)}` : String(n);
}
export function six(n: number): string {
  const high = (n / 1000) | 0;
  return three(high) + three(n - high * 1000);
}

/** YYYY-MM-DD. */
export function dayText(ymd: number): string {
  return `${four(yearOf(ymd))}-${two(monthOf(ymd))}-${two(dayOf(ymd))}`;
}

/** The time of day as precise as `timespec` says; undefined for one that does not exist. */
export function timeText(hms: number, microsecond: number, timespec: string): string | undefined {
  const minutes = `${two(hourOf(hms))}:${two(minuteOf(hms))}`;
  if (timespec === 'auto') timespec = microsecond === 0 ? 'seconds' : 'microseconds';
  switch (timespec) {
    case 'hours':
      return two(hourOf(hms));
    case 'minutes':
      return minutes;
    case 'seconds':
      return `${minutes}:${two(secondOf(hms))}`;
    case 'milliseconds':
      return `${minutes}:${two(secondOf(hms))}.${three((microsecond / 1000) | 0)}`;
    case 'microseconds':
      return `${minutes}:${two(secondOf(hms))}.${six(microsecond)}`;
    default:
      return undefined;
  }
}

/** An offset from UTC: sign, hours, minutes, and what more it has. */
export function offsetText({ days, seconds, microseconds }: Timedelta, separator: string): string {
  let us = microseconds;
  let rest = seconds;
  if (days < 0) {
    us = us === 0 ? 0 : 1e6 - us;
    rest = 86400 - rest - (us === 0 ? 0 : 1);
  }
  const minutes = Math.floor(rest / 60);
  const second = rest % 60;
  let text = `${days < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
  if (second !== 0 || us !== 0) text += separator + two(second);
  return us === 0 ? text : `${text}.${six(us)}`;
}

/** `str` of a duration. */
export function durationText({ days, seconds, microseconds }: Timedelta): string {
  const minutes = Math.floor(seconds / 60);
  let text = `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
  if (microseconds !== 0) text += `.${six(microseconds)}`;
  return days === 0 ? text : `${days} day${days === 1 || days === -1 ? '' : 's'}, ${text}`;
}

const DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** As C's ctime. */
export function ctimeText(ymd: number, hms: number): string {
  const time = `${two(hourOf(hms))}:${two(minuteOf(hms))}:${two(secondOf(hms))}`;
  const day = String(dayOf(ymd)).padStart(2);
  return `${DAYS[weekday(ymd)]} ${MONTHS[monthOf(ymd) - 1]} ${day} ${time} ${four(yearOf(ymd))}`;
}
