import itertools


def attempt(f, *args, **keywords):
    try:
        print(f(*args, **keywords))
    except TypeError as e:
        print(e)


attempt('a'.split, maxsplt=1)  # expect: split() got an unexpected keyword argument 'maxsplt'. Did you mean 'maxsplit'?
attempt('a'.split, foo=1)  # expect: split() got an unexpected keyword argument 'foo'
attempt(int, 1, bas=3)  # expect: int() got an unexpected keyword argument 'bas'. Did you mean 'base'?
attempt(sorted, [], ky=3)  # expect: sort() got an unexpected keyword argument 'ky'. Did you mean 'key'?
attempt([].sort, revers=3)  # expect: sort() got an unexpected keyword argument 'revers'. Did you mean 'reverse'?
attempt(print, sepp=1)  # expect: print() got an unexpected keyword argument 'sepp'. Did you mean 'sep'?
attempt(zip, [], strct=1)  # expect: zip() got an unexpected keyword argument 'strct'. Did you mean 'strict'?
attempt(ImportError, pth=1)  # expect: ImportError() got an unexpected keyword argument 'pth'. Did you mean 'path'?
attempt(itertools.product, 0, repeet=2)  # expect: product() got an unexpected keyword argument 'repeet'. Did you mean 'repeat'?
attempt((5).to_bytes, lenth=1)  # expect: to_bytes() got an unexpected keyword argument 'lenth'. Did you mean 'length'?

# More than there are parameters; one that is missing; one that is given twice.
attempt(round, 0, number=1, foo=1)  # expect: round() takes at most 2 arguments (3 given)
attempt(itertools.product, 0, repeat=1, foo=2)  # expect: product() takes at most 1 keyword argument (2 given)
attempt(ImportError, name='a', path='b', name_from='c', foo=1)  # expect: ImportError() takes at most 3 keyword arguments (4 given)
attempt(memoryview, foo=1)  # expect: memoryview() missing required argument 'object' (pos 1)
attempt('a'.encode, 'utf-8', encoding='ascii')  # expect: argument for encode() given by name ('encoding') and position (1)

# Wrong counts of special methods.
for method in ({}.__contains__, {}.__getitem__, [].__getitem__, set().__contains__, [].__setitem__,
               (1).__setattr__, (1).__add__, (1).__pow__, int.__add__, list.__init__, property().__set__):
    attempt(method)
# expect: dict.__contains__() takes exactly one argument (0 given)
# expect: dict.__getitem__() takes exactly one argument (0 given)
# expect: list.__getitem__() takes exactly one argument (0 given)
# expect: set.__contains__() takes exactly one argument (0 given)
# expect: __setitem__ expected 2 arguments, got 0
# expect: __setattr__ expected 2 arguments, got 0
# expect: expected 1 argument, got 0
# expect: expected 1 or 2 arguments, got 0
# expect: descriptor '__add__' of 'int' object needs an argument
# expect: descriptor '__init__' of 'list' object needs an argument
# expect: __set__ expected 2 arguments, got 0


# The same keyword twice, whatever it is.
def f(*args, **keywords):
    return args, keywords


attempt(lambda: f(**{1: 3}, **{1: 5}))  # expect: __main__.f() got multiple values for keyword argument '1'
attempt(lambda: f(**{1: 3}, **{2: 5}))  # expect: keywords must be strings
attempt(lambda: f(**{'a': 1, 2: 3}, a=print('evaluated')))
# expect: evaluated
# expect: __main__.f() got multiple values for keyword argument 'a'
attempt(lambda: {1, *1})  # expect: 'int' object is not iterable
attempt(lambda: [1, *1])  # expect: Value after * must be an iterable, not int
print({*[1, 2], *'a', 3} == {1, 2, 3, 'a'})  # expect: True

# A module in place of the function of its name.
import copy
import pprint
attempt(pprint, 1)  # expect: 'module' object is not callable. Did you mean: 'pprint.pprint(...)'?
attempt(itertools, 1)  # expect: 'module' object is not callable
attempt(copy)  # expect: 'module' object is not callable. Did you mean: 'copy.copy(...)'?
