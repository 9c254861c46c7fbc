# A tasklet that is pickled while a native calls it back goes on as it would have.
import collections
import csv
import functools
import json
import pickle
import re
import stackless
import string
import struct


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        stackless.schedule_remove()
        return hash(self.value) % 3

    def __eq__(self, other):
        stackless.schedule_remove()
        return self.value == other.value

    def __gt__(self, other):
        stackless.schedule_remove()
        return self.value > other.value

    def __repr__(self):
        return f'k{self.value}'


def waiting(value):
    stackless.schedule_remove()
    return value


class Doubled(tuple):
    def __iter__(self):
        for item in super().__iter__():
            stackless.schedule_remove()
            yield item * 2


class Mapping:
    def keys(self):
        for key in 'ab':
            stackless.schedule_remove()
            yield key

    def __getitem__(self, key):
        return key * 2


def outcome(text):
    tasklet = stackless.tasklet(lambda: print(eval(text)))()
    tasklet.run()
    while tasklet.alive:
        dumps = stackless.pickle_with_code if '# code' in text else pickle.dumps
        tasklet = pickle.loads(dumps(tasklet))
        tasklet.run()


outcome('sorted({Key(1), Key(4), Key(1)}, key=lambda k: k.value)')  # expect: [k1, k4]
outcome('{Key(1)} | {Key(4)} >= {Key(1)}')  # expect: True
outcome('max(Key(1), Key(3), Key(2))')  # expect: k3
outcome('max([3, 5, 4], key=waiting)')  # expect: 5
outcome('list(Doubled((1, 2, 3)))')  # expect: [2, 4, 6]
outcome("re.sub('.', lambda m: waiting(m[0] * 2), 'abc')")  # expect: aabbcc
outcome("[waiting(m[0]) for m in re.finditer('.', 'abc')]")  # expect: ['a', 'b', 'c']
outcome("collections.defaultdict(int, Mapping())")  # expect: defaultdict(<class 'int'>, {'a': 'aa', 'b': 'bb'})
outcome("dict(zip([Key(1), Key(4), Key(1)], 'abc'))")  # expect: {k1: 'c', k4: 'b'}
outcome('dict(map(waiting, [(1, 2), [3, 4], Doubled((5, 6))]))')  # expect: {1: 2, 3: 4, 10: 12}
outcome('dict(collections.Counter([Key(1), Key(4), Key(1)]))')  # expect: {k1: 2, k4: 1}
outcome('dict(collections.Counter(map(waiting, [Key(1), 2, Key(1), 2])))')  # expect: {k1: 2, 2: 2}
outcome('functools.reduce(lambda a, b: waiting(a + b), range(5))')  # expect: 10


class Lines:
    def __init__(self, *lines):
        self.lines = lines

    def __iter__(self):
        return map(waiting, self.lines)


class File:
    written = 0

    def write(self, data):
        self.written += len(waiting(data))
        return len(data)


def dumped(pickler_class):
    file = File()
    pickler_class(file, 0).dump([1, 1j, 'a'])
    return file.written


class Numbered(pickle.Pickler):
    def persistent_id(self, obj):
        return waiting('complex') if isinstance(obj, complex) else None


# What reads on from where it is.
outcome("list(csv.DictReader(Lines('a,b', '1,\"x', 'y\"')))")  # expect: [{'a': '1', 'b': 'xy'}]
outcome("[waiting(i) for i in struct.iter_unpack('<h', b'abcd')]")  # expect: [(25185,), (25699,)]
outcome("json.loads('[1.5, {}, 2.5]', parse_float=waiting, object_hook=waiting)")  # expect: ['1.5', {}, '2.5']
outcome("json.loads('{\"a\": {}, \"b\": [NaN]}', object_pairs_hook=waiting, parse_constant=waiting)")  # expect: [('a', []), ('b', ['NaN'])]
outcome("[waiting(i) for i in reversed(collections.deque('abc'))]")  # expect: ['c', 'b', 'a']
outcome("[waiting(i) for i in collections.OrderedDict(a=1).items()]")  # expect: [('a', 1)]
outcome("[waiting(i)[0] for i in string.Formatter().parse('a{}b')]")  # expect: ['a', 'b']
outcome("sorted([2, 3, 1], key=functools.cmp_to_key(lambda a, b: waiting(a - b)))")  # expect: [1, 2, 3]

# Picklers, too.
outcome('dumped(pickle.Pickler) > 20')  # expect: True
outcome('dumped(Numbered) > 10')  # expect: True

# What `exec` runs with names in a namespace of its own.
outcome("exec('a = waiting(1); print(a + waiting(2))', {**globals()}, {})")  # expect: 3
# expect: None


class Number(int):
    pass


number = Number(5)
number.name = 'five'
copy = pickle.loads(stackless.pickle_with_code(number))
print(copy, copy.name, type(copy).__name__, type(copy) is Number)  # expect: 5 five Number False


class Registering:
    @functools.singledispatchmethod
    def kind(self, value):
        return 'something'

    @kind.register
    def _(self, value: int):
        return 'a number'


# With the code goes what classes refer to weakly; and a source is there once, whatever is in it ('𝄞').
dumps = stackless.pickle_with_code(Registering())
copy = pickle.loads(dumps)
print(copy.kind(1), copy.kind(None))  # expect: a number something
print(dumps.count(b'\xf0\x9d\x84\x9e'))  # expect: 1
