// `cls.__bases__ = bases`: the class and all below it get the method resolution order that follows.
//
// A metaclass's `mro()` may run Python code and even change bases again, so this is one operation in Steps, with the rules of
// CPython's type_set_bases: a class whose MRO has been replaced meanwhile keeps the newer one, and what was replaced is put
// back when anything fails.
import { callMethod0 } from '../operators/call.ts';
import { tupleFrom } from '../operators/iterate.ts';
import { bestBase, checkedMro, linearize, solidBase, typeErrorOf } from './class-layout.ts';
import { renewProtocols } from './class-protocols.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { Steps } from './steps.ts';
import { PyTuple } from './tuple.ts';
import { liveSubclasses, mirrorAll, PyType, typeType } from './type.ts';
import { typeOf } from './typeof.ts';

/** The bases that `value` gives the mutable class; throws TypeError where they cannot be those of it. */
function checkedBases(type: PyType, value: Value): PyType[] {
  const who = `${type.name}.__bases__`;
  if (!(value instanceof PyTuple))
    throw typeErrorOf(`can only assign tuple to ${who}, not ${typeOf(value).name}`);
  if (value.items.length === 0) throw typeErrorOf(`can only assign non-empty tuple to ${who}, not ()`);
  for (const base of value.items) {
    if (!(base instanceof PyType))
      throw typeErrorOf(`${who} must be tuple of classes, not '${typeOf(base).name}'`);
    // While an `mro()` runs, the MRO does not show yet what the chain of bases does.
    if (base.isSubtype(type) || chainHas(base, type))
      throw typeErrorOf('a __bases__ item causes an inheritance cycle');
  }
  return value.items as PyType[];
}

function chainHas(type: PyType, wanted: PyType): boolean {
  for (let t: PyType | null = type; t !== null; t = t.base) if (t === wanted) return true;
  return false;
}

/** `type.__bases__ = value` for a class made in Python. */
export function changeBases(type: PyType, value: Value): Result {
  const bases = checkedBases(type, value);
  const base = bestBase(bases);
  if (solidBase(base) !== solidBase(type.base!) || base.hasDict !== (type.base!.hasDict || base.hasDict)) {
    throw typeErrorOf(`__bases__ assignment: '${base.name}' object layout differs from '${type.base!.name}'`);
  }
  return new BasesChange(type, bases, base).run(None);
}

function sameItems(a: readonly PyType[], b: readonly PyType[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** The step that goes to the next class. */
const NEXT_CLASS = 0;

class BasesChange extends Steps {
  private readonly type: PyType;
  private bases: PyType[];
  private readonly oldBases: PyType[];
  private readonly oldBase: PyType;
  /** Classes whose MRO is still to be found, last one first. */
  private readonly todo: PyType[];
  /** What was done so far. */
  private readonly changes: { cls: PyType; before: PyType[]; after: PyType[] }[] = [];
  /** The class whose `mro()` runs, and its MRO before that. */
  private current: PyType;
  private before: PyType[] = [];

  constructor(type: PyType, bases: PyType[], base: PyType) {
    super();
    this.type = this.current = type;
    this.bases = bases;
    this.oldBases = type.bases;
    this.oldBase = type.base!;
    this.todo = [type];
    setBases(type, bases, base);
  }

  step(n: number, value: Value): Result {
    switch (n) {
      case NEXT_CLASS: {
        const cls = this.todo.pop();
        if (cls === undefined) return this.finish(this.register());
        this.current = cls;
        this.before = cls.mro;
        const mro = cls.cls.lookup('mro')!;
        return mro === typeType.attrs.get('mro') ? None : callMethod0(mro, cls);
      }
      case 1:
        return value === None ? None : tupleFrom(value);
      default:
        this.replaceMro(value);
        this.at = NEXT_CLASS;
        return None;
    }
  }

  private replaceMro(value: Value): void {
    const cls = this.current;
    const after = value === None ? linearize(cls) : checkedMro(cls, (value as PyTuple).items);
    if (cls.mro !== this.before) return;
    cls.mro = after;
    this.changes.push({ cls, before: this.before, after });
    mirrorAnew(cls);
    this.todo.push(...liveSubclasses(cls).reverse());
  }

  /** Tells the bases of their new subclass, unless the class has other bases by now. */
  private register(): Result {
    const { type, bases } = this;
    if (type.bases !== bases) return None;
    for (const old of this.oldBases) type.leaves(old);
    for (const base of bases) type.joins(base);
    return None;
  }

  /** (Pickling:) what it compares with by identity is an array of its own in a pickle. */
  settle(): this {
    return this;
  }

  relocate(): void {
    const { type, current } = this;
    if (sameItems(this.bases, type.bases)) this.bases = type.bases;
    if (sameItems(this.before, current.mro)) this.before = current.mro;
    for (const change of this.changes)
      if (sameItems(change.after, change.cls.mro)) change.after = change.cls.mro;
  }

  override raised(): IterResult {
    if (this.type.bases !== this.bases) return ABRUPT;
    setBases(this.type, this.oldBases, this.oldBase);
    for (const { cls, before, after } of this.changes.reverse()) if (cls.mro === after) cls.mro = before;
    for (const { cls } of this.changes.reverse()) mirrorAnew(cls);
    return ABRUPT;
  }
}

function setBases(type: PyType, bases: PyType[], base: PyType): void {
  type.bases = bases;
  type.base = base;
  Object.setPrototypeOf(type.proto, base.proto);
}

/** Brings what mirrors the class's attributes in line with a new MRO. */
function mirrorAnew(type: PyType): void {
  type.changed();
  const proto = type.proto as unknown as Record<string, unknown>;
  for (const key of Object.keys(proto)) if (key.startsWith('$') || key.startsWith('g_')) delete proto[key];
  mirrorAll(type);
  renewProtocols(type);
}
