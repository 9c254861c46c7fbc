"""Recursive calls: fib(32)."""
from time import perf_counter


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def run():
    return fib(32)


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: 2178309
