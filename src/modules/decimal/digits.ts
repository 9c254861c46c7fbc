// Operations on the digits and exponents of decimal numbers: logical ones, rotating and shifting, the next number, logb, scaleb.
import { type Int, normalizeInt } from '../../objects/text/int-arithmetic.ts';
import { add, subtract } from './arithmetic.ts';
import { compareFinite } from './compare.ts';
import {
  adjusted,
  CLAMPED,
  copyWithSign,
  type Decimal,
  type DecimalContext,
  digitsOf,
  DIVISION_BY_ZERO,
  ERRORS,
  finalize,
  finalized,
  FINITE,
  finite,
  greatestNumber,
  INEXACT,
  INFINITE,
  infinity,
  invalid,
  isNaNKind,
  isZero,
  nanOf,
  OVERFLOW,
  pow10,
  ROUND_CEILING,
  ROUND_FLOOR,
  ROUNDED,
  shiftLeft,
  shiftRight,
  SUBNORMAL,
  UNDERFLOW,
} from './number.ts';

// --- Logical operations ----------------------------------------------------------------------------------------------

/** The digits of a logical operand (a finite positive whole number of ones and zeros); undefined for any other. */
function logicalDigits(a: Decimal): string | undefined {
  if (a.kind !== FINITE || a.negative || a.exponent !== 0) return undefined;
  const text = a.coefficient.toString();
  return /^[01]+$/.test(text) ? text : undefined;
}

function fromDigits(text: string): Decimal {
  return finite(false, normalizeInt(BigInt(text === '' ? '0' : text)), 0);
}

/** Combines the digits of two logical operands; the result is cut to the precision. */
export function logical(
  a: Decimal,
  b: Decimal,
  context: DecimalContext,
  combine: (x: boolean, y: boolean) => boolean,
): Decimal {
  const x = logicalDigits(a);
  const y = logicalDigits(b);
  if (x === undefined || y === undefined) return invalid(context);
  const length = Math.max(x.length, y.length);
  const [long, other] = [x.padStart(length, '0'), y.padStart(length, '0')];
  let text = '';
  for (let i = 0; i < length; i++) text += combine(long[i] === '1', other[i] === '1') ? '1' : '0';
  return fromDigits(text.slice(Math.max(length - context.prec, 0)));
}

/** Inverts all digits up to the precision. */
export function logicalInvert(a: Decimal, context: DecimalContext): Decimal {
  const digits = logicalDigits(a);
  if (digits === undefined) return invalid(context);
  const text = digits.slice(Math.max(digits.length - context.prec, 0)).padStart(context.prec, '0');
  return fromDigits(text.replace(/./g, (c) => (c === '1' ? '0' : '1')));
}

// --- Moving digits ---------------------------------------------------------------------------------------------------

/** The number of places in an operand of rotate or shift; undefined when it is not valid. */
function places(b: Decimal, context: DecimalContext): number | undefined {
  if (b.kind !== FINITE || b.exponent !== 0) return undefined;
  const n = b.negative ? -Number(b.coefficient) : Number(b.coefficient);
  return Math.abs(n) > context.prec ? undefined : n;
}

/** The last digits, as many as the precision has. */
function capped(n: Int, context: DecimalContext): Int {
  return digitsOf(n) > context.prec ? normalizeInt(BigInt(n) % pow10(context.prec)) : n;
}

/**
 * The coefficient rotated by `b` digits within the precision, to the left if positive. InvalidOperation if `b` is no int
 * within it.
 */
export function rotate(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  const nan = nanOf(context, a, b);
  if (nan !== undefined) return nan;
  const n = places(b, context);
  if (n === undefined) return invalid(context);
  if (a.kind === INFINITE) return a;
  const digits = capped(a.coefficient, context).toString().padStart(context.prec, '0');
  const at = n >= 0 ? n : context.prec + n;
  return finite(a.negative, normalizeInt(BigInt(digits.slice(at) + digits.slice(0, at))), a.exponent);
}

/** The coefficient shifted by `b` digits, as `rotate`; digits that leave the precision are lost. */
export function shift(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  const nan = nanOf(context, a, b);
  if (nan !== undefined) return nan;
  const n = places(b, context);
  if (n === undefined) return invalid(context);
  if (a.kind === INFINITE) return a;
  const moved =
    n >= 0 ? capped(shiftLeft(a.coefficient, n), context) : shiftRight(capped(a.coefficient, context), -n);
  return finite(a.negative, moved, a.exponent);
}

/** a * 10**b. */
export function scaleb(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  const nan = nanOf(context, a, b);
  if (nan !== undefined) return nan;
  if (b.kind !== FINITE || b.exponent !== 0) return invalid(context);
  const n = Number(b.coefficient);
  if (n > 2 * (context.emax + context.prec)) return invalid(context);
  if (a.kind === INFINITE) return a;
  return finalize(a.negative, a.coefficient, a.exponent + (b.negative ? -n : n), context);
}

/** The exponent of the first digit, as a decimal. */
export function logb(a: Decimal, context: DecimalContext): Decimal {
  if (isNaNKind(a)) return nanOf(context, a)!;
  if (a.kind === INFINITE) return infinity(false);
  if (a.coefficient === 0) {
    context.status |= DIVISION_BY_ZERO;
    return infinity(true);
  }
  const exponent = adjusted(a);
  return finalize(exponent < 0, Math.abs(exponent), 0, context);
}

// --- The next number -------------------------------------------------------------------------------------------------

/** The representable number next to a, below it or above. */
function next(a: Decimal, down: boolean, context: DecimalContext): Decimal {
  if (isNaNKind(a)) return nanOf(context, a)!;
  if (a.kind === INFINITE) return a.negative === down ? a : greatestNumber(a.negative, context);
  const work = context.with(context.prec, down ? ROUND_FLOOR : ROUND_CEILING);
  const rounded = finalized(a, work);
  if (work.status & (INEXACT | ERRORS)) return rounded;
  work.status = 0;
  const tiny = finite(false, 1, context.etiny - 1);
  return down ? subtract(a, tiny, work) : add(a, tiny, work);
}

/** The largest number of the context below `a`. */
export function nextMinus(a: Decimal, context: DecimalContext): Decimal {
  return next(a, true, context);
}

/** The smallest number of the context above `a`. */
export function nextPlus(a: Decimal, context: DecimalContext): Decimal {
  return next(a, false, context);
}

/** The number next to a in the direction of b. */
export function nextToward(a: Decimal, b: Decimal, context: DecimalContext): Decimal {
  const nan = nanOf(context, a, b);
  if (nan !== undefined) return nan;
  const order = compareFinite(a, b);
  if (order === 0) return copyWithSign(a, b.negative);
  const result = next(a, order > 0, context);
  if (result.kind === INFINITE) context.status |= OVERFLOW | ROUNDED | INEXACT;
  else if (adjusted(result) < context.emin) {
    context.status |= UNDERFLOW | SUBNORMAL | ROUNDED | INEXACT;
    if (isZero(result)) context.status |= CLAMPED;
  }
  return result;
}
