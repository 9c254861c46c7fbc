import operator


class Iterator:
    def __iter__(self):
        print('iterator.iter', end=' ')
        return self

    def __next__(self):
        print('next', end=' ')
        raise StopIteration

    def __length_hint__(self):
        print('iterator.hint', end=' ')
        return 3


class Hint:
    def __iter__(self):
        print('iter', end=' ')
        return Iterator()

    def __length_hint__(self):
        print('hint', end=' ')
        return 3


class Len(Hint):
    def __len__(self):
        print('len', end=' ')
        return 2


class LenFails(Hint):
    def __len__(self):
        print('len', end=' ')
        raise TypeError


class LenRaises(Hint):
    def __len__(self):
        raise ValueError('len')


def assign(x):
    [][:] = x


def call(*arguments):
    pass


for name, f in {
    'list': list, 'tuple': tuple, 'bytes': bytes, 'bytearray': bytearray, 'set': set, 'sorted': sorted, 'join': ''.join,
    'extend': [].extend, '[*x]': lambda x: [*x], '{*x}': lambda x: {*x}, 'f(*x)': lambda x: call(*x), 'assign': assign,
    'f(1, *x)': lambda x: call(1, *x), 'min': lambda x: min(x, default=0), 'bytearray.extend': bytearray().extend,
}.items():
    for cls in Hint, Len, LenFails, LenRaises:
        print(name, end=': ')
        try:
            f(cls())
            print()
        except ValueError as e:
            print(e)
# expect: list: iter hint next 
# expect: list: iter len next 
# expect: list: iter len hint next 
# expect: list: iter len
# expect: tuple: iter next 
# expect: tuple: iter next 
# expect: tuple: iter next 
# expect: tuple: iter next 
# expect: bytes: iter hint next 
# expect: bytes: iter len next 
# expect: bytes: iter len hint next 
# expect: bytes: iter len
# expect: bytearray: iter next 
# expect: bytearray: iter next 
# expect: bytearray: iter next 
# expect: bytearray: iter next 
# expect: set: iter next 
# expect: set: iter next 
# expect: set: iter next 
# expect: set: iter next 
# expect: sorted: iter hint next 
# expect: sorted: iter len next 
# expect: sorted: iter len hint next 
# expect: sorted: iter len
# expect: join: iter iterator.iter iterator.hint next 
# expect: join: iter iterator.iter iterator.hint next 
# expect: join: iter iterator.iter iterator.hint next 
# expect: join: iter iterator.iter iterator.hint next 
# expect: extend: iter hint next 
# expect: extend: iter len next 
# expect: extend: iter len hint next 
# expect: extend: iter len
# expect: [*x]: iter hint next 
# expect: [*x]: iter len next 
# expect: [*x]: iter len hint next 
# expect: [*x]: iter len
# expect: {*x}: iter next 
# expect: {*x}: iter next 
# expect: {*x}: iter next 
# expect: {*x}: iter next 
# expect: f(*x): iter next 
# expect: f(*x): iter next 
# expect: f(*x): iter next 
# expect: f(*x): iter next 
# expect: assign: iter iterator.iter iterator.hint next 
# expect: assign: iter iterator.iter iterator.hint next 
# expect: assign: iter iterator.iter iterator.hint next 
# expect: assign: iter iterator.iter iterator.hint next 
# expect: f(1, *x): iter hint next 
# expect: f(1, *x): iter len next 
# expect: f(1, *x): iter len hint next 
# expect: f(1, *x): iter len
# expect: min: iter next 
# expect: min: iter next 
# expect: min: iter next 
# expect: min: iter next 
# expect: bytearray.extend: iter hint next 
# expect: bytearray.extend: iter len next 
# expect: bytearray.extend: iter len hint next 
# expect: bytearray.extend: iter len

for value in 'a', 2**70, -1, True, NotImplemented, 5:
    class Gives:
        def __length_hint__(self):
            return value

    try:
        print(operator.length_hint(Gives(), 7))
    except (TypeError, ValueError, OverflowError) as e:
        print(e)
# expect: __length_hint__ must be an integer, not str
# expect: Python int too large to convert to C ssize_t
# expect: __length_hint__() should return >= 0
# expect: 1
# expect: 7
# expect: 5


class Sequence:
    def __len__(self):
        print('len', end=' ')
        return 2

    def __getitem__(self, i):
        print(i, end=' ')
        return [1, 2][i]


print(list(iter(Sequence())))  # expect: len 0 1 2 [1, 2]
print([*reversed(Sequence())])  # expect: len len 1 0 [2, 1]
