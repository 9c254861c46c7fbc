def inner():
    x = yield 1
    print('inner', x)
    return 'result'
def outer():
    r = yield from inner()
    print('r', r)
    yield from [3, 4]
it = outer()
print(next(it), it.send('s'), list(it))
# expect: inner s
# expect: r result
# expect: 1 3 [4]
