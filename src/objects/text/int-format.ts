// Python ints as text: str, hex, oct, bin and the digits for format(). Parsing is number-parse.ts, the format
// mini-language format-spec.ts.
import { valueError } from './format-error.ts';
import { type Int, intAbs, intBitLength } from './int-arithmetic.ts';
import { reserveDigits } from './int-size.ts';

/** sys.int_info.default_max_str_digits: the limit on decimal digits in conversions between int and str. */
export const DEFAULT_MAX_STR_DIGITS = 4300;

/** Bits of a decimal digit. */
export const DIGIT_BITS = Math.log2(10);

/** Throws the ValueError for an int with more than maxDigits decimal digits (0: no limit). */
function checkDigits(digits: string, maxDigits: number): string {
  const count = digits.charCodeAt(0) === 45 ? digits.length - 1 : digits.length;
  if (maxDigits > 0 && count > maxDigits) throw tooManyDigits(maxDigits);
  return digits;
}

/** The ValueError of `str(n)` beyond `sys.set_int_max_str_digits()`. */
export function tooManyDigits(maxDigits: number): Error {
  return valueError(
    `Exceeds the limit (${maxDigits} digits) for integer string conversion; ` +
      'use sys.set_int_max_str_digits() to increase the limit',
  );
}

/** str(n). maxDigits is sys.get_int_max_str_digits(); 0 means no limit. Throws ValueError. */
export function intToString(n: Int, maxDigits: number = DEFAULT_MAX_STR_DIGITS): string {
  if (typeof n === 'number') return String(n);
  // The number of bits is cheap and shows when the decimal form would surely be too long.
  if (maxDigits > 0 && (intBitLength(n) - 1) / DIGIT_BITS > maxDigits) throw tooManyDigits(maxDigits);
  reserveDigits(n, DIGIT_BITS);
  return checkDigits(n.toString(), maxDigits);
}

/** The digits of a non-negative int in a base that is a power of 2. */
export function intDigits(n: Int, radix: number): string {
  if (typeof n === 'bigint') reserveDigits(n, Math.log2(radix));
  return n.toString(radix);
}

function prefixed(n: Int, radix: number, prefix: string): string {
  return n < 0 ? `-${prefix}${intDigits(intAbs(n), radix)}` : prefix + intDigits(n, radix);
}

/** hex(n). */
export function intHex(n: Int): string {
  return prefixed(n, 16, '0x');
}

/** oct(n). */
export function intOct(n: Int): string {
  return prefixed(n, 8, '0o');
}

/** bin(n). */
export function intBin(n: Int): string {
  return prefixed(n, 2, '0b');
}
