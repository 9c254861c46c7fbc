"""Dictionaries: counting, tuples and objects as keys, nested tables, sets."""
from time import perf_counter


def count_pairs(limit):
    counts = {}
    for i in range(limit):
        key = i % 251, i % 7
        counts[key] = counts.get(key, 0) + 1
    return len(counts), counts[3, 3]


def int_keys(limit):
    table = {}
    for i in range(limit):
        table[i * 7919 % limit] = i
    total = 0
    for i in range(limit):
        total += table[i]
    for i in range(0, limit, 2):
        del table[i]
    return total, len(table)


def graph(limit):
    edges = {f'n{i}': {f'n{i * 2 % limit}', f'n{i * 3 % limit}'} for i in range(limit)}
    seen, todo = {'n1'}, ['n1']
    while todo:
        for node in sorted(edges[todo.pop()]):
            if node not in seen:
                seen.add(node)
                todo.append(node)
    return len(seen)


def run():
    return count_pairs(500_000), int_keys(400_003), graph(60_000)


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: ((1757, 285), (80001000003, 200001), 4005)
