// Type parameters and `type` statements (PEP 695, PEP 696).
//
// A generic definition stands in a function of its own, which makes the parameters and then the definition; bounds, constraints,
// defaults and the values of aliases are evaluated when asked for, each by a function.
import type * as ast from '../syntax/ast.ts';
import type { Builder, StatementLowering } from './builder.ts';
import { stringText } from './constants.ts';
import type { Operand } from './ir.ts';
import { annotationValue, checkFormat } from './lower-annotations.ts';
import { functionOf, startCode } from './lower-code.ts';
import { storeMangled, storeName } from './lower-names.ts';
import type { GenericNode, Scope } from './scope.ts';

/**
 * Makes a generic definition: `define` lowers it inside the scope of its parameters, given the operands of `passed` there, and
 * returns the operand of what it made. The result comes into the temporary at `depth`.
 */
export function inTypeParameters(
  b: Builder,
  depth: number,
  node: GenericNode,
  passed: Operand[],
  define: (g: Builder, passed: Operand[]) => Operand,
): string {
  const scope = b.module.scopes.typeParametersOf(node)!;
  const given = passed.filter((p) => p !== 'null');
  const g = startCode(b.module, scope, b, {
    kind: 'function',
    position: node,
    firstlineno: node.lineno,
    body: [],
    argcount: given.length,
    posonlyargcount: given.length,
  });
  let next = 0;
  const inside = passed.map((p) => (p === 'null' ? 'null' : g.code.parameters[next++]!));
  const parameters = g.push('?');
  g.call(parameters, `makeTypeParams([])`);
  g.become(parameters, 'P');
  for (const parameter of node.type_params) {
    const variable = typeParameter(g, parameter);
    g.js(`${parameters}.items.push(${variable});`);
    g.depth = 1;
  }
  if (node.nodeType === 'ClassDef') {
    storeMangled(g, '.type_params', parameters);
    const base = g.callInto(g.depth, `genericBase(${parameters})`);
    storeMangled(g, '.generic_base', base);
    g.depth = 1;
  }
  const result = define(g, inside);
  if (node.nodeType !== 'ClassDef' && node.nodeType !== 'TypeAlias')
    g.js(`${result}.typeParams = ${parameters};`);
  g.emit({ op: 'return', value: result, restore: false });
  b.position = node;
  return b.callInto(depth, `${functionOf(b, g)}.js(${given.join(', ')})`);
}

function typeParameter(b: Builder, node: ast.TypeParam): Operand {
  b.position = node;
  const name = stringText(node.name);
  let slot: string;
  if (node.nodeType === 'TypeVar') {
    const isTuple = node.bound !== null && node.bound.nodeType === 'Tuple';
    const bound =
      node.bound === null ? 'null' : evaluator(b, b.module.scopes.boundOf(node)!, node.bound, node);
    slot = b.callInto(b.depth, `makeTypeVar(${name}, ${bound}, ${isTuple})`);
  } else
    slot = b.callInto(
      b.depth,
      `${node.nodeType === 'ParamSpec' ? 'makeParamSpec' : 'makeTypeVarTuple'}(${name})`,
    );
  if (node.default_value !== null) {
    const value = evaluator(b, b.module.scopes.defaultOf(node)!, node.default_value, node);
    b.call(null, `setTypeParamDefault(${slot}, ${value})`);
  }
  storeMangled(b, b.mangle(node.name), slot);
  return slot;
}

/** A function that evaluates an expression when it is called. */
function evaluator(b: Builder, scope: Scope, value: ast.Expr, node: ast.Position): string {
  const inner = startCode(b.module, scope, b, {
    kind: 'function',
    position: node,
    firstlineno: node.lineno,
    body: [value],
    argcount: scope.parameters.length,
    posonlyargcount: scope.parameters.length,
  });
  const format = inner.code.parameters[0]!;
  inner.code.prologue.push(`if (${format} === undefined) ${format} = defaultAt(fn, 0);`);
  checkFormat(inner);
  inner.emit({ op: 'return', value: annotationValue(inner, value), restore: false });
  return functionOf(b, inner, b.module.constant('new PyTuple([1])'));
}

function typeAlias(b: Builder, node: ast.TypeAlias): void {
  const depth = b.depth;
  const { id } = node.name as ast.Name;
  const make = (g: Builder, parameters: Operand): string => {
    const value = evaluator(g, g.module.scopes.of(node), node.value, node);
    return g.callInto(g.depth, `makeTypeAlias(${stringText(id)}, ${parameters}, ${value})`);
  };
  const slot =
    node.type_params.length > 0
      ? inTypeParameters(b, depth, node, [], (g) => make(g, 's0'))
      : make(b, 'null');
  storeName(b, id, slot);
  b.depth = depth;
}

export const TYPE_STATEMENTS: Record<string, StatementLowering> = { TypeAlias: typeAlias };
