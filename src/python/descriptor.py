# Descriptors as arguments: an int, or what has fileno().


def descriptor_of(thing):
    if isinstance(thing, int):
        if isinstance(thing, bool):
            import warnings
            warnings.warn('bool is used as a file descriptor', RuntimeWarning, stacklevel=1)
            thing = int(thing)
        fd = thing
    else:
        try:
            fileno = thing.fileno
        except AttributeError:
            raise TypeError('argument must be an int, or have a fileno() method.') from None
        fd = fileno()
        if not isinstance(fd, int):
            raise TypeError('fileno() returned a non-integer')
    if fd > 2147483647:
        raise OverflowError('Python int too large to convert to C int')
    if fd < 0:
        raise ValueError(f'file descriptor cannot be a negative integer ({fd})')
    return fd
