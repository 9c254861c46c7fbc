// The start of a thread: a scheduler of its own, whose main tasklet calls the thread's function.
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { SwitchCallbackFrame } from './callbacks.ts';
import { ThreadScheduler } from './scheduler.ts';
import type { Shared } from './shared.ts';

/** Starts a thread that calls `fn(*args, **kwargs)`; what that raises is reported. */
export function startThread(shared: Shared, fn: Value, args: Value, kwargs: Value): ThreadScheduler {
  const thread = new ThreadScheduler(shared, shared.newId());
  const starter = machine.interpreter.scheduler as ThreadScheduler;
  thread.signalMask = starter.signalMask;
  thread.systemName = starter.systemName;
  shared.addThread(thread);
  thread.start(new ThreadStart(thread, fn, args, kwargs));
  return thread;
}

/** The bottom of a thread's main tasklet: the schedule callback is told of it, then the function is called. */
class ThreadStart extends SwitchCallbackFrame {
  private readonly fn: Value;
  private readonly args: Value;
  private readonly kwargs: Value;

  constructor(thread: ThreadScheduler, fn: Value, args: Value, kwargs: Value) {
    super(thread, thread.main);
    this.fn = fn;
    this.args = args;
    this.kwargs = kwargs;
  }

  override returned(value: Value): IterResult {
    return this.thread.shared.scheduleCallback === null && this.step === 'begin'
      ? this.switchNow()
      : super.returned(value);
  }

  protected override leavingTasklet(): Value {
    return None;
  }

  protected override switchNow(): Result {
    this.leaveCallback();
    this.step = 'over';
    return frozenFunction('thread_support', 'run').call3(this.fn, this.args, this.kwargs);
  }

  /** What was thrown at the thread before it began ends it; its function is not called. */
  override raised(): IterResult {
    if (this.step !== 'begin') return super.raised();
    const exc = machine.exc!;
    machine.exc = null;
    this.step = 'over';
    return frozenFunction('thread_support', 'run').callN([this.fn, this.args, this.kwargs, exc]);
  }
}
