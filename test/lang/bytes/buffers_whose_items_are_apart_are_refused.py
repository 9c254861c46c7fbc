import hashlib
import io
import re
import struct
import zlib

m = memoryview(b'abcdef')[::2]


def shown(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)


shown(lambda: zlib.crc32(m))  # expect: BufferError memoryview: underlying buffer is not C-contiguous
shown(lambda: hashlib.md5(m))  # expect: BufferError memoryview: underlying buffer is not C-contiguous
shown(lambda: b'ace'.find(m))  # expect: BufferError memoryview: underlying buffer is not C-contiguous
shown(lambda: b'ace'.startswith(m))  # expect: BufferError memoryview: underlying buffer is not C-contiguous
shown(lambda: io.BytesIO().write(m))  # expect: BufferError memoryview: underlying buffer is not C-contiguous
shown(lambda: struct.pack_into('B', memoryview(bytearray(4))[::2], 0, 1))  # expect: TypeError argument must be read-write bytes-like object, not memoryview
shown(lambda: io.BytesIO(b'x').readinto(memoryview(bytearray(4))[::2]))  # expect: TypeError readinto() argument must be read-write bytes-like object, not memoryview
shown(lambda: re.match(b'ace', m))  # expect: TypeError expected string or bytes-like object, got 'memoryview'
shown(lambda: int(m))  # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'memoryview'
shown(lambda: str(m, 'ascii'))  # expect: TypeError decoding to str: need a bytes-like object, memoryview found
shown(lambda: b'' + m)  # expect: TypeError can't concat memoryview to bytes
shown(lambda: bytearray() + m)  # expect: TypeError can't concat memoryview to bytearray
shown(lambda: b''.join([m]))  # expect: TypeError sequence item 0: expected a bytes-like object, memoryview found
shown(lambda: bytearray().extend(m))  # expect: TypeError can't set bytearray slice from memoryview
# Who copies takes them.
shown(lambda: (bytes(m), bytearray(m), b'%b' % m, int.from_bytes(m)))  # expect: (b'ace', bytearray(b'ace'), b'ace', 6382437)
shown(lambda: (m == b'ace', b'ace' == m))  # expect: (True, True)
shown(lambda: b'xay'.partition(bytearray(b'a')))  # expect: (b'x', bytearray(b'a'), b'y')
