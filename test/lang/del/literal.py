del 5  # expect error: SyntaxError: cannot delete literal
