match 5:
    case int(1, 2): pass  # expect error: TypeError: int() accepts 1 positional sub-pattern (2 given)
