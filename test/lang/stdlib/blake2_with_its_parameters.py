import hashlib

print(hashlib.blake2b(b'abc').hexdigest())  # expect: ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923
print(hashlib.blake2s(b'abc' * 100, digest_size=16, key=b'key').hexdigest())  # expect: c91cde80015372e983311e2ddd3f2707
tree = dict(fanout=2, depth=2, leaf_size=4096, inner_size=32, node_depth=1, node_offset=3, last_node=True)
for cls in hashlib.blake2b, hashlib.blake2s:
    h = cls(digest_size=20, key=b'k', salt=b's', person=b'p', **tree)
    h.update(b'abc' * 100)
    copy = h.copy()
    copy.update(b'd')
    print(h.name, h.block_size, h.digest_size, h.hexdigest(), copy.digest() != h.digest())
    for wrong in dict(digest_size=0), dict(salt=b'x' * 17), dict(depth=0), dict(leaf_size=2**32), dict(key='a'):
        try:
            cls(**wrong)
        except Exception as error:
            print(type(error).__name__, error)
# expect: blake2b 128 20 bdd5979fe96d1bbc1b8844732f97137d5a70c25b True
# expect: ValueError digest_size for Blake2b must be between 1 and 64 bytes, here it is 0
# expect: ValueError maximum salt length is 16 bytes
# expect: ValueError depth must be between 1 and 255
# expect: OverflowError Python int too large for C unsigned long
# expect: TypeError a bytes-like object is required, not 'str'
# expect: blake2s 64 20 a26e45a70c25a4b24c94700f0a3ff2cd9020c66c True
# expect: ValueError digest_size for Blake2s must be between 1 and 32 bytes, here it is 0
# expect: ValueError maximum salt length is 8 bytes
# expect: ValueError depth must be between 1 and 255
# expect: OverflowError Python int too large for C unsigned long
# expect: TypeError a bytes-like object is required, not 'str'
