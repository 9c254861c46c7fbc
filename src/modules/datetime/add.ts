// Adding a duration to a date with time.
import type { Result } from '../../objects/object.ts';
import { secondsOf, timeOfSeconds } from './calendar.ts';
import { addDays, dateTimeOf } from './make.ts';
import type { PyDateTime, Timedelta } from './objects.ts';

/** The last result of `addTime`: one record, to be read at once. `ymd` and `hms` as in objects.ts. */
export const sum = { ymd: 0, hms: 0, microsecond: 0 };

/** Adds a duration, or with `sign` -1 subtracts it, into `sum`; throws OverflowError. */
export function addTime(dt: PyDateTime, { days, seconds, microseconds }: Timedelta, sign: number): void {
  let us = dt.microsecond + sign * microseconds;
  let s = secondsOf(dt.hms) + sign * seconds;
  let d = sign * days;
  if (us < 0) {
    us += 1e6;
    s--;
  } else if (us >= 1e6) {
    us -= 1e6;
    s++;
  }
  if (s < 0) {
    s += 86400;
    d--;
  } else if (s >= 86400) {
    s -= 86400;
    d++;
  }
  sum.ymd = addDays(dt.ymd, d);
  sum.hms = timeOfSeconds(s);
  sum.microsecond = us + 0;
}

/** `dt + delta`, or with `sign` -1 `dt - delta`: subclasses are called. */
export function addToDateTime(dt: PyDateTime, delta: Timedelta, sign: number): Result {
  addTime(dt, delta, sign);
  return dateTimeOf(dt.cls, sum.ymd, sum.hms, sum.microsecond, dt.tzinfo, 0);
}
