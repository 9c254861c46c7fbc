import codecs


def once(replacement, position, **changes):
    calls = []

    def handler(error):
        calls.append(error)
        if len(calls) > 2:
            raise error
        for name, value in changes.items():
            setattr(error, name, value)
        return replacement, position

    codecs.register_error('once', handler)
    return calls


def show(function, *args):
    try:
        print(ascii(function(*args)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


once('!', 0, object=b'')
show(b'ab\xff'.decode, 'ascii', 'once')  # expect: 'ab!'
once('!', -1, object=b'xyz')
show(b'ab\xff'.decode, 'utf-8', 'once')  # expect: 'ab!z'
once('!', 3, object=42)
show(b'ab\xff'.decode, 'ascii', 'once')  # expect: TypeError "UnicodeError 'object' attribute must be a bytes"

# The exception is the same for all mistakes, and says where the last one was.
calls = once('?', 2)
show(b'\xff\xff\xff'.decode, 'ascii', 'once')  # expect: UnicodeDecodeError "'ascii' codec can't decode byte 0xff in position 2: ordinal not in range(128)"
print(calls[0] is calls[1], calls[0].args, calls[0].start, calls[0].end)  # expect: True ('ascii', b'\xff\xff\xff', 0, 1, 'ordinal not in range(128)') 2 3


class Place:
    def __index__(self):
        return 3


once('!', Place())
show(b'ab\xffd'.decode, 'ascii', 'once')  # expect: 'ab!d'
show('ab\xffd'.encode, 'ascii', 'once')  # expect: b'ab!d'
for answer in ('!', -9), ('!', 9), ('!', 'x'), ('!', 2**70), (b'!', 3), (3, 3):
    once(*answer)
    show(b'ab\xff'.decode, 'ascii', 'once')
    show('ab\xff'.encode, 'ascii', 'once')
# expect: IndexError 'position -6 from error handler out of bounds'
# expect: IndexError 'position -6 from error handler out of bounds'
# expect: IndexError 'position 9 from error handler out of bounds'
# expect: IndexError 'position 9 from error handler out of bounds'
# expect: TypeError "'str' object cannot be interpreted as an integer"
# expect: TypeError "'str' object cannot be interpreted as an integer"
# expect: OverflowError 'Python int too large to convert to C ssize_t'
# expect: OverflowError 'Python int too large to convert to C ssize_t'
# expect: TypeError 'decoding error handler must return (str, int) tuple'
# expect: b'ab!'
# expect: TypeError 'decoding error handler must return (str, int) tuple'
# expect: TypeError 'encoding error handler must return (str/bytes, int) tuple'

# UTFs take ASCII characters, or bytes that are whole units.
for encoding in 'utf-8', 'utf-16-le', 'utf-32-be':
    for replacement in '?', 'é', b'a', b'ab', b'abcd':
        once(replacement, 2)
        show('a\udc80'.encode, encoding, 'once')
# expect: b'a?'
# expect: UnicodeEncodeError "'utf-8' codec can't encode character '\\udc80' in position 1: surrogates not allowed"
# expect: b'aa'
# expect: b'aab'
# expect: b'aabcd'
# expect: b'a\x00?\x00'
# expect: UnicodeEncodeError "'utf-16-le' codec can't encode character '\\udc80' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-16-le' codec can't encode character '\\udc80' in position 1: surrogates not allowed"
# expect: b'a\x00ab'
# expect: b'a\x00abcd'
# expect: b'\x00\x00\x00a\x00\x00\x00?'
# expect: UnicodeEncodeError "'utf-32-be' codec can't encode character '\\udc80' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-32-be' codec can't encode character '\\udc80' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-32-be' codec can't encode character '\\udc80' in position 1: surrogates not allowed"
# expect: b'\x00\x00\x00aabcd'
