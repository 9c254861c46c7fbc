# What a group of a match may be named by: ints, objects with __index__, and any other object is looked up among the names.
import re


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        print('index', self.value)
        return self.value


class Name(str):
    def __hash__(self):
        print('hash', str(self))
        return str.__hash__(self)

    def __eq__(self, other):
        print('eq', str(self))
        return str.__eq__(self, other)


class Failing:
    def __hash__(self):
        raise ZeroDivisionError('hash')


match = re.match('(?P<a>.)(?P<b>.)', 'uv')
for method in (match.group, match.start, match.end, match.span, match.__getitem__):
    for key in (Index(2), Index(-1), Name('b'), Name('other'), Failing(), [], (1, []), None, 1.0, b'a', 3):
        try:
            print(method(key))
        except (TypeError, IndexError, ZeroDivisionError) as error:
            print(type(error).__name__, error)
# expect: index 2
# expect: v
# expect: index -1
# expect: IndexError no such group
# expect: hash b
# expect: eq b
# expect: v
# expect: hash other
# expect: IndexError no such group
# expect: ZeroDivisionError hash
# expect: TypeError cannot use 'list' as a dict key (unhashable type: 'list')
# expect: TypeError cannot use 'tuple' as a dict key (unhashable type: 'list')
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
# expect: index 2
# expect: 1
# expect: index -1
# expect: IndexError no such group
# expect: hash b
# expect: eq b
# expect: 1
# expect: hash other
# expect: IndexError no such group
# expect: ZeroDivisionError hash
# expect: TypeError cannot use 'list' as a dict key (unhashable type: 'list')
# expect: TypeError cannot use 'tuple' as a dict key (unhashable type: 'list')
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
# expect: index 2
# expect: 2
# expect: index -1
# expect: IndexError no such group
# expect: hash b
# expect: eq b
# expect: 2
# expect: hash other
# expect: IndexError no such group
# expect: ZeroDivisionError hash
# expect: TypeError cannot use 'list' as a dict key (unhashable type: 'list')
# expect: TypeError cannot use 'tuple' as a dict key (unhashable type: 'list')
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
# expect: index 2
# expect: (1, 2)
# expect: index -1
# expect: IndexError no such group
# expect: hash b
# expect: eq b
# expect: (1, 2)
# expect: hash other
# expect: IndexError no such group
# expect: ZeroDivisionError hash
# expect: TypeError cannot use 'list' as a dict key (unhashable type: 'list')
# expect: TypeError cannot use 'tuple' as a dict key (unhashable type: 'list')
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
# expect: index 2
# expect: v
# expect: index -1
# expect: IndexError no such group
# expect: hash b
# expect: eq b
# expect: v
# expect: hash other
# expect: IndexError no such group
# expect: ZeroDivisionError hash
# expect: TypeError cannot use 'list' as a dict key (unhashable type: 'list')
# expect: TypeError cannot use 'tuple' as a dict key (unhashable type: 'list')
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
# expect: IndexError no such group
try:
    match.group(Index(1), Name('a'), [], Index(2))
except TypeError as error:
    print(error)
# expect: index 1
# expect: hash a
# expect: eq a
# expect: cannot use 'list' as a dict key (unhashable type: 'list')
