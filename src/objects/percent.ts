// The `%` operator of str and bytes. One operation serves both: for bytes, texts are of Latin-1 characters, one for each byte.
//
// It takes one conversion after the other, in steps, as getting a value from a mapping and turning it into text or a number may
// call Python code. The parsing and the layout are in text/percent-format.ts.
import { ABRUPT } from '../machine/abrupt.ts';
import { getItem } from '../operators/item.ts';
import { machine } from '../machine/machine.ts';
import { reserve } from '../machine/memory.ts';
import type { Size } from '../machine/numbers.ts';
import { ascii, intDigitsLimit, repr, str } from '../operators/repr.ts';
import { callMethod0 } from '../operators/call.ts';
import { bufferBytes, bytesInOrder, FULL_RO, requireBytes } from './buffer.ts';
import { isLender, lendTo } from './lender.ts';
import { bytesType, PyBytes } from './bytes.ts';
import { overflowErrorType, raise, typeError, typeErrorType } from './exception.ts';
import { exactInt } from './exact-number.ts';
import { floatType, PyFloat } from './float.ts';
import { numberToFloat } from './float-methods.ts';
import { floatOf, toCInt, toSize } from './conversion.ts';
import { intOf } from './int.ts';
import { toInteger } from './int-methods.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { Steps } from './steps.ts';
import { makeStr, textOf, type Text } from './str.ts';
import { CodeBuffer } from './text/code-buffer.ts';
import {
  FLAG_BLANK,
  FLAG_LEFT,
  FLAG_SIGN,
  formatPercentFloat,
  formatPercentInt,
  formatPercentText,
  type PercentPiece,
  QUICK,
} from './text/percent-format.ts';
import { concatTexts, inOnePiece, latin1Bytes, latin1Text, textFromCodePoints } from './text/text.ts';
import { PyTuple } from './tuple.ts';
import { fullName, typeOf } from './typeof.ts';

const buffer = new CodeBuffer();

function bytesCopy(value: Value): Result {
  return new PyBytes(requireBytes(value).slice());
}

/** From this length on the memory of a text counts. */
const LONG_TEXT = 2 ** 14;

/** As `plainPercent`, for the commonest formats and short results. */
export function quickPercent(pieces: readonly PercentPiece[], args: Value): string | undefined {
  const items = args instanceof PyTuple ? args.items : null;
  if (items === null && typeof args === 'object' && !(args instanceof PyFloat)) return undefined;
  const count = items === null ? 1 : items.length;
  if (pieces.length !== count + 1) return undefined;
  buffer.clear();
  for (let i = 0; i < count; i++) {
    const piece = pieces[i]!;
    if (piece.quick === QUICK.None || piece.quick === QUICK.End) return undefined;
    buffer.put(piece.literal as string);
    if (!putQuickly(piece, items === null ? args : items[i]!)) return undefined;
  }
  const last = pieces[count]!;
  if (last.quick !== QUICK.End) return undefined;
  buffer.put(last.literal as string);
  return buffer.text();
}

/** Puts one value into the buffer; false when it is not that simple. */
function putQuickly(piece: PercentPiece, value: Value): boolean {
  const { quick } = piece;
  const start = buffer.size;
  let flags = piece.flags;
  if (quick === QUICK.Float) {
    const v = typeof value === 'number' ? value : floatValue(value);
    if (v === undefined || !buffer.putFixed(v, digitsOf(piece.precision))) return false;
  } else if (typeof value === 'number') {
    buffer.putInt(value);
    if (quick === QUICK.Text) flags &= FLAG_LEFT;
  } else {
    if (quick !== QUICK.Text || typeof value !== 'string') return false;
    buffer.put(value);
    flags &= FLAG_LEFT;
  }
  buffer.pad(start, piece.width as number, flags);
  return !buffer.full;
}

/** Digits after the point. */
function digitsOf(precision: number | '*'): number {
  return typeof precision === 'number' && precision >= 0 ? precision : 6;
}

function floatValue(value: Value): number | undefined {
  return value instanceof PyFloat && value.cls === floatType ? value.v : undefined;
}

/**
 * `format % args` where each value is an int, a float or a str and no piece asks for anything out of the ordinary; undefined
 * otherwise, also where there is something to complain about.
 */
export function plainPercent(pieces: readonly PercentPiece[], args: Value): string | undefined {
  const items = args instanceof PyTuple ? args.items : null;
  if (items === null && typeof args === 'object' && !(args instanceof PyFloat)) return undefined;
  let text = '';
  let taken = 0;
  for (const piece of pieces) {
    if (typeof piece.literal !== 'string' || piece.error !== undefined) return undefined;
    text += piece.literal;
    if (piece.conversion === '') break;
    const value = items === null ? (taken === 0 ? args : undefined) : items[taken];
    const shown = value === undefined ? undefined : plainPiece(piece, value);
    if (shown === undefined) return undefined;
    taken++;
    text += shown;
  }
  if (taken !== (items === null ? 1 : items.length)) return undefined;
  if (text.length > LONG_TEXT) reserve(text.length);
  return inOnePiece(text);
}

/** As `plainPercent` of a format of bytes, for ints, floats and bytes. */
export function plainBytesPercent(pieces: readonly PercentPiece[], args: Value): PyBytes | undefined {
  const given = args instanceof PyTuple ? args.items : [args];
  if (pieces.length < given.length) return undefined;
  const values: Value[] = [];
  for (let i = 0; i < given.length; i++) {
    const value = given[i]!;
    const { conversion } = pieces[i]!;
    const isText = conversion === 's' || conversion === 'b';
    if (isText !== (value instanceof PyBytes && value.cls === bytesType) || typeof value === 'string')
      return undefined;
    values.push(isText ? latin1Text((value as PyBytes).data) : value);
  }
  const text = plainPercent(pieces, new PyTuple(values));
  return text === undefined ? undefined : new PyBytes(latin1Bytes(text));
}

/** One value of `plainPercent`. */
function plainPiece(piece: PercentPiece, value: Value): string | undefined {
  const { conversion, flags, width, precision } = piece;
  if (piece.hasKey || piece.unsupported !== undefined || width === '*' || precision === '*') return undefined;
  const isFloat = value instanceof PyFloat && value.cls === floatType;
  switch (conversion) {
    case 's':
    case 'b': {
      const shown = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
      return shown === undefined ? undefined : (formatPercentText(shown, flags, width, precision) as string);
    }
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
      return typeof value === 'number'
        ? formatPercentInt(value, conversion, flags, width, precision)
        : undefined;
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
      return isFloat || typeof value === 'number'
        ? formatPercentFloat(isFloat ? value.v : (value as number), conversion, flags, width, precision)
        : undefined;
    default:
      return undefined;
  }
}

/** Numbers of the steps. */
const Step = { Piece: 0, Keyed: 1, Width: 2, Precision: 3, Take: 4, Text: 5, Index: 6, Number: 7 } as const;

export class PercentOperation extends Steps {
  private readonly pieces: readonly PercentPiece[];
  private readonly forBytes: boolean;
  /** The tuple's items, or what was given in place of a tuple (or taken by key). */
  private items: readonly Value[];
  private taken: Size = 0;
  private single: boolean;
  private readonly mapping: Value | null;
  private index: Size = 0;
  private readonly parts: Text[] = [];
  /** The one object whose text the result is; see `addText`. */
  private sole: Value | undefined;
  private flags = 0;
  private width = -1;
  private precision = -1;
  /** What is being converted. */
  private value: Value = None;

  constructor(pieces: readonly PercentPiece[], args: Value, forBytes: boolean) {
    super();
    this.pieces = pieces;
    this.forBytes = forBytes;
    this.single = !(args instanceof PyTuple);
    this.items = args instanceof PyTuple ? args.items : [args];
    const noMapping = !this.single || textOf(args) !== undefined || (forBytes && isBytes(args));
    this.mapping = noMapping || typeOf(args).lookup('__getitem__') === undefined ? null : args;
  }

  step(n: number, value: Value): Result {
    switch (n) {
      case Step.Piece:
        return this.nextPiece();
      case Step.Keyed:
        this.items = [value];
        this.single = true;
        this.taken = 0;
        return 0;
      case Step.Width:
        return this.takeLayout();
      case Step.Precision:
        if (this.piece.error !== undefined) throw this.piece.error;
        return 0;
      case Step.Take:
        return this.takeValue();
      case Step.Text:
        return this.addText(value);
      case Step.Index:
        return exactInt(value, '__index__');
      default:
        return this.addNumber(value);
    }
  }

  private get piece(): PercentPiece {
    return this.pieces[this.index - 1]!;
  }

  private nextPiece(): Result {
    const piece = this.pieces[this.index++];
    if (piece === undefined) return this.end();
    if (piece.literal.length > 0) this.parts.push(piece.literal);
    if (piece.hasKey) {
      if (this.mapping === null) return typeError('format requires a mapping');
      if (piece.key === undefined) throw piece.error!;
      const key = this.forBytes ? new PyBytes(latin1Bytes(piece.key as string)) : makeStr(piece.key);
      return getItem(this.mapping, key);
    }
    if (piece.conversion === '' && piece.error === undefined) return this.end();
    this.at = Step.Width;
    return 0;
  }

  private end(): Result {
    if (this.taken < this.items.length && this.mapping === null) {
      return typeError(`not all arguments converted during ${this.forBytes ? 'bytes' : 'string'} formatting`);
    }
    if (this.sole !== undefined) return this.finish(this.sole);
    const text = concatTexts(this.parts);
    return this.finish(this.forBytes ? new PyBytes(latin1Bytes(text as string)) : makeStr(text));
  }

  private takeArgument(): Value | undefined {
    const value = this.items[this.taken];
    if (value === undefined) typeError('not enough arguments for format string');
    else this.taken++;
    return value;
  }

  private takeLayout(): Result {
    const { piece } = this;
    this.flags = piece.flags;
    this.width = piece.width === '*' ? -1 : piece.width;
    this.precision = piece.precision === '*' ? -1 : piece.precision;
    if (piece.width === '*') {
      const n = this.star();
      if (n === undefined) return ABRUPT;
      this.width = Math.abs(toSize(n));
      if (n < 0) this.flags |= FLAG_LEFT;
    }
    if (piece.precision === '*') {
      const n = this.star();
      if (n === undefined) return ABRUPT;
      this.precision = Math.max(0, toCInt(n));
    }
    return 0;
  }

  private star(): number | bigint | undefined {
    const value = this.takeArgument();
    if (value === undefined) return undefined;
    const n = intOf(value);
    if (n === undefined) typeError('* wants int');
    return n;
  }

  private takeValue(): Result {
    const value = this.takeArgument();
    if (value === undefined) return ABRUPT;
    const { conversion, unsupported } = this.piece;
    if (unsupported !== undefined) throw unsupported;
    this.value = value;
    this.at = Step.Text;
    switch (conversion) {
      case 's':
      case 'b':
        return this.forBytes ? this.bytesText(value) : str(value);
      case 'r':
        return this.forBytes ? ascii(value) : repr(value);
      case 'a':
        return ascii(value);
      case 'c':
        this.precision = -1;
        return this.character(value);
    }
    this.at = Step.Number;
    if ('diu'.includes(conversion)) return this.integer(value);
    if ('oxX'.includes(conversion)) return intOf(value) ?? this.indexOf(value);
    const v = floatOf(value);
    return v === undefined ? numberToFloat(value, '') : new PyFloat(v);
  }

  private integer(value: Value): Result {
    const n = intOf(value);
    if (n !== undefined) return n;
    const type = typeOf(value);
    return type.lookup('__int__') !== undefined || type.lookup('__index__') !== undefined
      ? toInteger(value)
      : this.notNumber();
  }

  private indexOf(value: Value): Result {
    this.at = Step.Index;
    const method = typeOf(value).lookup('__index__');
    return method === undefined ? this.notNumber() : callMethod0(method, value);
  }

  private notNumber(): Result {
    const { conversion } = this.piece;
    if (conversion === 'c') return this.notCharacter();
    if ('eEfFgG'.includes(conversion))
      return typeError(`float argument required, not ${typeOf(this.value).name}`);
    const wanted = 'diu'.includes(conversion) ? 'a real number' : 'an integer';
    return typeError(`%${conversion} format: ${wanted} is required, not ${typeOf(this.value).name}`);
  }

  private character(value: Value): Result {
    if (this.forBytes) return this.byteCharacter(value);
    const text = textOf(value);
    if (text !== undefined) {
      if (text.length === 1) return makeStr(text);
      return typeError(`%c requires an int or a unicode character, not a string of length ${text.length}`);
    }
    const n = intOf(value);
    return n === undefined ? this.indexOf(value) : this.characterOf(n);
  }

  private characterOf(n: number | bigint): Result {
    if (this.forBytes) {
      if (n < 0 || n > 255) return raise(overflowErrorType, '%c arg not in range(256)');
      return String.fromCharCode(n as number);
    }
    if (n < 0 || n > 0x10ffff) return raise(overflowErrorType, '%c arg not in range(0x110000)');
    return makeStr(textFromCodePoints([n as number]));
  }

  private notCharacter(): Result {
    const type = fullName(this.value);
    return typeError(
      this.forBytes
        ? `%c requires an integer in range(256) or a single byte, not ${type}`
        : `%c requires an int or a unicode character, not ${type}`,
    );
  }

  private byteCharacter(value: Value): Result {
    if (isBytes(value)) {
      const bytes = bufferBytes(value)!;
      if (bytes.length === 1) return latin1Text(bytes);
      return typeError(
        `%c requires an integer in range(256) or a single byte, not a ${typeOf(value).name} object of length ${bytes.length}`,
      );
    }
    const n = intOf(value);
    return n === undefined ? this.indexOf(value) : this.characterOf(n);
  }

  private bytesText(value: Value): Result {
    if (value instanceof PyBytes) return latin1Text(value.data);
    const method = typeOf(value).lookup('__bytes__');
    if (method !== undefined) return callMethod0(method, value);
    if (isLender(value)) return lendTo(bytesCopy, [value], value, FULL_RO);
    const bytes = bytesInOrder(value);
    if (bytes !== undefined) return latin1Text(bytes);
    return typeError(
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeOf(value).name}'`,
    );
  }

  /** Adds what a conversion to text gave. Where it is all of the result, the result is this object. */
  private addText(value: Value): Result {
    const { flags, width, precision } = this;
    const text = this.textOfResult(value);
    const shown = formatPercentText(text, flags, width, precision);
    const isCut = precision >= 0 && precision < text.length;
    const isWhole =
      text.length > 0 && !isCut && shown.length === text.length && (flags & (FLAG_SIGN | FLAG_BLANK)) === 0;
    if (isWhole && !this.forBytes && this.endsHere() && this.parts.every((part) => part.length === 0))
      this.sole = value;
    return this.add(shown);
  }

  /** Whether nothing stands behind the present piece's conversion. */
  private endsHere(): boolean {
    const next = this.pieces[this.index];
    return (
      next === undefined || (next.conversion === '' && next.error === undefined && next.literal.length === 0)
    );
  }

  /** What `str`, `repr` or `__bytes__` gave, as text. */
  private textOfResult(value: Value): Text {
    return textOf(value) ?? latin1Text((value as PyBytes).data);
  }

  private addNumber(value: Value): Result {
    const { conversion } = this.piece;
    if (value instanceof PyFloat)
      return this.add(formatPercentFloat(value.v, conversion, this.flags, this.width, this.precision));
    const n = intOf(value);
    if (n === undefined) return this.notNumber();
    if (conversion === 'c') {
      const text = this.characterOf(n);
      return text === ABRUPT ? text : this.add(formatPercentText(textOf(text)!, this.flags, this.width, -1));
    }
    return this.add(
      formatPercentInt(n, conversion, this.flags, this.width, this.precision, intDigitsLimit().value),
    );
  }

  private add(text: Text): Result {
    this.parts.push(text);
    this.at = Step.Piece;
    return 0;
  }

  /** A TypeError while converting to a number is replaced by one that names the conversion. */
  override raised(): IterResult {
    const { exc } = machine;
    if (exc === null || this.at < Step.Index || this.at > Step.Number) return ABRUPT;
    if (!exc.cls.isSubtype(typeErrorType)) return ABRUPT;
    const replaced = this.forBytes ? 'diuoxXeEfFgG' : 'diuoxXc';
    if (!replaced.includes(this.piece.conversion)) return ABRUPT;
    machine.exc = null;
    return this.notNumber();
  }
}

function isBytes(value: Value): boolean {
  return value instanceof PyBytes || typeOf(value).name === 'bytearray';
}
