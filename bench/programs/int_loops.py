"""Integer arithmetic in nested loops: sums, remainders, comparisons, a sieve."""
from time import perf_counter


def collatz_longest(limit):
    best = longest = 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > longest:
            best, longest = start, steps
    return best, longest


def sieve(limit):
    composite = [False] * limit
    count = 0
    for n in range(2, limit):
        if not composite[n]:
            count += 1
            for multiple in range(n * n, limit, n):
                composite[multiple] = True
    return count


def mixed(limit):
    total = 0
    for i in range(limit):
        total = (total * 31 + i ^ i >> 3) & 0xFFFFFF
    return total


def run():
    return collatz_longest(30_000), sieve(1_000_000), mixed(2_000_000)


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: ((26623, 307), 78498, 14426368)
