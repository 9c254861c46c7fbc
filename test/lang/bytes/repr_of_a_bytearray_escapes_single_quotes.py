for data in b"'", b'"', b"'\"", b"\\'\x00":
    print(bytearray(data), data)
# expect: bytearray(b"\'") b"'"
# expect: bytearray(b'"') b'"'
# expect: bytearray(b'\'"') b'\'"'
# expect: bytearray(b"\\\'\x00") b"\\'\x00"
