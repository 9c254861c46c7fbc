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

export interface Host {
  /** Seconds since the epoch. */
  now(): number;
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
  /** Bytes of the host's stack that compiled code may use. */
  readonly stackBytes: number;
  randomBytes(count: number): Uint8Array;
  /** Environment variables at the start. */
  readonly environment: Record<string, string>;
}
