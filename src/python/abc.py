# Abstract base classes where they call back: what _abc (modules/_abc.ts) leaves to Python.


def init(cls):
    abstracts = set()
    for name, value in cls.__dict__.items():
        if getattr(value, '__isabstractmethod__', False):
            abstracts.add(name)
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            value = getattr(cls, name, None)
            if getattr(value, '__isabstractmethod__', False):
                abstracts.add(name)
    cls.__abstractmethods__ = frozenset(abstracts)


def register(cls, subclass):
    if not isinstance(subclass, type):
        raise TypeError('Can only register classes')
    if issubclass(subclass, cls):
        return subclass
    if issubclass(cls, subclass):
        raise RuntimeError('Refusing to create an inheritance cycle')
    abc_add(cls, subclass)
    return subclass


def dump(groups, version):
    registry, cache, negative = groups
    return set(registry), set(cache), set(negative), version


def instance_check(cls, instance):
    subclass = instance.__class__
    answer = abc_known(cls, subclass)
    if answer:
        return True
    subtype = type(instance)
    if subtype is subclass:
        if answer is not None:
            return False
        return cls.__subclasscheck__(subclass)
    if cls.__subclasscheck__(subclass):
        return True
    return cls.__subclasscheck__(subtype)


def subclass_check(cls, subclass):
    ok = cls.__subclasshook__(subclass)
    if ok is True or ok is False:
        return abc_remember(cls, subclass, ok)
    if ok is not NotImplemented:
        raise AssertionError('__subclasshook__ must return either False, True, or NotImplemented')
    if cls in type.__dict__['__mro__'].__get__(subclass):
        return abc_remember(cls, subclass, True)
    for other in abc_registry(cls):
        if issubclass(subclass, other):
            return abc_remember(cls, subclass, True)
    for other in cls.__subclasses__():
        if issubclass(subclass, other):
            return abc_remember(cls, subclass, True)
    return abc_remember(cls, subclass, False)
