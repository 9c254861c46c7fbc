// Annotations (PEP 649, PEP 749): they are evaluated when asked for, by a function `__annotate__(format)`; with
// `from __future__ import annotations` they are strings.
import type * as ast from '../syntax/ast.ts';
import { annotatedVariables, hasAnnotations, signatureAnnotations } from './annotations.ts';
import { CO_FUTURE_ANNOTATIONS } from './code-flags.ts';
import type { Builder, StatementLowering } from './builder.ts';
import { stringText } from './constants.ts';
import type { Operand } from './ir.ts';
import { functionOf, startCode } from './lower-code.ts';
import { truthOf } from './lower-expressions.ts';
import { cellName } from './javascript-names.ts';
import { loadMangled, storeMangled, storeName } from './lower-names.ts';
import { assign, localsOf } from './lower-statements.ts';
import type { Scope } from './scope.ts';
import { unparse } from './unparse.ts';

interface Annotation {
  name: string;
  value: ast.Expr;
  /** Of a conditional annotation: its number in `__conditional_annotations__`; null: always there. */
  condition: number | null;
}

function isStringified(b: Builder): boolean {
  return (b.module.futureFlags & CO_FUTURE_ANNOTATIONS) !== 0;
}

/** The code of a function's `__annotate__`; null when nothing is annotated. */
export function annotateFunction(b: Builder, node: ast.FunctionDef | ast.AsyncFunctionDef): Builder | null {
  const scope = b.module.scopes.annotationsOf(node);
  if (scope === null) return null;
  const found = signatureAnnotations(node).map(({ name, value }): Annotation => ({
    name: b.mangle(name),
    value,
    condition: null,
  }));
  return found.length === 0 ? null : annotateCode(b, scope, node, found);
}

/** `def __annotate__(format, /): if format > 2: raise NotImplementedError; return {...}` */
function annotateCode(b: Builder, scope: Scope, node: ast.Position, annotations: Annotation[]): Builder {
  const inner = startCode(b.module, scope, b, {
    kind: 'function',
    position: node,
    firstlineno: node.lineno,
    body: annotations.map((a) => a.value),
    argcount: 1,
    posonlyargcount: 1,
  });
  checkFormat(inner);
  const dict = inner.push('D');
  inner.js(`${dict} = new PyDict();`);
  for (const { name, value, condition } of annotations) {
    const depth = inner.depth;
    const add = (): void => {
      inner.position = value;
      const operand = isStringified(b) ? stringText(unparse(value)) : annotationValue(inner, value);
      inner.js(`${dict}.setStr(${stringText(name)}, ${operand});`);
      inner.depth = depth;
    };
    if (condition === null) {
      add();
      continue;
    }
    inner.position = value;
    truthOf(inner, inner.callInto(depth, `hasAnnotation(${conditionSet(inner)}, ${condition})`));
    inner.depth = depth;
    inner.emit({ op: 'if', test: 'c', then: inner.sequence(add), otherwise: [] });
  }
  inner.emit({ op: 'return', value: dict, restore: false });
  return inner;
}

/** At the start of a function that evaluates annotations: of the formats it knows VALUE and VALUE_WITH_FAKE_GLOBALS. */
export function checkFormat(b: Builder): void {
  const format = b.code.parameters[0]!;
  truthOf(b, b.callInto(0, `typeof ${format} === 'number' ? ${format} > 2 : compareGt(${format}, 2)`));
  b.check('c', 'annotationsNotImplemented()');
  b.depth = 0;
}

/** `*args: *Ts` unpacks one item. */
export function annotationValue(b: Builder, value: ast.Expr): Operand {
  if (value.nodeType !== 'Starred') return b.expression(value);
  const depth = b.depth;
  const iterable = b.expression(value.value);
  const items = b.callInto(depth, `unpack(${iterable}, 1)`);
  b.js(`${items} = ${items}.items[0];`);
  return items;
}

function conditionSet(b: Builder): string {
  const own = b.scope.kind === 'class' ? b.scope : b.scope.parent;
  if (own?.kind === 'class') return `${cellName('__conditional_annotations__')}.value`;
  return loadMangled(b, '__conditional_annotations__');
}

/** The annotations of simple names in a body, in order; those inside other statements are conditional. */
function variableAnnotations(b: Builder, body: readonly ast.Stmt[], allConditional: boolean): Annotation[] {
  let conditions = 0;
  return annotatedVariables(body).map(({ node, isNested }) => {
    const condition = allConditional || isNested ? conditions++ : null;
    if (condition !== null) b.conditions.set(node, condition);
    return { name: b.mangle((node.target as ast.Name).id), value: node.annotation, condition };
  });
}

/** At the start of a class body: its `__annotate_func__`. */
export function classAnnotations(b: Builder, node: ast.ClassDef): void {
  const scope = b.module.scopes.annotationsOf(node);
  if (isStringified(b)) return stringAnnotations(b, node.body);
  if (scope === null) return;
  const annotations = variableAnnotations(b, node.body, false);
  if (annotations.length === 0) return;
  if (b.scope.hasConditionalAnnotations)
    b.js(`${cellName('__conditional_annotations__')}.value = new PySet();`);
  const inner = annotateCode(b, scope, node, annotations);
  const slot = b.push();
  b.js(`${slot} = ${functionOf(b, inner)};`);
  storeMangled(b, '__annotate_func__', slot);
  b.depth--;
}

/** At the start of a module: its `__annotate__`. Annotations of a module are all conditional: it may be seen half executed. */
export function moduleAnnotations(b: Builder, node: ast.Module): void {
  const scope = b.module.scopes.annotationsOf(node);
  if (isStringified(b)) return stringAnnotations(b, node.body);
  if (scope === null) return;
  const annotations = variableAnnotations(b, node.body, true);
  if (annotations.length === 0) return;
  const slot = b.push();
  const start = { lineno: 1, col_offset: 0, end_lineno: 1, end_col_offset: 0 };
  const inner = annotateCode(b, scope, start, annotations);
  b.js(`${slot} = ${functionOf(b, inner)};`);
  storeMangled(b, '__annotate__', slot);
  b.js(`${slot} = new PySet();`);
  storeMangled(b, '__conditional_annotations__', slot);
  b.depth--;
}

/** With string annotations a body that has any makes the dict `__annotations__` first. */
function stringAnnotations(b: Builder, body: readonly ast.Stmt[]): void {
  if (hasAnnotations(body)) b.call(null, `setupAnnotations(${localsOf(b)})`);
}

function annAssign(b: Builder, node: ast.AnnAssign): void {
  const depth = b.depth;
  if (node.value !== null) {
    let value = b.expression(node.value);
    if (node.target.nodeType !== 'Name' && value.startsWith('$')) value = b.toSlot(value, depth);
    if (node.target.nodeType === 'Name') storeName(b, node.target.id, value);
    else assign(b, node.target, value);
    b.depth = depth;
  } else if (node.target.nodeType !== 'Name') {
    // The parts of the target are evaluated all the same, in a function too.
    if (node.target.nodeType === 'Attribute') b.expression(node.target.value);
    if (node.target.nodeType === 'Subscript') b.operands([node.target.value, node.target.slice]);
    b.depth = depth;
  }
  if (b.scope.isFunctionLike || !node.simple) return;
  const name = b.mangle((node.target as ast.Name).id);
  b.position = node;
  if (isStringified(b)) {
    const text = stringText(unparse(node.annotation));
    b.call(null, `storeAnnotation(${localsOf(b)}, ${stringText(name)}, ${text})`);
    return;
  }
  const condition = b.conditions.get(node);
  if (condition === undefined) return;
  const set = conditionSet(b);
  b.depth = depth;
  b.call(null, `addToSet(${set}, ${condition})`);
}

export const ANNOTATIONS: Record<string, StatementLowering> = { AnnAssign: annAssign };
