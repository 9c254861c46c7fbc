"""Lists: appending, indexing, slicing, sorting, comprehensions, a matrix product."""
from time import perf_counter


def shuffled(count):
    state, numbers = 1, []
    for _ in range(count):
        state = (state * 16807) % 2147483647
        numbers.append(state)
    return numbers


def quicksort(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return (
        quicksort([x for x in items if x < pivot])
        + [x for x in items if x == pivot]
        + quicksort([x for x in items if x > pivot])
    )


def product(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def run():
    numbers = shuffled(120_000)
    ordered = quicksort(numbers)
    matrix = [[(i * j) % 10 for j in range(80)] for i in range(80)]
    square = product(matrix, matrix)
    rotated = numbers[1000:] + numbers[:1000]
    rotated.reverse()
    by_digits = sorted(numbers[:60_000], key=lambda n: str(n))
    return ordered == sorted(numbers), ordered[:2], square[7][9], rotated[5], by_digits[:2], sum(ordered[::3])


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (True, [8383, 13456], 1800, 1129966612, [1000068677, 1000135479], 42981026095035)
