# The classes of _io. The library has them in Python, in _pyio, for which `io` must seem to be there while it is being
# imported: it is what `io` itself is made from.

NAMES = ('BufferedRWPair', 'BufferedRandom', 'BufferedReader', 'BufferedWriter', 'FileIO', 'TextIOWrapper', 'text_encoding')


class Registry:
    @staticmethod
    def register(cls):
        return cls


def stand_in(sys):
    module = type(sys)('io')
    module.__all__ = []
    module.SEEK_SET = 0
    module.SEEK_CUR = 1
    module.SEEK_END = 2
    module.Reader = module.Writer = object
    module.IOBase = module.RawIOBase = module.BufferedIOBase = module.TextIOBase = Registry

    def __getattr__(name):
        if name == 'open_code':
            return open_code
        if name == 'UnsupportedOperation':
            import _io
            return _io.UnsupportedOperation
        if name.startswith('__'):
            raise AttributeError(name)
        real = sys.modules.get('io')
        if real is None or real is module:
            raise AttributeError(name)
        return getattr(real, name)

    module.__getattr__ = __getattr__
    return module


def open_code(path):
    import _io
    return _io.open(path, 'rb')


def import_pyio():
    import sys
    import posix
    modules = sys.modules
    had_io = 'io' in modules
    before = modules.get('io')
    modules['io'] = stand_in(sys)
    try:
        import _pyio
    finally:
        if had_io:
            modules['io'] = before
        else:
            del modules['io']
    adopt(_pyio, posix)
    return _pyio


def adopt(_pyio, posix):
    # The classes are those of _io from now on.
    for name in NAMES:
        thing = getattr(_pyio, name, None)
        if isinstance(thing, type) and thing.__module__ == '_pyio':
            thing.__module__ = '_io'

    def readinto(self, buffer):
        self._checkClosed()
        self._checkReadable()
        view = memoryview(buffer).cast('B')
        data = posix.read(self._fd, len(view))
        view[:len(data)] = data
        return len(data)

    def readall(self):
        self._checkClosed()
        self._checkReadable()
        chunks = []
        while True:
            data = posix.read(self._fd, 1048576)
            if not data:
                return b''.join(chunks)
            chunks.append(data)

    _pyio.FileIO.readinto = readinto
    _pyio.FileIO.readall = readall
    keep_unflushed(_pyio.BufferedWriter)
    read_lines(_pyio.BufferedReader)


# Buffered writers that hold bytes, by id. Elsewhere a file that is dropped is closed at once, and all are at the end of the
# program; so here these bytes are written at the end, and before the same file is opened again.
unflushed = {}


def keep_unflushed(BufferedWriter):
    original_write = BufferedWriter.write
    original_flush = BufferedWriter._flush_unlocked

    def write(self, b):
        held = self._write_buf
        if type(b) is bytes and len(held) + len(b) <= self.buffer_size:
            # There is room, and whoever has the lock does not mind what is added behind.
            if self._raw.closed:
                raise ValueError('write to closed file')
            if not held:
                unflushed[id(self)] = self
            held += b
            return len(b)
        try:
            return original_write(self, b)
        finally:
            if self._write_buf:
                unflushed[id(self)] = self

    def _flush_unlocked(self):
        try:
            original_flush(self)
        finally:
            if not self._write_buf:
                unflushed.pop(id(self), None)

    replace(BufferedWriter, write, original_write)
    replace(BufferedWriter, _flush_unlocked, original_flush)


def replace(cls, function, original):
    function.__qualname__ = original.__qualname__
    function.__module__ = '_io'
    function.__doc__ = original.__doc__
    setattr(cls, function.__name__, function)


def read_lines(BufferedReader):
    # The general way asks for what is there to be read, a copy, for each line.
    original = BufferedReader.readline
    peek = BufferedReader.peek
    read = BufferedReader.read

    def readline(self, size=-1):
        cls = type(self)
        if size == -1 and cls.peek is peek and cls.read is read and not self._raw.closed:
            at = self._read_pos
            end = self._read_buf.find(b'\n', at) + 1
            if end > 0 and not self._read_lock.locked():
                self._read_pos = end
                return self._read_buf[at:end]
        return original(self, size)

    replace(BufferedReader, readline, original)


def write_out(status=None):
    # What is held for all files, or for the file with this status. Files that fail to close say nothing here, as elsewhere.
    import posix
    for writer in list(unflushed.values()):
        try:
            if status is None or same_file(posix.fstat(writer.fileno()), status):
                writer.flush()
        except Exception:
            pass


def same_file(a, b):
    return a.st_ino == b.st_ino and a.st_dev == b.st_dev


def write_out_before_opening(file):
    import posix
    if isinstance(file, int):
        return
    try:
        status = posix.stat(file)
    except (OSError, ValueError, TypeError):
        return
    write_out(status)


def module_getattr(name):
    import _io
    if name not in NAMES:
        raise AttributeError(f"module '_io' has no attribute {name!r}")
    value = getattr(import_pyio(), name)
    setattr(_io, name, value)
    return value


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if unflushed:
        write_out_before_opening(file)
    return import_pyio().open(file, mode, buffering, encoding, errors, newline, closefd, opener)
