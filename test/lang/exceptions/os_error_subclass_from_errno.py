import errno
print([type(OSError(getattr(errno, n), 'm')).__name__ for n in ('EPERM', 'ENOENT', 'EINTR', 'EAGAIN', 'EACCES', 'EEXIST', 'ENOTDIR', 'EISDIR', 'EPIPE', 'EIO')])  # expect: ['PermissionError', 'FileNotFoundError', 'InterruptedError', 'BlockingIOError', 'PermissionError', 'FileExistsError', 'NotADirectoryError', 'IsADirectoryError', 'BrokenPipeError', 'OSError']
print(repr(OSError(0, 'msg')), repr(OSError('x')), str(OSError(0, 'a', 'f1', None, 'f2')), str(OSError(0, 'msg', 'file')))  # expect: OSError(0, 'msg') OSError('x') [Errno 0] a: 'f1' -> 'f2' [Errno 0] msg: 'file'
