import io
b = io.BytesIO(b'abc\ndef\nghi')
print(b.readline(2), b.readline(), b.readlines(1), list(b), b.read(), b.readline())  # expect: b'ab' b'c\n' [b'def\n'] [b'ghi'] b'' b''
b.seek(1)
place = bytearray(5)
print(b.readinto(place), place, b.read1(2), b.seek(-2, 2), b.read(), b.seek(-100, 1))  # expect: 5 bytearray(b'bc\nde') b'f\n' 9 b'hi' 0
print(b.writelines(x for x in (b'1', bytearray(b'2'), memoryview(b'3'))), b.getvalue())  # expect: None b'123\ndef\nghi'
for wrong in (lambda: b.seek(-1), lambda: b.seek(0, 5), lambda: b.truncate(-1), lambda: b.write(''), lambda: b.write(1),
              lambda: b.readinto(b''), lambda: b.readinto(1), lambda: b.readlines('a'), lambda: io.BytesIO('a'),
              lambda: io.BytesIO(b'', 1), lambda: b.writelines(['a']), lambda: b.detach()):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError negative seek value -1
# expect: ValueError invalid whence (5, should be 0, 1 or 2)
# expect: ValueError negative size value -1
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError readinto() argument must be read-write bytes-like object, not bytes
# expect: TypeError readinto() argument must be read-write bytes-like object, not int
# expect: TypeError integer argument expected, got 'str'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError BytesIO() takes at most 1 argument (2 given)
# expect: TypeError a bytes-like object is required, not 'str'
# expect: UnsupportedOperation detach
b.close()
for closed in (b.read, b.tell, b.flush, b.isatty, b.getvalue, b.getbuffer, b.readable, b.__next__):
    try:
        closed()
    except ValueError as e:
        print(e)
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
