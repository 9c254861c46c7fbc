d = {'a': 1, 'b': 2}
print(d.get('a'), d.get('x'), d.get('x', 0), d.pop('a'), d.pop('zz', None), d.setdefault('c', 3), d)  # expect: 1 None 0 1 None 3 {'b': 2, 'c': 3}
print(list(d), list(d.values()), list(d.items()), d.popitem(), len(d), d.keys() | {'q'} >= {'b'})  # expect: ['b', 'c'] [2, 3] [('b', 2), ('c', 3)] ('c', 3) 1 True
d['nope']  # expect error: KeyError: 'nope'
