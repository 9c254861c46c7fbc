# _socket: the class of sockets, and names and addresses. The system is reached by the intrinsics sock_*.
#
# A call that cannot be done now gives None there; `_until` waits as long as the socket's timeout says and tries again.
# Addresses are (host, port, flow, scope) with the host as numbers, or the path of a socket in the file system.

AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3
SOCK_NONBLOCK, SOCK_CLOEXEC = 2048, 524288
SOL_SOCKET, SO_ERROR = 1, 4
MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_OOB = 2, 0x40, 0x100, 1
POLLIN, POLLOUT = 1, 4
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_NUMERICSERV = 1, 2, 4, 0x400
NI_NUMERICHOST, NI_NUMERICSERV, NI_NOFQDN, NI_NAMEREQD, NI_DGRAM = 1, 2, 4, 8, 16
IN_PROGRESS = 115
DEFAULT_TIMEOUT = [None]


class herror(OSError):
    pass


class gaierror(OSError):
    pass


herror.__module__ = gaierror.__module__ = 'socket'

GAI_MESSAGES = {-1: 'Bad value for ai_flags', -2: 'Name or service not known', -3: 'Temporary failure in name resolution',
                -6: 'ai_family not supported', -7: 'ai_socktype not supported',
                -8: 'Servname not supported for ai_socktype'}
GAI_CODES = {'ENOTFOUND': -2, 'EAI_AGAIN': -3, 'EAI_NODATA': -2, 'EAI_FAMILY': -6}


def gai_error(number):
    return gaierror(number, GAI_MESSAGES[number])


def os_error(number):
    import posix
    return OSError(number, posix.strerror(number))


def timeout_of(value):
    if value is None:
        return None
    if not isinstance(value, (int, float)):
        index = getattr(type(value), '__index__', None)
        if index is None:
            raise TypeError(f"'{tp_name(type(value))}' object cannot be interpreted as an integer")
        value = index(value)
    if value != value:
        raise ValueError('Invalid value NaN (not a number)')
    if value < 0:
        raise ValueError('Timeout value out of range')
    if value > 9223372036:
        raise OverflowError('timestamp too large to convert to C PyTime_t')
    return float(value)


def index_of(value):
    if not has_special(value, '__index__'):
        raise TypeError(f"'{tp_name(type(value))}' object cannot be interpreted as an integer")
    return value.__index__()


class socket:
    __slots__ = ('_fd', '_family', '_kind', '_protocol', '_timeout_value', '_raw')

    def __new__(cls, /, *args, **kwargs):
        self = object.__new__(cls)
        self._fd = -1
        self._family = self._kind = self._protocol = 0
        self._timeout_value = None
        self._raw = None
        return self

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
            fd = sock_create(family, type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC), proto)
        else:
            if isinstance(fileno, float):
                raise TypeError('integer argument expected, got float')
            fd = index_of(fileno)
            if fd < 0:
                raise ValueError('negative file descriptor')
            found = sock_kind(fd)
            family = found[0] if family == -1 else family
            type = found[1] if type == -1 else type
            proto = found[2] if proto == -1 else proto
        self._fd = fd
        self._family = family
        self._kind = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        self._protocol = proto
        self._timeout_value = 0.0 if type & SOCK_NONBLOCK else DEFAULT_TIMEOUT[0]
        if self._timeout_value is not None:
            self._set_blocking(False)

    family = property(lambda self: self._family, doc='the socket family')
    type = property(lambda self: self._kind, doc='the socket type')
    proto = property(lambda self: self._protocol, doc='the socket protocol')
    timeout = property(lambda self: self._timeout_value, doc='the socket timeout')

    def __repr__(self):
        return (f'<socket object, fd={self._fd}, family={int(self._family)}, type={int(self._kind)}, '
                f'proto={self._protocol}>')

    # --- Waiting ---

    def _set_blocking(self, blocking):
        import posix
        posix.set_blocking(self._fd, blocking)

    def _deadline(self):
        if self._timeout_value is None:
            return None
        import time
        return time.monotonic() + self._timeout_value

    def _wait(self, events, deadline):
        if deadline is None:
            left = None
        else:
            import time
            left = max(0.0, deadline - time.monotonic())
        if not wait_for_descriptors([self._fd], [events], left)[0]:
            raise TimeoutError('timed out')

    def _until(self, events, attempt, *args, deadline=0, flags=0):
        result = attempt(self._fd, *args)
        if result is not None:
            return result
        if self._timeout_value == 0 or flags & MSG_DONTWAIT:
            raise os_error(11)
        if deadline == 0:
            deadline = self._deadline()
        while result is None:
            self._wait(events, deadline)
            result = attempt(self._fd, *args)
        return result

    def settimeout(self, timeout, /):
        value = timeout_of(timeout)
        self._timeout_value = value
        self._set_blocking(value is None)

    def gettimeout(self, /):
        return self._timeout_value

    def setblocking(self, flag, /):
        self._timeout_value = None if flag else 0.0
        self._set_blocking(bool(flag))

    def getblocking(self, /):
        return self._timeout_value != 0

    # --- Addresses ---

    def _host_address(self, address, what):
        family = self._family
        if family == AF_UNIX:
            return unix_path(address)
        if family not in (AF_INET, AF_INET6):
            raise OSError(f'{what}(): bad family')
        name = 'AF_INET' if family == AF_INET else 'AF_INET6'
        if not isinstance(address, tuple):
            raise TypeError(f'{what}(): {name} address must be tuple, not {tp_name(type(address))}')
        if family == AF_INET and len(address) != 2:
            raise TypeError(f'{what}(): AF_INET address must be a pair (host, port)')
        if family == AF_INET6 and not 2 <= len(address) <= 4:
            raise TypeError(f'{what}(): AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])')
        host, port = address[0], address[1]
        if not isinstance(host, (str, bytes, bytearray)):
            raise TypeError(f'str, bytes or bytearray expected, not {tp_name(type(host))}')
        if not has_special(port, '__index__'):
            raise TypeError(f"'{tp_name(type(port))}' object cannot be interpreted as an integer")
        port = port.__index__()
        if not 0 <= port <= 0xffff:
            raise OverflowError(f'{what}(): port must be 0-65535.')
        flow = address[2] if len(address) > 2 else 0
        scope = address[3] if len(address) > 3 else 0
        if not 0 <= flow <= 0xfffff:
            raise OverflowError(f'{what}(): flowinfo must be 0-1048575.')
        return numeric_host(host, family), port, flow, scope

    def _address(self, found):
        if found is None or isinstance(found, (str, bytes)):
            return found
        return found if self._family == AF_INET6 else found[:2]

    def bind(self, address, /):
        sock_bind(self._fd, self._host_address(address, 'bind'))

    def getsockname(self, /):
        return self._address(sock_local(self._fd))

    def getpeername(self, /):
        return self._address(sock_peer(self._fd))

    # --- Connections ---

    def listen(self, backlog=128, /):
        sock_listen(self._fd, max(0, backlog.__index__()))

    def _accept(self, /):
        fd, address = self._until(POLLIN, sock_accept)
        return fd, self._address(address)

    def _connect(self, address):
        # The number of the error, 0 when there is none.
        try:
            if sock_connect(self._fd, address):
                return 0
        except OSError as error:
            if error.errno is None:
                raise
            return error.errno
        if self._timeout_value == 0:
            return IN_PROGRESS
        self._wait(POLLOUT, self._deadline())
        return sock_get_option(self._fd, SOL_SOCKET, SO_ERROR)

    def connect(self, address, /):
        error = self._connect(self._host_address(address, 'connect'))
        if error:
            raise os_error(error)

    def connect_ex(self, address, /):
        address = self._host_address(address, 'connect_ex')
        try:
            return self._connect(address)
        except TimeoutError:
            return 11

    def shutdown(self, how, /):
        if not 0 <= how <= 2:
            raise os_error(22)
        sock_shutdown(self._fd, how)

    def close(self, /):
        fd, self._fd = self._fd, -1
        if fd >= 0:
            import posix
            try:
                posix.close(fd)
            except ConnectionResetError:
                pass

    def detach(self, /):
        fd, self._fd = self._fd, -1
        return fd

    def fileno(self, /):
        return self._fd

    # --- Data ---

    def recv(self, bufsize, flags=0, /):
        if bufsize < 0:
            raise ValueError('negative buffersize in recv')
        return self._receive(bufsize, flags)[0]

    def recvfrom(self, bufsize, flags=0, /):
        if bufsize < 0:
            raise ValueError('negative buffersize in recvfrom')
        data, address = self._receive(bufsize, flags)
        return data, self._address(address)

    def _receive(self, size, flags):
        if flags & MSG_OOB:
            raise os_error(22)
        peek = bool(flags & MSG_PEEK)
        if not flags & MSG_WAITALL or peek or self._kind != SOCK_STREAM:
            return self._until(POLLIN, sock_receive, size, peek, flags=flags)
        deadline = self._deadline()
        parts = []
        while size > 0:
            data, address = self._until(POLLIN, sock_receive, size, False, deadline=deadline, flags=flags)
            if not data:
                break
            parts.append(data)
            size -= len(data)
        return b''.join(parts), None

    def recv_into(self, buffer, nbytes=0, flags=0):
        return self._receive_into(buffer, nbytes, flags, 'recv_into')[0]

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        count, address = self._receive_into(buffer, nbytes, flags, 'recvfrom_into')
        return count, self._address(address)

    def _receive_into(self, buffer, size, flags, what):
        if size < 0:
            raise ValueError(f'negative buffersize in {what}')
        with memoryview(buffer) as whole, whole.cast('B') as view:
            if size > len(view):
                raise ValueError('nbytes is greater than the length of the buffer' if what == 'recvfrom_into' else
                                 'buffer too small for requested bytes')
            data, address = self._receive(size or len(view), flags)
            view[:len(data)] = data
        return len(data), address

    def recvmsg(self, bufsize, ancbufsize=0, flags=0, /):
        if bufsize < 0:
            raise ValueError('negative buffer size in recvmsg()')
        if ancbufsize < 0:
            raise ValueError('invalid ancillary data buffer length')
        data, address = self._receive(bufsize, flags)
        return data, [], 0, self._address(address)

    def recvmsg_into(self, buffers, ancbufsize=0, flags=0, /):
        views = [memoryview(buffer).cast('B') for buffer in buffers]
        data, address = self._receive(sum(map(len, views)), flags)
        start = 0
        for view in views:
            part = data[start:start + len(view)]
            view[:len(part)] = part
            start += len(part)
        return len(data), [], 0, self._address(address)

    def send(self, data, flags=0, /):
        with bytes_view(data) as view:
            return self._until(POLLOUT, sock_send, view, None, flags=flags)

    def sendall(self, data, flags=0, /):
        deadline = self._deadline()
        with bytes_view(data) as view:
            done = 0
            while done < len(view):
                done += self._until(POLLOUT, sock_send, view[done:], None, deadline=deadline, flags=flags)

    def sendto(self, data, *args):
        if not 1 <= len(args) <= 2:
            raise TypeError(f'sendto() takes 2 or 3 arguments ({len(args) + 1} given)')
        flags = args[0] if len(args) == 2 else 0
        if not isinstance(flags, int):
            raise TypeError(f"'{tp_name(type(flags))}' object cannot be interpreted as an integer")
        with bytes_view(data) as view:
            address = self._host_address(args[-1], 'sendto')
            return self._until(POLLOUT, sock_send, view, address, flags=flags)

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None, /):
        data = b''.join(buffers)
        for _ in ancdata:
            raise os_error(95)
        if address is not None:
            address = self._host_address(address, 'sendmsg')
        return self._until(POLLOUT, sock_send, data, address, flags=flags)

    # --- Options ---

    def getsockopt(self, level, option, buflen=0, /):
        value = sock_get_option(self._fd, level, option)
        if buflen == 0:
            return value
        if not 0 < buflen <= 1024:
            raise OSError('getsockopt buflen out of range')
        raw = (self._raw or {}).get((level, option))
        return (value.to_bytes(4, 'little') if raw is None else raw)[:buflen]

    def setsockopt(self, level, option, value, optlen=None, /):
        if value is None:
            value = 0
        elif not isinstance(value, int):
            data = bytes(memoryview(value))
            if self._raw is None:
                self._raw = {}
            self._raw[level, option] = data
            value = int.from_bytes(data[:4], 'little')
        elif not -2147483648 <= value <= 2147483647:
            raise OverflowError('signed integer is greater than maximum' if value > 0 else
                                'signed integer is less than minimum')
        sock_set_option(self._fd, level, option, value)


socket.__module__ = '_socket'


def unix_path(address):
    if isinstance(address, (bytearray, memoryview)):
        address = bytes(address)
    if isinstance(address, str):
        address = address.encode('utf-8', 'surrogateescape')
    elif not isinstance(address, bytes):
        raise TypeError(f"a bytes-like object is required, not '{tp_name(type(address))}'")
    if len(address) > 107 + address.startswith(b'\0'):
        raise OSError('AF_UNIX path too long')
    return address.decode('utf-8', 'surrogateescape')


def host_text(host):
    if isinstance(host, str):
        if '\0' in host:
            raise ValueError('embedded null character')
        return host if host.isascii() else host.encode('idna').decode('ascii')
    return bytes(host).decode('ascii')


def numeric_host(host, family):
    # The numbers of a host; asks for them when it is a name.
    host = host_text(host)
    if host == '':
        return '::' if family == AF_INET6 else '0.0.0.0'
    if host in ('255.255.255.255', '<broadcast>'):
        if family != AF_INET:
            raise OSError('address family mismatched')
        return '255.255.255.255'
    found = sock_parse_host(host)
    if found is not None:
        if found[0] == family:
            return found[1]
        raise gaierror(-9, 'Address family for hostname not supported')
    return look_up(host, family)[0][1]


def look_up(host, family):
    found = sock_look_up(host, 4 if family == AF_INET else 6 if family == AF_INET6 else 0)
    if isinstance(found, str):
        raise gai_error(GAI_CODES.get(found, -2))
    return found


# --- Functions of the module ---


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    kind = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
    return tuple(socket(family, type, proto, fd) for fd in sock_pair(family, kind, proto))


def close(fd, /):
    import posix
    try:
        posix.close(fd)
    except ConnectionResetError:
        pass


def dup(fd, /):
    import posix
    sock_kind(fd)
    return posix.dup(fd)


def getdefaulttimeout():
    return DEFAULT_TIMEOUT[0]


def setdefaulttimeout(timeout, /):
    DEFAULT_TIMEOUT[0] = timeout_of(timeout)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if not (host is None or isinstance(host, (str, bytes))):
        raise TypeError('getaddrinfo() argument 1 must be string or None')
    host = None if host is None else host_text(host)
    number = service_number(port, type, proto, flags)
    if host is None and port is None:
        raise gai_error(-2)
    if family not in (0, AF_INET, AF_INET6):
        raise gai_error(-6)
    kinds = kinds_of(type, proto)
    results = []
    for found, address in addresses_of(host, family, flags):
        place = (address, number) if found == AF_INET else (address.partition('%')[0], number, 0, scope_of(host))
        for kind, protocol in kinds:
            name = host if flags & AI_CANONNAME and not results and host is not None else ''
            results.append((found, kind, protocol, name, place))
    return results


def scope_of(host):
    if host is None or '%' not in host:
        return 0
    scope = host.partition('%')[2]
    if scope.isdigit():
        return int(scope)
    for number, name in sock_interfaces():
        if name == scope:
            return number
    raise gai_error(-2)


def scope_text(address, scope):
    # An interface has its name where addresses are those of a link.
    if address.startswith(('fe8', 'fe9', 'fea', 'feb', 'ff01', 'ff02')):
        for number, name in sock_interfaces():
            if number == scope:
                return name
    return str(scope)


def kinds_of(type, proto):
    kinds = [(SOCK_STREAM, 6), (SOCK_DGRAM, 17), (SOCK_RAW, 0)]
    if type not in (0, SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, 5):
        raise gai_error(-7)
    chosen = [(kind, protocol if kind != SOCK_RAW else proto) for kind, protocol in kinds
              if type in (0, kind) and (proto in (0, protocol) or kind == SOCK_RAW and proto not in (6, 17))]
    if not chosen:
        raise gai_error(-8 if type != 0 and proto == 0 else -7)
    return chosen


def addresses_of(host, family, flags):
    wanted = (AF_INET, AF_INET6) if family == 0 else (family,)
    if host is None:
        if flags & AI_PASSIVE:
            return [(f, '0.0.0.0' if f == AF_INET else '::') for f in wanted]
        return [(f, '127.0.0.1' if f == AF_INET else '::1') for f in reversed(wanted)]
    found = sock_parse_host(host)
    if found is not None:
        if found[0] not in wanted:
            raise gaierror(-9, 'Address family for hostname not supported')
        return [found]
    if flags & AI_NUMERICHOST:
        raise gai_error(-2)
    return look_up(host, family)


def services():
    try:
        with open('/etc/services', encoding='utf-8', errors='replace') as file:
            for line in file:
                fields = line.partition('#')[0].split()
                if len(fields) >= 2:
                    number, _, protocol = fields[1].partition('/')
                    if number.isdigit():
                        yield int(number), protocol, [fields[0], *fields[2:]]
    except OSError:
        for number, name in (21, 'ftp'), (22, 'ssh'), (23, 'telnet'), (25, 'smtp'), (80, 'http'), (110, 'pop3'), (443, 'https'):
            yield number, 'tcp', [name]


def service_number(port, type, proto, flags):
    if port is None:
        return 0
    if isinstance(port, int):
        if not -0x8000000000000000 <= port <= 0x7fffffffffffffff:
            raise OverflowError('Python int too large to convert to C long')
        return port & 0xffff
    if isinstance(port, bytes):
        port = port.decode()
    elif isinstance(port, str):
        port.encode()
    else:
        raise OSError('Int or String expected')
    try:
        return int(port) & 0xffff
    except ValueError:
        pass
    if flags & AI_NUMERICSERV:
        raise gai_error(-2)
    protocol = 'udp' if type == SOCK_DGRAM or proto == 17 else 'tcp'
    for number, found, names in services():
        if found == protocol and port in names:
            return number
    raise gai_error(-8)


def getservbyname(servicename, protocolname=None, /):
    for number, protocol, names in services():
        if servicename in names and protocolname in (None, protocol):
            return number
    raise OSError('service/proto not found')


def getservbyport(port, protocolname=None, /):
    if not 0 <= port <= 0xffff:
        raise OverflowError('getservbyport: port must be 0-65535.')
    for number, protocol, names in services():
        if number == port and protocolname in (None, protocol):
            return names[0]
    raise OSError('port/proto not found')


PROTOCOLS = {'ip': 0, 'icmp': 1, 'igmp': 2, 'tcp': 6, 'udp': 17, 'ipv6': 41, 'ipv6-icmp': 58, 'sctp': 132}


def getprotobyname(name, /):
    try:
        return PROTOCOLS[name]
    except KeyError:
        raise OSError('protocol not found') from None


def getnameinfo(sockaddr, flags, /):
    if not isinstance(sockaddr, tuple):
        raise TypeError('getnameinfo() argument 1 must be a tuple')
    if not 2 <= len(sockaddr) <= 4:
        raise TypeError('getnameinfo(): illegal sockaddr argument')
    host, port = sockaddr[0], sockaddr[1]
    if len(sockaddr) > 2 and not 0 <= sockaddr[2] <= 0xfffff:
        raise OverflowError('getnameinfo(): flowinfo must be 0-1048575.')
    found = sock_parse_host(host_text(host)) or look_up(host_text(host), 0)[0]
    numbers = found[1]
    if len(sockaddr) > 3 and sockaddr[3] and '%' not in numbers:
        numbers += '%' + scope_text(numbers, sockaddr[3])
    if flags & NI_NUMERICHOST and flags & NI_NUMERICSERV:
        return numbers, str(port)
    answer = sock_name_of(found[1], port)
    name, service = (numbers, str(port)) if isinstance(answer, str) else answer
    if isinstance(answer, str) and flags & NI_NAMEREQD:
        raise gai_error(-2)
    try:
        service = getservbyport(port, 'udp' if flags & NI_DGRAM else 'tcp')
    except OSError:
        service = str(port)
    return numbers if flags & NI_NUMERICHOST else name, str(port) if flags & NI_NUMERICSERV else service


def gethostbyname(hostname, /):
    return numeric_host(hostname, AF_INET)


def gethostbyname_ex(hostname, /):
    host = host_text(hostname)
    return host, [], [address for _, address in addresses_of(host, AF_INET, 0)]


def gethostbyaddr(host, /):
    found = sock_parse_host(host_text(host)) or look_up(host_text(host), 0)[0]
    answer = sock_name_of(found[1], 0)
    if isinstance(answer, str):
        raise herror(1, 'Unknown host')
    return answer[0], [], [found[1]]


def gethostname():
    import posix
    return posix.uname().nodename


def sethostname(name, /):
    raise PermissionError(1, 'Operation not permitted')


def if_nameindex():
    return sock_interfaces()


def if_nametoindex(oname, /):
    import os
    name = os.fsdecode(oname)
    for number, found in sock_interfaces():
        if found == name:
            return number
    raise OSError(19, 'No such device')


def if_indextoname(if_index, /):
    if_index = index_of(if_index)
    if if_index < 0:
        raise ValueError('Cannot convert negative int')
    if if_index >> 32:
        raise OverflowError('Python int too large for C unsigned int')
    for number, name in sock_interfaces():
        if number == if_index:
            return name
    raise OSError(6, 'No such device or address')


def swapped(value, size):
    value = index_of(value)
    if value < 0:
        raise ValueError('Cannot convert negative int')
    if value >> size * 8:
        raise OverflowError(f'Python int too large for C uint{size * 8}_t')
    return int.from_bytes(value.to_bytes(size, 'big'), 'little')


def ntohs(x, /):
    return swapped(x, 2)


def htons(x, /):
    return swapped(x, 2)


def ntohl(x, /):
    return swapped(x, 4)


def htonl(x, /):
    return swapped(x, 4)


def inet_aton(ip_addr, /):
    parts = ip_addr.split()[:1] or ['']
    fields = parts[0].split('.')
    try:
        if not 1 <= len(fields) <= 4:
            raise ValueError
        numbers = [int(field, 8 if len(field) > 1 and field[0] == '0' and field[1] not in 'xX' else 0)
                   for field in fields if field.isalnum()]
        if len(numbers) != len(fields) or any(number > 255 for number in numbers[:-1]):
            raise ValueError
        last = numbers[-1].to_bytes(5 - len(numbers), 'big')
    except (ValueError, OverflowError):
        raise OSError('illegal IP address string passed to inet_aton') from None
    return bytes(numbers[:-1]) + last


def inet_ntoa(packed_ip, /):
    packed = bytes(memoryview(packed_ip))
    if len(packed) != 4:
        raise OSError('packed IP wrong length')
    return '.'.join(map(str, packed))


def inet_pton(af, ip, /):
    found = sock_pack_host(af, ip)
    if af not in (AF_INET, AF_INET6):
        raise OSError(97, 'unknown address family')
    if found is None:
        raise OSError('illegal IP address string passed to inet_pton')
    return found


def inet_ntop(af, packed_ip, /):
    packed = bytes(memoryview(packed_ip))
    if af not in (AF_INET, AF_INET6):
        raise ValueError(f'unknown address family {af}')
    if len(packed) != (4 if af == AF_INET else 16):
        raise ValueError('invalid length of packed IP address string')
    return sock_unpack_host(packed)


# The header of ancillary data, whose parts begin at multiples of 8 bytes; sizes are those of C's socklen_t.
CMSG_HEADER = 16
LARGEST = 0x7fffffff


def CMSG_LEN(length, /):
    length = ssize(length)
    if not 0 <= length <= LARGEST - CMSG_HEADER:
        raise OverflowError('CMSG_LEN() argument out of range')
    return CMSG_HEADER + length


def CMSG_SPACE(length, /):
    length = ssize(length)
    # Room is made for the padding of one byte, whatever the length.
    if not 0 <= length <= LARGEST - CMSG_HEADER - 8:
        raise OverflowError('CMSG_SPACE() argument out of range')
    return CMSG_HEADER + (length + 7 & ~7)


def ssize(value):
    value = index_of(value)
    if not -0x8000000000000000 <= value <= 0x7fffffffffffffff:
        raise OverflowError('Python int too large to convert to C ssize_t')
    return value
