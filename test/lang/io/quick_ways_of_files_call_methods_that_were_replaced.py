# A file on disk is opened, read and closed without calling the methods of its layers, as long as they have their own.
import os
import tempfile

path = os.path.join(tempfile.mkdtemp(), 'file')
with open(path, 'w') as f:
    f.write('first\r\nsecond\n')

told = []


def telling(name, method):
    def call(*args):
        told.append(name)
        return method(*args)
    return call


with open(path) as f:
    raw = f.buffer.raw
    raw.readall = telling('raw.readall', raw.readall)
    raw.close = telling('raw.close', raw.close)
    print(ascii(f.readline()), ascii(f.read()), f.newlines)  # expect: 'first\n' 'second\n' ('\n', '\r\n')
print(told, f.closed, raw.closed)  # expect: ['raw.readall', 'raw.close'] True True

told.clear()
f = open(path, newline='')
f.flush = telling('flush', f.flush)
f.buffer.close = telling('buffer.close', f.buffer.close)
print(ascii(f.read(3)), ascii(f.read()), f.read(), ascii(f.newlines))  # expect: 'fir' 'st\r\nsecond\n'  ('\n', '\r\n')
f.close()
print(told, f.closed)  # expect: ['flush', 'buffer.close'] True

with open(path, 'rb') as f:
    print(f.read(2), f.tell(), f.read(), f.read(), f.tell(), f.raw.seekable())  # expect: b'fi' 2 b'rst\r\nsecond\n' b'' 14 True
    print(f.__dict__, f.raw.__dict__ == {'name': path})  # expect: {} True
print(f.closed, f.raw.closed)  # expect: True True

with open(path, 'ab+') as f:
    print(f.tell(), f.mode, f.write(b'\xff'))  # expect: 14 ab+ 1
with open(path, errors='replace') as f:
    print(ascii(f.read()), f.mode, f.errors, f.tell(), f.seek(0), f.read(1))  # expect: 'first\nsecond\n\ufffd' r replace 15 0 f
f = open(path)
try:
    f.read()
except UnicodeDecodeError as error:
    print(error)  # expect: 'utf-8' codec can't decode byte 0xff in position 14: invalid start byte
f.close()
f.close()
for call in f.read, f.__enter__, f.fileno, f.buffer.read:
    try:
        call()
    except ValueError as error:
        print(error)
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file
# expect: read of closed file
for mode in 'r', 'rb', 'w', 'x':
    try:
        open(os.path.dirname(path), mode)
    except OSError as error:
        print(type(error).__name__, error.strerror, error.filename == os.path.dirname(path))
# expect: IsADirectoryError Is a directory True
# expect: IsADirectoryError Is a directory True
# expect: IsADirectoryError Is a directory True
# expect: FileExistsError File exists True
try:
    open(path + '/none')
except OSError as error:
    print(type(error).__name__)  # expect: NotADirectoryError
for args in ('rr',), ('',), ('rbt',), ('r+b+',), ('z',), ('rb', -1, 'utf-8'), ('r', -1, 'utf-8', None, 'x'):
    try:
        open(path, *args)
    except ValueError as error:
        print(error)
# expect: invalid mode: 'rr'
# expect: Must have exactly one of create/read/write/append mode and at most one plus
# expect: can't have text and binary mode at once
# expect: invalid mode: 'r+b+'
# expect: invalid mode: 'z'
# expect: binary mode doesn't take an encoding argument
# expect: illegal newline value: x
print(type(open(path, 'r+b')).__name__)  # expect: BufferedRandom
