// `dict.update` with an iterable of pairs that is no plain list or tuple.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { iter } from '../operators/iterate.ts';
import type { PyDict } from './dict.ts';
import { directItems } from './list-operations.ts';
import { None } from './none.ts';
import type { IterResult, PyObject, Result, Value } from './object.ts';

/** Sets each pair as soon as it comes: what was set before an exception stays. `run` gives None. */
export class PairsOperation extends NativeFrame {
  private readonly dict: PyDict;
  private iterator: PyObject | null = null;
  /** How many pairs have come. */
  private count = 0;
  /** Whether a pair is being set, not fetched. */
  private setting = false;

  constructor(dict: PyDict) {
    super();
    this.dict = dict;
  }

  run(iterable: Value): Result {
    const it = iter(iterable);
    return it === ABRUPT ? (suspend(this) as Result) : this.drain(it);
  }

  private drain(it: PyObject): Result {
    this.iterator = it;
    for (;;) {
      const pair = it.next();
      if (pair === ABRUPT) return suspend(this) as Result;
      if (pair === STOP) return None;
      if (this.set(pair) === ABRUPT) return suspend(this) as Result;
      this.setting = false;
    }
  }

  /** Gives anything, or ABRUPT. */
  private set(pair: Value): Result | undefined {
    const items = directItems(pair);
    this.setting = true;
    const n = this.count++;
    if (items === undefined || items.length !== 2)
      return frozenFunction('dict', 'set_pair').call3(this.dict, pair, n);
    return this.dict.set(items[0]!, items[1]!);
  }

  returned(value: Value | Stop): IterResult {
    if (this.iterator === null) return this.drain(value as PyObject);
    if (!this.setting) {
      if (value === STOP) return None;
      if (this.set(value as Value) === ABRUPT) return suspend(this);
    }
    this.setting = false;
    return this.drain(this.iterator);
  }
}
