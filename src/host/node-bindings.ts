// What Node's own modules are built on, as far as its public interface cannot say it: a descriptor of the system that waits
// in the event loop, sockets that are bound before they listen, and starting a process with any descriptors.
//
// `process.binding` is old and stays for those who need it. Nothing but the files beside this one may use it.

/** The result of a call: 0, or a negative number of the system. */
type Status = number;

/** A request that ends later: `oncomplete` is called with its status. */
export interface Request {
  oncomplete: ((status: Status) => void) | null;
  async?: boolean;
}

/** A handle of libuv over a stream: FIFO, terminal, socket. */
export interface StreamHandle {
  readonly fd: number;
  /** Called when there is something to read; see `readLength`. */
  onread: ((data: ArrayBuffer | undefined) => void) | null;
  onconnection: ((status: Status, client: StreamHandle | undefined) => void) | null;
  open(fd: number): Status;
  close(done?: () => void): void;
  ref(): void;
  unref(): void;
  readStart(): Status;
  readStop(): Status;
  useUserBuffer(buffer: Uint8Array): void;
  writeBuffer(request: Request, data: Uint8Array): Status;
  shutdown(request: Request): Status;
  listen(backlog: number): Status;
}

export interface Address {
  address: string;
  port: number;
  family: string;
  flowlabel?: number;
}

export interface TcpHandle extends StreamHandle {
  bind(address: string, port: number): Status;
  bind6(address: string, port: number, flags: number): Status;
  connect(request: Request, address: string, port: number): Status;
  connect6(request: Request, address: string, port: number): Status;
  getsockname(out: Partial<Address>): Status;
  getpeername(out: Partial<Address>): Status;
  setNoDelay(on: boolean): Status;
  setKeepAlive(on: boolean, seconds: number): Status;
  /** Closes it so that the other side sees it broken. */
  reset(done?: () => void): Status;
}

/** A socket for datagrams. */
export interface UdpHandle {
  readonly fd: number;
  /** A datagram: the number of its bytes, or a negative number of the system. */
  onmessage: ((length: number, handle: UdpHandle, data?: Uint8Array, from?: Address) => void) | null;
  bind(address: string, port: number, flags: number): Status;
  bind6(address: string, port: number, flags: number): Status;
  connect(address: string, port: number): Status;
  connect6(address: string, port: number): Status;
  disconnect(): Status;
  /** The number of bytes and one when they are sent, 0 when that is to be done; negative: an error. */
  send(
    ...args: [
      request: Request,
      data: Uint8Array[],
      count: number,
      port: number,
      address: string,
      wait: boolean,
    ]
  ): number;
  send6(
    ...args: [
      request: Request,
      data: Uint8Array[],
      count: number,
      port: number,
      address: string,
      wait: boolean,
    ]
  ): number;
  send(...args: [request: Request, data: Uint8Array[], count: number, wait: boolean]): number;
  recvStart(): Status;
  recvStop(): Status;
  getsockname(out: Partial<Address>): Status;
  getpeername(out: Partial<Address>): Status;
  setBroadcast(on: number): Status;
  setTTL(ttl: number): Status;
  setMulticastTTL(ttl: number): Status;
  setMulticastLoopback(on: number): Status;
  close(done?: () => void): void;
}

export interface PipeHandle extends StreamHandle {
  bind(path: string): Status;
  connect(request: Request, path: string): Status | undefined;
}

export type StdioEntry = { type: 'ignore' } | { type: 'fd'; fd: number };

export interface SpawnOptions {
  file: string;
  args: string[];
  cwd: string | undefined;
  envPairs: string[];
  stdio: StdioEntry[];
  detached: boolean;
  uid: number | undefined;
  gid: number | undefined;
}

export interface ProcessHandle {
  readonly pid: number;
  onexit: ((code: number, signal: string) => void) | null;
  spawn(options: SpawnOptions): Status;
  /** The same in newer versions of Node (24 among them), which have constants for the flags. */
  spawn(
    ...args: [
      file: string,
      args: string[],
      cwd: string | undefined,
      envPairs: string[],
      stdio: StdioEntry[],
      flags: number,
      uid: number | undefined,
      gid: number | undefined,
    ]
  ): Status;
  close(): void;
  ref(): void;
  unref(): void;
}

/** Tells of a signal by its number. */
export interface SignalHandle {
  onsignal: (() => void) | null;
  start(signal: number): Status;
  close(): void;
  unref(): void;
}

interface Bindings {
  pipe_wrap: { Pipe: new (kind: number) => PipeHandle; PipeConnectWrap: new () => Request };
  tcp_wrap: { TCP: new (kind: number) => TcpHandle; TCPConnectWrap: new () => Request };
  stream_wrap: {
    WriteWrap: new () => Request;
    ShutdownWrap: new () => Request;
    streamBaseState: Int32Array;
    kReadBytesOrError: number;
    kLastWriteWasAsync: number;
  };
  udp_wrap: { UDP: new () => UdpHandle; SendWrap: new () => Request };
  signal_wrap: { Signal: new () => SignalHandle };
  process_wrap: { Process: new () => ProcessHandle; constants?: { kProcessFlagDetached: number } };
  v8: { setFlagsFromString(options: string): void };
}

/** One of Node's internal modules. */
export function binding<K extends keyof Bindings>(name: K): Bindings[K] {
  // Node warns of some of them.
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    return (process as unknown as { binding(name: string): unknown }).binding(name) as Bindings[K];
  } finally {
    process.noDeprecation = noDeprecation;
  }
}

/** Kinds of sockets, for `new Pipe` and `new TCP`. */
export const SOCKET = 0;
export const SERVER = 1;

/** In `onread`: the number of bytes, or a negative number of the system. */
export function readLength(): number {
  const { streamBaseState, kReadBytesOrError } = binding('stream_wrap');
  return streamBaseState[kReadBytesOrError]!;
}

/** After `writeBuffer`: whether something is left to write, and `oncomplete` will be called. */
export function writesLater(): boolean {
  const { streamBaseState, kLastWriteWasAsync } = binding('stream_wrap');
  return streamBaseState[kLastWriteWasAsync] !== 0;
}
