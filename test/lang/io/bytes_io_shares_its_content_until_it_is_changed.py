import io
data = bytes(1000)
b = io.BytesIO(data)
print(b.getvalue() is data, b.read() is data)  # expect: True True
b.seek(3)
b.write(b'abc')
print(b.getvalue() is data, b.getvalue()[:8], data[:8], b.getvalue() is b.getvalue())  # expect: False b'\x00\x00\x00abc\x00\x00' b'\x00\x00\x00\x00\x00\x00\x00\x00' True
with b.getbuffer() as view:
    view[0] = 120
    print(type(view.obj), view.readonly, len(view))
    for change in (lambda: b.write(b'q'), lambda: b.truncate(1), lambda: b.close()):
        try:
            change()
        except BufferError as e:
            print(e)
# expect: <class '_io._BytesIOBuffer'> False 1000
# expect: Existing exports of data: object cannot be re-sized
# expect: Existing exports of data: object cannot be re-sized
# expect: Existing exports of data: object cannot be re-sized
print(b.getvalue()[:8])  # expect: b'x\x00\x00abc\x00\x00'
b.seek(1003)
print(b.write(b'end'), b.getvalue()[-8:], b.truncate(2), b.getvalue(), b.tell())  # expect: 3 b'\x00\x00\x00\x00\x00end' 2 b'x\x00' 1006
