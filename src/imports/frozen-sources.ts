// Runs one of our own Python sources (src/python/), or a source of the library that is part of the implementation
// (importlib's core), in a namespace of its own.
//
// Their module bodies only define things, so they run at once, to the end, on the host's stack: the depth limit and the tick
// counter stand still meanwhile. Their globals are the intrinsics besides their own names.
import { ABRUPT } from '../machine/abrupt.ts';
import { intrinsics } from '../machine/frozen.ts';
import { machine, UNINTERRUPTED } from '../machine/machine.ts';
import { evaluateAll } from '../machine/natives.ts';
import { runBody } from '../machine/locals.ts';
import type { CodeObject } from '../objects/code.ts';
import type { PyDict } from '../objects/dict.ts';
import { nativeFunctions } from '../objects/native.ts';
import type { Result } from '../objects/object.ts';
import { fromHost } from '../objects/str.ts';
import { hiddenCachePath } from './cache-paths.ts';
import { compileFile } from './compilation.ts';
import { loadNativeFile } from './native-loader.ts';

/** Compiled functions that a module body may have on the host's stack. */
const BODY_DEPTH = 200;

/** Where the source of a frozen module is. */
function sourcePath(module: string): string {
  const { sourcesPath, libraryPath } = machine.interpreter.host;
  return module.includes('/') ? `${libraryPath}/${module}.py` : `${sourcesPath}/${module}.py`;
}

/** The names by which the library's sources are known. */
const FROZEN_NAMES: Record<string, string> = {
  'importlib/_bootstrap': '_frozen_importlib',
  'importlib/_bootstrap_external': '_frozen_importlib_external',
};

/** Runs one of our own Python sources, `src/python/NAME.py` or a module of importlib, in `namespace`. */
export function frozenModule(module: string, namespace: PyDict): void {
  const path = sourcePath(module);
  const shown = module.includes('/') ? `<frozen ${module.replaceAll('/', '.')}>` : `<stackless ${module}>`;
  namespace.setStr('__name__', fromHost(FROZEN_NAMES[module] ?? module));
  if (Object.hasOwn(DEFINING, module)) loadNativeFile(DEFINING[module]!);
  runUninterrupted(() => {
    const code = compileFile(path, shown, namespace, true, hiddenCachePath(path));
    if (code === ABRUPT) return ABRUPT;
    addIntrinsics(namespace);
    return runBody(code as CodeObject, namespace, null);
  }, path);
  if (module.includes('/') || !lacksNames(namespace)) return;
  // The source of a native module, which a pickle names before the module has been imported.
  evaluateAll();
  addIntrinsics(namespace);
}

function lacksNames(namespace: PyDict): boolean {
  const { builtins } = machine.interpreter;
  return namespace.unboundNames().some((name) => builtins.getStr(name) === undefined);
}

/** The native modules whose files define intrinsics of sources that are not theirs alone. */
const DEFINING: Record<string, string> = {
  buffered_io: '_io',
  codecs: '_codecs',
  copying: '_pickle',
  io_base: '_io',
  io_support: '_io',
  lifecycle: '_io',
  pickling: '_pickle',
  socket_support: 'select',
  text_io: '_io',
  thread_support: '_thread',
  travel: '_pickle',
  warn: '_warnings',
  weakref_proxy: '_weakref',
};

/** Gives the namespace those that its code names. */
function addIntrinsics(namespace: PyDict): void {
  const named = namespace.unboundNames().filter((name) => Object.hasOwn(intrinsics, name));
  const table = Object.fromEntries(named.map((name) => [name, intrinsics[name]!]));
  for (const [name, value] of Object.entries(nativeFunctions('builtins', table)))
    namespace.setStr(name, value);
}

/** Runs what must not be lifted. The registers are as before afterwards. */
function runUninterrupted(action: () => Result, what: string): void {
  const { depth, limit, ticks, turns, handled, exc } = machine;
  machine.depth = 0;
  machine.limit = BODY_DEPTH;
  machine.ticks = machine.turns = UNINTERRUPTED;
  machine.exc = null;
  const result = action();
  const failure: unknown = machine.exc;
  Object.assign(machine, { depth, limit, ticks, turns, handled, exc });
  if (result === ABRUPT) throw new Error(`${what} does not run: ${String(failure)}`);
}
