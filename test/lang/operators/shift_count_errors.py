for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << 1.0):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ValueError negative shift count
# expect: ValueError negative shift count
# expect: TypeError unsupported operand type(s) for <<: 'int' and 'float'
