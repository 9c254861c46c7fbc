from collections import OrderedDict
import copy
import pickle

d = OrderedDict([(1, 'a'), ('b', 2)], c=3)
print(d, list(reversed(d)), d.keys(), d.items(), d.values())  # expect: OrderedDict({1: 'a', 'b': 2, 'c': 3}) ['c', 'b', 1] odict_keys([1, 'b', 'c']) odict_items([(1, 'a'), ('b', 2), ('c', 3)]) odict_values(['a', 2, 3])
d.move_to_end(1)
print(d)  # expect: OrderedDict({'b': 2, 'c': 3, 1: 'a'})
d.move_to_end('c', last=False)
d.move_to_end(1, False)
print(d)  # expect: OrderedDict({1: 'a', 'c': 3, 'b': 2})
print(d.popitem(), d.popitem(last=False), d)  # expect: ('b', 2) (1, 'a') OrderedDict({'c': 3})

for i in range(20):
    d[i] = i
for i in range(0, 20, 3):
    d.move_to_end(i, i % 2 == 0)
print(list(d), len(d), 3 in d, d[3], d.pop(3), d.pop(99, None))  # expect: [15, 9, 3, 'c', 1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 0, 6, 12, 18] 21 True 3 3 None
for i in range(100):
    d[i % 7] = d.pop(i % 7, i)
    d.move_to_end(i % 5)
    d.popitem(last=False) if len(d) > 12 else None
print(d)  # expect: OrderedDict({16: 16, 17: 17, 19: 19, 12: 12, 18: 18, 5: 5, 6: 6, 2: 2, 0: 0, 3: 3, 1: 1, 4: 4})

print(d == OrderedDict(d), d == dict(d), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) != {'a': 1})  # expect: True True False False
print(OrderedDict(a=1) | {'z': 1}, {'z': 1} | OrderedDict(a=1))  # expect: OrderedDict({'a': 1, 'z': 1}) OrderedDict({'z': 1, 'a': 1})
print(copy.copy(d) == d, copy.deepcopy(d) == d, pickle.loads(pickle.dumps(d)) == d)  # expect: True True True
print(OrderedDict.fromkeys('abc', 1), OrderedDict.fromkeys(iterable='ab'))  # expect: OrderedDict({'a': 1, 'b': 1, 'c': 1}) OrderedDict({'a': None, 'b': None})


def attempt(f, *args):
    try:
        f(*args)
    except Exception as e:
        print(type(e).__name__, e)


def mutate(change):
    for k in d:
        change(k)


attempt(mutate, d.move_to_end)  # expect: RuntimeError OrderedDict mutated during iteration
attempt(mutate, d.pop)  # expect: RuntimeError OrderedDict mutated during iteration
attempt(OrderedDict, [1])  # expect: TypeError 'int' object is not iterable
attempt(OrderedDict, [(1,)])  # expect: ValueError need more than 1 value to unpack
attempt(OrderedDict, [(1, 2, 3)])  # expect: ValueError too many values to unpack (expected 2)
attempt(OrderedDict, [()])  # expect: ValueError need more than 0 values to unpack
attempt(OrderedDict, 1, 2)  # expect: TypeError expected at most 1 argument, got 2
attempt(d.update, 1, 2)  # expect: TypeError update() takes at most 1 positional argument (2 given)
attempt(OrderedDict().popitem)  # expect: KeyError 'dictionary is empty'
attempt(d.move_to_end, 'nope')  # expect: KeyError 'nope'
attempt(d.move_to_end, [])  # expect: TypeError unhashable type: 'list'
attempt(d.pop, 'nope')  # expect: KeyError 'nope'
d = OrderedDict()
d['self'] = d
print(d)  # expect: OrderedDict({'self': ...})


class Told(OrderedDict):
    def __setitem__(self, key, value):
        print('set', key, value)
        super().__setitem__(key, value)

    def __getitem__(self, key):
        print('get', key)
        return super().__getitem__(key)


t = Told(a=1, b=2)
# expect: set a 1
# expect: set b 2
t.update([('c', 3)], d=4)
# expect: set c 3
# expect: set d 4
t.popitem(), t.pop('a'), t.setdefault('q', 1), t.setdefault('q', 2)
# expect: set q 1
# expect: get q
print(t.copy())
# expect: get b
# expect: set b 2
# expect: get c
# expect: set c 3
# expect: get q
# expect: set q 1
# expect: get b
# expect: get c
# expect: get q
# expect: Told({'b': 2, 'c': 3, 'q': 1})
t.attribute = 5
print(t.__dict__, t.__reduce__()[:4])  # expect: {'attribute': 5} (<class '__main__.Told'>, (), {'attribute': 5}, None)


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        return self.name == other.name

    def __repr__(self):
        return self.name


d = OrderedDict((Key(c), i) for i, c in enumerate('abcdefghijkl'))
d.move_to_end(Key('c'))
d.move_to_end(Key('d'), False)
print(d, d[Key('c')], d == OrderedDict(d))  # expect: OrderedDict({d: 3, a: 0, b: 1, e: 4, f: 5, g: 6, h: 7, i: 8, j: 9, k: 10, l: 11, c: 2}) 2 True
