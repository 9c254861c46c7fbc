"""The simplest of databases, in two files that CPython's module of the same name reads and writes too.

`spam.dat` has the values, each at a multiple of 512 bytes; `spam.dir` is text, with a line `key, (position, size)` for each
of them, and `spam.bak` what that was before. The index is in memory while the database is open and written when it is closed
(a new key is added to the file at once). A value that outgrows its place gets another, and the old place is lost.
"""
import ast
import collections.abc
import io
import os

__all__ = ['error', 'open']

error = OSError

_BLOCK = 512


class _Database(collections.abc.MutableMapping):
    # What _commit uses is kept here: it may run when the module's globals are gone.
    _os = os
    _io = io
    _index = None

    def __init__(self, filebasename, mode, flag='c'):
        filebasename = os.fsencode(filebasename)
        self._mode = mode
        self._readonly = flag == 'r'
        self._modified = False
        self._dirfile = filebasename + b'.dir'
        self._datfile = filebasename + b'.dat'
        self._bakfile = filebasename + b'.bak'
        if flag == 'n':
            for name in self._datfile, self._bakfile, self._dirfile:
                self._remove(name)
        self._find(self._datfile, flag)
        self._find(self._dirfile, flag)
        with io.open(self._dirfile, 'r', encoding='Latin-1') as file:
            lines = [ast.literal_eval(line.rstrip()) for line in file]
        self._index = {key.encode('Latin-1'): place for key, place in lines}

    def _find(self, name, flag):
        """Makes a file if it is not there and may be made."""
        try:
            io.open(name, 'rb').close()
        except OSError:
            if flag not in ('c', 'n'):
                raise
            io.open(name, 'wb').close()
            self._chmod(name)

    def _remove(self, name):
        try:
            self._os.unlink(name)
        except OSError:
            pass

    def _chmod(self, name):
        self._os.chmod(name, self._mode)

    def _entries(self):
        """The index of an open database."""
        if self._index is None:
            raise error('DBM object has already been closed')
        return self._index

    def _check_writable(self):
        if self._readonly:
            raise error('The database is opened for reading only')

    def _commit(self):
        if self._index is None or not self._modified:
            return
        self._remove(self._bakfile)
        try:
            self._os.rename(self._dirfile, self._bakfile)
        except OSError:
            pass
        with self._io.open(self._dirfile, 'w', encoding='Latin-1') as file:
            self._chmod(self._dirfile)
            file.writelines(f'{key.decode("Latin-1")!r}, {place!r}\n' for key, place in self._index.items())
        self._modified = False

    sync = _commit

    def __getitem__(self, key):
        position, size = self._entries()[_encoded(key)]
        with io.open(self._datfile, 'rb') as file:
            file.seek(position)
            return file.read(size)

    def __setitem__(self, key, value):
        self._check_writable()
        key = _data(key, 'keys')
        value = _data(value, 'values')
        index = self._entries()
        self._modified = True
        place = index.get(key)
        if place is not None and _blocks(len(value)) <= _blocks(place[1]):
            index[key] = self._write(value, place[0])
            return
        index[key] = self._write(value)
        if place is None:
            with io.open(self._dirfile, 'a', encoding='Latin-1') as file:
                self._chmod(self._dirfile)
                file.write(f'{key.decode("Latin-1")!r}, {index[key]!r}\n')

    def _write(self, value, position=None):
        """Writes a value, behind all others if no position is given; returns its place."""
        with io.open(self._datfile, 'rb+') as file:
            if position is None:
                end = file.seek(0, io.SEEK_END)
                position = _blocks(end) * _BLOCK
                file.write(bytes(position - end))
            else:
                file.seek(position)
            file.write(value)
        return position, len(value)

    def __delitem__(self, key):
        self._check_writable()
        key = _encoded(key)
        index = self._entries()
        self._modified = True
        del index[key]
        self._commit()

    def keys(self):
        return list(self._entries())

    def items(self):
        return [(key, self[key]) for key in self._entries()]

    def __contains__(self, key):
        return _encoded(key) in self._entries()

    def iterkeys(self):
        return iter(self._entries())

    __iter__ = iterkeys

    def __len__(self):
        return len(self._entries())

    def close(self):
        try:
            self._commit()
        finally:
            self._index = self._datfile = self._dirfile = self._bakfile = None

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def _blocks(size):
    return -(-size // _BLOCK)


def _encoded(key):
    return key.encode('utf-8') if isinstance(key, str) else key


def _data(value, what):
    value = _encoded(value)
    if not isinstance(value, (bytes, bytearray)):
        raise TypeError(f'{what} must be bytes or strings')
    return bytes(value)


def open(file, flag='c', mode=0o666):
    """Open the database file, and return a mapping; the flags are those of dbm.open, by default 'c'."""
    umask = os.umask(0)
    os.umask(umask)
    if flag not in ('r', 'w', 'c', 'n'):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    return _Database(file, mode & ~umask, flag=flag)
