// The classes of the module datetime and how their objects are kept.
import { PyObject, plainConstructor, type Value } from '../../objects/object.ts';
import { None } from '../../objects/none.ts';
import { PyTupleLayout, tupleType } from '../../objects/tuple.ts';
import { builtinType } from '../../objects/type.ts';

/** `hash` of an object that has not been hashed. */
export const NO_HASH = -1;

class TimedeltaLayout extends PyObject {
  days: number;
  /** 0 to 86399. */
  seconds: number;
  /** 0 to 999999. */
  microseconds: number;
  constructor(days = 0, seconds = 0, microseconds = 0) {
    super();
    this.days = days;
    this.seconds = seconds;
    this.microseconds = microseconds;
  }
}

export const Timedelta = plainConstructor(TimedeltaLayout, function Timedelta(days, seconds, microseconds) {
  this.days = days === undefined ? 0 : days;
  this.seconds = seconds === undefined ? 0 : seconds;
  this.microseconds = microseconds === undefined ? 0 : microseconds;
});
export type Timedelta = TimedeltaLayout;

export const timedeltaType = builtinType('timedelta', Timedelta, { module: 'datetime' });

/** The only object of class timedelta itself that stands for no time. */
export const ZERO = new Timedelta(0, 0, 0);

class DateLayout extends PyObject {
  /** Year, month and day (calendar.ts). */
  ymd: number;
  constructor(ymd = 0) {
    super();
    this.ymd = ymd;
  }
}

export const PyDate = plainConstructor(DateLayout, function PyDate(ymd) {
  this.ymd = ymd === undefined ? 0 : ymd;
});
export type PyDate = DateLayout;

export const dateType = builtinType('date', PyDate, { module: 'datetime' });

class DateTimeLayout extends DateLayout {
  /** Hour, minute and second (calendar.ts). */
  hms: number;
  microsecond: number;
  fold: number;
  /** None or a tzinfo. */
  tzinfo: Value;
  hash: number;
  constructor(ymd = 0, hms = 0, microsecond = 0, tzinfo: Value = None, fold = 0) {
    super(ymd);
    this.hms = hms;
    this.microsecond = microsecond;
    this.fold = fold;
    this.tzinfo = tzinfo;
    this.hash = NO_HASH;
  }
}

export const PyDateTime = plainConstructor(
  DateTimeLayout,
  function PyDateTime(ymd, hms, microsecond, tzinfo, fold) {
    this.ymd = ymd === undefined ? 0 : ymd;
    this.hms = hms === undefined ? 0 : hms;
    this.microsecond = microsecond === undefined ? 0 : microsecond;
    this.fold = fold === undefined ? 0 : fold;
    this.tzinfo = tzinfo === undefined ? None : tzinfo;
    this.hash = NO_HASH;
  },
);
export type PyDateTime = DateTimeLayout;

export const datetimeType = builtinType('datetime', PyDateTime, { base: dateType, module: 'datetime' });

class TimeLayout extends PyObject {
  hms: number;
  microsecond: number;
  fold: number;
  tzinfo: Value;
  hash: number;
  constructor(hms = 0, microsecond = 0, tzinfo: Value = None, fold = 0) {
    super();
    this.hms = hms;
    this.microsecond = microsecond;
    this.fold = fold;
    this.tzinfo = tzinfo;
    this.hash = NO_HASH;
  }
}

export const PyTime = plainConstructor(TimeLayout, function PyTime(hms, microsecond, tzinfo, fold) {
  this.hms = hms === undefined ? 0 : hms;
  this.microsecond = microsecond === undefined ? 0 : microsecond;
  this.fold = fold === undefined ? 0 : fold;
  this.tzinfo = tzinfo === undefined ? None : tzinfo;
  this.hash = NO_HASH;
});
export type PyTime = TimeLayout;

export const timeType = builtinType('time', PyTime, { module: 'datetime' });

export class TzInfo extends PyObject {}

export const tzinfoType = builtinType('tzinfo', TzInfo, { module: 'datetime' });

/** A zone with a fixed offset. */
export class TimeZone extends TzInfo {
  readonly offset: Timedelta;
  /** A str; null when it has no name of its own. */
  readonly name: Value | null;
  constructor(offset: Timedelta, name: Value | null) {
    super();
    this.offset = offset;
    this.name = name;
  }
}

export const timezoneType = builtinType('timezone', TimeZone, {
  base: tzinfoType,
  module: 'datetime',
  final: true,
});

export const UTC = new TimeZone(ZERO, null);

/** What `isocalendar` gives: the tuple of year, week and weekday. */
export class IsoCalendarDate extends PyTupleLayout {}

export const isoCalendarDateType = builtinType('IsoCalendarDate', IsoCalendarDate, {
  base: tupleType,
  module: 'datetime',
  final: true,
});

/** The offset from UTC that a zone always has; None for no zone; undefined when the zone has to be asked. */
export function fixedOffset(zone: Value): Timedelta | typeof None | undefined {
  if (zone === None) return None;
  return zone instanceof TimeZone ? zone.offset : undefined;
}
