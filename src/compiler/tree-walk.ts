// Walks over a tree, however deep it is: what is still to be visited waits on a stack of the walk's own.
//
// A walk has a table of visitors by class of node. A visitor acts at once on its node and, with `then`, queues its parts, in order,
// and what is to be done between them; what it queues is done before whatever was queued earlier. A node without visitor is
// passed over, with all that is in it. `EVALUATION` has visitors that only go on to the parts in the order in which Python evaluates
// them; the tables of the walks begin with it and say what they do otherwise.
import type * as ast from '../syntax/ast.ts';

export type Task = ast.Node | (() => void);

export type Visitors<Walk> = {
  readonly [K in ast.Node['nodeType']]?: (walk: Walk, node: Extract<ast.Node, { nodeType: K }>) => void;
};

/** Calls the visitor for a node, if there is one. */
export function visitBy<Walk>(visitors: Visitors<Walk>, walk: Walk, node: ast.Node): void {
  const visitor = visitors[node.nodeType] as ((walk: Walk, node: ast.Node) => void) | undefined;
  if (visitor !== undefined) visitor(walk, node);
}

export abstract class TreeWalk {
  private readonly tasks: Task[] = [];

  protected abstract visit(node: ast.Node): void;

  /** Does what is queued, and what that queues, until nothing is left. */
  protected run(): void {
    const { tasks } = this;
    tasks.reverse();
    while (tasks.length > 0) {
      const task = tasks.pop()!;
      const base = tasks.length;
      if (typeof task === 'function') task();
      else this.visit(task);
      reverseFrom(tasks, base);
    }
  }

  then(task: Task | null): void {
    if (task !== null) this.tasks.push(task);
  }

  thenAll(nodes: readonly (ast.Node | null)[]): void {
    for (const node of nodes) if (node !== null) this.tasks.push(node);
  }
}

function reverseFrom(tasks: Task[], base: number): void {
  for (let i = base, j = tasks.length - 1; i < j; i++, j--) {
    const task = tasks[i]!;
    tasks[i] = tasks[j]!;
    tasks[j] = task;
  }
}

/** The parts of each node in the order of evaluation, but for nodes that open a scope, jump or have a body in a block. */
export const EVALUATION: Visitors<TreeWalk> = {
  Expression: (w, n) => w.then(n.body),

  // Statements
  Return: (w, n) => w.then(n.value),
  Delete: (w, n) => w.thenAll(n.targets),
  Assign: (w, n) => {
    w.then(n.value);
    w.thenAll(n.targets);
  },
  AugAssign: (w, n) => {
    w.then(n.target);
    w.then(n.value);
  },
  AnnAssign: (w, n) => {
    w.then(n.value);
    w.then(n.target);
  },
  If: (w, n) => {
    w.then(n.test);
    w.thenAll(n.body);
    w.thenAll(n.orelse);
  },
  withitem: (w, n) => {
    w.then(n.context_expr);
    w.then(n.optional_vars);
  },
  Match: (w, n) => {
    w.then(n.subject);
    w.thenAll(n.cases);
  },
  Raise: (w, n) => {
    w.then(n.exc);
    w.then(n.cause);
  },
  Assert: (w, n) => {
    w.then(n.test);
    w.then(n.msg);
  },
  Import: (w, n) => w.thenAll(n.names),
  ImportFrom: (w, n) => w.thenAll(n.names),
  Expr: (w, n) => w.then(n.value),

  // Expressions
  NamedExpr: (w, n) => {
    w.then(n.value);
    w.then(n.target);
  },
  BoolOp: (w, n) => w.thenAll(n.values),
  BinOp: (w, n) => {
    w.then(n.left);
    w.then(n.right);
  },
  UnaryOp: (w, n) => w.then(n.operand),
  IfExp: (w, n) => {
    w.then(n.test);
    w.then(n.body);
    w.then(n.orelse);
  },
  Dict: (w, n) => {
    for (let i = 0; i < n.values.length; i++) {
      w.then(n.keys[i] ?? null);
      w.then(n.values[i]!);
    }
  },
  Set: (w, n) => w.thenAll(n.elts),
  Yield: (w, n) => w.then(n.value),
  YieldFrom: (w, n) => w.then(n.value),
  Await: (w, n) => w.then(n.value),
  Compare: (w, n) => {
    w.then(n.left);
    w.thenAll(n.comparators);
  },
  Call: (w, n) => {
    w.then(n.func);
    w.thenAll(n.args);
    w.thenAll(n.keywords);
  },
  keyword: (w, n) => w.then(n.value),
  FormattedValue: (w, n) => {
    w.then(n.value);
    w.then(n.format_spec);
  },
  Interpolation: (w, n) => {
    w.then(n.value);
    w.then(n.format_spec);
  },
  JoinedStr: (w, n) => w.thenAll(n.values),
  TemplateStr: (w, n) => w.thenAll(n.values),
  Attribute: (w, n) => w.then(n.value),
  Subscript: (w, n) => {
    w.then(n.value);
    w.then(n.slice);
  },
  Starred: (w, n) => w.then(n.value),
  Slice: (w, n) => {
    w.then(n.lower);
    w.then(n.upper);
    w.then(n.step);
  },
  List: (w, n) => w.thenAll(n.elts),
  Tuple: (w, n) => w.thenAll(n.elts),
};
