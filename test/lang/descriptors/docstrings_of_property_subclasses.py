class Sub(property):
    """Doc of the class."""


class Slotted(property):
    __slots__ = ('x',)


class WithSlot(property):
    __slots__ = ('__doc__',)


def documented(self):
    """Doc of the getter."""


def plain(self):
    pass


for cls in property, Sub, Slotted, WithSlot:
    for args in (documented,), (plain,), (documented, None, None, 'Given.'), (plain, None, None, 'Given.'), ():
        try:
            print(cls.__name__, repr(cls(*args).__doc__))
        except AttributeError as e:
            print(cls.__name__, e)
# expect: property 'Doc of the getter.'
# expect: property None
# expect: property 'Given.'
# expect: property 'Given.'
# expect: property None
# expect: Sub 'Doc of the getter.'
# expect: Sub None
# expect: Sub 'Given.'
# expect: Sub 'Given.'
# expect: Sub None
# expect: Slotted 'Slotted' object attribute '__doc__' is read-only
# expect: Slotted None
# expect: Slotted None
# expect: Slotted None
# expect: Slotted None
# expect: WithSlot 'Doc of the getter.'
# expect: WithSlot None
# expect: WithSlot 'Given.'
# expect: WithSlot 'Given.'
# expect: WithSlot None


class NoDoc:
    @property
    def __doc__(self):
        raise AttributeError


print(property(NoDoc()).__doc__, Sub(NoDoc()).__doc__)  # expect: None None
