// The classes of the module ast, made from the grammar. They are like classes of Python's: they can be changed and subclassed,
// and their instances are plain objects with a `__dict__`.
import {
  objectType,
  builtinType,
  makeConstructor,
  type PyType,
  setTypeAttribute,
} from '../../objects/type.ts';
import { GenericAlias } from '../../objects/generic-alias.ts';
import { intType } from '../../objects/int.ts';
import { listType } from '../../objects/list.ts';
import { None, noneType } from '../../objects/none.ts';
import { PyObject, type Value } from '../../objects/object.ts';
import { PyDict } from '../../objects/dict.ts';
import { strType } from '../../objects/str.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { Union } from '../../objects/union.ts';
import { GRAMMAR, type GrammarRule } from './grammar.ts';

/** An instance of `ast.AST` or of a subclass. */
export class AstNode extends PyObject {
  static readonly isPlain = true;
}

export const astType = builtinType('AST', AstNode, { module: 'ast', hasDict: true, hasWeakrefs: true });
astType.isHeap = true;
astType.name = 'AST';
for (const name of ['_fields', '__match_args__', '_attributes'])
  setTypeAttribute(astType, name, new PyTuple([]));

export interface Field {
  name: string;
  /** A rule of the grammar, or identifier, int, string, constant. */
  type: string;
  quantifier: '' | '?' | '*';
}

/** A class whose instances are nodes. */
export interface Shape {
  name: string;
  fields: Field[];
  rule: GrammarRule;
}

const POSITIONS = ['lineno', 'col_offset', 'end_lineno', 'end_col_offset'];

function parseShape(text: string, rule: GrammarRule): Shape {
  const [, name, inner] = /^(\w+)(?:\((.*)\))?$/.exec(text) as unknown as [
    string,
    string,
    string | undefined,
  ];
  const fields = (inner === undefined ? [] : inner.split(', ')).map((part): Field => {
    const [type, field] = part.split(' ') as [string, string];
    const quantifier = type.endsWith('*') ? '*' : type.endsWith('?') ? '?' : '';
    return { name: field, type: type.replace(/[?*]+$/, ''), quantifier };
  });
  return { name, fields, rule };
}

/** All classes, and what is known of each. */
export interface Classes {
  types: Map<string, PyType>;
  shapes: Map<string, Shape>;
  /** The shape of each class that has one. */
  shapeOf: Map<PyType, Shape>;
  /** The one instance of each operator and context that trees use. */
  singletons: Map<string, AstNode>;
}

let made: Classes | null = null;

/** The classes; they are made when first asked for. */
export function classes(): Classes {
  return (made ??= makeClasses());
}

function makeClasses(): Classes {
  const result: Classes = {
    types: new Map([['AST', astType]]),
    shapes: new Map(),
    shapeOf: new Map(),
    singletons: new Map(),
  };
  for (const rule of GRAMMAR) makeRule(rule, result);
  for (const [type, shape] of result.shapeOf) {
    const types = fieldTypes(shape, result);
    setTypeAttribute(type, '_field_types', types);
    setTypeAttribute(type, '__annotations__', types);
  }
  return result;
}

/** Rules whose classes are named one after the other in one line of the documentation. */
function ruleDoc(rule: GrammarRule): string {
  const simple = rule.constructors.every((c) => !c.includes('('));
  const indent = '\n' + ' '.repeat(rule.name.length + 1);
  return `${rule.name} = ${rule.constructors.join(simple ? ' | ' : `${indent}| `)}`;
}

function makeRule(rule: GrammarRule, result: Classes): void {
  const isProduct = rule.constructors.length === 1 && rule.constructors[0]!.startsWith(rule.name + '(');
  const base = makeClass(rule.name, astType, isProduct ? rule.constructors[0]! : ruleDoc(rule), result);
  base.hasWeakrefs = true;
  setTypeAttribute(base, '_attributes', new PyTuple(rule.positions ? POSITIONS : []));
  if (rule.positions) {
    setTypeAttribute(base, 'end_lineno', None);
    setTypeAttribute(base, 'end_col_offset', None);
  }
  for (const text of rule.constructors) {
    const shape = parseShape(text, rule);
    const type = isProduct ? base : makeClass(shape.name, base, text, result);
    addShape(type, shape, result);
  }
  if (!isProduct && rule.constructors.every((c) => !c.includes('('))) {
    for (const name of rule.constructors) {
      result.singletons.set(name, new (result.types.get(name)!.Ctor as new () => AstNode)());
    }
  }
}

function makeClass(name: string, base: PyType, doc: string, result: Classes): PyType {
  const type = builtinType(name, makeConstructor(name, base), { base, module: 'ast', hasDict: true, doc });
  type.isHeap = true;
  type.name = name;
  setTypeAttribute(type, '_fields', new PyTuple([]));
  setTypeAttribute(type, '__match_args__', new PyTuple([]));
  result.types.set(name, type);
  return type;
}

function addShape(type: PyType, shape: Shape, result: Classes): void {
  const names = new PyTuple(shape.fields.map((field) => field.name));
  setTypeAttribute(type, '_fields', names);
  setTypeAttribute(type, '__match_args__', names);
  for (const { name, quantifier } of shape.fields) if (quantifier === '?') setTypeAttribute(type, name, None);
  result.shapes.set(shape.name, shape);
  result.shapeOf.set(type, shape);
}

/** The dict of what each field may hold. */
function fieldTypes(shape: Shape, { types }: Classes): PyDict {
  const plain: Record<string, PyType> = {
    identifier: strType,
    string: strType,
    int: intType,
    constant: objectType,
  };
  const dict = new PyDict();
  for (const { name, type, quantifier } of shape.fields) {
    const one: Value = plain[type] ?? types.get(type)!;
    const any =
      quantifier === '*'
        ? new GenericAlias(listType, one)
        : quantifier === '?'
          ? new Union([one, noneType])
          : one;
    dict.setStr(name, any);
  }
  return dict;
}
