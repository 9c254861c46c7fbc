// Whether compiled code counts ticks. It always does, but in the build that measures what they cost (bench/unticked.mjs): there
// nothing can interrupt a function that does not wait.

declare const STACKLESS_TICKS: boolean | undefined;

/** Put in by tools/build.mjs. */
export const TICKING = typeof STACKLESS_TICKS === 'undefined' || STACKLESS_TICKS;
