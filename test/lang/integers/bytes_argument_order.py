# int.from_bytes and int.to_bytes convert and check their arguments in order.
class Bytes:
    def __bytes__(self):
        print('bytes', end=' ')
        return b'\1\2'


class Index:
    def __index__(self):
        print('index', end=' ')
        return 2


class Counted(Index):
    def __iter__(self):
        return iter([1, 1])


class Failing:
    def __index__(self):
        raise ZeroDivisionError('index')

    def __bool__(self):
        raise ZeroDivisionError('bool')


class Changed(bytes):
    def __bytes__(self):
        return b'\3'


def attempt(function, *args, **options):
    try:
        print(function(*args, **options))
    except (TypeError, ValueError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)


for args in ((Bytes(), 'zz'), (Bytes(), 'little'), (Bytes(), 1), (1, 'zz'), (1, 'big'), ('a', 'big'), (Index(), 'big'),
             (Counted(), 'big'), (Changed(b'a'),)):
    attempt(int.from_bytes, *args)
# expect: ValueError byteorder must be either 'little' or 'big'
# expect: bytes 513
# expect: TypeError from_bytes() argument 'byteorder' must be str, not int
# expect: ValueError byteorder must be either 'little' or 'big'
# expect: TypeError cannot convert 'int' object to bytes
# expect: TypeError cannot convert 'str' object to bytes
# expect: TypeError cannot convert 'Index' object to bytes
# expect: 257
# expect: 3
attempt(int.from_bytes, Bytes(), 'zz', signed=Failing())  # expect: ZeroDivisionError bool
for args in (Index(), 'zz'), (Failing(), 1), (Index(), 1), (-1, 'zz'), (-1, 'big'):
    attempt((5).to_bytes, *args)
# expect: index ValueError byteorder must be either 'little' or 'big'
# expect: ZeroDivisionError index
# expect: index TypeError to_bytes() argument 'byteorder' must be str, not int
# expect: ValueError byteorder must be either 'little' or 'big'
# expect: ValueError length argument must be non-negative
attempt((5).to_bytes, Index(), 'zz', signed=Failing())  # expect: index ZeroDivisionError bool
attempt((-5).to_bytes, Index())  # expect: index OverflowError can't convert negative int to unsigned
