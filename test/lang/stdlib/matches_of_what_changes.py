import re

data = bytearray(b'abcdefgh')
first = re.search(b'[a-h]+', data)
second = re.search(b'[e-h]+', data)
print(first.group(), second.group())  # expect: b'abcdefgh' b'efgh'
data[:] = b'xyz'
print(first.group(), second.group())  # expect: b'xyz' b''
try:
    type(first)()
except TypeError as error:
    print(error)  # expect: cannot create 're.Match' instances
