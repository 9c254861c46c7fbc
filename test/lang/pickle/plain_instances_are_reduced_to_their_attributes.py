import copy


class Plain:
    pass


class Slots:
    __slots__ = 'a', '__b'


class Both(Slots):
    pass


class WithState(Plain):
    def __getstate__(self):
        return 'state'


for cls in Plain, Slots, Both, WithState:
    for _ in range(2):
        o = cls()
        print(o.__reduce_ex__(4)[1:], end=' ')
        o.a = 1
        if cls is Both:
            o.c = 2
        reduced = o.__reduce_ex__(2)
        print(reduced[0].__name__, reduced[1:], cls.__dict__['__slotnames__'] if cls is not WithState else '')
    copied = copy.copy(o) if cls is not WithState else o
    print(copied.a, getattr(copied, '__dict__', None))
# expect: ((<class '__main__.Plain'>,), None, None, None) __newobj__ ((<class '__main__.Plain'>,), {'a': 1}, None, None) []
# expect: ((<class '__main__.Plain'>,), None, None, None) __newobj__ ((<class '__main__.Plain'>,), {'a': 1}, None, None) []
# expect: 1 {'a': 1}
# expect: ((<class '__main__.Slots'>,), None, None, None) __newobj__ ((<class '__main__.Slots'>,), (None, {'a': 1}), None, None) ['a', '_Slots__b']
# expect: ((<class '__main__.Slots'>,), None, None, None) __newobj__ ((<class '__main__.Slots'>,), (None, {'a': 1}), None, None) ['a', '_Slots__b']
# expect: 1 None
# expect: ((<class '__main__.Both'>,), None, None, None) __newobj__ ((<class '__main__.Both'>,), ({'c': 2}, {'a': 1}), None, None) ['a', '_Slots__b']
# expect: ((<class '__main__.Both'>,), None, None, None) __newobj__ ((<class '__main__.Both'>,), ({'c': 2}, {'a': 1}), None, None) ['a', '_Slots__b']
# expect: 1 {'c': 2}
# expect: ((<class '__main__.WithState'>,), 'state', None, None) __newobj__ ((<class '__main__.WithState'>,), 'state', None, None) 
# expect: ((<class '__main__.WithState'>,), 'state', None, None) __newobj__ ((<class '__main__.WithState'>,), 'state', None, None) 
# expect: 1 {'a': 1}

# A class that reduces itself from now on.
Plain.__reduce__ = lambda self: (Plain, (), {'b': 1})
print(Plain().__reduce_ex__(4)[2], vars(copy.copy(Plain())))  # expect: {'b': 1} {'b': 1}
