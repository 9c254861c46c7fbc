import _hmac
import _sha3
import hashlib
import hmac

for name in 'md5', 'sha1', 'sha2_256', 'SHA384', 'sha3_224', 'blake2s', 'blake2b_32':
    h = _hmac.new(b'k' * 200, b'first', digestmod=name)
    other = h.copy()
    h.update(bytearray(b' second'))
    print(h.name, h.digest_size, h.block_size, h.hexdigest()[:12], other.digest().hex()[:12])
# expect: hmac-md5 16 64 3500329017f6 63d3f687c5c2
# expect: hmac-sha1 20 64 469eae87a558 ef5656c75c9a
# expect: hmac-sha256 32 64 dd87a18af049 58f485c136d0
# expect: hmac-sha384 48 128 c878be361c23 03c5c7487bed
# expect: hmac-sha3_224 28 144 da4fb2c71e1f 911dbf5df056
# expect: hmac-blake2s 32 64 fd4ada4869cf 9e0bc53b0c8b
# expect: hmac-blake2b 64 128 51b542a7fab8 39735b379782


def refused(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


print(refused(_hmac.new, b'key', None, 'sha3-256'))  # expect: UnknownHashError: unsupported hash type: 'sha3-256'
print(refused(_hmac.new, b'key', None, ['md5']))  # expect: UnknownHashError: unsupported hash type: ['md5']
print(refused(_hmac.compute_digest, 'key', b'', 'md5'))  # expect: TypeError: Strings must be encoded before hashing
print(refused(_hmac.compute_md5, b'key', memoryview(b'abcd')[::2]))  # expect: BufferError: memoryview: underlying buffer is not C-contiguous
print(refused(_hmac.HMAC))  # expect: TypeError: cannot create '_hmac.HMAC' instances
print(hmac.new(b'key', b'message', 'sha256').hexdigest() == hmac.digest(b'key', b'message', 'sha256').hex())  # expect: True
print(hmac.new(b'key', b'message', hashlib.sha1).hexdigest(), hmac.HMAC(b'key', digestmod='md5').name)  # expect: 2088df74d5f2146b48146caf4965377e9d0be3a4 hmac-md5
print(hmac.compare_digest('a', 'a'), hmac.compare_digest(b'a', bytearray(b'ab')))  # expect: True False

h = _sha3.sha3_256(b'x')
print(h._capacity_bits, h._rate_bits, h._suffix, _sha3.shake_128()._suffix)  # expect: 512 1088 b'\x06' b'\x1f'
print(refused(_sha3.shake_128().digest, -1), refused(_sha3.shake_128().digest, 2 ** 29))  # expect: ValueError: Cannot convert negative int ValueError: length is too large


class Length:
    def __index__(self):
        return 3


print(_sha3.shake_128().digest(Length()), refused(type(h), 'text'))  # expect: b'\x7f\x9c+' TypeError: Strings must be encoded before hashing
plain = hashlib.blake2b(b'abc')
plain.update(b'def')
print(plain.hexdigest()[:16], plain.copy().digest_size, hashlib.blake2s(b'abcdef', salt=b'').hexdigest()[:16])  # expect: dde410524e3569b3 64 267e4443fc1a3887
