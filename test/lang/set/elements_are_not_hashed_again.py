# What is in a set, or a key of a dict, has been hashed: operations with others take the hash along.
calls = []


class Key:
    def __init__(self, value):
        self.value = value
    def __hash__(self):
        calls.append(f'hash {self.value}')
        return self.value % 3
    def __eq__(self, other):
        calls.append(f'{self.value} == {other.value}')
        return self.value == other.value
    def __repr__(self):
        return str(self.value)


def keys(*values):
    return [Key(value) for value in values]


def show(result):
    print(sorted(result, key=lambda key: key.value) if isinstance(result, set) else result, *calls, sep=', ')
    calls.clear()


a, b, d = set(keys(1, 2, 4)), {*keys(1, 5)}, dict.fromkeys(keys(1, 8))
calls.clear()
for operation in (set.union, set.intersection, set.difference, set.symmetric_difference, set.issubset, set.issuperset,
                  set.isdisjoint):
    show(operation(a, b))
    show(operation(a, d))
# expect: [1, 2, 4, 5], 1 == 1, 2 == 5
# expect: [1, 2, 4, 8], 1 == 1, 2 == 8
# expect: [1], 1 == 1, 2 == 5
# expect: [1], hash 1, 1 == 1, hash 8, 2 == 8
# expect: [2, 4], 1 == 1, 5 == 2, 1 == 4
# expect: [2, 4], 1 == 1, 8 == 2, 1 == 4
# expect: [2, 4, 5], 1 == 1, 5 == 2, 5 == 2
# expect: [2, 4, 8], 1 == 1, 8 == 2, 8 == 2
# expect: False
# expect: False, hash 1, 1 == 1, hash 8, 2 == 8
# expect: False, 1 == 1, 2 == 5
# expect: False, hash 1, 1 == 1, hash 8, 2 == 8
# expect: False, 1 == 1
# expect: False, hash 1, 1 == 1
for operation in set.update, set.difference_update, set.intersection_update, set.symmetric_difference_update:
    for other in b, d:
        c = set(a)
        operation(c, other)
        show(c)
# expect: [1, 2, 4, 5], 1 == 1, 2 == 5
# expect: [1, 2, 4, 8], 1 == 1, 2 == 8
# expect: [2, 4], 1 == 1, 2 == 5
# expect: [2, 4], hash 1, 1 == 1, hash 8, 2 == 8
# expect: [1], 1 == 1, 2 == 5
# expect: [1], hash 1, 1 == 1, hash 8, 2 == 8
# expect: [2, 4, 5], 1 == 1, 2 == 5, 2 == 5
# expect: [2, 4, 8], 1 == 1, 2 == 8, 2 == 8
show(set(b))  # expect: [1, 5]
show(set(d))  # expect: [1, 8]
show(len(dict.fromkeys(b)))  # expect: 2
show(d == dict.fromkeys(d))  # expect: True
show(a.issubset(iter(keys(1, 2, 4, 5))))  # expect: True, hash 1, 1 == 1, hash 2, 2 == 2, hash 4, 1 == 4, 4 == 4, 1 == 4


class Iterated(set):
    def __iter__(self):
        print('never')


print(set(Iterated([1])), {2} | Iterated([1]))  # expect: {1} {1, 2}
