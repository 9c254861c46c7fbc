# sys.__excepthook__ when traceback cannot show anything.
import sys
import traceback

sys.stderr = sys.stdout


def show(function):
    try:
        function()
    except Exception as error:
        error.__traceback__ = None
        sys.__excepthook__(type(error), error, error.__traceback__)


class Bad(Exception):
    def __str__(self):
        return 1 / 0


def chained():
    raise KeyError('a') from ValueError('b')


def plain():
    raise ValueError


def bad():
    raise Bad


sys.__excepthook__(int, 42, None)  # expect: TypeError: print_exception(): Exception expected for value, int found
traceback._print_exception_bltin = None
for function in chained, plain, bad:
    show(function)
# expect: ValueError: b
# expect:
# expect: The above exception was the direct cause of the following exception:
# expect:
# expect: KeyError: 'a'
# expect: ValueError
# expect: Bad: <exception str() failed>
sys.__excepthook__(int, 42, None)  # expect: TypeError: print_exception(): Exception expected for value, int found
sys.__excepthook__(ValueError, ValueError(1), 5)  # expect: ValueError: 1
try:
    compile('a b', 'name', 'exec')
except SyntaxError as error:
    error.__traceback__ = None
    sys.__excepthook__(SyntaxError, error, None)
# expect:   File "name", line 0
# expect: SyntaxError: invalid syntax (name, line 1)
