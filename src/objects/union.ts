// typing.Union (types.UnionType): `int | str`. Flattening and removal of duplicates are here where all members are classes,
// which need no Python code to compare, and otherwise in src/python/generic_alias.py.
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { typeErrorOf } from './class-layout.ts';
import { defineClassMethods, defineGetSets, defineMembers, defineMethods } from './native.ts';
import { None, noneType, NotImplemented } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { PyTuple } from './tuple.ts';
import { builtinType, PyType } from './type.ts';
import { typeOf } from './typeof.ts';

export class Union extends PyObject {
  args: Value[];
  /** `__parameters__` once they have been asked for. */
  parameters: Value | null = null;
  constructor(args: Value[]) {
    super();
    this.args = args;
  }
}

export const unionType = builtinType('Union', Union, { module: 'typing', final: true, hasWeakrefs: true });
unionType.subscriptsOnly = true;

/** Whether `|` with a class or union makes a union of it: None, classes, aliases and unions. */
function isUnionable(value: Value): boolean {
  if (value === None || value instanceof PyType || value instanceof Union) return true;
  return typeOf(value).mro.some(
    ({ name }) => name === 'types.GenericAlias' || name === 'typing.TypeAliasType',
  );
}

/** `left | right` of classes; NotImplemented when one of them cannot be in a union. */
export function unionOr(left: Value, right: Value): Result {
  return isUnionable(left) && isUnionable(right) ? makeUnion([left, right]) : NotImplemented;
}

/** The same where one of them is a union already: the other may be what `Union[...]` takes. */
function unionWith(left: Value, right: Value): Result {
  return unionOf([left, right]);
}

/** The union of what need not be unionable: strings become forward references, and typing looks at the rest. */
export function unionOf(members: readonly Value[]): Result {
  return members.every(isUnionable)
    ? makeUnion(members)
    : frozenFunction('generic_alias', 'checked_union').call2(
        new PyTuple([...members]),
        new PyTuple(members.map(isUnionable)),
      );
}

/** The union of `members`; a single one is itself. */
export function makeUnion(members: readonly Value[]): Result {
  const flat: Value[] = [];
  for (const member of members) {
    if (member instanceof Union) flat.push(...member.args);
    else flat.push(member === None ? noneType : member);
  }
  if (!flat.every((m) => m instanceof PyType && !m.cls.isHeap)) {
    return frozenFunction('generic_alias', 'unique_union').call1(new PyTuple(flat));
  }
  const unique = [...new Set(flat)];
  return unique.length === 1 ? unique[0]! : new Union(unique);
}

function union_class_getitem(_cls: PyType, item: Value): Result {
  const members = item instanceof PyTuple ? item.items : [item];
  if (members.length === 0) throw typeErrorOf('Cannot take a Union of no types.');
  return unionOf(members);
}

function union_mro_entries(self: Union): Result {
  return frozenFunction('generic_alias', 'union_mro_entries').call1(self);
}

function getParameters(self: Union): Result {
  if (self.parameters !== null) return self.parameters;
  const made = frozenFunction('generic_alias', 'collect_parameters').call1(new PyTuple(self.args));
  return made === ABRUPT ? (suspend(new ParametersFrame(self)) as Result) : (self.parameters = made);
}

class ParametersFrame extends NativeFrame {
  readonly union: Union;
  constructor(union: Union) {
    super();
    this.union = union;
  }
  returned(value: Value): IterResult {
    return (this.union.parameters = value);
  }
}

defineIntrinsics({
  raw_union: ['(args, /)', (args: PyTuple): Result => new Union(args.items.slice())],
  union_of: ['(args, /)', (args: PyTuple): Result => makeUnion(args.items)],
  is_union: ['(value, /)', (value: Value): Result => value instanceof Union],
});

defineMethods(unionType, {
  __repr__: ['($self, /)', inPython('object_text', 'union_repr')],
  __hash__: ['($self, /)', inPython('generic_alias', 'union_hash')],
  __eq__: ['($self, value, /)', inPython('generic_alias', 'union_eq')],
  __or__: ['($self, value, /)', unionWith],
  __ror__: ['($self, value, /)', (self: Value, value: Value): Result => unionWith(value, self)],
  __getitem__: ['($self, key, /)', inPython('generic_alias', 'union_getitem')],
  __instancecheck__: ['($self, instance, /)', inPython('generic_alias', 'union_instancecheck')],
  __subclasscheck__: ['($self, subclass, /)', inPython('generic_alias', 'union_subclasscheck')],
  __mro_entries__: ['($self, bases, /)', union_mro_entries],
});
defineClassMethods(unionType, { __class_getitem__: ['($type, item, /)', union_class_getitem] });
defineMembers(unionType, { __args__: [(self: Union): Result => new PyTuple(self.args)] });
defineGetSets(unionType, {
  __parameters__: [getParameters],
  __name__: [(): Result => 'Union'],
  __qualname__: [(): Result => 'Union'],
  __origin__: [(): Result => unionType],
});
