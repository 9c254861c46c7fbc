class A:
    def m(self): return self
a = A()
f = a.m
print(f() is a, f.__self__ is a, f.__func__ is A.m, a.m == a.m, a.m is a.m, A.m.__name__)  # expect: True True True True False m
a.m = lambda: 'own'
print(a.m())  # expect: own
