// Expressions, but for calls (lower-calls.ts), comprehensions and lambdas (lower-functions.ts).
import type * as ast from '../syntax/ast.ts';
import type { Builder, ExpressionLowering } from './builder.ts';
import { constantContainer, constantExpression, stringText } from './constants.ts';
import type { Operand } from './ir.ts';
import { property } from './javascript-names.ts';
import { floatArithmetic } from './lower-floats.ts';
import { lowBits } from './lower-modular.ts';
import { isAnchored, loadName, storeName } from './lower-names.ts';
import { binaryOperation, INT_TEST, literalKind, negation, ofFloats } from './lower-operators.ts';
import { formatted } from './preprocess.ts';

function constant(b: Builder, node: ast.Constant): Operand {
  return b.constant(node.value);
}

function name(b: Builder, node: ast.Name): Operand {
  if (node.id === '__debug__') return b.module.optimized ? 'false' : 'true';
  return loadName(b, node.id);
}

/** `a + b + c + ...` can be thousands long: the left spine is walked in a loop. */
function binOp(b: Builder, node: ast.BinOp): Operand {
  const spine: ast.BinOp[] = [];
  let leftmost: ast.Expr = node;
  const depth = b.depth;
  let left: Operand | undefined;
  while (leftmost.nodeType === 'BinOp') {
    left = lowBits(b, leftmost) ?? floatArithmetic(b, leftmost);
    if (left !== undefined) break;
    const joined = formatted(leftmost);
    if (joined !== null) {
      leftmost = joined;
      break;
    }
    spine.push(leftmost);
    leftmost = leftmost.left;
  }
  left ??= b.expression(leftmost);
  while (spine.length > 0) {
    const { op, right: rightNode } = spine[spine.length - 1]!;
    if (b.hasWalrus && left.startsWith('$')) left = b.toSlot(left, depth);
    const right = b.expression(rightNode);
    b.position = spine.pop()!;
    left = binaryOperation(b, depth, op, left, right);
  }
  return left;
}

function unaryOp(b: Builder, node: ast.UnaryOp): Operand {
  const folded = constantExpression(b.module, node);
  if (folded !== null) return folded;
  const depth = b.depth;
  if (node.op === 'Not') {
    testOf(b, node.operand);
    b.depth = depth;
    const slot = b.push();
    b.js(`${slot} = !c;`);
    return slot;
  }
  const x = b.expression(node.operand);
  if (node.op === 'USub') return negation(b, depth, x);
  return b.callInto(depth, `${node.op === 'UAdd' ? 'positive' : 'invert'}(${x})`);
}

/**
 * Leaves the truth of an expression in the JavaScript variable `c`.
 * @param jumps the truth with which what comes next is left for elsewhere; none is when it is undefined
 * @param position where the branch stands then
 */
export function testOf(b: Builder, node: ast.Expr, jumps?: boolean, position: ast.Position = node): void {
  const depth = b.depth;
  if (node.nodeType === 'Constant') b.markLine(node);
  if (node.nodeType === 'BoolOp') testBoolOp(b, node, jumps);
  else if (node.nodeType === 'UnaryOp' && node.op === 'Not') {
    testOf(b, node.operand, jumps === undefined ? undefined : !jumps);
    b.js('c = !c;');
  } else if (node.nodeType === 'Compare' && node.ops.length > 1) testChain(b, node, jumps);
  else {
    if (node.nodeType === 'Compare') testCompare(b, node);
    else truthOf(b, b.expression(node), node);
    if (jumps !== undefined && node.nodeType !== 'Constant') b.fork(jumps, position);
  }
  b.depth = depth;
}

/** A comparison that is only asked for its truth: its usual result is a bool that needs no place of its own. */
function testCompare(b: Builder, node: ast.Compare): void {
  const depth = b.depth;
  const op = node.ops[0]!;
  const { js, helper } = COMPARE[op];
  const [x, y] = comparedOperands(b, node, op);
  b.depth = depth;
  b.position = node;
  if (op === 'Is' || op === 'IsNot') return b.js(`c = ${x} ${js} ${y};`);
  if (op === 'In' || op === 'NotIn') return b.call('c', `${helper}(${y}, ${x})`);
  const other = (): void => truthOf(b, compareOnce(b, depth, op, x, y, true), node);
  const test = compareTest(op, x, y);
  if (test === null) return other();
  b.emit({
    op: 'if',
    test,
    then: [{ op: 'js', text: `c = ${x} ${js} ${y};` }],
    otherwise: b.sequence(other),
  });
}

/** The operands of a comparison. A set or list of constants that something is looked for in is made once, as in CPython. */
function comparedOperands(b: Builder, node: ast.Compare, op: ast.CompareOperator): [Operand, Operand] {
  const right = node.comparators[0]!;
  const container = op === 'In' || op === 'NotIn' ? constantContainer(b.module, right) : null;
  if (container === null) return b.operands([node.left, right]) as [Operand, Operand];
  return [b.expression(node.left), container];
}

/** The test under which two operands compare as in JavaScript; null: never, or not worth it. */
function compareTest(op: ast.CompareOperator, x: Operand, y: Operand): string | null {
  const texts = x.startsWith('"') || y.startsWith('"');
  if (texts && (op === 'Eq' || op === 'NotEq')) return `typeof ${x.startsWith('"') ? y : x} === 'string'`;
  return literalKind(x) === 'other' || literalKind(y) === 'other' ? null : INT_TEST(x, y);
}

/** Leaves the truth of an operand in `c`. */
export function truthOf(b: Builder, operand: Operand, node: ast.Position = b.position): void {
  if (operand === 'true' || operand === 'false') return b.js(`c = ${operand};`);
  if (operand === 'None') return b.js('c = false;');
  const saved = b.position;
  b.position = node;
  const number = `typeof ${operand} === 'number' ? ${operand} !== 0`;
  b.fast('c', `${operand} === true || ${operand} === false`, operand, `isTrue(${operand})`, number);
  b.position = saved;
}

function testBoolOp(b: Builder, node: ast.BoolOp, jumps: boolean | undefined): void {
  const label = b.label('B');
  const body = b.sequence(() => {
    node.values.forEach((value, i) => {
      const isLast = i === node.values.length - 1;
      const leaves = isLast ? jumps : node.op === 'Or';
      if (i === 0) testOf(b, value, leaves);
      else b.uncertain(() => testOf(b, value, leaves));
      if (!isLast) {
        const stop = node.op === 'And' ? '!c' : 'c';
        b.emit({ op: 'if', test: stop, then: [{ op: 'break', label }], otherwise: [] });
      }
    });
  });
  b.emit({ op: 'block', label, body });
}

function boolOp(b: Builder, node: ast.BoolOp): Operand {
  const depth = b.depth;
  const label = b.label('B');
  const slot = b.push();
  const body = b.sequence(() => {
    node.values.forEach((value, i) => {
      const evaluate = (): void => {
        b.toSlot(((b.depth = depth), b.expression(value)), depth);
      };
      if (i === 0) evaluate();
      else b.uncertain(evaluate);
      if (i === node.values.length - 1) return;
      truthOf(b, slot, value);
      b.fork(node.op === 'Or', node, ['left']);
      const stop = node.op === 'And' ? '!c' : 'c';
      b.emit({ op: 'if', test: stop, then: [{ op: 'break', label }], otherwise: [] });
    });
  });
  b.emit({ op: 'block', label, body });
  b.depth = depth + 1;
  return slot;
}

const COMPARE: Record<ast.CompareOperator, { js: string; helper: string }> = {
  Eq: { js: '===', helper: 'compareEq' },
  NotEq: { js: '!==', helper: 'compareNotEq' },
  Lt: { js: '<', helper: 'compareLt' },
  LtE: { js: '<=', helper: 'compareLtE' },
  Gt: { js: '>', helper: 'compareGt' },
  GtE: { js: '>=', helper: 'compareGtE' },
  Is: { js: '===', helper: '' },
  IsNot: { js: '!==', helper: '' },
  In: { js: '', helper: 'contains' },
  NotIn: { js: '', helper: 'notContains' },
};

/** A comparison into the temporary at `depth`; `tested`: where `compareTest` has said no. */
function compareOnce(
  b: Builder,
  depth: number,
  op: ast.CompareOperator,
  x: Operand,
  y: Operand,
  tested = false,
): Operand {
  const { js, helper } = COMPARE[op];
  if (op === 'Is' || op === 'IsNot') {
    b.depth = depth;
    const slot = b.push();
    b.js(`${slot} = ${x} ${js} ${y};`);
    return slot;
  }
  if (js === '') return b.callInto(depth, `${helper}(${y}, ${x})`);
  const floats = ofFloats(x, y, js, (v, w) => `${v} ${js} ${w}`);
  const slow = `${helper}(${x}, ${y})`;
  const test = tested ? null : compareTest(op, x, y);
  return test === null
    ? b.callInto(depth, slow, undefined, floats)
    : b.fastInto(depth, test, `${x} ${js} ${y}`, slow, floats);
}

function compare(b: Builder, node: ast.Compare): Operand {
  const depth = b.depth;
  if (node.ops.length === 1) {
    const [x, y] = comparedOperands(b, node, node.ops[0]!);
    return compareOnce(b, depth, node.ops[0]!, x, y);
  }
  return compareChain(b, node, depth);
}

/**
 * `a < b < c`: the result stands at `depth`, the middle operand behind it. `last` takes the truth of the last comparison, if only
 * the truth is asked for; then `jumps` is as for `testOf`.
 */
function compareChain(
  b: Builder,
  node: ast.Compare,
  depth: number,
  last?: () => void,
  jumps?: boolean,
): Operand {
  const label = b.label('B');
  const result = b.push('?');
  const body = b.sequence(() => {
    let left = b.expressionToSlot(node.left);
    const leftDepth = b.depth - 1;
    const isValue = last === undefined;
    const step = (i: number): void => {
      const isLast = i === node.ops.length - 1;
      const right = isLast ? b.expression(node.comparators[i]!) : b.expressionToSlot(node.comparators[i]!);
      const rightDepth = b.depth;
      const outcome = compareOnce(b, rightDepth, node.ops[i]!, left, right);
      b.js(`${result} = ${outcome};`);
      b.become(result, 'v');
      if (isLast) return isValue ? void b.way('jump') : last();
      b.depth = rightDepth;
      truthOf(b, result, node);
      b.fork(false, node, isValue ? ['left', 'right'] : ['right']);
      const then = b.sequence(() => {
        if (!isValue && jumps === false) b.way('jump');
        b.emit({ op: 'break', label });
      });
      b.emit({ op: 'if', test: '!c', then, otherwise: [] });
      left = b.toSlot(right, leftDepth);
    };
    step(0);
    b.uncertain(() => {
      for (let i = 1; i < node.ops.length; i++) step(i);
    });
  });
  b.emit({ op: 'block', label, body });
  b.depth = depth + 1;
  return result;
}

/** A chain that is only asked for its truth: that of its last comparison, or the one that ended it. */
function testChain(b: Builder, node: ast.Compare, jumps: boolean | undefined): void {
  const result: Operand = `s${b.depth}`;
  const last = (): void => {
    b.depth = Number(result.slice(1)) + 1;
    truthOf(b, result, node);
    if (jumps !== undefined) b.fork(jumps, node, [], true);
  };
  compareChain(b, node, b.depth, last, jumps);
}

function ifExp(b: Builder, node: ast.IfExp): Operand {
  const depth = b.depth;
  testOf(b, node.test, false);
  const slot = b.push();
  const arm = (value: ast.Expr) => (): void => {
    b.depth = depth;
    b.toSlot(b.expression(value), depth);
    if (value === node.body) b.way('jump');
  };
  b.branch('c', arm(node.body), arm(node.orelse));
  b.depth = depth + 1;
  return slot;
}

function namedExpr(b: Builder, node: ast.NamedExpr): Operand {
  const depth = b.depth;
  const value = b.expression(node.value);
  const slot = b.toSlot(value, depth);
  storeName(b, (node.target as ast.Name).id, slot);
  return slot;
}

function attribute(b: Builder, node: ast.Attribute): Operand {
  const depth = b.depth;
  const obj = b.expression(node.value);
  b.position = attributePosition(node);
  const attr = b.mangle(node.attr);
  return isAnchored(b, node.value) ? loadAnchored(b, depth, obj, attr) : loadAttribute(b, depth, obj, attr);
}

/** The test that a place's cache holds an attribute, which is then in `t`. */
export function anchoredTest(cache: Operand, obj: Operand): string {
  return `${obj}.version === ${cache}.version && (t = ${cache}.cell.value) !== undefined`;
}

/** `obj.name` where `obj` may be a module or a class (see operators/anchored.ts). */
function loadAnchored(b: Builder, depth: number, obj: Operand, attr: string): Operand {
  const o = objectOperand(b, obj, depth);
  const cache = b.module.cache('AttributeCache');
  return b.fastInto(
    depth,
    `(${o} === ${cache}.owner ? ${anchoredTest(cache, o)} : ${o}${property('g_', attr)} === undefined && (t = ${o}${property('$', attr)}) !== undefined)`,
    't',
    `getAnchored(${cache}, ${o}, ${stringText(attr)})`,
  );
}

/**
 * Where an access to an attribute stands, or the call of a method: `whole`, but for the lines before that with the name. Columns are -1
 * where a tree says what cannot be.
 */
export function attributePosition(node: ast.Attribute, whole: ast.Position = node): ast.Position {
  const { end_lineno, end_col_offset } = node;
  if (whole.lineno === end_lineno) return whole;
  const start = end_col_offset - [...node.attr].length;
  return start < 0
    ? { lineno: end_lineno, end_lineno: whole.end_lineno, col_offset: -1, end_col_offset: -1 }
    : { lineno: end_lineno, end_lineno: whole.end_lineno, col_offset: start, end_col_offset };
}

/** `obj.name` into the temporary at `depth`. */
export function loadAttribute(b: Builder, depth: number, obj: Operand, attr: string): Operand {
  const o = objectOperand(b, obj, depth);
  return b.fastInto(
    depth,
    `${o}${property('g_', attr)} === undefined && (t = ${o}${property('$', attr)}) !== undefined`,
    't',
    `getBound(${o}${property('g_', attr)}, ${o}, ${stringText(attr)})`,
  );
}

/** A number literal cannot be followed by a property: it goes into a temporary first. */
export function objectOperand(b: Builder, operand: Operand, depth: number): Operand {
  return /^\(?-?\d/.test(operand) ? b.toSlot(operand, depth) : operand;
}

/**
 * `obj.attr = value` of a mangled name: a plain store where the class allows it (`plainSet`, or `w_attr` for this name alone).
 */
export function storeAttribute(b: Builder, obj: Operand, attr: string, value: Operand): void {
  b.fast(
    null,
    `${obj}${property('g_', attr)} === undefined && (${obj}.plainSet === true || ${obj}${property('w_', attr)} === true)`,
    `${obj}${property('$', attr)} = ${value}`,
    `setAttribute(${obj}, ${stringText(attr)}, ${value})`,
  );
}

function subscript(b: Builder, node: ast.Subscript): Operand {
  const depth = b.depth;
  if (node.slice.nodeType === 'Slice') {
    const parts = sliceOperands(b, node.value, node.slice);
    b.position = node;
    return b.callInto(depth, `${parts.length === 4 ? 'getStepSlice' : 'getSlice'}(${parts.join(', ')})`);
  }
  const [obj, key] = b.operands([node.value, node.slice]) as [Operand, Operand];
  b.position = node;
  return loadItem(b, depth, obj, key);
}

/** `obj[key]` into the temporary at `depth`; of lists and tuples with an int that is in range at once. */
export function loadItem(b: Builder, depth: number, obj: Operand, key: Operand): Operand {
  if (literalKind(key) === 'other') return b.callInto(depth, `getItem(${obj}, ${key})`);
  const o = objectOperand(b, obj, depth);
  const test =
    literalKind(key) === 'int'
      ? `(${o}.cls === listType || ${o}.cls === tupleType) && (t = ${o}.items[${literalIndex(o, key)}]) !== undefined`
      : `${o}.cls === listType && typeof ${key} === 'number' && (t = ${o}.items[${key} < 0 ? ${key} + ${o}.items.length : ${key}]) !== undefined`;
  return b.fastInto(depth, test, 't', `getItem(${o}, ${key})`);
}

/** The index that an int literal means for the items of a sequence: a negative one counts from the end. */
function literalIndex(obj: Operand, literal: Operand): string {
  const index = Number(literal.replace(/[()]/g, ''));
  return index < 0 ? `${obj}.items.length - ${-index}` : `${index}`;
}

/** `obj[key] = value`; of lists with an int that is in range, and not negative, at once. */
export function storeItem(b: Builder, obj: Operand, key: Operand, value: Operand): void {
  if (literalKind(key) === 'other' || literalKind(obj) === 'int')
    return b.call(null, `setItem(${obj}, ${key}, ${value})`);
  b.fast(
    null,
    `${obj}.cls === listType && typeof ${key} === 'number' && ${key} >= 0 && ${key} < ${obj}.items.length`,
    `${obj}.items[${key}] = ${value}`,
    `setItem(${obj}, ${key}, ${value})`,
  );
}

/** An object and the bounds of a slice of it, and the step if there is one. */
function sliceOperands(b: Builder, value: ast.Expr, { lower, upper, step }: ast.Slice): Operand[] {
  const given = b.operands([value, lower, upper, step].filter((part) => part !== null));
  const operand = (part: ast.Expr | null): Operand => (part === null ? 'None' : given.shift()!);
  const bounds = [given.shift()!, operand(lower), operand(upper)];
  return step === null ? bounds : [...bounds, operand(step)];
}

/** `value[key] = operand`. */
export function assignItem(b: Builder, target: ast.Subscript, operand: Operand): void {
  const { value, slice: key } = target;
  if (key.nodeType === 'Slice' && key.step === null) {
    const parts = sliceOperands(b, value, key);
    b.position = target;
    b.call(null, `setSlice(${[...parts, operand].join(', ')})`);
  } else {
    const [obj, index] = b.operands([value, key]) as [Operand, Operand];
    b.position = target;
    if (key.nodeType === 'Slice') b.call(null, `setItem(${obj}, ${index}, ${operand})`);
    else storeItem(b, obj, index, operand);
  }
}

function slice(b: Builder, node: ast.Slice): Operand {
  const depth = b.depth;
  const parts = [node.lower, node.upper, node.step].map((part) =>
    part === null ? 'None' : b.expression(part),
  );
  b.depth = depth;
  const slot = b.push();
  b.js(`${slot} = new PySlice(${parts.join(', ')});`);
  return slot;
}

/** A display with more elements grows a list instead of holding them all in temporaries. */
const MAX_DISPLAY = 30;

/** List, tuple and set displays; with stars they grow a list. */
function display(b: Builder, node: ast.List | ast.Tuple | ast.Set): Operand {
  const depth = b.depth;
  if (node.nodeType === 'Tuple') {
    const folded = constantExpression(b.module, node);
    if (folded !== null) return folded;
  }
  if (node.elts.length > MAX_DISPLAY || node.elts.some((e) => e.nodeType === 'Starred'))
    return starredDisplay(b, node, depth);
  const items = b.operands(node.elts);
  b.position = node;
  if (node.nodeType === 'Set') return b.callInto(depth, `makeSet([${items.join(', ')}])`);
  b.depth = depth;
  const slot = b.push();
  if (node.nodeType === 'List' && items.length === 0) b.js(`${slot} = new PyList();`);
  else b.js(`${slot} = new ${node.nodeType === 'List' ? 'PyList' : 'PyTuple'}([${items.join(', ')}]);`);
  return slot;
}

function starredDisplay(b: Builder, node: ast.List | ast.Tuple | ast.Set, depth: number): Operand {
  if (node.nodeType === 'Set') return growSet(b, node, depth);
  const list = growList(b, node.elts, node);
  b.become(list, 'v');
  if (node.nodeType === 'Tuple') b.js(`${list} = new PyTuple(${list}.items);`);
  return list;
}

/** A set display that is long or has stars: it is made of what stands before the first star, the rest is added one by one. */
function growSet(b: Builder, node: ast.Set, depth: number): Operand {
  const { elts } = node;
  const first = elts.length > MAX_DISPLAY ? 0 : elts.findIndex((e) => e.nodeType === 'Starred');
  const items = b.operands(elts.slice(0, first));
  b.position = node;
  const set = b.callInto(depth, `makeSet([${items.join(', ')}])`);
  b.become(set, 'S');
  for (const element of elts.slice(first)) {
    const starred = element.nodeType === 'Starred';
    const value = b.expression(starred ? element.value : element);
    b.depth = depth + 1;
    b.position = node;
    b.call(null, `${starred ? 'updateSet' : 'addToSet'}(${set}, ${value})`);
  }
  b.become(set, 'v');
  return set;
}

/** Evaluates elements, some of them starred, into a new list in a temporary. */
export function growList(b: Builder, elts: readonly ast.Expr[], node: ast.Position): Operand {
  const list = b.push('L');
  b.js(`${list} = new PyList();`);
  const depth = b.depth;
  for (const element of elts) {
    b.depth = depth;
    if (element.nodeType === 'Starred') {
      const value = b.expression(element.value);
      b.depth = depth;
      b.position = node;
      b.call(null, `extendList(${list}, ${value})`);
    } else {
      const value = b.expression(element);
      b.js(`${list}.items.push(${value});`);
    }
  }
  b.depth = depth;
  return list;
}

/** The most pairs of a display that are all evaluated before the first key is hashed, as in CPython. */
const PAIRS_AT_ONCE = 15;

/** A display without `**` where a key may fail to be hashed: that shows only after all of it has been evaluated. */
function pairsFirst(b: Builder, node: ast.Dict): Operand | null {
  const { keys, values } = node;
  if (keys.length < 2 || keys.length > PAIRS_AT_ONCE || keys.includes(null as never)) return null;
  if (keys.every((key) => key!.nodeType === 'Constant')) return null;
  const depth = b.depth;
  const operands = b.operands(keys.flatMap((key, i) => [key!, values[i]!]));
  b.position = node;
  const slot = b.push('D');
  b.js(`${slot} = new PyDict();`);
  for (let i = 0; i < operands.length; i += 2)
    b.call(null, `storeDictItem(${slot}, ${operands[i]}, ${operands[i + 1]})`);
  return b.toSlot(slot, depth);
}

function dict(b: Builder, node: ast.Dict): Operand {
  const pairs = pairsFirst(b, node);
  if (pairs !== null) return pairs;
  const slot = b.push('D');
  b.js(`${slot} = new PyDict();`);
  const depth = b.depth;
  // No key so far may have an opinion on whether it equals a text.
  let onlyPlain = true;
  node.values.forEach((valueNode, i) => {
    const keyNode = node.keys[i]!;
    b.depth = depth;
    if (keyNode === null) {
      onlyPlain = false;
      const mapping = b.expression(valueNode);
      b.depth = depth;
      b.position = node;
      b.call(null, `updateDict(${slot}, ${mapping})`);
      return;
    }
    const [key, value] = b.operands([keyNode, valueNode]) as [Operand, Operand];
    b.depth = depth;
    b.position = node;
    if (onlyPlain && key.startsWith('"')) b.js(`${slot}.setStr(${key}, ${value});`);
    else {
      b.call(null, `storeDictItem(${slot}, ${key}, ${value})`);
      onlyPlain &&= /^["\d-]/.test(key);
    }
  });
  b.become(slot, 'v');
  b.depth = depth;
  return slot;
}

// --- f-strings and t-strings ---------------------------------------------------------------------------------------

const CONVERSIONS: Record<number, string> = { 115: 's', 114: 'r', 97: 'a' };

/** So many parts of an f-string are joined at a time: a frame has no room for any number of temporaries. */
const JOINED_PARTS = 1000;

/** An operand, of which it is said what it is if it stands in a temporary. */
function inSlot(b: Builder, operand: Operand, kind: string): Operand {
  if (/^s\d+$/.test(operand)) b.become(operand, kind);
  return operand;
}

function joinedStr(b: Builder, node: ast.JoinedStr): Operand {
  const depth = b.depth;
  let parts: Operand[] = [];
  for (const value of node.values) {
    parts.push(inSlot(b, b.expressionToSlotIfCall(value), 't'));
    if (parts.length < JOINED_PARTS) continue;
    b.depth = depth;
    const joined = b.push('t');
    b.js(`${joined} = joinStr([${parts.join(', ')}]);`);
    parts = [joined];
  }
  b.depth = depth;
  if (parts.length === 0) return '""';
  const slot = b.push();
  b.js(`${slot} = ${parts.length === 1 ? parts[0] : `joinStr([${parts.join(', ')}])`};`);
  return slot;
}

function formattedValue(b: Builder, node: ast.FormattedValue): Operand {
  const depth = b.depth;
  const value = b.expression(node.value);
  if (node.conversion < 0 && node.format_spec === null) {
    return b.fastInto(depth, `typeof ${value} === 'string'`, value, `formatValue(${value}, "")`);
  }
  const converted =
    node.conversion < 0
      ? value
      : b.callInto(depth, `convertValue(${value}, "${CONVERSIONS[node.conversion]}")`);
  if (node.format_spec === null) {
    return b.fastInto(depth, `typeof ${converted} === 'string'`, converted, `formatValue(${converted}, "")`);
  }
  const spec = b.expression(node.format_spec);
  b.position = node;
  return b.callInto(depth, `formatValue(${converted}, ${spec})`);
}

function templateStr(b: Builder, node: ast.TemplateStr): Operand {
  const depth = b.depth;
  const strings: Operand[] = [];
  const interpolations: Operand[] = [];
  let pending: Operand | null = null;
  for (const value of node.values) {
    if (value.nodeType === 'Constant') pending = b.expression(value);
    else {
      strings.push(pending ?? '""');
      pending = null;
      interpolations.push(inSlot(b, b.expressionToSlotIfCall(value), 'T'));
    }
  }
  strings.push(pending ?? '""');
  b.position = node;
  return b.callInto(depth, `makeTemplate([${strings.join(', ')}], [${interpolations.join(', ')}])`);
}

function interpolation(b: Builder, node: ast.Interpolation): Operand {
  const depth = b.depth;
  const value = b.expressionToSlotIfCall(node.value);
  const spec = node.format_spec === null ? '""' : b.expression(node.format_spec);
  const conversion = node.conversion < 0 ? 'None' : `"${CONVERSIONS[node.conversion]}"`;
  b.position = node;
  return b.callInto(depth, `makeInterpolation(${value}, ${b.constant(node.str)}, ${conversion}, ${spec})`);
}

export const EXPRESSIONS: Record<string, ExpressionLowering> = {
  Constant: constant,
  Name: name,
  BinOp: binOp,
  UnaryOp: unaryOp,
  BoolOp: boolOp,
  Compare: compare,
  IfExp: ifExp,
  NamedExpr: namedExpr,
  Attribute: attribute,
  Subscript: subscript,
  Slice: slice,
  List: display,
  Tuple: display,
  Set: display,
  Dict: dict,
  JoinedStr: joinedStr,
  FormattedValue: formattedValue,
  TemplateStr: templateStr,
  Interpolation: interpolation,
};
