// atexit: functions to call when the interpreter ends, last registered first.
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { PyDict } from '../objects/dict.ts';
import { typeError } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { fromHost } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import type { NativeModule } from './native-module.ts';

const CALLBACKS = Symbol('atexit');

/** (function, args, kwargs) tuples in order of registration. */
function callbacks(): PyTuple[] {
  return interpreterSlot(CALLBACKS, () => []);
}

function atexit_register(func: Value, args: Value[], kwargs: Map<string, Value>): Result {
  if (typeOf(func).lookup('__call__') === undefined) return typeError('the first argument must be callable');
  const dict = new PyDict();
  for (const [name, value] of kwargs) dict.setStr(String(fromHost(name)), value);
  callbacks().push(new PyTuple([func, new PyTuple(args), dict]));
  return func;
}

defineIntrinsics({
  next_exit_callback: ['()', (): Result => callbacks().pop() ?? None],
  exit_callbacks: ['()', (): Result => new PyList(callbacks().slice())],
  remove_exit_callback: [
    '(entry, /)',
    (entry: Value): Result => {
      const list = callbacks();
      const i = list.indexOf(entry as PyTuple);
      if (i >= 0) list.splice(i, 1);
      return None;
    },
  ],
});

export const atexitModule: NativeModule = {
  name: 'atexit',
  doc: 'allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n',
  functions: {
    _clear: [
      '()',
      (): Result => {
        callbacks().length = 0;
        return None;
      },
    ],
    _ncallbacks: ['()', (): Result => callbacks().length],
    _run_exitfuncs: ['()', inPython('lifecycle', 'run_exit_callbacks')],
    register: ['(func, /, *args, **kwargs)', atexit_register],
    unregister: ['(func, /)', inPython('lifecycle', 'unregister')],
  },
};
