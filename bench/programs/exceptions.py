"""Raising and catching: near, through several calls, by lookup errors, with finally."""
from time import perf_counter


class Refused(Exception):
    pass


def deep(n):
    if n == 0:
        raise Refused('no')
    return deep(n - 1)


def guarded(n, log):
    try:
        return deep(n)
    finally:
        log[0] += 1


def lookups(table, count):
    missing = 0
    for i in range(count):
        try:
            table[i % 10]
        except KeyError:
            missing += 1
    return missing


def conversions(count):
    bad = 0
    for i in range(count):
        try:
            int('12' if i % 2 else 'x')
        except ValueError:
            bad += 1
    return bad


def run():
    log = [0]
    refused = 0
    for i in range(200_000):
        try:
            guarded(i % 6, log)
        except Refused as error:
            refused += len(error.args)
    return refused, log[0], lookups({n: n for n in range(5)}, 1_000_000), conversions(200_000)


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (200000, 200000, 500000, 100000)
