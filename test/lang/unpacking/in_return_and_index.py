def f(*a): return *a, 0
d = {(1, 2): 'x'}
print(f(1, 2), d[*[1, 2]], {**{'a': 1}, 'a': 2}, [*range(2), *'x'])  # expect: (1, 2, 0) x {'a': 2} [0, 1, 'x']
