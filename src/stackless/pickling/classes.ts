// Classes by value: what they are made from, and their attributes.
//
// A class is restored as it was, with no code of its own or of its metaclass being run (`bareClass`). Its functions belong to its
// state; other attributes, which may be or hold instances of it, are set later (see travel.ts).
import { classNamespaces } from '../../objects/build-class.ts';
import { bareClass } from '../../objects/class-creation.ts';
import { planSlots } from '../../objects/class-slots.ts';
import { CodeObject } from '../../objects/code.ts';
import { dictType, PyDict } from '../../objects/dict.ts';
import { newException, typeErrorType } from '../../objects/exception.ts';
import { PyFunction } from '../../objects/function.ts';
import { instanceDict } from '../../objects/instance-dict.ts';
import { GetSetDescriptor } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import type { PyObject, Value } from '../../objects/object.ts';
import { ClassMethod, Property, SlotMember, StaticMethod } from '../../objects/property.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { PyType, setTypeAttribute, typeType } from '../../objects/type.ts';

function badClass(): Error {
  return newException(typeErrorType, 'bad state of a class') as unknown as Error;
}

/** Metaclass, name, qualified name, bases, slots (None: no `__slots__`), MRO if a metaclass decides it (False: it is being asked), whether it is abstract. */
export function classArguments(cls: PyType): PyTuple {
  const ordinary = cls.cls.lookup('mro') === typeType.attrs.get('mro');
  const mro = isUnfinished(cls) ? false : ordinary ? None : new PyTuple(cls.mro.slice(1));
  return new PyTuple([
    cls.cls,
    cls.name,
    cls.qualname,
    new PyTuple(cls.bases),
    isWithoutSlots(cls) ? None : new PyTuple(ownSlots(cls)),
    mro,
    cls.isAbstract,
  ]);
}

/** Whether its metaclass has yet to say what its MRO is. */
function isUnfinished(cls: PyType): boolean {
  return cls.mro.length === 0;
}

/** What `__slots__` would have to say for instances of the same layout. */
function ownSlots(cls: PyType): string[] {
  const slots: string[] = [];
  for (const [name, value] of cls.attrs) if (isOwnMember(cls, value)) slots.push(name);
  if (cls.hasDict && cls.base?.hasDict === false) slots.push('__dict__');
  if (cls.hasWeakrefs && cls.base?.hasWeakrefs === false) slots.push('__weakref__');
  return slots;
}

/** Whether its instances have what those of a class without `__slots__` have. */
function isWithoutSlots(cls: PyType): boolean {
  const { base } = cls;
  if (base === null) return false;
  for (const value of cls.attrs.values()) if (isOwnMember(cls, value)) return false;
  const plan = planSlots(cls.name, base, [], null, () => false);
  return (
    cls.hasDict === (base.hasDict || plan.addsDict) &&
    cls.hasWeakrefs === (base.hasWeakrefs || plan.addsWeakrefs)
  );
}

function isOwnMember(cls: PyType, value: Value): boolean {
  return value instanceof SlotMember && value.owner === cls;
}

/** A class with that layout and no attributes. */
export function newClass(args: Value | undefined): PyType {
  if (!(args instanceof PyTuple) || args.items.length !== 7) throw badClass();
  const [meta, name, qualname, bases, slots, mro, isAbstract] = args.items;
  if (!(meta instanceof PyType) || !meta.isMeta || typeof name !== 'string' || typeof qualname !== 'string')
    throw badClass();
  if (!(bases instanceof PyTuple) || (slots !== None && !(slots instanceof PyTuple))) throw badClass();
  const cls = bareClass(
    meta,
    name,
    bases.items,
    slots instanceof PyTuple ? slots.items : null,
    mro === false ? 'asked' : mro instanceof PyTuple ? mro.items : null,
  );
  cls.qualname = qualname;
  cls.isAbstract = isAbstract === true;
  return cls;
}

/** Whether an attribute comes with the layout, so that it is not pickled. */
function isMade(cls: PyType, name: string, value: Value): boolean {
  if (isOwnMember(cls, value)) return true;
  return value instanceof GetSetDescriptor && (name === '__dict__' || name === '__weakref__');
}

/** Functions, what wraps them, and plain values. */
function isEarly(value: Value): boolean {
  return (
    typeof value !== 'object' ||
    value === None ||
    [PyFunction, StaticMethod, ClassMethod, Property, CodeObject].some((kind) => value instanceof kind)
  );
}

/** Whether an attribute is set when the class and what it is in are there. */
export function isAttributeLater(cls: PyType, name: string, value: Value): boolean {
  return !isMade(cls, name, value) && !isEarly(value);
}

/** Names and values of the attributes that are part of the state. */
export function classContents(cls: PyType): Value[] {
  const contents: Value[] = [];
  for (const [name, value] of cls.attrs)
    if (!isMade(cls, name, value) && isEarly(value)) contents.push(name, value);
  return contents;
}

/** Sets attributes of a class: names and values in turn. */
export function setClassContents(cls: PyType, contents: readonly Value[]): void {
  for (let i = 0; i + 1 < contents.length; i += 2) setAttribute(cls, contents[i]!, contents[i + 1]!);
}

/** Puts the attributes into the order that these names have. */
export function orderAttributes(cls: PyType, names: Value): void {
  if (!(names instanceof PyTuple)) throw badClass();
  const unordered = new Map(cls.attrs);
  cls.attrs.clear();
  for (const name of names.items as string[])
    if (unordered.has(name)) cls.attrs.set(name, unordered.get(name)!);
  for (const [name, value] of unordered) cls.attrs.set(name, value);
}

/** Sets an attribute of a class, as making the class does. */
export function setAttribute(cls: PyType, name: Value, value: Value): void {
  if (typeof name !== 'string') throw badClass();
  if (isUnfinished(cls)) cls.attrs.set(name, value);
  else setTypeAttribute(cls, name, value);
}

/** An object of a class, without its fields. */
export function newInstance(cls: Value | undefined): PyObject {
  if (!(cls instanceof PyType) || !cls.isHeap || cls.isMeta) throw badClass();
  return Object.create(cls.Ctor.prototype as object) as PyObject;
}

/** The namespace of a class body that is suspended, of a class of dicts made in Python: empty, and without running its code. */
export function newNamespace(cls: Value | undefined): PyDict {
  if (!(cls instanceof PyType) || !cls.isHeap || !cls.isSubtype(dictType)) throw badClass();
  const namespace = new cls.Ctor() as PyDict;
  classNamespaces.add(namespace);
  return namespace;
}

/** Its items, and its attributes, if it can have them. */
export function namespaceContents(namespace: PyDict): Value[] {
  return [new PyTuple(pairsOf(namespace)), namespace.cls.hasDict ? instanceDict(namespace).copy() : None];
}

/** Fills it. */
export function setNamespaceContents(namespace: PyDict, [pairs, attributes = None]: readonly Value[]): void {
  if (!(pairs instanceof PyTuple)) throw badClass();
  setPairs(namespace, pairs.items);
  if (attributes instanceof PyDict) setPairs(instanceDict(namespace), pairsOf(attributes));
}

/** Keys and values in turn. */
export function pairsOf(dict: PyDict): Value[] {
  const pairs: Value[] = [];
  for (let i = dict.begin(); i < dict.end(); i++) {
    const key = dict.keyAt(i);
    if (key !== undefined) pairs.push(key, dict.valueAt(i)!);
  }
  return pairs;
}

/** Sets what has a name. */
export function setPairs(dict: PyDict, pairs: readonly Value[]): void {
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const key = pairs[i]!;
    if (typeof key === 'string') dict.setStr(key, pairs[i + 1]!);
  }
}
