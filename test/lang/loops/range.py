print(list(range(5)), list(range(2, 8, 3)), list(range(5, 0, -2)), range(0, 10, 2)[2], len(range(10 ** 20 - 5, 10 ** 20)) if 1 else 0)  # expect: [0, 1, 2, 3, 4] [2, 5] [5, 3, 1] 4 5
print(range(3) == range(0, 3, 1), range(10).index(3), 5 in range(0, 10, 2), range(1, 4), hash(range(0)) == hash(range(1, 1)))  # expect: True 3 False range(1, 4) True
range(1, 2, 0)  # expect error: ValueError: range() arg 3 must not be zero
