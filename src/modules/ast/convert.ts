// Between the compiler's syntax trees and instances of the classes of `ast`. Neither direction recurses: a tree may be as deep
// as its source was long.
//
// What a Python program hands to `compile` may be anything that looks like a tree, so that way each field is checked, with
// CPython's messages and in its order: a node's positions, then its fields one after the other with all that is in them.
import { ABRUPT } from '../../machine/abrupt.ts';
import { machine } from '../../machine/machine.ts';
import { getAttributeOrMissing, ownAttribute } from '../../operators/attribute.ts';
import { repr } from '../../operators/repr.ts';
import { PyBytes, bytesType } from '../../objects/bytes.ts';
import { typeErrorOf } from '../../objects/class-layout.ts';
import { PyComplex, complexType } from '../../objects/complex.ts';
import {
  newException,
  recursionErrorType,
  runtimeErrorType,
  valueErrorType,
} from '../../objects/exception.ts';
import { floatType, PyFloat } from '../../objects/float.ts';
import { intOf } from '../../objects/int.ts';
import { PyList } from '../../objects/list.ts';
import { Ellipsis, None } from '../../objects/none.ts';
import type { PyObject, Value } from '../../objects/object.ts';
import { addressOf, qualifiedName } from '../../objects/object-methods.ts';
import { codePoints, fromHost, hostString, makeStr, PyStr, strType, textOf } from '../../objects/str.ts';
import { frozensetType, PyFrozenSet } from '../../objects/set.ts';
import { constantSet } from '../../objects/set-operations.ts';
import { PyTuple, tupleType } from '../../objects/tuple.ts';
import { isDescriptor } from '../../objects/type.ts';
import { typeOf } from '../../objects/typeof.ts';
import * as ast from '../../syntax/ast.ts';
import { AstNode, classes, type Field, type Shape } from './classes.ts';
import { GRAMMAR, type GrammarRule } from './grammar.ts';
import { validateTree } from './validate.ts';

type Fields = Record<string, unknown>;

// --- To Python -----------------------------------------------------------------------------------------------------------

/** A node to be converted, and where the result goes. */
interface Outgoing {
  node: Fields & { nodeType: string };
  into: Fields | unknown[];
  key: string | number;
}

/** The tree as instances of the classes of `ast`. */
export function toPython(tree: ast.Node): Value {
  const root: Value[] = [];
  const pending: Outgoing[] = [{ node: tree as unknown as Outgoing['node'], into: root, key: 0 }];
  while (pending.length > 0) {
    const { node, into, key } = pending.pop()!;
    (into as Fields)[key] = outgoingNode(node, pending);
  }
  return root[0]!;
}

function outgoingNode(node: Outgoing['node'], pending: Outgoing[]): AstNode {
  const { types, shapes } = classes();
  const shape = shapes.get(node.nodeType)!;
  const made = new (types.get(node.nodeType)!.Ctor as new () => AstNode)();
  const properties = made as unknown as Fields;
  for (const { name, type, quantifier } of shape.fields) {
    const value = node[name];
    if (quantifier !== '*') outgoingValue(value, type, properties, '$' + name, pending);
    else {
      const items: unknown[] = [];
      properties['$' + name] = new PyList(items as Value[]);
      (value as unknown[]).forEach((item, i) => outgoingValue(item, type, items, i, pending));
    }
  }
  if (shape.rule.positions) {
    for (const name of ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'])
      properties['$' + name] = node[name] ?? None;
  }
  return made;
}

function outgoingValue(
  value: unknown,
  type: string,
  into: Fields | unknown[],
  key: string | number,
  pending: Outgoing[],
): void {
  (into as Fields)[key] = None; // keeps the order of fields
  if (type === 'constant') (into as Fields)[key] = constantToPython(value as ast.ConstantValue);
  else if (value === null) return;
  else if (typeof value === 'number') (into as Fields)[key] = value;
  else if (typeof value === 'string') {
    const isName = type === 'identifier' || type === 'string';
    (into as Fields)[key] = isName ? fromHost(value) : classes().singletons.get(value)!;
  } else pending.push({ node: value as Outgoing['node'], into, key });
}

function constantToPython(value: ast.ConstantValue): Value {
  if (value === null) return None;
  if (value === ast.ELLIPSIS) return Ellipsis;
  if (value instanceof ast.FloatLiteral) return new PyFloat(value.value);
  if (value instanceof ast.ImaginaryLiteral) return new PyComplex(0, value.value);
  if (value instanceof ast.ComplexConstant) return new PyComplex(value.real, value.imag);
  if (value instanceof ast.ConstantItems) {
    const items = value.items.map(constantToPython);
    return value.kind === 'tuple' ? new PyTuple(items) : constantSet(items);
  }
  if (value instanceof ast.WideText) return makeStr(value.codePoints);
  if (value instanceof Uint8Array) return new PyBytes(value);
  return value as Value;
}

// --- From Python ---------------------------------------------------------------------------------------------------------

/** A value to be converted to what a field of this type holds. */
interface IncomingValue {
  value: Value;
  type: string;
  into: Fields | unknown[];
  key: string | number;
}
/** A field of `source` to be read. */
interface IncomingField {
  source: Value;
  shape: Shape;
  field: Field;
  node: Fields;
}
/** All fields of a node have arrived. */
interface IncomingEnd {
  done: Fields;
  source: Value;
  shape: Shape;
}
type Incoming = IncomingValue | IncomingField | IncomingEnd;

/**
 * The compiler's tree for an instance of `ast.AST`; throws TypeError or ValueError when it is not a tree.
 * @param wanted the class that it must be an instance of
 */
export function fromPython(value: Value, wanted?: string): ast.Mod {
  if (wanted !== undefined) checkMode(value, wanted);
  const root: Fields = {};
  const pending: Incoming[] = [{ value, type: 'mod', into: root, key: 'tree' }];
  /** The nodes that what is being read is in. */
  const open = new Set<Value>();
  while (pending.length > 0) {
    const task = pending.pop()!;
    if ('field' in task) incomingField(task, pending);
    else if ('done' in task) {
      open.delete(task.source);
      checkRequired(task);
    } else if (open.has(task.value)) throw endless(task.value);
    else {
      const { length } = pending;
      (task.into as Fields)[task.key] = incomingValue(task, pending);
      if (pending.length > length) open.add(task.value);
    }
  }
  const tree = root['tree'] as ast.Mod;
  validateTree(tree);
  return tree;
}

/** Throws TypeError when the root of a tree is not of the class that the mode of compilation wants. */
export function checkMode(value: Value, wanted: string): void {
  if (!typeOf(value).isSubtype(classes().types.get(wanted)!))
    throw typeErrorOf(`expected ${wanted} node, got ${typeOf(value).name}`);
}

function incomingValue({ value, type }: IncomingValue, pending: Incoming[]): unknown {
  switch (type) {
    case 'identifier':
    case 'string':
      if (value === None) return null;
      if (typeOf(value) !== strType) throw typeErrorOf(`AST ${type} must be of type str`);
      return hostString(textOf(value)!);
    case 'int': {
      const n = intOf(value);
      if (n === undefined) throw newException(valueErrorType, `invalid integer value: ${shown(value)}`);
      return Number(n);
    }
    case 'constant':
      return constantFromPython(value);
  }
  const { types, shapes } = classes();
  const product = shapes.get(type);
  if (product !== undefined) return incomingNode(value, product, pending);
  if (value === None) return null;
  const shape = shapeIn(value, type);
  if (shape === undefined || !typeOf(value).isSubtype(types.get(type)!)) {
    const rule = GRAMMAR.find((one) => one.name === type)!;
    if (rule.positions) readPositions(value, rule, {});
    throw typeErrorOf(`expected some sort of ${type}, but got ${shown(value)}`);
  }
  return shape.fields.length === 0 && !shape.rule.positions
    ? shape.name
    : incomingNode(value, shape, pending);
}

/** What class of the rule `value` is an instance of. */
function shapeIn(value: Value, rule: string): Shape | undefined {
  const { shapeOf } = classes();
  for (const type of typeOf(value).mro) {
    const shape = shapeOf.get(type);
    if (shape?.rule.name === rule) return shape;
  }
  return undefined;
}

function incomingNode(source: Value, shape: Shape, pending: Incoming[]): Fields {
  const node = new (nodeClass(shape.name))() as Fields;
  if (shape.rule.positions) readPositions(source, shape.rule, node);
  pending.push({ done: node, source, shape });
  for (let i = shape.fields.length - 1; i >= 0; i--)
    pending.push({ source, shape, field: shape.fields[i]!, node });
  return node;
}

/** The error for a node that is inside of itself. */
function endless(node: Value): Error {
  const what = typeOf(node).name;
  return newException(
    recursionErrorType,
    `maximum recursion depth exceeded while traversing '${what}' node`,
  ) as unknown as Error;
}

function readPositions(source: Value, rule: GrammarRule, node: Fields): void {
  const read = (name: string): number | undefined => {
    const value = attributeOf(source, name);
    return value === undefined || value === None
      ? undefined
      : (incomingValue({ value, type: 'int', into: [], key: 0 }, []) as number);
  };
  const required = (name: string): number => {
    const value = attributeOf(source, name);
    if (value === undefined) throw typeErrorOf(`required field "${name}" missing from ${rule.name}`);
    return incomingValue({ value, type: 'int', into: [], key: 0 }, []) as number;
  };
  const lineno = required('lineno');
  const column = required('col_offset');
  const end = read('end_lineno') ?? lineno;
  const endColumn = read('end_col_offset') ?? column;
  Object.assign(node, { lineno, col_offset: column, end_lineno: end, end_col_offset: endColumn });
}

function incomingField({ source, shape, field, node }: IncomingField, pending: Incoming[]): void {
  const { name, type, quantifier } = field;
  const value = attributeOf(source, name);
  if (quantifier === '*') node[name] = incomingList(value, shape, field, pending);
  else if (quantifier === '?' && (value === undefined || value === None)) node[name] = null;
  else if (value === undefined) throw typeErrorOf(`required field "${name}" missing from ${shape.name}`);
  else pending.push({ value, type, into: node, key: name });
}

/** A list that is left out is empty. */
function incomingList(value: Value | undefined, shape: Shape, field: Field, pending: Incoming[]): unknown[] {
  const items: unknown[] = [];
  if (value === undefined) return items;
  if (!(value instanceof PyList)) {
    throw typeErrorOf(`${shape.name} field "${field.name}" must be a list, not a ${typeOf(value).name}`);
  }
  for (let i = value.items.length - 1; i >= 0; i--) {
    items.unshift(null);
    pending.push({ value: value.items[i]!, type: field.type, into: items, key: i });
  }
  return items;
}

function checkRequired({ done, shape }: IncomingEnd): void {
  for (const { name, type, quantifier } of shape.fields) {
    if (quantifier === '' && type !== 'constant' && done[name] === null) {
      throw newException(valueErrorType, `field '${name}' is required for ${shape.name}`);
    }
  }
}

function constantFromPython(value: Value): ast.ConstantValue {
  if (value === None) return null;
  if (typeof value !== 'object') return value;
  if (value === Ellipsis) return ast.ELLIPSIS;
  if (value instanceof PyFloat && value.cls === floatType) return new ast.FloatLiteral(value.v);
  if (value instanceof PyComplex && value.cls === complexType) return complexFromPython(value);
  if (value instanceof PyStr && value.cls === strType) return new ast.WideText(codePoints(value.text));
  if (value instanceof PyBytes && value.cls === bytesType) return value.data;
  if (value instanceof PyTuple && value.cls === tupleType)
    return new ast.ConstantItems('tuple', value.items.map(constantFromPython));
  if (value instanceof PyFrozenSet && value.cls === frozensetType)
    return new ast.ConstantItems('frozenset', elements(value).map(constantFromPython));
  throw typeErrorOf(`got an invalid type in Constant: ${typeOf(value).name}`);
}

function elements({ dict }: PyFrozenSet): Value[] {
  const found: Value[] = [];
  for (let i = dict.begin(), end = dict.end(); i < end; i++) {
    const element = dict.keyAt(i);
    if (element !== undefined) found.push(element);
  }
  return found;
}

function complexFromPython({ re, im }: PyComplex): ast.ConstantValue {
  return Object.is(re, 0) ? new ast.ImaginaryLiteral(im) : new ast.ComplexConstant(re, im);
}

let nodeClasses: Map<string, new () => object> | null = null;

/** The class of the compiler's nodes by Python's name. */
function nodeClass(name: string): new () => object {
  if (nodeClasses === null) {
    nodeClasses = new Map();
    for (const value of Object.values(ast)) {
      if (typeof value !== 'function') continue;
      const Node = value as unknown as new () => { nodeType?: string };
      const { nodeType } = new Node();
      if (nodeType !== undefined) nodeClasses.set(nodeType, Node);
    }
  }
  const found = nodeClasses.get(name);
  if (found === undefined) throw newException(valueErrorType, `${name} cannot be compiled`);
  return found;
}

/** An attribute of a node; undefined when it has none. */
function attributeOf(source: Value, name: string): Value | undefined {
  if (typeof source === 'object') {
    const own = ownAttribute(source, name);
    if (own !== undefined) return own;
  }
  const found = typeOf(source).lookup(name);
  if (found === undefined || !isDescriptor(found)) return found;
  return completed(getAttributeOrMissing(source, name));
}

/** What an operation gave that was run to its end here; throws what it raised. */
function completed<T>(result: T | typeof ABRUPT): T {
  if (result !== ABRUPT) return result;
  const { exc } = machine;
  machine.exc = null;
  throw exc ?? newException(runtimeErrorType, 'a computed attribute of a syntax tree cannot be waited for');
}

/** A value as messages show it, without running Python code. */
function shown(value: Value): string {
  if (typeof value !== 'object' || value === None || value instanceof PyStr || value instanceof PyFloat) {
    return hostString(textOf(completed(repr(value)))!);
  }
  if (value instanceof AstNode) return `${typeOf(value).name}(${shownFields(value)})`;
  return `<${qualifiedName(typeOf(value))} object at ${addressOf(value)}>`;
}

function shownFields(value: AstNode): string {
  const fields = typeOf(value).lookup('_fields');
  if (!(fields instanceof PyTuple)) return '';
  const parts = fields.items.map((field) => {
    const name = String(field);
    const item = ownAttribute(value as PyObject, name) ?? None;
    return `${name}=${item instanceof AstNode ? `${typeOf(item).name}(...)` : shown(item)}`;
  });
  return parts.join(', ');
}
