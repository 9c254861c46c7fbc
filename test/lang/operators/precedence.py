print(2 + 3 * 4 ** 2 // 5 - 1, not 1 == 2, -3 ** 2, 1 | 2 ^ 3 & 4 << 1)  # expect: 10 True -9 3
print(1 < 2 == 2, 1 if 0 else 2 if 0 else 3, (lambda: 1, 2)[1])  # expect: True 3 2
