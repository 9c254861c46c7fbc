// The first walk over a tree for scopes.ts: what each scope says about its names, binding by binding, in CPython's order, since
// that order decides which SyntaxError is reported first. symbol-visitors.ts says what is done at each kind of node.
import type * as ast from '../syntax/ast.ts';
import { CO_FUTURE_ANNOTATIONS } from './code-flags.ts';
import { errorAt } from './error-at.ts';
import { hasDocstring, isFutureImport } from './module-head.ts';
import { mangle } from './mangle.ts';
import {
  ANNOTATED,
  type ComprehensionNode,
  type FunctionNode,
  type GenericNode,
  GLOBAL,
  IMPORTED,
  isFunctionBlock,
  ITERATION,
  LOCAL,
  NONLOCAL,
  PARAMETER,
  Scope,
  type ScopeKind,
  TYPE_PARAMETER,
  USED,
} from './scope.ts';
import type { ScopeMaps } from './scopes.ts';
import { VISITORS } from './symbol-visitors.ts';
import { TreeWalk, visitBy } from './tree-walk.ts';

export class SymbolCollector extends TreeWalk {
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
  private readonly stack: Scope[] = [];
  readonly filename: string;
  readonly futureEnd: ast.Position | null;
  private readonly annotationsAreStrings: boolean;
  private readonly topLevelAwait: boolean;

  constructor(filename: string, futureFlags: number, futureEnd: ast.Position | null, topLevelAwait: boolean) {
    super();
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

  protected visit(node: ast.Node): void {
    visitBy(VISITORS, this, node);
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
    this.then(() => this.leave());
  }

  thenEnterClass(name: string | null): void {
    this.then(() => {
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
    this.then(() => {
      scope.isConditional = true;
    });
    queue();
    this.then(() => {
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
