def g():
    yield 1
    raise StopIteration('x')
it = g()
next(it)
next(it)  # expect error: RuntimeError: generator raised StopIteration
