import io


class Raw(io.RawIOBase):
    def __init__(self, pieces=()):
        self.pieces = list(pieces)

    def readable(self):
        return True
    writable = seekable = readable

    def readinto(self, buffer):
        print('readinto', len(buffer))
        if not self.pieces:
            return 0
        data = self.pieces.pop(0)
        if data is not None:
            if len(data) > len(buffer):
                self.pieces.insert(0, data[len(buffer):])
                data = data[:len(buffer)]
            buffer[:len(data)] = data
            data = len(data)
        return data

    def write(self, data):
        print('write', bytes(data))
        return self.pieces.pop(0) if self.pieces else len(data)

    def seek(self, place, whence=0):
        print('seek', place, whence)
        return 0

    def tell(self):
        return 0


r = io.BufferedReader(Raw([b'abc', b'd\n', b'efg', None, b'hij', b'k', None]), 8)
print(r.read(2), r.peek(), r.readline(), r.read1(2), r.read(2), r.read(5), r.read1(), r.read(20))
# expect: readinto 8
# expect: readinto 8
# expect: readinto 2
# expect: readinto 8
# expect: readinto 7
# expect: readinto 8
# expect: readinto 5
# expect: readinto 4
# expect: readinto 8
# expect: readinto 16
# expect: b'ab' b'c' b'cd\n' b'ef' b'g' b'hijk' b'' b''
print(r.readinto(bytearray(9)))
# expect: readinto 9
# expect: 0
w = io.BufferedWriter(Raw([3, 1, None]), 8)
print(w.write(b'abcde'), w.write(b'fg'), w.write(b'hi'))
# expect: write b'abcdefg'
# expect: write b'defg'
# expect: write b'efg'
# expect: 5 2 2
try:
    print(w.write(b'0123456789'))
except BlockingIOError as e:
    print(e, e.characters_written)
# expect: write b'efghi'
# expect: write b'0123456789'
# expect: 10
w.flush()
b = io.BufferedRandom(Raw([b'abcdef']), 8)
print(b.read(2), b.write(b'XY'), b.read(1), b.seek(1), b.tell())
# expect: seek 0 1
# expect: readinto 8
# expect: b'ab' 2 b'e' 1 0
b.flush()
# expect: seek -4 1
# expect: write b'XY'
# expect: seek -3 1
b.close()  # expect: seek 0 1
for result in (-1, 'a'):
    try:
        io.BufferedWriter(Raw([result]), 8).write(b'0123456789')
    except Exception as e:
        print(type(e).__name__, e)
# expect: write b'0123456789'
# expect: OSError raw write() returned invalid length -1 (should have been between 0 and 10)
# expect: write b'0123456789'
# expect: OSError raw write() returned invalid length -1 (should have been between 0 and 10)
