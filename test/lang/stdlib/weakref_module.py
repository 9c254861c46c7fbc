import weakref
class A: pass
a = A()
r = weakref.ref(a)
print(r() is a, weakref.WeakValueDictionary({'k': a})['k'] is a)  # expect: True True
