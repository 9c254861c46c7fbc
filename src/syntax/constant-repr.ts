// The constants of the tree in the text of Python's `repr`.
import { ComplexConstant, ConstantItems, ELLIPSIS, FloatLiteral, ImaginaryLiteral, WideText } from './ast.ts';
import { isPrintable } from './characters.ts';

/** Python's repr of a constant of the tree, as UTF-16. */
export function constantRepr(value: unknown): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (value === ELLIPSIS) return 'Ellipsis';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return textRepr(Array.from(value, (character) => character.codePointAt(0)!));
  if (value instanceof WideText) return textRepr(value.codePoints);
  if (value instanceof Uint8Array) return bytesRepr(value);
  if (value instanceof FloatLiteral) return floatRepr(value.value, '.0');
  if (value instanceof ImaginaryLiteral) return floatRepr(value.value, '') + 'j';
  if (value instanceof ComplexConstant) return complexRepr(value.real, value.imag);
  if (value instanceof ConstantItems) return itemsRepr(value);
  throw new Error(`no repr for ${String(value)}`);
}

function complexRepr(real: number, imag: number): string {
  const imaginary = floatRepr(imag, '') + 'j';
  if (Object.is(real, 0)) return imaginary;
  return `(${floatRepr(real, '')}${imaginary.startsWith('-') ? '' : '+'}${imaginary})`;
}

function itemsRepr({ kind, items }: ConstantItems): string {
  const list = items.map(constantRepr).join(', ');
  if (kind === 'tuple') return items.length === 1 ? `(${list},)` : `(${list})`;
  return items.length === 0 ? 'frozenset()' : `frozenset({${list}})`;
}

/** Python's repr of a float; `integral` ends one without a fraction. */
function floatRepr(value: number, integral: string): string {
  if (value < 0 || Object.is(value, -0)) return '-' + floatRepr(-value, integral);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : 'inf';
  const [mantissa, exponent] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 16)) {
    const sign = power < 0 ? '-' : '+';
    return `${mantissa}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const digits = mantissa.replace('.', '');
  if (power < 0) return '0.' + '0'.repeat(-power - 1) + digits;
  if (digits.length <= power + 1) return digits.padEnd(power + 1, '0') + integral;
  return digits.slice(0, power + 1) + '.' + digits.slice(power + 1);
}

const ESCAPES: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };

/** Python's repr of a str with these code points, as UTF-16. */
export function textRepr(codePoints: ArrayLike<number>): string {
  const points = Array.from(codePoints);
  const quote = points.includes(39) && !points.includes(34) ? 34 : 39;
  const mark = String.fromCharCode(quote);
  return mark + points.map((point) => characterRepr(point, quote)).join('') + mark;
}

function characterRepr(point: number, quote: number): string {
  if (point === quote) return '\\' + String.fromCharCode(quote);
  const escape = ESCAPES[point];
  if (escape !== undefined) return escape;
  if (point >= 32 && point < 127) return String.fromCharCode(point);
  if (point > 127 && (point & ~0x7ff) !== 0xd800 && isPrintable(point)) return String.fromCodePoint(point);
  const hex = point.toString(16);
  if (point < 0x100) return '\\x' + hex.padStart(2, '0');
  return point < 0x10000 ? '\\u' + hex.padStart(4, '0') : '\\U' + hex.padStart(8, '0');
}

function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? 34 : 39;
  const mark = String.fromCharCode(quote);
  let body = '';
  for (const byte of bytes) {
    if (byte === quote) body += '\\' + mark;
    else if (ESCAPES[byte] !== undefined) body += ESCAPES[byte];
    else if (byte >= 32 && byte < 127) body += String.fromCharCode(byte);
    else body += '\\x' + byte.toString(16).padStart(2, '0');
  }
  return `b${mark}${body}${mark}`;
}
