// Scopes: which names each block of a module has, and how each is reached. CPython's symbol table, in three walks.
//
//   1. `SymbolCollector` walks the tree and notes, scope by scope, every binding, use and declaration of a name, in
//      CPython's order, since that order decides which SyntaxError is reported first.
//   2. `resolveScopes` decides each name: outermost scopes first what it is (local, free, global), innermost first
//      which locals are captured and which scopes pass a free name through.
//   3. `localsInOrder` (mangle.ts) numbers the fast locals in the order in which compiled code first touches them.
//
// All walks keep their own stack, so that depth of nesting costs heap, not the host's stack. Names in the tables are
// mangled already; the emitter asks with `scope.lookup(scope.mangle(id))`. Errors that CPython finds only when it
// generates code are in checks.ts.
//
// The file is long because the walks share the symbol flags and the private half of `Scope`.

import type * as ast from '../syntax/ast.ts';
import type { PythonSyntaxError } from '../syntax/errors.ts';
import { errorAt, hasDocstring, isFutureImport, readFutureFeatures } from './checks.ts';
import { CO_FUTURE_ANNOTATIONS } from './checks.ts';
import { compareCodePoints, localsInOrder, mangle } from './mangle.ts';

export { mangle } from './mangle.ts';

export type ScopeKind =
  | 'module'
  | 'function'
  | 'lambda'
  | 'class'
  | 'comprehension'
  | 'generator-expression'
  | 'annotation'
  | 'type-parameters'
  | 'type-alias'
  | 'type-variable-bound';

/**
 * How a name is reached from a scope:
 * - `local`: a variable of this scope (or of the one an inlined comprehension stands in). In a module or class it is an
 *   entry of the namespace, and a load that misses there goes on to globals and builtins.
 * - `cell`: a local that inner scopes capture.
 * - `free`: a cell of an enclosing scope.
 * - `free-class`: the same, but a load looks first in the class's namespace: in a class body its own, in an annotation
 *   scope the one in `__classdict__`. Stores go to the cell.
 * - `global-explicit`: declared `global`: globals, then builtins.
 * - `global-implicit`: bound nowhere: globals, then builtins; directly in a module or class its namespace before them.
 * - `global-class`: the same, but a load looks in `__classdict__` before.
 */
export type NameUse =
  'local' | 'cell' | 'free' | 'free-class' | 'global-explicit' | 'global-implicit' | 'global-class';

export type FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef;
export type ComprehensionNode = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp;
export type GenericNode = FunctionNode | ast.ClassDef | ast.TypeAlias;
/** Nodes with one scope of their own: what `ScopeTable.of` accepts. */
export type ScopeNode =
  ast.Mod | FunctionNode | ast.Lambda | ast.ClassDef | ComprehensionNode | ast.TypeAlias;
/** Nodes whose annotations share one `__annotate__`. */
export type AnnotatedNode = ast.Mod | FunctionNode | ast.ClassDef;

export interface ScopeOptions {
  /** Future features in force from outside (`compile`'s flags): CO_FUTURE_* bits. */
  futureFlags?: number;
  /** PyCF_ALLOW_TOP_LEVEL_AWAIT: `await` and its kin may stand in the module itself. */
  allowTopLevelAwait?: boolean;
}

/** What a scope says about one name: bits that CPython's `symtable` calls DEF_*. */
const GLOBAL = 1;
const LOCAL = 2;
const PARAMETER = 4;
const NONLOCAL = 8;
const USED = 16;
/** Bound in the class, and at the same time passed through it to an inner function. */
const FREE_CLASS = 64;
const IMPORTED = 128;
const ANNOTATED = 256;
const ITERATION = 512;
const TYPE_PARAMETER = 1024;
/** A cell of a comprehension inlined here. */
const INLINED_CELL = 2048;
const BOUND = LOCAL | PARAMETER | IMPORTED | TYPE_PARAMETER;

export const CO_OPTIMIZED = 0x1;
export const CO_NEWLOCALS = 0x2;
export const CO_VARARGS = 0x4;
export const CO_VARKEYWORDS = 0x8;
export const CO_NESTED = 0x10;
export const CO_GENERATOR = 0x20;
export const CO_COROUTINE = 0x80;
export const CO_ASYNC_GENERATOR = 0x200;
export const CO_HAS_DOCSTRING = 0x4000000;
export const CO_METHOD = 0x8000000;

/** Names a class body provides to what is nested in it without binding them as its own. */
const CLASS_CELLS: ReadonlySet<string> = new Set([
  '__class__',
  '__classdict__',
  '__conditional_annotations__',
]);

type BareUse = 'local' | 'cell' | 'free' | 'global-explicit' | 'global-implicit';

export interface SymbolFacts {
  flags: number;
  use: BareUse;
  /** Comes from a comprehension inlined here; the scope's own code never says it. */
  copied: boolean;
}

interface Directive {
  name: string;
  position: ast.Position;
}

/** One block with names of its own. Everything here is final once `analyseScopes` has returned. */
export class Scope {
  readonly kind: ScopeKind;
  /** As `co_name`. */
  readonly name: string;
  /** The node that opens the scope; of an annotation scope what is annotated, of a bound the type parameter. */
  readonly node: ast.Node;
  readonly parent: Scope | null;
  /** Where it begins; 0 for a module. */
  lineno = 0;
  /** In source order, inlined comprehensions too. */
  readonly children: Scope[] = [];
  /** What the scope's own code says, mangled. Names that only pass through to inner scopes are in `freevars` alone. */
  readonly names = new Map<string, NameUse>();
  /** Parameters in the order of `co_varnames`: positional, keyword-only, `*args`, `**kwargs`. */
  readonly parameters: string[] = [];
  /** `co_varnames`: the parameters, then the other fast locals in the order in which compiled code touches them. */
  locals: readonly string[] = [];
  /** `co_cellvars`. */
  cellvars: readonly string[] = [];
  /** `co_freevars`. */
  freevars: readonly string[] = [];
  /** `co_qualname`; of an inlined comprehension what it would be. */
  qualname = '';
  /** The class whose name mangles private names here. */
  className: string | null;
  isGenerator = false;
  /** Has `await`, or is an `async def`; together with `isGenerator`, an asynchronous generator. */
  isCoroutine = false;
  hasStarArgs = false;
  hasKwArgs = false;
  hasDocstring = false;
  /** Inside some function-like scope (CO_NESTED). */
  readonly isNested: boolean;
  /** A function-like scope directly in a class (CO_METHOD). */
  readonly isMethod: boolean;
  /** A class only: something inside uses `__class__` (or `super`), so the body makes that cell. */
  needsClassCell = false;
  /** A class only: an annotation scope inside uses the namespace, so the body makes the cell `__classdict__`. */
  needsClassDict = false;
  /** A module or class only: the set `__conditional_annotations__` records which annotations were executed. */
  hasConditionalAnnotations = false;
  /** A comprehension whose code stands in its parent's (PEP 709). */
  inlined = false;
  /** An annotation-like scope directly in a class, which sees the class's names through `__classdict__`. */
  seesClass = false;
  /** Annotations of local variables: never executed, so no code is made. */
  unevaluated = false;
  /** Annotations under `from __future__ import annotations`: strings, so no name in them counts. */
  stringified = false;

  /** @internal */ readonly symbols = new Map<string, SymbolFacts>();
  /** @internal */ readonly directives: Directive[] = [];
  /** @internal Names free here or further in that an enclosing scope has to provide. */
  readonly freeOut = new Set<string>();
  /** @internal Names mangled in the type parameters of a class: only the parameters themselves are. */
  mangledOnly: Set<string> | null = null;
  /** @internal Inside how many iterables of comprehensions; there `:=` is not allowed. */
  iterableDepth = 0;
  /** @internal */ inIterationTarget = false;
  /** @internal */ isConditional = false;
  /** @internal */ isSilent = false;
  /** @internal */ annotations: Scope | null = null;
  /** @internal What a type variable's scope is, in messages. */
  description = '';

  constructor(kind: ScopeKind, name: string, node: ast.Node, parent: Scope | null, className: string | null) {
    this.kind = kind;
    this.name = name;
    this.node = node;
    this.parent = parent;
    this.className = className;
    this.isNested = parent !== null && (parent.isNested || parent.isFunctionLike);
    this.isMethod = parent !== null && parent.kind === 'class' && isFunctionBlock(kind);
  }

  /** Neither module nor class: its locals are fast (CO_OPTIMIZED and CO_NEWLOCALS). */
  get isFunctionLike(): boolean {
    return this.kind !== 'module' && this.kind !== 'class';
  }

  get isAsyncGenerator(): boolean {
    return this.isGenerator && this.isCoroutine;
  }

  get isComprehension(): boolean {
    return this.kind === 'comprehension' || this.kind === 'generator-expression';
  }

  /** The nearest enclosing scope, or this one, that is compiled to code of its own. */
  get unit(): Scope {
    let scope: Scope = this;
    while (scope.inlined && scope.parent !== null) scope = scope.parent;
    return scope;
  }

  /** `co_flags` but for the bits of future features. */
  get flags(): number {
    let flags = 0;
    if (this.isFunctionLike) {
      flags |= CO_OPTIMIZED | CO_NEWLOCALS;
      if (this.isNested) flags |= CO_NESTED;
      if (this.isGenerator) flags |= this.isCoroutine ? CO_ASYNC_GENERATOR : CO_GENERATOR;
      if (this.hasStarArgs) flags |= CO_VARARGS;
      if (this.hasKwArgs) flags |= CO_VARKEYWORDS;
      if (this.hasDocstring) flags |= CO_HAS_DOCSTRING;
    }
    if (this.isCoroutine && !this.isGenerator) flags |= CO_COROUTINE;
    if (this.isMethod) flags |= CO_METHOD;
    return flags;
  }

  /** The name `id` of the source as this scope's tables and attribute accesses spell it. */
  mangle(id: string): string {
    if (this.mangledOnly !== null && !this.mangledOnly.has(id)) return id;
    return mangle(this.className, id);
  }

  /** How the (mangled) name is reached here; also one that the scope itself never mentions but passes to inner ones. */
  lookup(name: string): NameUse {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    if (this.isFunctionLike && this.symbols.get(name)?.use === 'free') return 'free';
    if (this.inlined && this.parent !== null) return this.parent.lookup(name);
    return 'global-implicit';
  }

  /** What an inlined comprehension hides while it runs: its own variables, and targets of `:=` declared global. */
  savedNames(): string[] {
    const saved: string[] = [];
    for (const [name, { flags }] of this.symbols) {
      if ((flags & LOCAL) !== 0 && (flags & NONLOCAL) === 0) saved.push(name);
    }
    return saved;
  }

  /** Whether the (mangled) name is this scope's own variable, not one of a comprehension inlined in it. */
  binds(name: string): boolean {
    const symbol = this.symbols.get(name);
    return symbol !== undefined && !symbol.copied && isOwnBinding(symbol.flags);
  }

  /**
   * The scope that holds the variable or cell of a name used here as `local`, `cell`, `free` or `free-class`; null for
   * globals. For `__class__` and its kin it is the class.
   */
  ownerOf(name: string): Scope | null {
    if (this.binds(name)) return this;
    const use = this.lookup(name);
    if (use.startsWith('global')) return null;
    let scope = this.parent;
    if (use === 'local' && scope !== null) return scope.ownerOf(name);
    for (; scope !== null; scope = scope.parent) {
      const provides =
        scope.kind === 'class' ? CLASS_CELLS.has(name) : scope.isFunctionLike && scope.binds(name);
      if (provides) return scope;
    }
    return null;
  }

  toString(): string {
    return `<scope ${this.kind} ${this.qualname || this.name}>`;
  }
}

function isFunctionBlock(kind: ScopeKind): boolean {
  return (
    kind === 'function' || kind === 'lambda' || kind === 'comprehension' || kind === 'generator-expression'
  );
}

function isOwnBinding(flags: number): boolean {
  return (flags & BOUND) !== 0 && (flags & (GLOBAL | NONLOCAL)) === 0;
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

interface ScopeMaps {
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

// ---------------------------------------------------------------------------------------------------------------
// First walk: what each scope says about its names

type Task = ast.Node | (() => void);
type Visitors = {
  [K in ast.Node['nodeType']]?: (c: SymbolCollector, node: Extract<ast.Node, { nodeType: K }>) => void;
};

/**
 * Walks a tree with its own stack. Visitors act at once on their node and, with `then`, queue what follows, in order;
 * the queued tasks run before whatever was queued earlier.
 */
class SymbolCollector {
  readonly maps: ScopeMaps = {
    byNode: new Map(),
    annotations: new Map(),
    typeParameters: new Map(),
    bounds: new Map(),
    defaults: new Map(),
  };
  /** Scopes outside the tree of children: annotations that are only strings. */
  readonly detached: Scope[] = [];
  scope!: Scope;
  private top!: Scope;
  private className: string | null = null;
  private readonly tasks: Task[] = [];
  private readonly stack: Scope[] = [];
  readonly filename: string;
  readonly futureEnd: ast.Position | null;
  private readonly annotationsAreStrings: boolean;
  private readonly topLevelAwait: boolean;

  constructor(filename: string, futureFlags: number, futureEnd: ast.Position | null, topLevelAwait: boolean) {
    this.filename = filename;
    this.futureEnd = futureEnd;
    this.annotationsAreStrings = (futureFlags & CO_FUTURE_ANNOTATIONS) !== 0;
    this.topLevelAwait = topLevelAwait;
  }

  collect(tree: ast.Mod): Scope {
    this.top = new Scope('module', '<module>', tree, null, null);
    this.maps.byNode.set(tree, this.top);
    this.enter(this.top);
    if (tree.nodeType === 'Expression') this.then(tree.body);
    else this.thenAll(tree.body);
    if (tree.nodeType === 'Module') this.top.hasDocstring = hasDocstring(tree.body);
    this.run();
    return this.top;
  }

  private run(): void {
    const { tasks } = this;
    tasks.reverse();
    while (tasks.length > 0) {
      const task = tasks.pop()!;
      const base = tasks.length;
      if (typeof task === 'function') task();
      else visit(this, task);
      reverseFrom(tasks, base);
    }
  }

  then(task: Task | null): void {
    if (task !== null) this.tasks.push(task);
  }

  thenAll(nodes: readonly (ast.Node | null)[]): void {
    for (const node of nodes) if (node !== null) this.tasks.push(node);
  }

  fail(message: string, at: ast.Position): never {
    throw errorAt(message, this.filename, at);
  }

  // Scopes

  open(kind: ScopeKind, name: string, node: ast.Node, at: ast.Position): Scope {
    const scope = new Scope(kind, name, node, this.scope, this.className);
    scope.lineno = at.lineno;
    if (kind === 'annotation' && this.annotationsAreStrings) {
      scope.stringified = true;
      this.detached.push(scope);
    } else {
      this.scope.children.push(scope);
    }
    this.enter(scope);
    if (kind === 'annotation' || kind === 'type-variable-bound' || kind === 'type-alias') {
      this.define('.format', PARAMETER, at);
      this.define('.format', USED, at);
    }
    return scope;
  }

  enter(scope: Scope): void {
    const outer = this.scope as Scope | undefined;
    this.stack.push(scope);
    if (outer !== undefined) {
      scope.iterableDepth = outer.iterableDepth;
      if (outer.mangledOnly !== null && scope.kind !== 'class') scope.mangledOnly = outer.mangledOnly;
    }
    this.scope = scope;
  }

  leave(): void {
    this.stack.pop();
    this.scope = this.stack[this.stack.length - 1] ?? this.top;
  }

  thenLeave(): void {
    this.tasks.push(() => this.leave());
  }

  thenEnterClass(name: string | null): void {
    this.tasks.push(() => {
      this.className = name;
    });
  }

  get currentClassName(): string | null {
    return this.className;
  }

  // Names

  flagsOf(name: string, scope: Scope = this.scope): number {
    return scope.symbols.get(this.mangledHere(name, scope))?.flags ?? 0;
  }

  private mangledHere(name: string, scope: Scope): string {
    if (scope.mangledOnly !== null && !scope.mangledOnly.has(name)) return name;
    return mangle(this.className, name);
  }

  /** Notes that the scope binds, uses or declares `name`. */
  define(name: string, flag: number, at: ast.Position): void {
    if (name === '__debug__' && (flag & (PARAMETER | LOCAL | IMPORTED)) !== 0) {
      this.fail('cannot assign to __debug__', at);
    }
    if ((flag & TYPE_PARAMETER) !== 0 && this.scope.mangledOnly !== null) this.scope.mangledOnly.add(name);
    this.defineIn(this.scope, name, flag, at);
  }

  defineIn(scope: Scope, name: string, flag: number, at: ast.Position): void {
    const mangled = this.mangledHere(name, this.scope);
    let flags = scope.symbols.get(mangled)?.flags ?? 0;
    if ((flag & flags & PARAMETER) !== 0) {
      this.fail(`duplicate argument '${name}' in function definition`, at);
    }
    if ((flag & flags & TYPE_PARAMETER) !== 0) this.fail(`duplicate type parameter '${name}'`, at);
    flags |= flag;
    if (scope.inIterationTarget) {
      if ((flags & (GLOBAL | NONLOCAL)) !== 0) {
        this.fail(`comprehension inner loop cannot rebind assignment expression target '${name}'`, at);
      }
      flags |= ITERATION;
    }
    setFlags(scope, mangled, flags);
    if ((flag & PARAMETER) !== 0) scope.parameters.push(mangled);
    else if ((flag & GLOBAL) !== 0) {
      setFlags(this.top, mangled, (this.top.symbols.get(mangled)?.flags ?? 0) | flag);
    }
  }

  /** `global` and `nonlocal`. */
  declare(node: ast.Global | ast.Nonlocal): void {
    const word = node.nodeType === 'Global' ? 'global' : 'nonlocal';
    for (const name of node.names) {
      const flags = this.flagsOf(name);
      if ((flags & PARAMETER) !== 0) this.fail(`name '${name}' is parameter and ${word}`, node);
      if ((flags & USED) !== 0) this.fail(`name '${name}' is used prior to ${word} declaration`, node);
      if ((flags & ANNOTATED) !== 0) this.fail(`annotated name '${name}' can't be ${word}`, node);
      if ((flags & LOCAL) !== 0) this.fail(`name '${name}' is assigned to before ${word} declaration`, node);
      this.define(name, word === 'global' ? GLOBAL : NONLOCAL, node);
      this.recordDirective(name, node);
    }
  }

  private recordDirective(name: string, position: ast.Position): void {
    this.scope.directives.push({ name: this.mangledHere(name, this.scope), position });
  }

  name(node: ast.Name): void {
    if (this.scope.isSilent) return;
    if (node.ctx !== 'Load') {
      if (node.ctx === 'Del' && node.id === '__debug__') this.fail('cannot delete __debug__', node);
      this.define(node.id, LOCAL, node);
      return;
    }
    this.define(node.id, USED, node);
    // `super()` without arguments finds its class in this cell.
    if (node.id === 'super' && this.scope.isFunctionLike) this.define('__class__', USED, node);
  }

  /** Binds the target of `:=` in a comprehension where the comprehension stands, and declares it here. */
  bindOutsideComprehension(target: ast.Name): void {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const scope = this.stack[i]!;
      if (scope.isComprehension) {
        const flags = this.flagsOf(target.id, scope);
        if ((flags & ITERATION) !== 0 && (flags & LOCAL) !== 0) {
          this.fail(
            `assignment expression cannot rebind comprehension iteration variable '${target.id}'`,
            target,
          );
        }
        continue;
      }
      const refusal = namedExpressionRefusal(scope.kind);
      if (refusal !== null) this.fail(refusal, target);
      if (scope.kind === 'annotation') continue;
      const isGlobal = scope.kind === 'module' || (this.flagsOf(target.id, scope) & GLOBAL) !== 0;
      this.define(target.id, isGlobal ? GLOBAL : NONLOCAL, target);
      this.recordDirective(target.id, target);
      this.defineIn(scope, target.id, scope.kind === 'module' ? GLOBAL : LOCAL, target);
      return;
    }
  }

  // Where things are allowed

  refuseInAnnotation(what: string, at: ast.Position): void {
    const place = annotationPlace(this.scope);
    if (place !== null) this.fail(`${what} cannot be used within ${place}`, at);
  }

  allowsTopLevelAwait(): boolean {
    return this.topLevelAwait && this.scope.kind === 'module';
  }

  isAsyncFunction(): boolean {
    return this.scope.isCoroutine && isFunctionBlock(this.scope.kind);
  }

  requireCoroutine(statement: string, at: ast.Position): void {
    if (this.allowsTopLevelAwait()) this.scope.isCoroutine = true;
    if (!this.scope.isCoroutine) this.fail(`'${statement}' outside async function`, at);
  }

  checkKeywords(keywords: readonly ast.Keyword[]): void {
    for (const keyword of keywords) {
      if (keyword.arg === '__debug__') this.fail('cannot assign to __debug__', keyword);
    }
  }

  // Bodies that may not be executed

  thenConditional(queue: () => void): void {
    const scope = this.scope;
    const before = scope.isConditional;
    this.tasks.push(() => {
      scope.isConditional = true;
    });
    queue();
    this.tasks.push(() => {
      scope.isConditional = before;
    });
  }

  // Annotations

  /** An annotation of a variable; all of one module, class or function share a scope. */
  variableAnnotation(annotation: ast.Expr): void {
    const owner = this.scope;
    const isConditional = owner.kind === 'module' || (owner.kind === 'class' && owner.isConditional);
    if (isConditional && !owner.hasConditionalAnnotations) {
      owner.hasConditionalAnnotations = true;
      this.define('__conditional_annotations__', USED, annotation as ast.Position);
    }
    if (owner.annotations === null) owner.annotations = this.openVariableAnnotations(owner, annotation);
    else this.enter(owner.annotations);
    const scope = owner.annotations;
    if (isConditional && owner.kind === 'class')
      this.define('__conditional_annotations__', USED, annotation as ast.Position);
    // In a function annotations are never executed, so that their names have no effect.
    scope.unevaluated = isFunctionBlock(owner.kind);
    scope.isSilent = scope.unevaluated || scope.stringified;
    this.then(annotation);
    this.thenLeave();
  }

  private openVariableAnnotations(owner: Scope, at: ast.Position): Scope {
    const scope = this.open('annotation', '__annotate__', owner.node, at);
    if (!isFunctionBlock(owner.kind)) this.maps.annotations.set(owner.node, scope);
    if (owner.kind === 'class' && !scope.stringified) this.seeClass(scope, at);
    return scope;
  }

  seeClass(scope: Scope, at: ast.Position): void {
    scope.seesClass = true;
    this.define('__classdict__', USED, at);
  }

  functionAnnotations(node: FunctionNode): void {
    const outer = this.scope;
    const annotations = annotationsInOrder(node);
    if (annotations.length === 0) {
      // CPython opens the scope all the same, which shows as the class's `__classdictcell__`.
      if (outer.kind === 'class' && !this.annotationsAreStrings) outer.needsClassDict = true;
      return;
    }
    const scope = this.open('annotation', '__annotate__', node, node);
    scope.isSilent = scope.stringified;
    this.maps.annotations.set(node, scope);
    if (!scope.stringified && (outer.kind === 'class' || outer.seesClass)) this.seeClass(scope, node);
    this.thenAll(annotations);
    this.thenLeave();
  }

  // Functions, classes, comprehensions

  functionDefinition(node: FunctionNode): void {
    this.define(node.name, LOCAL, node);
    this.thenAll(node.args.defaults);
    this.thenAll(node.args.kw_defaults);
    this.thenAll(node.decorator_list);
    const isGeneric = node.type_params.length > 0;
    if (isGeneric) this.thenTypeParameters(node, node.name);
    this.then(() => this.functionAnnotations(node));
    this.then(() => this.functionBody(node));
    if (isGeneric) this.thenLeave();
  }

  private functionBody(node: FunctionNode): void {
    const scope = this.open('function', node.name, node, node);
    this.maps.byNode.set(node, scope);
    scope.hasDocstring = hasDocstring(node.body);
    scope.isCoroutine = node.nodeType === 'AsyncFunctionDef';
    this.parameters(node.args);
    this.thenAll(node.body);
    this.thenLeave();
  }

  lambda(node: ast.Lambda): void {
    this.thenAll(node.args.defaults);
    this.thenAll(node.args.kw_defaults);
    this.then(() => {
      this.maps.byNode.set(node, this.open('lambda', '<lambda>', node, node));
      this.parameters(node.args);
      this.then(node.body);
      this.thenLeave();
    });
  }

  private parameters(args: ast.Arguments): void {
    for (const arg of args.posonlyargs) this.define(arg.arg, PARAMETER, arg);
    for (const arg of args.args) this.define(arg.arg, PARAMETER, arg);
    for (const arg of args.kwonlyargs) this.define(arg.arg, PARAMETER, arg);
    if (args.vararg !== null) {
      this.define(args.vararg.arg, PARAMETER, args.vararg);
      this.scope.hasStarArgs = true;
    }
    if (args.kwarg !== null) {
      this.define(args.kwarg.arg, PARAMETER, args.kwarg);
      this.scope.hasKwArgs = true;
    }
  }

  classDefinition(node: ast.ClassDef): void {
    this.define(node.name, LOCAL, node);
    this.thenAll(node.decorator_list);
    const outerName = this.className;
    const isGeneric = node.type_params.length > 0;
    if (isGeneric) this.thenTypeParameters(node, node.name);
    this.thenAll(node.bases);
    this.then(() => this.checkKeywords(node.keywords));
    this.thenAll(node.keywords);
    this.then(() => this.classBody(node));
    if (isGeneric) this.thenLeave();
    this.thenEnterClass(outerName);
  }

  private classBody(node: ast.ClassDef): void {
    const scope = this.open('class', node.name, node, node);
    this.className = node.name;
    scope.className = node.name;
    this.maps.byNode.set(node, scope);
    if (node.type_params.length > 0) {
      this.define('__type_params__', LOCAL, node);
      this.define('.type_params', USED, node);
    }
    scope.hasDocstring = hasDocstring(node.body);
    this.thenAll(node.body);
    this.thenLeave();
  }

  /** Opens the scope of the type parameters and visits them; the caller leaves it. */
  private thenTypeParameters(node: GenericNode, name: string): void {
    this.then(() => this.openTypeParameters(node, name));
    if (node.nodeType === 'ClassDef') {
      this.then(() => {
        this.className = node.name;
        this.scope.className = node.name;
        this.scope.mangledOnly = new Set();
      });
    }
    this.thenAll(node.type_params);
  }

  private openTypeParameters(node: GenericNode, name: string): void {
    const isInClass = this.scope.kind === 'class';
    const scope = this.open('type-parameters', `<generic parameters of ${name}>`, node, node);
    this.maps.typeParameters.set(node, scope);
    if (isInClass) this.seeClass(scope, node);
    if (node.nodeType === 'ClassDef') {
      for (const hidden of ['.type_params', '.generic_base']) {
        this.define(hidden, LOCAL, node);
        this.define(hidden, USED, node);
      }
    } else if (node.nodeType !== 'TypeAlias') {
      this.define('.defaults', PARAMETER, node);
      if (node.args.kw_defaults.some((value) => value !== null)) this.define('.kwdefaults', PARAMETER, node);
    }
  }

  typeParameter(node: ast.TypeParam): void {
    this.define(node.name, TYPE_PARAMETER | LOCAL, node);
    if (node.name === '__classdict__') {
      this.fail(`reserved name '${node.name}' cannot be used for type parameter`, node);
    }
    if (node.nodeType === 'TypeVar' && node.bound !== null) {
      const { bound } = node;
      const description = bound.nodeType === 'Tuple' ? 'a TypeVar constraint' : 'a TypeVar bound';
      this.then(() => this.typeParameterPart(node, bound, description, this.maps.bounds));
    }
    const value = node.default_value;
    if (value !== null) {
      this.then(() => this.typeParameterPart(node, value, `a ${node.nodeType} default`, this.maps.defaults));
    }
  }

  private typeParameterPart(
    node: ast.TypeParam,
    value: ast.Expr,
    description: string,
    map: Map<ast.Node, Scope>,
  ): void {
    const isInClass = this.scope.seesClass;
    const scope = this.open('type-variable-bound', node.name, node, value);
    map.set(node, scope);
    if (isInClass) this.seeClass(scope, value);
    scope.description = description;
    this.then(value);
    this.thenLeave();
  }

  typeAlias(node: ast.TypeAlias): void {
    const name = (node.name as ast.Name).id;
    const isInClass = this.scope.kind === 'class';
    const isGeneric = node.type_params.length > 0;
    this.then(node.name);
    if (isGeneric) this.thenTypeParameters(node, name);
    this.then(() => {
      const scope = this.open('type-alias', name, node, node);
      this.maps.byNode.set(node, scope);
      if (isInClass) this.seeClass(scope, node.value);
      this.then(node.value);
      this.thenLeave();
    });
    if (isGeneric) this.thenLeave();
  }

  comprehension(node: ComprehensionNode, name: string, parts: readonly ast.Expr[]): void {
    const first = node.generators[0]!;
    const outer = this.scope;
    outer.iterableDepth++;
    this.then(first.iter);
    this.then(() => {
      outer.iterableDepth--;
      this.comprehensionBody(node, name, parts);
    });
    this.then(() => this.comprehensionEnd(node));
  }

  private comprehensionBody(node: ComprehensionNode, name: string, parts: readonly ast.Expr[]): void {
    const first = node.generators[0]!;
    const isGenerator = node.nodeType === 'GeneratorExp';
    const scope = this.open(isGenerator ? 'generator-expression' : 'comprehension', name, node, node);
    this.maps.byNode.set(node, scope);
    if (first.is_async) scope.isCoroutine = true;
    this.define('.0', PARAMETER, node);
    this.thenIterationTarget(first.target);
    this.thenAll(first.ifs);
    for (let i = 1; i < node.generators.length; i++) this.then(node.generators[i]!);
    this.thenAll(parts);
  }

  thenIterationTarget(target: ast.Expr): void {
    const { scope } = this;
    this.then(() => {
      scope.inIterationTarget = true;
    });
    this.then(target);
    this.then(() => {
      scope.inIterationTarget = false;
    });
  }

  private comprehensionEnd(node: ComprehensionNode): void {
    const isGenerator = node.nodeType === 'GeneratorExp';
    this.scope.isGenerator = isGenerator;
    const isAsync = this.scope.isCoroutine && !isGenerator;
    this.leave();
    if (!isAsync) return;
    if (!this.isAsyncFunction() && !this.scope.isComprehension && !this.allowsTopLevelAwait()) {
      this.fail('asynchronous comprehension outside of an asynchronous function', node);
    }
    this.scope.isCoroutine = true;
  }

  /** `yield` and `yield from`. */
  yields(node: ast.Yield | ast.YieldFrom): void {
    this.refuseInAnnotation('yield expression', node);
    this.then(node.value);
    this.then(() => {
      this.scope.isGenerator = true;
      if (this.scope.isComprehension) this.fail(`'yield' inside ${comprehensionTitle(this.scope)}`, node);
    });
  }

  awaits(node: ast.Await): void {
    this.refuseInAnnotation('await expression', node);
    if (!this.allowsTopLevelAwait()) {
      if (!this.scope.isFunctionLike) this.fail("'await' outside function", node);
      if (!this.isAsyncFunction() && !this.scope.isComprehension) {
        this.fail("'await' outside async function", node);
      }
    }
    this.then(node.value);
    this.then(() => {
      this.scope.isCoroutine = true;
    });
  }

  namedExpression(node: ast.NamedExpr): void {
    this.refuseInAnnotation('named expression', node);
    if (this.scope.iterableDepth > 0) {
      this.fail('assignment expression cannot be used in a comprehension iterable expression', node);
    }
    if (this.scope.isComprehension) this.bindOutsideComprehension(node.target as ast.Name);
    this.then(node.value);
    this.then(node.target);
  }

  annotatedAssignment(node: ast.AnnAssign): void {
    const { target } = node;
    if (target.nodeType === 'Name') this.annotatedName(node, target);
    else this.then(target);
    this.then(() => this.variableAnnotation(node.annotation));
    this.then(node.value);
  }

  private annotatedName(node: ast.AnnAssign, target: ast.Name): void {
    const flags = this.flagsOf(target.id);
    if ((flags & (GLOBAL | NONLOCAL)) !== 0 && this.scope !== this.top && node.simple) {
      const word = (flags & GLOBAL) !== 0 ? 'global' : 'nonlocal';
      this.fail(`annotated name '${target.id}' can't be ${word}`, node);
    }
    if (node.simple) this.define(target.id, ANNOTATED | LOCAL, target);
    else if (node.value !== null) this.define(target.id, LOCAL, target);
  }

  importAlias(node: ast.Alias): void {
    const name = node.asname ?? node.name;
    if (name === '*') {
      if (this.scope.kind !== 'module') this.fail('import * only allowed at module level', node);
      return;
    }
    const dot = name.indexOf('.');
    this.define(dot < 0 ? name : name.slice(0, dot), IMPORTED, node);
  }

  /** A future import is an error anywhere but at the head of the module. */
  checkFutureImport(node: ast.ImportFrom): void {
    if (!isFutureImport(node)) return;
    const end = this.futureEnd;
    const isAtHead =
      end !== null &&
      node.lineno <= end.lineno &&
      !(node.lineno === end.end_lineno && node.col_offset > end.end_col_offset);
    if (!isAtHead) this.fail('from __future__ imports must occur at the beginning of the file', node);
  }
}

function setFlags(scope: Scope, name: string, flags: number): void {
  const symbol = scope.symbols.get(name);
  if (symbol === undefined) scope.symbols.set(name, { flags, use: 'global-implicit', copied: false });
  else symbol.flags = flags;
}

function reverseFrom(tasks: Task[], base: number): void {
  for (let i = base, j = tasks.length - 1; i < j; i++, j--) {
    const task = tasks[i]!;
    tasks[i] = tasks[j]!;
    tasks[j] = task;
  }
}

function namedExpressionRefusal(kind: ScopeKind): string | null {
  const start = 'assignment expression within a comprehension cannot be used';
  if (kind === 'class') return `${start} in a class body`;
  if (kind === 'type-parameters') return `${start} within the definition of a generic`;
  if (kind === 'type-alias') return `${start} in a type alias`;
  if (kind === 'type-variable-bound') return `${start} in a TypeVar bound`;
  return null;
}

/** How messages call the annotation-like scope in which some expressions are refused; null for any other. */
function annotationPlace(scope: Scope): string | null {
  if (scope.kind === 'annotation') return 'an annotation';
  if (scope.kind === 'type-variable-bound') return scope.description;
  if (scope.kind === 'type-alias') return 'a type alias';
  if (scope.kind === 'type-parameters') return 'the definition of a generic';
  return null;
}

function comprehensionTitle(scope: Scope): string {
  if (scope.node.nodeType === 'ListComp') return 'list comprehension';
  if (scope.node.nodeType === 'SetComp') return 'set comprehension';
  if (scope.node.nodeType === 'DictComp') return 'dict comprehension';
  return 'generator expression';
}

/** A function's annotations in the order of CPython's symbol table. */
function annotationsInOrder(node: FunctionNode): ast.Expr[] {
  const { args } = node;
  const found: (ast.Expr | null | undefined)[] = [];
  for (const arg of args.posonlyargs) found.push(arg.annotation);
  for (const arg of args.args) found.push(arg.annotation);
  found.push(args.vararg?.annotation, args.kwarg?.annotation);
  for (const arg of args.kwonlyargs) found.push(arg.annotation);
  found.push(node.returns);
  return found.filter((annotation) => annotation !== null && annotation !== undefined);
}

function visit(collector: SymbolCollector, node: ast.Node): void {
  const visitor = VISITORS[node.nodeType] as ((c: SymbolCollector, n: ast.Node) => void) | undefined;
  if (visitor !== undefined) visitor(collector, node);
}

/** What the walk does at each kind of node. Nodes without an entry have no names and no parts. */
const VISITORS: Visitors = {
  // Statements
  FunctionDef: (c, n) => c.functionDefinition(n),
  AsyncFunctionDef: (c, n) => c.functionDefinition(n),
  ClassDef: (c, n) => c.classDefinition(n),
  TypeAlias: (c, n) => c.typeAlias(n),
  Return: (c, n) => c.then(n.value),
  Delete: (c, n) => c.thenAll(n.targets),
  Assign: (c, n) => {
    c.thenAll(n.targets);
    c.then(n.value);
  },
  AnnAssign: (c, n) => c.annotatedAssignment(n),
  AugAssign: (c, n) => {
    c.then(n.target);
    c.then(n.value);
  },
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
  Raise: (c, n) => {
    c.then(n.exc);
    if (n.exc !== null) c.then(n.cause);
  },
  Try: (c, n) => tryStatement(c, n),
  TryStar: (c, n) => tryStatement(c, n),
  ExceptHandler: (c, n) => {
    const { name } = n;
    c.then(n.type);
    if (name !== null) c.then(() => c.define(name, LOCAL, n));
    c.thenAll(n.body);
  },
  Assert: (c, n) => {
    c.then(n.test);
    c.then(n.msg);
  },
  Import: (c, n) => c.thenAll(n.names),
  ImportFrom: (c, n) => {
    c.thenAll(n.names);
    c.then(() => c.checkFutureImport(n));
  },
  alias: (c, n) => c.importAlias(n),
  Global: (c, n) => c.declare(n),
  Nonlocal: (c, n) => c.declare(n),
  Expr: (c, n) => c.then(n.value),
  withitem: (c, n) => {
    c.then(n.context_expr);
    c.then(n.optional_vars);
  },

  // Expressions
  NamedExpr: (c, n) => c.namedExpression(n),
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
    c.thenAll(n.keys);
    c.thenAll(n.values);
  },
  Set: (c, n) => c.thenAll(n.elts),
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
  Compare: (c, n) => {
    c.then(n.left);
    c.thenAll(n.comparators);
  },
  Call: (c, n) => {
    c.then(n.func);
    c.thenAll(n.args);
    if (n.keywords.length === 0) return;
    c.then(() => c.checkKeywords(n.keywords));
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
  Attribute: (c, n) => {
    if (n.attr === '__debug__' && n.ctx === 'Store') c.fail('cannot assign to __debug__', n);
    if (n.attr === '__debug__' && n.ctx === 'Del') c.fail('cannot delete __debug__', n);
    c.then(n.value);
  },
  Subscript: (c, n) => {
    c.then(n.value);
    c.then(n.slice);
  },
  Starred: (c, n) => c.then(n.value),
  Slice: (c, n) => {
    c.then(n.lower);
    c.then(n.upper);
    c.then(n.step);
  },
  Name: (c, n) => c.name(n),
  List: (c, n) => c.thenAll(n.elts),
  Tuple: (c, n) => c.thenAll(n.elts),

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

// ---------------------------------------------------------------------------------------------------------------
// Second walk: what each name is

function resolveScopes(order: readonly Scope[], filename: string): void {
  for (const scope of order) {
    for (const [name, symbol] of scope.symbols) symbol.use = decideName(scope, name, symbol.flags, filename);
  }
  for (let i = order.length - 1; i >= 0; i--) captureNames(order[i]!);
  for (const scope of order) finishNames(scope);
}

/** Every scope before the ones inside it, in source order. */
function outermostFirst(top: Scope): Scope[] {
  const order: Scope[] = [];
  const stack = [top];
  while (stack.length > 0) {
    const scope = stack.pop()!;
    order.push(scope);
    for (let i = scope.children.length - 1; i >= 0; i--) stack.push(scope.children[i]!);
  }
  return order;
}

/** What a name is by itself, and by the bindings of enclosing scopes; captures are decided later. */
function decideName(scope: Scope, name: string, flags: number, filename: string): BareUse {
  if ((flags & GLOBAL) !== 0) {
    if ((flags & NONLOCAL) !== 0)
      throw directiveError(scope, name, `name '${name}' is nonlocal and global`, filename);
    return 'global-explicit';
  }
  if ((flags & NONLOCAL) !== 0) {
    checkNonlocal(scope, name, filename);
    scope.freeOut.add(name);
    return 'free';
  }
  if ((flags & BOUND) !== 0) return 'local';
  // What the class binds hides what encloses the class, so the cell of an outer function must not be taken.
  const classFlags = (!CLASS_CELLS.has(name) && visibleClass(scope)?.symbols.get(name)?.flags) || 0;
  if ((classFlags & GLOBAL) !== 0) return 'global-explicit';
  if ((classFlags & BOUND) !== 0 && (classFlags & NONLOCAL) === 0) return 'global-implicit';
  if (findBinder(scope, name) === null) return 'global-implicit';
  scope.freeOut.add(name);
  return 'free';
}

/** The class whose names an annotation-like scope sees. */
function visibleClass(scope: Scope): Scope | null {
  let inner = scope;
  while (inner.seesClass && inner.parent !== null) {
    if (inner.parent.kind === 'class') return inner.parent;
    inner = inner.parent;
  }
  return null;
}

interface Binder {
  scope: Scope;
  /** The name is a type parameter, and no class between binds it anew. */
  isTypeParameter: boolean;
}

/** The enclosing function-like scope whose variable `name` is, or the class that provides it as one of its cells. */
function findBinder(from: Scope, name: string): Binder | null {
  let isHidden = false;
  for (let scope = from.parent; scope !== null && scope.kind !== 'module'; scope = scope.parent) {
    const flags = scope.symbols.get(name)?.flags ?? 0;
    if (scope.kind === 'class') {
      if (CLASS_CELLS.has(name)) return { scope, isTypeParameter: false };
      if (isOwnBinding(flags)) isHidden = true;
      continue;
    }
    if ((flags & GLOBAL) !== 0) return null;
    if (isOwnBinding(flags)) return { scope, isTypeParameter: !isHidden && (flags & TYPE_PARAMETER) !== 0 };
  }
  return null;
}

function checkNonlocal(scope: Scope, name: string, filename: string): void {
  if (scope.kind === 'module') {
    throw directiveError(scope, name, 'nonlocal declaration not allowed at module level', filename);
  }
  const binder = findBinder(scope, name);
  if (binder === null) throw directiveError(scope, name, `no binding for nonlocal '${name}' found`, filename);
  if (binder.isTypeParameter) {
    const message = `nonlocal binding not allowed for type parameter '${name}'`;
    throw directiveError(scope, name, message, filename);
  }
}

function directiveError(scope: Scope, name: string, message: string, filename: string): PythonSyntaxError {
  const directive = scope.directives.find((candidate) => candidate.name === name);
  if (directive === undefined) throw new Error(`no declaration of ${name} in ${scope.toString()}`);
  return errorAt(message, filename, directive.position);
}

/** Decides which locals are cells and what passes through; the scopes inside are done already. */
function captureNames(scope: Scope): void {
  const free = new Set<string>();
  const inlinedCells = new Set<string>();
  for (const child of scope.children) {
    // An annotation scope in a class reaches the class's names in its own way, which inlined code could not.
    if (child.kind === 'comprehension' && !scope.seesClass) {
      inlineComprehension(scope, child, inlinedCells);
      child.inlined = true;
    }
    for (const name of child.freeOut) free.add(name);
  }
  if (scope.isFunctionLike) makeCells(scope, free, inlinedCells);
  else if (scope.kind === 'class') provideClassCells(scope, free);
  for (const name of inlinedCells) {
    const symbol = scope.symbols.get(name);
    if (symbol !== undefined) symbol.flags |= INLINED_CELL;
  }
  for (const name of free) passThrough(scope, name);
}

function makeCells(scope: Scope, free: Set<string>, inlinedCells: ReadonlySet<string>): void {
  for (const [name, symbol] of scope.symbols) {
    if (symbol.use !== 'local' || !(free.has(name) || inlinedCells.has(name))) continue;
    symbol.use = 'cell';
    free.delete(name);
  }
}

function provideClassCells(scope: Scope, free: Set<string>): void {
  if (free.delete('__class__')) scope.needsClassCell = true;
  if (free.delete('__classdict__')) scope.needsClassDict = true;
  if (free.delete('__conditional_annotations__')) scope.hasConditionalAnnotations = true;
}

/** A name free further in goes on outwards, and is a free variable here too. */
function passThrough(scope: Scope, name: string): void {
  scope.freeOut.add(name);
  const symbol = scope.symbols.get(name);
  if (symbol === undefined) scope.symbols.set(name, { flags: 0, use: 'free', copied: true });
  else if (scope.kind === 'class' || scope.seesClass) symbol.flags |= FREE_CLASS;
}

/** Gives the host of a comprehension the variables its code will have there. */
function inlineComprehension(host: Scope, comprehension: Scope, inlinedCells: Set<string>): void {
  for (const [name, symbol] of comprehension.symbols) {
    if ((symbol.flags & PARAMETER) !== 0) continue;
    if (symbol.use === 'cell' || (symbol.flags & INLINED_CELL) !== 0) inlinedCells.add(name);
    // A class's own body doesn't see the cells it provides; what is nested in the comprehension does.
    if (symbol.use === 'free' && host.kind === 'class' && CLASS_CELLS.has(name)) {
      symbol.use = 'global-implicit';
      if (!isFreeInside(comprehension, name)) comprehension.freeOut.delete(name);
    }
    const existing = host.symbols.get(name);
    if (existing === undefined) {
      host.symbols.set(name, { flags: symbol.flags, use: symbol.use, copied: true });
    } else if (isBoundIn(host, existing) && !isFreeInside(comprehension, name)) {
      comprehension.freeOut.delete(name);
    }
  }
}

function isBoundIn(host: Scope, symbol: SymbolFacts): boolean {
  return host.kind !== 'class' && (symbol.flags & BOUND) !== 0;
}

/** Whether code compiled apart, inside the comprehension, captures the name from outside itself. */
function isFreeInside(comprehension: Scope, name: string): boolean {
  const stack = [...comprehension.children];
  while (stack.length > 0) {
    const scope = stack.pop()!;
    if (scope.inlined) stack.push(...scope.children);
    else if (scope.symbols.get(name)?.use === 'free') return true;
  }
  return false;
}

/** Fills in what the emitter reads; the enclosing scopes are done already. */
function finishNames(scope: Scope): void {
  for (const [name, symbol] of scope.symbols) {
    if (!symbol.copied) scope.names.set(name, finalUse(scope, name, symbol));
  }
  scope.qualname = qualifiedName(scope);
}

/** Annotations that are strings: code with nothing in it but constants. */
function finishDetached(scope: Scope): void {
  scope.symbols.clear();
  scope.children.length = 0;
  scope.qualname = qualifiedName(scope);
  scope.locals = visibleParameters(scope);
}

/** In `__annotate__`, but in no other scope like it, the hidden parameter can be given by name. */
function visibleParameters(scope: Scope): string[] {
  return scope.parameters.map((name) =>
    scope.kind === 'annotation' && name === '.format' ? 'format' : name,
  );
}

function finishVariables(scope: Scope, locals: readonly string[] = scope.parameters): void {
  scope.locals = [...visibleParameters(scope), ...locals.slice(scope.parameters.length)];
  scope.cellvars = cellVariables(scope);
  scope.freevars = [...scope.symbols]
    .filter(([, symbol]) => symbol.use === 'free' || (symbol.flags & FREE_CLASS) !== 0)
    .map(([name]) => name)
    .sort(compareCodePoints);
}

function finalUse(scope: Scope, name: string, symbol: SymbolFacts): NameUse {
  const { use } = symbol;
  if (scope.inlined && !isOwnBinding(symbol.flags)) {
    return useInHost(scope, name) ?? use;
  }
  if (use === 'free' && (scope.kind === 'class' || scope.seesClass) && !CLASS_CELLS.has(name))
    return 'free-class';
  if (use === 'global-implicit' && scope.seesClass) return 'global-class';
  return use;
}

/** How the code an inlined comprehension stands in reaches the name; undefined if it does not mention it. */
function useInHost(comprehension: Scope, name: string): NameUse | undefined {
  let host = comprehension.parent!;
  while (host.inlined && !host.names.has(name)) host = host.parent!;
  return host.kind === 'class' ? undefined : host.names.get(name);
}

/** PEP 3155's name: `__qualname__` of what the code makes. */
function qualifiedName(scope: Scope): string {
  const outer = qualifyingScope(scope);
  if (outer === null || isGlobalDefinition(scope, outer)) return scope.name;
  const isFunction = outer.kind === 'function' || outer.kind === 'lambda';
  return `${outer.qualname}${isFunction ? '.<locals>' : ''}.${scope.name}`;
}

/** The scope whose name comes first; null at the level of the module. Annotation-like scopes give theirs to none. */
function qualifyingScope(scope: Scope): Scope | null {
  let outer = scope.parent?.unit ?? null;
  if (outer !== null && outer.isFunctionLike && !isFunctionBlock(outer.kind))
    outer = outer.parent?.unit ?? null;
  return outer === null || outer.kind === 'module' ? null : outer;
}

function isGlobalDefinition(scope: Scope, outer: Scope): boolean {
  if (scope.kind !== 'function' && scope.kind !== 'class') return false;
  return outer.symbols.get(mangle(outer.className, scope.name))?.use === 'global-explicit';
}

/** `co_cellvars`: the captured fast locals in their order, then the other cells by name. */
function cellVariables(scope: Scope): string[] {
  const cells = [...scope.symbols]
    .filter(([, symbol]) => symbol.use === 'cell' || (symbol.flags & INLINED_CELL) !== 0)
    .map(([name]) => name)
    .sort(compareCodePoints);
  if (scope.needsClassCell) cells.push('__class__');
  if (scope.needsClassDict) cells.push('__classdict__');
  if (scope.hasConditionalAnnotations) cells.push('__conditional_annotations__');
  const known = new Set(cells);
  const first = scope.locals.filter((name) => known.has(name));
  const isFirst = new Set(first);
  return [...first, ...cells.filter((name) => !isFirst.has(name))];
}
