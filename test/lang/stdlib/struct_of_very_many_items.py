import struct

print(struct.calcsize('1000000000b'))  # expect: 1000000000
try:
    struct.calcsize('%db%dH' % (2**62, 2**62))
except struct.error as error:
    print(error)  # expect: total struct size too long
