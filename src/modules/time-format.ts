// strftime in the C locale, as glibc formats.
import { codePoints, hostString, type Text } from '../objects/str.ts';

const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

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

/** What a directive stands for: a number with its usual width and padding, a text, or a format of several. */
type Field =
  | { kind: 'number'; value: number; width: number; fill: string; sign?: string }
  | { kind: 'text'; value: string; changed?: string }
  | { kind: 'format'; value: string };

const number = (value: number, width: number, fill = '0'): Field => ({ kind: 'number', value, width, fill });

/** A text, and what the flag `#` makes of it. */
const text = (value: string, changed?: string): Field => ({ kind: 'text', value, changed });

const name = (value: string): Field => text(value, value.toUpperCase());

const several = (value: string): Field => ({ kind: 'format', value });

/** The time zone of what is formatted. */
interface Zone {
  /** Its abbreviation; absent: none is known. */
  readonly name: string | undefined;
  /** Seconds east of UTC. */
  readonly offset: number | undefined;
}

function fieldOf(code: string, t: readonly number[], zone: Zone): Field | undefined {
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
  switch (code) {
    case 'a':
      return name(DAYS[weekday]!.slice(0, 3));
    case 'A':
      return name(DAYS[weekday]!);
    case 'b':
    case 'h':
      return name(MONTHS[month - 1]!.slice(0, 3));
    case 'B':
      return name(MONTHS[month - 1]!);
    case 'c':
      return several('%a %b %e %H:%M:%S %Y');
    case 'C':
      return number(Math.floor(year / 100), 2);
    case 'd':
      return number(day, 2);
    case 'D':
    case 'x':
      return several('%m/%d/%y');
    case 'e':
      return number(day, 2, ' ');
    case 'F':
      return several('%Y-%m-%d');
    case 'g':
      return number(isoWeek(year, yday, weekday)[0] % 100, 2);
    case 'G':
      return number(isoWeek(year, yday, weekday)[0], 1);
    case 'H':
      return number(hour, 2);
    case 'I':
      return number(hour12, 2);
    case 'j':
      return number(yday, 3);
    case 'k':
      return number(hour, 2, ' ');
    case 'l':
      return number(hour12, 2, ' ');
    case 'm':
      return number(month, 2);
    case 'M':
      return number(minute, 2);
    case 'n':
      return text('\n');
    case 'p':
      return hour < 12 ? text('AM', 'am') : text('PM', 'pm');
    case 'P':
      return text(hour < 12 ? 'am' : 'pm');
    case 'r':
      return several('%I:%M:%S %p');
    case 'R':
      return several('%H:%M');
    case 's':
      return number(
        Math.floor(Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - (zone.offset ?? 0)),
        1,
      );
    case 'S':
      return number(second, 2);
    case 't':
      return text('\t');
    case 'T':
    case 'X':
      return several('%H:%M:%S');
    case 'u':
      return number(weekday + 1, 1);
    case 'U':
      return number(Math.floor((yday + 6 - sunday) / 7), 2);
    case 'V':
      return number(isoWeek(year, yday, weekday)[1], 2);
    case 'w':
      return number(sunday, 1);
    case 'W':
      return number(Math.floor((yday + 6 - weekday) / 7), 2);
    case 'y':
      return number(((year % 100) + 100) % 100, 2);
    case 'Y':
      return number(year, 1);
    case 'z': {
      const offset = zone.offset ?? 0;
      const minutes = Math.floor(Math.abs(offset) / 60);
      const value = Math.floor(minutes / 60) * 100 + (minutes % 60);
      return { kind: 'number', value, width: 4, fill: '0', sign: offset < 0 ? '-' : '+' };
    }
    case 'Z':
      return text(zone.name ?? '', (zone.name ?? '').toLowerCase());
    case '%':
      return text('%');
    default:
      return undefined;
  }
}

/** The directives that have another form in other locales, by `E` and by `O`; in the C locale it is the same. */
const ALTERNATIVES: Record<string, string> = { E: 'cCxXyY', O: 'BbdeHIjmMSuUVwWy' };

/**
 * Formats the nine numbers of a struct_time. As in glibc a directive may have flags (`-` no padding, `_` blanks, `0` zeros, `^` upper
 * case, `#` the other case) and a least width.
 * @param zone abbreviation of the time zone; absent: none is known
 * @param offset seconds east of UTC
 */
export function strftime(
  format: string,
  t: number[],
  zone: string | undefined,
  offset: number | undefined,
): string {
  return format.replace(
    /%([-_0^#]*)([0-9]*)([EO]?)(.)/gs,
    (whole, flags: string, width: string, alternative: string, code: string) => {
      if (alternative !== '' && !ALTERNATIVES[alternative]!.includes(code)) return whole;
      const field = fieldOf(code, t, { name: zone, offset });
      if (field === undefined) return whole;
      const least = Math.min(Number(width), MAX_WIDTH);
      const upper = flags.includes('^');
      const fill = /[-_0](?=[^-_0]*$)/.exec(flags)?.[0];
      if (field.kind === 'number') return formatNumber(field, fill, width === '' ? -1 : least);
      const other = field.kind === 'text' && flags.includes('#') ? field.changed : undefined;
      const shown = other ?? (field.kind === 'text' ? field.value : strftime(field.value, t, zone, offset));
      return (upper && code !== 'P' ? shown.toUpperCase() : shown).padStart(least, fill === '0' ? '0' : ' ');
    },
  );
}

/** CPython gives strftime no room for more. */
const MAX_WIDTH = 100_000;

/** A number as its flag for padding says, -1: no width is given. */
function formatNumber(field: Field & { kind: 'number' }, flag: string | undefined, least: number): string {
  const sign = field.sign ?? (field.value < 0 ? '-' : '');
  const digits = String(Math.abs(field.value));
  if (flag === '-' && least < 0) return sign + digits;
  const fill =
    flag === undefined ? (least > 0 && field.fill === ' ' ? ' ' : field.fill) : flag === '0' ? '0' : ' ';
  return sign + digits.padStart(Math.max(field.width, least), fill);
}

const PERCENT = 37;

/** With flags and a width; what is longer is no directive. */
const LONGEST_DIRECTIVE = 32;

/** The directives of a format, and what is between them. */
export function formatParts(format: Text): Text[] {
  if (typeof format === 'string') return format.match(/%:z|%[-_0^#]*[0-9]*[EO]?[^]?|[^%]+/g) ?? [];
  // Surrogates that stand alone must not become pairs.
  const parts: Text[] = [];
  for (let i = 0; i < format.length;) {
    let end = i + 1;
    if (format[i] === PERCENT)
      end += directiveLength(hostString(format.subarray(end, end + LONGEST_DIRECTIVE)));
    else while (end < format.length && format[end] !== PERCENT) end++;
    parts.push(format.slice(i, end));
    i = end;
  }
  return parts;
}

/** The length of a directive after its percent sign, of which `rest` is the beginning. */
function directiveLength(rest: string): number {
  return /^(:z|[-_0^#]*[0-9]*[EO]?[^]?)/.exec(rest)![0].length;
}

/** The text of several. */
export function joinTexts(texts: readonly Text[]): Text {
  if (texts.every((text) => typeof text === 'string')) return texts.join('');
  return Uint32Array.from(texts.flatMap((text) => [...codePoints(text)]));
}
