if True  # expect error: SyntaxError: expected ':'
    pass
