// Pickler and Unpickler: their layouts.
import { newException, runtimeErrorType } from '../../objects/exception.ts';
import { PyObject, type Value } from '../../objects/object.ts';
import { builtinType } from '../../objects/type.ts';
import type { StateTable } from '../../stackless/pickling/state.ts';
import type { Travel } from '../../stackless/pickling/travel.ts';
import { DEFAULT_PROTOCOL } from './opcodes.ts';

export class Pickler extends PyObject {
  /** `file.write`; null before `__init__`, and for `dumps`, which has no file. */
  write: Value | null = null;
  proto = DEFAULT_PROTOCOL;
  /** No memo is kept: for data without cycles. */
  fast: number = 0;
  /** Protocol below 3: names are written as Python 2 had them. */
  fixImports = false;
  bufferCallback: Value | null = null;
  /** A table of its own in place of copyreg's: any mapping. */
  dispatchTable: Value | null = null;
  /** Which modules' classes and functions are written by value; null: those of none. */
  travel: Travel | null = null;
  /** What a program has set in place of the method; null: the class decides. */
  persistentId: Value | null = null;
  /** What has been pickled: objects (and strings, by their text) and their numbers. */
  memo = new Map<unknown, number>();
  /** The States of what is suspended, which are in the memo. */
  states: StateTable = new Map();
  /** How many have a number; those that nothing can refer to again are not in the memo. */
  memoized = 0;
  /** A pickle is being written. */
  running = false;
}

export const picklerType = builtinType('Pickler', Pickler, { module: '_pickle' });

/** The memo of an unpickler: values by number, which are nearly always consecutive. */
export class UnpicklerItems {
  private readonly items: (Value | undefined)[] = [];
  /** Those with numbers beyond the end of `items`. */
  private readonly others = new Map<number, Value>();
  size = 0;

  get(n: number): Value | undefined {
    return n < this.items.length ? this.items[n] : this.others.get(n);
  }
  set(n: number, value: Value): void {
    if (this.get(n) === undefined) this.size++;
    if (n < this.items.length) this.items[n] = value;
    else if (n === this.items.length && !this.others.has(n)) this.items.push(value);
    else this.others.set(n, value);
  }
  entries(): [number, Value][] {
    return [...this.items.entries(), ...this.others] as [number, Value][];
  }
}

export class Unpickler extends PyObject {
  /** `file.read` and `file.readline`; null before `__init__`, and for `loads`. */
  read: Value | null = null;
  readline: Value | null = null;
  encoding: Value = 'ASCII';
  errors: Value = 'strict';
  fixImports = true;
  /** An iterator over what was pickled out of band. */
  buffers: PyObject | null = null;
  /** What a program has set in place of the method; null: the class decides. */
  persistentLoad: Value | null = null;
  memo: UnpicklerItems = new UnpicklerItems();
  /** Of the pickle being read. */
  proto = 0;
  /** Bytes of the file that were read and belong to no opcode yet: none, unless a frame was longer than its pickle. */
  rest: Uint8Array | null = null;
  /** A pickle is being read. */
  running = false;
}

export const unpicklerType = builtinType('Unpickler', Unpickler, { module: '_pickle' });

/** `pickler.memo`: what a program sees of the memo. */
export class PicklerMemo extends PyObject {
  readonly pickler: Pickler;
  constructor(pickler: Pickler) {
    super();
    this.pickler = pickler;
  }
}

export class UnpicklerMemo extends PyObject {
  readonly unpickler: Unpickler;
  constructor(unpickler: Unpickler) {
    super();
    this.unpickler = unpickler;
  }
}

export const picklerMemoType = builtinType('PicklerMemoProxy', PicklerMemo, { module: '_pickle' });
export const unpicklerMemoType = builtinType('UnpicklerMemoProxy', UnpicklerMemo, { module: '_pickle' });

/** Marks it as used. Throws RuntimeError when it is being used already. */
export function beginUse(self: Pickler | Unpickler): void {
  checkUnused(self);
  self.running = true;
}

/** Throws RuntimeError if it is at work: Python code that it calls must not use it. */
export function checkUnused(self: Pickler | Unpickler): void {
  const name = self instanceof Pickler ? 'Pickler' : 'Unpickler';
  if (self.running) throw newException(runtimeErrorType, `${name} object is already being used`);
}
