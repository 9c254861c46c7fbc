// The SyntaxErrors beyond grammar that are about where a construct stands: `return` outside a function, two stars in
// one target, a pattern that can't be reached. CPython finds these while it generates code, after its symbol table is
// made, so `checkStatements` runs after `analyseScopes` and looks at the tree in the order of code generation.
// Errors about names are in scopes.ts, those about patterns in pattern-checks.ts.
import type * as ast from '../syntax/ast.ts';
import type { SyntaxWarningInfo } from '../syntax/errors.ts';
import { annotatedVariables, signatureAnnotations } from './annotations.ts';
import type { ComprehensionNode, FunctionNode, GenericNode, Scope } from './scope.ts';
import type { ScopeTable } from './scopes.ts';
import { EVALUATION, TreeWalk, visitBy, type Visitors } from './tree-walk.ts';
import { assertWarning, callWarning, compareWarning, subscriptWarning } from './warnings.ts';
import { errorAt } from './error-at.ts';
import { findRepeated, isWildcard, MAX_BEFORE_STAR, PatternChecker } from './pattern-checks.ts';

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

export class StatementChecker extends TreeWalk {
  readonly scopes: ScopeTable;
  scope: Scope;
  private readonly filename: string;
  private blocks: readonly Block[] = [];
  /** Each `finally` whose code was looked at where an exit runs it; once is enough. */
  private readonly exited = new Set<readonly ast.Stmt[]>();
  private readonly warnings: SyntaxWarningInfo[];

  constructor(filename: string, scopes: ScopeTable, warnings: SyntaxWarningInfo[]) {
    super();
    this.filename = filename;
    this.warnings = warnings;
    this.scopes = scopes;
    this.scope = scopes.top;
  }

  check(tree: ast.Mod): void {
    this.then(tree);
    this.run();
  }

  protected visit(node: ast.Node): void {
    visitBy(VISITORS, this, node);
  }

  fail(message: string, at: ast.Position): never {
    throw errorAt(message, this.filename, at);
  }

  warn(warning: SyntaxWarningInfo | null): void {
    if (warning !== null) this.warnings.push(warning);
  }

  /** Elements among which a starred one is at home. */
  thenElements(nodes: readonly ast.Expr[]): void {
    for (const node of nodes) this.then(node.nodeType === 'Starred' ? node.value : node);
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
      this.thenUnit(this.scopes.annotationsOf(node), () =>
        this.thenElements(signatureAnnotations(node).map(({ value }) => value)),
      );
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
      const annotations = annotatedVariables(node.body).map((each) => each.node.annotation);
      this.thenUnit(this.scopes.annotationsOf(node), () => this.thenAll(annotations));
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

/** What the walk checks at each kind of node, and its parts in the order of code generation. */
const VISITORS: Visitors<StatementChecker> = {
  ...EVALUATION,
  Module: (c, n) => c.thenBody(n),
  Interactive: (c, n) => c.thenBody(n),

  // Statements
  FunctionDef: (c, n) => c.functionDefinition(n),
  AsyncFunctionDef: (c, n) => c.functionDefinition(n),
  ClassDef: (c, n) => c.classDefinition(n),
  TypeAlias: (c, n) => c.thenGeneric(n, () => c.thenUnit(c.scopes.of(n), () => c.then(n.value))),
  Return: (c, n) => c.returnStatement(n),
  Break: (c, n) => c.exit(n, "'break' outside loop"),
  Continue: (c, n) => c.exit(n, "'continue' not properly in loop"),
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
  With: (c, n) => c.withStatement(n),
  AsyncWith: (c, n) => c.withStatement(n),
  Match: (c, n) => c.matchStatement(n),
  Try: (c, n) => c.tryStatement(n),
  TryStar: (c, n) => c.tryStatement(n),
  Assert: (c, n) => {
    c.warn(assertWarning(n));
    c.then(n.test);
    c.then(n.msg);
  },

  // Expressions
  Lambda: (c, n) => c.lambda(n),
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
  Subscript: (c, n) => {
    c.warn(subscriptWarning(n));
    c.then(n.value);
    c.then(n.slice);
  },
  Starred: (c, n) => {
    if (n.ctx === 'Store') c.fail('starred assignment target must be in a list or tuple', n);
    c.fail("can't use starred expression here", n);
  },
  List: (c, n) => c.sequence(n),
  Tuple: (c, n) => c.sequence(n),
  TypeVar: (c, n) => c.typeParameter(n),
  ParamSpec: (c, n) => c.typeParameter(n),
  TypeVarTuple: (c, n) => c.typeParameter(n),
};
