class A:
    def __getattr__(self, n): return f'?{n}'
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 2)
    def __delattr__(self, n): print('del', n)
a = A()
a.x = 5
print(a.x, a.y, getattr(a, 'z'), hasattr(a, 'anything'))  # expect: 10 ?y ?z True
del a.q  # expect: del q
