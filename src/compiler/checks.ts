// The SyntaxErrors beyond grammar that are about where a construct stands: `return` outside a function, two stars in
// one target, a pattern that can't be reached. CPython finds these while it generates code, after its symbol table is
// made, so `checkStatements` runs after `analyseScopes` and looks at the tree in the order of code generation.
// Errors about names are in scopes.ts. Future features are read here because they have to stand at the head of a module.

import * as ast from '../syntax/ast.ts';
import { PythonSyntaxError, type SyntaxWarningInfo } from '../syntax/errors.ts';
import { signatureAnnotations, variableAnnotations } from './mangle.ts';
import type { ComprehensionNode, FunctionNode, GenericNode, Scope } from './scope.ts';
import type { ScopeTable } from './scopes.ts';
import { assertWarning, callWarning, compareWarning, subscriptWarning } from './warnings.ts';

export const CO_FUTURE_BARRY_AS_BDFL = 0x400000;
export const CO_FUTURE_ANNOTATIONS = 0x1000000;

/** A SyntaxError at a node. Columns are bytes counted from 1, and there is no text, as CPython's compiler reports. */
export function errorAt(message: string, filename: string, at: ast.Position): PythonSyntaxError {
  return new PythonSyntaxError('SyntaxError', message, filename, {
    lineno: at.lineno,
    offset: at.col_offset + 1,
    endLineno: at.end_lineno,
    endOffset: at.end_col_offset + 1,
    text: null,
  });
}

const FUTURE_FEATURES: ReadonlyMap<string, number> = new Map([
  ['nested_scopes', 0],
  ['generators', 0],
  ['division', 0],
  ['absolute_import', 0],
  ['with_statement', 0],
  ['print_function', 0],
  ['unicode_literals', 0],
  ['barry_as_FLUFL', CO_FUTURE_BARRY_AS_BDFL],
  ['generator_stop', 0],
  ['annotations', CO_FUTURE_ANNOTATIONS],
]);

/** The features asked for at the head of a module, and where the last such statement stands. */
export function readFutureFeatures(
  tree: ast.Mod,
  filename: string,
): { flags: number; end: ast.Position | null } {
  let flags = 0;
  let end: ast.Position | null = null;
  if (tree.nodeType === 'Expression') return { flags, end };
  const start = hasDocstring(tree.body) ? 1 : 0;
  for (let i = start; i < tree.body.length; i++) {
    const statement = tree.body[i]!;
    if (!isFutureImport(statement)) break;
    for (const alias of statement.names) flags |= futureFlag(alias, filename);
    end = statement;
  }
  return { flags, end };
}

/** Whether a statement is `from __future__ import ...`. */
export function isFutureImport(statement: ast.Stmt): statement is ast.ImportFrom {
  return statement.nodeType === 'ImportFrom' && statement.module === '__future__' && !statement.level;
}

function futureFlag(alias: ast.Alias, filename: string): number {
  const flag = FUTURE_FEATURES.get(alias.name);
  if (flag !== undefined) return flag;
  if (alias.name === 'braces') throw errorAt('not a chance', filename, alias);
  throw errorAt(`future feature ${alias.name} is not defined`, filename, alias);
}

/** Whether a body begins with a docstring. */
export function hasDocstring(body: readonly ast.Stmt[]): boolean {
  const first = body[0];
  if (first === undefined || first.nodeType !== 'Expr' || first.value.nodeType !== 'Constant') return false;
  const value = first.value.value;
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'codePoints' in value);
}

// ---------------------------------------------------------------------------------------------------------------
// Statements

/** CPython's limit on blocks inside one another in one code object (CO_MAXBLOCKS). */
const MAX_BLOCKS = 21;

/** A limit of ours: V8's functions have no more than 65,534. */
const MAX_PARAMETERS = 65_000;

/** Where an error stands whose place CPython has lost, on the way out through a `with` or `finally`. */
const NOWHERE: ast.Position = { lineno: -1, col_offset: -1, end_lineno: -1, end_col_offset: -1 };

/** What stands open around a statement. */
interface Block {
  /** `cleanup` marks the blocks that run code on the way out; `group` is a handler of `except*`. */
  kind: 'loop' | 'cleanup' | 'group' | 'plain';
  /** The `finally` which an exit through this block runs. */
  finalbody: readonly ast.Stmt[];
}

/**
 * Throws PythonSyntaxError, with CPython's text and position, for the first construct of the tree that is where it must
 * not be. `scopes` is the result of `analyseScopes` for the same tree; what is to be warned of is added to `warnings`.
 */
export function checkStatements(
  tree: ast.Mod,
  filename: string,
  scopes: ScopeTable,
  warnings: SyntaxWarningInfo[],
): void {
  new StatementChecker(filename, scopes, warnings).check(tree);
}

type Task = ast.Node | (() => void);
type Visitors = {
  [K in ast.Node['nodeType']]?: (c: StatementChecker, node: Extract<ast.Node, { nodeType: K }>) => void;
};

/** Walks with its own stack: what a visitor queues with `then` runs before whatever was queued earlier. */
class StatementChecker {
  readonly scopes: ScopeTable;
  scope: Scope;
  private readonly filename: string;
  private blocks: readonly Block[] = [];
  /** Each `finally` whose code was looked at where an exit runs it; once is enough. */
  private readonly exited = new Set<readonly ast.Stmt[]>();
  private readonly tasks: Task[] = [];

  private readonly warnings: SyntaxWarningInfo[];

  constructor(filename: string, scopes: ScopeTable, warnings: SyntaxWarningInfo[]) {
    this.filename = filename;
    this.warnings = warnings;
    this.scopes = scopes;
    this.scope = scopes.top;
  }

  check(tree: ast.Mod): void {
    const { tasks } = this;
    tasks.push(tree);
    while (tasks.length > 0) {
      const task = tasks.pop()!;
      const base = tasks.length;
      if (typeof task === 'function') task();
      else this.visit(task);
      reverseFrom(tasks, base);
    }
  }

  private visit(node: ast.Node): void {
    const visitor = VISITORS[node.nodeType] as ((c: StatementChecker, n: ast.Node) => void) | undefined;
    if (visitor !== undefined) visitor(this, node);
  }

  fail(message: string, at: ast.Position): never {
    throw errorAt(message, this.filename, at);
  }

  warn(warning: SyntaxWarningInfo | null): void {
    if (warning !== null) this.warnings.push(warning);
  }

  then(task: Task | null): void {
    if (task !== null) this.tasks.push(task);
  }

  thenAll(nodes: readonly (ast.Node | null)[]): void {
    for (const node of nodes) if (node !== null) this.tasks.push(node);
  }

  /** Elements among which a starred one is at home. */
  thenElements(nodes: readonly ast.Expr[]): void {
    for (const node of nodes) this.tasks.push(node.nodeType === 'Starred' ? node.value : node);
  }

  // Code objects and blocks

  /** Runs tasks in a code object of its own. Generators and coroutines have one block around everything. */
  thenUnit(scope: Scope | null, queue: () => void): void {
    if (scope === null || scope.stringified || scope.unevaluated) return;
    const outerScope = this.scope;
    const outerBlocks = this.blocks;
    this.then(() => {
      this.scope = scope;
      this.blocks = scope.kind === 'function' && (scope.isGenerator || scope.isCoroutine) ? [PLAIN] : [];
    });
    queue();
    this.then(() => {
      this.scope = outerScope;
      this.blocks = outerBlocks;
    });
  }

  push(kind: Block['kind'], at: ast.Position, finalbody: readonly ast.Stmt[] = []): void {
    if (this.blocks.length >= MAX_BLOCKS) this.fail('too many statically nested blocks', at);
    this.blocks = [...this.blocks, { kind, finalbody }];
  }

  pop(): void {
    this.blocks = this.blocks.slice(0, -1);
  }

  thenBlock(kind: Block['kind'], at: ast.Position, queue: () => void, finalbody?: readonly ast.Stmt[]): void {
    this.then(() => this.push(kind, at, finalbody));
    queue();
    this.then(() => this.pop());
  }

  /**
   * Checks the way out of everything or, if there is a message for want of one, out of the loop around. CPython generates
   * each `finally` on that way here, before it looks further out.
   */
  exit(at: ast.Position, noLoop: string | null): void {
    const before = this.blocks;
    let place = at;
    for (let i = before.length - 1; i >= 0; i--) {
      const { kind, finalbody } = before[i]!;
      if (kind === 'group') {
        this.then(() =>
          this.fail("'break', 'continue' and 'return' cannot appear in an except* block", place),
        );
        return;
      }
      if (kind === 'loop' && noLoop !== null) {
        this.thenSetBlocks(before);
        return;
      }
      if (kind !== 'cleanup') continue;
      place = NOWHERE;
      if (finalbody.length === 0 || this.exited.has(finalbody)) continue;
      this.exited.add(finalbody);
      this.thenSetBlocks(before.slice(0, i));
      this.thenAll(finalbody);
    }
    this.thenSetBlocks(before);
    if (noLoop !== null) this.then(() => this.fail(noLoop, at));
  }

  private thenSetBlocks(blocks: readonly Block[]): void {
    this.then(() => {
      this.blocks = blocks;
    });
  }

  // Statements

  returnStatement(node: ast.Return): void {
    const { value } = node;
    if (!this.scope.isFunctionLike) this.fail("'return' outside function", node);
    if (value !== null && this.scope.isAsyncGenerator) {
      this.fail("'return' with value in async generator", node);
    }
    this.then(value);
    const isConstant = value !== null && value.nodeType === 'Constant' && value.lineno === node.lineno;
    this.then(() => this.exit(isConstant ? value : node, null));
  }

  tryStatement(node: ast.Try | ast.TryStar): void {
    const handled = () => {
      if (node.handlers.length === 0) this.thenAll(node.body);
      else this.thenHandled(node);
    };
    if (node.finalbody.length === 0) {
      handled();
      return;
    }
    this.thenBlock('cleanup', node, handled, node.finalbody);
    this.thenBlock('plain', node, () => this.thenAll(node.finalbody));
  }

  private thenHandled(node: ast.Try | ast.TryStar): void {
    this.thenBlock('plain', node, () => this.thenAll(node.body));
    this.thenAll(node.orelse);
    this.thenBlock(node.nodeType === 'TryStar' ? 'group' : 'plain', node, () => {
      const last = node.handlers.length - 1;
      node.handlers.forEach((handler, i) => {
        if (handler.type === null && i < last) {
          this.then(() => this.fail("default 'except:' must be last", handler));
        }
        this.then(handler.type);
        this.thenBlock('plain', handler, () => this.thenAll(handler.body));
      });
    });
  }

  withStatement(node: ast.With | ast.AsyncWith): void {
    for (const item of node.items) {
      this.then(item.context_expr);
      this.then(() => this.push('cleanup', item.context_expr));
      this.then(item.optional_vars);
    }
    this.thenAll(node.body);
    for (let i = 0; i < node.items.length; i++) this.then(() => this.pop());
  }

  functionDefinition(node: FunctionNode): void {
    this.checkCount(node);
    this.thenAll(node.decorator_list);
    this.thenAll(node.args.defaults);
    this.thenAll(node.args.kw_defaults);
    this.thenGeneric(node, () => {
      this.thenUnit(this.scopes.annotationsOf(node), () => this.thenElements(signatureAnnotations(node)));
      this.thenUnit(this.scopes.of(node), () => this.thenAll(node.body));
    });
  }

  lambda(node: ast.Lambda): void {
    this.checkCount(node);
    this.thenAll(node.args.defaults);
    this.thenAll(node.args.kw_defaults);
    this.thenUnit(this.scopes.of(node), () => this.then(node.body));
  }

  private checkCount(node: FunctionNode | ast.Lambda): void {
    const { posonlyargs, args, kwonlyargs } = node.args;
    const count = posonlyargs.length + args.length + kwonlyargs.length;
    if (count > MAX_PARAMETERS) this.fail(`more than ${MAX_PARAMETERS} parameters`, node);
  }

  classDefinition(node: ast.ClassDef): void {
    this.thenAll(node.decorator_list);
    this.thenGeneric(node, () => {
      this.thenUnit(this.scopes.of(node), () => this.thenBody(node));
      this.then(() => this.checkKeywords(node.keywords));
      this.thenElements(node.bases);
      this.thenAll(node.keywords);
    });
  }

  /** The statements of a module or class, then the annotations put off until they are asked for. */
  thenBody(node: ast.Module | ast.Interactive | ast.ClassDef): void {
    this.thenAll(node.body);
    this.then(() => {
      this.thenUnit(this.scopes.annotationsOf(node), () => this.thenAll(variableAnnotations(node.body)));
    });
  }

  thenGeneric(node: GenericNode, queue: () => void): void {
    const scope = this.scopes.typeParametersOf(node);
    if (scope === null) {
      queue();
      return;
    }
    this.thenUnit(scope, () => {
      this.thenTypeParameters(node.type_params);
      queue();
    });
  }

  private thenTypeParameters(parameters: readonly ast.TypeParam[]): void {
    const firstDefault = parameters.findIndex((parameter) => parameter.default_value !== null);
    parameters.forEach((parameter, i) => {
      this.then(parameter);
      if (firstDefault < 0 || i < firstDefault || parameter.default_value !== null) return;
      const message = `non-default type parameter '${parameter.name}' follows default type parameter`;
      this.then(() => this.fail(message, parameter));
    });
  }

  typeParameter(node: ast.TypeParam): void {
    const value = node.default_value;
    if (node.nodeType === 'TypeVar') this.thenUnit(this.scopes.boundOf(node), () => this.then(node.bound));
    this.thenUnit(this.scopes.defaultOf(node), () => {
      this.then(node.nodeType === 'TypeVarTuple' && value?.nodeType === 'Starred' ? value.value : value);
    });
  }

  comprehension(node: ComprehensionNode, parts: readonly ast.Expr[]): void {
    const scope = this.scopes.of(node);
    const { generators } = node;
    const body = () => {
      generators.forEach((generator, i) => {
        if (i > 0) this.then(generator.iter);
        if (generator.is_async) this.then(() => this.push('plain', node));
        this.then(generator.target);
        this.thenAll(generator.ifs);
      });
      this.thenAll(parts);
      for (const { is_async } of generators) if (is_async) this.then(() => this.pop());
    };
    this.then(generators[0]!.iter);
    if (scope.inlined) body();
    else this.thenUnit(scope, body);
  }

  /** `a=1, b=2, a=3`: the first name that comes again, where it does so first. */
  checkKeywords(keywords: readonly ast.Keyword[]): void {
    const names = keywords.map((keyword) => keyword.arg);
    const repeated = findRepeated(names);
    if (repeated >= 0) this.fail(`keyword argument repeated: ${names[repeated]}`, keywords[repeated]!);
  }

  yieldFrom(node: ast.YieldFrom): void {
    if (!this.scope.isFunctionLike) this.fail("'yield from' outside function", node);
    if (this.scope.node.nodeType === 'AsyncFunctionDef' && this.scope.kind === 'function') {
      this.fail("'yield from' inside async function", node);
    }
    this.then(node.value);
  }

  sequence(node: ast.List | ast.Tuple): void {
    if (node.ctx === 'Store') this.checkTarget(node);
    if (node.ctx === 'Del') this.thenAll(node.elts);
    else this.thenElements(node.elts);
  }

  private checkTarget(node: ast.List | ast.Tuple): void {
    const star = node.elts.findIndex((element) => element.nodeType === 'Starred');
    if (star < 0) return;
    if (star > MAX_BEFORE_STAR) this.fail('too many expressions in star-unpacking assignment', node);
    if (node.elts.some((element, i) => i > star && element.nodeType === 'Starred')) {
      this.fail('multiple starred expressions in assignment', node);
    }
  }

  // Patterns

  matchStatement(node: ast.Match): void {
    const { cases } = node;
    this.then(node.subject);
    cases.forEach((each, i) => {
      const isLast = i === cases.length - 1;
      this.then(() => {
        const isDefault = isLast && i > 0 && isWildcard(each.pattern);
        if (!isDefault) this.checkPattern(each.pattern, isLast || each.guard !== null);
      });
      this.then(each.guard);
      this.thenAll(each.body);
    });
  }

  private checkPattern(pattern: ast.Pattern, mayMatchAll: boolean): void {
    new PatternChecker(this).check(pattern, mayMatchAll);
  }
}

const PLAIN: Block = { kind: 'plain', finalbody: [] };

/** Most targets before a starred one. */
const MAX_BEFORE_STAR = 255;

function reverseFrom(tasks: Task[], base: number): void {
  for (let i = base, j = tasks.length - 1; i < j; i++, j--) {
    const task = tasks[i]!;
    tasks[i] = tasks[j]!;
    tasks[j] = task;
  }
}

/** Of the earliest name that occurs twice, where it does so first after; -1 if none does. */
function findRepeated(names: readonly (string | null)[]): number {
  const seen = new Map<string, number>();
  let earliest = names.length;
  let found = -1;
  names.forEach((name, i) => {
    if (name === null) return;
    const before = seen.get(name);
    if (before === undefined) seen.set(name, i);
    else if (before < earliest) {
      earliest = before;
      found = i;
    }
  });
  return found;
}

/** What the walk checks at each kind of node, and its parts in the order of code generation. */
const VISITORS: Visitors = {
  Module: (c, n) => c.thenBody(n),
  Interactive: (c, n) => c.thenBody(n),
  Expression: (c, n) => c.then(n.body),

  // Statements
  FunctionDef: (c, n) => c.functionDefinition(n),
  AsyncFunctionDef: (c, n) => c.functionDefinition(n),
  ClassDef: (c, n) => c.classDefinition(n),
  TypeAlias: (c, n) => c.thenGeneric(n, () => c.thenUnit(c.scopes.of(n), () => c.then(n.value))),
  Return: (c, n) => c.returnStatement(n),
  Break: (c, n) => c.exit(n, "'break' outside loop"),
  Continue: (c, n) => c.exit(n, "'continue' not properly in loop"),
  Delete: (c, n) => c.thenAll(n.targets),
  Assign: (c, n) => {
    c.then(n.value);
    c.thenAll(n.targets);
  },
  AugAssign: (c, n) => {
    c.then(n.target);
    c.then(n.value);
  },
  AnnAssign: (c, n) => {
    c.then(n.value);
    c.then(n.target);
  },
  For: (c, n) => {
    c.thenBlock('loop', n, () => {
      c.then(n.iter);
      c.then(n.target);
      c.thenAll(n.body);
    });
    c.thenAll(n.orelse);
  },
  AsyncFor: (c, n) => {
    c.then(n.iter);
    c.thenBlock('loop', n, () => {
      c.then(n.target);
      c.thenAll(n.body);
    });
    c.thenAll(n.orelse);
  },
  While: (c, n) => {
    c.thenBlock('loop', n, () => {
      c.then(n.test);
      c.thenAll(n.body);
    });
    c.thenAll(n.orelse);
  },
  If: (c, n) => {
    c.then(n.test);
    c.thenAll(n.body);
    c.thenAll(n.orelse);
  },
  With: (c, n) => c.withStatement(n),
  AsyncWith: (c, n) => c.withStatement(n),
  Match: (c, n) => c.matchStatement(n),
  Raise: (c, n) => {
    c.then(n.exc);
    c.then(n.cause);
  },
  Try: (c, n) => c.tryStatement(n),
  TryStar: (c, n) => c.tryStatement(n),
  Assert: (c, n) => {
    c.warn(assertWarning(n));
    c.then(n.test);
    c.then(n.msg);
  },
  Expr: (c, n) => c.then(n.value),

  // Expressions
  NamedExpr: (c, n) => c.then(n.value),
  BoolOp: (c, n) => c.thenAll(n.values),
  BinOp: (c, n) => {
    c.then(n.left);
    c.then(n.right);
  },
  UnaryOp: (c, n) => c.then(n.operand),
  Lambda: (c, n) => c.lambda(n),
  IfExp: (c, n) => {
    c.then(n.test);
    c.then(n.body);
    c.then(n.orelse);
  },
  Dict: (c, n) => {
    for (let i = 0; i < n.values.length; i++) {
      c.then(n.keys[i] ?? null);
      c.then(n.values[i]!);
    }
  },
  Set: (c, n) => c.thenElements(n.elts),
  ListComp: (c, n) => c.comprehension(n, [n.elt]),
  SetComp: (c, n) => c.comprehension(n, [n.elt]),
  DictComp: (c, n) => c.comprehension(n, [n.key, n.value]),
  GeneratorExp: (c, n) => c.comprehension(n, [n.elt]),
  Yield: (c, n) => {
    if (!c.scope.isFunctionLike) c.fail("'yield' outside function", n);
    c.then(n.value);
  },
  YieldFrom: (c, n) => c.yieldFrom(n),
  Await: (c, n) => c.then(n.value),
  Compare: (c, n) => {
    c.warn(compareWarning(n));
    c.then(n.left);
    c.thenAll(n.comparators);
  },
  Call: (c, n) => {
    c.checkKeywords(n.keywords);
    c.warn(callWarning(n));
    c.then(n.func);
    c.thenElements(n.args);
    c.thenAll(n.keywords);
  },
  keyword: (c, n) => c.then(n.value),
  FormattedValue: (c, n) => {
    c.then(n.value);
    c.then(n.format_spec);
  },
  Interpolation: (c, n) => {
    c.then(n.value);
    c.then(n.format_spec);
  },
  JoinedStr: (c, n) => c.thenAll(n.values),
  TemplateStr: (c, n) => c.thenAll(n.values),
  Attribute: (c, n) => c.then(n.value),
  Subscript: (c, n) => {
    c.warn(subscriptWarning(n));
    c.then(n.value);
    c.then(n.slice);
  },
  Starred: (c, n) => {
    if (n.ctx === 'Store') c.fail('starred assignment target must be in a list or tuple', n);
    c.fail("can't use starred expression here", n);
  },
  Slice: (c, n) => {
    c.then(n.lower);
    c.then(n.upper);
    c.then(n.step);
  },
  List: (c, n) => c.sequence(n),
  Tuple: (c, n) => c.sequence(n),
  TypeVar: (c, n) => c.typeParameter(n),
  ParamSpec: (c, n) => c.typeParameter(n),
  TypeVarTuple: (c, n) => c.typeParameter(n),
};

// ---------------------------------------------------------------------------------------------------------------
// Patterns

function isWildcard(pattern: ast.Pattern): boolean {
  return pattern.nodeType === 'MatchAs' && pattern.name === null && pattern.pattern === null;
}

/** One case's pattern: which names it binds, and whether a part that always matches hides what follows. */
class PatternChecker {
  private readonly walk: StatementChecker;
  /** The names bound so far; in an alternative, by that alternative. */
  private names = new Set<string>();
  private readonly tasks: (() => void)[] = [];

  constructor(walk: StatementChecker) {
    this.walk = walk;
  }

  check(pattern: ast.Pattern, mayMatchAll: boolean): void {
    const { tasks } = this;
    this.then(() => this.pattern(pattern, mayMatchAll));
    while (tasks.length > 0) {
      const task = tasks.pop()!;
      const base = tasks.length;
      task();
      const queued = tasks.splice(base);
      while (queued.length > 0) tasks.push(queued.pop()!);
    }
  }

  private then(task: () => void): void {
    this.tasks.push(task);
  }

  private thenAll(patterns: readonly ast.Pattern[]): void {
    for (const pattern of patterns) this.then(() => this.pattern(pattern, true));
  }

  private bind(name: string | null, at: ast.Position): void {
    if (name === null) return;
    if (this.names.has(name)) this.walk.fail(`multiple assignments to name '${name}' in pattern`, at);
    this.names.add(name);
  }

  private pattern(p: ast.Pattern, mayMatchAll: boolean): void {
    switch (p.nodeType) {
      case 'MatchValue':
        if (!isPatternValue(p.value)) {
          this.walk.fail('patterns may only match literals and attribute lookups', p);
        }
        break;
      case 'MatchSingleton':
        break;
      case 'MatchSequence':
        this.sequence(p);
        break;
      case 'MatchMapping':
        this.checkKeys(p);
        this.thenAll(p.patterns);
        this.then(() => this.bind(p.rest, p));
        break;
      case 'MatchClass':
        this.checkAttributes(p);
        this.thenAll(p.patterns);
        this.thenAll(p.kwd_patterns);
        break;
      case 'MatchStar':
        this.bind(p.name, p);
        break;
      case 'MatchAs':
        this.capture(p, mayMatchAll);
        break;
      case 'MatchOr':
        this.alternatives(p, mayMatchAll);
        break;
    }
  }

  private capture(p: ast.MatchAs, mayMatchAll: boolean): void {
    const { pattern } = p;
    if (pattern !== null) {
      this.then(() => this.pattern(pattern, mayMatchAll));
      this.then(() => this.bind(p.name, p));
      return;
    }
    if (!mayMatchAll) {
      const what = p.name === null ? 'wildcard' : `name capture '${p.name}'`;
      this.walk.fail(`${what} makes remaining patterns unreachable`, p);
    }
    this.bind(p.name, p);
  }

  private sequence(p: ast.MatchSequence): void {
    const stars = p.patterns.filter((part) => part.nodeType === 'MatchStar');
    if (stars.length > 1) this.walk.fail('multiple starred names in sequence pattern', p);
    if (stars.length === 1 && p.patterns.indexOf(stars[0]!) > MAX_BEFORE_STAR) {
      this.walk.fail('too many expressions in star-unpacking sequence pattern', p);
    }
    this.thenAll(p.patterns);
  }

  /** Alternatives must bind the same names; only the last may match whatever it is given. */
  private alternatives(p: ast.MatchOr, mayMatchAll: boolean): void {
    const outer = this.names;
    let first: Set<string> | null = null;
    p.patterns.forEach((alternative, i) => {
      this.then(() => {
        this.names = new Set();
        this.then(() => this.pattern(alternative, mayMatchAll && i === p.patterns.length - 1));
      });
      this.then(() => {
        first ??= this.names;
        if (!haveSameNames(first, this.names)) this.walk.fail('alternative patterns bind different names', p);
      });
    });
    this.then(() => {
      this.names = outer;
      for (const name of first ?? []) this.bind(name, p);
    });
  }

  private checkAttributes(p: ast.MatchClass): void {
    const repeated = findRepeated(p.kwd_attrs);
    if (repeated < 0) return;
    const message = `attribute name repeated in class pattern: ${p.kwd_attrs[repeated]}`;
    this.walk.fail(message, p.kwd_patterns[repeated]!);
  }

  private checkKeys(p: ast.MatchMapping): void {
    const seen = new Set<string>();
    for (const key of p.keys) {
      if (key.nodeType === 'Attribute') continue;
      const constant = constantKey(key);
      if (constant === null) {
        this.walk.fail('mapping pattern keys may only match literals and attribute lookups', p);
      }
      if (seen.has(constant.identity)) {
        this.walk.fail(`mapping pattern checks duplicate key (${constant.repr})`, p);
      }
      seen.add(constant.identity);
    }
  }
}

function haveSameNames(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}

/** A constant, a number with a sign or a complex number written as a sum, or an attribute. */
function isPatternValue(value: ast.Expr): boolean {
  return value.nodeType === 'Attribute' || constantKey(value) !== null;
}

/** A literal as a key: equal ones have equal identities; `repr` is Python's. */
interface ConstantKey {
  identity: string;
  repr: string;
}

function constantKey(value: ast.Expr): ConstantKey | null {
  const number = numberOf(value);
  if (number !== null) return { identity: numberIdentity(number), repr: numberRepr(number) };
  if (value.nodeType !== 'Constant') return null;
  const constant = value.value;
  if (constant === null) return { identity: 'None', repr: 'None' };
  if (constant instanceof Uint8Array)
    return { identity: `bytes ${constant.join()}`, repr: bytesRepr(constant) };
  const text = textOf(constant);
  return text === null ? null : { identity: `str ${text}`, repr: textRepr(text) };
}

function textOf(constant: ast.ConstantValue): string | null {
  if (typeof constant === 'string') return constant;
  if (typeof constant !== 'object' || constant === null || !('codePoints' in constant)) return null;
  return Array.from(constant.codePoints, (point) => String.fromCodePoint(point)).join('');
}

/** An int or bool as it is written; otherwise a real and an imaginary part, null for a float. */
type PatternNumber =
  | { kind: 'int'; value: bigint; isBool: boolean }
  | { kind: 'float'; real: number }
  | { kind: 'complex'; real: number; imaginary: number };

function numberOf(value: ast.Expr): PatternNumber | null {
  if (value.nodeType === 'UnaryOp') {
    const operand = value.op === 'USub' ? numberOf(value.operand) : null;
    return operand === null ? null : negated(operand);
  }
  if (value.nodeType === 'BinOp') return sumOf(value);
  if (value.nodeType !== 'Constant') return null;
  const constant = value.value;
  if (typeof constant === 'boolean') return { kind: 'int', value: BigInt(constant), isBool: true };
  if (typeof constant === 'number' || typeof constant === 'bigint') {
    return { kind: 'int', value: BigInt(constant), isBool: false };
  }
  if (constant instanceof ast.ComplexConstant)
    return { kind: 'complex', real: constant.real, imaginary: constant.imag };
  if (typeof constant !== 'object' || constant === null || !('value' in constant)) return null;
  if (constant instanceof ast.ImaginaryLiteral)
    return { kind: 'complex', real: 0, imaginary: constant.value };
  return { kind: 'float', real: constant.value };
}

function negated(number: PatternNumber): PatternNumber {
  if (number.kind === 'int') return { kind: 'int', value: -number.value, isBool: false };
  if (number.kind === 'float') return { kind: 'float', real: -number.real };
  return { kind: 'complex', real: -number.real, imaginary: -number.imaginary };
}

/** `real + imaginary` or `real - imaginary`; CPython leaves the sign of a zero part alone that is not there. */
function sumOf(value: ast.BinOp): PatternNumber | null {
  const left = numberOf(value.left);
  const right = numberOf(value.right);
  if (left === null || left.kind === 'complex' || right === null || right.kind !== 'complex') return null;
  const real = left.kind === 'int' ? Number(left.value) : left.real;
  if (value.op === 'Add') return { kind: 'complex', real: real + right.real, imaginary: right.imaginary };
  if (value.op === 'Sub') return { kind: 'complex', real: real - right.real, imaginary: -right.imaginary };
  return null;
}

function numberIdentity(number: PatternNumber): string {
  if (number.kind === 'int') return `number ${number.value}`;
  if (number.kind === 'complex' && number.imaginary !== 0) {
    return `complex ${number.real + 0} ${number.imaginary + 0}`;
  }
  return `number ${Number.isInteger(number.real) ? BigInt(number.real) : number.real}`;
}

function numberRepr(number: PatternNumber): string {
  if (number.kind === 'float') return floatRepr(number.real, true);
  if (number.kind === 'int') {
    if (number.isBool) return number.value === 1n ? 'True' : 'False';
    return number.value.toString();
  }
  const imaginary = floatRepr(number.imaginary, false);
  if (Object.is(number.real, 0)) return `${imaginary}j`;
  const sign = imaginary.startsWith('-') ? '' : '+';
  return `(${floatRepr(number.real, false)}${sign}${imaginary}j)`;
}

/** Python's shortest text of a float, from JavaScript's, which has the same digits but another exponent rule. */
function floatRepr(value: number, withPoint: boolean): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return withPoint ? '-0.0' : '-0';
  const [mantissa, power] = value.toExponential().split('e') as [string, string];
  const exponent = Number(power);
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    const digits = String(Math.abs(exponent)).padStart(2, '0');
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`;
  }
  const plain =
    exponent < 0 ? value.toFixed(mantissa.replace(/[-.]/g, '').length - 1 - exponent) : String(value);
  return withPoint && !plain.includes('.') ? `${plain}.0` : plain;
}

function bytesRepr(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `b${quoted(text, (point) => point >= 0x20 && point < 0x7f)}`;
}

function textRepr(text: string): string {
  return quoted(text, (point) => point === 0x20 || !/[\p{C}\p{Z}]/u.test(String.fromCodePoint(point)));
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

function quoted(text: string, isPrintable: (point: number) => boolean): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let inside = '';
  for (const character of text) {
    const point = character.codePointAt(0)!;
    const escape = ESCAPES.get(character);
    if (escape !== undefined) inside += escape;
    else if (character === quote) inside += `\\${quote}`;
    else inside += isPrintable(point) ? character : hexEscape(point);
  }
  return quote + inside + quote;
}

function hexEscape(point: number): string {
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, '0')}`;
  if (point <= 0xffff) return `\\u${point.toString(16).padStart(4, '0')}`;
  return `\\U${point.toString(16).padStart(8, '0')}`;
}
