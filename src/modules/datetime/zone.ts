// datetime.tzinfo and datetime.timezone.
import { frozenFunction, inPython } from '../../machine/frozen.ts';
import {
  newException,
  notImplementedErrorType,
  raise,
  typeError,
  typeErrorType,
  valueErrorType,
} from '../../objects/exception.ts';
import { defineAttributes, defineMethods, defineStaticMethods } from '../../objects/native.ts';
import { None, NotImplemented } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import { textOf } from '../../objects/str.ts';
import { PyTuple } from '../../objects/tuple.ts';
import type { PyType } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import { defineNew, missingArgument, wrongArgument } from './arguments.ts';
import { addToDateTime } from './add.ts';
import { isOffset, newDelta, normalizedDelta } from './make.ts';
import { PyDateTime, Timedelta, TimeZone, timezoneType, tzinfoType, UTC } from './objects.ts';
import { isNonZero, timedelta_hash, deltaOrder } from './timedelta.ts';
import { offsetText } from './texts.ts';

// --- tzinfo --------------------------------------------------------------------------------------------------------------------

function tzinfo_new(cls: PyType, _args: Value[], _keywords: Map<string, Value>): Result {
  return new cls.Ctor();
}

function mustImplement(name: string) {
  return (): Result => raise(notImplementedErrorType, `a tzinfo subclass must implement ${name}()`);
}

/** Whether an argument of `fromutc` is what it must be; raises else. */
function checkFromUtc(self: Value, dt: Value): dt is PyDateTime {
  if (!(dt instanceof PyDateTime)) throw newException(typeErrorType, 'fromutc: argument must be a datetime');
  if (dt.tzinfo !== self) throw newException(valueErrorType, 'fromutc: dt.tzinfo is not self');
  return true;
}

function tzinfo_fromutc(self: Value, dt: Value): Result {
  checkFromUtc(self, dt);
  return frozenFunction('datetime', 'fromutc').call1(dt);
}

defineStaticMethods(tzinfoType, { __new__: ['($type, /, *args, **kwargs)', tzinfo_new] });
defineMethods(tzinfoType, {
  tzname: ['($self, dt, /)', mustImplement('tzname')],
  utcoffset: ['($self, dt, /)', mustImplement('utcoffset')],
  dst: ['($self, dt, /)', mustImplement('dst')],
  fromutc: ['($self, dt, /)', tzinfo_fromutc],
  __reduce__: ['($self, /)', inPython('datetime', 'tzinfo_reduce')],
});

// --- timezone ------------------------------------------------------------------------------------------------------------------

function timezone_new(_cls: PyType, offset?: Value, name?: Value): Result {
  if (offset === undefined) throw missingArgument('timezone()', 'offset', 1);
  if (!(offset instanceof Timedelta)) throw wrongArgument('timezone', 1, 'datetime.timedelta', offset);
  if (name !== undefined && textOf(name) === undefined) throw wrongArgument('timezone', 2, 'str', name);
  return zoneOf(offset, name);
}

/** The zone with an offset; raises ValueError. */
export function zoneOf(offset: Timedelta, name?: Value): Result {
  if (name === undefined && !isNonZero(offset)) return UTC;
  if (isOffset(offset)) return new TimeZone(offset, name ?? null);
  return frozenFunction('datetime', 'bad_offset').call1(offset);
}

/** The zone that a text in ISO 8601 names: seconds and microseconds of one sign. Raises ValueError. */
export function zoneOfIso(seconds: number, microseconds: number): Result {
  return seconds === 0 ? UTC : zoneOf(normalizedDelta(0, seconds, microseconds));
}

/** What `tzname` and `str` give. */
export function timezone_str({ offset, name }: TimeZone): Value {
  if (name !== null) return name;
  return isNonZero(offset) ? `UTC${offsetText(offset, ':')}` : 'UTC';
}

/** A method that answers for a datetime, or None, without looking at it. */
function answering(name: string, answer: (self: TimeZone) => Value) {
  return (self: TimeZone, dt: Value): Result => {
    if (dt === None || dt instanceof PyDateTime) return answer(self);
    return typeError(`${name}(dt) argument must be a datetime instance or None, not ${typeOf(dt).name}`);
  };
}

function timezone_fromutc(self: TimeZone, dt: Value): Result {
  checkFromUtc(self, dt);
  return addToDateTime(dt as PyDateTime, self.offset, 1);
}

/** Whether two zones have the same offset; `wanted` is what makes the answer true. */
function equality(wanted: boolean) {
  return (self: TimeZone, other: Value): Result =>
    other instanceof TimeZone ? (deltaOrder(self.offset, other.offset) === 0) === wanted : NotImplemented;
}

function unordered(): Result {
  return NotImplemented;
}

defineNew(timezoneType, '($type, offset=0, name=None)', timezone_new, 'timezone');
defineMethods(timezoneType, {
  __eq__: ['($self, value, /)', equality(true)],
  __ne__: ['($self, value, /)', equality(false)],
  __lt__: ['($self, value, /)', unordered],
  __le__: ['($self, value, /)', unordered],
  __gt__: ['($self, value, /)', unordered],
  __ge__: ['($self, value, /)', unordered],
  __hash__: ['($self, /)', ({ offset }: TimeZone): Result => timedelta_hash(offset)],
  __repr__: ['($self, /)', timezone_repr],
  __str__: ['($self, /)', timezone_str],
  tzname: ['($self, dt, /)', answering('tzname', timezone_str)],
  utcoffset: ['($self, dt, /)', answering('utcoffset', ({ offset }) => offset)],
  dst: ['($self, dt, /)', answering('dst', () => None)],
  fromutc: ['($self, dt, /)', timezone_fromutc],
  __getinitargs__: [
    '($self, /)',
    ({ offset, name }: TimeZone): Result => new PyTuple(name === null ? [offset] : [offset, name]),
  ],
});
defineAttributes(timezoneType, {
  utc: UTC,
  min: new TimeZone(newDelta(-1, 60, 0), null),
  max: new TimeZone(newDelta(0, 86340, 0), null),
});

function timezone_repr(self: TimeZone): Result {
  if (self === UTC) return 'datetime.timezone.utc';
  return frozenFunction('datetime', 'timezone_repr').call2(self.offset, self.name ?? None);
}
