class Nothing(type):
    __prepare__ = None


class Missing(type):
    @property
    def __prepare__(self):
        raise AttributeError


class Plain(type):
    __prepare__ = type.__dict__['__prepare__']


for meta in Nothing, Missing, Plain, lambda *args: args[0]:
    try:
        class C(metaclass=meta): pass
        print(C)
    except TypeError as error:
        print(error)
# expect: 'NoneType' object is not callable
# expect: 'property' object is not callable
# expect: <class '__main__.C'>
# expect: C
