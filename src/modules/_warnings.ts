// _warnings: filters and registries, and the two entries that look at them. All of it is Python (python/warn.py).
import { ABRUPT } from '../machine/abrupt.ts';
import { frozenFunction, inPython } from '../machine/frozen.ts';
import { converted } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { emptyTuple } from '../objects/tuple.ts';
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
  init: (namespace) => (frozenFunction('warn', 'fill').call1(namespace) === ABRUPT ? ABRUPT : undefined),
};
