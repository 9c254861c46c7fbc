// datetime.time.
import { frozenFunction } from '../../machine/frozen.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { newException, typeErrorType, valueError, valueErrorType } from '../../objects/exception.ts';
import {
  comparisonTable,
  defineAttributes,
  defineClassMethods,
  defineGetSets,
  defineMethods,
} from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import { arityOf, type Result, type Value } from '../../objects/object.ts';
import { hostString, textOf } from '../../objects/str.ts';
import { PyTuple } from '../../objects/tuple.ts';
import type { PyType } from '../../objects/type.ts';
import { definePlainKey } from '../../operators/hash.ts';
import { asInts, checkText, defineNew, defineParsed, defineReplace, hostText } from './arguments.ts';
import { hourOf, minuteOf, packTime, secondOf } from './calendar.ts';
import { compareTimes, hashOfZoned, plainKeyOf, stateOf } from './compare.ts';
import { date_format, isoError, isoTypeError, parsedBy } from './date.ts';
import { iso, readIsoTime } from './iso.ts';
import { calledWithFold, checkedTime, checkRest, newDelta, newTime, timeOf } from './make.ts';
import { PyTime, timeType, TzInfo } from './objects.ts';
import { microsecondsFrom, stateArgument } from './state.ts';
import { timeText } from './texts.ts';
import { zoneOfIso } from './zone.ts';
import { CLOCK_FIELDS, shownZoned, zoneMethods } from './zoned.ts';
import { ABRUPT } from '../../machine/abrupt.ts';

/** The places of the ints among the arguments of a time. */
const TIME_INTS = [1, 2, 3, 4, 6];

// --- Making ------------------------------------------------------------------------------------------------------------------

function time_new(
  cls: PyType,
  hour: Value = 0,
  minute: Value = 0,
  second: Value = 0,
  microsecond: Value = 0,
  tzinfo: Value = None,
  fold: Value = 0,
): Result {
  if (typeof hour !== 'number' && second === 0 && microsecond === 0) {
    const state = stateArgument(hour, 6, 0, (byte) => (byte & 0x7f) < 24, 'time');
    if (state !== undefined) return fromState(cls, state, minute === 0 ? None : minute);
  }
  const args = [cls, hour, minute, second, microsecond, tzinfo, fold];
  const later = asInts(time_new, args, TIME_INTS, 'parsed');
  if (later !== undefined) return later;
  const hms = checkedTime(args[1] as number, args[2] as number, args[3] as number);
  checkRest(args[4] as number, args[6] as number, tzinfo);
  return newTime(cls, hms, args[4] as number, tzinfo, args[6] as number);
}

/** Throws TypeError for a zone in a pickle that is none. */
export function checkStateZone(zone: Value): void {
  if (zone !== None && !(zone instanceof TzInfo)) throw newException(typeErrorType, 'bad tzinfo state arg');
}

function fromState(cls: PyType, state: ArrayLike<number>, zone: Value): Result {
  checkStateZone(zone);
  const hms = packTime(state[0]! & 0x7f, state[1]!, state[2]!);
  return newTime(cls, hms, microsecondsFrom(state, 3), zone, state[0]! >> 7);
}

defineNew(
  timeType,
  '($type, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)',
  time_new,
  null,
);
timeType.js = (hour?: Value, minute?: Value, second?: Value, microsecond?: Value): Result =>
  time_new(timeType, hour, minute, second, microsecond);
timeType.arity = arityOf(0, 4);

function time_fromisoformat(cls: PyType, text: Value): Result {
  const string = textOf(text);
  if (string === undefined) throw isoTypeError();
  if (!readIsoTime(hostString(string))) throw isoError(text);
  let { hour } = iso;
  const { minute, second, microsecond, hasOffset } = iso;
  if (hour === 24) {
    checkMidnight();
    hour = 0;
  }
  const zone = hasOffset ? zoneOfIso(iso.offset, iso.offsetMicroseconds) : None;
  if (zone === ABRUPT) return ABRUPT;
  if (cls !== timeType) return cls.callN([hour, minute, second, microsecond, zone]);
  return new PyTime(checkedTime(hour, minute, second), microsecond, zone, 0);
}

/** Throws ValueError when 24 hours and more were read. */
export function checkMidnight(): void {
  if (iso.minute !== 0 || iso.second !== 0 || iso.microsecond !== 0) {
    const message = 'minute, second, and microsecond must be 0 when hour is 24';
    throw newException(valueErrorType, message);
  }
}

function time_replace(
  self: PyTime,
  hour?: Value,
  minute?: Value,
  second?: Value,
  microsecond?: Value,
  tzinfo: Value = self.tzinfo,
  fold?: Value,
): Result {
  const args = [self, hour, minute, second, microsecond, tzinfo, fold];
  const later = asInts(time_replace, args, TIME_INTS, 'clinic');
  if (later !== undefined) return later;
  const { hms, cls } = self;
  const h = (args[1] ?? hourOf(hms)) as number;
  const m = (args[2] ?? minuteOf(hms)) as number;
  const s = (args[3] ?? secondOf(hms)) as number;
  const us = (args[4] ?? self.microsecond) as number;
  const f = (args[6] ?? self.fold) as number;
  if (cls.isHeap) return calledWithFold(cls, [h, m, s, us, tzinfo], f);
  const time = checkedTime(h, m, s);
  checkRest(us, f, tzinfo);
  return timeOf(cls, time, us, tzinfo, f);
}

// --- Texts -------------------------------------------------------------------------------------------------------------------

/** The argument `timespec` of `isoformat`, the one at a position; throws TypeError and ValueError. */
export function timespecArgument(value: Value, position: number): string {
  const timespec = hostText('isoformat', position, value);
  if (timespec.includes('\0')) throw newException(valueErrorType, 'embedded null character');
  return timespec;
}

function time_isoformat(self: PyTime, timespec: Value = 'auto'): Result {
  const text = timeText(self.hms, self.microsecond, timespecArgument(timespec, 1));
  if (text === undefined) return valueError('Unknown timespec value');
  return shownZoned(text, ':', self.tzinfo, None);
}

function time_str(self: PyTime): Result {
  return self.cls.lookup('isoformat') === ISOFORMAT
    ? time_isoformat(self)
    : frozenFunction('datetime', 'date_str').call1(self);
}

function time_repr(self: PyTime): Result {
  const { cls, hms, microsecond, fold, tzinfo } = self;
  let text = `${cls.name}(${hourOf(hms)}, ${minuteOf(hms)}`;
  if (microsecond !== 0) text += `, ${secondOf(hms)}, ${microsecond}`;
  else if (secondOf(hms) !== 0) text += `, ${secondOf(hms)}`;
  if (fold === 0 && tzinfo === None) return `${text})`;
  return frozenFunction('datetime', 'repr_with_zone').callN([text, fold, tzinfo, true]);
}

function time_strftime(self: PyTime, format: Value): Result {
  checkText('strftime', 1, format);
  const { hms } = self;
  // The year, which a time has not, is one that every C library can format.
  const tuple = new PyTuple([1900, 1, 1, hourOf(hms), minuteOf(hms), secondOf(hms), 0, 1, -1]);
  return frozenFunction('datetime', 'formatted').callN([self, format, tuple, None]);
}

// --- Pickles -----------------------------------------------------------------------------------------------------------------

/** What `__reduce_ex__` of times and datetimes gives. */
export function reduced(self: PyTime, protocol: number): Result {
  const state = new PyBytes(stateOf(self, protocol > 3 ? self.fold : 0));
  return new PyTuple([self.cls, new PyTuple(self.tzinfo === None ? [state] : [state, self.tzinfo])]);
}

/** `__reduce_ex__` of times; only protocols above 3 keep `fold`. */
export function reduce_ex(self: PyTime, protocol: Value): Result {
  const args = [self, protocol];
  const later = asInts(reduce_ex, args, [1], 'parsed');
  return later === undefined ? reduced(self, args[1] as number) : later;
}

const REPLACE =
  '($self, /, hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)';

defineMethods(timeType, {
  ...comparisonTable(compareTimes),
  ...zoneMethods(() => None),
  __hash__: ['($self, /)', hashOfZoned],
  __repr__: ['($self, /)', time_repr],
  __str__: ['($self, /)', time_str],
  isoformat: ["($self, /, timespec='auto')", time_isoformat],
  strftime: ['($self, /, format)', time_strftime],
  replace: [REPLACE, time_replace],
  __reduce__: ['($self, /)', (self: PyTime): Result => reduced(self, 2)],
});
defineParsed(timeType, {
  __format__: ['($self, format, /)', date_format],
  __reduce_ex__: ['($self, protocol, /)', reduce_ex],
});
defineReplace(timeType, REPLACE, time_replace);
defineClassMethods(timeType, { fromisoformat: ['($type, string, /)', time_fromisoformat] });
defineParsed(
  timeType,
  { strptime: ['($type, string, format, /)', parsedBy('_strptime_datetime_time')] },
  true,
);
defineGetSets(timeType, CLOCK_FIELDS);
defineAttributes(timeType, {
  min: new PyTime(0, 0, None, 0),
  max: new PyTime(packTime(23, 59, 59), 999999, None, 0),
  resolution: newDelta(0, 0, 1),
});
definePlainKey(plainKeyOf(timeType));
const ISOFORMAT = timeType.attrs.get('isoformat');
