print(b'abc', b'\x00\xff\n', b'it\'s', rb'\x', B'a' b'b')  # expect: b'abc' b'\x00\xff\n' b"it's" b'\\x' b'ab'
print(list(b'AZ'), bytes([1, 2]), b'%d' % 5)  # expect: [65, 90] b'\x01\x02' b'5'
