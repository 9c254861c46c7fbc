n = float('nan')
print(n == n, n != n, n < 1, n in [n], [n] == [n], (n,) == (float('nan'),))  # expect: False True False True True False
