// Native operations in several steps, any of which may call Python code.
//
// A subclass keeps its state in fields and does one step after another in `step`; what a step gives (a call's result,
// usually) is what the next one receives. When a step's call is lifted off the stack, the operation itself is the frame that
// goes on later. A step may set `at` to jump, and `return this.finish(result)` ends the operation with a result.
import { ABRUPT, type Stop } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import type { Size } from '../machine/numbers.ts';
import { hostError } from './exception.ts';
import type { IterResult, Result, Value } from './object.ts';

export abstract class Steps extends NativeFrame {
  /** The number of the step that comes next. */
  at: Size = 0;
  private finished = false;

  /** Does step `n`; `value` is what the step before gave. */
  abstract step(n: number, value: Value): Result;

  /** Runs from the next step on; `value` is what it receives. */
  run(value: Value = 0): Result {
    for (;;) {
      let result: Result;
      try {
        result = this.step(this.at++, value);
      } catch (error) {
        result = hostError(error);
      }
      if (result === ABRUPT) return suspend(this) as Result;
      if (this.finished) return result;
      value = result;
    }
  }

  /** Ends the operation: `result` is its result, once it is there. */
  protected finish(result: Result): Result {
    this.finished = true;
    return result;
  }

  returned(value: Value | Stop): IterResult {
    return this.finished ? value : this.run(value as Value);
  }
}
