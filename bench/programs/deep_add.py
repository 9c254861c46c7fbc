"""Recursion 200,000 deep through __add__."""
import sys
from time import perf_counter

sys.setrecursionlimit(1_100_000)


class Number:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Number(self.n - 1) + other + 1 if self.n else other


def run():
    return Number(200_000) + 0


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# result: 200000
