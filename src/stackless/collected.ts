// What is called because something has been collected: `__del__`, the callbacks of weak references, warnings of awaitables that
// nothing awaited.
//
// The host's collector tells of it at turns of its event loop. The calls wait in a queue until the main thread's next tick, or
// until a tasklet calls gc.collect(), which makes them itself.
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { GeneratorLike } from '../machine/generator.ts';
import { type Interpreter, interpreterSlot } from '../machine/interpreter.ts';
import { machine } from '../machine/machine.ts';
import {
  type Finalizable,
  finalizableHooks,
  liveFinalizables,
  newestSerial,
} from '../objects/finalizable.ts';
import { None } from '../objects/none.ts';
import type { PyObject, Result, Value } from '../objects/object.ts';
import { addPendingCall } from './pending.ts';
import type { ThreadScheduler } from './scheduler.ts';
import { watchUnclosed } from './unclosed.ts';

interface Collected {
  /** Objects with a `__del__` that the program has no more. */
  readonly objects: Finalizable[];
  /** They are in order, the newest first. */
  sorted: boolean;
  /** All that are left when the program ends, the last first. */
  ending: Finalizable[];
  /** Calls that come before those. */
  readonly first: (() => Result)[];
  /** The other calls, in order. */
  readonly calls: (() => Result)[];
  /** The main thread has been told. */
  announced: boolean;
}

const COLLECTED = Symbol('what has been collected');

function collectedOf(interpreter: Interpreter): Collected {
  const make = (): Collected => ({
    objects: [],
    sorted: true,
    ending: [],
    first: [],
    calls: [],
    announced: false,
  });
  return interpreterSlot(COLLECTED, make, interpreter);
}

/**
 * Has `call` made soon, in some tasklet of the interpreter. It must raise nothing. To be called from the host's event loop.
 * @param atOnce before all finalizers
 */
export function callForCollected(interpreter: Interpreter, call: () => Result, atOnce = false): void {
  const collected = collectedOf(interpreter);
  (atOnce ? collected.first : collected.calls).push(call);
  announce(interpreter, collected);
}

finalizableHooks.collected = (object) => {
  const collected = collectedOf(object.interpreter);
  collected.objects.push(object);
  collected.sorted = false;
  announce(object.interpreter, collected);
};

finalizableHooks.manyMade = (interpreter) => {
  const running = interpreter.scheduler as ThreadScheduler;
  running.shared.lastHostTurn = -Infinity;
  running.lookSoon();
};

function announce(interpreter: Interpreter, collected: Collected): void {
  if (collected.announced) return;
  collected.announced = true;
  addPendingCall(interpreter, () => {
    collected.announced = false;
    return frozenFunction('collected', 'make_calls').call0();
  });
}

/** The oldest comes first, whatever the order in which the collector tells of them. */
function takeOldest(collected: Collected): Finalizable | undefined {
  const { objects } = collected;
  if (!collected.sorted) objects.sort((a, b) => b.serial - a.serial);
  collected.sorted = true;
  return objects.pop();
}

function finalize(object: Finalizable): Result {
  const itself = object.finalize();
  if (itself instanceof GeneratorLike) return frozenFunction('collected', 'close').call1(itself);
  // Its class may be another by now.
  const method = itself.cls.lookup('__del__');
  return method === undefined ? None : frozenFunction('collected', 'finalize').call2(itself, method);
}

/** Makes the next of the calls; gives False when there is none. */
function make_next_call(): Result {
  const collected = collectedOf(machine.interpreter);
  const first = collected.first.shift();
  if (first !== undefined) return first();
  for (;;) {
    const object = takeOldest(collected);
    if (object === undefined) break;
    // A weak reference may have brought it back.
    if (!object.isFinalized && object.isGone) return finalize(object);
  }
  const call = collected.calls.shift();
  return call === undefined ? false : call();
}

/** Finalizes the next of all that are left; gives False when there is none. */
function finalize_next(): Result {
  const { ending } = collectedOf(machine.interpreter);
  for (let object = ending.pop(); object !== undefined; object = ending.pop())
    if (!object.isFinalized) return finalize(object);
  return false;
}

defineIntrinsics({
  make_collected_calls: ['()', (): Result => frozenFunction('collected', 'make_calls').call0()],
  finalize_all: ['()', (): Result => frozenFunction('collected', 'finalize_all').call0()],
  make_next_call: ['()', make_next_call],
  /** Has those finalized that are left now, files after all others, and in the order in which they were made. */
  finalize_live: [
    '()',
    (): Result => {
      watchUnclosed();
      collectedOf(machine.interpreter).ending = [...liveFinalizables()].sort(
        (a, b) => b.endRank - a.endRank || b.serial - a.serial,
      );
      return None;
    },
  ],
  finalize_next: ['()', finalize_next],
  mark_finalized: [
    '(object, /)',
    (object: Value): Result => {
      const { finalizable, unclosed } = object as PyObject;
      (finalizable ?? unclosed!.object).isDone = true;
      return None;
    },
  ],
  newest_finalizable: ['()', (): Result => newestSerial()],
  /** How many of the objects up to number `newest` have not been finalized. */
  count_finalizables: [
    '(newest, /)',
    (newest: Value): Result => {
      let count = 0;
      for (const { serial } of liveFinalizables()) if (serial <= Number(newest)) count++;
      return count;
    },
  ],
});
