"""A set or list of constants behind `in` is made once; that does not show."""


def kind(x):
    return [
        x in {1, 2.5, -3, 'a', b'b', None, True, ..., 2j, 10**30, 123456789012345678901234567890, '😀', (1, 'x', (None, 2.5))},
        x in [1, 2.5, -3, 'a', b'b', None, True, ..., 2j, '😀', (1, 'x', (None, 2.5))],
        x not in {'a', 'b'},
        x not in ['a', 'b'],
    ]


for value in (1, 1.0, True, 2.5, -3, 'a', b'b', None, ..., 2j, 123456789012345678901234567890, '😀', (1, 'x', (None, 2.5)), 'c', 7):
    print(repr(value), *kind(value))
# expect: 1 True True True True
# expect: 1.0 True True True True
# expect: True True True True True
# expect: 2.5 True True True True
# expect: -3 True True True True
# expect: 'a' True True False False
# expect: b'b' True True True True
# expect: None True True True True
# expect: Ellipsis True True True True
# expect: 2j True True True True
# expect: 123456789012345678901234567890 True False True True
# expect: '😀' True True True True
# expect: (1, 'x', (None, 2.5)) True True True True
# expect: 'c' False False True True
# expect: 7 False False True True

try:
    [] in {1, 2}
except TypeError as error:
    print(error)  # expect: cannot use 'list' as a set element (unhashable type: 'list')


class Hash:
    def __hash__(self):
        print('hash')
        return hash('a')

    def __eq__(self, other):
        print('==', other)
        return other == 'a'


print(Hash() in {'a', 'b'}, Hash() in ['b', 'a'])
# expect: hash
# expect: == a
# expect: == b
# expect: == a
# expect: True True
if Hash() not in {'c', 'd'}:  # expect: hash
    print('not there')  # expect: not there
