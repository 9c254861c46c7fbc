# The functions of _signal that take sets of signals, or wait for one.

SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
MOST = 64


def numbers_in(signals):
    # Of anything that can be iterated over.
    found = []
    for item in signals:
        number = item.__index__() if has_special(item, '__index__') else None
        if number is None:
            raise TypeError(f"'{type(item).__name__}' object cannot be interpreted as an integer")
        if number <= 0 or number > MOST:
            raise ValueError(f'signal number {number} out of range [1; {MOST}]')
        if is_valid_signal(number):
            found.append(number)
        else:
            import warnings
            warnings.warn(f'invalid signal number {number}, please use valid_signals()', RuntimeWarning, stacklevel=1)
    return found


def pthread_sigmask(how, mask):
    if not has_special(how, '__index__'):
        raise TypeError(f"'{type(how).__name__}' object cannot be interpreted as an integer")
    how = how.__index__()
    numbers = numbers_in(mask)
    before = blocked_signals()
    if how == SIG_BLOCK:
        after = before + numbers
    elif how == SIG_UNBLOCK:
        after = [number for number in before if number not in numbers]
    elif how == SIG_SETMASK:
        after = numbers
    else:
        raise OSError(22, 'Invalid argument')
    block_signals(after)
    while handle_kept_signal():
        pass
    return set(before)


def sigpending():
    return set(pending_signals())


def sigwait(sigset):
    return take_signal(numbers_in(sigset), None, False)


def sigwaitinfo(sigset):
    return take_signal(numbers_in(sigset), None, True)


def sigtimedwait(sigset, timeout):
    if not isinstance(timeout, (int, float)):
        if not has_special(timeout, '__index__'):
            raise TypeError(f"'{type(timeout).__name__}' object cannot be interpreted as an integer")
        timeout = timeout.__index__()
    if timeout < 0:
        raise ValueError('timeout must be non-negative')
    return take_signal(numbers_in(sigset), timeout, True)
