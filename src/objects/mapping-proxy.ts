// types.MappingProxyType: a read-only view of any mapping. The `__dict__` of a class is one, over its namespace (dict-view.ts).
import { ABRUPT } from '../machine/abrupt.ts';
import { suspend } from '../machine/frame.ts';
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { bitOr } from '../operators/arithmetic.ts';
import { callSpecial, getAttribute } from '../operators/attribute.ts';
import { CallFrame, callN } from '../operators/call.ts';
import { rich, type RichOperator } from '../operators/compare.ts';
import { hashOf } from '../operators/hash.ts';
import { contains, getItem } from '../operators/item.ts';
import { iter } from '../operators/iterate.ts';
import { str } from '../operators/repr.ts';
import { typeErrorOf } from './class-layout.ts';
import { viewHooks } from './dict-views.ts';
import { genericAlias } from './generic-alias.ts';
import { PyList } from './list.ts';
import { comparisonTable, defineClassMethods, defineMethods, defineStaticMethods } from './native.ts';
import { None } from './none.ts';
import { PyObject, type Result, type Value } from './object.ts';
import { PyTuple } from './tuple.ts';
import { builtinType, type PyType } from './type.ts';
import { typeOf } from './typeof.ts';

export class MappingProxy extends PyObject {
  mapping: Value;
  constructor(mapping: Value = None) {
    super();
    this.mapping = mapping;
  }
}

export const mappingProxyType = builtinType('mappingproxy', MappingProxy, {
  final: true,
  patternFlags: 2,
  doc: 'Read-only proxy of a mapping.',
});

viewHooks.mapping = (dict) => new MappingProxy(dict);

function mappingproxy_new(cls: PyType, mapping: Value): Result {
  const type = typeOf(mapping);
  const isMapping = type.lookup('__getitem__') !== undefined;
  if (!isMapping || mapping instanceof PyList || mapping instanceof PyTuple) {
    throw typeErrorOf(`mappingproxy() argument must be a mapping, not ${type.name}`);
  }
  const self = new (cls.Ctor as new () => MappingProxy)();
  self.mapping = mapping;
  return self;
}

/** The mapping; of a proxy for a proxy, the mapping behind both. */
function mappingOf(proxy: MappingProxy): Value {
  let { mapping } = proxy;
  while (mapping instanceof MappingProxy) ({ mapping } = mapping);
  return mapping;
}

/** Calls a method of the mapping. */
function callNamed(self: MappingProxy, name: string, args: Value[]): Result {
  const method = getAttribute(mappingOf(self), name);
  if (method === ABRUPT) return suspend(new CallFrame(args, null)) as Result;
  return callN(method, args);
}

function mappingproxy_len(self: MappingProxy): Result {
  const mapping = mappingOf(self);
  const length = callSpecial(mapping, '__len__');
  if (length === undefined) throw typeErrorOf(`object of type '${typeOf(mapping).name}' has no len()`);
  return length;
}
function mappingproxy_getitem(self: MappingProxy, key: Value): Result {
  return getItem(mappingOf(self), key);
}
function mappingproxy_contains(self: MappingProxy, key: Value): Result {
  return contains(mappingOf(self), key);
}
function mappingproxy_iter(self: MappingProxy): Result {
  return iter(mappingOf(self));
}
function mappingproxy_hash(self: MappingProxy): Result {
  return hashOf(mappingOf(self));
}
function mappingproxy_str(self: MappingProxy): Result {
  return str(mappingOf(self));
}
function mappingproxy_get(self: MappingProxy, key: Value, fallback: Value = None): Result {
  return callNamed(self, 'get', [key, fallback]);
}
function mappingproxy_keys(self: MappingProxy): Result {
  return callNamed(self, 'keys', []);
}
function mappingproxy_values(self: MappingProxy): Result {
  return callNamed(self, 'values', []);
}
function mappingproxy_items(self: MappingProxy): Result {
  return callNamed(self, 'items', []);
}
function mappingproxy_copy(self: MappingProxy): Result {
  return callNamed(self, 'copy', []);
}
function mappingproxy_reversed(self: MappingProxy): Result {
  return callNamed(self, '__reversed__', []);
}

function unwrapped(value: Value): Value {
  return value instanceof MappingProxy ? mappingOf(value) : value;
}

function mappingproxy_or(self: Value, other: Value): Result {
  return bitOr(unwrapped(self), unwrapped(other));
}
function mappingproxy_ror(self: Value, other: Value): Result {
  return bitOr(unwrapped(other), unwrapped(self));
}
function mappingproxy_ior(self: MappingProxy): Result {
  throw typeErrorOf(`'|=' is not supported by ${self.cls.name}; use '|' instead`);
}

function comparison(op: RichOperator): (self: MappingProxy, other: Value) => Result {
  return (self, other) => rich(mappingOf(self), other, op);
}

defineIntrinsics({ proxied: ['(proxy, /)', (proxy: MappingProxy): Result => proxy.mapping] });

defineStaticMethods(mappingProxyType, { __new__: ['(type, /, mapping)', mappingproxy_new] });
defineMethods(mappingProxyType, {
  __len__: ['($self, /)', mappingproxy_len],
  __getitem__: ['($self, key, /)', mappingproxy_getitem],
  __contains__: ['($self, key, /)', mappingproxy_contains],
  __iter__: ['($self, /)', mappingproxy_iter],
  __reversed__: ['($self, /)', mappingproxy_reversed],
  __hash__: ['($self, /)', mappingproxy_hash],
  __repr__: ['($self, /)', inPython('object_text', 'mappingproxy_repr')],
  __str__: ['($self, /)', mappingproxy_str],
  __or__: ['($self, value, /)', mappingproxy_or],
  __ror__: ['($self, value, /)', mappingproxy_ror],
  __ior__: ['($self, value, /)', mappingproxy_ior],
  ...comparisonTable(comparison),
  get: ['($self, key, default=None, /)', mappingproxy_get],
  keys: ['($self, /)', mappingproxy_keys],
  values: ['($self, /)', mappingproxy_values],
  items: ['($self, /)', mappingproxy_items],
  copy: ['($self, /)', mappingproxy_copy],
});
defineClassMethods(mappingProxyType, { __class_getitem__: ['($type, item, /)', genericAlias] });
