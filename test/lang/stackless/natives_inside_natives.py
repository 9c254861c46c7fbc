# Nothing that is built in overflows the host's stack however deep it is nested, and a tasklet can be switched at the bottom.
import functools
import itertools
import operator
import stackless
import types

DEPTH = 20_000


def nested(wrap, value):
    for _ in range(DEPTH):
        value = wrap(value)
    return value


class Blocking:
    def __iter__(self):
        return self

    def __next__(self):
        stackless.schedule()
        return 1


wrappers = [
    lambda it: map(int, it),
    lambda it: map(max, it, itertools.repeat(0)),
    lambda it: filter(None, it),
    itertools.chain,
    lambda it: itertools.islice(it, 2),
    itertools.accumulate,
    lambda it: itertools.zip_longest(it),
    lambda it: itertools.batched(it, 1),
    lambda it: zip(it, itertools.repeat(1)),
    lambda it: zip(it, strict=True),
    enumerate,
    itertools.groupby,
    lambda it: iter(it.__next__, None),
    lambda it: map(next, itertools.repeat(it)),
]
results = []


def advance(wrap):
    it = nested(wrap, Blocking())
    results.append(type(next(it)).__name__)


for wrap in wrappers:
    stackless.tasklet(advance)(wrap)
stackless.run()
print(sorted(results))  # expect: ['int', 'int', 'int', 'int', 'int', 'int', 'int', 'int', 'tuple', 'tuple', 'tuple', 'tuple', 'tuple', 'tuple']


def five():
    return 5


class Partial(functools.partial):  # a plain one joins the arguments of another
    pass


def partial(f):
    f = Partial(f)
    f.own = True
    return f


for wrap in partial, staticmethod, functools.cache, lambda f: f.__call__, lambda f: functools.partial(operator.call, f):
    results.append(nested(wrap, five)())
print(results[14:])  # expect: [5, 5, 5, 5, 5]

print(len(nested(types.MappingProxyType, {'a': 1})))  # expect: 1
print(nested(types.MappingProxyType, {'a': 1}) == nested(types.MappingProxyType, {'a': 1}))  # expect: True
print(nested(lambda alias: types.GenericAlias(alias, int), list)([1]))  # expect: [1]
print(nested(lambda alias: types.GenericAlias(alias, int), list).__name__)  # expect: list
method = nested(lambda f: types.MethodType(f, 1), len)
print(method == nested(lambda f: types.MethodType(f, 1), len), method.__name__)  # expect: True len
