import gc
import weakref

class Phoenix:
    def __del__(self):
        global saved
        saved = self
        print('del', id(self) == identity, ref() is self, self in everything, gc.is_finalized(self))

x = Phoenix()
x.a = 1
identity = id(x)
ref = weakref.ref(x, lambda r: print('callback', r()))
everything = weakref.WeakSet([x])
print(gc.is_finalized(x))  # expect: False
del x  # expect: del True True True False
gc.collect()
print(saved.a, ref() is saved, len(everything), id(saved) == identity, gc.is_finalized(saved))  # expect: 1 True 1 True True
saved.b = 2
del saved  # expect: callback None
gc.collect()
print(ref(), len(everything))  # expect: None 0

class Brief:
    def __del__(self):
        print('del')

x = Brief()
weakref.finalize(x, print, 'finalize')
first = weakref.ref(x, lambda r: print('first'))
second = weakref.ref(x, lambda r: print('second'))
del x
# expect: del
# expect: second
# expect: first
# expect: finalize
gc.collect()
print(first(), second())  # expect: None None

x = Brief()
values = weakref.WeakValueDictionary(x=x)
del x  # expect: del
gc.collect()
print(len(values))  # expect: 0

class Hashed:
    def __init__(self): table[self] = 1
    def __del__(self): print('hash', hash(self) == code)

table = weakref.WeakKeyDictionary()
x = Hashed()
code = hash(x)
print(table[x])  # expect: 1
del x  # expect: hash True
gc.collect()
print(len(table))  # expect: 0
