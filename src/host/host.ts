// What the interpreter needs of the world around it; node.ts implements it for Node.
//
// Everything synchronous here returns at once; what may take long is a promise, which the scheduler waits for while other
// tasklets run. Errors of the system are thrown as HostError.

/** A failed system call: `code` is the symbolic name, such as ENOENT. */
export class HostError extends Error {
  readonly code: string;
  readonly errno: number;
  constructor(code: string, errno: number, message: string) {
    super(message);
    this.code = code;
    this.errno = errno;
  }
}

/** Bits of poll(2). */
export const POLLIN = 1;
export const POLLPRI = 2;
export const POLLOUT = 4;
export const POLLERR = 8;
export const POLLHUP = 16;
export const POLLNVAL = 32;

/** What `stat` tells of a file; times in nanoseconds since the epoch. */
export interface FileStatus {
  mode: number;
  ino: bigint;
  dev: bigint;
  nlink: number;
  uid: number;
  gid: number;
  size: number;
  atimeNs: bigint;
  mtimeNs: bigint;
  ctimeNs: bigint;
  blksize: number;
  blocks: number;
  rdev: bigint;
}

/** An entry of a directory. */
export interface DirectoryEntry {
  name: string;
  isDirectory: boolean;
  isFile: boolean;
  isSymlink: boolean;
}

/** Files and directories; a host without them has none. Paths are UTF-16, with U+DC80 to U+DCFF for bytes that are no UTF-8. */
export interface HostFiles {
  /** `flags` and `mode` as of open(2), in Linux numbers. */
  open(path: string, flags: number, mode: number): number;
  close(fd: number): void;
  /**
   * At most `size` bytes, empty at the end; null: there is nothing yet.
   * @param position null: where the file stands
   */
  read(fd: number, size: number, position?: number | null): Uint8Array | null;
  /** The number of bytes taken; null: there is no room now. */
  write(fd: number, data: Uint8Array, position?: number | null): number | null;
  /** Resolves when all that was written is with the system: to be waited for at the end. */
  written(): Promise<void>;
  /** Where the file stands after moving, as lseek(2). */
  seek(fd: number, offset: number, whence: number): number;
  /** Which of the bits of poll(2) in `events` are known to hold now, and POLLHUP and POLLERR. */
  poll(fd: number, events: number): number;
  /** Whether `poll` knows without the event loop what can be read. */
  isSure(fd: number): boolean;
  /** Calls `ready` once when some of `events` may hold. Returns a function that gives up. */
  watch(fd: number, events: number, ready: () => void): () => void;
  pipe(): [reading: number, writing: number];
  duplicate(fd: number): number;
  duplicateTo(fd: number, to: number, inheritable: boolean): void;
  isBlocking(fd: number): boolean;
  setBlocking(fd: number, blocking: boolean): void;
  isInheritable(fd: number): boolean;
  setInheritable(fd: number, inheritable: boolean): void;
  truncate(fd: number, length: number): void;
  sync(fd: number): void;
  stat(path: string): FileStatus;
  lstat(path: string): FileStatus;
  fstat(fd: number): FileStatus;
  list(path: string): DirectoryEntry[];
  makeDirectory(path: string, mode: number): void;
  removeDirectory(path: string): void;
  remove(path: string): void;
  rename(from: string, to: string): void;
  link(from: string, to: string): void;
  symlink(target: string, path: string): void;
  readLink(path: string): string;
  chmod(path: string, mode: number): void;
  chmodOpen(fd: number, mode: number): void;
  /** -1 leaves a number as it is. */
  changeOwner(path: string, uid: number, gid: number, follow: boolean): void;
  changeOwnerOpen(fd: number, uid: number, gid: number): void;
  /** Times in nanoseconds; the host may know no more than microseconds. */
  setTimes(path: string, atime: bigint, mtime: bigint, follow: boolean): void;
  setTimesOpen(fd: number, atime: bigint, mtime: bigint): void;
  /** What statfs(2) tells of a file system: block size, blocks, free, available, files, free files. */
  fileSystem(path: string): number[];
  /** A path by which the file of a descriptor can be named as long as it is open. */
  pathOfOpen(fd: number): string;
  /** `mode` as of access(2). */
  access(path: string, mode: number): boolean;
  realPath(path: string): string;
  /** All of a file; for reading sources. */
  readFile(path: string): Uint8Array;
  writeFile(path: string, data: Uint8Array | string): void;
}

/** Keeping what is costly to make from one run to the next. */
export interface HostCache {
  /** Strings as bytes. Those from the number `firstLate` on are seldom unpacked, and may be deflated. */
  pack(strings: readonly string[], firstLate: number): Uint8Array;
  /** Functions that give the strings that were packed; undefined when `data` are no such bytes. */
  unpack(data: Uint8Array, firstLate: number): (() => string)[] | undefined;
  /**
   * The value of a JavaScript expression.
   * @param place where the host may keep what it makes of the text, as long as `key` is the same
   */
  evaluate(text: string, name: string, place: string, key: string): unknown;
  /** Tells that modules are going to be loaded: what runs then seldom runs again. The process begins so. */
  beginLoading(): void;
  endLoading(): void;
  /** The user's own directory for such files (it need not be there yet), or null. */
  readonly directory: string | null;
}

export interface HostProcess {
  readonly pid: number;
  readonly ppid: number;
  readonly uid: number;
  readonly gid: number;
  cwd(): string;
  chdir(path: string): void;
  kill(pid: number, signal: number): void;
  umask(mask?: number): number;
  cpuCount(): number;
  /** As getrusage(2) has it: seconds of the program and of the system, then the other numbers in their order. */
  usage(): number[];
  /** Bytes of memory that the machine has. */
  memory(): number;
  hostname(): string;
  /** Throws HostError where that is not allowed. */
  setIdentity(kind: 'uid' | 'gid' | 'euid' | 'egid', id: number): void;
  setGroups(groups: readonly number[]): void;
  initGroups(user: string, group: number): void;
  /** From -20 to 19. */
  priority(pid: number): number;
  setPriority(pid: number, priority: number): void;
  /** Of the last 1, 5 and 15 minutes. */
  loadAverages(): number[];
  /** Version, release and machine, as uname(2) has them. */
  system(): { release: string; version: string; machine: string };
  /**
   * Runs a program of the system and waits for its end: for what there is a program for, but no call of the host.
   * @param fd  what it reads; null: nothing
   */
  runTool(
    file: string,
    args: readonly string[],
    fd: number | null,
  ): { status: number; output: string; errors: string };
  /** Goes on as another program, with these arguments and `NAME=value`s; throws HostError when it does not start. */
  become(file: string, args: readonly string[], environment: readonly string[]): never;
  /** Ends the process at once. */
  exit(status: number): never;
}

/** The memory of the objects that programs make, and of their buffers. */
export interface HostMemory {
  /** Bytes that may be in use; the process ends when there would have to be more. */
  readonly limit: number;
  /** Bytes in use, garbage included; `isForMore`: with what is lost to large objects. It costs about a microsecond. */
  used(isForMore: boolean): number;
  /** Collects all garbage before it returns, and whatever is on the host's stack stays. */
  collect(): void;
}

/** How a program is started in a process of its own. */
export interface ChildOptions {
  file: string;
  /** With the name it is called by first. */
  args: string[];
  /** Null: where this process is. */
  cwd: string | null;
  /** `NAME=value` */
  environment: string[];
  /** The descriptors it gets: its number and ours. */
  fds: [number: number, fd: number][];
  /** Whether it gets no other descriptors that can be inherited. */
  closeOthers: boolean;
  /** It leads a new session and process group. */
  newSession: boolean;
  uid: number | null;
  gid: number | null;
  umask: number | null;
  /** Its supplementary groups; null: those of this process. */
  groups: number[] | null;
}

/** Processes that this one starts. */
export interface HostChildren {
  /** Starts a program; gives the process. Throws HostError when it cannot be executed. */
  start(options: ChildOptions): number;
  /** A child that has ended at once with this exit code; for a program that could not be started. */
  failed(code: number): number;
  /** A child that has ended, which is then forgotten, and its status as of wait(2); null: it runs. Throws ECHILD. */
  wait(pid: number): { pid: number; status: number } | null;
  /** Calls `ready` once when a child has ended. Returns a function that gives up. */
  watch(ready: () => void): () => void;
  /** A descriptor that can be read once a child has ended. */
  descriptor(pid: number): number;
}

/** Where a socket is: of the Internet, or in the file system (a path; bytes after NUL are not in the file system). */
export type SocketAddress = { host: string; port: number; flow: number; scope: number } | { path: string };

/** A computer's address as it is looked up by name. */
export interface HostAddress {
  address: string;
  family: 4 | 6;
}

/** Sockets. They are descriptors: `HostFiles` reads, writes, waits and closes. Numbers are those of Linux. */
export interface HostSockets {
  create(family: number, type: number, protocol: number): number;
  /** Two that are connected with each other. */
  pair(family: number, type: number, protocol: number): [number, number];
  /** What a descriptor that was given is; throws ENOTSOCK. */
  kind(fd: number): { family: number; type: number; protocol: number };
  bind(fd: number, address: SocketAddress): void;
  listen(fd: number, backlog: number): void;
  /** A connection that has come; null: there is none yet. */
  accept(fd: number): { fd: number; from: SocketAddress | null } | null;
  /** Begins to connect; false: it is ready for writing when that has ended. */
  connect(fd: number, address: SocketAddress | null): boolean;
  /** At most `size` bytes; null: there are none yet. */
  receive(fd: number, size: number, peek: boolean): { data: Uint8Array; from: SocketAddress | null } | null;
  /** The number of bytes taken; null: there is no room now. */
  send(fd: number, data: Uint8Array, to: SocketAddress | null): number | null;
  /** `how`: 0 reading, 1 writing, 2 both. */
  shutDown(fd: number, how: number): void;
  localAddress(fd: number): SocketAddress | null;
  peerAddress(fd: number): SocketAddress | null;
  getOption(fd: number, level: number, name: number): number;
  setOption(fd: number, level: number, name: number, value: number): void;
  /** Addresses of a name. Rejects with HostError, whose code is ENOTFOUND or EAI_AGAIN. */
  lookUp(name: string, family: 0 | 4 | 6): Promise<HostAddress[]>;
  /** The name and the service of an address. */
  nameOf(address: string, port: number): Promise<{ name: string; service: string }>;
  /** Names of the network's interfaces by number. */
  interfaces(): [number: number, name: string][];
}

/** What `readLine` gives for Ctrl-C. */
export const INTERRUPTED = Symbol('interrupted');

/** Tells that Ctrl-C has been pressed; the event loop then delivers it at its next turn. */
export interface InterruptWatch {
  readonly isReady: boolean;
  /** Whether it has been pressed since this was asked last. */
  arrived(): boolean;
}

export interface Host {
  /** `sys.platform`. */
  readonly platform: string;
  /** Where the standard library is; null when there is none. */
  readonly libraryPath: string | null;
  /** Where our own Python sources are, or null. */
  readonly sourcesPath: string | null;
  /** Where CPython's docstrings are (src/objects/docstrings.ts), or null. */
  readonly docstringsPath: string | null;
  /** `sys.executable`. */
  readonly executable: string;
  readonly files: HostFiles | null;
  readonly process: HostProcess | null;
  readonly children: HostChildren | null;
  readonly sockets: HostSockets | null;
  /** Null: nothing is kept. */
  readonly cache: HostCache | null;
  /** Seconds since the epoch. */
  now(): number;
  /** Nanoseconds since the epoch. */
  nowNs(): bigint;
  /** Monotonic clock in seconds. */
  monotonic(): number;
  /** Monotonic clock in nanoseconds. */
  monotonicNs(): bigint;
  /** CPU time of the process in seconds. */
  cpuTime(): number;
  /** Runs `callback` once after `seconds` (0: on the next turn of the event loop). Returns a function that cancels it. */
  setTimer(seconds: number, callback: () => void): () => void;
  /** Reads up to `size` bytes from a file descriptor without blocking the event loop; empty at the end of the file. */
  read(fd: number, size: number): Promise<Uint8Array>;
  /** Writes all of `data` at once; throws HostError (EPIPE, EAGAIN is retried). */
  write(fd: number, data: Uint8Array): void;
  isTty(fd: number): boolean;
  /** A line typed at the terminal, edited there and without its end; null at the end. Null: the host has no terminal. */
  readonly readLine: ((prompt: string) => Promise<string | null | typeof INTERRUPTED>) | null;
  /** From now on calls `callback` (null: does what the system does) for a signal. Throws HostError when that cannot be. */
  onSignal(signal: number, callback: (() => void) | null): void;
  /** Begins to watch for Ctrl-C without turns of the event loop, if `onSignal` has a callback for it. Null: that cannot be. */
  readonly watchInterrupts: (() => InterruptWatch | null) | null;
  /**
   * Collects all garbage: the promise is kept when finalization registries have been told. Whatever is on the host's stack
   * stays. Null: that cannot be asked for.
   */
  readonly collectGarbage: (() => Promise<void>) | null;
  /** Null: the host cannot tell. */
  readonly memory: HostMemory | null;
  /** Bytes of the host's stack that compiled code may use. */
  readonly stackBytes: number;
  randomBytes(count: number): Uint8Array;
  /** Environment variables at the start. */
  readonly environment: Record<string, string>;
}
