// yield, yield from, await.
import { CO_COROUTINE, CO_ITERABLE_COROUTINE } from './code-flags.ts';
import type * as ast from '../syntax/ast.ts';
import type { Builder, ExpressionLowering } from './builder.ts';
import type { Operand } from './ir.ts';

/** `yield value`: what the generator is resumed with comes into the temporary at `depth`. */
export function yieldValue(
  b: Builder,
  depth: number,
  value: Operand,
  delegate: Operand | null = null,
): string {
  b.depth = depth;
  const dst = b.push();
  b.depth = depth;
  if (delegate === null) b.markLine();
  b.emit({ op: 'yield', dst, value, delegate, ...b.point() });
  b.depth = depth + 1;
  return dst;
}

function yieldExpression(b: Builder, node: ast.Yield): Operand {
  const depth = b.depth;
  let value = node.value === null ? 'None' : b.expression(node.value);
  b.position = node;
  if (b.code.kind === 'async-generator') value = b.callInto(depth, `asyncYield(${value})`);
  return yieldValue(b, depth, value);
}

/** Gives all that the iterator in the temporary at `depth` gives; its return value replaces it there. */
function delegateTo(b: Builder, depth: number): string {
  b.depth = depth + 1;
  const iterator = `s${depth}`;
  b.become(iterator, 'I');
  const sent = b.push();
  const label = b.label('Y');
  b.js(`${sent} = None;`);
  const body = b.sequence(() => {
    b.depth = depth + 1;
    const value = b.push();
    b.depth = depth + 1;
    const handling = b.handled === null ? '' : ', h0';
    b.call(value, `delegate(${iterator}, ${sent}${handling})`);
    b.emit({ op: 'if', test: `${value} === STOP`, then: [{ op: 'break', label }], otherwise: [] });
    yieldValue(b, depth + 1, value, iterator);
  });
  b.emit({ op: 'loop', label, body });
  if (b.module.traced) {
    b.js(`${sent} = ${iterator}; ${iterator} = R.stopValue;`);
    b.mark(0, `traceStop(f, ${sent}, ${iterator})`);
  } else b.js(`${iterator} = R.stopValue;`);
  b.become(iterator, 'v');
  b.depth = depth + 1;
  return iterator;
}

const COROUTINE_FLAGS = CO_COROUTINE | CO_ITERABLE_COROUTINE;

function yieldFrom(b: Builder, node: ast.YieldFrom): Operand {
  const depth = b.depth;
  const iterable = b.expression(node.value);
  b.position = node;
  b.callInto(depth, `yieldFromIter(${iterable}, (fn.code.flags & ${COROUTINE_FLAGS}) !== 0)`);
  return delegateTo(b, depth);
}

/** Awaits an operand, which the method `from` may have given; the result comes into the temporary at `depth`. */
export function awaitValue(b: Builder, depth: number, awaitable: Operand, from?: string): string {
  b.callInto(depth, `awaitIter(${awaitable}${from === undefined ? '' : `, "${from}"`})`);
  return delegateTo(b, depth);
}

function awaitExpression(b: Builder, node: ast.Await): Operand {
  const depth = b.depth;
  const awaitable = b.expression(node.value);
  b.position = node;
  return awaitValue(b, depth, awaitable);
}

export const GENERATORS: Record<string, ExpressionLowering> = {
  Yield: yieldExpression,
  YieldFrom: yieldFrom,
  Await: awaitExpression,
};
