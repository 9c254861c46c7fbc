class K:
    compared = 0
    def __init__(self, n, tag): self.n, self.tag = n, tag
    def __lt__(self, other): K.compared += 1; return self.n < other.n
    def __repr__(self): return f'{self.n}{self.tag}'
for numbers in [1, 5, 1], [1, 1, 1], [2, 2, 1, 1, 0, 0, 3], [1, 1, 2, 0], [3, 3, 2, 2, 4, 1], [5, 4, 4, 3]:
    K.compared = 0
    print(sorted([K(n, 'abcdefg'[i]) for i, n in enumerate(numbers)]), K.compared)
# expect: [1a, 1c, 5b] 5
# expect: [1a, 1b, 1c] 2
# expect: [0e, 0f, 1c, 1d, 2a, 2b, 3g] 11
# expect: [0d, 1a, 1b, 2c] 6
# expect: [1f, 2c, 2d, 3a, 3b, 4e] 12
# expect: [3d, 4b, 4c, 5a] 4
