x = “a”  # expect error: SyntaxError: invalid character '“' (U+201C)
