class Proxy:
    def __init__(self, value): self.value = value
    def __getattr__(self, name): print(name); return getattr(self.value, name)
    def __iter__(self): return iter(self.value)
    def __getitem__(self, key): print('[]'); return self.value[key]
print(dict(Proxy([(1, 2)])))
# expect: keys
# expect: {1: 2}
class M:
    def keys(self):
        for key in 'ab':
            print(key)
            yield key
    def __getitem__(self, key): print('get', key); return key * 2
print(dict(M()))
# expect: a
# expect: b
# expect: get a
# expect: get b
# expect: {'a': 'aa', 'b': 'bb'}
print({**M()})
# expect: a
# expect: b
# expect: get a
# expect: get b
# expect: {'a': 'aa', 'b': 'bb'}
print((lambda **k: k)(**M()))
# expect: a
# expect: b
# expect: get a
# expect: get b
# expect: {'a': 'aa', 'b': 'bb'}
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): print('hash', self.n); return 1
    def __eq__(self, other): print('eq'); return self.n == other.n
    def __repr__(self): return f'K({self.n})'
d = {K(1): 1, K(2): 2}
# expect: hash 1
# expect: hash 2
# expect: eq
print('copies')  # expect: copies
print(dict(d), d | {}, {**d})  # expect: {K(1): 1, K(2): 2} {K(1): 1, K(2): 2} {K(1): 1, K(2): 2}
print('merge')  # expect: merge
d.update({})
print(len(d | dict(d)))
# expect: eq
# expect: 2
print(d.__setitem__(K(1), 5))
# expect: hash 1
# expect: eq
# expect: None
class Bad:
    def keys(self): return 5
try:
    dict(Bad())
except TypeError as e:
    print(e)  # expect: Bad.keys() returned a non-iterable (type int)
