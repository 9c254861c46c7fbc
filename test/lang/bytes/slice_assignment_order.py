# Bytearrays, arrays and memoryviews ask a slice for its parts before they look at the value; one that is copied first, twice.
import array


class Index:
    def __init__(self, value, name):
        self.value = value
        self.name = name

    def __index__(self):
        print(self.name, end=' ')
        return self.value


class Failing:
    def __index__(self):
        raise ZeroDivisionError


class Items:
    def __iter__(self):
        print('iter', end=' ')
        return iter([65, 66])


def attempt(target, key, value):
    try:
        target[key] = value  # expect error: NotImplementedError: memoryview slice assignments are currently restricted to ndim = 1
        print(bytes(target))
    except (TypeError, ValueError, IndexError, ZeroDivisionError) as error:
        print(type(error).__name__, error)


part = slice(Index(1, 'start'), Index(3, 'stop'))
for value in (b'xy', bytearray(b'xy'), memoryview(b'xy'), Items(), [1, 300], 'xy', 5, 1.5, None, array.array('b', [1, 2])):
    attempt(bytearray(b'abcdef'), part, value)
    attempt(array.array('b', b'abcdef'), part, value)
    attempt(memoryview(bytearray(b'abcdef')), part, value)
# expect: start stop start stop b'axydef'
# expect: start stop TypeError can only assign array (not "bytes") to array slice
# expect: start stop b'axydef'
# expect: start stop b'axydef'
# expect: start stop TypeError can only assign array (not "bytearray") to array slice
# expect: start stop b'axydef'
# expect: start stop start stop b'axydef'
# expect: start stop TypeError can only assign array (not "memoryview") to array slice
# expect: start stop b'axydef'
# expect: start stop iter start stop b'aABdef'
# expect: start stop TypeError can only assign array (not "Items") to array slice
# expect: TypeError a bytes-like object is required, not 'Items'
# expect: start stop ValueError byte must be in range(0, 256)
# expect: start stop TypeError can only assign array (not "list") to array slice
# expect: TypeError a bytes-like object is required, not 'list'
# expect: start stop TypeError can assign only bytes, buffers, or iterables of ints in range(0, 256)
# expect: start stop TypeError can only assign array (not "str") to array slice
# expect: TypeError a bytes-like object is required, not 'str'
# expect: start stop TypeError can assign only bytes, buffers, or iterables of ints in range(0, 256)
# expect: start stop TypeError can only assign array (not "int") to array slice
# expect: TypeError a bytes-like object is required, not 'int'
# expect: start stop TypeError can assign only bytes, buffers, or iterables of ints in range(0, 256)
# expect: start stop TypeError can only assign array (not "float") to array slice
# expect: TypeError a bytes-like object is required, not 'float'
# expect: start stop TypeError cannot convert 'NoneType' object to bytearray
# expect: start stop TypeError can only assign array (not "NoneType") to array slice
# expect: TypeError a bytes-like object is required, not 'NoneType'
# expect: start stop start stop b'a\x01\x02def'
# expect: start stop b'a\x01\x02def'
# expect: start stop ValueError memoryview assignment: lvalue and rvalue have different structures
for key in (slice(Failing(), 1), slice('a', 1), slice(0, 4, 0), 99, 2**70, None):
    for value in (b'a', 300, Index(1, 'value'), None):
        attempt(bytearray(b'abcdef'), key, value)
        attempt(array.array('b', b'abcdef'), key, value)
        attempt(memoryview(bytearray(b'abcdef')), key, value)
# expect: ZeroDivisionError 
# expect: ZeroDivisionError 
# expect: ZeroDivisionError 
# expect: ZeroDivisionError 
# expect: ZeroDivisionError 
# expect: TypeError a bytes-like object is required, not 'int'
# expect: ZeroDivisionError 
# expect: ZeroDivisionError 
# expect: TypeError a bytes-like object is required, not 'Index'
# expect: ZeroDivisionError 
# expect: ZeroDivisionError 
# expect: TypeError a bytes-like object is required, not 'NoneType'
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError a bytes-like object is required, not 'Index'
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError slice indices must be integers or None or have an __index__ method
# expect: TypeError a bytes-like object is required, not 'NoneType'
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: TypeError a bytes-like object is required, not 'int'
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: TypeError a bytes-like object is required, not 'Index'
# expect: ValueError slice step cannot be zero
# expect: ValueError slice step cannot be zero
# expect: TypeError a bytes-like object is required, not 'NoneType'
# expect: TypeError 'bytes' object cannot be interpreted as an integer
# expect: IndexError array assignment index out of range
# expect: IndexError index out of bounds on dimension 1
# expect: ValueError byte must be in range(0, 256)
# expect: IndexError array assignment index out of range
# expect: IndexError index out of bounds on dimension 1
# expect: value IndexError bytearray index out of range
# expect: IndexError array assignment index out of range
# expect: IndexError index out of bounds on dimension 1
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: IndexError array assignment index out of range
# expect: IndexError index out of bounds on dimension 1
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: TypeError bytearray indices must be integers or slices, not NoneType
# expect: TypeError array indices must be integers
# expect: TypeError memoryview: invalid slice key
# expect: TypeError bytearray indices must be integers or slices, not NoneType
# expect: TypeError array indices must be integers
# expect: TypeError memoryview: invalid slice key
# expect: TypeError bytearray indices must be integers or slices, not NoneType
# expect: TypeError array indices must be integers
# expect: TypeError memoryview: invalid slice key
# expect: TypeError bytearray indices must be integers or slices, not NoneType
# expect: TypeError array indices must be integers
# expect: TypeError memoryview: invalid slice key
same = array.array('b', b'abcdef')
attempt(same, slice(Index(1, 'start'), 3), same)  # expect: start start b'aabcdefdef'
attempt(same, slice(Index(0, 'start'), 6, 2), array.array('b'))  # expect: start b'acefdef'
attempt(memoryview(bytearray(6)).cast('B', [2, 3]), part, None)
