// _decimal: decimal arithmetic. The numbers and the operations are in decimal/; the exception classes and SignalDict are made
// in src/python/decimal.py when the module is first imported.
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { PyDict } from '../objects/dict.ts';
import type { PyModule } from '../objects/module.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { normalizeInt } from '../objects/text/int-arithmetic.ts';
import type { PyType } from '../objects/type.ts';
import {
  currentDecimalContext,
  decimal_IEEEContext,
  decimal_localcontext,
  decimal_setcontext,
  decimalContextType,
  decimalState,
  hasDecimalState,
  IEEE_CONTEXT_MAX_BITS,
  makeDecimalState,
  signalDictMixinType,
} from './decimal/context.ts';
import './decimal/context-methods.ts';
import './decimal/decimal-methods.ts';
import { decimalType, MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, ROUNDINGS } from './decimal/number.ts';
import type { NativeModule } from './native-module.ts';

/** Completes the module: `classes` are those that the Python part made, None when this interpreter has them already. */
function fill(module: PyModule, classes: Value): Result {
  if (classes instanceof PyDict) {
    const byName = new Map<string, PyType>();
    for (let i = classes.begin(); i < classes.end(); i++) {
      const key = classes.keyAt(i);
      if (key !== undefined) byName.set(hostString(textOf(key)!), classes.valueAt(i) as PyType);
    }
    makeDecimalState(byName);
  }
  const state = decimalState();
  for (const [name, cls] of state.classes) if (name !== 'SignalDict') module.dict.setStr(name, cls);
  module.dict.setStr('DefaultContext', state.defaultContext);
  module.dict.setStr('BasicContext', state.basicContext);
  module.dict.setStr('ExtendedContext', state.extendedContext);
  return None;
}

defineIntrinsics({
  decimal_fill: ['(module, classes, /)', fill],
  decimal_is_set_up: ['()', hasDecimalState],
  decimal_signal_dict_mixin: ['()', (): Result => signalDictMixinType],
});

export const _decimalModule: NativeModule = {
  name: '_decimal',
  doc: 'C decimal arithmetic module',
  functions: {
    getcontext: ['()', () => currentDecimalContext(), 'Get the current default context.'],
    setcontext: ['(context, /)', decimal_setcontext, 'Set a new default context.'],
    localcontext: [
      '(ctx=None, *, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)',
      decimal_localcontext,
      'Return a context manager that will set the default context to a copy of ctx\non entry to the with-statement and restore the previous default context when\nexiting the with-statement.',
    ],
    IEEEContext: [
      '(bits, /)',
      decimal_IEEEContext,
      'Return a context object initialized to the proper values for one of the\nIEEE interchange formats.',
    ],
  },
  attributes: () => ({
    Decimal: decimalType,
    Context: decimalContextType,
    ...Object.fromEntries(ROUNDINGS.map((name) => [name, name])),
    MAX_PREC: normalizeInt(MAX_PREC),
    MAX_EMAX: normalizeInt(MAX_EMAX),
    MIN_EMIN: normalizeInt(MIN_EMIN),
    MIN_ETINY: normalizeInt(MIN_ETINY),
    IEEE_CONTEXT_MAX_BITS,
    HAVE_THREADS: true,
    HAVE_CONTEXTVAR: true,
    __version__: '1.70',
    __libmpdec_version__: '2.5.1',
  }),
  exec: (module) => frozenFunction('decimal', 'execute').call1(module),
};
