def f(a, b=1): pass
def g(): pass
def h(a, *, k): pass
for call in (lambda: f(1, 2, 3), lambda: g(1), lambda: h(1, 2, k=3), lambda: h(1, 2, 3)):
    try:
        call()
    except TypeError as e:
        print(e)
# expect: f() takes from 1 to 2 positional arguments but 3 were given
# expect: g() takes 0 positional arguments but 1 was given
# expect: h() takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given
# expect: h() takes 1 positional argument but 3 were given
