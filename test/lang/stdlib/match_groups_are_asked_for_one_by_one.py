import re


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        print('index', self.n)
        return self.n


match = re.match('(?P<a>.)(.)(.)', 'abc')
print(match.group(Index(1), Index(2)), match.group('a', Index(3)), match[Index(2)])
# expect: index 1
# expect: index 2
# expect: index 3
# expect: index 2
# expect: ('a', 'b') ('a', 'c') b
for groups in (Index(1), Index(9), Index(2)), ('a', Index(1), 'b', Index(2)):
    try:
        match.group(*groups)
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
# expect: index 1
# expect: index 9
# expect: IndexError no such group
# expect: index 1
# expect: IndexError no such group
