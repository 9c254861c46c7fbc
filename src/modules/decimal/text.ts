// Decimal numbers from text and to text (`str`, `to_eng_string`). Formatting by a specification is in format.ts.
import { normalizeInt } from '../../objects/text/int-arithmetic.ts';
import { decimalValue, isSpace } from '../../objects/text/unicode.ts';
import type { Text } from '../../objects/str.ts';
import { codeAt } from '../../objects/text/text.ts';
import {
  CLAMPED,
  CONVERSION_SYNTAX,
  Decimal,
  type DecimalContext,
  digitsOf,
  ERRORS,
  finalize,
  finite,
  INEXACT,
  infinity,
  INFINITE,
  invalid,
  isNaNKind,
  maxContext,
  QUIET,
  ROUNDED,
  SIGNALING,
} from './number.ts';

const NUMBER = /^([-+])?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([-+]?\d+))?$/i;
const SPECIAL = /^([-+])?(?:(inf(?:inity)?)|(s)?nan(\d*))$/i;

/**
 * Text as ASCII: decimal digits of any script as 0 to 9, anything else that is not ASCII as a character that no number has.
 * @param lenient leaves out white space around it, and underscores
 */
export function asciiNumber(text: Text, lenient: boolean): string {
  let start = 0;
  let end = text.length;
  if (lenient) {
    while (start < end && isSpace(codeAt(text, start))) start++;
    while (end > start && isSpace(codeAt(text, end - 1))) end--;
  }
  if (typeof text === 'string' && /^[\x21-\x7e]*$/.test(text)) {
    return lenient && text.includes('_') ? text.replaceAll('_', '') : text;
  }
  let out = '';
  for (let i = start; i < end; i++) {
    const c = codeAt(text, i);
    if (c === 95 && lenient) continue;
    if (c > 32 && c < 127) out += String.fromCharCode(c);
    else {
      const digit = decimalValue(c);
      out += digit >= 0 ? String(digit) : isSpace(c) ? ' ' : '?';
    }
  }
  return out;
}

/** The number that a text denotes, fitted to the context; NaN with CONVERSION_SYNTAX when it denotes none. */
export function parseDecimal(text: string, context: DecimalContext): Decimal {
  const match = NUMBER.exec(text);
  if (match === null) return parseSpecial(text, context);
  const [, sign, whole = '', fraction = match[4] ?? '', , power] = match;
  const digits = whole + fraction;
  const coefficient = digits.length < 16 ? Number(digits) : normalizeInt(BigInt(digits));
  const exponent = power === undefined ? 0 : Number(power);
  return finalize(sign === '-', coefficient, exponent - fraction.length, context);
}

function parseSpecial(text: string, context: DecimalContext): Decimal {
  const match = SPECIAL.exec(text);
  if (match === null) return invalid(context, CONVERSION_SYNTAX);
  const [, sign, isInfinity, signaling, payload] = match;
  if (isInfinity !== undefined) return infinity(sign === '-');
  const coefficient = payload === '' || payload === undefined ? 0 : normalizeInt(BigInt(payload));
  if (coefficient !== 0 && digitsOf(coefficient) > context.prec - (context.clamp ? 1 : 0))
    return invalid(context, CONVERSION_SYNTAX);
  return new Decimal(sign === '-', signaling === undefined ? QUIET : SIGNALING, coefficient, 0);
}

/** The conversion of something that has to be exact: what cannot be represented is an invalid operation. */
export function exactly(convert: (context: DecimalContext) => Decimal): [Decimal, conditions: number] {
  const context = maxContext();
  const result = convert(context);
  if (context.status & (INEXACT | ROUNDED | CLAMPED)) {
    context.status = 0;
    const nan = invalid(context);
    return [nan, context.status];
  }
  return [result, context.status & ERRORS];
}

/** Sign, and name of a special value. */
export function specialText(a: Decimal): string {
  if (a.kind === INFINITE) return 'Infinity';
  return (a.kind === SIGNALING ? 'sNaN' : 'NaN') + (a.coefficient === 0 ? '' : a.coefficient.toString());
}

/**
 * The digits with a point after `place` of them (zeros are added where there are not enough), as parts before and behind it.
 */
export function splitDigits(digits: string, place: number): [whole: string, fraction: string] {
  if (place <= 0) return ['0', '0'.repeat(-place) + digits];
  if (place >= digits.length) return [digits + '0'.repeat(place - digits.length), ''];
  return [digits.slice(0, place), digits.slice(place)];
}

/**
 * `str(a)`, or `to_eng_string` where exponents are multiples of three.
 * @param capitals E or e before the exponent
 */
export function decimalText(a: Decimal, engineering: boolean, capitals: boolean): string {
  const sign = a.negative ? '-' : '';
  if (a.kind === INFINITE || isNaNKind(a)) return sign + specialText(a);
  const digits = a.coefficient.toString();
  if (a.exponent === 0) return sign + digits;
  const left = a.exponent + digits.length;
  let place = 1;
  if (a.exponent <= 0 && left > -6) place = left;
  else if (engineering) {
    const mod3 = (n: number): number => ((n % 3) + 3) % 3;
    place = a.coefficient === 0 ? mod3(left + 1) - 1 : mod3(left - 1) + 1;
  }
  const [whole, fraction] = splitDigits(digits, place);
  const power = left === place ? '' : exponentText(left - place, capitals ? 'E' : 'e');
  return sign + whole + (fraction === '' ? '' : '.' + fraction) + power;
}

/** An exponent with its letter, e or E, and always a sign. */
export function exponentText(exponent: number, letter: string): string {
  return `${letter}${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

/** A decimal of an int. */
export function decimalOfInt(n: number | bigint, context: DecimalContext): Decimal {
  return n < 0
    ? finalize(true, typeof n === 'number' ? -n : normalizeInt(-n), 0, context)
    : finalize(false, n, 0, context);
}

/** The exact decimal of an int of any size. */
export function exactInt(n: number | bigint): Decimal {
  return n < 0 ? finite(true, typeof n === 'number' ? -n : normalizeInt(-n), 0) : finite(false, n, 0);
}
