// Methods of float.
import { exactFloat, exactInt } from './exact-number.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { floatDivMod } from '../operators/arithmetic.ts';
import { callMethod0 } from '../operators/call.ts';
import { RICH, type RichOperator } from '../operators/compare.ts';
import { identityHash } from '../operators/hash.ts';
import { str } from '../operators/repr.ts';
import { bufferBytes } from './buffer.ts';
import { isLender, lendTo } from './lender.ts';
import { overflowErrorType, raise, typeError, valueErrorType, zeroDivisionErrorType } from './exception.ts';
import { floatType, PyFloat } from './float.ts';
import { floatPower } from './float-power.ts';
import { converted, type Int, isInt, textArgument } from './conversion.ts';
import { intOf } from './int.ts';
import {
  defineClassMethods,
  defineGetSets,
  defineMethods,
  defineStaticMethods,
  type MethodTable,
} from './native.ts';
import { None, NotImplemented } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { fromHost, hostString, makeStr, PyStr, strType, textOf } from './str.ts';
import { floatFromHex, floatHex } from './text/float-hex.ts';
import { floatAsIntegerRatio, floatRepr, floatRound, floatRoundToInt } from './text/float-repr.ts';
import { formatFloat } from './text/format-spec.ts';
import { compareIntFloat, floatToInt, intToFloat } from './text/int-arithmetic.ts';
import { floatHash } from './text/number-hash.ts';
import { asciiNumberBytes, floatLiteralMessage, parseFloatText } from './text/number-parse.ts';
import { bytesRepr, strRepr } from './text/string-repr.ts';
import { PyTuple } from './tuple.ts';
import type { PyType } from './type.ts';
import { typeOf } from './typeof.ts';

// --- Making floats ---------------------------------------------------------------------------------------------------

function makeFloat(cls: PyType, v: number): PyFloat {
  return cls === floatType ? new PyFloat(v) : new (cls.Ctor as unknown as new (v: number) => PyFloat)(v);
}

/** `float(value)`, as an exact float; ABRUPT. */
export function toFloat(value: Value): Result {
  if (value instanceof PyFloat && value.cls === floatType) return value;
  return typeof value === 'string' || (value instanceof PyStr && value.cls === strType)
    ? parseText(value)
    : numberToFloat(value, 'float() argument must be a string or a real number');
}

function parseText(value: Value): Result {
  const text = textOf(value);
  const bytes = text === undefined ? bufferBytes(value)! : undefined;
  const v = parseFloatText(text ?? asciiNumberBytes(bytes!));
  if (v !== undefined) return new PyFloat(v);
  return raise(
    valueErrorType,
    fromHost(floatLiteralMessage(text !== undefined ? strRepr(text) : bytesRepr(bytes!))),
  );
}

/** By `__float__` or `__index__`; texts of subclasses of str and buffers are parsed. `message` begins the TypeError for anything else; '' for `from_number`. */
export function numberToFloat(value: Value, message: string): Result {
  const type = typeOf(value);
  for (const name of ['__float__', '__index__']) {
    const method = type.lookup(name);
    if (method === undefined || method === None) continue;
    const result = callMethod0(method, value);
    return result === ABRUPT
      ? (suspend(new FloatFrame(name, type)) as Result)
      : checkFloat(result, name, type);
  }
  if (message === '') return typeError(`must be real number, not ${type.name}`);
  if (textOf(value) !== undefined) return parseText(value);
  if (isLender(value)) return lendTo(numberToFloat, [value, message], value);
  if (bufferBytes(value) !== undefined) return parseText(value);
  return typeError(`${message}, not '${type.name}'`);
}

function checkFloat(value: Value, method: string, type: PyType): Result {
  if (method === '__float__') return exactFloat(value, type);
  const n = exactInt(value, '__index__');
  return n === ABRUPT ? (suspend(new IntegerFrame()) as Result) : new PyFloat(intToFloat(n as Int));
}

class IntegerFrame extends NativeFrame {
  returned(value: Value): IterResult {
    return new PyFloat(intToFloat(value as Int));
  }
}

class FloatFrame extends NativeFrame {
  readonly method: string;
  readonly type: PyType;
  constructor(method: string, type: PyType) {
    super();
    this.method = method;
    this.type = type;
  }
  returned(value: Value): IterResult {
    return checkFloat(value, this.method, this.type);
  }
}

/** Makes the instance of a subclass once the value is there. */
class NewFloatFrame extends NativeFrame {
  readonly type: PyType;
  constructor(type: PyType) {
    super();
    this.type = type;
  }
  returned(value: Value): IterResult {
    return makeFloat(this.type, (value as PyFloat).v);
  }
}

function float_new(cls: PyType, x?: Value): Result {
  if (x === undefined) return makeFloat(cls, 0);
  const value = toFloat(x);
  if (value === ABRUPT) return suspend(new NewFloatFrame(cls)) as Result;
  return cls === floatType ? value : makeFloat(cls, (value as PyFloat).v);
}

function float_from_number(cls: PyType, number: Value): Result {
  if (cls === floatType && number instanceof PyFloat && number.cls === floatType) return number;
  const value = numberToFloat(number, '');
  if (cls === floatType) return value;
  return value === ABRUPT ? (suspend(new CallClassFrame(cls)) as Result) : cls.call1(value);
}

class CallClassFrame extends NativeFrame {
  readonly type: PyType;
  constructor(type: PyType) {
    super();
    this.type = type;
  }
  returned(value: Value): IterResult {
    return this.type.call1(value);
  }
}

function float_fromhex(cls: PyType, string: Value): Result {
  const text = textOf(string);
  if (text === undefined) return typeError('bad argument type for built-in operation');
  const value = new PyFloat(floatFromHex(hostString(text)));
  return cls === floatType ? value : cls.call1(value);
}

// --- Operators -------------------------------------------------------------------------------------------------------

type FloatOperation = (a: number, b: number) => Result;

function operator(name: string, operation: FloatOperation): MethodTable {
  const forward = (a: PyFloat, b: Value): Result => {
    const w = operand(b);
    return w === undefined ? NotImplemented : operation(a.v, w);
  };
  const reflected = (b: PyFloat, a: Value): Result => {
    const v = operand(a);
    return v === undefined ? NotImplemented : operation(v, b.v);
  };
  return {
    [`__${name}__`]: ['($self, value, /)', forward],
    [`__r${name}__`]: ['($self, value, /)', reflected],
  };
}

/** The float that an operand of float's operators stands for. */
function operand(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.v;
  const n = intOf(value);
  return n === undefined ? undefined : intToFloat(n);
}

function divisionByZero(): Result {
  return raise(zeroDivisionErrorType, 'division by zero');
}

function divmodFloats(a: number, b: number): Result {
  if (b === 0) return divisionByZero();
  const [quotient, remainder] = floatDivMod(a, b);
  return new PyTuple([new PyFloat(quotient), new PyFloat(remainder)]);
}

function float_pow(self: Value, exponent: Value, modulus: Value = None): Result {
  if (modulus !== None) return typeError('pow() 3rd argument not allowed unless all arguments are integers');
  const y = operand(exponent);
  return y === undefined ? NotImplemented : floatPower(operand(self)!, y);
}

function float_rpow(self: PyFloat, base: Value, modulus: Value = None): Result {
  const x = operand(base);
  return x === undefined ? NotImplemented : float_pow(new PyFloat(x), self, modulus);
}

function orderWith(v: number, other: Value): number | undefined {
  if (other instanceof PyFloat) return v < other.v ? -1 : v > other.v ? 1 : v === other.v ? 0 : NaN;
  const n = intOf(other);
  return n === undefined ? undefined : -compareIntFloat(n, v);
}

function comparisons(): MethodTable {
  const table: MethodTable = {};
  for (const op of Object.keys(RICH) as RichOperator[]) {
    const { special, test } = RICH[op];
    table[special] = [
      '($self, value, /)',
      (self: PyFloat, other: Value): Result => {
        const order = orderWith(self.v, other);
        return order === undefined ? NotImplemented : test(order);
      },
    ];
  }
  return table;
}

// --- Methods ---------------------------------------------------------------------------------------------------------

function float_format(self: PyFloat, spec: Value): Result {
  const text = textArgument(spec, '__format__() argument');
  if (text.length === 0) return str(self);
  return makeStr(formatFloat(self.v, text, self.cls.name));
}

function float_hash(self: PyFloat): Result {
  return Number.isNaN(self.v) ? identityHash(self) : floatHash(self.v);
}

function float_round(self: PyFloat, ndigits: Value = None): Result {
  if (ndigits === None) return floatRoundToInt(self.v);
  if (!isInt(ndigits)) return converted(float_round, [self, ndigits], [null, 'index']);
  const v = floatRound(self.v, ndigits);
  if (!Number.isFinite(v) && Number.isFinite(self.v))
    return raise(overflowErrorType, 'rounded value too large to represent');
  return new PyFloat(v);
}

function float_as_integer_ratio(self: PyFloat): Result {
  return new PyTuple(floatAsIntegerRatio(self.v));
}

function float_exact(self: PyFloat): Result {
  return self.cls === floatType ? self : new PyFloat(self.v);
}

function float_getformat(_cls: PyType, typestr: Value): Result {
  const kind = textArgument(typestr, '__getformat__() argument');
  if (kind === 'double' || kind === 'float') return 'IEEE, little-endian';
  return raise(valueErrorType, "__getformat__() argument 1 must be 'double' or 'float'");
}

defineStaticMethods(floatType, { __new__: ['($type, x=0, /)', float_new] });
defineClassMethods(floatType, {
  fromhex: ['($type, string, /)', float_fromhex, 'Create a floating-point number from a hexadecimal string.'],
  from_number: ['($type, number, /)', float_from_number, 'Convert real number to a floating-point number.'],
  __getformat__: ['($type, typestr, /)', float_getformat],
});
defineMethods(floatType, {
  ...comparisons(),
  ...operator('add', (a, b) => new PyFloat(a + b)),
  ...operator('sub', (a, b) => new PyFloat(a - b)),
  ...operator('mul', (a, b) => new PyFloat(a * b)),
  ...operator('truediv', (a, b) => (b === 0 ? divisionByZero() : new PyFloat(a / b))),
  ...operator('floordiv', (a, b) => (b === 0 ? divisionByZero() : new PyFloat(floatDivMod(a, b)[0]))),
  ...operator('mod', (a, b) => (b === 0 ? divisionByZero() : new PyFloat(floatDivMod(a, b)[1]))),
  ...operator('divmod', divmodFloats),
  __pow__: ['($self, value, mod=None, /)', float_pow],
  __rpow__: ['($self, value, mod=None, /)', float_rpow],
  __neg__: ['($self, /)', (self: PyFloat) => new PyFloat(-self.v)],
  __pos__: ['($self, /)', float_exact],
  __abs__: ['($self, /)', (self: PyFloat) => new PyFloat(Math.abs(self.v))],
  __bool__: ['($self, /)', (self: PyFloat) => self.v !== 0],
  __int__: ['($self, /)', (self: PyFloat) => floatToInt(self.v)],
  __float__: ['($self, /)', float_exact],
  __hash__: ['($self, /)', float_hash],
  __repr__: ['($self, /)', (self: PyFloat) => floatRepr(self.v)],
  __format__: ['($self, format_spec, /)', float_format, 'Formats the float according to format_spec.'],
  __round__: [
    '($self, ndigits=None, /)',
    float_round,
    'Return the Integral closest to x, rounding half toward even.',
  ],
  __trunc__: [
    '($self, /)',
    (self: PyFloat) => floatToInt(self.v),
    'Return the Integral closest to x between 0 and x.',
  ],
  __floor__: [
    '($self, /)',
    (self: PyFloat) => floatToInt(Math.floor(self.v)),
    'Return the floor as an Integral.',
  ],
  __ceil__: [
    '($self, /)',
    (self: PyFloat) => floatToInt(Math.ceil(self.v)),
    'Return the ceiling as an Integral.',
  ],
  __getnewargs__: ['($self, /)', (self: PyFloat) => new PyTuple([new PyFloat(self.v)])],
  conjugate: ['($self, /)', float_exact, 'Return self, the complex conjugate of any float.'],
  as_integer_ratio: [
    '($self, /)',
    float_as_integer_ratio,
    'Return a pair of integers, whose ratio is exactly equal to the original float.',
  ],
  hex: [
    '($self, /)',
    (self: PyFloat) => floatHex(self.v),
    'Return a hexadecimal representation of a floating-point number.',
  ],
  is_integer: [
    '($self, /)',
    (self: PyFloat) => Number.isInteger(self.v),
    'Return True if the float is an integer.',
  ],
});
defineGetSets(floatType, {
  real: [float_exact, null, 'the real part of a complex number'],
  imag: [() => new PyFloat(0), null, 'the imaginary part of a complex number'],
});
