// The scope: one block with names of its own, and how each of them is reached from there.
//
// Names in its tables are mangled; ask with `scope.lookup(scope.mangle(id))`. What `@internal` fields and the bits of a name's
// `flags` say is for the walks of scopes.ts, which fill them in.
import type * as ast from '../syntax/ast.ts';
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_HAS_DOCSTRING,
  CO_METHOD,
  CO_NESTED,
  CO_NEWLOCALS,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
} from './code-flags.ts';
import { mangle } from './mangle.ts';

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

/** What a scope says about one name: bits that CPython's `symtable` calls DEF_*. */
export const GLOBAL = 1;
export const LOCAL = 2;
export const PARAMETER = 4;
export const NONLOCAL = 8;
export const USED = 16;
/** Bound in the class, and at the same time passed through it to an inner function. */
export const FREE_CLASS = 64;
export const IMPORTED = 128;
export const ANNOTATED = 256;
export const ITERATION = 512;
export const TYPE_PARAMETER = 1024;
/** A cell of a comprehension inlined here. */
export const INLINED_CELL = 2048;
export const BOUND = LOCAL | PARAMETER | IMPORTED | TYPE_PARAMETER;

/** Names a class body provides to what is nested in it without binding them as its own. */
export const CLASS_CELLS: ReadonlySet<string> = new Set([
  '__class__',
  '__classdict__',
  '__conditional_annotations__',
]);

export type BareUse = 'local' | 'cell' | 'free' | 'global-explicit' | 'global-implicit';

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

/** Whether a scope of this kind is the body of a function, a lambda or a comprehension. */
export function isFunctionBlock(kind: ScopeKind): boolean {
  return (
    kind === 'function' || kind === 'lambda' || kind === 'comprehension' || kind === 'generator-expression'
  );
}

/** Whether flags say that the scope itself has the variable. */
export function isOwnBinding(flags: number): boolean {
  return (flags & BOUND) !== 0 && (flags & (GLOBAL | NONLOCAL)) === 0;
}
