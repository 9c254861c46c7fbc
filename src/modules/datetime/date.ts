// datetime.date.
import { frozenFunction, inPython } from '../../machine/frozen.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { converted, type Int } from '../../objects/conversion.ts';
import {
  newException,
  overflowErrorType,
  typeErrorType,
  valueError,
  valueErrorType,
} from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import { intOf } from '../../objects/int.ts';
import {
  comparisonTable,
  defineAttributes,
  defineClassMethods,
  defineGetSets,
  defineMethods,
  defineStaticMethods,
} from '../../objects/native.ts';
import { NotImplemented } from '../../objects/none.ts';
import { arityOf, type Result, type Value } from '../../objects/object.ts';
import { hostString, textOf } from '../../objects/str.ts';
import { strRepr } from '../../objects/text/string-repr.ts';
import { PyTuple, tupleType } from '../../objects/tuple.ts';
import type { PyType } from '../../objects/type.ts';
import { callNamedValue } from '../../operators/call.ts';
import { RICH } from '../../operators/compare.ts';
import { definePlainKey, strHash } from '../../operators/hash.ts';
import { str } from '../../operators/repr.ts';
import { makeStruct, type StructSequence } from '../../objects/struct-sequence.ts';
import { typeOf } from '../../objects/typeof.ts';
import { structTime } from '../time.ts';
import {
  asInts,
  checkText,
  defineNew,
  defineParsed,
  defineReplace,
  missingArgument,
  notAnInt,
} from './arguments.ts';
import {
  dayOf,
  dayOfOrdinal,
  dayOrdinal,
  daysBeforeMonth,
  fieldsOfOrdinal,
  hourOf,
  isoOrdinal,
  isoWeek1Monday,
  MAX_ORDINAL,
  minuteOf,
  monthOf,
  packDay,
  secondOf,
  weekday,
  yearOf,
} from './calendar.ts';
import { iso, readIsoDate } from './iso.ts';
import { dayAt, localSeconds, wholeTimestamp } from './local.ts';
import { addDays, checkedDay, dateOf, newDate, newDelta } from './make.ts';
import { dateType, IsoCalendarDate, isoCalendarDateType, PyDate, PyDateTime, Timedelta } from './objects.ts';
import { isMonth, stateArgument } from './state.ts';
import { ctimeText, dayText } from './texts.ts';

// --- Making ------------------------------------------------------------------------------------------------------------------

function date_new(cls: PyType, year?: Value, month?: Value, day?: Value): Result {
  if (typeof year === 'number' && typeof month === 'number' && typeof day === 'number') {
    const plain = (year | 0) === year && (month | 0) === month && (day | 0) === day;
    if (plain) return newDate(cls, checkedDay(year, month, day));
  }
  if (year !== undefined && month === undefined && day === undefined) {
    const state = stateArgument(year, 4, 2, isMonth, 'date');
    if (state !== undefined) return newDate(cls, packDay((state[0]! << 8) | state[1]!, state[2]!, state[3]!));
  }
  const args = [cls, year, month, day];
  for (let i = 1; i < 4; i++) {
    const later = asInts(date_new, args, [i], 'parsed');
    if (later !== undefined) return later;
    if (args[i] === undefined) throw missingArgument('function', DATE_FIELDS[i - 1]!, i);
  }
  return newDate(cls, checkedDay(args[1] as number, args[2] as number, args[3] as number));
}

const DATE_FIELDS = ['year', 'month', 'day'];

defineNew(dateType, '($type, year=0, month=0, day=0)', date_new, null, DATE_FIELDS);
dateType.js = (year: Value, month: Value, day: Value): Result => date_new(dateType, year, month, day);
dateType.arity = arityOf(3, 3);

/** The plain int or float of a timestamp; undefined where it has to be asked for one. */
export function timestampArgument(value: Value): PyFloat | Int | undefined {
  return value instanceof PyFloat ? value : intOf(value);
}

function date_fromtimestamp(cls: PyType, timestamp: Value): Result {
  const plain = timestampArgument(timestamp);
  if (plain === undefined) {
    if (typeOf(timestamp).lookup('__index__') === undefined) throw notAnInt(timestamp);
    return converted(date_fromtimestamp, [cls, timestamp], [null, 'index']);
  }
  return dateOf(cls, dayAt(localSeconds(wholeTimestamp(plain))));
}

function date_fromordinal(cls: PyType, ordinal: Value): Result {
  const args = [cls, ordinal];
  const later = asInts(date_fromordinal, args, [1], 'parsed');
  if (later !== undefined) return later;
  const n = args[1] as number;
  if (n < 1) return valueError('ordinal must be >= 1');
  return dateOfOrdinal(cls, n);
}

/** The day with an ordinal; beyond the last year a class of the module raises ValueError, and a subclass is called. */
function dateOfOrdinal(cls: PyType, ordinal: number): Result {
  if (ordinal <= MAX_ORDINAL) return dateOf(cls, dayOfOrdinal(ordinal));
  const [year, month, day] = fieldsOfOrdinal(ordinal);
  return cls.isHeap ? cls.callN([year, month, day]) : dateOf(cls, checkedDay(year, month, day));
}

function date_fromisoformat(cls: PyType, text: Value): Result {
  const string = textOf(text);
  if (string === undefined) throw isoTypeError();
  if (!readIsoDate(hostString(string))) throw isoError(text);
  return dateOf(
    cls,
    cls.isHeap ? packDay(iso.year, iso.month, iso.day) : checkedDay(iso.year, iso.month, iso.day),
  );
}

/** The TypeError of `fromisoformat` for what is no str. */
export function isoTypeError(): Error {
  return newException(typeErrorType, 'fromisoformat: argument must be str') as unknown as Error;
}

/** The ValueError for a text that is no ISO 8601. */
export function isoError(text: Value): Error {
  const shown = hostString(strRepr(textOf(text)!));
  return newException(valueErrorType, `Invalid isoformat string: ${shown}`) as unknown as Error;
}

function date_fromisocalendar(cls: PyType, year: Value, week: Value, day: Value): Result {
  const args = [cls, year, week, day];
  let later: Result | undefined;
  try {
    later = asInts(date_fromisocalendar, args, [1, 2, 3], 'parsed');
  } catch (error) {
    if ((error as { cls?: PyType }).cls === overflowErrorType)
      return valueError('ISO calendar component out of range');
    throw error;
  }
  if (later !== undefined) return later;
  const ordinal = isoOrdinal(args[1] as number, args[2] as number, args[3] as number);
  switch (ordinal) {
    case 'year':
      return valueError(`year must be in 1..9999, not ${String(args[1])}`);
    case 'week':
      return valueError(`Invalid week: ${String(args[2])}`);
    case 'weekday':
      return valueError(`Invalid weekday: ${String(args[3])} (range is [1, 7])`);
    default:
      return dateOfOrdinal(cls, ordinal);
  }
}

// --- Operators ---------------------------------------------------------------------------------------------------------------

function date_add(self: PyDate, other: Value): Result {
  if (self instanceof PyDateTime || !(other instanceof Timedelta)) return NotImplemented;
  return dateOf(self.cls, addDays(self.ymd, other.days));
}

function date_sub(self: PyDate, other: Value): Result {
  if (self instanceof PyDateTime || other instanceof PyDateTime) return NotImplemented;
  if (other instanceof PyDate) return newDelta(dayOrdinal(self.ymd) - dayOrdinal(other.ymd), 0, 0);
  return other instanceof Timedelta ? dateOf(self.cls, addDays(self.ymd, 0 - other.days)) : NotImplemented;
}

function date_rsub(self: PyDate, other: Value): Result {
  return other instanceof PyDate ? date_sub(other, self) : NotImplemented;
}

/** That of the bytes of its state. */
function date_hash({ ymd }: PyDate): number {
  STATE[0] = ymd >> 20;
  STATE[1] = (ymd >> 12) & 255;
  STATE[2] = monthOf(ymd);
  STATE[3] = dayOf(ymd);
  return strHash(STATE);
}

const STATE = new Uint8Array(4);

// --- Texts -------------------------------------------------------------------------------------------------------------------

function date_repr({ cls, ymd }: PyDate): Result {
  return `${cls.name}(${yearOf(ymd)}, ${monthOf(ymd)}, ${dayOf(ymd)})`;
}

/** `str`: what `isoformat` gives. */
function date_str(self: PyDate): Result {
  const method = self.cls.lookup('isoformat')!;
  return method === ISOFORMAT ? dayText(self.ymd) : frozenFunction('datetime', 'date_str').call1(self);
}

/** `__format__` of dates and times. */
export function date_format(self: Value, format: Value): Result {
  checkText('__format__', 1, format);
  return format === '' ? str(self) : callNamedValue(self, 'strftime', format);
}

function date_strftime(self: PyDate, format: Value): Result {
  checkText('strftime', 1, format);
  return frozenFunction('datetime', 'strftime').call2(self, format);
}

// --- Methods -------------------------------------------------------------------------------------------------------------------

function date_isocalendar({ ymd }: PyDate): Result {
  const ordinal = dayOrdinal(ymd);
  let year = yearOf(ymd);
  let first = isoWeek1Monday(year);
  if (ordinal < first) first = isoWeek1Monday(--year);
  else if (ordinal >= first + 364) {
    const next = isoWeek1Monday(year + 1);
    if (ordinal >= next) {
      first = next;
      year++;
    }
  }
  const week = ((ordinal - first) / 7) | 0;
  return new IsoCalendarDate([year, week + 1, ordinal - first - week * 7 + 1]);
}

/** A struct_time of a day and a time. */
export function structOf(ymd: number, hms: number, isDst: number): StructSequence {
  const yearDay = daysBeforeMonth(yearOf(ymd), monthOf(ymd)) + dayOf(ymd);
  const day = [yearOf(ymd), monthOf(ymd), dayOf(ymd)];
  return makeStruct(structTime, [
    ...day,
    hourOf(hms),
    minuteOf(hms),
    secondOf(hms),
    weekday(ymd),
    yearDay,
    isDst,
  ]);
}

function date_replace(self: PyDate, year?: Value, month?: Value, day?: Value): Result {
  const args = [self, year, month, day];
  const later = asInts(date_replace, args, [1, 2, 3], 'clinic');
  if (later !== undefined) return later;
  const { ymd, cls } = self;
  const y = (args[1] ?? yearOf(ymd)) as number;
  const m = (args[2] ?? monthOf(ymd)) as number;
  const d = (args[3] ?? dayOf(ymd)) as number;
  return cls.isHeap ? cls.callN([y, m, d]) : dateOf(cls, checkedDay(y, m, d));
}

function date_reduce(self: PyDate): Result {
  const { ymd } = self;
  const state = Uint8Array.of(ymd >> 20, ymd >> 12, monthOf(ymd), ymd);
  return new PyTuple([self.cls, new PyTuple([new PyBytes(state)])]);
}

defineMethods(dateType, {
  ...comparisonTable((op) => (self: PyDate, other: Value): Result => {
    if (!(other instanceof PyDate) || other instanceof PyDateTime) return NotImplemented;
    return RICH[op].test(self.ymd - other.ymd);
  }),
  __hash__: ['($self, /)', date_hash],
  __repr__: ['($self, /)', date_repr],
  __str__: ['($self, /)', date_str],
  __add__: ['($self, value, /)', date_add],
  __radd__: ['($self, value, /)', date_add],
  __sub__: ['($self, value, /)', date_sub],
  __rsub__: ['($self, value, /)', date_rsub],
  ctime: ['($self, /)', ({ ymd }: PyDate): Result => ctimeText(ymd, 0)],
  strftime: ['($self, /, format)', date_strftime],
  timetuple: ['($self, /)', ({ ymd }: PyDate): Result => structOf(ymd, 0, -1)],
  isocalendar: ['($self, /)', date_isocalendar],
  isoformat: ['($self, /)', ({ ymd }: PyDate): Result => dayText(ymd)],
  isoweekday: ['($self, /)', ({ ymd }: PyDate): Result => weekday(ymd) + 1],
  toordinal: ['($self, /)', ({ ymd }: PyDate): Result => dayOrdinal(ymd)],
  weekday: ['($self, /)', ({ ymd }: PyDate): Result => weekday(ymd)],
  replace: ['($self, /, year=unchanged, month=unchanged, day=unchanged)', date_replace],
  __reduce__: ['($self, /)', date_reduce],
});
defineParsed(dateType, { __format__: ['($self, format, /)', date_format] });
defineReplace(dateType, '($self, /, year=unchanged, month=unchanged, day=unchanged)', date_replace);
defineClassMethods(dateType, {
  fromtimestamp: ['($type, timestamp, /)', date_fromtimestamp],
  fromisoformat: ['($type, string, /)', date_fromisoformat],
  fromisocalendar: ['($type, year, week, day)', date_fromisocalendar],
  today: ['($type, /)', inPython('datetime', 'today')],
});
defineParsed(
  dateType,
  {
    fromordinal: ['($type, ordinal, /)', date_fromordinal],
    strptime: ['($type, string, format, /)', parsedBy('_strptime_datetime_date')],
  },
  true,
);
defineGetSets(dateType, {
  year: [(self: PyDate): Result => yearOf(self.ymd)],
  month: [(self: PyDate): Result => monthOf(self.ymd)],
  day: [(self: PyDate): Result => dayOf(self.ymd)],
});
defineAttributes(dateType, {
  min: new PyDate(packDay(1, 1, 1)),
  max: new PyDate(packDay(9999, 12, 31)),
  resolution: newDelta(1, 0, 0),
});
definePlainKey({
  type: dateType,
  hash: (self) => date_hash(self as PyDate),
  equal: (a, b) => (a as PyDate).ymd === (b as PyDate).ymd,
});
const ISOFORMAT = dateType.attrs.get('isoformat');

/** `strptime` of a class; `name` is the function of the library that does it. */
export function parsedBy(name: string) {
  return (cls: PyType, string: Value, format: Value): Result => {
    checkText('strptime', 1, string);
    checkText('strptime', 2, format);
    return frozenFunction('datetime', name).call3(cls, string, format);
  };
}

// --- IsoCalendarDate -----------------------------------------------------------------------------------------------------------

function isocalendardate_new(cls: PyType, year: Value, week: Value, weekday: Value): Result {
  const args = [cls, year, week, weekday];
  const later = asInts(isocalendardate_new, args, [1, 2, 3], 'clinic');
  if (later !== undefined) return later;
  return new IsoCalendarDate(args.slice(1));
}

function isocalendardate_repr({ cls, items }: IsoCalendarDate): Result {
  const [year, week, day] = items.map(String);
  return `${cls.name}(year=${year}, week=${week}, weekday=${day})`;
}

defineStaticMethods(isoCalendarDateType, {
  __new__: ['($type, /, year, week, weekday)', isocalendardate_new],
});
defineMethods(isoCalendarDateType, {
  __repr__: ['($self, /)', isocalendardate_repr],
  __reduce__: [
    '($self, /)',
    (self: IsoCalendarDate): Result => new PyTuple([tupleType, new PyTuple([new PyTuple(self.items)])]),
  ],
});
defineGetSets(isoCalendarDateType, {
  year: [(self: IsoCalendarDate): Result => self.items[0]!],
  week: [(self: IsoCalendarDate): Result => self.items[1]!],
  weekday: [(self: IsoCalendarDate): Result => self.items[2]!],
});
