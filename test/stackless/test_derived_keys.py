"""Keys are derived by another thread of the host's; the hashes and keyed hashes that come with that (_hashlib)."""
import _hashlib
import hashlib
import hmac
import threading
import unittest

import stackless
from support import StacklessTestCase


class Length:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        stackless.schedule()
        return self.value


class DerivedKeys(StacklessTestCase):
    def test_known_keys(self):
        # RFC 6070, RFC 7914
        self.assertEqual(hashlib.pbkdf2_hmac('sha1', b'password', b'salt', 4096).hex(),
                         '4b007901b765489abead49d926f721d065a429c1')
        self.assertEqual(hashlib.pbkdf2_hmac('SHA1', b'pass\0word', bytearray(b'sa\0lt'), 4096, 16).hex(),
                         '56fa6aa75548099dcc37d7f03425e0c3')
        self.assertEqual(hashlib.scrypt(b'password', salt=b'NaCl', n=1024, r=8, p=16).hex()[:32],
                         'fdbabe1c9d3472007856e7190d01e9fe')

    def test_others_go_on_meanwhile(self):
        for derive in (lambda: hashlib.pbkdf2_hmac('sha256', b'p', b's', 20000),
                       lambda: hashlib.scrypt(b'p', salt=b's', n=4096, r=8, p=1)):
            with self.subTest():
                events = []

                def run():
                    key = derive()
                    events.append(len(key))

                stackless.tasklet(run)()
                stackless.tasklet(events.append)('other')
                stackless.run()
                self.assertEqual(events, ['other', len(derive())])

    def test_threads_go_on_meanwhile(self):
        keys = []
        threads = [threading.Thread(target=lambda: keys.append(hashlib.pbkdf2_hmac('sha256', b'p', b's', 5000)))
                   for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(keys), 3)
        self.assertEqual(len(set(keys)), 1)

    def test_arguments_that_wait(self):
        self.assertEqual(hashlib.pbkdf2_hmac('md5', b'p', b's', Length(200), Length(4)),
                         hashlib.pbkdf2_hmac('md5', b'p', b's', 200, 4))
        self.assertEqual(hashlib.scrypt(b'p', salt=b's', n=Length(2), r=8, p=Length(1), dklen=Length(5)),
                         hashlib.scrypt(b'p', salt=b's', n=2, r=8, p=1)[:5])

    def test_what_is_refused(self):
        for error, message, args in (
                (ValueError, 'unsupported', ('sha', b'', b'', 1)),
                (TypeError, "argument 'hash_name' must be str, not bytes", (b'sha1', b'', b'', 1)),
                (TypeError, "a bytes-like object is required, not 'str'", ('sha1', '', b'', 1)),
                (ValueError, 'iteration value must be greater than 0.', ('sha1', b'', b'', 0)),
                (OverflowError, 'iteration value is too great.', ('sha1', b'', b'', 2 ** 31)),
                (ValueError, 'key length must be greater than 0.', ('sha1', b'', b'', 1, 0)),
                (TypeError, "'str' object cannot be interpreted as an integer", ('sha1', b'', b'', 1, 'x'))):
            with self.subTest(args), self.assertRaisesRegex(error, message):
                hashlib.pbkdf2_hmac(*args)
        for message, numbers in (('n must be a power of 2', (3, 8, 1)), ('memory limit exceeded', (2 ** 20, 8, 1)),
                                 ('invalid parameter combination', (2, 0, 1))):
            n, r, p = numbers
            with self.subTest(numbers), self.assertRaisesRegex(ValueError, message):
                hashlib.scrypt(b'', salt=b'', n=n, r=r, p=p)


class Hashes(StacklessTestCase):
    def test_names(self):
        for name, known in (('SHA256', 'sha256'), ('sha2-256', 'sha256'), ('sha512_224', 'sha512_224'),
                            ('shake128', 'shake_128'), ('blake2b512', 'blake2b')):
            with self.subTest(name):
                self.assertEqual(_hashlib.new(name).name, known)
        with self.assertRaises(_hashlib.UnsupportedDigestmodError):
            _hashlib.new('sha')
        self.assertLessEqual({'md5', 'sha512_256', 'sha3_512', 'shake_256'}, hashlib.algorithms_available)

    def test_classes(self):
        self.assertIs(type(hashlib.shake_128()), _hashlib.HASHXOF)
        self.assertIsInstance(hashlib.shake_128(), _hashlib.HASH)
        self.assertRegex(repr(hashlib.sha256()), '^<sha256 _hashlib.HASH object @ 0x')
        self.assertRegex(repr(_hashlib.hmac_new(b'', digestmod='sha1')), '^<sha1 HMAC object @ 0x')
        self.assertEqual(hashlib.shake_128().digest(Length(3)).hex(), '7f9c2b')
        with self.assertRaisesRegex(TypeError, "cannot create '_hashlib.HASH' instances"):
            _hashlib.HASH()

    def test_keyed(self):
        self.assertEqual(_hashlib.hmac_digest(b'k', b'm', _hashlib.openssl_sha256), hmac.digest(b'k', b'm', 'sha256'))
        for digest in 'shake_128', 5, len:
            with self.subTest(digest), self.assertRaises(_hashlib.UnsupportedDigestmodError):
                _hashlib.hmac_new(b'k', b'm', digest)
        with self.assertRaisesRegex(TypeError, 'unhashable'):
            _hashlib.hmac_new(b'k', b'm', [])
        self.assertEqual(dict(_hashlib._constructors)[_hashlib.openssl_md5], 'md5')


if __name__ == '__main__':
    unittest.main()
