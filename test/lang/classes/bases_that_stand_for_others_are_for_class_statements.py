from typing import TypeVar

T = TypeVar('T')


class Standing:
    def __mro_entries__(self, bases):
        return (int,)


for base in T, Standing(), 3:
    try:
        type('C', (base,), {})
    except TypeError as e:
        print(e)
# expect: type() doesn't support MRO entry resolution; use types.new_class()
# expect: type() doesn't support MRO entry resolution; use types.new_class()
# expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases


class D(Standing()):
    pass


print(D.__mro__)  # expect: (<class '__main__.D'>, <class 'int'>, <class 'object'>)
