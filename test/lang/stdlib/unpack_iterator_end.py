# An exhausted struct.iter_unpack lets go of what it has unpacked.
import struct

data = bytearray(b'abcd')
items = struct.iter_unpack('2s', data)
print(items.__length_hint__(), list(items), items.__length_hint__())  # expect: 2 [(b'ab',), (b'cd',)] 0
data += b'ef'
print(list(items), items.__length_hint__())  # expect: [] 0
