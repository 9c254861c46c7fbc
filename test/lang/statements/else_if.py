if 1:
    pass
else if 2:  # expect error: SyntaxError: expected ':'
    pass
