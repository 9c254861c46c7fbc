// `writelines(lines)` of files: writes what an iterable gives, one after the other.
import { ABRUPT, STOP, type Stop } from '../../machine/abrupt.ts';
import { NativeFrame, suspend } from '../../machine/frame.ts';
import { isLookDue, nextItem } from '../../machine/items.ts';
import { None } from '../../objects/none.ts';
import type { IterResult, PyObject, Result, Value } from '../../objects/object.ts';
import { iter } from '../../operators/iterate.ts';

export abstract class WriteLines extends NativeFrame {
  private iterator: PyObject | null = null;

  /** Writes a line at once: never suspended. */
  protected abstract write(line: Value): Result;

  run(lines: Value): Result {
    const it = iter(lines);
    return it === ABRUPT ? (suspend(this) as Result) : this.drain(it);
  }

  private drain(it: PyObject): Result {
    this.iterator = it;
    for (let count = 1; ; count++) {
      const line = isLookDue(count) ? nextItem(it) : it.next();
      if (line === ABRUPT) return suspend(this) as Result;
      if (line === STOP) return None;
      if (this.write(line) === ABRUPT) return ABRUPT;
    }
  }

  returned(value: Value | Stop): IterResult {
    if (this.iterator === null) return this.drain(value as PyObject);
    if (value === STOP) return None;
    return this.write(value as Value) === ABRUPT ? ABRUPT : this.drain(this.iterator);
  }
}
