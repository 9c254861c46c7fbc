// The numbers of fast locals.
//
// `co_varnames` begins with the parameters and goes on in the order in which CPython's code generator first touches each
// local, which is the order of evaluation (a value before its target, a `finally` where `return` runs it) and not that
// of the source. It shows in `locals()`, so it is followed exactly. `localsInOrder` walks one unit of code at a time;
// the scopes are resolved already and it changes none.
import type * as ast from '../syntax/ast.ts';
import { annotatedVariables, signatureAnnotations } from './annotations.ts';
import type { ComprehensionNode, FunctionNode, GenericNode, Scope } from './scope.ts';
import type { ScopeTable } from './scopes.ts';
import { EVALUATION, TreeWalk, visitBy, type Visitors } from './tree-walk.ts';

/** The fast locals of every scope that is compiled to code of its own, in the order of `co_varnames`. */
export function localsInOrder(table: ScopeTable): Map<Scope, string[]> {
  return new LocalOrder(table).walk();
}

/** What stands open around a statement: a loop, or a `try` whose `finally` an exit runs first. */
interface Block {
  isLoop: boolean;
  finalbody: readonly ast.Stmt[];
  /** Visited already; a second visit could touch nothing new. */
  isDone: boolean;
}

interface Unit {
  scope: Scope;
  start: (walk: LocalOrder) => void;
}

class LocalOrder extends TreeWalk {
  private readonly table: ScopeTable;
  private readonly found = new Map<Scope, string[]>();
  private readonly units: Unit[] = [];
  private unit!: Scope;
  private scope!: Scope;
  private order!: Set<string>;
  private blocks: readonly Block[] = [];

  constructor(table: ScopeTable) {
    super();
    this.table = table;
  }

  walk(): Map<Scope, string[]> {
    const { top } = this.table;
    this.addUnit(top, (w) => w.then(top.node));
    for (let next = this.units.pop(); next !== undefined; next = this.units.pop()) this.walkUnit(next);
    return this.found;
  }

  private walkUnit({ scope, start }: Unit): void {
    this.unit = scope;
    this.scope = scope;
    this.order = new Set(scope.parameters);
    this.blocks = [];
    start(this);
    this.run();
    this.found.set(scope, [...this.order]);
  }

  protected visit(node: ast.Node): void {
    visitBy(VISITORS, this, node);
  }

  addUnit(scope: Scope | null, start: (walk: LocalOrder) => void): void {
    if (scope !== null && !scope.unevaluated && !scope.stringified) this.units.push({ scope, start });
  }

  /** The code loads, stores or deletes a name, spelt as in the source. */
  touch(id: string): void {
    if (!this.unit.isFunctionLike) return;
    const name = this.scope.mangle(id);
    if (this.scope.names.get(name) === 'local') this.order.add(name);
  }

  thenTouch(id: string | null): void {
    if (id !== null) this.then(() => this.touch(id));
  }

  // Blocks and the exits that run their `finally`

  thenInBlock(block: Block, queue: () => void): void {
    const before = this.blocks;
    this.then(() => {
      this.blocks = [...before, block];
    });
    queue();
    this.then(() => {
      this.blocks = before;
    });
  }

  thenLoopBody(body: readonly ast.Stmt[]): void {
    this.thenInBlock({ isLoop: true, finalbody: [], isDone: true }, () => this.thenAll(body));
  }

  /** What `return` (out of everything) or `break` and `continue` (out of the loop) run on their way. */
  exit(outOfLoopOnly: boolean): void {
    const before = this.blocks;
    for (let i = before.length - 1; i >= 0; i--) {
      const block = before[i]!;
      if (outOfLoopOnly && block.isLoop) break;
      if (block.isDone) continue;
      this.then(() => {
        this.blocks = before.slice(0, i);
        this.finish(block);
      });
    }
    this.then(() => {
      this.blocks = before;
    });
  }

  finish(block: Block): void {
    if (block.isDone) return;
    block.isDone = true;
    this.thenAll(block.finalbody);
  }

  tryStatement(node: ast.Try | ast.TryStar): void {
    const block: Block = { isLoop: false, finalbody: node.finalbody, isDone: node.finalbody.length === 0 };
    this.thenInBlock(block, () => {
      this.thenAll(node.body);
      this.thenAll(node.orelse);
      this.thenAll(node.handlers);
    });
    this.then(() => this.finish(block));
  }

  // Definitions

  functionDefinition(node: FunctionNode): void {
    this.thenAll(node.decorator_list);
    this.thenAll(node.args.defaults);
    this.thenAll(node.args.kw_defaults);
    this.thenTouch(node.name);
    this.genericParameters(node, () => {});
    this.addUnit(this.table.annotationsOf(node), (w) =>
      w.thenAll(signatureAnnotations(node).map(({ value }) => value)),
    );
    this.addUnit(this.table.of(node), (w) => w.thenAll(node.body));
  }

  lambda(node: ast.Lambda): void {
    this.thenAll(node.args.defaults);
    this.thenAll(node.args.kw_defaults);
    this.addUnit(this.table.of(node), (w) => w.then(node.body));
  }

  classDefinition(node: ast.ClassDef): void {
    this.thenAll(node.decorator_list);
    const isGeneric = this.genericParameters(node, (w) => {
      w.touch('.type_params');
      w.touch('.generic_base');
      w.thenAll(node.bases);
      w.thenAll(node.keywords);
    });
    if (!isGeneric) {
      this.thenAll(node.bases);
      this.thenAll(node.keywords);
    }
    this.thenTouch(node.name);
    this.addUnit(this.table.of(node), (w) => w.thenAll(node.body));
    this.addAnnotations(node);
  }

  addAnnotations(node: ast.Module | ast.Interactive | ast.ClassDef): void {
    this.addUnit(this.table.annotationsOf(node), (w) =>
      w.thenAll(annotatedVariables(node.body).map((each) => each.node.annotation)),
    );
  }

  typeAlias(node: ast.TypeAlias): void {
    this.genericParameters(node, () => {});
    this.addUnit(this.table.of(node), (w) => w.then(node.value));
    this.then(node.name);
  }

  /** The code around a generic definition; `rest` is what it evaluates after its type parameters. */
  private genericParameters(node: GenericNode, rest: (walk: LocalOrder) => void): boolean {
    const scope = this.table.typeParametersOf(node);
    this.addUnit(scope, (w) => {
      w.thenAll(node.type_params);
      w.then(() => rest(w));
    });
    return scope !== null;
  }

  typeParameter(node: ast.TypeParam): void {
    this.touch(node.name);
    const { table } = this;
    if (node.nodeType === 'TypeVar') this.addUnit(table.boundOf(node), (w) => w.then(node.bound));
    this.addUnit(table.defaultOf(node), (w) => w.then(node.default_value));
  }

  comprehension(node: ComprehensionNode, parts: readonly ast.Expr[]): void {
    const scope = this.table.of(node);
    const first = node.generators[0]!;
    this.then(first.iter);
    const body = (w: LocalOrder) => {
      w.then(first.target);
      w.thenAll(first.ifs);
      for (let i = 1; i < node.generators.length; i++) w.then(node.generators[i]!);
      w.thenAll(parts);
    };
    if (scope.inlined) this.thenInlined(scope, body);
    else this.addUnit(scope, body);
  }

  private thenInlined(scope: Scope, body: (walk: LocalOrder) => void): void {
    const outer = this.scope;
    this.then(() => {
      this.scope = scope;
      // Whatever the function has under these names is saved first.
      for (const name of scope.savedNames()) this.order.add(name);
    });
    body(this);
    this.then(() => {
      this.scope = outer;
    });
  }

  /** A case of `match`: the names are stored once the whole pattern has matched. */
  matchCase(node: ast.MatchCase): void {
    const captures: string[] = [];
    const stack: ast.Pattern[] = [node.pattern];
    const values: ast.Expr[] = [];
    while (stack.length > 0) {
      const pattern = stack.pop()!;
      collectPattern(pattern, stack, values, captures);
    }
    this.thenAll(values);
    for (const name of captures) this.thenTouch(name);
    this.then(node.guard);
    this.thenAll(node.body);
  }
}

/** Takes one pattern apart: its parts go to `stack`, what it evaluates to `values`, what it binds to `captures`. */
function collectPattern(p: ast.Pattern, stack: ast.Pattern[], values: ast.Expr[], captures: string[]): void {
  let parts: readonly ast.Pattern[] = [];
  if (p.nodeType === 'MatchValue') values.push(p.value);
  else if (p.nodeType === 'MatchStar') {
    if (p.name !== null) captures.push(p.name);
  } else if (p.nodeType === 'MatchMapping') {
    values.push(...p.keys);
    parts = p.patterns;
    if (p.rest !== null) stack.push({ nodeType: 'MatchStar', name: p.rest } as ast.MatchStar);
  } else if (p.nodeType === 'MatchClass') {
    values.push(p.cls);
    parts = [...p.patterns, ...p.kwd_patterns];
  } else if (p.nodeType === 'MatchAs') {
    if (p.pattern === null) {
      if (p.name !== null) captures.push(p.name);
    } else {
      stack.push({ nodeType: 'MatchStar', name: p.name } as ast.MatchStar);
      parts = [p.pattern];
    }
  } else if (p.nodeType === 'MatchSequence' || p.nodeType === 'MatchOr') parts = p.patterns;
  for (let i = parts.length - 1; i >= 0; i--) stack.push(parts[i]!);
}

/** The parts of each node in the order of evaluation. Nodes without an entry touch no name. */
const VISITORS: Visitors<LocalOrder> = {
  ...EVALUATION,
  Module: (w, n) => moduleBody(w, n),
  Interactive: (w, n) => moduleBody(w, n),

  // Statements
  FunctionDef: (w, n) => w.functionDefinition(n),
  AsyncFunctionDef: (w, n) => w.functionDefinition(n),
  ClassDef: (w, n) => w.classDefinition(n),
  TypeAlias: (w, n) => w.typeAlias(n),
  Return: (w, n) => {
    w.then(n.value);
    w.then(() => w.exit(false));
  },
  Break: (w) => w.exit(true),
  Continue: (w) => w.exit(true),
  AnnAssign: (w, n) => {
    w.then(n.value);
    if (n.value !== null || n.target.nodeType !== 'Name') w.then(n.target);
  },
  For: (w, n) => forLoop(w, n),
  AsyncFor: (w, n) => forLoop(w, n),
  While: (w, n) => {
    w.then(n.test);
    w.thenLoopBody(n.body);
    w.thenAll(n.orelse);
  },
  With: (w, n) => withStatement(w, n),
  AsyncWith: (w, n) => withStatement(w, n),
  match_case: (w, n) => w.matchCase(n),
  Try: (w, n) => w.tryStatement(n),
  TryStar: (w, n) => w.tryStatement(n),
  ExceptHandler: (w, n) => {
    w.then(n.type);
    w.thenTouch(n.name);
    w.thenAll(n.body);
  },
  alias: (w, n) => w.touch(n.asname ?? n.name.split('.', 1)[0]!),

  // Expressions
  Lambda: (w, n) => w.lambda(n),
  ListComp: (w, n) => w.comprehension(n, [n.elt]),
  SetComp: (w, n) => w.comprehension(n, [n.elt]),
  DictComp: (w, n) => w.comprehension(n, [n.key, n.value]),
  GeneratorExp: (w, n) => w.comprehension(n, [n.elt]),
  comprehension: (w, n) => {
    w.then(n.iter);
    w.then(n.target);
    w.thenAll(n.ifs);
  },
  Name: (w, n) => w.touch(n.id),
  TypeVar: (w, n) => w.typeParameter(n),
  ParamSpec: (w, n) => w.typeParameter(n),
  TypeVarTuple: (w, n) => w.typeParameter(n),
};

function moduleBody(w: LocalOrder, node: ast.Module | ast.Interactive): void {
  w.thenAll(node.body);
  w.addAnnotations(node);
}

function forLoop(w: LocalOrder, node: ast.For | ast.AsyncFor): void {
  w.then(node.iter);
  w.then(node.target);
  w.thenLoopBody(node.body);
  w.thenAll(node.orelse);
}

function withStatement(w: LocalOrder, node: ast.With | ast.AsyncWith): void {
  w.thenAll(node.items);
  w.thenAll(node.body);
}
