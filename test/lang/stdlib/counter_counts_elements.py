# What counts elements for Counter: directly in a dict, by the methods of a class that has its own.
from collections import Counter, _count_elements, defaultdict

print(Counter('abracadabra'), Counter([1, True, 1.0, '1', 2]), Counter([(1, 'x'), (1, 'x'), (2,)]))  # expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) Counter({1: 3, '1': 1, 2: 1}) Counter({(1, 'x'): 2, (2,): 1})
print(Counter(x % 3 for x in range(10)), Counter(zip('aab', 'xxy')), Counter(map(str, [1, 11, 1])))  # expect: Counter({0: 4, 1: 3, 2: 3}) Counter({('a', 'x'): 2, ('b', 'y'): 1}) Counter({'1': 2, '11': 1})

c = Counter({'big': 2**53 - 1, 'half': 0.5, 'true': True, 'less': -1})
for _ in range(3):
    c.update(['big', 'half', 'true', 'less'])
print(c)  # expect: Counter({'big': 9007199254740994, 'true': 4, 'half': 3.5, 'less': 2})


class Loud(dict):
    def get(self, key, default):
        print('get', key)
        return super().get(key, default)


class Key:
    def __hash__(self):
        print('hash')
        return 1

    def __eq__(self, other):
        print('eq')
        return True


def failing():
    yield 'a'
    yield 'a'
    yield 1 / 0


def attempt(mapping, iterable):
    try:
        _count_elements(mapping, iterable)
    except Exception as e:
        print(type(e).__name__, e)
    print(mapping if not isinstance(mapping, list) else '')


attempt({}, failing())
# expect: ZeroDivisionError division by zero
# expect: {'a': 2}
attempt(defaultdict(int, a=1), 'aab')  # expect: defaultdict(<class 'int'>, {'a': 3, 'b': 1})
attempt(Loud(), 'aab')
# expect: get a
# expect: get a
# expect: get b
# expect: {'a': 2, 'b': 1}
attempt({'a': 'text'}, 'ba')
# expect: TypeError can only concatenate str (not "int") to str
# expect: {'a': 'text', 'b': 1}
attempt({}, ['a', [], 'b'])
# expect: TypeError unhashable type: 'list'
# expect: {'a': 1}
attempt({}, 5)
# expect: TypeError 'int' object is not iterable
# expect: {}
attempt([], 'a')
# expect: AttributeError 'list' object has no attribute 'get'
# expect:
keys = {}
_count_elements(keys, [Key(), Key(), 'x'])
# expect: hash
# expect: hash
# expect: eq
# expect: eq
print(list(keys.values()))  # expect: [2, 1]


class Count:
    def __add__(self, other):
        return f'and {other}'


attempt({'a': Count(), 'b': 2.0}, 'ab')  # expect: {'a': 'and 1', 'b': 3.0}
