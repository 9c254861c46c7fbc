// Trees as plain data, for marshal: a node is a tuple of its class's name, its fields, and its positions if it has any.
import { newException, valueErrorType } from '../../objects/exception.ts';
import { PyList } from '../../objects/list.ts';
import { None } from '../../objects/none.ts';
import type { Value } from '../../objects/object.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { typeOf } from '../../objects/typeof.ts';
import { type AstNode, classes, type Field, type Shape } from './classes.ts';
import { fromPython, toPython } from './convert.ts';

const POSITIONS = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'];
/** Types of fields that hold no nodes. */
const PLAIN = new Set(['identifier', 'int', 'string', 'constant']);

type Properties = Record<string, Value>;

function propertiesOf({ fields, rule }: Shape): Field[] {
  const positions = rule.positions ? POSITIONS : [];
  return [...fields, ...positions.map((name): Field => ({ name, type: 'int', quantifier: '' }))];
}

/** The plain form of a tree. Throws what `compile` says of what is none. */
export function plainTree(tree: Value): Value {
  return plainNode(toPython(fromPython(tree)));
}

function plainNode(node: Value): Value {
  const shape = classes().shapeOf.get(typeOf(node))!;
  const parts = propertiesOf(shape).map(({ name, type, quantifier }) => {
    const value = (node as unknown as Properties)['$' + name]!;
    if (PLAIN.has(type) || value === None) return value;
    return quantifier === '*'
      ? new PyList((value as PyList).items.map((item) => (item === None ? None : plainNode(item))))
      : plainNode(value);
  });
  return new PyTuple([shape.name, ...parts]);
}

/** The tree of a plain form. Throws ValueError for any other; what is wrong inside of a node `compile` will say. */
export function treeOfPlain(plain: Value): Value {
  const [name, ...parts] = plain instanceof PyTuple ? plain.items : [];
  const { types, shapes, singletons } = classes();
  const shape = typeof name === 'string' ? shapes.get(name) : undefined;
  const properties = shape === undefined ? [] : propertiesOf(shape);
  if (shape === undefined || properties.length !== parts.length)
    throw newException(valueErrorType, 'bad marshal data (no syntax tree)');
  const single = singletons.get(shape.name);
  if (single !== undefined) return single;
  const node = new (types.get(shape.name)!.Ctor as new () => AstNode)();
  properties.forEach(({ name: field, type }, i) => {
    (node as unknown as Properties)['$' + field] = PLAIN.has(type) ? parts[i]! : inner(parts[i]!);
  });
  return node;
}

function inner(plain: Value): Value {
  if (plain === None) return None;
  return plain instanceof PyList ? new PyList(plain.items.map(inner)) : treeOfPlain(plain);
}
