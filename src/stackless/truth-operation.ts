// Something to be done with the truth of a value, which may run Python code first.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { isTrue } from '../operators/truth.ts';

/** A function at the top level of a file, so that it can be pickled; it also gets what it was passed along with. */
type Action<A extends unknown[]> = (truth: boolean, ...args: A) => Result;

export class TruthOperation<A extends unknown[]> extends NativeFrame {
  // eslint-disable-next-line stackless/frame-fields -- has an address
  private readonly action: Action<A>;
  private readonly args: A;
  constructor(action: Action<A>, args: A) {
    super();
    this.action = action;
    this.args = args;
  }

  static with<A extends unknown[]>(value: Value, action: Action<A>, ...args: A): Result {
    const truth = isTrue(value);
    return truth === ABRUPT ? (suspend(new TruthOperation(action, args)) as Result) : action(truth, ...args);
  }

  returned(value: Value): IterResult {
    return this.action(value as boolean, ...this.args);
  }
}
