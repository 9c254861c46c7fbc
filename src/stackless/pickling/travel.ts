// Travelling with code: of which modules a pickle has classes and functions by value, and what of their globals goes along.
//
// A function of such a module goes with its code and with the globals that its code names, if they are bound; so these go with
// theirs. At the other end they live in a namespace of their own (`Globals`), a new one for each pickle, whether there is a
// module of that name or not. What a function or a class refers to may need it again: so globals, cells, most attributes of
// classes, and what functions have for defaults and the like are filled in when the outermost class that is being pickled is complete
// (`Level`).
import { ABRUPT } from '../../machine/abrupt.ts';
import { interpreterSlot } from '../../machine/interpreter.ts';
import { machine } from '../../machine/machine.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { CodeObject, codeHooks, type CodeTemplate } from '../../objects/code.ts';
import { dictType, PyDict } from '../../objects/dict.ts';
import { dictKeys } from '../../objects/dict-operations.ts';
import { newException, typeErrorType } from '../../objects/exception.ts';
import { PyFloat } from '../../objects/float.ts';
import { Cell, PyFunction } from '../../objects/function.ts';
import { PyList } from '../../objects/list.ts';
import { BuiltinFunction, defineMethods } from '../../objects/native.ts';
import { moduleType, PyModule } from '../../objects/module.ts';
import { None } from '../../objects/none.ts';
import { PyObject, type Result, type Value } from '../../objects/object.ts';
import { ClassMethod, Property, StaticMethod } from '../../objects/property.ts';
import { PyStr } from '../../objects/str.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { builtinType, PyType } from '../../objects/type.ts';
import { TypeParameter, type TypeVar } from '../../objects/type-params.ts';
import { isAttributeLater, orderAttributes, setAttribute } from './classes.ts';
import { pickleByFields } from './tables.ts';
import {
  frozenFunctionName,
  FUNCTION_DATA,
  functionState,
  isStandard,
  moduleNameOf,
  namespaceReference,
  newFunction,
  setFunctionData,
} from './code.ts';

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

/** Something to be filled in: a global, an attribute of a class or a function; with name None what is in a cell, or the order of attributes. */
export interface Filling {
  target: Globals | PyType | PyFunction | Cell;
  name: Value;
  value: Value;
  /** It is in the pickle, or on its way there. */
  done: boolean;
}

/**
 * What is filled in together: first what is code, then what is made without any being run, so that this is there when objects are made,
 * which may run all of it.
 */
export class Level {
  readonly code: Filling[] = [];
  readonly plain: Filling[] = [];
  readonly data: Filling[] = [];

  get size(): number {
    return this.code.length + this.plain.length + this.data.length;
  }
}

function isCode(value: Value): boolean {
  if (value instanceof BuiltinFunction) return value.self === null || value.self instanceof PyType;
  return value instanceof PyFunction || value instanceof PyType || value instanceof PyModule;
}

/** The same for another level. */
function moved(filling: Filling): Filling {
  const other = { ...filling };
  filling.done = true;
  return other;
}

/** What is nested deeper is not looked at. */
const PLAIN_DEPTH = 5;

/** Whether no code is run when it is made: text and numbers, code, and what consists of such. */
function isPlain(value: Value | null, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || value === None || isCode(value)) return true;
  if (value instanceof TypeParameter)
    return [value.bound, value.defaultValue, (value as Partial<TypeVar>).constraints ?? null].every((part) =>
      isPlain(part, depth + 1),
    );
  if (value.cls.isHeap || depth > PLAIN_DEPTH) return false;
  if (value instanceof PyStr || value instanceof PyBytes || value instanceof PyFloat) return true;
  if (value instanceof PyTuple || value instanceof PyList)
    return value.items.every((item) => isPlain(item, depth + 1));
  return value instanceof PyDict && value.cls === dictType && isPlainDict(value, depth);
}

/** Keys are asked for their hashes. */
function isPlainDict(dict: PyDict, depth: number): boolean {
  for (let i = dict.begin(); i < dict.end(); i++) {
    const key = dict.keyAt(i);
    if (key !== undefined && (typeof key === 'object' || !isPlain(dict.valueAt(i)!, depth + 1))) return false;
  }
  return true;
}

export class Travel {
  /** The modules, with those in them if they are packages; null: all but those of the standard library. */
  private readonly chosen: ReadonlySet<string> | null;
  private readonly known = new Map<string, boolean>();
  /** The names that the pickle has of each namespace. */
  private sent = new Map<PyDict, Set<Value>>();
  /** What is to be filled in when the outermost class is complete; null outside of classes. */
  level: Level | null = null;
  /** The data among that which is not done, by what it is filled into; of globals by the dictionary. */
  private waiting = new Map<object, Filling[]>();
  /** Code for which nothing waits, with all that it uses. */
  private settled = new Set<unknown>();

  constructor(chosen: readonly string[] | null) {
    this.chosen = chosen === null ? null : new Set(chosen);
  }

  /** Nothing has been sent yet: the pickler has forgotten what it wrote. */
  forget(): void {
    this.sent.clear();
    this.waiting.clear();
    this.settled.clear();
    this.level = null;
  }

  /** Something is to be filled in. */
  add(level: Level, target: Filling['target'], name: Value, value: Value): void {
    const filling = { target, name, value, done: false };
    if (isCode(value)) level.code.push(filling);
    // The order of attributes is that of those which are there.
    else if (isPlain(value) && !(target instanceof PyType && name === None)) level.plain.push(filling);
    else {
      level.data.push(filling);
      const place = target instanceof Globals ? target.dict : target;
      this.settled.delete(target);
      const others = this.waiting.get(place);
      if (others === undefined) this.waiting.set(place, [filling]);
      else others.push(filling);
    }
  }

  /**
   * What has to be filled in before code is run: objects are being made, which may use a class or a function that has been made before them,
   * and all that it uses. Null when there is nothing.
   */
  demand(code: unknown): Level | null {
    if (this.level !== null || this.waiting.size === 0) return null;
    const level = new Level();
    const found = [code];
    for (let i = 0; i < found.length; i++) {
      const one = found[i];
      if (this.settled.has(one) || !(one instanceof PyType || one instanceof PyFunction)) continue;
      this.settled.add(one);
      this.take(one, level);
      found.push(...(one instanceof PyType ? this.usedByClass(one) : this.usedByFunction(one, level)));
    }
    return level.size === 0 ? null : level;
  }

  private usedByClass(cls: PyType): Value[] {
    return cls.isHeap ? [...cls.bases, cls.cls, ...[...cls.attrs.values()].map(functionIn)] : [];
  }

  /** Takes the cells and the globals of the function, too. */
  private usedByFunction(fn: PyFunction, level: Level): unknown[] {
    for (const cell of fn.closure) this.take(cell, level);
    const used: unknown[] = fn.closure.map((cell) => cell.value);
    if (!this.sent.has(fn.globals)) return used;
    const names = namesUsedBy(fn.code);
    this.take(fn.globals, level, names);
    for (const name of names) used.push(fn.globals.getStr(name));
    return used;
  }

  /** Moves what waits to be filled into something; of globals that with these names. */
  private take(place: object, level: Level, names: ReadonlySet<Value> | null = null): void {
    const left: Filling[] = [];
    for (const filling of this.waiting.get(place) ?? [])
      if (filling.done) continue;
      else if (names?.has(filling.name) === false) left.push(filling);
      else level.data.push(moved(filling));
    if (left.length > 0) this.waiting.set(place, left);
    else this.waiting.delete(place);
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
    this.add(level, globalsOf(dict), name, value);
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
    for (const [name, value] of later) this.add(level, cls, name, value);
    if (later.length > 0) this.add(level, cls, None, new PyTuple([...cls.attrs.keys()]));
  }

  /** Adds what a function has that is not part of its state. */
  addData(fn: PyFunction, level: Level): void {
    if (frozenFunctionName(fn) !== undefined) return;
    const state = functionState(fn);
    for (const [place, name] of FUNCTION_DATA)
      if (!isPlain(state[place]!)) this.add(level, fn, name, state[place]!);
  }
}

/** The state of a function that travels: what is made of objects comes later. */
export function travellingState(fn: PyFunction): Value[] {
  const state = functionState(fn);
  for (const [place] of FUNCTION_DATA) if (!isPlain(state[place]!)) state[place] = None;
  return state;
}

/** The function behind an attribute of a class. */
function functionIn(value: Value): Value {
  if (value instanceof Property) return value.fget ?? None;
  return value instanceof StaticMethod || value instanceof ClassMethod ? value.func : value;
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
  else return fillFunction(target, name, value);
  return None;
}

function fillFunction(target: Value, name: string, value: Value): Result {
  const set = target instanceof PyFunction ? setFunctionData(target, name, value) : undefined;
  if (set === undefined) throw newException(typeErrorType, 'only what has come with a pickle is filled in');
  return set;
}
