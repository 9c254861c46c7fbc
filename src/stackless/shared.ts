// What all threads of an interpreter share: callbacks, timers, pending calls; which thread runs next; and the way back from the
// host's event loop.
//
// Threads take turns on the one machine. `ready` has those that could go on; one that has nothing to do rests, outside of it,
// until something makes one of its tasklets runnable (ThreadScheduler.append). A thread gives the machine up when it has
// nothing to do, and at a tick when its switch interval is over. When no thread is ready the machine halts, and the
// host's event loop turns until a callback makes one ready: unless nothing is left that could (deadlock.ts).
import type { Host, InterruptWatch } from '../host/host.ts';
import { hasRegistrations } from '../machine/finalization.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { runMachine } from '../machine/trampoline.ts';
import type { Result, Value } from '../objects/object.ts';
import { breakDeadlock } from './deadlock.ts';
import { Pace } from './pace.ts';
import { CALLED_BACK, THREADED } from './reasons.ts';
import type { ThreadScheduler } from './scheduler.ts';
import type { Tasklet } from './tasklet.ts';
import { Timers } from './timers.ts';
import type { Turns } from './turns.ts';

/** What is between the ids of two threads, about as elsewhere; ids are not used again. */
const ID_STEP = 0x1000;

/** Seconds of work after which the host's event loop gets a turn, when a tasklet waits for the host. */
const SECONDS_PER_TURN = 0.02;

/** The event loop's turn for a Ctrl-C that came before that was watched for, in turns that it would have had. */
const TURNS_UNWATCHED = 3;

/** Seconds of work after which the event loop gets a turn where nobody is known to need one. */
const SECONDS_WITHOUT_TURN = 30;

/** Seconds; longer than any program waits. */
const LONG_TIME = 2_000_000;

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
  /** The thread of the main program. */
  declare main: ThreadScheduler;
  /** By thread id, the main thread first. */
  readonly threads = new Map<number, ThreadScheduler>();
  /** How many threads were started, for their ids. */
  private threadsStarted = 0;
  /** The threads that could go on, in the order of their turns; the running one is not among them. */
  readonly ready: Turns[] = [];
  /** `sys.getswitchinterval()`: seconds after which a thread gives way to another that is ready. */
  switchInterval = 0.005;
  /** When the running thread's turn began, in seconds of the host's clock. */
  turnBegan = 0;
  readonly pace = new Pace();
  /** When the event loop had its last turn. */
  lastHostTurn = 0;
  /** The program is ending: no other thread runs any more. */
  finalizing = false;
  /** How many tasklets of living threads wait for something that comes from outside the program (host-wait.ts). */
  outsideWaits = 0;
  /** Each says whether something else from outside may make a call, such as the handler of a signal. */
  readonly outsideCallers: (() => boolean)[] = [];
  readonly timers: Timers;
  /** Calls that the main thread makes at its next tick (signal handlers). */
  readonly pendingCalls: (() => Result)[] = [];
  /** The tasklet that makes one of them; null: none. */
  pendingCallIn: Tasklet | null = null;
  /** Called whenever the machine halts, with nothing to do for now: output is flushed here. */
  readonly restHooks: (() => void)[] = [];
  /** A callback of the host is being served: tasklets it wakes go on when it is done. */
  private serving = false;
  /** The machine is running a thread of this interpreter. */
  private running = false;
  /** Tells of Ctrl-C between the turns of the event loop; null: nobody does. */
  private interrupts: InterruptWatch | null = null;
  /** Since when that is so, in the host's seconds. */
  private watchedSince = Infinity;
  /** Ends what keeps the host's event loop alive while only a signal can wake the program. */
  private sleepOn: (() => void) | null = null;

  constructor(interpreter: Interpreter) {
    this.interpreter = interpreter;
    this.timers = new Timers(interpreter.host, (wake) => this.serve(wake));
  }

  get host(): Host {
    return this.interpreter.host;
  }

  /** Whether switches or the operations of channels are told to Python code. */
  get hasCallbacks(): boolean {
    return this.scheduleCallback !== null || this.channelCallback !== null;
  }

  /** To be called when a callback was set or taken away. */
  callbacksChanged(): void {
    for (const thread of this.threads.values()) thread.lookCloser(CALLED_BACK, this.hasCallbacks);
  }

  /** A thread beside the main one. */
  addThread(thread: ThreadScheduler): void {
    this.threads.set(thread.id, thread);
    for (const each of this.threads.values()) each.lookCloser(THREADED, true);
  }

  /** The id of a new thread. */
  newId(): number {
    return this.main.id - ++this.threadsStarted * ID_STEP;
  }

  /** How many threads were started before the one with this id, the main thread being 0. */
  numberOf(id: number): number {
    return (this.main.id - id) / ID_STEP;
  }

  // --- Turns of the threads ----------------------------------------------------------------------------------------

  /**
   * Whether anything but the running tasklet's thread could still make a tasklet runnable. A signal's handler is no tasklet, and
   * who waits on a channel is not to wait for one; but locks are released by handlers, as elsewhere, and who has got one can act.
   */
  get othersCanAct(): boolean {
    if (this.ready.length > 0 || this.outsideWaits > 0) return true;
    return this.mayBeCalled && [...this.threads.values()].some((t) => t.lockWaits > 0 || t.heldBy !== null);
  }

  /** Whether anything could release a lock for which a tasklet is going to wait. */
  get locksCanBeReleased(): boolean {
    return this.othersCanAct || this.mayBeCalled;
  }

  /** Whether a call may come from outside. */
  private get mayBeCalled(): boolean {
    return this.outsideCallers.some((may) => may());
  }

  /** Loads the registers of the thread whose turn it is; false when none can go on. */
  private loadNext(): boolean {
    for (;;) {
      const thread = this.ready.shift();
      if (thread !== undefined) {
        if (!(this.finalizing && thread !== this.main) && thread.load()) return true;
      } else if (this.othersCanAct || !this.main.hasProgram || !breakDeadlock(this)) return false;
    }
  }

  /** The running thread has stored its registers: the machine goes on with the next, or halts when there is none. */
  nextThread(): void {
    if (this.loadNext()) return;
    this.halt();
    this.stayAlive();
  }

  /** While only a signal can wake the program, nothing else keeps the host's event loop alive. */
  private stayAlive(): void {
    if (this.main.hasProgram && this.outsideWaits === 0) this.sleepOn ??= this.keepAlive();
  }

  /** Keeps the host's event loop alive until what this gives is called. */
  keepAlive(): () => void {
    return this.host.setTimer(LONG_TIME, () => {});
  }

  /** Whether a thread of this interpreter is on the machine, so that not all frames are off the host's stack. */
  get isRunning(): boolean {
    return this.running;
  }

  /** Halts the machine. */
  halt(): void {
    machine.halted = true;
    for (const hook of this.restHooks) hook();
  }

  /** A thread that rested, or was held, can go on. */
  makeReady(thread: Turns): void {
    this.ready.push(thread);
    if (this.running) (this.interpreter.scheduler as ThreadScheduler).hurry();
    else this.resume();
  }

  // --- The host's event loop ---------------------------------------------------------------------------------------

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

  /** Whether the host's event loop is to have a turn at `now`. */
  isTurnDue(now: number): boolean {
    if (this.interrupts !== null && this.interrupts.arrived()) return true;
    const waited = now - this.lastHostTurn;
    if (this.outsideWaits > 0) return waited > SECONDS_PER_TURN;
    const { secondsPerTurn, alone } = this.interpreter.options;
    if (waited <= secondsPerTurn) return false;
    if (!alone || !this.canDoWithoutTurn()) return true;
    if (this.watchedSince === Infinity && this.interrupts!.isReady) this.watchedSince = now;
    return (
      waited >
      (this.lastHostTurn > this.watchedSince ? SECONDS_WITHOUT_TURN : TURNS_UNWATCHED * secondsPerTurn)
    );
  }

  /**
   * Nothing but Ctrl-C can come from the host, and that is watched for, or is going to be soon. Short programs do without: beginning to
   * watch takes them 10 ms.
   */
  private canDoWithoutTurn(): boolean {
    if (hasRegistrations() || this.mayBeCalled) return false;
    this.interrupts = this.host.watchInterrupts?.() ?? null;
    return this.interrupts !== null;
  }

  /** Halts the machine for one turn of the host's event loop. */
  giveHostTurn(): void {
    this.halt();
    this.host.setTimer(0, () => this.resume());
  }

  /** Goes on with a thread that is ready. If the last wait for the host is over and has made none so, that is a deadlock. */
  private resume(): void {
    if (this.running || this.serving || !this.main.hasProgram) return;
    if (this.ready.length === 0 && this.othersCanAct) return this.stayAlive();
    this.guarded(() => {
      this.lastHostTurn = this.host.monotonic();
      if (!this.loadNext()) return this.stayAlive();
      this.sleepOn?.();
      this.sleepOn = null;
      runMachine();
    });
  }

  /** Enters the machine from the host. What is wrong in the machine itself ends the program. */
  guarded(enter: () => void): void {
    machine.interpreter = this.interpreter;
    this.running = true;
    try {
      enter();
    } catch (error) {
      this.main.crashed(error);
    } finally {
      this.running = false;
    }
  }
}
