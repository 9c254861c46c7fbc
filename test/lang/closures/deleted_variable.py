def f():
    x = 1
    def g(): return x  # expect error: NameError: cannot access free variable 'x' where it is not associated with a value in enclosing scope
    del x
    return g()
f()
