// Why the switches of a thread have to be looked at closer: the bits of `ThreadScheduler.closely`. Without any of them a switch is
// as simple as can be, and what depends on them need not be asked one by one.

/** A soft timeout has expired. */
export const SOFT_EXPIRED = 1;
/** `stackless.switch_trap()` is not zero. */
export const TRAPPED = 2;
export const IN_SCHEDULE_CALLBACK = 4;
export const IN_CHANNEL_CALLBACK = 8;
/** The schedule callback or the channel callback is set. */
export const CALLED_BACK = 16;
/** There is, or was, more than one thread. */
export const THREADED = 32;
/** Hostile mode. */
export const HOSTILE = 64;
