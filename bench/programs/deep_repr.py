"""The repr of a list nested 100,000 deep through instances with a __repr__ of their own."""
import sys
from time import perf_counter

sys.setrecursionlimit(1_100_000)


class Box:
    def __init__(self, inner):
        self.inner = inner

    def __repr__(self):
        text = repr(self.inner)
        return f'{len(text) + 1 if text[0] == "[" else int(text) + 1}'


def run():
    box = 0
    for _ in range(100_000):
        box = Box(box)
    return repr(box)


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# result: 100000
