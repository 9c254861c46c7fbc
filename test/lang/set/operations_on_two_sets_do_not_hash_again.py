log = []
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): log.append(f'h{self.n}'); return self.n
    def __eq__(self, other): log.append(f'{self.n}={other.n}'); return self.n == other.n
def calls(operation, *operands):
    log.clear()
    operation(*operands)
    return ' '.join(log)
def keys(*numbers): return set(map(K, numbers))
def pairs(*numbers): return {(K(n),) for n in numbers}
for f in set.__or__, set.__and__, set.__sub__, set.__xor__, set.__ior__, set.__iand__, set.__isub__, set.__ixor__:
    print(calls(f, keys(1, 2, 3), keys(2, 3, 4)), '|', calls(f, pairs(1, 2), pairs(2)))
# expect: 2=2 3=3 | 2=2
# expect: 2=2 3=3 | 2=2
# expect: 2=2 3=3 | 2=2
# expect: 2=2 3=3 | 2=2
# expect: 2=2 3=3 | 2=2
# expect: 2=2 3=3 | 2=2
# expect: 2=2 3=3 | 2=2
# expect: 2=2 3=3 | 2=2
for f in set.__le__, set.__ge__, set.__eq__, set.isdisjoint, set.issubset, set.update, set.difference_update:
    print(calls(f, keys(1, 2), keys(1, 2)), '|', calls(f, pairs(1), pairs(1)))
# expect: 1=1 2=2 | 1=1
# expect: 1=1 2=2 | 1=1
# expect: 1=1 2=2 | 1=1
# expect: 1=1 | 1=1
# expect: 1=1 2=2 | 1=1
# expect: 1=1 2=2 | 1=1
# expect: 1=1 2=2 | 1=1

# So do those that make one of another, or of a dict.
for f in set, frozenset, dict.fromkeys, set.copy, {K(0)}.update: print(repr(calls(f, keys(1, 2))), repr(calls(f, pairs(1))))
# expect: '' ''
# expect: '' ''
# expect: '' ''
# expect: '' ''
# expect: '' ''
d = dict.fromkeys(keys(1, 2))
for f in set, dict, {K(0)}.update, {}.update, dict.keys, dict.fromkeys: print(repr(calls(f, d)))
# expect: ''
# expect: ''
# expect: ''
# expect: ''
# expect: ''
# expect: ''
print(calls(keys(1, 2).difference, d), '|', calls(keys(1, 2).symmetric_difference, d), '|', calls(keys(1, 2).intersection, d))  # expect: 1=1 2=2 | 1=1 2=2 | h1 1=1 h2 2=2

# A much larger set is asked for the few elements of the other; a much smaller dict is iterated.
print(calls(keys(1).difference_update, keys(*range(20))), '|', calls(keys(1, 2, 3).difference_update, keys(*range(20))))  # expect: 1=1 | 1=1 2=2 3=3
print(calls(keys(*range(9)).difference, {K(3): 1}), '|', calls(keys(*range(3)).difference, {K(2): 1}))  # expect: h3 3=3 | 2=2

# The items of an instance of a subclass come from `__iter__`, to `isdisjoint`.
class S(set): pass
print(calls(keys(1, 2).isdisjoint, S(keys(2))), '|', calls(keys(1, 2).isdisjoint, keys(2)))  # expect: h2 2=2 | 2=2

# Frozensets that have been hashed are not compared if their hashes differ.
a, b, c = frozenset(keys(1)), frozenset(keys(2)), frozenset(keys(1))
hash(a), hash(b)
print(repr(calls(a.__eq__, b)), repr(calls(a.__eq__, c)), repr(calls(a.__ne__, b)), repr(calls(a.__eq__, keys(2))))  # expect: '' '1=1' '' ''
