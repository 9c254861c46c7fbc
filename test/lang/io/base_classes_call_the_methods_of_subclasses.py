import io


class Raw(io.RawIOBase):
    def __init__(self, data):
        self.data = data

    def readinto(self, buffer):
        count = min(len(buffer), 2, len(self.data))
        buffer[:count] = self.data[:count]
        self.data = self.data[count:]
        return count


text = b'ab\ncdefgh\nij'
r = Raw(text)
print(r.read(1), r.readline(), r.readline(3), r.readlines(), r.read(5), list(Raw(text)), Raw(text).readlines(3))  # expect: b'a' b'b\n' b'cde' [b'fgh\n', b'ij'] b'' [b'ab\n', b'cdefgh\n', b'ij'] [b'ab\n', b'cdefgh\n']
print(Raw(text).readall(), r.closed, r.__dict__, r.close(), r.closed, r.__dict__)  # expect: b'ab\ncdefgh\nij' False {'data': b'', '__IOBase_closed': True} None True {'data': b'', '__IOBase_closed': True}


class Wrong(io.RawIOBase):
    def readinto(self, buffer):
        return self.result


w = Wrong()
for w.result in (None, -1, 100, 'a'):
    try:
        print(w.read(4))
    except Exception as e:
        print(type(e).__name__, e)
# expect: None
# expect: ValueError readinto returned -1 outside buffer size 4
# expect: ValueError readinto returned 100 outside buffer size 4
# expect: TypeError 'str' object cannot be interpreted as an integer


class Buffered(io.BufferedIOBase):
    def read(self, size):
        return b'x' * (size + self.more)
    read1 = read


b = Buffered()
for b.more in (0, 1):
    for call in (lambda: b.readinto(bytearray(3)), lambda: b.readinto1(bytearray(3)), lambda: b.readinto(b'')):
        try:
            print(call())
        except Exception as e:
            print(type(e).__name__, e)
# expect: 3
# expect: 3
# expect: TypeError readinto() argument must be read-write bytes-like object, not bytes
# expect: ValueError read() returned too much data: 3 bytes requested, 4 returned
# expect: ValueError read() returned too much data: 3 bytes requested, 4 returned
# expect: TypeError readinto() argument must be read-write bytes-like object, not bytes


class Lines(io.StringIO):
    def readline(self, *args):
        return super().readline(*args).upper()


class NoLines(io.StringIO):
    def readline(self):
        return 5


print(list(Lines('ab\nc')))  # expect: ['AB\n', 'C']
try:
    list(NoLines('a'))
except OSError as e:
    print(e)  # expect: readline() should have returned a str object, not 'int'


class Flush(io.IOBase):
    def flush(self):
        raise ValueError('flush')


f = Flush()
try:
    f.close()
except ValueError as e:
    print(e, f.closed)  # expect: flush True
for call in (io.IOBase().seek, io.IOBase().truncate, io.RawIOBase().read, io.BufferedIOBase().read1, io.TextIOBase().write):
    try:
        call('')
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: UnsupportedOperation truncate
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: UnsupportedOperation write
print(io.IOBase().readable(), io.TextIOBase().encoding, issubclass(io.UnsupportedOperation, ValueError))  # expect: False None True
