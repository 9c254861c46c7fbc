print(sum([1, 2], 10), sum([[1], [2]], []), sum([0.1] * 10), min(3, 1), max([1, 5], default=0), min([], default='d'), max('abc', key=ord))  # expect: 13 [1, 2] 1.0 1 5 d c
sum(['a', 'b'], '')  # expect error: TypeError: sum() can't sum strings [use ''.join(seq) instead]

# Floats and complex numbers are added with compensation.
print(sum([1.0, 10e100, 1.0, -10e100, 2j]), sum([2 + 1j, 10e100j, 1j, -10e100j]), sum([0.1] * 10))
print(sum([1, complex(1, -0.0)]), sum([1.0, complex(1, -0.0)]), sum([complex(1, -0.0), 1]), sum([], 1j))
