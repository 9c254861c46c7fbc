from collections import namedtuple

P = namedtuple('P', 'x y')
d = {P(1, 2): 'a', (3, 4): 'b', b'xy': 'c'}
print(d[(1, 2)], d[P(3, 4)], d[b'xy'], P(1, 2) == (1, 2), hash(P(1, 2)) == hash((1, 2)))  # expect: a b c True True
print({b'a', b'a', (1,), P(1, 2), (1, 2)} == {(1,), b'a', (1, 2)})  # expect: True


class ByIdentity(tuple):
    __hash__ = object.__hash__


class Equal(tuple):
    def __eq__(self, other):
        return True
    __hash__ = tuple.__hash__


class EqualBytes(bytes):
    def __eq__(self, other):
        return 'x'
    __hash__ = bytes.__hash__


print(ByIdentity((1,)) in {(1,)}, Equal((1,)) in {(1,)}, Equal((1, 2)) == (1,), (1,) == Equal((2,)))  # expect: False True True True
print(EqualBytes(b'b') in {b'b'}, b'a' == bytearray(b'a'), [b'a'] == [bytearray(b'a')], [b'a'] == ['a'])  # expect: True True True False
print(frozenset([1, 2]) in {frozenset([2, 1])}, {P(1, (2, b'x'))} & {(1, (2, b'x'))})  # expect: True {(1, (2, b'x'))}

original = {f'k{i}': i for i in range(12)}
copy = dict(original)
original['new'] = 1
del original['k3']
print('new' in copy, 'k3' in copy, len(copy), copy['k3'])  # expect: False True 12 3
again = copy.copy()
del copy['k5']
again['k5'] = 50
third = {**again}
again.clear()
print('k5' in copy, third['k5'], 'k5' in again, list(third)[-3:])  # expect: False 50 False ['k9', 'k10', 'k11']
