x = 'global'
def f():
    x = 'function'
    class A:
        x = 'class'
        def m(self): return x
        y = x
    return A().m(), A.y
print(f())  # expect: ('function', 'class')
