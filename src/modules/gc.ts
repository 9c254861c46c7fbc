// gc: the collector is the host's and cannot be asked; what programs set is kept, and `collect` finds nothing.
import { interpreterSlot } from '../machine/interpreter.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import type { NativeModule } from './native-module.ts';

interface GcState {
  enabled: boolean;
  debug: number;
  threshold: Value[];
  callbacks: PyList;
  garbage: PyList;
}
const STATE = Symbol('gc');
const state = (): GcState =>
  interpreterSlot(STATE, () => ({
    enabled: true,
    debug: 0,
    threshold: [2000, 10, 0],
    callbacks: new PyList([]),
    garbage: new PyList([]),
  }));

function setEnabled(enabled: boolean): () => Result {
  return () => {
    state().enabled = enabled;
    return None;
  };
}

function gc_set_threshold(args: Value[]): Result {
  const { threshold } = state();
  args.forEach((value, i) => (threshold[i] = intOf(value) ?? 0));
  return None;
}

const none = (): Result => None;
const emptyList = (): Result => new PyList([]);

export const gcModule: NativeModule = {
  name: 'gc',
  doc: 'This module provides access to the garbage collector for reference cycles.',
  functions: {
    collect: ['(generation=2)', (): Result => 0],
    disable: ['()', setEnabled(false)],
    enable: ['()', setEnabled(true)],
    freeze: ['()', none],
    get_count: ['()', (): Result => new PyTuple([0, 0, 0])],
    get_debug: ['()', (): Result => state().debug],
    get_freeze_count: ['()', (): Result => 0],
    get_objects: ['(generation=None)', emptyList],
    get_referents: ['(*objs)', emptyList],
    get_referrers: ['(*objs)', emptyList],
    get_stats: ['()', emptyList],
    get_threshold: ['()', (): Result => new PyTuple([...state().threshold])],
    is_finalized: ['(obj, /)', (): Result => false],
    is_tracked: ['(obj, /)', (obj: Value): Result => typeof obj === 'object'],
    isenabled: ['()', (): Result => state().enabled],
    set_debug: [
      '(flags, /)',
      (flags: Value): Result => {
        state().debug = Number(intOf(flags) ?? 0);
        return None;
      },
    ],
    set_threshold: ['(*thresholds)', gc_set_threshold],
    unfreeze: ['()', none],
  },
  attributes: () => ({
    DEBUG_STATS: 1,
    DEBUG_COLLECTABLE: 2,
    DEBUG_UNCOLLECTABLE: 4,
    DEBUG_SAVEALL: 32,
    DEBUG_LEAK: 38,
    callbacks: state().callbacks,
    garbage: state().garbage,
  }),
};
