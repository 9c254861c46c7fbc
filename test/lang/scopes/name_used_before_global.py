def f():
    print(x)
    global x  # expect error: SyntaxError: name 'x' is used prior to global declaration
