"""Making many small instances, by __init__, by __slots__ and as tuples."""
from collections import namedtuple
from time import perf_counter


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Slotted:
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Named(Point):
    def __init__(self, name, x, y):
        super().__init__(x, y)
        self.name = name


Pair = namedtuple('Pair', 'x y')


def total(kind, count):
    result = 0
    for i in range(count):
        p = kind(i, 1)
        result += p.x - p.y
    return result


def run():
    named = [Named('p', i, i) for i in range(200_000)]
    return total(Point, 700_000), total(Slotted, 700_000), total(Pair, 300_000), sum(p.x for p in named)


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (244998950000, 244998950000, 44999550000, 19999900000)
