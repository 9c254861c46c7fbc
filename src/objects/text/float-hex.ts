// float.hex and float.fromhex.
import { overflowError, valueError } from './format-error.ts';
import { bitLengthBig, scaleByPowerOfTwo } from './int-arithmetic.ts';
import { floatRepr } from './float-repr.ts';
import { infinityOrNanAt, isAsciiSpace, isDigitCode } from './number-parse.ts';

const view = new DataView(new ArrayBuffer(8));

/** float.hex. */
export function floatHex(v: number): string {
  if (!Number.isFinite(v)) return floatRepr(v);
  view.setFloat64(0, v);
  const bits = view.getBigUint64(0);
  const sign = bits >> 63n ? '-' : '';
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  if (biased === 0 && fraction === 0n) return `${sign}0x0.0p+0`;
  const exponent = biased === 0 ? -1022 : biased - 1023;
  const hex = fraction.toString(16).padStart(13, '0');
  return `${sign}0x${biased === 0 ? 0 : 1}.${hex}p${exponent < 0 ? '' : '+'}${exponent}`;
}

function malformed(): Error {
  return valueError('invalid hexadecimal floating-point string');
}

/** True for an ASCII hexadecimal digit. */
function isHexDigitCode(c: number): boolean {
  return isDigitCode(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}

/**
 * float.fromhex for the characters of a str (wide ones are never valid). Throws ValueError or OverflowError.
 */
export function floatFromHex(text: string): number {
  let i = 0;
  let end = text.length;
  while (i < end && isAsciiSpace(text.charCodeAt(i))) i++;
  while (end > i && isAsciiSpace(text.charCodeAt(end - 1))) end--;
  const negative = text.charAt(i) === '-';
  if (negative || text.charAt(i) === '+') i++;
  const special = infinityOrNanAt(text, i);
  if (special !== undefined) {
    if (i + special.length !== end) throw malformed();
    return negative ? -special.value : special.value;
  }
  const value = parseHexMagnitude(text, i, end);
  return negative ? -value : value;
}

/** [0x] digits [. digits] [p exponent] between i and end. */
function parseHexMagnitude(text: string, i: number, end: number): number {
  if (text.charAt(i) === '0' && text.charAt(i + 1).toLowerCase() === 'x') i += 2;
  const start = i;
  while (isHexDigitCode(text.charCodeAt(i))) i++;
  let digits = text.slice(start, i);
  let fractionDigits = 0;
  if (text.charAt(i) === '.') {
    const fraction = ++i;
    while (isHexDigitCode(text.charCodeAt(i))) i++;
    digits += text.slice(fraction, i);
    fractionDigits = i - fraction;
  }
  if (digits === '') throw malformed();
  let exponent = 0;
  if (text.charAt(i).toLowerCase() === 'p') {
    const match = /^[+-]?[0-9]+/.exec(text.slice(i + 1, end));
    if (match === null) throw malformed();
    exponent = Number(match[0]);
    i += 1 + match[0].length;
  }
  if (i !== end) throw malformed();
  return hexValue(digits, exponent - 4 * fractionDigits);
}

function hexValue(digits: string, exponent: number): number {
  const mantissa = BigInt('0x' + digits);
  if (mantissa === 0n) return 0;
  const top = bitLengthBig(mantissa) + exponent;
  if (top < -1075) return 0;
  const value = top > 1024 ? Infinity : scaleByPowerOfTwo(mantissa, exponent);
  if (value === Infinity) throw overflowError('hexadecimal value too large to represent as a float');
  return value;
}
