def f(a, /, b): pass
for call in (lambda: f(1, c=2), lambda: f(1, 2, b=3), lambda: f(a=1, b=2), lambda: f(1, bb=2), lambda: f(1, 2, **{'b': 1}), lambda: f(**{1: 2}), lambda: f(*5), lambda: f(**5)):
    try:
        call()
    except TypeError as e:
        print(e)
# expect: f() got an unexpected keyword argument 'c'
# expect: f() got multiple values for argument 'b'
# expect: f() got some positional-only arguments passed as keyword arguments: 'a'
# expect: f() got an unexpected keyword argument 'bb'. Did you mean 'b'?
# expect: f() got multiple values for argument 'b'
# expect: keywords must be strings
# expect: __main__.f() argument after * must be an iterable, not int
# expect: __main__.f() argument after ** must be a mapping, not int
