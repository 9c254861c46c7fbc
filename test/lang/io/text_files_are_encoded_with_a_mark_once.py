import io
for encoding in ('utf-8', 'utf-16', 'utf-8-sig', 'latin-1', 'utf-32-be', 'cp1252'):
    b = io.BytesIO()
    t = io.TextIOWrapper(b, encoding=encoding, newline='\r\n')
    t.write('ab\n')
    t.write('c\n')
    t.flush()
    print(encoding, b.getvalue(), t.seek(0), t.readlines(), t.tell(), t.seek(0, 2), t.write('z'))
    t.seek(0)
    t.read(2)
    place = t.tell()
    print(place, repr(t.read(1)), t.seek(place) == place, repr(t.read()), b.getvalue())
# expect: utf-8 b'ab\r\nc\r\n' 0 ['ab\r\n', 'c\r\n'] 7 7 1
# expect: 2 '\r' True '\r\nc\r\nz' b'ab\r\nc\r\nz'
# expect: utf-16 b'\xff\xfea\x00b\x00\r\x00\n\x00c\x00\r\x00\n\x00' 0 ['ab\r\n', 'c\r\n'] 16 16 1
# expect: 6 '\r' True '\r\nc\r\nz' b'\xff\xfea\x00b\x00\r\x00\n\x00c\x00\r\x00\n\x00z\x00'
# expect: utf-8-sig b'\xef\xbb\xbfab\r\nc\r\n' 0 ['ab\r\n', 'c\r\n'] 10 10 1
# expect: 5 '\r' True '\r\nc\r\nz' b'\xef\xbb\xbfab\r\nc\r\nz'
# expect: latin-1 b'ab\r\nc\r\n' 0 ['ab\r\n', 'c\r\n'] 7 7 1
# expect: 2 '\r' True '\r\nc\r\nz' b'ab\r\nc\r\nz'
# expect: utf-32-be b'\x00\x00\x00a\x00\x00\x00b\x00\x00\x00\r\x00\x00\x00\n\x00\x00\x00c\x00\x00\x00\r\x00\x00\x00\n' 0 ['ab\r\n', 'c\r\n'] 28 28 1
# expect: 8 '\r' True '\r\nc\r\nz' b'\x00\x00\x00a\x00\x00\x00b\x00\x00\x00\r\x00\x00\x00\n\x00\x00\x00c\x00\x00\x00\r\x00\x00\x00\n\x00\x00\x00z'
# expect: cp1252 b'ab\r\nc\r\n' 0 ['ab\r\n', 'c\r\n'] 7 7 1
# expect: 2 '\r' True '\r\nc\r\nz' b'ab\r\nc\r\nz'
