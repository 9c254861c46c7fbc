class A:
    __slots__ = 'x', 'y'
a = A()
a.x = 1
print(a.x, A.x, hasattr(a, '__dict__'), hasattr(a, 'y'))  # expect: 1 <member 'x' of 'A' objects> False False
a.z = 1  # expect error: AttributeError: 'A' object has no attribute 'z' and no __dict__ for setting new attributes
