# __complex__ is looked up in the class, and bound as any special method.
class Static:
    @staticmethod
    def __complex__():
        return 1j


class Class:
    @classmethod
    def __complex__(cls):
        return complex(len(cls.__name__))


class Property:
    @property
    def __complex__(self):
        return lambda: 3j


class Plain:
    def __complex__(self):
        return 4j


class Nothing:
    __complex__ = None


class Meta(type):
    def __complex__(cls):
        return 5j


class Only(metaclass=Meta):
    pass


for value in Static(), Class(), Property(), Plain(), Nothing(), Only(), Only:
    try:
        print(complex(value))
    except TypeError as e:
        print(e)
# expect: 1j
# expect: (5+0j)
# expect: 3j
# expect: 4j
# expect: 'NoneType' object is not callable
# expect: complex() argument must be a string or a number, not Only
# expect: 5j
