// posix: the system calls behind `os`, by way of the host.
// Descriptors are in posix-descriptors.ts, processes in posix-processes.ts.
import { escapedBytes } from '../host/escaped-text.ts';
import type { FileStatus } from '../host/host.ts';
import { systemMessage } from '../host/system-errors.ts';
import { inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { PyBytes } from '../objects/bytes.ts';
import { converted, isFileLike, isPathLike, notPath } from '../objects/conversion.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, osErrorType, valueErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { normalize } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { fromHost, textOf } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import type { NativeModule } from './native-module.ts';
import { configurationFunctions, configurationNames } from './posix-configuration.ts';
import { descriptorFunctions } from './posix-descriptors.ts';
import { CONSTANTS } from './posix-constants.ts';
import { fileAttributes, fileFunctions } from './posix-files.ts';
import { identityAttributes, identityFunctions } from './posix-identity.ts';
import { processFunctions } from './posix-processes.ts';
import { spawnFunctions } from './posix-spawn.ts';
import {
  descriptorOf,
  hostFiles,
  hostProcess,
  int,
  likePath,
  onPath,
  onPaths,
  pathAt,
  pathText,
  size,
  system,
  systemText,
} from './posix-support.ts';

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

/** `os.stat_result`: the times as ints, as floats and in nanoseconds. */
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
  if (isFileLike(path) || typeof dirFd === 'boolean')
    return converted(posix_stat, [path, dirFd, followSymlinks], ['file', 'file']);
  const fd = descriptorOf(path);
  if (fd !== undefined) {
    if (dirFd !== None)
      throw newException(valueErrorType, "stat: can't specify dir_fd without matching path");
    if (followSymlinks === false)
      throw newException(valueErrorType, 'stat: cannot use fd and follow_symlinks together');
    return statValue(system(() => hostFiles().fstat(fd), path));
  }
  const name = pathAt(path, 'stat', dirFd, true);
  return statValue(
    system(() => (followSymlinks === false ? hostFiles().lstat(name) : hostFiles().stat(name)), path),
  );
}

function posix_lstat(path: Value, dirFd: Value = None): Result {
  if (isPathLike(path)) return converted(posix_lstat, [path, dirFd], ['path']);
  return statValue(system(() => hostFiles().lstat(pathAt(path, 'lstat', dirFd)), path));
}

// --- Directories ---------------------------------------------------------------------------------------------------

/** The path of a directory that is given as a path or a descriptor. */
function directoryPath(path: Value, what: string): string {
  const fd = descriptorOf(path);
  if (fd === undefined) return pathText(path, what, true, what !== 'chdir');
  const { mode } = system(() => hostFiles().fstat(fd), path);
  if ((mode & 0o170000) !== 0o040000) throw newOSError(20, 'Not a directory', path);
  return hostFiles().pathOfOpen(fd);
}

function posix_listdir(path: Value = '.'): Result {
  if (path === None) return posix_listdir();
  if (isFileLike(path)) return converted(posix_listdir, [path], ['file']);
  const entries = system(() => hostFiles().list(directoryPath(path, 'listdir')), path);
  return new PyList(entries.map((e) => likePath(path, e.name)));
}

/** (name, is directory, is file, is symlink) of each entry, for `scandir` (src/python/posix_scandir.py). */
function listEntries(path: Value): Result {
  if (isFileLike(path)) return converted(listEntries, [path], ['file']);
  const entries = system(() => hostFiles().list(directoryPath(path, 'scandir')), path);
  return new PyList(
    entries.map((e) => new PyTuple([likePath(path, e.name), e.isDirectory, e.isFile, e.isSymlink])),
  );
}

function posix_mkdir(path: Value, mode: Value = 0o777, dirFd: Value = None): Result {
  if (isPathLike(path)) return converted(posix_mkdir, [path, mode, dirFd], ['path']);
  system(() => hostFiles().makeDirectory(pathAt(path, 'mkdir', dirFd), int(mode)), path);
  return None;
}

function posix_access(path: Value, mode: Value, dirFd: Value = None): Result {
  if (isPathLike(path)) return converted(posix_access, [path, mode, dirFd], ['path']);
  return hostFiles().access(pathAt(path, 'access', dirFd), int(mode));
}

function posix_readlink(path: Value, dirFd: Value = None): Result {
  if (isPathLike(path)) return converted(posix_readlink, [path, dirFd], ['path']);
  return likePath(
    path,
    system(() => hostFiles().readLink(pathAt(path, 'readlink', dirFd)), path),
  );
}

function posix_chdir(path: Value): Result {
  if (isFileLike(path)) return converted(posix_chdir, [path], ['file']);
  system(() => hostProcess().chdir(directoryPath(path, 'chdir')), path);
  return None;
}

/** What a symbolic link points to is linked, where the system would link itself. */
function posix_link(
  from: Value,
  to: Value,
  fromFd: Value = None,
  toFd: Value = None,
  follow: Value = true,
): Result {
  if (isPathLike(from) || isPathLike(to))
    return converted(posix_link, [from, to, fromFd, toFd, follow], ['path', 'path']);
  const files = hostFiles();
  const [old, name] = [pathAt(from, 'link', fromFd), pathAt(to, 'link', toFd)];
  system(() => files.link(follow === false ? old : files.realPath(old), name), from, to);
  return None;
}

/** The target is a text of its own: only where the link stands may be meant from a descriptor. */
function posix_symlink(target: Value, path: Value, isDirectory: Value = false, dirFd: Value = None): Result {
  if (isPathLike(target) || isPathLike(path))
    return converted(posix_symlink, [target, path, isDirectory, dirFd], ['path', 'path']);
  const name = pathAt(path, 'symlink', dirFd);
  system(() => hostFiles().symlink(pathText(target, 'symlink'), name), target, path);
  return None;
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
  if (isPathLike(name) || isPathLike(value)) return converted(posix_putenv, [name, value], ['path', 'path']);
  const [variable, text] = [systemText(name), systemText(value)];
  if (variable.includes('=')) throw newException(valueErrorType, 'illegal environment variable name');
  if (variable === '') throw newOSError(22, 'Invalid argument');
  machine.interpreter.host.environment[variable] = text;
  return None;
}

function posix_unsetenv(name: Value): Result {
  if (isPathLike(name)) return converted(posix_unsetenv, [name], ['path']);
  const variable = systemText(name);
  if (variable === '' || variable.includes('=')) throw newOSError(22, 'Invalid argument');
  delete machine.interpreter.host.environment[variable];
  return None;
}

function posix_fspath(path: Value): Result {
  if (textOf(path) !== undefined || path instanceof PyBytes) return path;
  if (isPathLike(path)) return converted(posix_fspath, [path], ['path']);
  return notPath(path);
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
  const { release, version, machine: kind } = hostProcess().system();
  return makeStruct(unameResult, ['Linux', hostProcess().hostname(), release, version, kind].map(fromHost));
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

function posix_urandom(count: Value): Result {
  if (size(count) < 0) throw newException(valueErrorType, 'negative argument not allowed');
  return new PyBytes(machine.interpreter.host.randomBytes(size(count)));
}

const functions: MethodTable = {
  ...descriptorFunctions,
  ...processFunctions,
  ...configurationFunctions,
  ...fileFunctions,
  ...identityFunctions,
  ...spawnFunctions,
  _create_environ: ['()', environ],
  _list_entries: ['(path, /)', listEntries],
  access: ['(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)', posix_access],
  chdir: ['(path)', posix_chdir],
  fchdir: ['(fd)', (fd: Value): Result => converted(posix_chdir, [fd], ['descriptor'])],
  cpu_count: ['()', posix_cpu_count],
  fspath: ['(path)', posix_fspath],
  fstat: ['(fd)', (fd: Value): Result => statValue(system(() => hostFiles().fstat(int(fd))))],
  get_terminal_size: ['(fd=1, /)', posix_get_terminal_size],
  getcwd: ['()', (): Result => fromHost(system(() => hostProcess().cwd()))],
  getcwdb: ['()', (): Result => new PyBytes(escapedBytes(hostProcess().cwd()))],
  getegid: ['()', (): Result => hostProcess().gid],
  geteuid: ['()', (): Result => hostProcess().uid],
  getgid: ['()', (): Result => hostProcess().gid],
  getpid: ['()', (): Result => hostProcess().pid],
  getppid: ['()', (): Result => hostProcess().ppid],
  getuid: ['()', (): Result => hostProcess().uid],
  link: ["(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=(os.name != 'nt'))", posix_link],
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
  symlink: ['(src, dst, target_is_directory=False, *, dir_fd=None)', posix_symlink],
  times: ['()', posix_times],
  umask: ['(mask, /)', (mask: Value): Result => hostProcess().umask(int(mask))],
  uname: ['()', posix_uname],
  unlink: ['(path, *, dir_fd=None)', onPath('unlink', (f, p) => f.remove(p))],
  unsetenv: ['(name, /)', posix_unsetenv],
  urandom: ['(size, /)', posix_urandom],
};

/** Features by which `os` builds its `supports_*` sets. */
const HAVE =
  'FACCESSAT FCHDIR FCHMOD FCHMODAT FCHOWN FCHOWNAT FDOPENDIR FPATHCONF FSTATAT FSTATVFS FTRUNCATE FUTIMENS LCHOWN LINKAT ' +
  'LSTAT LUTIMES MKDIRAT MKFIFOAT MKNODAT OPENAT READLINKAT RENAMEAT SYMLINKAT UNLINKAT UTIMENSAT';

export const posixModule: NativeModule = {
  name: 'posix',
  doc: 'This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.',
  functions,
  attributes: () => ({
    ...CONSTANTS,
    ...fileAttributes(),
    ...identityAttributes(),
    ...configurationNames(),
    error: osErrorType,
    _have_functions: new PyList(HAVE.split(' ').map((name) => `HAVE_${name}`)),
    stat_result: statResult.type,
    terminal_size: terminalSize.type,
    times_result: timesResult.type,
    uname_result: unameResult.type,
    DirEntry: machine.interpreter.frozen('posix_scandir').getStr('DirEntry')!,
  }),
  ofProcess: () => ({ environ: environ() }),
};
