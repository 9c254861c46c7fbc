// _warnings: only the two entries; filters and formatting are the library's (_py_warnings).
import { frozenFunction, inPython } from '../machine/frozen.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { emptyTuple } from '../objects/tuple.ts';
import type { NativeModule } from './native-module.ts';

export const _warningsModule: NativeModule = {
  name: '_warnings',
  doc: '_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.',
  functions: {
    warn: ['(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())', warnCall],
    warn_explicit: [
      '(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)',
      inPython('warn', 'warn_explicit'),
    ],
  },
};

function warnCall(
  message: Value,
  category: Value = None,
  stacklevel: Value = 1,
  source: Value = None,
  prefixes: Value = emptyTuple,
): Result {
  return frozenFunction('warn', 'warn').callKw(
    [message, category, stacklevel, source, prefixes],
    ['skip_file_prefixes'],
  );
}
