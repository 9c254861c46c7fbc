# print asks for the truth of flush first, and looks at the other arguments only when there is a file.
import sys


class Truth:
    def __bool__(self):
        raise ZeroDivisionError('flush')


for options in ({'sep': 1, 'flush': Truth()}, {'end': 1, 'file': 3, 'flush': Truth()}, {'sep': 1, 'end': 2}, {'end': b'a', 'file': 3}):
    try:
        print(1, **options)
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
# expect: ZeroDivisionError flush
# expect: ZeroDivisionError flush
# expect: TypeError sep must be None or a string, not int
# expect: TypeError end must be None or a string, not bytes
stdout = sys.stdout
sys.stdout = None
print(1, sep=1)
sys.stdout = stdout
