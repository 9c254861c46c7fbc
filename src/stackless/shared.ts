// What all threads of an interpreter share: callbacks, timers, pending calls, and the way back from the host's event loop.
import type { Host } from '../host/host.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import type { Result, Value } from '../objects/object.ts';
import type { ThreadScheduler } from './scheduler.ts';
import { Timers } from './timers.ts';

export class Shared {
  readonly interpreter: Interpreter;
  /** Called at each switch; null: none. */
  scheduleCallback: Value | null = null;
  /** Called for each operation of a channel; null: none. */
  channelCallback: Value | null = null;
  /** Called for uncaught exceptions of tasklets; null: none. */
  errorHandler: Value | null = null;
  /** What enable_softswitch was last given. */
  softswitch = true;
  pickleFlagsDefault = 0;
  /** By thread id, the main thread first. */
  readonly threads = new Map<number, ThreadScheduler>();
  readonly timers: Timers;
  /** Calls that the main thread makes at its next tick (signal handlers). */
  readonly pendingCalls: (() => Result)[] = [];
  /** A thread that has work again, for when the host's callback is done. */
  private resumable: ThreadScheduler | null = null;
  /** A callback of the host is being served: tasklets it wakes go on when it is done. */
  private serving = false;
  /** Called whenever the machine halts, with nothing to do for now: output is flushed here. */
  readonly restHooks: (() => void)[] = [];

  constructor(interpreter: Interpreter) {
    this.interpreter = interpreter;
    this.timers = new Timers(interpreter.host, (wake) => this.serve(wake));
  }

  get host(): Host {
    return this.interpreter.host;
  }

  atRest(): void {
    for (const hook of this.restHooks) hook();
  }

  /** Runs `callback` for the host; then what it made runnable. */
  serve(callback: () => void): void {
    if (this.serving) return callback();
    this.serving = true;
    try {
      callback();
    } finally {
      this.serving = false;
    }
    this.resume();
  }

  /** A resting thread has work again. */
  resumeSoon(thread: ThreadScheduler): void {
    this.resumable = thread;
    if (!this.serving) this.resume();
  }

  private resume(): void {
    const thread = this.resumable;
    if (thread === null) return;
    this.resumable = null;
    this.guarded(thread, () => thread.wake());
  }

  /** Enters the machine from the host. What is wrong in the machine itself ends the program. */
  guarded(thread: ThreadScheduler, enter: () => void): void {
    machine.interpreter = this.interpreter;
    try {
      enter();
    } catch (error) {
      thread.crashed(error);
    }
  }
}
