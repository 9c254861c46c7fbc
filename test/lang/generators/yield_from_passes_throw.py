def inner():
    try:
        yield 1
    except ValueError:
        yield 'handled'
def outer():
    yield from inner()
    yield 'after'
it = outer()
next(it)
print(it.throw(ValueError), next(it))  # expect: handled after
