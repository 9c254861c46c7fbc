// Simple statements, assignment targets, if, imports.
import type * as ast from '../syntax/ast.ts';
import { errorAt } from './error-at.ts';
import { type Builder, intersection, leaves, type StatementLowering } from './builder.ts';
import { stringText } from './constants.ts';
import type { Operand } from './ir.ts';
import {
  assignItem,
  attributePosition,
  loadAttribute,
  loadItem,
  objectOperand,
  storeAttribute,
  storeItem,
  testOf,
} from './lower-expressions.ts';
import { deleteName, loadName, storeName, storeResult } from './lower-names.ts';
import { operateOn } from './lower-operators.ts';

function expressionStatement(b: Builder, node: ast.ExprStmt): void {
  if (node.value.nodeType === 'Constant' && !b.printsValues) return b.markLine();
  const mayDrop = !b.printsValues && b.module.hasCoroutines && isPlainCall(node.value);
  if (mayDrop) b.js('if (R.newest !== null) setAside();');
  const value = b.expression(node.value);
  b.markLine(node.value);
  if (b.printsValues) b.call(null, `displayHook(${value})`);
  if (mayDrop) {
    const drop = b.sequence(() => b.call(null, `dropped(${value})`));
    b.emit({ op: 'if', test: 'R.newest !== null', then: drop, otherwise: [] });
  }
}

/** Whether an expression is a call that gets no result of another one: what it makes and gives is had by nobody else. */
function isPlainCall(node: ast.Expr): boolean {
  if (node.nodeType !== 'Call') return false;
  return [...node.args, ...node.keywords.map((keyword) => keyword.value)].every(isPlainArgument);
}

function isPlainArgument(node: ast.Expr): boolean {
  return node.nodeType === 'Name' || node.nodeType === 'Constant';
}

/** Binds a target of any kind to an operand, which must stay valid while the target's parts are evaluated. */
export function assign(b: Builder, target: ast.Expr, value: Operand): void {
  const depth = b.depth;
  const position = b.position;
  b.position = target;
  switch (target.nodeType) {
    case 'Name':
      storeName(b, target.id, value);
      break;
    case 'Attribute': {
      const obj = b.expressionToSlotIfNumber(target.value);
      b.position = attributePosition(target);
      storeAttribute(b, obj, b.mangle(target.attr), value);
      break;
    }
    case 'Subscript':
      assignItem(b, target, value);
      break;
    case 'Tuple':
    case 'List':
      unpack(b, target.elts, value);
      break;
    case 'Starred':
      assign(b, target.value, value);
      break;
    default:
      throw new Error(`cannot assign to ${target.nodeType}`);
  }
  b.position = position;
  b.depth = depth;
}

/** `a, *b, c = value`: the items come as a JavaScript array in a temporary. */
function unpack(b: Builder, targets: readonly ast.Expr[], value: Operand): void {
  const depth = b.depth;
  const star = targets.findIndex((t) => t.nodeType === 'Starred');
  const sequence = objectOperand(b, value, depth);
  const items =
    star < 0
      ? b.fastInto(
          depth,
          `${sequence}.cls === tupleType && ${sequence}.items.length === ${targets.length}`,
          sequence,
          `unpack(${sequence}, ${targets.length})`,
        )
      : b.callInto(depth, `unpackStar(${sequence}, ${star}, ${targets.length - star - 1})`);
  b.become(items, `A${targets.length}`);
  // A list in the frame keeps the items while the targets' own parts run.
  targets.forEach((target, i) => {
    if (target.nodeType === 'Name') assign(b, target, `${items}.items[${i}]`);
    else {
      const item = b.push();
      b.js(`${item} = ${items}.items[${i}];`);
      assign(b, target, item);
      b.depth = depth + 1;
    }
  });
  b.depth = depth;
}

function assignStatement(b: Builder, node: ast.Assign): void {
  if (assignPairs(b, node)) return;
  const depth = b.depth;
  let value = b.expression(node.value);
  const [target] = node.targets;
  if (node.targets.length === 1 && target!.nodeType === 'Name') return storeResult(b, target!.id, value);
  if (value.startsWith('$')) value = b.toSlot(value, depth);
  for (const target of node.targets) assign(b, target, value);
}

/** `a, b = b, a`: no tuple is made. */
function assignPairs(b: Builder, node: ast.Assign): boolean {
  const [target] = node.targets;
  if (
    node.targets.length !== 1 ||
    target === undefined ||
    target.nodeType !== 'Tuple' ||
    node.value.nodeType !== 'Tuple'
  )
    return false;
  const values = node.value.elts;
  const targets = target.elts;
  if (values.length !== targets.length || values.length > 6) return false;
  if ([...values, ...targets].some((e) => e.nodeType === 'Starred')) return false;
  const slots = values.map((v) => {
    const depth = b.depth;
    const operand = b.expression(v);
    return operand.startsWith('$') ? b.toSlot(operand, depth) : operand;
  });
  targets.forEach((t, i) => assign(b, t, slots[i]!));
  return true;
}

function augAssign(b: Builder, node: ast.AugAssign): void {
  const depth = b.depth;
  const { target } = node;
  if (target.nodeType === 'Name') {
    let x = loadName(b, target.id);
    if (b.hasWalrus && x.startsWith('$')) x = b.toSlot(x, depth);
    const y = b.expression(node.value);
    b.position = node;
    storeResult(b, target.id, inPlace(b, depth, node.op, x, y));
    return;
  }
  if (target.nodeType === 'Attribute') {
    const obj = b.expressionToSlotIfNumber(target.value);
    const inner = b.depth;
    const attr = b.mangle(target.attr);
    b.position = attributePosition(target);
    const x = loadAttribute(b, inner, obj, attr);
    const y = b.expression(node.value);
    b.position = node;
    const result = inPlace(b, inner, node.op, x, y);
    b.position = attributePosition(target);
    storeAttribute(b, obj, attr, result);
    return;
  }
  const { value, slice } = target as ast.Subscript;
  const [obj, key] = b.operands([value, slice]) as [Operand, Operand];
  const inner = b.depth;
  b.position = target;
  const x = loadItem(b, inner, obj, key);
  const y = b.expression(node.value);
  b.position = node;
  const result = inPlace(b, inner, node.op, x, y);
  b.position = target;
  storeItem(b, obj, key, result);
}

/** Operators with a helper of their own, small enough for V8 to put in place. */
const IN_PLACE_HELPERS: Partial<Record<ast.BinaryOperator, string>> = {
  Add: 'inPlaceAdd',
  Sub: 'inPlaceSub',
  Mult: 'inPlaceMul',
};

function inPlace(b: Builder, depth: number, op: ast.BinaryOperator, x: Operand, y: Operand): Operand {
  const helper = IN_PLACE_HELPERS[op];
  const slow = helper === undefined ? `inPlace(${x}, ${y}, "${op}")` : `${helper}(${x}, ${y})`;
  return operateOn(b, depth, op, x, y, slow);
}

function deleteStatement(b: Builder, node: ast.Delete): void {
  for (const target of node.targets) deleteTarget(b, target);
}

function deleteTarget(b: Builder, target: ast.Expr): void {
  const depth = b.depth;
  b.position = target;
  switch (target.nodeType) {
    case 'Name':
      deleteName(b, target.id);
      break;
    case 'Attribute': {
      const obj = b.expression(target.value);
      b.position = attributePosition(target);
      b.call(null, `deleteAttribute(${obj}, ${stringText(b.mangle(target.attr))})`);
      break;
    }
    case 'Subscript': {
      const [obj, key] = b.operands([target.value, target.slice]) as [Operand, Operand];
      b.position = target;
      b.call(null, `deleteItem(${obj}, ${key})`);
      break;
    }
    case 'Tuple':
    case 'List':
      for (const element of target.elts) deleteTarget(b, element);
      break;
    default:
      throw new Error(`cannot delete ${target.nodeType}`);
  }
  b.depth = depth;
}

function ifStatement(b: Builder, node: ast.If): void {
  const clauses: ast.If[] = [];
  for (let clause: ast.If | null = node; clause !== null; clause = elif(clause)) clauses.push(clause);
  if (clauses.length > LONG_CHAIN) return longChain(b, clauses);
  testOf(b, node.test, false);
  b.branch(
    'c',
    () => ifBody(b, node),
    () => b.statements(node.orelse),
  );
}

function elif(node: ast.If): ast.If | null {
  const [first] = node.orelse;
  return node.orelse.length === 1 && first!.nodeType === 'If' ? first : null;
}

function ifBody(b: Builder, node: ast.If): void {
  b.statements(node.body);
  if (node.orelse.length > 0 && !leaves(b.out)) b.way('jump');
}

/** As many clauses are better inside each other in JavaScript too. */
const LONG_CHAIN = 64;

/** One clause after another, each leaving the whole at its end: there is no limit to how many there are. */
function longChain(b: Builder, clauses: readonly ast.If[]): void {
  const label = b.label('E');
  const ends: Set<string>[] = [];
  const reached = (): void => void (leaves(b.out) || ends.push(b.bound));
  const body = b.sequence(() => {
    for (const clause of clauses) {
      b.position = clause;
      testOf(b, clause.test, false);
      const untaken = new Set(b.bound);
      const then = b.sequence(() => {
        ifBody(b, clause);
        reached();
        if (!leaves(b.out)) b.emit({ op: 'break', label });
      });
      b.emit({ op: 'if', test: 'c', then, otherwise: [] });
      b.bound = untaken;
    }
    b.statements(clauses[clauses.length - 1]!.orelse);
    reached();
  });
  b.emit({ op: 'block', label, body });
  if (ends.length > 0) b.bound = ends.reduce(intersection);
}

function raise(b: Builder, node: ast.Raise): void {
  if (node.exc === null) return b.check('true', 'reraise()');
  const exprs = node.cause === null ? [node.exc] : [node.exc, node.cause];
  const operands = b.operands(exprs);
  b.position = node;
  b.call(null, `raise(${operands.join(', ')})`);
}

function assert(b: Builder, node: ast.Assert): void {
  if (b.module.optimized) return;
  testOf(b, node.test, true);
  const failed = b.sequence(() => {
    const depth = b.depth;
    const message = node.msg === null ? '' : b.uncertain(() => b.expression(node.msg!));
    b.depth = depth;
    b.position = node.test;
    b.call(null, `assertionError(${message})`);
  });
  b.emit({ op: 'if', test: '!c', then: failed, otherwise: [] });
}

function pass(b: Builder): void {
  b.markLine();
}

function declaration(): void {}

function importStatement(b: Builder, node: ast.Import): void {
  for (const alias of node.names) {
    const depth = b.depth;
    const module = b.callInto(depth, `importName(G, ${localsOf(b)}, ${stringText(alias.name)}, None, 0)`);
    if (alias.asname === null) storeName(b, alias.name.split('.')[0]!, module);
    else {
      let value = module;
      for (const part of alias.name.split('.').slice(1))
        value = b.callInto(depth, `importFrom(${value}, ${stringText(part)})`);
      storeName(b, alias.asname, value);
    }
    b.depth = depth;
  }
}

/** What `locals()` gives in a class body or a module; `null` in a function. */
export function localsOf(b: Builder): string {
  if (b.scope.kind === 'class') return 'ns';
  if (b.scope.kind !== 'module') return 'null';
  return b.module.namespaceLocals ? 'ns' : 'G';
}

function importFromStatement(b: Builder, node: ast.ImportFrom): void {
  const depth = b.depth;
  const names = node.names.map((a) => stringText(a.name));
  const list = b.module.constant(`new PyTuple([${names.join(', ')}])`);
  const module = b.callInto(
    depth,
    `importName(G, ${localsOf(b)}, ${stringText(node.module ?? '')}, ${list}, ${node.level ?? 0})`,
  );
  if (node.names[0]!.name === '*') {
    if (b.scope.isFunctionLike)
      throw errorAt('import * only allowed at module level', b.module.filename, node);
    b.call(null, `importStar(${module}, ${localsOf(b) === 'ns' ? 'ns' : 'G'})`);
    return;
  }
  for (const alias of node.names) {
    b.depth = depth + 1;
    const value = b.callInto(depth + 1, `importFrom(${module}, ${stringText(alias.name)})`);
    storeName(b, alias.asname ?? alias.name, value);
  }
}

export const SIMPLE_STATEMENTS: Record<string, StatementLowering> = {
  Expr: expressionStatement,
  Assign: assignStatement,
  AugAssign: augAssign,
  Delete: deleteStatement,
  If: ifStatement,
  Raise: raise,
  Assert: assert,
  Pass: pass,
  Import: importStatement,
  ImportFrom: importFromStatement,
  Global: declaration,
  Nonlocal: declaration,
};
