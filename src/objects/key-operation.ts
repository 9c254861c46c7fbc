// Looking up a key where hashing or comparing it may run Python code: the operation ends at once or leaves a frame.
//
// It begins anew if the dict's set of keys has changed while a comparison ran, as CPython does. Whatever looks up a key has a
// subclass, whose `found` finishes the job.
import { ABRUPT, type Abrupt } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import type { Place, Size } from '../machine/numbers.ts';
import { rich } from '../operators/compare.ts';
import { COMPARE_CALLS, equalKeys, foldHash, hashOf } from '../operators/hash.ts';
import { str } from '../operators/repr.ts';
import { isTrue } from '../operators/truth.ts';
import { EMPTY, PyDict } from './dict.ts';
import { callsPython, foldedA, mapKey } from './dict-keys.ts';
import { typeError, typeErrorType } from './exception.ts';
import { None } from './none.ts';
import type { IterResult, Result, Value } from './object.ts';
import { compareSequences } from './sequence.ts';
import { hostString, textOf } from './str.ts';
import { type PyTuple, tupleType } from './tuple.ts';
import { fullName } from './typeof.ts';

const NO_ENTRIES: readonly number[] = [];

/** The dict, or the set that has it: a pickle knows sets, not what they are made of; and a set may get another. */
type KeyHolder = PyDict | { readonly dict: PyDict };

function dictOf(holder: KeyHolder): PyDict {
  return holder instanceof PyDict ? holder : holder.dict;
}

/** Whether a key that is kept equals another, which may run Python code. */
function meets(stored: Value, key: Value): boolean | Abrupt {
  if (
    typeof stored === 'object' &&
    stored.cls === tupleType &&
    typeof key === 'object' &&
    key.cls === tupleType
  )
    return stored === key || (compareSequences(stored as PyTuple, key as PyTuple, 'Eq') as boolean | Abrupt);
  const same = equalKeys(stored, key);
  if (same !== COMPARE_CALLS) return same;
  const answer = rich(stored, key, 'Eq');
  return answer === ABRUPT ? ABRUPT : isTrue(answer);
}

/**
 * An operation that looks up a key and then does something with the entry. `run` gives what `found` gives, or ABRUPT when
 * hashing or comparing raised or was lifted (then the frame chain goes on with it later).
 */
export abstract class KeyOperation extends NativeFrame {
  private readonly holder: KeyHolder;
  key: Value;
  /** Folded hash once known. */
  private folded = 0;
  private state: 'hash' | 'compare' = 'hash';
  /** The probe: slot and perturbation; `entry` is being compared. */
  private slot = 0;
  private perturb = 0;
  private entry: Place = -1;
  /** How many entries of the table it came by, `entry` included. */
  private tried: Size = 0;
  /** `dict.version` when the probe began; -1: it is to begin anew. */
  private version = 0;
  /** A entries that a key with an `__eq__` of its own may equal, and the position there. */
  private others = NO_ENTRIES;
  private other: Size = 0;

  constructor(holder: KeyHolder, key: Value) {
    super();
    this.holder = holder;
    this.key = key;
  }

  get dict(): PyDict {
    return dictOf(this.holder);
  }

  /** `entry` is the entry's number, or -1. `folded` is what `insertNew` takes. */
  abstract found(entry: number, folded: number): Result;

  /** What the key was to be, for the error message when it has no hash. Null: the error stays as it is. */
  protected keyRole(): string | null {
    return 'a dict key';
  }
  /** What to do when hashing or comparing raised `machine.exc`. */
  protected failed(): Result {
    return ABRUPT;
  }

  run(): Result {
    const a = mapKey(this.key);
    if (a !== undefined) {
      const i = this.dict.findA(a);
      if (i >= 0 || this.dict.customCount === 0) return this.found(i, 0);
      const folded = foldedA(this.key);
      if (folded === undefined) return this.found(-1, 0);
      this.folded = folded;
      return this.probe();
    }
    return this.runFrom(hashOf(this.key));
  }

  /** Runs with what `hashOf` gave for a key of kind B. */
  runFrom(hash: Result): Result {
    if (hash === ABRUPT) return suspend(this) as Result;
    return this.hashed(hash as number | bigint);
  }

  /** Runs with the folded hash that the key has in another dict (`hashAt`). */
  runHashed(folded: number): Result {
    if (mapKey(this.key) !== undefined) return this.run();
    this.folded = folded;
    return this.probe();
  }

  private hashed(hash: number | bigint): Result {
    this.folded = foldHash(hash);
    return this.probe();
  }

  private probe(): Result {
    this.state = 'compare';
    this.begin();
    return this.step();
  }

  private begin(): void {
    const { dict } = this;
    this.version = dict.version;
    this.slot = this.folded & dict.tableMask;
    this.perturb = this.folded;
    this.tried = this.other = 0;
    this.others =
      dict.hasKeysA() && mapKey(this.key) === undefined && callsPython(this.key)
        ? dict.entriesHashedA(this.folded)
        : NO_ENTRIES;
  }

  /** Before it is pickled: a dict that is loaded has another version. */
  settle(): this {
    if (this.dict.version !== this.version) this.version = -1;
    return this;
  }

  /** After it has been loaded: finds its place in the table, which is another, as the entries are. */
  relocate(): void {
    const { tried, other, holder } = this;
    const isKnown = holder instanceof PyDict || (holder as { dict: unknown }).dict instanceof PyDict;
    if (!isKnown) this.version = -1;
    if (this.state === 'hash' || this.version === -1) return;
    this.begin();
    do this.entry = this.candidate();
    while (this.entry >= 0 && (this.tried < tried || this.other < other));
    if (this.entry < 0) this.version = -1;
  }

  /**
   * Compares candidates until one is equal or there are no more. The place in the table is kept in local variables until a
   * comparison is suspended: operations are of many classes, and a store to one that could be of any takes long.
   */
  private step(): Result {
    for (;;) {
      const { dict, key, folded, version } = this;
      const mask = dict.tableMask;
      let { slot, perturb, tried } = this;
      while (mask >= 0 && dict.version === version) {
        const entry = dict.tableSlot(slot);
        if (entry === EMPTY) break;
        perturb >>>= 5;
        slot = (slot * 5 + perturb + 1) & mask;
        if (entry < 0 || dict.hashAt(entry) !== folded) continue;
        tried++;
        const same = meets(dict.keyAt(entry)!, key);
        if (same === ABRUPT) {
          this.leaveTable(slot, perturb, tried);
          return this.wait(entry);
        }
        if (same && dict.version === version) return this.found(entry, folded);
      }
      if (this.others.length > 0) {
        this.leaveTable(slot, perturb, tried);
        while (this.other < this.others.length && dict.version === version) {
          const entry = this.others[this.other++]!;
          const same = meets(dict.keyAt(entry)!, key);
          if (same === ABRUPT) return this.wait(entry);
          if (same && dict.version === version) return this.found(entry, folded);
        }
      }
      if (dict.version === version) return this.found(-1, folded);
      this.begin();
    }
  }

  private leaveTable(slot: number, perturb: number, tried: number): void {
    this.slot = slot;
    this.perturb = perturb;
    this.tried = tried;
  }

  /** Leaves while the key is being compared with that of an entry. */
  private wait(entry: number): Result {
    this.entry = entry;
    return suspend(this) as Result;
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
      if (e >= 0 && dict.hashAt(e) === this.folded) {
        this.tried++;
        return e;
      }
    }
    return this.other < this.others.length ? this.others[this.other++]! : -1;
  }

  /** Goes on after a comparison that gave `r`; undefined: not equal, try the next candidate. */
  private compared(r: Value): Result | undefined {
    const truth = isTrue(r);
    if (truth === ABRUPT) return suspend(this) as Result;
    if (this.dict.version !== this.version) return this.probe();
    return truth === true ? this.found(this.entry, this.folded) : undefined;
  }

  override raised(): IterResult {
    const role = this.keyRole();
    if (this.state !== 'hash' || role === null || machine.exc!.cls !== typeErrorType)
      return this.failed() as IterResult;
    const what = `cannot use '${fullName(this.key)}' as ${role}`;
    const exc = machine.exc!;
    machine.exc = null;
    const text = str(exc);
    const result = text === ABRUPT ? suspend(new UnhashableFrame(what)) : unhashable(what, text);
    return machine.exc === null ? result : (this.failed() as IterResult);
  }

  returned(value: Value): IterResult {
    if (this.state === 'hash') return this.hashed(value as number | bigint) as IterResult;
    const verdict = this.compared(value);
    return (verdict === undefined ? this.step() : verdict) as IterResult;
  }
}

/** The TypeError for a key without a hash; `reason` is the text of the error that hashing raised. */
function unhashable(what: string, reason: Value): Abrupt {
  return typeError(`${what} (${hostString(textOf(reason)!)})`);
}

/** Left while the text of the error is being made. */
class UnhashableFrame extends NativeFrame {
  readonly what: string;
  constructor(what: string) {
    super();
    this.what = what;
  }
  returned(value: Value): IterResult {
    return unhashable(this.what, value);
  }
}

/**
 * Inserts a key of kind B, for which Python code has to be run, if its hash alone tells that it is not there: undefined when it did,
 * else what `runFrom` takes.
 */
export function insertByHash(holder: KeyHolder, key: Value, value: Value): Result | undefined {
  const hash = hashOf(key);
  const dict = dictOf(holder);
  if (hash === ABRUPT || dict.hasKeysA()) return hash;
  const folded = foldHash(hash as number | bigint);
  if (dict.hasHash(folded)) return hash;
  dict.insertNew(key, folded, value);
  return undefined;
}

/** `dict[key] = value`. */
export class SetOperation extends KeyOperation {
  readonly value: Value;
  constructor(dict: PyDict, key: Value, value: Value) {
    super(dict, key);
    this.value = value;
  }
  found(entry: number, folded: number): Result {
    if (entry >= 0) this.dict.setValueAt(entry, this.value);
    else this.dict.insertNew(this.key, folded, this.value);
    return None;
  }
}
