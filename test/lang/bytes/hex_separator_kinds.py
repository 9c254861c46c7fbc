# The separator of hex() is str or bytes, nothing else that is bytes-like; hexlify takes one beyond ASCII.
import binascii

for data in (b'abc', bytearray(b'abc'), memoryview(b'abc')):
    for separator in (':', b':', bytearray(b':'), memoryview(b':'), 'é', None):
        for function in (type(data).hex, binascii.hexlify):
            try:
                print(function(data, separator))
            except (TypeError, ValueError) as error:
                print(type(error).__name__, error)
# expect: 61:62:63
# expect: b'61:62:63'
# expect: 61:62:63
# expect: b'61:62:63'
# expect: TypeError sep must be str or bytes.
# expect: TypeError sep must be str or bytes.
# expect: TypeError sep must be str or bytes.
# expect: TypeError sep must be str or bytes.
# expect: ValueError sep must be ASCII.
# expect: b'61\xe962\xe963'
# expect: TypeError object of type 'NoneType' has no len()
# expect: TypeError object of type 'NoneType' has no len()
# expect: 61:62:63
# expect: b'61:62:63'
# expect: 61:62:63
# expect: b'61:62:63'
# expect: TypeError sep must be str or bytes.
# expect: TypeError sep must be str or bytes.
# expect: TypeError sep must be str or bytes.
# expect: TypeError sep must be str or bytes.
# expect: ValueError sep must be ASCII.
# expect: b'61\xe962\xe963'
# expect: TypeError object of type 'NoneType' has no len()
# expect: TypeError object of type 'NoneType' has no len()
# expect: 61:62:63
# expect: b'61:62:63'
# expect: 61:62:63
# expect: b'61:62:63'
# expect: TypeError sep must be str or bytes.
# expect: TypeError sep must be str or bytes.
# expect: TypeError sep must be str or bytes.
# expect: TypeError sep must be str or bytes.
# expect: ValueError sep must be ASCII.
# expect: b'61\xe962\xe963'
# expect: TypeError object of type 'NoneType' has no len()
# expect: TypeError object of type 'NoneType' has no len()
