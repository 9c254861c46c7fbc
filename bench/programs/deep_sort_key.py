"""Recursion 100,000 deep through the key function of sorted()."""
import sys
from time import perf_counter

sys.setrecursionlimit(1_100_000)


def depth(n):
    return sorted([n], key=key)[0] + 1 if n else 0


def key(n):
    reached[0] = max(reached[0], depth(n - 1))
    return n


reached = [0]


def run():
    depth(100_000)
    return reached[0]


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# result: 100000
