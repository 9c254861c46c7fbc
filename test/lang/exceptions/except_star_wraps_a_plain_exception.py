try:
    1 / 0
except* ZeroDivisionError as e:
    print(repr(e))  # expect: ExceptionGroup('', (ZeroDivisionError('division by zero'),))
