class A: pass
class B(A): pass
b = B()
A.x = 1
print(b.x)  # expect: 1
B.x = 2
print(b.x, A.x)  # expect: 2 1
del B.x
print(b.x)  # expect: 1
A.__len__ = lambda self: 9
print(len(b))  # expect: 9
