// _posixsubprocess: starting a program in a child process, for `subprocess`.
//
// CPython forks, and the child tells what went wrong through a pipe before it ends. Here the host starts the program and
// says at once whether that can be done; the pipe and the child that ended are made up, so that the library sees no other.
import { HostError } from '../host/host.ts';
import { machine } from '../machine/machine.ts';
import { converted, isPathLike } from '../objects/conversion.ts';
import {
  newException,
  raise,
  runtimeErrorType,
  typeError,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { PyTuple } from '../objects/tuple.ts';
import type { NativeModule } from './native-module.ts';
import { hostChildren, hostFiles, int, pathText } from './posix-support.ts';

/** The arguments of fork_exec by name. */
const PARAMETERS = [
  ...['args', 'executables', 'closeFds', 'passFds', 'cwd', 'environment', 'stdinRead', 'stdinWrite'],
  ...['stdoutRead', 'stdoutWrite', 'stderrRead', 'stderrWrite', 'errorRead', 'errorWrite', 'restoreSignals'],
  ...['newSession', 'processGroup', 'gid', 'groups', 'uid', 'umask', 'preexec'],
] as const;
type Arguments = Record<(typeof PARAMETERS)[number], Value>;

/** What happened before the program could be executed: the words by which the library tells. */
const BEFORE_EXEC = 'noexec';
const AT_CHDIR = 'noexec:chdir';

class StartError extends Error {
  readonly errno: number;
  constructor(errno: number, message: string) {
    super(message);
    this.errno = errno;
  }
}

function itemsOf(value: Value): Value[] | undefined {
  if (value instanceof PyList || value instanceof PyTuple) return value.items;
  return undefined;
}

function fork_exec(...values: Value[]): Result {
  const a = named(values);
  const args = itemsOf(a.args);
  if (args === undefined) return typeError('argv must be a tuple');
  if (a.closeFds !== false && a.closeFds !== 0 && int(a.errorWrite) < 3)
    return raise(valueErrorType, 'errpipe_write must be >= 3');
  if (!areSorted(a.passFds)) return raise(valueErrorType, 'bad value(s) in fds_to_keep');
  if (a.preexec !== None)
    return raise(runtimeErrorType, 'preexec_fn is not supported: this process cannot be copied');
  if (int(a.processGroup) > 0) throw newOSError(38, 'Function not implemented');
  if (a.groups !== None && itemsOf(a.groups) === undefined)
    return typeError('setgroups argument must be a sequence');
  const groups = itemsOf(a.groups) ?? [];
  if (groups.length > MOST_GROUPS) return raise(valueErrorType, 'too many extra_groups');
  for (const group of groups) groupNumber(group);
  const paths = [...args, ...(itemsOf(a.executables) ?? []), ...(a.cwd === None ? [] : [a.cwd])];
  if (!paths.some(isPathLike)) return forkWith(new PyTuple(values), ...paths);
  return converted(forkWith, [new PyTuple(values), ...paths], [null, ...paths.map(() => 'path' as const)]);
}

/** With the paths (arguments, executables, perhaps a directory) as text or bytes. */
function forkWith(values: Value, ...paths: Value[]): Result {
  const a = named((values as PyTuple).items);
  const texts = paths.map((path) => pathText(path, 'fork_exec'));
  const cwd = a.cwd === None ? null : texts.pop()!;
  const count = itemsOf(a.args)!.length;
  return begin(a, texts.slice(0, count), texts.slice(count), cwd);
}

function named(values: readonly Value[]): Arguments {
  return Object.fromEntries(PARAMETERS.map((name, i) => [name, values[i]!])) as Arguments;
}

/** Starts the program; what the child would have reported goes into the pipe. */
function begin(a: Arguments, args: string[], executables: string[], cwd: string | null): Result {
  try {
    enterable(cwd);
    return firstThatStarts(a, args, executables, cwd);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const report = `OSError:${error.errno.toString(16)}:${error.message}`;
    hostFiles().write(int(a.errorWrite), new TextEncoder().encode(report));
    return hostChildren().failed(255);
  }
}

/** Whether a directory can become the current one; throws StartError. */
function enterable(cwd: string | null): void {
  if (cwd === null) return;
  const files = hostFiles();
  try {
    if ((files.stat(cwd).mode & 0o170000) !== 0o040000) throw new StartError(20, AT_CHDIR);
    if (!files.access(cwd, 1)) throw new StartError(13, AT_CHDIR);
  } catch (error) {
    throw error instanceof HostError ? new StartError(error.errno, AT_CHDIR) : error;
  }
}

/** Errors for which the next place in PATH is tried. */
const NOT_THERE = [2, 20];

function firstThatStarts(a: Arguments, args: string[], executables: string[], cwd: string | null): Result {
  let first: HostError | null = null;
  let last: HostError | null = null;
  const options = {
    args,
    cwd,
    environment: environment(a.environment),
    fds: childDescriptors(a),
    closeOthers: a.closeFds !== false && a.closeFds !== 0,
    newSession: (a.newSession !== false && a.newSession !== 0) || int(a.processGroup) === 0,
    uid: optional(a.uid),
    gid: optional(a.gid),
    umask: int(a.umask) < 0 ? null : int(a.umask),
    groups: a.groups === None ? null : itemsOf(a.groups)!.map(groupNumber),
  };
  for (const file of executables) {
    try {
      // Looking is cheaper than a process that fails, and most places in PATH don't have the program.
      hostFiles().stat(file.startsWith('/') || cwd === null ? file : `${cwd}/${file}`);
      return hostChildren().start({ ...options, file: file.includes('/') ? file : `./${file}` });
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      last = error;
      if (!NOT_THERE.includes(error.errno)) first ??= error;
    }
  }
  const { errno } = first ?? last ?? { errno: 2 };
  throw new StartError(
    errno,
    errno === 1 && (options.uid ?? options.gid ?? options.groups) !== null ? BEFORE_EXEC : '',
  );
}

const MOST_GROUPS = 65536;

function groupNumber(value: Value): number {
  const n = intOf(value);
  if (n === undefined) throw newException(typeErrorType, 'extra_groups must be integers');
  if (n < 0 || n > 0xffffffff) throw newException(valueErrorType, 'invalid group id');
  return Number(n);
}

/** Whether it is a tuple of descriptors, each greater than the one before. */
function areSorted(fds: Value): boolean {
  let last = -1;
  for (const fd of (fds as PyTuple).items) {
    const n = intOf(fd);
    if (n === undefined || n <= last || n > 0x7fffffff) return false;
    last = Number(n);
  }
  return true;
}

function optional(value: Value): number | null {
  return value === None || intOf(value) === -1 ? null : int(value);
}

/** The child's descriptors. Where nothing is given for 0, 1 and 2 it has ours. */
function childDescriptors(a: Arguments): [number, number][] {
  const standard = [a.stdinRead, a.stdoutWrite, a.stderrWrite].map((given, number): [number, number] => [
    number,
    int(given) === -1 ? number : int(given),
  ]);
  const passed = (itemsOf(a.passFds) ?? []).map(int).filter((fd) => fd > 2 && fd !== int(a.errorWrite));
  return [...standard, ...passed.map((fd): [number, number] => [fd, fd])];
}

function environment(value: Value): string[] {
  const given = itemsOf(value);
  if (given !== undefined) return given.map((entry) => pathText(entry, 'fork_exec'));
  return Object.entries(machine.interpreter.host.environment).map(([name, text]) => `${name}=${text}`);
}

export const _posixsubprocessModule: NativeModule = {
  name: '_posixsubprocess',
  doc: 'A POSIX helper for the subprocess module.',
  functions: {
    fork_exec: [
      '(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, /)',
      fork_exec,
      'Spawn a fresh new child process.',
    ],
  },
};
