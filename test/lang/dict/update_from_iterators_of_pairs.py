# dict() and update() over iterators: each pair is set as soon as it comes, and what was set before an exception stays.
import itertools

print(dict(zip('abc', [1, 2, 3])), dict(enumerate('xy', 5)), dict(zip([1, 2], itertools.count())))  # expect: {'a': 1, 'b': 2, 'c': 3} {5: 'x', 6: 'y'} {1: 0, 2: 1}
print(dict(map(lambda x: [x, x * x], range(3))), dict((x, {x}) for x in 'ab'), dict({1: 2}.items()))  # expect: {0: 0, 1: 1, 2: 4} {'a': {'a'}, 'b': {'b'}} {1: 2}
print(dict(iter(['ab', 'cd'])), dict(iter([{1: 2, 3: 4}])), dict(zip((), ())), dict(zip('ab', 'cd'), b=1))  # expect: {'a': 'b', 'c': 'd'} {1: 3} {} {'a': 'c', 'b': 1}


def failing(*pairs):
    for pair in pairs:
        yield pair
    raise LookupError('at the end')


class Key:
    def __init__(self, name, bad=False):
        self.name, self.bad = name, bad

    def __hash__(self):
        print('hash', self.name)
        if self.bad:
            raise ArithmeticError('no hash')
        return 7

    def __eq__(self, other):
        print('eq', self.name, other.name)
        return True

    def __repr__(self):
        return self.name


for pairs in (
    failing(('a', 1), ['b', 2]),
    failing(('a', 1), 5),
    failing(('a', 1), (1, 2, 3)),
    failing(('a', 1), ([], 2)),
    failing((Key('first'), 1), (Key('second'), 2), ('c', 3), (Key('third', True), 4)),
    zip([Key('k'), Key('l')], 'xy'),
    itertools.chain([(1, 2)], [failing((3, 4))]),
):
    d = {0: 0}
    try:
        d.update(pairs)
    except Exception as e:
        print(type(e).__name__, e, getattr(e, '__notes__', None))
    print(d)
# expect: LookupError at the end None
# expect: {0: 0, 'a': 1, 'b': 2}
# expect: TypeError object is not iterable ['Cannot convert dictionary update sequence element #1 to a sequence']
# expect: {0: 0, 'a': 1}
# expect: ValueError dictionary update sequence element #1 has length 3; 2 is required None
# expect: {0: 0, 'a': 1}
# expect: TypeError cannot use 'list' as a dict key (unhashable type: 'list') None
# expect: {0: 0, 'a': 1}
# expect: hash first
# expect: hash second
# expect: eq first second
# expect: hash third
# expect: ArithmeticError no hash None
# expect: {0: 0, first: 2, 'c': 3}
# expect: hash k
# expect: hash l
# expect: eq k l
# expect: {0: 0, k: 'y'}
# expect: LookupError at the end None
# expect: {0: 0, 1: 2}


def seeing(d):
    for i in range(3):
        yield i, len(d)
        if i == 1:
            d.clear()


d = {}
d.update(seeing(d))
print(d)  # expect: {2: 0}
