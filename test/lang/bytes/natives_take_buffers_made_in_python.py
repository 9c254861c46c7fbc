import array
import binascii
import codecs
import hashlib
import io
import marshal
import os
import re
import struct
import zlib


class Lender:
    def __init__(self, data):
        self.data = bytearray(data)
        self.log = []

    def __buffer__(self, flags):
        self.log.append(flags)
        return memoryview(self.data)

    def __release_buffer__(self, view):
        self.log.append('back')
        view.release()


def given(function, data=b'abc'):
    lender = Lender(data)
    try:
        result = function(lender)
    except Exception as e:
        result = e
    print(repr(result), lender.log, lender.data if lender.data != data else '')


given(lambda x: hashlib.md5(x).hexdigest()[:8])  # expect: '90015098' [0, 'back'] 
given(lambda x: zlib.crc32(x))  # expect: 891568578 [0, 'back'] 
given(lambda x: zlib.decompress(zlib.compress(x)))  # expect: b'abc' [0, 'back'] 
given(lambda x: struct.unpack('3s', x))  # expect: (b'abc',) [0, 'back'] 
given(lambda x: struct.unpack_from('B', x, 1))  # expect: (98,) [0, 'back'] 
given(lambda x: struct.pack_into('B', x, 1, 65))  # expect: None [1, 'back'] bytearray(b'aAc')
given(lambda x: binascii.hexlify(x, '-'))  # expect: b'61-62-63' [0, 'back'] 
given(lambda x: int.from_bytes(x))  # expect: 6382179 [284, 'back'] 
given(int, b'12')  # expect: 12 [0, 'back'] 
given(float, b'1.5')  # expect: 1.5 [0, 'back'] 
given(lambda x: str(x, 'ascii'))  # expect: 'abc' [0, 'back'] 
given(lambda x: codecs.utf_8_decode(x))  # expect: ('abc', 3) [0, 'back'] 
given(lambda x: array.array('B', b'x').frombytes(x))  # expect: None [0, 'back'] 
given(lambda x: re.search(rb'b(.)', x).span())  # expect: (1, 3) [0, 'back'] 
given(lambda x: re.match(rb'.', x).string is x)  # expect: True [0, 'back'] 
given(lambda x: marshal.loads(x), marshal.dumps([1]))  # expect: [1] [0, 'back'] 
given(lambda x: io.BytesIO(b'12').readinto(x))  # expect: 2 [1, 'back'] bytearray(b'12c')
given(lambda x: io.BufferedReader(io.BytesIO(b'12')).readinto(x))  # expect: 2 [1, 'back'] bytearray(b'12c')
given(lambda x: io.BufferedWriter(io.BytesIO()).write(x))  # expect: 3 [0, 'back'] 
given(lambda x: os.write(os.open(os.devnull, os.O_WRONLY), x))  # expect: 3 [0, 'back'] 

# Methods of bytes and bytearray.
given(lambda x: b'-' + x)  # expect: b'-abc' [0, 'back'] 
given(lambda x: x in b'zabcd')  # expect: True [0, 'back'] 
given(lambda x: b'zabcd'.find(x))  # expect: 1 [0, 'back'] 
given(lambda x: b'zabcd'.split(x))  # expect: [b'z', b'd'] [0, 'back'] 
given(lambda x: b'abcd'.startswith(x))  # expect: True [0, 'back'] 
given(lambda x: b'abcd'.startswith((b'q', x, x)))  # expect: True [0, 'back'] 
given(lambda x: b'abd'.strip(x))  # expect: b'd' [0, 'back'] 
given(lambda x: b'-'.join([b'd', x]))  # expect: b'd-abc' [0, 'back'] 
given(lambda x: b'zabcd'.replace(b'a', x))  # expect: b'zabcbcd' [0, 'back'] 
given(lambda x: b'%b.' % x)  # expect: b'abc.' [284, 'back'] 
given(lambda x: bytearray(b'abc') == x)  # expect: True [0, 'back'] 
given(lambda x: memoryview(b'abc') == x)  # expect: True [284, 'back'] 
given(lambda x: bytearray(b'z').extend(x))  # expect: None [0, 'back'] 


def assign(x):
    target = bytearray(b'zzzzz')
    target[1:2] = x
    memoryview(target)[3:6] = x
    return target


given(assign)  # expect: bytearray(b'zababcz') [284, 'back', 284, 'back'] 


# What goes wrong comes through, and what was lent is given back.
given(lambda x: struct.unpack('B', x))  # expect: error('unpack requires a buffer of 1 bytes') [0, 'back'] 


class Failing:
    def __buffer__(self, flags):
        raise ValueError('not now')


class Wrong:
    def __buffer__(self, flags):
        return 3


for value in Failing(), Wrong():
    try:
        zlib.crc32(value)
    except Exception as e:
        print(repr(e))
# expect: ValueError('not now')
# expect: TypeError('__buffer__ returned non-memoryview object')
