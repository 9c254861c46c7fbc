// Travelling with code: of which modules a pickle has classes and functions by value, and what of their globals goes along.
//
// A function of such a module goes with its code and with the globals that its code names, if they are bound; so these go with
// theirs. At the other end they live in a namespace of their own (`Globals`), a new one for each pickle, whether there is a
// module of that name or not. What a function or a class refers to may need it again: so globals, cells and most
// attributes of classes are filled in when the outermost class that is being pickled is complete (`Level`).
import { interpreterSlot } from '../../machine/interpreter.ts';
import { machine } from '../../machine/machine.ts';
import { CodeObject, codeHooks, type CodeTemplate } from '../../objects/code.ts';
import { PyDict } from '../../objects/dict.ts';
import { newException, typeErrorType } from '../../objects/exception.ts';
import { Cell, PyFunction } from '../../objects/function.ts';
import { defineMethods } from '../../objects/native.ts';
import { PyModule } from '../../objects/module.ts';
import { None } from '../../objects/none.ts';
import { PyObject, type Result, type Value } from '../../objects/object.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { builtinType, PyType } from '../../objects/type.ts';
import { isAttributeLater, orderAttributes, setAttribute } from './classes.ts';
import { isStandard, moduleNameOf, newFunction } from './code.ts';

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

/** The `__loader__` of such a namespace: tracebacks ask it for the source of a file that is not here. */
class ArrivedLoader extends PyObject {
  readonly code: CodeObject;
  constructor(code: CodeObject) {
    super();
    this.code = code;
  }
}
const loaderType = builtinType('arrived_loader', ArrivedLoader, { module: '_stackless', final: true });
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

/** The module of such a namespace; it is not in `sys.modules`. */
export function arrivedModule(globals: Value): PyModule {
  if (!(globals instanceof Globals)) throw newException(typeErrorType, 'a module needs its globals');
  return new PyModule(globals.dict);
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

/** What is filled in together: first what is code, so that it is there when objects are made of it. */
export class Level {
  readonly code: Filling[] = [];
  readonly data: Filling[] = [];

  add(target: Filling['target'], name: Value, value: Value): void {
    const isCode = value instanceof PyFunction || value instanceof PyType || value instanceof PyModule;
    (isCode ? this.code : this.data).push({ target, name, value });
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
  private sent = new Map<PyDict, Set<string>>();
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
    return arrived().has(dict) || this.has(moduleNameOf(dict));
  }

  /** Classes of such modules, and those that no module has. */
  hasClass(cls: PyType): boolean {
    return cls.isHeap && (this.has(cls.attrs.get('__module__')) || cls.qualname.includes('<locals>'));
  }

  /** Adds the globals that a function uses and that have not been sent. */
  addGlobals(fn: PyFunction, level: Level): void {
    if (!this.hasNamespace(fn.globals)) return;
    for (const name of namesUsedBy(fn.code)) this.addGlobal(fn.globals, name, level);
  }

  addGlobal(dict: PyDict, name: string, level: Level): void {
    const value = dict.getStr(name);
    if (value === undefined || LOCAL_NAMES.has(name)) return;
    const sent = this.sentOf(dict);
    if (sent.has(name)) return;
    sent.add(name);
    level.add(globalsOf(dict), name, value);
  }

  /** Adds all of a namespace: somebody holds the module, or its dictionary. */
  addNamespace(dict: PyDict, level: Level): void {
    for (let i = dict.begin(); i < dict.end(); i++) {
      const name = dict.keyAt(i);
      if (typeof name === 'string') this.addGlobal(dict, name, level);
    }
  }

  private sentOf(dict: PyDict): Set<string> {
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

/** The names of a module and of the packages that it is in. */
function prefixes(module: string): string[] {
  const parts = module.split('.');
  return parts.map((_, i) => parts.slice(0, i + 1).join('.'));
}

/** Fills in what `Filling` says, at the other end. */
export function fill(target: Value, name: Value, value: Value): Result {
  if (target instanceof Cell) target.value = value;
  else if (target instanceof PyType && name === None && target.isHeap) orderAttributes(target, value);
  else if (typeof name !== 'string') throw newException(typeErrorType, 'a name is a str');
  else if (target instanceof Globals && arrived().has(target.dict)) target.dict.setStr(name, value);
  else if (target instanceof PyType && target.isHeap) setAttribute(target, name, value);
  else throw newException(typeErrorType, 'only what has come with a pickle is filled in');
  return None;
}
