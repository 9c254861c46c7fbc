import functools
import inspect
import itertools
import operator

for cls in list, property, itertools.zip_longest, operator.itemgetter, functools.partial:
    print(inspect.signature(cls))
# expect: (iterable=(), /)
# expect: (fget=None, fset=None, fdel=None, doc=None)
# expect: (*iterables, fillvalue=None)
# expect: (item, /, *items)
# expect: (func, /, *args, **keywords)
print(functools.reduce(operator.add, [1, 2], initial=5))  # expect: 8
