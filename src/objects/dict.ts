// The storage of dict: entries in insertion order, and two indexes.
//
// Entry i is `keys[i]`, `values[i]`; a deleted one is undefined in both until the entries are compacted. Keys are of two
// kinds, each with an index of its own:
//
//   A  str, and objects that hash and compare by identity (classes, functions, None, plain instances): a JavaScript Map,
//      or for up to 8 entries a scan by === (for up to 16 at first). No hash is computed for them. An instance of a subclass of str that hashes and
//      compares as str does is found by its text; a dict that has such keys always uses the Map.
//   B  everything else (numbers, tuples, objects with a __hash__ or __eq__ of their own): `table`, open addressing
//      over entry numbers by Python hash, folded to 32 bits in `hashes`; for up to 16 entries a scan of `hashes`. As long as
//      all of them are numbers there are no `hashes`: a number's is computed from it.
//
// A key of kind A equals only itself, unless an object with an __eq__ of its own says otherwise; so the look-up of an A key
// goes on to the table only when such objects are in it (`custom`). Comparing may run Python code; then the look-up is a
// KeyOperation (key-operation.ts).
//
// A namespace (a module's globals) keeps its string keys' values in cells, which compiled code holds directly; `cells` is
// not null then. The elements of a set are a dict without values (`elementDict`). The `__dict__` of an instance is an InstanceDict (instance-dict.ts), which overrides the storage.
//
// The file is long as whatever changes entries has to keep keys, values, hashes and both indexes in step.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { copied, growing, PLACE, reserve } from '../machine/memory.ts';
import { equalKeys, foldHash, nativeHash } from '../operators/hash.ts';
import { callsPython, foldedA, mapKey } from './dict-keys.ts';
import { insertByHash, SetOperation } from './key-operation.ts';
import { plainConstructor, PyObject, type Value } from './object.ts';
import { fromHost, PyStr } from './str.ts';
import { builtinType } from './type.ts';

/** Up to this many entries, keys are always found by scanning. */
export const SCAN_LIMIT = 8;
/**
 * Up to this many, keys of kind B are, as a table for them would be memory of its own (`fixedBytes`), and those of kind A until there
 * have been so many look-ups: these have then taken about the time that an index takes.
 */
const LONGEST_SCAN = 16;
/** In `table`: no entry has been here, or one that was removed. */
export const EMPTY = -1;
const DELETED = -2;
/** Places for each entry: in the arrays, and in a Map that doubles. */
const PLACES = 6;
/** The table is not made larger at once than for so many keys, as many of them may be equal. */
const MOST_EXPECTED = 1024;
/** The most entries of V8's Map. */
const MAX_MAP = 2 ** 24;
/** In `hashes`: the entry is of kind A. No folded hash is this large. */
const KIND_A = 4294967296;
/** `lookup` cannot tell: hashing or comparing needs a KeyOperation. */
export const SLOW = -2;

/** The keys, and the values, of all empty dicts: `grown` makes the first one an array of its own. */
const NOTHING: never[] = [];
/** The values of all dicts that hold the elements of sets. */
const ELEMENTS: never[] = [];

/** Appends to an array. V8 gives one that grows room for 17 items at once, far more than the many small dicts need. */
function grown<T>(array: T[], item: T): T[] {
  switch (array.length) {
    case 0:
      return [item];
    case 1:
      return [array[0]!, item];
    case 2:
      return [array[0]!, array[1]!, item];
    case 3:
      return [array[0]!, array[1]!, array[2]!, item];
    default:
      array.push(item);
      return array;
  }
}

/** The folded hash of a safe int. */
function foldNumber(n: number): number {
  return (n | 0) === n ? (n === -1 ? -2 : n) : foldHash(n);
}

/** A global variable, as compiled code holds it; `value` is undefined while the name is not bound. */
export class GlobalCell {
  value: Value | undefined = undefined;
  readonly name: string;
  readonly dict: PyDict;
  constructor(name: string, dict: PyDict) {
    this.name = name;
    this.dict = dict;
  }
}

/** How many dicts have an index of A keys in common. */
interface SharedMap {
  owners: number;
}

export class PyDictLayout extends PyObject {
  /** Keys by entry; undefined: deleted. Read it through `keyAt`. */
  protected keys: (Value | undefined)[] = [];
  protected values: (Value | GlobalCell | undefined)[] = [];
  /** Folded hashes of B entries, by entry (KIND_A, or beyond its end, for A entries); null while all B keys are numbers. */
  protected hashes: number[] | null = null;
  /** Number of live entries. */
  protected count = 0;
  /** Index of A keys; null while the entries are scanned. */
  protected map: Map<Value, number> | null = null;
  /** How often keys of kind A were looked for among more entries than SCAN_LIMIT. */
  protected scans = 0;
  /** Not null: `map` also belongs to copies of this dict (or it is such a copy), until one of them changes its keys. */
  protected share: SharedMap | null = null;
  /** Index of B keys, null while they are scanned. */
  protected table: Int32Array | null = null;
  /** Slots of `table` that are not EMPTY. */
  protected filled = 0;
  /** Number of B entries whose comparison may call Python code. */
  protected custom = 0;
  /** Number of B entries. */
  protected countB = 0;
  /** All entries below this number are deleted. */
  protected first = 0;
  /** A keys by folded hash, for keys with an `__eq__` of their own; made on demand, good while `version` is the same. */
  protected hashedA: { version: number; entries: Map<number, number[]> } | null = null;
  /** For a namespace: its cells by name. */
  protected cells: Map<string, GlobalCell> | null = null;
  /** Grows with each change of the set of keys; a look-up that was suspended begins anew when it differs. */
  version = 0;

  get size(): number {
    return this.count;
  }

  // --- Iteration by entry number -----------------------------------------------------------------------------------

  /** An entry number not above that of the first live entry. */
  begin(): number {
    return this.first;
  }
  /** One more than the last entry number. Call it once before iterating; look at `keyAt` for each number below. */
  end(): number {
    return this.keys.length;
  }
  keyAt(i: number): Value | undefined {
    return this.keys[i];
  }
  valueAt(i: number): Value | undefined {
    const v = this.values[i];
    return v instanceof GlobalCell ? v.value : v;
  }
  setValueAt(i: number, value: Value): void {
    const v = this.values[i];
    if (v instanceof GlobalCell) v.value = value;
    else this.values[i] = value;
  }

  /** All keys at once in a new array; undefined where they have to be walked through. */
  allKeys(): Value[] | undefined {
    return this.count > 0 && this.count === this.keys.length ? copied(this.keys as Value[]) : undefined;
  }
  /** All values at once, as `allKeys`. */
  allValues(): Value[] | undefined {
    return this.count > 0 && this.count === this.values.length && this.cells === null
      ? copied(this.values as Value[])
      : undefined;
  }

  // --- String keys: never suspends ---------------------------------------------------------------------------------

  getStr(key: string): Value | undefined {
    const i = this.findA(key);
    return i < 0 ? undefined : this.valueAt(i);
  }
  setStr(key: string, value: Value): void {
    const i = this.findA(key);
    if (i >= 0) this.setValueAt(i, value);
    else this.insertA(fromHost(key), value);
  }
  /** Gives a new dict its entries: distinct strings, no more than SCAN_LIMIT. The arrays become its own. */
  takeStrings(keys: string[], values: Value[]): void {
    this.keys = keys;
    this.values = values;
    this.count = this.version = keys.length;
  }
  /** Makes an empty dict one that has no values. */
  holdElements(): void {
    this.values = ELEMENTS;
  }
  /** Gives a dict that never had entries those of a map; false when they are too many to be found by a scan. */
  takeKeywords(items: Map<string, Value>): boolean {
    if (items.size > SCAN_LIMIT || this.keys.length > 0 || this.cells !== null) return false;
    const keys = [...items.keys()];
    for (let i = 0; i < keys.length; i++) if (fromHost(keys[i]!) !== keys[i]) return false;
    this.takeStrings(keys, [...items.values()]);
    return true;
  }
  hasStr(key: string): boolean {
    return this.findA(key) >= 0;
  }
  /** Deletes a string key; false when it is not there. */
  deleteStr(key: string): boolean {
    const i = this.findA(key);
    if (i < 0) return false;
    this.removeAt(i);
    return true;
  }

  // --- Any key, found without running Python code ------------------------------------------------------------------

  /** The entry of a key of kind A; -1 when it is not there. */
  findA(key: Value): number {
    if (this.map !== null) {
      const i = this.map.get(key);
      return i === undefined ? -1 : i;
    }
    const keys = this.keys;
    if (keys.length > SCAN_LIMIT && ++this.scans > LONGEST_SCAN) {
      this.buildMap();
      return this.findA(key);
    }
    for (let i = 0; i < keys.length; i++) if (keys[i] === key) return i;
    return -1;
  }

  /** The entry of a safe int; -1 when it is not there. Only valid when `custom` is 0. */
  private findInt(key: number): number {
    const table = this.table;
    if (table === null) return this.countB === 0 ? -1 : this.scanInt(key);
    const mask = table.length - 1;
    let perturb = foldNumber(key);
    let slot = perturb & mask;
    for (;;) {
      const e = table[slot]!;
      if (e === EMPTY) return -1;
      if (e >= 0) {
        const stored = this.keys[e]!;
        if (stored === key || (typeof stored !== 'number' && equalKeys(stored, key) === true)) return e;
      }
      perturb >>>= 5;
      slot = (slot * 5 + perturb + 1) & mask;
    }
  }

  /** `findInt` while there is no table. */
  private scanInt(key: number): number {
    const { keys } = this;
    for (let i = 0; i < keys.length; i++) {
      const stored = keys[i];
      if (stored === key) return i;
      if (typeof stored === 'object' || typeof stored === 'boolean')
        if (this.isB(i) && equalKeys(stored, key) === true) return i;
    }
    return -1;
  }

  /** `findB` while there is no table. */
  private scanB(key: Value, folded: number): number {
    const { hashes } = this;
    if (hashes === null) return this.scanNumbers(key, folded);
    for (let i = 0; i < hashes.length; i++) {
      if (hashes[i] !== folded || this.keys[i] === undefined) continue;
      const same = equalKeys(this.keys[i]!, key);
      if (same === true) return i;
      if (same !== false) return SLOW;
    }
    return -1;
  }

  /** `scanB` while all B keys are numbers. */
  private scanNumbers(key: Value, folded: number): number {
    const { keys } = this;
    for (let i = 0; i < keys.length; i++) {
      const stored = keys[i];
      if (typeof stored !== 'number' || foldNumber(stored) !== folded) continue;
      const same = equalKeys(stored, key);
      if (same === true) return i;
      if (same !== false) return SLOW;
    }
    return -1;
  }

  /** The entry of a B key with this hash; -1: not there; SLOW: a comparison calls Python code. */
  findB(key: Value, folded: number): number {
    const table = this.table;
    if (table === null) return this.countB === 0 ? -1 : this.scanB(key, folded);
    const mask = table.length - 1;
    let perturb = folded;
    let slot = folded & mask;
    for (;;) {
      const e = table[slot]!;
      if (e === EMPTY) return -1;
      if (e >= 0 && this.hashOfB(e) === folded) {
        const same = equalKeys(this.keys[e]!, key);
        if (same === true) return e;
        if (same !== false) return SLOW;
      }
      perturb >>>= 5;
      slot = (slot * 5 + perturb + 1) & mask;
    }
  }

  /**
   * The entry of a key when that can be told without running Python code: its number, -1 when the key is not there, or
   * SLOW: use a KeyOperation.
   */
  lookup(key: Value): number {
    if (typeof key === 'string') {
      const i = this.findA(key);
      return i >= 0 || this.custom === 0 ? i : SLOW;
    }
    if (this.custom !== 0) return SLOW;
    if (typeof key === 'number') return this.findInt(key);
    const a = mapKey(key);
    if (a !== undefined) return this.findA(a);
    const folded = nativeHash(key, 0);
    return folded === undefined ? SLOW : this.findB(key, folded);
  }

  /** `lookup` for the key of entry `i` of another dict, when neither has keys whose comparison may call Python code. */
  lookupFrom(other: PyDict, i: number): number {
    const key = other.keyAt(i)!;
    if (typeof key === 'string') return this.findA(key);
    if (typeof key === 'number') return this.findInt(key);
    const folded = other.storedHash(i);
    return folded === undefined ? this.findA(mapKey(key) ?? key) : this.findB(key, folded);
  }

  /** Sets an item: undefined, or ABRUPT. When it was lifted, what arrives later means nothing. */
  set(key: Value, value: Value): Abrupt | undefined {
    const i = this.insertMissing(key, value);
    if (i >= 0) this.setValueAt(i, value);
    else if (i === SLOW) return this.setSlowly(key, value);
    return undefined;
  }

  private setSlowly(key: Value, value: Value): Abrupt | undefined {
    if (mapKey(key) !== undefined)
      return new SetOperation(this, key, value).run() === ABRUPT ? ABRUPT : undefined;
    const hash = insertByHash(this, key, value);
    if (hash === undefined) return undefined;
    return new SetOperation(this, key, value).runFrom(hash) === ABRUPT ? ABRUPT : undefined;
  }

  /** Sets the item that entry `i` of another dict holds. Gives ABRUPT or undefined. */
  setFrom(source: PyDict, i: number): Abrupt | undefined {
    const key = source.keyAt(i)!;
    return this.setHashed(key, source.valueAt(i)!, source.hashAt(i));
  }

  /** Sets an item whose key has this folded hash (`hashAt`). Gives ABRUPT or undefined. */
  setHashed(key: Value, value: Value, folded: number): Abrupt | undefined {
    if (this.trySet(key, value)) return undefined;
    return new SetOperation(this, key, value).runHashed(folded) === ABRUPT ? ABRUPT : undefined;
  }

  /** Sets an item unless hashing or comparing its key may run Python code: then false. */
  trySet(key: Value, value: Value): boolean {
    const i = this.insertMissing(key, value);
    if (i >= 0) this.setValueAt(i, value);
    return i !== SLOW;
  }

  /** Sets an item in a dict whose keys, this one too, are plain built-in values without containers: never suspends. */
  setPlain(key: Value, value: Value): void {
    if (this.set(key, value) === ABRUPT) throw new Error('a key that is no plain value');
  }

  /** Inserts a key that is not there: -1 when it did, else the key's entry, or SLOW as `lookup`. */
  insertMissing(key: Value, value: Value): number {
    if (typeof key === 'string') return this.insertMissingA(key, key, value);
    if (this.custom !== 0) return SLOW;
    if (typeof key === 'number') {
      const i = this.findInt(key);
      if (i < 0) this.insertB(key, foldNumber(key), value);
      return i;
    }
    const a = mapKey(key);
    if (a !== undefined) return this.insertMissingA(a, key, value);
    const folded = nativeHash(key, 0);
    if (folded === undefined) return SLOW;
    const i = this.findB(key, folded);
    if (i === -1) this.insertB(key, folded, value);
    return i;
  }

  private insertMissingA(found: Value, key: Value, value: Value): number {
    const i = this.findA(found);
    if (i >= 0) return i;
    if (this.custom !== 0) return SLOW;
    this.insertA(key, value);
    return -1;
  }

  // --- Changing entries (after a look-up) --------------------------------------------------------------------------

  /** Appends an entry for an A key that is not there. */
  insertA(key: Value, value: Value): void {
    if (this.map !== null && this.map.size >= MAX_MAP) throw new RangeError('too many keys');
    const i = this.append(key, value);
    if (this.hashes !== null && this.hashes.length === i) this.hashes = grown(this.hashes, KIND_A);
    if (this.map !== null) {
      if (this.share !== null) this.ownMap();
      this.map.set(mapKey(key)!, i);
    } else if (this.keys.length > LONGEST_SCAN || key instanceof PyStr) this.buildMap();
  }

  /** Appends an entry for a B key that is not there. */
  insertB(key: Value, folded: number, value: Value): void {
    const i = this.append(key, value);
    if (this.hashes !== null || typeof key !== 'number') this.keepHash(i, folded);
    this.countB++;
    if (typeof key === 'object' && callsPython(key)) this.custom++;
    if (this.table === null) {
      if (this.keys.length > LONGEST_SCAN) this.buildTable();
    } else if ((this.filled + 1) * 3 > this.table.length * 2) this.buildTable();
    else this.place(this.table, i, folded);
  }

  /** Keeps the folded hash of a B entry. */
  private keepHash(i: number, folded: number): void {
    let hashes = this.hashes ?? this.hashesOfNumbers();
    while (hashes.length < i) hashes = grown(hashes, KIND_A);
    if (hashes.length === i) hashes = grown(hashes, folded);
    else hashes[i] = folded;
    this.hashes = hashes;
  }

  /** `hashes` when the first key of kind B comes that is no number. */
  private hashesOfNumbers(): number[] {
    if (this.countB === 0) return [];
    return this.keys.map((key) => (typeof key === 'number' ? foldNumber(key) : KIND_A));
  }

  private append(key: Value, value: Value): number {
    if (this.keys.length > 32 && this.keys.length > 2 * this.count) this.compact();
    const i = this.keys.length;
    growing(i + 1, PLACES);
    this.keys = grown(this.keys, key);
    if (this.values !== ELEMENTS) this.values = grown(this.values, value);
    if (this.cells !== null) this.fillCell(i);
    this.count++;
    this.version++;
    return i;
  }

  private isB(i: number): boolean {
    const { hashes } = this;
    if (hashes === null) return typeof this.keys[i] === 'number';
    return i < hashes.length && hashes[i] !== KIND_A;
  }

  /** The folded hash of a B entry. */
  private hashOfB(i: number): number {
    return this.hashes === null ? foldNumber(this.keys[i] as number) : this.hashes[i]!;
  }

  removeAt(i: number): void {
    const key = this.keys[i]!;
    const v = this.values[i];
    if (v instanceof GlobalCell) v.value = undefined;
    if (this.isB(i)) this.removeB(i, key);
    else if (this.map !== null) this.removeFromMap(key, i);
    this.keys[i] = undefined;
    if (this.values !== ELEMENTS) this.values[i] = undefined;
    this.count--;
    this.version++;
    if (i === this.first) this.first = this.followingEntry(i);
  }

  private removeFromMap(key: Value, i: number): void {
    if (this.share !== null) this.ownMap();
    const a = mapKey(key);
    if (a !== undefined) this.map!.delete(a);
    else {
      // Its class has got a `__hash__` or `__eq__` since the key was inserted.
      for (const [k, entry] of this.map!) if (entry === i) this.map!.delete(k);
    }
  }

  private removeB(i: number, key: Value): void {
    const { table } = this;
    if (table !== null) {
      const mask = table.length - 1;
      let perturb = this.hashOfB(i);
      let slot = perturb & mask;
      while (table[slot] !== i) {
        perturb >>>= 5;
        slot = (slot * 5 + perturb + 1) & mask;
      }
      table[slot] = DELETED;
    }
    this.countB--;
    if (this.custom > 0 && callsPython(key)) this.custom--;
  }

  /** The last live entry, or -1; deleted ones behind it are dropped, so that taking items from the end costs no search. */
  lastEntry(): number {
    const { keys, values } = this;
    while (keys.length > 0 && keys[keys.length - 1] === undefined) {
      keys.pop();
      if (values !== ELEMENTS) values.pop();
    }
    if (this.hashes !== null && this.hashes.length > keys.length) this.hashes.length = keys.length;
    if (this.first > keys.length) this.first = keys.length;
    return keys.length - 1;
  }

  /** Makes a live entry the last, or the first one. */
  moveToEnd(i: number, last: boolean): void {
    if (i === (last ? this.lastEntry() : this.first)) return;
    const key = this.keys[i]!;
    const value = this.valueAt(i)!;
    const folded = this.storedHash(i);
    if (last && folded === undefined && this.map !== null && this.cells === null) {
      this.reappend(i, key, value);
      return;
    }
    this.removeAt(i);
    if (!last) this.makeGap();
    if (last) this.insertNew(key, folded ?? 0, value);
    else this.insertFirst(key, folded, value);
  }

  /** Moves an entry of `map` behind all others: the map need not forget the key in between. */
  private reappend(i: number, key: Value, value: Value): void {
    if (this.share !== null) this.ownMap();
    this.keys[i] = this.values[i] = undefined;
    this.count--;
    if (i === this.first) this.first = this.followingEntry(i);
    const end = this.append(key, value);
    if (this.hashes !== null && this.hashes.length === end) this.hashes = grown(this.hashes, KIND_A);
    this.map!.set(mapKey(key) ?? key, end);
  }

  private followingEntry(i: number): number {
    do i++;
    while (i < this.keys.length && this.keys[i] === undefined);
    return i;
  }

  /** Makes room for entries before the first one, if there is none: as much as there are entries. */
  private makeGap(): void {
    if (this.first > 0) return;
    const gap = this.keys.length + 1;
    const free: undefined[] = Array.from({ length: gap });
    this.keys = [...free, ...this.keys];
    this.values = [...free, ...this.values];
    if (this.hashes !== null) this.hashes = [...free.map(() => KIND_A), ...this.hashes];
    this.first = gap;
    if (this.map !== null) this.buildMap();
    if (this.table !== null) this.buildTable();
  }

  /** Puts a new entry before the first one, where there is room; `folded` is undefined for a key of kind A. */
  private insertFirst(key: Value, folded: number | undefined, value: Value): void {
    const i = --this.first;
    this.keys[i] = key;
    this.values[i] = value;
    this.count++;
    this.version++;
    if (this.cells !== null) this.fillCell(i);
    if (folded === undefined) {
      if (this.hashes !== null && i < this.hashes.length) this.hashes[i] = KIND_A;
      if (this.map !== null || this.keys.length > LONGEST_SCAN) this.buildMapWith(key, i);
      return;
    }
    if (this.hashes !== null || typeof key !== 'number') this.keepHash(i, folded);
    this.countB++;
    if (typeof key === 'object' && callsPython(key)) this.custom++;
    if (this.table !== null && (this.filled + 1) * 3 <= this.table.length * 2)
      this.place(this.table, i, folded);
    else this.buildTable();
  }

  private buildMapWith(key: Value, i: number): void {
    if (this.share !== null) this.ownMap();
    if (this.map === null) this.buildMap();
    else this.map.set(mapKey(key) ?? key, i);
  }

  clear(): void {
    if (this.cells !== null) for (const cell of this.cells.values()) cell.value = undefined;
    this.keys = NOTHING;
    if (this.values !== ELEMENTS) this.values = NOTHING;
    this.hashes = null;
    this.map = null;
    this.leaveShare();
    this.table = null;
    this.filled = this.custom = this.count = this.countB = this.first = 0;
    this.version++;
  }

  /** Closes the gaps of deleted entries and rebuilds the indexes. */
  private compact(): void {
    const { keys, values, hashes } = this;
    let j = 0;
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === undefined) continue;
      keys[j] = keys[i];
      if (values !== ELEMENTS) values[j] = values[i];
      if (hashes !== null) hashes[j] = hashes[i] ?? KIND_A;
      j++;
    }
    keys.length = j;
    if (values !== ELEMENTS) values.length = j;
    if (hashes !== null) hashes.length = j;
    this.first = 0;
    if (this.map !== null) this.buildMap();
    if (this.table !== null) this.buildTable();
  }

  /** Makes `map` this dict's alone. */
  private ownMap(): void {
    if (this.share!.owners > 1) this.buildMap();
    else this.share = null;
  }

  private leaveShare(): void {
    if (this.share !== null) this.share.owners--;
    this.share = null;
  }

  private buildMap(): void {
    this.leaveShare();
    const map = new Map<Value, number>();
    for (let i = 0; i < this.keys.length; i++) {
      const key = this.keys[i];
      if (typeof key === 'string') map.set(key, i);
      else if (key !== undefined && !this.isB(i)) map.set(mapKey(key) ?? key, i);
    }
    this.map = map;
  }

  /** Adds the first ones of few elements to an empty dict of a set, as long as they are strings and safe ints: how many. */
  addFew(items: readonly Value[]): number {
    if (items.length > LONGEST_SCAN || this.keys.length > 0) return 0;
    const keys: Value[] = [];
    let i = 0;
    for (; i < items.length; i++) {
      const item = items[i]!;
      if (typeof item !== 'string' && typeof item !== 'number') break;
      if (keys.includes(item)) continue;
      keys.push(item);
      if (typeof item === 'number') this.countB++;
    }
    this.keys = keys;
    this.count = keys.length;
    this.version++;
    return i;
  }

  /** Makes room in the table for more B keys that are to be inserted one after another. */
  expectB(more: number): void {
    if (more > LONGEST_SCAN) this.buildTable(Math.min(more, MOST_EXPECTED));
  }

  private buildTable(expected = 0): void {
    let length = 8;
    while (length < this.countB * 3 || length < expected * 2) length *= 2;
    const table = new Int32Array(length).fill(EMPTY);
    this.filled = 0;
    for (let i = 0; i < this.keys.length; i++) {
      if (this.keys[i] !== undefined && this.isB(i)) this.place(table, i, this.hashOfB(i));
    }
    this.table = table;
  }

  private place(table: Int32Array, entry: number, folded: number): void {
    const mask = table.length - 1;
    let perturb = folded;
    let slot = folded & mask;
    while (table[slot] !== EMPTY) {
      perturb >>>= 5;
      slot = (slot * 5 + perturb + 1) & mask;
    }
    table[slot] = entry;
    this.filled++;
  }

  /** A copy of the entries (a plain dict, whatever this is). */
  copy(): PyDict {
    const d = this.values === ELEMENTS ? elementDict() : new PyDict();
    const end = this.end();
    if (d.takeAll(this)) return d;
    for (let i = 0; i < end; i++) {
      const key = this.keyAt(i);
      if (key !== undefined) d.insertNew(key, this.hashAt(i), this.valueAt(i)!);
    }
    return d;
  }

  /** Takes over copies of all entries of another dict at once, if this one is empty and nothing stands against it. */
  takeAll(other: PyDict): boolean {
    if (this.keys.length > 0 || this.cells !== null || other.cells !== null) return false;
    const { length } = other.keys;
    if (other.end() !== length || length > 2 * other.count + SCAN_LIMIT) return false;
    this.takeStorage(other);
    this.version++;
    return true;
  }

  private takeStorage(other: PyDict): void {
    reserve(other.keys.length * PLACES * PLACE);
    this.keys = other.keys.slice();
    this.values = other.values === ELEMENTS ? ELEMENTS : other.values.slice();
    this.hashes = other.hashes === null ? null : other.hashes.slice();
    this.map = other.map;
    if (this.map !== null) {
      this.share = other.share ??= { owners: 1 };
      this.share.owners++;
    }
    this.table = other.table === null ? null : other.table.slice();
    this.filled = other.filled;
    this.custom = other.custom;
    this.count = other.count;
    this.countB = other.countB;
    this.first = other.first;
  }

  /** Appends an entry whose key is known not to be there, with the folded hash it has elsewhere. */
  insertNew(key: Value, folded: number, value: Value): void {
    if (mapKey(key) !== undefined) this.insertA(key, value);
    else this.insertB(key, folded, value);
  }

  /** The folded hash of a B entry (0 for A). */
  hashAt(i: number): number {
    return this.isB(i) ? this.hashOfB(i) : 0;
  }

  /** The folded hash of a B entry; undefined for A. */
  storedHash(i: number): number | undefined {
    return this.isB(i) ? this.hashOfB(i) : undefined;
  }

  // --- Namespaces --------------------------------------------------------------------------------------------------

  /** The cell of a global name; the dict becomes a namespace. */
  cell(name: string): GlobalCell {
    if (this.cells === null) this.becomeNamespace();
    let cell = this.cells!.get(name);
    if (cell === undefined) {
      cell = new GlobalCell(name, this);
      this.cells!.set(name, cell);
    }
    return cell;
  }

  private becomeNamespace(): void {
    this.cells = new Map();
    for (let i = 0; i < this.keys.length; i++) this.fillCell(i);
  }

  /** Moves the value of a string key's entry into the name's cell. */
  private fillCell(i: number): void {
    const key = this.keys[i];
    const name = typeof key === 'string' ? key : key === undefined ? undefined : mapKey(key);
    if (typeof name !== 'string') return;
    const cell = this.cell(name);
    cell.value = this.values[i] as Value;
    this.values[i] = cell;
  }

  /** The names that compiled code asks for and that have no value here. */
  unboundNames(): string[] {
    return [...(this.cells?.values() ?? [])]
      .filter((cell) => cell.value === undefined)
      .map((cell) => cell.name);
  }

  /** Binds a global through its cell; the first time this makes the entry. */
  setCell(cell: GlobalCell, value: Value): void {
    if (cell.value !== undefined) cell.value = value;
    else this.setStr(cell.name, value);
  }

  // --- The look-up that may run Python code ------------------------------------------------------------------------

  /** Walks the table; used by KeyOperation. */
  tableSlot(slot: number): number {
    return this.table === null ? EMPTY : this.table[slot]!;
  }
  get tableMask(): number {
    if (this.table === null && this.countB > 0) this.buildTable();
    return this.table === null ? -1 : this.table.length - 1;
  }
  get customCount(): number {
    return this.custom;
  }
  /** Whether a key of kind B has this folded hash. */
  hasHash(folded: number): boolean {
    if (this.countB === 0) return false;
    if (this.table === null) return this.scanHashes(folded);
    const mask = this.table.length - 1;
    let perturb = folded;
    let slot = folded & mask;
    for (let e = this.table[slot]!; e !== EMPTY; e = this.table[slot]!) {
      if (e >= 0 && this.hashOfB(e) === folded) return true;
      perturb >>>= 5;
      slot = (slot * 5 + perturb + 1) & mask;
    }
    return false;
  }
  private scanHashes(folded: number): boolean {
    const { keys, hashes } = this;
    if (hashes === null) return keys.some((key) => typeof key === 'number' && foldNumber(key) === folded);
    for (let i = 0; i < hashes.length; i++) if (hashes[i] === folded && keys[i] !== undefined) return true;
    return false;
  }

  /** Whether there are keys of kind A. */
  hasKeysA(): boolean {
    return this.count !== this.countB;
  }
  /** Entries of A keys whose folded hash is this. */
  entriesHashedA(folded: number): readonly number[] {
    if (this.hashedA === null || this.hashedA.version !== this.version)
      this.hashedA = { version: this.version, entries: this.hashA() };
    return this.hashedA.entries.get(folded) ?? [];
  }

  private hashA(): Map<number, number[]> {
    const entries = new Map<number, number[]>();
    for (let i = this.first; i < this.keys.length; i++) {
      const key = this.keys[i];
      if (key === undefined || this.isB(i)) continue;
      const folded = foldedA(key);
      if (folded === undefined) continue;
      const list = entries.get(folded);
      if (list === undefined) entries.set(folded, [i]);
      else list.push(i);
    }
    return entries;
  }

  override toString(): string {
    return `<dict of ${this.size}>`;
  }
}

export const PyDict = plainConstructor(PyDictLayout, function PyDict() {
  this.keys = NOTHING;
  this.values = NOTHING;
  this.hashes = null;
  this.count = 0;
  this.map = null;
  this.scans = 0;
  this.share = null;
  this.table = null;
  this.filled = 0;
  this.custom = 0;
  this.countB = 0;
  this.first = 0;
  this.hashedA = null;
  this.cells = null;
  this.version = 0;
});
export type PyDict = PyDictLayout;

/** A dict for the elements of a set: its values are not kept, and not to be read. */
export function elementDict(): PyDict {
  const dict = new PyDict();
  dict.holdElements();
  return dict;
}

export const dictType = builtinType('dict', PyDict, { patternFlags: 2 });
