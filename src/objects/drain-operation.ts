// A native that does something with each item of an iterable, as soon as it comes.
import { ABRUPT, STOP, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { isLookDue, nextItem } from '../machine/items.ts';
import { iter } from '../operators/iterate.ts';
import { None } from './none.ts';
import type { IterResult, PyObject, Result, Value } from './object.ts';

/** `run` gives None at the end. What was done with items before an exception stays done. */
export abstract class DrainOperation extends NativeFrame {
  /** Null until `iter` has given it. */
  private iterator: PyObject | null = null;
  /** Whether an item is being dealt with, not fetched. */
  private taking = false;

  /** Deals with an item: gives anything, or ABRUPT. */
  protected abstract take(item: Value): Result | undefined;

  run(iterable: Value): Result {
    const it = iter(iterable);
    return it === ABRUPT ? (suspend(this) as Result) : this.drain(it);
  }

  private drain(it: PyObject): Result {
    this.iterator = it;
    for (let count = 1; ; count++) {
      this.taking = false;
      const item = isLookDue(count) ? nextItem(it) : it.next();
      if (item === ABRUPT) return suspend(this) as Result;
      if (item === STOP) return None;
      this.taking = true;
      if (this.take(item) === ABRUPT) return suspend(this) as Result;
    }
  }

  returned(value: Value | Stop): IterResult {
    if (this.iterator === null) return this.drain(value as PyObject);
    if (!this.taking) {
      if (value === STOP) return None;
      this.taking = true;
      if (this.take(value as Value) === ABRUPT) return suspend(this);
    }
    return this.drain(this.iterator);
  }
}
