fs = [lambda f: 'zero', lambda f: 'one']
@fs[1]
def f(): pass
@(lambda f: f.__name__ * 2)
def g(): pass
print(f, g)  # expect: one gg
