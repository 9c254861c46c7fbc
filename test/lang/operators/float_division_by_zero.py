for f in (lambda: 1.0 / 0, lambda: 1 % 0, lambda: 1.0 % 0, lambda: 1 // 0, lambda: 0 ** -1):
    try:
        f()
    except ZeroDivisionError as e:
        print(e)
# expect: division by zero
# expect: division by zero
# expect: division by zero
# expect: division by zero
# expect: zero to a negative power
