view = memoryview(bytearray(b'abcdef'))
for key in (slice(1), slice(2)), (slice(1), 0), 0.5, (0,):
    for action in view.__getitem__, lambda key: view.__setitem__(key, 0):
        try:
            print(action(key))
        except Exception as e:
            print(type(e).__name__, e)
# expect: NotImplementedError multi-dimensional slicing is not implemented
# expect: NotImplementedError memoryview slice assignments are currently restricted to ndim = 1
# expect: TypeError memoryview: invalid slice key
# expect: TypeError memoryview: invalid slice key
# expect: TypeError memoryview: invalid slice key
# expect: TypeError memoryview: invalid slice key
# expect: 97
# expect: None
print(memoryview(b'\0\2').cast('?') == memoryview(b'\0\4').cast('?'))  # expect: True
m = memoryview(b'abc')
print(hash(m) == hash(b'abc'), m.release(), hash(m) == hash(b'abc'))  # expect: True None True
