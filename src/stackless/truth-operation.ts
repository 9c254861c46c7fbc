// Something to be done with the truth of a value, which may run Python code first.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { isTrue } from '../operators/truth.ts';

type Action = (truth: boolean) => Result;

export class TruthOperation extends NativeFrame {
  private readonly action: Action;
  constructor(action: Action) {
    super();
    this.action = action;
  }

  static with(value: Value, action: Action): Result {
    const truth = isTrue(value);
    return truth === ABRUPT ? (suspend(new TruthOperation(action)) as Result) : action(truth);
  }

  returned(value: Value): IterResult {
    return this.action(value as boolean);
  }
}
