// Built-ins about numbers and code points.
import { exactInt } from '../objects/exact-number.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { raise, typeError, valueErrorType, zeroDivisionErrorType } from '../objects/exception.ts';
import { complexType } from '../objects/complex.ts';
import { floatType, PyFloat } from '../objects/float.ts';
import { intOf } from '../objects/int.ts';
import { PyByteArray } from '../objects/bytearray.ts';
import { PyBytes } from '../objects/bytes.ts';
import type { MethodTable } from '../objects/native.ts';
import { None, NotImplemented } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { makeStr, textOf } from '../objects/str.ts';
import { floatRound, floatRoundToInt } from '../objects/text/float-repr.ts';
import { intAbs, intDivMod } from '../objects/text/int-arithmetic.ts';
import { intBin, intHex, intOct } from '../objects/text/int-format.ts';
import { powerModulo } from '../objects/long-ints.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { BINARY_OPERATORS } from '../syntax/operators.ts';
import { binary, floatDivMod, pow } from '../operators/arithmetic.ts';
import type { PowerModulus } from '../operators/power-modulus.ts';
import { callMaybe0, callMaybe1, callMaybe2, callMethod0, giveNoAnswer } from '../operators/call.ts';
import { ascii } from '../operators/repr.ts';

type Int = number | bigint;

function builtins_abs(x: Value): Result {
  if (typeof x === 'number') return Math.abs(x);
  if (typeof x === 'bigint') return intAbs(x);
  if (x instanceof PyFloat && x.cls === floatType) return new PyFloat(Math.abs(x.v));
  const method = typeOf(x).lookup('__abs__');
  if (method === undefined) return typeError(`bad operand type for abs(): '${typeOf(x).name}'`);
  return callMethod0(method, x);
}

// --- __index__ -----------------------------------------------------------------------------------------------------

/** An operation that first needs an argument as an int, by `__index__`. */
export abstract class IndexOperation extends NativeFrame {
  abstract done(n: Int): Result;

  run(value: Value): Result {
    const n = intOf(value);
    if (n !== undefined) return this.done(n);
    const method = typeOf(value).lookup('__index__');
    if (method === undefined)
      return typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
    const result = callMethod0(method, value);
    return result === ABRUPT ? (suspend(this) as Result) : this.converted(result);
  }

  private converted(value: Value): Result {
    const n = exactInt(value, '__index__');
    return n === ABRUPT ? (suspend(this) as Result) : this.done(n as Int);
  }

  returned(value: Value): IterResult {
    return this.converted(value);
  }
}

class RadixOperation extends IndexOperation {
  readonly radix: 2 | 8 | 16;
  constructor(radix: 2 | 8 | 16) {
    super();
    this.radix = radix;
  }
  done(n: Int): Result {
    return this.radix === 2 ? intBin(n) : this.radix === 8 ? intOct(n) : intHex(n);
  }
}

class ChrOperation extends IndexOperation {
  done(n: Int): Result {
    if (n < 0 || n > 0x10ffff) return raise(valueErrorType, 'chr() arg not in range(0x110000)');
    const c = Number(n);
    return c > 0xffff || (c >= 0xd800 && c <= 0xdfff) ? makeStr(Uint32Array.of(c)) : String.fromCharCode(c);
  }
}

function builtins_chr(i: Value): Result {
  if (typeof i === 'number' && i >= 0 && i < 0xd800) return String.fromCharCode(i);
  return new ChrOperation().run(i);
}

function builtins_ord(c: Value): Result {
  const text = textOf(c);
  if (text !== undefined) {
    if (text.length !== 1) return expectedCharacter(`string of length ${text.length}`);
    return typeof text === 'string' ? text.charCodeAt(0) : text[0]!;
  }
  if (c instanceof PyBytes || c instanceof PyByteArray) {
    const { data } = c;
    return data.length === 1 ? data[0]! : expectedCharacter(`string of length ${data.length}`);
  }
  return typeError(`ord() expected string of length 1, but ${typeOf(c).name} found`);
}

function expectedCharacter(found: string): Result {
  return typeError(`ord() expected a character, but ${found} found`);
}

// --- divmod, pow, round --------------------------------------------------------------------------------------------

const DIVMOD = {
  name: 'Mod',
  symbol: 'divmod()',
  precedence: 0,
  special: '__divmod__',
  reflected: '__rdivmod__',
  inPlace: '__idivmod__',
  /** Behind the operators proper. */
  index: BINARY_OPERATORS.length,
} as const;

function builtins_divmod(x: Value, y: Value): Result {
  const a = typeof x === 'object' ? undefined : intOf(x);
  const b = typeof y === 'object' ? undefined : intOf(y);
  if (a !== undefined && b !== undefined) {
    return b === 0 ? raise(zeroDivisionErrorType, 'division by zero') : new PyTuple(intDivMod(a, b));
  }
  if (x instanceof PyFloat && y instanceof PyFloat && x.cls === floatType && y.cls === floatType) {
    if (y.v === 0) return raise(zeroDivisionErrorType, 'division by zero');
    const [q, r] = floatDivMod(x.v, y.v);
    return new PyTuple([new PyFloat(q), new PyFloat(r)]);
  }
  return binary(x, y, DIVMOD);
}

function builtins_pow(base: Value, exp: Value, mod: Value = None): Result {
  if (mod === None) return pow(base, exp);
  const a = typeof base === 'object' ? undefined : intOf(base);
  const b = typeof exp === 'object' ? undefined : intOf(exp);
  const m = typeof mod === 'object' ? undefined : intOf(mod);
  if (a !== undefined && b !== undefined && m !== undefined) return powerModulo(a, b, m);
  return ternaryPow(base, exp, mod);
}

/** Three-argument pow: `__pow__` of the base, then `__rpow__` of the exponent, which comes first when its class is derived. */
function ternaryPow(base: Value, exp: Value, mod: Value): Result {
  const [type, other] = [typeOf(base), typeOf(exp)];
  if (other === type || !other.isSubtype(type)) return basePow(base, exp, mod);
  const reflected = other.lookup('__rpow__');
  if (reflected === undefined || reflected === type.lookup('__rpow__')) return basePow(base, exp, mod);
  const r = callMaybe2(reflected, exp, base, mod, giveNoAnswer);
  if (r === ABRUPT) return suspend(new PowFrame(base, exp, mod, lastPow)) as Result;
  return r === NotImplemented ? lastPow(base, exp, mod) : r;
}

function basePow(base: Value, exp: Value, mod: Value): Result {
  return tryPow(base, exp, mod, reflectedPow);
}

/** `__pow__`, after `__rpow__` had no answer. */
function lastPow(base: Value, exp: Value, mod: Value): Result {
  return tryPow(base, exp, mod, unsupportedPow);
}

type PowStage = (base: Value, exp: Value, mod: Value) => Result;

function tryPow(base: Value, exp: Value, mod: Value, next: PowStage): Result {
  const method = typeOf(base).lookup('__pow__');
  if (method === undefined) return next(base, exp, mod);
  const r = callMaybe2(method, base, exp, mod, giveNoAnswer);
  if (r === ABRUPT) return suspend(new PowFrame(base, exp, mod, next)) as Result;
  return r === NotImplemented ? next(base, exp, mod) : r;
}

function reflectedPow(base: Value, exp: Value, mod: Value): Result {
  const method = typeOf(exp) === typeOf(base) ? undefined : typeOf(exp).lookup('__rpow__');
  if (method === undefined) return unsupportedPow(base, exp, mod);
  const r = callMaybe2(method, exp, base, mod, giveNoAnswer);
  if (r === ABRUPT) return suspend(new PowFrame(base, exp, mod, unsupportedPow)) as Result;
  return r === NotImplemented ? unsupportedPow(base, exp, mod) : r;
}

function unsupportedPow(base: Value, exp: Value, mod: Value): Result {
  const result =
    typeof mod === 'object' ? (mod as Partial<PowerModulus>).powerAsModulus?.(base, exp) : undefined;
  if (result !== undefined) return result;
  const [a, b, c] = [typeOf(base).name, typeOf(exp).name, typeOf(mod).name];
  // The modulus has its say last.
  if (typeOf(mod).isSubtype(floatType))
    return typeError('pow() 3rd argument not allowed unless all arguments are integers');
  if (typeOf(mod).isSubtype(complexType)) return raise(valueErrorType, 'complex modulo');
  return typeError(`unsupported operand type(s) for ** or pow(): '${a}', '${b}', '${c}'`);
}

class PowFrame extends NativeFrame {
  readonly operands: [Value, Value, Value];
  /** What is tried when there is no answer. */
  // eslint-disable-next-line stackless/frame-fields -- has an address
  readonly otherwise: PowStage;
  constructor(base: Value, exp: Value, mod: Value, otherwise: PowStage) {
    super();
    this.operands = [base, exp, mod];
    this.otherwise = otherwise;
  }
  returned(value: Value): IterResult {
    return value === NotImplemented ? this.otherwise(...this.operands) : value;
  }
}

function builtins_round(number: Value, ndigits: Value = None): Result {
  if (typeof number === 'number' && ndigits === None) return number;
  if (number instanceof PyFloat && number.cls === floatType) {
    if (ndigits === None) return floatRoundToInt(number.v);
    if (typeof ndigits === 'number') return new PyFloat(floatRound(number.v, ndigits));
  }
  const method = typeOf(number).lookup('__round__');
  if (method === undefined) return notRounded(number);
  return ndigits === None
    ? callMaybe0(method, number, notRounded)
    : callMaybe1(method, number, ndigits, notRounded);
}

function notRounded(number: Value): Result {
  return typeError(`type ${typeOf(number).name} doesn't define __round__ method`);
}

export const numberBuiltins: MethodTable = {
  abs: ['(x, /)', builtins_abs, 'Return the absolute value of the argument.'],
  ascii: ['(obj, /)', ascii],
  bin: ['(integer, /)', (n: Value) => new RadixOperation(2).run(n)],
  chr: ['(i, /)', builtins_chr],
  divmod: ['(x, y, /)', builtins_divmod, 'Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.'],
  hex: ['(integer, /)', (n: Value) => new RadixOperation(16).run(n)],
  oct: ['(integer, /)', (n: Value) => new RadixOperation(8).run(n)],
  ord: ['(character, /)', builtins_ord],
  pow: ['(base, exp, mod=None)', builtins_pow],
  round: ['(number, ndigits=None)', builtins_round],
};
