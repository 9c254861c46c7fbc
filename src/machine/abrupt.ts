// The two results that are not values.

/**
 * What an operation returns when it did not complete: an exception is being raised (it stands in `machine.exc`), or the
 * host's stack is being lifted (`machine.exc` is null). The caller leaves at once, through its own exit, and returns ABRUPT too.
 *
 * It is `null`, for whose test V8 has an instruction that collects no feedback: so that code is smaller, is compiled sooner, and
 * is right about calls that have not come back yet. The type is one of its own, which nothing else that is null shares
 * (the lint rule `abrupt-tested` sees to it).
 */
export const ABRUPT: unique symbol = null as never;
export type Abrupt = typeof ABRUPT;

/**
 * What advancing an iterator returns at its end, in place of raising StopIteration. The value a generator returned (or
 * StopIteration carried) stands in `machine.stopValue`.
 */
export const STOP: unique symbol = Symbol('STOP');
export type Stop = typeof STOP;
