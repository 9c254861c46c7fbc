f = lambda x, *a, y=2, **k: (x, a, y, k)
print(f(1, 5, z=3), f.__name__, (lambda: (yield))().__class__)  # expect: (1, (5,), 2, {'z': 3}) <lambda> <class 'generator'>
