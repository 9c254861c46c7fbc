// Objects whose `__buffer__` is written in Python (PEP 688), as natives see them that are below lending.ts, which is installed here.
import type { BufferInfo } from './buffer.ts';
import type { Implementation } from './native.ts';
import type { PyObject, Result, Value } from './object.ts';

export interface Lending {
  /** Whether the class of an object has a `__buffer__` in Python, and it has not lent its memory to the native that runs. */
  lends(value: Value): boolean;
  /** What such an object has lent; throws a request if it has not; undefined for all others. */
  ask(value: PyObject, flags: number): BufferInfo | undefined;
  /** Calls a native that may throw a request. */
  call(impl: Implementation, args: (Value | undefined)[]): Result;
  lendTo(
    impl: Implementation,
    args: (Value | undefined)[],
    value: Value,
    flags: number,
    keeps: boolean,
  ): Result;
}
let lending: Lending | null = null;

/** Installs the lending. */
export function setLending(implementation: Lending): void {
  lending = implementation;
}

/** Whether the memory of an object has to be lent, as its class has a `__buffer__` in Python. */
export function isLender(value: Value): boolean {
  return typeof value === 'object' && value.cls.isHeap && lending !== null && lending.lends(value);
}

/**
 * Begins a native anew that has found an argument for which `isLender` holds, with a view of its memory in its place; with
 * `keeps` the argument stays, and its memory can be asked for. The flags are told to `__buffer__`.
 */
export function lendTo(
  impl: Implementation,
  args: (Value | undefined)[],
  value: Value,
  flags = 0,
  keeps = false,
): Result {
  return lending!.lendTo(impl, args, value, flags, keeps);
}

/** What an instance of a class in Python has lent; undefined when it has no `__buffer__`. Throws a request (lending.ts). */
export function askLender(value: PyObject, flags: number): BufferInfo | undefined {
  return lending?.ask(value, flags);
}

/** Calls a native whose other arguments had to be converted first, and which may now ask for memory. */
export function callLending(impl: Implementation, args: (Value | undefined)[]): Result {
  return lending === null ? impl(...args) : lending.call(impl, args);
}
