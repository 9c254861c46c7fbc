def f(a, b: int = 2, *, c=3) -> str:
    "doc"
print(f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__module__)  # expect: f f doc (2,) {'c': 3} {'b': <class 'int'>, 'return': <class 'str'>} __main__
f.x = 1
print(f.__dict__, f.__code__.co_varnames, f.__code__.co_argcount)  # expect: {'x': 1} ('a', 'b', 'c') 2
