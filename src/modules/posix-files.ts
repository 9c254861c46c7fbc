// posix: owners, times and kinds of files, what file systems tell of themselves, and moving bytes between descriptors.
import { machine } from '../machine/machine.ts';
import { exportBuffer, requireBytes, WRITABLE } from '../objects/buffer.ts';
import { bytesArgument } from '../objects/bytes-argument.ts';
import { PyBytes } from '../objects/bytes.ts';
import { converted, isFileLike, isPathLike } from '../objects/conversion.ts';
import {
  bufferErrorType,
  newException,
  notImplementedErrorType,
  overflowErrorType,
  type PyBaseException,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf, normalize } from '../objects/int.ts';
import { PyDict } from '../objects/dict.ts';
import { lending } from '../objects/lending.ts';
import { PyList } from '../objects/list.ts';
import { MemoryView } from '../objects/memoryview.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { makeStruct, structSequence } from '../objects/struct-sequence.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import {
  descriptorOf,
  hostFiles,
  hostProcess,
  identity,
  int,
  long,
  pathAt,
  pathForTool,
  size,
  system,
  whole,
} from './posix-support.ts';

// --- Modes, owners and times ---------------------------------------------------------------------------------------

/** `chmod` of a path or a descriptor. */
function posix_chmod(path: Value, mode: Value, dirFd: Value = None, follow: Value = true): Result {
  if (isFileLike(path)) return converted(posix_chmod, [path, mode, dirFd, follow], ['file']);
  const fd = descriptorOf(path);
  if (fd !== undefined) system(() => hostFiles().chmodOpen(fd, int(mode)), path);
  else if (follow === false && isLink(path, dirFd)) throw linkHasNoMode(dirFd);
  else system(() => hostFiles().chmod(pathAt(path, 'chmod', dirFd, true), int(mode)), path);
  return None;
}

/** What is raised where the mode of a symbolic link itself is to be changed, which Linux does not. */
function linkHasNoMode(dirFd: Value): PyBaseException {
  if (dirFd === None)
    return newException(notImplementedErrorType, 'chmod: follow_symlinks unavailable on this platform');
  return newException(valueErrorType, 'chmod: cannot use dir_fd and follow_symlinks together');
}

function isLink(path: Value, dirFd: Value): boolean {
  const { mode } = system(() => hostFiles().lstat(pathAt(path, 'chmod', dirFd)), path);
  return (mode & 0o170000) === 0o120000;
}

function posix_fchmod(fd: Value, mode: Value): Result {
  system(() => hostFiles().chmodOpen(int(fd), int(mode)));
  return None;
}

function changeOwner(what: string, follows: boolean) {
  return function chown(
    path: Value,
    uid: Value,
    gid: Value,
    dirFd: Value = None,
    follow: Value = true,
  ): Result {
    if (follows ? isFileLike(path) : isPathLike(path))
      return converted(chown, [path, uid, gid, dirFd, follow], [follows ? 'file' : 'path']);
    const [user, group] = [identity(uid, 'uid'), identity(gid, 'gid')];
    const fd = follows ? descriptorOf(path) : undefined;
    if (fd !== undefined) system(() => hostFiles().changeOwnerOpen(fd, user, group), path);
    else {
      const name = pathAt(path, what, dirFd, follows);
      system(() => hostFiles().changeOwner(name, user, group, follows && follow !== false), path);
    }
    return None;
  };
}

function posix_fchown(fd: Value, uid: Value, gid: Value): Result {
  system(() => hostFiles().changeOwnerOpen(int(fd), identity(uid, 'uid'), identity(gid, 'gid')));
  return None;
}

const BILLION = 1_000_000_000n;

/** The end of what C's time_t holds, in seconds. */
const LAST = 2 ** 63;

/** Nanoseconds of a time in seconds, rounded down. Throws what cannot be a time. */
function nanoseconds(time: Value): bigint {
  if (!(time instanceof PyFloat)) {
    const n = whole(time);
    if (n >= LAST || n < -LAST) throw outOfRange();
    return BigInt(n) * BILLION;
  }
  if (Number.isNaN(time.v)) throw newException(valueErrorType, 'Invalid value NaN (not a number)');
  if (time.v >= LAST || time.v < -LAST) throw outOfRange();
  const seconds = Math.floor(time.v);
  return BigInt(seconds) * BILLION + BigInt(Math.floor((time.v - seconds) * 1e9));
}

function outOfRange(): PyBaseException {
  return newException(overflowErrorType, 'timestamp out of range for platform time_t');
}

function wholeNanoseconds(time: Value): bigint {
  const n = intOf(time);
  if (n !== undefined) return BigInt(n);
  const { name } = typeOf(time);
  const message =
    time instanceof PyFloat
      ? "'float' object cannot be interpreted as an integer"
      : `unsupported operand type(s) for divmod(): '${name}' and 'int'`;
  throw newException(typeErrorType, message);
}

/** Access and modification time in nanoseconds: of two times, or two numbers of nanoseconds; now if neither is given. */
function fileTimes(times: Value, ns: Value | undefined): [bigint, bigint] {
  if (times !== None && ns !== undefined)
    throw newException(valueErrorType, "utime: you may specify either 'times' or 'ns' but not both");
  if (times === None && ns === undefined) {
    const now = machine.interpreter.host.nowNs();
    return [now, now];
  }
  const given = ns === undefined ? times : ns;
  if (!(given instanceof PyTuple) || given.items.length !== 2) {
    const which =
      ns === undefined
        ? "'times' must be either a tuple of two ints or None"
        : "'ns' must be a tuple of two ints";
    throw newException(typeErrorType, `utime: ${which}`);
  }
  const [atime, mtime] = given.items.map(ns === undefined ? nanoseconds : wholeNanoseconds);
  return [atime!, mtime!];
}

function posix_utime(
  path: Value,
  times: Value = None,
  ns?: Value,
  dirFd: Value = None,
  follow: Value = true,
): Result {
  if (isFileLike(path)) return converted(posix_utime, [path, times, ns, dirFd, follow], ['file']);
  const [atime, mtime] = fileTimes(times, ns);
  const fd = descriptorOf(path);
  if (fd !== undefined) system(() => hostFiles().setTimesOpen(fd, atime, mtime), path);
  else {
    const name = pathAt(path, 'utime', dirFd, true);
    system(() => hostFiles().setTimes(name, atime, mtime, follow !== false), path);
  }
  return None;
}

// --- Files that are none -------------------------------------------------------------------------------------------

/** What only a program of the system can make; its complaint becomes the error. */
function madeByTool(file: string, args: string[], path: Value): Result {
  const { status, errors } = system(() => hostProcess().runTool(file, args, null), path);
  if (status === 0) return None;
  const known = TOOL_ERRORS.find(([, text]) => errors.includes(text));
  throw newOSError(known?.[0] ?? 1, known?.[1] ?? 'Operation not permitted', path);
}

const TOOL_ERRORS: [number, string][] = [
  [2, 'No such file or directory'],
  [13, 'Permission denied'],
  [17, 'File exists'],
  [20, 'Not a directory'],
  [30, 'Read-only file system'],
];

/** An octal mode under this process's umask, which the programs do not heed when they are told a mode. */
function octal(mode: number): string {
  return (mode & 0o7777 & ~hostProcess().umask()).toString(8);
}

function posix_mkfifo(path: Value, mode: Value = 0o666, dirFd: Value = None): Result {
  if (isPathLike(path)) return converted(posix_mkfifo, [path, mode, dirFd], ['path']);
  return madeByTool('mkfifo', ['-m', octal(int(mode)), '--', pathForTool(path, 'mkfifo', dirFd)], path);
}

const KINDS = new Map([
  [0o020000, 'c'],
  [0o060000, 'b'],
  [0o010000, 'p'],
]);

function posix_mknod(path: Value, mode: Value = 0o600, device: Value = 0, dirFd: Value = None): Result {
  if (isPathLike(path)) return converted(posix_mknod, [path, mode, device, dirFd], ['path']);
  const name = pathForTool(path, 'mknod', dirFd);
  const kind = int(mode) & 0o170000;
  if (kind === 0 || kind === 0o100000) {
    const flags = 0o1 | 0o100 | 0o200; // O_WRONLY | O_CREAT | O_EXCL
    hostFiles().close(system(() => hostFiles().open(name, flags, int(mode) & 0o7777), path));
    return None;
  }
  const letter = KINDS.get(kind);
  if (letter === undefined) throw newOSError(22, 'Invalid argument', path);
  const numbers = letter === 'p' ? [] : [majorOf, minorOf].map((part) => String(part(deviceNumber(device))));
  return madeByTool('mknod', ['-m', octal(int(mode)), '--', name, letter, ...numbers], path);
}

const majorOf = (device: bigint): bigint => ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
const minorOf = (device: bigint): bigint => (device & 0xffn) | ((device >> 12n) & ~0xffn);

/** The number of a device, or a part of it of so many bits; -1 stands for no device. Throws OverflowError. */
function deviceNumber(value: Value, bits = 64): bigint {
  const n = whole(value);
  if (n < -1) throw newException(overflowErrorType, "can't convert negative int to unsigned");
  if (n >= 2 ** bits) throw newException(overflowErrorType, 'int too big to convert');
  return BigInt(n);
}

function posix_makedev(major: Value, minor: Value): Result {
  const [a, b] = [deviceNumber(major, 32), deviceNumber(minor, 32)];
  return normalize(((a & 0xfffn) << 8n) | ((a & ~0xfffn) << 32n) | (b & 0xffn) | ((b & ~0xffn) << 12n));
}

// --- File systems --------------------------------------------------------------------------------------------------

const statvfsResult = structSequence(
  'os.statvfs_result',
  'f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax f_fsid'.split(' '),
  { visible: 10 },
);
const LONGEST_NAME = 255;

/** Flags of the mount, which only /proc tells. */
const MOUNT_FLAGS: Record<string, number> = {
  ro: 1,
  nosuid: 2,
  nodev: 4,
  noexec: 8,
  noatime: 1024,
  nodiratime: 2048,
  relatime: 4096,
};

function mountFlags(path: string): number {
  let best = '';
  let flags = 0;
  const text = new TextDecoder().decode(hostFiles().readFile('/proc/self/mounts'));
  const real = hostFiles().realPath(path);
  for (const line of text.split('\n')) {
    const [, point, , options] = line.split(' ');
    if (point === undefined || options === undefined || point.length < best.length) continue;
    if (real !== point && !real.startsWith(point === '/' ? '/' : `${point}/`)) continue;
    best = point;
    flags = options.split(',').reduce((sum, name) => sum | (MOUNT_FLAGS[name] ?? 0), 0);
  }
  return flags;
}

function posix_statvfs(path: Value): Result {
  if (isFileLike(path)) return converted(posix_statvfs, [path], ['file']);
  const fd = descriptorOf(path);
  const name =
    fd === undefined ? pathAt(path, 'statvfs', None, true) : system(() => hostFiles().pathOfOpen(fd));
  const [block, blocks, free, available, files, freeFiles] = system(() => hostFiles().fileSystem(name), path);
  const counts = [block!, block!, blocks!, free!, available!, files!, freeFiles!, freeFiles!];
  return makeStruct(statvfsResult, [...counts, system(() => mountFlags(name)), LONGEST_NAME, 0]);
}

/** Numbers of pathconf(3), and what Linux says of usual file systems; -1: there is no limit. */
const PATHCONF: Record<string, [number: number, value: number]> = {
  PC_LINK_MAX: [0, 65000],
  PC_MAX_CANON: [1, 255],
  PC_MAX_INPUT: [2, 255],
  PC_NAME_MAX: [3, 255],
  PC_PATH_MAX: [4, 4096],
  PC_PIPE_BUF: [5, 4096],
  PC_CHOWN_RESTRICTED: [6, 1],
  PC_NO_TRUNC: [7, 1],
  PC_VDISABLE: [8, 0],
  PC_SYNC_IO: [9, -1],
  PC_ASYNC_IO: [10, -1],
  PC_PRIO_IO: [11, -1],
  PC_SOCK_MAXBUF: [12, -1],
  PC_FILESIZEBITS: [13, 64],
  PC_REC_INCR_XFER_SIZE: [14, -1],
  PC_REC_MAX_XFER_SIZE: [15, -1],
  PC_REC_MIN_XFER_SIZE: [16, 4096],
  PC_REC_XFER_ALIGN: [17, 4096],
  PC_ALLOC_SIZE_MIN: [18, 4096],
  PC_SYMLINK_MAX: [19, -1],
};

function pathconfNames(): PyDict {
  const dict = new PyDict();
  for (const [name, [number]] of Object.entries(PATHCONF)) dict.setStr(name, number);
  return dict;
}

function posix_pathconf(path: Value, name: Value): Result {
  if (isFileLike(path)) return converted(posix_pathconf, [path, name], ['file']);
  const fd = descriptorOf(path);
  if (fd !== undefined) system(() => hostFiles().fstat(fd));
  else system(() => hostFiles().stat(pathAt(path, 'pathconf', None, true)), path);
  const text = textOf(name);
  const entry =
    text === undefined
      ? Object.values(PATHCONF).find(([number]) => number === int(name))
      : PATHCONF[hostString(text)];
  if (entry !== undefined) return entry[1];
  if (text !== undefined) throw newException(valueErrorType, 'unrecognized configuration name');
  throw newOSError(22, 'Invalid argument', path);
}

function posix_sync(): Result {
  system(() => hostProcess().runTool('sync', [], null));
  return None;
}

// --- Bytes between descriptors -------------------------------------------------------------------------------------

/** The buffers of a sequence. */
function sequence(value: Value, what: string): Value[] {
  if (value instanceof PyList || value instanceof PyTuple) return value.items;
  throw newException(typeErrorType, `${what}() arg 2 must be a sequence`);
}

/** The memory of a buffer that is to be read into. */
function placeOf(buffer: Value): Uint8Array {
  const info = exportBuffer(buffer, WRITABLE);
  const bytes = requireBytes(buffer);
  if (info!.readonly) {
    const isView = buffer instanceof MemoryView;
    const message = isView ? 'memoryview: underlying buffer is not writable' : 'Object is not writable.';
    throw newException(bufferErrorType, message);
  }
  return bytes;
}

function readInto(fd: Value, buffers: Value, what: string, position: number | null): Result {
  const places = sequence(buffers, what).map(placeOf);
  const room = places.reduce((sum, each) => sum + each.length, 0);
  const data = system(() => hostFiles().read(int(fd), room, position));
  if (data === null) throw newOSError(11, 'Resource temporarily unavailable');
  let done = 0;
  for (const each of places) {
    const part = data.subarray(done, done + each.length);
    each.set(part);
    done += part.length;
  }
  return data.length;
}

function writeFrom(fd: Value, buffers: Value, what: string, position: number | null): Result {
  const data = Buffer.concat(sequence(buffers, what).map((buffer) => bytesArgument(buffer)));
  const count = system(() => hostFiles().write(int(fd), data, position));
  if (count === null) throw newOSError(11, 'Resource temporarily unavailable');
  return count;
}

/** Bytes moved at once. */
const CHUNK = 65536;

function move(from: Value, to: Value, count: number, offset: number | null, target: number | null): Result {
  const files = hostFiles();
  let done = 0;
  while (done < count) {
    const part = Math.min(CHUNK, count - done);
    const data = system(() => files.read(int(from), part, offset === null ? null : offset + done));
    if (data === null || data.length === 0) break;
    const written = system(() => files.write(int(to), data, target === null ? null : target + done));
    if (written === null) throw newOSError(11, 'Resource temporarily unavailable');
    done += written;
    if (written < data.length) break;
  }
  return done;
}

/** A place in a file that may be left out (None): where it stands. */
function place(value: Value): number | null {
  if (value === None) return null;
  const at = long(value);
  if (at < 0) throw newOSError(22, 'Invalid argument');
  return at;
}

function posix_sendfile(to: Value, from: Value, offset: Value, count: Value): Result {
  return move(from, to, size(count), place(offset), null);
}

function posix_copy_file_range(
  src: Value,
  dst: Value,
  count: Value,
  from: Value = None,
  to: Value = None,
): Result {
  if (size(count) < 0) throw newException(valueErrorType, "negative value for 'count' not allowed");
  return move(src, dst, size(count), place(from), place(to));
}

/** What is only advice, for a descriptor that is there. */
function posix_posix_fadvise(fd: Value, offset: Value, length: Value, advice: Value): Result {
  [offset, length].forEach(long);
  system(() => hostFiles().fstat(int(fd)));
  if (int(advice) < 0 || int(advice) > 5) throw newOSError(22, 'Invalid argument');
  return None;
}

/** Room is not reserved, but the file becomes as long. */
function posix_posix_fallocate(fd: Value, offset: Value, length: Value): Result {
  const end = long(offset) + long(length);
  if (long(offset) < 0 || long(length) <= 0) throw newOSError(22, 'Invalid argument');
  system(() => {
    if (hostFiles().fstat(int(fd)).size < end) hostFiles().truncate(int(fd), end);
  });
  return None;
}

function posix_ttyname(fd: Value): Result {
  const number = int(fd);
  if (!machine.interpreter.host.isTty(number)) {
    system(() => hostFiles().fstat(number));
    throw newOSError(25, 'Inappropriate ioctl for device');
  }
  return fromHost(system(() => hostFiles().readLink(hostFiles().pathOfOpen(number))));
}

function posix_device_encoding(fd: Value): Result {
  return machine.interpreter.host.isTty(int(fd)) ? 'UTF-8' : None;
}

function posix_getrandom(count: Value): Result {
  if (size(count) < 0) throw newOSError(22, 'Invalid argument');
  return new PyBytes(machine.interpreter.host.randomBytes(size(count)));
}

export const fileFunctions: MethodTable = {
  chmod: ['(path, mode, *, dir_fd=None, follow_symlinks=True)', posix_chmod],
  chown: ['(path, uid, gid, *, dir_fd=None, follow_symlinks=True)', changeOwner('chown', true)],
  copy_file_range: ['(src, dst, count, offset_src=None, offset_dst=None)', posix_copy_file_range],
  ctermid: ['()', (): Result => '/dev/tty'],
  device_encoding: ['(fd)', posix_device_encoding],
  fchmod: ['(fd, mode)', posix_fchmod],
  fchown: ['(fd, uid, gid)', posix_fchown],
  fpathconf: [
    '(fd, name, /)',
    (fd: Value, name: Value): Result => converted(posix_pathconf, [fd, name], ['descriptor']),
  ],
  fstatvfs: ['(fd, /)', (fd: Value): Result => posix_statvfs(int(fd))],
  getrandom: ['(size, flags=0)', posix_getrandom],
  lchown: ['(path, uid, gid)', changeOwner('lchown', false)],
  major: ['(device, /)', (device: Value): Result => normalize(majorOf(deviceNumber(device)))],
  makedev: ['(major, minor, /)', posix_makedev],
  minor: ['(device, /)', (device: Value): Result => normalize(minorOf(deviceNumber(device)))],
  mkfifo: ['(path, mode=438, *, dir_fd=None)', posix_mkfifo],
  mknod: ['(path, mode=384, device=0, *, dir_fd=None)', posix_mknod],
  pathconf: ['(path, name)', posix_pathconf],
  posix_fadvise: ['(fd, offset, length, advice, /)', posix_posix_fadvise],
  posix_fallocate: ['(fd, offset, length, /)', posix_posix_fallocate],
  preadv: [
    '(fd, buffers, offset, flags=0, /)',
    lending((fd: Value, buffers: Value, at: Value): Result => readInto(fd, buffers, 'preadv', long(at))),
  ],
  pwritev: [
    '(fd, buffers, offset, flags=0, /)',
    lending((fd: Value, buffers: Value, at: Value): Result => writeFrom(fd, buffers, 'pwritev', long(at))),
  ],
  readv: [
    '(fd, buffers, /)',
    lending((fd: Value, buffers: Value): Result => readInto(fd, buffers, 'readv', null)),
  ],
  sendfile: ['(out_fd, in_fd, offset, count)', posix_sendfile],
  statvfs: ['(path)', posix_statvfs],
  sync: ['()', posix_sync],
  ttyname: ['(fd, /)', posix_ttyname],
  utime: ['(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)', posix_utime],
  writev: [
    '(fd, buffers, /)',
    lending((fd: Value, buffers: Value): Result => writeFrom(fd, buffers, 'writev', null)),
  ],
};

/** Names and classes that belong to them. */
export function fileAttributes(): Record<string, Value> {
  return { pathconf_names: pathconfNames(), statvfs_result: statvfsResult.type };
}
