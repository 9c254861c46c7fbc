// The storage of dict: entries in insertion order, and two indexes.
//
// Entry i is `keys[i]`, `values[i]`; a deleted one is undefined in both until the entries are compacted. Keys are of two
// kinds, each with an index of its own:
//
//   A  str, and objects that hash and compare by identity (classes, functions, None, plain instances): a JavaScript Map,
//      or for up to 8 entries a scan by ===. No hash is computed for them.
//   B  everything else (numbers, tuples, objects with a __hash__ or __eq__ of their own): `table`, open addressing
//      over entry numbers by Python hash, folded to 32 bits in `hashes`.
//
// A key of kind A equals only itself, unless an object with an __eq__ of its own says otherwise; so the look-up of an A key
// goes on to the table only when such objects are in it (`custom`). Comparing may run Python code, so every operation
// that looks up a key is a KeyOperation: the look-up either ends at once or leaves a frame, and then `found` finishes the job.
//
// A namespace (a module's globals) keeps its string keys' values in cells, which compiled code holds directly; `cells` is
// not null then. The `__dict__` of an instance is an InstanceDict (instance-dict.ts), which overrides the storage.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { equalKeys, foldHash, hashOf, hashKind, identityId, strHash, COMPARE_CALLS } from '../operators/hash.ts';
import { type IterResult, PyObject, type Result, type Value } from './object.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { rich } from '../operators/compare.ts';
import { isTrue } from '../operators/truth.ts';
import { PyStr } from './str.ts';
import { builtinType } from './type.ts';

/** Up to this many entries, keys of kind A are found by scanning. */
const SCAN_LIMIT = 8;
const EMPTY = -1;
const DELETED = -2;
/** `lookup` cannot tell: hashing or comparing needs a KeyOperation. */
export const SLOW = -2;

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

export class PyDict extends PyObject {
  /** Keys by entry; undefined: deleted. Read it through `keyAt`. */
  protected keys: (Value | undefined)[] = [];
  protected values: (Value | GlobalCell | undefined)[] = [];
  /** Folded hashes of B entries, by entry; null while there are none. */
  protected hashes: number[] | null = null;
  /** Number of live entries. */
  protected count = 0;
  /** Index of A keys; null while the entries are scanned. */
  protected map: Map<Value, number> | null = null;
  /** Index of B keys, null while there are none. */
  protected table: Int32Array | null = null;
  /** Slots of `table` that are not EMPTY. */
  protected filled = 0;
  /** Number of B entries whose comparison may call Python code. */
  protected custom = 0;
  /** For a namespace: its cells by name. */
  protected cells: Map<string, GlobalCell> | null = null;
  /** Grows with each change of the set of keys; a look-up that was suspended begins anew when it differs. */
  version = 0;

  get size(): number {
    return this.count;
  }

  // --- Iteration by entry number -----------------------------------------------------------------------------------

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

  // --- String keys: never suspends ---------------------------------------------------------------------------------

  getStr(key: string): Value | undefined {
    const i = this.findA(key);
    return i < 0 ? undefined : this.valueAt(i);
  }
  setStr(key: string, value: Value): void {
    const i = this.findA(key);
    if (i >= 0) this.setValueAt(i, value);
    else this.insertA(key, value);
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
    for (let i = 0; i < keys.length; i++) if (keys[i] === key) return i;
    return -1;
  }

  /** The entry of a safe int; -1 when it is not there. Only valid when `custom` is 0. */
  private findInt(key: number): number {
    const table = this.table;
    if (table === null) return -1;
    const mask = table.length - 1;
    let perturb = foldHash(key);
    let slot = perturb & mask;
    for (;;) {
      const e = table[slot]!;
      if (e === EMPTY) return -1;
      if (e >= 0 && this.keys[e] === key) return e;
      if (e >= 0 && typeof this.keys[e] !== 'number' && equalKeys(this.keys[e]!, key) === true) return e;
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
    return typeof key === 'number' && this.custom === 0 ? this.findInt(key) : SLOW;
  }

  /** Sets an item: undefined, or ABRUPT. When it was lifted, what arrives later means nothing. */
  set(key: Value, value: Value): Abrupt | undefined {
    if (typeof key === 'string' && this.custom === 0) {
      this.setStr(key, value);
      return undefined;
    }
    if (typeof key === 'number' && this.custom === 0) {
      const i = this.findInt(key);
      if (i >= 0) this.setValueAt(i, value);
      else this.insertB(key, foldHash(key), value);
      return undefined;
    }
    return new SetOperation(this, key, value).run() === ABRUPT ? ABRUPT : undefined;
  }

  // --- Changing entries (after a look-up) --------------------------------------------------------------------------

  /** Appends an entry for an A key that is not there. */
  insertA(key: Value, value: Value): void {
    const i = this.append(key, value);
    if (this.map !== null) this.map.set(key, i);
    else if (this.keys.length > SCAN_LIMIT) this.buildMap();
  }

  /** Appends an entry for a B key that is not there. */
  insertB(key: Value, folded: number, value: Value): void {
    const i = this.append(key, value);
    if (this.hashes === null) this.hashes = new Array<number>(i).fill(0);
    const hashes = this.hashes;
    while (hashes.length < i) hashes.push(0);
    hashes[i] = folded;
    if (callsPython(key)) this.custom++;
    if (this.table === null || (this.filled + 1) * 3 > this.table.length * 2) this.buildTable();
    else this.place(this.table, i, folded);
  }

  private append(key: Value, value: Value): number {
    if (this.keys.length > 32 && this.keys.length > 2 * this.count) this.compact();
    const i = this.keys.length;
    this.keys.push(key);
    this.values.push(this.cells !== null && typeof key === 'string' ? this.filledCell(key, value) : value);
    this.count++;
    this.version++;
    return i;
  }

  removeAt(i: number): void {
    const key = this.keys[i]!;
    const v = this.values[i];
    if (v instanceof GlobalCell) v.value = undefined;
    if (isKindA(key)) this.map?.delete(key);
    else {
      const table = this.table!;
      let slot = this.hashes![i]! & (table.length - 1);
      let perturb = this.hashes![i]!;
      while (table[slot] !== i) {
        perturb >>>= 5;
        slot = (slot * 5 + perturb + 1) & (table.length - 1);
      }
      table[slot] = DELETED;
      if (callsPython(key)) this.custom--;
    }
    this.keys[i] = undefined;
    this.values[i] = undefined;
    this.count--;
    this.version++;
    while (this.keys.length > 0 && this.keys[this.keys.length - 1] === undefined) {
      this.keys.pop();
      this.values.pop();
      if (this.hashes !== null && this.hashes.length > this.keys.length) this.hashes.length = this.keys.length;
    }
  }

  clear(): void {
    if (this.cells !== null) for (const cell of this.cells.values()) cell.value = undefined;
    this.keys = [];
    this.values = [];
    this.hashes = null;
    this.map = null;
    this.table = null;
    this.filled = this.custom = this.count = 0;
    this.version++;
  }

  /** Closes the gaps of deleted entries and rebuilds the indexes. */
  private compact(): void {
    const { keys, values, hashes } = this;
    let j = 0;
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === undefined) continue;
      keys[j] = keys[i];
      values[j] = values[i];
      if (hashes !== null) hashes[j] = hashes[i] ?? 0;
      j++;
    }
    keys.length = values.length = j;
    if (hashes !== null) hashes.length = j;
    if (this.map !== null) this.buildMap();
    if (this.table !== null) this.buildTable();
  }

  private buildMap(): void {
    const map = new Map<Value, number>();
    for (let i = 0; i < this.keys.length; i++) {
      const key = this.keys[i];
      if (key !== undefined && isKindA(key)) map.set(key, i);
    }
    this.map = map;
  }

  private buildTable(): void {
    let b = 0;
    for (const key of this.keys) if (key !== undefined && !isKindA(key)) b++;
    let length = 8;
    while (length < b * 3) length *= 2;
    const table = new Int32Array(length).fill(EMPTY);
    this.filled = 0;
    for (let i = 0; i < this.keys.length; i++) {
      const key = this.keys[i];
      if (key !== undefined && !isKindA(key)) this.place(table, i, this.hashes![i]!);
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
    const d = new PyDict();
    const end = this.end();
    for (let i = 0; i < end; i++) {
      const key = this.keyAt(i);
      if (key !== undefined) d.insertNew(key, this.hashAt(i), this.valueAt(i)!);
    }
    return d;
  }

  /** Appends an entry whose key is known not to be there, with the folded hash it has elsewhere. */
  insertNew(key: Value, folded: number, value: Value): void {
    if (isKindA(key)) this.insertA(key, value);
    else this.insertB(key, folded, value);
  }

  /** The folded hash of a B entry (0 for A). */
  hashAt(i: number): number {
    return this.hashes === null ? 0 : (this.hashes[i] ?? 0);
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
    for (let i = 0; i < this.keys.length; i++) {
      const key = this.keys[i];
      if (typeof key === 'string') this.values[i] = this.filledCell(key, this.values[i] as Value);
    }
  }

  private filledCell(name: string, value: Value): GlobalCell {
    const cell = this.cell(name);
    cell.value = value;
    return cell;
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
    return this.table === null ? -1 : this.table.length - 1;
  }
  get customCount(): number {
    return this.custom;
  }

  override toString(): string {
    return `<dict of ${this.size}>`;
  }
}

export const dictType = builtinType('dict', PyDict, { patternFlags: 2 });

/** Whether a key (as stored) is indexed by `map`. */
function isKindA(key: Value): boolean {
  return typeof key === 'string' || (typeof key === 'object' && hashKind(key.cls) === 'identity');
}

/** Whether comparing with a stored B key may call Python code. */
function callsPython(key: Value): boolean {
  return equalKeys(key, 0) === COMPARE_CALLS;
}

/**
 * An operation that looks up a key and then does something with the entry. `run` gives what `found` gives, or ABRUPT when
 * hashing or comparing raised or was lifted (then the frame chain goes on with it later).
 */
export abstract class KeyOperation extends NativeFrame {
  readonly dict: PyDict;
  key: Value;
  /** Folded hash once known. */
  private folded = 0;
  private state: 'hash' | 'compare' = 'hash';
  /** The probe: slot and perturbation; `entry` is being compared. */
  private slot = 0;
  private perturb = 0;
  private entry = -1;
  /** `dict.version` when the probe began. */
  private version = 0;
  /** Position in the scan over A keys that a custom key may equal; -1 when that is over. */
  private scan = -1;

  constructor(dict: PyDict, key: Value) {
    super();
    this.dict = dict;
    this.key = key;
  }

  /** `entry` is the entry's number, or -1. `folded` is what `insertNew` takes. */
  abstract found(entry: number, folded: number): Result;

  run(): Result {
    const key = this.key;
    if (key instanceof PyStr && hashKind(key.cls) === 'str' && typeof key.text === 'string') this.key = key.text;
    const kind = this.key;
    if (isKindA(kind)) {
      const i = this.dict.findA(kind);
      if (i >= 0 || this.dict.customCount === 0) return this.found(i, 0);
      const id = typeof kind === 'string' ? strHash(kind) : identityId(kind as PyObject);
      if (id === undefined) return this.found(-1, 0);
      this.folded = foldHash(id);
      return this.probe();
    }
    const hash = hashOf(kind);
    if (hash === ABRUPT) return suspend(this) as Result;
    return this.hashed(hash as number | bigint);
  }

  private hashed(hash: number | bigint): Result {
    this.folded = foldHash(hash);
    return this.probe();
  }

  private probe(): Result {
    const { dict } = this;
    this.state = 'compare';
    this.version = dict.version;
    this.slot = this.folded & dict.tableMask;
    this.perturb = this.folded;
    this.scan = callsPython(this.key) ? 0 : -1;
    return this.step();
  }

  /** Compares candidates until one is equal or there are no more. */
  private step(): Result {
    const { dict } = this;
    for (;;) {
      const e = this.candidate();
      if (e < 0) return this.found(-1, this.folded);
      const stored = dict.keyAt(e)!;
      if (stored === this.key) return this.found(e, this.folded);
      this.entry = e;
      const same = equalKeys(stored, this.key);
      if (same === true) return this.found(e, this.folded);
      if (same === false) continue;
      const r = rich(stored, this.key, 'Eq');
      if (r === ABRUPT) return suspend(this) as Result;
      const verdict = this.compared(r as Value);
      if (verdict !== undefined) return verdict;
    }
  }

  /** The next entry with the same hash; -1 at the end. */
  private candidate(): number {
    const { dict } = this;
    const mask = dict.tableMask;
    while (mask >= 0) {
      const e = dict.tableSlot(this.slot);
      if (e === EMPTY) break;
      this.perturb >>>= 5;
      this.slot = (this.slot * 5 + this.perturb + 1) & mask;
      if (e >= 0 && dict.hashAt(e) === this.folded) return e;
    }
    if (this.scan < 0) return -1;
    const end = dict.end();
    while (this.scan < end) {
      const i = this.scan++;
      const key = dict.keyAt(i);
      if (key === undefined || !isKindA(key)) continue;
      const id = typeof key === 'string' ? strHash(key) : identityId(key as PyObject);
      if (id !== undefined && foldHash(id) === this.folded) return i;
    }
    return -1;
  }

  /** Goes on after a comparison that gave `r`; undefined: not equal, try the next candidate. */
  private compared(r: Value): Result | undefined {
    const truth = isTrue(r);
    if (truth === ABRUPT) return suspend(this) as Result;
    if (this.dict.version !== this.version) return this.probe();
    return truth === true ? this.found(this.entry, this.folded) : undefined;
  }

  returned(value: Value): IterResult {
    if (this.state === 'hash') return this.hashed(value as number | bigint) as IterResult;
    const verdict = this.compared(value);
    return (verdict === undefined ? this.step() : verdict) as IterResult;
  }
}

class SetOperation extends KeyOperation {
  readonly value: Value;
  constructor(dict: PyDict, key: Value, value: Value) {
    super(dict, key);
    this.value = value;
  }
  found(entry: number, folded: number): Result {
    if (entry >= 0) this.dict.setValueAt(entry, this.value);
    else this.dict.insertNew(this.key, folded, this.value);
    return this.value;
  }
}
