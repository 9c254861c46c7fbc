# math.sumprod takes from both in turn; ints are added first, then pairs with floats, exactly, then the rest one by one.
import math


def attempt(f, *arguments):
    try:
        print(f(*arguments))
    except Exception as e:
        print(type(e).__name__, e)


class Telling:
    def __init__(self, *values):
        self.values = iter(values)
    def __iter__(self):
        print('iter')
        return self
    def __next__(self):
        print('next')
        return next(self.values)
    def __length_hint__(self):
        print('hint')
        return 3


attempt(math.sumprod, Telling(1, 2), Telling(3, 4))
# expect: iter
# expect: iter
# expect: next
# expect: next
# expect: next
# expect: next
# expect: next
# expect: next
# expect: 11
attempt(math.sumprod, Telling(1, 2), Telling(3))
# expect: iter
# expect: iter
# expect: next
# expect: next
# expect: next
# expect: next
# expect: ValueError Inputs are not the same length
attempt(math.sumprod, 5, [1])  # expect: TypeError 'int' object is not iterable
attempt(math.sumprod, [1, 2], [1])  # expect: ValueError Inputs are not the same length
for p, q in [([1, 2, 3], [4, 5, 6]), ([1.5, 2], [2, 3.5]), ([1, 2, 0.5], [1, 1, -0.0]), ([2**70, 1], [2**70, 1.5]),
             ([True, 2.5], [3, 4]), ([1.0, 10**400], [1.0, 1.0]), ([1e308, 1e308, -1e308], [10.0, 1.0, 1.0]),
             ([math.inf], [0.0]), ([], []), ([0.1] * 10, [0.1] * 10), ([-0.0], [1.0]), ([1j, 2], [3, 4.5]),
             ([1, 2.0, 3, 0.1, 0.2], [2, 0.1, 4, 0.3, 0.7]), ([1, 2], ['a', 'b']), ([-5, -4, -3], [1.5, 0.5, 2]),
             ([1, 2.5, 1e16, 1.0, -1e16], [1, 1, 1, 1, 1])]:
    attempt(math.sumprod, p, q)
    attempt(math.sumprod, iter(p), iter(q))
# expect: 32
# expect: 32
# expect: 10.0
# expect: 10.0
# expect: 3.0
# expect: 3.0
# expect: 1.393796574908164e+42
# expect: 1.393796574908164e+42
# expect: 13.0
# expect: 13.0
# expect: OverflowError int too large to convert to float
# expect: OverflowError int too large to convert to float
# expect: inf
# expect: inf
# expect: nan
# expect: nan
# expect: 0
# expect: 0
# expect: 0.1
# expect: 0.1
# expect: 0.0
# expect: 0.0
# expect: (9+3j)
# expect: (9+3j)
# expect: 14.37
# expect: 14.37
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
# expect: -15.5
# expect: -15.5
# expect: 4.5
# expect: 4.5
