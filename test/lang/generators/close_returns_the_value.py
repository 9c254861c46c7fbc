def g():
    try:
        yield
    except GeneratorExit:
        return 'bye'
it = g()
next(it)
print(it.close())  # expect: bye
