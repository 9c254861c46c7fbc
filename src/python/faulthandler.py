# faulthandler: what its functions ask of their arguments. What they do runs no Python code.


def descriptor_of_file(file):
    # Of sys.stderr for None. A descriptor is its own.
    if file is None:
        import sys
        try:
            file = sys.stderr
        except AttributeError:
            raise RuntimeError('unable to get sys.stderr') from None
        if file is None:
            raise RuntimeError('sys.stderr is None')
    elif isinstance(file, int):
        if isinstance(file, bool):
            import warnings
            warnings.warn('bool is used as a file descriptor', RuntimeWarning, stacklevel=1)
        fd = c_int(file)
        if fd < 0:
            raise ValueError('file is not a valid file descriptor')
        return fd, None
    fd = file.fileno()
    if not isinstance(fd, int) or not 0 <= fd < 2 ** 31 - 1:
        raise RuntimeError('file.fileno() is not a valid file descriptor')
    try:
        file.flush()
    except BaseException:
        # What could not be written before is no reason to write nothing.
        pass
    return int(fd), file


def c_int(number):
    if not -2 ** 31 <= number < 2 ** 31:
        raise OverflowError('Python int too large to convert to C int')
    return int(number)


def index_of(value):
    if not has_special(value, '__index__'):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    number = value.__index__()
    if not -2 ** 63 <= number < 2 ** 63:
        raise OverflowError('Python int too large to convert to C long')
    if number >= 2 ** 31:
        raise OverflowError('signed integer is greater than maximum')
    if number < -2 ** 31:
        raise OverflowError('signed integer is less than minimum')
    return number


def enable(file=None, all_threads=True, c_stack=True):
    all_threads, c_stack = bool(all_threads), bool(c_stack)
    fd, file = descriptor_of_file(file)
    enable_faults(fd, file, all_threads, c_stack)


def dump_traceback(file=None, all_threads=True):
    all_threads = bool(all_threads)
    fd, file = descriptor_of_file(file)
    dump_to(fd, all_threads)


def dump_c_stack(file=None):
    fd, file = descriptor_of_file(file)
    dump_host_stack_to(fd)


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    repeat, exit = bool(repeat), bool(exit)
    if not isinstance(timeout, (int, float)):
        if not has_special(timeout, '__index__'):
            raise TypeError(f"'{type(timeout).__name__}' object cannot be interpreted as an integer or float")
        timeout = timeout.__index__()
    check_timeout(timeout)
    fd, file = descriptor_of_file(file)
    dump_later(timeout, repeat, fd, file, exit)


def register(signum, file=None, all_threads=True, chain=False):
    signum = index_of(signum)
    all_threads, chain = bool(all_threads), bool(chain)
    check_signal(signum)
    fd, file = descriptor_of_file(file)
    register_signal(signum, fd, file, all_threads, chain)


def unregister(signum, /):
    return unregister_signal(index_of(signum))


SIGSEGV = 11


def _sigsegv(release_gil=False, /):
    index_of(release_gil)
    send_fault(SIGSEGV)
