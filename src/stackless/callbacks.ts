// The schedule callback and the channel callback.
//
// The schedule callback runs on the stack of the tasklet that leaves, which is still the current one; the queue is already as
// it will be. It cannot prevent the switch: what it raises is reported and forgotten.
import { ABRUPT } from '../machine/abrupt.ts';
import { liftToSwitch, NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { call2 } from '../operators/call.ts';
import type { Switching } from './switching.ts';
import type { Tasklet } from './tasklet.ts';

/** Calls the schedule callback, then switches. */
export class SwitchCallbackFrame extends NativeFrame {
  protected readonly thread: Switching;
  private readonly target: Tasklet;
  protected step: 'begin' | 'called' | 'reported' | 'over' = 'begin';

  constructor(thread: Switching, next: Tasklet) {
    super();
    this.thread = thread;
    this.target = next;
  }

  begin(): Result {
    const { thread } = this;
    this.step = 'called';
    thread.inScheduleCallback = true;
    thread.following = this.target;
    return this.after(call2(thread.shared.scheduleCallback!, this.leavingTasklet(), this.target));
  }

  /** What the callback is told to be left. */
  protected leavingTasklet(): Value {
    return this.thread.current;
  }

  private after(result: Result): Result {
    return (result === ABRUPT ? suspend(this) : this.switchNow()) as Result;
  }

  /** Does what the callback was told of. */
  protected switchNow(): Result {
    this.leaveCallback();
    if (this.thread.queue !== this.target) this.thread.makeHead(this.target);
    return liftToSwitch();
  }

  protected leaveCallback(): void {
    this.thread.inScheduleCallback = false;
    this.thread.following = null;
  }

  returned(value: Value): IterResult {
    if (this.step === 'over') return value;
    return this.step === 'begin' ? this.begin() : this.switchNow();
  }

  override raised(): IterResult {
    if (this.step === 'over') return ABRUPT;
    if (this.step === 'reported') {
      // Not even the report succeeded.
      machine.exc = null;
      return this.switchNow();
    }
    this.step = 'reported';
    const exc = machine.exc!;
    machine.exc = null;
    return this.after(
      frozenFunction('lifecycle', 'unraisable').call3(exc, None, 'Error in scheduling callback'),
    );
  }
}
