// The annotations of functions and of bodies, in the order in which `__annotate__` evaluates them.
import type * as ast from '../syntax/ast.ts';
import type { FunctionNode } from './scope.ts';

/** The annotations of a function, each with the name it has in `__annotations__`. The order is CPython's and begins with `args`. */
export function signatureAnnotations(node: FunctionNode): { name: string; value: ast.Expr }[] {
  const { args } = node;
  const found: { name: string; value: ast.Expr }[] = [];
  for (const arg of [...args.args, ...args.posonlyargs, args.vararg, ...args.kwonlyargs, args.kwarg]) {
    if (arg !== null && arg.annotation !== null) found.push({ name: arg.arg, value: arg.annotation });
  }
  if (node.returns !== null) found.push({ name: 'return', value: node.returns });
  return found;
}

/** A variable of a body that is annotated; `isNested` if the statement is inside another one. */
export interface AnnotatedVariable {
  node: ast.AnnAssign;
  isNested: boolean;
}

/** The simple names that a body annotates, but not those in functions and classes inside it. */
export function annotatedVariables(body: readonly ast.Stmt[]): AnnotatedVariable[] {
  const found: AnnotatedVariable[] = [];
  const outermost = new Set(body);
  for (const node of statementsWithin(body)) {
    if (node.nodeType === 'AnnAssign' && node.simple) found.push({ node, isNested: !outermost.has(node) });
  }
  return found;
}

/** Whether a body annotates anything, if only an attribute. */
export function hasAnnotations(body: readonly ast.Stmt[]): boolean {
  for (const node of statementsWithin(body)) if (node.nodeType === 'AnnAssign') return true;
  return false;
}

/** The statements of a body and those inside them, but not those of functions and classes. */
function* statementsWithin(body: readonly ast.Stmt[]): Generator<ast.Stmt> {
  const stack = [...body].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    const parts = statementsIn(node);
    for (let i = parts.length - 1; i >= 0; i--) stack.push(parts[i]!);
  }
}

/** The statements that a statement holds directly, but not those of a function or class. */
function statementsIn(node: ast.Stmt): readonly ast.Stmt[] {
  switch (node.nodeType) {
    case 'For':
    case 'AsyncFor':
    case 'While':
    case 'If':
      return node.orelse.length === 0 ? node.body : [...node.body, ...node.orelse];
    case 'With':
    case 'AsyncWith':
      return node.body;
    case 'Match':
      return node.cases.flatMap((each) => each.body);
    case 'Try':
    case 'TryStar':
      return [
        ...node.body,
        ...node.handlers.flatMap((handler) => handler.body),
        ...node.orelse,
        ...node.finalbody,
      ];
    default:
      return [];
  }
}
