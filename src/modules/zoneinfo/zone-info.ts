// zoneinfo.ZoneInfo: a zone of the IANA database. Finding files and keeping zones is in python/zoneinfo.py.
//
// `moments` are the changes of the zone's clocks, in seconds of the epoch; `shown` is what the clocks show then, once for each fold:
// at a change backwards the first time ends with the earlier offset, and the second begins with the later one.
import { defineIntrinsics, frozenFunction, inPython } from '../../machine/frozen.ts';
import { newException, typeErrorType, valueErrorType } from '../../objects/exception.ts';
import {
  defineClassMethods,
  defineMembers,
  defineMethods,
  defineStaticMethods,
} from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { hostString, textOf } from '../../objects/str.ts';
import type { PyTuple } from '../../objects/tuple.ts';
import { builtinType, type PyType } from '../../objects/type.ts';
import { interpreterSlot } from '../../machine/interpreter.ts';
import { PyDict } from '../../objects/dict.ts';
import { getAttribute } from '../../operators/attribute.ts';
import { addTime, sum } from '../datetime/add.ts';
import { yearOf } from '../datetime/calendar.ts';
import { clockSeconds } from '../datetime/local.ts';
import { normalizedDelta } from '../datetime/make.ts';
import { datetimeType, PyDateTime, type Timedelta, TzInfo, tzinfoType } from '../datetime/objects.ts';
import { type Dialect, parsePosixRule, type PosixRule } from '../posix-rule.ts';

/** How the library's zoneinfo reads the rule at the end of a file; stricter than the C library (posix-zone.ts), and it counts days otherwise. */
const LIBRARY: Dialect = {
  name: /^(?:<([A-Za-z0-9+-]+)>|([A-Za-z]+))/,
  offset: /^([+-]?)(\d{1,2})(?::(\d\d)(?::(\d\d))?)?/,
  offsetLimit: 25 * 3600,
  time: /^([+-]?)(\d{1,3})(?::(\d\d)(?::(\d\d))?)?/,
  timeLimit: 168 * 3600,
  usualChanges: null,
  // The 0 of POSIX is the last day of the year before, and J59 in leap years 29 February.
  dayOfYear: (n, isJulian) => ({ index: n - 1, leaps: isJulian && n >= 59 }),
};

/** What holds between two changes. */
interface Period {
  readonly seconds: number;
  readonly utcoff: Timedelta;
  readonly dstoff: Timedelta;
  readonly name: Value;
}

export class ZoneInfo extends TzInfo {
  key: Value = None;
  /** The repr of the file it was read from, without a key. */
  file: Value = None;
  fromCache = false;
  moments: readonly number[] = [];
  shown: readonly (readonly number[])[] = [[], []];
  /** What holds from each change on. */
  periods: readonly Period[] = [];
  before: Period | null = null;
  /** What holds after the last change: one of two, by a rule, or always the first. */
  standard: Period | null = null;
  daylight: Period | null = null;
  rule: PosixRule | null = null;
  isFixed = false;
}

export const zoneInfoType = builtinType('ZoneInfo', ZoneInfo, {
  base: tzinfoType,
  module: 'zoneinfo',
  hasWeakrefs: true,
});

// --- Loading -----------------------------------------------------------------------------------------------------------------

const deltas = new Map<number, Timedelta>();

/** The duration of so many seconds; offsets are shared. */
function deltaOf(seconds: number): Timedelta {
  let delta = deltas.get(seconds);
  if (delta === undefined) deltas.set(seconds, (delta = normalizedDelta(0, seconds, 0)));
  return delta;
}

function periodOf(seconds: number, dst: number, name: Value): Period {
  return { seconds, utcoff: deltaOf(seconds), dstoff: deltaOf(dst), name };
}

function numbers(tuple: Value): number[] {
  return (tuple as PyTuple).items.map(Number);
}

/** Fills a zone with what `_common.load_data` read. */
function load(
  self: ZoneInfo,
  indexes: Value,
  moments: Value,
  offsets: Value,
  isDst: Value,
  names: Value,
  text: Value,
): Result {
  const at = numbers(indexes);
  const offset = numbers(offsets);
  const wrong = at.find((i) => i >= offset.length);
  if (wrong !== undefined)
    throw newException(valueErrorType, `Invalid transition index found while reading TZif: ${wrong}`);
  const dst = numbers(isDst).map(Boolean);
  const saved = daylightSaved(at, offset, dst);
  const kinds = offset.map((seconds, i) => periodOf(seconds, saved[i]!, (names as PyTuple).items[i]!));
  self.moments = numbers(moments);
  self.shown = shownAtChanges(at, self.moments, offset);
  self.periods = at.map((i) => kinds[i]!);
  const standard = dst.indexOf(false);
  self.before = standard >= 0 ? kinds[standard]! : (self.periods[0] ?? null);
  loadRule(self, kinds, text);
  const last = self.standard!;
  self.isFixed =
    self.daylight === null &&
    kinds.length <= 1 &&
    kinds.every(
      (kind) => kind.seconds === last.seconds && kind.dstoff === last.dstoff && kind.name === last.name,
    );
  return None;
}

/** What holds after the last change. */
function loadRule(self: ZoneInfo, kinds: readonly Period[], text: Value): void {
  const rule = text instanceof PyBytes ? String.fromCharCode(...text.data) : '';
  if (rule === '') {
    self.standard = self.periods.at(-1) ?? kinds.at(-1) ?? null;
    if (self.standard === null) throw newException(valueErrorType, 'No time zone information found.');
    return;
  }
  const parsed = parsePosixRule(rule, LIBRARY);
  if (parsed === undefined) throw newException(valueErrorType, `Malformed TZ string: '${rule}'`);
  self.standard = periodOf(parsed.standard.offset, 0, parsed.standard.name);
  if (parsed.daylight === null) return;
  self.rule = parsed;
  self.daylight = periodOf(parsed.daylight.offset, parsed.difference, parsed.daylight.name);
}

/** By how much clocks are advanced in each kind of time, found by looking at the changes to and from it. */
function daylightSaved(at: readonly number[], offset: readonly number[], dst: readonly boolean[]): number[] {
  const saved = offset.map(() => 0);
  for (let i = 1; i < at.length; i++) {
    const kind = at[i]!;
    if (!dst[kind] || saved[kind] !== 0) continue;
    let difference = dst[at[i - 1]!] ? 0 : offset[kind]! - offset[at[i - 1]!]!;
    if (difference === 0 && kind < offset.length - 1 && i + 1 < at.length) {
      const next = at[i + 1]!;
      // The next is daylight time, too: it may be found elsewhere.
      if (dst[next]) continue;
      difference = offset[kind]! - offset[next]!;
    }
    if (difference !== 0) saved[kind] = difference;
  }
  return saved.map((seconds, i) => (seconds === 0 && dst[i] ? 3600 : seconds));
}

function shownAtChanges(
  at: readonly number[],
  moments: readonly number[],
  offset: readonly number[],
): [number[], number[]] {
  const first: number[] = [];
  const second: number[] = [];
  moments.forEach((moment, i) => {
    const before = offset[i === 0 ? 0 : at[i - 1]!]!;
    const after = offset.length > 1 ? offset[at[i]!]! : before;
    first.push(moment + Math.max(before, after));
    second.push(moment + Math.min(before, after));
  });
  return [first, second];
}

// --- Looking up --------------------------------------------------------------------------------------------------------------

/** How many of the ascending numbers are not above `value`. */
function countUpTo(value: number, numbers: readonly number[]): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What holds when the zone's clocks show a time. */
function periodShown(self: ZoneInfo, { ymd, hms, fold }: PyDateTime): Period {
  const seconds = clockSeconds(ymd, hms);
  const changes = self.shown[fold]!;
  const count = changes.length;
  if (count > 0 && seconds < changes[0]!) return self.before!;
  if (count === 0 || seconds > changes[count - 1]!) {
    const isDaylight = self.rule !== null && self.rule.isDaylightShown(seconds, yearOf(ymd), fold);
    return isDaylight ? self.daylight! : self.standard!;
  }
  return self.periods[countUpTo(seconds, changes) - 1]!;
}

/** A method that answers by what holds at a datetime; None stands for any, and only zones that never change answer then. */
function answering(answer: (period: Period) => Value) {
  return (self: ZoneInfo, dt: Value): Result => {
    if (dt === None) return self.isFixed ? answer(self.standard!) : None;
    return dt instanceof PyDateTime ? answer(periodShown(self, dt)) : getAttribute(dt, 'toordinal');
  };
}

/** Whether clocks showed the time of the last `periodAt` before. */
let isFolded = false;

/** What holds at a moment, in seconds of the epoch; sets `isFolded`. */
function periodAt(self: ZoneInfo, moment: number, year: number): Period {
  const { moments, periods } = self;
  const count = moments.length;
  isFolded = false;
  if (count > 0 && moment < moments[0]!) return self.before!;
  if (count === 0 || moment > moments[count - 1]!) return periodAfter(self, moment, year);
  const i = countUpTo(moment, moments);
  const period = periods[i - 1]!;
  const previous = i >= 2 ? periods[i - 2]! : self.before!;
  isFolded = previous.seconds - period.seconds > moment - moments[i - 1]!;
  return period;
}

/** As `periodAt`, after the last change. */
function periodAfter(self: ZoneInfo, moment: number, year: number): Period {
  const { rule, moments, periods } = self;
  let period = self.standard!;
  if (rule !== null) {
    const [start, end] = rule.changes(year);
    const { difference } = rule;
    if (rule.isDaylightAt(moment, year)) period = self.daylight!;
    const from = difference > 0 ? end : start;
    isFolded = from <= moment && moment < from + Math.abs(difference);
  }
  const count = moments.length;
  if (count > 0) {
    const previous = count === 1 ? self.before! : periods[count - 2]!;
    const back = previous.seconds - period.seconds;
    if (back > 0 && moment < moments[count - 1]! + back) isFolded = true;
  }
  return period;
}

function zoneinfo_fromutc(self: ZoneInfo, dt: Value): Result {
  if (!(dt instanceof PyDateTime)) throw newException(typeErrorType, 'fromutc: argument must be a datetime');
  if (dt.tzinfo !== self) throw newException(valueErrorType, 'fromutc: dt.tzinfo is not self');
  const period = periodAt(self, clockSeconds(dt.ymd, dt.hms), yearOf(dt.ymd));
  if (dt.cls !== datetimeType) return frozenFunction('zoneinfo', 'moved').call3(dt, period.utcoff, isFolded);
  addTime(dt, period.utcoff, 1);
  return new PyDateTime(sum.ymd, sum.hms, sum.microsecond, self, isFolded ? 1 : 0);
}

// --- The class ---------------------------------------------------------------------------------------------------------------

function zoneinfo_repr(self: ZoneInfo): Result {
  return frozenFunction('zoneinfo', 'zone_repr').call3(self.cls.name, self.key, self.file);
}

function zoneinfo_str(self: ZoneInfo): Result {
  return self.key === None ? frozenFunction('zoneinfo', 'text').call1(self) : self.key;
}

defineStaticMethods(zoneInfoType, { __new__: ['($type, /, key)', inPython('zoneinfo', 'make')] });
defineClassMethods(zoneInfoType, {
  clear_cache: ['($type, /, *, only_keys=None)', inPython('zoneinfo', 'clear_cache')],
  no_cache: ['($type, /, key)', inPython('zoneinfo', 'no_cache')],
  from_file: ['($type, file_obj, /, key=None)', inPython('zoneinfo', 'from_file')],
  _unpickle: ['($type, key, from_cache, /)', inPython('zoneinfo', 'unpickle')],
  __init_subclass__: ['($type, /, *args, **kwargs)', inPython('zoneinfo', 'init_subclass')],
});
defineMethods(zoneInfoType, {
  utcoffset: ['($self, dt, /)', answering((period) => period.utcoff)],
  dst: ['($self, dt, /)', answering((period) => period.dstoff)],
  tzname: ['($self, dt, /)', answering((period) => period.name)],
  fromutc: ['($self, dt, /)', zoneinfo_fromutc],
  __repr__: ['($self, /)', zoneinfo_repr],
  __str__: ['($self, /)', zoneinfo_str],
  __reduce__: ['($self, /)', inPython('zoneinfo', 'reduce')],
});
defineMembers(zoneInfoType, { key: [(self: ZoneInfo): Result => self.key] });

const CACHES = Symbol('zoneinfo caches');

function state(self: ZoneInfo, name: Value): Value {
  return hostString(textOf(name)!) === 'file' ? self.file : self.fromCache;
}

function setState(self: ZoneInfo, key: Value, file: Value, fromCache: Value): Result {
  self.key = key;
  self.file = file;
  self.fromCache = fromCache === true;
  return self;
}

defineIntrinsics({
  zoneinfo_class: ['()', (): Result => zoneInfoType],
  zoneinfo_caches: ['()', (): Result => interpreterSlot(CACHES, () => new PyDict())],
  zoneinfo_create: ['(cls, /)', (cls: PyType): Result => new cls.Ctor()],
  zoneinfo_load: ['(self, indexes, moments, offsets, is_dst, names, text, /)', load],
  zoneinfo_state: ['(self, name, /)', state],
  zoneinfo_set: ['(self, key, file, from_cache, /)', setState],
});
