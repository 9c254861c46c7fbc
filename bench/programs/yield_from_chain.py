"""A chain of generators 100,000 deep, each delegating to the next."""
import sys
from time import perf_counter

sys.setrecursionlimit(1_100_000)


def chain(n):
    if n:
        yield from chain(n - 1)
    else:
        yield from range(20)


def run():
    return sum(chain(100_000))


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# result: 190
