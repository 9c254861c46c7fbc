// _types: the classes behind functions, frames, generators and the like, by the names that `types` gives them.
import '../objects/capsule.ts';
import type { Value } from '../objects/object.ts';
import { builtinTypes } from '../objects/type.ts';
import type { NativeModule } from './native-module.ts';

/** Name in `types` -> name of the class. */
const NAMES: Record<string, string> = {
  AsyncGeneratorType: 'async_generator',
  BuiltinFunctionType: 'builtin_function_or_method',
  BuiltinMethodType: 'builtin_function_or_method',
  CapsuleType: 'PyCapsule',
  CellType: 'cell',
  ClassMethodDescriptorType: 'classmethod_descriptor',
  CodeType: 'code',
  CoroutineType: 'coroutine',
  EllipsisType: 'ellipsis',
  FrameType: 'frame',
  FunctionType: 'function',
  GeneratorType: 'generator',
  GenericAlias: 'types.GenericAlias',
  GetSetDescriptorType: 'getset_descriptor',
  LambdaType: 'function',
  MappingProxyType: 'mappingproxy',
  MemberDescriptorType: 'member_descriptor',
  MethodDescriptorType: 'method_descriptor',
  MethodType: 'method',
  MethodWrapperType: 'method-wrapper',
  ModuleType: 'module',
  NoneType: 'NoneType',
  NotImplementedType: 'NotImplementedType',
  SimpleNamespace: 'types.SimpleNamespace',
  TracebackType: 'traceback',
  UnionType: 'typing.Union',
  WrapperDescriptorType: 'wrapper_descriptor',
};

function attributes(): Record<string, Value> {
  const byName = new Map<string, Value>();
  for (const type of builtinTypes) {
    for (const name of [type.name, type.qualname]) if (!byName.has(name)) byName.set(name, type);
  }
  const result: Record<string, Value> = {};
  for (const [name, className] of Object.entries(NAMES)) {
    const short = className.slice(className.lastIndexOf('.') + 1);
    const type = byName.get(className) ?? byName.get(short);
    if (type !== undefined) result[name] = type;
  }
  return result;
}

export const _typesModule: NativeModule = {
  name: '_types',
  doc: 'Define names for built-in types.',
  attributes,
};
