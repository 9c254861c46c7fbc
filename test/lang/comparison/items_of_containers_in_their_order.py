# Which item is asked, and that tuples, unlike lists, compare items even if their numbers differ.


class Item:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print(self.name, '==', other.name)
        return True

    __hash__ = None


a, b = Item('a'), Item('b')
print({'key': a} == {'key': b})
# expect: a == b
# expect: True
print({'key': (a,)} == {'key': (b,)})
# expect: a == b
# expect: True
print((a,) == (b, 1))
# expect: a == b
# expect: False
print([(a,)] == [(b, 1)])
# expect: a == b
# expect: False
print([[a]] == [[b, 1]])  # expect: False
print({'key': (a,)} == {'key': (b, 1)})
# expect: a == b
# expect: False
