import collections.abc
class Endless(collections.abc.Sequence):
    def __getitem__(self, i):
        print('item', i)
        return i
    def __len__(self):
        return 42
match Endless():
    case [x, *_, 40, y]:
        print(x, y)
# expect: item 0
# expect: item 40
# expect: item 41
# expect: 0 41
match Endless():
    case [*_]:
        print('no item')  # expect: no item
class Mapping:
    pass
collections.abc.Mapping.register(Mapping)
match Mapping():
    case {}:
        print('no get')  # expect: no get
