import types

class M(types.ModuleType):
    x = 5
    def get(self):
        return 'class'
    @property
    def prop(self):
        return 'prop'

def both(m):
    return m.x, m.get()

m = M('a', 'text')
print(m.__doc__, both(m))  # expect: text (5, 'class')
m.x, m.get = 6, lambda: 'own'
m.__dict__['prop'] = 1
print(both(m), m.prop)  # expect: (6, 'own') prop
n = types.ModuleType('b', 'text')
n.x, n.get = 7, lambda: 'own'
n.__class__ = M
print(n.__doc__, both(n))  # expect: text (7, 'own')
del n.x, n.get
print(both(n))  # expect: (5, 'class')
M.x = 8
print(both(n), both(m))  # expect: (8, 'class') (6, 'own')
n.x = 9
n.__class__ = types.ModuleType
print(n.x, hasattr(n, 'get'))  # expect: 9 False
class N(M):
    def __getattribute__(self, name):
        return super().__getattribute__(name)
n.__class__ = N
print(both(n))  # expect: (9, 'class')
