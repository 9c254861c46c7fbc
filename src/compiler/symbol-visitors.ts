// What the first walk for scopes (symbol-collector.ts) does at each kind of node: in which order its parts are visited, and which
// of them stand where they may not be executed. What is about scopes themselves is in the collector.
import type * as ast from '../syntax/ast.ts';
import { LOCAL } from './scope.ts';
import type { SymbolCollector } from './symbol-collector.ts';
import { EVALUATION, type Visitors } from './tree-walk.ts';

/** What the walk does at each kind of node. */
export const VISITORS: Visitors<SymbolCollector> = {
  ...EVALUATION,

  // Statements
  FunctionDef: (c, n) => c.functionDefinition(n),
  AsyncFunctionDef: (c, n) => c.functionDefinition(n),
  ClassDef: (c, n) => c.classDefinition(n),
  TypeAlias: (c, n) => c.typeAlias(n),
  Assign: (c, n) => {
    c.thenAll(n.targets);
    c.then(n.value);
  },
  AnnAssign: (c, n) => c.annotatedAssignment(n),
  For: (c, n) => forLoop(c, n),
  AsyncFor: (c, n) => {
    c.requireCoroutine('async for', n);
    forLoop(c, n);
  },
  While: (c, n) => conditional(c, n),
  If: (c, n) => conditional(c, n),
  With: (c, n) => withStatement(c, n),
  AsyncWith: (c, n) => {
    c.requireCoroutine('async with', n);
    withStatement(c, n);
  },
  Match: (c, n) => {
    c.then(n.subject);
    c.thenConditional(() => c.thenAll(n.cases));
  },
  match_case: (c, n) => {
    c.then(n.pattern);
    c.then(n.guard);
    c.thenAll(n.body);
  },
  Try: (c, n) => tryStatement(c, n),
  TryStar: (c, n) => tryStatement(c, n),
  ExceptHandler: (c, n) => {
    const { name } = n;
    c.then(n.type);
    if (name !== null) c.then(() => c.define(name, LOCAL, n));
    c.thenAll(n.body);
  },
  ImportFrom: (c, n) => {
    c.thenAll(n.names);
    c.then(() => c.checkFutureImport(n));
  },
  alias: (c, n) => c.importAlias(n),
  Global: (c, n) => c.declare(n),
  Nonlocal: (c, n) => c.declare(n),

  // Expressions
  NamedExpr: (c, n) => c.namedExpression(n),
  Lambda: (c, n) => c.lambda(n),
  Dict: (c, n) => {
    c.thenAll(n.keys);
    c.thenAll(n.values);
  },
  ListComp: (c, n) => c.comprehension(n, '<listcomp>', [n.elt]),
  SetComp: (c, n) => c.comprehension(n, '<setcomp>', [n.elt]),
  DictComp: (c, n) => c.comprehension(n, '<dictcomp>', [n.value, n.key]),
  GeneratorExp: (c, n) => c.comprehension(n, '<genexpr>', [n.elt]),
  comprehension: (c, n) => {
    const { scope } = c;
    c.thenIterationTarget(n.target);
    c.then(() => {
      scope.iterableDepth++;
    });
    c.then(n.iter);
    c.then(() => {
      scope.iterableDepth--;
    });
    c.thenAll(n.ifs);
    if (n.is_async) {
      c.then(() => {
        scope.isCoroutine = true;
      });
    }
  },
  Yield: (c, n) => c.yields(n),
  YieldFrom: (c, n) => c.yields(n),
  Await: (c, n) => c.awaits(n),
  Call: (c, n) => {
    c.then(n.func);
    c.thenAll(n.args);
    if (n.keywords.length === 0) return;
    c.then(() => c.checkKeywords(n.keywords));
    c.thenAll(n.keywords);
  },
  Attribute: (c, n) => {
    if (n.attr === '__debug__' && n.ctx === 'Store') c.fail('cannot assign to __debug__', n);
    if (n.attr === '__debug__' && n.ctx === 'Del') c.fail('cannot delete __debug__', n);
    c.then(n.value);
  },
  Name: (c, n) => c.name(n),

  // Type parameters and patterns
  TypeVar: (c, n) => c.typeParameter(n),
  ParamSpec: (c, n) => c.typeParameter(n),
  TypeVarTuple: (c, n) => c.typeParameter(n),
  MatchValue: (c, n) => c.then(n.value),
  MatchSequence: (c, n) => c.thenAll(n.patterns),
  MatchStar: (c, n) => {
    if (n.name !== null) c.define(n.name, LOCAL, n);
  },
  MatchMapping: (c, n) => {
    const { rest } = n;
    c.thenAll(n.keys);
    c.thenAll(n.patterns);
    if (rest !== null) c.then(() => c.define(rest, LOCAL, n));
  },
  MatchClass: (c, n) => {
    c.then(n.cls);
    c.thenAll(n.patterns);
    const debug = n.kwd_attrs.indexOf('__debug__');
    if (debug >= 0) c.then(() => c.fail('cannot assign to __debug__', n.kwd_patterns[debug]!));
    c.thenAll(n.kwd_patterns);
  },
  MatchAs: (c, n) => {
    const { name } = n;
    c.then(n.pattern);
    if (name !== null) c.then(() => c.define(name, LOCAL, n));
  },
  MatchOr: (c, n) => c.thenAll(n.patterns),
};

function forLoop(c: SymbolCollector, node: ast.For | ast.AsyncFor): void {
  c.then(node.target);
  c.then(node.iter);
  c.thenConditional(() => {
    c.thenAll(node.body);
    c.thenAll(node.orelse);
  });
}

function conditional(c: SymbolCollector, node: ast.If | ast.While): void {
  c.then(node.test);
  c.thenConditional(() => {
    c.thenAll(node.body);
    c.thenAll(node.orelse);
  });
}

function withStatement(c: SymbolCollector, node: ast.With | ast.AsyncWith): void {
  c.thenConditional(() => {
    c.thenAll(node.items);
    c.thenAll(node.body);
  });
}

function tryStatement(c: SymbolCollector, node: ast.Try | ast.TryStar): void {
  c.thenConditional(() => {
    c.thenAll(node.body);
    c.thenAll(node.handlers);
    c.thenAll(node.orelse);
    c.thenAll(node.finalbody);
  });
}
