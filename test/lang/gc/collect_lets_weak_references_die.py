import gc
import weakref

class C:
    pass

x = C()
x.me = x
ref = weakref.ref(x, lambda r: print('gone', r() is None))
weak_set = weakref.WeakSet([x])
values = weakref.WeakValueDictionary(a=x)
keys = weakref.WeakKeyDictionary({x: 1})
proxy = weakref.proxy(x)
print(ref() is x, len(weak_set), len(values), len(keys))  # expect: True 1 1 1
del x
gc.collect()  # expect: gone True
print(ref(), len(weak_set), len(values), len(keys))  # expect: None 0 0 0
proxy.me  # expect error: ReferenceError: weakly-referenced object no longer exists
