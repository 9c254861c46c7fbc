// The numbers in patterns of `match`: `-1` and `1 - 2j` are expressions to the grammar, but constants to all else.
import * as ast from '../syntax/ast.ts';

/** A number with a sign and the sum of a real and an imaginary one as constants; any other node as it is. */
export function patternNumber(node: ast.Expr): ast.Expr {
  const value = node.nodeType === 'UnaryOp' ? negation(node) : node.nodeType === 'BinOp' ? sum(node) : null;
  if (value === null) return node;
  return new ast.Constant(value, null, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset);
}

function negation({ op, operand }: ast.UnaryOp): ast.ConstantValue {
  if (op !== 'USub' || operand.nodeType !== 'Constant') return null;
  const { value } = operand;
  if (typeof value === 'bigint') return -value;
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  if (value instanceof ast.FloatLiteral) return new ast.FloatLiteral(-value.value);
  const complex = complexOf(value);
  return complex === null ? null : new ast.ComplexConstant(-complex.real, -complex.imag);
}

/** Python adds and subtracts real parts alone: the imaginary part is the right one's, or its negative. */
function sum({ left, op, right }: ast.BinOp): ast.ConstantValue {
  const real = realOf(patternNumber(left));
  const complex = right.nodeType === 'Constant' ? complexOf(right.value) : null;
  if (real === null || complex === null) return null;
  if (op === 'Add') return new ast.ComplexConstant(real + complex.real, complex.imag);
  return op === 'Sub' ? new ast.ComplexConstant(real - complex.real, -complex.imag) : null;
}

function realOf(node: ast.Expr): number | null {
  if (node.nodeType !== 'Constant') return null;
  const { value } = node;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  return value instanceof ast.FloatLiteral ? value.value : null;
}

function complexOf(value: ast.ConstantValue): ast.ComplexConstant | null {
  if (value instanceof ast.ImaginaryLiteral) return new ast.ComplexConstant(0, value.value);
  return value instanceof ast.ComplexConstant ? value : null;
}
