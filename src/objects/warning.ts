// Warnings that the implementation itself issues.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { bytesWarningType } from './exception.ts';
import type { IterResult, Result, Value } from './object.ts';
import type { PyType } from './type.ts';

/** Warns at the line of whoever called the native. Filters and hooks are Python, so it may be suspended, or raise. */
export function issueWarning(category: PyType, message: string): Result {
  return frozenFunction('warn', 'warn').call2(message, category);
}

/** Warns of bytes in the place of a str, if -b asks for that, and gives `result` then. */
export function warnOfBytes(message: string, result: Value): Result {
  if (machine.interpreter.options.bytesWarning === 0) return result;
  return warnAndGive(bytesWarningType, message, result);
}

/** Warns, and gives `result` then. */
export function warnAndGive(category: PyType, message: string, result: Value): Result {
  const warned = issueWarning(category, message);
  return warned === ABRUPT ? (suspend(new WarnedFrame(result)) as Result) : result;
}

/** Gives what a warning came before. */
class WarnedFrame extends NativeFrame {
  readonly result: Value;
  constructor(result: Value) {
    super();
    this.result = result;
  }
  returned(): IterResult {
    return this.result;
  }
}
