log = []
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): log.append(f'h{self.n}'); return self.n
    def __eq__(self, other): log.append(f'{self.n}={other.n}'); return self.n == other.n
def calls(operation, *operands):
    log.clear()
    operation(*operands)
    return ' '.join(log)
def d(*numbers): return {K(n): n for n in numbers}
def s(*numbers): return {K(n) for n in numbers}
view = type({}.keys())
for f in view.__or__, view.__and__, view.__sub__, view.__xor__:
    print(calls(f, d(1, 2).keys(), d(2, 3).keys()), '|', calls(f, d(1, 2).keys(), s(2, 3)), '|', calls(f, d(1, 2).keys(), [K(2)]), '|', calls(f, d(1).keys(), d(1)))
# expect: h2 2=2 h3 | 2=2 | h2 2=2 | 1=1
# expect: h2 2=2 h2 h3 | h1 h2 2=2 | h2 2=2 h2 | h1 1=1 h1
# expect: h2 2=2 h3 | 2=2 | h2 2=2 | h1 1=1
# expect: h2 h3 2=2 | 2=2 | h2 2=2 | 1=1
print(calls(s(1, 2).__or__, d(1).keys()), calls(lambda: s(2, 3) & d(1, 2).keys()), calls(lambda: s(2) - d(1, 2).keys()))  # expect:  h2 h3 h1 h2 h1 h2 2=2 h2 h1 h2 h1 h2 2=2
print(calls(d(1, 2).keys().__and__, frozenset(s(2, 3))), '|', type({1: 2}.keys() & frozenset([1])))  # expect: h2 2=2 h2 h3 | <class 'set'>
print(calls(d(1, 2).keys().isdisjoint, s(2)), '|', calls(d(1).keys().isdisjoint, s(1, 2)), '|', calls(d(1).keys().isdisjoint, [K(1)]))  # expect: h2 2=2 | h1 1=1 | h1 1=1
class D(dict): pass
print(calls(D(d(1, 2)).keys().__or__, {}))  # expect: h1 h2

# Equal items need no hash of their own to be left out by ^.
a, b = {1: [], 2: 3}, {1: [], 2: 4}
print(a.items() ^ {1: [], 2: 3}.items(), {2: 3}.items() ^ {2: 3, 4: 5}.items())  # expect: set() {(4, 5)}
try: print({1: []}.items() ^ {1: [2]}.items())
except TypeError as e: print(e)  # expect: cannot use 'tuple' as a set element (unhashable type: 'list')
print(calls(lambda: d(1, 2).items() ^ d(2, 3).items()))  # expect: h1 h2 h2 h3 2=2 2=2 h3 h1
try: print({1: []}.items() & {(1, 2)})
except TypeError as e: print(e)  # expect: unhashable type: 'list'
