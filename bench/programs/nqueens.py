"""The eight queens and bigger boards, once with sets and once with bit masks."""
from time import perf_counter


def with_sets(n):
    columns, rising, falling = set(), set(), set()

    def place(row):
        if row == n:
            return 1
        found = 0
        for column in range(n):
            up, down = row + column, row - column
            if column in columns or up in rising or down in falling:
                continue
            columns.add(column)
            rising.add(up)
            falling.add(down)
            found += place(row + 1)
            columns.remove(column)
            rising.remove(up)
            falling.remove(down)
        return found

    return place(0)


def with_bits(n):
    full = (1 << n) - 1

    def place(columns, left, right):
        if columns == full:
            return 1
        found = 0
        free = full & ~(columns | left | right)
        while free:
            bit = free & -free
            free ^= bit
            found += place(columns | bit, (left | bit) << 1 & full, (right | bit) >> 1)
        return found

    return place(0, 0, 0)


def run():
    return with_sets(9), with_bits(12)


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (352, 14200)
