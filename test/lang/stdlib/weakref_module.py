import weakref
class A: pass
a = A()
r = weakref.ref(a)
print(r() is a, weakref.WeakValueDictionary({'k': a})['k'] is a)  # expect: True True


class Referable:
    pass


referable = Referable()
print(referable.__weakref__)  # expect: None
reference = weakref.ref(referable)
print(referable.__weakref__ is reference)  # expect: True
