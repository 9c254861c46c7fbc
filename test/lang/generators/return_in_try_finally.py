def g():
    try:
        yield 1
        return 'r'
    finally:
        yield 'cleanup'
print(list(g()))  # expect: [1, 'cleanup']
