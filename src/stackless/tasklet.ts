// The tasklet: a thread of execution of its own, a few dozen bytes and its frames.
//
// A tasklet that is suspended holds all there is of it: its frames, what it will be resumed with (`tempval`), the exception it
// is handling. While it runs these stand in the machine's registers, and `frame` and `handled` are null. There may be a
// million of them, so fields are few: truth values share `flags`, the run queue and channels share the links, and what tasklets
// have in common or seldom need is in an Environment that they share. Who may change what is the scheduler's business.
import type { Frame } from '../machine/frame.ts';
import type { PyBaseException } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Value } from '../objects/object.ts';
import { builtinType } from '../objects/type.ts';
import type { Channel } from './channel.ts';
import type { HostWait } from './host-wait.ts';
import type { ThreadScheduler } from './scheduler.ts';

/** It has been given its function's arguments and has not ended. */
export const ALIVE = 1;
/** It is in the run queue. */
export const QUEUED = 2;
/** It is in the list of the channel `waitingOn`. */
export const BLOCKED = 4;
/** It waits for the host, `waitingOn`; it counts as runnable. */
export const WAITING = 8;
/** It is suspended inside stackless.run(). */
export const RUNNER = 16;
/** The watchdog may not interrupt it. */
export const ATOMIC = 32;
export const IGNORE_NESTING = 64;
/** It may not block on a channel. */
export const BLOCK_TRAP = 128;
/** The watchdog wanted to interrupt it and will when it may. */
export const INTERRUPT_PENDING = 256;
/** The error handler has been called for its uncaught exception. */
export const ERROR_HANDLED = 512;
/** Its finalizer has run. */
export const ZOMBIE = 1024;
/** It is a Visitor. */
export const VISITOR = 2048;

/** It is in some queue: what `tasklet.scheduled` says. */
export const SCHEDULED = QUEUED | BLOCKED | WAITING;

/** The context variables of a tasklet, made when they are first needed (context-variables.ts). */
export type ContextObject = PyObject & { readonly enteredBy: Tasklet | null };

/** What tasklets share with the tasklet that made them: the thread, and the context variables. */
export class Environment {
  readonly thread: ThreadScheduler;
  /** Null until something asks for it. */
  context: ContextObject | null;
  constructor(thread: ThreadScheduler, context: ContextObject | null) {
    this.thread = thread;
    this.context = context;
  }
}

export class Tasklet extends PyObject {
  /** The bits above. */
  flags = 0;
  /** How many compiled functions are in `frame`'s chain. */
  base = 0;
  /** What the call it is suspended in will return, a bomb if that is to raise; of a bound tasklet, the function. */
  tempval: Value = None;
  /** The innermost frame while it is suspended; null while it runs, and when only the last result is still to be delivered. */
  frame: Frame | null = null;
  /** Neighbour in the run queue (a ring), or in a channel's list (which ends with null). */
  after: Tasklet | null = null;
  before: Tasklet | null = null;
  /** The channel or event of the host it waits for. */
  waitingOn: Channel | HostWait | null = null;
  /** The exception it was handling when it was suspended. */
  handled: PyBaseException | null = null;
  /** Thread and context; shared with other tasklets, so it is replaced, never changed, when they part. */
  declare env: Environment;

  constructor(env: Environment) {
    super();
    this.env = env;
  }

  get alive(): boolean {
    return (this.flags & ALIVE) !== 0 && !this.env.thread.ended;
  }
  get paused(): boolean {
    return (this.flags & (ALIVE | SCHEDULED)) === ALIVE && !this.env.thread.ended;
  }
  get blocked(): boolean {
    return (this.flags & BLOCKED) !== 0;
  }
  /** The thread it belongs to; null when that has ended. */
  get thread(): ThreadScheduler | null {
    const { thread } = this.env;
    return thread.ended ? null : thread;
  }
  /** Whether it is the tasklet that runs in its thread, or would, if the thread had its turn; also while it waits for the host. */
  get isCurrent(): boolean {
    const { thread } = this.env;
    return thread.current === this && !thread.ended && (!thread.asleep || (this.flags & WAITING) !== 0);
  }
  /** Whether its frames are on the host's stack, beneath those of the running tasklet. */
  get isBeneath(): boolean {
    return this.env.thread.beneath === this;
  }
  get isMain(): boolean {
    const { thread } = this.env;
    return thread.main === this && !thread.ended;
  }
  /** How often native code that cannot be restored stands on its stack: only stackless.run() counts here. */
  get nestingLevel(): number {
    return (this.flags & RUNNER) !== 0 ? 1 : 0;
  }
}

/** Makes a call from outside the program while a thread rests, which then rests on. */
export class Visitor extends Tasklet {
  /** Who is current while the thread rests. */
  readonly last: Tasklet;

  constructor(env: Environment, last: Tasklet) {
    super(env);
    this.last = last;
    this.flags = ALIVE | ERROR_HANDLED | VISITOR;
  }
}

export const taskletType = builtinType('tasklet', Tasklet, {
  module: '_stackless',
  hasWeakrefs: true,
});
