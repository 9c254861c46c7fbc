# Built-in iterators do not count for the recursion limit: a thousand of them inside each other are advanced like one.
import itertools
import operator


def nested(wrap, it, depth=1000):
    for _ in range(depth):
        it = wrap(it)
    return it


wrappers = [
    lambda it: map(int, it),
    lambda it: map(max, it, itertools.repeat(0)),
    lambda it: filter(None, it),
    lambda it: itertools.chain([], it),
    lambda it: itertools.chain.from_iterable([it]),
    lambda it: itertools.islice(it, 2),
    lambda it: itertools.accumulate(it, max),
    lambda it: itertools.takewhile(bool, it),
    lambda it: itertools.dropwhile(operator.not_, it),
    lambda it: itertools.compress(it, itertools.repeat(1)),
    lambda it: map(operator.itemgetter(1), enumerate(it)),
    lambda it: map(operator.itemgetter(0), zip(it)),
    lambda it: itertools.cycle(it),
    lambda it: iter(it.__next__, None),
]
for wrap in wrappers:
    print(next(nested(wrap, iter([1, 2]))))
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: 1

print(list(nested(lambda it: map(int, it), iter([1, 2]))))  # expect: [1, 2]
print(list(nested(lambda it: map(int, it), iter([]))))  # expect: []


def failing():
    yield 1
    raise KeyError('inside')


it = nested(lambda it: map(int, it), failing())
print(next(it))  # expect: 1
try:
    next(it)
except KeyError as error:
    print(error)  # expect: 'inside'
print(list(it))  # expect: []
