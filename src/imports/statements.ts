// What the import statements do: IMPORT_NAME, IMPORT_FROM and IMPORT *.
//
// A module that is already in sys.modules and fully loaded is found here; everything else is importlib's business
// (`importlib._bootstrap`, frozen into the build), called as a Python function, so that an import may block like any call.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { isBootstrapped } from './bootstrap.ts';
import { isMadeAtOnce, loadNative } from './native-loader.ts';
import { PyDict } from '../objects/dict.ts';
import {
  attributeErrorType,
  importErrorType,
  keyErrorType,
  newException,
  type PyImportError,
  raise,
  raiseException,
  typeError,
  valueErrorType,
} from '../objects/exception.ts';
import { PyModule } from '../objects/module.ts';
import { fileOrigin, isInitializing, renamingAdvice } from '../objects/module-text.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { strRepr } from '../objects/text/string-repr.ts';
import { getAttributeOrMissing, ownAttribute } from '../operators/attribute.ts';
import { builtinItem, builtinsOf } from '../operators/builtins.ts';
import { callN } from '../operators/call.ts';

/** `import name`: through `__import__` of the built-ins when a program has replaced it. */
export function importName(
  globals: PyDict,
  locals: Value | null,
  name: string,
  fromlist: Value,
  level: number,
): Result {
  const builtins = builtinsOf(globals);
  const hook = builtinItem(builtins, '__import__', importErrorType, '__import__ not found');
  if (hook === ABRUPT) return suspend(new ImportHookFrame(globals, locals, name, fromlist, level)) as Result;
  return importWith(hook, globals, locals, name, fromlist, level);
}

function importWith(
  hook: Value,
  globals: PyDict,
  locals: Value | null,
  name: string,
  fromlist: Value,
  level: number,
): Result {
  if (hook === machine.interpreter.slots.get(ORIGINAL_IMPORT)) {
    return importModule(globals, locals ?? None, name, fromlist, level);
  }
  return callN(hook, [fromHost(name), globals, locals ?? None, fromlist, level]);
}

/** `__import__` is an item of built-ins in Python. */
class ImportHookFrame extends NativeFrame {
  private readonly globals: PyDict;
  private readonly locals: Value | null;
  private readonly name: string;
  private readonly fromlist: Value;
  private readonly level: number;
  constructor(globals: PyDict, locals: Value | null, name: string, fromlist: Value, level: number) {
    super();
    this.globals = globals;
    this.locals = locals;
    this.name = name;
    this.fromlist = fromlist;
    this.level = level;
  }
  returned(hook: Value): IterResult {
    return importWith(hook, this.globals, this.locals, this.name, this.fromlist, this.level);
  }
}

/** Key of the slot that keeps the built-in `__import__`. */
export const ORIGINAL_IMPORT = Symbol('__import__');

/**
 * `__import__`: the module (or, for a dotted name without `fromlist`, its top package).
 * @param globals of the importing module, of which relative imports make use; null: there are none
 */
export function importModule(
  globals: Value | null,
  locals: Value,
  name: string,
  fromlist: Value,
  level: number,
): Result {
  if (level < 0) return raise(valueErrorType, 'level must be >= 0');
  if (level === 0) {
    if (name === '') return raise(valueErrorType, 'Empty module name');
    const loaded = machine.interpreter.modules.getStr(name);
    if (loaded instanceof PyModule && !isInitializing(loaded.dict.getStr('__spec__')) && !tellsOfLoaded()) {
      const found = finishLoaded(loaded, name, fromlist);
      if (found !== undefined) return found;
    } else if (loaded === undefined && !isBootstrapped() && isMadeAtOnce(name)) {
      return loadNative(name) ?? ABRUPT;
    }
  } else if (globals === null) {
    return raise(keyErrorType, NO_NAME);
  } else if (!(globals instanceof PyDict)) {
    return typeError('globals must be a dict');
  }
  return frozenFunction('importing', 'import_').callN([
    fromHost(name),
    globals ?? None,
    locals,
    fromlist,
    level,
  ]);
}

/** A relative import is relative to what has this name. */
const NO_NAME = "'__name__' not in globals";

/** Whether imports of what is there already are told of, which importlib does (-X importtime=2). */
function tellsOfLoaded(): boolean {
  return machine.interpreter.options.importTime > 1 && isBootstrapped();
}

/** The answer for a loaded module that needs no more importing; undefined otherwise. */
function finishLoaded(module: PyModule, name: string, fromlist: Value): Value | undefined {
  if (fromlist === None || (fromlist instanceof PyTuple && fromlist.items.length === 0)) {
    const dot = name.indexOf('.');
    return dot < 0 ? module : machine.interpreter.modules.getStr(name.slice(0, dot));
  }
  return module.dict.hasStr('__path__') ? undefined : module;
}

/** `from module import name`. */
export function importFrom(module: Value, name: string): Result {
  const found = getAttributeOrMissing(module, name);
  if (found === ABRUPT) return suspend(new ImportFromFrame(module, name)) as Result;
  return found ?? submodule(module, name);
}

class ImportFromFrame extends NativeFrame {
  readonly module: Value;
  readonly name: string;
  constructor(module: Value, name: string) {
    super();
    this.module = module;
    this.name = name;
  }
  returned(value: Value): IterResult {
    return value;
  }
  override raised(): IterResult {
    if (!machine.exc!.cls.isSubtype(attributeErrorType)) return ABRUPT;
    machine.exc = null;
    return submodule(this.module, this.name);
  }
}

/** A submodule that is loaded but not yet bound in its package (circular imports), or the ImportError. */
function submodule(module: Value, name: string): Result {
  const packageName = moduleText(module, '__name__');
  if (packageName !== undefined) {
    const found = machine.interpreter.modules.getStr(`${packageName}.${name}`);
    if (found !== undefined) return found;
  }
  return cannotImport(module, name, packageName);
}

function moduleText(module: Value, attribute: string): string | undefined {
  const value = moduleAttribute(module, attribute);
  const text = value === undefined ? undefined : textOf(value);
  return text === undefined ? undefined : hostString(text);
}

/** What a module, or an object in the place of one, has itself. */
function moduleAttribute(module: Value, attribute: string): Value | undefined {
  if (module instanceof PyModule) return module.dict.getStr(attribute);
  return module instanceof PyObject ? ownAttribute(module, attribute) : undefined;
}

function importErrorText(module: Value, name: string, packageName: string, file: string | undefined): string {
  const spec = moduleAttribute(module, '__spec__');
  const initializing = isInitializing(spec);
  const from = `cannot import name ${strRepr(name)} from`;
  const shown = strRepr(packageName);
  const advice = renamingAdvice(fileOrigin(spec), packageName, initializing);
  if (advice !== '') return `${from} ${shown} ${advice}`;
  if (!initializing) return `${from} ${shown} (${file ?? 'unknown location'})`;
  const place = file === undefined ? '' : ` (${file})`;
  return `${from} partially initialized module ${shown} (most likely due to a circular import)${place}`;
}

function cannotImport(module: Value, name: string, packageName: string | undefined): Result {
  const file = moduleText(module, '__file__') ?? originOf(module);
  const message = importErrorText(module, name, packageName ?? '<unknown module name>', file);
  const exc = newException(importErrorType, fromHost(message)) as PyImportError;
  exc.msg = fromHost(message);
  exc.moduleName = packageName === undefined ? None : fromHost(packageName);
  exc.path = file === undefined ? None : fromHost(file);
  exc.nameFrom = fromHost(name);
  return raiseException(exc);
}

/** Where the spec says the module is from. */
function originOf(module: Value): string | undefined {
  const spec = module instanceof PyModule ? module.dict.getStr('__spec__') : undefined;
  if (!(spec instanceof PyObject)) return undefined;
  const properties = spec as unknown as Record<string, Value | undefined>;
  const origin = properties['$origin'];
  return properties['$has_location'] === true && typeof origin === 'string' ? origin : undefined;
}

/** `from module import *` into `namespace`. */
export function importStar(module: Value, namespace: Value): Result {
  if (module instanceof PyModule && namespace instanceof PyDict && !module.dict.hasStr('__all__')) {
    if (copyPublic(module.dict, namespace)) return None;
  }
  return frozenFunction('importing', 'import_star').call2(module, namespace);
}

/** Copies all names that do not begin with an underscore, as long as they are plain ones. */
function copyPublic(from: PyDict, to: PyDict): boolean {
  const end = from.end();
  for (let i = 0; i < end; i++) {
    const key = from.keyAt(i);
    if (key !== undefined && typeof key !== 'string') return false;
    if (key !== undefined && !key.startsWith('_')) to.setStr(key, from.valueAt(i)!);
  }
  return true;
}
