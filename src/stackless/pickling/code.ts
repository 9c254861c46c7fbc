// Pickling code, functions and the dictionaries they live in.
//
// A function that is found by its names is pickled by them. Any other is pickled by value: its code, defaults, closure, and a reference to
// its globals. Code is the source it was compiled from and a fingerprint of what that gave: when it is loaded, the same code is
// looked for in its module, and compiled from the source if it is not there.
import { ABRUPT } from '../../machine/abrupt.ts';
import { machine } from '../../machine/machine.ts';
import { CodeObject, codeHooks } from '../../objects/code.ts';
import { PyDict } from '../../objects/dict.ts';
import { newException, runtimeErrorType, typeErrorType, valueErrorType } from '../../objects/exception.ts';
import { Cell, PyFunction } from '../../objects/function.ts';
import { instanceDict } from '../../objects/instance-dict.ts';
import { PyModule } from '../../objects/module.ts';
import { None } from '../../objects/none.ts';
import type { Result, Value } from '../../objects/object.ts';
import { hostString, textOf } from '../../objects/str.ts';
import { PyFrozenSet, PySet } from '../../objects/set.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { genericSet } from '../../operators/attribute.ts';

// --- Namespaces ----------------------------------------------------------------------------------------------------------

/** The name under which `sys.modules` has the module of this dictionary; undefined when it has none. */
export function moduleNameOf(dict: PyDict): string | undefined {
  const name = dict.getStr('__name__');
  const text = name === undefined ? undefined : textOf(name);
  if (text === undefined) return undefined;
  const host = hostString(text);
  const module = machine.interpreter.modules.getStr(host);
  return module instanceof PyModule && module.dict === dict ? host : undefined;
}

/** The name of the module of our own sources that lives in this dictionary; undefined when it is none. */
function frozenNameOf(dict: PyDict): string | undefined {
  const name = dict.getStr('__name__');
  return typeof name === 'string' && machine.interpreter.isFrozen(name, dict) ? name : undefined;
}

/** A reference to the dictionary of a module: ("module" or "frozen", name); undefined for any other dictionary. */
export function namespaceReference(dict: PyDict): [kind: string, name: string] | undefined {
  const module = moduleNameOf(dict);
  if (module !== undefined) return ['module', module];
  const frozen = frozenNameOf(dict);
  return frozen === undefined ? undefined : ['frozen', frozen];
}

/** The dictionary that a reference names; undefined when the module has not been imported. */
export function referredNamespace(kind: Value, name: Value): PyDict | undefined {
  if (typeof name !== 'string') throw newException(typeErrorType, 'bad name of a module');
  if (kind === 'frozen') return frozenNamespace(name);
  const module = machine.interpreter.modules.getStr(name);
  return module instanceof PyModule ? module.dict : undefined;
}

/** The dictionary of a module of our own sources. Throws ValueError when there is none. */
function frozenNamespace(name: string): PyDict {
  try {
    if (/^[a-z_]+$/.test(name)) return machine.interpreter.frozen(name);
  } catch (error) {
    if (error instanceof RangeError) throw error;
  }
  throw newException(valueErrorType, `there is no source ${JSON.stringify(name)} in this build`);
}

/** A function of our own sources. Throws ValueError when there is none. */
export function frozenFunctionCalled(module: string, name: string): PyFunction {
  const found = frozenNamespace(module).getStr(name);
  if (found instanceof PyFunction) return found;
  throw newException(valueErrorType, `there is no function ${JSON.stringify(name)} in this build`);
}

/** Modules that CPython has not. */
const OWN = new Set(['stackless', '_stackless']);

/** Whether a module is of the standard library. */
export function isStandard(module: string): boolean {
  const root = module.split('.')[0]!;
  const names = machine.interpreter.sys.getStr('stdlib_module_names');
  const isSet = names instanceof PyFrozenSet || names instanceof PySet;
  return OWN.has(root) || (isSet && names.dict.hasStr(root));
}

// --- Code ----------------------------------------------------------------------------------------------------------------

/**
 * (kind and name of its module or None, qualified name, fingerprint, file, options, number, source). Of our own sources and of the
 * standard library, which every interpreter has, the source is None.
 */
export function codeArguments(code: CodeObject): Value[] {
  const origin = codeHooks.origin(code);
  if (origin === undefined)
    throw newException(
      typeErrorType,
      `cannot pickle code that was not compiled from a source (${code.qualname})`,
    );
  const { globals, fingerprint, options, index } = origin;
  const place = namespaceReference(globals);
  const where: Value = place === undefined ? None : new PyTuple(place);
  const isThere = place !== undefined && (place[0] === 'frozen' || isStandard(place[1]));
  const source = isThere ? None : sourceOf(origin.source);
  return [where, code.template.qualname, fingerprint, code.filename, options, index, source];
}

/** Sources that have been pickled: one with characters beyond the BMP has to be the same object to be in a pickle once. */
const sources = new WeakMap<() => Value, Value>();

/** The source; None when it cannot be read any more. */
function sourceOf(source: () => Value): Value {
  let text = sources.get(source);
  if (text !== undefined) return text;
  try {
    text = source();
  } catch {
    return None;
  }
  sources.set(source, text);
  return text;
}

/** The module that has to be imported before `codeFrom` can find the code; undefined when none has to be. */
export function missingModule([where, , , , , , source = None]: Value[]): string | undefined {
  if (source !== None || !(where instanceof PyTuple) || where.items[0] !== 'module') return undefined;
  const name = where.items[1];
  return typeof name === 'string' && referredNamespace('module', name) === undefined ? name : undefined;
}

/** The code that such arguments describe, for the globals of its module if it has that. */
export function codeFrom(args: Value[]): CodeObject {
  const [where, qualname, fingerprint, filename, options, index, source] = args;
  if (typeof qualname !== 'string' || typeof fingerprint !== 'string' || typeof options !== 'string')
    throw newException(typeErrorType, 'bad description of code');
  const globals = where instanceof PyTuple ? referredNamespace(where.items[0]!, where.items[1]!) : undefined;
  const found = globals === undefined ? undefined : codeHooks.find(globals, qualname, fingerprint);
  if (found !== undefined) return found;
  if (source === undefined || source === None) throw changed(qualname, filename!);
  const codes = codeHooks.compile(source, String(filename), options, true);
  const made = codes?.[Number(index)] ?? codes?.find((code) => code.template.qualname === qualname);
  if (made === undefined || codeHooks.origin(made)?.fingerprint !== fingerprint)
    throw changed(qualname, filename!);
  return made;
}

function changed(qualname: string, filename: Value): Error {
  return newException(
    runtimeErrorType,
    `cannot restore the code of ${qualname}() (${String(filename)}): its source has changed since it was pickled`,
  ) as unknown as Error;
}

// --- Functions -----------------------------------------------------------------------------------------------------------

/** Of a function of our own sources: the module and its name there; undefined for any other. */
export function frozenFunctionName(fn: PyFunction): [module: string, name: string] | undefined {
  if (!fn.code.template.hidden) return undefined;
  const module = frozenNameOf(fn.globals);
  if (module === undefined || typeof fn.name !== 'string' || fn.globals.getStr(fn.name) !== fn)
    return undefined;
  return [module, fn.name];
}

/** An empty function by value. */
export function newFunction(code: Value, globals: Value): PyFunction {
  if (!(code instanceof CodeObject) || !(globals instanceof PyDict))
    throw newException(typeErrorType, 'a function needs code and a dict of globals');
  const cells = code.template.freevars.map(() => new Cell(undefined));
  const fitting =
    codeHooks.find(globals, code.template.qualname, codeHooks.fingerprint(code)) ??
    machine.interpreter.instantiate(code, globals, codeHooks.origin(code)?.separate === true);
  return new PyFunction(fitting, globals, cells, None, None);
}

const orNone = (value: Value | null): Value => value ?? None;

/** Everything of a function but code and globals. */
export function functionState(fn: PyFunction): Value[] {
  const { annotations } = fn;
  const own = instanceDict(fn);
  return [
    fn.name,
    fn.qualname,
    fn.module,
    fn.doc,
    fn.defaults === null ? None : new PyTuple(fn.defaults),
    fn.filled,
    orNone(fn.kwdefaults),
    new PyTuple(fn.closure),
    annotations ?? orNone(fn.annotate),
    orNone(fn.typeParams),
    own.size === 0 ? None : own.copy(),
  ];
}

/** What in there may be made of objects: where, and the attributes that set it. */
export const FUNCTION_DATA: readonly (readonly [place: number, attribute: string])[] = [
  [4, '__defaults__'],
  [6, '__kwdefaults__'],
  [8, '__annotations__'],
  [9, '__type_params__'],
  [10, '__dict__'],
];

/** Fills a function out of a pickle. Throws TypeError or ValueError where the state does not fit its code. */
export function setFunctionState(fn: PyFunction, state: readonly Value[]): void {
  const [name, qualname, module, doc, defaults, filled, kwdefaults, closure, annotations, typeParams, own] =
    state;
  if (!(closure instanceof PyTuple) || closure.items.length !== fn.code.template.freevars.length)
    throw newException(valueErrorType, 'bad closure of a function');
  if (!closure.items.every((cell) => cell instanceof Cell))
    throw newException(typeErrorType, 'a closure consists of cells');
  Object.assign(fn, { name, qualname, module, doc, closure: closure.items });
  fn.defaults = defaults instanceof PyTuple ? defaults.items : null;
  fn.filled = typeof filled === 'number' ? filled : 0;
  fn.kwdefaults = kwdefaults instanceof PyDict ? kwdefaults : null;
  if (annotations instanceof PyDict) fn.annotations = annotations;
  else fn.annotate = annotations === undefined || annotations === None ? null : annotations;
  fn.typeParams = typeParams === undefined || typeParams === None ? null : typeParams;
  fn.updateArity();
  if (own instanceof PyDict && addAttributes(fn, own) === ABRUPT) return;
}

function addAttributes(fn: PyFunction, attributes: PyDict): Result {
  const dict = instanceDict(fn);
  for (let i = attributes.begin(); i < attributes.end(); i++) {
    const key = attributes.keyAt(i);
    if (key !== undefined && dict.set(key, attributes.valueAt(i)!) === ABRUPT) return ABRUPT;
  }
  return None;
}

/** Fills in what comes later; undefined when a function has no such attribute. */
export function setFunctionData(fn: PyFunction, name: string, value: Value): Result | undefined {
  if (!FUNCTION_DATA.some(([, attribute]) => attribute === name)) return undefined;
  return name === '__dict__' && value instanceof PyDict
    ? addAttributes(fn, value)
    : genericSet(fn, name, value);
}

// --- Modules -------------------------------------------------------------------------------------------------------------

/** A module with nothing in it but its name. */
export function newModule(name: Value): PyModule {
  const module = new PyModule();
  module.dict.setStr('__name__', name);
  return module;
}
