class A:
    def __lt__(self, other):
        return 'A.lt'


class B(A):
    pass


class Other:
    def __gt__(self, other):
        return 'Other.gt'


def less(a, b):
    return a < b


print(less(A(), A()), less(A(), B()), less(B(), A()), less(A(), Other()))  # expect: A.lt A.lt A.lt A.lt
B.__gt__ = lambda self, other: 'B.gt'
print(less(A(), B()), less(B(), A()), less(B(), B()))  # expect: B.gt A.lt A.lt
A.__lt__ = lambda self, other: NotImplemented
print(less(A(), Other()), less(A(), B()), less(B(), B()))  # expect: Other.gt B.gt B.gt
del A.__lt__
print(less(B(), Other()))  # expect: Other.gt
try:
    less(A(), A())
except TypeError as e:
    print(e)  # expect: '<' not supported between instances of 'A' and 'A'
a, b = A(), A()
a.__eq__ = lambda other: 'not asked'
print(a == b, a != b, a == a, a == 1, 1 != a)  # expect: False True True False True
A.__eq__ = lambda self, other: 'eq'
print(a == b, a != b, a == 1, 1 == a, A == A)  # expect: eq False eq eq True
