"""Closures: counters, composed functions, decorators, partial application."""
from time import perf_counter


def counter(step):
    count = 0

    def advance():
        nonlocal count
        count += step
        return count

    return advance


def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x

    return composed


def traced(function):
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


@traced
def area(width, height=2):
    return width * height


def run():
    area.calls = 0
    counters = [counter(step) for step in range(1, 5)]
    for _ in range(300_000):
        for advance in counters:
            advance()
    pipeline = compose(lambda x: x + 1, lambda x: x * 2, lambda x: x % 1000)
    x = 0
    for _ in range(300_000):
        x = pipeline(x)
    areas = sum(area(i, height=3) + area(i) for i in range(150_000))
    return [advance() for advance in counters], x, areas, area.calls


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: ([300001, 600002, 900003, 1200004], 750, 56249625000, 300000)
