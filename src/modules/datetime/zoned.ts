// What datetimes and times have in common: the fields of a clock, and what their zones say.
import { defineIntrinsics, frozenFunction } from '../../machine/frozen.ts';
import { newException, typeErrorType } from '../../objects/exception.ts';
import type { GetSetTable, MethodTable } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import { fromHost, makeStr, textOf } from '../../objects/str.ts';
import { typeOf } from '../../objects/typeof.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { PyList } from '../../objects/list.ts';
import { hourOf, minuteOf, secondOf } from './calendar.ts';
import { fixedOffset, PyDateTime, PyTime, type Timedelta, TimeZone } from './objects.ts';
import { formatParts } from '../time-format.ts';
import { offsetText, six } from './texts.ts';
import { timezone_str } from './zone.ts';

type Zoned = PyDateTime | PyTime;

export const CLOCK_FIELDS: GetSetTable = {
  hour: [(self: Zoned): Result => hourOf(self.hms)],
  minute: [(self: Zoned): Result => minuteOf(self.hms)],
  second: [(self: Zoned): Result => secondOf(self.hms)],
  microsecond: [(self: Zoned): Result => self.microsecond],
  tzinfo: [(self: Zoned): Result => self.tzinfo],
  fold: [(self: Zoned): Result => self.fold],
};

/** The methods that ask the zone; `argument` is what about. */
export function zoneMethods(argument: (self: never) => Value): MethodTable {
  return {
    utcoffset: [
      '($self, /)',
      (self: Zoned): Result =>
        fixedOffset(self.tzinfo) ?? asked('offset', self.tzinfo, argument(self as never)),
    ],
    dst: [
      '($self, /)',
      (self: Zoned): Result =>
        fixedOffset(self.tzinfo) === undefined ? asked('dst', self.tzinfo, argument(self as never)) : None,
    ],
    tzname: [
      '($self, /)',
      (self: Zoned): Result => {
        const { tzinfo } = self;
        if (tzinfo === None) return None;
        if (tzinfo instanceof TimeZone) return timezone_str(tzinfo);
        return asked('tzname', tzinfo, argument(self as never));
      },
    ],
  };
}

function asked(question: string, zone: Value, argument: Value): Result {
  return frozenFunction('datetime', question).call2(zone, argument);
}

/** A text with the offset of the zone behind it. */
export function shownZoned(text: string, separator: string, zone: Value, argument: Value): Result {
  if (zone === None) return fromHost(text);
  if (zone instanceof TimeZone) return fromHost(text + offsetText(zone.offset, separator));
  return frozenFunction('datetime', 'with_offset').callN([fromHost(text), separator, zone, argument]);
}

// --- strftime ------------------------------------------------------------------------------------------------------------------

/** Whether the module time understands a format: no directive is one of ours, or of a year with less than four digits. */
function isPlain(format: Value, tuple: Value): boolean {
  const text = textOf(format)!;
  if (typeof text !== 'string') return false;
  let at = text.indexOf('%');
  if (at < 0) return true;
  const year = tuple instanceof PyTuple ? tuple.items[0] : undefined;
  const hasLongYear = typeof year === 'number' && year >= 1000;
  for (; at >= 0; at = text.indexOf('%', at + 2)) {
    const c = text[at + 1]!;
    if (c === 'z' || c === 'Z' || c === 'f' || c === ':') return false;
    if (!hasLongYear && (c === 'Y' || c === 'G' || c === 'F' || c === 'C')) return false;
  }
  return true;
}

/** What `tzname` gave: a str or None. */
function zoneName(name: Value): Result {
  if (name === None || textOf(name) !== undefined) return name;
  const message = `tzinfo.tzname() must return None or a string, not '${typeOf(name).name}'`;
  throw newException(typeErrorType, message);
}

defineIntrinsics({
  datetime_zone: [
    '(self, /)',
    (self: Value): Result => (self instanceof PyDateTime || self instanceof PyTime ? self.tzinfo : None),
  ],
  datetime_zone_name: ['(name, /)', zoneName],
  datetime_offset_text: [
    '(offset, separator, /)',
    (offset: Timedelta, separator: string): Result => offsetText(offset, separator),
  ],
  datetime_is_plain: ['(format, timetuple, /)', isPlain],
  datetime_directives: ['(format, /)', directives],
  datetime_microsecond_text: [
    '(self, /)',
    (self: Value): Result => six(self instanceof PyDateTime || self instanceof PyTime ? self.microsecond : 0),
  ],
});

function directives(format: Value): Result {
  return new PyList(formatParts(textOf(format)!).map(makeStr));
}
