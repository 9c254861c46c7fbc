// The names by which the system knows threads: no more than a few bytes, which a thread has from the one that started it.
import { escapedUtf8 } from '../host/escaped-text.ts';
import { machine } from '../machine/machine.ts';
import { encodeText } from '../objects/codecs.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import type { PyBytes } from '../objects/bytes.ts';
import { typeError } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { fromHost, textOf } from '../objects/str.ts';
import { typeOf } from '../objects/typeof.ts';
import { here, type ThreadScheduler } from '../stackless/scheduler.ts';

/** Bytes of a name, at most. */
export const LONGEST_NAME = 15;

/** As much of the bytes of a text as fits, up to the first NUL. What is left of a character is escaped (host/escaped-text.ts). */
function nameOf(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  return escapedUtf8(bytes.subarray(0, Math.min(LONGEST_NAME, zero < 0 ? bytes.length : zero)));
}

/** The name of a thread: that of the program, if it has not been given one. */
export function threadName(thread: ThreadScheduler): string {
  const { executable } = machine.interpreter.host;
  return (
    thread.systemName ?? nameOf(new TextEncoder().encode(executable.slice(executable.lastIndexOf('/') + 1)))
  );
}

/** `_thread.set_name`. */
export function set_name(name: Value): Result {
  if (textOf(name) === undefined)
    return typeError(`set_name() argument 'name' must be str, not ${typeOf(name).name}`);
  const encoded = encodeText(name, 'utf-8', 'replace');
  if (encoded === ABRUPT) return ABRUPT;
  here().systemName = nameOf((encoded as PyBytes).data);
  return None;
}

/** `_thread._get_name`. */
export function get_name(): Result {
  return fromHost(threadName(here()));
}
