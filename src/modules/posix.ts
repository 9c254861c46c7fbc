// posix: the system calls behind `os`, by way of the host.
// Descriptors are in posix-descriptors.ts, processes in posix-processes.ts.
import type { FileStatus } from '../host/host.ts';
import { systemMessage } from '../host/system-errors.ts';
import { inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { PyBytes } from '../objects/bytes.ts';
import { converted, isPathLike } from '../objects/conversion.ts';
import { PyDict } from '../objects/dict.ts';
import { osErrorType, typeError } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf, normalize } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { fromHost, textOf } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import type { NativeModule } from './native-module.ts';
import { configurationFunctions, configurationNames } from './posix-configuration.ts';
import { descriptorFunctions, O_RDONLY } from './posix-descriptors.ts';
import { processFunctions } from './posix-processes.ts';
import { hostFiles, hostProcess, int, likePath, onPath, onPaths, pathText, system } from './posix-support.ts';

const O_WRONLY = 1;
const O_RDWR = 2;
const O_CREAT = 0o100;
const O_EXCL = 0o200;
const O_TRUNC = 0o1000;
const O_APPEND = 0o2000;

// --- stat ----------------------------------------------------------------------------------------------------------

const statResult = structSequence(
  'os.stat_result',
  [
    ...'st_mode st_ino st_dev st_nlink st_uid st_gid st_size'.split(' '),
    null,
    null,
    null,
    ...'st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns st_blksize st_blocks st_rdev'.split(
      ' ',
    ),
  ],
  { visible: 10 },
);

export function statValue(s: FileStatus): Value {
  const whole = (ns: bigint): Value => normalize(ns / 1_000_000_000n);
  const seconds = (ns: bigint): Value =>
    new PyFloat(Number(ns / 1_000_000_000n) + Number(ns % 1_000_000_000n) / 1e9);
  const { atimeNs, mtimeNs, ctimeNs } = s;
  return makeStruct(statResult, [
    s.mode,
    normalize(s.ino),
    normalize(s.dev),
    s.nlink,
    s.uid,
    s.gid,
    s.size,
    whole(atimeNs),
    whole(mtimeNs),
    whole(ctimeNs),
    seconds(atimeNs),
    seconds(mtimeNs),
    seconds(ctimeNs),
    normalize(atimeNs),
    normalize(mtimeNs),
    normalize(ctimeNs),
    s.blksize,
    s.blocks,
    normalize(s.rdev),
  ]);
}

function posix_stat(path: Value, dirFd: Value = None, followSymlinks: Value = true): Result {
  const fd = intOf(path);
  if (fd !== undefined) return statValue(system(() => hostFiles().fstat(Number(fd))));
  if (isPathLike(path)) return converted(posix_stat, [path, dirFd, followSymlinks], ['path']);
  const name = pathText(path, 'stat', true);
  return statValue(
    system(() => (followSymlinks === false ? hostFiles().lstat(name) : hostFiles().stat(name)), path),
  );
}

function posix_lstat(path: Value): Result {
  if (isPathLike(path)) return converted(posix_lstat, [path], ['path']);
  return statValue(system(() => hostFiles().lstat(pathText(path, 'lstat')), path));
}

// --- Directories ---------------------------------------------------------------------------------------------------

function posix_listdir(path: Value = '.'): Result {
  if (path === None) return posix_listdir();
  if (isPathLike(path)) return converted(posix_listdir, [path], ['path']);
  const entries = system(() => hostFiles().list(pathText(path, 'listdir', true, true)), path);
  return new PyList(entries.map((e) => likePath(path, e.name)));
}

/** (name, is directory, is file, is symlink) of each entry, for `scandir` (src/python/posix_scandir.py). */
function listEntries(path: Value): Result {
  const entries = system(() => hostFiles().list(pathText(path, 'scandir', true)), path);
  return new PyList(
    entries.map((e) => new PyTuple([likePath(path, e.name), e.isDirectory, e.isFile, e.isSymlink])),
  );
}

function posix_mkdir(path: Value, mode: Value = 0o777): Result {
  if (isPathLike(path)) return converted(posix_mkdir, [path, mode], ['path']);
  system(() => hostFiles().makeDirectory(pathText(path, 'mkdir'), int(mode)), path);
  return None;
}

function posix_access(path: Value, mode: Value): Result {
  if (isPathLike(path)) return converted(posix_access, [path, mode], ['path']);
  return hostFiles().access(pathText(path, 'access'), int(mode));
}

function posix_chmod(path: Value, mode: Value): Result {
  if (isPathLike(path)) return converted(posix_chmod, [path, mode], ['path']);
  system(() => hostFiles().chmod(pathText(path, 'chmod', true), int(mode)), path);
  return None;
}

function posix_utime(path: Value, times: Value = None, ns: Value = None): Result {
  if (isPathLike(path)) return converted(posix_utime, [path, times, ns], ['path']);
  const now = machine.interpreter.host.now();
  const of = (v: Value, scale: number): number => (v instanceof PyFloat ? v.v : Number(intOf(v))) * scale;
  const given = ns instanceof PyTuple ? ns : times instanceof PyTuple ? times : null;
  const scale = ns instanceof PyTuple ? 1e-9 : 1;
  const [atime, mtime] =
    given === null ? [now, now] : [of(given.items[0]!, scale), of(given.items[1]!, scale)];
  system(() => hostFiles().setTimes(pathText(path, 'utime', true), atime, mtime), path);
  return None;
}

function posix_readlink(path: Value): Result {
  if (isPathLike(path)) return converted(posix_readlink, [path], ['path']);
  return likePath(
    path,
    system(() => hostFiles().readLink(pathText(path, 'readlink')), path),
  );
}

// --- Processes and the environment ---------------------------------------------------------------------------------

function posix_cpu_count(): Result {
  const { cpuCount } = machine.interpreter.options;
  return cpuCount > 0 ? cpuCount : hostProcess().cpuCount();
}

function environ(): PyDict {
  const dict = new PyDict();
  const encoder = new TextEncoder();
  for (const [name, value] of Object.entries(machine.interpreter.host.environment)) {
    dict.setPlain(new PyBytes(encoder.encode(name)), new PyBytes(encoder.encode(value)));
  }
  return dict;
}

/** The host's environment follows `os.putenv`, for programs it starts. */
function posix_putenv(name: Value, value: Value): Result {
  machine.interpreter.host.environment[pathText(name, 'putenv')] = pathText(value, 'putenv');
  return None;
}

function posix_unsetenv(name: Value): Result {
  delete machine.interpreter.host.environment[pathText(name, 'unsetenv')];
  return None;
}

function posix_fspath(path: Value): Result {
  if (textOf(path) !== undefined || path instanceof PyBytes) return path;
  if (isPathLike(path)) return converted(posix_fspath, [path], ['path']);
  return typeError(`expected str, bytes or os.PathLike object, not ${typeOf(path).name}`);
}

const unameResult = structSequence(
  'posix.uname_result',
  'sysname nodename release version machine'.split(' '),
);
const terminalSize = structSequence('os.terminal_size', ['columns', 'lines']);
const timesResult = structSequence(
  'posix.times_result',
  'user system children_user children_system elapsed'.split(' '),
);

function posix_uname(): Result {
  return makeStruct(unameResult, ['Linux', hostProcess().hostname(), '', '', 'x86_64']);
}

function posix_times(): Result {
  const { host } = machine.interpreter;
  const f = (v: number): Value => new PyFloat(v);
  return makeStruct(timesResult, [f(host.cpuTime()), f(0), f(0), f(0), f(host.monotonic())]);
}

function posix_get_terminal_size(fd: Value = 1): Result {
  if (!machine.interpreter.host.isTty(int(fd))) throw newOSError(25, 'Inappropriate ioctl for device');
  const { environment } = machine.interpreter.host;
  return makeStruct(terminalSize, [Number(environment['COLUMNS'] ?? 80), Number(environment['LINES'] ?? 24)]);
}

function posix_urandom(size: Value): Result {
  return new PyBytes(machine.interpreter.host.randomBytes(int(size)));
}

const functions: MethodTable = {
  ...descriptorFunctions,
  ...processFunctions,
  ...configurationFunctions,
  _list_entries: ['(path, /)', listEntries],
  access: ['(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)', posix_access],
  chdir: ['(path)', onPath('chdir', (_f, p) => hostProcess().chdir(p))],
  chmod: ['(path, mode, *, dir_fd=None, follow_symlinks=True)', posix_chmod],
  cpu_count: ['()', posix_cpu_count],
  fspath: ['(path)', posix_fspath],
  fstat: ['(fd)', (fd: Value): Result => statValue(system(() => hostFiles().fstat(int(fd))))],
  get_terminal_size: ['(fd=1, /)', posix_get_terminal_size],
  getcwd: ['()', (): Result => fromHost(system(() => hostProcess().cwd()))],
  getcwdb: ['()', (): Result => new PyBytes(new TextEncoder().encode(hostProcess().cwd()))],
  getegid: ['()', (): Result => hostProcess().gid],
  geteuid: ['()', (): Result => hostProcess().uid],
  getgid: ['()', (): Result => hostProcess().gid],
  getpid: ['()', (): Result => hostProcess().pid],
  getppid: ['()', (): Result => hostProcess().ppid],
  getuid: ['()', (): Result => hostProcess().uid],
  link: [
    '(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)',
    onPaths('link', (f, a, b) => f.link(a, b)),
  ],
  listdir: ['(path=None)', posix_listdir],
  lstat: ['(path, *, dir_fd=None)', posix_lstat],
  mkdir: ['(path, mode=511, *, dir_fd=None)', posix_mkdir],
  putenv: ['(name, value, /)', posix_putenv],
  readlink: ['(path, *, dir_fd=None)', posix_readlink],
  remove: ['(path, *, dir_fd=None)', onPath('remove', (f, p) => f.remove(p))],
  rename: ['(src, dst, *, src_dir_fd=None, dst_dir_fd=None)', onPaths('rename', (f, a, b) => f.rename(a, b))],
  replace: [
    '(src, dst, *, src_dir_fd=None, dst_dir_fd=None)',
    onPaths('replace', (f, a, b) => f.rename(a, b)),
  ],
  rmdir: ['(path, *, dir_fd=None)', onPath('rmdir', (f, p) => f.removeDirectory(p))],
  scandir: ['(path=None)', inPython('posix_scandir', 'scandir')],
  stat: ['(path, *, dir_fd=None, follow_symlinks=True)', posix_stat],
  strerror: ['(code, /)', (code: Value): Result => systemMessage(int(code))],
  symlink: [
    '(src, dst, target_is_directory=False, *, dir_fd=None)',
    onPaths('symlink', (f, a, b) => f.symlink(a, b)),
  ],
  times: ['()', posix_times],
  umask: ['(mask, /)', (mask: Value): Result => hostProcess().umask(int(mask))],
  uname: ['()', posix_uname],
  unlink: ['(path, *, dir_fd=None)', onPath('unlink', (f, p) => f.remove(p))],
  unsetenv: ['(name, /)', posix_unsetenv],
  urandom: ['(size, /)', posix_urandom],
  utime: ['(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)', posix_utime],
};

const CONSTANTS: Record<string, number> = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  O_RDONLY,
  O_WRONLY,
  O_RDWR,
  O_CREAT,
  O_EXCL,
  O_TRUNC,
  O_APPEND,
  O_NOCTTY: 0o400,
  O_NONBLOCK: 0o4000,
  O_NDELAY: 0o4000,
  O_SYNC: 0o4010000,
  O_DSYNC: 0o10000,
  O_CLOEXEC: 0o2000000,
  O_DIRECTORY: 0o200000,
  O_NOFOLLOW: 0o400000,
  O_ACCMODE: 3,
  O_TMPFILE: 0o20200000,
  EX_OK: 0,
  EX_USAGE: 64,
  EX_DATAERR: 65,
  EX_NOINPUT: 66,
  EX_NOUSER: 67,
  EX_NOHOST: 68,
  EX_UNAVAILABLE: 69,
  EX_SOFTWARE: 70,
  EX_OSERR: 71,
  EX_OSFILE: 72,
  EX_CANTCREAT: 73,
  EX_IOERR: 74,
  EX_TEMPFAIL: 75,
  EX_PROTOCOL: 76,
  EX_NOPERM: 77,
  EX_CONFIG: 78,
  WNOHANG: 1,
  WUNTRACED: 2,
  WCONTINUED: 8,
  TMP_MAX: 238328,
  SEEK_DATA: 3,
  SEEK_HOLE: 4,
  P_PID: 1,
  P_PGID: 2,
  P_ALL: 0,
  PRIO_PROCESS: 0,
  PRIO_PGRP: 1,
  PRIO_USER: 2,
};

/** Features by which `os` builds its `supports_*` sets. */
const HAVE = ['HAVE_FSTATAT', 'HAVE_LSTAT', 'HAVE_FTRUNCATE'];

export const posixModule: NativeModule = {
  name: 'posix',
  doc: 'This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.',
  functions,
  attributes: () => ({
    ...CONSTANTS,
    ...configurationNames(),
    error: osErrorType,
    _have_functions: new PyList([...HAVE]),
    stat_result: statResult.type,
    terminal_size: terminalSize.type,
    times_result: timesResult.type,
    uname_result: unameResult.type,
    DirEntry: machine.interpreter.frozen('posix_scandir').getStr('DirEntry')!,
  }),
  ofProcess: () => ({ environ: environ() }),
};
