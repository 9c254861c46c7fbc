// Which base decides the layout of a class's instances, which metaclass a class has, and its method resolution order.
//
// A class is `solid` when its instances have more than those of its base: fields of a built-in class, or `__slots__`. Several
// bases fit together when their solid classes stand on one line of inheritance (CPython's best_base and solid_base).
import { newException, typeErrorType, type PyBaseException } from './exception.ts';
import type { PyObject, Value } from './object.ts';
import { hostString, textOf } from './str.ts';
import { PyType, objectType, typeType } from './type.ts';
import { typeOf } from './typeof.ts';

/** A TypeError, to be thrown. */
export function typeErrorOf(message: string): PyBaseException {
  return newException(typeErrorType, message);
}

const solidCache = new WeakMap<PyType, boolean>();

/** Whether instances of `type` have fields that those of its base lack. */
function addsLayout(type: PyType): boolean {
  if (type.base === null) return false;
  if (type.isHeap) return (type.slots?.size ?? 0) > (type.base.slots?.size ?? 0);
  let adds = solidCache.get(type);
  if (adds === undefined) {
    adds = fieldCount(type) !== fieldCount(type.base);
    solidCache.set(type, adds);
  }
  return adds;
}

/** How many fields an instance of a built-in class has; -1 when one cannot be made just so. */
function fieldCount(type: PyType): number {
  if (type === objectType) return 0;
  if (type === typeType) return -1;
  try {
    return Object.keys(new (type.Ctor as new () => PyObject)()).length;
  } catch {
    return -1;
  }
}

/** The nearest class, from `type` on, that decides the layout. */
export function solidBase(type: PyType): PyType {
  let t = type;
  while (t.base !== null && !addsLayout(t)) t = t.base;
  return t;
}

/** The base that decides the layout of a class with these bases; throws TypeError when there is none. */
export function bestBase(bases: readonly Value[]): PyType {
  let winner: PyType | null = null;
  let base: PyType | null = null;
  for (const candidateBase of bases) {
    if (!(candidateBase instanceof PyType)) throw typeErrorOf('bases must be types');
    if (!candidateBase.isBase)
      throw typeErrorOf(`type '${candidateBase.name}' is not an acceptable base type`);
    const candidate = solidBase(candidateBase);
    if (winner === null || (candidate !== winner && candidate.isSubtype(winner))) {
      winner = candidate;
      base = candidateBase;
    } else if (!winner.isSubtype(candidate)) {
      throw typeErrorOf('multiple bases have instance lay-out conflict');
    }
  }
  return base!;
}

/** The most derived of `meta` and the classes of the bases; throws TypeError on a conflict. */
export function calculateMetaclass(meta: PyType, bases: readonly Value[]): PyType {
  let winner = meta;
  for (const base of bases) {
    const other = typeOf(base);
    if (winner.isSubtype(other)) continue;
    if (!other.isSubtype(winner)) {
      throw typeErrorOf(
        'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases',
      );
    }
    winner = other;
  }
  return winner;
}

/** The C3 linearisation of `type`; throws TypeError when there is none. */
export function linearize(type: PyType, bases: readonly PyType[] = type.bases): PyType[] {
  for (const base of bases)
    if (base.mro.length === 0) throw typeErrorOf(`Cannot extend an incomplete type '${base.name}'`);
  if (bases.length === 1) return [type, ...bases[0]!.mro];
  bases.forEach((base, i) => {
    if (bases.indexOf(base, i + 1) >= 0) throw typeErrorOf(`duplicate base class ${base.name}`);
  });
  const lists = [...bases.map((base) => base.mro), [...bases]];
  const heads = lists.map(() => 0);
  const result = [type];
  for (;;) {
    const next = nextInOrder(lists, heads);
    if (next === undefined) return result;
    result.push(next);
    lists.forEach((list, i) => {
      if (list[heads[i]!] === next) heads[i]!++;
    });
  }
}

/** The first head that stands in no other list's tail; undefined when all lists are used up. */
function nextInOrder(lists: readonly PyType[][], heads: readonly number[]): PyType | undefined {
  const candidates = new Set<PyType>();
  lists.forEach((list, i) => {
    if (heads[i]! < list.length) candidates.add(list[heads[i]!]!);
  });
  if (candidates.size === 0) return undefined;
  for (const candidate of candidates) {
    if (!lists.some((list, i) => list.indexOf(candidate, heads[i]! + 1) >= 0)) return candidate;
  }
  const names = [...candidates].map((c) => c.name).join(', ');
  throw typeErrorOf(`Cannot create a consistent method resolution order (MRO) for bases ${names}`);
}

/** Checks what a metaclass's `mro()` returned. */
export function checkedMro(type: PyType, entries: readonly Value[]): PyType[] {
  const solid = solidBase(type);
  if (entries.length === 0) throw typeErrorOf('type MRO must not be empty');
  for (const entry of entries) {
    if (!(entry instanceof PyType)) throw typeErrorOf(`mro() returned a non-class ('${typeOf(entry).name}')`);
    if (entry !== type && !solid.isSubtype(solidBase(entry))) {
      throw typeErrorOf(`mro() returned base with unsuitable layout ('${entry.name}')`);
    }
  }
  return entries as PyType[];
}

/** `repr` of a class, as `type.__repr__` gives it. */
export function typeText(type: PyType): string {
  const module = type.attrs.get('__module__');
  const text = module === undefined ? undefined : textOf(module);
  if (text === undefined || text === 'builtins') return `<class '${type.name}'>`;
  return `<class '${hostString(text)}.${type.qualname}'>`;
}
