// importlib's core, `_frozen_importlib` and `_frozen_importlib_external`: CPython's own sources from the library, run
// once for each interpreter as hidden code when the first import needs them.
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { PyModule } from '../objects/module.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { raise, importErrorType } from '../objects/exception.ts';
import { hostString, textOf } from '../objects/str.ts';
import { loadNative } from './native-loader.ts';

const BOOTSTRAP = Symbol('importlib');

/** The module `_frozen_importlib`, ready to import. */
export function bootstrap(): Result {
  const ready = machine.interpreter.slots.get(BOOTSTRAP) as PyModule | undefined;
  if (ready !== undefined) return ready;
  const core = libraryModule('_frozen_importlib', 'importlib/_bootstrap');
  const external = libraryModule('_frozen_importlib_external', 'importlib/_bootstrap_external');
  const imp = loadNative('_imp');
  if (core === undefined || external === undefined || imp === undefined)
    return raise(importErrorType, 'importlib is missing');
  machine.interpreter.slots.set(BOOTSTRAP, core);
  const { modules } = machine.interpreter;
  const r = frozenFunction('importing', 'install').callN([modules.getStr('sys')!, imp, core, external]);
  return r === ABRUPT ? (suspend(new BootstrapFrame(core)) as Result) : core;
}

class BootstrapFrame extends NativeFrame {
  readonly core: PyModule;
  constructor(core: PyModule) {
    super();
    this.core = core;
  }
  returned(_value: Value): IterResult {
    return this.core;
  }
}

/** Whether importlib is there, to give native modules their specs too. */
export function isBootstrapped(): boolean {
  return machine.interpreter.slots.has(BOOTSTRAP);
}

/** A module of the library run as part of the implementation. */
function libraryModule(name: string, path: string): PyModule | undefined {
  const module = new PyModule(machine.interpreter.frozen(path));
  module.dict.setStr('__name__', name);
  module.dict.setStr('__package__', '');
  module.dict.setStr('__loader__', None);
  module.dict.setStr('__spec__', None);
  machine.interpreter.modules.setStr(name, module);
  return module;
}

defineIntrinsics({
  bootstrap: ['()', bootstrap],
  begin_loading: ['()', (): Result => (machine.interpreter.host.cache?.beginLoading(), None)],
  end_loading: ['()', (): Result => (machine.interpreter.host.cache?.endLoading(), None)],
  import_time: ['()', (): Result => machine.interpreter.options.importTime],
  import_clock: ['()', (): Result => Math.floor(machine.interpreter.host.monotonic() * 1e9)],
  tell_import: ['(line, /)', tell_import],
});

/** Writes a line about imports: the program's `sys.stderr` may not be there yet. */
function tell_import(line: Value): Result {
  machine.interpreter.host.write(2, new TextEncoder().encode(hostString(textOf(line)!)));
  return None;
}
