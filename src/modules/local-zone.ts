// The local time zone, as the C library has it: from the file that TZ names (/etc/localtime without it; RFC 9636), or from TZ
// itself (posix-zone.ts). It is looked at when the first time is asked for, and by time.tzset.
import type { Host } from '../host/host.ts';
import { machine } from '../machine/machine.ts';
import { type LocalTime, PosixZone } from './posix-zone.ts';

const ZONE_DIRECTORY = '/usr/share/zoneinfo/';
/** Bytes of the header: magic, version, unused, six counts. */
const HEADER = 44;
const UTC: LocalTime = { offset: 0, isDst: false, name: 'UTC' };

interface Zone {
  at(seconds: number): LocalTime;
}

/** A zone file. */
export class FileZone implements Zone {
  /** Moments of change, in seconds of the epoch, ascending, and what holds from each of them on. */
  private readonly moments: number[] = [];
  private readonly times: LocalTime[] = [];
  private readonly first: LocalTime;
  /** What holds behind the last change; null when the file does not say. */
  private readonly later: PosixZone | null;

  /** @throws RangeError for data that is no zone file */
  constructor(data: Uint8Array) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const count = (start: number, i: number): number => view.getUint32(start + 20 + 4 * i);
    if (view.getUint32(0) !== 0x545a6966) throw new RangeError('not a zone file');
    const blockSize = (start: number, size: number): number =>
      count(start, 3) * (size + 1) +
      count(start, 4) * 6 +
      count(start, 5) +
      count(start, 2) * (size + 4) +
      count(start, 1) +
      count(start, 0);
    const isLong = data[4]! >= 0x32;
    const start = isLong ? HEADER + blockSize(0, 4) : 0;
    const size = isLong ? 8 : 4;
    const changes = count(start, 3);
    const kinds = start + HEADER + changes * size;
    const types = readTypes(view, kinds + changes, count(start, 4));
    for (let i = 0; i < changes; i++) {
      const at = start + HEADER + i * size;
      this.moments.push(isLong ? Number(view.getBigInt64(at)) : view.getInt32(at));
      this.times.push(types[data[kinds + i]!]!);
    }
    this.first = types.find((type) => !type.isDst) ?? types[0] ?? UTC;
    const footer = isLong ? data.subarray(start + HEADER + blockSize(start, 8)) : new Uint8Array(0);
    this.later = PosixZone.parse(String.fromCharCode(...footer).trim());
  }

  at(seconds: number): LocalTime {
    const { moments } = this;
    if (this.later !== null && (moments.length === 0 || seconds >= moments[moments.length - 1]!)) {
      return this.later.at(seconds);
    }
    let low = 0;
    let high = moments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (moments[middle]! <= seconds) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? this.first : this.times[low - 1]!;
  }
}

/** Offset, daylight time and name of each kind of time in a zone file; the names stand behind them. */
function readTypes(view: DataView, table: number, count: number): LocalTime[] {
  const texts = table + count * 6;
  const types: LocalTime[] = [];
  for (let i = 0; i < count; i++) {
    const at = table + i * 6;
    let name = '';
    for (let k = texts + view.getUint8(at + 5); view.getUint8(k) !== 0; k++)
      name += String.fromCharCode(view.getUint8(k));
    types.push({ offset: view.getInt32(at), isDst: view.getUint8(at + 4) !== 0, name });
  }
  return types;
}

function readZone(host: Host): Zone {
  const named = host.environment['TZ']?.replace(/^:/, '');
  const file =
    named === undefined ? '/etc/localtime' : named.startsWith('/') ? named : ZONE_DIRECTORY + named;
  try {
    if (named !== '' && host.files !== null) return new FileZone(host.files.readFile(file));
  } catch {
    // There is no such file, or it is none: then TZ may be a rule.
  }
  return PosixZone.parse(named ?? '') ?? { at: () => UTC };
}

const zones = new WeakMap<Host, Zone>();

function localZone(): Zone {
  const { host } = machine.interpreter;
  let zone = zones.get(host);
  if (zone === undefined) zones.set(host, (zone = readZone(host)));
  return zone;
}

/** Looks at TZ again. */
export function renewZone(): void {
  zones.delete(machine.interpreter.host);
}

/** What holds at a moment, in seconds of the epoch. */
export function localTimeAt(seconds: number): LocalTime {
  return localZone().at(seconds);
}

const DAY = 86_400;
/** What daylight time differs by where there is none. */
const HOUR = 3600;

/**
 * The moment at which clocks show a time, given as if it were UTC.
 * @param isDst  1 or 0: which of two moments, or by which clock; negative: unknown
 */
export function momentOf(clock: number, isDst: number): number {
  const near = [-DAY, 0, DAY].map((days) => localTimeAt(clock + days - localTimeAt(clock).offset));
  const fits = near.filter(({ offset }) => localTimeAt(clock - offset).offset === offset);
  const wanted = (time: LocalTime): boolean => isDst < 0 || time.isDst === isDst > 0;
  const found = fits.find(wanted);
  if (found !== undefined) return clock - found.offset;
  const actual = fits[0] ?? near[0]!;
  if (isDst < 0) return clock - near[0]!.offset;
  const other = near.find(wanted) ?? otherHalf(clock, isDst > 0);
  return clock - (other?.offset ?? actual.offset + (isDst > 0 ? HOUR : -HOUR));
}

/** What holds in the other half of the year, if that is what is wanted. */
function otherHalf(clock: number, isDst: boolean): LocalTime | undefined {
  return [-182, 182].map((days) => localTimeAt(clock + days * DAY)).find((time) => time.isDst === isDst);
}
