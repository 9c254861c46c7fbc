// The second walk over scopes (scopes.ts): what each name is.
//
// Outermost scopes first a name is found to be local, free or global; innermost first it is decided which locals are captured, which
// scopes pass a free name through, and which comprehensions are inlined (PEP 709).
import type { PythonSyntaxError } from '../syntax/errors.ts';
import { errorAt } from './error-at.ts';
import { compareCodePoints, mangle } from './mangle.ts';
import {
  type BareUse,
  BOUND,
  CLASS_CELLS,
  FREE_CLASS,
  GLOBAL,
  INLINED_CELL,
  isFunctionBlock,
  isOwnBinding,
  type NameUse,
  NONLOCAL,
  PARAMETER,
  type Scope,
  type SymbolFacts,
  TYPE_PARAMETER,
} from './scope.ts';

/** Decides what each name is, and which are captured. `order` is that of `outermostFirst`. Throws PythonSyntaxError for wrong `nonlocal`s. */
export function resolveScopes(order: readonly Scope[], filename: string): void {
  for (const scope of order) {
    for (const [name, symbol] of scope.symbols) symbol.use = decideName(scope, name, symbol.flags, filename);
  }
  for (let i = order.length - 1; i >= 0; i--) captureNames(order[i]!);
  for (const scope of order) finishNames(scope);
}

/** Every scope before the ones inside it, in source order. */
export function outermostFirst(top: Scope): Scope[] {
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
export function finishDetached(scope: Scope): void {
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

/** Fills in `co_varnames` (`locals`), `co_cellvars` and `co_freevars`. */
export function finishVariables(scope: Scope, locals: readonly string[] = scope.parameters): void {
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
