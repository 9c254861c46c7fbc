for f in (lambda: [0] * 10 ** 18, lambda: 'a' * 10 ** 18, lambda: bytes(10 ** 18)):
    try:
        f()
    except (MemoryError, OverflowError) as e:
        print("too much")
# expect: too much
# expect: too much
# expect: too much
