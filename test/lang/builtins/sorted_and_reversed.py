print(sorted({'b': 1, 'a': 2}), sorted('hello', key=lambda c: (-ord(c))), list(reversed(range(3))), list(reversed('ab')))  # expect: ['a', 'b'] ['o', 'l', 'l', 'h', 'e'] [2, 1, 0] ['b', 'a']
reversed({1})  # expect error: TypeError: 'set' object is not reversible
