// stackless.run(), schedule() and schedule_remove().
import type { Abrupt } from '../machine/abrupt.ts';
import { machine } from '../machine/machine.ts';
import { raise, runtimeErrorType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { Bomb, explode } from './bomb.ts';
import { DEADLOCK, here, type ThreadScheduler } from './scheduler.ts';
import { RUNNER } from './tasklet.ts';
import { Watchdog } from './watchdog.ts';

/** How run() was asked to watch: the arguments of stackless.run(). */
export interface RunOptions {
  /** Ticks; 0: no watchdog. */
  timeout: number;
  soft: boolean;
  ignoreNesting: boolean;
  totaltimeout: boolean;
}

/** `stackless.run(...)`: the running tasklet waits until nothing else can run, or the watchdog interrupts. */
export function run(options: RunOptions): Result {
  const s = here();
  const t = s.current;
  s.checkCallbacks();
  s.hasRun = true;
  const next = t.after!;
  if (next === t && s.hostWaits === 0) {
    t.tempval = None;
    return None;
  }
  const refused = s.refusal();
  if (refused !== undefined) throw refused;
  if (options.timeout > 0 && s.watchdog === null) watch(s, options);
  s.runners.push(t);
  s.showRunners();
  t.flags |= RUNNER;
  s.unqueue(t);
  return s.goTo(next === t ? null : next);
}

/** The watchdog begins; a slice begins with the switch. */
function watch(s: ThreadScheduler, options: RunOptions): void {
  const watchdog = new Watchdog(
    s.current,
    options.timeout,
    options.soft,
    options.totaltimeout,
    options.ignoreNesting,
  );
  s.watchdog = watchdog;
  s.softExpired = false;
  if (watchdog.total) machine.ticks = s.takeTicks(watchdog);
}

/** `stackless.schedule(retval)`. */
export function schedule(retval?: Value): Result {
  const s = here();
  const t = s.current;
  s.checkCallbacks();
  const next = t.after!;
  if (next === t && !s.softExpired) return unswitched(retval ?? t);
  const refused = s.refusal();
  if (refused !== undefined) throw refused;
  t.tempval = retval ?? t;
  return s.giveWay(next);
}

/** `stackless.schedule_remove(retval)`. */
export function scheduleRemove(retval?: Value): Result {
  const s = here();
  const t = s.current;
  s.checkCallbacks();
  const next = s.leaving(t, false);
  if (next === t) return unswitched(retval ?? t);
  if (next === DEADLOCK) return deadlock();
  const refused = s.refusal();
  if (refused !== undefined) throw refused;
  s.unqueue(t);
  t.tempval = retval ?? t;
  return s.goTo(next);
}

/** What a call returns that turns out not to switch. */
function unswitched(value: Value): Result {
  return value instanceof Bomb ? explode(value) : value;
}

function deadlock(): Abrupt {
  return raise(runtimeErrorType, 'Deadlock: the last runnable tasklet cannot be blocked.');
}
