// The classes of the module datetime and how their objects are kept.
import { PyObject, plainConstructor, type Value } from '../../objects/object.ts';
import { None } from '../../objects/none.ts';
import { PyTupleLayout, tupleType } from '../../objects/tuple.ts';
import { builtinType } from '../../objects/type.ts';

/** `hash` of an object that has not been hashed. */
export const NO_HASH = -1;

class TimedeltaLayout extends PyObject {
  declare days: number;
  /** 0 to 86399. */
  declare seconds: number;
  /** 0 to 999999. */
  declare microseconds: number;
}

export const Timedelta = plainConstructor(
  TimedeltaLayout,
  function Timedelta(days: number = 0, seconds: number = 0, microseconds: number = 0) {
    this.days = days;
    this.seconds = seconds;
    this.microseconds = microseconds;
  },
);
export type Timedelta = TimedeltaLayout;

export const timedeltaType = builtinType('timedelta', Timedelta, { module: 'datetime' });

/** The only object of class timedelta itself that stands for no time. */
export const ZERO = new Timedelta(0, 0, 0);

class DateLayout extends PyObject {
  /** Year, month and day (calendar.ts). */
  declare ymd: number;
}

export const PyDate = plainConstructor(DateLayout, function PyDate(ymd: number = 0) {
  this.ymd = ymd;
});
export type PyDate = DateLayout;

export const dateType = builtinType('date', PyDate, { module: 'datetime' });

class DateTimeLayout extends DateLayout {
  /** Hour, minute and second (calendar.ts). */
  declare hms: number;
  declare microsecond: number;
  declare fold: number;
  /** None or a tzinfo. */
  declare tzinfo: Value;
  declare hash: number;
}

export const PyDateTime = plainConstructor(
  DateTimeLayout,
  function PyDateTime(
    ymd: number = 0,
    hms: number = 0,
    microsecond: number = 0,
    tzinfo: Value = None,
    fold: number = 0,
  ) {
    this.ymd = ymd;
    this.hms = hms;
    this.microsecond = microsecond;
    this.fold = fold;
    this.tzinfo = tzinfo;
    this.hash = NO_HASH;
  },
);
export type PyDateTime = DateTimeLayout;

export const datetimeType = builtinType('datetime', PyDateTime, { base: dateType, module: 'datetime' });

class TimeLayout extends PyObject {
  declare hms: number;
  declare microsecond: number;
  declare fold: number;
  declare tzinfo: Value;
  declare hash: number;
}

export const PyTime = plainConstructor(
  TimeLayout,
  function PyTime(hms: number = 0, microsecond: number = 0, tzinfo: Value = None, fold: number = 0) {
    this.hms = hms;
    this.microsecond = microsecond;
    this.fold = fold;
    this.tzinfo = tzinfo;
    this.hash = NO_HASH;
  },
);
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
