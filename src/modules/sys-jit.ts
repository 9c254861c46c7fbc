// `sys._jit`: whether CPython's own just-in-time compiler is there, which it is not.
import { PyModule } from '../objects/module.ts';
import { type MethodTable, nativeFunctions } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result } from '../objects/object.ts';

const functions: MethodTable = {
  is_active: [
    '()',
    (): Result => false,
    'Return True if the topmost Python frame is currently executing JIT code (intended for introspection).',
  ],
  is_available: [
    '()',
    (): Result => false,
    'Return True if the current Python executable supports JIT compilation, and False otherwise.',
  ],
  is_enabled: [
    '()',
    (): Result => false,
    'Return True if JIT compilation is enabled for the current Python process (implies sys._jit.is_available()), and False otherwise.',
  ],
};

/** The module; it is in no table of modules. */
export function jitModule(): PyModule {
  const module = new PyModule();
  const attributes = {
    __name__: 'sys._jit',
    __doc__: None,
    __package__: None,
    __loader__: None,
    __spec__: None,
  };
  for (const [name, value] of Object.entries({ ...attributes, ...nativeFunctions('sys._jit', functions) }))
    module.dict.setStr(name, value);
  return module;
}
