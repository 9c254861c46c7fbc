# The base classes of _io: what they do by calling methods of the object, which may be of a class made in Python.


class UnsupportedOperation(OSError, ValueError):
    pass


UnsupportedOperation.__module__ = 'io'

MISSING = object()


def unsupported(message):
    raise UnsupportedOperation(message)


def check_closed(self):
    closed = getattr(self, 'closed', MISSING)
    if closed is not MISSING and closed:
        raise ValueError('I/O operation on closed file.')


def _checkClosed(self):
    check_closed(self)


def _checkReadable(self):
    if self.readable() is not True:
        raise UnsupportedOperation('File or stream is not readable.')
    return True


def _checkWritable(self):
    if self.writable() is not True:
        raise UnsupportedOperation('File or stream is not writable.')
    return True


def _checkSeekable(self):
    if self.seekable() is not True:
        raise UnsupportedOperation('File or stream is not seekable.')
    return True


# --- _IOBase ----------------------------------------------------------------------------------------------------------


def is_closed(self):
    return hasattr(self, '__IOBase_closed')


def tell(self):
    return self.seek(0, 1)


def flush(self):
    if is_closed(self):
        raise ValueError('I/O operation on closed file.')


def close(self):
    if is_closed(self):
        return
    try:
        self.flush()
    finally:
        setattr(self, '__IOBase_closed', True)


def delete(self):
    try:
        closed = bool(self.closed)
    except BaseException:
        # It cannot be used.
        return
    if closed:
        return
    try:
        # So `close` knows who calls it.
        self._finalizing = True
    except BaseException:
        pass
    try:
        self.close()
    except BaseException as exc:
        report_unraisable(exc, f'Exception ignored while finalizing file {self!r}', None)


def isatty(self):
    check_closed(self)
    return False


def enter(self):
    check_closed(self)
    return self


def exit(self, *args):
    return self.close()


def iterate(self):
    check_closed(self)
    return self


def next_line(self):
    # The next line; None at the end.
    line = self.readline()
    return line if len(line) > 0 else None


def readahead(peek, limit):
    # How many bytes may be read that surely do not go beyond the line.
    ahead = peek(1)
    if not isinstance(ahead, bytes):
        raise OSError(f"peek() should have returned a bytes object, not '{tp_name(type(ahead))}'")
    if not ahead:
        return 1
    end = ahead.find(b'\n') + 1 or len(ahead)
    return end if limit < 0 else min(end, limit)


def readline(self, limit):
    peek = getattr(self, 'peek', None)
    line = bytearray()
    while limit < 0 or len(line) < limit:
        count = 1
        if peek is not None:
            # As much as is asked for, whatever was read before: the line may be longer than the limit by that.
            count = readahead(peek, limit)
        data = self.read(count)
        if not isinstance(data, bytes):
            raise OSError(f"read() should have returned a bytes object, not '{tp_name(type(data))}'")
        if not data:
            break
        line += data
        if line[-1] == 10:
            break
    return bytes(line)


def readlines(self, hint):
    if hint <= 0:
        return list(self)
    lines = []
    length = 0
    for line in self:
        lines.append(line)
        size = len(line)
        if size > hint - length:
            break
        length += size
    return lines


def writelines(self, lines):
    check_closed(self)
    for line in lines:
        self.write(line)


def index(value):
    if not has_special(value, '__index__'):
        raise TypeError(f"'{tp_name(type(value))}' object cannot be interpreted as an integer")
    return value.__index__()


# --- _RawIOBase -------------------------------------------------------------------------------------------------------


def raw_read(self, size):
    if size < 0:
        return self.readall()
    buffer = bytearray(size)
    count = self.readinto(buffer)
    if count is None:
        return None
    count = index(count)
    if not 0 <= count <= size:
        raise ValueError(f'readinto returned {count} outside buffer size {size}')
    del buffer[count:]
    return bytes(buffer)


def raw_readall(self):
    chunks = []
    while True:
        data = self.read(131072)
        if data is None and not chunks:
            return None
        if not data:
            return b''.join(chunks)
        if not isinstance(data, bytes):
            raise TypeError('read() should return bytes')
        chunks.append(data)


# --- _BufferedIOBase --------------------------------------------------------------------------------------------------


def buffered_readinto(self, buffer):
    return read_into(self.read, 'read', buffer)


def buffered_readinto1(self, buffer):
    return read_into(self.read1, 'read1', buffer)


def read_into(read, name, buffer):
    with writable_view(buffer, 'readinto' + name[4:]) as place:
        size = len(place)
        data = read(size)
        if not isinstance(data, bytes):
            raise TypeError('read() should return bytes')
        count = len(data)
        if count > size:
            raise ValueError(f'read() returned too much data: {size} bytes requested, {count} returned')
        place[:count] = data
        return count


# --- StringIO ---------------------------------------------------------------------------------------------------------


def next_text(self):
    line = self.readline()
    if not isinstance(line, str):
        raise OSError(f"readline() should have returned a str object, not '{tp_name(type(line))}'")
    return line or None


def illegal_newline(newline):
    raise ValueError(f'illegal newline value: {newline!r}')


def update_attributes(self, attributes):
    self.__dict__.update(attributes)
