for f in (lambda: [].pop(), lambda: [1].index(2), lambda: [1][5], lambda: [1].pop(3), lambda: [1]['a'], lambda: [] + (), lambda: [1] * 'a'):
    try:
        f()
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: IndexError pop from empty list
# expect: ValueError list.index(x): x not in list
# expect: IndexError list index out of range
# expect: IndexError pop index out of range
# expect: TypeError list indices must be integers or slices, not str
# expect: TypeError can only concatenate list (not "tuple") to list
# expect: TypeError can't multiply sequence by non-int of type 'str'
