import codecs

names = 'strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape', 'surrogatepass'


def errors():
    yield UnicodeDecodeError('utf-8', bytearray(b'a\xed\xb2\x80c'), 1, 4, 'x')
    yield UnicodeEncodeError('utf-8', 'a\udc80b', 1, 2, 'x')
    yield UnicodeTranslateError('aäb', 1, 2, 'x')


def show(function, *args):
    try:
        print(ascii(function(*args)))
    except Exception as error:
        print(type(error).__name__, ascii(error.args))


for name in names:
    print(name)
    handler = codecs.lookup_error(name)
    show(handler, 42)
    show(handler, ValueError('x'))
    for start, end in (1, 4), (-5, 50), (2, 1):
        for error in errors():
            error.start, error.end = start, end
            show(handler, error)
    for error in errors():
        error.object = 42
        show(handler, error)
# expect: strict
# expect: TypeError ('codec must pass exception instance',)
# expect: ValueError ('x',)
# expect: UnicodeDecodeError ('utf-8', bytearray(b'a\xed\xb2\x80c'), 1, 4, 'x')
# expect: UnicodeEncodeError ('utf-8', 'a\udc80b', 1, 2, 'x')
# expect: UnicodeTranslateError ('a\xe4b', 1, 2, 'x')
# expect: UnicodeDecodeError ('utf-8', bytearray(b'a\xed\xb2\x80c'), 1, 4, 'x')
# expect: UnicodeEncodeError ('utf-8', 'a\udc80b', 1, 2, 'x')
# expect: UnicodeTranslateError ('a\xe4b', 1, 2, 'x')
# expect: UnicodeDecodeError ('utf-8', bytearray(b'a\xed\xb2\x80c'), 1, 4, 'x')
# expect: UnicodeEncodeError ('utf-8', 'a\udc80b', 1, 2, 'x')
# expect: UnicodeTranslateError ('a\xe4b', 1, 2, 'x')
# expect: UnicodeDecodeError ('utf-8', bytearray(b'a\xed\xb2\x80c'), 1, 4, 'x')
# expect: UnicodeEncodeError ('utf-8', 'a\udc80b', 1, 2, 'x')
# expect: UnicodeTranslateError ('a\xe4b', 1, 2, 'x')
# expect: ignore
# expect: TypeError ("don't know how to handle int in error callback",)
# expect: TypeError ("don't know how to handle ValueError in error callback",)
# expect: ('', 4)
# expect: ('', 3)
# expect: ('', 3)
# expect: ('', 5)
# expect: ('', 3)
# expect: ('', 3)
# expect: ('', 1)
# expect: ('', 1)
# expect: ('', 1)
# expect: TypeError ("UnicodeError 'object' attribute must be a bytes",)
# expect: TypeError ("UnicodeError 'object' attribute must be a string",)
# expect: TypeError ("UnicodeError 'object' attribute must be a string",)
# expect: replace
# expect: TypeError ("don't know how to handle int in error callback",)
# expect: TypeError ("don't know how to handle ValueError in error callback",)
# expect: ('\ufffd', 4)
# expect: ('??', 3)
# expect: ('\ufffd\ufffd', 3)
# expect: ('\ufffd', 5)
# expect: ('???', 3)
# expect: ('\ufffd\ufffd\ufffd', 3)
# expect: ('\ufffd', 1)
# expect: ('', 1)
# expect: ('', 1)
# expect: TypeError ("UnicodeError 'object' attribute must be a bytes",)
# expect: TypeError ("UnicodeError 'object' attribute must be a string",)
# expect: TypeError ("UnicodeError 'object' attribute must be a string",)
# expect: backslashreplace
# expect: TypeError ("don't know how to handle int in error callback",)
# expect: TypeError ("don't know how to handle ValueError in error callback",)
# expect: ('\\xed\\xb2\\x80', 4)
# expect: ('\\udc80\\x62', 3)
# expect: ('\\xe4\\x62', 3)
# expect: ('\\x61\\xed\\xb2\\x80\\x63', 5)
# expect: ('\\x61\\udc80\\x62', 3)
# expect: ('\\x61\\xe4\\x62', 3)
# expect: ('', 1)
# expect: ('', 1)
# expect: ('', 1)
# expect: TypeError ("UnicodeError 'object' attribute must be a bytes",)
# expect: TypeError ("UnicodeError 'object' attribute must be a string",)
# expect: TypeError ("UnicodeError 'object' attribute must be a string",)
# expect: xmlcharrefreplace
# expect: TypeError ("don't know how to handle int in error callback",)
# expect: TypeError ("don't know how to handle ValueError in error callback",)
# expect: TypeError ("don't know how to handle UnicodeDecodeError in error callback",)
# expect: ('&#56448;&#98;', 3)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: TypeError ("don't know how to handle UnicodeDecodeError in error callback",)
# expect: ('&#97;&#56448;&#98;', 3)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: TypeError ("don't know how to handle UnicodeDecodeError in error callback",)
# expect: ('', 1)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: TypeError ("don't know how to handle UnicodeDecodeError in error callback",)
# expect: TypeError ("UnicodeError 'object' attribute must be a string",)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: namereplace
# expect: TypeError ("don't know how to handle int in error callback",)
# expect: TypeError ("don't know how to handle ValueError in error callback",)
# expect: TypeError ("don't know how to handle UnicodeDecodeError in error callback",)
# expect: ('\\udc80\\N{LATIN SMALL LETTER B}', 3)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: TypeError ("don't know how to handle UnicodeDecodeError in error callback",)
# expect: ('\\N{LATIN SMALL LETTER A}\\udc80\\N{LATIN SMALL LETTER B}', 3)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: TypeError ("don't know how to handle UnicodeDecodeError in error callback",)
# expect: ('', 2)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: TypeError ("don't know how to handle UnicodeDecodeError in error callback",)
# expect: TypeError ("UnicodeError 'object' attribute must be a string",)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: surrogateescape
# expect: TypeError ("don't know how to handle int in error callback",)
# expect: TypeError ("don't know how to handle ValueError in error callback",)
# expect: ('\udced\udcb2\udc80', 4)
# expect: UnicodeEncodeError ('utf-8', 'a\udc80b', 1, 2, 'x')
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: UnicodeDecodeError ('utf-8', bytearray(b'a\xed\xb2\x80c'), 1, 4, 'x')
# expect: UnicodeEncodeError ('utf-8', 'a\udc80b', 1, 2, 'x')
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: UnicodeDecodeError ('utf-8', bytearray(b'a\xed\xb2\x80c'), 1, 4, 'x')
# expect: (b'', 1)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: TypeError ("UnicodeError 'object' attribute must be a bytes",)
# expect: TypeError ("UnicodeError 'object' attribute must be a string",)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: surrogatepass
# expect: TypeError ("don't know how to handle int in error callback",)
# expect: TypeError ("don't know how to handle ValueError in error callback",)
# expect: ('\udc80', 4)
# expect: UnicodeEncodeError ('utf-8', 'a\udc80b', 1, 2, 'x')
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: UnicodeDecodeError ('utf-8', bytearray(b'a\xed\xb2\x80c'), 1, 4, 'x')
# expect: UnicodeEncodeError ('utf-8', 'a\udc80b', 1, 2, 'x')
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: UnicodeDecodeError ('utf-8', bytearray(b'a\xed\xb2\x80c'), 1, 4, 'x')
# expect: (b'', 1)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)
# expect: TypeError ("UnicodeError 'object' attribute must be a bytes",)
# expect: TypeError ("UnicodeError 'object' attribute must be a string",)
# expect: TypeError ("don't know how to handle UnicodeTranslateError in error callback",)


class Lender:
    def __buffer__(self, flags):
        return memoryview(b'lent')


print(UnicodeDecodeError('ascii', Lender(), 0, 1, 'x').object)  # expect: b'lent'
for wrong in 'text', 3:
    show(UnicodeDecodeError, 'ascii', wrong, 0, 1, 'x')
# expect: TypeError ("a bytes-like object is required, not 'str'",)
# expect: TypeError ("a bytes-like object is required, not 'int'",)
