# What a group has given is not compared again when the next group is looked for.
import itertools


class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        print(self.n, '==', other.n)
        return self.n == other.n

    def __repr__(self):
        return f'Key({self.n})'


for numbers in [1, 1, 2, 2], [1, 2, 3], [1]:
    print([list(group) for key, group in itertools.groupby(map(Key, numbers))])
    print([next(group) for key, group in itertools.groupby(map(Key, numbers))])
    print([key for key, group in itertools.groupby(map(Key, numbers))])
# expect: 1 == 1
# expect: 1 == 2
# expect: 1 == 2
# expect: 2 == 2
# expect: [[Key(1), Key(1)], [Key(2), Key(2)]]
# expect: 1 == 1
# expect: 1 == 2
# expect: 2 == 2
# expect: [Key(1), Key(2)]
# expect: 1 == 1
# expect: 1 == 2
# expect: 2 == 2
# expect: [Key(1), Key(2)]
# expect: 1 == 2
# expect: 1 == 2
# expect: 2 == 3
# expect: 2 == 3
# expect: [[Key(1)], [Key(2)], [Key(3)]]
# expect: 1 == 2
# expect: 2 == 3
# expect: [Key(1), Key(2), Key(3)]
# expect: 1 == 2
# expect: 2 == 3
# expect: [Key(1), Key(2), Key(3)]
# expect: [[Key(1)]]
# expect: [Key(1)]
# expect: [Key(1)]
