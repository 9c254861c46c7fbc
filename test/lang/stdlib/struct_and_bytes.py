import struct, binascii, base64
print(struct.pack('<hIf', 1, 2, 1.5), struct.unpack('>H', b'\x01\x02'), struct.calcsize('iq'), base64.b64encode(b'hello'), binascii.hexlify(b'\xff'))  # expect: b'\x01\x00\x02\x00\x00\x00\x00\x00\xc0?' (258,) 16 b'aGVsbG8=' b'ff'
struct.unpack('<I', b'a')  # expect error: struct.error: unpack requires a buffer of 4 bytes
