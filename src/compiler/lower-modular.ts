// Integer arithmetic of which only the low bits are wanted: `(h ^ c) * 16777619 & 0xffffffff`, `(a * x + c) % 2**31`.
//
// Sums, products, shifts to the left and the bitwise operators give the same low 32 bits when they are done on the low 32 bits of
// their operands. So where a mask or a remainder keeps no more, and all operands turn out to be safe ints, the whole is done in
// JavaScript's 32-bit arithmetic; no number in between becomes a bigint.
import type * as ast from '../syntax/ast.ts';
import type { Builder } from './builder.ts';
import type { Operand } from './ir.ts';
import { type Arithmetic, lowerWhole, wholeOf } from './lower-whole.ts';

/** The low bits of an operator's result from those of its operands. */
const OPERATORS: Partial<Record<ast.BinaryOperator, (x: string, y: string) => string>> = {
  Add: (x, y) => `(${x} + ${y} | 0)`,
  Sub: (x, y) => `(${x} - ${y} | 0)`,
  Mult: (x, y) => `Math.imul(${x}, ${y})`,
  BitAnd: (x, y) => `(${x} & ${y})`,
  BitOr: (x, y) => `(${x} | ${y})`,
  BitXor: (x, y) => `(${x} ^ ${y})`,
  LShift: (x, y) => `(${x} << ${y})`,
};

const LOW_BITS: Arithmetic = {
  parts(node) {
    if (node.nodeType !== 'BinOp' || OPERATORS[node.op] === undefined) return undefined;
    if (node.op === 'LShift') {
      const by = intLiteral(node.right);
      if (by === undefined || by < 0 || by >= 32) return undefined;
    }
    return [node.left, node.right];
  },
  operate: (node, [x, y]) => OPERATORS[(node as ast.BinOp).op]!(x!, y!),
  literal(node) {
    const n = intLiteral(node);
    if (n === undefined || !Number.isSafeInteger(n)) return undefined;
    return n < 0 ? `(${n | 0})` : `${n | 0}`;
  },
  test: (operand) => `typeof ${operand} === 'number'`,
  value: (operand) => `(${operand} | 0)`,
};

/** The bits that `x & mask` and `x % 2**k` keep of any int. */
function keptBits({ op, right }: ast.BinOp): number | undefined {
  const n = intLiteral(right);
  if (n === undefined || n < 0 || n > 2 ** 32) return undefined;
  if (op === 'BitAnd') return n < 2 ** 32 ? n : undefined;
  return op === 'Mod' && n > 0 && Number.isInteger(Math.log2(n)) ? n - 1 : undefined;
}

function intLiteral(node: ast.Expr): number | undefined {
  return node.nodeType === 'Constant' && typeof node.value === 'number' ? node.value : undefined;
}

/** Lowers what keeps the low bits of arithmetic; undefined if the node is something else. */
export function lowBits(b: Builder, node: ast.BinOp): Operand | undefined {
  const mask = keptBits(node);
  const whole = mask === undefined ? undefined : wholeOf(b, LOW_BITS, node.left);
  if (mask === undefined || whole === undefined) return undefined;
  const kept = (text: string): string =>
    mask >= 2 ** 31 ? `(${text} & ${mask | 0}) >>> 0` : `${text} & ${mask}`;
  return lowerWhole(b, whole, kept, node);
}
