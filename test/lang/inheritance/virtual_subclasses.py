from abc import ABC
from collections.abc import Sized, Iterable, Hashable
class A(ABC): pass
A.register(int)
class L:
    def __len__(self): return 0
print(isinstance(5, A), isinstance(L(), Sized), isinstance([], Iterable), isinstance([], Hashable), issubclass(dict, Iterable))  # expect: True True True False True
