isinstance(1, [int])  # expect error: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
