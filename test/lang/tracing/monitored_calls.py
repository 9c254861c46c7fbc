# sys.monitoring: calls with what is called and its first argument, exceptions that are handled and raised again.
import sys

M = sys.monitoring
E = M.events
M.use_tool_id(0, 'test')


def told(function, events):
    found = []

    def callback(name):
        def told_of(code, *args):
            if code is function.__code__:
                shown = (getattr(a, '__name__', a if a is not M.MISSING else 'nothing') if not isinstance(a, BaseException) else repr(a) for a in args[1:])
                found.append(' '.join(map(str, (name, *shown))))
        return told_of

    bits = 0
    for name in events.split():
        M.register_callback(0, getattr(E, name), callback(name))
        if name not in ('C_RETURN', 'C_RAISE'):
            bits |= getattr(E, name)
    M.set_events(0, bits)
    try:
        function()
    finally:
        M.set_events(0, 0)
    if 'RERAISE' in events:  # how often is a matter of how handlers are compiled
        found = sorted(set(found))
    for line in found:
        print(line)
    print('--')


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return True

    def __repr__(self):
        return 'manager'


def calls():
    len('abc')
    'x'.upper()
    sorted([2, 1], key=abs)
    with Manager():
        pass
    print(*'', sep='', end='')


def failing():
    try:
        int('x')
    except ValueError:
        pass


def handled():
    try:
        try:
            try:
                {}['a']
            except ValueError:
                pass
        finally:
            len('')
    except KeyError as e:
        try:
            raise
        except KeyError:
            pass
    with Manager():
        1 / 0


def group():
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
    except* ValueError:
        pass


told(calls, 'CALL C_RETURN C_RAISE')
# expect: CALL len abc
# expect: C_RETURN len abc
# expect: CALL upper x
# expect: C_RETURN upper x
# expect: CALL sorted [2, 1]
# expect: C_RETURN sorted [2, 1]
# expect: CALL Manager nothing
# expect: C_RETURN Manager nothing
# expect: CALL __enter__ manager
# expect: CALL __exit__ manager
# expect: CALL print nothing
# expect: C_RETURN print nothing
# expect: --
told(failing, 'CALL C_RETURN C_RAISE RAISE EXCEPTION_HANDLED')
# expect: CALL int x
# expect: C_RAISE int x
# expect: RAISE ValueError("invalid literal for int() with base 10: 'x'")
# expect: EXCEPTION_HANDLED ValueError("invalid literal for int() with base 10: 'x'")
# expect: --
told(handled, 'RAISE RERAISE EXCEPTION_HANDLED')
# expect: EXCEPTION_HANDLED KeyError('a')
# expect: EXCEPTION_HANDLED ZeroDivisionError('division by zero')
# expect: RAISE KeyError('a')
# expect: RAISE ZeroDivisionError('division by zero')
# expect: RERAISE KeyError('a')
# expect: --
try:
    told(group, 'RAISE RERAISE EXCEPTION_HANDLED PY_UNWIND')
except ExceptionGroup as e:
    print(e.exceptions)  # expect: (TypeError(2),)
print(M.get_events(5))  # expect: 0
M.free_tool_id(0)
