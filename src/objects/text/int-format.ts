// Python ints as text: str, hex, oct, bin and the digits for format(). Parsing is number-parse.ts, the format
// mini-language format-spec.ts.
import { valueError } from './format-error.ts';
import type { Int } from './int-arithmetic.ts';

/** sys.int_info.default_max_str_digits: the limit on decimal digits in conversions between int and str. */
export const DEFAULT_MAX_STR_DIGITS = 4300;

/** Throws the ValueError for an int with more than maxDigits decimal digits (0: no limit). */
function checkDigits(digits: string, maxDigits: number): string {
  const count = digits.charCodeAt(0) === 45 ? digits.length - 1 : digits.length;
  if (maxDigits > 0 && count > maxDigits) throw tooManyDigits(maxDigits);
  return digits;
}

function tooManyDigits(maxDigits: number): Error {
  return valueError(
    `Exceeds the limit (${maxDigits} digits) for integer string conversion; ` +
      'use sys.set_int_max_str_digits() to increase the limit',
  );
}

/** str(n). maxDigits is sys.get_int_max_str_digits(); 0 means no limit. Throws ValueError. */
export function intToString(n: Int, maxDigits: number = DEFAULT_MAX_STR_DIGITS): string {
  if (typeof n === 'number') return String(n);
  // The hexadecimal form is cheap and shows when the (quadratic) decimal one would surely be too long.
  if (maxDigits > 0 && n.toString(16).length - 2 > maxDigits) throw tooManyDigits(maxDigits);
  return checkDigits(n.toString(), maxDigits);
}

function prefixed(n: Int, radix: number, prefix: string): string {
  return n < 0 ? `-${prefix}${(-n).toString(radix)}` : prefix + n.toString(radix);
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
