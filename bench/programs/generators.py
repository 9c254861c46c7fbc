"""Generators: pipelines, delegation over a tree, two-way traffic."""
from time import perf_counter


def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def odd(source):
    for n in source:
        if n & 1:
            yield n


def squares(source):
    for n in source:
        yield n * n


class Tree:
    def __init__(self, depth, value):
        self.value = value
        self.left = Tree(depth - 1, value * 2) if depth else None
        self.right = Tree(depth - 1, value * 2 + 1) if depth else None

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def averager():
    total = count = 0
    average = None
    while True:
        total += yield average
        count += 1
        average = total / count


def run():
    pipeline = sum(squares(odd(numbers(2_000_000))))
    tree = sum(Tree(14, 1))
    average = averager()
    next(average)
    for i in range(600_000):
        last = average.send(i)
    return pipeline, tree, last, sum(x * y for x in range(400) for y in range(400) if x != y)


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (1333333333333000000, 536854528, 299999.5, 6346786600)
