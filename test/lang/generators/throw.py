def g():
    while True:
        try:
            yield 1  # expect error: ValueError: v
        except KeyError as e:
            print('caught', e)
it = g()
next(it)
print(it.throw(KeyError('k')))
# expect: caught 'k'
# expect: 1
it.throw(ValueError('v'))
