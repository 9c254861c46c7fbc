try:
    e = ValueError('v')
    e.add_note('n')
    raise e
except ValueError as x:
    print(x, x.__notes__)  # expect: v ['n']
e.add_note(5)  # expect error: TypeError: add_note() argument must be str, not int
