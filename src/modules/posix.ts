// posix: the system calls behind `os`, by way of the host.
//
// Node's file descriptors are the system's own, but it has no lseek: the position of each descriptor that was opened here on
// a regular file is kept in `positions`, and reads and writes name it.
import { machine } from '../machine/machine.ts';
import { HostError, type FileStatus, type HostFiles, type HostProcess } from '../host/host.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { inPython } from '../machine/frozen.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { PyBytes } from '../objects/bytes.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, osErrorType, typeError, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf, normalize } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { newOSError, osError } from '../objects/os-error.ts';
import { fromHost, hostString, makeStr, textOf } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { callMethod0 } from '../operators/call.ts';
import { bytesArgument } from '../objects/bytes-argument.ts';
import { raiseOwnSignal } from './_signal.ts';
import type { NativeModule } from './native-module.ts';

const S_IFMT = 0o170000;
const S_IFREG = 0o100000;
export const O_RDONLY = 0;
const O_WRONLY = 1;
const O_RDWR = 2;
const O_CREAT = 0o100;
const O_EXCL = 0o200;
const O_TRUNC = 0o1000;
const O_APPEND = 0o2000;

/** The host's files; OSError where it has none. */
export function hostFiles(): HostFiles {
  const { files } = machine.interpreter.host;
  if (files === null) throw newOSError(38, 'Function not implemented');
  return files;
}

function hostProcess(): HostProcess {
  const { process } = machine.interpreter.host;
  if (process === null) throw newOSError(38, 'Function not implemented');
  return process;
}

/** Runs a system call; its failure becomes an OSError about the given names. */
export function system<T>(call: () => T, filename?: Value, filename2?: Value): T {
  try {
    return call();
  } catch (error) {
    throw error instanceof HostError ? osError(error, filename, filename2) : error;
  }
}

// --- Paths ---------------------------------------------------------------------------------------------------------

const decoder = new TextDecoder();

/** Bytes of a path as text, bytes that are not UTF-8 as lone surrogates. */
export function decodePath(bytes: Uint8Array): Value {
  const text = decoder.decode(bytes);
  if (!text.includes('\ufffd')) return fromHost(text);
  return makeStr(Uint32Array.from(bytes, (b) => (b < 128 ? b : 0xdc00 + b)));
}

/** A path as the host takes it. Path-like objects have been through `os.fspath` (`withPath`). */
export function pathText(path: Value, what: string, orFd = false): string {
  const text = textOf(path);
  const found =
    text !== undefined ? hostString(text) : path instanceof PyBytes ? decoder.decode(path.data) : undefined;
  if (found === undefined) {
    const kinds = orFd ? 'string, bytes, os.PathLike or integer' : 'string, bytes or os.PathLike';
    throw newException(typeErrorType, `${what}: path should be ${kinds}, not ${typeOf(path).name}`);
  }
  if (found.includes('\0')) throw newException(valueErrorType, `${what}: embedded null character in path`);
  return found;
}

/** Calls `use` with paths of which some are path-like objects, once those have said what they stand for. */
class PathsFrame extends NativeFrame {
  readonly paths: Value[];
  readonly use: (...paths: Value[]) => Result;
  private index = 0;
  constructor(paths: Value[], use: (...paths: Value[]) => Result) {
    super();
    this.paths = paths;
    this.use = use;
  }
  run(): Result {
    for (; this.index < this.paths.length; this.index++) {
      const path = this.paths[this.index]!;
      if (typeof path !== 'object' || textOf(path) !== undefined) continue;
      const method = path.cls.lookup('__fspath__');
      if (method === undefined) continue;
      const real = callMethod0(method, path);
      if (real === ABRUPT) return suspend(this) as Result;
      this.take(real);
    }
    return this.use(...this.paths);
  }
  private take(real: Value): void {
    if (textOf(real) === undefined && !(real instanceof PyBytes)) {
      const owner = typeOf(this.paths[this.index]!).name;
      throw newException(
        typeErrorType,
        `expected ${owner}.__fspath__() to return str or bytes, not ${typeOf(real).name}`,
      );
    }
    this.paths[this.index] = real;
  }
  returned(value: Value): IterResult {
    this.take(value);
    this.index++;
    return this.run();
  }
}

export function withPath(path: Value, use: (path: Value) => Result): Result {
  return new PathsFrame([path], use).run();
}

/** A call on one path. */
function onPath(
  what: string,
  call: (files: HostFiles, path: string) => Value | void,
): (path: Value) => Result {
  return (path) => withPath(path, (p) => system(() => call(hostFiles(), pathText(p, what)) ?? None, p));
}

/** A call on two paths. */
function onPaths(
  what: string,
  call: (files: HostFiles, from: string, to: string) => void,
): (a: Value, b: Value) => Result {
  return (a, b) =>
    new PathsFrame([a, b], (from, to) => {
      system(() => call(hostFiles(), pathText(from, what), pathText(to, what)), from, to);
      return None;
    }).run();
}

/** Names come back as bytes where a path was given as bytes. */
function likePath(path: Value, name: string): Value {
  return path instanceof PyBytes ? new PyBytes(new TextEncoder().encode(name)) : fromHost(name);
}

// --- Files ---------------------------------------------------------------------------------------------------------

/** Positions of descriptors of regular files. */
export interface OpenFile {
  position: number;
  append: boolean;
}
const OPEN_FILES = Symbol('posix files');

export function openFiles(): Map<number, OpenFile> {
  return interpreterSlot(OPEN_FILES, () => new Map());
}

/** Opens a file and remembers where it stands; throws OSError. */
export function openFile(path: Value, name: string, flags: number, mode: number): number {
  return system(() => {
    const files = hostFiles();
    const fd = files.open(name, flags, mode);
    if ((files.fstat(fd).mode & S_IFMT) === S_IFREG)
      openFiles().set(fd, { position: 0, append: (flags & O_APPEND) !== 0 });
    return fd;
  }, path);
}

export function closeFile(fd: number): void {
  openFiles().delete(fd);
  system(() => hostFiles().close(fd));
}

/** Reads at most `size` bytes where the file stands. */
export function readFile(fd: number, size: number): Uint8Array {
  const file = openFiles().get(fd);
  const data = system(() => hostFiles().readSync(fd, size, file === undefined ? null : file.position));
  if (file !== undefined) file.position += data.length;
  return data;
}

export function writeFile(fd: number, data: Uint8Array): number {
  const file = openFiles().get(fd);
  const position = file === undefined || file.append ? null : file.position;
  const count = system(() => hostFiles().writeSync(fd, data, position));
  if (file !== undefined) file.position = file.append ? hostFiles().fstat(fd).size : file.position + count;
  return count;
}

/** Where the file stands after moving; OSError for what cannot seek. */
export function seekFile(fd: number, offset: number, whence: number): number {
  const file = openFiles().get(fd);
  const status = system(() => hostFiles().fstat(fd));
  if (file === undefined) throw newOSError(29, 'Illegal seek');
  const base = whence === 0 ? 0 : whence === 1 ? file.position : status.size;
  if (base + offset < 0 || whence < 0 || whence > 2) throw newOSError(22, 'Invalid argument');
  file.position = base + offset;
  return file.position;
}

function posix_open(path: Value, flags: Value, mode: Value = 0o777): Result {
  return withPath(path, (p) => openFile(p, pathText(p, 'open'), int(flags), int(mode)));
}

/** An int argument as a JavaScript number; throws TypeError. */
function int(value: Value): number {
  const n = intOf(value);
  if (n === undefined)
    throw newException(typeErrorType, `'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return Number(n);
}

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
  void dirFd;
  const fd = intOf(path);
  if (fd !== undefined) return statValue(system(() => hostFiles().fstat(Number(fd))));
  return withPath(path, (p) => {
    const name = pathText(p, 'stat', true);
    return statValue(
      system(() => (followSymlinks === false ? hostFiles().lstat(name) : hostFiles().stat(name)), p),
    );
  });
}

function posix_lstat(path: Value): Result {
  return withPath(path, (p) => statValue(system(() => hostFiles().lstat(pathText(p, 'lstat')), p)));
}

// --- Directories ---------------------------------------------------------------------------------------------------

function posix_listdir(path: Value = '.'): Result {
  return withPath(path === None ? '.' : path, (p) => {
    const entries = system(() => hostFiles().list(pathText(p, 'listdir', true)), p);
    return new PyList(entries.map((e) => likePath(p, e.name)));
  });
}

/** (name, is directory, is file, is symlink) of each entry, for `scandir` (src/python/posix_scandir.py). */
function listEntries(path: Value): Result {
  const entries = system(() => hostFiles().list(pathText(path, 'scandir', true)), path);
  return new PyList(
    entries.map((e) => new PyTuple([likePath(path, e.name), e.isDirectory, e.isFile, e.isSymlink])),
  );
}

function posix_mkdir(path: Value, mode: Value = 0o777): Result {
  return withPath(path, (p) => {
    system(() => hostFiles().makeDirectory(pathText(p, 'mkdir'), int(mode)), p);
    return None;
  });
}

function posix_access(path: Value, mode: Value): Result {
  return withPath(path, (p) => hostFiles().access(pathText(p, 'access'), int(mode)));
}

function posix_chmod(path: Value, mode: Value): Result {
  return withPath(path, (p) => {
    system(() => hostFiles().chmod(pathText(p, 'chmod', true), int(mode)), p);
    return None;
  });
}

function posix_utime(path: Value, times: Value = None, ns: Value = None): Result {
  return withPath(path, (p) => {
    const now = machine.interpreter.host.now();
    const of = (v: Value, scale: number): number => (v instanceof PyFloat ? v.v : Number(intOf(v))) * scale;
    const given = ns instanceof PyTuple ? ns : times instanceof PyTuple ? times : null;
    const scale = ns instanceof PyTuple ? 1e-9 : 1;
    const [atime, mtime] =
      given === null ? [now, now] : [of(given.items[0]!, scale), of(given.items[1]!, scale)];
    system(() => hostFiles().setTimes(pathText(p, 'utime', true), atime, mtime), p);
    return None;
  });
}

// --- Processes and the environment ---------------------------------------------------------------------------------

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
  if (typeOf(path).lookup('__fspath__') === undefined) {
    return typeError(`expected str, bytes or os.PathLike object, not ${typeOf(path).name}`);
  }
  return withPath(path, (p) => p);
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

/** Messages by errno, for `os.strerror`. */
const STRERROR: Record<number, string> = {
  0: 'Success',
  1: 'Operation not permitted',
  2: 'No such file or directory',
  3: 'No such process',
  4: 'Interrupted system call',
  5: 'Input/output error',
  9: 'Bad file descriptor',
  10: 'No child processes',
  11: 'Resource temporarily unavailable',
  12: 'Cannot allocate memory',
  13: 'Permission denied',
  16: 'Device or resource busy',
  17: 'File exists',
  18: 'Invalid cross-device link',
  20: 'Not a directory',
  21: 'Is a directory',
  22: 'Invalid argument',
  24: 'Too many open files',
  25: 'Inappropriate ioctl for device',
  27: 'File too large',
  28: 'No space left on device',
  29: 'Illegal seek',
  30: 'Read-only file system',
  32: 'Broken pipe',
  33: 'Numerical argument out of domain',
  34: 'Numerical result out of range',
  36: 'File name too long',
  38: 'Function not implemented',
  39: 'Directory not empty',
  40: 'Too many levels of symbolic links',
  95: 'Operation not supported',
  98: 'Address already in use',
  104: 'Connection reset by peer',
  110: 'Connection timed out',
  111: 'Connection refused',
};

function posix__exit(status: Value): never {
  return hostProcess().exit(int(status));
}

function posix_urandom(size: Value): Result {
  return new PyBytes(machine.interpreter.host.randomBytes(int(size)));
}

function onFd(call: (fd: number) => Value | void): (fd: Value) => Result {
  return (fd) => system(() => call(int(fd)) ?? None);
}

const functions: MethodTable = {
  WEXITSTATUS: ['(status)', (s: Value): Result => (int(s) >> 8) & 0xff],
  WIFEXITED: ['(status)', (s: Value): Result => (int(s) & 0x7f) === 0],
  WIFSIGNALED: ['(status)', (s: Value): Result => ((int(s) & 0x7f) + 1) >> 1 > 0],
  WTERMSIG: ['(status)', (s: Value): Result => int(s) & 0x7f],
  _exit: ['(status)', posix__exit],
  _list_entries: ['(path, /)', listEntries],
  access: ['(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)', posix_access],
  chdir: ['(path)', onPath('chdir', (_f, p) => hostProcess().chdir(p))],
  chmod: ['(path, mode, *, dir_fd=None, follow_symlinks=True)', posix_chmod],
  close: ['(fd)', onFd(closeFile)],
  cpu_count: ['()', (): Result => hostProcess().cpuCount()],
  fspath: ['(path)', posix_fspath],
  fstat: ['(fd)', (fd: Value): Result => statValue(system(() => hostFiles().fstat(int(fd))))],
  fsync: ['(fd)', onFd((fd) => hostFiles().sync(fd))],
  ftruncate: [
    '(fd, length, /)',
    (fd: Value, length: Value): Result => {
      system(() => hostFiles().truncate(int(fd), int(length)));
      return None;
    },
  ],
  get_terminal_size: ['(fd=1, /)', posix_get_terminal_size],
  getcwd: ['()', (): Result => fromHost(system(() => hostProcess().cwd()))],
  getcwdb: ['()', (): Result => new PyBytes(new TextEncoder().encode(hostProcess().cwd()))],
  getegid: ['()', (): Result => hostProcess().gid],
  geteuid: ['()', (): Result => hostProcess().uid],
  getgid: ['()', (): Result => hostProcess().gid],
  getpid: ['()', (): Result => hostProcess().pid],
  getppid: ['()', (): Result => hostProcess().ppid],
  getuid: ['()', (): Result => hostProcess().uid],
  get_blocking: ['(fd, /)', (): Result => true],
  get_inheritable: ['(fd, /)', (): Result => false],
  isatty: ['(fd, /)', (fd: Value): Result => machine.interpreter.host.isTty(int(fd))],
  kill: [
    '(pid, signal, /)',
    (pid: Value, signal: Value): Result => {
      const own = int(pid) === hostProcess().pid && raiseOwnSignal(int(signal));
      if (!own) system(() => hostProcess().kill(int(pid), int(signal)));
      return None;
    },
  ],
  link: [
    '(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)',
    onPaths('link', (f, a, b) => f.link(a, b)),
  ],
  listdir: ['(path=None)', posix_listdir],
  lseek: [
    '(fd, position, how, /)',
    (fd: Value, at: Value, how: Value): Result => seekFile(int(fd), int(at), int(how)),
  ],
  lstat: ['(path, *, dir_fd=None)', posix_lstat],
  mkdir: ['(path, mode=511, *, dir_fd=None)', posix_mkdir],
  open: ['(path, flags, mode=511, *, dir_fd=None)', posix_open],
  process_cpu_count: ['()', (): Result => hostProcess().cpuCount()],
  putenv: ['(name, value, /)', posix_putenv],
  read: ['(fd, length, /)', (fd: Value, n: Value): Result => new PyBytes(readFile(int(fd), int(n)))],
  readlink: [
    '(path, *, dir_fd=None)',
    (path: Value): Result =>
      withPath(path, (p) =>
        likePath(
          p,
          system(() => hostFiles().readLink(pathText(p, 'readlink')), p),
        ),
      ),
  ],
  remove: ['(path, *, dir_fd=None)', onPath('remove', (f, p) => f.remove(p))],
  rename: ['(src, dst, *, src_dir_fd=None, dst_dir_fd=None)', onPaths('rename', (f, a, b) => f.rename(a, b))],
  replace: [
    '(src, dst, *, src_dir_fd=None, dst_dir_fd=None)',
    onPaths('replace', (f, a, b) => f.rename(a, b)),
  ],
  rmdir: ['(path, *, dir_fd=None)', onPath('rmdir', (f, p) => f.removeDirectory(p))],
  scandir: ['(path=None)', inPython('posix_scandir', 'scandir')],
  set_blocking: ['(fd, blocking, /)', (): Result => None],
  set_inheritable: ['(fd, inheritable, /)', (): Result => None],
  stat: ['(path, *, dir_fd=None, follow_symlinks=True)', posix_stat],
  strerror: ['(code, /)', (code: Value): Result => STRERROR[int(code)] ?? `Unknown error ${int(code)}`],
  symlink: [
    '(src, dst, target_is_directory=False, *, dir_fd=None)',
    (src: Value, dst: Value): Result => onPaths('symlink', (f, a, b) => f.symlink(a, b))(src, dst),
  ],
  times: ['()', posix_times],
  truncate: [
    '(path, length)',
    (path: Value, length: Value): Result =>
      withPath(path, (p) => {
        const fd = openFile(p, pathText(p, 'truncate', true), O_WRONLY, 0);
        system(() => hostFiles().truncate(fd, int(length)), p);
        closeFile(fd);
        return None;
      }),
  ],
  umask: ['(mask, /)', (mask: Value): Result => hostProcess().umask(int(mask))],
  uname: ['()', posix_uname],
  unlink: ['(path, *, dir_fd=None)', onPath('unlink', (f, p) => f.remove(p))],
  unsetenv: ['(name, /)', posix_unsetenv],
  urandom: ['(size, /)', posix_urandom],
  utime: ['(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)', posix_utime],
  write: ['(fd, data, /)', (fd: Value, data: Value): Result => writeFile(int(fd), bytesArgument(data))],
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
    environ: environ(),
    error: osErrorType,
    _have_functions: new PyList([...HAVE]),
    stat_result: statResult.type,
    terminal_size: terminalSize.type,
    times_result: timesResult.type,
    uname_result: unameResult.type,
    DirEntry: machine.interpreter.frozen('posix_scandir').getStr('DirEntry')!,
  }),
};
