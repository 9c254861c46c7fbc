def f():
    l = [None]
    return [1 for (l[0], l) in [[1, 2]]]  # expect error: UnboundLocalError: cannot access local variable 'l' where it is not associated with a value
f()
