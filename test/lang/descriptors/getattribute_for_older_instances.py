# A `__getattribute__` that a class gets later sees all loads of the instances that were there before.
class A:
    y = 1

    def __init__(self):
        self.x = 2

    def m(self):
        return 'm'


class S(A):
    z = 3


class Free(A):
    __getattribute__ = object.__getattribute__


class Slots:
    __slots__ = 'x', 'y'

    def __init__(self):
        self.x = 4


class Root:
    pass


class Other(Root):
    def __init__(self):
        self.x = 5


def traced(self, name):
    print(name, end=' ')
    return object.__getattribute__(self, name)


def use(a):
    print(a.x, a.y, a.m())
    a.x = 6
    a.m = lambda: 'own'
    print(a.x, a.m(), a.__dict__['x'])
    a.x += 1
    del a.m
    print(a.x, a.m())
    del a.x
    print(getattr(a, 'x', None))
    a.x = 2


def use_slots(s):
    print(s.x)
    s.x += 1
    s.y = s.x
    print(s.x, s.y)
    del s.y
    print(hasattr(s, 'y'))


for cls in A, S, Free:
    use(cls())
# expect: 2 1 m
# expect: 6 own 6
# expect: 7 m
# expect: None
# expect: 2 1 m
# expect: 6 own 6
# expect: 7 m
# expect: None
# expect: 2 1 m
# expect: 6 own 6
# expect: 7 m
# expect: None
use_slots(Slots())
# expect: 4
# expect: 5 5
# expect: False
older = [A(), S(), Free()]
slots = Slots()
other = Other()
A.__getattribute__ = Slots.__getattribute__ = traced
for a in older + [A(), S(), Free()]:
    use(a)
# expect: x y m 2 1 m
# expect: x m __dict__ 6 own 6
# expect: x x m 7 m
# expect: x None
# expect: x y m 2 1 m
# expect: x m __dict__ 6 own 6
# expect: x x m 7 m
# expect: x None
# expect: 2 1 m
# expect: 6 own 6
# expect: 7 m
# expect: None
# expect: x y m 2 1 m
# expect: x m __dict__ 6 own 6
# expect: x x m 7 m
# expect: x None
# expect: x y m 2 1 m
# expect: x m __dict__ 6 own 6
# expect: x x m 7 m
# expect: x None
# expect: 2 1 m
# expect: 6 own 6
# expect: 7 m
# expect: None
use_slots(slots)
# expect: x 4
# expect: x x x y 5 5
# expect: y False
use_slots(Slots())
# expect: x 4
# expect: x x x y 5 5
# expect: y False
A.y = 7
A.late = lambda self: 'late'
print([(a.y, a.late()) for a in older])  # expect: y late y late [(7, 'late'), (7, 'late'), (7, 'late')]
Other.__bases__ = A,
print(other.x, other.y, other.m())  # expect: x y m 5 7 m
del A.__getattribute__, Slots.__getattribute__
for a in older:
    use(a)
# expect: 2 7 m
# expect: 6 own 6
# expect: 7 m
# expect: None
# expect: 2 7 m
# expect: 6 own 6
# expect: 7 m
# expect: None
# expect: 2 7 m
# expect: 6 own 6
# expect: 7 m
# expect: None
use_slots(slots)
# expect: 5
# expect: 6 6
# expect: False
print(other.x, other.y, other.m())  # expect: 5 7 m
