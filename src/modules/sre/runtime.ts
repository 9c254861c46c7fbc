// What emitted matchers call: the backtrack stack's memory, case folding, and the clock of the interruption
// hook. The stack is one Int32Array, borrowed for a run and given back; a run inside a run (the hook may do
// anything) gets another, and one left by an exception is simply lost.

import { asciiToLower, unicodeToLower } from './charset.ts';

/** Backtracking steps between two calls of the hook: some milliseconds of work. */
export const STEPS_PER_TICK = 100_000;

/** Stacks above this many entries (4 bytes each) are not kept for the next run. */
const MAX_KEPT_ENTRIES = 1 << 18;

let spare: Int32Array | undefined;

/** A stack with room for `margin` entries at least twice. */
export function takeStack(margin: number): Int32Array {
  const stack = spare;
  spare = undefined;
  if (stack && stack.length >= 2 * margin) return stack;
  return new Int32Array(Math.max(1024, 2 * margin));
}

/** Gives back what `takeStack` gave, for the next run. */
export function giveStack(stack: Int32Array): void {
  if (stack.length <= MAX_KEPT_ENTRIES) spare = stack;
}

/** The stack with twice the room; the host's RangeError when there is no such memory. */
export function growStack(stack: Int32Array): Int32Array {
  const bigger = new Int32Array(stack.length * 2);
  bigger.set(stack);
  return bigger;
}

export const lowerAscii = asciiToLower;
export const lowerUnicode = unicodeToLower;
