// Going through an iterable: the head of a `for` loop, and of the loops of comprehensions.
//
// The iterator stands in a temporary, and each turn calls its `next`. For `range(...)` there is a counter instead, as long as `range`
// turns out to be the class and its arguments are ints that are numbers: the temporary is undefined then, and the next item,
// what ends the loop, and the step stand in the ones behind it. Nobody else could have seen that iterator.
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

interface Counter {
  next: string;
  /** Without a step: the first number that is too great. With one: how many items are left. */
  end: string;
  step: string | null;
}

/** Evaluates what is gone through, and makes the iterator in the temporary at the present depth. */
export function beginIteration(b: Builder, node: ast.Expr): Iteration {
  if (isRangeCall(node)) return beginRange(b, node);
  const depth = b.depth;
  const iterable = b.expression(node);
  b.position = node;
  return { iterator: b.callInto(depth, `iter(${iterable})`), counter: null };
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
  const iterator = b.push();
  const [next, end] = [b.push(), b.push()];
  const step = args.length === 3 ? b.push() : null;
  b.depth = depth;
  // A trace function is told of the call.
  const test = b.module.traced ? 'false' : [`${f} === rangeType`, ...args.flatMap(numberTest)].join(' && ');
  b.fast(iterator, test, counting(args, next, end, step), callExpression(b, f, args));
  b.fast(iterator, `${iterator} === undefined`, 'undefined', `iter(${iterator})`);
  b.depth = depth + (step === null ? 3 : 4);
  return { iterator, counter: { next, end, step } };
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
    b.emit({ op: 'if', test: `${iterator} === undefined`, then, otherwise: advance });
  }
  if (b.module.traced) tellEnd(b, begun, ended, label, target, advance[0] as CallIr);
  bind(item);
  b.depth = depth;
}

function count(b: Builder, counter: Counter, item: string, label: string): void {
  const { next, end, step } = counter;
  const isOver = step === null ? `${next} >= ${end}` : `${end} <= 0`;
  const advanced = step === null ? `${next}++` : `${next} += ${step}; ${end}--`;
  if (b.module.traced) return b.js(`${item} = ${isOver} ? STOP : ${next}; ${advanced};`);
  leaveIf(b, isOver, label);
  b.js(`${item} = ${next}; ${advanced};`);
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
