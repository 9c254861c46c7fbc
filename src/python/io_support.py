# The classes of _io. The library has them in Python, in _pyio, for which `io` must seem to be there while it is being
# imported: it is what `io` itself is made from.

NAMES = ('BlockingIOError', 'BufferedRWPair', 'BufferedRandom', 'BufferedReader', 'BufferedWriter', 'BytesIO',
         'DEFAULT_BUFFER_SIZE', 'FileIO', 'IncrementalNewlineDecoder', 'StringIO', 'TextIOWrapper', 'UnsupportedOperation',
         'open', 'open_code', 'text_encoding')
BASES = {'_IOBase': 'IOBase', '_RawIOBase': 'RawIOBase', '_BufferedIOBase': 'BufferedIOBase', '_TextIOBase': 'TextIOBase'}


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
        if name.startswith('__') or name == 'UnsupportedOperation':
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
    for name, base in BASES.items():
        cls = getattr(_pyio, base)
        cls.__module__ = '_io'
        cls.__name__ = cls.__qualname__ = name
    _pyio.UnsupportedOperation.__module__ = 'io'

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


def module_getattr(name):
    import _io
    if name in NAMES:
        source = name
    elif name in BASES:
        source = BASES[name]
    else:
        raise AttributeError(f"module '_io' has no attribute {name!r}")
    value = getattr(import_pyio(), source)
    setattr(_io, name, value)
    return value


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    return import_pyio().open(file, mode, buffering, encoding, errors, newline, closefd, opener)
