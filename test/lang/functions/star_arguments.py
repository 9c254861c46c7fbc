def f(*a, **k): return a, k
print(f(*[1, 2], 3, *'ab', x=1, **{'y': 2}), f(**{'a b': 1}))  # expect: ((1, 2, 3, 'a', 'b'), {'x': 1, 'y': 2}) ((), {'a b': 1})
