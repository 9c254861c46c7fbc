x = (1,  # expect error: SyntaxError: '(' was never closed
y = 2
