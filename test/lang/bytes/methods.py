b = bytearray(b'abc')
b[0] = 65
b += b'd'
b.append(0x21)
print(b, b[1:3], bytes(b).hex(), bytes.fromhex('4142'), b'a,b'.split(b','), b'abc'.find(b'c'), memoryview(b)[1])  # expect: bytearray(b'Abcd!') bytearray(b'bc') 4162636421 b'AB' [b'a', b'b'] 2 98
b[0] = 256  # expect error: ValueError: byte must be in range(0, 256)
