// printf-style formatting: the parser of `format % values` for str and bytes, and the formatting of one value
// once it is a JavaScript primitive.
//
// CPython converts values while it parses, so an error in a late part of a format shows only after the values
// before it have been used. The parser therefore never throws: where CPython would, the last piece carries
// the error. What to do with each piece, in this order:
//
//   write `literal`; stop if `conversion` is '' and there is no `error`
//   hasKey                     TypeError "format requires a mapping" if there is none
//   key !== undefined          look it up; what it gives is now the only value left, for `*` too
//   width '*', precision '*'   take the next value, an int ("* wants int"); a negative width means
//                              left-justified, a negative precision 0
//   error                      throw it
//   take the next value        TypeError "not enough arguments for format string" if there is none
//   unsupported                throw it
//   format the value by `conversion`
import { reserve } from '../../machine/memory.ts';
import { overflowError, valueError } from './format-error.ts';
import type { FormatError } from './format-error.ts';
import { formatDouble } from './float-repr.ts';
import type { DoubleCode } from './float-repr.ts';
import { type Int, intAbs } from './int-arithmetic.ts';
import { DEFAULT_MAX_STR_DIGITS, intDigits, intToString } from './int-format.ts';
import { codeAt, concatTexts, sliceText } from './text.ts';
import type { Text } from './text.ts';

/** `-` */
export const FLAG_LEFT = 1;
/** `+` */
export const FLAG_SIGN = 2;
/** space */
export const FLAG_BLANK = 4;
/** `#` */
export const FLAG_ALTERNATE = 8;
/** `0` */
export const FLAG_ZERO = 16;

/** A stretch of literal text and the conversion after it. */
export interface PercentPiece {
  /** Text before the conversion, with `%%` as `%`. */
  literal: Text;
  /** The conversion's letter; '' at the end of the format. */
  conversion: string;
  /** A `(` follows the percent sign. */
  hasKey: boolean;
  /** The key in parentheses, unless it is incomplete. */
  key: Text | undefined;
  /** FLAG_ bits. */
  flags: number;
  /** -1 if not given. */
  width: number | '*';
  /** -1 if not given. */
  precision: number | '*';
  /** To be thrown before the value is taken. */
  error: FormatError | undefined;
  /** To be thrown after the value has been taken. */
  unsupported: FormatError | undefined;
  /** Which quick way there is to do it, one of QUICK. */
  quick: number;
}

/** Conversions without key, stars, or flags other than `-` or `0`: of text, of an int, of a float; and the end of the format. */
export const QUICK = { None: 0, End: 1, Text: 2, Int: 3, Float: 4 } as const;

function quickKind(piece: PercentPiece): number {
  const { conversion, hasKey, flags, width, precision } = piece;
  if (piece.error !== undefined || piece.unsupported !== undefined || hasKey) return QUICK.None;
  if (typeof piece.literal !== 'string') return QUICK.None;
  if (conversion === '') return QUICK.End;
  if (width === '*' || precision === '*' || (flags & ~(FLAG_LEFT | FLAG_ZERO)) !== 0) return QUICK.None;
  if (flags === (FLAG_LEFT | FLAG_ZERO)) return QUICK.None;
  if (conversion === 'f') return QUICK.Float;
  if (precision >= 0) return QUICK.None;
  if (conversion === 's') return QUICK.Text;
  return conversion === 'd' || conversion === 'i' ? QUICK.Int : QUICK.None;
}

const INT_MAX = 2 ** 31 - 1;
const SSIZE_MAX = 2 ** 63;
const PERCENT = 37;
const STAR = 42;

// Parsing ---------------------------------------------------------------------------------------------------

const FLAG_BITS: Record<number, number> = {
  45: FLAG_LEFT,
  43: FLAG_SIGN,
  32: FLAG_BLANK,
  35: FLAG_ALTERNATE,
  48: FLAG_ZERO,
};

const STR_CONVERSIONS = 'sradiuoxXeEfFgGc';
const BYTES_CONVERSIONS = STR_CONVERSIONS + 'b';

const cache = new Map<string, readonly PercentPiece[]>();
/** That of formats of bytes. */
const bytesCache = new Map<string, readonly PercentPiece[]>();
const CACHE_SIZE = 256;

/** The format that was used last: in a loop it is mostly the same. */
let lastFormat = '';
let lastPieces: readonly PercentPiece[] | null = null;

/** The pieces of the format of a str. */
export function parsePercentFormat(format: Text): readonly PercentPiece[] {
  if (format === lastFormat && lastPieces !== null) return lastPieces;
  if (typeof format !== 'string') return new PercentParser(format, false).parse();
  let pieces = cache.get(format);
  if (pieces === undefined) {
    pieces = new PercentParser(format, false).parse();
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(format, pieces);
  }
  lastFormat = format;
  lastPieces = pieces;
  return pieces;
}

/**
 * The pieces of the format of a bytes object, given as the text of its Latin-1 characters; so are literals
 * and keys.
 */
export function parsePercentBytes(format: string): readonly PercentPiece[] {
  const known = bytesCache.get(format);
  if (known !== undefined) return known;
  const pieces = new PercentParser(format, true).parse();
  if (pieces.some(({ error, unsupported }) => error !== undefined || unsupported !== undefined))
    return pieces;
  if (bytesCache.size >= CACHE_SIZE) bytesCache.clear();
  bytesCache.set(format, pieces);
  return pieces;
}

class PercentParser {
  readonly text: Text;
  readonly forBytes: boolean;
  at = 0;

  constructor(text: Text, forBytes: boolean) {
    this.text = text;
    this.forBytes = forBytes;
  }

  parse(): PercentPiece[] {
    const pieces: PercentPiece[] = [];
    for (;;) {
      const piece = this.piece();
      piece.quick = quickKind(piece);
      pieces.push(piece);
      if (piece.conversion === '' || piece.unsupported !== undefined) return pieces;
    }
  }

  /** The code at the current place, or -1 at the end. */
  peek(): number {
    return this.at < this.text.length ? codeAt(this.text, this.at) : -1;
  }

  private piece(): PercentPiece {
    const piece: PercentPiece = {
      literal: this.literal(),
      conversion: '',
      hasKey: false,
      key: undefined,
      flags: 0,
      width: -1,
      precision: -1,
      error: undefined,
      unsupported: undefined,
      quick: QUICK.None,
    };
    if (this.at >= this.text.length) return piece;
    this.at++;
    piece.error = this.key(piece) ?? this.numbers(piece);
    if (piece.error === undefined) this.conversion(piece);
    return piece;
  }

  /** Text up to a conversion; `%%` counts as text only if nothing stands between the two. */
  private literal(): Text {
    const parts: Text[] = [];
    let start = this.at;
    for (; this.at < this.text.length; this.at++) {
      if (codeAt(this.text, this.at) !== PERCENT) continue;
      if (this.at + 1 >= this.text.length || codeAt(this.text, this.at + 1) !== PERCENT) break;
      parts.push(sliceText(this.text, start, ++this.at));
      start = this.at + 1;
    }
    parts.push(sliceText(this.text, start, this.at));
    return parts.length === 1 ? parts[0] : concatTexts(parts);
  }

  /** (key), with balanced parentheses inside. */
  private key(piece: PercentPiece): FormatError | undefined {
    if (this.peek() !== 40) return undefined;
    piece.hasKey = true;
    const start = ++this.at;
    for (let depth = 1; this.at < this.text.length;) {
      const c = codeAt(this.text, this.at++);
      if (c === 40) depth++;
      else if (c === 41 && --depth === 0) {
        piece.key = sliceText(this.text, start, this.at - 1);
        return undefined;
      }
    }
    return valueError('incomplete format key');
  }

  /** Flags, width, precision and a length modifier that means nothing. */
  private numbers(piece: PercentPiece): FormatError | undefined {
    for (let bit; (bit = FLAG_BITS[this.peek()]) !== undefined; this.at++) piece.flags |= bit;
    if (this.peek() === STAR) {
      this.at++;
      piece.width = '*';
    } else if (isDigit(this.peek())) {
      const width = this.integer();
      if (width >= SSIZE_MAX) return valueError('width too big');
      piece.width = width;
    }
    if (this.peek() === 46) {
      this.at++;
      const error = this.precision(piece);
      if (error !== undefined) return error;
    }
    const c = this.peek();
    if (c === 104 || c === 108 || c === 76) this.at++;
    return this.at < this.text.length ? undefined : valueError('incomplete format');
  }

  private precision(piece: PercentPiece): FormatError | undefined {
    piece.precision = 0;
    if (this.peek() === STAR) {
      this.at++;
      piece.precision = '*';
    } else {
      const precision = this.integer();
      if (precision > INT_MAX) return valueError(this.forBytes ? 'prec too big' : 'precision too big');
      piece.precision = precision;
    }
    return undefined;
  }

  /** ASCII digits, of which there may be none; more than 2**53 is not exact. */
  private integer(): number {
    let value = 0;
    for (; isDigit(this.peek()); this.at++) value = value * 10 + this.peek() - 48;
    return value;
  }

  private conversion(piece: PercentPiece): void {
    const c = codeAt(this.text, this.at++);
    const known = this.forBytes ? BYTES_CONVERSIONS : STR_CONVERSIONS;
    piece.conversion = String.fromCodePoint(c);
    if (known.includes(piece.conversion)) return;
    if (this.forBytes && c > 127) {
      // CPython hands a signed char to %c of its own formatting.
      piece.unsupported = overflowError('character argument not in range(0x110000)');
      return;
    }
    const shown = this.forBytes || (c >= 31 && c <= 126) ? piece.conversion : '?';
    const where = `(0x${c.toString(16)}) at index ${this.at - 1}`;
    piece.unsupported = valueError(`unsupported format character '${shown}' ${where}`);
  }
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

// Formatting one value --------------------------------------------------------------------------------------

/** Sign, prefix and digits of a number in a field. */
function layOut(negative: boolean, prefix: string, digits: string, flags: number, width: number): string {
  const sign = negative ? '-' : flags & FLAG_SIGN ? '+' : flags & FLAG_BLANK ? ' ' : '';
  const head = sign + prefix;
  if (head.length + digits.length >= width) return head + digits;
  reserve(width);
  if (flags & FLAG_LEFT) return (head + digits).padEnd(width);
  if (flags & FLAG_ZERO) return head + digits.padStart(width - head.length, '0');
  return (head + digits).padStart(width);
}

/**
 * An int by d, i, u, o, x or X. Width -1 and precision -1 mean none. maxDigits is
 * sys.get_int_max_str_digits(). Throws ValueError (too many digits) or OverflowError.
 */
export function formatPercentInt(
  value: Int,
  conversion: string,
  flags: number,
  width: number,
  precision: number,
  maxDigits: number = DEFAULT_MAX_STR_DIGITS,
): string {
  if (precision > INT_MAX - 3) throw overflowError('precision too large');
  const magnitude = intAbs(value);
  let digits: string;
  let prefix = '';
  if (conversion === 'x' || conversion === 'X' || conversion === 'o') {
    digits = intDigits(magnitude, conversion === 'o' ? 8 : 16);
    if (conversion === 'X') digits = digits.toUpperCase();
    if (flags & FLAG_ALTERNATE) prefix = '0' + conversion;
  } else {
    digits = intToString(magnitude, maxDigits);
  }
  reserve(precision);
  if (precision > digits.length) digits = digits.padStart(precision, '0');
  return layOut(value < 0, prefix, digits, flags, width);
}

/** A float by e, E, f, F, g or G. */
export function formatPercentFloat(
  value: number,
  conversion: string,
  flags: number,
  width: number,
  precision: number,
): string {
  const code = conversion as DoubleCode;
  const text = formatDouble(value, code, precision < 0 ? 6 : precision, (flags & FLAG_ALTERNATE) !== 0);
  const negative = text.charCodeAt(0) === 45;
  return layOut(negative, '', negative ? text.slice(1) : text, flags, width);
}

/** A text by s, r, a (cut to the precision) or c (for which the caller passes precision -1). */
export function formatPercentText(text: Text, flags: number, width: number, precision: number): Text {
  const shown = precision >= 0 && precision < text.length ? sliceText(text, 0, precision) : text;
  if (shown.length >= width) return shown;
  reserve(width);
  if (typeof shown === 'string') return flags & FLAG_LEFT ? shown.padEnd(width) : shown.padStart(width);
  const blanks = ' '.repeat(width - shown.length);
  return concatTexts(flags & FLAG_LEFT ? [shown, blanks] : [blanks, shown]);
}
