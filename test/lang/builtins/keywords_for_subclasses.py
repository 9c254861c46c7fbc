# A built-in constructor without keywords refuses them, unless they are for a method of a subclass.
class WithNew(list):
    def __new__(cls, seq, newarg=None):
        self = super().__new__(cls, seq)
        self.newarg = newarg
        return self

class WithInit(tuple):
    def __init__(self, seq, newarg=None):
        self.newarg = newarg

a, b = WithNew([1], newarg=3), WithInit([2], newarg=4)
print(a, a.newarg, b, b.newarg)  # expect: [1] 3 (2,) 4

for cls in list, tuple, set, frozenset, filter:
    class Plain(cls):
        pass
    for one in cls, Plain:
        try:
            one(sequence=())
        except TypeError as e:
            print(e)
# expect: list() takes no keyword arguments
# expect: list() takes no keyword arguments
# expect: tuple() takes no keyword arguments
# expect: tuple() takes no keyword arguments
# expect: set() takes no keyword arguments
# expect: set() takes no keyword arguments
# expect: frozenset() takes no keyword arguments
# expect: frozenset() takes no keyword arguments
# expect: filter() takes no keyword arguments
# expect: filter() takes no keyword arguments
try:
    type('Z', (zip,), {})(newarg=3)
except TypeError as e:
    print(e)  # expect: zip() got an unexpected keyword argument 'newarg'
