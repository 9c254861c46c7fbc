// Making classes: `type.__new__`.
//
// The order is CPython's (type_new): bases and metaclass, layout, `__slots__`, the namespace with its special entries, the MRO
// (which a metaclass's `mro()` may decide), then `__set_name__` of the attributes and `__init_subclass__` of the bases.
// Iterating `__slots__`, `mro()` and the last two may run Python code, so the whole is one operation in Steps.
import { ABRUPT } from '../machine/abrupt.ts';
import { withCallerGlobals } from '../machine/inspect.ts';
import { machine } from '../machine/machine.ts';
import { bindAttribute } from '../operators/attribute.ts';
import { callKw, callMethod0, callMethod2, callN } from '../operators/call.ts';
import { tupleFrom } from '../operators/iterate.ts';
import {
  bestBase,
  calculateMetaclass,
  checkedMro,
  linearize,
  typeErrorOf,
  typeText,
} from './class-layout.ts';
import { updateProtocols } from './class-protocols.ts';
import { addSlots, planSlots, type SlotPlan } from './class-slots.ts';
import { PyDict } from './dict.ts';
import { newException, type PyBaseException, runtimeWarningType, valueErrorType } from './exception.ts';
import { Cell, PyFunction } from './function.ts';
import { dictDescriptor, weakrefDescriptor } from './instance-dict.ts';
import { PyList } from './list.ts';
import { typeNamespace } from './dict-view.ts';
import { None } from './none.ts';
import type { IterResult, PyObject, Result, Value } from './object.ts';
import { ClassMethod, StaticMethod } from './property.ts';
import { Steps } from './steps.ts';
import { checkEncodable } from './codecs.ts';
import { fromHost, hostString, textOf } from './str.ts';
import { strRepr } from './text/string-repr.ts';
import { PyTuple } from './tuple.ts';
import { issueWarning } from './warning.ts';
import { makeConstructor, mirrorAll, objectType, PyType, typeType } from './type.ts';
import { typeOf } from './typeof.ts';

/** Keyword arguments as calls pass them: values, names. */
export function keywordArrays(
  keywords: ReadonlyMap<string, Value> | null,
): [values: Value[], names: string[]] {
  return keywords === null ? [[], []] : [[...keywords.values()], [...keywords.keys()]];
}

/** `type.__new__(meta, *args, **keywords)`. */
export function type_new(meta: PyType, args: Value[], keywords: Map<string, Value>): Result {
  if (args.length !== 3) throw typeErrorOf(`type.__new__() takes exactly 3 arguments (${args.length} given)`);
  const [name, bases, namespace] = args as [Value, Value, Value];
  const wrong = (i: number, wanted: string, value: Value): PyBaseException =>
    typeErrorOf(`type.__new__() argument ${i} must be ${wanted}, not ${typeOf(value).name}`);
  const text = textOf(name);
  if (text === undefined) throw wrong(1, 'str', name);
  if (!(bases instanceof PyTuple)) throw wrong(2, 'tuple', bases);
  if (!(namespace instanceof PyDict)) throw wrong(3, 'dict', namespace);
  checkResolved(bases.items);
  const winner = calculateMetaclass(meta, bases.items);
  if (winner !== meta && winner.lookup('__new__') !== typeType.attrs.get('__new__')) {
    return callNew(winner, args, keywords);
  }
  return new ClassCreation(winner, hostString(text), bases.items, namespace, keywords).run();
}

/** Throws TypeError for bases that have yet to say which classes they stand for, as a class statement asks them. */
function checkResolved(bases: readonly Value[]): void {
  if (bases.some((base) => !(base instanceof PyType) && typeOf(base).lookup('__mro_entries__') !== undefined))
    throw typeErrorOf("type() doesn't support MRO entry resolution; use types.new_class()");
}

/** The most derived metaclass has a `__new__` of its own: that makes the class. */
function callNew(winner: PyType, args: Value[], keywords: Map<string, Value>): Result {
  const make = bindAttribute(winner.lookup('__new__')!, null, winner);
  if (make === ABRUPT) return ABRUPT;
  const [values, names] = keywordArrays(keywords);
  return callKw(make, [winner, ...args, ...values], names);
}

/** Entries of the namespace that do not become attributes. */
const CONSUMED = new Set(['__qualname__', '__classcell__', '__classdictcell__']);

/** The step that calls `__set_name__`, once for each attribute that has it. */
const SET_NAMES = 5;

/** The `__name__` in a module's globals. */
function moduleName(globals: PyDict | null): Value {
  return globals?.getStr('__name__') ?? None;
}

export class ClassCreation extends Steps {
  private readonly meta: PyType;
  private readonly name: string;
  private readonly bases: readonly Value[];
  private readonly namespace: PyDict;
  private readonly keywords: Map<string, Value>;
  /** `__module__` where the namespace has none: that of the caller; None when it is not known. */
  private module: Value = None;
  private type: PyType | null = null;
  /** Attributes whose `__set_name__` is still to be called, last one first. */
  private toName: [name: string, value: Value][] = [];
  /** The attribute whose `__set_name__` runs. */
  private naming: [name: string, value: Value] | null = null;

  constructor(
    meta: PyType,
    name: string,
    bases: readonly Value[],
    namespace: PyDict,
    keywords: Map<string, Value>,
  ) {
    super();
    this.meta = meta;
    this.name = name;
    this.bases = bases;
    this.namespace = namespace;
    this.keywords = keywords;
  }

  step(n: number, value: Value): Result {
    switch (n) {
      case 0:
        return this.namespace.hasStr('__module__') ? None : withCallerGlobals(moduleName);
      case 1:
        this.module = value;
        return this.slotItems();
      case 2:
        return this.make(value);
      case 3:
        return value === None ? None : tupleFrom(value);
      case 4:
        return this.ready(value);
      case SET_NAMES:
        return this.setNames();
      case 6:
        return this.parentHook();
      case 7: {
        const [values, names] = keywordArrays(this.keywords);
        return names.length === 0 ? callN(value, []) : callKw(value, values, names);
      }
      default:
        return this.finish(this.type!);
    }
  }

  /** The items of `__slots__` as a tuple; None when there is none. */
  private slotItems(): Result {
    const slots = this.namespace.getStr('__slots__');
    if (slots === undefined) return None;
    return textOf(slots) !== undefined ? new PyTuple([slots]) : tupleFrom(slots);
  }

  /** Makes the class object; then asks the metaclass for the MRO, or gives None for the ordinary one. */
  private make(slots: Value): Result {
    if (this.name.includes('\0'))
      throw newException(valueErrorType, 'type name must not contain null characters');
    if (!checkEncodable(fromHost(this.name)) || !checkEncodable(this.namespace.getStr('__doc__')))
      return ABRUPT;
    const bases = this.bases.length === 0 ? [objectType] : this.bases;
    const base = bestBase(bases);
    const classes = bases as PyType[];
    const isDefined = (name: string): boolean => this.namespace.hasStr(name);
    const plan = planSlots(
      this.name,
      base,
      classes,
      slots === None ? null : (slots as PyTuple).items,
      isDefined,
    );
    const type = makeType(this.meta, this.name, classes, base);
    this.type = type;
    type.hasDict = base.hasDict || plan.addsDict;
    type.hasWeakrefs = base.hasWeakrefs || plan.addsWeakrefs;
    fillAttributes(type, this.namespace);
    addSlots(type, plan);
    addMissingAttributes(type, plan, this.module);
    setCells(type, this.namespace);
    const mro = this.meta.lookup('mro')!;
    return mro === typeType.attrs.get('mro') ? None : callMethod0(mro, type);
  }

  private ready(mro: Value): Result {
    const type = this.type!;
    const entries = mro === None ? linearize(type) : checkedMro(type, (mro as PyTuple).items);
    // `mro()` may have set `__bases__`: then all is known, and the bases know of the class.
    const isNew = type.mro.length === 0;
    if (isNew) type.mro = entries;
    finishType(type, isNew);
    for (const [name, value] of type.attrs) {
      if (typeof value === 'object' && value.cls.lookup('__set_name__') !== undefined)
        this.toName.push([name, value]);
    }
    this.toName.reverse();
    if (!hasOtherKeys(this.namespace)) return None;
    typeNamespace(type).keep(this.namespace);
    return issueWarning(runtimeWarningType, `non-string key in the __dict__ of class ${type.name}`);
  }

  private setNames(): Result {
    this.naming = this.toName.pop() ?? null;
    if (this.naming === null) return None;
    this.at = SET_NAMES;
    const [name, value] = this.naming;
    const method = typeOf(value).lookup('__set_name__');
    return method === undefined ? None : callMethod2(method, value, this.type!, fromHost(name));
  }

  /** `super(type, type).__init_subclass__`. */
  private parentHook(): Result {
    const type = this.type!;
    const own = type.mro.indexOf(type);
    if (own < 0)
      throw typeErrorOf(
        `super(type, obj): obj (type ${type.name}) is not an instance or subtype of type (${type.name}).`,
      );
    const hook = type.search('__init_subclass__', own + 1);
    if (hook !== undefined && hook !== objectType.attrs.get('__init_subclass__'))
      return bindAttribute(hook, type, type);
    if (this.keywords.size > 0)
      throw typeErrorOf(`${type.name}.__init_subclass__() takes no keyword arguments`);
    return this.finish(type);
  }

  override raised(): IterResult {
    if (this.naming !== null) {
      const [name, value] = this.naming;
      const text = `Error calling __set_name__ on '${typeOf(value).name}' instance ${strRepr(name)} in '${this.name}'`;
      addNote(machine.exc!, fromHost(text));
    }
    return ABRUPT;
  }
}

/** `exc.add_note(text)`. */
function addNote(exc: PyBaseException, text: Value): void {
  const properties = exc as unknown as { $__notes__?: Value };
  if (properties.$__notes__ instanceof PyList) properties.$__notes__.items.push(text);
  else properties.$__notes__ = new PyList([text]);
}

function makeType(meta: PyType, name: string, bases: PyType[], base: PyType): PyType {
  const Ctor = makeConstructor(name, base);
  const proto = Ctor.prototype as PyObject;
  const Class = meta.Ctor as unknown as typeof PyType;
  const type = new Class(name, bases, base, proto, Ctor, true);
  (proto as { cls: PyType }).cls = type;
  type.isMeta = base.isMeta;
  return type;
}

/**
 * A class with a layout, but no attributes; no code of its bases or of its metaclass runs.
 * @param slots what `__slots__` says, `__dict__` and `__weakref__` included
 * @param mro the classes behind it in its MRO; null: the ordinary one; 'asked': its metaclass is in the midst of saying, and the
 *   ClassCreation that asked finishes the class
 */
export function bareClass(
  meta: PyType,
  name: string,
  bases: readonly Value[],
  slots: readonly Value[] | null,
  mro: readonly Value[] | null | 'asked',
): PyType {
  const base = bestBase(bases);
  const classes = bases as PyType[];
  const plan = planSlots(name, base, classes, slots, () => false);
  const type = makeType(meta, name, classes, base);
  type.hasDict = base.hasDict || plan.addsDict;
  type.hasWeakrefs = base.hasWeakrefs || plan.addsWeakrefs;
  addSlots(type, plan);
  addMissingAttributes(type, plan, None);
  if (mro === 'asked') return type;
  type.mro = mro === null ? linearize(type) : checkedMro(type, [type, ...mro]);
  finishType(type, true);
  return type;
}

/** Copies the namespace, less what is consumed here; functions of some names become static or class methods. */
function fillAttributes(type: PyType, namespace: PyDict): void {
  const end = namespace.end();
  for (let i = 0; i < end; i++) {
    const key = namespace.keyAt(i);
    if (key === undefined) continue;
    const text = textOf(key);
    if (text === undefined) continue; // TypeNamespace.keep
    const name = hostString(text);
    if (!CONSUMED.has(name)) type.attrs.set(name, asAttribute(name, namespace.valueAt(i)!));
  }
  const qualname = namespace.getStr('__qualname__');
  if (qualname === undefined) return;
  const text = textOf(qualname);
  if (text === undefined) throw typeErrorOf(`type __qualname__ must be a str, not ${typeOf(qualname).name}`);
  type.qualname = hostString(text);
}

/** Whether there are keys that are no strings. */
function hasOtherKeys(namespace: PyDict): boolean {
  for (let i = namespace.begin(), end = namespace.end(); i < end; i++) {
    const key = namespace.keyAt(i);
    if (key !== undefined && typeof key !== 'string' && textOf(key) === undefined) return true;
  }
  return false;
}

function asAttribute(name: string, value: Value): Value {
  if (!(value instanceof PyFunction)) return value;
  if (name === '__new__') return wrap(new StaticMethod(), value);
  return name === '__init_subclass__' || name === '__class_getitem__'
    ? wrap(new ClassMethod(), value)
    : value;
}

function wrap(method: StaticMethod | ClassMethod, func: Value): Value {
  method.func = func;
  return method;
}

function addMissingAttributes(type: PyType, plan: SlotPlan, module: Value): void {
  const { attrs } = type;
  if (module !== None && !attrs.has('__module__')) attrs.set('__module__', module);
  if (plan.addsDict && !attrs.has('__dict__')) attrs.set('__dict__', dictDescriptor(type));
  if (plan.addsWeakrefs && !attrs.has('__weakref__')) attrs.set('__weakref__', weakrefDescriptor(type));
  if (!attrs.has('__doc__')) attrs.set('__doc__', None);
  if (attrs.has('__eq__') && !attrs.has('__hash__')) attrs.set('__hash__', None);
}

/** Fills the cell that `super()` and `__class__` of methods use, and the one that annotations see the namespace through. */
function setCells(type: PyType, namespace: PyDict): void {
  const classcell = namespace.getStr('__classcell__');
  if (classcell !== undefined) cellOf(classcell, '__classcell__').value = type;
  const dictcell = namespace.getStr('__classdictcell__');
  if (dictcell !== undefined) cellOf(dictcell, '__classdictcell__').value = typeNamespace(type);
}

function cellOf(value: Value, what: string): Cell {
  if (value instanceof Cell) return value;
  throw typeErrorOf(`${what} must be a nonlocal cell, not ${typeText(typeOf(value))}`);
}

/**
 * Once the MRO is known: what is inherited by other ways than look-up.
 * @param isNew whether its bases do not know of it yet
 */
function finishType(type: PyType, isNew: boolean): void {
  for (const cls of type.mro.slice(1)) if (type.patternFlags === 0) type.patternFlags = cls.patternFlags;
  type.changed();
  if (isNew) for (const base of type.bases) type.joins(base);
  mirrorAll(type);
  updateProtocols(type);
}
