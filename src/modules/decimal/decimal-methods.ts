// The class decimal.Decimal.
import { ABRUPT } from '../../machine/abrupt.ts';
import { defineIntrinsics, frozenFunction } from '../../machine/frozen.ts';
import { PyComplex } from '../../objects/complex.ts';
import { PyDict } from '../../objects/dict.ts';
import { newException, typeError, typeErrorType, valueErrorType } from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import { intOf } from '../../objects/int.ts';
import {
  defineClassMethods,
  defineGetSets,
  defineMethods,
  defineStaticMethods,
  type MethodTable,
} from '../../objects/native.ts';
import { None, NotImplemented } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import { fromHost, hostString, textOf } from '../../objects/str.ts';
import { intPowMod, normalizeInt } from '../../objects/text/int-arithmetic.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { RICH, type RichOperator } from '../../operators/compare.ts';
import type { PowerModulus } from '../../operators/power-modulus.ts';
import { identityHash } from '../../operators/hash.ts';
import * as arithmetic from './arithmetic.ts';
import { compareFinite } from './compare.ts';
import type { Context } from './context.ts';
import { contextArgument, currentDecimalContext, roundingOf, ssizeArgument } from './context.ts';
import {
  decimal_as_integer_ratio,
  decimal_as_tuple,
  decimal_from_float,
  decimal_from_number,
  decimal_new,
  fromFloat,
  operandOf,
  requireOperand,
  toFloatNumber,
  toInt,
} from './convert.ts';
import { formatDecimal, parseDecimalSpec, type Separators } from './format.ts';
import {
  adjusted,
  copyWithSign,
  Decimal,
  type DecimalContext,
  decimalType,
  digitsOf,
  FINITE,
  finite,
  FLOAT_OPERATION,
  INFINITE,
  INVALID_OPERATION,
  isNaNKind,
  isZero,
  maxContext,
  QUIET,
  ROUND_CEILING,
  ROUND_DOWN,
  ROUND_FLOOR,
  ROUND_HALF_EVEN,
  SIGNALING,
} from './number.ts';
import { decimalText, exactInt } from './text.ts';
import {
  type Unary,
  type Binary,
  settled,
  divmodResult,
  powerResult,
  numberClass,
  isNormal,
  isSubnormal,
  sameQuantum,
  UNARY,
  BINARY,
  PREDICATES,
} from './operations.ts';

// --- Operators ------------------------------------------------------------------------------------------------------

function unaryOperator(operation: Unary): (self: Decimal) => Result {
  return (self) => {
    const context = currentDecimalContext();
    return settled(context, operation(self, context.n));
  };
}

/** The forward and the reflected special method of an operator. */
function operator(
  name: string,
  operation: (a: Decimal, b: Decimal, context: Context) => Result,
): MethodTable {
  const forward = (self: Decimal, other: Value): Result => {
    const b = operandOf(other);
    return b === undefined ? NotImplemented : operation(self, b, currentDecimalContext());
  };
  const reflected = (self: Decimal, other: Value): Result => {
    const a = operandOf(other);
    return a === undefined ? NotImplemented : operation(a, self, currentDecimalContext());
  };
  return {
    [`__${name}__`]: ['($self, value, /)', forward],
    [`__r${name}__`]: ['($self, value, /)', reflected],
  };
}

function arithmeticOperator(name: string, operation: Binary): MethodTable {
  return operator(name, (a, b, context) => settled(context, operation(a, b, context.n)));
}

function decimal_pow(self: Decimal, exponent: Value, modulus: Value = None): Result {
  const b = operandOf(exponent);
  return b === undefined ? NotImplemented : powerResult(self, b, modulus, currentDecimalContext());
}

function decimal_rpow(self: Decimal, base: Value, modulus: Value = None): Result {
  const a = operandOf(base);
  return a === undefined ? NotImplemented : powerResult(a, self, modulus, currentDecimalContext());
}

/** `pow(base, exponent, modulus)` where only the modulus is a Decimal; undefined when the others are no numbers for it. */
function powerAsModulus(this: Decimal, base: Value, exponent: Value): Result | undefined {
  const [a, b] = [operandOf(base), operandOf(exponent)];
  if (a === undefined || b === undefined) return undefined;
  return powerResult(a, b, this, currentDecimalContext());
}

(Decimal.prototype as Partial<PowerModulus>).powerAsModulus = powerAsModulus;

// --- Comparison -----------------------------------------------------------------------------------------------------

/** What `self op other` is once both are Decimals. */
function compared(a: Decimal, b: Decimal, op: RichOperator, context: Context): Result {
  if (isNaNKind(a) || isNaNKind(b)) {
    // Only == and != of quiet NaNs are no invalid operation.
    const equality = op === 'Eq' || op === 'NotEq';
    const signals = a.kind === SIGNALING || b.kind === SIGNALING || !equality;
    if (signals) context.n.status |= INVALID_OPERATION;
    return context.settle(op === 'NotEq');
  }
  return context.settle(RICH[op].test(compareFinite(a, b)));
}

function richCompare(op: RichOperator): (self: Decimal, other: Value) => Result {
  const equality = op === 'Eq' || op === 'NotEq';
  return (self, other) => {
    const b = operandOf(other);
    if (b !== undefined) return compared(self, b, op, currentDecimalContext());
    let v: number | undefined;
    if (other instanceof PyFloat) v = other.v;
    else if (other instanceof PyComplex && equality && other.im === 0) v = other.re;
    if (v !== undefined) {
      const context = currentDecimalContext();
      if (equality) context.flags |= FLOAT_OPERATION;
      else if (context.signal(FLOAT_OPERATION)) return ABRUPT;
      return compared(self, fromFloat(v), op, context);
    }
    if (typeof other !== 'object' || !other.cls.isHeap) return NotImplemented;
    return frozenFunction('decimal', 'compare_rational').call3(self, other, op);
  };
}

/** `self op numerator / denominator`. */
function compareScaled(self: Decimal, numerator: Value, denominator: Value, op: RichOperator): Result {
  const context = currentDecimalContext();
  const [n, d] = [intOf(numerator), intOf(denominator)];
  if (n === undefined || d === undefined) return NotImplemented;
  const scaled = self.kind === FINITE ? arithmetic.multiply(self, exactInt(d), maxContext()) : self;
  return compared(scaled, exactInt(n), op, context);
}

defineIntrinsics({
  decimal_compare_scaled: ['(self, numerator, denominator, op, /)', compareScaled],
  /** Formats by a specification of the deprecated type N. */
  decimal_format: [
    '(self, spec, override, /)',
    (self: Decimal, spec: Value, override: Value): Result =>
      formatted(self, parseDecimalSpec(hostString(textOf(spec)!), separatorsOf(override))),
  ],
});

// --- Other special methods ------------------------------------------------------------------------------------------

const HASH_MODULUS = (1n << 61n) - 1n;
const HASH_INFINITY = 314159;

const POWERS_FOR_HASH = new Map<number, bigint>();

/** 10**exponent modulo the modulus of hashes; those of small exponents are kept. */
function powerForHash(exponent: number): bigint {
  let power = POWERS_FOR_HASH.get(exponent);
  if (power === undefined) {
    power = BigInt(intPowMod(10, exponent, normalizeInt(HASH_MODULUS)));
    if (Math.abs(exponent) < 64) POWERS_FOR_HASH.set(exponent, power);
  }
  return power;
}

function decimal_hash(self: Decimal): Result {
  if (self.kind === SIGNALING) return typeError('Cannot hash a signaling NaN value');
  if (self.kind === QUIET) return identityHash(self);
  if (self.kind === INFINITE) return self.negative ? -HASH_INFINITY : HASH_INFINITY;
  let hash: number | bigint = self.coefficient;
  if (self.exponent !== 0 || typeof hash === 'bigint') {
    hash = normalizeInt((BigInt(hash) * powerForHash(self.exponent)) % HASH_MODULUS);
  }
  if (self.negative && hash !== 0) hash = typeof hash === 'number' ? -hash : normalizeInt(-hash);
  return hash === -1 ? -2 : hash;
}

/** Rounded to an int by a rounding mode. */
function roundedToInt(self: Decimal, rounding: number): Result {
  const context = maxContext();
  context.rounding = rounding;
  return toInt(self.kind === FINITE ? arithmetic.toIntegral(self, false, context) : self);
}

function decimal_round(self: Decimal, ndigits?: Value): Result {
  if (ndigits === undefined) return roundedToInt(self, ROUND_HALF_EVEN);
  if (intOf(ndigits) === undefined) return typeError('optional arg must be an integer');
  const places = Number(ssizeArgument(ndigits));
  const context = currentDecimalContext();
  return settled(context, arithmetic.quantize(self, finite(false, 1, 0 - places), context.n));
}

function decimal_repr(self: Decimal): Result {
  return `Decimal('${decimalText(self, false, currentDecimalContext().capitals)}')`;
}

function decimal_str(self: Decimal): Result {
  return decimalText(self, false, currentDecimalContext().capitals);
}

function decimal_format(self: Decimal, spec: Value, override: Value = None): Result {
  const text = textOf(spec);
  if (text === undefined) return typeError('format arg must be str');
  if (override !== None && !(override instanceof PyDict))
    return typeError('optional argument must be a dict');
  const parsed = parseDecimalSpec(hostString(text), separatorsOf(override));
  if (parsed.upper) return frozenFunction('decimal', 'format_deprecated').call3(self, spec, override);
  return formatted(self, parsed);
}

function formatted(self: Decimal, spec: ReturnType<typeof parseDecimalSpec>): Result {
  const context = currentDecimalContext();
  return fromHost(formatDecimal(self, spec, context.n, context.capitals));
}

/** The separators in a dict like those of `localeconv`; null for None. Throws TypeError or ValueError. */
function separatorsOf(override: Value): Separators | null {
  if (!(override instanceof PyDict)) return null;
  const entry = (key: string, missing: string): string => {
    const value = override.getStr(key);
    if (value === undefined) return missing;
    const text = textOf(value);
    if (text === undefined) throw newException(typeErrorType, 'bad argument type for built-in operation');
    return hostString(text);
  };
  const point = entry('decimal_point', '.');
  const thousands = entry('thousands_sep', '');
  const grouping = [...entry('grouping', '\x03\0')].map((c) => c.codePointAt(0)!);
  const end = grouping.indexOf(0);
  const sizes = end < 0 ? [...grouping, 0] : grouping.slice(0, end + 1);
  const bytes = (text: string): number => Buffer.byteLength(text);
  if (point === '' || bytes(point) > 4 || bytes(thousands) > 4 || sizes.some((size) => size > 127))
    throw newException(valueErrorType, 'invalid override dict');
  return { point, thousands, grouping: sizes.length === 1 ? [127] : sizes };
}

/** Words of 19 digits, of which four have their place in the object itself. */
function decimal_sizeof(self: Decimal): Result {
  const words = Math.ceil(digitsOf(self.coefficient) / 19);
  return 104 + (words > 4 ? 8 * words : 0);
}

// --- Methods --------------------------------------------------------------------------------------------------------

function decimalUnary(operation: Unary) {
  return (self: Decimal, context?: Value): Result => {
    const c = contextArgument(context);
    return settled(c, operation(self, c.n));
  };
}

function decimalBinary(operation: Binary) {
  return (self: Decimal, other: Value, context?: Value): Result => {
    const c = contextArgument(context);
    return settled(c, operation(self, requireOperand(other), c.n));
  };
}

/** to_integral and its like, with a rounding mode of their own. */
function decimalToIntegral(exact: boolean) {
  return (self: Decimal, rounding: Value = None, context?: Value): Result => {
    const c = contextArgument(context);
    return settled(
      c,
      withRounding(c, rounding, (n) => arithmetic.toIntegral(self, exact, n)),
    );
  };
}

/** Does something with another rounding mode; None is the context's own. */
function withRounding(context: Context, rounding: Value, operation: (n: DecimalContext) => Decimal): Decimal {
  if (rounding === None) return operation(context.n);
  const work = context.n.with(context.n.prec, roundingOf(rounding));
  const result = operation(work);
  context.n.status |= work.status;
  return result;
}

function decimal_quantize(self: Decimal, exponent: Value, rounding: Value = None, context?: Value): Result {
  const c = contextArgument(context);
  const b = requireOperand(exponent);
  return settled(
    c,
    withRounding(c, rounding, (n) => arithmetic.quantize(self, b, n)),
  );
}

function decimal_fma(self: Decimal, other: Value, third: Value, context?: Value): Result {
  const c = contextArgument(context);
  return settled(c, arithmetic.fma(self, requireOperand(other), requireOperand(third), c.n));
}

function decimal_copy(self: Decimal): Result {
  return self;
}

function methodsOfDecimal(): MethodTable {
  const table: MethodTable = {};
  for (const [name, [operation, doc]] of Object.entries(UNARY))
    table[name] = ['($self, /, context=None)', decimalUnary(operation), doc];
  for (const [name, [operation, doc]] of Object.entries(BINARY))
    table[name] = ['($self, /, other, context=None)', decimalBinary(operation), doc];
  for (const [name, [predicate, doc]] of Object.entries(PREDICATES))
    table[name] = ['($self, /)', predicate, doc];
  for (const op of Object.keys(RICH) as RichOperator[])
    table[RICH[op].special] = ['($self, value, /)', richCompare(op)];
  return table;
}

defineStaticMethods(decimalType, { __new__: ['($type, value="0", context=None)', decimal_new] });
defineClassMethods(decimalType, {
  from_float: [
    '($type, f, /)',
    decimal_from_float,
    'Class method that converts a float to a decimal number, exactly.',
  ],
  from_number: [
    '($type, number, /)',
    decimal_from_number,
    'Class method that converts a real number to a decimal number, exactly.',
  ],
});
defineMethods(decimalType, {
  ...methodsOfDecimal(),
  ...arithmeticOperator('add', arithmetic.add),
  ...arithmeticOperator('sub', arithmetic.subtract),
  ...arithmeticOperator('mul', arithmetic.multiply),
  ...arithmeticOperator('truediv', arithmetic.divide),
  ...arithmeticOperator('floordiv', arithmetic.divideInteger),
  ...arithmeticOperator('mod', arithmetic.remainder),
  ...operator('divmod', divmodResult),
  __pow__: ['($self, value, mod=None, /)', decimal_pow],
  __rpow__: ['($self, value, mod=None, /)', decimal_rpow],
  __neg__: ['($self, /)', unaryOperator(arithmetic.unaryMinus)],
  __pos__: ['($self, /)', unaryOperator(arithmetic.unaryPlus)],
  __abs__: ['($self, /)', unaryOperator(arithmetic.absolute)],
  __bool__: ['($self, /)', (self: Decimal) => !isZero(self)],
  __hash__: ['($self, /)', decimal_hash],
  __repr__: ['($self, /)', decimal_repr],
  __str__: ['($self, /)', decimal_str],
  __int__: ['($self, /)', toInt],
  __float__: ['($self, /)', (self: Decimal) => new PyFloat(toFloatNumber(self))],
  __complex__: ['($self, /)', (self: Decimal) => new PyComplex(toFloatNumber(self), 0)],
  __trunc__: ['($self, /)', (self: Decimal) => roundedToInt(self, ROUND_DOWN)],
  __floor__: ['($self, /)', (self: Decimal) => roundedToInt(self, ROUND_FLOOR)],
  __ceil__: ['($self, /)', (self: Decimal) => roundedToInt(self, ROUND_CEILING)],
  __round__: ['($self, ndigits=None, /)', decimal_round],
  __format__: [
    '($self, format_spec, override=None, /)',
    decimal_format,
    'Formats the Decimal according to format_spec.',
  ],
  __copy__: ['($self, /)', decimal_copy],
  __deepcopy__: ['($self, memo, /)', decimal_copy],
  __reduce__: [
    '($self, /)',
    (self: Decimal) =>
      new PyTuple([self.cls, new PyTuple([decimalText(self, false, currentDecimalContext().capitals)])]),
    'Return state information for pickling.',
  ],
  __sizeof__: ['($self, /)', decimal_sizeof, 'Returns size in memory, in bytes'],
  adjusted: [
    '($self, /)',
    (self: Decimal) => (self.kind === FINITE ? adjusted(self) : 0),
    'Return the adjusted exponent of the number.',
  ],
  as_integer_ratio: [
    '($self, /)',
    decimal_as_integer_ratio,
    'Return a pair of integers, whose ratio is exactly equal to the original\nDecimal and with a positive denominator.',
  ],
  as_tuple: ['($self, /)', decimal_as_tuple, 'Return a tuple representation of the number.'],
  canonical: ['($self, /)', decimal_copy, 'Return the canonical encoding of the argument.'],
  conjugate: ['($self, /)', decimal_copy, 'Return self.'],
  copy_abs: [
    '($self, /)',
    (self: Decimal) => copyWithSign(self, false),
    'Return the absolute value of the argument.',
  ],
  copy_negate: [
    '($self, /)',
    (self: Decimal) => copyWithSign(self, !self.negative),
    'Return the negation of the argument.',
  ],
  fma: [
    '($self, /, other, third, context=None)',
    decimal_fma,
    'Fused multiply-add.  Return self*other+third with no rounding of the\nintermediate product self*other.',
  ],
  is_canonical: ['($self, /)', () => true, 'Return True if the argument is canonical and False otherwise.'],
  is_normal: [
    '($self, /, context=None)',
    (self: Decimal, context?: Value) => isNormal(self, contextArgument(context).n),
    'Return True if the argument is a normal finite non-zero number.',
  ],
  is_subnormal: [
    '($self, /, context=None)',
    (self: Decimal, context?: Value) => isSubnormal(self, contextArgument(context).n),
    'Return True if the argument is subnormal, and False otherwise.',
  ],
  number_class: [
    '($self, /, context=None)',
    (self: Decimal, context?: Value) => numberClass(self, contextArgument(context).n),
    'Return a string describing the class of the operand.',
  ],
  quantize: [
    '($self, /, exp, rounding=None, context=None)',
    decimal_quantize,
    'Return a value equal to the first operand after rounding and having the\nexponent of the second operand.',
  ],
  radix: [
    '($self, /)',
    () => finite(false, 10, 0),
    'Return Decimal(10), the radix (base) in which the Decimal class does\nall its arithmetic.',
  ],
  same_quantum: [
    '($self, /, other, context=None)',
    (self: Decimal, other: Value, context?: Value) => {
      contextArgument(context);
      return sameQuantum(self, requireOperand(other));
    },
    'Test whether self and other have the same exponent or whether both are NaN.',
  ],
  to_eng_string: [
    '($self, /, context=None)',
    (self: Decimal, context?: Value) => decimalText(self, true, contextArgument(context).capitals),
    'Convert to an engineering-type string.',
  ],
  to_integral: [
    '($self, /, rounding=None, context=None)',
    decimalToIntegral(false),
    'Identical to the to_integral_value() method.',
  ],
  to_integral_exact: [
    '($self, /, rounding=None, context=None)',
    decimalToIntegral(true),
    'Round to the nearest integer, signaling Inexact or Rounded as appropriate if\nrounding occurs.',
  ],
  to_integral_value: [
    '($self, /, rounding=None, context=None)',
    decimalToIntegral(false),
    'Round to the nearest integer without signaling Inexact or Rounded.',
  ],
});
defineGetSets(decimalType, {
  real: [decimal_copy],
  imag: [() => finite(false, 0, 0)],
});
