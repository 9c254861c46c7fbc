import array
import collections.abc
import inspect
import pickle

for value in b'abc', bytearray(b'abc'), memoryview(b'abc'), array.array('i', [1, 2]), pickle.PickleBuffer(b'abc'):
    print(type(value), isinstance(value, collections.abc.Buffer), hasattr(value, '__release_buffer__'))
    view = value.__buffer__(inspect.BufferFlags.FULL_RO)
    print(view.tobytes(), view.format)
    for flags in inspect.BufferFlags.WRITABLE, inspect.BufferFlags.FORMAT, 'a', 2 ** 70:
        try:
            print(value.__buffer__(flags).format)
        except (BufferError, TypeError, OverflowError) as e:
            print(e)
    if hasattr(value, '__release_buffer__'):
        for argument in 5, memoryview(b''), view, view:
            try:
                print(value.__release_buffer__(argument))
            except (TypeError, ValueError) as e:
                print(e)
# expect: <class 'bytes'> True False
# expect: b'abc' B
# expect: Object is not writable.
# expect: B
# expect: 'str' object cannot be interpreted as an integer
# expect: cannot fit 'int' into an index-sized integer
# expect: <class 'bytearray'> True True
# expect: b'abc' B
# expect: B
# expect: B
# expect: 'str' object cannot be interpreted as an integer
# expect: cannot fit 'int' into an index-sized integer
# expect: expected a memoryview object
# expect: memoryview's buffer is not this object
# expect: None
# expect: memoryview's buffer has already been released
# expect: <class 'memoryview'> True True
# expect: b'abc' B
# expect: memoryview: underlying buffer is not writable
# expect: memoryview: cannot cast to unsigned bytes if the format flag is present
# expect: 'str' object cannot be interpreted as an integer
# expect: cannot fit 'int' into an index-sized integer
# expect: expected a memoryview object
# expect: memoryview's buffer is not this object
# expect: None
# expect: memoryview's buffer has already been released
# expect: <class 'array.array'> True True
# expect: b'\x01\x00\x00\x00\x02\x00\x00\x00' i
# expect: B
# expect: i
# expect: 'str' object cannot be interpreted as an integer
# expect: cannot fit 'int' into an index-sized integer
# expect: expected a memoryview object
# expect: memoryview's buffer is not this object
# expect: None
# expect: memoryview's buffer has already been released
# expect: <class 'pickle.PickleBuffer'> True True
# expect: b'abc' B
# expect: Object is not writable.
# expect: B
# expect: 'str' object cannot be interpreted as an integer
# expect: cannot fit 'int' into an index-sized integer
# expect: expected a memoryview object
# expect: memoryview's buffer is not this object
# expect: memoryview's buffer is not this object
# expect: memoryview's buffer is not this object
