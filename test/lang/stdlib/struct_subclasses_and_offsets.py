import struct


class Short(struct.Struct):
    def __init__(self):
        super().__init__('>h')


print(Short().pack(12345))  # expect: b'09'


def attempt(operation):
    try:
        print(operation())
    except (struct.error, TypeError) as error:
        print(type(error).__name__, error)


attempt(struct.Struct)  # expect: TypeError Struct() missing required argument 'format' (pos 1)
attempt(lambda: struct.Struct('i', 'i'))  # expect: TypeError Struct() takes at most 1 argument (2 given)
attempt(lambda: struct.unpack_from('<I', bytes(10), -2))  # expect: error not enough data to unpack 4 bytes at offset -2
attempt(lambda: struct.unpack_from('<I', bytes(10), -11))  # expect: error offset -11 out of range for 10-byte buffer
attempt(lambda: struct.pack_into('<I', bytearray(10), -2, 1))  # expect: error no space to pack 4 bytes at offset -2
attempt(lambda: struct.calcsize('2\0i'))  # expect: error embedded null character
