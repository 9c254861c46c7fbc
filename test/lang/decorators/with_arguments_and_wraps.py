import functools
def tag(name):
    def deco(f):
        @functools.wraps(f)
        def g(*a): return f'<{name}>{f(*a)}</{name}>'
        return g
    return deco
@tag('b')
def hello(who):
    "doc"
    return 'hi ' + who
print(hello('x'), hello.__name__, hello.__doc__)  # expect: <b>hi x</b> hello doc
