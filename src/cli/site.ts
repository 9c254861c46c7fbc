// Whether the module site has anything to do at the start of a program. Running it takes longer than all else then, and where
// there are no directories of packages it only makes `exit` and the like, which are built-ins here already.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { InterpreterOptions } from '../machine/interpreter.ts';

const PACKAGES = 'lib/python3.14/site-packages';

/** Whether a directory that site would add is there: the installation's, or the user's. */
export function needsSite(options: Partial<InterpreterOptions>, libraryPath: string | null): boolean {
  if (options.noSite === true) return false;
  if (libraryPath !== null && existsSync(join(dirname(libraryPath), PACKAGES))) return true;
  return options.noUserSite !== true && existsSync(join(userBase(options), PACKAGES));
}

function userBase(options: Partial<InterpreterOptions>): string {
  const base = options.ignoreEnvironment === true ? undefined : process.env['PYTHONUSERBASE'];
  return base === undefined || base === '' ? join(process.env['HOME'] ?? homedir(), '.local') : base;
}
