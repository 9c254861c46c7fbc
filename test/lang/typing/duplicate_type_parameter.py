def f[T, T](): pass  # expect error: SyntaxError: duplicate type parameter 'T'
