class A:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "the x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): print('del')
a = A()
a.x = 5
del a.x  # expect: del
print(a.x, A.x.__doc__, A.__dict__['x'].fget.__name__)  # expect: 5 the x x
