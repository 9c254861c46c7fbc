def chain(n):
    if n:
        yield from chain(n - 1)
    else:
        yield 'bottom'
print(next(chain(200)))  # expect: bottom
