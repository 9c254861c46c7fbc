// Loops, try, with, and the jumps that leave them.
//
// `finally` and `with` bodies stand once. The protected body leaves through a completion: a code (0 the end was reached, 1 an
// exception, 2 return, 3 break, 4 continue) and a value in two temporaries; behind the final part the completion is carried
// on. What is being handled (`sys.exception()`) is known from the place: `b.handled` is an operand, null outside handlers.
import type * as ast from '../syntax/ast.ts';
import type { Builder, StatementLowering, Unwinding } from './builder.ts';
import { intersection, leaves } from './builder.ts';
import type { BranchIr, Ir, Operand } from './ir.ts';
import { testOf, truthOf } from './lower-expressions.ts';
import { awaitValue } from './lower-generators.ts';
import { beginIteration, iteration } from './lower-iteration.ts';
import { clearName, storeName } from './lower-names.ts';
import { assign } from './lower-statements.ts';

const RAISED = 1;
const RETURNED = 2;
const BROKEN = 3;
const CONTINUED = 4;

// --- Jumps ---------------------------------------------------------------------------------------------------------

function returnStatement(b: Builder, node: ast.Return): void {
  const depth = b.depth;
  let value = node.value === null ? 'None' : b.expression(node.value);
  // What runs on the way out may rebind a local.
  if (value.startsWith('$') && b.blocks.some((block) => block.kind !== 'loop'))
    value = b.toSlot(value, depth);
  b.position = node;
  b.markLine();
  returnValue(b, value);
}

/** Leaves the function with a value, through what `finally` and `with` have to do on the way. */
export function returnValue(b: Builder, value: Operand): void {
  unwind(b, b.blocks.length, RETURNED, value);
}

function breakStatement(b: Builder): void {
  b.markLine();
  unwind(b, b.blocks.length, BROKEN, null);
}

function continueStatement(b: Builder): void {
  b.markLine();
  unwind(b, b.blocks.length, CONTINUED, null);
}

/** Leaves the innermost `count` blocks, up to a loop or the whole function. */
function unwind(b: Builder, count: number, code: number, value: Operand | null): void {
  for (let i = count - 1; i >= 0; i--) {
    const block = b.blocks[i]!;
    if (block.kind === 'finally') {
      block.used.add(code);
      if (b.handled !== block.handled) b.js(`R.handled = ${block.handled ?? 'h0'};`);
      b.js(`${block.code} = ${code};${value === null ? '' : ` ${block.value} = ${value};`}`);
      return b.emit({ op: 'break', label: block.label });
    }
    if (block.kind === 'name') {
      const bound = new Set(b.bound);
      block.clear();
      b.bound = bound;
    } else if (code !== RETURNED) return leaveLoop(b, block, code);
  }
  b.emit({ op: 'return', value: value!, restore: b.handled !== null });
}

function leaveLoop(b: Builder, block: Extract<Unwinding, { kind: 'loop' }>, code: number): void {
  if (b.handled !== block.handled) b.js(`R.handled = ${block.handled ?? 'h0'};`);
  b.way('jump');
  if (code === BROKEN) b.emit({ op: 'break', label: block.breakLabel });
  else b.emit({ op: 'continue', label: block.continueLabel });
}

// --- Loops ---------------------------------------------------------------------------------------------------------

/** A loop body: `test` emits what ends the loop normally by a break to `loopLabel`. */
function loop(b: Builder, node: ast.While | ast.For | ast.AsyncFor, head: (loopLabel: string) => void): void {
  const loopLabel = b.label('L');
  const endLabel = node.orelse.length > 0 ? b.label('E') : loopLabel;
  const before = new Set(b.bound);
  const turn = (): void => {
    b.position = node;
    b.tick();
    head(loopLabel);
    b.blocks.push({ kind: 'loop', breakLabel: endLabel, continueLabel: loopLabel, handled: b.handled });
    b.statements(node.body);
    b.blocks.pop();
    if (!leaves(b.out)) b.way('turn');
  };
  const body = b.sequence(() => (node.nodeType === 'While' ? turn() : b.inside('I', turn)));
  const statement = { op: 'loop', label: loopLabel, body } as const;
  if (node.orelse.length === 0) {
    b.emit(statement);
    b.bound = before;
    return;
  }
  const whole = b.sequence(() => {
    b.emit(statement);
    b.bound = new Set(before);
    b.statements(node.orelse);
  });
  b.emit({ op: 'block', label: endLabel, body: whole });
  b.bound = before;
}

function whileStatement(b: Builder, node: ast.While): void {
  loop(b, node, (label) => {
    b.position = node.test;
    if (node.test.nodeType === 'Constant' && node.test.value === true) return b.markLine();
    testOf(b, node.test, false);
    b.emit({ op: 'if', test: '!c', then: [{ op: 'break', label }], otherwise: [] });
  });
}

function forStatement(b: Builder, node: ast.For): void {
  const depth = b.depth;
  const begun = beginIteration(b, node.iter);
  loop(b, node, (label) =>
    iteration(b, begun, label, node.iter, node.target, (item) => assign(b, node.target, item)),
  );
  b.depth = depth;
}

function asyncFor(b: Builder, node: ast.AsyncFor): void {
  const depth = b.depth;
  const iterable = b.expression(node.iter);
  b.position = node.iter;
  const iterator = b.callInto(depth, `asyncIter(${iterable})`);
  loop(b, node, (label) =>
    asyncIteration(b, iterator, label, node.iter, (item) => assign(b, node.target, item)),
  );
  b.depth = depth;
}

/** `await anext(iterator)`, StopAsyncIteration ending the loop. */
export function asyncIteration(
  b: Builder,
  iterator: string,
  label: string,
  position: ast.Position,
  bind: (item: Operand) => void,
): void {
  const depth = b.depth;
  b.position = position;
  const item = b.push();
  const exc = b.push();
  const tryLabel = b.label('X');
  let origin: BranchIr | null = null;
  const body = b.sequence(() => {
    const awaitable = b.callInto(depth, `asyncNext(${iterator})`);
    const value = awaitValue(b, depth, awaitable, '__anext__');
    if (value !== item) b.js(`${item} = ${value};`);
    origin = b.way('left', null, true);
  });
  const handler = b.sequence(() => {
    const ended = b.sequence(() => {
      b.way('right', origin);
      b.emit({ op: 'break', label });
    });
    const otherwise: Ir[] = [{ op: 'reraise', value: exc, position }];
    b.emit({ op: 'if', test: `isStopAsyncIteration(${exc})`, then: ended, otherwise });
  });
  b.code.handles = true;
  b.emit({ op: 'try', label: tryLabel, body, exc, handler, handled: b.handled });
  b.depth = depth + 1;
  bind(item);
  b.depth = depth;
}

// --- try -----------------------------------------------------------------------------------------------------------

function tryStatement(b: Builder, node: ast.Try | ast.TryStar): void {
  b.markLine();
  if (node.finalbody.length === 0) return tryExcept(b, node);
  withFinally(
    b,
    () => (node.handlers.length > 0 ? tryExcept(b, node) : b.statements(node.body)),
    () => b.statements(node.finalbody),
    false,
  );
}

/**
 * `protect` under `finish`, which runs whatever way `protect` is left. `finish` is given the completion's temporaries and
 * what is being handled outside; with `swallows` it may make an exception end there.
 */
function withFinally(
  b: Builder,
  protect: () => void,
  finish: (code: string, value: string, outer: string) => void,
  swallows: boolean,
): void {
  const depth = b.depth;
  const label = b.label('X');
  const done = b.label('D');
  const code = b.push('C');
  const value = b.push('X');
  b.code.handles = true;
  b.js(`${code} = 0; ${value} = None;`);
  const outer = b.handled;
  const block: Unwinding = {
    kind: 'finally',
    label: done,
    code,
    value,
    used: new Set(),
    handled: outer,
  };
  const before = new Set(b.bound);
  const body = b.sequence(() => {
    b.blocks.push(block);
    protect();
    b.blocks.pop();
  });
  const after = b.bound;
  const handler = b.sequence(() => b.js(`${code} = ${RAISED};`));
  b.emit({
    op: 'block',
    label: done,
    body: [{ op: 'try', label, body, exc: value, handler, handled: outer }],
  });
  b.bound = intersection(after, before);
  // While an exception is on its way, it is what is being handled in the final part. Other ways out may come from a handler.
  const otherwise = block.used.size > 0 ? ` else R.handled = ${outer ?? 'h0'};` : '';
  b.js(`if (${code} === ${RAISED}) R.handled = ${value};${otherwise}`);
  b.handled = `(${code} === ${RAISED} ? ${value} : ${outer ?? 'h0'})`;
  finish(code, value, outer ?? 'h0');
  b.handled = outer;
  complete(b, block);
  if (!swallows) for (const name of after) b.bound.add(name);
  b.depth = depth;
}

/** Carries on with the completion after a final part. */
function complete(b: Builder, block: Extract<Unwinding, { kind: 'finally' }>): void {
  const { code, value } = block;
  const on = (n: number, fill: () => void): void => {
    b.emit({ op: 'if', test: `${code} === ${n}`, then: b.sequence(fill), otherwise: [] });
  };
  on(RAISED, () => {
    b.js(`R.handled = ${b.handled ?? 'h0'};`);
    b.emit({ op: 'reraise', value, position: b.position });
  });
  const bound = new Set(b.bound);
  if (block.used.has(RETURNED)) on(RETURNED, () => unwind(b, b.blocks.length, RETURNED, value));
  if (block.used.has(BROKEN)) on(BROKEN, () => unwind(b, b.blocks.length, BROKEN, null));
  if (block.used.has(CONTINUED)) on(CONTINUED, () => unwind(b, b.blocks.length, CONTINUED, null));
  b.bound = bound;
}

function tryExcept(b: Builder, node: ast.Try | ast.TryStar): void {
  const depth = b.depth;
  const label = b.label('X');
  const exc = b.push();
  b.code.handles = true;
  const outer = b.handled;
  const before = new Set(b.bound);
  const ends: Set<string>[] = [];
  const tryLabel = node.orelse.length > 0 ? b.label('X') : label;
  const body = b.sequence(() => {
    b.depth = depth;
    b.statements(node.body);
    b.depth = depth + 1;
    if (node.orelse.length === 0 && !leaves(b.out)) ends.push(b.bound);
  });
  const afterBody = b.bound;
  b.bound = new Set(before);
  const handler = b.sequence(() => {
    b.become(exc, 'E');
    b.handled = exc;
    b.outerHandled.push(outer);
    b.js(`R.handled = ${exc};`);
    b.inside('E', () => {
      if (node.nodeType === 'TryStar') tryStarHandlers(b, node, exc, ends);
      else exceptHandlers(b, node, exc, label, ends);
    });
    b.handled = outer;
    b.outerHandled.pop();
    if (!leaves(b.out)) b.js(`R.handled = ${outer ?? 'h0'};`);
    if (node.orelse.length > 0 && !leaves(b.out)) b.emit({ op: 'break', label });
  });
  if (node.orelse.length === 0) b.emit({ op: 'try', label, body, exc, handler, handled: outer });
  else {
    const whole = b.sequence(() => {
      b.emit({ op: 'try', label: tryLabel, body, exc, handler, handled: outer });
      b.bound = new Set(afterBody);
      b.depth = depth;
      b.statements(node.orelse);
      if (!leaves(b.out)) ends.push(b.bound);
    });
    b.emit({ op: 'block', label, body: whole });
  }
  b.bound = ends.length === 0 ? before : ends.reduce(intersection);
  b.depth = depth;
}

/** The clauses stand one after another; all but the last leave to `label`. */
function exceptHandlers(
  b: Builder,
  node: ast.Try | ast.TryStar,
  exc: string,
  label: string,
  ends: Set<string>[],
): void {
  const before = new Set(b.bound);
  node.handlers.forEach((handler, i) => {
    b.bound = new Set(before);
    if (handler.type === null) {
      b.position = handler;
      b.markLine();
      return handlerBody(b, handler, exc, ends);
    }
    const depth = b.depth;
    const type = b.expression(handler.type);
    b.position = handler;
    b.depth = depth;
    b.call('c', `matchesException(${exc}, ${type})`);
    const isLast = i === node.handlers.length - 1;
    let origin: BranchIr | null = null;
    const then = b.sequence(() => {
      origin = b.way('left', null, true);
      handlerBody(b, handler, exc, ends);
      if (isLast || leaves(b.out)) return;
      b.js(`R.handled = ${handledOutside(b)};`);
      b.emit({ op: 'break', label });
    });
    const otherwise = b.sequence(() => {
      b.way('right', origin);
      if (isLast) unmatched(b, node, exc);
    });
    b.emit({ op: 'if', test: 'c', then, otherwise });
  });
}

/** No clause is that of the exception: it goes on. */
function unmatched(b: Builder, node: ast.Try | ast.TryStar, exc: string): void {
  b.position = node;
  b.js(`R.handled = ${handledOutside(b)};`);
  b.emit({ op: 'reraise', value: exc, position: node });
}

/** What is handled outside the innermost handler; set by tryExcept around it. */
function handledOutside(b: Builder): string {
  return b.outerHandled[b.outerHandled.length - 1] ?? 'h0';
}

function handlerBody(b: Builder, handler: ast.ExceptHandler, exc: string, ends: Set<string>[]): void {
  if (handler.name === null) b.statements(handler.body);
  else namedHandlerBody(b, handler, handler.name, exc);
  if (!leaves(b.out)) ends.push(new Set(b.bound));
}

/** `except ... as name`: the name is unbound however the body is left. */
function namedHandlerBody(b: Builder, handler: ast.ExceptHandler, name: string, exc: string): void {
  const depth = b.depth;
  b.position = handler;
  storeName(b, name, exc);
  const label = b.label('X');
  const inner = b.push('?');
  const body = b.sequence(() => {
    b.blocks.push({ kind: 'name', clear: () => clearName(b, name) });
    b.statements(handler.body);
    b.blocks.pop();
  });
  const after = new Set(b.bound);
  const failed = b.sequence(() => {
    clearName(b, name);
    b.emit({ op: 'reraise', value: inner, position: handler });
  });
  b.bound = after;
  b.emit({ op: 'try', label, body, exc: inner, handler: failed, handled: exc });
  if (!leaves(body)) {
    b.position = handler;
    clearName(b, name);
  }
  b.depth = depth;
}

/**
 * `except*`: each clause takes its part of the group; what the clauses raise and what is left are combined at the end.
 * The state is a list in a temporary: [rest, raised...] (see exceptStar* in the run-time).
 */
function tryStarHandlers(b: Builder, node: ast.Try | ast.TryStar, exc: string, ends: Set<string>[]): void {
  const depth = b.depth;
  const state = b.push('?');
  b.position = node;
  b.withoutLine(() => b.call(state, `exceptStarBegin(${exc})`));
  b.become(state, 'L');
  for (const handler of node.handlers) {
    const inner = b.depth;
    const type = b.expression(handler.type!);
    b.position = handler;
    const match = b.callInto(inner, `exceptStarMatch(${state}, ${type}, f, pc)`);
    const before = new Set(b.bound);
    let origin: BranchIr | null = null;
    const then = b.sequence(() => {
      origin = b.way('left', null, true);
      starClause(b, handler, match, state, exc);
      b.way('jump');
    });
    b.bound = before;
    const otherwise = b.sequence(() => b.way('right', origin));
    b.emit({ op: 'if', test: `${match} !== None`, then, otherwise });
    b.depth = inner;
  }
  b.position = node;
  b.js(`R.handled = ${handledOutside(b)};`);
  b.withoutLine(() => b.call(null, `exceptStarEnd(${state}, ${exc})`));
  ends.push(new Set(b.bound));
  b.depth = depth;
}

function starClause(b: Builder, handler: ast.ExceptHandler, match: string, state: string, exc: string): void {
  const label = b.label('X');
  const inner = b.push('?');
  const outer = b.handled;
  b.handled = match;
  b.become(match, 'E');
  b.js(`R.handled = ${match};`);
  const body = b.sequence(() => {
    if (handler.name === null) b.statements(handler.body);
    else namedHandlerBody(b, handler, handler.name, match);
  });
  const failed = b.sequence(() => b.js(`exceptStarRaised(${state}, ${inner});`));
  b.emit({ op: 'try', label, body, exc: inner, handler: failed, handled: match });
  b.handled = outer;
  b.js(`R.handled = ${exc};`);
}

// --- with ----------------------------------------------------------------------------------------------------------

function withStatement(b: Builder, node: ast.With | ast.AsyncWith): void {
  withItem(b, node, 0, node.nodeType === 'AsyncWith');
}

function withItem(b: Builder, node: ast.With | ast.AsyncWith, i: number, isAsync: boolean): void {
  const item = node.items[i];
  if (item === undefined) return b.statements(node.body);
  const depth = b.depth;
  const manager = b.expressionToSlot(item.context_expr);
  b.position = item.context_expr;
  const exit = b.callInto(depth + 1, isAsync ? `asyncExitMethod(${manager})` : `exitMethod(${manager})`);
  const enter = isAsync ? 'asyncEnter' : 'enter';
  let entered = b.callInto(
    depth + 2,
    b.module.traced ? `traceEnter(f, ${manager}, ${isAsync})` : `${enter}(${manager})`,
  );
  if (isAsync) entered = awaitValue(b, depth + 2, entered, '__aenter__');
  withFinally(
    b,
    () =>
      b.inside('W', () => {
        if (item.optional_vars !== null) assign(b, item.optional_vars, entered);
        withItem(b, node, i + 1, isAsync);
      }),
    (code, value, outer) => leaveWith(b, item, exit, [code, value, outer], isAsync),
    true,
  );
  b.depth = depth;
}

/** Calls `__exit__`; when it is given an exception and says true, the completion becomes "the end was reached". */
function leaveWith(
  b: Builder,
  item: ast.WithItem,
  exit: string,
  [code, value, outer]: [string, string, string],
  isAsync: boolean,
): void {
  const depth = b.depth;
  b.position = item.context_expr;
  const finish = (call: string): Operand => {
    const result = b.callInto(depth, call);
    return isAsync ? awaitValue(b, depth, result, '__aexit__') : result;
  };
  const raised = b.sequence(() => {
    truthOf(b, finish(`exitRaised(${exit}, ${value})`));
    b.depth = depth;
    b.fork(true, b.position, ['right']);
    b.emit({
      op: 'if',
      test: 'c',
      then: [{ op: 'js', text: `${code} = 0; R.handled = ${outer};` }],
      otherwise: [],
    });
  });
  const normal = b.sequence(() => {
    finish(b.module.traced ? `traceExit(f, ${exit})` : `call3(${exit}, None, None, None)`);
    b.depth = depth;
  });
  b.emit({ op: 'if', test: `${code} === ${RAISED}`, then: raised, otherwise: normal });
}

export const CONTROL_STATEMENTS: Record<string, StatementLowering> = {
  Return: returnStatement,
  Break: breakStatement,
  Continue: continueStatement,
  While: whileStatement,
  For: forStatement,
  AsyncFor: asyncFor,
  Try: tryStatement,
  TryStar: tryStatement,
  With: withStatement,
  AsyncWith: withStatement,
};
