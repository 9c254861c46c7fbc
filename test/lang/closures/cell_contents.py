def f():
    x = 1
    def g(): return x, y
    y = 2
    return g
g = f()
print([c.cell_contents for c in g.__closure__], g.__code__.co_freevars, f.__code__.co_cellvars)  # expect: [1, 2] ('x', 'y') ('x', 'y')
