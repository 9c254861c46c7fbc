// Formatting decimals by a specification: format(), str.format and f-strings.
//
//   [[fill]align][sign][z][#][0][width][grouping][.[precision][grouping]][type]
//
// It differs from that of floats: digits are kept as they are unless a precision is given, rounding is the context's, and `n`
// takes its separators from the locale, or from a dict that the caller gives.
import { valueError } from '../../objects/text/format-error.ts';
import { rescale } from './arithmetic.ts';
import type { Decimal } from './number.ts';
import {
  type DecimalContext,
  digitsOf,
  FINITE,
  finite,
  maxContext,
  MAX_PREC,
  roundedShift,
} from './number.ts';
import { exponentText, specialText } from './text.ts';

/** Separators of numbers. `grouping` holds sizes of groups from the right; 0 repeats the one before, 127 ends. */
export interface Separators {
  point: string;
  thousands: string;
  grouping: number[];
}

/** `localeconv`'s mark for no more groups. */
const CHAR_MAX = 127;

interface DecimalSpec {
  fill: string;
  align: string;
  sign: string;
  noNegativeZero: boolean;
  alternate: boolean;
  zeroPad: boolean;
  width: number;
  /** -1: not given. */
  precision: number;
  fractionSeparator: string;
  separators: Separators;
  /** One of `eEfFgG%`; '' when not given. */
  type: string;
  /** The letters of the result are to be capitals (type N). */
  upper: boolean;
}

const SPECIFICATION =
  /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(?=[\d,_])(\d+)?([,_])?)?([eEfFgGnN%])?$/su;

/**
 * Reads a specification. Throws ValueError.
 * @param override separators in place of the locale's
 */
export function parseDecimalSpec(text: string, override: Separators | null): DecimalSpec {
  const match = SPECIFICATION.exec(text);
  if (match === null) throw valueError(`Invalid format specifier: ${text}`);
  const [, fill, align, sign, z, alternate, zero, width, grouping, precision, fractionSeparator, type] =
    match;
  const conflict = (what: string): Error => valueError(`${what} in format specifier: ${text}`);
  if (zero !== undefined) {
    if (fill !== undefined) throw conflict("Fill character conflicts with '0'");
    if (align !== undefined) throw conflict("Alignment conflicts with '0'");
  }
  const local = type === 'n' || type === 'N';
  if (local && grouping !== undefined) throw conflict("Explicit thousands separator conflicts with 'n' type");
  for (const number of [width, precision]) {
    if (number !== undefined && BigInt(number) > MAX_PREC)
      throw valueError('format specification exceeds internal limits of _decimal');
  }
  const digits = precision === undefined ? -1 : Number(precision);
  const general = type === undefined || 'gGnN'.includes(type);
  return {
    fill: zero !== undefined ? '0' : (fill ?? ' '),
    align: zero !== undefined ? '=' : (align ?? '>'),
    sign: sign ?? '-',
    noNegativeZero: z !== undefined,
    alternate: alternate !== undefined,
    zeroPad: zero !== undefined,
    width: width === undefined ? 0 : Number(width),
    precision: digits === 0 && general ? 1 : digits,
    fractionSeparator: fractionSeparator ?? '',
    separators: override ?? {
      point: '.',
      thousands: local ? '' : (grouping ?? ''),
      grouping: local ? [CHAR_MAX] : [3, 0],
    },
    type: local ? 'g' : (type ?? ''),
    upper: type === 'N',
  };
}

/** The formatted number, as UTF-16. Throws ValueError. */
export function formatDecimal(
  a: Decimal,
  spec: DecimalSpec,
  context: DecimalContext,
  capitals: boolean,
): string {
  if (a.kind !== FINITE) {
    const body = specialText(a) + (spec.type === '%' ? '%' : '');
    const plain = spec.zeroPad ? { ...spec, fill: ' ', align: '>' } : spec;
    return aligned(signText(a.negative, spec), body, plain);
  }
  const type = spec.type === '' ? (capitals ? 'G' : 'g') : spec.type;
  const rounded = roundFor(type, spec.precision, a, context);
  const digits = rounded.coefficient.toString();
  const zero = rounded.coefficient === 0;
  const left = rounded.exponent + digits.length;
  let place = left;
  if (type === 'e' || type === 'E') place = zero && spec.precision >= 0 ? 1 - spec.precision : 1;
  else if ((type === 'g' || type === 'G') && !(rounded.exponent <= 0 && left > -6)) place = 1;
  const [whole, fraction] = digitsAround(digits, place);
  let rest = groupFraction(fraction, spec.fractionSeparator);
  if (rest !== '' || spec.alternate) rest = spec.separators.point + rest;
  if (left !== place || type === 'e' || type === 'E')
    rest += exponentText(left - place, type === 'E' || type === 'G' ? 'E' : 'e');
  if (type === '%') rest += '%';
  const sign = signText(zero && spec.noNegativeZero ? false : rounded.negative, spec);
  const room = spec.zeroPad ? spec.width - lengthOf(rest) - sign.length : 0;
  const text = aligned(sign, groupWhole(whole, spec.separators, room) + rest, spec);
  return spec.upper ? text.toUpperCase() : text;
}

/** The number rounded to what the type and the precision show. */
function roundFor(type: string, precision: number, a: Decimal, context: DecimalContext): Decimal {
  let d = a;
  if (type === '%') d = finite(d.negative, d.coefficient, d.exponent + 2);
  const work = maxContext();
  work.rounding = context.rounding;
  const fixed = 'fF%'.includes(type);
  if (precision >= 0) {
    if (fixed) d = rescale(d, -precision, work);
    else if (type === 'e' || type === 'E') d = withDigits(d, precision + 1, context);
    else if (digitsOf(d.coefficient) > precision) d = withDigits(d, precision, context);
  }
  return fixed && d.coefficient === 0 && d.exponent > 0 ? finite(d.negative, 0, 0) : d;
}

/** The number with exactly so many digits. */
function withDigits(a: Decimal, places: number, context: DecimalContext): Decimal {
  if (a.coefficient === 0) return a;
  const exponent = a.exponent + digitsOf(a.coefficient) - places;
  const work = maxContext();
  work.rounding = context.rounding;
  const r = rescale(a, exponent, work);
  if (digitsOf(r.coefficient) <= places) return r;
  return finite(r.negative, roundedShift(r.coefficient, 1, r.negative, context.rounding), exponent + 1);
}

function digitsAround(digits: string, place: number): [whole: string, fraction: string] {
  if (place < 0) return ['0', '0'.repeat(-place) + digits];
  if (place > digits.length) return [digits + '0'.repeat(place - digits.length), ''];
  return [digits.slice(0, place) || '0', digits.slice(place)];
}

function signText(negative: boolean, { sign }: DecimalSpec): string {
  return negative ? '-' : sign === '-' ? '' : sign;
}

/** The number of code points. */
function lengthOf(text: string): number {
  return [...text].length;
}

function aligned(sign: string, body: string, { width, fill, align }: DecimalSpec): string {
  const missing = Math.max(width - lengthOf(sign) - lengthOf(body), 0);
  const padding = fill.repeat(missing);
  if (align === '<') return sign + body + padding;
  if (align === '>') return padding + sign + body;
  if (align === '=') return sign + padding + body;
  const half = Math.floor(missing / 2);
  return fill.repeat(half) + sign + body + fill.repeat(missing - half);
}

/** The digits behind the point in groups of three. */
function groupFraction(digits: string, separator: string): string {
  return separator === '' ? digits : (digits.match(/.{1,3}/g) ?? []).join(separator);
}

/** The digits before the point in groups, with zeros up to a width. */
function groupWhole(digits: string, { thousands, grouping }: Separators, width: number): string {
  if (thousands === '') return digits.padStart(width, '0');
  const groups: string[] = [];
  let room = width;
  for (let i = 0; ; i++) {
    let size = grouping[Math.min(i, grouping.length - 1)] ?? CHAR_MAX;
    if (size === 0) size = grouping[grouping.length - 2] ?? CHAR_MAX;
    const last = size === CHAR_MAX;
    const most = Math.max(digits.length, room, 1);
    const length = last ? most : Math.min(most, size);
    groups.push(digits.slice(-length).padStart(length, '0'));
    digits = digits.slice(0, -length);
    room -= length;
    if (last || (digits === '' && room <= 0)) return groups.reverse().join(thousands);
    room -= thousands.length;
  }
}
