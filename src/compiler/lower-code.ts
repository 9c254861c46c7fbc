// Code objects in the making: a builder with its parameters and cells in place, and the function object of finished code.
import type * as ast from '../syntax/ast.ts';
import { Builder, type BodyFacts, type ModuleBuilder } from './builder.ts';
import type { CodeIr, Operand } from './ir.ts';
import { cellName, localName } from './javascript-names.ts';
import { captureCell } from './lower-names.ts';
import type { Scope } from './scope.ts';

export interface CodeOptions {
  kind: CodeIr['kind'];
  position: ast.Position;
  firstlineno: number;
  /** What the body's statements do that matters (see bodyFacts). */
  body: readonly ast.Node[];
  docstring?: string | null;
  argcount?: number;
  posonlyargcount?: number;
  kwonlyargcount?: number;
}

/** A builder for the code of a scope, with its parameters and cells in place. */
export function startCode(
  module: ModuleBuilder,
  scope: Scope,
  parent: Builder | null,
  options: CodeOptions,
): Builder {
  const { futureFlags } = module;
  const locals = new Set(scope.locals);
  const code: CodeIr = {
    index: module.ir.codes.length,
    name: scope.name,
    qualname: scope.qualname === '' ? scope.name : scope.qualname,
    firstlineno: options.firstlineno,
    flags: scope.flags | (futureFlags & 0x1fe0000),
    argcount: options.argcount ?? 0,
    posonlyargcount: options.posonlyargcount ?? 0,
    kwonlyargcount: options.kwonlyargcount ?? 0,
    varnames: [...scope.locals],
    cellvars: [...scope.cellvars],
    freevars: [...scope.freevars],
    names: [...scope.names.keys()].filter((n) => !locals.has(n)),
    docstring: options.docstring ?? null,
    consts: [],
    parameters: [],
    locals: [],
    prologue: [],
    body: [],
    slots: 0,
    kinds: module.notesKinds ? new Map() : null,
    kind: options.kind,
    alwaysCounts: false,
    hidden: module.hidden,
    handles: false,
    position: options.position,
  };
  module.ir.codes.push(code);
  const b = new Builder(module, scope, parent, code, bodyFacts(options.body));
  if (scope.isFunctionLike) declareVariables(b);
  return b;
}

function declareVariables(b: Builder): void {
  const { scope, code } = b;
  const cells = new Set(scope.cellvars);
  const parameters = new Set(scope.parameters);
  for (const name of scope.parameters) {
    code.parameters.push(localName(name));
    b.bound.add(localName(name));
  }
  for (const name of scope.locals) {
    // What evaluates annotations shows its parameter `.format` without the dot.
    const variable = parameters.has(`.${name}`) ? `.${name}` : name;
    if (!cells.has(name)) code.locals.push({ js: localName(variable), name });
  }
  for (const name of scope.cellvars) {
    const isParameter = parameters.has(name);
    if (ownedByComprehension(scope, name)) {
      // The name may be that of an enclosing scope's variable besides.
      if (!scope.freevars.includes(name)) code.locals.push({ js: cellName(name), name });
    } else {
      code.locals.push({ js: cellName(name), name });
      code.prologue.push(`${cellName(name)} = new Cell(${isParameter ? localName(name) : 'undefined'});`);
    }
  }
}

/** A cell of an inlined comprehension is made there, each time afresh. */
function ownedByComprehension(scope: Scope, name: string): boolean {
  return scope.kind !== 'class' && !scope.binds(name) && !name.startsWith('__class');
}

/** Which names a body unbinds, and whether it has `:=`. Nested functions and classes do not count. */
export function bodyFacts(nodes: readonly ast.Node[]): BodyFacts {
  const unbound = new Set<string>();
  let walrus = false;
  const stack: unknown[] = [...nodes];
  while (stack.length > 0) {
    const node = stack.pop();
    if (Array.isArray(node)) {
      for (const item of node) if (typeof item === 'object' && item !== null) stack.push(item);
      continue;
    }
    const { nodeType } = node as ast.Node;
    if (nodeType === undefined || nodeType === 'Constant') continue;
    if (nodeType === 'NamedExpr') walrus = true;
    if (nodeType === 'ExceptHandler' && (node as ast.ExceptHandler).name !== null)
      unbound.add((node as ast.ExceptHandler).name!);
    if (nodeType === 'Name' && (node as ast.Name).ctx === 'Del') unbound.add((node as ast.Name).id);
    if (
      nodeType === 'FunctionDef' ||
      nodeType === 'AsyncFunctionDef' ||
      nodeType === 'Lambda' ||
      nodeType === 'ClassDef'
    ) {
      const def = node as ast.FunctionDef | ast.ClassDef | ast.Lambda;
      if ('decorator_list' in def) stack.push(def.decorator_list);
      if ('args' in def) stack.push(def.args.defaults, def.args.kw_defaults);
      else stack.push(def.bases, def.keywords);
      continue;
    }
    for (const value of Object.values(node as object))
      if (typeof value === 'object' && value !== null) stack.push(value);
  }
  return { unbound, walrus };
}

/** The function object of finished code, in the enclosing code's terms: an operand expression without effects. */
export function functionOf(
  b: Builder,
  inner: Builder,
  defaults: Operand = 'null',
  kwdefaults: Operand = 'null',
): string {
  const cells = inner.code.freevars.map((name) => captureCell(b, name));
  b.code.consts.push(`code${inner.code.index}`);
  return `makeFunction(code${inner.code.index}, G, ${cells.length > 0 ? `[${cells.join(', ')}]` : 'null'}, ${defaults}, ${kwdefaults})`;
}
