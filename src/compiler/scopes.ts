// Scopes: which names each block of a module has, and how each is reached. CPython's symbol table, in three walks.
//
//   1. `SymbolCollector` (symbol-collector.ts) walks the tree and notes, scope by scope, every binding, use and declaration of a name, in
//      CPython's order, since that order decides which SyntaxError is reported first.
//   2. `resolveScopes` (scope-resolution.ts) decides each name: outermost scopes first what it is (local, free, global), innermost first
//      which locals are captured and which scopes pass a free name through.
//   3. `localsInOrder` (local-order.ts) numbers the fast locals in the order in which compiled code first touches them.
//
// All walks keep their own stack, so that depth of nesting costs heap, not the host's stack. Names in the tables are
// mangled already; the emitter asks with `scope.lookup(scope.mangle(id))`. Errors that CPython finds only when it
// generates code are in checks.ts.
import type * as ast from '../syntax/ast.ts';
import { readFutureFeatures } from './module-head.ts';
import { localsInOrder } from './local-order.ts';
import { type AnnotatedNode, type GenericNode, IMPORTED, type Scope, type ScopeNode } from './scope.ts';
import { finishDetached, finishVariables, outermostFirst, resolveScopes } from './scope-resolution.ts';
import { SymbolCollector } from './symbol-collector.ts';

export interface ScopeOptions {
  /** Future features in force from outside (`compile`'s flags): CO_FUTURE_* bits. */
  futureFlags?: number;
  /** PyCF_ALLOW_TOP_LEVEL_AWAIT: `await` and its kin may stand in the module itself. */
  allowTopLevelAwait?: boolean;
}

/** All scopes of one module, by the nodes that open them. */
export class ScopeTable {
  readonly top: Scope;
  /** CO_FUTURE_* bits: those the module asks for and those given from outside. */
  readonly futureFlags: number;
  private readonly byNode: ReadonlyMap<ast.Node, Scope>;
  private readonly annotationScopes: ReadonlyMap<ast.Node, Scope>;
  private readonly typeParameterScopes: ReadonlyMap<ast.Node, Scope>;
  private readonly boundScopes: ReadonlyMap<ast.Node, Scope>;
  private readonly defaultScopes: ReadonlyMap<ast.Node, Scope>;

  constructor(top: Scope, futureFlags: number, maps: ScopeMaps) {
    this.top = top;
    this.futureFlags = futureFlags;
    this.byNode = maps.byNode;
    this.annotationScopes = maps.annotations;
    this.typeParameterScopes = maps.typeParameters;
    this.boundScopes = maps.bounds;
    this.defaultScopes = maps.defaults;
  }

  /** Whether the module defines coroutines. */
  get hasCoroutines(): boolean {
    for (const scope of this.byNode.values()) if (scope.isCoroutine) return true;
    return false;
  }

  /** Whether the module has an import of a name. */
  imports(name: string): boolean {
    return ((this.top.symbols.get(name)?.flags ?? 0) & IMPORTED) !== 0;
  }

  /** The scope a node opens; of a type alias that of its value. Throws for a node that opens none. */
  of(node: ScopeNode): Scope {
    const scope = this.byNode.get(node);
    if (scope === undefined) throw new Error(`no scope is opened by ${node.nodeType}`);
    return scope;
  }

  /** The scope of `__annotate__` for a function's annotations, or for those in a module's or class's body. */
  annotationsOf(node: AnnotatedNode): Scope | null {
    return this.annotationScopes.get(node) ?? null;
  }

  /** The scope `<generic parameters of ...>` around a generic function, class or type alias. */
  typeParametersOf(node: GenericNode): Scope | null {
    return this.typeParameterScopes.get(node) ?? null;
  }

  /** The scope that evaluates the bound or the constraints of a type variable. */
  boundOf(node: ast.TypeVar): Scope | null {
    return this.boundScopes.get(node) ?? null;
  }

  /** The scope that evaluates the default of a type parameter. */
  defaultOf(node: ast.TypeParam): Scope | null {
    return this.defaultScopes.get(node) ?? null;
  }
}

/** Scopes by the nodes that open them; a node may open several. */
export interface ScopeMaps {
  byNode: Map<ast.Node, Scope>;
  annotations: Map<ast.Node, Scope>;
  typeParameters: Map<ast.Node, Scope>;
  bounds: Map<ast.Node, Scope>;
  defaults: Map<ast.Node, Scope>;
}

/**
 * The scopes of a module, an interactive statement or an expression.
 * Throws PythonSyntaxError, with CPython's text and position, where its symbol table does.
 */
export function analyseScopes(tree: ast.Mod, filename: string, options: ScopeOptions = {}): ScopeTable {
  const future = readFutureFeatures(tree, filename);
  const futureFlags = future.flags | (options.futureFlags ?? 0);
  const collector = new SymbolCollector(
    filename,
    futureFlags,
    future.end,
    options.allowTopLevelAwait ?? false,
  );
  const top = collector.collect(tree);
  const order = outermostFirst(top);
  resolveScopes(order, filename);
  const table = new ScopeTable(top, futureFlags, collector.maps);
  const locals = localsInOrder(table);
  for (const scope of order) finishVariables(scope, locals.get(scope));
  for (const scope of collector.detached) finishDetached(scope);
  return table;
}
