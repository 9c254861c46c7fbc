class A:
    def f(self, x):
        match x:
            case A(__attr=y):  # not mangled
                return y
a = A()
setattr(a, '__attr', 1)
print(a.f(a))  # expect: 1
