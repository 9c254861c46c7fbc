import types
class M(types.ModuleType):
    def __getattribute__(self, attr):
        return ('got', object.__getattribute__(self, attr))
m = M('x')
m.a = 1
print(m.a, object.__getattribute__(m, '__name__'))  # expect: ('got', 1) x
m = types.ModuleType('y')
m.b = 5
m.__class__ = M
print(object.__getattribute__(m, 'b'))  # expect: 5
print(m.b)  # expect: ('got', 5)
m.c = 3
print(m.c, m.__dict__[1]['c'])  # expect: ('got', 3) 3
object.__setattr__(m, '__class__', types.ModuleType)
print(m.b, m.c, m.__name__)  # expect: 5 3 y
