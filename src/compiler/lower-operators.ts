// The binary operators: on ints and floats in place, on everything else through the operators' functions.
import type * as ast from '../syntax/ast.ts';
import type { Builder } from './builder.ts';
import type { Operand } from './ir.ts';

/** That both operands are numbers; a literal need not be asked. */
export const INT_TEST = (x: Operand, y: Operand): string => {
  const asked = [x, y].filter((o) => literalKind(o) !== 'int').map((o) => `typeof ${o} === 'number'`);
  return asked.length === 0 ? 'true' : asked.join(' && ');
};

/** Whether an operand is a literal of no more than 31 bits: of any int JavaScript keeps just these. */
function isMask(operand: Operand): boolean {
  return /^\d+$/.test(operand) && Number(operand) < 2 ** 31;
}

/** The test under which the operator is done here on two safe ints, leaving the result in `r`; null: always a call. */
const FAST_INT: Partial<Record<ast.BinaryOperator, (x: Operand, y: Operand) => string>> = {
  Add: (x, y) => `${INT_TEST(x, y)} && Number.isSafeInteger(r = ${x} + ${y})`,
  Sub: (x, y) => `${INT_TEST(x, y)} && Number.isSafeInteger(r = ${x} - ${y})`,
  Mult: (x, y) => `${INT_TEST(x, y)} && Number.isSafeInteger(r = ${x} * ${y} + 0)`,
  Mod: (x, y) => `${INT_TEST(x, y)} && ${x} >= 0 && ${y} > 0 && (r = ${x} % ${y}) >= 0`,
  FloorDiv: (x, y) => `${INT_TEST(x, y)} && ${y} > 0 && ((r = Math.floor(${x} / ${y})) !== 0 || ${x} >= 0)`,
  BitAnd: (x, y) =>
    isMask(y)
      ? `typeof ${x} === 'number' && ((r = ${x} & ${y}), true)`
      : `${INT_TEST(x, y)} && (${x} | 0) === ${x} && (${y} | 0) === ${y} && ((r = ${x} & ${y}), true)`,
  BitOr: (x, y) =>
    `${INT_TEST(x, y)} && (${x} | 0) === ${x} && (${y} | 0) === ${y} && ((r = ${x} | ${y}), true)`,
  BitXor: (x, y) =>
    `${INT_TEST(x, y)} && (${x} | 0) === ${x} && (${y} | 0) === ${y} && ((r = ${x} ^ ${y}), true)`,
  RShift: (x, y) =>
    `${INT_TEST(x, y)} && (${x} | 0) === ${x} && ${y} >= 0 && ${y} < 32 && ((r = ${x} >> ${y}), true)`,
  LShift: (x, y) =>
    `${INT_TEST(x, y)} && ${x} >= 0 && ${y} >= 0 && ${y} < 31 && Number.isSafeInteger(r = ${x} * (1 << ${y}))`,
};

const HELPERS: Record<ast.BinaryOperator, string> = {
  Add: 'add',
  Sub: 'sub',
  Mult: 'mul',
  MatMult: 'matMul',
  Div: 'trueDiv',
  Mod: 'mod',
  Pow: 'pow',
  LShift: 'leftShift',
  RShift: 'rightShift',
  BitOr: 'bitOr',
  BitXor: 'bitXor',
  BitAnd: 'bitAnd',
  FloorDiv: 'floorDiv',
};

/** `x op y` into the temporary at `depth`. */
export function binaryOperation(
  b: Builder,
  depth: number,
  op: ast.BinaryOperator,
  x: Operand,
  y: Operand,
): Operand {
  return operateOn(b, depth, op, x, y, `${HELPERS[op]}(${x}, ${y})`);
}

/** The operator on two ints done in place where that is possible, `slow` for everything else. */
export function operateOn(
  b: Builder,
  depth: number,
  op: ast.BinaryOperator,
  x: Operand,
  y: Operand,
  slow: string,
): Operand {
  const fast = literalKind(x) === 'other' || literalKind(y) === 'other' ? undefined : FAST_INT[op];
  const symbol = FLOAT_SYMBOLS[op];
  const floats =
    symbol === undefined ? undefined : ofFloats(x, y, symbol, (v, w) => `new PyFloat(${v} ${symbol} ${w})`);
  return fast === undefined
    ? b.callInto(depth, slow, undefined, floats)
    : b.fastInto(depth, fast(x, y), 'r', slow, floats);
}

/** `-x`. */
export function negation(b: Builder, depth: number, x: Operand): Operand {
  return b.fastInto(depth, `typeof ${x} === 'number' && ${x} !== 0`, `-${x}`, `negative(${x})`);
}

const FLOAT_SYMBOLS: Partial<Record<ast.BinaryOperator, string>> = {
  Add: '+',
  Sub: '-',
  Mult: '*',
  Div: '/',
};

/**
 * What `result` makes of two floats (or a float and an int literal): `test ? result`. Done where it is needed, so that V8 sees
 * what types this one place meets. Undefined: they are none.
 */
export function ofFloats(
  x: Operand,
  y: Operand,
  symbol: string,
  result: (v: string, w: string) => string,
): string | undefined {
  const mayBeFloat = (o: Operand): boolean => literalKind(o) === null || o.startsWith('k');
  if (!mayBeFloat(x) && !mayBeFloat(y)) return undefined;
  const tests: string[] = [];
  const number = (o: Operand): string | null => {
    if (literalKind(o) === 'int') return o;
    if (!mayBeFloat(o)) return null;
    tests.push(`${o}.cls === floatType`);
    return `${o}.v`;
  };
  const v = number(x);
  const w = number(y);
  if (v === null || w === null) return undefined;
  if (symbol === '/') tests.push(`${w} !== 0`);
  return `${tests.join(' && ')} ? ${result(v, w)}`;
}

/** What is known of an operand from its text: an int literal, another literal, or nothing. */
export function literalKind(operand: Operand): 'int' | 'other' | null {
  if (/^\(?-?\d+\)?$/.test(operand)) return 'int';
  return /^("|k\d|None|true|false|Ellipsis)/.test(operand) ? 'other' : null;
}
