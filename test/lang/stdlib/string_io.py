import io
s = io.StringIO('a\nb\nc')
print(s.readline(), list(s), s.seek(0), s.read(3))
# expect: a
# expect:  ['b\n', 'c'] 0 a
# expect: b
b = io.BytesIO()
b.write(b'abc')
print(b.getvalue(), b.tell())  # expect: b'abc' 3
