// Arithmetic of floats with more than one operator: `dx * dx + dy * dy`, `(1 - t) * a + t * b`.
//
// Where all operands turn out to be floats nothing that is done can fail or call anything, so one float is made, for the result. Not
// with sums only: those are often of strings or lists, or of ints.
import { FloatLiteral } from '../syntax/ast.ts';
import type * as ast from '../syntax/ast.ts';
import type { Builder } from './builder.ts';
import type { Operand } from './ir.ts';
import { type Arithmetic, lowerWhole, wholeOf } from './lower-whole.ts';

const SYMBOLS: Partial<Record<ast.BinaryOperator, string>> = { Add: '+', Sub: '-', Mult: '*', Div: '/' };

const FLOATS: Arithmetic = {
  parts(node) {
    if (node.nodeType === 'UnaryOp')
      return node.op === 'USub' && literalOf(node) === undefined ? [node.operand] : undefined;
    if (node.nodeType !== 'BinOp' || SYMBOLS[node.op] === undefined) return undefined;
    // Literals alone may be ints.
    if (literalOf(node.left) !== undefined && literalOf(node.right) !== undefined) return undefined;
    return node.op === 'Div' && !mayDivide(node.right) ? undefined : [node.left, node.right];
  },
  operate(node, [x, y]) {
    return node.nodeType === 'UnaryOp' ? `(-${x})` : `(${x} ${SYMBOLS[(node as ast.BinOp).op]} ${y})`;
  },
  literal(node) {
    const n = literalOf(node);
    return n === undefined ? undefined : Object.is(n, -0) || n < 0 ? `(-${-n})` : String(n);
  },
  // Ints are not looked at closer.
  test: (operand, isFirst) =>
    `${isFirst ? `typeof ${operand} !== 'number' && ` : ''}${operand}.cls === floatType`,
  value: (operand) => `${operand}.v`,
};

/** The number that a literal stands for, also one with signs. */
function literalOf(node: ast.Expr): number | undefined {
  if (node.nodeType === 'UnaryOp' && node.op === 'USub') {
    const n = literalOf(node.operand);
    // Of ints there is no negative zero.
    return n === undefined ? undefined : n === 0 && !isFloatLiteral(node.operand) ? 0 : -n;
  }
  if (node.nodeType !== 'Constant') return undefined;
  if (node.value instanceof FloatLiteral) return node.value.value;
  return Number.isSafeInteger(node.value) ? (node.value as number) : undefined;
}

function isFloatLiteral(node: ast.Expr): boolean {
  if (node.nodeType === 'UnaryOp') return isFloatLiteral(node.operand);
  return node.nodeType === 'Constant' && node.value instanceof FloatLiteral;
}

/** A divisor has to be something of which it can be asked beforehand whether it is zero. */
function mayDivide(node: ast.Expr): boolean {
  const literal = literalOf(node);
  return literal === undefined ? FLOATS.parts(node) === undefined : literal !== 0;
}

/** Lowers arithmetic with several operators as one of floats; undefined if the node is something else. */
export function floatArithmetic(b: Builder, node: ast.BinOp): Operand | undefined {
  const whole = wholeOf(b, FLOATS, node, 2);
  if (whole === undefined || !isLikely(node)) return undefined;
  const divisors: ast.Expr[] = [];
  collectDivisors(node, divisors);
  return lowerWhole(
    b,
    whole,
    (text) => `new PyFloat(${text})`,
    node,
    (operandOf) => divisors.map((divisor) => `${operandOf(divisor)}.v !== 0`),
  );
}

/** Whether it is more than a sum. */
function isLikely(node: ast.Expr): boolean {
  if (node.nodeType === 'BinOp' && node.op !== 'Add') return true;
  if (node.nodeType === 'Constant') return node.value instanceof FloatLiteral;
  return FLOATS.parts(node)?.some(isLikely) ?? false;
}

function collectDivisors(node: ast.Expr, found: ast.Expr[]): void {
  for (const part of FLOATS.parts(node) ?? []) collectDivisors(part, found);
  if (FLOATS.parts(node) === undefined || node.nodeType !== 'BinOp' || node.op !== 'Div') return;
  if (literalOf(node.right) === undefined) found.push(node.right);
}
