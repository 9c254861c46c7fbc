import io
for newline in (None, '', '\n', '\r', '\r\n'):
    s = io.StringIO('a\nb\r\nc\rd', newline=newline)
    print(repr(s.getvalue()), list(s), s.newlines)
    s = io.StringIO(newline=newline)
    s.write('a\n\U0001f600b\r\nc\rd')
    s.seek(0)
    print(ascii(s.getvalue()), len(list(s)), s.tell())
# expect: 'a\nb\nc\nd' ['a\n', 'b\n', 'c\n', 'd'] ('\r', '\n', '\r\n')
# expect: 'a\n\U0001f600b\nc\nd' 4 8
# expect: 'a\nb\r\nc\rd' ['a\n', 'b\r\n', 'c\r', 'd'] ('\r', '\n', '\r\n')
# expect: 'a\n\U0001f600b\r\nc\rd' 4 9
# expect: 'a\nb\r\nc\rd' ['a\n', 'b\r\n', 'c\rd'] None
# expect: 'a\n\U0001f600b\r\nc\rd' 3 9
# expect: 'a\rb\r\rc\rd' ['a\r', 'b\r', '\r', 'c\r', 'd'] None
# expect: 'a\r\U0001f600b\r\rc\rd' 5 9
# expect: 'a\r\nb\r\r\nc\rd' ['a\r\n', 'b\r\r\n', 'c\rd'] None
# expect: 'a\r\n\U0001f600b\r\r\nc\rd' 3 11
