// time: clocks, sleeping, and calendar time by the host's time zone.
import { localTimeAt, momentOf, renewZone } from './local-zone.ts';
import type { LocalTime } from './posix-zone.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import {
  newException,
  overflowErrorType,
  raise,
  typeError,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf, normalize } from '../objects/int.ts';
import { PyModule } from '../objects/module.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { fromHost, hostString, makeStr, textOf } from '../objects/str.ts';
import { makeStruct, StructSequence, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { callMethod0 } from '../operators/call.ts';
import { sleep } from '../stackless/host-wait.ts';
import { formatParts, joinTexts, strftime } from './time-format.ts';
import type { NativeModule } from './native-module.ts';

export const structTime = structSequence(
  'time.struct_time',
  'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst tm_zone tm_gmtoff'.split(' '),
  { visible: 9 },
);

const f = (seconds: number): Value => new PyFloat(seconds);
const ns = (seconds: number): Value => normalize(BigInt(Math.round(seconds * 1e9)));

/** What can be counted in nanoseconds of 64 bits. */
const MOST_SECONDS = 9223372036;

// --- sleep ---------------------------------------------------------------------------------------------------------

function time_sleep(seconds: Value): Result {
  if (seconds instanceof PyFloat || intOf(seconds) !== undefined) return sleepFor(seconds);
  const method = typeOf(seconds).lookup('__index__');
  if (method === undefined)
    return typeError(`'${typeOf(seconds).name}' object cannot be interpreted as an integer or float`);
  const value = callMethod0(method, seconds);
  return value === ABRUPT ? (suspend(new SleepFrame()) as Result) : sleepFor(value);
}

class SleepFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return sleepFor(value);
  }
}

/** Seconds as the system takes them, of an int or float. Throws for what it could not count. */
export function secondsOfTimeout(timeout: Value): number {
  const isFloat = timeout instanceof PyFloat;
  const seconds = isFloat ? timeout.v : Number(intOf(timeout));
  if (Number.isNaN(seconds)) throw newException(valueErrorType, 'Invalid value NaN (not a number)');
  if (Math.abs(seconds) > MOST_SECONDS) {
    throw newException(
      overflowErrorType,
      isFloat ? 'timestamp out of range for platform time_t' : 'timestamp too large to convert to C PyTime_t',
    );
  }
  return seconds;
}

function sleepFor(timeout: Value): Result {
  const seconds = secondsOfTimeout(timeout);
  return seconds < 0 ? raise(valueErrorType, 'sleep length must be non-negative') : sleep(seconds);
}

// --- Calendar time -------------------------------------------------------------------------------------------------

/** Seconds since the epoch of an argument; undefined: now. Throws. */
function timestamp(seconds: Value | undefined): number {
  if (seconds === undefined || seconds === None) return machine.interpreter.host.now();
  const value = seconds instanceof PyFloat ? seconds.v : Number(intOf(seconds) ?? NaN);
  if (seconds instanceof PyFloat ? Number.isNaN(value) : intOf(seconds) === undefined) {
    if (seconds instanceof PyFloat) throw newException(valueErrorType, 'Invalid value NaN (not a number)');
    throw newException(typeErrorType, `'${typeOf(seconds).name}' object cannot be interpreted as an integer`);
  }
  if (Math.abs(value) > 67768036191676799) {
    throw newException(overflowErrorType, 'timestamp out of range for platform time_t');
  }
  if (Math.abs(value) > 8.64e12)
    throw newException(
      overflowErrorType,
      'timestamp out of range for platform localtime()/gmtime() function',
    );
  return Math.floor(value);
}

/** Day of the year from 1 of a UTC date. */
function dayOfYear(d: Date): number {
  const start = Date.UTC(d.getUTCFullYear(), 0, 1);
  const whole = new Date(start);
  whole.setUTCFullYear(d.getUTCFullYear());
  return Math.floor((d.getTime() - whole.getTime()) / 86_400_000) + 1;
}

function fromParts(d: Date, isDst: number, zone: string, offset: number): Value {
  return makeStruct(structTime, [
    d.getUTCFullYear(),
    d.getUTCMonth() + 1,
    d.getUTCDate(),
    d.getUTCHours(),
    d.getUTCMinutes(),
    d.getUTCSeconds(),
    (d.getUTCDay() + 6) % 7,
    dayOfYear(d),
    isDst,
    zone,
    offset,
  ]);
}

function time_gmtime(seconds?: Value): Result {
  return fromParts(new Date(timestamp(seconds) * 1000), 0, 'UTC', 0);
}

/** Seconds east of UTC at a moment. */
export function offsetAt(milliseconds: number): number {
  return localTimeAt(milliseconds / 1000).offset;
}

/** Abbreviation of the zone at a moment. */
export function zoneName(milliseconds: number): string {
  return localTimeAt(milliseconds / 1000).name;
}

function time_localtime(seconds?: Value): Result {
  const now = timestamp(seconds);
  const { offset, isDst, name } = localTimeAt(now);
  return fromParts(new Date((now + offset) * 1000), isDst ? 1 : 0, name, offset);
}

/** The nine numbers of a struct_time or tuple, which C keeps as ints; throws TypeError and OverflowError. */
export function timeNumbers(value: Value): number[] {
  if (!(value instanceof PyTuple))
    throw newException(typeErrorType, 'Tuple or struct_time argument required');
  if (value.items.length !== 9 && !(value instanceof StructSequence)) {
    throw newException(
      typeErrorType,
      'function takes exactly 9 arguments (' + value.items.length + ' given)',
    );
  }
  const numbers = value.items.slice(0, 9).map((item) => {
    const n = intOf(item);
    if (n === undefined)
      throw newException(typeErrorType, `'${typeOf(item).name}' object cannot be interpreted as an integer`);
    return inCInt(Number(n));
  });
  // C counts years from 1900.
  if (numbers[0]! < LEAST_INT + 1900) throw newException(overflowErrorType, 'year out of range');
  return numbers;
}

const LEAST_INT = -(2 ** 31);

function inCInt(n: number): number {
  if (n >= -LEAST_INT) throw newException(overflowErrorType, 'signed integer is greater than maximum');
  if (n < LEAST_INT) throw newException(overflowErrorType, 'signed integer is less than minimum');
  return n;
}

function time_mktime(tuple: Value): Result {
  const numbers = timeNumbers(tuple);
  const [year, month, day, hour, minute, second] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const d = new Date(Date.UTC(2000, 0, 1));
  d.setUTCFullYear(year, month - 1, day);
  d.setUTCHours(hour, minute, second, 0);
  const moment = momentOf(d.getTime() / 1000, numbers[8]!);
  if (Number.isNaN(moment)) return raise(overflowErrorType, 'mktime argument out of range');
  return f(moment);
}

const DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function ascText(t: number[]): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const [year, month, day, hour, minute, second, weekday] = t as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return `${DAYS[weekday]} ${MONTHS[month - 1]} ${String(day).padStart(2)} ${two(hour)}:${two(minute)}:${two(second)} ${year}`;
}

function time_asctime(tuple?: Value): Result {
  return ascText(checked(timeNumbers(tuple ?? (time_localtime() as Value))));
}

function time_ctime(seconds?: Value): Result {
  return ascText(timeNumbers(time_localtime(seconds) as Value));
}

function time_strftime(format: Value, tuple?: Value): Result {
  const text = textOf(format);
  if (text === undefined) return typeError(`strftime() argument 1 must be str, not ${typeOf(format).name}`);
  const value = tuple ?? (time_localtime() as Value);
  const known =
    value instanceof StructSequence && typeof value.hidden[0] === 'string' ? value.hidden[0] : undefined;
  const offset =
    value instanceof StructSequence && typeof value.hidden[1] === 'number' ? value.hidden[1] : undefined;
  const numbers = checked(timeNumbers(value));
  const zone =
    known ??
    (numbers[8]! >= 0 && /Z/.test(hostString(text)) ? zoneNames()[numbers[8]! > 0 ? 1 : 0] : undefined);
  if (typeof text === 'string') return fromHost(strftime(text, numbers, zone, offset));
  const formatted = formatParts(text).map((part) =>
    part[0] === 37 ? strftime(hostString(part), numbers, zone, offset) : part,
  );
  return makeStr(joinTexts(formatted));
}

/** Zeros become the least value they may have; throws ValueError for what is out of range. */
function checked(t: number[]): number[] {
  // C counts the days of a week from Sunday.
  const weekday = (t[6]! + 1) % 7;
  for (const [i, low, high, name] of LIMITS) {
    if (t[i] === 0 && low === 1) t[i] = 1;
    const value = i === 6 ? weekday : t[i]!;
    if (value < low || value > high) throw newException(valueErrorType, `${name} out of range`);
  }
  t[6] = (weekday + 6) % 7;
  return t;
}

const LIMITS: [index: number, low: number, high: number, name: string][] = [
  [1, 1, 12, 'month'],
  [2, 1, 31, 'day of month'],
  [3, 0, 23, 'hour'],
  [4, 0, 59, 'minute'],
  [5, 0, 61, 'seconds'],
  [6, 0, 6, 'day of week'],
  [7, 1, 366, 'day of year'],
];

// --- Clocks --------------------------------------------------------------------------------------------------------

const CLOCKS: Record<string, [implementation: string, monotonic: boolean, adjustable: boolean]> = {
  time: ['clock_gettime(CLOCK_REALTIME)', false, true],
  monotonic: ['clock_gettime(CLOCK_MONOTONIC)', true, false],
  perf_counter: ['clock_gettime(CLOCK_MONOTONIC)', true, false],
  process_time: ['clock_gettime(CLOCK_PROCESS_CPUTIME_ID)', true, false],
  thread_time: ['clock_gettime(CLOCK_THREAD_CPUTIME_ID)', true, false],
};

function clockNs(id: Value): bigint {
  const { host } = machine.interpreter;
  if (id === 0) return host.nowNs();
  if (id === 2 || id === 3) return BigInt(Math.round(host.cpuTime() * 1e9));
  return host.monotonicNs();
}

function secondsOf(nanoseconds: bigint): Value {
  return f(Number(nanoseconds) / 1e9);
}

/** Seconds of a year, as long as the Gregorian years are in the mean of four. */
const YEAR = (365 * 24 + 6) * 3600;

/** The local zone in standard time, and in the other: the half of this year with the smaller offset is that of standard time. */
function zoneHalves(): LocalTime[] {
  const begin = Math.floor(machine.interpreter.host.now() / YEAR) * YEAR;
  const halves = [localTimeAt(begin), localTimeAt(begin + YEAR / 2)];
  return halves[0]!.offset > halves[1]!.offset ? halves.reverse() : halves;
}

const zoneNames = (): string[] => zoneHalves().map(({ name }) => name);

/** What the module says of the zone. */
function zoneAttributes(): Record<string, Value> {
  const [standard, other] = zoneHalves();
  return {
    timezone: 0 - standard!.offset,
    altzone: 0 - other!.offset,
    daylight: standard!.offset === other!.offset ? 0 : 1,
    tzname: new PyTuple(zoneNames()),
  };
}

function time_tzset(): Result {
  renewZone();
  const time = machine.interpreter.modules.getStr('time');
  if (time instanceof PyModule)
    for (const [name, value] of Object.entries(zoneAttributes())) time.dict.setStr(name, value);
  return None;
}

export const timeModule: NativeModule = {
  name: 'time',
  doc: 'This module provides various functions to manipulate time values.',
  functions: {
    asctime: ['(tuple=None, /)', time_asctime],
    clock_getres: ['(clk_id, /)', (): Result => f(1e-9)],
    clock_gettime: ['(clk_id, /)', (id: Value): Result => secondsOf(clockNs(id))],
    clock_gettime_ns: ['(clk_id, /)', (id: Value): Result => normalize(clockNs(id))],
    ctime: ['(seconds=None, /)', time_ctime],
    _clock_info: [
      '(name, /)',
      (name: Value): Result => {
        const info = CLOCKS[String(name)];
        if (info === undefined) return raise(valueErrorType, 'unknown clock');
        return new PyTuple([...info, f(1e-9)]);
      },
    ],
    get_clock_info: ['(name, /)', inPython('time_support', 'get_clock_info')],
    gmtime: ['(seconds=None, /)', time_gmtime],
    localtime: ['(seconds=None, /)', time_localtime],
    mktime: ['(tuple, /)', time_mktime],
    monotonic: ['()', (): Result => secondsOf(machine.interpreter.host.monotonicNs())],
    monotonic_ns: ['()', (): Result => normalize(machine.interpreter.host.monotonicNs())],
    perf_counter: ['()', (): Result => secondsOf(machine.interpreter.host.monotonicNs())],
    perf_counter_ns: ['()', (): Result => normalize(machine.interpreter.host.monotonicNs())],
    process_time: ['()', (): Result => f(machine.interpreter.host.cpuTime())],
    process_time_ns: ['()', (): Result => ns(machine.interpreter.host.cpuTime())],
    sleep: ['(seconds, /)', time_sleep],
    strftime: ['(format, tuple=None, /)', time_strftime],
    strptime: ["(string, format='%a %b %d %H:%M:%S %Y', /)", inPython('time_support', 'strptime')],
    thread_time: ['()', (): Result => f(machine.interpreter.host.cpuTime())],
    thread_time_ns: ['()', (): Result => ns(machine.interpreter.host.cpuTime())],
    time: ['()', (): Result => f(machine.interpreter.host.now())],
    time_ns: ['()', (): Result => normalize(machine.interpreter.host.nowNs())],
    tzset: ['()', time_tzset],
  },
  attributes: () => ({
    ...zoneAttributes(),
    struct_time: structTime.type,
    CLOCK_REALTIME: 0,
    CLOCK_MONOTONIC: 1,
    CLOCK_PROCESS_CPUTIME_ID: 2,
    CLOCK_THREAD_CPUTIME_ID: 3,
    CLOCK_MONOTONIC_RAW: 4,
    CLOCK_BOOTTIME: 7,
    CLOCK_TAI: 11,
    _STRUCT_TM_ITEMS: 11,
  }),
};
