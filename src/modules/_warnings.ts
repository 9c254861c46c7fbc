// _warnings: filters and registries, and the two entries that look at them. All of it is Python (python/warn.py).
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { converted } from '../objects/conversion.ts';
import { PyDict } from '../objects/dict.ts';
import {
  deprecationWarningType,
  importWarningType,
  pendingDeprecationWarningType,
  resourceWarningType,
} from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { emptyTuple, PyTuple } from '../objects/tuple.ts';
import { ContextVar } from '../stackless/context-variables.ts';
import type { NativeModule } from './native-module.ts';

function warn(
  message: Value,
  category: Value = None,
  stacklevel: Value = 1,
  source: Value = None,
  prefixes: Value = emptyTuple,
): Result {
  const args = [message, category, stacklevel, source, prefixes];
  if (intOf(stacklevel) === undefined) return converted(warn, args, [null, null, 'index']);
  return frozenFunction('warn', 'warn').callN(args);
}

/** What warnings begin with. */
interface Initial {
  readonly filters: PyList;
  readonly defaultAction: Value;
  readonly onceRegistry: PyDict;
  readonly context: ContextVar;
}

const initials = new WeakMap<Interpreter, Initial>();

/** What warnings of the running interpreter begin with; its module has the same objects. */
function initial(): Initial {
  let known = initials.get(machine.interpreter);
  if (known === undefined) {
    const context = new ContextVar();
    context.name = 'warnings_context';
    known = {
      filters: new PyList([
        filter('default', deprecationWarningType, '__main__'),
        filter('ignore', deprecationWarningType),
        filter('ignore', pendingDeprecationWarningType),
        filter('ignore', importWarningType),
        filter('ignore', resourceWarningType),
      ]),
      defaultAction: 'default',
      onceRegistry: new PyDict(),
      context,
    };
    initials.set(machine.interpreter, known);
  }
  return known;
}

function filter(action: string, category: Value, module: Value = None): PyTuple {
  return new PyTuple([action, None, category, module, 0]);
}

defineIntrinsics({
  initial_warnings: [
    '()',
    (): Result => {
      const { filters, defaultAction, onceRegistry, context } = initial();
      return new PyTuple([filters, defaultAction, onceRegistry, context]);
    },
  ],
});

export const _warningsModule: NativeModule = {
  name: '_warnings',
  functions: {
    warn: [
      '(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=<unrepresentable>)',
      warn,
    ],
    warn_explicit: [
      '(message, category, filename, lineno, module=<unrepresentable>, registry=None, module_globals=None, source=None)',
      inPython('warn', 'warn_explicit'),
    ],
    _acquire_lock: ['()', inPython('warn', 'acquire_lock')],
    _release_lock: ['()', inPython('warn', 'release_lock')],
    _filters_mutated_lock_held: ['()', inPython('warn', 'filters_mutated')],
  },
  init: (namespace) => {
    const { filters, defaultAction, onceRegistry, context } = initial();
    namespace.setStr('filters', filters);
    namespace.setStr('_defaultaction', defaultAction);
    namespace.setStr('_onceregistry', onceRegistry);
    namespace.setStr('_warnings_context', context);
  },
};
