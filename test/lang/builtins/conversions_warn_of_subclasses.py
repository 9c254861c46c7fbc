import math
import operator
import warnings

warnings.simplefilter('always')
warnings.showwarning = lambda message, category, filename, line, *rest: print(f'{category.__name__}: {message}')


def attempt(f, *args):
    try:
        result = f(*args)
    except Exception as e:
        print(f'{type(e).__name__}: {e}')
    else:
        print(type(result).__name__, result)


class I(int): pass
class F(float): pass
class C(complex): pass


class Number:
    def __init__(self, value):
        self.value = value


class ByInt(Number):
    def __int__(self): return self.value


class ByIndex(Number):
    def __index__(self): return self.value


class ByFloat(Number):
    def __float__(self): return self.value


class ByComplex(Number):
    def __complex__(self): return self.value


attempt(int, ByInt(I(3)))
# expect: DeprecationWarning: __int__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: int 3
attempt(int, ByInt(True))
# expect: DeprecationWarning: __int__ returned non-int (type bool).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: int 1
attempt(int, ByInt('x'))  # expect: TypeError: __int__ returned non-int (type str)
attempt(operator.index, ByIndex(I(3)))
# expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: int 3
attempt(operator.index, ByIndex(2.5))  # expect: TypeError: __index__ returned non-int (type float)
attempt([1, 2, 3, 4].__getitem__, ByIndex(I(3)))
# expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: int 4
attempt(lambda: [1, 2, 3, 4][ByIndex(I(3)):])
# expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: list [4]
attempt(range, ByIndex(I(3)))
# expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: range range(0, 3)
attempt(bytes, ByIndex(I(3)))
# expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: bytes b'\x00\x00\x00'
attempt(bytes, ByIndex(2.5))  # expect: TypeError: cannot convert 'ByIndex' object to bytes
attempt(float, ByFloat(F(2)))
# expect: DeprecationWarning: ByFloat.__float__ returned non-float (type F).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.
# expect: float 2.0
attempt(float, ByIndex(I(3)))
# expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: float 3.0
attempt(float, ByFloat(1j))  # expect: TypeError: ByFloat.__float__ returned non-float (type complex)
attempt(math.sqrt, ByFloat(F(4)))
# expect: DeprecationWarning: ByFloat.__float__ returned non-float (type F).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.
# expect: float 2.0
attempt(complex, ByComplex(C(1j)))
# expect: DeprecationWarning: __complex__ returned non-complex (type C).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.
# expect: complex 1j
attempt(lambda: '%x %d' % (ByIndex(I(30)), ByInt(I(4))))
# expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: DeprecationWarning: __int__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: str 1e 4
attempt(lambda: '%x' % ByIndex(2.5))  # expect: TypeError: %x format: an integer is required, not ByIndex
attempt(lambda: '%c' % ByIndex(I(65)))
# expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: str A
attempt(lambda: b'%c' % ByIndex(65))  # expect: bytes b'A'
attempt(lambda: '%c' % operator.attrgetter('x'))  # expect: TypeError: %c requires an int or a unicode character, not operator.attrgetter
attempt(lambda: b'%f' % None)  # expect: TypeError: float argument required, not NoneType

# With a filter that makes an error of it.
warnings.simplefilter('error')
attempt(int, ByInt(I(3)))  # expect: DeprecationWarning: __int__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
attempt(lambda: [1, 2, 3, 4][ByIndex(I(3))])  # expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
attempt(math.sqrt, ByFloat(F(4)))  # expect: DeprecationWarning: ByFloat.__float__ returned non-float (type F).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.

# Lengths.
warnings.simplefilter('always')


def sized(length):
    return type('Sized', (), {'__len__': lambda self: length})()


for length in 2, True, ByIndex(3), ByIndex(I(3)), 2.5, -1, 1 << 70, -(1 << 70):
    attempt(len, sized(length))
    attempt(bool, sized(length))
# expect: int 2
# expect: bool True
# expect: int 1
# expect: bool True
# expect: int 3
# expect: bool True
# expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: int 3
# expect: DeprecationWarning: __index__ returned non-int (type I).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: bool True
# expect: TypeError: 'float' object cannot be interpreted as an integer
# expect: TypeError: 'float' object cannot be interpreted as an integer
# expect: ValueError: __len__() should return >= 0
# expect: ValueError: __len__() should return >= 0
# expect: OverflowError: cannot fit 'int' into an index-sized integer
# expect: OverflowError: cannot fit 'int' into an index-sized integer
# expect: ValueError: __len__() should return >= 0
# expect: ValueError: __len__() should return >= 0
