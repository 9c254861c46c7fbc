'a' = 1  # expect error: SyntaxError: cannot assign to literal here. Maybe you meant '==' instead of '='?
