// stackless.run(), schedule() and schedule_remove().
import { machine } from '../machine/machine.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { Bomb, explode } from './bomb.ts';
import { raiseDeadlock } from './deadlock.ts';
import { DEADLOCK, here, type ThreadScheduler } from './scheduler.ts';
import { RUNNER } from './tasklet.ts';
import { type RunOptions, Watchdog } from './watchdog.ts';

/** `stackless.run(...)`: the running tasklet waits until nothing else can run, or the watchdog interrupts. */
export function run(options: RunOptions): Result {
  const s = here();
  const t = s.current;
  s.checkCallbacks();
  s.hasRun = true;
  const next = t.after!;
  const sleeps = s.watchdog === null ? sleepsRather(options) : s.watchdog.threadblock;
  if (next === t && !s.mayBeWoken() && !(sleeps && s.shared.othersCanAct)) {
    t.tempval = None;
    return None;
  }
  const refused = s.refusal();
  if (refused !== undefined) throw refused;
  if ((options.timeout > 0 || options.slice > 0) && s.watchdog === null) watch(s, options);
  s.runners.push(t);
  s.showRunners();
  t.flags |= RUNNER;
  s.unqueue(t);
  return s.goAway(next === t ? null : next);
}

/** Whether run() waits for other threads: only together with a timeout, and of the outermost that has one. */
function sleepsRather(options: RunOptions): boolean {
  return options.threadblock && options.timeout > 0;
}

/** The watchdog begins; a slice begins with the switch. */
function watch(s: ThreadScheduler, options: RunOptions): void {
  const watchdog = new Watchdog(s.current, options);
  s.watchdog = watchdog;
  s.softExpired = false;
  if (watchdog.total) machine.ticks = watchdog.takeTicks(s.shared.pace.ticks);
  if (options.slice > 0) limitTime(s, watchdog, options.slice);
}

/** The time is looked at in ticks; a timer is there for when nothing can run, and all wait for the host. */
function limitTime(s: ThreadScheduler, watchdog: Watchdog, seconds: number): void {
  const { host, timers } = s.shared;
  watchdog.until = host.monotonic() + seconds;
  const timer = timers.add(seconds, () => {
    if (s.resting && s.watchdog === watchdog) s.append(watchdog.runner);
  });
  watchdog.cancel = () => timers.cancel(timer);
  s.hurry();
}

/** `stackless.schedule(retval)`. */
export function schedule(retval?: Value): Result {
  const s = here();
  const t = s.current;
  if (s.closely === 0 && s.runcount > 1) {
    const next = t.after!;
    t.held = retval ?? t;
    s.queue = next;
    return s.goToHead(next);
  }
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
  if (next === DEADLOCK) return raiseDeadlock();
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
