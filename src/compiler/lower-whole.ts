// Arithmetic that is done as a whole, in JavaScript's own, where all operands turn out to be of the type for it: no object is made for what
// is in between. Otherwise the operators are done one by one. Of which kinds there is such arithmetic say lower-modular.ts and
// lower-floats.ts.
//
// Python evaluates an operand that stands behind an operator after doing it. So operands there have to be such that it makes
// no difference: local variables and literals.
import type * as ast from '../syntax/ast.ts';
import type { Builder } from './builder.ts';
import type { Ir, Operand } from './ir.ts';
import { placeOf } from './lower-names.ts';
import { binaryOperation, negation } from './lower-operators.ts';

/** Larger expressions are done one by one: the code is there twice. */
const MOST_OPERANDS = 12;

/** A kind of arithmetic. */
export interface Arithmetic {
  /** The operands of an operator that it has; undefined: the node is an operand itself. */
  parts(node: ast.Expr): ast.Expr[] | undefined;
  /** The text of an operator's result, from those of its operands. */
  operate(node: ast.Expr, parts: string[]): string;
  /** The text of a literal operand; undefined: it is none. */
  literal(node: ast.Expr): string | undefined;
  /** Whether an operand is of the type; the first one tells most. */
  test(operand: Operand, isFirst: boolean): string;
  /** What is calculated with when it is. */
  value(operand: Operand): string;
}

/** An expression of one kind of arithmetic. */
export interface Whole {
  readonly arithmetic: Arithmetic;
  readonly node: ast.Expr;
  /** Operands that are evaluated before the first operator is done, in this order. */
  readonly first: ast.Expr[];
  /** The other local variables. */
  readonly locals: ReadonlySet<string>;
}

/** The expression as arithmetic of this kind; undefined if it is more than that, or has fewer operators. */
export function wholeOf(
  b: Builder,
  arithmetic: Arithmetic,
  node: ast.Expr,
  fewestOperators = 1,
): Whole | undefined {
  if (b.hasWalrus || arithmetic.parts(node) === undefined) return undefined;
  const search = new Search(b, arithmetic);
  if (!search.sees(node) || search.operators < fewestOperators) return undefined;
  return { arithmetic, node, first: search.first, locals: search.locals };
}

/** Looks at the operands in the order in which Python evaluates them. */
class Search {
  readonly first: ast.Expr[] = [];
  readonly locals = new Set<string>();
  operators = 0;
  private readonly b: Builder;
  private readonly arithmetic: Arithmetic;
  private operands = 0;
  private operated = false;

  constructor(b: Builder, arithmetic: Arithmetic) {
    this.b = b;
    this.arithmetic = arithmetic;
  }

  /** Whether this part and what it is made of can be done so. */
  sees(node: ast.Expr): boolean {
    const parts = this.arithmetic.parts(node);
    if (parts !== undefined) {
      if (++this.operators > MOST_OPERANDS || !parts.every((part) => this.sees(part))) return false;
      this.operated = true;
      return true;
    }
    if (++this.operands > MOST_OPERANDS) return false;
    if (this.arithmetic.literal(node) !== undefined) return true;
    if (node.nodeType === 'Constant') return false;
    if (!this.operated) this.first.push(node);
    else return this.isLocal(node);
    return true;
  }

  private isLocal(node: ast.Expr): boolean {
    if (node.nodeType !== 'Name' || node.id === '__debug__') return false;
    const place = placeOf(this.b, this.b.mangle(node.id));
    if (place.kind !== 'local' || !this.b.bound.has(place.js)) return false;
    this.locals.add(place.js);
    return true;
  }
}

/**
 * Lowers arithmetic.
 * @param result what is made of it, from its text
 * @param node the expression that has this result, if there is an operator around the arithmetic
 * @param tests of operands, beside that for their types
 */
export function lowerWhole(
  b: Builder,
  whole: Whole,
  result: (text: string) => string,
  node: ast.Expr = whole.node,
  tests: (operandOf: (node: ast.Expr) => Operand) => string[] = () => [],
): Operand {
  const { arithmetic, first, locals } = whole;
  const depth = b.depth;
  const evaluated = b.operands(first);
  const known = new Map(first.map((expression, i) => [expression, evaluated[i]!]));
  const operandOf = (operand: ast.Expr): Operand => known.get(operand) ?? localOf(b, operand);
  const test = [...new Set([...evaluated, ...locals])].map((operand, i) => arithmetic.test(operand, i === 0));
  test.push(...tests(operandOf));
  const inner = b.depth;
  b.depth = depth;
  const slot = b.push();
  const write = (part: ast.Expr): string => {
    const parts = arithmetic.parts(part);
    if (parts !== undefined) return arithmetic.operate(part, parts.map(write));
    return arithmetic.literal(part) ?? arithmetic.value(operandOf(part));
  };
  const then: Ir[] = [{ op: 'js', text: `${slot} = ${result(write(whole.node))};` }];
  const otherwise = b.sequence(() => {
    b.depth = inner;
    const operand = oneByOne(b, node, arithmetic, known);
    if (operand !== slot) b.js(`${slot} = ${operand};`);
  });
  b.emit({ op: 'if', test: test.length === 0 ? 'true' : test.join(' && '), then, otherwise });
  b.depth = depth + 1;
  return slot;
}

function localOf(b: Builder, node: ast.Expr): Operand {
  const place = node.nodeType === 'Name' ? placeOf(b, b.mangle(node.id)) : null;
  if (place?.kind !== 'local') throw new Error('an operand that is no local variable');
  return place.js;
}

/** The operators in Python's order, with operands some of which have been evaluated. */
function oneByOne(
  b: Builder,
  node: ast.Expr,
  arithmetic: Arithmetic,
  known: ReadonlyMap<ast.Expr, Operand>,
): Operand {
  const operand = known.get(node);
  if (operand !== undefined) return operand;
  if (arithmetic.literal(node) !== undefined) return b.expression(node);
  const depth = b.depth;
  if (node.nodeType === 'UnaryOp') {
    const x = oneByOne(b, node.operand, arithmetic, known);
    b.position = node;
    return negation(b, depth, x);
  }
  if (node.nodeType !== 'BinOp') return b.expression(node);
  const left = oneByOne(b, node.left, arithmetic, known);
  const right = oneByOne(b, node.right, arithmetic, known);
  b.position = node;
  return binaryOperation(b, depth, node.op, left, right);
}
