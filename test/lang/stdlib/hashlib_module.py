import hashlib, zlib
print(hashlib.md5(b'a').hexdigest(), hashlib.sha256(b'').hexdigest()[:16], zlib.crc32(b'abc'), zlib.decompress(zlib.compress(b'abc' * 9)))  # expect: 0cc175b9c0f1b6a831c399e269772661 e3b0c44298fc1c14 891568578 b'abcabcabcabcabcabcabcabcabc'
