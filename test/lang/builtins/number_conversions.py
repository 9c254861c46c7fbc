print(abs(-5), divmod(7, -2), pow(2, -2), bin(10), oct(-8), hex(255), complex('1+2j'), int(3.9), int(-3.9), float('1e-5'))  # expect: 5 (-4, -1) 0.25 0b1010 -0o10 0xff (1+2j) 3 -3 1e-05
print((255).bit_length(), (1.5).as_integer_ratio(), (0.1).hex(), (5).to_bytes(2), int.from_bytes(b'\x01\x00'), (6).bit_count(), (2.0).is_integer())  # expect: 8 (3, 2) 0x1.999999999999ap-4 b'\x00\x05' 256 2 True
