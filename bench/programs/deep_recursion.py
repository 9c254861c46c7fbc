"""Recursion a million calls deep, there and back."""
import sys
from time import perf_counter

sys.setrecursionlimit(1_100_000)


def depth(n):
    return depth(n - 1) + 1 if n else 0


def run():
    return depth(1_000_000)


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# result: 1000000
