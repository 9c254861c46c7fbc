// Warnings that the implementation itself issues.
import { frozenFunction } from '../machine/frozen.ts';
import type { Result } from './object.ts';
import type { PyType } from './type.ts';

/** Warns at the line of whoever called the native. Filters and hooks are Python, so it may be suspended, or raise. */
export function issueWarning(category: PyType, message: string): Result {
  return frozenFunction('warn', 'warn').call2(message, category);
}
