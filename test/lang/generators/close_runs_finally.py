def g():
    try:
        yield 1
    finally:
        print('closed')
it = g()
next(it)
print(it.close(), it.close())
# expect: closed
# expect: None None
next(it)  # expect error: StopIteration
