// Sockets on Node: what `HostSockets` asks for, and names and addresses of computers.
import { type HostAddress, HostError, type HostSockets } from './host.ts';
import type * as DNS from 'node:dns';
import * as fs from 'node:fs';
import { addDescriptor, descriptionOf } from './node-descriptors.ts';
import { Flow } from './node-pipes.ts';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  PairSocket,
  SOCK_DGRAM,
  SOCK_STREAM,
  type Socket,
  TcpSocket,
  UdpSocket,
  UnixSocket,
} from './node-socket-kinds.ts';
import { Socket as AnySocket } from './node-socket-kinds.ts';
import { systemError } from './system-errors.ts';

/** Loaded when it is needed: that costs milliseconds. */
const dns = (): typeof DNS => process.getBuiltinModule('node:dns');

function create(family: number, type: number, protocol: number): Socket {
  if (family === AF_INET || family === AF_INET6) {
    if (type === SOCK_STREAM && (protocol === 0 || protocol === 6)) return new TcpSocket(family, protocol);
    if (type === SOCK_DGRAM && (protocol === 0 || protocol === 17)) return new UdpSocket(family, protocol);
    throw systemError('EPROTONOSUPPORT');
  }
  if (family !== AF_UNIX) throw systemError('EAFNOSUPPORT');
  if (type !== SOCK_STREAM) throw systemError('ESOCKTNOSUPPORT');
  return new UnixSocket(protocol);
}

function of(fd: number): Socket {
  const description = descriptionOf(fd);
  if (!(description instanceof AnySocket)) throw systemError('ENOTSOCK');
  return description;
}

/** The error of a look-up, by libuv's name for it. */
function lookUpError(error: NodeJS.ErrnoException): HostError {
  return new HostError(error.code ?? 'ENOTFOUND', 0, error.message);
}

export const nodeSockets: HostSockets = {
  create: (family, type, protocol) => addDescriptor(create(family, type, protocol)),
  pair(family, type, protocol) {
    if (family !== AF_UNIX) throw systemError('EOPNOTSUPP');
    const there = new Flow(type !== SOCK_STREAM);
    const back = new Flow(type !== SOCK_STREAM);
    return [
      addDescriptor(new PairSocket(family, type, protocol, back, there)),
      addDescriptor(new PairSocket(family, type, protocol, there, back)),
    ];
  },
  kind(fd) {
    const { family, type, protocol } = of(fd);
    return { family, type, protocol };
  },
  bind: (fd, address) => of(fd).bind(address),
  listen: (fd, backlog) => of(fd).listen(backlog),
  accept: (fd) => of(fd).accept(),
  connect: (fd, address) => of(fd).connect(address),
  receive: (fd, size, peek) => of(fd).receive(size, peek),
  send: (fd, data, to) => of(fd).send(data, to),
  shutDown: (fd, how) => of(fd).shutDown(how),
  localAddress: (fd) => of(fd).localAddress(),
  peerAddress: (fd) => of(fd).peerAddress(),
  getOption: (fd, level, name) => of(fd).getOption(level, name),
  setOption: (fd, level, name, value) => of(fd).setOption(level, name, value),
  lookUp: (name, family) =>
    new Promise((resolve, reject) => {
      dns().lookup(name, { all: true, family, verbatim: true }, (error, addresses) => {
        if (error === null) resolve(addresses as HostAddress[]);
        else reject(lookUpError(error));
      });
    }),
  nameOf: (address, port) =>
    new Promise((resolve, reject) => {
      dns().lookupService(address, port, (error, name, service) => {
        if (error === null) resolve({ name, service });
        else reject(lookUpError(error));
      });
    }),
  interfaces() {
    try {
      return fs
        .readdirSync('/sys/class/net')
        .map((name): [number, string] => [
          Number(fs.readFileSync(`/sys/class/net/${name}/ifindex`, 'latin1')),
          name,
        ])
        .sort(([a], [b]) => a - b);
    } catch {
      return [];
    }
  },
};
