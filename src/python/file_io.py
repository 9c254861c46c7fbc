# FileIO: opening and closing. Descriptors are opened by the module posix.

O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_CLOEXEC = 1, 2, 0o100, 0o200, 0o1000, 0o2000, 0o2000000
EBADF, EISDIR, ENFILE, EMFILE = 9, 21, 23, 24


def parse_mode(mode):
    # The flags for the system, and the mode without its `b`.
    kind = plus = ''
    for letter in mode:
        if letter in 'rwax':
            if kind:
                raise ValueError('Must have exactly one of create/read/write/append mode and at most one plus')
            kind = letter
        elif letter == '+':
            if plus:
                raise ValueError('Must have exactly one of create/read/write/append mode and at most one plus')
            plus = letter
        elif letter != 'b':
            raise ValueError(f'invalid mode: {mode}')
    if not kind:
        raise ValueError('Must have exactly one of create/read/write/append mode and at most one plus')
    flags = {'r': 0, 'w': O_CREAT | O_TRUNC, 'a': O_APPEND | O_CREAT, 'x': O_EXCL | O_CREAT}[kind]
    flags |= O_RDWR if plus else 0 if kind == 'r' else O_WRONLY
    return flags | O_CLOEXEC, kind + plus


def init(self, file, mode, closefd, opener):
    if not isinstance(mode, str):
        raise TypeError(f"FileIO() argument 'mode' must be str, not {kind_of(mode)}")
    if '\0' in mode:
        raise ValueError('embedded null character')
    if file_fd(self) >= 0:
        # Opened before.
        if file_closefd(self):
            release(self)
        else:
            file_forget(self)
    fd = descriptor_of(file)
    path = None if fd is not None else fs_path(file)
    flags, mode = parse_mode(mode)
    import sys
    sys.audit('open', file, mode, flags)
    own = fd is None
    if own:
        fd = open_path(file, path, flags, closefd, opener)
    file_set(self, fd, mode, closefd)
    try:
        check_file(self, file, fd)
        self.name = file
        if mode[0] == 'a':
            seek_to_end(fd)
    except BaseException:
        if own:
            file_release_quietly(self)
        else:
            file_forget(self)
        raise


def kind_of(value):
    return 'None' if value is None else tp_name(type(value))


def descriptor_of(file):
    # The number of a descriptor; None for a path.
    if isinstance(file, bool):
        import warnings
        warnings.warn('bool is used as a file descriptor', RuntimeWarning, 1)
    if not has_special(file, '__index__'):
        return None
    fd = file.__index__()
    if fd > 2147483647 or fd < -2147483648:
        return None
    if fd < 0:
        raise ValueError('negative file descriptor')
    return fd


def fs_path(file):
    import posix
    path = posix.fspath(file)
    if '\0' in path if isinstance(path, str) else 0 in path:
        raise ValueError('embedded null byte')
    return path


def open_path(file, path, flags, closefd, opener):
    if not closefd:
        raise ValueError('Cannot use closefd=False with file name')
    import posix
    if opener is None:
        try:
            return open_descriptor(path, flags)
        except OSError as error:
            if error.filename is not None:
                error.filename = file
            raise
    fd = opener(file, flags)
    if not isinstance(fd, int):
        raise TypeError('expected integer from opener')
    if fd < 0:
        raise ValueError(f'opener returned {fd}')
    posix.set_inheritable(fd, False)
    return fd


def open_descriptor(path, flags):
    import posix
    try:
        return posix.open(path, flags, 0o666)
    except OSError as error:
        if error.errno not in (EMFILE, ENFILE):
            raise
    # Files that have been dropped may not have been found yet.
    import gc
    gc.collect()
    return posix.open(path, flags, 0o666)


def check_file(self, file, fd):
    import posix
    try:
        status = posix.fstat(fd)
    except OSError as error:
        if error.errno == EBADF:
            raise
        return
    if status.st_mode & 0o170000 == 0o040000:
        raise IsADirectoryError(EISDIR, 'Is a directory', file)
    file_set_sizes(self, status.st_blksize if status.st_blksize > 1 else 131072, status.st_size)


def seek_to_end(fd):
    import posix
    try:
        posix.lseek(fd, 0, 2)
    except OSError:
        pass


def release(self):
    import posix
    fd = file_fd(self)
    file_forget(self)
    if fd >= 0:
        posix.close(fd)


def file_release_quietly(self):
    try:
        release(self)
    except OSError:
        pass


def close(self):
    import _io
    try:
        _io._RawIOBase.close(self)
    finally:
        if file_closefd(self):
            if self._finalizing:
                dealloc_warn(self, self)
            release(self)
        else:
            file_forget(self)


def representation(self):
    cls = tp_name(type(self))
    fd = file_fd(self)
    if fd < 0:
        return f'<{cls} [closed]>'
    rest = f'mode={file_mode(self)!r} closefd={file_closefd(self)}>'
    try:
        name = self.name
    except AttributeError:
        return f'<{cls} fd={fd} {rest}'
    return f'<{cls} name={show(self, name, cls)} {rest}'


showing = []


def show(self, name, cls):
    if any(file is self for file in showing):
        raise RuntimeError(f'reentrant call inside {cls}.__repr__')
    showing.append(self)
    try:
        return repr(name)
    finally:
        showing.remove(self)


def dealloc_warn(self, source):
    if file_fd(self) < 0 or not file_closefd(self) or not warns_of_resources():
        return
    import _warnings
    try:
        _warnings.warn(f'unclosed file {source!r}', ResourceWarning, 1, source)
    except Warning as exc:
        report_unraisable(exc, f'Exception ignored while finalizing file {self!r}', None)
    except BaseException:
        pass


def warns_of_resources():
    # By default there are no warnings of this kind, as long as nobody has asked for the module.
    return loaded_module('warnings') is not None or bool(sys_attribute('warnoptions'))
