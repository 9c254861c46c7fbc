// _socket: connections over the network. The class of sockets and the look-up of names are Python
// (src/python/socket_support.py); here are the calls of the host that they make, and the constants.
import { HostError, type HostSockets, type SocketAddress } from '../host/host.ts';
import { defineIntrinsics, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { bytesArgument } from '../objects/bytes-argument.ts';
import { PyBytes } from '../objects/bytes.ts';
import { newException, osErrorType, timeoutErrorType } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { newOSError } from '../objects/os-error.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { addressText, packIPv4, packIPv6 } from './internet-address.ts';
import type { NativeModule } from './native-module.ts';
import { int, system } from './posix-support.ts';
import { SOCKET_CONSTANTS } from './socket-constants.ts';

const AF_INET = 2;
const AF_INET6 = 10;

function hostSockets(): HostSockets {
  const { sockets } = machine.interpreter.host;
  if (sockets === null) throw newOSError(38, 'Function not implemented');
  return sockets;
}

function text(value: Value): string {
  return hostString(textOf(value)!);
}

/** An address as socket_support.py has it: a tuple of four, a path, or None. */
function hostAddress(value: Value): SocketAddress | null {
  if (value === None) return null;
  if (!(value instanceof PyTuple)) return { path: text(value) };
  const [host, port, flow, scope] = value.items;
  return { host: text(host!), port: int(port!), flow: int(flow!), scope: int(scope!) };
}

function addressValue(address: SocketAddress | null): Value {
  if (address === null) return None;
  if (!('path' in address))
    return new PyTuple([fromHost(address.host), address.port, address.flow, address.scope]);
  return address.path.startsWith('\0')
    ? new PyBytes(new TextEncoder().encode(address.path))
    : fromHost(address.path);
}

function sock_accept(fd: Value): Result {
  const found = system(() => hostSockets().accept(int(fd)));
  return found === null ? None : new PyTuple([found.fd, addressValue(found.from)]);
}

function sock_receive(fd: Value, size: Value, peek: Value): Result {
  const found = system(() => hostSockets().receive(int(fd), int(size), peek === true));
  return found === null ? None : new PyTuple([new PyBytes(found.data), addressValue(found.from)]);
}

function sock_send(fd: Value, data: Value, to: Value): Result {
  const bytes = bytesArgument(data);
  return system(() => hostSockets().send(int(fd), bytes, hostAddress(to))) ?? None;
}

/** A look-up by the host: what `give` makes of its answer, or the code of the error as text. */
function lookUp<T>(start: Promise<T>, give: (answer: T) => Value): Result {
  return waitForHost((wake, fail) => {
    start.then(
      (answer) => wake(give(answer)),
      (error: unknown) => {
        if (error instanceof HostError) wake(error.code);
        else fail(newException(osErrorType, String(error)));
      },
    );
  });
}

function sock_look_up(name: Value, family: Value): Result {
  return lookUp(
    hostSockets().lookUp(text(name), int(family) as 0 | 4 | 6),
    (found) =>
      new PyList(found.map((a) => new PyTuple([a.family === 4 ? AF_INET : AF_INET6, fromHost(a.address)]))),
  );
}

function sock_name_of(address: Value, port: Value): Result {
  return lookUp(
    hostSockets().nameOf(text(address), int(port)),
    ({ name, service }) => new PyTuple([fromHost(name), fromHost(service)]),
  );
}

/** (family, text) of a host that is given by numbers; None for a name. */
function sock_parse_host(host: Value): Result {
  const name = text(host);
  if (packIPv4(name) !== null) return new PyTuple([AF_INET, name]);
  const [address, scope] = name.split('%');
  const packed = packIPv6(address!);
  if (packed === null) return None;
  return new PyTuple([AF_INET6, addressText(packed) + (scope === undefined ? '' : `%${scope}`)]);
}

function sock_pack_host(family: Value, host: Value): Result {
  const packed = int(family) === AF_INET ? packIPv4(text(host)) : packIPv6(text(host));
  return packed === null ? None : new PyBytes(packed);
}

/** A call about a socket that gives nothing, or a value. */
function onSocket(call: (sockets: HostSockets, fd: number, ...args: Value[]) => Value | void) {
  return (fd: Value, ...args: Value[]): Result => system(() => call(hostSockets(), int(fd), ...args) ?? None);
}

defineIntrinsics({
  sock_create: [
    '(family, type, protocol, /)',
    (family: Value, type: Value, protocol: Value): Result =>
      system(() => hostSockets().create(int(family), int(type), int(protocol))),
  ],
  sock_pair: [
    '(family, type, protocol, /)',
    (family: Value, type: Value, protocol: Value): Result =>
      new PyTuple(system(() => hostSockets().pair(int(family), int(type), int(protocol)))),
  ],
  sock_kind: [
    '(fd, /)',
    onSocket((sockets, fd) => {
      const { family, type, protocol } = sockets.kind(fd);
      return new PyTuple([family, type, protocol]);
    }),
  ],
  sock_bind: ['(fd, address, /)', onSocket((s, fd, address) => s.bind(fd, hostAddress(address!)!))],
  sock_listen: ['(fd, backlog, /)', onSocket((s, fd, backlog) => s.listen(fd, int(backlog!)))],
  sock_accept: ['(fd, /)', sock_accept],
  sock_connect: ['(fd, address, /)', onSocket((s, fd, address) => s.connect(fd, hostAddress(address!)))],
  sock_receive: ['(fd, size, peek, /)', sock_receive],
  sock_send: ['(fd, data, to, /)', sock_send],
  sock_shutdown: ['(fd, how, /)', onSocket((s, fd, how) => s.shutDown(fd, int(how!)))],
  sock_local: ['(fd, /)', onSocket((s, fd) => addressValue(s.localAddress(fd)))],
  sock_peer: ['(fd, /)', onSocket((s, fd) => addressValue(s.peerAddress(fd)))],
  sock_get_option: [
    '(fd, level, name, /)',
    onSocket((s, fd, level, name) => s.getOption(fd, int(level!), int(name!))),
  ],
  sock_set_option: [
    '(fd, level, name, value, /)',
    onSocket((s, fd, level, name, value) => s.setOption(fd, int(level!), int(name!), int(value!))),
  ],
  sock_look_up: ['(name, family, /)', sock_look_up],
  sock_name_of: ['(address, port, /)', sock_name_of],
  sock_parse_host: ['(host, /)', sock_parse_host],
  sock_pack_host: ['(family, host, /)', sock_pack_host],
  sock_unpack_host: ['(packed, /)', (packed: Value): Result => addressText((packed as PyBytes).data)],
  sock_interfaces: [
    '()',
    (): Result =>
      new PyList(
        hostSockets()
          .interfaces()
          .map(([number, name]) => new PyTuple([number, fromHost(name)])),
      ),
  ],
});

/** The functions that are in socket_support.py, with their signatures. */
const SIGNATURES: Record<string, string> = {
  CMSG_LEN: '(length, /)',
  CMSG_SPACE: '(length, /)',
  close: '(fd, /)',
  dup: '(fd, /)',
  getaddrinfo: '(host, port, family=0, type=0, proto=0, flags=0)',
  getdefaulttimeout: '()',
  gethostbyaddr: '(host, /)',
  gethostbyname: '(hostname, /)',
  gethostbyname_ex: '(hostname, /)',
  gethostname: '()',
  getnameinfo: '(sockaddr, flags, /)',
  getprotobyname: '(name, /)',
  getservbyname: '(servicename, protocolname=None, /)',
  getservbyport: '(port, protocolname=None, /)',
  htonl: '(x, /)',
  htons: '(x, /)',
  if_indextoname: '(if_index, /)',
  if_nameindex: '()',
  if_nametoindex: '(oname, /)',
  inet_aton: '(ip_addr, /)',
  inet_ntoa: '(packed_ip, /)',
  inet_ntop: '(af, packed_ip, /)',
  inet_pton: '(af, ip, /)',
  ntohl: '(x, /)',
  ntohs: '(x, /)',
  setdefaulttimeout: '(timeout, /)',
  sethostname: '(name, /)',
  socketpair: '(family=1, type=1, proto=0, /)',
};

const functions = Object.fromEntries(
  Object.entries(SIGNATURES).map(([name, signature]) => [
    name,
    [signature, inPython('socket_support', name)],
  ]),
) as MethodTable;

export const _socketModule: NativeModule = {
  name: '_socket',
  doc: 'Implementation module for socket operations.\n\nSee the socket module for documentation.',
  functions,
  attributes: () => {
    const support = machine.interpreter.frozen('socket_support');
    const [socket, gaierror, herror] = ['socket', 'gaierror', 'herror'].map((name) => support.getStr(name)!);
    return {
      ...SOCKET_CONSTANTS,
      has_ipv6: true,
      error: osErrorType,
      timeout: timeoutErrorType,
      socket: socket!,
      SocketType: socket!,
      gaierror: gaierror!,
      herror: herror!,
    };
  },
};
