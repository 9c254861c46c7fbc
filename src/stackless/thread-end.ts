// The end of a thread, when its main tasklet has ended.
//
// Its tasklets stop where they are, and belong to no thread until `bind_thread` gives them one. Only those inside
// stackless.run() are killed first, since that has no meaning elsewhere.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { machine } from '../machine/machine.ts';
import { taskletExitType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result } from '../objects/object.ts';
import { makeBomb } from './bomb.ts';
import type { ThreadScheduler } from './scheduler.ts';
import { ALIVE, type Tasklet } from './tasklet.ts';

/** The code of thread `s`, which is running, has ended. */
export function threadFinished(s: ThreadScheduler): void {
  machine.handled = null;
  machine.base = 0;
  machine.tracing = null;
  if (s.runners.length > 0) s.pushFrame(new KillRunners(s));
  else endThread(s);
}

function endThread(s: ThreadScheduler): void {
  const { main, shared } = s;
  main.flags &= ~ALIVE;
  main.tempval = None;
  while (s.queue !== null) s.unqueue(s.queue);
  s.watchdog = null;
  s.leaveWaits();
  shared.threads.delete(s.id);
  for (const hook of s.endHooks) hook();
  shared.nextThread();
}

/** How often a tasklet is killed that catches TaskletExit. */
export const KILL_ATTEMPTS = 10;

/** The main program ends: kills the tasklets inside stackless.run(), on top of main's stack. */
export function killRunners(s: ThreadScheduler): Result {
  return s.runners.length > 0 ? (new KillRunners(s).returned() as Result) : None;
}

/** Kills the tasklets inside stackless.run(), on the stack of the thread's main tasklet. */
class KillRunners extends NativeFrame {
  private readonly thread: ThreadScheduler;
  private victim: Tasklet | null = null;
  private attempts = 0;

  constructor(thread: ThreadScheduler) {
    super();
    this.thread = thread;
  }

  returned(): IterResult {
    for (;;) {
      const victim = this.nextVictim();
      if (victim === null) return None;
      this.attempts++;
      this.thread.release(victim);
      victim.tempval = makeBomb(taskletExitType, None);
      if (this.thread.goTo(victim) === ABRUPT) return suspend(this);
    }
  }

  /** What leaves a dying tasklet is nobody's concern any more. */
  override raised(): IterResult {
    machine.exc = null;
    return this.returned();
  }

  private nextVictim(): Tasklet | null {
    const { victim, thread } = this;
    // It may have been moved to another thread meanwhile.
    if (victim?.thread === thread && victim.alive && this.attempts < KILL_ATTEMPTS) return victim;
    this.attempts = 0;
    return (this.victim = thread.runners.at(-1) ?? null);
  }
}
