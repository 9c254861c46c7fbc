# Constructors and functions of numbers with arguments at the edges.
import math
import warnings


def show(f, *args, **keywords):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            result = repr(f(*args, **keywords))
        except Exception as error:
            result = f'{type(error).__name__}: {error}'
    print(result, *[warning.message for warning in caught], sep='; ')


class Text(str):
    pass


class Bytes(bytearray):
    pass


class Complex(complex):
    pass


class WithComplex:
    def __complex__(self):
        return 3j


class NoFloor:
    __floor__ = None

    def __float__(self):
        return 2.5


show(pow, 0.0, -math.inf)  # expect: inf
show(pow, -0.0, -math.inf)  # expect: inf
show(pow, 0.0, -2.0)  # expect: ZeroDivisionError: zero to a negative power
show(int, Bytes(b'101'), 2)  # expect: 5
show(int, Text('101'), 2)  # expect: 5
show(int, memoryview(b'101'), 2)  # expect: TypeError: int() can't convert non-string with explicit base
show(complex, WithComplex(), 1)  # expect: 4j; complex() argument 'real' must be a real number, not WithComplex
show(complex, Complex(1), 2j)  # expect: (-1+0j); complex() argument 'real' must be a real number, not Complex; complex() argument 'imag' must be a real number, not complex
show(complex, 2j, 'x')  # expect: TypeError: complex() argument 'imag' must be a real number, not str
show(complex, WithComplex(), None)  # expect: TypeError: complex() argument 'imag' must be a real number, not NoneType
show(math.floor, NoFloor())  # expect: TypeError: 'NoneType' object is not callable
show(math.ceil, NoFloor())  # expect: 3
show(math.sumprod, [10**400], [1.5])  # expect: OverflowError: int too large to convert to float
show(math.sumprod, [10**20, 2], [1.5, 3])  # expect: 1.5e+20
show(math.sumprod, [1e200, -1e200], [1e200, 1e200])  # expect: nan
show(math.sumprod, [1e308, 1e308, -1e308], [1.0, 1.0, 1.0])  # expect: inf
