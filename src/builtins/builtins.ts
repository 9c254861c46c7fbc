// The module `builtins`: its functions, classes, constants and exceptions.
import { aggregateBuiltins } from './aggregate.ts';
import { attributeBuiltins } from './attributes.ts';
import { registerCallerAware } from './caller.ts';
import { consoleBuiltins } from './console.ts';
import { executeBuiltins } from './execute.ts';
import { iteratorBuiltins } from './iterators.ts';
import { numberBuiltins } from './numbers.ts';
import { baseExceptionType } from '../objects/exception.ts';
import { loadNative } from '../imports/native-loader.ts';
import { inPython } from '../machine/frozen.ts';
import type { MethodTable } from '../objects/native.ts';
import { Ellipsis, None, NotImplemented } from '../objects/none.ts';
import type { Value } from '../objects/object.ts';
import { builtinTypes, type PyType, typeType } from '../objects/type.ts';
import { format } from '../operators/repr.ts';
import { repr } from '../operators/repr.ts';
import { textOf } from '../objects/str.ts';
import { typeError } from '../objects/exception.ts';
import { typeOf } from '../objects/typeof.ts';
import type { NativeModule } from '../modules/native-module.ts';

/** Classes that are names of the module, beside the exceptions. */
const CLASS_NAMES = new Set(
  (
    'bool bytearray bytes classmethod complex dict enumerate filter float frozenset int list map memoryview object ' +
    'property range reversed set slice staticmethod str super tuple type zip'
  ).split(' '),
);

const functions: MethodTable = {
  ...attributeBuiltins,
  ...numberBuiltins,
  ...iteratorBuiltins,
  ...aggregateBuiltins,
  ...executeBuiltins,
  ...consoleBuiltins,
  anext: ['(async_iterator, default=None, /)', inPython('asynchronous', 'anext')],
  breakpoint: ['(*args, **kws)', inPython('console', 'breakpoint')],
  exit: ['(code=None)', inPython('console', 'leave')],
  help: ['(*args, **kwds)', inPython('console', 'help')],
  quit: ['(code=None)', inPython('console', 'leave')],
  format: [
    "(value, format_spec='', /)",
    (value: Value, spec: Value = '') =>
      textOf(spec) === undefined
        ? typeError(`format() argument 2 must be str, not ${typeOf(spec).name}`)
        : format(value, spec),
  ],
  repr: ['(obj, /)', repr],
};

registerCallerAware(functions);

function attributes(): Record<string, Value> {
  const result: Record<string, Value> = {
    None,
    Ellipsis,
    NotImplemented,
    True: true,
    False: false,
    __debug__: true,
  };
  for (const type of builtinTypes) if (isVisible(type)) result[type.name] = type;
  result['EnvironmentError'] = result['IOError'] = result['OSError']!;
  return result;
}

function isVisible(type: PyType): boolean {
  if (type === typeType) return true; // whose own __module__ is the descriptor for all classes
  // Classes of this module have none, but for ExceptionGroup.
  if ((type.attrs.get('__module__') ?? 'builtins') !== 'builtins') return false;
  return CLASS_NAMES.has(type.name) || type.isSubtype(baseExceptionType);
}

export const builtinsModule: NativeModule = {
  name: 'builtins',
  doc: "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function len().\n\nThis module is not usually accessed explicitly by most\napplications, but can be useful in modules that provide\nobjects with the same name as a builtin and need the\nbuiltin of that name.",
  functions,
  attributes,
  init: (namespace) => {
    namespace.setStr('open', loadNative('_io')!.dict.getStr('open')!);
  },
};
