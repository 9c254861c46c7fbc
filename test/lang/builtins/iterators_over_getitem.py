import operator
import pickle
import sys

class Numbers:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i

class Sized(Numbers):
    def __len__(self):
        return 4

it = iter(Numbers())
print(iter(it) is it, next(it), max(it), list(it))  # expect: True 0 3 []
print(it.__reduce__()[0].__name__, it.__reduce__()[1:])  # expect: iter (((),),)
it = iter(Sized())
next(it)
print(operator.length_hint(it), it.__reduce__()[2])  # expect: 3 1
it.__setstate__(2)
print(list(it), operator.length_hint(it))  # expect: [2, 3] 0

class Endless:
    def __getitem__(self, i):
        return i

it = iter(Endless())
it.__setstate__(sys.maxsize - 1)
print(next(it) == sys.maxsize - 1)  # expect: True
try:
    next(it)
except OverflowError as e:
    print(e)  # expect: iter index too large
it.__setstate__(-5)
print(next(it))  # expect: 0

calls = iter(int, 1)
print(calls.__reduce__()[1], enumerate[int], memoryview[int])  # expect: (<class 'int'>, 1) enumerate[int] memoryview[int]
print(list(pickle.loads(pickle.dumps(map(pow, [2, 3], [2, 2], strict=True)))))  # expect: [4, 9]
