// types.SimpleNamespace: an object that is nothing but its attributes.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { rich, type RichOperator } from '../operators/compare.ts';
import { typeErrorOf } from './class-layout.ts';
import { PyDict } from './dict.ts';
import { dictDescriptor, instanceDict } from './instance-dict.ts';
import { comparisonTable, defineMethods, defineStaticMethods } from './native.ts';
import { None, NotImplemented } from './none.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { textOf } from './str.ts';
import { PyTuple } from './tuple.ts';
import { builtinType, type PyType } from './type.ts';

export class Namespace extends PyObject {}

export const namespaceType = builtinType('SimpleNamespace', Namespace, {
  module: 'types',
  hasDict: true,
  doc: 'A simple attribute-based namespace.',
});

/** A namespace with these attributes. */
export function makeNamespace(attributes: Record<string, Value>): Namespace {
  const namespace = new Namespace();
  const dict = instanceDict(namespace);
  for (const [name, value] of Object.entries(attributes)) dict.setStr(name, value);
  return namespace;
}

function namespace_new(cls: PyType): Result {
  return new (cls.Ctor as new () => Namespace)();
}

function namespace_init(self: Namespace, args: Value[], keywords: Map<string, Value>): Result {
  if (args.length > 1)
    throw typeErrorOf(`${self.cls.qualname} expected at most 1 argument, got ${args.length}`);
  if (args.length === 0) return update(self, null, keywords);
  const [source] = args as [Value];
  if (source instanceof PyDict) return update(self, source, keywords);
  const made = frozenFunction('object_text', 'as_dict').call1(source);
  return made === ABRUPT
    ? (suspend(new InitFrame(self, keywords)) as Result)
    : update(self, made as PyDict, keywords);
}

class InitFrame extends NativeFrame {
  readonly self: Namespace;
  readonly keywords: Map<string, Value>;
  constructor(self: Namespace, keywords: Map<string, Value>) {
    super();
    this.self = self;
    this.keywords = keywords;
  }
  returned(value: Value): IterResult {
    return update(this.self, value as PyDict, this.keywords);
  }
}

function update(self: Namespace, source: PyDict | null, keywords: Map<string, Value>): Result {
  const dict = instanceDict(self);
  const entries: [string, Value][] = [];
  const end = source === null ? 0 : source.end();
  for (let i = 0; i < end; i++) {
    const key = source!.keyAt(i);
    if (key === undefined) continue;
    if (textOf(key) === undefined) throw typeErrorOf('keywords must be strings');
    entries.push([String(key), source!.valueAt(i)!]);
  }
  for (const [name, value] of [...entries, ...keywords]) dict.setStr(name, value);
  return None;
}

function comparison(op: RichOperator): (self: Namespace, other: Value) => Result {
  return (self, other) => {
    if (!(other instanceof Namespace)) return NotImplemented;
    return rich(instanceDict(self), instanceDict(other), op);
  };
}

function namespace_reduce(self: Namespace): Result {
  return new PyTuple([self.cls, new PyTuple([]), instanceDict(self)]);
}

function namespace_replace(self: Namespace, args: Value[], keywords: Map<string, Value>): Result {
  if (args.length > 0) throw typeErrorOf('__replace__() takes no positional arguments');
  const changes = new PyDict();
  for (const [name, value] of keywords) changes.setStr(name, value);
  return frozenFunction('object_text', 'namespace_replace').call2(self, changes);
}

defineIntrinsics({ simple_namespace_type: ['()', (): Result => namespaceType] });
defineStaticMethods(namespaceType, { __new__: ['(type, /, *args, **kwargs)', namespace_new] });
defineMethods(namespaceType, {
  __init__: ['($self, /, *args, **kwargs)', namespace_init],
  __repr__: ['($self, /)', inPython('object_text', 'namespace_repr')],
  ...comparisonTable(comparison),
  __reduce__: ['($self, /)', namespace_reduce, 'Return state information for pickling'],
  __replace__: ['($self, /, *args, **kwargs)', namespace_replace],
});
namespaceType.attrs.set('__hash__', None);
namespaceType.attrs.set('__dict__', dictDescriptor(namespaceType));
