// Going through an iterable: the head of a `for` loop, and of the loops of comprehensions.
//
// The iterator stands in a temporary, and each turn calls its `next`. Nobody else sees it, so there need not be one:
// - for a list or a tuple it is that itself, and the next index stands in the temporary behind it, which is -1 for other iterators;
// - for `range(...)`, as long as `range` turns out to be the class and its arguments are ints that are numbers, it is undefined, and
//   the next item, what ends the loop, and the step stand in the temporaries behind it.
import type * as ast from '../syntax/ast.ts';
import type { Builder } from './builder.ts';
import type { CallIr, Operand } from './ir.ts';
import { callExpression } from './lower-calls.ts';

/** An iteration that has begun. */
export interface Iteration {
  iterator: string;
  /** Null: the iterator is there in any case. */
  counter: Counter | null;
}

/** What stands for an iterator. */
interface Counter {
  /** Whether there is none. */
  isUsed: string;
  /** Whether the end has come. */
  isOver: string;
  item: string;
  /** Statements that go on to the next item. */
  advance: string;
}

/** Evaluates what is gone through, and makes the iterator in the temporary at the present depth. */
export function beginIteration(b: Builder, node: ast.Expr): Iteration {
  if (isRangeCall(node)) return beginRange(b, node);
  const depth = b.depth;
  const iterable = b.expressionToSlotIfNumber(node);
  b.position = node;
  const hasItems = (operand: Operand): string =>
    `${operand}.cls === listType || ${operand}.cls === tupleType`;
  const iterator = b.fastInto(
    depth,
    b.module.traced ? 'false' : `(${hasItems(iterable)})`,
    iterable,
    `iter(${iterable})`,
  );
  b.become(iterator, 'I');
  const index = b.push('#');
  b.js(`${index} = ${hasItems(iterator)} ? 0 : -1;`);
  const counter = {
    isUsed: `${index} >= 0`,
    isOver: `${index} >= ${iterator}.items.length`,
    item: `${iterator}.items[${index}]`,
    advance: `${index}++;`,
  };
  return { iterator, counter };
}

function isRangeCall(node: ast.Expr): node is ast.Call {
  if (node.nodeType !== 'Call' || node.func.nodeType !== 'Name' || node.func.id !== 'range') return false;
  const { args, keywords } = node;
  return (
    keywords.length === 0 &&
    args.length >= 1 &&
    args.length <= 3 &&
    args.every((a) => a.nodeType !== 'Starred')
  );
}

function beginRange(b: Builder, node: ast.Call): Iteration {
  const depth = b.depth;
  const f = b.expressionToSlotIfNumber(node.func);
  const args = b.operands(node.args);
  b.position = node;
  b.depth = depth;
  const iterator = b.push('R');
  const [next, end] = [b.push('+'), b.push('+')];
  const step = args.length === 3 ? b.push('+') : null;
  b.depth = depth;
  // A trace function is told of the call.
  const test = b.module.traced ? 'false' : [`${f} === rangeType`, ...args.flatMap(numberTest)].join(' && ');
  b.fast(iterator, test, counting(args, next, end, step), callExpression(b, f, args));
  const then = b.sequence(() => {
    b.call(iterator, `iter(${iterator})`);
    b.become(iterator, 'I');
  });
  b.become(iterator, 'R');
  b.emit({ op: 'if', test: `${iterator} !== undefined`, then, otherwise: [] });
  b.depth = depth + (step === null ? 3 : 4);
  const counter = {
    isUsed: `${iterator} === undefined`,
    isOver: step === null ? `${next} >= ${end}` : `${end} <= 0`,
    item: next,
    advance: step === null ? `${next}++;` : `${next} += ${step}; ${end}--;`,
  };
  return { iterator, counter };
}

const LITERAL = /^\(?-?\d+\)?$/;

function numberTest(operand: Operand, position: number): string[] {
  const nonzero = position === 2 ? [`${operand} !== 0`] : [];
  return LITERAL.test(operand) ? nonzero : [`typeof ${operand} === 'number'`, ...nonzero];
}

/** Sets the counter; an expression whose value is undefined. The operands may stand in the same temporaries. */
function counting(args: Operand[], next: string, end: string, step: string | null): string {
  const [a, b, by] = args;
  if (b === undefined) return `(${end} = ${a}, ${next} = 0, undefined)`;
  if (step === null) return `(t = ${a}, ${end} = ${b}, ${next} = t, undefined)`;
  return `(t = ${a}, r = ${b}, m = ${by}, ${next} = t, ${end} = rangeLength(t, r, m), ${step} = m, undefined)`;
}

/** Advances at the head of a loop, which is left at the end; the item's operand is given to `bind`. */
export function iteration(
  b: Builder,
  begun: Iteration,
  label: string,
  position: ast.Position,
  target: ast.Position,
  bind: (item: Operand) => void,
): void {
  const { iterator, counter } = begun;
  const depth = b.depth;
  b.position = position;
  const item = b.push();
  const ended = `${item} === STOP`;
  const advance = b.sequence(() => {
    b.callInto(depth, `${iterator}.next()`);
    if (!b.module.traced) leaveIf(b, ended, label);
  });
  if (counter === null) b.out.push(...advance);
  else {
    const then = b.sequence(() => count(b, counter, item, label));
    b.emit({ op: 'if', test: counter.isUsed, then, otherwise: advance });
  }
  if (b.module.traced) tellEnd(b, begun, ended, label, target, advance[0] as CallIr);
  bind(item);
  b.depth = depth;
}

function count(b: Builder, counter: Counter, item: string, label: string): void {
  if (b.module.traced)
    return b.js(`${item} = ${counter.isOver} ? STOP : ${counter.item}; ${counter.advance}`);
  leaveIf(b, counter.isOver, label);
  b.js(`${item} = ${counter.item}; ${counter.advance}`);
}

function leaveIf(b: Builder, test: string, label: string): void {
  b.emit({ op: 'if', test, then: [{ op: 'break', label }], otherwise: [] });
}

/** In traced code: the end of either is told of as one. */
function tellEnd(
  b: Builder,
  { iterator, counter }: Iteration,
  test: string,
  label: string,
  target: ast.Position,
  origin: CallIr,
): void {
  const { position } = b;
  const then = b.sequence(() => {
    b.mark(0, `traceExhausted(f, ${counter === null ? iterator : `${iterator} ?? None`})`);
    b.way('right', origin);
    b.emit({ op: 'break', label });
  });
  b.position = target;
  const otherwise = b.sequence(() => b.way('left', origin, true));
  b.position = position;
  b.emit({ op: 'if', test, then, otherwise });
}
