def f():
    x = (1 +
    return x
# expect stderr:   File "test/lang/exceptions/traceback_of_syntax_error.py", line 2
# expect stderr:     x = (1 +
# expect stderr:         ^
# expect stderr: SyntaxError: '(' was never closed
