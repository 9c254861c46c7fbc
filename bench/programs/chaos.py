"""The chaos game along a spline: classes with operators, floats, pseudo-random numbers."""
from time import perf_counter


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def length(self):
        return (self.x * self.x + self.y * self.y) ** 0.5


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % limit


class Curve:
    """A closed quadratic spline through the middles of its control points' edges."""

    def __init__(self, points):
        self.points = points

    def at(self, t):
        count = len(self.points)
        index = int(t * count) % count
        u = t * count - int(t * count)
        a, b, c = (self.points[(index + i) % count] for i in range(3))
        start = (a + b) * 0.5
        end = (b + c) * 0.5
        return start * ((1 - u) * (1 - u)) + b * (2 * u * (1 - u)) + end * (u * u)


def run():
    random = Random(7)
    curves = [Curve([Vector(random.below(100) / 10, random.below(100) / 10) for _ in range(5)]) for _ in range(3)]
    point = Vector(5.0, 5.0)
    hits = {}
    for _ in range(80_000):
        target = curves[random.below(3)].at(random.below(1000) / 1000)
        step = target - point
        point = point + step * 0.5
        cell = int(point.x), int(point.y)
        hits[cell] = hits.get(cell, 0) + 1
    return len(hits), max(hits.values()), f'{point.length():.6f}'


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (50, 6067, '7.824234')
