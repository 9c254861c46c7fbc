print([x * x for x in range(4)], {x % 2 for x in range(4)}, {x: -x for x in range(2)}, list(x for x in 'ab'))  # expect: [0, 1, 4, 9] {0, 1} {0: 0, 1: -1} ['a', 'b']
print([(x, y) for x in range(3) if x for y in range(x)], [[y for y in range(x)] for x in range(3)])  # expect: [(1, 0), (2, 0), (2, 1)] [[], [0], [0, 1]]
