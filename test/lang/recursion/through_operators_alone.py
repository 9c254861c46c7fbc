"""Functions that call nothing by name are counted, too, when operators and attributes bring them to call each other."""
import sys


class Endless:
    calls = 0

    def __add__(self, other):
        Endless.calls += 1
        return self + other

    def __getattr__(self, name):
        Endless.calls += 1
        return self.missing

    def __lt__(self, other):
        Endless.calls += 1
        return self < other

    def __bool__(self):
        Endless.calls += 1
        return not self

    def __getitem__(self, key):
        Endless.calls += 1
        return self[key]

    @property
    def size(self):
        Endless.calls += 1
        return self.size


def attempt(what):
    Endless.calls = 0
    try:
        what(Endless())
    except RecursionError as error:
        traceback, entries = error.__traceback__, 0
        while traceback is not None:
            traceback, entries = traceback.tb_next, entries + 1
        print(error, Endless.calls, entries)


sys.setrecursionlimit(100)
attempt(lambda x: x + 1)  # expect: maximum recursion depth exceeded 95 97
attempt(lambda x: x.nothing)  # expect: maximum recursion depth exceeded 95 97
attempt(lambda x: x < 1)  # expect: maximum recursion depth exceeded 95 97
attempt(lambda x: 1 if x else 2)  # expect: maximum recursion depth exceeded 95 97
attempt(lambda x: x[0])  # expect: maximum recursion depth exceeded 95 97
attempt(lambda x: x.size)  # expect: maximum recursion depth exceeded 95 97


class Down:
    def __init__(self, n):
        self.n = n

    def __neg__(self):
        return 1 if self.n == 0 else -ALL[self.n - 1]


ALL = [Down(n) for n in range(90)]
sys.setrecursionlimit(1000)
print(-ALL[89])  # expect: 1
