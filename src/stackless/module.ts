// The modules `_stackless` (functions and classes) and `stackless` (the same, with computed attributes).
import { PyModule, moduleType } from '../objects/module.ts';
import { defineGetSets, defineMethods } from '../objects/native.ts';
import { PyList } from '../objects/list.ts';
import type { PyDict } from '../objects/dict.ts';
import type { Result, Value } from '../objects/object.ts';
import { builtinType } from '../objects/type.ts';
import type { NativeModule } from '../modules/native-module.ts';
import { loadNative, loadNativeFile } from '../imports/native-loader.ts';
import { atomicType } from './atomic.ts';
import { cstackType } from './c-objects.ts';
import { bombType } from './bomb.ts';
import { channelType } from './channel.ts';
import './channel-methods.ts';
import { contextFunctions } from './contexts.ts';
import { continuationType } from './continuation.ts';
import { setTracingState, stacklessFunctions, threadIds, uncollectables } from './functions.ts';
import './pending.ts';
import { enablePickling } from './pickling/reducers.ts';
import { picklingFunctions } from './pickling/tables.ts';
import './reduce.ts';
import { here } from './scheduler.ts';
import { cframeType } from './start-frame.ts';
import { taskletType } from './tasklet.ts';
import { prepareTaskletClass } from './tasklet-methods.ts';
import { TruthOperation } from './truth-operation.ts';

/** The class of the module `stackless`. */
class StacklessModule extends PyModule {}

const stacklessModuleType = builtinType('StacklessModuleType', StacklessModule, {
  base: moduleType,
  module: 'stackless',
});
(StacklessModule.prototype as { plainSet: boolean }).plainSet = false;

const COMPUTED = {
  current: (): Result => here().current,
  main: (): Result => here().main,
  runcount: (): Result => here().runcount,
  threads: (): Result => threadIds(),
  debug: (): Result => false,
  uncollectables: (): Result => uncollectables(),
};

for (const [name, get] of Object.entries(COMPUTED)) defineGetSets(stacklessModuleType, { [name]: [get] });
defineGetSets(stacklessModuleType, {
  pickle_with_tracing_state: [
    (): Result => (here().pickleFlags & 1) !== 0,
    (_self: StacklessModule, value: Value | undefined): Result =>
      TruthOperation.with(value ?? false, setTracingState),
  ],
});

function module_dir(self: StacklessModule): Result {
  const names = new Set<Value>([...Object.keys(COMPUTED), 'pickle_with_tracing_state']);
  const end = self.dict.end();
  for (let i = 0; i < end; i++) {
    const key = self.dict.keyAt(i);
    if (key !== undefined) names.add(key);
  }
  return new PyList([...names]);
}

defineMethods(stacklessModuleType, {
  __dir__: ['($self, /)', module_dir],
  __reduce__: ['($self, /)', (): Result => 'stackless'],
  __reduce_ex__: ['($self, protocol, /)', (): Result => 'stackless'],
});

const CONSTANTS = {
  PICKLEFLAGS_PRESERVE_TRACING_STATE: 1,
  PICKLEFLAGS_PRESERVE_AG_FINALIZER: 2,
  PICKLEFLAGS_RESET_AG_FINALIZER: 4,
  PICKLEFLAGS_PICKLE_CONTEXT: 8,
};

/** What `from stackless import *` brings. */
const ALL = (
  'atomic channel enable_softswitch get_channel_callback get_schedule_callback get_thread_info getcurrent getcurrentid getdebug getmain ' +
  'getruncount getthreads getuncollectables pickle_with_tracing_state run schedule schedule_remove set_channel_callback set_error_handler ' +
  'set_schedule_callback stackless switch_trap tasklet'
).split(' ');

export const _stacklessModule: NativeModule = {
  name: '_stackless',
  doc: 'The implementation of the module stackless.',
  /** When the module is made: other modules add to those for pickling. */
  get functions() {
    for (const name of ['_abc', '_weakref']) loadNativeFile(name);
    return { ...stacklessFunctions, ...contextFunctions, ...picklingFunctions };
  },
  attributes: () => ({
    atomic: atomicType,
    bomb: bombType,
    cframe: cframeType,
    channel: channelType,
    continuation: continuationType,
    cstack: cstackType,
    tasklet: taskletType,
    ...CONSTANTS,
  }),
  init: () => {
    prepareTaskletClass();
  },
};

/** Copies all of `_stackless` but what names the module itself. */
function fillFrom(source: PyDict, target: PyDict): void {
  const end = source.end();
  for (let i = 0; i < end; i++) {
    const key = source.keyAt(i);
    if (typeof key === 'string' && !key.startsWith('__')) target.setStr(key, source.valueAt(i)!);
  }
}

export const stacklessModule: NativeModule = {
  name: 'stackless',
  doc: 'Tasklets, channels, and the functions that schedule them.',
  module: () => new StacklessModule(),
  init: (namespace, module) => {
    const base = loadNative('_stackless')!;
    fillFrom(base.dict, namespace);
    namespace.setStr('_stackless', base);
    namespace.setStr('stackless', module);
    namespace.setStr('__all__', new PyList(ALL.slice()));
    enablePickling();
  },
};
