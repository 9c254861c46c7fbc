s = {1, 2}
s.add(3); s.discard(9); s.update([4], (5,))
print(s, s & {1, 9}, s - {1}, s ^ {5, 6}, s.isdisjoint({7}), s.issubset(range(9)), frozenset('a'))  # expect: {1, 2, 3, 4, 5} {1} {2, 3, 4, 5} {1, 2, 3, 4, 6} True True frozenset({'a'})
s.remove(99)  # expect error: KeyError: 99
