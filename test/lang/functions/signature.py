import inspect
def f(a, /, b: int, *c, d=1, **e) -> None: pass
print(inspect.signature(f), inspect.signature(len))  # expect: (a, /, b: int, *c, d=1, **e) -> None (obj, /)
