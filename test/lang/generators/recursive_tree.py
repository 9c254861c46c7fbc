def walk(t):
    if t:
        yield from walk(t[0])
        yield t[1]
        yield from walk(t[2])
print(list(walk((((), 1, ()), 2, ((), 3, ((), 4, ()))))))  # expect: [1, 2, 3, 4]
