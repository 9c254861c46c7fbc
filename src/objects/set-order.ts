// The order in which the elements of a set appear.
//
// CPython's is that of its hash table, which the language leaves open; but programs that print sets of small ints show it. So
// for sets of ints the table is laid out as CPython does when they are inserted in the order we keep; other sets have that
// order itself (their hashes are not CPython's). The layout is computed when it is asked for and kept while the set is unchanged.
import type { PyDict } from './dict.ts';
import type { Value } from './object.ts';
import { dictKeys } from './dict-operations.ts';
import type { AnySet, SetOrder } from './set.ts';

/** Sets of more elements keep their order of insertion. */
const MAX_ORDERED = 50_000;
const LINEAR_PROBES = 9;

/** The elements in the order of iteration. */
export function orderedElements(set: AnySet): Value[] {
  const { dict } = set;
  const size = dict.size;
  if (size < 2 || size > MAX_ORDERED || !isInt(dict.keyAt(dict.begin()))) return dictKeys(dict);
  const { elements, taken } = current(set);
  return elements.slice(taken);
}

/** Removes the first element and gives it; undefined when there is none. */
export function takeFirst(set: AnySet): Value | undefined {
  const { dict } = set;
  if (dict.size === 0) return undefined;
  const order = current(set);
  const key = order.elements[order.taken++]!;
  const i = dict.lookup(key);
  dict.removeAt(i < 0 ? firstEntry(dict) : i);
  order.version = dict.version;
  return key;
}

/** The first entry: where elements are that cannot be found without Python code, as those keep their order of insertion. */
function firstEntry(dict: PyDict): number {
  let i = dict.begin();
  while (dict.keyAt(i) === undefined) i++;
  return i;
}

function isInt(value: Value | undefined): value is number {
  return typeof value === 'number';
}

function current(set: AnySet): SetOrder {
  const { dict } = set;
  const kept = set.order;
  if (kept !== null && kept.dict === dict && kept.version === dict.version) return kept;
  const keys = dictKeys(dict);
  const elements = keys.length <= MAX_ORDERED && keys.every(isInt) ? tableOrder(keys) : keys;
  return (set.order = { dict, version: dict.version, elements, taken: 0 });
}

/** The ints in the order of CPython's table after inserting them one by one. */
function tableOrder(keys: number[]): Value[] {
  let table = new Array<number | undefined>(8).fill(undefined);
  let used = 0;
  for (const key of keys) {
    insert(table, key);
    used++;
    if (used * 5 >= (table.length - 1) * 3) table = resized(table, used > 50_000 ? used * 2 : used * 4);
  }
  return table.filter(isInt);
}

function resized(table: (number | undefined)[], minimum: number): (number | undefined)[] {
  let size = 8;
  while (size <= minimum) size *= 2;
  const result = new Array<number | undefined>(size).fill(undefined);
  for (const key of table) if (key !== undefined) insert(result, key);
  return result;
}

/** Ints whose hash, and what is computed of it, are small numbers for the host. */
const MAX_SMALL = 2 ** 27;

/** Finds the slot as set_add_entry does: up to nine neighbours, then a jump. */
function insert(table: (number | undefined)[], key: number): void {
  if (key < 0 || key >= MAX_SMALL) {
    insertLarge(table, key);
    return;
  }
  const mask = table.length - 1;
  let perturb = key;
  let slot = perturb & mask;
  while (!putNear(table, slot, key)) {
    perturb >>= 5;
    slot = (slot * 5 + 1 + perturb) & mask;
  }
}

/** Puts a key into the first free one of some neighbouring slots; false when none is free. */
function putNear(table: (number | undefined)[], slot: number, key: number): boolean {
  const last = slot + LINEAR_PROBES < table.length ? slot + LINEAR_PROBES : slot;
  for (let i = slot; i <= last; i++) {
    if (table[i] !== undefined) continue;
    table[i] = key;
    return true;
  }
  return false;
}

/** `insert` of any int. */
function insertLarge(table: (number | undefined)[], key: number): void {
  const mask = BigInt(table.length - 1);
  let perturb = BigInt.asUintN(64, BigInt(key === -1 ? -2 : key));
  let slot = Number(perturb & mask);
  while (!putNear(table, slot, key)) {
    perturb >>= 5n;
    slot = Number((BigInt(slot) * 5n + 1n + perturb) & mask);
  }
}
