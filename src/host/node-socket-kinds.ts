// The kinds of sockets on Node: what is common to them, streams of TCP and of the file system, datagrams, and pairs in memory.
import * as fs from 'node:fs';
import { type FileStatus, POLLHUP, POLLIN, POLLOUT, type SocketAddress } from './host.ts';
import {
  type Address,
  binding,
  type PipeHandle,
  type Request,
  SERVER,
  type StreamHandle,
  type TcpHandle,
  type UdpHandle,
} from './node-bindings.ts';
import { statusOutside } from './node-status.ts';
import { addDescriptor, Description, Waiters } from './node-descriptors.ts';
import type { Flow } from './node-pipes.ts';
import { Stream } from './node-streams.ts';
import { hostErrorOf, numberedError, systemError } from './system-errors.ts';

export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;

const SOL_SOCKET = 1;
const IPPROTO_TCP = 6;
const IPPROTO_IPV6 = 41;
const IPV6_V6ONLY = 26;
const SO_ERROR = 4;
const SO_BROADCAST = 6;
const SO_KEEPALIVE = 9;
const SO_ACCEPTCONN = 30;
/** What options have that nobody has set; the sizes of buffers are what Linux says of new sockets. */
const DEFAULTS = new Map<number, number>([
  [2, 0],
  [5, 0],
  [SO_BROADCAST, 0],
  [7, 16384],
  [8, 131072],
  [SO_KEEPALIVE, 0],
  [10, 0],
  [13, 0],
  [15, 0],
  [16, 0],
  [18, 1],
  [19, 1],
  [20, 0],
  [21, 0],
]);
let sockets = 0;

/** Calls a function of libuv; its failure becomes a HostError. */
function check(status: number | undefined): void {
  if (status !== undefined && status < 0) throw numberedError(status);
}

export type Received = { data: Uint8Array; from: SocketAddress | null } | null;

export abstract class Socket extends Description {
  readonly family: number;
  readonly type: number;
  readonly protocol: number;
  protected readonly options = new Map<string, number>();
  protected error = 0;

  constructor(family: number, type: number, protocol: number) {
    super();
    this.family = family;
    this.type = type;
    this.protocol = protocol;
  }

  bind(_address: SocketAddress): void {
    throw systemError('EOPNOTSUPP');
  }
  listen(_backlog: number): void {
    throw systemError('EOPNOTSUPP');
  }
  accept(): { fd: number; from: SocketAddress | null } | null {
    throw systemError('EINVAL');
  }
  connect(_address: SocketAddress | null): boolean {
    throw systemError('EOPNOTSUPP');
  }
  abstract receive(size: number, peek: boolean): Received;
  abstract send(data: Uint8Array, to: SocketAddress | null): number | null;
  abstract shutDown(how: number): void;
  abstract localAddress(): SocketAddress | null;
  abstract peerAddress(): SocketAddress | null;

  read(size: number): Uint8Array | null {
    return this.receive(size, false)?.data ?? null;
  }
  write(data: Uint8Array): number | null {
    return this.send(data, null);
  }
  writeAll(data: Uint8Array): void {
    for (let done = 0; done < data.length;) done += this.send(data.subarray(done), null) ?? 0;
  }

  getOption(level: number, name: number): number {
    if (level === SOL_SOCKET) {
      if (name === SO_ERROR) return this.takeError();
      if (name === 3) return this.type;
      if (name === 38) return this.protocol;
      if (name === 39) return this.family;
      if (name === SO_ACCEPTCONN) return this.isListening() ? 1 : 0;
    }
    const value = this.options.get(`${level} ${name}`);
    if (value !== undefined) return value;
    if (level !== SOL_SOCKET) return 0;
    const common = DEFAULTS.get(name);
    if (common === undefined) throw systemError('ENOPROTOOPT');
    return common;
  }
  setOption(level: number, name: number, value: number): void {
    if (level === SOL_SOCKET && !DEFAULTS.has(name)) throw systemError('ENOPROTOOPT');
    // Linux keeps twice the room for its own needs.
    const isSize = level === SOL_SOCKET && (name === 7 || name === 8);
    this.options.set(`${level} ${name}`, isSize ? Math.max(2304, value * 2) : value);
  }
  protected option(level: number, name: number): number | undefined {
    return this.options.get(`${level} ${name}`);
  }
  protected isListening(): boolean {
    return false;
  }
  private takeError(): number {
    const { error } = this;
    this.error = 0;
    return error;
  }

  private readonly number = ++sockets;
  status(): FileStatus {
    return statusOutside(fs.constants.S_IFSOCK | 0o777, 8n, this.number);
  }
}

// --- Streams -------------------------------------------------------------------------------------------------------

type State = 'new' | 'listening' | 'connecting' | 'connected';

/** A socket of the system for streams. */
abstract class StreamSocket<H extends StreamHandle> extends Socket {
  protected handle: H;
  protected state: State = 'new';
  protected stream: Stream | null = null;
  private readonly waiting: StreamHandle[] = [];
  private readonly changes = new Waiters();
  private closed = false;

  constructor(family: number, protocol: number, handle: H) {
    super(family, SOCK_STREAM, protocol);
    this.handle = handle;
  }

  /** A socket over a handle that is connected. */
  protected adopt(): this {
    this.state = 'connected';
    this.stream = new Stream(this.handle.fd, this.handle);
    return this;
  }

  protected abstract accepted(handle: StreamHandle): StreamSocket<H>;
  protected abstract beginConnecting(address: SocketAddress, request: Request): number | undefined;

  override listen(backlog: number): void {
    if (this.state === 'connected') throw systemError('EINVAL');
    this.handle.onconnection = (status, client) => {
      if (status < 0 || client === undefined) return;
      this.waiting.push(client);
      this.changes.wake();
    };
    check(this.handle.listen(Math.max(1, backlog)));
    this.state = 'listening';
  }
  protected override isListening(): boolean {
    return this.state === 'listening';
  }

  override accept(): { fd: number; from: SocketAddress | null } | null {
    if (this.state !== 'listening') throw systemError('EINVAL');
    const client = this.waiting.shift();
    if (client === undefined) return null;
    const socket = this.accepted(client);
    return { fd: addDescriptor(socket), from: socket.peerAddress() };
  }

  override connect(address: SocketAddress | null): boolean {
    if (address === null) throw systemError('EAFNOSUPPORT');
    if (this.state === 'connected') throw systemError('EISCONN');
    if (this.state === 'connecting') throw systemError('EALREADY');
    if (this.state === 'listening') throw systemError('EISCONN');
    const request = this.newRequest();
    request.oncomplete = (status) => this.connected(status);
    check(this.beginConnecting(address, request));
    this.state = 'connecting';
    return false;
  }
  protected abstract newRequest(): Request;

  private connected(status: number): void {
    if (this.closed) return;
    this.error = -status;
    if (status === 0) this.adopt();
    else {
      this.state = 'new';
      this.renew();
    }
    this.changes.wake();
  }
  /** After a connection that failed another can be tried. */
  protected abstract renew(): void;

  private connection(): Stream {
    if (this.stream === null) throw systemError('ENOTCONN');
    this.stream.blocking = this.blocking;
    return this.stream;
  }
  receive(size: number, peek: boolean): Received {
    if (this.state === 'connecting') return null;
    const stream = this.connection();
    const data = peek ? stream.peek(size) : stream.read(size);
    return data === null ? null : { data, from: null };
  }
  send(data: Uint8Array): number | null {
    if (this.state === 'connecting') return null;
    if (this.stream === null) throw systemError('EPIPE');
    return this.connection().write(data);
  }
  shutDown(how: number): void {
    this.connection().shutDown(how !== 1, how !== 0);
  }

  poll(events: number): number {
    if (this.stream !== null) return this.stream.poll(events);
    if (this.state === 'listening') return this.waiting.length > 0 ? events & POLLIN : 0;
    if (this.state === 'connecting') return 0;
    return (this.error === 0 ? 0 : events & (POLLIN | POLLOUT)) | POLLHUP | (events & POLLOUT);
  }
  override isSure(): boolean {
    return this.stream?.isSure() ?? false;
  }
  watch(events: number, ready: () => void): () => void {
    return this.stream === null ? this.changes.add(ready) : this.stream.watch(events, ready);
  }

  real(): number {
    return this.handle.fd;
  }
  close(): void {
    this.closed = true;
    for (const client of this.waiting) client.close();
    this.changes.wake();
    if (this.stream !== null) this.stream.close();
    else this.handle.close();
  }
}

function addressOf({ address = '', port = 0, flowlabel = 0 }: Partial<Address>): SocketAddress {
  const [host, scope] = address.split('%');
  return { host: host!, port, flow: flowlabel, scope: scope === undefined ? 0 : scopeNumber(scope) };
}

function scopeNumber(name: string): number {
  if (/^\d+$/.test(name)) return Number(name);
  try {
    return Number(fs.readFileSync(`/sys/class/net/${name}/ifindex`, 'latin1'));
  } catch {
    return 0;
  }
}

/** The host as libuv takes it. */
function hostText({ host, scope }: { host: string; scope: number }): string {
  return scope === 0 ? host : `${host}%${scope}`;
}

function internet(address: SocketAddress): { host: string; port: number; flow: number; scope: number } {
  if ('path' in address) throw systemError('EAFNOSUPPORT');
  return address;
}

export class TcpSocket extends StreamSocket<TcpHandle> {
  private bound: SocketAddress | null = null;
  constructor(family: number, protocol: number, handle?: TcpHandle) {
    super(family, protocol, handle ?? new (binding('tcp_wrap').TCP)(SERVER));
  }

  override bind(address: SocketAddress): void {
    if (this.bound !== null) throw systemError('EINVAL');
    const to = internet(address);
    if (this.family === AF_INET6) {
      const only = this.option(IPPROTO_IPV6, IPV6_V6ONLY) === 1 ? 1 : 0;
      check(this.handle.bind6(hostText(to), to.port, only));
    } else check(this.handle.bind(to.host, to.port));
    // A port that is in use is only told when one asks.
    const status = this.handle.getsockname({});
    if (status < 0) {
      this.renew();
      throw numberedError(status);
    }
    this.bound = address;
  }
  override listen(backlog: number): void {
    if (this.bound === null)
      this.bind({ host: this.family === AF_INET6 ? '::' : '0.0.0.0', port: 0, flow: 0, scope: 0 });
    super.listen(backlog);
  }
  protected newRequest(): Request {
    return new (binding('tcp_wrap').TCPConnectWrap)();
  }
  protected beginConnecting(address: SocketAddress, request: Request): number {
    const to = internet(address);
    if (this.family === AF_INET6) return this.handle.connect6(request, hostText(to), to.port);
    return this.handle.connect(request, to.host, to.port);
  }
  protected accepted(handle: StreamHandle): TcpSocket {
    return new TcpSocket(this.family, this.protocol, handle as TcpHandle).adopt();
  }
  protected renew(): void {
    this.handle.close();
    this.handle = new (binding('tcp_wrap').TCP)(SERVER);
    this.bound = null;
  }
  protected override adopt(): this {
    super.adopt();
    for (const [key, value] of this.options) this.apply(key, value);
    return this;
  }

  localAddress(): SocketAddress {
    const found: Partial<Address> = {};
    const nowhere = { host: this.family === AF_INET6 ? '::' : '0.0.0.0', port: 0, flow: 0, scope: 0 };
    if (this.state === 'new' && this.bound === null) return nowhere;
    return this.handle.getsockname(found) < 0 ? nowhere : addressOf(found);
  }
  peerAddress(): SocketAddress {
    const found: Partial<Address> = {};
    // The system may have connected it before libuv tells.
    if (this.state !== 'connected' && this.state !== 'connecting') throw systemError('ENOTCONN');
    check(this.handle.getpeername(found));
    return addressOf(found);
  }

  override setOption(level: number, name: number, value: number): void {
    super.setOption(level, name, value);
    if (this.stream !== null) this.apply(`${level} ${name}`, value);
  }
  private apply(key: string, value: number): void {
    if (key === `${IPPROTO_TCP} 1`) check(this.handle.setNoDelay(value !== 0));
    if (key === `${SOL_SOCKET} ${SO_KEEPALIVE}`)
      check(this.handle.setKeepAlive(value !== 0, this.option(IPPROTO_TCP, 4) ?? 7200));
  }
}

export class UnixSocket extends StreamSocket<PipeHandle> {
  private path: string | null = null;
  private peer: string | null = null;
  constructor(protocol: number, handle?: PipeHandle) {
    super(AF_UNIX, protocol, handle ?? new (binding('pipe_wrap').Pipe)(SERVER));
  }
  private pathOf(address: SocketAddress): string {
    if (!('path' in address)) throw systemError('EAFNOSUPPORT');
    return address.path;
  }
  override bind(address: SocketAddress): void {
    if (this.path !== null) throw systemError('EINVAL');
    const path = this.pathOf(address);
    const status = this.handle.bind(path);
    // libuv calls a directory that is not there a matter of permission.
    if (status === -13 && !fs.existsSync(path.replace(/[^/]*$/, '') || '.')) throw systemError('ENOENT');
    check(status);
    this.path = path;
  }
  protected newRequest(): Request {
    return new (binding('pipe_wrap').PipeConnectWrap)();
  }
  protected beginConnecting(address: SocketAddress, request: Request): number | undefined {
    this.peer = this.pathOf(address);
    return this.handle.connect(request, this.peer);
  }
  protected accepted(handle: StreamHandle): UnixSocket {
    const socket = new UnixSocket(this.protocol, handle as PipeHandle).adopt();
    socket.path = this.path;
    return socket;
  }
  protected renew(): void {
    this.handle.close();
    this.handle = new (binding('pipe_wrap').Pipe)(SERVER);
  }
  localAddress(): SocketAddress {
    return { path: this.path ?? '' };
  }
  peerAddress(): SocketAddress {
    if (this.state !== 'connected') throw systemError('ENOTCONN');
    return { path: this.peer ?? '' };
  }

  /** libuv removes the name of a socket that it bound; the system does not. */
  override close(): void {
    const { path } = this;
    const kept = path !== null && path !== '' && !path.startsWith('\0') ? `${path}.${process.pid}` : null;
    try {
      if (kept !== null && this.isBound()) fs.linkSync(path!, kept);
    } catch {
      // The program has removed it already.
    }
    super.close();
    try {
      if (kept !== null && this.isBound()) fs.renameSync(kept, path!);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw hostErrorOf(error);
    }
  }
  private isBound(): boolean {
    return this.state !== 'connected' || this.peer !== null;
  }
}

// --- Datagrams -----------------------------------------------------------------------------------------------------

/** Datagrams that wait in memory before the system keeps them. */
const MANY = 64;

export class UdpSocket extends Socket {
  private readonly handle: UdpHandle;
  private bound = false;
  private listening = false;
  private peer: SocketAddress | null = null;
  private readonly messages: { data: Uint8Array; from: SocketAddress }[] = [];
  private readonly arrival = new Waiters();

  constructor(family: number, protocol: number) {
    super(family, SOCK_DGRAM, protocol);
    this.handle = new (binding('udp_wrap').UDP)();
    this.handle.onmessage = (length, _handle, data, from) => this.arrived(length, data, from);
  }

  private arrived(length: number, data?: Uint8Array, from?: Address): void {
    if (length < 0) this.error = -length;
    else this.messages.push({ data: data ?? new Uint8Array(0), from: addressOf(from ?? {}) });
    if (this.messages.length >= MANY) this.rest();
    this.arrival.wake();
  }
  private rest(): void {
    if (this.listening) this.handle.recvStop();
    this.listening = false;
  }
  private start(): void {
    if (!this.bound) this.bind(this.anywhere());
    if (!this.listening) check(this.handle.recvStart());
    this.listening = true;
  }
  private anywhere(): SocketAddress {
    return { host: this.family === AF_INET6 ? '::' : '0.0.0.0', port: 0, flow: 0, scope: 0 };
  }

  override bind(address: SocketAddress): void {
    if (this.bound) throw systemError('EINVAL');
    const to = internet(address);
    // UV_UDP_REUSEADDR lets several sockets have one port; IPV6ONLY is 1.
    const reuse = this.option(SOL_SOCKET, 2) === 1 || this.option(SOL_SOCKET, 15) === 1 ? 4 : 0;
    if (this.family === AF_INET6) check(this.handle.bind6(hostText(to), to.port, reuse));
    else check(this.handle.bind(to.host, to.port, reuse));
    this.bound = true;
  }
  override connect(address: SocketAddress | null): boolean {
    if (address === null) {
      if (this.peer !== null) check(this.handle.disconnect());
      this.peer = null;
      return true;
    }
    const to = internet(address);
    if (this.peer !== null) check(this.handle.disconnect());
    if (this.family === AF_INET6) check(this.handle.connect6(hostText(to), to.port));
    else check(this.handle.connect(to.host, to.port));
    this.peer = address;
    this.bound = true;
    return true;
  }

  receive(size: number, peek: boolean): Received {
    if (this.error !== 0) {
      const error = numberedError(this.error);
      this.error = 0;
      throw error;
    }
    const message = peek ? this.messages[0] : this.messages.shift();
    if (message === undefined) return null;
    return { data: message.data.subarray(0, size), from: message.from };
  }

  send(data: Uint8Array, to: SocketAddress | null): number {
    const request = new (binding('udp_wrap').SendWrap)();
    request.oncomplete = (status) => {
      if (status < 0) this.error = -status;
    };
    const bytes = [data.slice()];
    if (this.peer !== null) {
      if (to !== null) throw systemError('EISCONN');
      check(this.handle.send(request, bytes, 1, true));
      return data.length;
    }
    if (to === null) throw systemError('EDESTADDRREQ');
    const { port, ...rest } = internet(to);
    const host = hostText(rest);
    if (this.family === AF_INET6) check(this.handle.send6(request, bytes, 1, port, host, true));
    else check(this.handle.send(request, bytes, 1, port, host, true));
    this.bound = true;
    return data.length;
  }

  shutDown(): void {
    if (this.peer === null) throw systemError('ENOTCONN');
  }
  localAddress(): SocketAddress {
    const found: Partial<Address> = {};
    if (!this.bound) return this.anywhere();
    check(this.handle.getsockname(found));
    return addressOf(found);
  }
  peerAddress(): SocketAddress {
    if (this.peer === null) throw systemError('ENOTCONN');
    return this.peer;
  }
  override setOption(level: number, name: number, value: number): void {
    super.setOption(level, name, value);
    if (level !== SOL_SOCKET || name !== SO_BROADCAST) return;
    if (!this.bound) this.bind(this.anywhere());
    check(this.handle.setBroadcast(value));
  }

  poll(events: number): number {
    const ready = this.messages.length > 0 || this.error !== 0;
    return (ready ? events & POLLIN : 0) | (events & POLLOUT);
  }
  override isSure(): boolean {
    return false;
  }
  watch(events: number, ready: () => void): () => void {
    if (events & POLLIN) this.start();
    return this.arrival.add(ready);
  }
  real(): number {
    return this.handle.fd;
  }
  close(): void {
    this.handle.close();
    this.arrival.wake();
  }
}

// --- Pairs ---------------------------------------------------------------------------------------------------------

/** One of two sockets in memory that are connected. */
export class PairSocket extends Socket {
  private readonly incoming: Flow;
  private readonly outgoing: Flow;
  constructor(family: number, type: number, protocol: number, incoming: Flow, outgoing: Flow) {
    super(family, type, protocol);
    this.incoming = incoming;
    this.outgoing = outgoing;
  }
  receive(size: number, peek: boolean): Received {
    const data = peek ? this.incoming.peek(size) : this.incoming.take(size);
    return data === null ? null : { data, from: null };
  }
  send(data: Uint8Array): number | null {
    if (this.outgoing.ended) throw systemError('EPIPE');
    return this.outgoing.put(data);
  }
  shutDown(how: number): void {
    if (how !== 1) this.incoming.end();
    if (how !== 0) this.outgoing.end();
  }
  localAddress(): SocketAddress {
    return { path: '' };
  }
  peerAddress(): SocketAddress {
    return { path: '' };
  }
  poll(events: number): number {
    const { incoming, outgoing } = this;
    const readable = incoming.size > 0 || incoming.ended;
    return (
      (readable ? events & POLLIN : 0) |
      (outgoing.hasRoom() ? events & POLLOUT : 0) |
      (incoming.ended && outgoing.ended ? POLLHUP : 0)
    );
  }
  watch(events: number, ready: () => void): () => void {
    const cancels = [
      ...(events & POLLIN ? [this.incoming.arrival.add(ready)] : []),
      ...(events & POLLOUT ? [this.outgoing.room.add(ready)] : []),
    ];
    return () => {
      for (const cancel of cancels) cancel();
    };
  }
  real(): number {
    throw systemError('EOPNOTSUPP');
  }
  close(): void {
    this.outgoing.end();
    this.incoming.end();
    this.incoming.abandon();
  }
}
