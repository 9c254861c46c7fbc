// Files and descriptors on Node: what `HostFiles` asks for.
//
// Node has no lseek. A file stands where the system says (its shared offset) until a program moves; from then on its place
// is kept here, and reads and writes name it. A child process that inherits the file gets one that stands at that place.
import * as fs from 'node:fs';
import { type DirectoryEntry, type FileStatus, type HostFiles, POLLIN, POLLOUT } from './host.ts';
import * as descriptors from './node-descriptors.ts';
import { Description } from './node-descriptors.ts';
import { escapedUtf8, nodePath } from './escaped-text.ts';
import { makePipe } from './node-pipes.ts';
import { fileStatus } from './node-status.ts';
import { allWritten, Stream, writesTo } from './node-streams.ts';
import { hostErrorOf, system, systemError } from './system-errors.ts';

const { S_IFMT, S_IFREG, S_IFIFO, S_IFSOCK, S_IFCHR, S_IFBLK, O_APPEND, O_NONBLOCK } = fs.constants;
const NO_BYTES = new Uint8Array(0);

/** Waits without the event loop: for a descriptor that is not ready (non-blocking pipes). */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Whether it is `/dev/null`, `/dev/zero` or another of their driver: these can be told to seek, and stay where they are. */
function isMemoryDevice(fd: number): boolean {
  const { mode, rdev } = system(() => fs.fstatSync(fd));
  if ((mode & S_IFMT) !== S_IFCHR) return false;
  return process.platform === 'darwin' ? rdev >> 24 === 3 : rdev >> 8 === 1;
}

/** A descriptor of the system that is always ready: a file, a directory, a device. */
class File extends Description {
  protected fd: number;
  private readonly seekable: boolean;
  private readonly append: boolean;
  /** Where it stands; null: where the system says. */
  private place: number | null = null;
  /** Descriptors of the system that this one replaced, kept because a number is theirs. */
  private readonly replaced: number[] = [];

  constructor(fd: number, mode: number, append: boolean) {
    super();
    this.fd = fd;
    const kind = mode & S_IFMT;
    this.seekable = kind === S_IFREG || kind === S_IFBLK;
    this.append = append;
  }

  read(size: number, position: number | null): Uint8Array | null {
    const buffer = new Uint8Array(size);
    const at = position ?? this.place;
    try {
      const count = fs.readSync(this.fd, buffer, 0, size, at);
      if (position === null && this.place !== null) this.place += count;
      return buffer.subarray(0, count);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return NO_BYTES;
      if (code === 'EAGAIN') return null;
      throw hostErrorOf(error);
    }
  }

  write(data: Uint8Array, position: number | null): number | null {
    const at = position ?? (this.append ? null : this.place);
    const count = system(() => fs.writeSync(this.fd, data, 0, data.length, at));
    if (position === null && this.place !== null) this.place = this.append ? this.size() : this.place + count;
    return count;
  }

  writeAll(data: Uint8Array): void {
    for (let done = 0; done < data.length;) {
      try {
        done += this.write(data.subarray(done), null)!;
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'EAGAIN') throw error;
        pause(1);
      }
    }
  }

  private size(): number {
    return system(() => fs.fstatSync(this.fd).size);
  }

  /** Where the system says it stands. */
  private offset(): number {
    const info = system(() => fs.readFileSync(`/proc/self/fdinfo/${this.fd}`, 'latin1'));
    return Number(/^pos:\s*(\d+)/m.exec(info)?.[1] ?? 0);
  }

  override seek(offset: number, whence: number): number {
    if (!this.seekable) return isMemoryDevice(this.fd) ? 0 : super.seek(offset, whence);
    if (whence < 0 || whence > 2) throw systemError('EINVAL');
    const here = this.place ?? this.offset();
    const target = offset + (whence === 0 ? 0 : whence === 1 ? here : this.size());
    if (target < 0) throw systemError('EINVAL');
    if (target !== here) this.place = target;
    return target;
  }

  status(): FileStatus {
    return system(() => fileStatus(fs.fstatSync(this.fd, { bigint: true })));
  }
  poll(events: number): number {
    return events & (POLLIN | POLLOUT);
  }
  watch(_events: number, ready: () => void): () => void {
    const timer = setTimeout(ready, 5);
    return () => clearTimeout(timer);
  }
  real(): number {
    return this.fd;
  }

  override forChild(): { fd: number; temporary: boolean } {
    if (this.place !== null && !this.append) this.reopen(this.place);
    return { fd: this.fd, temporary: false };
  }

  /** Opens the file anew, so that the system's own offset is `place`: reading is the only way to get there. */
  private reopen(place: number): void {
    const path = `/proc/self/fd/${this.fd}`;
    const { O_RDONLY, O_RDWR } = fs.constants;
    const fd = system(() => fs.openSync(path, writesTo(this.fd) ? O_RDWR : O_RDONLY));
    const buffer = new Uint8Array(Math.min(place, 1 << 20));
    for (let at = 0; at < place;) {
      const count = fs.readSync(fd, buffer, 0, Math.min(buffer.length, place - at), null);
      if (count === 0) break;
      at += count;
    }
    this.replaced.push(this.fd);
    this.fd = fd;
    this.place = null;
  }

  close(): void {
    for (const fd of this.replaced) fs.closeSync(fd);
    system(() => fs.closeSync(this.fd));
  }
}

/** A terminal: reading waits in a thread of Node's. */
class Terminal extends File {
  private data: Uint8Array | null = null;
  private failure: unknown = null;
  private reading = false;
  private readonly arrival = new descriptors.Waiters();

  override read(size: number): Uint8Array | null {
    const { data, failure } = this;
    if (failure !== null) {
      this.failure = null;
      throw failure;
    }
    if (data === null) return null;
    this.data = data.length > size ? data.subarray(size) : null;
    return data.subarray(0, size);
  }
  override poll(events: number): number {
    return (this.data === null ? 0 : events & POLLIN) | (events & POLLOUT);
  }
  override isSure(): boolean {
    return false;
  }
  override watch(events: number, ready: () => void): () => void {
    if ((events & POLLIN) === 0) return super.watch(events, ready);
    const cancel = this.arrival.add(ready);
    if (!this.reading) this.fetch();
    return cancel;
  }
  private fetch(): void {
    this.reading = true;
    const buffer = new Uint8Array(65536);
    fs.read(this.fd, buffer, 0, buffer.length, null, (error, count) => {
      this.reading = false;
      if (error?.code === 'EAGAIN') return void setTimeout(() => this.fetch(), 10);
      if (error === null || error.code === 'EOF') this.data = buffer.subarray(0, count ?? 0);
      else this.failure = hostErrorOf(error);
      this.arrival.wake();
    });
  }
}

/** The description of a descriptor of the system that has just been opened. */
function describe(fd: number, flags: number): Description {
  const { mode } = fs.fstatSync(fd);
  if ((mode & S_IFMT) === S_IFIFO) return withMode(new Stream(fd), flags);
  return new File(fd, mode, (flags & O_APPEND) !== 0);
}

function withMode(description: Description, flags: number): Description {
  description.blocking = (flags & O_NONBLOCK) === 0;
  return description;
}

/** The description of an inherited descriptor; throws EBADF for one that is not open, or is Node's own. */
function adopt(fd: number): Description {
  const { mode } = system(() => fs.fstatSync(fd));
  const kind = mode & S_IFMT;
  if (fd > 2 && isNodesOwn(fd, kind)) throw systemError('EBADF');
  if (kind === S_IFCHR && isTerminal(fd)) return new Terminal(fd, mode, false);
  if (kind === S_IFSOCK && fd !== 1 && fd !== 2) return new Stream(fd);
  if (kind === S_IFIFO && fd !== 1 && fd !== 2) return new Stream(withoutWaiting(fd));
  return new File(fd, mode, false);
}

function isTerminal(fd: number): boolean {
  return (
    fs.readlinkSync(`/proc/self/fd/${fd}`).startsWith('/dev/pts/') ||
    /^\/dev\/(tty|console)/.test(fs.readlinkSync(`/proc/self/fd/${fd}`))
  );
}

/** A descriptor for the same FIFO that does not wait, without changing what others see of it. */
function withoutWaiting(fd: number): number {
  const { O_RDONLY, O_WRONLY } = fs.constants;
  try {
    return fs.openSync(`/proc/self/fd/${fd}`, (writesTo(fd) ? O_WRONLY : O_RDONLY) | O_NONBLOCK);
  } catch {
    return fd;
  }
}

/** Node's own are not of the program's world: its event loop's, and pipes of which this process has both ends. */
function isNodesOwn(fd: number, kind: number): boolean {
  const link = (n: string | number): string => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${n}`);
    } catch {
      return '';
    }
  };
  const own = link(fd);
  if (own.startsWith('anon_inode:')) return true;
  // A FIFO that had a name was given to this process.
  if (kind !== S_IFIFO || !own.startsWith('pipe:')) return false;
  return fs.readdirSync('/proc/self/fd').filter((n) => link(n) === own).length > 1;
}

descriptors.adoptWith(adopt);

function entry(name: string, e: fs.Dirent | fs.Dirent<Buffer>): DirectoryEntry {
  return { name, isDirectory: e.isDirectory(), isFile: e.isFile(), isSymlink: e.isSymbolicLink() };
}

/** What of a directory Node cannot say as text is asked for once more as bytes. */
function list(path: string): DirectoryEntry[] {
  const found = fs.readdirSync(nodePath(path), { withFileTypes: true });
  if (!found.some((e) => e.name.includes(UNKNOWN))) return found.map((e) => entry(e.name, e));
  const exact = fs.readdirSync(nodePath(path), { withFileTypes: true, encoding: 'buffer' });
  return exact.map((e) => entry(escapedUtf8(e.name), e));
}

/** What Node has for bytes that are no UTF-8. */
const UNKNOWN = '\ufffd';

/** A path that Node gives, as text or as bytes. */
function exactPath(call: typeof fs.readlinkSync, path: string): string {
  const text = system(() => call(nodePath(path)));
  return text.includes(UNKNOWN) ? escapedUtf8(call(nodePath(path), 'buffer')) : text;
}

const of = descriptors.descriptionOf;

/** An id that Node takes: the system's own -1 is 2 ** 32 - 1. */
const idOrNone = (id: number): number => (id === -1 ? 2 ** 32 - 1 : id);

/** Whether libuv sets times to the nanosecond (since 1.52), and does not round them down to microseconds. */
const [libuvMajor, libuvMinor] = process.versions.uv.split('.').map(Number) as [number, number];
const KNOWS_NANOSECONDS = libuvMajor > 1 || libuvMinor >= 52;

/**
 * A time for Node, which rounds it down: from the middle of a microsecond or nanosecond nothing that floats lack makes it another. Of
 * today's times floats know a quarter of a microsecond; the nearest is the one that `stat` tells of both files after a copy.
 * As text, since Node takes numbers below zero for now.
 */
function seconds(ns: bigint): string {
  const time = BigInt.asIntN(64, ns);
  const half = time < 0n ? -0.5 : 0.5;
  if (!KNOWS_NANOSECONDS) return String((Number(time / 1000n) + half) / 1e6);
  const rest = Number(time % 1_000_000_000n);
  const nearest = Number(time / 1_000_000_000n) + rest / 1e9;
  const middle = nearest + half / 1e9;
  return String(Math.trunc((middle % 1) * 1e9) === rest ? middle : nearest);
}

export const nodeFiles: HostFiles = {
  open: (path, flags, mode) => {
    // A FIFO is opened without waiting, for nothing may wait in a system call.
    const fd = system(() => fs.openSync(nodePath(path), flags, mode));
    return descriptors.addDescriptor(describe(fd, flags), fd);
  },
  close: descriptors.closeDescriptor,
  read: (fd, size, position = null) => of(fd).read(size, position),
  write: (fd, data, position = null) => of(fd).write(data, position),
  written: allWritten,
  seek: (fd, offset, whence) => of(fd).seek(offset, whence),
  poll: (fd, events) => of(fd).poll(events),
  isSure: (fd) => of(fd).isSure(),
  watch: (fd, events, ready) => of(fd).watch(events, ready),
  pipe: makePipe,
  duplicate: descriptors.duplicate,
  duplicateTo: descriptors.duplicateTo,
  isBlocking: (fd) => of(fd).blocking,
  setBlocking(fd, blocking) {
    of(fd).blocking = blocking;
  },
  isInheritable: descriptors.isInheritable,
  setInheritable: descriptors.setInheritable,
  truncate(fd, length) {
    if (length < 0) throw systemError('EINVAL');
    system(() => fs.ftruncateSync(of(fd).real(), length));
  },
  sync: (fd) => system(() => fs.fsyncSync(of(fd).real())),
  fstat: (fd) => of(fd).status(),
  stat: (path) => system(() => fileStatus(fs.statSync(nodePath(path), { bigint: true }))),
  lstat: (path) => system(() => fileStatus(fs.lstatSync(nodePath(path), { bigint: true }))),
  list: (path) => system(() => list(path)),
  makeDirectory: (path, mode) => system(() => void fs.mkdirSync(nodePath(path), { mode })),
  removeDirectory: (path) => system(() => fs.rmdirSync(nodePath(path))),
  remove: (path) => system(() => fs.unlinkSync(nodePath(path))),
  rename: (from, to) => system(() => fs.renameSync(nodePath(from), nodePath(to))),
  link: (from, to) => system(() => fs.linkSync(nodePath(from), nodePath(to))),
  symlink: (target, path) => system(() => fs.symlinkSync(nodePath(target), nodePath(path))),
  readLink: (path) => exactPath(fs.readlinkSync, path),
  chmod: (path, mode) => system(() => fs.chmodSync(nodePath(path), mode)),
  chmodOpen: (fd, mode) => system(() => fs.fchmodSync(of(fd).real(), mode)),
  changeOwner: (path, uid, gid, follow) =>
    system(() => (follow ? fs.chownSync : fs.lchownSync)(nodePath(path), idOrNone(uid), idOrNone(gid))),
  changeOwnerOpen: (fd, uid, gid) => system(() => fs.fchownSync(of(fd).real(), idOrNone(uid), idOrNone(gid))),
  setTimes: (path, atime, mtime, follow) =>
    system(() => (follow ? fs.utimesSync : fs.lutimesSync)(nodePath(path), seconds(atime), seconds(mtime))),
  setTimesOpen: (fd, atime, mtime) =>
    system(() => fs.futimesSync(of(fd).real(), seconds(atime), seconds(mtime))),
  fileSystem(path) {
    const { bsize, blocks, bfree, bavail, files, ffree } = system(() => fs.statfsSync(nodePath(path)));
    return [bsize, blocks, bfree, bavail, files, ffree];
  },
  pathOfOpen: (fd) => `/proc/self/fd/${of(fd).real()}`,
  access(path, mode) {
    try {
      fs.accessSync(nodePath(path), mode);
      return true;
    } catch {
      return false;
    }
  },
  realPath: (path) => exactPath(fs.realpathSync.native, path),
  readFile: (path) => system(() => descriptors.withSpare(() => fs.readFileSync(nodePath(path)))),
  writeFile: (path, data) => system(() => fs.writeFileSync(nodePath(path), data)),
};

/** All of `data`, whatever it takes. */
export function writeAll(fd: number, data: Uint8Array): void {
  descriptors.descriptionOf(fd).writeAll(data);
}

/** Up to `size` bytes, once there are any. */
export function readLater(fd: number, size: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const attempt = (): void => {
      try {
        const description = descriptors.descriptionOf(fd);
        const data = description.read(size, null);
        if (data === null) description.watch(POLLIN, attempt);
        else resolve(data);
      } catch (error) {
        reject(error as Error);
      }
    };
    attempt();
  });
}
