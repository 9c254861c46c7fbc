class C:
    def __enter__(self): pass
    def __exit__(self, *a): raise KeyError('exit')
try:
    with C():
        1 / 0
except KeyError as e:
    print(repr(e.__context__))  # expect: ZeroDivisionError('division by zero')
