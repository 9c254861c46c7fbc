// Objects with a `__del__` that refer to themselves, directly or through others.
//
// What takes the place of such an object (finalizable.ts) refers to the object as well, and would keep it for ever. So while
// garbage is collected, something else takes its place: a copy, and copies of all that the object refers to and is referred to
// by in return, with each other in place of the originals. Nothing leads from there to the originals. If these have gone
// afterwards the copies are what is left, else the copies are forgotten.
//
// Such a set of objects is a strongly connected component of the graph of references; either all of it goes or nothing.
// The search goes no further than classes, modules, code and whatever is none of Python's objects or a plain collection of
// the host: those who are in a cycle with these only are finalized at the end of the program.
import { CodeObject } from './code.ts';
import { type Finalizable, finalizableHooks, liveFinalizables } from './finalizable.ts';
import { PyFunction } from './function.ts';
import { PyModule } from './module.ts';
import { PyObject } from './object.ts';
import { PyType } from './type.ts';

type Fields = Record<PropertyKey, unknown>;

/** Of an object, and of what takes its place: only the latter counts here. */
function canonical(value: object): object {
  if (!(value instanceof PyObject)) return value;
  const finalizable = value.finalizable ?? value.unclosed?.object;
  return finalizable?.itself ?? value;
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Whether the search goes on to what an object refers to; if not, it is kept as it is. */
function isOpen(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof PyObject)
    return !(value instanceof PyType || value instanceof PyModule || value instanceof CodeObject);
  return Array.isArray(value) || value instanceof Map || value instanceof Set || isPlain(value);
}

const isOfFinalizable = (key: PropertyKey): boolean =>
  key === 'replica' || key === 'plainSet' || key === 'finalizable' || key === 'behind';

/** Fields that are no references of Python's, or lead to what is never collected. */
const isLeftOut = (owner: object, key: PropertyKey): boolean =>
  isOfFinalizable(key) || (key === 'globals' && owner instanceof PyFunction);

/** All that an object refers to and that the search goes on to. */
function referents(owner: object): object[] {
  const found: object[] = [];
  const add = (value: unknown): void => {
    if (isOpen(value)) found.push(canonical(value));
  };
  if (Array.isArray(owner)) owner.forEach(add);
  else if (owner instanceof Set) owner.forEach(add);
  else if (owner instanceof Map)
    for (const [key, value] of owner) {
      add(key);
      add(value);
    }
  else for (const key of Reflect.ownKeys(owner)) if (!isLeftOut(owner, key)) add((owner as Fields)[key]);
  return found;
}

interface Visit {
  readonly node: object;
  readonly referents: object[];
  next: number;
}

/** The strongly connected components that can be reached from `roots`, without those of one object that is in no cycle (Tarjan). */
function components(roots: Iterable<object>): object[][] {
  const found: object[][] = [];
  const lowest = new Map<object, number>();
  const finished = new Set<object>();
  const open: object[] = [];
  const path: Visit[] = [];
  const enter = (node: object): void => {
    lowest.set(node, open.length);
    open.push(node);
    path.push({ node, referents: referents(node), next: 0 });
  };
  const leave = ({ node, referents: of }: Visit): void => {
    const low = lowest.get(node)!;
    const above = path[path.length - 1];
    if (above !== undefined) lowest.set(above.node, Math.min(lowest.get(above.node)!, low));
    if (open[low] !== node) return;
    const members = open.splice(low);
    for (const member of members) finished.add(member);
    if (members.length > 1 || of.includes(node)) found.push(members);
  };
  for (const root of roots) {
    if (lowest.has(root)) continue;
    enter(root);
    while (path.length > 0) {
      const visit = path[path.length - 1]!;
      const node = visit.referents[visit.next++];
      if (node === undefined) leave(path.pop()!);
      else if (!lowest.has(node)) enter(node);
      else if (!finished.has(node))
        lowest.set(visit.node, Math.min(lowest.get(visit.node)!, lowest.get(node)!));
    }
  }
  return found;
}

/** Copies of `members` that refer to each other where the members do. */
function copies(members: object[]): Map<object, object> {
  const made = new Map<object, object>();
  for (const member of members) made.set(member, emptyCopy(member));
  const copied = (value: unknown): unknown =>
    typeof value === 'object' && value !== null ? (made.get(canonical(value)) ?? value) : value;
  for (const [member, copy] of made) fill(copy, member, copied);
  return made;
}

function emptyCopy(member: object): object {
  if (Array.isArray(member)) return [];
  if (member instanceof Map) return new Map();
  if (member instanceof Set) return new Set();
  return Object.create(Object.getPrototypeOf(member) as object) as object;
}

function fill(copy: object, member: object, copied: (value: unknown) => unknown): void {
  if (Array.isArray(member)) for (const item of member) (copy as unknown[]).push(copied(item));
  else if (member instanceof Set) for (const item of member) (copy as Set<unknown>).add(copied(item));
  else if (member instanceof Map)
    for (const [key, value] of member) (copy as Map<unknown, unknown>).set(copied(key), copied(value));
  else
    for (const key of Reflect.ownKeys(member))
      if (!isOfFinalizable(key)) (copy as Fields)[key] = copied((member as Fields)[key]);
  if (member instanceof PyObject) finalizableHooks.copied(member, copy as PyObject);
}

/** One component, during a collection. It refers to none of the originals. */
interface Component {
  readonly objects: Finalizable[];
  /** What knows the weak references to its members. */
  readonly references: object[];
}

/** Lets copies take the place of what is in a cycle; the host's collector is to run at once, with nothing in between. */
export function replaceCycles(): Component[] {
  const owners = new Map<object, Finalizable>();
  for (const object of liveFinalizables()) if (object.isWatched) owners.set(object.itself!, object);
  return components(owners.keys())
    .filter((members) => members.some((member) => owners.has(member)))
    .map((members) => replace(members, owners));
}

function replace(members: object[], owners: Map<object, Finalizable>): Component {
  const component: Component = { objects: [], references: [] };
  for (const [member, copy] of copies(members)) {
    const object = owners.get(member);
    const references = finalizableHooks.references(object ?? member);
    if (references !== undefined) component.references.push(references);
    if (object === undefined) continue;
    component.objects.push(object);
    object.itself = copy as PyObject;
  }
  return component;
}

/** Puts the originals back, or, where they have gone, lets the copies be it. To be called as soon as the collector has run. */
export function settleCycles(replaced: Component[]): void {
  for (const { objects, references } of replaced) {
    const isGone = objects[0]!.isGone;
    for (const object of objects) object.settle();
    if (isGone) for (const found of references) finalizableHooks.cleared(found);
  }
}
