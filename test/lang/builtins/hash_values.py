print(hash(5), hash(-1), hash(-2), hash(0), hash(2.0), hash(True), hash(0j))  # expect: 5 -2 -2 0 2 1 0
print(hash(10**30) == hash(1e30) or 10**30 != 1e30, hash((1, 2)) == hash((1, 2)), hash('a') == hash('a'), hash(frozenset([1])) == hash(frozenset([1.0])))  # expect: True True True True
print({1: 'a'}[1.0], {2**100: 'b'}[2.0**100], hash(2**100) == hash(2.0**100))  # expect: a b True
