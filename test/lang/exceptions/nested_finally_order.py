def f():
    try:
        try:
            raise ValueError('v')  # expect error: ValueError: v
        finally:
            print('inner')
    finally:
        print('outer')
f()
# expect: inner
# expect: outer
