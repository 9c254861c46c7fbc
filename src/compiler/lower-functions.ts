// Functions, lambdas, classes and comprehensions, and the code objects they make.
import type * as ast from '../syntax/ast.ts';
import { FREE_GROWING } from './abi-names.ts';
import { annotateFunction, classAnnotations, moduleAnnotations } from './lower-annotations.ts';
import type { Builder, ExpressionLowering, ModuleBuilder, StatementLowering } from './builder.ts';
import { stringText } from './constants.ts';
import { hasDocstring } from './module-head.ts';
import type { CodeIr, Operand } from './ir.ts';
import { callSpread, tracedCall } from './lower-calls.ts';
import { asyncIteration, returnValue } from './lower-control.ts';
import { growList, testOf } from './lower-expressions.ts';
import { yieldValue } from './lower-generators.ts';
import { beginIteration, iteration, type Iteration } from './lower-iteration.ts';
import { assign } from './lower-statements.ts';
import { functionOf, startCode } from './lower-code.ts';
import { cellName, localName } from './javascript-names.ts';
import { isClassCell, loadMangled, storeMangled, storeName } from './lower-names.ts';
import { inTypeParameters } from './lower-type-parameters.ts';
import type { Scope } from './scope.ts';

function codeKind(scope: Scope): CodeIr['kind'] {
  if (scope.isAsyncGenerator) return 'async-generator';
  if (scope.isGenerator) return 'generator';
  return scope.isCoroutine ? 'coroutine' : 'function';
}

function fillDefaults(inner: Builder, args: ast.Arguments): void {
  const positional = [...args.posonlyargs, ...args.args];
  const first = positional.length - args.defaults.length;
  const lines = positional
    .map((_, i) => i)
    .filter((i) => i >= first)
    .map((i) => {
      const js = inner.code.parameters[i]!;
      return `if (${js} === undefined) ${js} = defaultAt(fn, ${i});`;
    });
  inner.code.prologue.unshift(...lines);
}

/** Compiles a function body. */
export function functionBody(b: Builder, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda): Builder {
  const scope = b.module.scopes.of(node);
  const { args } = node;
  const isLambda = node.nodeType === 'Lambda';
  const body = isLambda ? [node.body] : node.body;
  const isDocumented = !isLambda && !b.module.withoutDocstrings && hasDocstring(node.body);
  const docstring = isDocumented ? docstringOf(node.body[0] as ast.ExprStmt) : null;
  const decorated = isLambda ? undefined : node.decorator_list[0];
  const inner = startCode(b.module, scope, b, {
    kind: codeKind(scope),
    position: node,
    firstlineno: decorated === undefined ? node.lineno : decorated.lineno,
    body,
    docstring,
    argcount: args.posonlyargs.length + args.args.length,
    posonlyargcount: args.posonlyargs.length,
    kwonlyargcount: args.kwonlyargs.length,
  });
  fillDefaults(inner, args);
  if (inner.code.kind !== 'function') inner.tick();
  if (docstring !== null) inner.code.consts.push(stringText(docstring));
  if (isLambda) {
    inner.beginStatement();
    const value = inner.expression(node.body);
    if (inner.code.kind === 'function') inner.emit({ op: 'return', value, restore: false });
    else
      inner.emit({
        op: 'return',
        value: inner.code.kind === 'async-generator' ? 'None' : value,
        restore: false,
      });
  } else {
    inner.statements(docstring === null ? node.body : node.body.slice(1));
    finishWithNone(inner);
  }
  return inner;
}

function docstringOf(statement: ast.ExprStmt): string | null {
  const { value } = statement.value as ast.Constant;
  return typeof value === 'string' ? cleanDocstring(value) : null;
}

/** Removes the common indentation, as the compiler does since 3.13. */
export function cleanDocstring(text: string): string {
  const lines = expandTabs(text).split('\n');
  let margin = Infinity;
  for (const line of lines.slice(1)) {
    const content = line.length - line.trimStart().length;
    if (content < line.length) margin = Math.min(margin, content);
  }
  const first = lines[0]!.replace(/^ +/, '');
  if (margin === Infinity) margin = 0;
  return [
    first,
    ...lines.slice(1).map((line) => (line.trim() === '' ? line.slice(margin) : line.slice(margin))),
  ].join('\n');
}

function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  let column = 0;
  let result = '';
  for (const ch of text) {
    if (ch === '\t') {
      const n = 8 - (column % 8);
      result += ' '.repeat(n);
      column += n;
    } else {
      result += ch;
      column = ch === '\n' || ch === '\r' ? 0 : column + 1;
    }
  }
  return result;
}

/** The end of a function that nothing has left: it returns None. */
export function finishWithNone(b: Builder): void {
  const last = b.out[b.out.length - 1];
  if (last !== undefined && (last.op === 'return' || last.op === 'reraise')) return;
  b.emit({ op: 'return', value: 'None', restore: false });
}

// --- def, lambda ---------------------------------------------------------------------------------------------------

interface Defaults {
  positional: Operand;
  keyword: Operand;
}

function evaluateDefaults(b: Builder, args: ast.Arguments): Defaults {
  let positional = 'null';
  let keyword = 'null';
  if (args.defaults.length > 0) {
    const depth = b.depth;
    const values = b.operands(args.defaults);
    b.depth = depth;
    positional = b.push('P');
    b.js(`${positional} = new PyTuple([${values.join(', ')}]);`);
  }
  if (args.kw_defaults.some((d) => d !== null)) {
    keyword = b.push('D');
    b.js(`${keyword} = new PyDict();`);
    args.kw_defaults.forEach((d, i) => {
      if (d === null) return;
      const depth = b.depth;
      const value = b.expression(d);
      b.js(`${keyword}.setStr(${stringText(b.mangle(args.kwonlyargs[i]!.arg))}, ${value});`);
      b.depth = depth;
    });
  }
  return { positional, keyword };
}

function lambda(b: Builder, node: ast.Lambda): Operand {
  const depth = b.depth;
  const { positional, keyword } = evaluateDefaults(b, node.args);
  const inner = functionBody(b, node);
  b.depth = depth;
  b.markLine(node);
  const slot = b.push();
  b.js(`${slot} = ${functionOf(b, inner, positional, keyword)};`);
  return slot;
}

function functionDef(b: Builder, node: ast.FunctionDef | ast.AsyncFunctionDef): void {
  const depth = b.depth;
  const decorators = node.decorator_list.map((d) => b.expressionToSlot(d));
  const base = b.depth;
  const { positional, keyword } = evaluateDefaults(b, node.args);
  let slot: string;
  if (node.type_params.length > 0) {
    slot = inTypeParameters(b, base, node, [positional, keyword], (g, [d, k]) =>
      makeFunctionObject(g, node, d!, k!),
    );
  } else {
    slot = makeFunctionObject(b, node, positional, keyword, base);
  }
  slot = decorate(b, decorators, slot, node);
  storeName(b, node.name, slot);
  b.depth = depth;
}

/** The function object with its annotations, in the temporary at `depth`. */
function makeFunctionObject(
  b: Builder,
  node: ast.FunctionDef | ast.AsyncFunctionDef,
  positional: Operand,
  keyword: Operand,
  depth: number = b.depth,
): string {
  const inner = functionBody(b, node);
  const annotate = annotateFunction(b, node);
  b.depth = depth;
  b.markLine(node);
  const slot = b.push();
  b.js(`${slot} = ${functionOf(b, inner, positional, keyword)};`);
  if (annotate !== null) b.js(`${slot}.annotate = ${functionOf(b, annotate)};`);
  return slot;
}

/** Applies decorators, the last first. */
function decorate(
  b: Builder,
  decorators: string[],
  value: Operand,
  node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef,
): string {
  let result = value;
  for (let i = decorators.length - 1; i >= 0; i--) {
    b.position = node.decorator_list[i]!;
    const f = decorators[i]!;
    result = b.callInto(
      Number(f.slice(1)),
      b.module.traced
        ? tracedCall(f, 'undefined', [result], null)
        : `(${f}.arity & 2) !== 0 ? ${f}.js(${result}) : call1(${f}, ${result})`,
    );
  }
  b.position = node;
  return result;
}

// --- class ---------------------------------------------------------------------------------------------------------

function classDef(b: Builder, node: ast.ClassDef): void {
  const depth = b.depth;
  const decorators = node.decorator_list.map((d) => b.expressionToSlot(d));
  const base = b.depth;
  const made =
    node.type_params.length > 0
      ? inTypeParameters(b, base, node, [], (g) => makeClass(g, node, true))
      : makeClass(b, node, false);
  const slot = decorate(b, decorators, made, node);
  storeName(b, node.name, slot);
  b.depth = depth;
}

/** `__build_class__(body, name, *bases, **keywords)`. */
function makeClass(b: Builder, node: ast.ClassDef, isGeneric: boolean): string {
  const depth = b.depth;
  const inner = classBody(b, node, isGeneric);
  b.markLine(node);
  const f = b.push('?');
  b.call(f, `buildClassWith(${functionOf(b, inner)}, ${stringText(node.name)})`);
  b.become(f, 'v');
  const bases: ast.Expr[] = [...node.bases];
  if (isGeneric) bases.push(genericBase(node));
  const position = positionOf(node);
  const args = growList(b, bases, position);
  return callSpread(b, { keywords: node.keywords, ...position }, args, f, depth);
}

function positionOf(node: ast.Position): ast.Position {
  const { lineno, col_offset, end_lineno, end_col_offset } = node;
  return { lineno, col_offset, end_lineno, end_col_offset };
}

/** The base `Generic[...]` that type parameters bring: the variable `.generic_base` of their scope. */
function genericBase(node: ast.ClassDef): ast.Expr {
  return { nodeType: 'Name', id: '.generic_base', ctx: 'Load', ...positionOf(node) } as ast.Expr;
}

function classBody(b: Builder, node: ast.ClassDef, isGeneric: boolean): Builder {
  const scope = b.module.scopes.of(node);
  const firstlineno = node.decorator_list[0]?.lineno ?? node.lineno;
  const inner = startCode(b.module, scope, b, { kind: 'once', position: node, firstlineno, body: node.body });
  inner.code.parameters.push('ns');
  inner.code.argcount = 0;
  inner.code.locals.push({ js: 'ns', name: '' });
  for (const name of scope.cellvars) {
    if (scope.freevars.includes(name) && !isClassCell(name)) continue; // the cell is an inlined comprehension's
    inner.code.locals.push({ js: cellName(name), name });
    inner.code.prologue.push(
      `${cellName(name)} = new Cell(${name === '__classdict__' ? 'ns' : 'undefined'});`,
    );
  }
  inner.position = { lineno: firstlineno, end_lineno: firstlineno, col_offset: 0, end_col_offset: 0 };
  const module = loadMangled(inner, '__name__');
  inner.depth = 0;
  inner.call(null, `beginClass(ns, ${module}, ${stringText(inner.code.qualname)}, ${firstlineno})`);
  if (isGeneric) storeMangled(inner, '__type_params__', `${cellName('.type_params')}.value`);
  let { body } = node;
  if (hasDocstring(body)) {
    const doc = docstringOf(body[0] as ast.ExprStmt);
    inner.position = body[0]!;
    if (doc !== null && !b.module.withoutDocstrings) storeMangled(inner, '__doc__', stringText(doc));
    body = body.slice(1);
  }
  classAnnotations(inner, node);
  inner.statements(body);
  inner.withoutLine(() => finishClass(inner, node));
  return inner;
}

function finishClass(b: Builder, node: ast.ClassDef): void {
  b.call(null, `storeName(ns, "__static_attributes__", ${staticAttributes(b, node)})`);
  if (b.scope.needsClassDict)
    b.call(null, `storeName(ns, "__classdictcell__", ${cellName('__classdict__')})`);
  if (!b.scope.needsClassCell) return b.emit({ op: 'return', value: 'None', restore: false });
  b.call(null, `storeName(ns, "__classcell__", ${cellName('__class__')})`);
  b.emit({ op: 'return', value: cellName('__class__'), restore: false });
}

/** Names assigned as `self.name` in the methods: `__static_attributes__`. */
function staticAttributes(b: Builder, node: ast.ClassDef): Operand {
  const names = new Set<string>();
  for (const method of node.body) {
    if (method.nodeType !== 'FunctionDef' && method.nodeType !== 'AsyncFunctionDef') continue;
    const self = (method.args.posonlyargs[0] ?? method.args.args[0])?.arg;
    if (self !== undefined) collectStores(method.body, self, names);
  }
  const texts = [...names].map((n) => stringText(b.mangle(n)));
  return texts.length === 0 ? 'emptyTuple' : b.module.constant(`new PyTuple([${texts.join(', ')}])`);
}

function collectStores(body: unknown, self: string, names: Set<string>): void {
  const stack: unknown[] = [body];
  while (stack.length > 0) {
    const node = stack.pop();
    if (typeof node !== 'object' || node === null) continue;
    const { nodeType } = node as ast.Node;
    if (nodeType === 'ClassDef') continue;
    if (nodeType === 'Attribute') {
      const { value, ctx, attr } = node as ast.Attribute;
      if (ctx === 'Store' && value.nodeType === 'Name' && value.id === self) names.add(attr);
    }
    stack.push(...Object.values(node));
  }
}

// --- Comprehensions ------------------------------------------------------------------------------------------------

type Comprehension = ast.ListComp | ast.SetComp | ast.DictComp;

function comprehension(b: Builder, node: Comprehension): Operand {
  const depth = b.depth;
  const scope = b.module.scopes.of(node);
  if (!scope.inlined) return calledComprehension(b, node, scope, depth);
  const begun = beginClause(b, node.generators[0]!);
  const outer = b.current;
  b.current = scope;
  renameVariables(b, scope, node);
  const result = b.push(RESULT_KINDS[node.nodeType]);
  b.js(`${result} = ${emptyResult(node)};`);
  b.uncertain(() => comprehensionLoops(b, node, 0, begun, () => addElement(b, node, result)));
  b.current = outer;
  const loops = b.out.at(-1)!;
  for (const js of b.renamed.get(scope)?.values() ?? []) {
    b.code.locals.find((local) => local.js === js)!.within = loops;
    b.js(`${js} = undefined;`); // nothing that has been gone through may live on in the frame
  }
  b.js(`${begun.iterator} = ${result};`);
  b.become(begun.iterator, 'v');
  b.depth = depth + 1;
  return begun.iterator;
}

/** Evaluates what a clause goes through. */
function beginClause(b: Builder, clause: ast.Comprehension): Iteration {
  if (!clause.is_async) return beginIteration(b, clause.iter);
  const depth = b.depth;
  const iterable = b.expression(clause.iter);
  b.position = clause.iter;
  return { iterator: b.callInto(depth, `asyncIter(${iterable})`), counter: null };
}

/** What the result is while it is being made. */
const RESULT_KINDS = { ListComp: 'L', SetComp: 'S', DictComp: 'D' };

function emptyResult(node: Comprehension): string {
  return { ListComp: 'new PyList()', SetComp: 'new PySet()', DictComp: 'new PyDict()' }[node.nodeType];
}

function renameVariables(b: Builder, scope: Scope, node: Comprehension): void {
  const [{ target }] = node.generators as [ast.Comprehension];
  for (const name of scope.savedNames()) {
    const use = scope.lookup(name);
    if (use !== 'local' && use !== 'cell') continue;
    const js = b.rename(scope, name, use === 'cell');
    if (use === 'cell') b.js(`${js} = new Cell(undefined);`);
    // The target of the first clause is bound before anything can read it; others may have a value of last time.
    else if (target.nodeType !== 'Name' || b.mangle(target.id) !== name) b.js(`${js} = undefined;`);
  }
}

function comprehensionLoops(
  b: Builder,
  node: Comprehension | ast.GeneratorExp,
  i: number,
  begun: Iteration,
  innermost: () => void,
): void {
  const clause = node.generators[i]!;
  const label = b.label('L');
  const body = b.sequence(() => {
    b.position = clause.target;
    b.tick();
    const bind = (item: Operand): void => bindTarget(b, clause.target, item);
    if (clause.is_async) asyncIteration(b, begun.iterator, label, clause.iter, bind);
    else iteration(b, begun, label, clause.iter, clause.target, bind);
    for (const test of clause.ifs) {
      testOf(b, test, false, elementOf(node));
      const then = b.sequence(() => {
        turn(b, node);
        b.emit({ op: 'continue', label });
      });
      b.emit({ op: 'if', test: '!c', then, otherwise: [] });
    }
    const next = node.generators[i + 1];
    if (next === undefined) {
      innermost();
      return turn(b, node);
    }
    const depth = b.depth;
    comprehensionLoops(b, node, i + 1, beginClause(b, next), innermost);
    turn(b, node);
    b.depth = depth;
  });
  b.emit({ op: 'loop', label, body });
}

/** In CPython's code what a comprehension does at the end of a turn stands with its element. */
function elementOf(node: Comprehension | ast.GeneratorExp): ast.Expr {
  return node.nodeType === 'DictComp' ? node.key : node.elt;
}

function turn(b: Builder, node: Comprehension | ast.GeneratorExp): void {
  b.position = elementOf(node);
  const jump = b.way('turn');
  if (jump !== null) jump.origin = jump;
}

function bindTarget(b: Builder, target: ast.Expr, item: Operand): void {
  assign(b, target, item);
}

function addElement(b: Builder, node: Comprehension, result: string): void {
  const depth = b.depth;
  if (node.nodeType === 'DictComp') {
    const [key, value] = b.operands([node.key, node.value]) as [Operand, Operand];
    b.depth = depth;
    b.position = node;
    b.call(null, `storeDictItem(${result}, ${key}, ${value})`);
  } else {
    const value = b.expression(node.elt);
    b.depth = depth;
    b.position = node;
    if (node.nodeType === 'ListComp')
      b.check(
        `${result}.items.push(${value}) > ${FREE_GROWING} && growsTooLarge(${result}.items)`,
        'tooManyItems()',
      );
    else b.call(null, `addToSet(${result}, ${value})`);
  }
  b.depth = depth;
}

/** A comprehension with code of its own: a function of the first iterator. */
function calledComprehension(
  b: Builder,
  node: Comprehension | ast.GeneratorExp,
  scope: Scope,
  depth: number,
): Operand {
  const first = node.generators[0]!;
  const iterable = b.expression(first.iter);
  b.position = first.iter;
  const iterator = b.callInto(depth, `${first.is_async ? 'asyncIter' : 'iter'}(${iterable})`);
  const inner = startCode(b.module, scope, b, {
    kind: codeKind(scope),
    position: node,
    firstlineno: node.lineno,
    body: [node],
    argcount: 1,
  });
  inner.position = node;
  if (node.nodeType === 'GeneratorExp') {
    // A program may put anything in its place (`f_locals`, or a function made of the code).
    if (!first.is_async)
      inner.check(`typeof ${localName('.0')} !== 'object'`, `notIterator(${localName('.0')})`);
    comprehensionLoops(inner, node, 0, { iterator: localName('.0'), counter: null }, () => {
      const at = inner.depth;
      let value = inner.expression(node.elt);
      inner.position = node.elt;
      if (inner.code.kind === 'async-generator') value = inner.callInto(at, `asyncYield(${value})`);
      yieldValue(inner, at, value);
      inner.depth = at;
    });
    inner.emit({ op: 'return', value: 'None', restore: false });
  } else {
    const result = inner.push(RESULT_KINDS[node.nodeType]);
    inner.js(`${result} = ${emptyResult(node)};`);
    comprehensionLoops(inner, node, 0, { iterator: localName('.0'), counter: null }, () =>
      addElement(inner, node, result),
    );
    inner.emit({ op: 'return', value: result, restore: false });
  }
  b.position = node;
  const made = functionOf(b, inner);
  return b.callInto(
    depth,
    b.module.traced ? tracedCall(made, 'undefined', [iterator], null) : `${made}.js(${iterator})`,
  );
}

function generatorExp(b: Builder, node: ast.GeneratorExp): Operand {
  return calledComprehension(b, node, b.module.scopes.of(node), b.depth);
}

// --- Modules -------------------------------------------------------------------------------------------------------

/** The code of a whole module, interactive statement or expression. */
export function moduleCode(module: ModuleBuilder, tree: ast.Mod): void {
  const body: readonly ast.Stmt[] = tree.nodeType === 'Expression' ? [] : tree.body;
  const start = { lineno: 1, col_offset: 0, end_lineno: 1, end_col_offset: 0 };
  const b = startCode(module, module.scopes.top, null, {
    kind: module.scopes.top.isCoroutine ? 'coroutine' : 'once',
    position: start,
    firstlineno: 1,
    body: tree.nodeType === 'Expression' ? [tree.body] : body,
  });
  if (module.namespaceLocals) {
    b.code.parameters.push('ns');
    b.code.locals.push({ js: 'ns', name: '' });
  }
  for (const name of b.scope.cellvars) {
    b.code.locals.push({ js: cellName(name), name });
    b.code.prologue.push(`${cellName(name)} = new Cell(undefined);`);
  }
  if (tree.nodeType === 'Expression') {
    returnValue(b, b.expression(tree.body));
    return;
  }
  b.printsValues = tree.nodeType === 'Interactive';
  let rest = body;
  if (tree.nodeType === 'Module' && hasDocstring(body)) {
    const doc = docstringOf(body[0] as ast.ExprStmt);
    b.position = body[0]!;
    if (doc !== null && !module.withoutDocstrings) storeMangled(b, '__doc__', stringText(doc));
    rest = body.slice(1);
  }
  if (tree.nodeType === 'Module') moduleAnnotations(b, tree);
  b.statements(rest);
  finishWithNone(b);
}

export const FUNCTION_EXPRESSIONS: Record<string, ExpressionLowering> = {
  Lambda: lambda,
  ListComp: comprehension,
  SetComp: comprehension,
  DictComp: comprehension,
  GeneratorExp: generatorExp,
};

export const DEFINITIONS: Record<string, StatementLowering> = {
  FunctionDef: functionDef,
  AsyncFunctionDef: functionDef,
  ClassDef: classDef,
};
