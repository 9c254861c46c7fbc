import time


class Key:
    def __init__(self, value, effect=None):
        self.value, self.effect = value, effect

    def __hash__(self):
        if self.effect is not None:
            self.effect()
        return hash(self.value)

    def __eq__(self, other):
        return isinstance(other, Key) and self.value == other.value

    def __repr__(self):
        return f'K{self.value}'


def fail():
    raise TypeError('no hash today')


s = {1, 2}
s.add(Key(3, s.clear))
print(s)  # expect: {K3}
d = {1: 2}
d[Key(3, d.clear)] = 4
print(d)  # expect: {K3: 4}
d[Key(3, lambda: time.sleep(0.001))] = 5
s.add(Key(3, lambda: time.sleep(0.001)))
print(d, s)  # expect: {K3: 5} {K3}
for add in s.add, lambda key: d.update({key: 1}), lambda key: d.__setitem__(key, 1):
    try:
        add(Key(1, fail))
    except TypeError as e:
        print(e)
# expect: cannot use 'Key' as a set element (no hash today)
# expect: cannot use 'Key' as a dict key (no hash today)
# expect: cannot use 'Key' as a dict key (no hash today)
print(len({Key(i % 20) for i in range(100)}), len({Key(i % 20): i for i in range(100)}))  # expect: 20 20
many = {Key(i) for i in range(40)} | {'a', 'b', None}
many.add(Key(7))
many.add(Key('a'))
print(len(many))  # expect: 44


class LikeText(Key):
    __hash__ = Key.__hash__

    def __eq__(self, other):
        return self.value == other


names = {'a': 1, 'b': 2}
names[LikeText('a')] = 3
print(names, len({'a', LikeText('a'), LikeText('c')}))  # expect: {'a': 3, 'b': 2} 2
