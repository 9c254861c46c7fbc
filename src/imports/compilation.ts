// Compiling files: our own sources and the library's.
import { machine } from '../machine/machine.ts';
import type { PyDict } from '../objects/dict.ts';
import type { Result } from '../objects/object.ts';

/** Compiles a file of the implementation or of a program. */
export function compileFile(path: string, filename: string, globals: PyDict | null, hidden: boolean): Result {
  const source = machine.interpreter.host.files!.readFile(path);
  return machine.interpreter.compile({ source, filename, mode: 'exec', globals, flags: 0, hidden });
}
