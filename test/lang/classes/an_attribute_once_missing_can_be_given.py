# That a class lacks an attribute is remembered until it, a base or its metaclass gets one.
class Meta(type):
    pass


class Base(metaclass=Meta):
    pass


class Derived(Base):
    pass


def read(obj):
    return getattr(obj, 'attr', 'none'), getattr(type(obj), 'attr', 'none'), hasattr(obj, '__len__')


for _ in range(2):
    print(read(Derived()))
    Base.attr = 'base'
    print(read(Derived()))
    Meta.attr = 'meta'
    print(read(Derived()), Meta.attr)
    del Base.attr
    print(read(Derived()))
    Base.__len__ = lambda self: 0
    print(read(Derived()), bool(Derived()))
    del Base.__len__, Meta.attr
    print(read(Derived()), bool(Derived()))
# expect: ('none', 'none', False)
# expect: ('base', 'base', False)
# expect: ('base', 'base', False) meta
# expect: ('none', 'meta', False)
# expect: ('none', 'meta', True) False
# expect: ('none', 'none', False) True
# expect: ('none', 'none', False)
# expect: ('base', 'base', False)
# expect: ('base', 'base', False) meta
# expect: ('none', 'meta', False)
# expect: ('none', 'meta', True) False
# expect: ('none', 'none', False) True
