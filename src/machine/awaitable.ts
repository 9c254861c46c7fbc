// Coroutines, and what the methods of asynchronous generators give: made to be awaited. Who makes one and drops it is warned.
//
// A statement that is a call, whose value is an awaitable that this call made, has dropped it: nothing else can have it. Every
// other awaitable that nothing has awaited yet is watched from the next tick on (stackless/unawaited.ts), and warned of when the
// collector finds it, or when the program ends.
import type { PyObject, Result } from '../objects/object.ts';
import { machine } from './machine.ts';

export interface Awaitable extends PyObject {
  /** Tells who watches it that it is awaited; null while nobody does. */
  watch: (() => void) | null;
  isUnawaited(): boolean;
  /** Warns that it never was awaited; raises nothing. */
  warn(): Result;
  /** What warns in its place when it has gone, and does not refer to it. */
  standIn(): Awaitable;
}

/** Notes that `awaitable` has been made for the function that is running. */
export function madeAwaitable(awaitable: Awaitable): void {
  if (machine.newest !== null) setAside();
  machine.newest = awaitable;
  machine.newestDepth = machine.depth;
}

/** The newest awaitable is had by somebody else than the running statement, or is not the newest any more. */
export function setAside(): void {
  machine.interpreter.fresh.push(machine.newest!);
  machine.newest = null;
}

/** Somebody awaits it, or has closed it. */
export function awaited(awaitable: Awaitable): void {
  if (machine.newest === awaitable) machine.newest = null;
  if (awaitable.watch === null) return;
  awaitable.watch();
  awaitable.watch = null;
}
