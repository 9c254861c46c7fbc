def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


class A(int):
    __eq__ = str.__eq__
    __hash__ = str.__hash__


attempt(lambda: A(1) == A(1))  # expect: descriptor '__eq__' requires a 'str' object but received a 'A'
attempt(lambda: {A(1): 1})  # expect: cannot use 'A' as a dict key (descriptor '__hash__' requires a 'str' object but received a 'A')
print(A.__eq__ is str.__eq__, A.__dict__['__eq__'] is str.__eq__)  # expect: True True
attempt(lambda: A(1).__eq__)  # expect: descriptor '__eq__' for 'str' objects doesn't apply to a 'A' object


class B(dict):
    __getitem__ = list.__getitem__
    __len__ = list.__len__
    __iter__ = list.__iter__
    upper = str.upper
    real = int.real
    fromkeys = set.__dict__['__class_getitem__']


attempt(lambda: B()[0])  # expect: descriptor '__getitem__' for 'list' objects doesn't apply to a 'B' object
attempt(lambda: len(B()))  # expect: descriptor '__len__' requires a 'list' object but received a 'B'
attempt(lambda: bool(B()))  # expect: descriptor '__len__' requires a 'list' object but received a 'B'
attempt(lambda: list(iter(B())))  # expect: descriptor '__iter__' requires a 'list' object but received a 'B'
attempt(lambda: B().upper())  # expect: descriptor 'upper' for 'str' objects doesn't apply to a 'B' object
attempt(lambda: B().upper)  # expect: descriptor 'upper' for 'str' objects doesn't apply to a 'B' object
attempt(lambda: B().real)  # expect: descriptor 'real' for 'int' objects doesn't apply to a 'B' object
attempt(lambda: B.fromkeys)  # expect: descriptor '__class_getitem__' requires a subtype of 'set' but received 'B'
print(B.upper, B.real)  # expect: <method 'upper' of 'str' objects> <attribute 'real' of 'int' objects>


class C:
    __getattribute__ = type.__getattribute__


attempt(lambda: C().x)  # expect: descriptor '__getattribute__' requires a 'type' object but received a 'C'


class Member:
    __slots__ = ('x',)


class D:
    y = Member.x


def store(obj):
    obj.y = 1


attempt(lambda: D().y)  # expect: descriptor 'x' for 'Member' objects doesn't apply to a 'D' object
attempt(lambda: store(D()))  # expect: descriptor 'x' for 'Member' objects doesn't apply to a 'D' object
print(D.y is Member.x)  # expect: True


class Mixin:
    __hash__ = int.__hash__
    __len__ = list.__len__


class Int(Mixin, int):
    pass


class List(Mixin, list):
    pass


print(hash(Int(5)), Int(5).__hash__(), len(List('ab')))  # expect: 5 5 2
attempt(lambda: hash(Mixin()))  # expect: descriptor '__hash__' requires a 'int' object but received a 'Mixin'
