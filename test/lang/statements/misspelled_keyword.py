whille True:  # expect error: SyntaxError: invalid syntax. Did you mean 'while'?
    pass
