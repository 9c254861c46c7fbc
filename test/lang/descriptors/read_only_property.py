class A:
    @property
    def x(self): return 1
a = A()
try:
    del a.x
except AttributeError as e:
    print(e)  # expect: property 'x' of 'A' object has no deleter
a.x = 5  # expect error: AttributeError: property 'x' of 'A' object has no setter
