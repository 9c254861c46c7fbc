import gc

class Plain:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name, sorted(vars(self)))

def dropped(obj):
    del obj
    gc.collect()

x = Plain('x')
x.more = [1]
x.less = 2
del x.less
setattr(x, 'by setattr', 3)
vars(x)['by dict'] = 4
del x  # expect: del x ['by dict', 'by setattr', 'more', 'name']
gc.collect()

x = Plain('old')
x.__dict__ = {'name': 'new dict'}
del x  # expect: del new dict ['name']
gc.collect()

class Slots:
    __slots__ = 'a', 'b'
    def __del__(self):
        print('slots', self.a, hasattr(self, 'b'))

x = Slots()
x.a = x.b = 1
x.a += 1
del x.b
del x  # expect: slots 2 False
gc.collect()

class Items(list):
    def __del__(self):
        print('list', len(self), self, self.x)

x = Items([1, 2])
x.append(3)
x.x = 4
del x  # expect: list 3 [1, 2, 3] 4
gc.collect()

class Table(dict):
    def __del__(self):
        print('dict', self)

x = Table(a=1)
x['b'] = 2
del x  # expect: dict {'a': 1, 'b': 2}
gc.collect()

class Failure(Exception):
    def __del__(self):
        print('exception', self.args)

try:
    raise Failure(1, 2)
except Failure:
    pass  # expect: exception (1, 2)
gc.collect()

class Derived(Plain):
    def __del__(self):
        super().__del__()
        print('derived')

x = Derived('d')
del x
# expect: del d ['name']
# expect: derived
gc.collect()

class Watching:
    def __getattribute__(self, name):
        return object.__getattribute__(self, name)
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 2)
    def __del__(self):
        print('watching', self.x)

x = Watching()
x.x = 2
del x  # expect: watching 4
gc.collect()

class Later: pass
Later.__del__ = lambda self: print('later')
x = Later()
del x  # expect: later
gc.collect()

class Other:
    def __del__(self):
        print('other class', self.name)

x = Plain('x')
x.__class__ = Other
del x  # expect: other class x
gc.collect()

class Callable:
    def __call__(self, a): return a + self.n
    def __iter__(self): return iter([self.n])
    def __eq__(self, other): return self.n == other.n
    __hash__ = None
    def __del__(self): print('callable', self(1), list(self), self == self)

x = Callable()
x.n = 5
print(x(2), [*x])  # expect: 7 [5]
del x  # expect: callable 6 [5] True
gc.collect()
