// gc: the collector is the host's. `collect` runs it, with the stack lifted, so that whatever is no longer referred to goes
// and weak references to it die; it cannot say how much went. What programs set is kept and has no effect.
import type { Host } from '../host/host.ts';
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { clearDeadTemporaries } from '../machine/temporaries.ts';
import { converted, isInt } from '../objects/conversion.ts';
import { PyDict } from '../objects/dict.ts';
import { typeError, valueError } from '../objects/exception.ts';
import { replaceCycles, settleCycles } from '../objects/cyclic-finalizables.ts';
import { finalizableHooks, watchFreshFinalizables } from '../objects/finalizable.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { here, type ThreadScheduler } from '../stackless/scheduler.ts';
import type { Tasklet } from '../stackless/tasklet.ts';
import type { NativeModule } from './native-module.ts';

interface GcState {
  enabled: boolean;
  debug: Value;
  threshold: Value[];
  /** How often each generation was collected. */
  collections: number[];
  callbacks: PyList;
  garbage: PyList;
  /** Tasklets inside gc.collect(): a finalizer's call of it does nothing. */
  collecting: WeakSet<Tasklet>;
}
const GENERATIONS = 3;
const STATE = Symbol('gc');
const state = (): GcState =>
  interpreterSlot(STATE, () => ({
    enabled: true,
    debug: 0,
    threshold: [2000, 10, 0],
    collections: new Array<number>(GENERATIONS).fill(0),
    callbacks: new PyList([]),
    garbage: new PyList([]),
    collecting: new WeakSet(),
  }));

/** Whether a tasklet is inside of gc.collect(). */
export function isCollecting(tasklet: Tasklet): boolean {
  return state().collecting.has(tasklet);
}

function setEnabled(enabled: boolean): () => Result {
  return () => {
    state().enabled = enabled;
    return None;
  };
}

function gc_collect(generation: Value = GENERATIONS - 1): Result {
  if (!isInt(generation)) return converted(gc_collect, [generation], ['index']);
  if (generation < 0 || generation >= GENERATIONS) return valueError('invalid generation');
  const { collections, callbacks } = state();
  collections[Number(generation)]!++;
  return frozenFunction('gc', 'collect').call2(generation, callbacks);
}

/** Nothing is to be kept by what the tasklets that run in turn held last in temporaries. */
function clearTemporaries(thread: ThreadScheduler): void {
  clearDeadTemporaries(thread.current.frame);
  const { queue } = thread;
  for (let t = queue; t !== null; t = t.after === queue ? null : t.after) clearDeadTemporaries(t.frame);
}

/** Runs the host's collector, which finds cycles of finalizables too; resolves when it has told of what has gone. */
function collectAll(host: Host): Promise<void> {
  const replaced = replaceCycles();
  const told = host.collectGarbage!();
  settleCycles(replaced);
  return told;
}

finalizableHooks.manyLive = ({ host }) => {
  if (host.collectGarbage !== null && state().enabled) void collectAll(host);
};

defineIntrinsics({
  /** Whether the running tasklet is not collecting already; from now on it is. */
  begin_collecting: [
    '()',
    (): Result => {
      const { collecting } = state();
      const { current } = here();
      if (collecting.has(current)) return false;
      collecting.add(current);
      return true;
    },
  ],
  end_collecting: ['()', (): Result => state().collecting.delete(here().current)],
  /** Lets the host collect while nothing of the program is on its stack, and tell which objects have gone. */
  collect_garbage: [
    '()',
    (): Result => {
      const { host } = machine.interpreter;
      if (host.collectGarbage === null) return None;
      const { threads } = here().shared;
      watchFreshFinalizables();
      return waitForHost((wake) => {
        host.setTimer(0, () => {
          for (const thread of threads.values()) clearTemporaries(thread);
          void collectAll(host).then(() => wake(None));
        });
      }, true);
    },
  ],
});

function gc_set_threshold(...args: (Value | undefined)[]): Result {
  const given = args.filter((value) => value !== undefined);
  if (!given.every(isInt)) return converted(gc_set_threshold, args, ['index', 'index', 'index']);
  given.forEach((value, i) => (state().threshold[i] = value));
  return None;
}

function gc_set_debug(flags: Value): Result {
  if (!isInt(flags)) return converted(gc_set_debug, [flags], ['index']);
  state().debug = flags;
  return None;
}

/** There is no list of all objects to be had. */
function gc_get_objects(generation: Value = None): Result {
  if (generation === None) return new PyList([]);
  if (!isInt(generation)) return converted(gc_get_objects, [generation], ['index']);
  if (generation >= GENERATIONS)
    return valueError(
      `generation parameter must be less than the number of available generations (${GENERATIONS})`,
    );
  return generation < 0 ? valueError('generation parameter cannot be negative') : new PyList([]);
}

function gc_get_stats(): Result {
  return new PyList(
    state().collections.map((collections) => {
      const stats = new PyDict();
      for (const [name, value] of Object.entries({ collections, collected: 0, uncollectable: 0 }))
        stats.setStr(name, value);
      return stats;
    }),
  );
}

/** What an object refers to: what its fields hold, alone or in arrays. */
function referents(object: Value): Value[] {
  if (!(object instanceof PyObject)) return [];
  const found: Value[] = [];
  for (const [name, field] of Object.entries(object) as [string, unknown][]) {
    if (name === 'replica' || name === 'behind') continue;
    if (field instanceof PyObject || name.startsWith('$')) found.push(field as Value);
    else if (Array.isArray(field))
      found.push(...((field as unknown[]).filter((item) => item !== undefined) as Value[]));
  }
  return object.cls.isHeap ? [...found, object.cls] : found;
}

/** Whether CPython would look for cycles through `object`: atoms, and tuples of nothing else, need no tracking. */
function isTracked(object: Value): boolean {
  const seen = new Set<Value>();
  const waiting: Value[] = [object];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next instanceof PyTuple && !next.cls.isHeap) {
      if (!seen.has(next)) waiting.push(...next.items);
      seen.add(next);
    } else if (next instanceof PyObject && (next.cls.isHeap || !UNTRACKED.has(next.cls.name))) return true;
  }
  return false;
}

/** Built-in classes whose instances refer to nothing that could refer back. */
const UNTRACKED = new Set(
  'NoneType ellipsis NotImplementedType float complex str bytes bytearray range object code'.split(' '),
);

const none = (): Result => None;

export const gcModule: NativeModule = {
  name: 'gc',
  doc: 'This module provides access to the garbage collector for reference cycles.',
  functions: {
    collect: [
      '(generation=2)',
      gc_collect,
      'Run the garbage collector.\n\nWith no arguments, run a full collection.  The optional argument\nmay be an integer specifying which generation to collect.  A ValueError\nis raised if the generation number is invalid.\n\nThe number of unreachable objects is returned.',
    ],
    disable: ['()', setEnabled(false), 'Disable automatic garbage collection.'],
    enable: ['()', setEnabled(true), 'Enable automatic garbage collection.'],
    freeze: ['()', none],
    get_count: [
      '()',
      (): Result => new PyTuple([0, 0, 0]),
      'Return a three-tuple of the current collection counts.',
    ],
    get_debug: ['()', (): Result => state().debug, 'Get the garbage collection debugging flags.'],
    get_freeze_count: ['()', (): Result => 0, 'Return the number of objects in the permanent generation.'],
    get_objects: ['(generation=None)', gc_get_objects],
    get_referents: [
      '(*objs)',
      (objects: Value[]): Result => new PyList(objects.flatMap(referents)),
      "Return the list of objects that are directly referred to by 'objs'.",
    ],
    get_referrers: ['(*objs)', (): Result => new PyList([])],
    get_stats: ['()', gc_get_stats, 'Return a list of dictionaries containing per-generation statistics.'],
    get_threshold: [
      '()',
      (): Result => new PyTuple([...state().threshold]),
      'Return the current collection thresholds.',
    ],
    is_finalized: [
      '(obj, /)',
      (obj: Value): Result => typeof obj === 'object' && obj.finalizable?.isDone === true,
      'Returns true if the object has been already finalized by the GC.',
    ],
    is_tracked: [
      '(obj, /)',
      (obj: Value): Result => isTracked(obj),
      'Returns true if the object is tracked by the garbage collector.\n\nSimple atomic objects will return false.',
    ],
    isenabled: [
      '()',
      (): Result => state().enabled,
      'Returns true if automatic garbage collection is enabled.',
    ],
    set_debug: ['(flags, /)', gc_set_debug],
    set_threshold: [
      '(*thresholds)',
      (args: Value[]): Result =>
        args.length === 0 || args.length > GENERATIONS
          ? typeError('gc.set_threshold requires 1 to 3 arguments')
          : gc_set_threshold(...args),
      "set_threshold(threshold0, [threshold1, [threshold2]])\nSet the collection thresholds (the collection frequency).\n\nSetting 'threshold0' to zero disables collection.",
    ],
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
