"""Databases in files, whose keys and values are bytes: `dbm.open(file, 'c')` gives a mapping that is kept in a file.

The functions have CPython's interface. Of the modules it tries only dbm.dumb is here; files of the others are recognized.
"""
import importlib
import io
import os
import struct

__all__ = ['open', 'whichdb', 'error']


class error(Exception):
    pass


error = (error, OSError)

_names = ['dbm.sqlite3', 'dbm.gnu', 'dbm.ndbm', 'dbm.dumb']
_defaultmod = None
_modules = {}

_SQLITE = b'SQLite format 3\x00'
_GNU = {0x13579ace, 0x13579acd, 0x13579acf}


def open(file, flag='r', mode=0o666):
    """Open or create a database at the path *file*.

    The flag is 'r' (read only), 'w' (read and write), 'c' (the same, and create it if it does not exist) or 'n' (always
    make a new one).
    """
    if _defaultmod is None:
        _import_modules()
    kind = None if 'n' in flag else whichdb(file)
    if kind is None:
        if 'c' not in flag and 'n' not in flag:
            raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
        module = _defaultmod
    elif kind == '':
        raise error[0]('db type could not be determined')
    elif kind not in _modules:
        raise error[0](f'db type is {kind}, but the module is not available')
    else:
        module = _modules[kind]
    return module.open(file, flag, mode)


def _import_modules():
    global _defaultmod
    for name in _names:
        try:
            _modules[name] = importlib.import_module(name)
        except ImportError:
            continue
        _defaultmod = _defaultmod or _modules[name]
    if _defaultmod is None:
        raise ImportError(f'no dbm clone found; tried {_names}')


def whichdb(filename):
    """Tell which module a database file is of: its name, '' if that is unknown, None if there is no such file."""
    filename = os.fsencode(filename)
    if _readable(filename + b'.pag') and _readable(filename + b'.dir'):
        return 'dbm.ndbm'
    if _readable(filename + b'.db') and _is_ndbm(filename):
        return 'dbm.ndbm'
    if os.path.exists(filename + b'.dat') and _is_dumb_index(filename + b'.dir'):
        return 'dbm.dumb'
    start = _start(filename, 16)
    if start is None:
        return None
    if start == _SQLITE:
        return 'dbm.sqlite3'
    if len(start) >= 4 and struct.unpack_from('=l', start)[0] in _GNU:
        return 'dbm.gnu'
    return ''


def _start(filename, size):
    """The first bytes of a file, or None if it cannot be read."""
    try:
        with io.open(filename, 'rb') as file:
            return file.read(size)
    except OSError:
        return None


def _readable(filename):
    return _start(filename, 0) is not None


def _is_ndbm(filename):
    try:
        from dbm import ndbm
        ndbm.open(filename).close()
    except (ImportError, OSError):
        return False
    return True


def _is_dumb_index(filename):
    """Whether a file is the index of dbm.dumb: empty, or it begins with a text in quotes."""
    return _start(filename, 1) in (b'', b"'", b'"')


if __name__ == '__main__':
    import sys
    for filename in sys.argv[1:]:
        print(whichdb(filename) or 'UNKNOWN', filename)
