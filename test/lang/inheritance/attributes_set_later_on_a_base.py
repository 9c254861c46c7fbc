class A:
    x = 1


class B(A):
    pass


class C(B):
    x = 5


a, b, c = A(), B(), C()
A.x = 2
print(a.x, b.x, c.x, A.x, B.x, C.x)  # expect: 2 2 5 2 2 5
A.x = lambda self: 7
print(a.x(), b.x(), c.x, C.x)  # expect: 7 7 5 5
A.x = property(lambda self: 9)
print(a.x, b.x, c.x, C.x)  # expect: 9 9 5 5
B.x = 3
print(a.x, b.x, c.x, B.x, C.x)  # expect: 9 3 5 3 5
del B.x
print(b.x, c.x)  # expect: 9 5
del C.x
print(c.x)  # expect: 9
A.x = 4
print(a.x, b.x, c.x, C.x)  # expect: 4 4 4 4
