def f(*a, **k): return len(a), len(k)
print(f(*range(100_000)), f(**{f'k{i}': i for i in range(1000)}), max(*range(100_000)))  # expect: (100000, 0) (0, 1000) 99999
