class D:
    def __get__(self, o, t=None): return 1
    def __delete__(self, o): print('deleted')
class A:
    d = D()
a = A()
del a.d  # expect: deleted
a.d = 2  # expect error: AttributeError: __set__
