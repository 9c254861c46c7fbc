# Names of encodings and error handlers that are not ASCII, not UTF-8, or have zeros in them.
import codecs


def attempt(function, *args):
    try:
        print(function(*args))
    except (LookupError, ValueError, TypeError) as error:
        print(type(error).__name__, ascii(str(error)))


for name in ('\U0001f600', '\ud83d\ude00', 'a\ud83d', 'a\0', 'A\xe9', 3):
    for function in (b'a'.decode, 'a'.encode, codecs.lookup):
        attempt(function, name)
    attempt(str, b'a', name)
    attempt(bytes, 'a', name)
    attempt(codecs.encode, 'a', name)
    attempt(b'\xff'.decode, 'ascii', name)
    attempt('\xff'.encode, 'ascii', name)
    attempt(codecs.lookup_error, name)
# expect: LookupError 'unknown encoding: \U0001f600'
# expect: LookupError 'unknown encoding: \U0001f600'
# expect: LookupError 'unknown encoding: \U0001f600'
# expect: LookupError 'unknown encoding: \U0001f600'
# expect: LookupError 'unknown encoding: \U0001f600'
# expect: LookupError 'unknown encoding: \U0001f600'
# expect: LookupError "unknown error handler name '\U0001f600'"
# expect: LookupError "unknown error handler name '\U0001f600'"
# expect: LookupError "unknown error handler name '\U0001f600'"
# expect: UnicodeEncodeError "'utf-8' codec can't encode characters in position 0-1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode characters in position 0-1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode characters in position 0-1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode characters in position 0-1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode characters in position 0-1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode characters in position 0-1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode characters in position 0-1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode characters in position 0-1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode characters in position 0-1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode character '\\ud83d' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode character '\\ud83d' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode character '\\ud83d' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode character '\\ud83d' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode character '\\ud83d' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode character '\\ud83d' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode character '\\ud83d' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode character '\\ud83d' in position 1: surrogates not allowed"
# expect: UnicodeEncodeError "'utf-8' codec can't encode character '\\ud83d' in position 1: surrogates not allowed"
# expect: ValueError 'embedded null character'
# expect: ValueError 'embedded null character'
# expect: ValueError 'embedded null character'
# expect: ValueError 'embedded null character'
# expect: ValueError 'embedded null character'
# expect: ValueError 'embedded null character'
# expect: ValueError 'embedded null character'
# expect: ValueError 'embedded null character'
# expect: ValueError 'embedded null character'
# expect: LookupError 'unknown encoding: A\xe9'
# expect: LookupError 'unknown encoding: A\xe9'
# expect: LookupError 'unknown encoding: A\xe9'
# expect: LookupError 'unknown encoding: A\xe9'
# expect: LookupError 'unknown encoding: A\xe9'
# expect: LookupError 'unknown encoding: A\xe9'
# expect: LookupError "unknown error handler name 'A\xe9'"
# expect: LookupError "unknown error handler name 'A\xe9'"
# expect: LookupError "unknown error handler name 'A\xe9'"
# expect: TypeError "decode() argument 'encoding' must be str, not int"
# expect: TypeError "encode() argument 'encoding' must be str, not int"
# expect: TypeError 'lookup() argument must be str, not int'
# expect: TypeError "str() argument 'encoding' must be str, not int"
# expect: TypeError "bytes() argument 'encoding' must be str, not int"
# expect: TypeError "encode() argument 'encoding' must be str, not int"
# expect: TypeError "decode() argument 'errors' must be str, not int"
# expect: TypeError "encode() argument 'errors' must be str, not int"
# expect: TypeError 'lookup_error() argument must be str, not int'
attempt(open, '/dev/null', 'r', -1, '\U0001f600')  # expect: LookupError 'unknown encoding: \U0001f600'
