// Abbreviations of the local time zone ("CET", "CEST"), which JavaScript has only for a few zones: read from the system's zone file, as
// the C library does. Format: RFC 9636 (TZif).
import type { Host } from '../host/host.ts';

const ZONE_DIRECTORY = '/usr/share/zoneinfo/';
/** Bytes of the header: magic, version, unused, six counts. */
const HEADER = 44;

/** What a zone file says of abbreviations. */
export class ZoneNames {
  /** Moments of change, in seconds of the epoch, ascending. */
  private readonly moments: number[] = [];
  /** The abbreviation from each of them on. */
  private readonly names: string[] = [];
  private readonly first: string;
  /** Names of standard and daylight time behind the last change; undefined when the file has none. */
  private readonly later: [standard: string, daylight: string] | undefined;

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
    const types = count(start, 4);
    const kinds = start + HEADER + changes * size;
    const table = kinds + changes;
    const texts = table + types * 6;
    const text = (type: number): string => {
      let at = texts + data[table + type * 6 + 5]!;
      let name = '';
      for (; data[at] !== 0; at++) name += String.fromCharCode(data[at]!);
      return name;
    };
    for (let i = 0; i < changes; i++) {
      const at = start + HEADER + i * size;
      this.moments.push(isLong ? Number(view.getBigInt64(at)) : view.getInt32(at));
      this.names.push(text(data[kinds + i]!));
    }
    this.first = text(0);
    const footer = isLong
      ? String.fromCharCode(...data.subarray(start + HEADER + blockSize(start, 8))).trim()
      : '';
    const rule = /^(<[^>]+>|[A-Za-z]+)[-+\d:]*(<[^>]+>|[A-Za-z]+)?/.exec(footer);
    if (rule !== null) {
      const [standard, daylight] = [rule[1]!, rule[2] ?? rule[1]!].map((name) => name.replace(/[<>]/g, ''));
      this.later = [standard!, daylight!];
    }
  }

  /** The abbreviation at a moment. @param isDaylight whether daylight time holds then */
  at(seconds: number, isDaylight: boolean): string {
    const { moments } = this;
    if (moments.length === 0 || seconds >= moments[moments.length - 1]!) {
      if (this.later !== undefined) return this.later[isDaylight ? 1 : 0];
    }
    let low = 0;
    let high = moments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (moments[middle]! <= seconds) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? this.first : this.names[low - 1]!;
  }
}

/** The names of the host's local zone; null when its file cannot be found. */
export function localZone(host: Host): ZoneNames | null {
  const { files } = host;
  if (files === null) return null;
  const named = host.environment['TZ']?.replace(/^:/, '');
  const path =
    named === undefined || named === ''
      ? '/etc/localtime'
      : named.startsWith('/')
        ? named
        : ZONE_DIRECTORY + named;
  try {
    return new ZoneNames(files.readFile(path));
  } catch {
    return null;
  }
}
