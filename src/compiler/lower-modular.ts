// Integer arithmetic of which only the low bits are wanted: `(h ^ c) * 16777619 & 0xffffffff`, `(a * x + c) % 2**31`.
//
// Sums, products, shifts to the left and the bitwise operators give the same low 32 bits when they are done on the low 32 bits of
// their operands. So where a mask or a remainder keeps no more, and all operands turn out to be safe ints, the whole is done in
// JavaScript's 32-bit arithmetic; no number in between becomes a bigint. Otherwise the operators are done one by one.
//
// Python evaluates an operand that stands behind an operator after doing it. So operands there have to be such that it makes
// no difference: local variables and constants.
import type * as ast from '../syntax/ast.ts';
import type { Builder } from './builder.ts';
import type { Ir, Operand } from './ir.ts';
import { placeOf } from './lower-names.ts';
import { binaryOperation } from './lower-operators.ts';

/** Operators with more operands are done one by one: the code is there twice. */
const MOST_OPERANDS = 12;

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

/** Low bits of arithmetic. */
export interface Modular {
  /** The operator that keeps them. */
  readonly whole: ast.BinOp;
  /** Which it keeps, from 0 to 2 ** 32 - 1. */
  readonly mask: number;
  /** Operands that are evaluated before the first operator is done, in this order. */
  readonly first: ast.Expr[];
  /** The local variables among the others. */
  readonly locals: Set<string>;
}

/** What `node` keeps of arithmetic, if that is all it does; undefined if it is something else. */
export function modular(b: Builder, node: ast.BinOp): Modular | undefined {
  const mask = keptBits(node);
  if (mask === undefined || b.hasWalrus || !isArithmetic(node.left)) return undefined;
  const found: Modular = { whole: node, mask, first: [], locals: new Set() };
  return new Search(b, found).sees(node.left) ? found : undefined;
}

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

function isArithmetic(node: ast.Expr): node is ast.BinOp {
  if (node.nodeType !== 'BinOp' || OPERATORS[node.op] === undefined) return false;
  if (node.op !== 'LShift') return true;
  const by = intLiteral(node.right);
  return by !== undefined && by >= 0 && by < 32;
}

/** Looks at the operands in the order in which Python evaluates them. */
class Search {
  private readonly b: Builder;
  private readonly found: Modular;
  private operands = 0;
  private operated = false;

  constructor(b: Builder, found: Modular) {
    this.b = b;
    this.found = found;
  }

  /** Whether this part and what it is made of can be done so. */
  sees(node: ast.Expr): boolean {
    if (isArithmetic(node)) {
      if (!this.sees(node.left) || !this.sees(node.right)) return false;
      this.operated = true;
      return true;
    }
    if (++this.operands > MOST_OPERANDS) return false;
    if (node.nodeType === 'Constant') return Number.isSafeInteger(node.value);
    if (!this.operated) this.found.first.push(node);
    else return this.isLocal(node);
    return true;
  }

  private isLocal(node: ast.Expr): boolean {
    if (node.nodeType !== 'Name' || node.id === '__debug__') return false;
    const place = placeOf(this.b, this.b.mangle(node.id));
    if (place.kind !== 'local') return false;
    this.found.locals.add(place.js);
    return true;
  }
}

/** Lowers what `modular` has found. */
export function lowerModular(b: Builder, { whole, mask, first, locals }: Modular): Operand {
  const depth = b.depth;
  const evaluated = b.operands(first);
  const known = new Map(first.map((node, i) => [node, evaluated[i]!]));
  const tested = [...new Set([...evaluated, ...locals])].map((operand) => `typeof ${operand} === 'number'`);
  const inner = b.depth;
  b.depth = depth;
  const slot = b.push();
  const text = new Writer(b, known).bits(whole.left);
  const kept = mask >= 2 ** 31 ? `(${text} & ${mask | 0}) >>> 0` : `${text} & ${mask}`;
  const then: Ir[] = [{ op: 'js', text: `${slot} = ${kept};` }];
  const otherwise = b.sequence(() => {
    b.depth = inner;
    const result = oneByOne(b, whole, known);
    if (result !== slot) b.js(`${slot} = ${result};`);
  });
  b.emit({ op: 'if', test: tested.length === 0 ? 'true' : tested.join(' && '), then, otherwise });
  b.depth = depth + 1;
  return slot;
}

/** The operators in Python's order, with operands some of which have been evaluated. */
function oneByOne(b: Builder, node: ast.Expr, known: ReadonlyMap<ast.Expr, Operand>): Operand {
  const operand = known.get(node);
  if (operand !== undefined) return operand;
  if (node.nodeType !== 'BinOp') return b.expression(node);
  const depth = b.depth;
  const left = oneByOne(b, node.left, known);
  const right = oneByOne(b, node.right, known);
  b.position = node;
  return binaryOperation(b, depth, node.op, left, right);
}

/** Writes the arithmetic on low bits. */
class Writer {
  private readonly b: Builder;
  private readonly known: ReadonlyMap<ast.Expr, Operand>;
  constructor(b: Builder, known: ReadonlyMap<ast.Expr, Operand>) {
    this.b = b;
    this.known = known;
  }

  bits(node: ast.Expr): string {
    if (isArithmetic(node)) return OPERATORS[node.op]!(this.bits(node.left), this.bits(node.right));
    const constant = intLiteral(node);
    if (constant !== undefined) return constant < 0 ? `(${constant | 0})` : `${constant | 0}`;
    return `(${this.known.get(node) ?? this.local(node as ast.Name)} | 0)`;
  }

  private local(node: ast.Name): string {
    const place = placeOf(this.b, this.b.mangle(node.id));
    if (place.kind !== 'local') throw new Error(`${node.id} is no local variable`);
    return place.js;
  }
}
