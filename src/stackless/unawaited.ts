// Awaitables that nothing has awaited yet (machine/awaitable.ts) are watched from some time after they were made. Most have been
// awaited by then, so making one costs next to nothing.
//
// What the collector finds cannot be had any more; a stand-in warns for it, at the program's next tick.
import { defineIntrinsics } from '../machine/frozen.ts';
import { type Awaitable, setAside } from '../machine/awaitable.ts';
import { type Interpreter, interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Result } from '../objects/object.ts';
import { shareIdentity } from '../operators/hash.ts';
import { Registry } from '../machine/finalization.ts';
import { callForCollected } from './collected.ts';
import { Lasting } from './lasting.ts';
import { watchUnclosed } from './unclosed.ts';

const STAND_INS = Symbol('awaitables that are watched');

/** Who warns for those that are watched, in the order in which these were made. */
const standIns = (): Set<Awaitable> => interpreterSlot(STAND_INS, () => new Set<Awaitable>());

interface Watch {
  readonly interpreter: Interpreter;
  readonly standIn: Awaitable;
  readonly standIns: Set<Awaitable>;
}

const registry = new Registry<Watch>((watch) => {
  if (!watch.standIns.delete(watch.standIn)) return;
  callForCollected(watch.interpreter, () => watch.standIn.warn());
});

const LASTING = Symbol('awaitables that nothing awaited at once');

function fresh(): Lasting<Awaitable> {
  const { interpreter } = machine;
  return interpreterSlot(LASTING, () => new Lasting(interpreter.fresh), interpreter);
}

/** At a look of a tick: watches those that have waited for a while for somebody to await them. */
export function watchLastingAwaitables(now: number): void {
  if (machine.newest !== null) setAside();
  for (const awaitable of fresh().takeOld(now)) watchUnawaited(awaitable);
}

/** Watches all that still wait for somebody to await them. */
function watchFresh(): void {
  if (machine.newest !== null) setAside();
  for (const awaitable of fresh().takeAll()) watchUnawaited(awaitable);
}

function watchUnawaited(awaitable: Awaitable): void {
  if (awaitable.isUnawaited() && awaitable.watch === null) watch(awaitable);
}

function watch(awaitable: Awaitable): void {
  const standIn = awaitable.standIn();
  shareIdentity(awaitable, standIn);
  const watched = { interpreter: machine.interpreter, standIn, standIns: standIns() };
  watched.standIns.add(standIn);
  const token = {};
  awaitable.watch = () => {
    registry.unregister(token);
    watched.standIns.delete(standIn);
  };
  registry.register(awaitable, watched, token);
}

/** The value of a call was of no use to its statement. */
export function dropped(value: unknown): Result {
  const { newest } = machine;
  if (newest !== value || machine.newestDepth !== machine.depth) return None;
  machine.newest = null;
  return newest!.warn();
}

defineIntrinsics({
  watch_fresh: [
    '()',
    (): Result => {
      watchFresh();
      watchUnclosed();
      return None;
    },
  ],
  unawaited: [
    '()',
    (): Result => {
      watchFresh();
      const left = new PyList([...standIns()]);
      standIns().clear();
      return left;
    },
  ],
  warn_unawaited: ['(awaitable, /)', (awaitable): Result => (awaitable as Awaitable).warn()],
});
