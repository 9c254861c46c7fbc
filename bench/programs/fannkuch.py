"""Pancake flipping over all permutations of 9: list slices and small integers."""
from time import perf_counter


def fannkuch(n):
    permutation = list(range(n))
    counts = list(range(1, n + 1))
    most = checksum = number = 0
    while True:
        first = permutation[0]
        if first:
            stack = permutation[:]
            flips = 0
            while first:
                stack[: first + 1] = stack[first::-1]
                first = stack[0]
                flips += 1
            most = max(most, flips)
            checksum += -flips if number % 2 else flips
        number += 1
        for r in range(1, n):
            permutation.insert(r, permutation.pop(0))
            counts[r] -= 1
            if counts[r]:
                break
            counts[r] = r + 1
        else:
            return checksum, most


def run():
    return fannkuch(9)


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (8629, 30)
