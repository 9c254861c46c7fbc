def show(source):
    try:
        exec(source, {'__name__': 'module'})
    except TypeError as e:
        print(e)


show('class C(*1): pass')  # expect: Value after * must be an iterable, not int
show('class C[T](*1): pass')  # expect: Value after * must be an iterable, not int
show('class C(**1): pass')  # expect: __build_class__() argument after ** must be a mapping, not int
show('class C(*[int], **1): pass')  # expect: __build_class__() argument after ** must be a mapping, not int
show('class C(metaclass=type, **{"metaclass": type}): pass')  # expect: __build_class__() got multiple values for keyword argument 'metaclass'
show('class C(**{"a": 1}, a=2): pass')  # expect: __build_class__() got multiple values for keyword argument 'a'
show('class C(**{1: 2}): pass')  # expect: keywords must be strings


class Meta(type):
    def __new__(cls, name, bases, namespace, **keywords):
        print(name, bases, keywords)
        return super().__new__(cls, name, bases, namespace)


class C(*(int,), metaclass=Meta, **{'b': 1}):  # expect: C (<class 'int'>,) {'b': 1}
    pass


class D(*[C], a=2):  # expect: D (<class '__main__.C'>,) {'a': 2}
    pass
