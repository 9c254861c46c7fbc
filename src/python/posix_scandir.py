# os.scandir and os.DirEntry.


class DirEntry:
    __slots__ = ('name', 'path', '_dir', '_file', '_link', '_stat', '_lstat', '_fd')

    def __init__(self):
        raise TypeError("cannot create 'posix.DirEntry' instances")

    def is_dir(self, *, follow_symlinks=True):
        if not self._link:
            return self._dir
        return follow_symlinks and self._points_to(0o040000)

    def is_file(self, *, follow_symlinks=True):
        if not self._link:
            return self._file
        return follow_symlinks and self._points_to(0o100000)

    def is_symlink(self):
        return self._link

    def is_junction(self):
        return False

    def stat(self, *, follow_symlinks=True):
        import posix
        if follow_symlinks and self._link:
            if self._stat is None:
                self._stat = posix.stat(self.path, dir_fd=self._fd)
            return self._stat
        if self._lstat is None:
            self._lstat = posix.lstat(self.path, dir_fd=self._fd)
        return self._lstat

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    def _points_to(self, kind):
        try:
            return self.stat().st_mode & 0o170000 == kind
        except FileNotFoundError:
            return False

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'posix.DirEntry' object")


DirEntry.__module__ = 'posix'
DirEntry.__qualname__ = 'DirEntry'


class ScandirIterator:
    # Without entries it is closed, as it is when its end has been seen.
    __slots__ = ('_entries', '_index', '__weakref__')

    def __new__(cls, /, *args, **kwargs):
        raise TypeError("cannot create 'posix.ScandirIterator' instances")

    def __iter__(self):
        return self

    def __next__(self):
        if self._index >= len(self._entries):
            self.close()
            raise StopIteration
        entry = self._entries[self._index]
        self._index = self._index + 1
        return entry

    def close(self):
        self._entries = ()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __del__(self):
        if self._entries:
            import warnings
            warnings.warn(f'unclosed scandir iterator {self!r}', ResourceWarning, stacklevel=1, source=self)

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'posix.ScandirIterator' object")


ScandirIterator.__module__ = 'posix'


def scandir(path=None):
    import posix
    if path is None:
        path = '.'
    audit('os.scandir', path)
    entries = []
    fd = None
    if isinstance(path, int):
        fd = path
        prefix = ''
    else:
        path = posix.fspath(path)
        slash = b'/' if isinstance(path, bytes) else '/'
        prefix = path if path.endswith(slash) else path + slash
    for name, is_dir, is_file, is_link in posix._list_entries(path):
        entry = object.__new__(DirEntry)
        entry.name = name
        entry.path = prefix + name
        entry._dir = is_dir
        entry._file = is_file
        entry._link = is_link
        entry._stat = entry._lstat = None
        entry._fd = fd
        entries.append(entry)
    iterator = object.__new__(ScandirIterator)
    iterator._entries = entries
    iterator._index = 0
    return iterator
