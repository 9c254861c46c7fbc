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

    def call(self):
        Endless.calls += 1
        return self.call()


def attempt(what):
    Endless.calls = 0
    try:
        what(Endless())
    except RecursionError as error:
        traceback, entries = error.__traceback__, 0
        while traceback is not None:
            traceback, entries = traceback.tb_next, entries + 1
        return error.args, Endless.calls, entries


sys.setrecursionlimit(100)
usual = attempt(lambda x: x.call())
print(usual[1] > 80, usual[2] - usual[1])  # expect: True 2
print(attempt(lambda x: x + 1) == usual)  # expect: True
print(attempt(lambda x: x.nothing) == usual)  # expect: True
print(attempt(lambda x: x < 1) == usual)  # expect: True
print(attempt(lambda x: 1 if x else 2) == usual)  # expect: True
print(attempt(lambda x: x[0]) == usual)  # expect: True
print(attempt(lambda x: x.size) == usual)  # expect: True


class Down:
    def __init__(self, n):
        self.n = n

    def __neg__(self):
        return 1 if self.n == 0 else -ALL[self.n - 1]


ALL = [Down(n) for n in range(90)]
sys.setrecursionlimit(1000)
print(-ALL[89])  # expect: 1
