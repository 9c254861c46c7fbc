*a, *b = 1, 2  # expect error: SyntaxError: multiple starred expressions in assignment
