print(sum([1, 2], 10), sum([[1], [2]], []), sum([0.1] * 10), min(3, 1), max([1, 5], default=0), min([], default='d'), max('abc', key=ord))  # expect: 13 [1, 2] 1.0 1 5 d c
sum(['a', 'b'], '')  # expect error: TypeError: sum() can't sum strings [use ''.join(seq) instead]
