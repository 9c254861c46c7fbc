import io
s = io.StringIO('abcdef')
s.seek(2)
print(s.write('XY'), s.tell(), s.getvalue())  # expect: 2 4 abXYef
s.seek(9)
print(s.write('z'), repr(s.getvalue()))  # expect: 1 'abXYef\x00\x00\x00z'
print(s.truncate(3), s.tell(), s.write('q'), repr(s.getvalue()))  # expect: 3 10 1 'abX\x00\x00\x00\x00\x00\x00\x00q'
s = io.StringIO()
print(s.write('\U0001f600' * 2), s.tell(), s.write('b\n'), s.seek(1), len(s.readline()), s.read())  # expect: 2 2 2 1 3 
s.seek(0)
print(len(s.readline(1)), len(s.readline()), s.readline())  # expect: 1 3 
for wrong in (lambda: s.seek(-1), lambda: s.seek(1, 1), lambda: s.seek(0, 5), lambda: s.truncate(-1),
              lambda: s.write(b''), lambda: s.read('a'), lambda: s.read(10**30), lambda: io.StringIO(1),
              lambda: io.StringIO('', 'x'), lambda: io.StringIO('', 3), lambda: s.detach(), lambda: s.fileno(),
              lambda: io.StringIO.__new__(io.StringIO).read()):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError Negative seek position -1
# expect: OSError Can't do nonzero cur-relative seeks
# expect: ValueError Invalid whence (5, should be 0, 1 or 2)
# expect: ValueError Negative size value -1
# expect: TypeError string argument expected, got 'bytes'
# expect: TypeError argument should be integer or None, not 'str'
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: TypeError initial_value must be str or None, not int
# expect: ValueError illegal newline value: 'x'
# expect: TypeError newline must be str or None, not int
# expect: UnsupportedOperation detach
# expect: UnsupportedOperation fileno
# expect: ValueError I/O operation on uninitialized object
s.close()
try:
    s.write('')
except ValueError as e:
    print(e)  # expect: I/O operation on closed file
