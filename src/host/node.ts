// The host as Node gives it.
import type * as Crypto from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as os from 'node:os';
import { dirname, join } from 'node:path';
import type * as Tty from 'node:tty';
import { fileURLToPath } from 'node:url';
import {
  type DirectoryEntry,
  type FileStatus,
  type Host,
  HostError,
  type HostFiles,
  type HostProcess,
} from './host.ts';
import { readLine } from './node-console.ts';
import { nodeCache } from './node-cache.ts';

/** Messages of strerror for what Node says otherwise. */
const MESSAGES: Record<string, string> = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  ESRCH: 'No such process',
  EINTR: 'Interrupted system call',
  EIO: 'Input/output error',
  ENXIO: 'No such device or address',
  EBADF: 'Bad file descriptor',
  EAGAIN: 'Resource temporarily unavailable',
  ENOMEM: 'Cannot allocate memory',
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EXDEV: 'Invalid cross-device link',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: 'Invalid argument',
  EMFILE: 'Too many open files',
  ENOTTY: 'Inappropriate ioctl for device',
  EFBIG: 'File too large',
  ENOSPC: 'No space left on device',
  ESPIPE: 'Illegal seek',
  EROFS: 'Read-only file system',
  EMLINK: 'Too many links',
  EPIPE: 'Broken pipe',
  ENAMETOOLONG: 'File name too long',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
  ETXTBSY: 'Text file busy',
};

/** Runs a system call; its failure becomes a HostError. */
function system<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw hostErrorOf(error);
  }
}

export function hostErrorOf(error: unknown): unknown {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || typeof errno !== 'number') return error;
  return new HostError(code, Math.abs(errno), MESSAGES[code] ?? (error as Error).message);
}

function status(s: fs.BigIntStats): FileStatus {
  return {
    mode: Number(s.mode),
    ino: s.ino,
    dev: s.dev,
    nlink: Number(s.nlink),
    uid: Number(s.uid),
    gid: Number(s.gid),
    size: Number(s.size),
    atimeNs: s.atimeNs,
    mtimeNs: s.mtimeNs,
    ctimeNs: s.ctimeNs,
    blksize: Number(s.blksize),
    blocks: Number(s.blocks),
    rdev: s.rdev,
  };
}

function entry(e: fs.Dirent): DirectoryEntry {
  return { name: e.name, isDirectory: e.isDirectory(), isFile: e.isFile(), isSymlink: e.isSymbolicLink() };
}

const files: HostFiles = {
  open: (path, flags, mode) => system(() => fs.openSync(path, flags, mode)),
  close: (fd) => system(() => fs.closeSync(fd)),
  readSync(fd, size, position) {
    const buffer = new Uint8Array(size);
    for (;;) {
      try {
        return buffer.subarray(0, fs.readSync(fd, buffer, 0, size, position));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EOF') return new Uint8Array(0);
        if (code !== 'EAGAIN') throw hostErrorOf(error);
        pause(5);
      }
    }
  },
  writeSync: (fd, data, position) => system(() => fs.writeSync(fd, data, 0, data.length, position)),
  truncate: (fd, length) => system(() => fs.ftruncateSync(fd, length)),
  sync: (fd) => system(() => fs.fsyncSync(fd)),
  stat: (path) => system(() => status(fs.statSync(path, { bigint: true }))),
  lstat: (path) => system(() => status(fs.lstatSync(path, { bigint: true }))),
  fstat: (fd) => system(() => status(fs.fstatSync(fd, { bigint: true }))),
  list: (path) => system(() => fs.readdirSync(path, { withFileTypes: true }).map(entry)),
  makeDirectory: (path, mode) => system(() => void fs.mkdirSync(path, { mode })),
  removeDirectory: (path) => system(() => fs.rmdirSync(path)),
  remove: (path) => system(() => fs.unlinkSync(path)),
  rename: (from, to) => system(() => fs.renameSync(from, to)),
  link: (from, to) => system(() => fs.linkSync(from, to)),
  symlink: (target, path) => system(() => fs.symlinkSync(target, path)),
  readLink: (path) => system(() => fs.readlinkSync(path)),
  chmod: (path, mode) => system(() => fs.chmodSync(path, mode)),
  setTimes: (path, atime, mtime) => system(() => fs.utimesSync(path, atime, mtime)),
  access(path, mode) {
    try {
      fs.accessSync(path, mode);
      return true;
    } catch {
      return false;
    }
  },
  realPath: (path) => system(() => fs.realpathSync(path)),
  readFile: (path) => system(() => fs.readFileSync(path)),
  writeFile: (path, data) => system(() => fs.writeFileSync(path, data)),
};

const host: HostProcess = {
  pid: process.pid,
  ppid: process.ppid,
  uid: process.getuid?.() ?? 0,
  gid: process.getgid?.() ?? 0,
  cwd: () => system(() => process.cwd()),
  chdir: (path) => system(() => process.chdir(path)),
  kill: (pid, signal) => system(() => void process.kill(pid, signal)),
  umask: (mask) => (mask === undefined ? process.umask() : process.umask(mask)),
  cpuCount: () => os.cpus().length || 1,
  hostname: () => os.hostname(),
  exit: (status) => process.exit(status),
};

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'win32',
  darwin: 'darwin',
  linux: 'linux',
};

/** Waits without the event loop: for a descriptor that is not ready (non-blocking pipes). */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** All of `data`, however often the descriptor is not ready. */
function writeAll(fd: number, data: Uint8Array): void {
  let done = 0;
  while (done < data.length) {
    try {
      done += fs.writeSync(fd, data, done, data.length - done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw hostErrorOf(error);
      pause(1);
    }
  }
}

function read(fd: number, size: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const buffer = new Uint8Array(size);
    fs.read(fd, buffer, 0, size, null, (error, count) => {
      if (error === null) resolve(buffer.subarray(0, count));
      else if (error.code === 'EOF') resolve(new Uint8Array(0));
      else if (error.code === 'EAGAIN') {
        setTimeout(() => {
          read(fd, size).then(resolve, reject);
        }, 10);
      } else reject(hostErrorOf(error) as Error);
    });
  });
}

/** Only for what may be a terminal the module is loaded, which costs milliseconds. */
function isTty(fd: number): boolean {
  try {
    return fs.fstatSync(fd).isCharacterDevice() && (load('node:tty') as typeof Tty).isatty(fd);
  } catch {
    return false;
  }
}

const listeners = new Map<string, () => void>();

function onSignal(signal: number, callback: (() => void) | null): void {
  const name = Object.entries(os.constants.signals).find(([, n]) => n === signal)?.[0];
  if (name === undefined) {
    if (callback === null) return;
    throw new HostError('EINVAL', 22, MESSAGES['EINVAL']!);
  }
  const before = listeners.get(name);
  listeners.delete(name);
  if (callback !== null) {
    listeners.set(name, callback);
    system(() => process.on(name, callback));
  }
  // Only now, so that no signal does in between what the system does.
  if (before !== undefined) process.off(name, before);
}

/** Where `dist/` is: the folder of this file once it is bundled, or beside the sources. */
function distribution(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return fs.existsSync(join(here, 'lib')) ? here : join(here, '../../dist');
}

/** Bytes of the host's stack left to compiled code: what --stack-size says, or Node's default of 984 KB. */
function stackBytes(): number {
  const option = process.execArgv.find((a) => a.startsWith('--stack-size='));
  const kilobytes = option === undefined ? 984 : Number(option.slice('--stack-size='.length));
  return kilobytes * 1024;
}

const started = process.hrtime.bigint();
const load = createRequire(import.meta.url);

export const nodeHost: Host = {
  platform: PLATFORMS[process.platform] ?? process.platform,
  libraryPath: join(distribution(), 'lib'),
  sourcesPath: join(distribution(), 'python'),
  executable: join(distribution(), '../bin/stackless'),
  files,
  process: host,
  cache: nodeCache,
  now: () => (performance.timeOrigin + performance.now()) / 1000,
  nowNs: () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n,
  monotonic: () => Number(process.hrtime.bigint() - started) / 1e9,
  monotonicNs: () => process.hrtime.bigint(),
  cpuTime() {
    const { user, system: kernel } = process.cpuUsage();
    return (user + kernel) / 1e6;
  },
  setTimer(seconds, callback) {
    const timer = seconds <= 0 ? null : setTimeout(callback, Math.min(seconds * 1000, 2 ** 31 - 1));
    const immediate = timer === null ? setImmediate(callback) : null;
    return () => {
      if (timer !== null) clearTimeout(timer);
      if (immediate !== null) clearImmediate(immediate);
    };
  },
  read,
  write: writeAll,
  isTty,
  readLine,
  onSignal,
  stackBytes: stackBytes(),
  // Loading the module takes milliseconds, which programs without random numbers need not pay.
  randomBytes: (count) => (load('node:crypto') as typeof Crypto).randomBytes(count),
  environment: process.env as Record<string, string>,
};
