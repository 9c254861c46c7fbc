// From the description of a native module (modules/native-module.ts) to the module object.
import { machine } from '../machine/machine.ts';
import { lateHooks } from '../machine/natives.ts';
import { finishClasses } from '../objects/hide-mirrored.ts';
import { PyModule } from '../objects/module.ts';
import { nativeFunctions } from '../objects/native.ts';
import { None, orNone } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { deferMirrors } from '../objects/type.ts';
import type { NativeModule } from '../modules/native-module.ts';

/** The modules written in TypeScript, by name. */
let nativeModules: Record<string, () => NativeModule> = {};

/**
 * Says which native modules there are. The table imports every one of them, and some import this file, so it is handed
 * in by interpreter.ts instead of being imported here.
 */
export function provideNativeModules(modules: Record<string, () => NativeModule>): void {
  nativeModules = modules;
}

/** What its file says of a native module; the file is evaluated when that is asked for the first time (machine/natives.ts). */
function descriptionOf(name: string): NativeModule {
  return nativeModules[name]!();
}

/** Has the file of a native module evaluated, for what it adds to what others have. */
export function loadNativeFile(name: string): void {
  descriptionOf(name);
}

/** How many parts of the build are being evaluated, one inside the other. */
let evaluating = 0;
function beginClasses(): void {
  evaluating++;
  deferMirrors();
}
function endClasses(): void {
  if (--evaluating === 0) finishClasses();
}
lateHooks.begin = beginClasses;
lateHooks.end = endClasses;

/** The module made from `description`; `exec` is still to be done. */
export function makeNativeModule(description: NativeModule): PyModule {
  const module = description.module?.() ?? new PyModule();
  const { dict } = module;
  dict.setStr('__name__', description.name);
  dict.setStr('__doc__', description.doc ?? None);
  dict.setStr('__package__', '');
  dict.setStr('__loader__', None);
  dict.setStr('__spec__', None);
  fill(module, nativeFunctions(description.name, description.functions ?? {}));
  // Some make their classes here.
  beginClasses();
  fill(module, description.attributes?.() ?? {});
  endClasses();
  fill(module, description.ofProcess?.() ?? {});
  description.init?.(dict, module);
  return module;
}

function fill(module: PyModule, values: Record<string, Value>): void {
  for (const [name, value] of Object.entries(values)) module.dict.setStr(name, value);
}

/** The modules that are there already get what depends on the process: it is another than the one that made them. */
export function renewNativeModules(): void {
  const { modules } = machine.interpreter;
  for (const name of nativeModuleNames()) {
    const module = modules.getStr(name);
    if (module instanceof PyModule) fill(module, descriptionOf(name).ofProcess?.() ?? {});
  }
}

/** Whether a module of this name is written in TypeScript. */
export function isNativeModule(name: string): boolean {
  return Object.hasOwn(nativeModules, name);
}

/** Whether a native module of this name is whole as soon as it is made: nothing has to be executed then. */
export function isMadeAtOnce(name: string): boolean {
  return isNativeModule(name) && descriptionOf(name).exec === undefined;
}

/** A new module object for a native module of this name; undefined when there is none. */
export function createNative(name: string): PyModule | undefined {
  return isNativeModule(name) ? makeNativeModule(descriptionOf(name)) : undefined;
}

/** Does what remains of the import of a native module once it has been created (importlib's `exec_module`). */
export function executeNative(module: PyModule): Result {
  const name = module.dict.getStr('__name__');
  const description = typeof name === 'string' && isNativeModule(name) ? descriptionOf(name) : undefined;
  return orNone(description?.exec?.(module));
}

/** The native module of this name, from sys.modules or made now; undefined when there is none. */
export function loadNative(name: string): PyModule | undefined {
  const { modules } = machine.interpreter;
  const loaded = modules.getStr(name);
  if (loaded instanceof PyModule) return loaded;
  const module = createNative(name);
  if (module !== undefined) modules.setStr(name, module);
  return module;
}

/** The names of all native modules. */
export function nativeModuleNames(): string[] {
  return Object.keys(nativeModules).sort();
}
