# /dev/null can be told to seek, and stays at its start.
with open('/dev/null', 'r+b') as null:
    print(type(null), null.seekable(), null.seek(5), null.tell(), null.write(b'abc'), null.read())  # expect: <class '_io.BufferedRandom'> True 0 0 3 b''
with open('/dev/null', 'w+') as text:
    print(text.write('abc'), text.seek(0), repr(text.read()))  # expect: 3 0 ''
with open('/dev/null', 'ab+') as added:
    print(added.tell())  # expect: 0
