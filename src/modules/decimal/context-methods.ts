// The operations as methods of decimal.Context.
import { typeError } from '../../objects/exception.ts';
import { defineMethods, type MethodTable } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import * as arithmetic from './arithmetic.ts';
import type { Context } from './context.ts';
import { decimalContextType } from './context.ts';
import { decimal_create, decimal_create_from_float, requireOperand } from './convert.ts';
import { copyWithSign, Decimal, finalized, finite } from './number.ts';
import { decimalText } from './text.ts';
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
  CONTEXT_UNARY,
  CONTEXT_BINARY,
  PREDICATES,
} from './operations.ts';

function contextUnary(operation: Unary) {
  return (self: Context, x: Value): Result => {
    self.n.status = 0;
    return settled(self, operation(requireOperand(x), self.n));
  };
}

function contextBinary(operation: Binary) {
  return (self: Context, x: Value, y: Value): Result => {
    self.n.status = 0;
    return settled(self, operation(requireOperand(x), requireOperand(y), self.n));
  };
}

function requireDecimal(x: Value): Result {
  return x instanceof Decimal ? x : typeError('argument must be a Decimal');
}

function context_power(self: Context, a: Value, b: Value, modulo: Value = None): Result {
  const [x, y] = [requireOperand(a), requireOperand(b)];
  const m = modulo === None ? None : requireOperand(modulo);
  self.n.status = 0;
  return powerResult(x, y, m, self);
}

function context_fma(self: Context, x: Value, y: Value, z: Value): Result {
  self.n.status = 0;
  return settled(self, arithmetic.fma(requireOperand(x), requireOperand(y), requireOperand(z), self.n));
}

function context_divmod(self: Context, x: Value, y: Value): Result {
  self.n.status = 0;
  return divmodResult(requireOperand(x), requireOperand(y), self);
}

function methodsOfContext(): MethodTable {
  const table: MethodTable = {};
  for (const [name, [operation, , doc]] of Object.entries(UNARY))
    table[name] = ['($self, x, /)', contextUnary(operation), doc];
  for (const [name, [operation, doc]] of Object.entries(CONTEXT_UNARY))
    table[name] = ['($self, x, /)', contextUnary(operation), doc];
  for (const [name, [operation, , doc]] of Object.entries(BINARY))
    table[name] = ['($self, x, y, /)', contextBinary(operation), doc];
  for (const [name, [operation, doc]] of Object.entries(CONTEXT_BINARY))
    table[name] = ['($self, x, y, /)', contextBinary(operation), doc];
  for (const [name, [predicate, , doc]] of Object.entries(PREDICATES))
    table[name] = ['($self, x, /)', (_self: Context, x: Value) => predicate(requireOperand(x)), doc];
  return table;
}

defineMethods(decimalContextType, {
  ...methodsOfContext(),
  divmod: ['($self, x, y, /)', context_divmod, 'Return quotient and remainder of the division x / y.'],
  power: ['($self, /, a, b, modulo=None)', context_power, 'Compute a**b.'],
  fma: ['($self, x, y, z, /)', context_fma, 'Return x multiplied by y, plus z.'],
  radix: ['($self, /)', () => finite(false, 10, 0), 'Return 10.'],
  canonical: [
    '($self, x, /)',
    (_self: Context, x: Value) => requireDecimal(x),
    'Return a new instance of x.',
  ],
  is_canonical: [
    '($self, x, /)',
    (_self: Context, x: Value) => (x instanceof Decimal ? true : requireDecimal(x)),
    'Return True if x is canonical, False otherwise.',
  ],
  is_normal: [
    '($self, x, /)',
    (self: Context, x: Value) => isNormal(requireOperand(x), self.n),
    'Return True if x is a normal number, False otherwise.',
  ],
  is_subnormal: [
    '($self, x, /)',
    (self: Context, x: Value) => isSubnormal(requireOperand(x), self.n),
    'Return True if x is subnormal, False otherwise.',
  ],
  number_class: [
    '($self, x, /)',
    (self: Context, x: Value) => numberClass(requireOperand(x), self.n),
    'Return an indication of the class of x.',
  ],
  same_quantum: [
    '($self, x, y, /)',
    (_self: Context, x: Value, y: Value) => sameQuantum(requireOperand(x), requireOperand(y)),
    'Return True if the two operands have the same exponent.',
  ],
  copy_abs: [
    '($self, x, /)',
    (_self: Context, x: Value) => copyWithSign(requireOperand(x), false),
    'Return a copy of x with the sign set to 0.',
  ],
  copy_decimal: [
    '($self, x, /)',
    (_self: Context, x: Value) => requireOperand(x),
    'Return a copy of Decimal x.',
  ],
  copy_negate: [
    '($self, x, /)',
    (_self: Context, x: Value) => {
      const d = requireOperand(x);
      return copyWithSign(d, !d.negative);
    },
    'Return a copy of x with the sign inverted.',
  ],
  to_sci_string: [
    '($self, x, /)',
    (self: Context, x: Value) => decimalText(requireOperand(x), false, self.capitals),
    'Convert a number to a string using scientific notation.',
  ],
  to_eng_string: [
    '($self, x, /)',
    (self: Context, x: Value) => decimalText(requireOperand(x), true, self.capitals),
    'Convert a number to a string, using engineering notation.',
  ],
  create_decimal: [
    '($self, num="0", /)',
    decimal_create,
    'Create a new Decimal instance from num, using self as the context.',
  ],
  create_decimal_from_float: [
    '($self, f, /)',
    decimal_create_from_float,
    'Create a new Decimal instance from float f.',
  ],
  _apply: ['($self, object, /)', contextUnary(finalized)],
});
