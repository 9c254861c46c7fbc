# zlib looks at the data before it converts the numbers that follow, and says of a dictionary what it is.
import zlib


class Failing:
    def __index__(self):
        raise ZeroDivisionError


def attempt(function, *args):
    try:
        print(function(*args))
    except (TypeError, ValueError, ZeroDivisionError, zlib.error) as error:
        print(type(error).__name__, error)


for function in (zlib.compress, zlib.decompress, zlib.crc32, zlib.adler32, zlib.decompressobj().decompress):
    for args in ((1, Failing()), ('a', 'b'), (b'a', Failing())):
        attempt(function, *args)
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ZeroDivisionError 
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ZeroDivisionError 
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ZeroDivisionError 
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ZeroDivisionError 
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ZeroDivisionError 
attempt(zlib.decompress, 1, 15, -1)  # expect: TypeError a bytes-like object is required, not 'int'
attempt(zlib.decompressobj().decompress, 1, -1)  # expect: TypeError a bytes-like object is required, not 'int'
for wbits in (15, 99, Failing()):
    attempt(zlib.decompressobj, wbits, 1)
# expect: TypeError zdict argument must support the buffer protocol
# expect: TypeError zdict argument must support the buffer protocol
# expect: ZeroDivisionError 
attempt(zlib.compressobj, 1, 8, 15, 8, 0, 'a')  # expect: TypeError a bytes-like object is required, not 'str'
