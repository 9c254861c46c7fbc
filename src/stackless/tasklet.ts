// The tasklet: a thread of execution of its own, a few dozen bytes and its frames.
//
// A tasklet that is suspended holds all there is of it: its frames, what it will be resumed with (`tempval`), the exception it
// is handling. While it runs these stand in the machine's registers, and `frame` and `handled` are null. There may be a
// million of them, so it has five fields, in which most have all they need:
//
//     flags          truth values, and how many compiled functions there are (`base`)
//     held           `tempval`, or what it waits for (`waitingOn`); both: a Holding
//     top            the frames (`frame`); with the exception it is handling (`handled`), or a large `base`: an Aside
//     after, before  links of the run queue, and of channels
//
// What tasklets have in common is in an Environment, which most tasklets of the main thread need not even name. Who may
// change what is the scheduler's business.
import type { Frame } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
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
/** `waitingOn` is something else than a channel. */
export const HOSTED = 4096;
/** `top` is an Aside. */
export const ASIDE = 8192;
/** It has the environment of tasklets of the main thread that were given no function yet; without it: of those that were. */
const BARE = 16384;

/** Where in `flags` the number of compiled functions begins, if it is no larger; and the flags without it and without ASIDE. */
export const BASE_SHIFT = 15;
export const MOST_BASE = 0xffff;
export const LASTING = (1 << BASE_SHIFT) - 1 - ASIDE;

/** It is in some queue: what `tasklet.scheduled` says. */
export const SCHEDULED = QUEUED | BLOCKED | WAITING;

/** The context variables of a tasklet, made when they are first needed (context-variables.ts). */
export type ContextObject = PyObject & { readonly enteredBy: Tasklet | null };

/** What tasklets share with the tasklet that made them: the thread, and the context variables. */
export class Environment {
  readonly thread: ThreadScheduler;
  /** Null until something asks for it. */
  context: ContextObject | null;
  /** It is `common` or `bare` of the main thread: a tasklet that names no environment has one of these. */
  readonly isImplied: boolean;
  constructor(thread: ThreadScheduler, context: ContextObject | null, isImplied = false) {
    this.thread = thread;
    this.context = context;
    this.isImplied = isImplied;
  }
}

/** What a tasklet waits for, together with its `tempval`. */
class Holding {
  readonly on: Channel | HostWait;
  value: Value;
  constructor(on: Channel | HostWait, value: Value) {
    this.on = on;
    this.value = value;
  }
}

/** What few tasklets have to store when they are suspended, in front of their frames. */
class Aside {
  frame: Frame | null;
  readonly base: number;
  readonly handled: PyBaseException | null;
  constructor(frame: Frame | null, base: number, handled: PyBaseException | null) {
    this.frame = frame;
    this.base = base;
    this.handled = handled;
  }
}

export class Tasklet extends PyObject {
  /** The bits above. */
  flags = 0;
  held: Value | Channel | HostWait | Holding = None;
  top: Frame | Aside | null = null;
  /** Neighbour in the run queue (a ring), or in a channel's list (which ends with null). */
  after: Tasklet | null = null;
  before: Tasklet | null = null;
  /** The environment, if it is not an implied one; on the prototype: null. */
  declare private ownEnv: Environment | null;

  constructor(env?: Environment) {
    super();
    if (env !== undefined) this.env = env;
  }

  /** What the call it is suspended in will return, a bomb if that is to raise; of a bound tasklet, the function. */
  get tempval(): Value {
    const { held } = this;
    if ((this.flags & (BLOCKED | HOSTED)) === 0) return held as Value;
    if (held instanceof Holding) return held.value;
    return this.sendsFirst ? (held as Channel).value : None;
  }
  set tempval(value: Value) {
    const { held } = this;
    if ((this.flags & (BLOCKED | HOSTED)) === 0) this.held = value;
    else if (held instanceof Holding) held.value = value;
    else if (this.sendsFirst) (held as Channel).value = value;
    else if (value !== None) this.held = new Holding(held as Channel | HostWait, value);
  }

  /** It has waited longest to send: the channel keeps its `tempval`, unless it is in a Holding. */
  private get sendsFirst(): boolean {
    if ((this.flags & BLOCKED) === 0) return false;
    const channel = this.waitingOn as Channel;
    return channel.first === this && channel.balance > 0;
  }

  /** The channel or event of the host it waits for. */
  get waitingOn(): Channel | HostWait | null {
    if ((this.flags & (BLOCKED | HOSTED)) === 0) return null;
    const { held } = this;
    return held instanceof Holding ? held.on : (held as Channel | HostWait);
  }

  /** It waits for a channel, in whose list it is not the first, or for the host; `tempval` is `value`. */
  waitFor(on: Channel | HostWait, flag: typeof BLOCKED | typeof HOSTED, value: Value): void {
    this.flags |= flag;
    this.held = value === None ? on : new Holding(on, value);
  }

  /** It waits no longer for the host. */
  endHostWait(): void {
    const value = this.tempval;
    this.flags &= ~HOSTED;
    this.held = value;
  }

  /** The innermost frame while it is suspended; null while it runs, and when only the last result is still to be delivered. */
  get frame(): Frame | null {
    const { top } = this;
    return (this.flags & ASIDE) === 0 ? (top as Frame | null) : (top as Aside).frame;
  }
  set frame(frame: Frame | null) {
    if ((this.flags & ASIDE) === 0) this.top = frame;
    else (this.top as Aside).frame = frame;
  }

  /** How many compiled functions are in `frame`'s chain. */
  get base(): number {
    return (this.flags & ASIDE) === 0 ? this.flags >> BASE_SHIFT : (this.top as Aside).base;
  }
  set base(base: number) {
    this.suspend(this.frame, base, this.handled);
  }

  /** The exception it was handling when it was suspended. */
  get handled(): PyBaseException | null {
    return (this.flags & ASIDE) === 0 ? null : (this.top as Aside).handled;
  }
  set handled(handled: PyBaseException | null) {
    this.suspend(this.frame, this.base, handled);
  }

  /** Stores these three. */
  suspend(frame: Frame | null, base: number, handled: PyBaseException | null): void {
    if (handled === null && base <= MOST_BASE) {
      this.flags = (this.flags & LASTING) | (base << BASE_SHIFT);
      this.top = frame;
    } else {
      this.flags = (this.flags & LASTING) | ASIDE;
      this.top = new Aside(frame, base, handled);
    }
  }

  /** Thread and context; shared with other tasklets, so it is replaced, never changed, when they part. */
  get env(): Environment {
    if (this.ownEnv !== null) return this.ownEnv;
    const { main } = (machine.interpreter.scheduler as ThreadScheduler).shared;
    return (this.flags & BARE) === 0 ? main.common : main.bare;
  }
  set env(env: Environment) {
    if (!env.isImplied) this.ownEnv = env;
    else {
      if (env === env.thread.bare) this.flags |= BARE;
      else this.flags &= ~BARE;
      if (this.ownEnv !== null) this.ownEnv = null;
    }
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
  /** Whether it is about to run, which no callback can prevent. */
  get isFollowing(): boolean {
    return this.env.thread.following === this;
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

(Tasklet.prototype as unknown as { ownEnv: null }).ownEnv = null;

/** Makes a call from outside the program while a thread rests, which then rests on. */
export class Visitor extends Tasklet {
  /** Who is current while the thread rests. */
  readonly last: Tasklet;

  constructor(env: Environment, last: Tasklet) {
    super(env);
    this.last = last;
    this.flags |= ALIVE | ERROR_HANDLED | VISITOR;
  }
}

export const taskletType = builtinType('tasklet', Tasklet, {
  module: '_stackless',
  hasWeakrefs: true,
});
