// Travelling with code: of which modules a pickle has classes and functions by value, and what of their globals goes along.
//
// A function of such a module goes with its code and with the globals that its code names, if they are bound; so these go with
// theirs. At the other end they live in a namespace of their own (`Globals`), a new one for each pickle, whether there is a
// module of that name or not. What a function or a class refers to may need it again: so globals, cells and most
// attributes of classes are filled in when the outermost class that is being pickled is complete (`Level`).
import { ABRUPT } from '../../machine/abrupt.ts';
import { interpreterSlot } from '../../machine/interpreter.ts';
import { machine } from '../../machine/machine.ts';
import { CodeObject, codeHooks, type CodeTemplate } from '../../objects/code.ts';
import { dictType, PyDict } from '../../objects/dict.ts';
import { dictKeys } from '../../objects/dict-operations.ts';
import { newException, typeErrorType } from '../../objects/exception.ts';
import { Cell, PyFunction } from '../../objects/function.ts';
import { BuiltinFunction, defineMethods } from '../../objects/native.ts';
import { moduleType, PyModule } from '../../objects/module.ts';
import { None } from '../../objects/none.ts';
import { PyObject, type Result, type Value } from '../../objects/object.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { builtinType, PyType } from '../../objects/type.ts';
import { isAttributeLater, orderAttributes, setAttribute } from './classes.ts';
import { pickleByFields } from './tables.ts';
import { isStandard, moduleNameOf, namespaceReference, newFunction } from './code.ts';

// --- Namespaces --------------------------------------------------------------------------------------------------------

/** The dictionary of a function's globals, as functions by value refer to it. */
export class Globals extends PyObject {
  readonly dict: PyDict;
  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }
}
export const globalsType = builtinType('globals', Globals, { module: '_stackless', final: true });

const wrappers = new WeakMap<PyDict, Globals>();

/** The same for the same dictionary. */
export function globalsOf(dict: PyDict): Globals {
  let globals = wrappers.get(dict);
  if (globals === undefined) wrappers.set(dict, (globals = new Globals(dict)));
  return globals;
}

/** Namespaces that have come with pickles. */
const arrived = interpreterSlotOf<WeakSet<PyDict>>('arrived namespaces', () => new WeakSet());

function interpreterSlotOf<T>(name: string, make: () => T): () => T {
  const key = Symbol(name);
  return () => interpreterSlot(key, make);
}

/** An empty namespace at the other end: what every module has. */
export function arrivedNamespace(name: Value, packageName: Value): Globals {
  const dict = new PyDict();
  dict.setStr('__name__', name);
  if (packageName !== None) dict.setStr('__package__', packageName);
  const builtins = machine.interpreter.modules.getStr('builtins');
  if (builtins !== undefined) dict.setStr('__builtins__', builtins);
  arrived().add(dict);
  return globalsOf(dict);
}

/**
 * Whether a dictionary is what a program gave to `exec`: it is filled in as the namespaces of modules are, and is no more than a dict. (One
 * of a class of the program's is an object as any other.)
 */
export function isExecuted(dict: PyDict): boolean {
  if (dict.cls !== dictType || !dict.hasStr('__builtins__')) return false;
  return !arrived().has(dict) && namespaceReference(dict) === undefined;
}

/** Such dictionaries that have come with pickles. */
const executed = interpreterSlotOf<WeakSet<PyDict>>('executed namespaces', () => new WeakSet());

/** One of them at the other end: its names, in order, have no values yet. */
export function executedNamespace(builtins: Value, names: Value): Globals {
  if (!(names instanceof PyTuple)) throw newException(typeErrorType, 'a namespace has names');
  const dict = new PyDict();
  for (const name of names.items)
    if (typeof name === 'string') dict.setStr(name, name === '__builtins__' ? builtins : None);
  executed().add(dict);
  return globalsOf(dict);
}

/** What makes it, empty. */
export function executedArguments(dict: PyDict): Value[] {
  const names = dictKeys(dict).filter((name) => typeof name === 'string');
  return [dict.getStr('__builtins__')!, new PyTuple(names)];
}

/** The `__loader__` of such a namespace: tracebacks ask it for the source of a file that is not here. */
class ArrivedLoader extends PyObject {
  readonly code: CodeObject;
  constructor(code: CodeObject) {
    super();
    this.code = code;
  }
}
const loaderType = builtinType('arrived_loader', ArrivedLoader, { module: '_stackless', final: true });
pickleByFields(loaderType);
defineMethods(loaderType, {
  get_source: [
    '($self, name, /)',
    ({ code }: ArrivedLoader): Result => codeHooks.origin(code)?.source() ?? None,
  ],
});

/** A function by value; in a namespace that came with the pickle it brings the source of its module. */
export function arrivedFunction(code: Value, globals: Value): PyFunction {
  const dict = globals instanceof Globals ? globals.dict : globals;
  const fn = newFunction(code, dict);
  if (arrived().has(fn.globals) && !fn.globals.hasStr('__loader__'))
    fn.globals.setStr('__loader__', new ArrivedLoader(fn.code));
  return fn;
}

/** The module of such a namespace, of its own class; it is not in `sys.modules`. */
export function arrivedModule(globals: Value, cls: Value = None): PyModule {
  if (!(globals instanceof Globals)) throw newException(typeErrorType, 'a module needs its globals');
  if (cls === None) return new PyModule(globals.dict);
  if (!(cls instanceof PyType) || !cls.isSubtype(moduleType))
    throw newException(typeErrorType, 'a module is of a class of modules');
  const module = new cls.Ctor() as PyModule & { dictOverride?: PyDict };
  if (module.dictOverride !== undefined) module.dictOverride = globals.dict;
  return Object.assign(module, { dict: globals.dict });
}

/** Names that say how a module came to be where it is. */
const LOCAL_NAMES = new Set([
  '__name__',
  '__package__',
  '__builtins__',
  '__spec__',
  '__loader__',
  '__cached__',
]);

// --- What globals a function uses --------------------------------------------------------------------------------------

const usedNames = new WeakMap<CodeTemplate, ReadonlySet<string>>();

/** The names of globals in a code object and in those inside of it. */
function namesUsedBy(code: CodeObject): ReadonlySet<string> {
  const own = code.replacement?.of ?? code;
  let names = usedNames.get(own.template);
  if (names === undefined) {
    const all = new Set(codeHooks.globalNames(own));
    for (const inner of own.consts)
      if (inner instanceof CodeObject) for (const name of namesUsedBy(inner)) all.add(name);
    usedNames.set(own.template, (names = all));
  }
  return names;
}

// --- What is to be pickled ---------------------------------------------------------------------------------------------

/** Something to be filled in: a global, an attribute of a class; with name None what is in a cell, or the order of attributes. */
export interface Filling {
  target: Globals | PyType | Cell;
  name: Value;
  value: Value;
}

function isCode(value: Value): boolean {
  if (value instanceof BuiltinFunction) return value.self === null || value.self instanceof PyType;
  return value instanceof PyFunction || value instanceof PyType || value instanceof PyModule;
}

/** What is filled in together: first what is code, so that it is there when objects are made of it. */
export class Level {
  readonly code: Filling[] = [];
  readonly data: Filling[] = [];

  add(target: Filling['target'], name: Value, value: Value): void {
    (isCode(value) ? this.code : this.data).push({ target, name, value });
  }

  get size(): number {
    return this.code.length + this.data.length;
  }
}

export class Travel {
  /** The modules, with those in them if they are packages; null: all but those of the standard library. */
  private readonly chosen: ReadonlySet<string> | null;
  private readonly known = new Map<string, boolean>();
  /** The names that the pickle has of each namespace. */
  private sent = new Map<PyDict, Set<Value>>();
  /** What is to be filled in when the outermost class is complete; null outside of classes. */
  level: Level | null = null;

  constructor(chosen: readonly string[] | null) {
    this.chosen = chosen === null ? null : new Set(chosen);
  }

  /** Nothing has been sent yet: the pickler has forgotten what it wrote. */
  forget(): void {
    this.sent.clear();
    this.level = null;
  }

  /** Whether the module's classes and functions go by value. */
  has(module: Value | undefined): boolean {
    if (typeof module !== 'string') return false;
    let travels = this.known.get(module);
    if (travels === undefined) {
      travels =
        this.chosen === null ? !isStandard(module) : prefixes(module).some((name) => this.chosen!.has(name));
      this.known.set(module, travels);
    }
    return travels;
  }

  /** Whether a dictionary is the namespace of a module that travels. */
  hasNamespace(dict: PyDict): boolean {
    return arrived().has(dict) || this.has(moduleNameOf(dict)) || isExecuted(dict);
  }

  /** Classes of such modules, and those that the module has not which they name. */
  hasClass(cls: PyType): boolean {
    if (!cls.isHeap) return false;
    const module = cls.attrs.get('__module__');
    return this.has(module) || cls.qualname.includes('<locals>') || isNotFound(cls, module);
  }

  /** Adds the globals that a function uses and that have not been sent. */
  addGlobals(fn: PyFunction, level: Level): void {
    if (!this.hasNamespace(fn.globals)) return;
    if (isExecuted(fn.globals)) return this.addNamespace(fn.globals, level);
    for (const name of namesUsedBy(fn.code)) this.addGlobal(fn.globals, name, level);
  }

  addGlobal(dict: PyDict, name: string, level: Level): void {
    const value = dict.getStr(name);
    if (value !== undefined && !LOCAL_NAMES.has(name)) this.addItem(dict, name, value, level);
  }

  private addItem(dict: PyDict, name: Value, value: Value, level: Level): void {
    const sent = this.sentOf(dict);
    if (sent.has(name)) return;
    sent.add(name);
    level.add(globalsOf(dict), name, value);
  }

  /** Adds all of a namespace: somebody holds the module, or its dictionary. */
  addNamespace(dict: PyDict, level: Level): void {
    const whole = isExecuted(dict);
    for (let i = dict.begin(); i < dict.end(); i++) {
      const name = dict.keyAt(i);
      if (whole && name !== undefined && name !== '__builtins__')
        this.addItem(dict, name, dict.valueAt(i)!, level);
      else if (typeof name === 'string') this.addGlobal(dict, name, level);
    }
  }

  private sentOf(dict: PyDict): Set<Value> {
    let sent = this.sent.get(dict);
    if (sent === undefined) this.sent.set(dict, (sent = new Set()));
    return sent;
  }

  /** Adds the attributes of a class that are not part of its state. */
  addAttributes(cls: PyType, level: Level): void {
    const later = [...cls.attrs].filter(([name, value]) => isAttributeLater(cls, name, value));
    for (const [name, value] of later) level.add(cls, name, value);
    if (later.length > 0) level.add(cls, None, new PyTuple([...cls.attrs.keys()]));
  }
}

/** Whether its module is there, and has something else under its name, or nothing: as what a program made in a namespace of its own. */
function isNotFound(cls: PyType, module: Value | undefined): boolean {
  const found = typeof module === 'string' ? machine.interpreter.modules.getStr(module) : undefined;
  if (!(found instanceof PyModule)) return false;
  const [first, ...rest] = cls.qualname.split('.');
  let value = found.dict.getStr(first!);
  for (const name of rest) {
    if (value !== undefined && !(value instanceof PyType)) return false;
    value = value?.attrs.get(name);
  }
  return value === undefined ? !found.dict.hasStr('__getattr__') : value !== cls;
}

/** The names of a module and of the packages that it is in. */
function prefixes(module: string): string[] {
  const parts = module.split('.');
  return parts.map((_, i) => parts.slice(0, i + 1).join('.'));
}

/** Fills in what `Filling` says, at the other end. */
export function fill(target: Value, name: Value, value: Value): Result {
  if (target instanceof Cell) target.value = value;
  else if (target instanceof PyType && name === None && target.isHeap) orderAttributes(target, value);
  else if (target instanceof Globals && executed().has(target.dict))
    return target.dict.set(name, value) === ABRUPT ? ABRUPT : None;
  else if (typeof name !== 'string') throw newException(typeErrorType, 'a name is a str');
  else if (target instanceof Globals && arrived().has(target.dict)) target.dict.setStr(name, value);
  else if (target instanceof PyType && target.isHeap) setAttribute(target, name, value);
  else throw newException(typeErrorType, 'only what has come with a pickle is filled in');
  return None;
}
