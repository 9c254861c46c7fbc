# select: the functions and objects that wait for descriptors. What waits is the intrinsic wait_for_descriptors.

POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
FD_SETSIZE = 1024


def seconds_of(timeout, message):
    if timeout is None:
        return None
    if not isinstance(timeout, (int, float)) and not has_special(timeout, '__index__'):
        raise TypeError(message)
    return timeout


def descriptors_in(things):
    if not isinstance(things, (list, tuple)):
        try:
            things = list(things)
        except TypeError as error:
            if 'not iterable' in str(error):
                raise TypeError('arguments 1-3 must be sequences') from None
            raise
    # A list may change while its items are asked.
    found = []
    while len(found) < len(things):
        thing = things[len(found)]
        fd = descriptor_of(thing)
        if fd >= FD_SETSIZE:
            raise ValueError('filedescriptor out of range in select()')
        if len(found) >= FD_SETSIZE:
            raise ValueError('too many file descriptors in select()')
        found.append((thing, fd))
    return found


def select(rlist, wlist, xlist, timeout=None):
    timeout = seconds_of(timeout, 'timeout must be a float or None')
    if timeout is not None and timeout < 0:
        raise ValueError('timeout must be non-negative')
    reading, writing, exceptional = descriptors_in(rlist), descriptors_in(wlist), descriptors_in(xlist)
    wanted = {}
    for things, event in (reading, POLLIN), (writing, POLLOUT), (exceptional, 0):
        for _, fd in things:
            wanted[fd] = wanted.get(fd, 0) | event
    found = dict(zip(wanted, wait_for_descriptors(list(wanted), list(wanted.values()), timeout)))
    if POLLNVAL in found.values():
        raise OSError(9, 'Bad file descriptor')
    return ([thing for thing, fd in reading if found[fd] & (POLLIN | POLLHUP | POLLERR)],
            [thing for thing, fd in writing if found[fd] & (POLLOUT | POLLERR)],
            [])


class poll:
    __slots__ = ('_events', '_polling')

    def __new__(cls):
        raise TypeError("cannot create 'select.poll' instances")

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._events[descriptor_of(fd)] = event_mask(eventmask)

    def modify(self, fd, eventmask, /):
        fd = descriptor_of(fd)
        if fd not in self._events:
            raise FileNotFoundError(2, 'No such file or directory')
        self._events[fd] = event_mask(eventmask)

    def unregister(self, fd, /):
        del self._events[descriptor_of(fd)]

    def poll(self, timeout=None, /):
        timeout = seconds_of(timeout, 'timeout must be an integer or None')
        if timeout is not None:
            if timeout > 2147483647:
                raise OverflowError('timeout is too large')
            timeout = None if timeout < 0 else -(-timeout // 1) / 1000
        if self._polling:
            raise RuntimeError('concurrent poll() invocation')
        self._polling = True
        try:
            fds = list(self._events)
            found = wait_for_descriptors(fds, list(self._events.values()), timeout)
        finally:
            self._polling = False
        return [(fd, events) for fd, events in zip(fds, found) if events]


def event_mask(events):
    events = events.__index__()
    if events < 0:
        raise ValueError('value must be positive')
    if events > 65535:
        raise OverflowError('Python int too large for C unsigned short')
    return events


def make_poll():
    self = object.__new__(poll)
    self._events = {}
    self._polling = False
    return self


class epoll:
    __slots__ = ('_events', '_fd', '__weakref__')

    def __new__(cls, sizehint=-1, flags=0):
        if sizehint != -1 and sizehint <= 0:
            raise ValueError('sizehint must be positive or -1')
        if flags & ~0o2000000:
            raise OSError(22, 'Invalid argument')
        self = object.__new__(cls)
        self._events = {}
        self._fd = new_descriptor()
        return self

    @classmethod
    def fromfd(cls, fd, /):
        raise OSError(22, 'Invalid argument')

    def _check(self):
        if self._fd < 0:
            raise ValueError('I/O operation on closed epoll object')

    @property
    def closed(self):
        return self._fd < 0

    def fileno(self):
        self._check()
        return self._fd

    def close(self):
        fd, self._fd = self._fd, -1
        if fd >= 0:
            import posix
            self._events.clear()
            posix.close(fd)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, exc_type=None, exc_value=None, exc_tb=None, /):
        self.close()

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT):
        self._check()
        fd = descriptor_of(fd)
        if not can_wait(fd):
            raise PermissionError(1, 'Operation not permitted')
        if fd in self._events:
            raise FileExistsError(17, 'File exists')
        self._events[fd] = eventmask

    def modify(self, fd, eventmask):
        self._check()
        fd = descriptor_of(fd)
        can_wait(fd)
        if fd not in self._events:
            raise FileNotFoundError(2, 'No such file or directory')
        self._events[fd] = eventmask

    def unregister(self, fd):
        self._check()
        fd = descriptor_of(fd)
        can_wait(fd)
        if fd not in self._events:
            raise FileNotFoundError(2, 'No such file or directory')
        del self._events[fd]

    def poll(self, timeout=None, maxevents=-1):
        self._check()
        timeout = seconds_of(timeout, 'timeout must be an integer or None')
        if timeout is not None and timeout < 0:
            timeout = None
        if maxevents == -1:
            maxevents = FD_SETSIZE - 1
        elif maxevents <= 0:
            raise ValueError(f'maxevents must be greater than 0, got {maxevents}')
        registered = self._events
        fds = list(registered)
        found = wait_for_descriptors(fds, [registered[fd] & 0xffff for fd in fds], timeout)
        result = []
        for fd, events in zip(fds, found):
            if events == POLLNVAL:
                registered.pop(fd, None)
            elif events and len(result) < maxevents:
                result.append((fd, events))
                if registered.get(fd, 0) & 0x40000000:
                    registered[fd] = 0
        return result


poll.__module__ = epoll.__module__ = 'select'
