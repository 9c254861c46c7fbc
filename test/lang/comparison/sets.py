print({1, 2} < {1, 2, 3}, {1} <= {1}, {1} == frozenset([1]), {1} > {2}, {1} | {2} == {1, 2})  # expect: True True True False True
