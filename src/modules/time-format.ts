// strftime in the C locale, as glibc formats.
import { codePoints, hostString, type Text } from '../objects/str.ts';

const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const pad = (n: number, width: number, fill = '0'): string => String(n).padStart(width, fill);

/** ISO 8601 year and week. */
function isoWeek(year: number, yday: number, weekday: number): [year: number, week: number] {
  const weeksIn = (y: number): number => {
    const p = (k: number): number => (k + Math.floor(k / 4) - Math.floor(k / 100) + Math.floor(k / 400)) % 7;
    return p(y) === 4 || p(y - 1) === 3 ? 53 : 52;
  };
  const week = Math.floor((yday - 1 - weekday + 10) / 7);
  if (week < 1) return [year - 1, weeksIn(year - 1)];
  return week > weeksIn(year) ? [year + 1, 1] : [year, week];
}

/**
 * Formats the nine numbers of a struct_time.
 * @param zone abbreviation of the time zone; absent: none is known
 * @param offset seconds east of UTC
 */
export function strftime(
  format: string,
  t: number[],
  zone: string | undefined,
  offset: number | undefined,
): string {
  const [year, month, day, hour, minute, second, weekday, yday] = t as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const sunday = (weekday + 1) % 7;
  const hour12 = hour % 12 === 0 ? 12 : hour % 12;
  const again = (f: string): string => strftime(f, t, zone, offset);
  const field = (code: string): string | undefined => {
    switch (code) {
      case 'a':
        return DAYS[weekday]!.slice(0, 3);
      case 'A':
        return DAYS[weekday]!;
      case 'b':
      case 'h':
        return MONTHS[month - 1]!.slice(0, 3);
      case 'B':
        return MONTHS[month - 1]!;
      case 'c':
        return again('%a %b %e %H:%M:%S %Y');
      case 'C':
        return pad(Math.floor(year / 100), 2);
      case 'd':
        return pad(day, 2);
      case 'D':
        return again('%m/%d/%y');
      case 'e':
        return pad(day, 2, ' ');
      case 'F':
        return again('%Y-%m-%d');
      case 'g':
        return pad(isoWeek(year, yday, weekday)[0] % 100, 2);
      case 'G':
        return String(isoWeek(year, yday, weekday)[0]);
      case 'H':
        return pad(hour, 2);
      case 'I':
        return pad(hour12, 2);
      case 'j':
        return pad(yday, 3);
      case 'k':
        return pad(hour, 2, ' ');
      case 'l':
        return pad(hour12, 2, ' ');
      case 'm':
        return pad(month, 2);
      case 'M':
        return pad(minute, 2);
      case 'n':
        return '\n';
      case 'p':
        return hour < 12 ? 'AM' : 'PM';
      case 'P':
        return hour < 12 ? 'am' : 'pm';
      case 'r':
        return again('%I:%M:%S %p');
      case 'R':
        return again('%H:%M');
      case 's':
        return String(
          Math.floor(Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - (offset ?? 0)),
        );
      case 'S':
        return pad(second, 2);
      case 't':
        return '\t';
      case 'T':
      case 'X':
        return again('%H:%M:%S');
      case 'u':
        return String(weekday + 1);
      case 'U':
        return pad(Math.floor((yday + 6 - sunday) / 7), 2);
      case 'V':
        return pad(isoWeek(year, yday, weekday)[1], 2);
      case 'w':
        return String(sunday);
      case 'W':
        return pad(Math.floor((yday + 6 - weekday) / 7), 2);
      case 'x':
        return again('%m/%d/%y');
      case 'y':
        return pad(((year % 100) + 100) % 100, 2);
      case 'Y':
        return String(year);
      case 'z': {
        const minutes = Math.floor(Math.abs(offset ?? 0) / 60);
        return `${(offset ?? 0) < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`;
      }
      case 'Z':
        return zone ?? '';
      case '%':
        return '%';
      default:
        return undefined;
    }
  };
  return format.replace(/%[EO]?(.)/gs, (whole, code: string) => field(code) ?? whole);
}

const PERCENT = 37;

/** The directives of a format, and what is between them. */
export function formatParts(format: Text): Text[] {
  if (typeof format === 'string') return format.match(/%:z|%[EO]?[^]?|[^%]+/g) ?? [];
  // Surrogates that stand alone must not become pairs.
  const parts: Text[] = [];
  for (let i = 0; i < format.length;) {
    let end = i + 1;
    if (format[i] === PERCENT) end += directiveLength(hostString(format.subarray(end, end + 2)));
    else while (end < format.length && format[end] !== PERCENT) end++;
    parts.push(format.slice(i, end));
    i = end;
  }
  return parts;
}

/** The length of a directive after its percent sign, of which `rest` is the beginning. */
function directiveLength(rest: string): number {
  return /^(:z|[EO][^])/.test(rest) ? 2 : Math.min(rest.length, 1);
}

/** The text of several. */
export function joinTexts(texts: readonly Text[]): Text {
  if (texts.every((text) => typeof text === 'string')) return texts.join('');
  return Uint32Array.from(texts.flatMap((text) => [...codePoints(text)]));
}
