print([a + b for a, b in [(1, 2), (3, 4)]], [t for _, *t in ['abc', 'de']])  # expect: [3, 7] [['b', 'c'], ['e']]
[a for a, b in [(1,)]]  # expect error: ValueError: not enough values to unpack (expected 2, got 1)
