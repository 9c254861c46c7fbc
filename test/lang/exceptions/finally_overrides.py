def f():
    try:
        1 / 0
    finally:
        return 'swallowed'
def g():
    while True:
        try:
            return 1
        finally:
            break
    return 2
print(f(), g())  # expect: swallowed 2
