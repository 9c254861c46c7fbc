// Methods of int and bool.
//
// Operators on plain ints are done by operators/arithmetic.ts before these methods are asked; they serve instances of
// subclasses, `int.__add__` called by name, and operands of mixed classes.
import { exactInt } from './exact-number.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import {
  add,
  floorDiv,
  inverted,
  leftShift,
  mod,
  mul,
  negative,
  rightShift,
  sub,
  trueDiv,
} from '../operators/arithmetic.ts';
import { bitAnd, bitOr, bitXor } from '../operators/arithmetic.ts';
import { callMethod0 } from '../operators/call.ts';
import { RICH, type RichOperator } from '../operators/compare.ts';
import { intDigitsLimit, repr, str } from '../operators/repr.ts';
import { isTrue } from '../operators/truth.ts';
import { bufferBytes } from './buffer.ts';
import { isLender, lendTo } from './lender.ts';
import { PyByteArray } from './bytearray.ts';
import { bytesType, PyBytes } from './bytes.ts';
import { raise, typeError, valueError, valueErrorType, zeroDivisionErrorType } from './exception.ts';
import { floatType, PyFloat } from './float.ts';
import { floatPower } from './float-power.ts';
import { converted, type Int, isInt, textArgument, toSize } from './conversion.ts';
import type { PyInt } from './int.ts';
import { intOfLongDigits, power, powerModulo } from './long-ints.ts';
import { boolType, intOf, intType } from './int.ts';
import {
  checkCalls,
  checkPositional,
  defineClassMethods,
  defineGetSets,
  defineMethods,
  defineStaticMethods,
  type MethodTable,
} from './native.ts';
import { None, NotImplemented } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { fromHost, hostString, makeStr, textOf } from './str.ts';
import { formatInt } from './text/format-spec.ts';
import {
  floatToInt,
  intBitCount,
  intBitLength,
  intDivMod,
  intFromBytes,
  intPow,
  intToBytes,
  isLittleEndian,
  intToFloat,
} from './text/int-arithmetic.ts';
import { intHash } from './text/number-hash.ts';
import { asciiNumberBytes, intLiteralMessage, LongDigits, parseIntText } from './text/number-parse.ts';
import { strRepr, bytesRepr } from './text/string-repr.ts';
import { PyTuple } from './tuple.ts';
import type { PyType } from './type.ts';
import { typeOf } from './typeof.ts';

// --- Making ints -----------------------------------------------------------------------------------------------------

/** An int of this class with this value. */
function makeInt(cls: PyType, value: Int): Value {
  if (cls === intType) return value;
  const self = new (cls.Ctor as new () => PyInt)();
  self.value = value;
  return self;
}

/** `int(text, base)`; ValueError for what is no literal. */
function parseInteger(value: Value, base: number): Result {
  const text = textOf(value);
  const bytes = text === undefined ? bufferBytes(value) : undefined;
  const n = parseIntText(text ?? asciiNumberBytes(bytes!), base, intDigitsLimit().value);
  if (n instanceof LongDigits) return intOfLongDigits(n);
  if (n !== undefined) return n;
  const shown = text !== undefined ? strRepr(text) : bytesRepr(bytes!);
  const message = intLiteralMessage(base, shown);
  return raise(valueErrorType, typeof text === 'string' ? message : fromHost(message));
}

/** The int that a few ASCII digits say; undefined for any other text. */
function shortDecimal(text: string): number | undefined {
  if (text.length === 0 || text.length > 15) return undefined;
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    n = n * 10 + digit;
  }
  return n;
}

/** `int(value)`: an exact int, or ABRUPT. */
export function toInteger(value: Value): Result {
  if (isInt(value)) return value;
  if (typeof value === 'string') return shortDecimal(value) ?? parseInteger(value, 10);
  if (value instanceof PyFloat && value.cls === floatType) return floatToInt(value.v);
  const type = typeOf(value);
  for (const name of ['__int__', '__index__'] as const) {
    const method = type.lookup(name);
    if (method === undefined || method === None) continue;
    const result = callMethod0(method, value);
    return result === ABRUPT ? (suspend(new IntegerFrame(name)) as Result) : exactInt(result, name);
  }
  if (isLender(value)) return lendTo(toInteger, [value], value);
  if (textOf(value) !== undefined || bufferBytes(value) !== undefined) return parseInteger(value, 10);
  return typeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${type.name}'`,
  );
}

class IntegerFrame extends NativeFrame {
  readonly method: '__int__' | '__index__';
  constructor(method: '__int__' | '__index__') {
    super();
    this.method = method;
  }
  returned(value: Value): IterResult {
    return exactInt(value, this.method);
  }
}

/** Makes the instance of a subclass once the value is there. */
class NewIntFrame extends NativeFrame {
  readonly type: PyType;
  constructor(type: PyType) {
    super();
    this.type = type;
  }
  returned(value: Value): IterResult {
    return makeInt(this.type, value as Int);
  }
}

function int_new(cls: PyType, x?: Value, base?: Value): Result {
  if (x === undefined)
    return base === undefined ? makeInt(cls, 0) : typeError('int() missing string argument');
  if (base === undefined) {
    const value = toInteger(x);
    return value === ABRUPT ? (suspend(new NewIntFrame(cls)) as Result) : makeInt(cls, value as Int);
  }
  if (!isInt(base)) return converted(int_new, [cls, x, base], [null, null, 'index']);
  if (base !== 0 && (base < 2 || base > 36)) return valueError('int() base must be >= 2 and <= 36, or 0');
  if (textOf(x) === undefined && !(x instanceof PyBytes) && !(x instanceof PyByteArray)) {
    return typeError("int() can't convert non-string with explicit base");
  }
  const value = parseInteger(x, base as number);
  return value === ABRUPT ? (suspend(new NewIntFrame(cls)) as Result) : makeInt(cls, value as Int);
}

function int_from_bytes(cls: PyType, bytes: Value, byteorder: Value = 'big', signed: Value = false): Result {
  const order = hostString(textArgument(byteorder, "from_bytes() argument 'byteorder'"));
  if (typeof signed !== 'boolean') {
    return converted(int_from_bytes, [cls, bytes, byteorder, signed], [null, null, null, 'truth']);
  }
  if (!(bytes instanceof PyBytes) || bytes.cls !== bytesType) {
    isLittleEndian(order);
    if (intOf(bytes) !== undefined || textOf(bytes) !== undefined)
      return typeError(`cannot convert '${typeOf(bytes).name}' object to bytes`);
    return frozenFunction('numbers', 'int_from_bytes').callN([cls, bytes, byteorder, signed]);
  }
  const value = intFromBytes(bytes.data, order, signed);
  return cls === intType ? value : cls.call1(value);
}

// --- Operators -------------------------------------------------------------------------------------------------------

type IntOperation = (a: Int, b: Int) => Result;

/** The method of an operator and its reflected one. */
function operator(name: string, operation: IntOperation): MethodTable {
  const forward = (a: Value, b: Value): Result => {
    const y = intOf(b);
    return y === undefined ? NotImplemented : operation(intOf(a)!, y);
  };
  const reflected = (b: Value, a: Value): Result => {
    const x = intOf(a);
    return x === undefined ? NotImplemented : operation(x, intOf(b)!);
  };
  return {
    [`__${name}__`]: ['($self, value, /)', forward],
    [`__r${name}__`]: ['($self, value, /)', reflected],
  };
}

function divmodInts(a: Int, b: Int): Result {
  if (b === 0) return raise(zeroDivisionErrorType, 'division by zero');
  return new PyTuple(intDivMod(a, b));
}

function powerInts(a: Int, b: Int): Result {
  return b >= 0 ? power(a, b) : floatPower(intToFloat(a), intToFloat(b));
}

function int_pow(self: Value, exponent: Value, modulus: Value = None): Result {
  const b = intOf(exponent);
  if (b === undefined) return NotImplemented;
  if (modulus === None) return powerInts(intOf(self)!, b);
  const m = intOf(modulus);
  if (m === undefined) return NotImplemented;
  return m === 0 ? valueError('pow() 3rd argument cannot be 0') : powerModulo(intOf(self)!, b, m);
}

function int_rpow(self: Value, base: Value, modulus: Value = None): Result {
  const a = intOf(base);
  return a === undefined ? NotImplemented : int_pow(a, self, modulus);
}

function comparisons(): MethodTable {
  const table: MethodTable = {};
  for (const op of Object.keys(RICH) as RichOperator[]) {
    const { special, test } = RICH[op];
    table[special] = [
      '($self, value, /)',
      (a: Value, b: Value): Result => {
        const x = intOf(a)!;
        const y = intOf(b);
        return y === undefined ? NotImplemented : test(x < y ? -1 : x > y ? 1 : 0);
      },
    ];
  }
  return table;
}

// --- Methods ---------------------------------------------------------------------------------------------------------

function int_self(self: Value): Result {
  return intOf(self)!;
}

function int_abs(self: Value): Result {
  const n = intOf(self)!;
  return n < 0 ? negative(n) : n;
}

function int_invert(self: Value): Result {
  const n = intOf(self)!;
  return typeof n === 'number' && n < Number.MAX_SAFE_INTEGER ? -n - 1 : inverted(BigInt(n));
}

function int_repr(self: Value): Result {
  return repr(intOf(self)!);
}

function int_format(self: Value, spec: Value): Result {
  const text = textArgument(spec, '__format__() argument');
  if (text.length === 0) return str(self);
  return makeStr(formatInt(intOf(self)!, text, typeOf(self).name, intDigitsLimit().value));
}

function int_round(self: Value, ndigits: Value = None): Result {
  const n = intOf(self)!;
  if (ndigits === None) return n;
  if (!isInt(ndigits)) return converted(int_round, [self, ndigits], [null, 'index']);
  return ndigits >= 0 ? n : roundTo(n, intPow(10, negative(ndigits) as Int));
}

/** The multiple of `unit` nearest to n; half way, the even one. */
function roundTo(n: Int, unit: Int): Int {
  const [q, r] = intDivMod(n, unit);
  const twice = mul(r, 2) as Int;
  const up = twice > unit || (twice === unit && BigInt(q) % 2n !== 0n);
  return mul(add(q, up ? 1 : 0) as Int, unit) as Int;
}

function int_to_bytes(
  self: Value,
  length: Value = 1,
  byteorder: Value = 'big',
  signed: Value = false,
): Result {
  if (!isInt(length))
    return converted(int_to_bytes, [self, length, byteorder, signed], [null, 'index', null, null]);
  const size = toSize(length);
  const order = hostString(textArgument(byteorder, "to_bytes() argument 'byteorder'"));
  if (typeof signed !== 'boolean')
    return converted(int_to_bytes, [self, length, byteorder, signed], [null, null, null, 'truth']);
  return new PyBytes(intToBytes(intOf(self)!, size, order, signed));
}

function int_sizeof(self: Value): Result {
  return 24 + 4 * Math.max(1, Math.ceil(intBitLength(intOf(self)!) / 30));
}

defineStaticMethods(intType, { __new__: ['($type, x=<unrepresentable>, /, base=10)', int_new] });
checkCalls(intType, checkPositional('int', 2));
defineClassMethods(intType, {
  from_bytes: [
    "($type, /, bytes, byteorder='big', *, signed=False)",
    int_from_bytes,
    'Return the integer represented by the given array of bytes.',
  ],
});
defineMethods(intType, {
  ...comparisons(),
  ...operator('add', add),
  ...operator('sub', sub),
  ...operator('mul', mul),
  ...operator('mod', mod),
  ...operator('divmod', divmodInts),
  ...operator('lshift', leftShift),
  ...operator('rshift', rightShift),
  ...operator('and', bitAnd),
  ...operator('xor', bitXor),
  ...operator('or', bitOr),
  ...operator('floordiv', floorDiv),
  ...operator('truediv', trueDiv),
  __pow__: ['($self, value, mod=None, /)', int_pow],
  __rpow__: ['($self, value, mod=None, /)', int_rpow],
  __neg__: ['($self, /)', (self: Value) => negative(intOf(self)!)],
  __pos__: ['($self, /)', int_self],
  __abs__: ['($self, /)', int_abs],
  __bool__: ['($self, /)', (self: Value) => intOf(self) !== 0],
  __invert__: ['($self, /)', int_invert],
  __int__: ['($self, /)', int_self],
  __float__: ['($self, /)', (self: Value) => new PyFloat(intToFloat(intOf(self)!))],
  __index__: ['($self, /)', int_self],
  __hash__: ['($self, /)', (self: Value) => intHash(intOf(self)!)],
  __repr__: ['($self, /)', int_repr],
  __format__: ['($self, format_spec, /)', int_format, 'Convert to a string according to format_spec.'],
  __round__: ['($self, ndigits=None, /)', int_round, 'Rounding an Integral returns itself.'],
  __trunc__: ['($self, /)', int_self, 'Truncating an Integral returns itself.'],
  __floor__: ['($self, /)', int_self, 'Flooring an Integral returns itself.'],
  __ceil__: ['($self, /)', int_self, 'Ceiling of an Integral returns itself.'],
  __getnewargs__: ['($self, /)', (self: Value) => new PyTuple([intOf(self)!])],
  __sizeof__: ['($self, /)', int_sizeof, 'Returns size in memory, in bytes.'],
  conjugate: ['($self, /)', int_self, 'Returns self, the complex conjugate of any int.'],
  bit_length: [
    '($self, /)',
    (self: Value) => intBitLength(intOf(self)!),
    'Number of bits necessary to represent self in binary.',
  ],
  bit_count: [
    '($self, /)',
    (self: Value) => intBitCount(intOf(self)!),
    'Number of ones in the binary representation of the absolute value of self.',
  ],
  to_bytes: [
    "($self, /, length=1, byteorder='big', *, signed=False)",
    int_to_bytes,
    'Return an array of bytes representing an integer.',
  ],
  as_integer_ratio: [
    '($self, /)',
    (self: Value) => new PyTuple([intOf(self)!, 1]),
    'Return a pair of integers, whose ratio is equal to the original int.',
  ],
  is_integer: [
    '($self, /)',
    () => true,
    'Returns True. Exists for duck type compatibility with float.is_integer.',
  ],
});
defineGetSets(intType, {
  real: [int_self, null, 'the real part of a complex number'],
  imag: [() => 0, null, 'the imaginary part of a complex number'],
  numerator: [int_self, null, 'the numerator of a rational number in lowest terms'],
  denominator: [() => 1, null, 'the denominator of a rational number in lowest terms'],
});

// --- bool ------------------------------------------------------------------------------------------------------------

function bool_new(_cls: PyType, x: Value = false): Result {
  return isTrue(x);
}

/** `&`, `|` and `^` of two bools give a bool; otherwise as for ints. */
function logical(name: string, operation: IntOperation): MethodTable {
  const table = operator(name, operation);
  for (const row of Object.values(table)) {
    const ofInts = row[1];
    row[1] = (a: Value, b: Value): Result => {
      const result = ofInts(a, b);
      return typeof a === 'boolean' && typeof b === 'boolean' ? result !== 0 : result;
    };
  }
  return table;
}

function bool_invert(self: Value): Result {
  return frozenFunction('numbers', 'bool_invert').call1(intOf(self)!);
}

defineStaticMethods(boolType, { __new__: ['($type, object=False, /)', bool_new] });
defineMethods(boolType, {
  ...logical('and', bitAnd),
  ...logical('xor', bitXor),
  ...logical('or', bitOr),
  __invert__: ['($self, /)', bool_invert],
  __repr__: ['($self, /)', (self: Value) => (self === true ? 'True' : 'False')],
});
