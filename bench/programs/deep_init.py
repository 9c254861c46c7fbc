"""Recursion 200,000 deep through __init__: every instance makes the next."""
import sys
from time import perf_counter

sys.setrecursionlimit(1_100_000)


class Nest:
    def __init__(self, n):
        self.inner = Nest(n - 1) if n else None
        self.depth = self.inner.depth + 1 if n else 0


def run():
    return Nest(200_000).depth


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# result: 200000
