# dump_traceback writes to a file's descriptor, the innermost call first.
import faulthandler
import io
import re
import sys
import tempfile
import threading

out = tempfile.TemporaryFile('w+')


def written():
    out.seek(0)
    text = re.sub('0x[0-9a-f]+( .*)? [(]', 'ID (', out.read())
    out.seek(0)
    out.truncate()
    # What runs the program may be on the stack, too.
    return re.split(r'\n  File .* in <module>', text)[0].replace(__file__, 'FILE').rstrip()


def inner(n):
    if n:
        return inner(n - 1)
    faulthandler.dump_traceback(out, all_threads=False)


class Things:
    def __iter__(self):
        faulthandler.dump_traceback(out)
        return iter(())


def sort():
    list(map(lambda n: sorted(Things()), [1]))


inner(2)
print(written())
# expect: Stack (most recent call first):
# expect:   File "FILE", line 24 in inner
# expect:   File "FILE", line 23 in inner
# expect:   File "FILE", line 23 in inner
sort()
print(written())
# expect: Current thread ID (most recent call first):
# expect:   File "FILE", line 29 in __iter__
# expect:   File "FILE", line 34 in <lambda>
# expect:   File "FILE", line 34 in sort

# No more than 100 calls, and 500 characters of a name.
inner(200)
print(written().count('\n'))  # expect: 100
names = {'faulthandler': faulthandler, 'out': out}
exec(compile('faulthandler.dump_traceback(out, False)', 'é€\U0001f600"\n' + 'x' * 500, 'exec'), names)
out.seek(0)
text = out.read().split('\n')[1]
print(text.split('xx')[0], text.count('x'), text[-26:])  # expect:   File "\xe9\u20ac\U0001f600"\x0a 497 xx...", line 1 in <module>
written()

faulthandler.dump_c_stack(out)
print(written())
# expect: Current thread's C stack trace (most recent call first):
# expect:   <cannot get C stack on this system>


class NoFile:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd

    def flush(self):
        print('flush')
        raise ValueError


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


# Of a file the descriptor is asked for; it is flushed, as well as that goes.
attempt(faulthandler.dump_c_stack, NoFile(out.fileno()))
# expect: flush
# expect: None
attempt(faulthandler.dump_traceback, NoFile(-1))  # expect: RuntimeError: file.fileno() is not a valid file descriptor
attempt(faulthandler.dump_traceback, NoFile(2 ** 31 - 1))  # expect: RuntimeError: file.fileno() is not a valid file descriptor
attempt(faulthandler.dump_traceback, NoFile(1.0))  # expect: RuntimeError: file.fileno() is not a valid file descriptor
attempt(faulthandler.dump_traceback, NoFile(None))  # expect: RuntimeError: file.fileno() is not a valid file descriptor
attempt(faulthandler.dump_traceback, io.StringIO())  # expect: UnsupportedOperation: fileno
attempt(faulthandler.dump_traceback, 'a')  # expect: AttributeError: 'str' object has no attribute 'fileno'
attempt(faulthandler.dump_traceback, -1)  # expect: ValueError: file is not a valid file descriptor
attempt(faulthandler.dump_traceback, 2 ** 40)  # expect: OverflowError: Python int too large to convert to C int
attempt(faulthandler.dump_traceback, out, 1, 2)  # expect: TypeError: dump_traceback() takes at most 2 arguments (3 given)

attempt(faulthandler.is_enabled)  # expect: False
attempt(faulthandler.enable, out, 1, 0)  # expect: None
attempt(faulthandler.is_enabled)  # expect: True
attempt(faulthandler.disable)  # expect: True
attempt(faulthandler.disable)  # expect: False
attempt(faulthandler.enable, out, 1, 0, 1)  # expect: TypeError: enable() takes at most 3 arguments (4 given)
attempt(faulthandler.is_enabled, 1)  # expect: TypeError: faulthandler.is_enabled() takes no arguments (1 given)

attempt(faulthandler.dump_traceback_later)  # expect: TypeError: dump_traceback_later() missing required argument 'timeout' (pos 1)
attempt(faulthandler.dump_traceback_later, 'x')  # expect: TypeError: 'str' object cannot be interpreted as an integer or float
attempt(faulthandler.dump_traceback_later, 0)  # expect: ValueError: timeout must be greater than 0
attempt(faulthandler.dump_traceback_later, -1.5)  # expect: ValueError: timeout must be greater than 0
attempt(faulthandler.dump_traceback_later, 1e300)  # expect: OverflowError: timestamp out of range for platform time_t
attempt(faulthandler.dump_traceback_later, 2 ** 70)  # expect: OverflowError: timestamp too large to convert to C PyTime_t
attempt(faulthandler.dump_traceback_later, float('nan'))  # expect: ValueError: Invalid value NaN (not a number)
attempt(faulthandler.cancel_dump_traceback_later)  # expect: None

attempt(faulthandler.register, 'a')  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(faulthandler.register, 0)  # expect: ValueError: signal number out of range
attempt(faulthandler.register, 65)  # expect: ValueError: signal number out of range
attempt(faulthandler.register, 11)  # expect: RuntimeError: signal 11 cannot be registered, use enable() instead
attempt(faulthandler.unregister, 6)  # expect: RuntimeError: signal 6 cannot be registered, use enable() instead
attempt(faulthandler.unregister, 10)  # expect: False
attempt(faulthandler.register, 10, out)  # expect: None
attempt(faulthandler.unregister, 10)  # expect: True
attempt(faulthandler.unregister, 10)  # expect: False
