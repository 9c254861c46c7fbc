// Methods of complex.
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { RICH } from '../operators/compare.ts';
import { identityHash } from '../operators/hash.ts';
import { str } from '../operators/repr.ts';
import { PyComplex, complexType } from './complex.ts';
import { complexDivide, complexMultiply, complexPower, type Pair } from './complex-power.ts';
import { overflowErrorType, raise, valueError, valueErrorType, zeroDivisionErrorType } from './exception.ts';
import { PyFloat } from './float.ts';
import { textArgument } from './conversion.ts';
import { intOf } from './int.ts';
import {
  defineClassMethods,
  defineMembers,
  defineMethods,
  defineStaticMethods,
  type MethodTable,
  NewFunction,
  signatureOf,
} from './native.ts';
import { None, NotImplemented } from './none.ts';
import type { Result, Value } from './object.ts';
import { fromHost, makeStr, textOf } from './str.ts';
import { complexRepr } from './text/float-repr.ts';
import { formatComplex } from './text/format-spec.ts';
import { compareIntFloat, intToFloat } from './text/int-arithmetic.ts';
import { complexHash, floatHash } from './text/number-hash.ts';
import { complexLiteralMessage, parseComplexText } from './text/number-parse.ts';
import { strRepr } from './text/string-repr.ts';
import { PyTuple } from './tuple.ts';
import type { PyType } from './type.ts';

function makeComplex(cls: PyType, re: number, im: number): PyComplex {
  return cls === complexType
    ? new PyComplex(re, im)
    : new (cls.Ctor as unknown as new (re: number, im: number) => PyComplex)(re, im);
}

/** The parts of a plain number; undefined for anything that has to be asked. */
function plainParts(value: Value): Pair | undefined {
  if (value instanceof PyComplex) return value.cls.isHeap ? undefined : [value.re, value.im];
  if (value instanceof PyFloat) return [value.v, 0];
  if (typeof value === 'object') return undefined;
  const n = intOf(value);
  return n === undefined ? undefined : [intToFloat(n), 0];
}

/** `complex(value)` is the one form in which a text or any number is converted; all others give parts. */
function complex_new(cls: PyType, args: Value[], keywords: ReadonlyMap<string, Value>): Result {
  if (keywords.size > 0)
    return partsSignature.invokeKw([cls, ...args], [...keywords.keys()], [...keywords.values()]);
  if (args.length === 1) return complexFrom(cls, args[0]!);
  return args.length === 2
    ? complexFromParts(cls, args[0]!, args[1]!)
    : partsSignature.invoke([cls, ...args]);
}

function complexFrom(cls: PyType, value: Value): Result {
  const text = textOf(value);
  if (text !== undefined) return complexFromText(cls, value);
  const parts = plainParts(value);
  if (parts !== undefined)
    return value instanceof PyComplex && cls === complexType ? value : makeComplex(cls, ...parts);
  return frozenFunction('numbers', 'complex_from').call2(cls, value);
}

function complexFromParts(cls: PyType, real: Value = 0, imag?: Value): Result {
  const x = plainParts(real);
  const y = imag === undefined ? [0] : plainParts(imag);
  if (x === undefined || y === undefined || real instanceof PyComplex || imag instanceof PyComplex) {
    const f = frozenFunction('numbers', 'complex_from_parts');
    return imag === undefined ? f.call2(cls, real) : f.call3(cls, real, imag);
  }
  return makeComplex(cls, x[0], y[0]!);
}

/** Takes the arguments of a complex number that is given by its parts. */
const partsSignature = new NewFunction(complexType, signatureOf('($type, real=0, imag=0)'), complexFromParts);

function complexFromText(cls: PyType, value: Value): Result {
  const text = textOf(value)!;
  const parsed = parseComplexText(text);
  if (parsed !== undefined) return makeComplex(cls, parsed.re, parsed.im);
  return raise(valueErrorType, fromHost(complexLiteralMessage(text, strRepr(text))));
}

function complex_from_number(cls: PyType, number: Value): Result {
  if (number instanceof PyComplex && number.cls === complexType && cls === complexType) return number;
  return frozenFunction('numbers', 'complex_from_number').call2(cls, number);
}

// --- Operators -------------------------------------------------------------------------------------------------------

/** Real operands stay real (null in place of the imaginary part), so that signs of zero and infinities are kept. */
type Operand = [re: number, im: number | null];

function operand(value: Value): Operand | undefined {
  if (value instanceof PyComplex) return [value.re, value.im];
  if (value instanceof PyFloat) return [value.v, null];
  const n = intOf(value);
  return n === undefined ? undefined : [intToFloat(n), null];
}

type Operation = (a: Operand, b: Operand) => Result;

function operator(name: string, operation: Operation): MethodTable {
  const forward = (a: Value, b: Value): Result => {
    const y = operand(b);
    return y === undefined ? NotImplemented : operation(operand(a)!, y);
  };
  const reflected = (b: Value, a: Value): Result => {
    const x = operand(a);
    return x === undefined ? NotImplemented : operation(x, operand(b)!);
  };
  return {
    [`__${name}__`]: ['($self, value, /)', forward],
    [`__r${name}__`]: ['($self, value, /)', reflected],
  };
}

function addParts([a, b]: Operand, [c, d]: Operand): Result {
  return new PyComplex(a + c, b === null ? d! : d === null ? b : b + d);
}

function subParts([a, b]: Operand, [c, d]: Operand): Result {
  return new PyComplex(a - c, b === null ? -d! : d === null ? b : b - d);
}

function mulParts([a, b]: Operand, [c, d]: Operand): Result {
  if (b === null) return new PyComplex(a * c, a * d!);
  if (d === null) return new PyComplex(a * c, b * c);
  return new PyComplex(...complexMultiply(a, b, c, d));
}

function divParts([a, b]: Operand, [c, d]: Operand): Result {
  let quotient: Pair | undefined;
  if (d === null) quotient = c === 0 ? undefined : [a / c, b! / c];
  else if (b === null) quotient = realByComplex(a, c, d);
  else quotient = complexDivide(a, b, c, d);
  return quotient === undefined
    ? raise(zeroDivisionErrorType, 'division by zero')
    : new PyComplex(...quotient);
}

/** a / (c + dj) for a real a. */
function realByComplex(a: number, c: number, d: number): Pair | undefined {
  let re: number;
  let im: number;
  if (Math.abs(c) >= Math.abs(d)) {
    if (c === 0) return undefined;
    const ratio = d / c;
    const denominator = c + d * ratio;
    re = a / denominator;
    im = (-a * ratio) / denominator;
  } else if (Math.abs(d) >= Math.abs(c)) {
    const ratio = c / d;
    const denominator = c * ratio + d;
    re = (a * ratio) / denominator;
    im = -a / denominator;
  } else re = im = NaN;
  if (
    Number.isNaN(re) &&
    Number.isNaN(im) &&
    Number.isFinite(a) &&
    (!Number.isFinite(c) || !Number.isFinite(d))
  ) {
    return complexDivide(a, 0, c, d);
  }
  return [re, im];
}

function complex_pow(self: Value, exponent: Value, modulus: Value = None): Result {
  const x = operand(self)!;
  const y = operand(exponent);
  if (y === undefined) return NotImplemented;
  if (modulus !== None) return valueError('complex modulo');
  return complexPower(x[0], x[1] ?? 0, y[0], y[1] ?? 0);
}

function complex_rpow(self: PyComplex, base: Value, modulus: Value = None): Result {
  return operand(base) === undefined ? NotImplemented : complex_pow(base, self, modulus);
}

function equals(self: PyComplex, other: Value): boolean | undefined {
  if (other instanceof PyComplex) return self.re === other.re && self.im === other.im;
  if (other instanceof PyFloat) return self.im === 0 && self.re === other.v;
  const n = intOf(other);
  return n === undefined ? undefined : self.im === 0 && compareIntFloat(n, self.re) === 0;
}

function complex_eq(self: PyComplex, other: Value): Result {
  return equals(self, other) ?? NotImplemented;
}

function complex_ne(self: PyComplex, other: Value): Result {
  const same = equals(self, other);
  return same === undefined ? NotImplemented : !same;
}

function complex_abs(self: PyComplex): Result {
  const v = Math.hypot(self.re, self.im);
  if (v === Infinity && Number.isFinite(self.re) && Number.isFinite(self.im)) {
    return raise(overflowErrorType, 'absolute value too large');
  }
  return new PyFloat(v);
}

function complex_hash(self: PyComplex): Result {
  const part = (v: number): number | bigint => (Number.isNaN(v) ? identityHash(self) : floatHash(v));
  return complexHash(part(self.re), part(self.im));
}

function complex_format(self: PyComplex, spec: Value): Result {
  const text = textArgument(spec, '__format__() argument');
  if (text.length === 0) return str(self);
  return makeStr(formatComplex(self.re, self.im, text, self.cls.name));
}

function complex_exact(self: PyComplex): Result {
  return self.cls === complexType ? self : new PyComplex(self.re, self.im);
}

defineIntrinsics({
  make_complex: [
    '(cls, re, im, /)',
    (cls: PyType, re: PyFloat, im: PyFloat): Result => makeComplex(cls, re.v, im.v),
  ],
});

const unordered: MethodTable = {};
for (const op of ['Lt', 'LtE', 'Gt', 'GtE'] as const) {
  unordered[RICH[op].special] = ['($self, value, /)', () => NotImplemented];
}

defineStaticMethods(complexType, { __new__: ['($type, *args, **kwargs)', complex_new, '', complexFrom] });
defineClassMethods(complexType, {
  from_number: [
    '($type, number, /)',
    complex_from_number,
    'Convert number to a complex floating-point number.',
  ],
});
defineMethods(complexType, {
  ...unordered,
  __eq__: ['($self, value, /)', complex_eq],
  __ne__: ['($self, value, /)', complex_ne],
  ...operator('add', addParts),
  ...operator('sub', subParts),
  ...operator('mul', mulParts),
  ...operator('truediv', divParts),
  __pow__: ['($self, value, mod=None, /)', complex_pow],
  __rpow__: ['($self, value, mod=None, /)', complex_rpow],
  __neg__: ['($self, /)', (self: PyComplex) => new PyComplex(-self.re, -self.im)],
  __pos__: ['($self, /)', complex_exact],
  __abs__: ['($self, /)', complex_abs],
  __bool__: ['($self, /)', (self: PyComplex) => self.re !== 0 || self.im !== 0],
  __hash__: ['($self, /)', complex_hash],
  __repr__: ['($self, /)', (self: PyComplex) => complexRepr(self.re, self.im)],
  __format__: ['($self, format_spec, /)', complex_format, 'Convert to a string according to format_spec.'],
  __complex__: ['($self, /)', complex_exact, 'Convert this value to exact type complex.'],
  __getnewargs__: [
    '($self, /)',
    (self: PyComplex) => new PyTuple([new PyFloat(self.re), new PyFloat(self.im)]),
  ],
  conjugate: [
    '($self, /)',
    (self: PyComplex) => new PyComplex(self.re, -self.im),
    'Return the complex conjugate of its argument.',
  ],
});
defineMembers(complexType, {
  real: [(self: PyComplex) => new PyFloat(self.re), null, 'the real part of a complex number'],
  imag: [(self: PyComplex) => new PyFloat(self.im), null, 'the imaginary part of a complex number'],
});
