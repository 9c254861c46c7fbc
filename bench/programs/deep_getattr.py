"""Recursion 200,000 deep through __getattr__."""
import sys
from time import perf_counter

sys.setrecursionlimit(1_100_000)


class Link:
    def __init__(self, n):
        self.n = n

    def __getattr__(self, name):
        return Link(self.n - 1).depth + 1 if self.n else 0


def run():
    return Link(200_000).depth


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# result: 200000
