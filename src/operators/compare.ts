// Comparison: ==, !=, <, <=, >, >= with reflected methods and the defaults; `is`.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { typeError } from '../objects/exception.ts';
import { floatType, PyFloat } from '../objects/float.ts';
import { NotImplemented } from '../objects/none.ts';
import type { IterResult, PyObject, Result, Value } from '../objects/object.ts';
import { compareIntFloat } from '../objects/text/int-arithmetic.ts';
import type { PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { callMaybe1, giveNoAnswer } from './call.ts';

export type RichOperator = 'Eq' | 'NotEq' | 'Lt' | 'LtE' | 'Gt' | 'GtE';

interface Row {
  op: RichOperator;
  /** Its place in `PyType.comparisons`. */
  index: number;
  symbol: string;
  special: string;
  reflected: string;
  /** The answer from the order of two comparable things (negative, 0, positive). */
  test: (order: number) => boolean;
}

export const RICH: Record<RichOperator, Row> = {
  Eq: { op: 'Eq', index: 0, symbol: '==', special: '__eq__', reflected: '__eq__', test: (o) => o === 0 },
  NotEq: {
    op: 'NotEq',
    index: 1,
    symbol: '!=',
    special: '__ne__',
    reflected: '__ne__',
    test: (o) => o !== 0,
  },
  Lt: { op: 'Lt', index: 2, symbol: '<', special: '__lt__', reflected: '__gt__', test: (o) => o < 0 },
  LtE: { op: 'LtE', index: 3, symbol: '<=', special: '__le__', reflected: '__ge__', test: (o) => o <= 0 },
  Gt: { op: 'Gt', index: 4, symbol: '>', special: '__gt__', reflected: '__lt__', test: (o) => o > 0 },
  GtE: { op: 'GtE', index: 5, symbol: '>=', special: '__ge__', reflected: '__le__', test: (o) => o >= 0 },
};

/** `a is b`. Ints and strings are the same when they are equal, as they have no identity. */
export function isSame(a: Value, b: Value): boolean {
  return a === b;
}

/** The order of two numbers; NaN when they have none. */
export function numberOrder(a: Value, b: Value): number | undefined {
  if (typeof a === 'boolean') a = a ? 1 : 0;
  if (typeof b === 'boolean') b = b ? 1 : 0;
  const aFloat = a instanceof PyFloat && a.cls === floatType;
  const bFloat = b instanceof PyFloat && b.cls === floatType;
  if (aFloat) {
    const v = (a as PyFloat).v;
    if (bFloat) return orderOf(v, (b as PyFloat).v);
    if (typeof b === 'number') return orderOf(v, b);
    return typeof b === 'bigint' ? -compareIntFloat(b, v) : undefined;
  }
  if (typeof a !== 'number' && typeof a !== 'bigint') return undefined;
  if (bFloat)
    return typeof a === 'number' ? orderOf(a, (b as PyFloat).v) : compareIntFloat(a, (b as PyFloat).v);
  if (typeof b !== 'number' && typeof b !== 'bigint') return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}

function orderOf(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : a === b ? 0 : NaN;
}

/** `a op b`: any value (usually a bool), or ABRUPT. */
export function rich(a: Value, b: Value, op: RichOperator): Result {
  return compare(a, b, RICH[op]);
}

function compare(a: Value, b: Value, row: Row): Result {
  if (typeof a === 'string' && typeof b === 'string') return row.test(a < b ? -1 : a === b ? 0 : 1);
  if (typeof a === 'object' && a.cls !== floatType) return compareObject(a, b, row);
  const order = numberOrder(a, b);
  return order === undefined ? new RichFrame(a, b, row.op).begin() : row.test(order);
}

/** The commonest case: the left operand's method comes first, and mostly settles it. */
function compareObject(a: PyObject, b: Value, row: Row): Result {
  const type = a.cls;
  const other = typeOf(b);
  const method = type === other || !other.isSubtype(type) ? comparison(type, row) : null;
  if (method === null) return new RichFrame(a, b, row.op).begin();
  const r = callMaybe1(method, a, b, giveNoAnswer);
  return r !== ABRUPT && r !== NotImplemented ? r : new RichFrame(a, b, row.op).afterLeft(r);
}

/** What the class of the left operand alone says: any value, NotImplemented when it has no answer, or ABRUPT. */
export function askLeft(a: Value, b: Value, op: RichOperator): Result {
  const method = comparison(typeOf(a), RICH[op]);
  return method === null ? NotImplemented : callMaybe1(method, a, b, giveNoAnswer);
}

/** What the class says about an operator; null: nothing. */
function comparison(type: PyType, row: Row): Value | null {
  const known = type.comparisons[row.index];
  if (known !== undefined) return known;
  while (type.comparisons.length <= row.index) type.comparisons.push(undefined);
  return (type.comparisons[row.index] = type.lookup(row.special) ?? null);
}

// For compiled code: floats and strings at once, the rest by `rich`.

/** The operators that emitted code calls where its operands are not two numbers. The result need not be a bool. */
export function compareEq(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType && (b as PyFloat).cls === floatType)
    return (a as PyFloat).v === (b as PyFloat).v;
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  return compare(a, b, RICH.Eq);
}
export function compareNotEq(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType && (b as PyFloat).cls === floatType)
    return (a as PyFloat).v !== (b as PyFloat).v;
  if (typeof a === 'string' && typeof b === 'string') return a !== b;
  return compare(a, b, RICH.NotEq);
}
export function compareLt(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType && (b as PyFloat).cls === floatType)
    return (a as PyFloat).v < (b as PyFloat).v;
  if (typeof a === 'string' && typeof b === 'string') return a < b;
  return compare(a, b, RICH.Lt);
}
export function compareLtE(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType && (b as PyFloat).cls === floatType)
    return (a as PyFloat).v <= (b as PyFloat).v;
  if (typeof a === 'string' && typeof b === 'string') return a <= b;
  return compare(a, b, RICH.LtE);
}
export function compareGt(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType && (b as PyFloat).cls === floatType)
    return (a as PyFloat).v > (b as PyFloat).v;
  if (typeof a === 'string' && typeof b === 'string') return a > b;
  return compare(a, b, RICH.Gt);
}
export function compareGtE(a: Value, b: Value): Result {
  if ((a as PyFloat).cls === floatType && (b as PyFloat).cls === floatType)
    return (a as PyFloat).v >= (b as PyFloat).v;
  if (typeof a === 'string' && typeof b === 'string') return a >= b;
  return compare(a, b, RICH.GtE);
}

/** Tries the methods in Python's order: the right operand's first when its class is a proper subclass that has one. */
class RichFrame extends NativeFrame {
  readonly a: Value;
  readonly b: Value;
  readonly op: RichOperator;
  /** Which methods have been tried: bit 0 the left one, bit 1 the right one. */
  tried = 0;

  constructor(a: Value, b: Value, op: RichOperator) {
    super();
    this.a = a;
    this.b = b;
    this.op = op;
  }

  begin(): Result {
    const ta = typeOf(this.a);
    const tb = typeOf(this.b);
    if (ta !== tb && tb.isSubtype(ta)) {
      const f = tb.lookup(RICH[this.op].reflected);
      if (f !== undefined) {
        this.tried |= 2;
        return this.attempt(f, this.b, this.a);
      }
    }
    return this.left();
  }

  /** Goes on after the left operand's method, which was called first. */
  afterLeft(r: Result): Result {
    this.tried |= 1;
    return r === ABRUPT ? (suspend(this) as Result) : this.received(r);
  }

  private attempt(f: Value, self: Value, other: Value): Result {
    const r = callMaybe1(f, self, other, giveNoAnswer);
    return r === ABRUPT ? (suspend(this) as Result) : this.received(r);
  }

  private left(): Result {
    this.tried |= 1;
    const f = typeOf(this.a).lookup(RICH[this.op].special);
    return f === undefined ? this.right() : this.attempt(f, this.a, this.b);
  }

  private right(): Result {
    if ((this.tried & 2) !== 0) return this.fallback();
    this.tried |= 2;
    const f = typeOf(this.b).lookup(RICH[this.op].reflected);
    return f === undefined ? this.fallback() : this.attempt(f, this.b, this.a);
  }

  private received(r: Value): Result {
    if (r !== NotImplemented) return r;
    return (this.tried & 1) === 0 ? this.left() : this.right();
  }

  private fallback(): Result {
    const { a, b, op } = this;
    if (op === 'Eq') return sameObject(a, b);
    if (op === 'NotEq') return !sameObject(a, b);
    return typeError(
      `'${RICH[op].symbol}' not supported between instances of '${typeOf(a).name}' and '${typeOf(b).name}'`,
    );
  }

  returned(value: Value): IterResult {
    return this.received(value);
  }
}

function sameObject(a: Value, b: Value): boolean {
  return a === b;
}
