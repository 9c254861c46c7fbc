from functools import partial, reduce, total_ordering, singledispatch, cmp_to_key
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), partial(pow, 2)(5), partial(int, base=2)('101'), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))  # expect: 24 32 5 [3, 2, 1]
@singledispatch
def f(x): return 'other'
@f.register
def _(x: int): return 'int'
@total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(f(1), f('a'), T(1) >= T(0), partial(print, 1, sep='-'))  # expect: int other True functools.partial(<built-in function print>, 1, sep='-')
