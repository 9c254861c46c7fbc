def f():
    global x
    x: int = 1  # expect error: SyntaxError: annotated name 'x' can't be global
