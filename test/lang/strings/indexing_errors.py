for f in (lambda: 'abc'[5], lambda: 'abc'['a'], lambda: ''[0], lambda: 'a'[None]):
    try:
        f()
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
# expect: IndexError string index out of range
# expect: TypeError string indices must be integers, not 'str'
# expect: IndexError string index out of range
# expect: TypeError string indices must be integers, not 'NoneType'
