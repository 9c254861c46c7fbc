// Binary, in-place and unary operators.
//
// Compiled code handles two safe ints itself and calls these for the rest. Each first tries numbers (and + and * a few common
// others), then the protocol: the left operand's method, the right operand's reflected method (first when its class is a proper
// subclass that overrides it), TypeError.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { reserve } from '../machine/memory.ts';
import { checkRepeat, isSequenceSlot } from '../objects/concatenation.ts';
import { raise, typeError, zeroDivisionErrorType } from '../objects/exception.ts';
import { floatType, PyFloat } from '../objects/float.ts';
import { MethodDescriptor } from '../objects/native.ts';
import { power } from '../objects/long-ints.ts';
import { NotImplemented } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import {
  intFloorDiv,
  intLeftShift,
  intMod,
  intRightShift,
  intToFloat,
  intTrueDiv,
  negated,
  normalizeInt,
} from '../objects/text/int-arithmetic.ts';
import { reserveLike, reserveProduct } from '../objects/text/int-size.ts';
import { strType } from '../objects/str.ts';
import { tupleType } from '../objects/tuple.ts';
import type { PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { BINARY_OPERATORS, type BinaryOperatorRow } from '../syntax/operators.ts';
import type { BinaryOperator } from '../syntax/ast.ts';
import { callMaybe1, callMethod0, callMethod1, giveNoAnswer } from './call.ts';

const ROWS = Object.fromEntries(BINARY_OPERATORS.map((row) => [row.name, row])) as Record<
  BinaryOperator,
  BinaryOperatorRow
>;

type Int = number | bigint;

// The operators that follow are in two parts, of which the first is small enough for V8 to put into the code that calls it:
// then a float that is only an intermediate result is never made. A value of exact class float is known by its `cls` alone.

/** The number behind a float or an int; undefined when the pair is not arithmetic on floats. */
function floatOperand(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof PyFloat && value.cls === floatType) return value.v;
  if (typeof value === 'bigint') return intToFloat(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return undefined;
}

function isFloat(value: Value): boolean {
  return value instanceof PyFloat && value.cls === floatType;
}

/** An int, with bools as ints; undefined for anything else. */
function intOperand(value: Value): Int | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return typeof value === 'boolean' ? (value ? 1 : 0) : undefined;
}

/** Result of an int operation done in doubles when that was exact, else in bigints. */
function exact(r: number, a: Int, b: Int, big: (a: bigint, b: bigint) => bigint): Int {
  if (Number.isSafeInteger(r)) return r === 0 ? 0 : r;
  return normalizeInt(big(BigInt(a), BigInt(b)));
}

function bigAdd(a: bigint, b: bigint): bigint {
  reserveLike(a, b);
  return a + b;
}

function bigSub(a: bigint, b: bigint): bigint {
  reserveLike(a, b);
  return a - b;
}

function bigMul(a: bigint, b: bigint): bigint {
  reserveProduct(a, b);
  return a * b;
}

/** `a + b`. Emitted code adds ints itself; so floats and strings come first, and all else is `addSlow`. */
export function add(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType) {
    if ((b as PyFloat).cls === floatType) return new PyFloat((a as PyFloat).v + (b as PyFloat).v);
    if (typeof b === 'number') return new PyFloat((a as PyFloat).v + b);
  } else if (typeof a === 'number' && (b as PyFloat).cls === floatType)
    return new PyFloat(a + (b as PyFloat).v);
  if (typeof a === 'string' && typeof b === 'string') return joined(a + b);
  return addSlow(a, b);
}

/** V8 puts the parts of a text together when it is first read: from this length on the memory is asked for before. */
const LONG_TEXT = 2 ** 14;

function joined(text: string): string {
  if (text.length > LONG_TEXT) reserve(text.length);
  return text;
}

function addSlow(a: Value, b: Value): Result {
  if (typeof a === 'object' && a.cls.isHeap) return binary(a, b, ROWS.Add);
  const x = intOperand(a);
  const y = intOperand(b);
  if (x !== undefined && y !== undefined) {
    return exact(typeof x === 'number' && typeof y === 'number' ? x + y : NaN, x, y, bigAdd);
  }
  if (isFloat(a) || isFloat(b)) {
    const v = floatOperand(a);
    const w = floatOperand(b);
    if (v !== undefined && w !== undefined) return new PyFloat(v + w);
  }
  return binary(a, b, ROWS.Add);
}

/** `a - b`, as `add`. */
export function sub(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType) {
    if ((b as PyFloat).cls === floatType) return new PyFloat((a as PyFloat).v - (b as PyFloat).v);
    if (typeof b === 'number') return new PyFloat((a as PyFloat).v - b);
  } else if (typeof a === 'number' && (b as PyFloat).cls === floatType)
    return new PyFloat(a - (b as PyFloat).v);
  return subSlow(a, b);
}

function subSlow(a: Value, b: Value): Result {
  if (typeof a === 'object' && a.cls.isHeap) return binary(a, b, ROWS.Sub);
  const x = intOperand(a);
  const y = intOperand(b);
  if (x !== undefined && y !== undefined) {
    return exact(typeof x === 'number' && typeof y === 'number' ? x - y : NaN, x, y, bigSub);
  }
  if (isFloat(a) || isFloat(b)) {
    const v = floatOperand(a);
    const w = floatOperand(b);
    if (v !== undefined && w !== undefined) return new PyFloat(v - w);
  }
  return binary(a, b, ROWS.Sub);
}

/** `a * b`, as `add`. */
export function mul(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType) {
    if ((b as PyFloat).cls === floatType) return new PyFloat((a as PyFloat).v * (b as PyFloat).v);
    if (typeof b === 'number') return new PyFloat((a as PyFloat).v * b);
  } else if (typeof a === 'number' && (b as PyFloat).cls === floatType)
    return new PyFloat(a * (b as PyFloat).v);
  return mulSlow(a, b);
}

function mulSlow(a: Value, b: Value): Result {
  if (typeof a === 'object' && a.cls.isHeap) return binary(a, b, ROWS.Mult);
  const x = intOperand(a);
  const y = intOperand(b);
  if (x !== undefined && y !== undefined) {
    return exact(typeof x === 'number' && typeof y === 'number' ? x * y : NaN, x, y, bigMul);
  }
  if (isFloat(a) || isFloat(b)) {
    const v = floatOperand(a);
    const w = floatOperand(b);
    if (v !== undefined && w !== undefined) return new PyFloat(v * w);
  }
  return binary(a, b, ROWS.Mult);
}

/** `a / b`. Ints that a float holds exactly are divided as floats; larger ones are rounded once, as CPython does. */
export function trueDiv(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType) {
    if ((b as PyFloat).cls === floatType && (b as PyFloat).v !== 0)
      return new PyFloat((a as PyFloat).v / (b as PyFloat).v);
    if (typeof b === 'number' && b !== 0) return new PyFloat((a as PyFloat).v / b);
  } else if (typeof a === 'number') {
    if (typeof b === 'number' && b !== 0) return new PyFloat(a / b);
    if ((b as PyFloat).cls === floatType && (b as PyFloat).v !== 0) return new PyFloat(a / (b as PyFloat).v);
  }
  return divSlow(a, b);
}

function divSlow(a: Value, b: Value): Result {
  const x = intOperand(a);
  const y = intOperand(b);
  if (x !== undefined && y !== undefined) {
    return y === 0 ? raise(zeroDivisionErrorType, 'division by zero') : new PyFloat(intTrueDiv(x, y));
  }
  if (isFloat(a) || isFloat(b)) {
    const v = floatOperand(a);
    const w = floatOperand(b);
    if (v !== undefined && w !== undefined)
      return w === 0 ? raise(zeroDivisionErrorType, 'division by zero') : new PyFloat(v / w);
  }
  return binary(a, b, ROWS.Div);
}

/** `a // b`, rounded towards minus infinity. */
export function floorDiv(a: Value, b: Value): Result {
  const x = intOperand(a);
  const y = intOperand(b);
  if (x !== undefined && y !== undefined) {
    return y === 0 ? raise(zeroDivisionErrorType, 'division by zero') : intFloorDiv(x, y);
  }
  if (isFloat(a) || isFloat(b)) {
    const v = floatOperand(a);
    const w = floatOperand(b);
    if (v !== undefined && w !== undefined) {
      return w === 0 ? raise(zeroDivisionErrorType, 'division by zero') : new PyFloat(floatDivMod(v, w)[0]);
    }
  }
  return binary(a, b, ROWS.FloorDiv);
}

/** `a % b`, with the sign of `b`; of a str formatting. */
export function mod(a: Value, b: Value): Result {
  if (typeof a === 'string') return formatted(a, b);
  const x = intOperand(a);
  const y = intOperand(b);
  if (x !== undefined && y !== undefined) {
    return y === 0 ? raise(zeroDivisionErrorType, 'division by zero') : intMod(x, y);
  }
  if (isFloat(a) || isFloat(b)) {
    const v = floatOperand(a);
    const w = floatOperand(b);
    if (v !== undefined && w !== undefined) {
      return w === 0 ? raise(zeroDivisionErrorType, 'division by zero') : new PyFloat(floatDivMod(v, w)[1]);
    }
  }
  return binary(a, b, ROWS.Mod);
}

/** `format % b`: only a subclass of str has precedence over str. */
function formatted(a: string, b: Value): Result {
  const isPlain = typeof b !== 'object' || b.cls === tupleType || b.cls === floatType;
  const method = isPlain ? strType.operators[ROWS.Mod.index] : undefined;
  return method instanceof MethodDescriptor ? (method.impl(a, b) as Result) : binary(a, b, ROWS.Mod);
}

/** `divmod` of two floats, `w` not zero: CPython's rounding of the quotient and sign of the remainder. */
export function floatDivMod(v: number, w: number): [number, number] {
  let remainder = v % w;
  let quotient = (v - remainder) / w;
  if (remainder !== 0) {
    if (w < 0 !== remainder < 0) {
      remainder += w;
      quotient -= 1;
    }
  } else remainder = w < 0 ? -0 : 0;
  if (quotient === 0) return [v / w < 0 || Object.is(v / w, -0) ? -0 : 0, remainder];
  const floor = Math.floor(quotient);
  return [quotient - floor > 0.5 ? floor + 1 : floor, remainder];
}

/** `a ** b`; with a modulus see power-modulus.ts. */
export function pow(a: Value, b: Value): Result {
  const x = intOperand(a);
  const y = intOperand(b);
  if (x !== undefined && y !== undefined && y >= 0) return power(x, y);
  return binary(a, b, ROWS.Pow);
}

/** `a << b` and `a >> b`. A negative count is a ValueError, a huge one to the left OverflowError or MemoryError. */
export function leftShift(a: Value, b: Value): Result {
  const x = intOperand(a);
  const y = intOperand(b);
  if (x !== undefined && y !== undefined) return intLeftShift(x, y);
  return binary(a, b, ROWS.LShift);
}
export function rightShift(a: Value, b: Value): Result {
  const x = intOperand(a);
  const y = intOperand(b);
  if (x !== undefined && y !== undefined) return intRightShift(x, y);
  return binary(a, b, ROWS.RShift);
}

function bitwise(
  row: BinaryOperatorRow,
  small: (a: number, b: number) => number,
  big: (a: bigint, b: bigint) => bigint,
): (a: Value, b: Value) => Result {
  return (a, b) => {
    if (typeof a === 'boolean' && typeof b === 'boolean') return small(a ? 1 : 0, b ? 1 : 0) !== 0;
    const x = intOperand(a);
    const y = intOperand(b);
    if (x === undefined || y === undefined) return binary(a, b, row);
    if (typeof x === 'number' && typeof y === 'number')
      return (x | 0) === x && (y | 0) === y ? small(x, y) : inHalves(small, x, y);
    const p = BigInt(x);
    const q = BigInt(y);
    reserveLike(p, q);
    return normalizeInt(big(p, q));
  };
}

const TWO_32 = 2 ** 32;

/** JavaScript's operators take 32 bits: safe ints have two halves of these, as two's complement. */
function inHalves(small: (a: number, b: number) => number, x: number, y: number): number {
  const high = small(Math.floor(x / TWO_32), Math.floor(y / TWO_32));
  return high * TWO_32 + (small(x >>> 0, y >>> 0) >>> 0);
}

const and = (a: number, b: number): number => a & b;
const generalAnd = bitwise(ROWS.BitAnd, and, (a, b) => a & b);

/** The bits of a large int under a mask that is a safe int, not negative. */
function masked(n: bigint, mask: number): number {
  return inHalves(and, Number(BigInt.asUintN(53, n)), mask);
}

/** `a & b`. Of a large int and a mask that is not negative only the last 53 bits are looked at. */
export function bitAnd(a: Value, b: Value): Result {
  if (typeof a === 'bigint' && typeof b === 'number' && b >= 0) return masked(a, b);
  if (typeof b === 'bigint' && typeof a === 'number' && a >= 0) return masked(b, a);
  return generalAnd(a, b);
}

export const bitOr = bitwise(
  ROWS.BitOr,
  (a, b) => a | b,
  (a, b) => a | b,
);
export const bitXor = bitwise(
  ROWS.BitXor,
  (a, b) => a ^ b,
  (a, b) => a ^ b,
);

/** `a @ b`: no built-in class has it. */
export function matMul(a: Value, b: Value): Result {
  return binary(a, b, ROWS.MatMult);
}

/** The operators by the name of their class in `ast`. */
export const BINARY: Record<BinaryOperator, (a: Value, b: Value) => Result> = {
  Add: add,
  Sub: sub,
  Mult: mul,
  MatMult: matMul,
  Div: trueDiv,
  Mod: mod,
  Pow: pow,
  LShift: leftShift,
  RShift: rightShift,
  BitOr: bitOr,
  BitXor: bitXor,
  BitAnd: bitAnd,
  FloorDiv: floorDiv,
};

/** Looks the method of an operator up and remembers it; null: there is none. */
function operatorMethod(type: PyType, row: BinaryOperatorRow): Value | null {
  const method = type.lookup(row.special) ?? null;
  while (type.operators.length <= row.index) type.operators.push(undefined);
  type.operators[row.index] = method;
  return method;
}

/** The protocol alone. */
export function binary(a: Value, b: Value, row: BinaryOperatorRow): Result {
  const type = typeOf(a);
  const other = typeOf(b);
  // The commonest case: b's class has no precedence, so a's method comes first, and mostly settles it.
  if (other === type || !other.isSubtype(type)) {
    const method = type.operators[row.index] ?? operatorMethod(type, row);
    if (
      method !== null &&
      !((other.isHeap || (row === ROWS.Mult && typeof b !== 'number')) && isSequenceSlot(method))
    ) {
      const r = callMaybe1(method, a, b, giveNoAnswer);
      if (r !== ABRUPT && r !== NotImplemented) return r;
      return new BinaryFrame(a, b, row, null).afterLeft(r);
    }
  }
  return new BinaryFrame(a, b, row, null).begin();
}

/** `a += b`, `a -= b` and `a *= b`, with a first part as those of add, sub and mul. */
export function inPlaceAdd(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType) {
    if ((b as PyFloat).cls === floatType) return new PyFloat((a as PyFloat).v + (b as PyFloat).v);
  } else if (typeof a === 'string' && typeof b === 'string') return joined(a + b);
  return inPlace(a, b, 'Add');
}
export function inPlaceSub(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType && (b as PyFloat).cls === floatType) {
    return new PyFloat((a as PyFloat).v - (b as PyFloat).v);
  }
  return inPlace(a, b, 'Sub');
}
export function inPlaceMul(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType && (b as PyFloat).cls === floatType) {
    return new PyFloat((a as PyFloat).v * (b as PyFloat).v);
  }
  return inPlace(a, b, 'Mult');
}

/** `a op= b`: the in-place method first, then as `a op b`. */
export function inPlace(a: Value, b: Value, name: BinaryOperator): Result {
  const row = ROWS[name];
  if (typeof a === 'number' && typeof b === 'number') return BINARY[name](a, b);
  const method = typeof a === 'object' ? a.cls.lookup(row.inPlace) : undefined;
  if (method === undefined)
    return typeof a === 'object' && !(a instanceof PyFloat)
      ? new BinaryFrame(a, b, row, row.symbol + '=').begin()
      : augmented(a, b, row);
  if (typeof b === 'object' && isSequenceSlot(method))
    return new BinaryFrame(a, b, row, row.symbol + '=').withSequence(method, b);
  const r = callMethod1(method, a, b);
  if (r === ABRUPT) return suspend(new InPlaceFrame(a, b, row)) as Result;
  return r === NotImplemented ? new BinaryFrame(a, b, row, row.symbol + '=').begin() : r;
}

/** For numbers and strings the fast operators do; only the error message differs. */
function augmented(a: Value, b: Value, row: BinaryOperatorRow): Result {
  const numeric = floatLike(b) || (typeof a === 'string' && typeof b === 'string');
  return numeric ? BINARY[row.name](a, b) : new BinaryFrame(a, b, row, row.symbol + '=').begin();
}

function floatLike(value: Value): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean' ||
    value instanceof PyFloat
  );
}

class InPlaceFrame extends NativeFrame {
  readonly a: Value;
  readonly b: Value;
  readonly row: BinaryOperatorRow;
  constructor(a: Value, b: Value, row: BinaryOperatorRow) {
    super();
    this.a = a;
    this.b = b;
    this.row = row;
  }
  returned(value: Value): IterResult {
    return value === NotImplemented
      ? new BinaryFrame(this.a, this.b, this.row, this.row.symbol + '=').begin()
      : value;
  }
}

class BinaryFrame extends NativeFrame {
  readonly a: Value;
  readonly b: Value;
  readonly row: BinaryOperatorRow;
  /** The symbol in the error message when it is not the row's. */
  readonly symbol: string | null;
  /** What comes after the call under way gave NotImplemented. */
  private pending: 'left' | 'right' | 'fail' = 'left';
  private reflectedTried = false;
  /** The method of a sequence, which comes last. */
  private sequence: Value | null = null;

  constructor(a: Value, b: Value, row: BinaryOperatorRow, symbol: string | null) {
    super();
    this.a = a;
    this.b = b;
    this.row = row;
    this.symbol = symbol;
  }

  begin(): Result {
    const ta = typeOf(this.a);
    const tb = typeOf(this.b);
    if (ta !== tb && tb.isSubtype(ta)) {
      const reflected = tb.lookup(this.row.reflected);
      if (reflected !== undefined && reflected !== ta.lookup(this.row.reflected)) {
        return this.attempt(reflected, this.b, this.a, 'left', true);
      }
    }
    return this.left();
  }

  /** The left operand's method is a sequence's: a method of the right one that may know of numbers comes first. */
  withSequence(method: Value, b: Value): Result {
    this.sequence = method;
    const reflected = typeOf(b).isHeap ? typeOf(b).lookup(this.row.reflected) : undefined;
    if (reflected === undefined || isSequenceSlot(reflected)) return this.fail();
    return this.attempt(reflected, b, this.a, 'fail', true);
  }

  /** Goes on after the left operand's method gave `r`. */
  afterLeft(r: Result): Result {
    this.pending = 'right';
    return r === ABRUPT ? (suspend(this) as Result) : this.received(r);
  }

  private attempt(
    f: Value,
    self: Value,
    other: Value,
    next: 'left' | 'right' | 'fail',
    reflected: boolean,
  ): Result {
    this.pending = next;
    if (reflected) this.reflectedTried = true;
    const r = callMaybe1(f, self, other, giveNoAnswer);
    return r === ABRUPT ? (suspend(this) as Result) : this.received(r);
  }

  private left(): Result {
    const f = typeOf(this.a).lookup(this.row.special);
    if (f !== undefined && isSequenceSlot(f)) this.sequence = f;
    return f === undefined || f === this.sequence
      ? this.right()
      : this.attempt(f, this.a, this.b, 'right', false);
  }

  private right(): Result {
    const tb = typeOf(this.b);
    if (this.reflectedTried || tb === typeOf(this.a)) return this.fail();
    const f = tb.lookup(this.row.reflected);
    if (f === undefined || (this.sequence !== null && isSequenceSlot(f))) return this.fail();
    if (checkRepeat(f, this.a) === ABRUPT) return ABRUPT;
    return this.attempt(f, this.b, this.a, 'fail', true);
  }

  private received(r: Value): Result {
    if (r !== NotImplemented) return r;
    if (this.pending === 'left') return this.left();
    return this.pending === 'right' ? this.right() : this.fail();
  }

  private fail(): Result {
    if (this.sequence !== null) {
      if (checkRepeat(this.sequence, this.b) === ABRUPT) return ABRUPT;
      return callMethod1(this.sequence, this.a, this.b);
    }
    const symbol = this.symbol ?? (this.row.name === 'Pow' ? '** or pow()' : this.row.symbol);
    return typeError(
      `unsupported operand type(s) for ${symbol}: '${typeOf(this.a).name}' and '${typeOf(this.b).name}'`,
    );
  }

  returned(value: Value): IterResult {
    return this.received(value);
  }
}

/** `-a`, `+a` and `~a`. Zero has no sign; bools are ints. */
export function negative(a: Value): Result {
  if (typeof a === 'number') return a === 0 ? 0 : -a;
  if (typeof a === 'bigint') return normalizeInt(negated(a));
  if (a instanceof PyFloat && a.cls === floatType) return new PyFloat(-a.v);
  return unary(a, '__neg__', '-');
}
export function positive(a: Value): Result {
  if (typeof a === 'number' || typeof a === 'bigint') return a;
  return unary(a, '__pos__', '+');
}
export function invert(a: Value): Result {
  if (typeof a === 'number') return -a - 1;
  if (typeof a === 'bigint') return inverted(a);
  return unary(a, '__invert__', '~');
}

/** ~a, which is as long as a. */
export function inverted(a: bigint): Value {
  reserveLike(a);
  return normalizeInt(~a);
}

function unary(a: Value, special: string, symbol: string): Result {
  const f = typeOf(a).lookup(special);
  if (f === undefined) return typeError(`bad operand type for unary ${symbol}: '${typeOf(a).name}'`);
  return callMethod0(f, a);
}
