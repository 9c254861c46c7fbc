async def g():
    yield 1
    return 2  # expect error: SyntaxError: 'return' with value in async generator
