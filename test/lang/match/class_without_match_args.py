class A: pass
match A():
    case A(1): pass  # expect error: TypeError: A() accepts 0 positional sub-patterns (1 given)
