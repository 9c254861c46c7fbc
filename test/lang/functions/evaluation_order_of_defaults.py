def p(x):
    print(x, end=' ')
    return x
@lambda f: p('decorated') and f
def f(a=p(1), *, b=p(2)): pass  # expect: 1 2 decorated True
print(callable(f))
