// Natives that take whatever an iterator has look around now and then.
//
// Nobody else would meanwhile: `deque(itertools.count(), maxlen=0)` runs no Python code, in which there would be ticks. So a
// native that asks for items in a loop counts them, and does it every so often by `nextItem`:
//
//     for (let count = 1; ; count++) {
//       const item = isLookDue(count) ? nextItem(it) : it.next();
//       if (item === ABRUPT) return suspend(this);
//
// An iterator that goes on without having found an item does the same with `noItem`. Signals, timers, memory and the event loop's
// turns are looked after; but a native uses up nothing of a watchdog's ticks, and other threads see what it does as a whole.
import type { IterResult, PyObject, Result } from '../objects/object.ts';
import { ABRUPT } from './abrupt.ts';
import { lookAround } from './deep.ts';
import { suspend } from './frame.ts';
import { defineIntrinsics } from './frozen.ts';
import { PendingNext } from './nesting.ts';

/** Items between two looks, less one: a power of 2 less one. */
const ITEMS = 1023;

/** Whether a native looks around before it takes its `count`th item (the first is 1, so that short ones never do). */
export const isLookDue = (count: number): boolean => (count & ITEMS) === 0;

/** Looks around, then takes an item of an iterator; ABRUPT as of `next`. */
export function nextItem(iterator: PyObject): IterResult {
  return lookAround() === ABRUPT ? suspend(new PendingNext(iterator)) : iterator.next();
}

/** Looks around; `iterator` has found nothing to give yet, and is asked again later if it is ABRUPT. */
export function noItem<Again>(iterator: PyObject, again: Again): IterResult | Again {
  return lookAround() === ABRUPT ? suspend(new PendingNext(iterator)) : again;
}

// For natives in Python whose turns are few and take long.
defineIntrinsics({ look_around: ['()', (): Result => (lookAround() === ABRUPT ? ABRUPT : true)] });
