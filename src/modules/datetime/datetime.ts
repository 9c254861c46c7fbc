// datetime.datetime.
import { ABRUPT } from '../../machine/abrupt.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../../machine/frozen.ts';
import { machine } from '../../machine/machine.ts';
import { converted } from '../../objects/conversion.ts';
import { newException, typeError, typeErrorType, valueError } from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import {
  comparisonTable,
  defineAttributes,
  defineClassMethods,
  defineGetSets,
  defineMethods,
} from '../../objects/native.ts';
import { None, NotImplemented } from '../../objects/none.ts';
import { arityOf, type Result, type Value } from '../../objects/object.ts';
import { codePoints, hostString, textOf } from '../../objects/str.ts';
import { PyTuple } from '../../objects/tuple.ts';
import type { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { callNamedValue } from '../../operators/call.ts';
import { definePlainKey } from '../../operators/hash.ts';
import { addTime, addToDateTime, sum } from './add.ts';
import {
  asInts,
  defineNew,
  defineParsed,
  defineReplace,
  missingArgument,
  wrongArgument,
} from './arguments.ts';
import {
  dayOf,
  daysInMonth,
  hourOf,
  minuteOf,
  monthOf,
  packDay,
  packTime,
  secondOf,
  timeOfSeconds,
  yearOf,
} from './calendar.ts';
import { compareDateTimes, hashOfZoned, plainKeyOf, sinceEpoch, subtractDateTimes } from './compare.ts';
import { isoError, isoTypeError, parsedBy, structOf, timestampArgument } from './date.ts';
import { iso, readIsoDateTime } from './iso.ts';
import {
  clockSeconds,
  dayAt,
  foldAt,
  localSeconds,
  localZoneAt,
  localZoneFor,
  momentOf,
  secondsOfDay,
  timestampOf,
} from './local.ts';
import {
  calledWithFold,
  checkedDay,
  checkedTime,
  checkRest,
  checkZone,
  dateTimeOf,
  newDateTime,
  newDelta,
} from './make.ts';
import { datetimeType, fixedOffset, PyDate, PyDateTime, PyTime, Timedelta, TimeZone } from './objects.ts';
import { isMonth, microsecondsFrom, stateArgument } from './state.ts';
import { subtractDeltas } from './timedelta.ts';
import { ctimeText, dayText, timeText } from './texts.ts';
import { checkMidnight, checkStateZone, reduce_ex, reduced, timespecArgument } from './time.ts';
import { zoneOfIso } from './zone.ts';
import { CLOCK_FIELDS, shownZoned, zoneMethods } from './zoned.ts';

/** The places of the ints among the arguments. */
const CLOCK_INTS = [4, 5, 6, 7, 9];
const ALL_INTS = [1, 2, 3, ...CLOCK_INTS];

// --- Making ------------------------------------------------------------------------------------------------------------------

function datetime_new(
  cls: PyType,
  year?: Value,
  month?: Value,
  day?: Value,
  hour: Value = 0,
  minute: Value = 0,
  second: Value = 0,
  microsecond: Value = 0,
  tzinfo: Value = None,
  fold: Value = 0,
): Result {
  if (year !== undefined && day === undefined && typeof year !== 'number') {
    const state = stateArgument(year, 10, 2, (byte) => isMonth(byte & 0x7f), 'datetime');
    if (state !== undefined) return fromState(cls, state, month ?? None);
  }
  const args = [cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold];
  for (let i = 1; i < 4; i++) {
    const later = asInts(datetime_new, args, [i], 'parsed');
    if (later !== undefined) return later;
    if (args[i] === undefined) throw missingArgument('function', FIELDS[i - 1]!, i);
  }
  const later = asInts(datetime_new, args, CLOCK_INTS, 'parsed');
  if (later !== undefined) return later;
  const ymd = checkedDay(args[1] as number, args[2] as number, args[3] as number);
  const hms = checkedTime(args[4] as number, args[5] as number, args[6] as number);
  checkRest(args[7] as number, args[9] as number, tzinfo);
  return newDateTime(cls, ymd, hms, args[7] as number, tzinfo, args[9] as number);
}

const FIELDS = ['year', 'month', 'day'];

function fromState(cls: PyType, state: ArrayLike<number>, zone: Value): Result {
  checkStateZone(zone);
  const ymd = packDay((state[0]! << 8) | state[1]!, state[2]! & 0x7f, state[3]!);
  const hms = packTime(state[4]!, state[5]!, state[6]!);
  return newDateTime(cls, ymd, hms, microsecondsFrom(state, 7), zone, state[2]! >> 7);
}

/** Whether all are small ints: then nothing has to be converted. */
function isSmall(value: Value | undefined): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

/** A call with what nearly every call has. */
function datetime_call(
  year: Value,
  month: Value,
  day: Value,
  hour: Value = 0,
  minute: Value = 0,
  second: Value = 0,
  microsecond: Value = 0,
  tzinfo: Value = None,
): Result {
  if (
    !isSmall(year) ||
    !isSmall(month) ||
    !isSmall(day) ||
    !isSmall(hour) ||
    !isSmall(minute) ||
    !isSmall(second) ||
    !isSmall(microsecond)
  )
    return datetime_new(datetimeType, year, month, day, hour, minute, second, microsecond, tzinfo);
  const ymd = checkedDay(year, month, day);
  const hms = checkedTime(hour, minute, second);
  checkRest(microsecond, 0, tzinfo);
  return new PyDateTime(ymd, hms, microsecond, tzinfo, 0);
}

defineNew(
  datetimeType,
  '($type, year=0, month=0, day=0, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)',
  datetime_new,
  null,
  FIELDS,
);
datetimeType.js = datetime_call as NonNullable<PyType['js']>;
datetimeType.arity = arityOf(3, 8);

/** A moment by the clocks of UTC, in a zone or naive. */
function utcOf(cls: PyType, seconds: number, microseconds: number, zone: Value): Result {
  return dateTimeOf(cls, dayAt(seconds), timeOfSeconds(secondsOfDay(seconds)), microseconds, zone, 0);
}

function localOf(cls: PyType, seconds: number, microseconds: number): Result {
  const local = localSeconds(seconds);
  const ymd = dayAt(local);
  const fold = foldAt(seconds, local);
  return dateTimeOf(cls, ymd, timeOfSeconds(secondsOfDay(local)), microseconds, None, fold);
}

/** A moment by the clocks of a zone, or for None of the local one. */
function momentIn(cls: PyType, seconds: number, microseconds: number, zone: Value): Result {
  if (zone === None) return localOf(cls, seconds, microseconds);
  if (cls !== datetimeType) {
    const ymd = dayAt(seconds);
    const hms = timeOfSeconds(secondsOfDay(seconds));
    const fields = [yearOf(ymd), monthOf(ymd), dayOf(ymd), hourOf(hms), minuteOf(hms), secondOf(hms)];
    const args = new PyTuple([...fields, microseconds, zone]);
    return frozenFunction('datetime', 'in_zone').call3(cls, args, zone);
  }
  const utc = utcOf(cls, seconds, microseconds, zone) as PyDateTime;
  return zone instanceof TimeZone ? addToDateTime(utc, zone.offset, 1) : callNamedValue(zone, 'fromutc', utc);
}

function datetime_now(cls: PyType, tz: Value = None): Result {
  checkZone(tz);
  const now = machine.interpreter.host.now();
  const seconds = Math.floor(now);
  return momentIn(cls, seconds, Math.floor((now - seconds) * 1e6), tz);
}

function utcnow(cls: PyType): Result {
  const now = machine.interpreter.host.now();
  const seconds = Math.floor(now);
  return utcOf(cls, seconds, Math.floor((now - seconds) * 1e6), None);
}

function datetime_fromtimestamp(cls: PyType, timestamp: Value, tz: Value = None): Result {
  checkZone(tz);
  const plain = timestampArgument(timestamp);
  if (plain === undefined) return ofOtherNumber(datetime_fromtimestamp, cls, timestamp, tz);
  const { seconds, microseconds } = timestampOf(plain);
  return momentIn(cls, seconds, microseconds, tz);
}

function utcfromtimestamp(cls: PyType, timestamp: Value): Result {
  const plain = timestampArgument(timestamp);
  if (plain === undefined) return ofOtherNumber(utcfromtimestamp, cls, timestamp);
  const { seconds, microseconds } = timestampOf(plain);
  return utcOf(cls, seconds, microseconds, None);
}

/** Calls `impl` with the int that a timestamp stands for. */
function ofOtherNumber(
  impl: (cls: PyType, timestamp: Value, tz?: Value) => Result,
  cls: PyType,
  timestamp: Value,
  ...more: Value[]
): Result {
  if (typeOf(timestamp).lookup('__index__') === undefined)
    return typeError(`argument must be int or float, not ${typeOf(timestamp).name}`);
  return converted(impl, [cls, timestamp, ...more], [null, 'index']);
}

function datetime_combine(cls: PyType, date: Value, time: Value, tzinfo?: Value): Result {
  if (!(date instanceof PyDate)) throw wrongArgument('combine', 1, 'datetime.date', date);
  if (!(time instanceof PyTime)) throw wrongArgument('combine', 2, 'datetime.time', time);
  const zone = tzinfo ?? time.tzinfo;
  if (cls === datetimeType) checkZone(zone);
  return dateTimeOf(cls, date.ymd, time.hms, time.microsecond, zone, time.fold);
}

function datetime_fromisoformat(cls: PyType, text: Value): Result {
  const string = textOf(text);
  if (string === undefined) throw isoTypeError();
  if (!readIsoDateTime(hostString(string))) throw isoError(text);
  const { minute, second, microsecond } = iso;
  const zone = iso.hasOffset ? zoneOfIso(iso.offset, iso.offsetMicroseconds) : None;
  if (zone === ABRUPT) return ABRUPT;
  if (iso.hour === 24 && iso.month >= 1 && iso.month <= 12) endOfDay();
  const { year, month, day, hour } = iso;
  if (cls !== datetimeType) return cls.callN([year, month, day, hour, minute, second, microsecond, zone]);
  const ymd = checkedDay(year, month, day);
  return new PyDateTime(ymd, checkedTime(hour, minute, second), microsecond, zone, 0);
}

/** Makes of the hour 24 the next day; throws ValueError. */
function endOfDay(): void {
  const days = daysInMonth(iso.year, iso.month);
  if (iso.day > days) return;
  checkMidnight();
  iso.hour = 0;
  if (++iso.day <= days) return;
  iso.day = 1;
  if (++iso.month <= 12) return;
  iso.month = 1;
  iso.year++;
}

// --- Operators ---------------------------------------------------------------------------------------------------------------

function datetime_add(self: PyDateTime, other: Value): Result {
  return other instanceof Timedelta ? addToDateTime(self, other, 1) : NotImplemented;
}

function datetime_sub(self: PyDateTime, other: Value): Result {
  if (other instanceof PyDateTime) return subtractDateTimes(self, other);
  return other instanceof Timedelta ? addToDateTime(self, other, -1) : NotImplemented;
}

function datetime_rsub(self: PyDateTime, other: Value): Result {
  return other instanceof PyDateTime ? subtractDateTimes(other, self) : NotImplemented;
}

// --- Texts -------------------------------------------------------------------------------------------------------------------

function datetime_isoformat(self: PyDateTime, sep: Value = 'T', timespec: Value = 'auto'): Result {
  const separator = separatorArgument(sep);
  const time = timeText(self.hms, self.microsecond, timespecArgument(timespec, 2));
  if (time === undefined) return valueError('Unknown timespec value');
  const text = dayText(self.ymd) + separator + time;
  return self.tzinfo === None && separator < '\ud800' ? text : shownZoned(text, ':', self.tzinfo, self);
}

/** The one character that the argument is; throws TypeError. */
function separatorArgument(sep: Value): string {
  const text = textOf(sep);
  const wanted = 'a unicode character';
  if (text === undefined) throw wrongArgument('isoformat', 1, wanted, sep);
  const { length } = codePoints(text);
  if (length !== 1)
    throw newException(
      typeErrorType,
      `isoformat() argument 1 must be ${wanted}, not a string of length ${length}`,
    );
  return hostString(text);
}

function datetime_str(self: PyDateTime): Result {
  return self.cls.lookup('isoformat') === ISOFORMAT
    ? datetime_isoformat(self, ' ')
    : frozenFunction('datetime', 'datetime_str').call1(self);
}

function datetime_repr(self: PyDateTime): Result {
  const { cls, ymd, hms, microsecond, fold, tzinfo } = self;
  const day = `${yearOf(ymd)}, ${monthOf(ymd)}, ${dayOf(ymd)}`;
  let text = `${cls.name}(${day}, ${hourOf(hms)}, ${minuteOf(hms)}`;
  if (microsecond !== 0) text += `, ${secondOf(hms)}, ${microsecond}`;
  else if (secondOf(hms) !== 0) text += `, ${secondOf(hms)}`;
  if (fold === 0 && tzinfo === None) return `${text})`;
  return frozenFunction('datetime', 'repr_with_zone').callN([text, fold, tzinfo, false]);
}

// --- Methods -------------------------------------------------------------------------------------------------------------------

function datetime_replace(
  self: PyDateTime,
  year?: Value,
  month?: Value,
  day?: Value,
  hour?: Value,
  minute?: Value,
  second?: Value,
  microsecond?: Value,
  tzinfo: Value = self.tzinfo,
  fold?: Value,
): Result {
  const args = [self, year, month, day, hour, minute, second, microsecond, tzinfo, fold];
  const later = asInts(datetime_replace, args, ALL_INTS, 'clinic');
  if (later !== undefined) return later;
  const { ymd, hms, cls } = self;
  const [, y, mo, d, h, mi, s, us, , f] = args as (number | undefined)[];
  const fields: [number, number, number, number, number, number, number] = [
    y ?? yearOf(ymd),
    mo ?? monthOf(ymd),
    d ?? dayOf(ymd),
    h ?? hourOf(hms),
    mi ?? minuteOf(hms),
    s ?? secondOf(hms),
    us ?? self.microsecond,
  ];
  const newFold = f ?? self.fold;
  if (cls.isHeap) return calledWithFold(cls, [...fields, tzinfo], newFold);
  const newDay = checkedDay(fields[0], fields[1], fields[2]);
  const time = checkedTime(fields[3], fields[4], fields[5]);
  checkRest(fields[6], newFold, tzinfo);
  return new PyDateTime(newDay, time, fields[6], tzinfo, newFold);
}

function datetime_astimezone(self: PyDateTime, tz: Value = None): Result {
  checkZone(tz);
  const own = self.tzinfo === None ? localZoneOf(self) : self.tzinfo;
  if (own === tz) return self;
  if (self.cls !== datetimeType || !(own instanceof TimeZone))
    return frozenFunction('datetime', 'astimezone').call2(self, tz);
  addTime(self, own.offset, -1);
  const utc = new PyDateTime(sum.ymd, sum.hms, sum.microsecond, tz, 0);
  if (tz === None) utc.tzinfo = zoneAt(utc);
  const zone = utc.tzinfo;
  return zone instanceof TimeZone ? addToDateTime(utc, zone.offset, 1) : callNamedValue(zone, 'fromutc', utc);
}

/** The local zone at the time that the clocks there show. */
function localZoneOf({ ymd, hms, fold }: PyDateTime): TimeZone {
  return localZoneFor(ymd, hms, fold);
}

/** The local zone at a moment by the clocks of UTC. */
function zoneAt({ ymd, hms }: PyDateTime): TimeZone {
  return localZoneAt(clockSeconds(ymd, hms));
}

function datetime_timestamp(self: PyDateTime): Result {
  const { tzinfo, ymd, hms, microsecond, fold } = self;
  if (tzinfo === None) return new PyFloat(momentOf(clockSeconds(ymd, hms), fold) + microsecond / 1e6);
  return tzinfo instanceof TimeZone
    ? sinceEpoch(self, tzinfo.offset)
    : frozenFunction('datetime', 'timestamp').call1(self);
}

function datetime_timetuple(self: PyDateTime): Result {
  return fixedOffset(self.tzinfo) === undefined
    ? frozenFunction('datetime', 'timetuple').call1(self)
    : structOf(self.ymd, self.hms, -1);
}

function datetime_utctimetuple(self: PyDateTime): Result {
  const offset = fixedOffset(self.tzinfo);
  if (offset === None) return structOf(self.ymd, self.hms, 0);
  if (!(offset instanceof Timedelta) || self.cls !== datetimeType)
    return frozenFunction('datetime', 'utctimetuple').call1(self);
  addTime(self, offset, -1);
  return structOf(sum.ymd, sum.hms, 0);
}

const REPLACE =
  '($self, /, year=unchanged, month=unchanged, day=unchanged, hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)';

defineMethods(datetimeType, {
  ...comparisonTable(compareDateTimes),
  ...zoneMethods((self: PyDateTime) => self),
  __hash__: ['($self, /)', hashOfZoned],
  __repr__: ['($self, /)', datetime_repr],
  __str__: ['($self, /)', datetime_str],
  __add__: ['($self, value, /)', datetime_add],
  __radd__: ['($self, value, /)', datetime_add],
  __sub__: ['($self, value, /)', datetime_sub],
  __rsub__: ['($self, value, /)', datetime_rsub],
  date: ['($self, /)', ({ ymd }: PyDateTime): Result => new PyDate(ymd)],
  time: ['($self, /)', (self: PyDateTime): Result => new PyTime(self.hms, self.microsecond, None, self.fold)],
  timetz: [
    '($self, /)',
    (self: PyDateTime): Result => new PyTime(self.hms, self.microsecond, self.tzinfo, self.fold),
  ],
  ctime: ['($self, /)', ({ ymd, hms }: PyDateTime): Result => ctimeText(ymd, hms)],
  timetuple: ['($self, /)', datetime_timetuple],
  utctimetuple: ['($self, /)', datetime_utctimetuple],
  timestamp: ['($self, /)', datetime_timestamp],
  isoformat: ["($self, /, sep='T', timespec='auto')", datetime_isoformat],
  replace: [REPLACE, datetime_replace],
  astimezone: ['($self, /, tz=None)', datetime_astimezone],
  __reduce__: ['($self, /)', (self: PyTime): Result => reduced(self, 2)],
});
defineParsed(datetimeType, { __reduce_ex__: ['($self, protocol, /)', reduce_ex] });
defineReplace(datetimeType, REPLACE, datetime_replace);
defineClassMethods(datetimeType, {
  now: ['($type, /, tz=None)', datetime_now],
  utcnow: ['($type, /)', inPython('datetime', 'utcnow')],
  fromtimestamp: ['($type, /, timestamp, tz=None)', datetime_fromtimestamp],
  combine: ['($type, /, date, time, tzinfo=None)', datetime_combine],
  fromisoformat: ['($type, string, /)', datetime_fromisoformat],
});
defineParsed(
  datetimeType,
  {
    utcfromtimestamp: ['($type, timestamp, /)', inPython('datetime', 'utcfromtimestamp')],
    strptime: ['($type, string, format, /)', parsedBy('_strptime_datetime_datetime')],
  },
  true,
);
defineGetSets(datetimeType, CLOCK_FIELDS);
defineAttributes(datetimeType, {
  min: new PyDateTime(packDay(1, 1, 1), 0, 0, None, 0),
  max: new PyDateTime(packDay(9999, 12, 31), packTime(23, 59, 59), 999999, None, 0),
  resolution: newDelta(0, 0, 1),
});
definePlainKey(plainKeyOf(datetimeType));
const ISOFORMAT = datetimeType.attrs.get('isoformat');

defineIntrinsics({
  datetime_utcnow: ['(cls, /)', utcnow],
  datetime_utcfromtimestamp: ['(cls, timestamp, /)', utcfromtimestamp],
  datetime_add: [
    '(dt, delta, sign, /)',
    (dt: PyDateTime, delta: Timedelta, sign: number): Result => addToDateTime(dt, delta, sign),
  ],
  datetime_local_zone: ['(dt, /)', (dt: PyDateTime): Result => localZoneOf(dt)],
  datetime_zone_at: ['(dt, /)', (dt: PyDateTime): Result => zoneAt(dt)],
  datetime_set_zone: ['(dt, zone, /)', setZone],
  datetime_struct: ['(dt, dst, /)', (dt: PyDateTime, dst: number): Result => structOf(dt.ymd, dt.hms, dst)],
  datetime_difference: ['(a, b, /)', (a: Timedelta, b: Timedelta): Result => subtractDeltas(a, b)],
});

/** Gives an object that was just made another zone. */
function setZone(dt: PyDateTime, zone: Value): Result {
  dt.tzinfo = zone;
  return dt;
}
