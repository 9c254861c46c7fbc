# Lists of more items than are sorted at once: pieces are sorted and merged.
N = 300_007
mixed = [i * 7919 % N for i in range(N)]
upwards = list(range(N))
downwards = upwards[::-1]

print(sorted(mixed) == upwards, sorted(mixed, reverse=True) == downwards)  # expect: True True
print(sorted(upwards) == upwards, sorted(upwards, reverse=True) == downwards, sorted(downwards) == upwards)  # expect: True True True
print(sorted([i / 8 for i in mixed]) == [i / 8 for i in upwards])  # expect: True
print(sorted([f'{i:06}' for i in mixed]) == [f'{i:06}' for i in upwards])  # expect: True

# The order of equal ones stays.
tens = [i // 10 for i in range(N)]
print(sorted([i - i % 10 + i // 10 % 10 for i in upwards], key=tens.__getitem__)[:3])  # expect: [0, 0, 0]
print(sorted(downwards, key=[str(i % 2) for i in upwards].__getitem__, reverse=True)[149_995:150_010])  # expect: [15, 13, 11, 9, 7, 5, 3, 1, 300006, 300004, 300002, 300000, 299998, 299996, 299994]

# Rows, of which one group is long, and what has no columns of one kind.
print(sorted([(i // 290_000, str(i % 2), i) for i in mixed])[-150_010:-149_995:4])  # expect: [(0, '1', 9995), (0, '1', 10003), (0, '1', 10011), (0, '1', 10019)]
odd = [(i,) if i % 3 else (i, i) for i in mixed]
print(sorted(odd)[::60_000], sorted(odd, reverse=True)[::60_000])  # expect: [(0, 0), (60000, 60000), (120000, 120000), (180000, 180000), (240000, 240000), (300000, 300000)] [(300006, 300006), (240006, 240006), (180006, 180006), (120006, 120006), (60006, 60006), (6, 6)]

# Others need Python code, wherever they stand.
print(sorted(mixed + [10**40])[-1] == 10**40, sorted(mixed + [True])[:4])  # expect: True [0, 1, True, 2]
try:
    sorted(mixed + ['a'])
except TypeError as error:
    print(error)  # expect: '<' not supported between instances of 'str' and 'int'
