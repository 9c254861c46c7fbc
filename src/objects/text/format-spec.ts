// The format-spec mini-language of format(), str.format and f-strings, and the formatting of str, int, float
// and complex values by it:
//
//   [[fill]align][sign]["z"]["#"]["0"][width][grouping]["." [precision] [grouping]][type]
//
// Each formatX takes the value, the specification and the name of the value's type (for messages), and gives
// the text of the field. An empty specification means str(value), which callers handle, as only they know
// about subclasses. Locale-dependent type `n` is that of the C locale.
import { reserve } from '../../machine/memory.ts';
import type { FormatError } from './format-error.ts';
import { overflowError, valueError } from './format-error.ts';
import { formatDouble } from './float-repr.ts';
import type { DoubleCode } from './float-repr.ts';
import { intAbs, intToFloat } from './int-arithmetic.ts';
import type { Int } from './int-arithmetic.ts';
import { DEFAULT_MAX_STR_DIGITS, intDigits, intToString } from './int-format.ts';
import {
  codeAt,
  concatTexts,
  isWideCodePoint,
  newText,
  repeatString,
  sliceText,
  textFromCodePoints,
  textToUtf16,
} from './text.ts';
import type { Text } from './text.ts';
import { decimalValue } from './unicode.ts';

/** A parsed specification. */
export interface FormatSpec {
  /** Code point of the fill character. */
  fill: number;
  align: '<' | '>' | '=' | '^';
  /** What to show before numbers that are not negative; '-' is accepted but means the same as ''. */
  sign: '' | '+' | '-' | ' ';
  /** `z`: a zero after rounding has no minus sign. */
  noNegativeZero: boolean;
  alternate: boolean;
  /** -1 if not given. */
  width: number;
  grouping: '' | ',' | '_';
  /** -1 if not given. */
  precision: number;
  /** Grouping of the digits after the point. */
  fractionGrouping: '' | ',' | '_';
  /** Code point of the presentation type; 0 if not given and the value's type has no default. */
  type: number;
}

const SSIZE_MAX = 2n ** 63n - 1n;
const INT_MAX = 2 ** 31 - 1;

const code = (c: string): number => c.charCodeAt(0);

const SPACE = code(' ');
const ZERO = code('0');
const HASH = code('#');
const PLUS = code('+');
const MINUS = code('-');
const DOT = code('.');
const COMMA = code(',');
const UNDERSCORE = code('_');
const PERCENT = code('%');

/** Types with which `,` and `_` may stand, and those with which `_` only may. */
const GROUPED_TYPES = 'defgEG%F\0';
const GROUPED_BY_FOUR = 'boxX';

// Parsing ---------------------------------------------------------------------------------------------------

/** A character in a message, as CPython shows it. */
function shownType(type: number): string {
  return type > 32 && type < 128 ? String.fromCharCode(type) : `\\x${type.toString(16)}`;
}

function unknownType(type: number, typeName: string): FormatError {
  return valueError(
    `Unknown format code '${shownType(type)}' for object of type '${typeName.slice(0, 200)}'`,
  );
}

function alignAt(text: Text, i: number): FormatSpec['align'] | undefined {
  if (i >= text.length) return undefined;
  const c = codeAt(text, i);
  return (c >= 60 && c <= 62) || c === 94 ? (String.fromCharCode(c) as FormatSpec['align']) : undefined;
}

/** Reads a specification from left to right. */
class SpecParser {
  readonly text: Text;
  at = 0;

  constructor(text: Text) {
    this.text = text;
  }

  /** The next character if it is there, or -1. */
  peek(): number {
    return this.at < this.text.length ? codeAt(this.text, this.at) : -1;
  }

  skip(c: number): boolean {
    if (this.peek() !== c) return false;
    this.at++;
    return true;
  }

  /** Decimal digits of any script; -1 if there are none. */
  integer(): number {
    const value = integerAt(this.text, this.at, this.text.length);
    this.at += value.digits;
    return value.digits === 0 ? -1 : value.value;
  }

  /** `,` or `_`, but not both. */
  grouping(): '' | ',' | '_' {
    const comma = this.skip(COMMA);
    if (this.peek() === UNDERSCORE) {
      if (comma) throw bothGroupings();
      this.at++;
      if (this.peek() === COMMA) throw bothGroupings();
      return '_';
    }
    return comma ? ',' : '';
  }
}

function bothGroupings(): FormatError {
  return valueError("Cannot specify both ',' and '_'.");
}

/**
 * The decimal digits between i and end, their number and value. Throws ValueError if they do not fit a
 * ssize_t.
 */
export function integerAt(text: Text, i: number, end: number): { digits: number; value: number } {
  let value = 0;
  let digits = 0;
  for (; i + digits < end; digits++) {
    const digit = decimalValue(codeAt(text, i + digits));
    if (digit < 0) break;
    value = value * 10 + digit;
  }
  if (value > Number.MAX_SAFE_INTEGER && exactValue(text, i, digits) > SSIZE_MAX) {
    throw valueError('Too many decimal digits in format string');
  }
  return { digits, value };
}

function exactValue(text: Text, i: number, digits: number): bigint {
  let decimal = '';
  for (let k = 0; k < digits; k++) decimal += decimalValue(codeAt(text, i + k));
  return BigInt(decimal);
}

/** What parseFormatSpec assumes where a specification is silent. */
interface Defaults {
  type: number;
  align: FormatSpec['align'];
  cache: Map<string, FormatSpec>;
}

const STRING_DEFAULTS: Defaults = { type: code('s'), align: '<', cache: new Map() };
const INT_DEFAULTS: Defaults = { type: code('d'), align: '>', cache: new Map() };
const FLOAT_DEFAULTS: Defaults = { type: 0, align: '>', cache: new Map() };

/** Programs use few specifications many times; each cache is emptied when it has this many. */
const CACHE_SIZE = 256;

function parseFormatSpec(text: Text, defaults: Defaults, typeName: string): FormatSpec {
  if (typeof text !== 'string') return parseUncached(text, defaults, typeName);
  let spec = defaults.cache.get(text);
  if (spec === undefined) {
    spec = parseUncached(text, defaults, typeName);
    if (defaults.cache.size >= CACHE_SIZE) defaults.cache.clear();
    defaults.cache.set(text, spec);
  }
  return spec;
}

function parseUncached(text: Text, defaults: Defaults, typeName: string): FormatSpec {
  const p = new SpecParser(text);
  let fill = -1;
  let align = alignAt(text, 1);
  if (align !== undefined) {
    fill = codeAt(text, 0);
    p.at = 2;
  } else {
    align = alignAt(text, 0);
    if (align !== undefined) p.at = 1;
  }
  let sign: FormatSpec['sign'] = '';
  if (p.peek() === PLUS || p.peek() === MINUS || p.peek() === SPACE) {
    sign = String.fromCharCode(codeAt(text, p.at++)) as FormatSpec['sign'];
  }
  const noNegativeZero = p.skip(code('z'));
  const alternate = p.skip(HASH);
  if (fill < 0 && p.skip(ZERO)) {
    fill = ZERO;
    if (align === undefined && defaults.align === '>') align = '=';
  }
  const width = p.integer();
  const grouping = p.grouping();
  const { precision, fractionGrouping } = parsePrecision(p);
  const type = parseType(p, defaults, typeName);
  checkGroupings(grouping, fractionGrouping, type);
  align ??= defaults.align;
  fill = fill < 0 ? SPACE : fill;
  return { fill, align, sign, noNegativeZero, alternate, width, grouping, precision, fractionGrouping, type };
}

function parsePrecision(p: SpecParser): Pick<FormatSpec, 'precision' | 'fractionGrouping'> {
  if (!p.skip(DOT)) return { precision: -1, fractionGrouping: '' };
  const precision = p.integer();
  const fractionGrouping = p.grouping();
  if (precision < 0 && fractionGrouping === '') throw valueError('Format specifier missing precision');
  return { precision, fractionGrouping };
}

function parseType(p: SpecParser, defaults: Defaults, typeName: string): number {
  const rest = p.text.length - p.at;
  if (rest > 1) {
    const name = typeName.slice(0, 200);
    throw valueError(`Invalid format specifier '${textToUtf16(p.text)}' for object of type '${name}'`);
  }
  return rest === 1 ? p.peek() : defaults.type;
}

function checkGroupings(grouping: string, fractionGrouping: string, type: number): void {
  const letter = type < 128 ? String.fromCharCode(type) : 'é';
  if (
    grouping !== '' &&
    !GROUPED_TYPES.includes(letter) &&
    !(grouping === '_' && GROUPED_BY_FOUR.includes(letter))
  ) {
    throw valueError(`Cannot specify '${grouping}' with '${shownType(type)}'.`);
  }
  if (fractionGrouping !== '' && letter === 'n')
    throw valueError(`Cannot specify '${fractionGrouping}' with 'n'.`);
}

// Laying out ------------------------------------------------------------------------------------------------

function fillText(c: number, count: number): Text {
  return isWideCodePoint(c) ? newText(count).fill(c) : repeatString(String.fromCharCode(c), count);
}

/** The text in a field of spec.width; `=` is up to the caller. */
function pad(text: Text, spec: FormatSpec): Text {
  const missing = spec.width - text.length;
  if (missing <= 0) return text;
  if (typeof text === 'string' && spec.align !== '^' && !isWideCodePoint(spec.fill)) {
    const fill = repeatString(String.fromCharCode(spec.fill), missing);
    return spec.align === '>' ? fill + text : text + fill;
  }
  const left = spec.align === '>' ? missing : spec.align === '^' ? Math.floor(missing / 2) : 0;
  return concatTexts([fillText(spec.fill, left), text, fillText(spec.fill, missing - left)]);
}

/** A number in pieces: digits can be grouped, the rest (point, fraction, exponent, `%`) not. */
interface NumberPieces {
  negative: boolean;
  prefix: string;
  digits: string;
  rest: Text;
}

/** Sign, prefix, grouped and zero-padded digits, and the rest, in a field. */
function layOutNumber({ negative, prefix, digits, rest }: NumberPieces, spec: FormatSpec): Text {
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const head = sign + prefix;
  const others = head.length + rest.length;
  const zeros = spec.fill === ZERO && spec.align === '=';
  const size = spec.grouping === '_' && GROUPED_BY_FOUR.includes(String.fromCharCode(spec.type)) ? 4 : 3;
  const grouped =
    digits === '' ? '' : groupDigits(digits, spec.grouping, size, zeros ? spec.width - others : 0);
  const missing = spec.width - others - grouped.length;
  if (spec.align === '=' && missing > 0)
    return concatTexts([head, fillText(spec.fill, missing), grouped, rest]);
  const text = typeof rest === 'string' ? head + grouped + rest : concatTexts([head, grouped, rest]);
  return missing > 0 ? pad(text, spec) : text;
}

/** Digits in groups from the right, filled with zeros to a width; a separator never comes first. */
function groupDigits(digits: string, separator: string, size: number, width: number): string {
  reserve(width);
  if (separator === '') return digits.padStart(width, '0');
  if (width > 0) {
    let count = width - Math.floor(width / (size + 1));
    if (count + Math.floor((count - 1) / size) < width) count++;
    digits = digits.padStart(count, '0');
  }
  const first = digits.length % size || size;
  let out = digits.slice(0, first);
  for (let i = first; i < digits.length; i += size) out += separator + digits.slice(i, i + size);
  return out;
}

/** Digits after the point in groups of three from the left. */
function groupFraction(digits: string, separator: string): string {
  let out = digits.slice(0, 3);
  for (let i = 3; i < digits.length; i += 3) out += separator + digits.slice(i, i + 3);
  return out;
}

/** Takes the text of a float apart. */
function floatPieces(text: string, spec: FormatSpec): NumberPieces {
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  let end = start;
  while (isAsciiDigit(text.charCodeAt(end))) end++;
  const digits = text.slice(start, end);
  let rest = text.slice(end);
  if (spec.fractionGrouping !== '' && rest.charCodeAt(0) === DOT) {
    let fraction = 1;
    while (isAsciiDigit(rest.charCodeAt(fraction))) fraction++;
    rest = '.' + groupFraction(rest.slice(1, fraction), spec.fractionGrouping) + rest.slice(fraction);
  }
  return { negative, prefix: '', digits, rest };
}

function isAsciiDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

// str -------------------------------------------------------------------------------------------------------

/** format(str, spec) for a specification that is not empty. Throws ValueError. */
export function formatString(value: Text, specText: Text): Text {
  return changedString(value, specText, 'str') ?? value;
}

/** The same for a class of any name; undefined if the text is neither cut nor padded. */
export function changedString(value: Text, specText: Text, typeName: string): Text | undefined {
  const spec = parseFormatSpec(specText, STRING_DEFAULTS, typeName);
  if (spec.type !== STRING_DEFAULTS.type) throw unknownType(spec.type, typeName);
  if (spec.sign === ' ') throw valueError('Space not allowed in string format specifier');
  if (spec.sign !== '') throw valueError('Sign not allowed in string format specifier');
  if (spec.noNegativeZero) {
    throw valueError('Negative zero coercion (z) not allowed in string format specifier');
  }
  if (spec.alternate) throw valueError('Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=') throw valueError("'=' alignment not allowed in string format specifier");
  const isCut = spec.precision >= 0 && spec.precision < value.length;
  if (!isCut && spec.width <= value.length) return undefined;
  return pad(isCut ? sliceText(value, 0, spec.precision) : value, spec);
}

// int -------------------------------------------------------------------------------------------------------

/** The digits of the absolute value. */
function digitsOfType(value: Int, type: string, maxDigits: number): string {
  const magnitude = intAbs(value);
  if (type === 'b') return intDigits(magnitude, 2);
  if (type === 'o') return intDigits(magnitude, 8);
  if (type === 'x') return intDigits(magnitude, 16);
  if (type === 'X') return intDigits(magnitude, 16).toUpperCase();
  return intToString(magnitude, maxDigits);
}

/**
 * format(int, spec) for a specification that is not empty. maxDigits is sys.get_int_max_str_digits().
 * Throws ValueError or OverflowError.
 */
export function formatInt(
  value: Int,
  specText: Text,
  typeName = 'int',
  maxDigits = DEFAULT_MAX_STR_DIGITS,
): Text {
  const spec = parseFormatSpec(specText, INT_DEFAULTS, typeName);
  const type = String.fromCharCode(spec.type < 128 ? spec.type : 0);
  if ('eEfFgG%'.includes(type)) return formatFloatBySpec(intToFloat(value), spec);
  if (!'bcdoxXn'.includes(type)) throw unknownType(spec.type, typeName);
  if (spec.precision >= 0) throw valueError('Precision not allowed in integer format specifier');
  if (spec.noNegativeZero) {
    throw valueError('Negative zero coercion (z) not allowed in integer format specifier');
  }
  if (type === 'c') return formatCharacter(value, spec);
  const prefix = spec.alternate && type !== 'd' && type !== 'n' ? '0' + type : '';
  return layOutNumber(
    { negative: value < 0, prefix, digits: digitsOfType(value, type, maxDigits), rest: '' },
    spec,
  );
}

function formatCharacter(value: Int, spec: FormatSpec): Text {
  if (spec.sign !== '') throw valueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) throw valueError("Alternate form (#) not allowed with integer format specifier 'c'");
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) !== value) {
    throw overflowError('Python int too large to convert to C long');
  }
  if (value < 0 || value > 0x10ffff) throw overflowError('%c arg not in range(0x110000)');
  const rest = textFromCodePoints([Number(value)]);
  return layOutNumber({ negative: false, prefix: '', digits: '', rest }, spec);
}

// float -----------------------------------------------------------------------------------------------------

/** format(float, spec) for a specification that is not empty. Throws ValueError. */
export function formatFloat(value: number, specText: Text, typeName = 'float'): Text {
  const spec = parseFormatSpec(specText, FLOAT_DEFAULTS, typeName);
  if (!isFloatType(spec.type) && spec.type !== PERCENT) throw unknownType(spec.type, typeName);
  return formatFloatBySpec(value, spec);
}

/** e E f F g G n, or none. */
function isFloatType(type: number): boolean {
  return type === 0 || (type < 128 && 'eEfFgGn'.includes(String.fromCharCode(type)));
}

function formatFloatBySpec(value: number, spec: FormatSpec): Text {
  const percent = spec.type === PERCENT;
  let text = doubleText(percent ? value * 100 : value, spec, true);
  if (percent) text += '%';
  const plain = spec.width < 0 && spec.grouping === '' && spec.fractionGrouping === '';
  if (plain && (spec.sign === '' || spec.sign === '-')) return text;
  return layOutNumber(floatPieces(text, spec), spec);
}

/** The digits of a float, with a minus sign where it belongs. Without a type they are repr's or `g`'s. */
function doubleText(value: number, spec: FormatSpec, addDot0: boolean): string {
  if (spec.precision > INT_MAX) throw valueError('precision too big');
  let type: DoubleCode;
  if (spec.type === 0) type = spec.precision < 0 ? 'r' : 'g';
  else if (spec.type === PERCENT) type = 'f';
  else type = spec.type === code('n') ? 'g' : (String.fromCharCode(spec.type) as DoubleCode);
  const precision = spec.precision < 0 ? 6 : spec.precision;
  const text = formatDouble(value, type, precision, spec.alternate, spec.type === 0 && addDot0);
  return spec.noNegativeZero && /^-[0.]+(?:$|e)/i.test(text) ? text.slice(1) : text;
}

// complex ---------------------------------------------------------------------------------------------------

/** format(complex, spec) for a specification that is not empty. Throws ValueError. */
export function formatComplex(re: number, im: number, specText: Text, typeName = 'complex'): Text {
  const spec = parseFormatSpec(specText, FLOAT_DEFAULTS, typeName);
  if (!isFloatType(spec.type)) throw unknownType(spec.type, typeName);
  if (spec.precision > INT_MAX) throw valueError('precision too big');
  if (spec.fill === ZERO) throw valueError('Zero padding is not allowed in complex format specifier');
  if (spec.align === '=') throw valueError("'=' alignment flag is not allowed in complex format specifier");
  const bare = { ...spec, width: -1 };
  const skipReal = spec.type === 0 && Object.is(re, 0);
  const imaginary = layOutNumber(
    floatPieces(doubleText(im, spec, false), spec),
    skipReal ? bare : { ...bare, sign: '+' },
  ) as string;
  if (skipReal) return pad(imaginary + 'j', spec);
  const text = `${layOutNumber(floatPieces(doubleText(re, spec, false), spec), bare) as string}${imaginary}j`;
  return pad(spec.type === 0 ? `(${text})` : text, spec);
}
