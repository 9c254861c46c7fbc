// Where the interpreter stands: its executable, the prefixes of a virtual environment, and whether the module site has anything
// to do at the start of a program. Running it takes longer than all else then, and where there are no directories of packages
// it only makes `exit` and the like, which are built-ins here already.
import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { InterpreterOptions, Places } from '../machine/interpreter.ts';

const VERSION = 'python3.14';

/**
 * The places that belong to a command called by the name `program`. A file `pyvenv.cfg` beside the executable or above it
 * makes its directory the prefix: a virtual environment.
 * @param own  the executable of the installation
 */
export function locate(program: string, own: string, libraryPath: string, home: string | null): Places {
  const executable = findExecutable(program) ?? own;
  const [basePrefix = '', baseExecPrefix = basePrefix] =
    home === null ? [dirname(libraryPath)] : home.split(':');
  const environment = virtualEnvironment(executable);
  return {
    executable,
    baseExecutable: environment === null ? executable : environment.base,
    prefix: environment?.prefix ?? basePrefix,
    execPrefix: environment?.prefix ?? baseExecPrefix,
    basePrefix,
    baseExecPrefix,
  };
}

/** A name with a slash is a path; another one is looked for as the shell does. Null: there is no such file. */
function findExecutable(program: string): string | null {
  if (program.includes('/')) return existsSync(program) ? resolve(program) : null;
  for (const folder of (process.env['PATH'] ?? '').split(':')) {
    const path = join(folder, program);
    if (program !== '' && isExecutable(path)) return resolve(path);
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The directory of a virtual environment, and the executable of the installation it was made from. */
function virtualEnvironment(executable: string): { prefix: string; base: string } | null {
  const folder = dirname(executable);
  for (const prefix of [dirname(folder), folder]) {
    const file = join(prefix, 'pyvenv.cfg');
    if (!existsSync(file)) continue;
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .find((text) => /^\s*home\s*=/i.test(text));
    if (line === undefined) return { prefix, base: executable };
    const real = realpathSync(executable);
    const home = line.slice(line.indexOf('=') + 1).trim();
    return { prefix, base: real === executable ? join(home, basename(executable)) : real };
  }
  return null;
}

/** Whether there is anything for the module site: a directory that it would add, or a module that it would run. */
export function needsSite(options: Partial<InterpreterOptions>, places: Places): boolean {
  if (options.noSite === true) return false;
  const packages = join(options.platlibdir ?? 'lib', VERSION, 'site-packages');
  const prefixes = [places.prefix, places.execPrefix, places.basePrefix, places.baseExecPrefix];
  if (prefixes.some((prefix) => existsSync(join(prefix, packages)))) return true;
  if ((options.path ?? []).some((folder) => customizes(folder))) return true;
  return options.noUserSite !== true && existsSync(join(userBase(options), 'lib', VERSION, 'site-packages'));
}

/** Modules of a site or a user that run at the start of each program. */
function customizes(folder: string): boolean {
  return ['sitecustomize', 'usercustomize'].some(
    (name) => existsSync(join(folder, `${name}.py`)) || existsSync(join(folder, name)),
  );
}

function userBase(options: Partial<InterpreterOptions>): string {
  const base = options.ignoreEnvironment === true ? undefined : process.env['PYTHONUSERBASE'];
  return base === undefined || base === '' ? join(process.env['HOME'] ?? homedir(), '.local') : base;
}
