class A:
    def __call__(self, *a, **k): return a, k
    def __len__(self): return 3
    def __getitem__(self, i): return i * 2
    def __setitem__(self, i, v): print('set', i, v)
    def __delitem__(self, i): print('del', i)
a = A()
print(a(1, b=2), len(a), a[5], callable(a))  # expect: ((1,), {'b': 2}) 3 10 True
a['k'] = 'v'  # expect: set k v
del a[1:2]  # expect: del slice(1, 2, None)
